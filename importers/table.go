package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// table (tabel) is a region of a grid with headings over its columns.
type table struct {
	grid       *grid
	head, foot int // first and last row of headings
	first      int // first and last row of the body
	last       int
	columns    []column
	titles     []note // texts above the table, nearest first
	notes      []note // texts below and beside it
	scenarios  bool   // its rows are alternatives of one project
}

// note is a text with its cell.
type note struct {
	text string
	ref  string
}

// column finds the first column in a role; nil when there is none.
func (t *table) column(roles ...role) *column {
	for _, r := range roles {
		for i := range t.columns {
			if t.columns[i].role == r {
				return &t.columns[i]
			}
		}
	}
	return nil
}

// headRef is the address of a column's lowest heading cell.
func (t *table) headRef(col int) string {
	for row := t.foot; row >= t.head; row-- {
		if t.grid.at(row, col) != nil {
			return t.grid.ref(row, col)
		}
	}
	return t.grid.ref(t.head, col)
}

// key is the sheet's name: tables of one sheet share their questions.
func (t *table) key() string { return t.grid.sheet.Name }

// tablesIn finds the tables of a grid, from the top down.
func tablesIn(g *grid) []*table {
	var tables []*table
	above := 1
	for row := 1; row <= g.last(); row++ {
		head, foot, ok := headingBlock(g, row)
		if !ok || head < above {
			continue
		}
		t := &table{grid: g, head: head, foot: foot, first: foot + 1}
		t.columns = columnsOf(g, head, foot)
		if len(t.columns) < 2 {
			continue
		}
		if n := len(tables); n > 0 {
			tables[n-1].last = head - 1
		}
		t.titles = textsBetween(g, above, head-1)
		slices.Reverse(t.titles)
		t.last = g.last()
		tables = append(tables, t)
		row, above = foot, foot+1
	}
	for _, t := range tables {
		t.close()
		t.settleColumns()
	}
	return slices.DeleteFunc(tables, func(t *table) bool { return t.last < t.first })
}

// close ends the body at its last row with a number and keeps the texts after
// it as notes.
func (t *table) close() {
	end := t.last
	ended := false
	gap := 0
	for row := t.first; row <= end; row++ {
		if t.emptyRow(row) {
			gap++
			if ended && gap > 0 || gap > 4 {
				t.last = row - 1
				break
			}
			continue
		}
		gap = 0
		if t.column(roleTitle) != nil {
			continue // rows of a register are cases, whatever their titles say
		}
		label, _ := t.label(row)
		switch t.grid.heading(label).role {
		case roleNet, roleAccumulated:
			ended = true
		}
	}
	for t.last >= t.first && !t.hasNumber(t.last) {
		t.last--
	}
	t.notes = textsBetween(t.grid, t.last+1, end)
}

func (t *table) emptyRow(row int) bool {
	for _, c := range t.columns {
		if t.grid.at(row, c.at) != nil {
			return false
		}
	}
	return true
}

func (t *table) hasNumber(row int) bool {
	for _, c := range t.columns {
		if cell := t.grid.at(row, c.at); cell != nil && (cell.Kind != workbook.Text || looksLikeNumber(cell.Raw)) {
			return true
		}
	}
	return false
}

// label is the words that name a row: the first text in a column that is for
// naming lines or cases, else the first text of the row.
func (t *table) label(row int) (text string, col int) {
	for _, c := range t.columns {
		switch c.role {
		case rolePost, roleBenefit, roleTitle:
			if text := t.grid.text(row, c.at); text != "" {
				return text, c.at
			}
		}
	}
	for _, c := range t.columns {
		if c.time.known() && !c.role.derived() {
			break
		}
		if text := t.grid.text(row, c.at); text != "" && !looksLikeNumber(text) {
			return text, c.at
		}
	}
	return "", 0
}

// textsBetween are the texts of rows from first to last, in reading order.
func textsBetween(g *grid, first, last int) []note {
	var notes []note
	for row := max(first, 1); row <= last && row <= g.last(); row++ {
		for i, cell := range g.row(row) {
			if cell != nil && cell.Kind == workbook.Text && len(cell.Raw) <= longestWording {
				notes = append(notes, note{clean(cell.Raw), g.ref(row, i+1)})
			}
		}
	}
	return notes
}

// amounts are the columns that may hold amounts: they say a time, or a kind.
func (t *table) amounts() []column {
	var columns []column
	for _, c := range t.columns {
		timed := c.time.known() && c.time.form != manyYears && (c.role == noRole || c.role == roleMoney || c.role == roleBenefit)
		plain := (c.role == roleMoney || c.role == roleFullYear) && c.numbers > 0
		if (timed || plain) && c.measure != notMoney {
			columns = append(columns, c)
		}
	}
	return columns
}
