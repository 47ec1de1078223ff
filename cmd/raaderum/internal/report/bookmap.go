package report

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// writeMap writes the portfolio map: the payback period and the net present value of
// each of the municipality's own cases, as the cases' sheet computes them, by light.
// A case without a number for both stands below and is not drawn: it is not at 0.
func (w *quarterBook) writeMap() {
	t := w.Print.T
	v := w.beginView(w.portfolioMap, t("views.map-title", "title", w.title()), t("views.map-lead"), []float64{62, 16, 34, 20, 20},
		t("pack.case"), t("cases.column-light"), t("measure."+string(calc.MeasurePayback)), t("measure."+string(calc.MeasureNPV)), t("pack.costs"))
	bubbles := w.chart(excelize.Bubble, t("views.map-title", "title", w.title()))
	drawn := func(figures portfolio.CaseFigures) bool {
		i := w.order[figures.Case.ID] - 1
		_, payback := w.steps[i].values[calc.MeasurePayback].(float64)
		_, npv := w.steps[i].values[calc.MeasureNPV].(float64)
		return payback && npv && w.steps[i].none == "" && w.steps[i].costs != nil
	}
	var own []portfolio.CaseFigures
	for _, figures := range w.Report.Cases {
		if !figures.Case.Origin.Joint() {
			own = append(own, figures)
		}
	}
	for i, light := range lightOrder {
		first := v.row + 1
		for _, figures := range own {
			if figures.Light == light && drawn(figures) {
				w.addOnMap(v, figures)
			}
		}
		if v.row < first {
			continue
		}
		stretch := func(x int) string { return absolute(v.sheet, x, first) + ":" + absolute("", x, v.row) }
		bubbles.Series = append(bubbles.Series, excelize.ChartSeries{Name: absolute(v.sheet, 2, first), Categories: stretch(3), Values: stretch(4), Sizes: stretch(5),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{lightColors[i]}, Transparency: 25},
			Line: excelize.LineOptions{Width: 0.75, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"444444"}}}})
	}
	if rest := slices.DeleteFunc(slices.Clone(own), drawn); len(rest) > 0 {
		v.say(t("views.map-rest"))
		for _, figures := range rest {
			w.addOnMap(v, figures)
		}
	}
	bubbles.BubbleSize = 25
	axis := func(name string) []excelize.RichTextRun { return []excelize.RichTextRun{{Text: name, Font: &axisFont}} }
	bubbles.XAxis.Title, bubbles.YAxis.Title = excelize.ChartTitle{Paragraph: axis(t("measure." + string(calc.MeasurePayback)))}, excelize.ChartTitle{Paragraph: axis(t("views.map-npv"))}
	bubbles.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0"}
	if len(bubbles.Series) == 0 {
		v.end(t("livebook.nothing"))
		return
	}
	v.end("", bubbles)
}

// addOnMap writes a case of the map: the cells of its row among the cases.
func (w *quarterBook) addOnMap(v *view, figures portfolio.CaseFigures) {
	row := viewTop + w.order[figures.Case.ID]
	steps := w.steps[w.order[figures.Case.ID]-1]
	value := func(measure calc.Measure) any {
		if steps.none != "" {
			return steps.none
		}
		return steps.values[measure]
	}
	figure := func(measure calc.Measure) live {
		at := slices.Index(caseMeasures, measure)
		return live{absolute(w.cases, caseFigures+at, row), formatOf(measure), value(measure)}
	}
	v.add(w.caseLink(figures.Case.ID), w.Print.T("light."+string(figures.Light)), figure(calc.MeasurePayback), figure(calc.MeasureNPV), live{orNothing(absolute(w.cases, caseCosts, row)), formatKroner, amountOr(steps.costs)})
}
