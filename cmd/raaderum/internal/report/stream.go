package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"raaderum/portfolio"
)

// stream is a sheet written row by row, so that memory does not follow its
// length. Failures are kept in the book.
type stream struct {
	book *book
	name string
	out  *excelize.StreamWriter
	row  int // the last one written

	columns int
	room    int // rows under the last that formulas take in too
}

// live is a formula with its number format and what it comes to.
type live struct {
	formula, format string
	value           any // float64 or string
}

// linked is a text that leads to an address, or the text alone.
type linked struct{ text, address string }

// stream begins a sheet: its title, a line under it and the headings, which
// stay in sight.
func (b *book) stream(sheet, title, lead string, widths []float64, heads ...string) *stream {
	s := &stream{book: b, name: sheet, columns: len(widths)}
	b.printWide(sheet, widths)
	b.do(func() (err error) { s.out, err = b.file.NewStreamWriter(sheet); return err })
	for i, width := range widths {
		b.do(func() error { return s.out.SetColWidth(i+1, i+1, width) })
	}
	b.do(func() error {
		return s.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: streamHead, TopLeftCell: relative(1, streamHead+1), ActivePane: "bottomLeft"})
	})
	s.write(0, excelize.Cell{StyleID: b.titleStyle(), Value: text(title)})
	s.write(0, excelize.Cell{StyleID: b.leadStyle(), Value: text(lead)})
	cells := make([]any, len(heads))
	for i, head := range heads {
		cells[i] = excelize.Cell{StyleID: b.headStyle(), Value: text(head)}
	}
	s.write(headHeight, cells...)
	b.headEachPage(sheet, streamHead, 0)
	return s
}

// streamHead is the row of the headings.
const streamHead = 3

func (s *stream) write(height float64, cells ...any) {
	s.row++
	s.book.do(func() error { return s.out.SetRow(relative(1, s.row), cells, excelize.RowOpts{Height: height}) })
}

// add writes the next row; nil is an empty cell.
func (s *stream) add(values ...any) {
	cells := make([]any, len(values))
	for i, value := range values {
		cells[i] = s.book.cell(value)
	}
	s.write(0, cells...)
}

func (s *stream) end() {
	s.book.do(s.out.Flush)
	s.book.printOnly(s.name, s.columns, s.row)
}

// column is the stretch of a column that holds rows, for a formula elsewhere.
// A sheet without rows gives the empty row under the headings.
func (s *stream) column(x int) string {
	return absolute(s.name, x, streamHead+1) + ":" + absolute("", x, max(s.row, streamHead+1)+s.room)
}

// cell is a value as a streamed sheet takes it.
func (b *book) cell(value any) any {
	switch v := value.(type) {
	case kroner:
		return excelize.Cell{StyleID: b.numberStyle(formatKroner), Value: v.value}
	case live:
		return excelize.Cell{StyleID: b.numberStyle(v.format), Formula: v.formula, Value: v.value}
	case linked:
		if formula, ok := v.formula(); ok {
			return excelize.Cell{StyleID: b.linkStyle(), Formula: formula, Value: text(v.text)}
		}
		return text(v.text)
	case string:
		return text(v)
	}
	return value
}

// longestLiteral is how long a text in a formula may be.
const longestLiteral = 255

// quoted is a text as a formula has it.
func quoted(s string) string { return `"` + strings.ReplaceAll(text(s), `"`, `""`) + `"` }

func (l linked) formula() (string, bool) {
	if l.address == "" || len(l.address) > longestLiteral || len(l.text) > longestLiteral {
		return "", false
	}
	return fmt.Sprintf("HYPERLINK(%s,%s)", quoted(l.address), quoted(l.text)), true
}

// source is a cell as text, "file · sheet!cell", that leads to its page where
// there is a server.
func (p Pack) source(source portfolio.Source) linked {
	if source.Typed() {
		return linked{text: p.Print.T("amount.typed", "source", source.Raw)}
	}
	if source.File == "" && source.Cell == "" {
		return linked{}
	}
	l := linked{text: sourceText(source)}
	if p.Cell != nil && source.SHA256 != "" {
		l.address = p.Cell(source)
	}
	return l
}

func sourceText(source portfolio.Source) string {
	return source.File + " · " + source.Sheet + "!" + source.Cell
}

func (b *book) numberStyle(format string) int {
	return b.style(format, &excelize.Style{CustomNumFmt: &format})
}

func (b *book) linkStyle() int {
	return b.style("link", &excelize.Style{Font: &excelize.Font{Color: "173F4F", Underline: "single"}})
}
