package importers

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"raaderum/importers/formulas"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// Bounds of the check of one workbook's formulas. A register of 10,000 rows
// with ten formulas each stays below them.
const (
	maxFormulaCells = 100_000   // read by one formula
	maxBookCells    = 2_000_000 // read by all formulas
	maxTaintDepth   = 5_000     // formulas on formulas
	maxTaintCells   = 500_000   // looked at for what amounts depend on
)

// formulaFindings checks the formulas of a workbook against the values stored
// with it, and says of the amounts that were read which depend on the day, on
// another workbook, or on something that cannot be computed again. Workbooks
// we made leave results to be computed when they are opened, so nothing is said
// of those that are not there yet.
func formulaFindings(book *workbook.Book, reading Reading, layout Layout) []Finding {
	c := &formulaCheck{formulaBook: newFormulaBook(book), left: maxBookCells, taints: map[*workbook.Cell]*taint{}, unknown: map[string]bool{}}
	if !c.any() {
		return nil
	}
	for _, f := range reading.Findings {
		c.uncalculated = c.uncalculated || f.Code == "stale-cache"
		if f.Code == "no-cached-value" {
			c.told = append(c.told, f.Cell)
		}
	}
	used := c.usedCells(reading)
	for _, cell := range used {
		c.dependencies(cell)
	}
	if !c.uncalculated {
		c.recompute(used)
	}
	if layout.Name() == (freeLayout{}).Name() {
		c.unstored()
	}
	c.sumUp()
	return c.findings
}

// formulaCheck is the check of one workbook under way.
type formulaCheck struct {
	*formulaBook
	left         int // cells that may still be read
	steps        int // cells looked at for what amounts depend on
	uncalculated bool
	told         []string // cells already reported without a stored value
	taints       map[*workbook.Cell]*taint
	unknown      map[string]bool // functions that are not known
	unknownAt    string
	unknowns     int
	skipped      int
	skippedAt    string
	findings     []Finding
}

// usedCell is a formula whose value was read as an amount or key figure.
type usedCell struct {
	sheet string
	cell  *workbook.Cell
}

// any tells whether the workbook has formulas at all.
func (c *formulaCheck) any() bool {
	for _, sheet := range c.book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if sheet.Rows[i].Cells[j].Formula() != "" {
					return true
				}
			}
		}
	}
	return false
}

// usedCells are the formulas that amounts and stated figures were read from, in
// the order they were read.
func (c *formulaCheck) usedCells(reading Reading) []usedCell {
	var used []usedCell
	seen := map[string]bool{}
	add := func(ref string) {
		if ref == "" || seen[ref] {
			return
		}
		seen[ref] = true
		sheet, row, col, ok := placeOf(ref)
		if cell := c.cell(sheet, row, col); ok && cell != nil && cell.Formula() != "" {
			used = append(used, usedCell{sheet, cell})
		}
	}
	for _, one := range reading.Cases {
		for _, line := range one.Lines {
			for amount := range line.Amounts.All {
				add(amount.Cell())
			}
		}
		if one.Stated.NPV != nil {
			add(one.Stated.NPV.Cell)
		}
		if one.Stated.Payback != nil {
			add(one.Stated.Payback.Cell)
		}
		if one.Stated.IRR != nil {
			add(one.Stated.IRR.Cell)
		}
	}
	return used
}

// placeOf takes "Økonomi!D14" apart.
func placeOf(ref string) (sheet string, row, col int, ok bool) {
	bang := strings.LastIndexByte(ref, '!')
	if bang < 0 {
		return "", 0, 0, false
	}
	letters := strings.IndexAny(ref[bang+1:], "0123456789")
	if letters < 1 {
		return "", 0, 0, false
	}
	row, err := strconv.Atoi(ref[bang+1+letters:])
	return ref[:bang], row, columnNumber(ref[bang+1 : bang+1+letters]), err == nil
}

func (c *formulaCheck) find(severity portfolio.Severity, code, cell, raw string, args map[string]any) {
	c.findings = append(c.findings, Finding{Severity: severity, Code: code, Cell: cell, Raw: raw, Args: args})
}

// recompute compares every formula's stored value with what it comes to: those
// that amounts were read from first, should the bounds be reached.
func (c *formulaCheck) recompute(used []usedCell) {
	done := map[*workbook.Cell]bool{}
	told := map[string]int{}
	for _, u := range used {
		done[u.cell] = true
		c.recomputeCell(u.sheet, u.cell, true, told)
	}
	for _, sheet := range c.book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if cell := &sheet.Rows[i].Cells[j]; cell.Formula() != "" && !done[cell] {
					c.recomputeCell(sheet.Name, cell, false, told)
				}
			}
		}
		if more := told[sheet.Name] - maxLintPerSheet; more > 0 {
			c.find(portfolio.SeverityWarning, "formula-stale-more", reference(sheet.Name, 1, 1), "", map[string]any{"n": more, "sheet": sheet.Name})
		}
	}
}

func (c *formulaCheck) recomputeCell(sheet string, cell *workbook.Cell, used bool, told map[string]int) {
	stored, known := storedValue(cell)
	n := formulaOf(cell)
	if !known || n == nil {
		return
	}
	place := reference(sheet, cell.Row(), cell.Col())
	if c.left <= 0 {
		if c.skipped++; c.skipped == 1 {
			c.skippedAt = place
		}
		return
	}
	result, read, err := formulas.Evaluate(n, c, sheet, min(c.left, maxFormulaCells))
	c.left -= read + 1
	if err != nil {
		c.notComputed(err, place, used)
		return
	}
	if formulas.Agrees(stored, result.Value, result.Largest) {
		return
	}
	if told[sheet]++; told[sheet] > maxLintPerSheet {
		return
	}
	c.find(portfolio.SeverityWarning, "formula-stale", place, cell.Raw(), map[string]any{
		"stored": shownValue(stored), "computed": shownValue(result.Value), "formula": "=" + cell.Formula(),
	})
}

// shownValue is a value for people; the printer writes numbers their way.
func shownValue(v formulas.Value) any {
	if v.Kind == formulas.NumberValue {
		return cleanFloat(v.Number)
	}
	return v.String()
}

// notComputed remembers what kept the formulas of amounts from being computed.
// Of the others nothing is said: their values were not used.
func (c *formulaCheck) notComputed(err error, place string, used bool) {
	var why *formulas.UnknowableError
	if !used || !errors.As(err, &why) || why.Why != formulas.WhyFunction {
		return
	}
	c.unknown[why.What] = true
	if c.unknowns++; c.unknowns == 1 {
		c.unknownAt = place
	}
}

// unstored reports, once a sheet, formulas whose value was not stored and that
// nobody has reported yet.
func (c *formulaCheck) unstored() {
	for _, sheet := range c.book.Sheets {
		if sheet.Visibility != workbook.Visible {
			continue
		}
		n, first := 0, ""
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				cell := &sheet.Rows[i].Cells[j]
				if !cell.Uncached() {
					continue
				}
				place := reference(sheet.Name, cell.Row(), cell.Col())
				if slices.Contains(c.told, place) {
					continue
				}
				if n++; n == 1 {
					first = place
				}
			}
		}
		if n > 0 {
			c.find(portfolio.SeverityWarning, "formula-unstored", first, "", map[string]any{"n": n, "sheet": sheet.Name})
		}
	}
}

// sumUp says once what was not checked.
func (c *formulaCheck) sumUp() {
	if c.unknowns > 0 {
		names := make([]string, 0, len(c.unknown))
		for name := range c.unknown {
			names = append(names, name)
		}
		slices.Sort(names)
		if len(names) > 5 {
			names = append(names[:5], "…")
		}
		c.find(portfolio.SeverityInfo, "formula-not-computed", c.unknownAt, "", map[string]any{"n": c.unknowns, "functions": strings.Join(names, ", ")})
	}
	if c.skipped > 0 {
		c.find(portfolio.SeverityInfo, "formula-unchecked", c.skippedAt, "", map[string]any{"n": c.skipped})
	}
}
