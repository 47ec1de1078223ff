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
	inputWidths := []float64{66, 14, 20}
	w.book.widths(w.inputs, inputWidths...)
	w.book.printWide(w.inputs, inputWidths, 0)
	w.book.footer(strings.TrimSpace(bc.Number+" "+bc.Title) + " · " + print.Date(at))
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
	b.title(w.lines, t("report.lines-title", "title", w.bc.Title), t("report.lines-lead")+" "+t("livebook.lines-new", "n", linesRoom))
	b.head(w.lines, linesHead, t("report.line"), t("report.kind"), t("report.period"), t("report.year"), t("report.amount"),
		t("report.counts"), t("report.file"), t("report.sheet"), t("report.cell"), t("report.raw"))
	w.lastLine = linesHead
	for _, line := range countedLines(w.bc) {
		if len(line.amounts) == 0 { // a year and an amount can be typed, and nothing is 0 until then
			w.lastLine++
			b.row(w.lines, w.lastLine, line.label, t("report.kind-"+string(line.kind)), t("livebook.not-stated"), nil, nil, 1)
		}
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
		period := w.calculation.Periods[y-yearsHead-1]
		if _, offset := period.Offset(); offset {
			w.book.set(w.years, x, y, row.Years)
			return
		}
		first := yearNumber(w.calculation.Periods[0])
		formula := baseYear(w.lineColumn(4), fmt.Sprintf("(%s=1)*(%s<>\"\")", w.lineColumn(6), w.lineColumn(5)), yearText(first))
		base := w.input(user{label: w.print.T("report.column", "name", "t")},
			calc.LiveInput{Input: calc.Input{Name: "base", Value: float64(first)}, Excel: []calc.ExcelFormula{calc.ExcelFormula(formula)}}, nil)
		w.book.formula(w.years, x, y, yearText(yearNumber(period))+"-"+base, "0", row.Years)
		return
	case "Cost", "Benefit":
		w.book.formula(w.years, x, y, w.sumOfLines(column.Name == "Cost", y), format, valueOf(row, column.Name))
		return
	case "CostFactor", "BenefitFactor":
		format = formatFactor
	}
	of := user{label: w.print.T("report.column", "name", w.columnName(column.Name))}
	w.book.formula(w.years, x, y, column.Excel.InCells(w.reference(y, of, givenInputs(column.Inputs))), format, valueOf(row, column.Name))
}

// sumOfLines is a year's costs or benefits as a sum of the lines that count; a
// reversal, which makes the sum negative, is a benefit instead of a cost, and
// the other way round.
func (w *calculationBook) sumOfLines(costs bool, row int) string {
	sum := func(kind string) string {
		column := w.lineColumn
		t := w.calculation.Periods[row-yearsHead-1]
		return fmt.Sprintf("SUMIFS(%s,%s,%q,%s,%d,%s,1)", column(5), column(2), w.print.T("report.kind-"+kind), column(4), yearNumber(t), column(6))
	}
	if costs {
		return "MAX(0," + sum("cost") + ")+MAX(0,MIN(0," + sum("cost") + ")-" + sum("benefit") + ")"
	}
	return "MAX(0," + sum("benefit") + "-MIN(0," + sum("cost") + "))"
}

func (w *calculationBook) writeFigures() {
	b, t, x := w.book, w.print.T, w.calculation.Explanation
	b.title(w.figures, w.bc.Title, t("report.figures-lead"))
	b.set(w.figures, 1, 3, t("report.terms", "timing", t("terms.timing-"+string(x.Timing)), "rate", t("terms.rate-"+w.calculation.Terms.RateSet)))
	b.head(w.figures, figuresHead, t("case.figure"), t("report.live"), t("report.ours"), t("report.difference"), t("calculation.formula"), t("report.remark"))
	widths := []float64{56, 26, 26, 16, 62, 52}
	rates := 0
	for _, step := range x.Steps {
		if step.Measure == calc.MeasureIRR {
			rates++
		}
	}
	for i, step := range x.Steps {
		row, format := figuresHead+1+i, formatOf(step.Measure)
		b.set(w.figures, 1, row, t("measure."+string(step.Measure)))
		b.words(w.figures, 5, row, step.Formula)
		var value, differs any = step.Value, 0.0
		if step.Why != "" {
			value, differs = t("reason."+string(step.Why)), "–"
		}
		if step.Live.Excel != "" {
			b.formula(w.figures, 2, row, w.figure(i, step, rates), format, value)
		} else {
			b.set(w.figures, 2, row, value)
		}
		b.set(w.figures, 3, row, value)
		b.wrapped(w.figures, 2, row, format)
		b.wrapped(w.figures, 3, row, format)
		b.formula(w.figures, 4, row, "IFERROR("+absolute("", 2, row)+"-"+absolute("", 3, row)+",\"–\")", format, differs)
		if len(step.Warnings) > 0 {
			b.words(w.figures, 6, row, t("warning."+string(step.Warnings[0])))
		}
		w.figureHeight(row, widths)
	}
	b.widths(w.figures, widths...)
	b.freeze(w.figures, figuresHead)
}

// figureHeight gives a figure's row the lines its name, what stands for a value in
// words, its formula and its remark take. LibreOffice gives a row no room that the file
// does not.
func (w *calculationBook) figureHeight(row int, widths []float64) {
	lines := 1.0
	for i, width := range widths {
		if i == 1 || i == 3 { // computed: a number, or the words beside it
			continue
		}
		words, err := w.book.file.GetCellValue(w.figures, relative(i+1, row))
		w.book.do(func() error { return err })
		lines = max(lines, linesIn(words, width))
	}
	if lines > 1 {
		w.book.do(func() error { return w.book.file.SetRowHeight(w.figures, row, lineHeight*lines) })
	}
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
func (w *calculationBook) input(of user, input calc.LiveInput, inputs []calc.LiveInput) string {
	key, label := fmt.Sprint(of, " ", input.Name), of.label
	switch {
	case isRate(input.Name):
		key, label = input.Name, w.print.T("terms.rate")
	case input.Name == "years0", input.Name == "years1":
		key, label = sumColumn(of.measure)+" "+input.Name, w.print.T("report.crossing", "column", w.columnName(sumColumn(of.measure)))
	case input.Name == "roots", input.Name == "HalfNet", input.Name == "m":
		key = input.Name
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
	w.inputCells[key] = absolute(w.inputs, 3, row)
	w.book.set(w.inputs, 1, row, label)
	w.book.set(w.inputs, 2, row, text(input.Name))
	at := absolute(w.inputs, 3, row)
	if same := w.sameAs(input); same != "" {
		w.book.formula(w.inputs, 3, row, same, formatFactor, input.Value)
	} else {
		at = w.writeInput(input, row, w.reference(0, of, inputs))
	}
	w.inputCells[key] = at
	return at
}

// writeInput writes the numbers of an input into a row and gives their cells.
func (w *calculationBook) writeInput(input calc.LiveInput, row int, reference func(string) string) string {
	cells := inputCells(input, reference)
	for i, cell := range cells {
		if one, follows := cell.(live); follows {
			w.book.formula(w.inputs, 3+i, row, one.formula, one.format, one.value)
			continue
		}
		w.book.set(w.inputs, 3+i, row, cell)
	}
	at := absolute(w.inputs, 3, row)
	if len(cells) > 1 {
		at += ":" + absolute("", 2+len(cells), row)
	}
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

// sameAs is the cell of the rate that an input is; "" for one of its own.
func (w *calculationBook) sameAs(input calc.LiveInput) string {
	if name := input.Name; (name == "finance" || name == "reinvest") && w.calculation.Problem.FinanceRate == nil && w.calculation.Problem.ReinvestRate == nil {
		return w.inputCells["r"] // "" when there is no one rate
	}
	return ""
}

// column is a whole column of the table of years.
func (w *calculationBook) column(name string) string {
	first, last := yearsHead+1, yearsHead+len(w.calculation.Explanation.Rows)
	return absolute(w.years, w.columns[name], first) + ":" + absolute("", w.columns[name], last)
}

// figure is the formula of a figure: it says so in words when an edit leaves none,
// and gives it when an edit makes one.
func (w *calculationBook) figure(nth int, step calc.Step, rates int) string {
	of := user{w.print.T("measure." + string(step.Measure)), step.Measure, nth}
	reference := w.reference(0, of, step.Live.Inputs)
	formula := step.Live.Excel.InCells(reference)
	switch {
	case isPayback(step.Measure) && mayLackBenefits(w.bc):
		return fmt.Sprintf("IF(COUNTIFS(%s,%s,%s,1,%s,\"<>\"%s)=0,%s,%s)", w.lineColumn(2), quoted(w.print.T("report.kind-benefit")), w.lineColumn(6), w.lineColumn(5), gainsOnly(w.bc, w.lineColumn(5)),
			quoted(w.print.T("reason."+string(portfolio.ReasonBenefitsNotStated))), formula)
	case step.Measure == calc.MeasureIRR && rates == 1:
		return fmt.Sprintf("IF(%s>1,%s,%s)", reference("roots"), quoted(w.print.T("pack.several-rates")), formula)
	}
	return formula
}

// lineColumn is a column of the lines, with room under the last.
func (w *calculationBook) lineColumn(x int) string {
	return absolute(w.lines, x, linesHead+1) + ":" + absolute("", x, max(w.lastLine, linesHead+1)+linesRoom)
}

// reference is what a reference of a formula is in the workbook, seen from a
// row of the years.
func (w *calculationBook) reference(row int, of user, inputs []calc.LiveInput) func(string) string {
	return func(name string) string {
		for _, input := range inputs {
			if input.Name == name {
				return w.input(of, input, inputs)
			}
		}
		switch name[0] {
		case '?':
			return quoted(w.print.T("reason." + name[1:]))
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
