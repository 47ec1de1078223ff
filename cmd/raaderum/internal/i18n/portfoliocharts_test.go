package i18n_test

import (
	"raaderum/charts"
	"raaderum/charts/testdata"
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
}
