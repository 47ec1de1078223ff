package report

import (
	"fmt"

	"raaderum/calc"
	"raaderum/portfolio"
)

// viewTop is the row of a view's headings; the rows come under it.
const viewTop = 4

// The columns of the quarters.
const (
	quarterFirst    = 2 // of pointSeries
	quarterReported = quarterFirst + 3
	quarterDue      = quarterReported + 1
	quarterGathered = quarterDue + 1 // of the first pointSeries, added up
)

// gatheredSeries are planned and realised: what is forecast goes on from what is
// realised, and is no sum of its own.
const gatheredSeries = 2

func (w *quarterBook) writeQuarters() {
	b, t := w.book, w.Print.T
	b.title(w.quarters, t("pack.quarters-title", "title", w.title()), t("pack.quarters-lead"))
	heads := []string{t("quarters.quarter")}
	for _, series := range pointSeries {
		heads = append(heads, t("series."+string(series)))
	}
	b.head(w.quarters, viewTop, append(heads, t("quarters.reported"), t("pack.due"), t("pack.gathered", "series", heads[1]), t("pack.gathered", "series", heads[2]))...)
	var gathered [gatheredSeries]calc.Money
	for i, point := range w.Report.Quarters {
		row := viewTop + 1 + i
		b.set(w.quarters, 1, row, point.Quarter.String())
		for j, is := range []*calc.Money{point.Planned, point.Realised, point.Forecast} {
			w.book.formula(w.quarters, quarterFirst+j, row, w.pointSum(pointSeries[j], point.Quarter), formatKroner, kronerOf(is))
			if j < gatheredSeries {
				w.gather(row, j, is, &gathered[j])
			}
		}
		b.formula(w.quarters, quarterReported, row, w.pointCount(portfolio.Realised, point.Quarter), "0", float64(point.Reported))
		b.formula(w.quarters, quarterDue, row, w.pointCount(portfolio.Plan, point.Quarter), "0", float64(point.Due))
	}
	b.onePage(w.quarters)
	b.widths(w.quarters, 12, 18, 18, 18, 14, 14, 20, 20)
	b.freeze(w.quarters, viewTop)
	w.quarterChart()
}

// The columns of the areas.
const (
	areaCode  = 1
	areaCases = 3
	areaFirst = 4 // of the layers but the joint one
)

func (w *quarterBook) writeAreas() {
	b, t := w.book, w.Print.T
	method := t("method." + string(w.Report.Account.Method))
	b.title(w.areas, t("areas.caption", "year", yearText(w.Report.Headline.Year)), t("areas.lead", "method", method))
	heads := []string{t("pack.area-code"), t("areas.area"), t("pack.cases")}
	layers := accountLayers[:4]
	for _, layer := range layers {
		heads = append(heads, t("layer."+string(layer)))
	}
	b.head(w.areas, viewTop, heads...)
	for i, area := range w.Report.Areas {
		row, code, name := viewTop+1+i, noArea, t("areas.none")
		if known, ok := w.Report.Organisation.Strategy.FocusArea(area.Area); ok {
			code, name = string(area.Area), known.Name
		}
		b.set(w.areas, areaCode, row, text(code))
		b.set(w.areas, areaCode+1, row, text(name))
		b.formula(w.areas, areaCases, row, fmt.Sprintf("COUNTIFS(%s,%s)", w.caseColumn(caseArea), relative(areaCode, row)), "0", float64(area.Cases))
		for j, layer := range layers {
			w.writeLayer(w.areas, areaFirst+j, row, w.Report.Account.Method, layer, fmt.Sprint(w.Report.Headline.Year), relative(areaCode, row), layerOf(area.Layers, layer))
		}
	}
	b.onePage(w.areas)
	b.widths(w.areas, 28, 44, 8, 18, 18, 18, 18)
	b.freeze(w.areas, viewTop)
	w.areaChart()
}

// The columns of the cases.
const (
	caseArea     = 5
	caseCosts    = 10
	caseBenefits = 11
	caseFigures  = 12 // of caseMeasures, computed in the workbook, and then ours
)

// caseMeasures are the figures of the table of cases.
var caseMeasures = []calc.Measure{calc.MeasureNPV, calc.MeasurePayback, calc.MeasureDiscountedPayback, calc.MeasureIRR, calc.MeasureBenefitCostRatio}

func (w *quarterBook) writeCases() {
	b, t := w.book, w.Print.T
	b.title(w.cases, t("pack.cases-title", "title", w.title()), t("pack.cases-lead"))
	heads := []string{t("pack.case-number"), t("pack.number"), t("pack.case"), t("areas.area"), t("pack.area-code"), t("pack.origin"), t("cases.column-phase"),
		t("pack.record"), t("cases.column-light"), t("pack.costs"), t("pack.benefits")}
	for _, measure := range caseMeasures {
		heads = append(heads, t("measure."+string(measure)))
	}
	for _, measure := range caseMeasures {
		heads = append(heads, t("pack.ours", "measure", t("measure."+string(measure))))
	}
	b.head(w.cases, viewTop, append(heads, t("terms.rate"), t("pack.source"))...)
	for i, figures := range w.Report.Cases {
		w.writeCase(figures, w.steps[i], viewTop+1+i)
	}
	if len(w.Report.Cases) == 0 {
		b.set(w.cases, 1, viewTop+1, t("livebook.nothing"))
	}
	b.do(func() error { return b.file.SetRowHeight(w.cases, viewTop, headHeight*3/2) }) // three lines
	widths := []float64{8, 12, 44, 28, 24, 24, 15, 17, 10, 16, 16, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 24, 44}
	b.widths(w.cases, widths...)
	b.freeze(w.cases, viewTop)
	b.printWide(w.cases, widths, 3)
	b.headEachPage(w.cases, viewTop, 3)
	b.printOnly(w.cases, len(widths), viewTop+max(1, len(w.Report.Cases)))
}

func (w *quarterBook) writeCase(figures portfolio.CaseFigures, steps caseSteps, row int) {
	b, t, bc := w.book, w.Print.T, figures.Case
	area := t("areas.none")
	if known, ok := w.Report.Organisation.Strategy.FocusArea(bc.FocusArea); ok {
		area = known.Name
	}
	origin, phase := "", ""
	if bc.Origin != "" {
		origin = t("origin." + string(bc.Origin))
	}
	if bc.Phase != "" {
		phase = t("phase." + string(bc.Phase))
	}
	b.paint(w.cases, 1, row, b.nameStyle())
	b.row(w.cases, row, w.order[bc.ID], text(bc.Number), text(bc.Title), text(area), text(w.areaCode(bc)), origin, phase, text(bc.RecordNumber), t("light."+string(figures.Light)))
	w.sum(w.cases, caseCosts, row, steps.costs, w.years.column(yearsFirst+1), w.years.column(1), relative(1, row))
	w.sum(w.cases, caseBenefits, row, steps.benefits, w.years.column(yearsFirst+2), w.years.column(1), relative(1, row))
	for i, measure := range caseMeasures {
		w.writeFigure(steps, measure, caseFigures+i, row)
	}
	if steps.said() {
		b.do(func() error { return b.file.SetRowHeight(w.cases, row, wordsHeight) })
	}
	last := caseFigures + 2*len(caseMeasures)
	if figures.Terms.RateSet != "" {
		b.set(w.cases, last, row, t("terms.rate-"+figures.Terms.RateSet))
	}
	b.link(w.cases, last+1, row, w.source(bc.Source))
}

// writeFigure writes a figure as a formula and beside it as computed here: a
// number, or the reason why there is none.
func (w *quarterBook) writeFigure(steps caseSteps, measure calc.Measure, x, row int) {
	value := steps.values[measure]
	if steps.none != "" {
		value = steps.none
	}
	if formula := steps.formulas[measure]; formula != "" {
		w.book.formula(w.cases, x, row, formula, formatOf(measure), value)
	} else {
		w.book.set(w.cases, x, row, value)
	}
	w.book.wrapped(w.cases, x, row, formatOf(measure))
	w.book.set(w.cases, x+len(caseMeasures), row, value)
	w.book.wrapped(w.cases, x+len(caseMeasures), row, formatOf(measure))
}

// wordsHeight leaves room for the words of why there is no figure, in points.
const wordsHeight = 46

// said tells whether a figure is said in words.
func (s caseSteps) said() bool {
	for _, value := range s.values {
		if _, is := value.(string); is {
			return true
		}
	}
	return s.none != ""
}

// caseColumn is a column of the table of cases.
func (w *quarterBook) caseColumn(x int) string {
	return absolute(w.cases, x, viewTop+1) + ":" + absolute("", x, viewTop+max(1, len(w.Report.Cases)))
}

// writeTerms writes what the figures were computed under.
func (w *quarterBook) writeTerms() {
	w.book.title(w.terms, w.Print.T("terms.title"), w.Standing())
	rows := w.termRows()
	if w.Cell == nil {
		rows = append(rows, [2]string{w.Print.T("pack.source"), w.Print.T("gains.sources")})
	}
	for i, one := range rows {
		w.book.set(w.terms, 1, viewTop+i, one[0])
		w.book.words(w.terms, 2, viewTop+i, one[1])
		w.book.do(func() error {
			return w.book.file.SetRowHeight(w.terms, viewTop+i, lineHeight*linesIn(one[1], termsWidth))
		})
	}
	w.book.widths(w.terms, 30, termsWidth)
}

// termsWidth is how wide the conditions stand, in letters.
const termsWidth = 120

// termRows are the conditions as pairs of a name and a text, each said once.
func (p Pack) termRows() [][2]string {
	t := p.Print.T
	rows := [][2]string{
		{t("pack.organisation"), p.Report.Organisation.Name},
		{t("quarters.quarter"), p.Print.Quarter(p.Report.Quarter)},
		{t("pack.standing"), p.Standing()},
		{t("pack.which"), p.Which()},
		{t("pack.inputs-hash"), p.Snapshot.InputsHash},
		{t("pack.made"), p.Print.Date(p.At)},
		{t("terms.count"), t("method.explain-" + string(p.Report.Account.Method))},
		{t("terms.other-count"), t("method.explain-" + string(p.Report.Other.Method))},
	}
	said := map[[2]string]bool{}
	add := func(name, text string) {
		if row := [2]string{name, text}; !said[row] {
			said[row] = true
			rows = append(rows, row)
		}
	}
	for _, figures := range p.Report.Cases {
		if terms := figures.Terms; terms.RateSet != "" {
			add(t("terms.rate"), p.Print.Rate(terms))
			add(t("terms.timing"), t("terms.timing-"+string(terms.Timing)))
			add(t("terms.method"), t("terms.method-text", "version", terms.Method))
		}
	}
	if p.Assumed != nil {
		add(t("pack.uncertainty"), p.AssumedText())
	}
	if p.Report.Organisation.Example {
		add(t("pack.note"), t("pack.example"))
	}
	add(t("terms.payback"), t("terms.payback-text"))
	add(t("terms.sign"), t("terms.sign-gain"))
	add(t("pack.note"), t("terms.rounding"))
	return rows
}
