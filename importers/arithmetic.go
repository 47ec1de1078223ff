package importers

import (
	"math"

	"raaderum/importers/workbook"
)

// addsUp tells whether the written numbers of a row are, in every column, the
// sums of the lines above it: since the last section, sum or blank row, of at
// least two of them, in at least so many columns with anything but zero. One
// column needs three parts: two small numbers add up to a third by accident.
func (l *lineReader) addsUp(row, columns int) bool {
	parts := l.partsOver(row)
	if len(parts) < 2 {
		return false
	}
	found := 0
	for _, c := range l.columns {
		total := l.table.grid.at(row, c.at)
		sum, ok := sameSum(total, partCells(l.table.grid, parts, c.at))
		if !ok {
			return false
		}
		if sum {
			found++
		}
	}
	return found >= columns || found == 1 && len(parts) >= 3
}

// sumsKindAbove tells whether a row that is called by nothing but a kind, "Udgifter",
// stands below what it is the sum of: its formulas add rows above it, or its numbers
// do, in two columns. Where it repeats the only line above it, it is asked about.
func (l *lineReader) sumsKindAbove(row int, place, label string) bool {
	if !isBareKind(label) {
		return false
	}
	if l.sumsOthers(l.table, row, l.columns) {
		return l.addsRowsAbove(row)
	}
	if l.addsUp(row, 2) {
		return true
	}
	parts := l.partsOver(row)
	if len(parts) != 1 {
		return false
	}
	above, _ := l.table.label(parts[0])
	if above == "" || isBareKind(above) || l.table.grid.heading(above).role.derived() || l.countsElse(parts[0], above) {
		return false
	}
	same := 0
	for _, c := range l.columns {
		stated, ok := plainNumber(l.table.grid.at(row, c.at))
		x, said := plainNumber(l.table.grid.at(parts[0], c.at))
		if ok != said && stated+x != 0 || stated != x {
			return false
		}
		if x != 0 {
			same++
		}
	}
	return same > 0 && l.askSubtotal(place, label)
}

// addsRowsAbove tells whether the formulas of a row add nothing but what stands
// above it.
func (l *lineReader) addsRowsAbove(row int) bool {
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		if cell == nil || cell.Formula() == "" {
			continue
		}
		for _, o := range operands(cell.Formula()) {
			if o.sheet == "" && !l.table.grid.turned && o.area.LastRow >= cell.Row() {
				return false
			}
		}
	}
	return true
}

// partsOver are the rows of lines directly above a row.
func (l *lineReader) partsOver(row int) []int {
	var rows []int
	for above := row - 1; above >= l.table.first; above-- {
		if l.aside[l.table][above] {
			continue
		}
		if l.table.filled(above, l.columns) == 0 || l.sumAt(above) {
			break
		}
		if rows = append(rows, above); len(rows) > farthestPart {
			return nil
		}
	}
	return rows
}

func (l *lineReader) sumAt(row int) bool {
	for i := len(l.sums) - 1; i >= 0; i-- {
		if s := l.sums[i]; s.table == l.table && s.row <= row {
			return s.row == row
		}
	}
	return false
}

// addsBelow tells whether a row that calls itself a total stands above its
// parts: its numbers are the sums of the rows below, down to the next total,
// heading or blank row.
func (l *lineReader) addsBelow(row int, h heading) bool {
	if h.role != roleTotal {
		return false
	}
	parts := l.partsUnder(row)
	if len(parts) == 0 {
		return false
	}
	found := 0
	for _, c := range l.columns {
		same, ok := sameSum(l.table.grid.at(row, c.at), partCells(l.table.grid, parts, c.at))
		if !ok {
			return false
		}
		if same {
			found++
		}
	}
	return found > 0
}

func (l *lineReader) partsUnder(row int) []int {
	var rows []int
	for below := row + 1; below <= l.table.last; below++ {
		label, _ := l.table.label(below)
		if l.table.filled(below, l.columns) == 0 || l.table.grid.heading(label).role.derived() {
			break
		}
		if !isPart(label) {
			rows = append(rows, below)
		}
		if len(rows) > farthestPart {
			return nil
		}
	}
	return rows
}

// below marks the parts of a sum that stands above them, so that the sum is
// not checked against what stands above it.
func (l *lineReader) below(row int) {
	if l.topSums == nil {
		l.topSums = map[*table]map[int]bool{}
	}
	if l.topSums[l.table] == nil {
		l.topSums[l.table] = map[int]bool{}
	}
	l.topSums[l.table][row] = true
}

func partCells(g *grid, rows []int, col int) []*workbook.Cell {
	var cells []*workbook.Cell
	for _, row := range rows {
		if cell := g.at(row, col); cell != nil {
			cells = append(cells, cell)
		}
	}
	return cells
}

// sameSum tells whether a cell is the sum of others within rounding: same is
// true when it is and they are not all zero, ok is false when it is not.
func sameSum(total *workbook.Cell, parts []*workbook.Cell) (same, ok bool) {
	stated, known := plainNumber(total)
	sum := 0.0
	n := 0
	for _, part := range parts {
		x, isNumber := plainNumber(part)
		if !isNumber {
			continue
		}
		sum += x
		if x != 0 {
			n++
		}
	}
	switch {
	case !known:
		return false, n == 0
	case math.Abs(stated-sum) > tolerance(total, parts):
		return false, false
	}
	return n > 1 || n == 1 && stated != 0, true
}

// looseTotal tells whether a row that begins as totals do, "Samlet løsning",
// may be a line: it says no "i alt", and no formula of it adds anything.
func (l *lineReader) looseTotal(row int, label string, h heading) bool {
	if h.role != roleTotal || strictTotal.MatchString(fold(label)) || rowTotal.MatchString(fold(label)) || l.table.partsAbove(row, l.columns) == 0 {
		return false
	}
	for _, c := range l.columns {
		if cell := l.table.grid.at(row, c.at); cell != nil && cell.Formula() != "" {
			return false
		}
	}
	return true
}

// The answers about a row that may be a sum.
const (
	asSum  = "sum"
	asLine = "line"
)

// askSubtotal asks whether a row that adds up the lines above it, without
// saying so, is their sum or a line of its own.
func (r *reader) askSubtotal(place, label string) bool {
	answer, ok := r.ask(Question{
		Key: "subtotal@" + place, Code: "subtotal", Cells: []string{place}, Options: []string{asSum, asLine},
		Proposed: asSum, Confidence: 0.9, Args: map[string]any{"label": firstWord(label, place)},
	})
	return !ok || answer == asSum
}
