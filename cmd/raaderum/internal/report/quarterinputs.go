package report

import (
	"fmt"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// writeContributions writes what the target account is the sum of, under both
// methods, and what is left out with the reason.
func (w *quarterBook) writeContributions() {
	t := w.Print.T
	w.contributions = w.begin(w.contributionsName, t("pack.contributions-title"), t("pack.contributions-lead"),
		[]float64{20, 8, 22, 8, 36, 36, 14, 16, 8, 30, 42, 26},
		t("pack.method"), t("report.year"), t("pack.layer"), t("pack.case-number"), t("pack.case"), t("pack.benefit"), t("pack.area-code"),
		t("report.amount"), t("report.counts"), t("report.remark"), t("pack.source"), t("pack.more-sources"))
	for _, account := range []portfolio.TargetAccount{w.Report.Account, w.Report.Other} {
		for _, year := range account.Years {
			for i, one := range append(append([]portfolio.Contribution{}, year.Contributions...), year.NotCounted...) {
				w.writeContribution(w.contributions, t("method."+string(account.Method)), year.Year, t("layer."+string(one.Layer)), one, i < len(year.Contributions))
			}
		}
	}
}

func (w *quarterBook) writeContribution(s *stream, first any, second any, third string, one portfolio.Contribution, counts bool) {
	bc := w.caseOf(one.Case)
	label, remark := "", ""
	for _, benefit := range bc.Benefits {
		if benefit.ID == one.Benefit {
			label = benefit.Label
		}
	}
	if one.Why != "" {
		remark = w.Print.T("not-counted." + one.Why)
	}
	more := ""
	for i, source := range one.Sources {
		if i > 0 && len(more) < longestSources {
			more += sourceText(source) + "; "
		}
	}
	var from linked
	if len(one.Sources) > 0 {
		from = w.source(one.Sources[0])
	}
	s.add(first, second, third, w.order[one.Case], bc.Title, label, w.areaCode(bc), kroner{one.Amount.Kroner()}, boolNumber(counts), remark, from, more)
}

// longestSources bounds a list of cells: a workbook's cell takes 32.767 letters.
const longestSources = 30_000

// writeReported writes what the quarters are the sums of.
func (w *quarterBook) writeReported() {
	t := w.Print.T
	w.reported = w.begin(w.reportedName, t("pack.reported-title"), t("pack.reported-lead"),
		[]float64{10, 8, 14, 8, 40, 40, 14, 16, 8, 30, 42, 26},
		t("quarters.quarter"), t("report.year"), t("pack.series"), t("pack.case-number"), t("pack.case"), t("pack.benefit"), t("pack.area-code"),
		t("report.amount"), t("report.counts"), t("report.remark"), t("pack.source"), t("pack.more-sources"))
	for _, point := range w.Report.Quarters {
		for _, series := range pointSeries {
			for _, one := range point.Parts[series] {
				w.writeContribution(w.reported, point.Quarter.String(), point.Quarter.Year, t("series."+string(series)), one, true)
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
)

// writeLines writes the plans of all cases, amount by amount.
func (w *quarterBook) writeLines() {
	t := w.Print.T
	w.lines = w.begin(w.linesName, t("pack.lines-title"), t("report.lines-lead"), []float64{8, 44, 12, 12, 8, 18, 8, 44, 20},
		t("pack.case-number"), t("report.line"), t("report.kind"), t("report.period"), t("report.year"), t("report.amount"), t("report.counts"), t("pack.source"), t("report.raw"))
	for _, figures := range w.Report.Cases {
		for _, line := range countedLines(figures.Case) {
			counts := countedAmounts(line.amounts)
			for i, amount := range line.amounts {
				w.lines.add(w.order[figures.Case.ID], line.label, t("report.kind-"+string(line.kind)), w.Print.Period(amount.Period), yearNumber(amount.Period),
					kroner{float64(line.sign) * amount.Money.Kroner()}, boolNumber(counts[i]), w.source(amount.Source), amount.Source.Raw)
			}
		}
	}
}

// caseSteps are the formulas of a case's figures, by measure.
type caseSteps struct {
	formulas map[calc.Measure]string
	values   map[calc.Measure]float64
	why      map[calc.Measure]calc.Reason
	none     calc.Reason // why the case has no figures at all

	costs, benefits *calc.Money // over all years; nil without figures
}

// yearsFirst is the column of t among the years.
const yearsFirst = 3

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
	w.years = w.begin(w.yearsName, t("pack.years-title"), t("calculation.table-note"), []float64{8, 12, 8, 18, 18, 18, 14, 14, 18, 18, 18, 18, 18, 8}, append(heads, t("report.counts"))...)
	w.inputs = w.begin(w.puts, t("report.inputs-title"), t("report.inputs-lead"), []float64{8, 66, 14, 20},
		t("pack.case-number"), t("report.used-by"), t("report.name"), t("report.value"))
	for _, figures := range w.Report.Cases {
		c := portfolio.Calculate(w.Report.Organisation.Governance, figures.Case, figures.Terms)
		w.steps = append(w.steps, w.writeCaseYears(figures.Case, c))
		w.writePuts(figures.Case.ID)
	}
}

// yearColumns are the columns of calc.Explanation's table for yearly flows.
var yearColumns = []string{"Years", "Cost", "Benefit", "Net", "CostFactor", "BenefitFactor", "PresentCost", "PresentBenefit", "Present", "Sum", "PresentSum"}

func (w *quarterBook) writeCaseYears(bc portfolio.BusinessCase, c portfolio.Calculation) caseSteps {
	steps := caseSteps{formulas: map[calc.Measure]string{}, values: map[calc.Measure]float64{}, why: map[calc.Measure]calc.Reason{}, none: c.Why}
	if c.Why != "" {
		return steps
	}
	x, first := c.Explanation, w.years.row+1
	at := map[string]int{}
	inputs := make([]map[string]string, len(x.Columns))
	for i, column := range x.Columns {
		at[column.Name] = yearsFirst + i
		inputs[i] = w.put(w.yearHead(column.Name), column.Inputs, given)
	}
	cells := caseCells{sheet: w.yearsName, columns: at, first: first, last: first + len(x.Rows) - 1}
	steps.costs, steps.benefits = totalsOf(x.Rows)
	counts := inEconomy(bc, c.Periods)
	for r, row := range x.Rows {
		if counts {
			w.economy.add(c.Periods[r], row)
		}
		values := []any{w.order[bc.ID], w.Print.Period(c.Periods[r])}
		for i, column := range x.Columns {
			values = append(values, w.yearCell(bc.ID, c.Periods[r], column, row, cells.at(first+r, inputs[i])))
		}
		w.years.add(append(values, boolNumber(counts))...)
	}
	for _, step := range x.Steps {
		if !slices.Contains(caseMeasures, step.Measure) {
			continue // no formula of the workbook gives it, so no input of it would be changed in vain
		}
		if step.Excel == "" {
			steps.why[step.Measure] = step.Why
			continue
		}
		if _, twice := steps.formulas[step.Measure]; twice { // several internal rates: none is the rate
			steps.why[step.Measure], steps.formulas[step.Measure] = severalRates, ""
			continue
		}
		steps.formulas[step.Measure] = w.figure(step, cells)
		steps.values[step.Measure] = step.Value
	}
	return steps
}

// figure is the formula of a case's figure. A payback says in the words of the
// unchanged workbook when an edit leaves nothing to pay back, or never does.
func (w *quarterBook) figure(step calc.Step, cells caseCells) string {
	whole := cells.at(0, nil)
	sum := sumColumn(step.Measure)
	formula := step.Excel.InCells(cells.at(0, w.put(w.Print.T("measure."+string(step.Measure)), usedBy(step.Excel, step.Inputs), func(name string, at map[string]string) string {
		switch live := liveCrossing(name, sum, whole, at["years0"]); {
		case !isPayback(step.Measure):
			return ""
		case name == "years1": // none when the sum never comes to stay
			return "IFERROR(" + live + ",\"–\")"
		default:
			return live
		}
	})))
	if !isPayback(step.Measure) {
		return formula
	}
	why := func(reason calc.Reason) string { return `"` + w.Print.T("reason."+string(reason)) + `"` }
	return fmt.Sprintf("IF(SUM(%s)=0,%s,IF(COUNTIF(%s,%q)=0,%s,IF(%s%s,%s,%s)))", whole("Cost"), why(calc.ReasonNoInvestment),
		whole(sum), below, why(calc.ReasonNeverNegative), absolute(cells.sheet, cells.columns[sum], cells.last), below, why(calc.ReasonNotInHorizon), formula)
}

// usedBy are the inputs a formula refers to.
func usedBy(formula calc.ExcelFormula, inputs []calc.Input) []calc.Input {
	return slices.DeleteFunc(slices.Clone(inputs), func(one calc.Input) bool { return !strings.Contains(string(formula), "["+one.Name+"]") })
}

// severalRates is why a case with several internal rates shows none of them.
const severalRates calc.Reason = "several"

func (w *quarterBook) yearHead(name string) string {
	if name == "Years" {
		return "t"
	}
	return w.Print.T("explained." + name)
}

func (w *quarterBook) yearCell(id portfolio.CaseID, period calc.Period, column calc.Column, row calc.ExplainedRow, reference func(string) string) any {
	switch column.Name {
	case "Years":
		return row.Years
	case "Cost", "Benefit":
		return live{w.sumOfLines(w.order[id], yearNumber(period), column.Name == "Cost"), formatKroner, valueOf(row, column.Name)}
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
func (w *quarterBook) sumOfLines(order, year int, costs bool) string {
	sum := func(kind lineKind) string {
		return fmt.Sprintf("SUMIFS(%s,%s,%d,%s,%q,%s,%d,%s,1)", w.lines.column(lineAmount), w.lines.column(lineCase), order,
			w.lines.column(lineArt), w.Print.T("report.kind-"+string(kind)), w.lines.column(lineYear), year, w.lines.column(lineCounts))
	}
	if costs {
		return "MAX(0," + sum(costLine) + ")+MAX(0,-" + sum(benefitLine) + ")"
	}
	return "MAX(0," + sum(benefitLine) + ")+MAX(0,-" + sum(costLine) + ")"
}

// casePut is an input of a case: a name, its numbers or the formula it follows
// from, and the formulas that use it.
type casePut struct {
	name   string
	values []float64
	live   string
	usedBy []string
}

// given is of inputs that follow from no other cell.
func given(string, map[string]string) string { return "" }

// put places the numbers of a formula among the inputs and gives their cells. What
// several formulas of a case use stands once. What follows from the rows, or from
// the inputs placed so far, is itself a formula.
func (w *quarterBook) put(of string, inputs []calc.Input, liveOf func(name string, at map[string]string) string) map[string]string {
	at := map[string]string{}
	for _, input := range inputs {
		put := casePut{name: input.Name, values: input.Values, live: liveOf(input.Name, at)}
		if put.values == nil {
			put.values = []float64{input.Value}
		}
		i := slices.IndexFunc(w.casePuts, func(one casePut) bool {
			return one.name == put.name && one.live == put.live && slices.Equal(one.values, put.values)
		})
		if i < 0 {
			i, w.casePuts = len(w.casePuts), append(w.casePuts, put)
		}
		if one := &w.casePuts[i]; !slices.Contains(one.usedBy, of) {
			one.usedBy = append(one.usedBy, of)
		}
		row := w.inputs.row + 1 + i
		at[input.Name] = absolute(w.puts, 4, row)
		if input.Values != nil {
			at[input.Name] += ":" + absolute("", 3+len(put.values), row)
		}
	}
	return at
}

// writePuts writes the inputs of a case, a row each.
func (w *quarterBook) writePuts(id portfolio.CaseID) {
	for _, one := range w.casePuts {
		row := []any{w.order[id], strings.Join(one.usedBy, ", "), one.name}
		for _, value := range one.values {
			if one.live != "" {
				row = append(row, live{one.live, formatFactor, value})
				continue
			}
			row = append(row, value)
		}
		w.inputs.add(row...)
	}
	w.casePuts = nil
}

// caseCells are the rows of a case among the years.
type caseCells struct {
	sheet       string
	columns     map[string]int
	first, last int
}

// at is what a reference of a formula is in the workbook, seen from a row.
func (c caseCells) at(row int, inputs map[string]string) func(string) string {
	return func(name string) string {
		switch at := inputs[name]; {
		case at != "":
			return at
		case name[0] == '@':
			return relative(c.columns[name[1:]], row)
		case name[0] == '^' && row == c.first:
			return `""` // the case before is not this one's sum
		case name[0] == '^':
			return relative(c.columns[name[1:]], row-1)
		}
		return absolute(c.sheet, c.columns[name], c.first) + ":" + absolute("", c.columns[name], c.last)
	}
}

func (w *quarterBook) begin(sheet, title, lead string, widths []float64, heads ...string) *stream {
	s := w.book.stream(sheet, title, lead, widths, heads...)
	w.streams = append(w.streams, s)
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
