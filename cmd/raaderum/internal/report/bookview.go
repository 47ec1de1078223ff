package report

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raaderum/portfolio"
)

// view is a sheet that shows a part of the quarter: rows under headings.
type view struct {
	*quarterBook
	sheet string
	row   int // the last one written
	wide  int // its columns

	letters float64 // that its columns have room for
}

// beginView begins a sheet with its headings, and sets it up for paper.
func (w *quarterBook) beginView(sheet, title, lead string, widths []float64, heads ...string) *view {
	w.book.title(sheet, title, lead)
	w.book.widths(sheet, widths...)
	w.book.freeze(sheet, viewTop)
	w.book.printWide(sheet, widths, 0)
	v := &view{quarterBook: w, sheet: sheet, row: viewTop - 1, wide: len(widths)}
	for _, width := range widths {
		v.letters += width
	}
	titleStyle, leadStyle := w.book.overColumns()
	w.book.paint(sheet, 1, 1, titleStyle)
	w.book.paint(sheet, 1, 2, leadStyle)
	titleHeight, leadHeight := w.book.headed(sheet, title, lead, widths, 0)
	w.book.do(func() error { return w.book.file.SetRowHeight(sheet, 1, titleHeight) })
	w.book.do(func() error { return w.book.file.SetRowHeight(sheet, 2, leadHeight) })
	v.heads(heads...)
	w.book.headEachPage(sheet, viewTop, 0)
	return v
}

// linesOf is how many lines words take over the width of the table.
func (v *view) linesOf(words string) float64 { return linesIn(words, v.letters) }

// lineHeight is a line of words over several lines, in points.
const lineHeight = 15

// linesIn is how many lines words take in a width in letters, since words are not cut.
func linesIn(words string, letters float64) float64 {
	return max(1, math.Ceil(float64(utf8.RuneCountInString(words))*1.1/letters))
}

// beside sets words to the right of numbers, over several lines.
func (v *view) beside(x int) {
	v.book.paint(v.sheet, x, v.row, v.book.style("beside", &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", WrapText: true, Indent: 1, Vertical: "top"}}))
}

func (v *view) heads(heads ...string) {
	v.row++
	v.book.head(v.sheet, v.row, heads...)
}

// add writes the next row; nil is an empty cell.
func (v *view) add(values ...any) {
	v.row++
	for i, value := range values {
		x := i + 1
		switch one := value.(type) {
		case nil:
		case kroner:
			v.book.number(v.sheet, x, v.row, one.value)
		case live:
			v.book.formula(v.sheet, x, v.row, one.formula, one.format, one.value)
		case linked:
			v.book.link(v.sheet, x, v.row, one)
		case string:
			v.book.set(v.sheet, x, v.row, text(one))
		case int:
			v.book.set(v.sheet, x, v.row, one)
			v.book.paint(v.sheet, x, v.row, v.book.nameStyle())
		default:
			v.book.set(v.sheet, x, v.row, one)
		}
	}
}

// next is a cell of the row that is written next.
func (v *view) next(x int) string { return relative(x, v.row+1) }

// stretch is a column from a row to the last one written.
func (v *view) stretch(x, first int) string {
	return absolute(v.sheet, x, first) + ":" + absolute("", x, max(first, v.row))
}

// say writes words in a row of their own.
func (v *view) say(words string) {
	v.row++
	v.book.set(v.sheet, 1, v.row, text(words))
}

// end leaves the sheet to be printed down to its last row, or on one page with a
// chart below.
func (v *view) end(none string, charts ...*excelize.Chart) {
	if v.row == viewTop {
		v.say(none)
		charts = nil
	}
	if len(charts) == 0 {
		v.book.printOnly(v.sheet, v.wide, v.row)
		return
	}
	v.book.onePage(v.sheet)
	across := "landscape"
	v.book.do(func() error {
		return v.book.file.SetPageLayout(v.sheet, &excelize.PageLayoutOptions{Orientation: &across})
	})
	v.book.printOnly(v.sheet, v.wide+int(math.Ceil(max(0, chartLetters-v.letters)/8)), v.row+3+chartRows)
	v.book.do(func() error { return v.book.file.AddChart(v.sheet, relative(1, v.row+3), charts[0], charts[1:]...) })
}

// chartLetters is how wide a chart is, in letters of the workbook's type.
const chartLetters = 145

// caseLink is a case's name, which leads to its row among the cases and from there
// to where it was read.
func (w *quarterBook) caseLink(id portfolio.CaseID) any {
	bc := w.Pack.caseOf(id)
	n := w.order[id]
	if n == 0 {
		return caseName(bc)
	}
	return linked{text: caseName(bc), address: "#" + absolute(w.cases, 1, viewTop+n)}
}

// accountCell is a cell of the headline's account in a year; "" for a year that it
// does not have.
func (w *quarterBook) accountCell(column, year int) string {
	for i, one := range w.Report.Account.Years {
		if one.Year == year {
			return absolute(w.account, column, accountTop+2+i)
		}
	}
	return ""
}

// orNothing is a cell as a formula that leaves nothing where the cell has nothing.
func orNothing(cell string) string { return fmt.Sprintf(`IF(%s="","",%[1]s)`, cell) }
