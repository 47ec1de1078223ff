package importers

import (
	"strconv"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// grid is a sheet seen as rows of cells. A turned grid has rows and columns
// exchanged, so that a sheet with one project per column is read by the same
// rules as one with a project per row.
type grid struct {
	sheet  *workbook.Sheet
	turned bool
	rows   [][]*workbook.Cell // by row and column, both from 1; nil where nothing is
	spans  map[place]workbook.Range
	width  int
	words  *lexicon
	locale danish.Locale // which decimal mark the sheet's written numbers use
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
			if cell.Kind != workbook.Text || !looksLikeNumber(cell.Raw) {
				continue
			}
			if danish.EvidenceOf(cell.Raw) == g.locale && g.locale == danish.Danish {
				return readings[1]
			}
		}
	}
	return ""
}

// turn is the same sheet with rows and columns exchanged.
func (g *grid) turn() *grid {
	t := &grid{sheet: g.sheet, turned: !g.turned, locale: g.locale, words: g.words}
	t.fill()
	return t
}

func (g *grid) fill() {
	for i := range g.sheet.Rows {
		cells := g.sheet.Rows[i].Cells
		if n := len(cells); n > 0 && !g.turned {
			g.reserve(cells[n-1].Row(), cells[n-1].Col())
		}
		for j := range cells {
			if cell := &cells[j]; !blank(cell) {
				g.put(g.seen(cell.Row(), cell.Col()), cell)
			}
		}
	}
	if g.turned { // columns arrive out of order
		for _, row := range g.rows {
			g.width = max(g.width, len(row)-1)
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

// localeOf is English when numbers written as text can only be English, such
// as "12,131.50", and none can only be Danish; else Danish.
func localeOf(sheet *workbook.Sheet) danish.Locale {
	english := false
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			cell := &sheet.Rows[i].Cells[j]
			if cell.Kind != workbook.Text || !looksLikeNumber(cell.Raw) || !strings.ContainsAny(cell.Raw, ".,") {
				continue
			}
			switch danish.EvidenceOf(cell.Raw) {
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

// reserve makes room for a row up to a column.
func (g *grid) reserve(row, col int) {
	for len(g.rows) <= row {
		g.rows = append(g.rows, nil)
	}
	if g.rows[row] == nil {
		g.rows[row] = make([]*workbook.Cell, 0, col+1)
	}
}

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
func (g *grid) last() int { return len(g.rows) - 1 }

// at is the cell at a place; nil when it is empty.
func (g *grid) at(row, col int) *workbook.Cell {
	g.words.spend()
	if row < 1 || row >= len(g.rows) || col < 1 || col >= len(g.rows[row]) {
		return nil
	}
	return g.rows[row][col]
}

// row is the cells of a row from column 1 on, nil where empty.
func (g *grid) row(row int) []*workbook.Cell {
	g.words.spend()
	if row < 1 || row >= len(g.rows) || len(g.rows[row]) == 0 {
		return nil
	}
	return g.rows[row][1:]
}

// text is the words at a place; "" for numbers and empty cells.
func (g *grid) text(row, col int) string {
	if cell := g.at(row, col); cell != nil && cell.Kind == workbook.Text {
		return clean(cell.Raw)
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
	return cell == nil || cell.Formula() == "" && (cell.Kind == workbook.Empty || cell.Kind == workbook.Text && strings.TrimSpace(cell.Raw) == "")
}

// numeric tells whether a cell holds a stored number that is no date.
func numeric(cell *workbook.Cell) bool {
	return cell != nil && cell.Kind == workbook.Number && !cell.Uncached
}
