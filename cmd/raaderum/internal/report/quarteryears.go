package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// economyRow is what the cases cost and give in a year, unrounded.
type economyRow struct {
	period        calc.Period
	cost, benefit float64
}

type economyRows []economyRow

// inEconomy tells whether a case's years are added up with the others', as the
// chart of the same name has it: not those of a case that was ended, nor years
// that nobody has dated, since they have no place beside a calendar year.
func inEconomy(bc portfolio.BusinessCase, years []calc.Period) bool {
	return !bc.Over() && !slices.ContainsFunc(years, func(one calc.Period) bool { _, dated := one.Year(); return !dated })
}

func (rows *economyRows) add(period calc.Period, row calc.ExplainedRow) {
	i := slices.IndexFunc(*rows, func(one economyRow) bool { return one.period == period })
	if i < 0 {
		i, *rows = len(*rows), append(*rows, economyRow{period: period})
	}
	(*rows)[i].cost += row.Cost
	(*rows)[i].benefit += row.Benefit
}

// The columns of the economy.
const (
	economyCost     = 2
	economyBenefit  = 3
	economyNet      = 4
	economyGathered = 5
)

// writeEconomy writes what all cases cost and give, year by year: sums of the
// cases' own years.
func (w *quarterBook) writeEconomy() {
	b, t := w.book, w.Print.T
	b.title(w.economies, t("pack.economy-title", "title", w.title()), t("pack.economy-lead"))
	b.head(w.economies, viewTop, t("report.year"), t("explained.Cost"), t("explained.Benefit"), t("explained.Net"), t("pack.sum"))
	slices.SortStableFunc(w.economy, func(x, y economyRow) int { return cmp.Compare(yearNumber(x.period), yearNumber(y.period)) })
	var gathered float64
	for i, year := range w.economy {
		row := viewTop + 1 + i
		at := func(x int) string { return relative(x, row) }
		b.set(w.economies, 1, row, text(w.Print.Period(year.period)))
		w.sum(w.economies, economyCost, row, moneyOf(year.cost), w.years.column(yearsFirst+1), w.years.column(2), at(1), w.years.column(yearsCounts), "1")
		w.sum(w.economies, economyBenefit, row, moneyOf(year.benefit), w.years.column(yearsFirst+2), w.years.column(2), at(1), w.years.column(yearsCounts), "1")
		net := roundedKroner(year.benefit) - roundedKroner(year.cost)
		gathered += net
		b.formula(w.economies, economyNet, row, at(economyBenefit)+"-"+at(economyCost), formatKroner, net)
		b.formula(w.economies, economyGathered, row, "SUM("+absolute("", economyNet, viewTop+1)+":"+at(economyNet)+")", formatKroner, gathered)
	}
	b.onePage(w.economies)
	b.widths(w.economies, 12, 20, 20, 20, 20)
	b.freeze(w.economies, viewTop)
	w.economyChart()
}

// moneyOf is an amount of kroner to the øre; nil for one too large for money.
func moneyOf(kroner float64) *calc.Money {
	money, err := calc.FromKroner(kroner)
	if err != nil {
		return nil
	}
	return &money
}

func roundedKroner(kroner float64) float64 {
	if money := moneyOf(kroner); money != nil {
		return money.Kroner()
	}
	return kroner
}

func (w *quarterBook) economyChart() {
	first, last := viewTop+1, viewTop+len(w.economy)
	if last < first {
		w.book.set(w.economies, 1, first, w.Print.T("livebook.nothing"))
		return
	}
	bars := w.chart(excelize.Col, w.Print.T("pack.economy-title", "title", w.title()))
	for i, color := range []string{"B5532B", "A9C9D1"} {
		bars.Series = append(bars.Series, series(w.economies, viewTop, 1, economyCost+i, first, last, color))
	}
	sum := series(w.economies, viewTop, 1, economyGathered, first, last, "173F4F")
	sum.Line = excelize.LineOptions{Width: 2.25, Fill: sum.Fill}
	line := &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{sum}, XAxis: bars.XAxis, YAxis: bars.YAxis}
	w.book.do(func() error { return w.book.file.AddChart(w.economies, relative(1, last+3), bars, line) })
}

// writeAreaYears writes what each focus area has achieved in each year of the
// account, by the headline's method.
func (w *quarterBook) writeAreaYears() {
	b, t := w.book, w.Print.T
	method := t("method." + string(w.Report.Account.Method))
	b.title(w.areaYears, t("pack.area-years-title"), t("pack.area-years-lead", "method", method))
	heads := []string{t("pack.area-code"), t("areas.area")}
	for _, year := range w.Report.Account.Years {
		heads = append(heads, yearText(year.Year))
	}
	b.head(w.areaYears, viewTop, heads...)
	widths := []float64{28, 44}
	for i, area := range w.Report.Areas {
		row, code, name := viewTop+1+i, noArea, t("areas.none")
		if known, ok := w.Report.Organisation.Strategy.FocusArea(area.Area); ok {
			code, name = string(area.Area), known.Name
		}
		b.set(w.areaYears, 1, row, text(code))
		b.set(w.areaYears, 2, row, text(name))
		for j := range w.Report.Account.Years {
			w.writeAreaYear(row, j, code)
		}
	}
	for range w.Report.Account.Years {
		widths = append(widths, 18)
	}
	b.onePage(w.areaYears)
	b.widths(w.areaYears, widths...)
	b.freeze(w.areaYears, viewTop)
	w.areaYearsChart()
}

// writeAreaYear writes an area's achieved amount of a year: the sum of the layers
// that count.
func (w *quarterBook) writeAreaYear(row, j int, code string) {
	year := w.Report.Account.Years[j]
	var is *calc.Money
	for _, one := range year.Contributions {
		if slices.Contains(accountLayers[:3], one.Layer) && w.areaCode(w.caseOf(one.Case)) == code {
			if is == nil {
				is = new(calc.Money)
			}
			*is += one.Amount
		}
	}
	formula := w.layerSum(w.Report.Account.Method, accountLayers[:3], fmt.Sprint(year.Year), absolute("", 1, row))
	w.book.formula(w.areaYears, 3+j, row, formula, formatKroner, kronerOf(is))
}

func (w *quarterBook) areaYearsChart() {
	first, last := viewTop+1, viewTop+len(w.Report.Areas)
	if !slices.ContainsFunc(w.Report.Account.Years, portfolio.TargetYear.Counts) {
		w.book.set(w.areaYears, 1, last+2, w.Print.T("livebook.no-chart"))
		return
	}
	bars := w.chart(excelize.BarStacked, w.Print.T("pack.area-years-title"))
	for j := range w.Report.Account.Years {
		bars.Series = append(bars.Series, series(w.areaYears, viewTop, 2, 3+j, first, last, yearColors[j%len(yearColors)]))
	}
	bars.YAxis.ReverseOrder, bars.XAxis.ReverseOrder = false, true
	w.book.do(func() error { return w.book.file.AddChart(w.areaYears, relative(1, last+3), bars) })
}

// yearColors tell years apart, in grey as well.
var yearColors = []string{"173F4F", "D9A441", "4F8A9B", "F0D9A8", "7A2E1D", "A9C9D1"}

// gather writes a quarter's series added up from the first quarter on: nothing
// where the quarter has nothing, since what is missing is not 0.
func (w *quarterBook) gather(row, j int, is *calc.Money, sum *calc.Money) {
	column := quarterFirst + j
	var value any
	if is != nil {
		*sum += *is
		value = sum.Kroner()
	}
	w.book.formula(w.quarters, quarterGathered+j, row, fmt.Sprintf(`IF(%s="","",SUM(%s:%[1]s))`, relative(column, row), absolute("", column, viewTop+1)), formatKroner, value)
}
