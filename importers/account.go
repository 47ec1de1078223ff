package importers

import (
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// maxUnreadPerSheet keeps a sheet of measurements from drowning the rest.
const maxUnreadPerSheet = 40

// accountForNumbers looks at every visible sheet that gave amounts for numbers
// that became neither an amount nor anything else that is known: each row of
// them is reported, so that nothing is left out without a word.
func (r *reader) accountForNumbers() {
	used := map[*workbook.Cell]bool{}
	sheets := map[*workbook.Sheet]bool{}
	for _, f := range r.facts {
		used[f.cell] = true
		sheets[f.table.grid.sheet] = true
	}
	places := r.namedPlaces()
	sums := map[*table]map[int]bool{}
	for _, s := range r.sums {
		if sums[s.table] == nil {
			sums[s.table] = map[int]bool{}
		}
		sums[s.table][s.row] = true
	}
	for _, v := range r.views {
		if !sheets[v.sheet] {
			continue
		}
		known := knownNumbers{v, sums, r.aside, r.topSums}
		told := 0
		for i := range v.sheet.Rows {
			cells := v.sheet.Rows[i].Cells
			for j := range cells {
				c := &cells[j]
				if !numeric(c) || c.Number == 0 || used[c] || places[reference(v.sheet.Name, c.Row, c.Col)] || known.explains(c) {
					continue
				}
				if told++; told <= maxUnreadPerSheet {
					r.find(warning("unread-number", reference(v.sheet.Name, c.Row, c.Col), c.Raw))
				}
				break // once for a row
			}
		}
	}
}

// namedPlaces are the cells that questions and findings already name.
func (r *reader) namedPlaces() map[string]bool {
	named := map[string]bool{}
	for _, q := range r.questions {
		for _, cell := range q.Cells {
			named[cell] = true
		}
	}
	for _, f := range r.findings {
		if f.Severity != portfolio.SeverityInfo || f.Code != "text-numbers" {
			named[f.Cell] = true
		}
	}
	return named
}

// knownNumbers tells which numbers of a sheet are known not to be amounts.
type knownNumbers struct {
	*view
	sums    map[*table]map[int]bool
	aside   map[*table]map[int]bool
	topSums map[*table]map[int]bool
}

// explains tells whether a number's place says what it is: a heading, a row of
// sums or of counts, a column that is named and is none of amounts, or a value
// beside its label outside the tables.
func (k knownNumbers) explains(c *workbook.Cell) bool {
	at := k.grid.seen(c.Row, c.Col)
	inside := false
	for _, t := range k.tables {
		if at.row < t.head || at.row > t.last || at.col < t.columns[0].at || at.col >= t.width() {
			continue
		}
		inside = true
		column := t.columnAt(at.col)
		switch {
		case at.row <= t.foot, k.sums[t][at.row], k.aside[t][at.row]:
			return true
		case column == nil:
		case column.time.form == manyYears, column.role != noRole && column.role != roleMoney && column.role != roleAmount, column.measure == notMoney:
			return true
		case !t.readable():
			return true
		}
	}
	return !inside && k.labelled(at)
}

// labelled tells whether a number outside the tables stands beside a label
// that does not speak of costs or benefits, or names a sum or a key figure.
func (k knownNumbers) labelled(at place) bool {
	for col := at.col - 1; col >= 1 && col >= at.col-3; col-- {
		if text := k.grid.text(at.row, col); text != "" {
			h := k.grid.heading(text)
			return h.kind == "" || h.role.derived() || h.measure == notMoney
		}
	}
	return false
}

// tellOnlyDerived reports rows that the workbook computes from amounts it does
// not show: running totals, net sums or present values of a kind of which the
// sheet has no amounts at all.
func (r *reader) tellOnlyDerived() {
	type of struct {
		sheet, kind string
	}
	has := map[of]bool{}
	for _, f := range r.facts {
		has[of{f.sheet(), f.kind}] = true
		has[of{f.sheet(), ""}] = true
		has[of{"", f.kind}] = true
	}
	for _, s := range r.sums {
		if s.role != roleAccumulated && s.role != rolePresentValue && s.role != roleNet || s.kind == "" || has[of{s.table.key(), s.kind}] {
			continue
		}
		if has[of{"", s.kind}] && !has[of{s.table.key(), ""}] {
			continue // a sheet of results; the amounts stand on others
		}
		_, col := s.table.label(s.row)
		r.find(warning("only-derived", s.table.grid.ref(s.row, max(col, 1)), s.label))
	}
}
