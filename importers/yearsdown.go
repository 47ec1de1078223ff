package importers

import "raaderum/importers/workbook"

// How far down is looked for years under a heading, and how many must be there.
const (
	yearsLooked = 8
	fewestYears = 2
)

// yearsUnder is the column of years that a row of words heads, whatever the
// words are: "Tid | Uden projekt | Med projekt" over 2020, 2021, 2022 with
// numbers beside them. 0 is none. The row stands first, or after a blank row or
// a row of one text, so that it is no row of a table above it.
func (h headRow) yearsUnder(g *grid) int {
	if h.numbers > 0 || h.times > 0 || h.words < 2 || filledCells(g, h.row-1) > 1 {
		return 0
	}
	for col := h.firstCol; col <= h.lastCol; col++ {
		if _, headed := h.headings[col]; headed && yearsFollow(g, h.row, col) && h.numbersBeside(g, col) {
			return col
		}
	}
	return 0
}

func filledCells(g *grid, row int) int {
	n := 0
	for _, cell := range g.row(row) {
		if cell != nil {
			n++
		}
	}
	return n
}

// yearsFollow tells whether the cells below a heading are years, each with the
// series that stand below it: "2019/2020 Baseline", "Forecast".
func yearsFollow(g *grid, head, col int) bool {
	years, others := 0, 0
	last := 0
	for row := head + 1; row <= head+yearsLooked; row++ {
		cell := g.at(row, col)
		if cell == nil {
			break
		}
		label := timeLabel{}
		if n, ok := wholeNumber(cell); ok && n >= 1990 && n <= 2100 {
			label = timeLabel{form: inYear, year: n}
		} else if cell.Kind() == workbook.Text {
			label = g.heading(cell.Raw()).time
		}
		switch {
		case label.form == inYear && label.year > last, label.form == inSplitYear && label.year > last:
			years, last = years+1, label.year
		case cell.Kind() == workbook.Text && seriesAlone.MatchString(fold(cell.Raw())):
		default:
			others++
		}
	}
	return years >= fewestYears && others <= fewestYears
}

// numbersBeside tells whether another heading of the row has numbers under it.
func (h headRow) numbersBeside(g *grid, years int) bool {
	for col := range h.headings {
		first, second := g.at(h.row+1, col), g.at(h.row+2, col)
		if col != years && first != nil && second != nil && first.Kind() == workbook.Number && second.Kind() == workbook.Number {
			return true
		}
	}
	return false
}

// headYears notes the column of years that a row heads, as far as it reaches.
func (t *table) headYears(h headRow) {
	if t.yearsAt = h.yearsUnder(t.grid); t.yearsAt == 0 {
		return
	}
	for t.last = t.first; t.grid.at(t.last+1, t.yearsAt) != nil; {
		t.last++
	}
}

// settleYearsDown makes the column of years what it is, in a table whose
// headings say no more than that, and the columns of numbers beside it amounts.
func (t *table) settleYearsDown() {
	if t.yearsAt == 0 {
		return
	}
	for i := range t.columns {
		switch c := &t.columns[i]; {
		case c.at == t.yearsAt:
			c.role, c.kind, c.field = roleYear, "", ""
		case c.at < t.yearsAt:
			c.role = roleText // the numbers of the rows, and remarks
		case c.role == noRole && c.numbers > 0 && !c.time.known():
			c.role = roleMoney
		}
	}
}
