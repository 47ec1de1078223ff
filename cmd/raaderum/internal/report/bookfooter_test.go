package report_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// Every sheet prints what it is a part of: the snapshot, the quarter and which cases,
// with the page's number; an ampersand in a name is no code of the footer.
func TestTheWorkbookSaysWhatItIsOnEveryPage(t *testing.T) {
	p := demoPacks(t)["greve"]
	p.Report.Organisation.Name = "Ny & Gammel " + strings.Repeat("&🙂", 150)
	book, _ := openQuarterWorkbook(t, p)
	for _, sheet := range book.GetSheetList() {
		footer, err := book.GetHeaderFooter(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if got := footer.OddFooter; !strings.HasPrefix(got, "&L&8&A · "+p.Standing()+" · Ny && Gammel ") || !strings.HasSuffix(got, "…&R&8&P / &N") || len(utf16.Encode([]rune(got))) > 255 {
			t.Errorf("%s: %s", sheet, got)
		}
	}
}

// Each page of a case's workbook says which case it is, and no words are cut: a row has
// the lines that its longest words take in their column.
func TestTheCaseWorkbookPrintsWhole(t *testing.T) {
	bc := hardCases(t)["quarters"]
	bc.Number, bc.Title = "GR-1", "Køb & salg"
	c := portfolio.Calculate(portfolio.Governance{}, bc, portfolio.TermsFor(bc, time.Date(2014, 6, 30, 0, 0, 0, 0, time.UTC)))
	data, err := report.CalculationWorkbook(i18n.New("da"), bc, c, clock())
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range book.GetSheetList() {
		footer, err := book.GetHeaderFooter(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if want := "&L&8&A · GR-1 Køb && salg · " + i18n.New("da").Date(clock()); !strings.HasPrefix(footer.OddFooter, want) {
			t.Errorf("%s: %s", sheet, footer.OddFooter)
		}
	}
	figures := book.GetSheetList()[0]
	rows, err := book.GetRows(figures)
	if err != nil {
		t.Fatal(err)
	}
	long := 0
	for y, row := range rows[5:] { // under the headings
		height, err := book.GetRowHeight(figures, y+6)
		if err != nil {
			t.Fatal(err)
		}
		most := 1.0
		for x, words := range row {
			column, err := excelize.ColumnNumberToName(x + 1)
			if err != nil {
				t.Fatal(err)
			}
			width, err := book.GetColWidth(figures, column)
			if err != nil {
				t.Fatal(err)
			}
			// A line is 15 points, and no letter of the type is wider than its own.
			lines := math.Ceil(float64(len([]rune(words))) / width)
			most = max(most, math.Ceil(1.1*float64(len([]rune(words)))/width)) // a tenth of room, as the house gives
			if lines > 1 {
				long++
				if height < 15*lines {
					t.Errorf("%s: %q: %.0f lines in %.1f points", figures, words, lines, height)
				}
			}
		}
		if most == 1 && height > 15*1.5 {
			t.Errorf("%s: %.1f points for %.0f lines: %q", figures, height, most, row)
		}
	}
	if long == 0 {
		t.Error("no words take several lines")
	}
}
