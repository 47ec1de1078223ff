package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// How far down is looked for years under a heading, and how many must be there.
const (
	yearsLooked = 8
	fewestYears = 2
)

// yearsUnder is the column of years that a row of words heads, whatever the
// words are, or left of them: "Tid | Uden projekt | Med projekt" over 2020, 2021,
// 2022 with numbers beside them. 0 is none. The row stands first, after a blank
// row or a row of one text, or under one that groups its headings, so that it is
// no row of a table above it.
func (h headRow) yearsUnder(g *grid) int {
	if h.numbers > 0 || h.times > 0 || h.words < 2 || filledCells(g, h.row-1) > 1 && !h.isGrouped(g) {
		return 0
	}
	for col := max(1, h.firstCol-1); col <= h.lastCol; col++ {
		if head, headed := h.headings[col]; (headed && (head.kind == "" || head.weak) || g.at(h.row, col) == nil && isYearCell(g, h.row+1, col)) && yearsFollow(g, h.row, col) && h.numbersBeside(g, col) {
			return col
		}
	}
	return 0
}

// isGrouped tells whether the row above groups the headings of this one:
// "Udgifter" and "Gevinster" over the names of the lines.
func (h headRow) isGrouped(g *grid) bool {
	above := g.headRow(h.row - 1)
	return above.groups(g, h)
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
	var years []int
	others := 0
	for row := head + 1; row <= head+yearsLooked; row++ {
		cell := g.at(row, col)
		if cell == nil {
			break
		}
		label := yearNamed(g, cell)
		switch {
		case (label.form == inYear || label.form == inSplitYear || label.form == inOffset && cell.Kind() == workbook.Text) && !slices.Contains(years, label.year):
			years = append(years, label.year)
		case cell.Kind() == workbook.Text && seriesAlone.MatchString(fold(cell.Raw())):
		default:
			others++
		}
	}
	return len(years) >= fewestYears && others <= fewestYears && (slices.IsSorted(years) || withoutGap(years))
}

// withoutGap tells whether different years follow each other when they are sorted.
func withoutGap(years []int) bool { return slices.Max(years)-slices.Min(years)+1 == len(years) }

// yearNamed is the time that a cell of an axis names, and nothing but its series:
// "Driftsudgift 2024" is a line.
func yearNamed(g *grid, cell *workbook.Cell) timeLabel {
	if n, ok := wholeNumber(cell); ok && n >= 1990 && n <= 2100 {
		return timeLabel{form: inYear, year: n}
	}
	if cell.Kind() == workbook.Text {
		if h := g.heading(cell.Raw()); h.kind == "" || h.weak {
			return h.time
		}
	}
	return timeLabel{}
}

// isYearCell tells whether a cell names a year.
func isYearCell(g *grid, row, col int) bool {
	cell := g.at(row, col)
	return cell != nil && yearNamed(g, cell).known()
}

// numbersBeside tells whether another heading of the row has numbers under it,
// stored or written, in as many rows as make an axis; no other words than those
// for a number that is not known may stand among them.
func (h headRow) numbersBeside(g *grid, years int) bool {
	for col := range h.headings {
		if col != years && numbersUnder(g, h.row, col, years) >= fewestYears {
			return true
		}
	}
	return false
}

// numbersUnder counts the numbers below a heading beside its years; 0 where
// there are words among them.
func numbersUnder(g *grid, head, col, years int) int {
	numbers := 0
	for row := head + 1; row <= head+yearsLooked && g.at(row, years) != nil; row++ {
		switch cell := g.at(row, col); {
		case cell == nil:
		case cell.Kind() == workbook.Number, cell.Kind() == workbook.Text && looksLikeNumber(cell.Raw()):
			numbers++
		case cell.Kind() != workbook.Text || len(cell.Raw()) > longestPending:
			return 0
		}
	}
	return numbers
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
