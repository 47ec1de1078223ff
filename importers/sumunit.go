package importers

import (
	"math"

	"raaderum/importers/workbook"
)

// tableColumn is a column of a table.
type tableColumn struct {
	table *table
	col   int
}

// weighUnits finds the columns that have sums below rows of different units, and
// the unit of each amount in them: "t.kr." of one case and "kr." of the next are
// added in one unit, and not as they are written.
func (r *reader) weighUnits() {
	weighed := map[*table]map[int]measure{} // what the first amount of a column is in
	for _, s := range r.sums {
		if s.table.rowUnits {
			weighed[s.table] = map[int]measure{}
		}
	}
	if len(weighed) == 0 {
		return
	}
	mixed := map[tableColumn]map[*workbook.Cell]measure{}
	for f := range r.facts.all {
		if !f.table().rowUnits || weighed[f.table()] == nil {
			continue
		}
		first, col := weighed[f.table()], f.col()
		if was, known := first[col]; !known {
			first[col] = f.measure()
		} else if was != f.measure() {
			mixed[tableColumn{f.table(), col}] = map[*workbook.Cell]measure{}
		}
	}
	if len(mixed) == 0 {
		return
	}
	for f := range r.facts.all {
		if units := mixed[tableColumn{f.table(), f.col()}]; units != nil {
			units[f.cell()] = f.measure()
		}
	}
	r.mixedUnits = mixed
}

// unitOfSum is the unit in which a sum adds rows that have units of their own:
// what its name says, its row or its sheet; unmeasured where all have the same.
func (r *reader) unitOfSum(s sumRow, col int) measure {
	if r.mixedUnits[tableColumn{s.table, col}] == nil {
		return unmeasured
	}
	for _, m := range []measure{measureIn(fold(s.label)), s.table.rowUnit(s.row), r.statedUnit(s.table).measure} {
		if m.money() {
			return m
		}
	}
	return kroner
}

// sumIn adds the numbers of cells in a unit. A cell whose own unit is not known
// keeps the sum from being checked.
func (r *reader) sumIn(unit measure, t *table, col int, cells []*workbook.Cell) (sum float64, n int, unread *workbook.Cell) {
	units := r.mixedUnits[tableColumn{t, col}]
	for _, cell := range cells {
		x, one, not := r.sumOf([]*workbook.Cell{cell})
		own := units[cell]
		if not == nil && one > 0 && x != 0 && !own.money() {
			not = cell
		}
		if unread == nil {
			unread = not
		}
		if own.money() {
			x *= math.Pow(1000, float64(own.scale()-unit.scale()))
		}
		sum, n = sum+x, n+one
	}
	return sum, n, unread
}
