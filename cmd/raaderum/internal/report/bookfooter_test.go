package report_test

import (
	"strings"
	"testing"
	"unicode/utf16"
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
