package example

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"raaderum/importers/workbook"
)

// The picture's measures, in pixels of its own.
const (
	letterWidth = 7.2 // of a mean letter in 13 px
	rowHeight   = 24
	headHeight  = 20
	headWidth   = 34
	tabHeight   = 26
	sheetGap    = 22
	padding     = 7
	fewest      = 7  // letters in a column
	most        = 44 // letters in a column
)

// The colors, as attributes: a page may give the classes its own, for a dark
// screen, and whoever opens the file alone sees paper.
const (
	paper = `class="sheet-paper" fill="#ffffff"`
	edge  = `class="sheet-edge" fill="#eef0f2"`
	line  = `class="sheet-line" stroke="#b9c0c6" stroke-width="1"`
	ink   = `class="sheet-ink" fill="#16191c"`
	faint = `class="sheet-faint" fill="#50575d"`
)

// draw draws sheets below each other as SVG without style, script or anything
// from elsewhere.
func draw(book *workbook.Book, title string, parts []Part) []byte {
	if parts == nil {
		for _, s := range book.Sheets {
			parts = append(parts, Part{Sheet: s.Name})
		}
	}
	var body bytes.Buffer
	width, top := 0, 0
	for i, part := range parts {
		if i > 0 {
			top += sheetGap
		}
		p := newPanel(book.Sheet(part.Sheet), part, top)
		p.draw(&body)
		width, top = max(width, p.right()), p.bottom()
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %d %d" font-family="IBM Plex Sans, Arial, sans-serif" font-size="13">`+"\n",
		width+1, top+1, width+1, top+1)
	fmt.Fprintf(&out, "<title>%s</title>\n", escaped(title))
	out.Write(body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// panel is one sheet in the picture.
type panel struct {
	sheet      *workbook.Sheet
	rows, cols int
	top        int
	lefts      []int // of each column, and the right edge of the last
}

func newPanel(sheet *workbook.Sheet, part Part, top int) *panel {
	p := &panel{sheet: sheet, rows: part.LastRow, cols: part.Last, top: top}
	for i := range sheet.Rows {
		if part.LastRow == 0 {
			p.rows = max(p.rows, sheet.Rows[i].Number)
		}
		for j := range sheet.Rows[i].Cells {
			if part.Last == 0 {
				p.cols = max(p.cols, sheet.Rows[i].Cells[j].Col())
			}
		}
	}
	left := headWidth
	for col := 1; col <= p.cols; col++ {
		p.lefts = append(p.lefts, left)
		left += int(float64(p.letters(col))*letterWidth) + 2*padding
	}
	p.lefts = append(p.lefts, left)
	p.widen()
	return p
}

// widen gives merged headings that do not fit the room they need, in their
// last column.
func (p *panel) widen() {
	for _, area := range p.sheet.Merged {
		cell := p.sheet.At(area.FirstRow, area.FirstCol)
		if cell == nil || area.LastCol == area.FirstCol || area.LastCol > p.cols || area.FirstRow > p.rows {
			continue
		}
		lacks := widthOf(shown(cell)) - (p.lefts[area.LastCol] - p.lefts[area.FirstCol-1])
		for col := area.LastCol; lacks > 0 && col <= p.cols; col++ {
			p.lefts[col] += lacks
		}
	}
}

// widthOf is the width of a column that a text just fits into.
func widthOf(text string) int {
	return int(float64(utf8.RuneCountInString(text))*letterWidth) + 2*padding
}

func (p *panel) right() int       { return p.lefts[p.cols] }
func (p *panel) rowTop(r int) int { return p.top + headHeight + (r-1)*rowHeight }
func (p *panel) bottom() int      { return p.rowTop(p.rows+1) + tabHeight }

// letters is how many letters a column has room for: as many as its longest
// cell, unless that runs into empty neighbors.
func (p *panel) letters(col int) int {
	letters := fewest
	for row := 1; row <= p.rows; row++ {
		cell := p.sheet.At(row, col)
		if cell == nil || p.runsOn(row, col) > col {
			continue
		}
		letters = max(letters, utf8.RuneCountInString(shown(cell)))
	}
	return min(letters, most)
}

// runsOn is the last column that the text of a cell may reach into: the end of
// its merged range, or of the empty cells after it.
func (p *panel) runsOn(row, col int) int {
	if area, ok := p.sheet.MergedAt(row, col); ok {
		return min(area.LastCol, p.cols)
	}
	if cell := p.sheet.At(row, col); cell == nil || cell.Kind() != workbook.Text {
		return col
	}
	last := col
	for last < p.cols {
		if next := p.sheet.At(row, last+1); next != nil && shown(next) != "" {
			break
		}
		last++
	}
	return last
}

func (p *panel) draw(out *bytes.Buffer) {
	grid := p.rowTop(p.rows + 1)
	rect(out, paper, 0, p.top, p.right(), grid-p.top)
	rect(out, edge, 0, p.top, p.right(), headHeight)
	rect(out, edge, 0, p.top, headWidth, grid-p.top)
	for col := 1; col <= p.cols; col++ {
		write(out, faint, "middle", (p.lefts[col-1]+p.lefts[col])/2, p.top+14, false, workbook.ColumnName(col))
	}
	for row := 1; row <= p.rows+1; row++ {
		rule(out, 0, p.rowTop(row), p.right(), p.rowTop(row))
		if row <= p.rows {
			write(out, faint, "middle", headWidth/2, p.rowTop(row)+16, false, strconv.Itoa(row))
		}
	}
	rule(out, 0, p.top, p.right(), p.top)
	rule(out, 0, p.top, 0, grid)
	for _, left := range p.lefts {
		rule(out, left, p.top, left, grid)
	}
	for row := 1; row <= p.rows; row++ {
		for col := 1; col <= p.cols; col++ {
			p.cell(out, row, col)
		}
	}
	tab := int(float64(utf8.RuneCountInString(p.sheet.Name))*letterWidth) + 4*padding
	rect(out, edge, headWidth, grid, tab, tabHeight-4)
	write(out, ink, "middle", headWidth+tab/2, grid+16, true, p.sheet.Name)
}

// cell draws what stands in a cell, over the grid where it reaches beyond it.
func (p *panel) cell(out *bytes.Buffer, row, col int) {
	cell := p.sheet.At(row, col)
	area, isMerged := p.sheet.MergedAt(row, col)
	if isMerged && (area.FirstRow != row || area.FirstCol != col) {
		return
	}
	text := ""
	if cell != nil {
		text = shown(cell)
	}
	if text == "" && !isMerged {
		return
	}
	last, bottom := p.runsOn(row, col), row
	if isMerged {
		bottom = min(area.LastRow, p.rows)
	}
	need := widthOf(text)
	left, right := p.lefts[col-1], p.lefts[col]
	own := right
	if isMerged {
		right = p.lefts[last]
	}
	for !isMerged && right-left < need && col < last {
		col++
		right = p.lefts[col]
	}
	if bottom > row || right > own {
		rect(out, paper, left+1, p.rowTop(row)+1, right-left-1, (bottom-row+1)*rowHeight-1)
	}
	if room := int(float64(right-left-2*padding)/letterWidth + 0.5); utf8.RuneCountInString(text) > room {
		text = string([]rune(text)[:max(room-1, 1)]) + "…"
	}
	at, anchor := left+padding, "start"
	switch {
	case cell == nil:
		return
	case isMerged && area.LastCol > area.FirstCol:
		at, anchor = (left+right)/2, "middle"
	case cell.Kind() == workbook.Number || cell.Kind() == workbook.DateTime:
		at, anchor = right-padding, "end"
	}
	write(out, ink, anchor, at, p.rowTop(row)+16, cell.Bold(), text)
}

// shown is a cell as Excel shows it in Danish.
func shown(cell *workbook.Cell) string {
	switch cell.Kind() {
	case workbook.Number:
		if strings.Contains(cell.Format(), "%") {
			return decimal(cell.Number()*100) + " %"
		}
		if strings.Contains(cell.Format(), "#,##0") {
			return grouped(decimal(cell.Number()))
		}
		return decimal(cell.Number())
	case workbook.DateTime:
		return cell.Time().Format("02-01-2006")
	}
	return strings.Join(strings.Fields(cell.Raw()), " ")
}

func decimal(number float64) string {
	return strings.Replace(strconv.FormatFloat(number, 'f', -1, 64), ".", ",", 1)
}

// grouped is a number with a full stop before each three digits.
func grouped(number string) string {
	whole, fraction, _ := strings.Cut(number, ",")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	if fraction != "" {
		whole += "," + fraction
	}
	return sign + whole
}

func rect(out *bytes.Buffer, look string, x, y, width, height int) {
	fmt.Fprintf(out, `<rect %s x="%d" y="%d" width="%d" height="%d"/>`+"\n", look, x, y, width, height)
}

func rule(out *bytes.Buffer, x1, y1, x2, y2 int) {
	fmt.Fprintf(out, `<path %s d="M%d.5 %d.5L%d.5 %d.5"/>`+"\n", line, x1, y1, x2, y2)
}

func write(out *bytes.Buffer, look, anchor string, x, y int, heavy bool, text string) {
	weight := ""
	if heavy {
		weight = ` font-weight="600"`
	}
	fmt.Fprintf(out, `<text %s x="%d" y="%d" text-anchor="%s"%s>%s</text>`+"\n", look, x, y, anchor, weight, escaped(text))
}

func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return out.String()
}
