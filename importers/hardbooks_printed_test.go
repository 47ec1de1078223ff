package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// Hard to read because the unit and the prices stand only where the sheet is
// printed: they are proposed, and asked about.
func TestHardBooksOfPrintedUnits(t *testing.T) {
	book := hardBook{
		name: "t.kr. in the header",
		sheets: []hardSheet{{name: "Ø", prints: "Beløb i t.kr., 2025-pl", text: `
*Digital kø*
Post | 2025 | 2026
Udgift til system | 4000 | 5000
Besparelse på porto | 9000 | 9000`}},
		in:      1000,
		answers: map[string]string{"unit@Ø": "t.kr.", "price-level@Ø": "2025-pl"},
		want: `cost B3 2025 4000, C3 2026 5000
			benefit B4 2025 9000, C4 2026 9000`,
	}
	readHardBooks(t, []hardBook{book})
	first := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{book.sheets[0].sheet()}}, Options{})
	for _, q := range first.Questions {
		if want := map[string]string{"unit@Ø": "t.kr.", "price-level@Ø": "2025-pl"}[q.Key]; q.Proposed != want || q.Confidence < 0.9 {
			t.Errorf("%s is proposed %q (%.1f), want %q", q.Key, q.Proposed, q.Confidence, want)
		}
	}
}
