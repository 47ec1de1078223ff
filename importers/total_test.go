package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// totalSheet has costs of 50 above benefits whose total is typed: 300 in 2015
// and 80 in 2016. What the two benefit rows hold is the caller's.
func totalSheet(first, second any) *workbook.Sheet {
	return sheetOf("Økonomi",
		row("t.kr., 2014-priser", 2015, 2016),
		row("Udgifter"),
		row("Licenser", 50, 20),
		row("Gevinster"),
		row("Porto", first, 30),
		row("Papir", second, 40),
		row("Gevinster i alt", 300, 80),
	)
}

// A total whose own rows hold an error is not measured by the rows farther up,
// which are another sum's; the clean column beside it still is checked.
func TestTotalBesideUnreadAmountIsNotCompared(t *testing.T) {
	for name, cells := range map[string][2]any{
		"an error beside an amount": {"#REF!", 100},
		"nothing but an error":      {"#REF!", nil},
		"words":                     {"afventer", 100},
		"no stored value":           {formula{"B3*2", nil}, 100},
		"an open question":          {"1,500", 100},
	} {
		t.Run(name, func(t *testing.T) {
			file := read(t, []*workbook.Sheet{totalSheet(cells[0], cells[1])})
			wantNoFinding(t, file, "total-mismatch", "Økonomi!B7")
			wantFinding(t, file, "total-unchecked", "Økonomi!B7")
			wantFinding(t, file, "total-mismatch", "Økonomi!C7") // 80 stated, 30 + 40 in the rows
			for _, f := range file.Findings {
				if f.Code == "total-unchecked" && f.Args["cell"] != "Økonomi!B5" {
					t.Errorf("the obstacle is %v, want Økonomi!B5", f.Args["cell"])
				}
			}
		})
	}
}

// A dash is a missing amount, not one that could not be read: 300 is not 100.
func TestTotalBesideDashIsCompared(t *testing.T) {
	file := read(t, []*workbook.Sheet{totalSheet("-", 100)})
	wantFinding(t, file, "total-mismatch", "Økonomi!B7")
}

// What an answer made of a doubtful cell counts in the sum: 1,5 + 298,5.
func TestTotalCountsTheAnsweredReading(t *testing.T) {
	sheet := totalSheet("1,500", 298.5)
	file := read(t, []*workbook.Sheet{sheet}, "number-format@Økonomi!B5", "1,5")
	for _, code := range []string{"total-mismatch", "total-unchecked"} {
		wantNoFinding(t, file, code, "Økonomi!B7")
	}
	file = read(t, []*workbook.Sheet{sheet}, "number-format@Økonomi!B5", "1.500")
	wantFinding(t, file, "total-mismatch", "Økonomi!B7")
}

func wantNoFinding(t *testing.T, file File, code, cell string) {
	t.Helper()
	if slices.ContainsFunc(file.Findings, func(f Finding) bool { return f.Code == code && f.Cell == cell }) {
		t.Errorf("finding %s at %s is reported", code, cell)
	}
}
