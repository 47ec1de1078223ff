package importers

import (
	"math"
	"slices"

	"raaderum/portfolio"
)

// settleOtherUnits takes columns out of a table's amounts that say what another
// column of the same time says, in another unit: "2026 kr." beside "2026", a
// thousand times as large in every row. The numbers tell them, or the formulas.
func (r *reader) settleOtherUnits(t *table) {
	columns := t.amounts()
	found := map[float64][]rescaled{}
	for i := range columns {
		for j := range i {
			if p, ok := t.rescaledPair(&columns[j], &columns[i]); ok {
				found[p.factor] = append(found[p.factor], p)
			}
		}
	}
	for _, factor := range unitSteps {
		pairs := found[factor]
		rows, computed := 0, false
		for _, p := range pairs {
			rows, computed = rows+p.rows, computed || p.computed
		}
		if rows < leastSummed && !computed {
			continue
		}
		for _, p := range pairs {
			again := t.columnAt(p.again)
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "column-other-unit", Cell: t.headRef(p.again), Raw: again.text, Args: map[string]any{
				"label": t.columnName(p.again), "first": t.columnName(p.of),
			}})
			again.role = roleDifference
			t.leaveColumn(p.again)
		}
	}
}

// unitSteps are how many of one unit may go to another.
var unitSteps = []float64{1000, 1_000_000}

// rescaled is a column that says another one again in another unit.
type rescaled struct {
	of, again int
	factor    float64
	rows      int  // in which both say something else than nothing
	computed  bool // by a formula, from the other
}

// rescaledPair tells whether one of two columns of the same time, kind and series
// is a thousand or a million times the other in every row that has numbers. What
// is hidden says it again, or what is computed, or else what comes last.
func (t *table) rescaledPair(a, b *column) (rescaled, bool) {
	if a.time != b.time || a.series != b.series || a.kind != b.kind && a.kind != "" && b.kind != "" || a.numbers == 0 || b.numbers == 0 {
		return rescaled{}, false
	}
	of, again := a, b
	hiddenA, hiddenB := t.grid.hidden(t.first, a.at), t.grid.hidden(t.first, b.at)
	if hiddenA && !hiddenB || hiddenA == hiddenB && t.computesFrom(a, b) {
		of, again = b, a
	}
	for _, step := range unitSteps {
		for _, factor := range []float64{step, 1 / step} {
			if rows, ok := t.scales(of, again, factor); ok {
				return rescaled{of: of.at, again: again.at, factor: step, rows: rows, computed: t.computesFrom(again, of)}, true
			}
		}
	}
	return rescaled{}, false
}

// scales tells whether every number of one column is so many times that of
// another, and in how many rows they say something. The smaller of them may be
// rounded, and the column may say less: sums are often left out there.
func (t *table) scales(of, again *column, factor float64) (rows int, ok bool) {
	for row := t.first; row <= t.last; row++ {
		from, cell := t.grid.at(row, of.at), t.grid.at(row, again.at)
		x, one := quickNumber(from)
		y, other := quickNumber(cell)
		if !other || y == 0 && (!one || x == 0) {
			continue
		}
		if !one {
			return 0, false
		}
		slack := half(from) * factor
		if factor < 1 {
			slack = half(cell)
		}
		if math.Abs(y-x*factor) > slack {
			return 0, false
		}
		if x != 0 && y != 0 {
			rows++
		}
	}
	return rows, rows > 0
}

// computesFrom tells whether a column's formulas point to another in their row.
func (t *table) computesFrom(c, of *column) bool {
	for row := t.first; row <= t.last; row++ {
		cell, from := t.grid.at(row, c.at), t.grid.at(row, of.at)
		if cell == nil || from == nil || cell.Formula() == "" {
			continue
		}
		sheet := t.grid.sheet.Name
		return slices.ContainsFunc(operands(cell.Formula()), func(o operand) bool { return o.covers(sheet, sheet, from.Row(), from.Col()) })
	}
	return false
}
