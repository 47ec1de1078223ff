package report

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// What an A4 page holds within pageMargins, in characters of the workbook's type
// at its own size; and how many it holds at the most, set as small as can be read.
const (
	uprightCharacters = 100
	acrossCharacters  = 150
	smallest          = 0.56
)

// pageMargins are narrow, in inches, with room for the footer.
func pageMargins() *excelize.PageLayoutMarginsOptions {
	side, top, bottom, footer := 0.4, 0.5, 0.6, 0.3
	return &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Footer: &footer}
}

// longestBookFooter is how long a footer may be, less its codes, in UTF-16.
const longestBookFooter = 220

// footer prints the same words on every page of the workbook, beside the sheet's
// name and the page's number. An ampersand of theirs is no code.
func (b *book) footer(words string) {
	words = strings.ReplaceAll(text(words), "&", "&&")
	if units := utf16.Encode([]rune(words)); len(units) > longestBookFooter {
		words = strings.TrimRight(string(utf16.Decode(units[:longestBookFooter])), "&\uFFFD") + "…"
	}
	for _, sheet := range b.file.GetSheetList() {
		b.do(func() error {
			return b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A · " + words + "&R&8&P / &N"})
		})
	}
}

// printWide chooses how a sheet with columns of these widths prints: upright where
// it has room, else across, and over several pages beside each other where it would
// be too small to read.
func (b *book) printWide(sheet string, widths []float64) {
	total := 0.0
	for _, width := range widths {
		total += width
	}
	orientation, wide, tall := "landscape", 1, 0
	if total <= uprightCharacters*1.1 {
		orientation = "portrait"
	} else {
		wide = int(math.Ceil(total * smallest / acrossCharacters))
	}
	b.do(func() error {
		return b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall})
	})
}

// printOnly prints a sheet from its first cell to the last of these columns and
// rows: a long text in the last column would else ask for a page of its own.
func (b *book) printOnly(sheet string, columns, rows int) {
	b.name("_xlnm.Print_Area", sheet, absolute(sheet, 1, 1)+":"+absolute("", columns, rows))
}

// headEachPage prints the headings of a long table on every page, and the first
// columns beside them where a row goes over several pages.
func (b *book) headEachPage(sheet string, row, columns int) {
	quoted := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!"
	titles := fmt.Sprintf("%s$%d:$%[2]d", quoted, row)
	if columns > 0 {
		last, err := excelize.ColumnNumberToName(columns)
		b.do(func() error { return err })
		titles = fmt.Sprintf("%s$A:$%s,%s", quoted, last, titles)
	}
	b.name("_xlnm.Print_Titles", sheet, titles)
}

// name defines a name of a sheet.
func (b *book) name(name, sheet, refers string) {
	b.do(func() error {
		return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers, Scope: sheet})
	})
}
