package i18n_test

import (
	"raaderum/calc"
	"raaderum/charts"
	"raaderum/charts/testdata"
	"raaderum/portfolio"
)

// addPortfolioCharts adds the examples of the charts about the whole portfolio.
func addPortfolioCharts(w charts.Words, add func(name string, c charts.Chart, err error)) {
	for name, bridge := range testdata.TargetBridges {
		c, err := charts.TargetBridge(bridge, w, charts.Links{})
		add("target-bridge-"+name, c, err)
	}
	for name, figure := range testdata.Bridges {
		c, err := charts.Bridge(figure, w.T("bridge.figure-achieved"), w.T("bridge.end-live", "quarter", "2013K4"), w.T("bridge.end-live", "quarter", "2014K1"), w, "")
		add("bridge-"+name, c, err)
	}
	for name, history := range testdata.LightHistories {
		c, err := charts.LightMatrix(history, w, charts.Links{})
		add("light-matrix-"+name, c, err)
		c, err = charts.LightFlow(history, w)
		add("light-flow-"+name, c, err)
	}
	for name, moves := range testdata.PhaseMoves {
		c, err := charts.PhaseFlow(moves, w.Quarter(calc.Quarter{Year: 2014, Q: 1}), w.Quarter(calc.Quarter{Year: 2014, Q: 2}), func(id portfolio.CaseID) string { return string(id) }, w)
		add("phase-flow-"+name, c, err)
	}
	for name, points := range testdata.Quarters {
		c, err := charts.Cumulative(points, w, charts.Links{})
		add("cumulative-"+name, c, err)
	}
	for name, curve := range testdata.Curves {
		c, err := charts.OutlookCurve(curve, w, charts.Links{})
		add("outlook-curve-"+name, c, err)
	}
	for name, margins := range testdata.Margins {
		c, err := charts.Switching(margins, calc.StandardLevers(), w)
		add("switching-"+name, c, err)
	}
	for name, experience := range testdata.Calibrations {
		c, err := charts.Calibration(experience, testdata.Strategy, w, charts.Links{})
		add("calibration-"+name, c, err)
	}
	for name, years := range testdata.JointYears {
		c, err := charts.Joint(years, calc.Quarter{Year: 2014, Q: 2}, w, charts.Links{})
		add("joint-"+name, c, err)
	}
	for name, report := range testdata.Qualities {
		c, err := charts.DataQuality(report, w, charts.Links{})
		add("data-quality-"+name, c, err)
	}
	for name, plan := range testdata.Plans {
		c, err := charts.Roadmap(plan, testdata.Strategy, w, charts.Links{})
		add("roadmap-"+name, c, err)
	}
	for name, frontier := range testdata.Frontiers {
		c, err := charts.Frontier(frontier, w)
		add("frontier-"+name, c, err)
	}
	for name, report := range testdata.AreaYears {
		c, err := charts.Multiples(report, w, charts.Links{})
		add("multiples-"+name, c, err)
	}
}
