package report

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// CalculationWorkbook is a case's calculation as a workbook that computes
// itself: the figures, the table of years they come from, the lines the years
// are sums of with the cell each was read from, and the rates. Excel and
// LibreOffice give the same figures as Råderum, which stand beside. CodeInvalid
// for a case without figures.
func CalculationWorkbook(print *i18n.Printer, bc portfolio.BusinessCase, c portfolio.Calculation, at time.Time) ([]byte, error) {
	if c.Why != "" {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "report.no-figures", Args: map[string]any{"title": bc.Title}}
	}
	w := &calculationBook{
		book: newBook(), print: print, bc: bc, calculation: c, columns: map[string]int{}, inputCells: map[string]string{},
		figures: sheetName(print, "figures"), years: sheetName(print, "years"), lines: sheetName(print, "lines"), inputs: sheetName(print, "inputs"),
	}
	defer w.book.close()
	w.book.sheets(w.figures, w.years, w.lines, w.inputs)
	w.writeLines()
	w.writeYears()
	w.writeFigures()
	w.book.widths(w.inputs, 44, 14, 20)
	var out bytes.Buffer
	if err := w.book.write(&out, at); err != nil {
		return nil, fmt.Errorf("report: writing a calculation: %w", err)
	}
	return out.Bytes(), nil
}

func sheetName(print *i18n.Printer, name string) string { return print.T("report.sheet-" + name) }

// calculationBook is the workbook under way.
type calculationBook struct {
	book        *book
	print       *i18n.Printer
	bc          portfolio.BusinessCase
	calculation portfolio.Calculation

	figures, years, lines, inputs string // the sheets' names

	columns    map[string]int    // of the table of years, by the name formulas use
	lastLine   int               // the last row of the lines
	inputCells map[string]string // where each input stands
	nextInput  int               // the last row of the inputs that is taken
}

// The rows where the sheets' tables begin, under a heading.
const (
	linesHead   = 3
	yearsHead   = 3
	figuresHead = 5
	inputsHead  = 3
)

func (w *calculationBook) writeLines() {
	b, t := w.book, w.print.T
	b.title(w.lines, t("report.lines-title", "title", w.bc.Title), t("report.lines-lead"))
	b.head(w.lines, linesHead, t("report.line"), t("report.kind"), t("report.period"), t("report.year"), t("report.amount"),
		t("report.counts"), t("report.file"), t("report.sheet"), t("report.cell"), t("report.raw"))
	w.lastLine = linesHead
	for _, line := range countedLines(w.bc) {
		counts := countedAmounts(line.amounts)
		for i, amount := range line.amounts {
			w.lastLine++
			b.row(w.lines, w.lastLine, line.label, t("report.kind-"+string(line.kind)), w.print.Period(amount.Period), yearNumber(amount.Period),
				kroner{float64(line.sign) * amount.Money.Kroner()}, boolNumber(counts[i]),
				amount.Source.File, amount.Source.Sheet, amount.Source.Cell, text(amount.Source.Raw))
		}
	}
	b.widths(w.lines, 44, 12, 12, 8, 18, 8, 32, 18, 8, 18)
	b.freeze(w.lines, linesHead)
}

func (w *calculationBook) writeYears() {
	b, t, x := w.book, w.print.T, w.calculation.Explanation
	b.title(w.years, t("report.years-title", "title", w.bc.Title), t("calculation.table-note"))
	heads := []string{t("case.year")}
	for i, column := range x.Columns {
		w.columns[column.Name] = i + 2
		heads = append(heads, w.columnName(column.Name))
	}
	b.head(w.years, yearsHead, heads...)
	for _, column := range x.Columns {
		for i, row := range x.Rows {
			at := yearsHead + 1 + i
			b.set(w.years, 1, at, w.print.Period(w.calculation.Periods[i]))
			w.setColumn(column, row, w.columns[column.Name], at)
		}
	}
	b.widths(w.years, 12, 8, 18, 18, 18, 14, 14, 18, 18, 18, 18, 18)
	b.freeze(w.years, yearsHead)
}

// setColumn writes one cell of the table: a sum of the lines, what is given, or
// the column's own formula.
func (w *calculationBook) setColumn(column calc.Column, row calc.ExplainedRow, x, y int) {
	format := formatKroner
	switch column.Name {
	case "Years":
		w.book.set(w.years, x, y, row.Years)
		return
	case "Cost", "Benefit":
		w.book.formula(w.years, x, y, w.sumOfLines(column.Name == "Cost", y), format, valueOf(row, column.Name))
		return
	case "CostFactor", "BenefitFactor":
		format = formatFactor
	}
	of := user{label: w.print.T("report.column", "name", w.columnName(column.Name))}
	w.book.formula(w.years, x, y, column.Excel.InCells(w.reference(y, of, column.Inputs)), format, valueOf(row, column.Name))
}

// sumOfLines is a year's costs or benefits as a sum of the lines that count; a
// reversal, which makes the sum negative, is a benefit instead of a cost, and
// the other way round.
func (w *calculationBook) sumOfLines(costs bool, row int) string {
	sum := func(kind string) string {
		column := func(x int) string {
			return absolute(w.lines, x, linesHead+1) + ":" + absolute("", x, max(w.lastLine, linesHead+1))
		}
		t := w.calculation.Periods[row-yearsHead-1]
		return fmt.Sprintf("SUMIFS(%s,%s,%q,%s,%d,%s,1)", column(5), column(2), w.print.T("report.kind-"+kind), column(4), yearNumber(t), column(6))
	}
	if costs {
		return "MAX(0," + sum("cost") + ")+MAX(0,-" + sum("benefit") + ")"
	}
	return "MAX(0," + sum("benefit") + ")+MAX(0,-" + sum("cost") + ")"
}

func (w *calculationBook) writeFigures() {
	b, t, x := w.book, w.print.T, w.calculation.Explanation
	b.title(w.figures, w.bc.Title, t("report.figures-lead"))
	b.set(w.figures, 1, 3, t("report.terms", "timing", t("terms.timing-"+string(x.Timing)), "rate", t("terms.rate-"+w.calculation.Terms.RateSet)))
	b.head(w.figures, figuresHead, t("case.figure"), t("report.live"), t("report.ours"), t("report.difference"), t("calculation.formula"), t("report.remark"))
	for i, step := range x.Steps {
		row := figuresHead + 1 + i
		b.set(w.figures, 1, row, t("measure."+string(step.Measure)))
		b.words(w.figures, 5, row, step.Formula)
		if step.Excel == "" {
			b.set(w.figures, 6, row, t("reason."+string(step.Why)))
			continue
		}
		format := formatOf(step.Measure)
		b.formula(w.figures, 2, row, w.figure(i, step), format, step.Value)
		b.number(w.figures, 3, row, step.Value, format)
		b.formula(w.figures, 4, row, "IFERROR("+absolute("", 2, row)+"-"+absolute("", 3, row)+",\"–\")", format, 0.0)
		if len(step.Warnings) > 0 {
			b.set(w.figures, 6, row, t("warning."+string(step.Warnings[0])))
		}
	}
	b.widths(w.figures, 44, 20, 20, 16, 48, 60)
	b.freeze(w.figures, figuresHead)
}

// user is what uses an input: a column of the table, or a figure.
type user struct {
	label   string
	measure calc.Measure // "" for a column
	nth     int          // of the figures: each internal rate has its own guess
}

// input is the cell of an input, written when a formula first refers to it: what
// no formula uses is not there to be changed in vain. What is the same in several
// formulas, such as a rate, has one cell, so that a change reaches them all.
func (w *calculationBook) input(of user, input calc.Input) string {
	key, label := fmt.Sprint(of, " ", input.Name), of.label
	switch {
	case isRate(input.Name):
		key, label = input.Name, w.print.T("terms.rate")
	case input.Name == "years0", input.Name == "years1":
		key, label = sumColumn(of.measure)+" "+input.Name, w.print.T("report.crossing", "column", w.columnName(sumColumn(of.measure)))
	case input.Name == "from":
		key, label = "from-start", w.print.T("report.from-start")
		if fromGoLive(of.measure) {
			key, label = "from-go-live", w.print.T("report.from-go-live")
		}
	}
	if at := w.inputCells[key]; at != "" {
		return at
	}
	if len(w.inputCells) == 0 {
		w.book.title(w.inputs, w.print.T("report.inputs-title"), w.print.T("report.inputs-lead"))
		w.book.head(w.inputs, inputsHead, w.print.T("report.used-by"), w.print.T("report.name"), w.print.T("report.value"))
		w.nextInput = inputsHead
	}
	w.nextInput++
	row := w.nextInput
	w.book.set(w.inputs, 1, row, label)
	w.book.set(w.inputs, 2, row, text(input.Name))
	at := absolute(w.inputs, 3, row)
	if live := w.live(of.measure, input); live != "" {
		w.book.formula(w.inputs, 3, row, live, formatFactor, input.Value)
	} else {
		values := input.Values
		if values == nil {
			values = []float64{input.Value}
		}
		for i, value := range values {
			w.book.set(w.inputs, 3+i, row, value)
		}
		if input.Values != nil {
			at += ":" + absolute("", 2+len(values), row)
		}
	}
	w.inputCells[key] = at
	return at
}

// isRate tells whether an input is the discount rate: r, or r1, end1, r2, … in bands.
func isRate(name string) bool {
	digits := strings.TrimPrefix(strings.TrimPrefix(name, "end"), "r")
	return name == "r" || digits != name && digits != "" && strings.Trim(digits, "0123456789") == ""
}

func fromGoLive(measure calc.Measure) bool { return strings.HasSuffix(string(measure), "from-go-live") }

// isPayback tells whether a measure is one of the paybacks, in years or whole years.
func isPayback(measure calc.Measure) bool { return strings.Contains(string(measure), "payback") }

// sumColumn is the running sum a payback is read from.
func sumColumn(measure calc.Measure) string {
	if strings.Contains(string(measure), "discounted") {
		return "PresentSum"
	}
	return "Sum"
}

// below is less than any øre and more than rounding leaves.
const below = "<-0.000001"

// live is the formula of an input that follows from the rows or from another
// input; "" for one that is given.
func (w *calculationBook) live(measure calc.Measure, input calc.Input) string {
	sum := sumColumn(measure)
	switch input.Name {
	case "years0", "years1":
		return liveCrossing(input.Name, sum, w.column, w.inputCells[sum+" years0"])
	case "from":
		if !fromGoLive(measure) {
			return liveCrossing(input.Name, sum, w.column, "")
		}
	case "finance", "reinvest":
		if w.calculation.Problem.FinanceRate == nil && w.calculation.Problem.ReinvestRate == nil {
			return w.inputCells["r"] // "" when there is no one rate
		}
	}
	return ""
}

// liveCrossing is the formula of an input of a payback: where the running sum
// comes to stay at 0 or above, and where money begins to move; "" for another.
// It names whole columns of the table of years and the cell of years0.
func liveCrossing(name, sum string, column func(string) string, years0 string) string {
	years := column("Years")
	switch name {
	case "years0": // the last moment the sum is below 0
		return "SUMPRODUCT(MAX((" + column(sum) + below + ")*" + years + "))"
	case "years1": // the moment after it; none when the sum never comes to stay
		return "SMALL(" + years + ",COUNTIF(" + years + ",\"<=\"&" + years0 + ")+1)"
	case "from": // the first moment money moves
		return "SUMPRODUCT(MIN(" + years + "+1000000000*((" + column("Cost") + "=0)*(" + column("Benefit") + "=0))))"
	}
	return ""
}

// column is a whole column of the table of years.
func (w *calculationBook) column(name string) string {
	first, last := yearsHead+1, yearsHead+len(w.calculation.Explanation.Rows)
	return absolute(w.years, w.columns[name], first) + ":" + absolute("", w.columns[name], last)
}

// figure is the formula of a figure. A payback says so in words when an edit
// makes it immediate, or never.
func (w *calculationBook) figure(nth int, step calc.Step) string {
	of := user{w.print.T("measure." + string(step.Measure)), step.Measure, nth}
	formula := step.Excel.InCells(w.reference(0, of, step.Inputs))
	if !isPayback(step.Measure) {
		return formula
	}
	return fmt.Sprintf("IF(COUNTIF(%s,%q)=0,%q,IFERROR(IF((%s)<0,%q,%s),%q))", w.column(sumColumn(step.Measure)), below,
		w.print.T("payback.immediate"), formula, w.print.T("payback.immediate"), formula, w.print.T("payback.never"))
}

// reference is what a reference of a formula is in the workbook, seen from a
// row of the years.
func (w *calculationBook) reference(row int, of user, inputs []calc.Input) func(string) string {
	return func(name string) string {
		for _, input := range inputs {
			if input.Name == name {
				return w.input(of, input)
			}
		}
		switch name[0] {
		case '@':
			return relative(w.columns[name[1:]], row)
		case '^':
			return relative(w.columns[name[1:]], row-1)
		}
		return w.column(name)
	}
}

func (w *calculationBook) columnName(name string) string {
	if name == "Years" {
		return "t"
	}
	return w.print.T("explained." + name)
}

// relative and absolute are the names of a cell: "C4", "'År for år'!$C$4".
func relative(x, y int) string {
	name, _ := excelize.CoordinatesToCellName(x, y) // both are positive here
	return name
}

func absolute(sheet string, x, y int) string {
	name, _ := excelize.CoordinatesToCellName(x, y, true)
	if sheet == "" {
		return name
	}
	return "'" + sheet + "'!" + name
}

// formatOf is how a measure is shown.
func formatOf(measure calc.Measure) string {
	switch measure {
	case calc.MeasureNPV, calc.MeasurePresentCosts, calc.MeasurePresentBenefits, calc.MeasureEquivalent:
		return formatKroner
	case calc.MeasureIRR, calc.MeasureMIRR, calc.MeasureROI:
		return formatRate
	}
	return formatFactor
}

func boolNumber(b bool) int {
	if b {
		return 1
	}
	return 0
}
