// Package gallery draws every example of testdata as every kind of chart there
// is. Tests that hold for all charts walk it, the command that measures drawing
// draws it, and a test of its own holds it against package charts, so that no
// kind is forgotten.
package gallery

import (
	"maps"
	"slices"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/charts/testdata"
	"raaderum/portfolio"
)

// Kind (diagramtype) is a kind of chart with its examples.
type Kind struct {
	Name  string // what the names of its examples begin with
	Maker string // the function of package charts that makes it
	Main  string // the example a picture is taken of
	Empty string // the example of nothing to draw
	Cases bool   // draws each case, and so has to be sensible with 5 and with 200
	Marks bool   // shows signs and dates, no amounts: there is no unit to say
	draw  func(charts.Words, charts.Links) (map[string]charts.Chart, error)
}

// Draw is every example of the kind, by the kind's name and its own: "roadmap/five".
func (k Kind) Draw(w charts.Words, links charts.Links) (map[string]charts.Chart, error) {
	drawn, err := k.draw(w, links)
	all := make(map[string]charts.Chart, len(drawn))
	for name, c := range drawn {
		all[k.Name+"/"+name] = c
	}
	return all, err
}

// All is every example of every kind.
func All(w charts.Words, links charts.Links) (map[string]charts.Chart, error) {
	all := map[string]charts.Chart{}
	for _, kind := range Kinds {
		drawn, err := kind.Draw(w, links)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, drawn)
	}
	return all, nil
}

// Names are the names of examples in their order.
func Names(all map[string]charts.Chart) []string { return slices.Sorted(maps.Keys(all)) }

// each draws every example of a kind in the same way.
func each[T any](examples map[string]T, draw func(T, charts.Words, charts.Links) (charts.Chart, error)) func(charts.Words, charts.Links) (map[string]charts.Chart, error) {
	return func(w charts.Words, links charts.Links) (map[string]charts.Chart, error) {
		all := map[string]charts.Chart{}
		for name, example := range examples {
			c, err := draw(example, w, links)
			if err != nil {
				return nil, err
			}
			all[name] = c
		}
		return all, nil
	}
}

// Limit is the payback limit of the examples, in years.
var limit = 3.0

func number(id portfolio.CaseID) string { return string(id) }

// Kinds are all kinds of charts.
var Kinds = []Kind{
	{Name: "target-account", Maker: "TargetAccount", Main: "short", Empty: "empty", draw: each(testdata.TargetAccounts, charts.TargetAccount)},
	{Name: "planned-realised", Maker: "PlannedRealised", Main: "sixteen", Empty: "empty", draw: each(testdata.Quarters, charts.PlannedRealised)},
	{Name: "cumulative", Maker: "Cumulative", Main: "sixteen", Empty: "empty", draw: each(testdata.Quarters, charts.Cumulative)},
	{Name: "case-economy", Maker: "CaseEconomy", Main: "paid", Empty: "empty", draw: each(testdata.Economies,
		func(figures portfolio.CaseFigures, w charts.Words, _ charts.Links) (charts.Chart, error) {
			return charts.CaseEconomy(figures, w)
		})},
	{Name: "portfolio-economy", Maker: "PortfolioEconomy", Main: "five", Empty: "empty", Cases: true, draw: each(testdata.PortfolioEconomies,
		func(cases []portfolio.CaseFigures, w charts.Words, _ charts.Links) (charts.Chart, error) {
			return charts.PortfolioEconomy(cases, w)
		})},
	{Name: "portfolio-map", Maker: "PortfolioMap", Main: "twenty-four", Empty: "empty", Cases: true, draw: each(testdata.Portfolios,
		func(cases []portfolio.CaseFigures, w charts.Words, links charts.Links) (charts.Chart, error) {
			return charts.PortfolioMap(cases, &limit, w, links)
		})},
	{Name: "focus-areas", Maker: "FocusAreaBars", Main: "twelve", Empty: "empty", draw: each(testdata.Areas, charts.FocusAreaBars)},
	{Name: "tornado", Maker: "Tornado", Main: "vector-a", Empty: "none", draw: each(testdata.Tornadoes,
		func(s testdata.Sensitivity, w charts.Words, _ charts.Links) (charts.Chart, error) {
			return charts.Tornado(s.NPV, s.Bars, w)
		})},
	{Name: "target-bridge", Maker: "TargetBridge", Main: "short", Empty: "empty", draw: each(testdata.TargetBridges, charts.TargetBridge)},
	{Name: "bridge", Maker: "Bridge", Main: "up", Empty: "gone", draw: each(testdata.Bridges,
		func(figure portfolio.BridgedFigure, w charts.Words, _ charts.Links) (charts.Chart, error) {
			return charts.Bridge(figure, w.T("bridge.figure-achieved"), w.T("bridge.end-live", "quarter", "2013K4"),
				w.T("bridge.end-live", "quarter", "2014K1"), w, "#achieved")
		})},
	{Name: "light-matrix", Maker: "LightMatrix", Main: "five", Empty: "empty", Cases: true, Marks: true, draw: each(testdata.LightHistories, charts.LightMatrix)},
	{Name: "light-flow", Maker: "LightFlow", Main: "five", Empty: "empty", Cases: true, draw: each(testdata.LightHistories, charts.LightFlow)},
	{Name: "phase-flow", Maker: "PhaseFlow", Main: "twohundred", Empty: "empty", Cases: true, draw: each(testdata.PhaseMoves,
		func(moves []portfolio.PhaseMove, w charts.Words, links charts.Links) (charts.Chart, error) {
			// Of a frozen and a live end, the longest there are.
			return charts.PhaseFlow(moves, w.T("bridge.end-name", "quarter", calc.Quarter{Year: 2014, Q: 1}),
				w.T("bridge.end-live", "quarter", calc.Quarter{Year: 2014, Q: 2}), number, w, links)
		})},
	{Name: "outlook-curve", Maker: "OutlookCurve", Main: "four", Empty: "empty", draw: each(testdata.Curves, charts.OutlookCurve)},
	{Name: "switching", Maker: "Switching", Main: "holds", Empty: "failed", draw: each(testdata.Margins,
		func(margins calc.Margins, w charts.Words, _ charts.Links) (charts.Chart, error) {
			return charts.Switching(margins, calc.StandardLevers(), w, "#margins")
		})},
	{Name: "calibration", Maker: "Calibration", Main: "twelve", Empty: "empty", draw: each(testdata.Calibrations,
		func(experience portfolio.Calibration, w charts.Words, links charts.Links) (charts.Chart, error) {
			return charts.Calibration(experience, testdata.Strategy, w, links)
		})},
	{Name: "joint", Maker: "Joint", Main: "three", Empty: "empty", draw: each(testdata.JointYears,
		func(years []portfolio.JointYear, w charts.Words, links charts.Links) (charts.Chart, error) {
			return charts.Joint(years, calc.Quarter{Year: 2014, Q: 2}, w, links)
		})},
	{Name: "data-quality", Maker: "DataQuality", Main: "five", Empty: "empty", Cases: true, draw: each(testdata.Qualities, charts.DataQuality)},
	{Name: "roadmap", Maker: "Roadmap", Main: "five", Empty: "empty", Cases: true, Marks: true, draw: each(testdata.Plans,
		func(plan portfolio.ActionPlan, w charts.Words, links charts.Links) (charts.Chart, error) {
			return charts.Roadmap(plan, testdata.Strategy, w, links)
		})},
	{Name: "frontier", Maker: "Frontier", Main: "six", Empty: "empty", draw: each(testdata.Frontiers,
		func(frontier portfolio.Frontier, w charts.Words, links charts.Links) (charts.Chart, error) {
			return charts.Frontier(frontier, number, w, links)
		})},
	{Name: "side-by-side", Maker: "SideBySide", Main: "two", Empty: "empty", draw: each(testdata.Sides, charts.SideBySide)},
	{Name: "multiples", Maker: "Multiples", Main: "three", Empty: "empty", draw: each(testdata.AreaYears, charts.Multiples)},
}
