package importers

import (
	"slices"

	"raaderum/portfolio"
)

// whole is the answer that a column counts, and those that it adds do not.
const whole = "whole"

// settleAddedColumns takes columns out of a table's amounts whose own formulas add
// other amounts of their row, "=C5+D5" in every row: the same money twice. Where
// some of what they add is not read as amounts, it is asked which of them count.
func (r *reader) settleAddedColumns(t *table) {
	if t.grid.turned {
		return
	}
	for _, c := range t.amounts() {
		added := t.addedIn(c)
		if len(added) == 0 {
			continue
		}
		own := t.columnAt(c.at)
		parts := t.partsAmong(c, added)
		switch {
		case len(parts) == 0:
			continue
		case len(parts) == len(added) && len(parts) > 1:
			own.role = roleTotal
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "column-added", Cell: t.headRef(c.at), Raw: own.text, Args: map[string]any{
				"label": t.columnName(c.at), "first": t.columnName(parts[0]), "last": t.columnName(parts[len(parts)-1]),
			}})
			continue
		}
		head := t.headRef(c.at)
		cells := []string{head}
		for _, col := range added {
			cells = append(cells, t.headRef(col))
		}
		answer, ok := r.ask(Question{
			Key: "subtotal@" + head, Code: "added-column", Cells: cells, Options: []string{whole, asSum, asLine}, Proposed: whole, Confidence: 0.8,
			Args: map[string]any{"label": t.columnName(c.at), "part": t.columnName(parts[0])},
		})
		switch {
		case ok && answer == asLine:
		case ok && answer == asSum:
			own.role = roleTotal
		default:
			for _, col := range parts {
				t.columnAt(col).role = roleDifference
				t.leaveColumn(col)
			}
		}
	}
}

// addedIn are the columns that a column adds by formula in every row that it has a
// number in; none where one of them does not, or they are not the same columns.
func (t *table) addedIn(c column) (added []int) {
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		if !mayAdd(cell.Formula()) {
			return nil
		}
		areas, ok := plainSum(cell.Formula())
		if !ok {
			return nil
		}
		var of []int
		for _, o := range areas {
			if o.sheet != "" || o.area.LastCol-o.area.FirstCol > farthestPart {
				return nil
			}
			if o.area.FirstCol == cell.Col() && o.area.LastCol == cell.Col() {
				continue // a sum of rows
			}
			if o.area.FirstRow != cell.Row() || o.area.LastRow != cell.Row() {
				return nil
			}
			for col := o.area.FirstCol; col <= o.area.LastCol; col++ {
				of = append(of, col-cell.Col()+c.at)
			}
		}
		switch {
		case len(of) == 0:
		case added == nil:
			added = of
		case !slices.Equal(added, of):
			return nil
		}
	}
	return added
}

// partsAmong are those of some columns that hold amounts that another may include:
// of its series and kind, and of its time or a part of it. None where one of them
// is of another time.
func (t *table) partsAmong(c column, columns []int) (parts []int) {
	from, to, timed := t.months(c)
	for _, part := range t.amounts() {
		if !slices.Contains(columns, part.at) {
			continue
		}
		first, last, known := t.months(part)
		switch {
		case part.at == c.at:
			return nil
		case part.series != c.series && part.series != "" && c.series != "", part.kind != c.kind && part.kind != "" && c.kind != "":
			continue
		case part.time == c.time, !part.time.known(), !c.time.known():
		case !timed || !known || !sameYear(part, c) || first < from || last > to:
			return nil
		}
		parts = append(parts, part.at)
	}
	return parts
}
