package report

import (
	"fmt"

	"raaderum/calc"
	"raaderum/portfolio"
)

// writeCounting writes the sheets that the account and the quarters are computed in.
func (w *quarterBook) writeCounting() {
	t := w.Print.T
	widths := func(names, columns int) []float64 {
		all := []float64{8, 8, 40, 40}[:names]
		for len(all) < columns {
			all = append(all, 13)
		}
		return all
	}
	amounts := func(names ...string) (heads []string) {
		for _, name := range names {
			for q := 1; q <= 4; q++ {
				heads = append(heads, t("gains.of-quarter", "name", t(name), "quarter", q))
			}
		}
		return heads
	}
	layers := func(name string) (heads []string) {
		for _, layer := range accountLayers[:3] {
			heads = append(heads, t("gains.of-layer", "name", t(name), "layer", t("layer."+string(layer))))
		}
		return heads
	}
	firsts := []string{t("gains.first-realised"), t("gains.first-forecast"), t("gains.first-expected"), t("gains.first-planned"), t("gains.first-budgeted")}

	heads := append([]string{t("gains.number"), t("pack.case-number"), t("pack.case"), t("pack.benefit"), t("gains.kind"), t("gains.recurrence"), t("gains.decided"), t("gains.joint"), t("gains.other"),
		t("gains.ended"), t("gains.done"), t("gains.delayed"), t("gains.full-year-stated"), t("gains.slides"), t("gains.goes-on"), t("gains.go-live"), t("pack.area-code"), t("report.counts"), t("gains.sign"),
		t("gains.dest"), t("gains.points"), t("gains.has-quarters"), t("gains.live-month")}, firsts...)
	heads = append(heads, t("gains.start"), t("gains.full-year-of"), t("gains.forecast-year"), t("gains.full-year"), t("gains.reported"), t("gains.budget-year"), t("gains.budget"), t("gains.start-year"))
	heads = append(append(append(append(heads, layers("gains.gross")...), layers("gains.counted")...), layers("gains.share")...), layers("gains.net")...)
	w.gains = w.begin(w.gainsName, t("gains.title"), t("gains.lead"), widths(4, gainColumns), 4, append(heads, t("gains.outside"))...)

	w.stated = w.begin(w.statedName, t("gains.stated-title"), t("gains.stated-lead"), append(append([]float64{8, 8, 40, 8}, widths(0, 12)...), 33, 14), 4,
		append(append([]string{t("pack.case-number"), t("gains.number"), t("pack.benefit"), t("report.year")}, amounts("series.realised", "series.budgeted", "series.forecast")...), t("pack.source"), t("pack.more-sources"))...)

	heads = append([]string{t("pack.case-number"), t("gains.number"), t("pack.benefit"), t("report.year"), t("pack.area-code"), t("gains.dest"), t("gains.points"), t("gains.ended"), t("gains.whole")}, amounts("gains.own")...)
	heads = append(append(append(heads, t("gains.off"), t("gains.rest"), t("gains.weight")), amounts("gains.key", "series.plan", "gains.expected")...), firsts...)
	heads = append(heads, t("gains.planned"), t("gains.forecast-year"), t("gains.later"), t("gains.given"), t("gains.hoped"), t("gains.budget-code"))
	heads = append(append(append(append(heads, layers("gains.gross")...), layers("gains.counted")...), layers("gains.share")...), layers("gains.net")...)
	w.gainYears = w.begin(w.gainYearsName, t("gains.years-title"), t("gains.years-lead"), append([]float64{8, 8, 40, 8, 22}, widths(0, len(heads)-5)...), 4, heads...)

	w.running = w.begin(w.runningName, t("gains.running-title"), t("gains.running-lead"), []float64{8, 8, 15, 15, 12, 12, 12, 15, 15, 12}, 2,
		t("pack.case-number"), t("report.year"), t("gains.running-cost"), t("gains.size"), t("gains.excess"), t("gains.in-first"), t("gains.running-first"), t("gains.running-whole"), t("gains.size-new"), t("gains.excess-new"))
	w.writeGains()
	w.writeGainYears()
	w.writeRunning()
}

// pointColumn is where a series of a quarter stands among the benefits' years.
func (w *quarterBook) pointColumn(series portfolio.Series, q int) string {
	switch series {
	case portfolio.Realised:
		return w.stated.column(statedRealised + q - 1)
	case portfolio.Forecast:
		return w.gainYears.column(gainYearExpected + q - 1)
	}
	return w.gainYears.column(gainYearPlan + q - 1)
}

// pointWhere is the condition that a benefit's year is among a quarter's figures,
// with the sign.
func (w *quarterBook) pointWhere(quarter calc.Quarter, sign int) string {
	return fmt.Sprintf("%s,%d,%s,%d", w.gainYears.column(gainYearYear), quarter.Year, w.gainYears.column(gainYearPoints), sign)
}

// isNumber matches numbers alone: a formula that comes to nothing is a text.
const isNumber = `,">-1E+300",`

// pointSum is the formula of a series of a quarter: planned and realised are sums
// of what is known. Forecast is of what nobody has reported and of what has not
// ended, where somebody has made a forecast.
func (w *quarterBook) pointSum(series portfolio.Series, quarter calc.Quarter) string {
	amounts, known, more := w.pointColumn(series, quarter.Q), w.pointColumn(series, quarter.Q), ""
	var less []string
	if series == portfolio.Forecast {
		known = w.stated.column(statedForecast + quarter.Q - 1)
		more = "," + w.gainYears.column(gainYearEnded) + ",0"
		less = []string{w.stated.column(statedRealised+quarter.Q-1) + isNumber}
	}
	counts, sums := "0", "0"
	for _, sign := range []int{1, -1} {
		where := w.pointWhere(quarter, sign) + more
		operator := map[int]string{1: "+", -1: "-"}[sign]
		counts += "+COUNTIFS(" + known + isNumber + where + ")"
		sums += operator + "SUMIFS(" + amounts + "," + where + ")"
		for _, reported := range less {
			counts += "-COUNTIFS(" + known + isNumber + reported + where + ")"
			sums += map[int]string{1: "-", -1: "+"}[sign] + "SUMIFS(" + amounts + "," + reported + where + ")"
		}
	}
	return "IF(" + counts[2:] + `=0,"",ROUND(` + sums[2:] + ",2))"
}

// pointCount is the formula of how many benefits have reported a quarter, or are
// planned to give something in it.
func (w *quarterBook) pointCount(series portfolio.Series, quarter calc.Quarter) string {
	column, conditions := w.pointColumn(series, quarter.Q), []string{isNumber}
	if series == portfolio.Plan {
		conditions = []string{`,">0",`, `,"<0",`}
	}
	formula := ""
	for _, sign := range []int{1, -1} {
		for _, condition := range conditions {
			formula += "+COUNTIFS(" + column + condition + w.pointWhere(quarter, sign) + ")"
		}
	}
	return formula[1:]
}

// pointFormula is a benefit's part of a quarter; "" for one without a row.
func (w *quarterBook) pointFormula(series portfolio.Series, quarter calc.Quarter, one portfolio.Contribution) string {
	g := w.gainOf[portfolio.BenefitRef{Case: one.Case, Benefit: one.Benefit}]
	if g == nil || quarter.Year < g.of.from || quarter.Year > g.of.to {
		return ""
	}
	row := g.of.rowOf(quarter.Year, g.nth)
	cell := map[portfolio.Series]string{
		portfolio.Plan:     absolute(w.gainYearsName, gainYearPlan+quarter.Q-1, row),
		portfolio.Realised: absolute(w.statedName, statedRealised+quarter.Q-1, row),
		portfolio.Forecast: absolute(w.gainYearsName, gainYearExpected+quarter.Q-1, row),
	}[series]
	return fmt.Sprintf(`IF(%s="","",%s*%[1]s)`, cell, absolute(w.gainsName, gainSign, g.row))
}

// contributionFormula is where a part of the account is computed; "" for one that
// is not. Used are the cells that have been led to: of what is not decided several
// parts may share a layer.
func (w *quarterBook) contributionFormula(method portfolio.CountMethod, year int, one portfolio.Contribution, counts bool, used map[string]bool) string {
	if one.Why == portfolio.WhyRunningCost {
		return w.shareFormula(method, year, one)
	}
	g := w.gainOf[portfolio.BenefitRef{Case: one.Case, Benefit: one.Benefit}]
	if g == nil {
		return ""
	}
	sheet, row, gross, entry, at := w.gainYearsName, g.of.rowOf(year, g.nth), gainYearGross, gainYearEntry, g.years[year-g.of.from].layers
	permanent := method == portfolio.NewPermanent && g.Benefit.Recurrence == portfolio.Running
	if permanent {
		sheet, row, gross, entry, at = w.gainsName, g.row, gainGross, gainEntry, g.layers
	}
	column, amounts := gross, at.gross
	if counts {
		column, amounts = entry, at.entry
	}
	for layer, amount := range amounts {
		cell := absolute(sheet, column+layer, row)
		if amount == nil || *amount != one.Amount || used[cell] || g.dest == destOwn && accountLayers[layer] != one.Layer {
			continue
		}
		used[cell] = true
		if permanent {
			return fmt.Sprintf(`IF(%s=%d,%s,"")`, absolute(w.gainsName, gainStartYear, row), year, cell)
		}
		return cell
	}
	return ""
}

// shareFormula is a case's running costs as they are taken from a layer.
func (w *quarterBook) shareFormula(method portfolio.CountMethod, year int, one portfolio.Contribution) string {
	var of *gainCase
	for _, known := range w.gainCases {
		if known.bc.ID == one.Case {
			of = known
		}
	}
	if of == nil {
		return ""
	}
	sheet, first, last, net, entry, dests, more := w.gainYearsName, of.rowOf(year, 0), of.rowOf(year, len(of.gains)-1), gainYearNet, gainYearEntry, gainYearDest, ""
	if method == portfolio.NewPermanent {
		sheet, first, last, net, entry, dests = w.gainsName, of.gains[0].row, of.gains[len(of.gains)-1].row, gainNet, gainEntry, gainDest
		more = fmt.Sprintf(",%s:%s,%d", absolute(sheet, gainStartYear, first), absolute("", gainStartYear, last), year)
	}
	column := func(x int) string { return absolute(sheet, x, first) + ":" + absolute("", x, last) }
	formula := ""
	for i, layer := range accountLayers[:3] {
		dest := map[portfolio.Layer]int{portfolio.LayerPipeline: destPipeline, portfolio.LayerJoint: destJoint}[one.Layer]
		if dest == 0 {
			if dest = destOwn; layer != one.Layer {
				continue
			}
		}
		where := fmt.Sprintf(",%s,%d%s)", column(dests), dest, more)
		formula += "+SUMIFS(" + column(net+i) + where + "-SUMIFS(" + column(entry+i) + where
	}
	return "ROUND(" + formula[1:] + ",2)"
}
