package importers

import (
	"iter"
	"strconv"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// grid is a sheet seen as rows of cells. A turned grid has rows and columns
// exchanged, so that a sheet with one project per column is read by the same
// rules as one with a project per row.
type grid struct {
	sheet    *workbook.Sheet
	part     string // where it begins, when it is one of several beside each other on its sheet
	turned   bool
	index    []int32            // of an upright grid: by row, which of the sheet's rows it is, from 1; 0 for none
	rows     [][]*workbook.Cell // of a turned grid: by row and column, both from 1; nil where nothing is
	spans    map[place]workbook.Range
	width    int
	words    *lexicon
	headRows [8]headRow    // lately read
	locale   danish.Locale // which decimal mark the sheet's written numbers use
}

// firstRow is the first row with a cell in it; 0 when there is none.
func (g *grid) firstRow() int {
	for row := 1; row <= g.last(); row++ {
		if filledCells(g, row) > 0 {
			return row
		}
	}
	return 0
}

// place is a row and column of a grid, from 1.
type place struct{ row, col int }

func newGrid(sheet *workbook.Sheet, words *lexicon) *grid {
	g := &grid{sheet: sheet, words: words}
	g.fill()
	g.locale = localeOf(sheet)
	return g
}

// likelyReading is which of the two readings of a number written as text the
// other numbers of the sheet speak for, the English one first; "" when none does.
func (g *grid) likelyReading(readings []string) string {
	if len(readings) != 2 || len(readings[0]) == 0 {
		return ""
	}
	for i := range g.sheet.Rows {
		for j := range g.sheet.Rows[i].Cells {
			cell := &g.sheet.Rows[i].Cells[j]
			if cell.Kind() != workbook.Text || !looksLikeNumber(cell.Raw()) {
				continue
			}
			if danish.EvidenceOf(cell.Raw()) == g.locale && g.locale == danish.Danish {
				return readings[1]
			}
		}
	}
	return ""
}

// turn is the same sheet with rows and columns exchanged.
func (g *grid) turn() *grid {
	t := &grid{sheet: g.sheet, part: g.part, turned: !g.turned, locale: g.locale, words: g.words}
	t.fill()
	return t
}

// fill finds the sheet's cells. An upright grid needs only where each row is; a
// turned one, whose cells arrive out of order, has a list of its own.
func (g *grid) fill() {
	if n := len(g.sheet.Rows); n > 0 && !g.turned {
		g.index = make([]int32, g.sheet.Rows[n-1].Number+1)
	}
	for i := range g.sheet.Rows {
		row := &g.sheet.Rows[i]
		if !g.turned {
			g.index[row.Number] = int32(i) + 1
			g.width = max(g.width, lastFilled(row.Cells))
			continue
		}
		for j := range row.Cells {
			if cell := &row.Cells[j]; !blank(cell) {
				g.put(g.seen(cell.Row(), cell.Col()), cell)
			}
		}
	}
	g.spans = make(map[place]workbook.Range, len(g.sheet.Merged))
	for _, m := range g.sheet.Merged {
		if g.turned {
			m = workbook.Range{FirstRow: m.FirstCol, FirstCol: m.FirstRow, LastRow: m.LastCol, LastCol: m.LastRow}
		}
		g.spans[place{m.FirstRow, m.FirstCol}] = m
	}
}

// lastFilled is the column of the last cell that says something, 0 when none does.
func lastFilled(cells []workbook.Cell) int {
	for i := len(cells) - 1; i >= 0; i-- {
		if !blank(&cells[i]) {
			return cells[i].Col()
		}
	}
	return 0
}

// localeOf is English when numbers written as text can only be English, such
// as "12,131.50", and none can only be Danish; else Danish.
func localeOf(sheet *workbook.Sheet) danish.Locale {
	english := false
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			cell := &sheet.Rows[i].Cells[j]
			if cell.Kind() != workbook.Text || !looksLikeNumber(cell.Raw()) || !strings.ContainsAny(cell.Raw(), ".,") {
				continue
			}
			switch danish.EvidenceOf(cell.Raw()) {
			case danish.Danish:
				return danish.Danish
			case danish.English:
				english = true
			}
		}
	}
	if english {
		return danish.English
	}
	return danish.Danish
}

// put shows a cell at a place of a turned grid.
func (g *grid) put(at place, cell *workbook.Cell) {
	for len(g.rows) <= at.row {
		g.rows = append(g.rows, nil)
	}
	row := g.rows[at.row]
	for len(row) <= at.col {
		row = append(row, nil)
	}
	row[at.col] = cell
	g.rows[at.row] = row
	g.width = max(g.width, at.col)
}

// heading is readHeading with a memory.
func (g *grid) heading(text string) heading {
	g.words.spend()
	return g.words.headings.of(text)
}

// seen is where the grid shows the sheet's cell.
func (g *grid) seen(row, col int) place {
	if g.turned {
		return place{col, row}
	}
	return place{row, col}
}

// last is the number of the last row with cells.
func (g *grid) last() int { return max(len(g.rows), len(g.index)) - 1 }

// at is the cell at a place; nil when it is empty.
func (g *grid) at(row, col int) *workbook.Cell {
	g.words.spend()
	if row < 1 || col < 1 || row > g.last() {
		return nil
	}
	if g.turned {
		if col >= len(g.rows[row]) {
			return nil
		}
		return g.rows[row][col]
	}
	if g.index[row] == 0 {
		return nil
	}
	if cell := g.sheet.Rows[g.index[row]-1].At(col); !blank(cell) {
		return cell
	}
	return nil
}

// cellAt is the cell at a place of the sheet, which has one there.
func (g *grid) cellAt(row, col int) *workbook.Cell {
	if g.turned {
		return g.rows[col][row]
	}
	return g.sheet.Rows[g.index[row]-1].At(col)
}

// row goes through the cells of a row from column 1, which it counts from 0, to
// the last; nil where empty.
func (g *grid) row(row int) iter.Seq2[int, *workbook.Cell] {
	return func(yield func(int, *workbook.Cell) bool) { g.eachIn(row, yield) }
}

// eachIn is what row goes through; row is so short that nothing is made for it.
func (g *grid) eachIn(row int, yield func(int, *workbook.Cell) bool) {
	g.words.spend()
	switch {
	case row < 1 || row > g.last():
	case g.turned:
		for col := 1; col < len(g.rows[row]); col++ {
			if !yield(col-1, g.rows[row][col]) {
				return
			}
		}
	case g.index[row] > 0:
		eachPlace(g.sheet.Rows[g.index[row]-1].Cells, yield)
	}
}

// eachPlace yields the cells of a row that say something, in their columns
// counted from 0, and nil for the columns between them.
func eachPlace(cells []workbook.Cell, yield func(int, *workbook.Cell) bool) {
	next := 1
	for i := range cells {
		cell := &cells[i]
		if blank(cell) {
			continue
		}
		for ; next < cell.Col(); next++ {
			if !yield(next-1, nil) {
				return
			}
		}
		if !yield(next-1, cell) {
			return
		}
		next++
	}
}

// text is the words at a place; "" for numbers and empty cells.
func (g *grid) text(row, col int) string {
	if cell := g.at(row, col); cell != nil && cell.Kind() == workbook.Text {
		return clean(cell.Raw())
	}
	return ""
}

// spanEnd is the last column a cell reaches by merging.
func (g *grid) spanEnd(row, col int) int {
	if m, ok := g.spans[place{row, col}]; ok {
		return m.LastCol
	}
	return col
}

// spanFoot is the last row a cell reaches by merging.
func (g *grid) spanFoot(row, col int) int {
	if m, ok := g.spans[place{row, col}]; ok {
		return m.LastRow
	}
	return row
}

// ref is the address of a place as the contract writes it: "Økonomi!D14".
func (g *grid) ref(row, col int) string {
	if g.turned {
		row, col = col, row
	}
	return reference(g.sheet.Name, row, col)
}

// hidden tells whether the place is in a hidden row or column of the sheet.
func (g *grid) hidden(row, col int) bool {
	if g.turned {
		row, col = col, row
	}
	return g.sheet.HiddenRows[row] || g.sheet.HiddenCols[col]
}

// reference is the address of a cell: "Økonomi!D14".
func reference(sheet string, row, col int) string {
	return sheet + "!" + columnName(col) + strconv.Itoa(row)
}

// columnName is the letters of a column: 1 is A, 27 is AA.
func columnName(col int) string {
	var letters [3]byte
	i := len(letters)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		letters[i] = byte('A' + (col-1)%26)
	}
	return string(letters[i:])
}

// blank tells whether a cell says nothing: no value, no formula.
func blank(cell *workbook.Cell) bool {
	return cell == nil || cell.Formula() == "" && (cell.Kind() == workbook.Empty || cell.Kind() == workbook.Text && strings.TrimSpace(cell.Raw()) == "")
}

// numeric tells whether a cell holds a stored number that is no date.
func numeric(cell *workbook.Cell) bool {
	return cell != nil && cell.Kind() == workbook.Number && !cell.Uncached()
}
