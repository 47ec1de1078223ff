package report

import (
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
)

// The number formats.
const (
	formatKroner = "#,##0.00_-" // as wide as a minus sign off what stands to its right
	formatFactor = "0.000000"
	formatRate   = "0.0000%"
	formatShare  = "0.0%"
)

// bookFont is the type of the whole workbook: a style that names none gets another.
const bookFont = "Calibri"

// book is a workbook under way. The first thing that fails is kept, and nothing
// is written after it, so that the code that fills a sheet reads as the sheet.
type book struct {
	file   *excelize.File
	styles map[string]int

	streams  []*stream
	filled   map[string]bool // members with places for what formulas come to
	computed []any           // what formulas come to: float64 or string
	err      error
}

// kroner is an amount, written with two decimals.
type kroner struct{ value float64 }

// computedBase marks a place for what a formula comes to, which is put there when
// the file is packed: excelize keeps a whole number beside a formula, but says of
// every value that it is text, and of a text where it would have stood.
const computedBase = 1_000_000_000_000_000

var computedPlace = regexp.MustCompile(` t="str">(<f>[^<]*</f>)<v>-1(\d{15})</v>`)

// fill puts what formulas come to into a sheet.
func (b *book) fill(sheet []byte) (io.Reader, error) {
	return bytes.NewReader(computedPlace.ReplaceAllFunc(sheet, func(cell []byte) []byte {
		parts := computedPlace.FindSubmatch(cell)
		n, err := strconv.Atoi(string(parts[2]))
		if err != nil || n >= len(b.computed) {
			return cell
		}
		if number, ok := b.computed[n].(float64); ok {
			return fmt.Appendf(nil, ">%s<v>%s</v>", parts[1], strconv.FormatFloat(number, 'g', -1, 64))
		}
		return fmt.Appendf(nil, ` t="str">%s<v>%s</v>`, parts[1], escaped(fmt.Sprint(b.computed[n])))
	})), nil
}

// write writes the workbook as a file: the same sheets and clock give the same
// bytes, and whoever opens it computes every formula anew. What excelize packs
// waits on disk.
func (b *book) write(out io.Writer, at time.Time) (err error) {
	anew := true
	b.do(func() error { return b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &anew}) })
	if b.err != nil {
		return b.err
	}
	waiting, err := os.CreateTemp("", "raaderum-book-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, waiting.Close(), os.Remove(waiting.Name())) }()
	if err := b.file.Write(waiting); err != nil {
		return err
	}
	size, err := waiting.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	streamed := map[string]*stream{}
	for _, one := range b.streams {
		streamed[b.member(one.name)] = one
	}
	b.forget()
	return packAnew(out, waiting, size, at, func(name string) func([]byte) (io.Reader, error) {
		switch {
		case name == contentTypes:
			return sortedTypes
		case b.filled[name]:
			return b.fill
		case streamed[name] != nil:
			return streamed[name].into
		}
		return nil
	})
}

// forget lets go of the sheets; what failed by then failed when it was written.
func (b *book) forget() {
	if b.file != nil {
		_ = b.file.Close()
		b.file = nil
	}
}

// close lets go of everything.
func (b *book) close() {
	b.forget()
	for _, one := range b.streams {
		one.close()
	}
}

// member is the file a sheet is in.
func (b *book) member(sheet string) string {
	i, err := b.file.GetSheetIndex(sheet)
	b.do(func() error { return err })
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
}

func newBook() *book {
	return &book{file: excelize.NewFile(), styles: map[string]int{}, filled: map[string]bool{}}
}

// do keeps the first failure.
func (b *book) do(write func() error) {
	if b.err == nil {
		b.err = write()
	}
}

// sheets names the sheets of the workbook, in order.
func (b *book) sheets(names ...string) {
	for i, name := range names {
		b.do(func() error {
			if i == 0 {
				return b.file.SetSheetName("Sheet1", name)
			}
			_, err := b.file.NewSheet(name)
			return err
		})
		landscape, wide, tall := "landscape", 1, 0
		b.do(func() error {
			paper := 9 // A4
			return b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall})
		})
		fit := true
		b.do(func() error { return b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}) })
		b.do(func() error { return b.file.SetPageMargins(name, pageMargins()) })
		b.do(func() error {
			return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"})
		})
	}
}

// onePage prints a sheet on one page, so that no chart is cut.
func (b *book) onePage(sheet string) {
	wide, tall := 1, 1
	b.do(func() error {
		return b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{FitToWidth: &wide, FitToHeight: &tall})
	})
}

// style is a style by its name here, made once.
func (b *book) style(name string, style *excelize.Style) int {
	if id, ok := b.styles[name]; ok {
		return id
	}
	b.do(func() (err error) {
		b.styles[name], err = b.file.NewStyle(style)
		return err
	})
	return b.styles[name]
}

func (b *book) title(sheet, title, lead string) {
	b.set(sheet, 1, 1, text(title))
	b.set(sheet, 1, 2, text(lead))
	b.paint(sheet, 1, 1, b.titleStyle())
	b.paint(sheet, 1, 2, b.leadStyle())
}

func (b *book) titleStyle() int {
	return b.style("title", &excelize.Style{Font: &excelize.Font{Family: bookFont, Bold: true, Size: 16, Color: "173F4F"}})
}

func (b *book) leadStyle() int {
	return b.style("lead", &excelize.Style{Font: &excelize.Font{Family: bookFont, Color: "5B6B78"}})
}

func (b *book) headStyle() int {
	return b.style("head", &excelize.Style{
		Font: &excelize.Font{Family: bookFont, Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"173F4F"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
	})
}

func (b *book) head(sheet string, row int, names ...string) {
	style := b.headStyle()
	for i, name := range names {
		b.set(sheet, i+1, row, text(name))
		b.paint(sheet, i+1, row, style)
	}
	b.do(func() error { return b.file.SetRowHeight(sheet, row, headHeight) })
}

// headHeight leaves room for headings of two lines, in points.
const headHeight = 32

// words is text beside numbers: a little apart from them.
func (b *book) words(sheet string, x, y int, s string) {
	b.set(sheet, x, y, text(s))
	b.paint(sheet, x, y, b.style("words", &excelize.Style{Alignment: &excelize.Alignment{Indent: 1, WrapText: true, Vertical: "top"}}))
}

// text is what somebody else wrote. Excelize stores it as a string, so that an
// equals sign in front makes no formula of it.
func text(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// link writes a text that leads to an address.
func (b *book) link(sheet string, x, y int, l linked) {
	formula, ok := l.formula()
	if !ok {
		b.set(sheet, x, y, text(l.text))
		return
	}
	b.formula(sheet, x, y, formula, "General", text(l.text))
	b.paint(sheet, x, y, b.linkStyle())
}

// set writes a number or a text. Excelize stores a text as it is, so what would be
// read as an escape is escaped here; a test tells when that is done twice.
func (b *book) set(sheet string, x, y int, value any) {
	if said, is := value.(string); is {
		value = unread(said)
	}
	b.do(func() error { return b.file.SetCellValue(sheet, relative(x, y), value) })
}

// number writes an amount in kroner.
func (b *book) number(sheet string, x, y int, value float64) {
	b.set(sheet, x, y, value)
	b.paint(sheet, x, y, b.numberStyle(formatKroner))
}

// formula writes a formula and what it comes to: a number, a text, or nil for
// nothing. Whoever shows the file without computing it shows that.
func (b *book) formula(sheet string, x, y int, formula, format string, value any) {
	if value != nil {
		b.computed = append(b.computed, value)
		b.set(sheet, x, y, -computedBase-len(b.computed)+1)
		b.filled[b.member(sheet)] = true
	}
	b.do(func() error { return b.file.SetCellFormula(sheet, relative(x, y), formula) })
	b.paint(sheet, x, y, b.style(format, &excelize.Style{CustomNumFmt: &format}))
}

func (b *book) paint(sheet string, x, y, style int) {
	b.do(func() error { return b.file.SetCellStyle(sheet, relative(x, y), relative(x, y), style) })
}

// wrapped sets a cell's number, or its words over several lines.
func (b *book) wrapped(sheet string, x, y int, format string) {
	b.paint(sheet, x, y, b.style("wrapped "+format, &excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{WrapText: true}}))
}

func (b *book) row(sheet string, y int, values ...any) {
	for i, value := range values {
		if amount, ok := value.(kroner); ok {
			b.number(sheet, i+1, y, amount.value)
			continue
		}
		b.set(sheet, i+1, y, value)
	}
}

func (b *book) widths(sheet string, widths ...float64) {
	for i, width := range widths {
		b.do(func() error {
			column, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				return err
			}
			return b.file.SetColWidth(sheet, column, column, width)
		})
	}
}

// freeze keeps everything down to a row in sight.
func (b *book) freeze(sheet string, row int) {
	b.do(func() error {
		return b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: relative(1, row+1), ActivePane: "bottomLeft"})
	})
}
