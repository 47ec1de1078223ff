package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// Amounts without a name are called by their cell: a question about »« cannot
// be answered.
func TestQuestionsNameTheCellOfWhatHasNoName(t *testing.T) {
	sheet := sheetOf("Pulje",
		row("t.kr., 2020-priser"),
		row("Nr.", "Projekt", 2020, 2021),
		row("P1", "Sensorer", 100, 200),
		row("P2", "Lys", 300, -400),
	)
	file := read(t, []*workbook.Sheet{sheet}, "sign@Pulje", bothPositive)
	if q := wantQuestion(t, file, "kind@Pulje!C2"); q.Args["label"] != "Pulje!C2" {
		t.Errorf("%s asks about »%v«", q.Key, q.Args["label"])
	}
	if len(file.Questions) != 1 {
		t.Errorf("years without a name are asked about once, not %d times", len(file.Questions))
	}
	for _, f := range file.Findings {
		if f.Code == "reversal" && f.Args["label"] != "Pulje!D4" {
			t.Errorf("»%v« is reported, want the cell Pulje!D4", f.Args["label"])
		}
	}
	wantFinding(t, file, "reversal", "Pulje!D4")
}
