package importers

import (
	"regexp"
	"strings"

	"raaderum/importers/formulas"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// taint is where a value comes from that is not in the workbook itself.
type taint struct {
	volatile, external string // the cell whose formula asks for the day, or reads another workbook
	macro              string // the cell whose formula calls a function of a macro
}

// dependencies reports an amount that depends on the day it is looked at, or on
// another workbook. One report a row is enough: the rest of it was copied.
func (c *formulaCheck) dependencies(used usedCell) {
	t := c.taintOf(used.sheet, used.cell, 0)
	place := reference(used.sheet, used.cell.Row(), used.cell.Col())
	report := func(code, source string) {
		if source == "" {
			return
		}
		for _, f := range c.findings {
			sheet, row, _, _ := placeOf(f.Cell)
			if f.Code == code && sheet == used.sheet && row == used.cell.Row() {
				return
			}
		}
		if len(c.findings) < 4*maxLintPerSheet {
			c.find(portfolio.SeverityWarning, code, place, used.cell.Raw(), map[string]any{"source": source, "formula": "=" + used.cell.Formula()})
		}
	}
	report("formula-volatile", t.volatile)
	report("formula-external", t.external)
	report("formula-macro", t.macro)
}

// taintOf looks through the cells a formula uses, each once. A cycle, a chain
// that is too long and a range that is too large are left.
func (c *formulaCheck) taintOf(sheet string, cell *workbook.Cell, depth int) taint {
	if known := c.taints[cell]; known != nil {
		return *known
	}
	t := &taint{}
	c.taints[cell] = t
	n := formulaOf(cell)
	if n == nil || depth > maxTaintDepth {
		return *t
	}
	place := reference(sheet, cell.Row(), cell.Col())
	if n.Volatile() {
		t.volatile = place
	}
	if n.External() {
		t.external = place
	}
	if callsMacro(cell.Formula()) {
		t.macro = place
	}
	n.Walk(func(one *formulas.Node) {
		if one.Kind == formulas.Cells && !one.Area.Book && !one.Area.ThreeDim {
			c.taintFrom(t, sheet, one.Area, depth)
		}
		if one.Kind != formulas.Name {
			return
		}
		if refers, ok := c.Name(sheet, one.Text); ok {
			if named, err := formulas.Parse(refers); err == nil {
				for _, area := range named.Areas() {
					c.taintFrom(t, sheet, area, depth)
				}
			}
		}
	})
	return *t
}

// taintFrom adds what the cells of a reference depend on.
func (c *formulaCheck) taintFrom(t *taint, own string, area formulas.Area, depth int) {
	sheet := firstWord(area.Sheet, own)
	s := c.sheet(sheet)
	if s == nil || area.Book {
		return
	}
	lastRow, lastCol := area.Last.Row, area.Last.Col
	if lastRow == 0 {
		lastRow = len(s.rows) - 1
	}
	if lastCol == 0 {
		lastCol = s.last
	}
	for row := max(area.First.Row, 1); row <= min(lastRow, len(s.rows)-1); row++ {
		if s.rows[row] == 0 {
			continue
		}
		cells := s.sheet.Rows[s.rows[row]-1].Cells
		for i := range cells {
			if cells[i].Col() < area.First.Col || cells[i].Col() > lastCol {
				continue
			}
			if c.steps++; c.steps > maxTaintCells {
				return
			}
			if cells[i].Formula() == "" {
				continue
			}
			from := c.taintOf(sheet, &cells[i], depth+1)
			t.volatile = firstWord(t.volatile, from.volatile)
			t.external = firstWord(t.external, from.external)
			t.macro = firstWord(t.macro, from.macro)
		}
	}
}

// callsMacro tells whether a formula calls a function that the workbook's author
// wrote in VBA. Excel stores its own functions in capitals, and others as their
// author spelled them.
func callsMacro(formula string) bool {
	for _, call := range calledName.FindAllStringSubmatch(quotedText.ReplaceAllString(formula, "0"), -1) {
		name := call[1]
		if upper := strings.ToUpper(name); upper != name && !strings.HasPrefix(upper, "_XL") && !formulas.Known(upper) {
			return true
		}
	}
	return false
}

var (
	calledName = regexp.MustCompile(`([\pL_][\pL\pN_.]*)\(`)
	quotedText = regexp.MustCompile(`"[^"]*"|'[^']*'!?`)
)
