package report

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// stream is a sheet written row by row to disk, so that memory does not follow its
// length: excelize's own writer keeps the first 16 MB of each sheet. The rows are
// put into the sheet when the file is packed. Failures are kept in the book.
type stream struct {
	book *book
	name string
	file *os.File // nil when it could not be made, which the book knows
	out  *bufio.Writer
	row  int // the last one written

	none    string // what the sheet says when it has no rows
	columns int
	widths  []float64
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
// stay in sight. Where its rows go over pages beside each other, the first columns,
// which are the names, stand on each.
func (b *book) stream(sheet, title, lead string, widths []float64, names int, heads ...string) *stream {
	if pagesBeside(widths, 0) == 1 {
		names = 0
	}
	s := &stream{book: b, name: sheet, columns: len(widths), widths: widths}
	b.printWide(sheet, widths, names)
	b.do(func() (err error) { s.file, err = os.CreateTemp("", "raaderum-rows-"); return err })
	s.out = bufio.NewWriter(s.file)
	b.streams = append(b.streams, s)
	b.widths(sheet, widths...)
	b.freeze(sheet, streamHead)
	titleHeight, leadHeight := b.headed(sheet, title, lead, widths, names)
	titleStyle, leadStyle := b.overColumns()
	s.write(titleHeight, styled{titleStyle, text(title)})
	s.write(leadHeight, styled{leadStyle, text(lead)})
	cells := make([]styled, len(heads))
	for i, head := range heads {
		cells[i] = styled{b.headStyle(), text(head)}
	}
	s.write(headHeight, cells...)
	b.headEachPage(sheet, streamHead, names)
	return s
}

// streamHead is the row of the headings.
const streamHead = 3

// styled is a cell: a style of the workbook, and a number, a text, a formula or
// nothing.
type styled struct {
	style int
	value any
}

// add writes the next row; nil is an empty cell.
func (s *stream) add(values ...any) {
	cells := make([]styled, len(values))
	for i, value := range values {
		cells[i] = s.book.cell(value)
	}
	s.write(s.heightOf(values), cells...)
}

// heightOf is the height of a row that has words over several lines, in points; 0 for
// the ordinary one. LibreOffice gives a row no room that the file does not.
func (s *stream) heightOf(values []any) float64 {
	lines := 1.0
	for i, value := range values {
		if words, is := value.(overLines); is && i < len(s.widths) {
			lines = max(lines, linesIn(string(words), s.widths[i]))
		}
	}
	if lines == 1 {
		return 0
	}
	return lineHeight * lines
}

// write writes the next row, of a height in points or, at 0, the ordinary one.
func (s *stream) write(height float64, cells ...styled) {
	s.row++
	s.book.do(func() error {
		var row bytes.Buffer
		fmt.Fprintf(&row, `<row r="%d"`, s.row)
		if height > 0 {
			fmt.Fprintf(&row, ` ht="%g" customHeight="1"`, height)
		}
		row.WriteByte('>')
		for i, one := range cells {
			one.write(&row, relative(i+1, s.row))
		}
		row.WriteString("</row>")
		_, err := s.out.Write(row.Bytes())
		return err
	})
}

func (c styled) write(row *bytes.Buffer, at string) {
	if c.value == nil {
		return
	}
	fmt.Fprintf(row, `<c r="%s"`, at)
	if c.style > 0 {
		fmt.Fprintf(row, ` s="%d"`, c.style)
	}
	switch v := c.value.(type) {
	case blank:
		row.WriteString(`/>`)
	case string:
		row.WriteString(` t="inlineStr"><is><t xml:space="preserve">` + sheetText(v) + `</t></is></c>`)
	case live:
		if said, is := v.value.(string); is {
			row.WriteString(` t="str"><f>` + escaped(v.formula) + `</f><v>` + escaped(said) + `</v></c>`)
			return
		}
		row.WriteString(`><f>` + escaped(v.formula) + `</f><v>` + numberText(v.value) + `</v></c>`)
	default:
		row.WriteString(`><v>` + numberText(v) + `</v></c>`)
	}
}

func numberText(value any) string {
	if number, is := value.(float64); is {
		return strconv.FormatFloat(number, 'g', -1, 64)
	}
	return fmt.Sprint(value)
}

// Of a text in a workbook "_x0041_" means "A". Two of them may share a "_".
var sheetEscape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// withEscapes is a text with the "_" of each escape in it written another way.
func withEscapes(s, underscore string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && sheetEscape.MatchString(s[i:]) {
			b.WriteString(underscore)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// longestText is how many letters a cell takes.
const longestText = 32_767

// sheetText is a text as a cell of a sheet has it.
func sheetText(s string) string {
	if len(s) > longestText {
		s = strings.ToValidUTF8(s[:longestText], "")
	}
	return escaped(unread(s))
}

// unread is a text whose escapes are not read.
func unread(s string) string { return withEscapes(s, "_x005F_") }

func (s *stream) end() {
	if s.row == streamHead {
		s.add(s.none)
	}
	s.book.do(s.out.Flush)
	s.book.printOnly(s.name, s.columns, s.row)
}

// close removes the rows from disk.
func (s *stream) close() {
	if s.file != nil {
		_ = errors.Join(s.file.Close(), os.Remove(s.file.Name())) // the workbook has them by now, or has failed
		s.file = nil
	}
}

var (
	emptyRows = []byte("<sheetData></sheetData>")
	dimension = regexp.MustCompile(`<dimension ref="[^"]*">`)
)

// into is the sheet as excelize left it, with the rows in their place.
func (s *stream) into(sheet []byte) (io.Reader, error) {
	before, after, found := bytes.Cut(sheet, emptyRows)
	if !found {
		return nil, fmt.Errorf("report: %s has no place for its rows", s.name)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	before = dimension.ReplaceAll(before, fmt.Appendf(nil, `<dimension ref="A1:%s">`, relative(s.columns, s.row)))
	return io.MultiReader(bytes.NewReader(before), strings.NewReader("<sheetData>"), s.file, strings.NewReader("</sheetData>"), bytes.NewReader(after)), nil
}

// column is the stretch of a column that holds rows, for a formula elsewhere.
// A sheet without rows gives the empty row under the headings.
func (s *stream) column(x int) string {
	return absolute(s.name, x, streamHead+1) + ":" + absolute("", x, max(s.row, streamHead+1)+s.room)
}

// cell is a value as a streamed sheet takes it.
func (b *book) cell(value any) styled {
	switch v := value.(type) {
	case kroner:
		return styled{b.numberStyle(formatKroner), v.value}
	case live:
		return styled{b.numberStyle(v.format), v}
	case entered:
		return b.enteredCell(v)
	case linked:
		if formula, ok := v.formula(); ok {
			return styled{b.linkStyle(), live{formula: formula, value: text(v.text)}}
		}
		return styled{value: text(v.text)}
	case string:
		return styled{value: text(v)}
	case overLines:
		return styled{b.style("over lines", &excelize.Style{Alignment: &excelize.Alignment{WrapText: true}}), text(string(v))}
	case int: // a year, a case's number: a name beside words
		return styled{b.nameStyle(), v}
	}
	return styled{value: value}
}

// longestLiteral is how long a text in a formula may be.
const longestLiteral = 255

// quoted is a text as a formula has it, in pieces where it looks like an escape.
func quoted(s string) string {
	return `"` + withEscapes(strings.ReplaceAll(text(s), `"`, `""`), `_"&"`) + `"`
}

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
		return linked{text: sourceText(source, p.Print)}
	}
	if source.File == "" && source.Cell == "" {
		return linked{}
	}
	l := linked{text: sourceText(source, p.Print)}
	if p.Cell != nil && source.SHA256 != "" {
		l.address = p.Cell(source)
	}
	return l
}

// sourceText is where an amount is from: its cell or, for one that was typed, where
// it is known from.
func sourceText(source portfolio.Source, print *i18n.Printer) string {
	if source.Typed() {
		return print.T("amount.typed", "source", source.Raw)
	}
	return source.File + " · " + source.Sheet + "!" + source.Cell
}

// entered is an input, marked as one: a number, a text, a date, or nothing.
type entered struct{ value any }

// enteredFill is the colour of inputs.
const enteredFill = "FFF8DC"

func (b *book) enteredCell(e entered) styled {
	format, value := "General", e.value
	switch v := e.value.(type) {
	case kroner:
		format, value = formatKroner, v.value
	case nil:
		value = blank{}
	case string:
		value = text(v)
	case time.Time:
		format, value = formatDate, v.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24
	}
	return styled{b.style("entered "+format, &excelize.Style{CustomNumFmt: &format, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{enteredFill}}}), value}
}

// overLines is a text that takes the lines it needs.
type overLines string

// blank is an empty cell that has a style.
type blank struct{}

const formatDate = "dd-mm-yyyy"

func (b *book) numberStyle(format string) int {
	return b.style(format, &excelize.Style{CustomNumFmt: &format})
}

// nameStyle sets a number that names something as words are set.
func (b *book) nameStyle() int {
	return b.style("name", &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left"}})
}

func (b *book) linkStyle() int {
	return b.style("link", &excelize.Style{Font: &excelize.Font{Family: bookFont, Color: "173F4F", Underline: "single"}})
}
