package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// writeContributions writes what the target account is the sum of, under both
// methods, and what is left out with the reason.
func (w *quarterBook) writeContributions() {
	t := w.Print.T
	w.contributions = w.begin(w.contributionsName, t("pack.contributions-title"), t("pack.contributions-lead"),
		[]float64{18, 8, 22, 8, 38, 27, 16, 15, 8, 28, 36, 16, 15, 12}, 5,
		t("pack.method"), t("report.year"), t("pack.layer"), t("pack.case-number"), t("pack.case"), t("pack.benefit"), t("pack.area-code"),
		t("report.amount"), t("report.counts"), t("report.remark"), t("pack.source"), t("pack.more-sources"), t("report.ours"), t("report.difference"))
	for _, account := range []portfolio.TargetAccount{w.Report.Account, w.Report.Other} {
		for _, year := range account.Years {
			used := map[string]bool{}
			for i, one := range slices.Concat(year.Contributions, year.NotCounted) {
				w.writeContribution(w.contributions, t("method."+string(account.Method)), year.Year, t("layer."+string(one.Layer)), one, i < len(year.Contributions),
					w.contributionFormula(account.Method, year.Year, one, i < len(year.Contributions), used))
			}
		}
	}
}

func (w *quarterBook) writeContribution(s *stream, first any, second any, third string, one portfolio.Contribution, counts bool, formula string) {
	bc := w.caseOf(one.Case)
	label, remark := "", ""
	for _, benefit := range bc.Benefits {
		if benefit.ID == one.Benefit {
			label = cmp.Or(benefit.Label, string(benefit.ID))
		}
	}
	if one.Why != "" {
		remark = w.Print.T("not-counted." + one.Why)
	}
	more := ""
	for i, source := range one.Sources {
		if i > 0 && len(more) < longestSources {
			more += sourceText(source, w.Print) + "; "
		}
	}
	var from linked
	if len(one.Sources) > 0 {
		from = w.source(one.Sources[0])
	}
	var amount, differs any = live{formula, formatKroner, one.Amount.Kroner()}, live{fmt.Sprintf("N(%s)-%s", relative(8, s.row+1), relative(13, s.row+1)), formatKroner, 0.0}
	if formula == "" { // what falls outside of the municipality is among no lines
		amount, differs, remark = kroner{one.Amount.Kroner()}, nil, strings.TrimPrefix(remark+"; "+w.Print.T("gains.fixed"), "; ")
	}
	s.add(first, second, overLines(third), w.order[one.Case], overLines(bc.Title), overLines(label), w.areaCode(bc), amount, boolNumber(counts), overLines(remark), from, more, kroner{one.Amount.Kroner()}, differs)
}

// longestSources bounds a list of cells: a workbook's cell takes 32.767 letters.
const longestSources = 30_000

// writeReported writes what the quarters are the sums of.
func (w *quarterBook) writeReported() {
	t := w.Print.T
	w.reported = w.begin(w.reportedName, t("pack.reported-title"), t("pack.reported-lead"),
		[]float64{10, 8, 14, 8, 40, 30, 22, 15, 8, 30, 38, 16, 15, 12}, 5,
		t("quarters.quarter"), t("report.year"), t("pack.series"), t("pack.case-number"), t("pack.case"), t("pack.benefit"), t("pack.area-code"),
		t("report.amount"), t("report.counts"), t("report.remark"), t("pack.source"), t("pack.more-sources"), t("report.ours"), t("report.difference"))
	for _, point := range w.Report.Quarters {
		for _, series := range pointSeries {
			for _, one := range point.Parts[series] {
				w.writeContribution(w.reported, point.Quarter.String(), point.Quarter.Year, t("series."+string(series)), one, true, w.pointFormula(series, point.Quarter, one))
			}
		}
	}
}

// pointSeries are the series of a quarter, in the order of their columns.
var pointSeries = []portfolio.Series{portfolio.Plan, portfolio.Realised, portfolio.Forecast}

// The columns of the lines.
const (
	lineCase   = 1
	lineArt    = 3
	lineYear   = 5
	lineAmount = 6
	lineCounts = 7

	lineGain    = 10 // the benefit's number
	lineQuarter = 11 // 1 to 4; empty for a year
	lineRunning = 12 // 1 for a running cost
)

// writeLines writes the plans of all cases, amount by amount.
func (w *quarterBook) writeLines() {
	t := w.Print.T
	w.lines = w.begin(w.linesName, t("pack.lines-title"), t("report.lines-lead")+" "+t("livebook.lines-new", "n", linesRoom)+" "+t("gains.lines-new"), []float64{8, 44, 12, 12, 8, 18, 8, 44, 20, 8, 8, 8}, 2,
		t("pack.case-number"), t("report.line"), t("report.kind"), t("report.period"), t("report.year"), t("report.amount"), t("report.counts"), t("pack.source"), t("report.raw"),
		t("gains.number"), t("gains.quarter"), t("gains.running"))
	w.lines.room = linesRoom
	for _, figures := range w.Report.Cases {
		for _, line := range countedLines(figures.Case) {
			if len(line.amounts) == 0 { // a year and an amount can be typed, and nothing is 0 until then
				w.lines.add(w.order[figures.Case.ID], line.label, t("report.kind-"+string(line.kind)), t("livebook.not-stated"), nil, nil, 1, nil, nil, w.gainNumber(figures.Case.ID, line), nil, runningMark(line))
			}
			counts := countedAmounts(line.amounts)
			for i, amount := range line.amounts {
				w.lines.add(w.order[figures.Case.ID], line.label, t("report.kind-"+string(line.kind)), w.Print.Period(amount.Period), yearNumber(amount.Period),
					kroner{float64(line.sign) * amount.Money.Kroner()}, boolNumber(counts[i]), w.lineSource(amount.Source), amount.Source.Raw,
					w.gainNumber(figures.Case.ID, line), quarterMark(amount.Period), runningMark(line))
			}
		}
	}
}

// lineSource is where the next line was read; other sheets lead to the line where
// there is no page to lead to.
func (w *quarterBook) lineSource(source portfolio.Source) linked {
	if _, known := w.lineOf[source]; !known {
		w.lineOf[source] = absolute(w.linesName, 1, w.lines.row+1)
	}
	return w.Pack.source(source)
}

// source is a cell that leads to its page or, where there is no server to lead to,
// to the line in the workbook that was read from it.
func (w *quarterBook) source(source portfolio.Source) linked {
	l := w.Pack.source(source)
	if at, known := w.lineOf[source]; known && l.address == "" && l.text != "" {
		l.address = "#" + at
	}
	return l
}

// gainNumber is the number of a line's benefit; nothing for a cost.
func (w *quarterBook) gainNumber(id portfolio.CaseID, line planLine) any {
	if one := w.gainOf[portfolio.BenefitRef{Case: id, Benefit: line.benefit}]; one != nil {
		return one.number
	}
	return nil
}

func quarterMark(period calc.Period) any {
	if quarter, ok := period.Quarter(); ok {
		return quarter.Q
	}
	return nil
}

func runningMark(line planLine) any {
	if line.running {
		return 1
	}
	return nil
}

// linesRoom is how many more amounts formulas take in, typed under the last.
const linesRoom = 500

// caseSteps are the formulas of a case's figures, by measure.
type caseSteps struct {
	formulas map[calc.Measure]string // none for what no edit changes
	values   map[calc.Measure]any    // a number, or why there is none in words
	none     string                  // why the case has no figures at all, which no edit changes

	costs, benefits *calc.Money // over all years; nil without figures
}

// The columns of the year and of t among the years.
const (
	yearsYear  = 2
	yearsFirst = 3
)

// yearsCounts is the column that tells whether a year is part of all cases' economy.
const yearsCounts = 14

// writeYears writes every case year by year, a row for each, and the numbers
// its formulas use.
func (w *quarterBook) writeYears() {
	t := w.Print.T
	heads := []string{t("pack.case-number"), t("case.year")}
	for _, name := range yearColumns {
		if name == "Years" {
			heads = append(heads, "t")
			continue
		}
		heads = append(heads, t("explained."+name))
	}
	w.years = w.begin(w.yearsName, t("pack.years-title"), t("calculation.table-note"), []float64{8, 12, 8, 18, 18, 18, 14, 14, 18, 18, 18, 18, 18, 8}, 1, append(heads, t("report.counts"))...)
	w.inputs = w.begin(w.puts, t("report.inputs-title"), t("report.inputs-lead"), []float64{8, 66, 14, 20}, 2,
		t("pack.case-number"), t("report.used-by"), t("report.name"), t("report.value"))
	for _, figures := range w.Report.Cases {
		w.steps = append(w.steps, w.writeCaseYears(figures))
		w.writePuts(figures.Case.ID)
	}
}

// yearColumns are the columns of calc.Explanation's table for yearly flows.
var yearColumns = []string{"Years", "Cost", "Benefit", "Net", "CostFactor", "BenefitFactor", "PresentCost", "PresentBenefit", "Present", "Sum", "PresentSum"}

func (w *quarterBook) writeCaseYears(figures portfolio.CaseFigures) caseSteps {
	bc, c := figures.Case, portfolio.Derive(figures.Case, figures.Terms)
	steps := caseSteps{formulas: map[calc.Measure]string{}, values: map[calc.Measure]any{}}
	words := func(reason calc.Reason) string { return w.Print.T("reason." + string(reason)) }
	empty := c.Why == portfolio.ReasonNoAmounts
	if empty {
		c.Explanation, c.Why = emptyYears(figures.Terms)
	}
	if c.Why != "" {
		steps.none = words(c.Why)
		return steps
	}
	x, first := c.Explanation, w.years.row+1
	at := map[string]int{}
	for i, column := range x.Columns {
		at[column.Name] = yearsFirst + i
	}
	cells := caseCells{sheet: w.yearsName, columns: at, first: first, last: first + len(x.Rows) - 1, words: words}
	inputs := make([]map[string]string, len(x.Columns))
	for i, column := range x.Columns {
		inputs[i] = w.put(w.yearHead(column.Name), givenInputs(column.Inputs), cells)
	}
	if empty {
		cells.from, cells.to = absolute(w.yearsName, yearsYear, cells.first), absolute(w.yearsName, yearsYear, cells.last)
	} else {
		cells.from, cells.to = yearText(yearNumber(c.Periods[0])), yearText(yearNumber(c.Periods[len(c.Periods)-1]))
		steps.costs, steps.benefits = totalsOf(x.Rows)
	}
	counts := !bc.Over() && (empty || inEconomy(bc, c.Periods))
	base := ""
	if _, offset := firstOf(c.Periods).Offset(); !empty && !offset {
		base = w.putBase(bc, yearNumber(c.Periods[0]))
	}
	for r, row := range x.Rows {
		year := rowYear{shown: w.emptyYear(bc, cells, first+r), number: relative(yearsYear, first+r), base: relative(yearsYear, first), empty: empty}
		if !empty {
			if counts {
				w.economy.add(c.Periods[r], row)
			}
			year = rowYear{shown: w.Print.Period(c.Periods[r]), number: yearText(yearNumber(c.Periods[r])), base: base}
		}
		values := []any{w.order[bc.ID], year.shown}
		for i, column := range x.Columns {
			values = append(values, w.yearCell(bc.ID, year, column, row, cells.at(first+r, inputs[i])))
		}
		w.years.add(append(values, boolNumber(counts))...)
	}
	for _, step := range x.Steps {
		w.addStep(&steps, bc, step, cells, empty)
	}
	return steps
}

// addStep adds the formula of a figure that the workbook gives, and what it comes
// to. Of several internal rates none is the rate.
func (w *quarterBook) addStep(steps *caseSteps, bc portfolio.BusinessCase, step calc.Step, cells caseCells, empty bool) {
	if !slices.Contains(caseMeasures, step.Measure) {
		return // no formula of the workbook gives it, so no input of it would be changed in vain
	}
	if _, twice := steps.values[step.Measure]; twice {
		steps.values[step.Measure] = w.Print.T("pack.several-rates")
		return
	}
	if step.Live.Excel != "" {
		steps.formulas[step.Measure] = w.figure(bc, step, cells)
	}
	switch {
	case empty:
		steps.values[step.Measure] = cells.words(portfolio.ReasonNoAmounts)
	case step.Why != "":
		steps.values[step.Measure] = cells.words(step.Why)
	default:
		steps.values[step.Measure] = step.Value
	}
}

// rowYear is the year of a row: as it is shown, as formulas have it, and the cell
// of the one that t counts from; "" where years are counted from t = 0 as they are.
type rowYear struct {
	shown        any
	number, base string
	empty        bool // of a case without amounts
}

func firstOf(periods []calc.Period) (first calc.Period) {
	if len(periods) > 0 {
		return periods[0]
	}
	return first
}

// emptyHorizon is how many years are set up for a case that has no amounts yet.
const emptyHorizon = 16

// emptyYears are the years of a case without amounts, ready for some.
func emptyYears(terms portfolio.Terms) (calc.Explanation, calc.Reason) {
	none := make([]float64, emptyHorizon)
	x, err := calc.Explain(calc.Problem{Costs: none, Benefits: none, Rates: terms.Rates, Timing: terms.Timing})
	if err != nil {
		return x, portfolio.ReasonNoAmounts
	}
	return x, ""
}

// emptyYear is the year of a row of a case without amounts: from the first year
// that one is typed in on.
func (w *quarterBook) emptyYear(bc portfolio.BusinessCase, cells caseCells, row int) live {
	if row > cells.first {
		return live{fmt.Sprintf(`IF(%s="","",%[1]s+1)`, relative(yearsYear, row-1)), "0", ""}
	}
	return live{fmt.Sprintf(`IF(COUNTIFS(%s)=0,"",SUMPRODUCT(MIN(%s+1000000000*(1-(%s=%d)*(%s<>"")))))`, w.counted(bc),
		w.lines.column(lineYear), w.lines.column(lineCase), w.order[bc.ID], w.lines.column(lineAmount)), "0", ""}
}

func (w *quarterBook) yearHead(name string) string {
	if name == "Years" {
		return "t"
	}
	return w.Print.T("explained." + name)
}

func (w *quarterBook) yearCell(id portfolio.CaseID, year rowYear, column calc.Column, row calc.ExplainedRow, reference func(string) string) any {
	switch column.Name {
	case "Years":
		switch {
		case year.empty:
			return live{fmt.Sprintf(`IF(%s="",%s,%[1]s-%[3]s)`, year.number, strconv.FormatFloat(row.Years, 'g', -1, 64), year.base), "0", row.Years}
		case year.base != "":
			return live{year.number + "-" + year.base, "0", row.Years}
		}
		return row.Years
	case "Cost", "Benefit":
		return live{w.sumOfLines(w.order[id], year.number, column.Name == "Cost"), formatKroner, valueOf(row, column.Name)}
	case "CostFactor", "BenefitFactor":
		return live{column.Excel.InCells(reference), formatFactor, valueOf(row, column.Name)}
	}
	return live{column.Excel.InCells(reference), formatKroner, valueOf(row, column.Name)}
}

// valueOf is a row's value in a column of calc.Explanation's table.
func valueOf(row calc.ExplainedRow, column string) float64 {
	switch column {
	case "Years":
		return row.Years
	case "Cost":
		return row.Cost
	case "Benefit":
		return row.Benefit
	case "Net":
		return row.Net
	case "CostFactor":
		return row.CostFactor
	case "BenefitFactor":
		return row.BenefitFactor
	case "PresentCost":
		return row.PresentCost
	case "PresentBenefit":
		return row.PresentBenefit
	case "Present":
		return row.Present
	case "Sum":
		return row.Sum
	case "PresentSum":
		return row.PresentSum
	}
	panic("report: the table has no column " + column)
}

// totalsOf are a case's costs and benefits over all years, as its workbook sums
// them: unrounded, and to the øre at the end. Nil for a sum too large for money.
func totalsOf(rows []calc.ExplainedRow) (costs, benefits *calc.Money) {
	var cost, benefit float64
	for _, row := range rows {
		cost, benefit = cost+row.Cost, benefit+row.Benefit
	}
	if sum, err := calc.FromKroner(cost); err == nil {
		costs = &sum
	}
	if sum, err := calc.FromKroner(benefit); err == nil {
		benefits = &sum
	}
	return costs, benefits
}

// sumOfLines is a year's costs or benefits of a case, as calculationBook's.
func (w *quarterBook) sumOfLines(order int, year string, costs bool) string {
	sum := func(kind lineKind) string {
		return fmt.Sprintf("SUMIFS(%s,%s,%d,%s,%q,%s,%s,%s,1)", w.lines.column(lineAmount), w.lines.column(lineCase), order,
			w.lines.column(lineArt), w.Print.T("report.kind-"+string(kind)), w.lines.column(lineYear), year, w.lines.column(lineCounts))
	}
	if costs {
		return "MAX(0," + sum(costLine) + ")+MAX(0,MIN(0," + sum(costLine) + ")-" + sum(benefitLine) + ")"
	}
	return "MAX(0," + sum(benefitLine) + "-MIN(0," + sum(costLine) + "))"
}

func (w *quarterBook) begin(sheet, title, lead string, widths []float64, names int, heads ...string) *stream {
	s := w.book.stream(sheet, title, lead, widths, names, heads...)
	s.none = w.Print.T("livebook.nothing")
	return s
}

func (w *quarterBook) caseOf(id portfolio.CaseID) portfolio.BusinessCase {
	if i := w.order[id]; i > 0 {
		return w.Report.Cases[i-1].Case
	}
	return portfolio.BusinessCase{}
}

// areaCode is a case's focus area as formulas compare it: a dash for none.
func (w *quarterBook) areaCode(bc portfolio.BusinessCase) string {
	if _, known := w.Report.Organisation.Strategy.FocusArea(bc.FocusArea); !known {
		return noArea
	}
	return string(bc.FocusArea)
}

const noArea = "–"
