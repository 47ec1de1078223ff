package importers

import (
	"math"
	"slices"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// maxUnreadPerSheet keeps a sheet of measurements from drowning the rest.
const maxUnreadPerSheet = 40

// accountForNumbers looks at every visible sheet that gave amounts for numbers
// that became neither an amount nor anything else that is known: each row of
// them is reported, so that nothing is left out without a word.
func (r *reader) accountForNumbers() {
	used := map[*workbook.Sheet]*cellMarks{}
	var marks *cellMarks
	var sheet *workbook.Sheet
	for f := range r.facts.all {
		if of := f.table().grid.sheet; of != sheet {
			if sheet, marks = of, used[of]; marks == nil {
				marks = &cellMarks{}
				used[of] = marks
			}
		}
		marks.set(f.cell())
	}
	places := r.namedPlaces()
	sums := map[*table]map[int]bool{}
	for _, s := range r.sums {
		if sums[s.table] == nil {
			sums[s.table] = map[int]bool{}
		}
		sums[s.table][s.row] = true
	}
	r.accountForRows(places)
	for _, v := range r.views {
		read := used[v.sheet]
		if read == nil {
			r.tellUnreadSheet(v, places)
			continue
		}
		for _, t := range v.tables {
			if t.readable() {
				r.accountForColumns(t, read, places)
			} else {
				r.tellLeftTable(t, places)
			}
		}
		known := knownNumbers{v, sums, r.aside, r.topSums, map[*table]map[int]bool{}}
		told := 0
		for i := range v.sheet.Rows {
			cells := v.sheet.Rows[i].Cells
			for j := range cells {
				c := &cells[j]
				if !counts(c) || read.has(c) || places[reference(v.sheet.Name, c.Row(), c.Col())] || known.explains(c) {
					continue
				}
				if told++; told <= maxUnreadPerSheet {
					r.find(warning("unread-number", reference(v.sheet.Name, c.Row(), c.Col()), c.Raw()))
				}
				break // once for a row
			}
		}
	}
}

// counts tells whether a cell holds a number other than 0, stored or written.
func counts(c *workbook.Cell) bool {
	if numeric(c) {
		return c.Number() != 0
	}
	x, ok := plainNumber(c)
	return ok && x != 0
}

// cellMarks marks cells of a sheet: a bit for each up to the last that is
// marked in its row. A register has hundreds of thousands.
type cellMarks struct{ rows [][]uint64 }

func (m *cellMarks) set(c *workbook.Cell) {
	for len(m.rows) <= c.Row() {
		m.rows = append(m.rows, nil)
	}
	row := m.rows[c.Row()]
	for len(row) <= c.Col()/64 {
		row = append(row, 0)
	}
	row[c.Col()/64] |= 1 << (c.Col() % 64)
	m.rows[c.Row()] = row
}

func (m *cellMarks) has(c *workbook.Cell) bool {
	return c.Row() < len(m.rows) && c.Col()/64 < len(m.rows[c.Row()]) && m.rows[c.Row()][c.Col()/64]&(1<<(c.Col()%64)) != 0
}

// fewNumbers is how many numbers a sheet may have without being taken for one
// that should have given amounts.
const fewNumbers = 4

// tellUnreadSheet reports a visible sheet with many numbers of which none was
// read, and of which nothing else has been said: as a warning when its name or
// its headings speak of costs or benefits.
func (r *reader) tellUnreadSheet(v *view, places map[string]bool) {
	numbers, first := 0, ""
	kind := titleKind(v.sheet.Name)
	for i := range v.sheet.Rows {
		cells := v.sheet.Rows[i].Cells
		for j := range cells {
			c := &cells[j]
			ref := reference(v.sheet.Name, c.Row(), c.Col())
			switch {
			case places[ref]:
				return
			case counts(c):
				if numbers++; first == "" {
					first = ref
				}
			}
		}
	}
	if numbers == 0 || numbers < fewNumbers && kind == "" || slices.ContainsFunc(r.sums, func(s sumRow) bool { return s.table.grid.sheet == v.sheet }) {
		return
	}
	severity := portfolio.SeverityInfo
	if kind != "" {
		severity = portfolio.SeverityWarning
	}
	r.find(Finding{Severity: severity, Code: "sheet-unread", Cell: first, Args: map[string]any{"sheet": v.sheet.Name, "n": numbers}})
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
	beside  map[*table]map[int]bool // columns of the years of those beside them
}

// explains tells whether a number's place says what it is: a heading, a row of
// sums or of counts, a column that is named and is none of amounts, or a value
// beside its label outside the tables.
func (k knownNumbers) explains(c *workbook.Cell) bool {
	k.grid.words.spendOn(len(k.tables))
	at := k.grid.seen(c.Row(), c.Col())
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
		case t.unchosen[at.col], k.tellsYear(t, at.col), t.numbersRows(at):
			return true
		case column.role == roleTotal && t.registers() && t.filled(at.row, t.amounts()) == 0:
			// what it would be the total of is not there
		case column.time.form == manyYears, column.role != noRole && column.role != roleMoney && column.role != roleAmount, column.measure == notMoney:
			return true
		case !t.readable():
			return true
		}
	}
	return !inside && k.labelled(at) || addsOwnRow(c) || inside && k.addsLeft(at)
}

// numbersRows tells whether a column without a heading counts the rows of its
// table: each number is one more than that above it.
func (t *table) numbersRows(at place) bool {
	own, ok := wholeNumberIn(t.grid.at(at.row, at.col))
	if c := t.columnAt(at.col); !ok || c == nil || c.text != "" {
		return false
	}
	above, before := wholeNumberIn(t.grid.at(at.row-1, at.col))
	below, after := wholeNumberIn(t.grid.at(at.row+1, at.col))
	return (before || after) && (!before || above == own-1) && (!after || below == own+1)
}

func wholeNumberIn(cell *workbook.Cell) (float64, bool) {
	x, ok := quickNumber(cell)
	return x, ok && x == math.Trunc(x)
}

// tellsYear tells whether a column says from which year those beside it count.
func (k knownNumbers) tellsYear(t *table, col int) bool {
	if k.beside[t] == nil {
		k.beside[t] = map[int]bool{}
		for _, years := range t.yearsBeside() {
			k.beside[t][years] = true
		}
	}
	return k.beside[t][col]
}

// addsOwnRow tells whether a cell's formula adds cells of its own row.
func addsOwnRow(c *workbook.Cell) bool {
	parts, ok := adding(c.Formula())
	return c.Formula() != "" && ok && !slices.ContainsFunc(parts, func(o operand) bool {
		return o.sheet != "" || o.area.FirstRow != c.Row() || o.area.LastRow != c.Row()
	})
}

// addsLeft tells whether a number without a heading is the sum of the amounts
// to the left of it.
func (k knownNumbers) addsLeft(at place) bool {
	for _, t := range k.tables {
		if at.row < t.first || at.row > t.last || at.col < t.columns[0].at || at.col >= t.width() {
			continue
		}
		var parts []*workbook.Cell
		for _, c := range t.amounts() {
			if cell := t.grid.at(at.row, c.at); cell != nil && c.at < at.col {
				parts = append(parts, cell)
			}
		}
		same, ok := sameSum(t.grid.at(at.row, at.col), parts)
		return same && ok && len(parts) > 1
	}
	return false
}

// labelled tells whether a number outside the tables stands beside a label
// that does not speak of costs or benefits, or names a sum or a key figure.
func (k knownNumbers) labelled(at place) bool {
	numbers := 0
	for _, cell := range k.grid.row(at.row) {
		if numeric(cell) {
			numbers++
		}
	}
	if numbers > 1 {
		return false
	}
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
	var last fact // whose sheet and kind are known
	for f := range r.facts.all {
		if last.known() && last.table() == f.table() && last.kind() == f.kind() {
			continue
		}
		last = f
		has[of{f.sheet(), f.kind()}] = true
		has[of{f.sheet(), ""}] = true
		has[of{"", f.kind()}] = true
	}
	for _, v := range r.views {
		for _, t := range v.tables {
			if !t.readable() {
				continue
			}
			for _, c := range t.columns {
				if (c.role == roleNet || c.role == roleAccumulated) && c.kind != "" && c.numbers > 0 && has[of{t.key(), ""}] && !has[of{t.key(), c.kind}] {
					r.find(warning("only-derived", t.headRef(c.at), c.text))
				}
			}
		}
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
