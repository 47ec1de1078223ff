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
// be too small to read, where the first columns, names, stand on each.
func (b *book) printWide(sheet string, widths []float64, names int) {
	orientation, tall := "portrait", 0
	wide := pagesBeside(widths, names)
	if sum(widths) > uprightCharacters*1.1 {
		orientation = "landscape"
	}
	b.do(func() error {
		return b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall})
	})
}

func sum(widths []float64) (total float64) {
	for _, width := range widths {
		total += width
	}
	return total
}

// pagesBeside is over how many pages beside each other columns are printed, with the
// first, names, on each.
func pagesBeside(widths []float64, names int) int {
	total := sum(widths)
	if total <= uprightCharacters*1.1 {
		return 1
	}
	each := sum(widths[:names])
	return int(math.Ceil((total - each) / (acrossCharacters/smallest - each)))
}

// firstPage is how many columns stand on the first of the pages beside each other,
// and their width in letters.
func firstPage(widths []float64, names int) (columns int, letters float64) {
	pages := float64(pagesBeside(widths, names))
	most := (sum(widths) + (pages-1)*sum(widths[:names])) / pages
	for columns < len(widths) && (columns == 0 || letters+widths[columns] <= most) {
		letters += widths[columns]
		columns++
	}
	return columns, letters
}

// titleLetter is how wide a letter of a title is, in letters of the workbook's type.
const titleLetter = 16.0 / 11 * 1.1

// overColumns are the styles of a title and the line under it over several columns.
func (b *book) overColumns() (title, lead int) {
	over := &excelize.Alignment{WrapText: true, Vertical: "top"}
	return b.style("title over", &excelize.Style{Font: &excelize.Font{Family: bookFont, Bold: true, Size: 16, Color: "173F4F"}, Alignment: over}),
		b.style("lead over", &excelize.Style{Font: &excelize.Font{Family: bookFont, Color: "5B6B78"}, Alignment: over})
}

// headed lets the title and the line under it stand over the columns of the first
// page, in as many lines as they take; they would else be cut at its edge. It gives
// the heights of their rows, in points.
func (b *book) headed(sheet, title, lead string, widths []float64, names int) (titleHeight, leadHeight float64) {
	columns, letters := firstPage(widths, names)
	for row := 1; row <= 2; row++ {
		b.do(func() error { return b.file.MergeCell(sheet, relative(1, row), relative(columns, row)) })
	}
	return 22 * linesIn(title, letters/titleLetter), lineHeight * linesIn(lead, letters)
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
