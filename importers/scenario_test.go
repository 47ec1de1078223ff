package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

func TestScenarioSheets(t *testing.T) {
	one := func(name string, licence int) *workbook.Sheet {
		return sheetOf(name, row("t.kr., 2014 p/l", 2014, 2015), row("Udgifter"), row("Licens", licence, 50), row("Gevinster"), row("Porto", 70, 90))
	}
	sheets := func() []*workbook.Sheet {
		return []*workbook.Sheet{sheetOf("Stamdata", row("Projektnavn", "Portal")), one("Basis", 100), one("Pessimistisk", 200)}
	}
	if q := wantQuestion(t, read(t, sheets()), "scenario@Basis"); q.Proposed != "Basis" {
		t.Errorf("proposed %q", q.Proposed)
	}
	file := read(t, sheets(), "scenario@Basis", "Pessimistisk")
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Pessimistisk!B3 2014 cost 200000", "Pessimistisk!C3 2015 cost 50000",
		"Pessimistisk!B5 2014 benefit 70000", "Pessimistisk!C5 2015 benefit 90000")
}

// Alternatives in rows are never added together: without an answer none counts.
func TestScenarioRows(t *testing.T) {
	sheet := sheetOf("Valg",
		row("kr., løbende priser"),
		row("Projekt", "Scenarie", "Investering 2016", "Gevinst 2017"),
		row("Portal", "Basis", 100, 60), row("Portal", "Optimistisk", 90, 80))
	if file := read(t, []*workbook.Sheet{sheet}); len(amountList(file)) != 0 {
		t.Errorf("amounts %v before the scenario is chosen", amountList(file))
	}
	wantAmounts(t, read(t, []*workbook.Sheet{sheet}, "scenario@Valg", "Basis"), "Valg!C3 2016 cost 100", "Valg!D3 2017 benefit 60")
}
