package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// How many copies of one formula make a pattern that a single cell can break.
const (
	leastPattern  = 3 // to the left and right of a number typed over a formula
	strongPattern = 4 // for columns, and for a formula that differs
)

// findPatternBreaks reports what stands in a row or column of copied formulas
// and is no copy: a number typed over the formula, or another formula. Copies
// are known by their R1C1 form, which is the same in all of them.
func (r *reader) findPatternBreaks(v *view) {
	told := map[*workbook.Cell]bool{}
	for _, t := range v.tables {
		for _, columns := range t.alike() {
			line := make([]*workbook.Cell, len(columns))
			for row := t.first; row <= t.last; row++ {
				for i, c := range columns {
					line[i] = t.grid.at(row, c.at)
				}
				r.breaksIn(t, newPattern(line), true, told)
				if cell := endsChain(line); cell != nil {
					r.breakAt(t, cell, portfolio.SeverityWarning, "typed-over-formula", told, nil)
				}
			}
		}
		line := make([]*workbook.Cell, 0, t.last-t.first+1)
		for _, c := range t.columns {
			line = line[:0]
			for row := t.first; row <= t.last; row++ {
				line = append(line, t.grid.at(row, c.at))
			}
			r.breaksIn(t, newPattern(line), false, told)
		}
	}
}

// alike are the amount columns in groups that may share a formula: a year is
// no copy of the quarters before it, nor realised of planned.
func (t *table) alike() [][]column {
	var groups [][]column
	for _, c := range t.amounts() {
		i := slices.IndexFunc(groups, func(g []column) bool {
			return g[0].time.form == c.time.form && g[0].series == c.series && g[0].role == c.role && g[0].kind == c.kind
		})
		if i < 0 {
			groups = append(groups, []column{c})
			continue
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// pattern is a row or column of cells with the form most of its formulas have.
type pattern struct {
	cells  []*workbook.Cell // without empty ones
	forms  []string         // of each; "" for what is no formula
	common string
	copies int
}

func newPattern(line []*workbook.Cell) pattern {
	var p pattern
	formulas := 0
	for _, cell := range line {
		if !blank(cell) && cell.Formula() != "" {
			formulas++
		}
	}
	if formulas < leastPattern {
		return p
	}
	count := map[string]int{}
	for _, cell := range line {
		if blank(cell) {
			continue
		}
		form := ""
		if n := formulaOf(cell); n != nil {
			form = n.Relative(cell.Row(), cell.Col())
			if count[form]++; count[form] > p.copies {
				p.common, p.copies = form, count[form]
			}
		}
		p.cells, p.forms = append(p.cells, cell), append(p.forms, form)
	}
	return p
}

// endsChain is the number that ends a chain of two formulas at least, each of which
// computes its year from the year before: 30.000, "=B7*1,02", "=C7*1,02", 45.000.
// A formula that only repeats the year before is no chain: what it repeats may end.
func endsChain(line []*workbook.Cell) *workbook.Cell {
	last, links := "", 0
	for i, cell := range line {
		if i == 0 || blank(cell) || blank(line[i-1]) {
			last, links = "", 0
			continue
		}
		n := formulaOf(cell)
		if n == nil {
			if links >= leastChain && cell.Kind() == workbook.Number && cell.Formula() == "" && cell.Number() != 0 {
				return cell
			}
			last, links = "", 0
			continue
		}
		form := n.Relative(cell.Row(), cell.Col())
		if form != last {
			last, links = form, 0
		}
		if strings.Contains(form, "R[0]C[-1]") && form != "R[0]C[-1]" && !strings.Contains(form, ":") {
			links++
		}
	}
	return nil
}

// leastChain is how many formulas make a chain.
const leastChain = 2

// between tells whether copies stand on both sides of a cell.
func (p pattern) between(i int) bool {
	return i > 0 && i+1 < len(p.forms) && p.forms[i-1] == p.common && p.forms[i+1] == p.common
}

// typed are the numbers that were typed over a copy: those between copies, and
// those after the last one where the line begins with a copy.
func (p pattern) typed(least int) []*workbook.Cell {
	var typed []*workbook.Cell
	for i, cell := range p.cells {
		if p.forms[i] != "" || cell.Kind() != workbook.Number || cell.Formula() != "" || cell.Number() == 0 {
			continue
		}
		trailing := least == leastPattern && p.forms[0] == p.common && i > 0 && !slices.Contains(p.forms[:i-1], "")
		if p.between(i) || trailing {
			typed = append(typed, cell)
		}
	}
	if p.copies < least || 3*len(typed) > p.copies {
		return nil
	}
	return typed
}

// breaksIn reports the breaks of one line: a row of the table when across, else
// a column.
func (r *reader) breaksIn(t *table, p pattern, across bool, told map[*workbook.Cell]bool) {
	least := leastPattern
	if !across {
		least = strongPattern
	}
	for _, cell := range p.typed(least) {
		r.breakAt(t, cell, portfolio.SeverityWarning, "typed-over-formula", told, nil)
	}
	if !across || p.copies < strongPattern {
		return // in a column, subtotals stand between the rows
	}
	for i, cell := range p.cells {
		if p.forms[i] == "" || p.forms[i] == p.common || !p.between(i) {
			continue
		}
		severity := portfolio.SeverityInfo
		if _, adds := adding(cell.Formula()); adds {
			severity = portfolio.SeverityWarning
		}
		r.breakAt(t, cell, severity, "formula-differs", told, map[string]any{"formula": "=" + cell.Formula(), "other": "=" + p.cells[i-1].Formula()})
	}
}

func (r *reader) breakAt(t *table, cell *workbook.Cell, severity portfolio.Severity, code string, told map[*workbook.Cell]bool, args map[string]any) {
	if told[cell] || len(told) >= maxLintPerSheet {
		return
	}
	told[cell] = true
	place := reference(t.grid.sheet.Name, cell.Row(), cell.Col())
	label, _ := t.label(t.grid.seen(cell.Row(), cell.Col()).row)
	if args == nil {
		args = map[string]any{}
	}
	args["label"] = firstWord(label, place)
	r.find(Finding{Severity: severity, Code: code, Cell: place, Raw: cell.Raw(), Args: args})
}
