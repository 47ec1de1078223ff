package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// checkCover looks at what the workbook's own sums count: amounts beside their
// range that they miss, headings they count as amounts, and hidden rows. It
// reads formulas; whether the stored sum is right is for reconcile.
func (r *reader) checkCover() {
	if !r.hasFormulas() {
		return // what is typed covers nothing; a register need not be looked up amount by amount
	}
	amounts := map[*table]map[place]fact{}
	for f := range r.facts.all {
		if amounts[f.table()] == nil {
			amounts[f.table()] = map[place]fact{}
		}
		amounts[f.table()][place{f.row(), f.col()}] = f
	}
	for _, s := range r.sums {
		if s.table.grid.turned {
			continue
		}
		r.coverOfRow(s, amounts[s.table])
	}
	for _, v := range r.views {
		for _, t := range v.tables {
			if !t.grid.turned {
				r.coverOfColumns(t, amounts[t])
			}
		}
	}
}

// hasFormulas tells whether any cell of the visible sheets has a formula.
func (r *reader) hasFormulas() bool {
	return slices.ContainsFunc(r.views, func(v *view) bool {
		return slices.ContainsFunc(v.sheet.Rows, func(row workbook.Row) bool {
			for i := range row.Cells {
				if row.Cells[i].Formula() != "" {
					return true
				}
			}
			return false
		})
	})
}

// cover is the cells of one row or column that a sum counts, directly or
// through other sums.
type cover struct {
	counted     map[int]bool
	direct      map[int]bool
	first, last int // of what it counts directly; 0 when nothing
}

// coverOf follows the sums of a column down to what they add. own is the cell
// the formula stands in.
func (t *table) coverOf(cell *workbook.Cell, along func(o operand) (from, to int, ok bool), at func(i int) *workbook.Cell) (cover, bool) {
	c := cover{counted: map[int]bool{}, direct: map[int]bool{}}
	parts, ok := adding(cell.Formula())
	if !ok {
		return c, false
	}
	var follow func(parts []operand, direct bool)
	follow = func(parts []operand, direct bool) {
		for _, o := range parts {
			from, to, ok := along(o)
			if !ok || o.sheet != "" && !strings.EqualFold(o.sheet, t.grid.sheet.Name) {
				continue
			}
			if direct {
				if c.first == 0 || from < c.first {
					c.first = from
				}
				c.last = max(c.last, to)
			}
			for i := from; i <= min(to, from+10_000); i++ {
				c.direct[i] = c.direct[i] || direct
				if c.counted[i] {
					continue
				}
				c.counted[i] = true
				if part := at(i); part != nil && part.Formula() != "" {
					if deeper, sums := adding(part.Formula()); sums {
						follow(deeper, false)
					}
				}
			}
		}
	}
	follow(parts, true)
	return c, c.first > 0
}

// columnCover is what a cell of a sum row counts in its own column.
func (t *table) columnCover(row, col int) (cover, bool) {
	cell := t.grid.at(row, col)
	if cell == nil || cell.Formula() == "" {
		return cover{}, false
	}
	return t.coverOf(cell, func(o operand) (int, int, bool) {
		inside := o.area.FirstCol <= col && col <= o.area.LastCol && (o.area.LastRow < row || o.area.FirstRow > row)
		return o.area.FirstRow, o.area.LastRow, inside
	}, func(i int) *workbook.Cell { return t.grid.at(i, col) })
}

// coverOfRow reports what the formulas of a sum row miss or count too much,
// once for the row.
func (r *reader) coverOfRow(s sumRow, amounts map[place]fact) {
	t := s.table
	var missed, headings, hidden bool
	for _, c := range t.summed() {
		counted, ok := t.columnCover(s.row, c.at)
		if !ok {
			continue
		}
		if rows := r.missedRows(s, c.at, counted, amounts); len(rows) > 0 && !missed {
			missed = true
			r.tellMissed("sum-misses-rows", s.label, t.grid.at(s.row, c.at), t.grid.ref(s.row, c.at), cellsIn(t, rows, c.at))
		}
		for row := t.head; row <= t.foot && !headings; row++ {
			if head := t.grid.at(row, c.at); counted.direct[row] && numeric(head) && head.Number() >= 1990 && head.Number() <= 2100 {
				headings = true
				r.find(Finding{Severity: portfolio.SeverityWarning, Code: "sum-counts-heading", Cell: t.grid.ref(s.row, c.at), Raw: t.grid.at(s.row, c.at).Raw(),
					Args: map[string]any{"label": s.label, "heading": head.Raw(), "cell": t.grid.ref(row, c.at), "formula": "=" + t.grid.at(s.row, c.at).Formula()}})
			}
		}
		if hidden || t.grid.hidden(s.row, c.at) {
			continue
		}
		var rows []int
		for row := t.first; row <= t.last; row++ {
			if counted.direct[row] && t.grid.sheet.HiddenRows[row] && numeric(t.grid.at(row, c.at)) && t.grid.at(row, c.at).Number() != 0 {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 {
			hidden = true
			cells := cellsIn(t, rows, c.at)
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "hidden-in-total", Cell: t.grid.ref(s.row, c.at), Raw: t.grid.at(s.row, c.at).Raw(),
				Args: map[string]any{"label": s.label, "cells": namesOf(cells), "sum": cleanFloat(sumNumbers(cells))}})
		}
	}
}

// throughTyped counts the rows above a counted sum that was typed, up to the
// sum before it: it stands for them, and whether it is right is for reconcile.
func (c cover) throughTyped(t *table, isSum map[int]bool, col int) {
	for row := range isSum {
		part := t.grid.at(row, col)
		if !c.counted[row] || part == nil || part.Formula() != "" {
			continue
		}
		for above := row - 1; above >= t.first && !isSum[above]; above-- {
			c.counted[above] = true
		}
	}
}

// missedRows are the rows with amounts of the sum's kind that stand inside its
// range or right beside it and that neither it nor another sum counts.
func (r *reader) missedRows(s sumRow, col int, counted cover, amounts map[place]fact) []int {
	t := s.table
	kinds := map[string]int{}
	for row := range counted.counted {
		if f := amounts[place{row, col}]; f.known() {
			kinds[f.kind()]++
		}
	}
	if len(kinds) == 0 {
		return nil // nothing that was read
	}
	net := len(kinds) > 1
	isSum := map[int]bool{}
	var others []cover
	for _, other := range r.sums {
		if other.table != t {
			continue
		}
		isSum[other.row] = true
		if other.row == s.row {
			continue
		}
		if cover, ok := t.columnCover(other.row, col); ok && !cover.counted[s.row] {
			others = append(others, cover)
		}
	}
	counted.throughTyped(t, isSum, col)
	counted.throughDetails(r.details[t])
	amount := func(row int) bool {
		f := amounts[place{row, col}]
		return f.known() && kinds[f.kind()] > 0 && !isSum[row] && !r.aside[t][row] && numeric(f.cell()) && f.cell().Number() != 0 &&
			!slices.ContainsFunc(others, func(c cover) bool { return c.counted[row] })
	}
	var missed []int
	if net { // it may leave out lines of its own choice, but hardly the last ones right above it
		for row := s.row - 1; row > counted.last && amount(row) && !counted.counted[row]; row-- {
			missed = append(missed, row)
		}
		if len(missed) > 0 && missed[len(missed)-1] != counted.last+1 {
			return nil
		}
		slices.Sort(missed)
		return missed
	}
	for row := counted.first; row <= counted.last; row++ {
		if !counted.counted[row] && row != s.row && amount(row) {
			missed = append(missed, row)
		}
	}
	for row := counted.last + 1; row < s.row && amount(row) && !counted.counted[row]; row++ {
		missed = append(missed, row)
	}
	for row := counted.first - 1; row >= t.first && row != s.row && amount(row) && !counted.counted[row]; row-- {
		missed = append(missed, row)
	}
	slices.Sort(missed)
	return missed
}

// coverOfColumns reports total columns whose formulas miss amounts of their own
// row, once for each column.
func (r *reader) coverOfColumns(t *table, amounts map[place]fact) {
	years := t.amounts()
	for _, c := range t.columns {
		if c.role != roleTotal || c.time.known() {
			continue
		}
		for row := t.first; row <= t.last; row++ {
			cell := t.grid.at(row, c.at)
			if cell == nil || cell.Formula() == "" {
				continue
			}
			counted, ok := t.coverOf(cell, func(o operand) (int, int, bool) {
				return o.area.FirstCol, o.area.LastCol, o.area.FirstRow == row && o.area.LastRow == row && (o.area.LastCol < c.at || o.area.FirstCol > c.at)
			}, func(i int) *workbook.Cell { return t.grid.at(row, i) })
			if !ok {
				continue
			}
			if cells := missedColumns(years, row, counted, amounts); len(cells) > 0 {
				label, _ := t.label(row)
				r.tellMissed("sum-misses-columns", firstWord(label, t.grid.ref(row, c.at)), cell, t.grid.ref(row, c.at), cells)
				break
			}
		}
	}
}

// missedColumns are the amounts of a row, of the same kind and series as those
// a sum counts, that it does not count.
func missedColumns(years []column, row int, counted cover, amounts map[place]fact) []*workbook.Cell {
	var sample fact
	for col := counted.first; col <= counted.last && !sample.known(); col++ {
		if counted.counted[col] {
			sample = amounts[place{row, col}]
		}
	}
	if !sample.known() {
		return nil
	}
	var missed []*workbook.Cell
	for _, year := range years {
		f := amounts[place{row, year.at}]
		near := year.at >= counted.first-1 && year.at <= counted.last+1
		if f.known() && near && !counted.counted[year.at] && f.kind() == sample.kind() && f.series() == sample.series() &&
			f.time().form == sample.time().form && numeric(f.cell()) && f.cell().Number() != 0 {
			missed = append(missed, f.cell())
		}
	}
	return missed
}

// tellMissed reports a sum with both numbers: as it is, and with what it misses.
func (r *reader) tellMissed(code, label string, sum *workbook.Cell, at string, missed []*workbook.Cell) {
	stated, ok := plainNumber(sum)
	if !ok {
		return
	}
	r.find(Finding{Severity: portfolio.SeverityWarning, Code: code, Cell: at, Raw: sum.Raw(), Args: map[string]any{
		"label": firstWord(label, at), "cells": namesOf(missed), "formula": "=" + sum.Formula(),
		"stated": stated, "sum": cleanFloat(stated + sumNumbers(missed)),
	}})
}

func cellsIn(t *table, rows []int, col int) []*workbook.Cell {
	cells := make([]*workbook.Cell, len(rows))
	for i, row := range rows {
		cells[i] = t.grid.at(row, col)
	}
	return cells
}

// namesOf are the addresses of cells on the sheet at hand, at most five.
func namesOf(cells []*workbook.Cell) string {
	var names []string
	for i, cell := range cells {
		if i == 5 {
			names = append(names, "…")
			break
		}
		names = append(names, workbook.Ref(cell.Row(), cell.Col()))
	}
	return strings.Join(names, ", ")
}

func sumNumbers(cells []*workbook.Cell) float64 {
	sum := 0.0
	for _, cell := range cells {
		sum += cell.Number()
	}
	return sum
}
