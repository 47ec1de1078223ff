package importers

import (
	"math"

	"raaderum/portfolio"
)

// settlePartColumns keeps columns out of a table's amounts that are called a part
// of another, "heraf løn" right of "Bruttobesparelse", and are no larger in any
// row than the nearest such column of their time.
func (r *reader) settlePartColumns(t *table) {
	for _, c := range t.amounts() {
		if !isPart(t.lowestWord(c.at)) {
			continue
		}
		whole := t.wholeOf(c)
		if whole == nil {
			continue
		}
		own := t.columnAt(c.at)
		t.setAside(own)
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "column-part", Cell: t.headRef(c.at), Raw: own.text, Args: map[string]any{
			"label": t.columnName(c.at), "whole": t.columnName(whole.at),
		}})
	}
}

// wholeOf finds the column that a column is a part of: the nearest to the left of
// it with its time or with none, which is no part and at least as large in every
// row; nil when there is none.
func (t *table) wholeOf(part column) *column {
	for i := len(t.columns) - 1; i >= 0; i-- {
		c := &t.columns[i]
		if c.at >= part.at || c.numbers == 0 || isPart(t.lowestWord(c.at)) || !isAmong(t.amounts(), c.at) && !c.role.derived() {
			continue
		}
		if c.time != part.time && c.time.known() {
			if !part.time.known() {
				return nil
			}
			continue // a year of the same block: the whole stands farther left
		}
		for row := t.first; row <= t.last; row++ {
			x, some := quickNumber(t.grid.at(row, part.at))
			y, _ := quickNumber(t.grid.at(row, c.at))
			if some && math.Abs(x) > math.Abs(y)+half(t.grid.at(row, part.at)) {
				return nil
			}
		}
		return c
	}
	return nil
}
