package report

import (
	"fmt"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// casePut is an input of a case: a name, its numbers or what they follow from, and
// the formulas that use it.
type casePut struct {
	name   string
	cells  []any // float64 or live
	usedBy []string
}

// givenInputs are inputs that follow from no other cell.
func givenInputs(inputs []calc.Input) []calc.LiveInput {
	all := make([]calc.LiveInput, len(inputs))
	for i, one := range inputs {
		all[i].Input = one
	}
	return all
}

// put places the numbers of a formula among the inputs and gives their cells. What
// several formulas of a case use stands once. What follows from the rows, or from
// the inputs placed so far, is itself a formula.
func (w *quarterBook) put(of string, inputs []calc.LiveInput, cells caseCells) map[string]string {
	at := map[string]string{}
	for _, input := range inputs {
		at[input.Name] = w.putCells(of, input.Name, inputCells(input, cells.at(0, at)))
	}
	return at
}

// inputCells are the numbers of an input, or the formulas they follow from.
func inputCells(input calc.LiveInput, reference func(string) string) []any {
	values := input.Values
	if values == nil {
		values = []float64{input.Value}
	}
	format := formatFactor
	if input.Name == "roots" || input.Name == "base" { // counts
		format = "0"
	}
	cells := make([]any, len(values))
	for i, value := range values {
		cells[i] = value
		if i < len(input.Excel) {
			one := live{input.Excel[i].InCells(reference), format, value}
			if input.Missing {
				one.value = "–"
			}
			cells[i] = one
		}
	}
	return cells
}

// putCells places an input and gives its cells.
func (w *quarterBook) putCells(of, name string, cells []any) string {
	i := slices.IndexFunc(w.casePuts, func(one casePut) bool { return one.name == name && slices.Equal(one.cells, cells) })
	if i < 0 {
		i, w.casePuts = len(w.casePuts), append(w.casePuts, casePut{name: name, cells: cells})
	}
	if one := &w.casePuts[i]; !slices.Contains(one.usedBy, of) {
		one.usedBy = append(one.usedBy, of)
	}
	row := w.inputs.row + 1 + i
	at := absolute(w.puts, putValue, row)
	if len(cells) > 1 {
		at += ":" + absolute("", putValue-1+len(cells), row)
	}
	return at
}

// putValue is the column of the inputs' numbers.
const putValue = 4

// writePuts writes the inputs of a case, a row each.
func (w *quarterBook) writePuts(id portfolio.CaseID) {
	for _, one := range w.casePuts {
		w.inputs.add(append([]any{w.order[id], strings.Join(one.usedBy, ", "), one.name}, one.cells...)...)
	}
	w.casePuts = nil
}

// caseCells are the rows of a case among the years.
type caseCells struct {
	sheet       string
	columns     map[string]int
	first, last int
	from, to    string // the first and the last year: numbers, or the cells they stand in
	words       func(reason calc.Reason) string
}

// at is what a reference of a formula is in the workbook, seen from a row.
func (c caseCells) at(row int, inputs map[string]string) func(string) string {
	return func(name string) string {
		switch at := inputs[name]; {
		case at != "":
			return at
		case name[0] == '?':
			return quoted(c.words(calc.Reason(name[1:])))
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

// figure is the formula of a case's figure: it says so in words when an edit
// leaves none, and gives it when an edit makes one.
func (w *quarterBook) figure(bc portfolio.BusinessCase, step calc.Step, cells caseCells) string {
	of := w.Print.T("measure." + string(step.Measure))
	at := w.put(of, step.Live.Inputs, cells)
	formula := step.Live.Excel.InCells(cells.at(0, at))
	switch {
	case isPayback(step.Measure) && mayLackBenefits(bc):
		formula = fmt.Sprintf("IF(%s=0,%s,%s)", w.putGains(of, bc), quoted(cells.words(portfolio.ReasonBenefitsNotStated)), formula)
	case step.Measure == calc.MeasureIRR:
		formula = fmt.Sprintf("IF(%s>1,%s,%s)", at["roots"], quoted(w.Print.T("pack.several-rates")), formula)
	}
	return w.bounded(bc, cells, formula)
}

// mayLackBenefits tells whether a case without amounts among its benefits lacks
// them, as portfolio.BenefitsNotStated has it, and is not one without benefits in
// kroner.
func mayLackBenefits(bc portfolio.BusinessCase) bool {
	return len(bc.Benefits) == 0 || slices.ContainsFunc(bc.Benefits, func(one portfolio.Benefit) bool {
		return !slices.Contains([]portfolio.BenefitKind{portfolio.OtherPublic, portfolio.Societal, portfolio.Disbenefit, portfolio.Qualitative}, one.Kind)
	})
}

// bounded is a formula for a case with amounts in its years: it says so when there
// is no amount, and when one lies in a year the case has no row of.
func (w *quarterBook) bounded(bc portfolio.BusinessCase, cells caseCells, formula string) string {
	of := w.Print.T("livebook.all-figures")
	amounts := w.putCells(of, "amounts", []any{live{"COUNTIFS(" + w.counted(bc) + ")", "0", float64(countOf(bc, ""))}})
	outside := w.putCells(of, "outside", []any{live{
		fmt.Sprintf(`COUNTIFS(%s,%s,"<"&%s)+COUNTIFS(%[1]s,%[2]s,">"&%[4]s)`, w.counted(bc), w.lines.column(lineYear), cells.from, cells.to), "0", 0.0,
	}})
	return fmt.Sprintf("IF(%s=0,%s,IF(%s>0,%s,%s))", amounts, quoted(cells.words(portfolio.ReasonNoAmounts)), outside, quoted(w.Print.T("livebook.outside")), formula)
}

// putGains places how many amounts a case has among its benefits.
func (w *quarterBook) putGains(of string, bc portfolio.BusinessCase) string {
	formula := fmt.Sprintf(`COUNTIFS(%s,%s,%s%s)`, w.counted(bc), w.lines.column(lineArt), quoted(w.Print.T("report.kind-"+string(benefitLine))), gainsOnly(bc, w.lines.column(lineAmount)))
	return w.putCells(of, "gains", []any{live{formula, "0", float64(countOf(bc, benefitLine))}})
}

// gainsOnly leaves what a case loses out of its benefits: in a workbook a
// disbenefit is a benefit below 0.
func gainsOnly(bc portfolio.BusinessCase, amounts string) string {
	if !hasDisbenefit(bc) {
		return ""
	}
	return "," + amounts + `,">=0"`
}

func hasDisbenefit(bc portfolio.BusinessCase) bool {
	return slices.ContainsFunc(bc.Benefits, func(one portfolio.Benefit) bool { return one.Kind == portfolio.Disbenefit })
}

// putBase places the year that t counts from: the first with an amount, as
// portfolio.Evaluate has it, or the first row's where there is none.
func (w *quarterBook) putBase(bc portfolio.BusinessCase, first int) string {
	formula := baseYear(w.lines.column(lineYear), fmt.Sprintf("(%s=%d)*(%s=1)*(%s<>\"\")", w.lines.column(lineCase), w.order[bc.ID], w.lines.column(lineCounts), w.lines.column(lineAmount)), yearText(first))
	return w.putCells("t", "base", []any{live{formula, "0", float64(first)}})
}

// baseYear is the formula of the first of years of which something holds.
func baseYear(years, holds, none string) string {
	return fmt.Sprintf("IF(SUMPRODUCT(%s)=0,%s,SUMPRODUCT(MIN(%s+1000000000*(1-%[1]s))))", holds, none, years)
}

// counted is the condition that a line is an amount of a case that counts.
func (w *quarterBook) counted(bc portfolio.BusinessCase) string {
	return fmt.Sprintf(`%s,%d,%s,1,%s,"<>"`, w.lines.column(lineCase), w.order[bc.ID], w.lines.column(lineCounts), w.lines.column(lineAmount))
}

// countOf is how many amounts of a case count, of all kinds or of one; see gainsOnly.
func countOf(bc portfolio.BusinessCase, kind lineKind) (n int) {
	only := kind == benefitLine && hasDisbenefit(bc)
	for _, line := range countedLines(bc) {
		counts := countedAmounts(line.amounts)
		for i, amount := range line.amounts {
			if counts[i] && (kind == "" || line.kind == kind) && (!only || calc.Money(line.sign)*amount.Money >= 0) {
				n++
			}
		}
	}
	return n
}
