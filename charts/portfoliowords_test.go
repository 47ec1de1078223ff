package charts

import (
	"raaderum/calc"
	"raaderum/charts/testdata"
	"raaderum/portfolio"
)

// addPortfolioCharts adds the examples of the charts about the whole portfolio.
func addPortfolioCharts(add func(kind, name string, c Chart, err error)) {
	for name, bridge := range testdata.TargetBridges {
		c, err := TargetBridge(bridge, plain{}, testLinks)
		add("target-bridge", name, c, err)
	}
	for name, figure := range testdata.Bridges {
		c, err := Bridge(figure, "Achieved", "2013Q4", "2014Q1", plain{}, "#achieved")
		add("bridge", name, c, err)
	}
	for name, history := range testdata.LightHistories {
		c, err := LightMatrix(history, plain{}, testLinks)
		add("light-matrix", name, c, err)
		c, err = LightFlow(history, plain{}, testLinks)
		add("light-flow", name, c, err)
	}
	for name, moves := range testdata.PhaseMoves {
		c, err := PhaseFlow(moves, plain{}.Quarter(calc.Quarter{Year: 2014, Q: 1}), plain{}.Quarter(calc.Quarter{Year: 2014, Q: 2}), func(id portfolio.CaseID) string { return string(id) }, plain{}, testLinks)
		add("phase-flow", name, c, err)
	}
	for name, points := range testdata.Quarters {
		c, err := Cumulative(points, plain{}, testLinks)
		add("cumulative", name, c, err)
	}
	for name, curve := range testdata.Curves {
		c, err := OutlookCurve(curve, plain{}, testLinks)
		add("outlook-curve", name, c, err)
	}
	for name, margins := range testdata.Margins {
		c, err := Switching(margins, calc.StandardLevers(), plain{}, "#margins")
		add("switching", name, c, err)
	}
	for name, experience := range testdata.Calibrations {
		c, err := Calibration(experience, testdata.Strategy, plain{}, testLinks)
		add("calibration", name, c, err)
	}
	for name, years := range testdata.JointYears {
		c, err := Joint(years, calc.Quarter{Year: 2014, Q: 2}, plain{}, testLinks)
		add("joint", name, c, err)
	}
	for name, report := range testdata.Qualities {
		c, err := DataQuality(report, plain{}, testLinks)
		add("data-quality", name, c, err)
	}
	for name, plan := range testdata.Plans {
		c, err := Roadmap(plan, testdata.Strategy, plain{}, testLinks)
		add("roadmap", name, c, err)
	}
	for name, frontier := range testdata.Frontiers {
		c, err := Frontier(frontier, func(id portfolio.CaseID) string { return string(id) }, plain{}, testLinks)
		add("frontier", name, c, err)
	}
	for name, report := range testdata.AreaYears {
		c, err := Multiples(report, plain{}, testLinks)
		add("multiples", name, c, err)
	}
}
