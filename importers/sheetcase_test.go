package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// One case on one sheet, with sections, subtotals, net and accumulated rows.
// Every expected amount is the cell's own number in thousands.
func caseSheet() *workbook.Sheet {
	return sheetOf("Økonomi",
		row(bold("Digital post")),
		row("Beløb i 1.000 kr., 2014-priser. Udgifter og gevinster er begge positive tal"),
		row("Post", 2014, 2015, "I alt"),
		row("Engangsudgifter"),
		row("Licens", 100, 50, formula{"SUM(B5:C5)", 150}),
		row("Projektleder", 40, nil, formula{"SUM(B6:C6)", 40}),
		row("heraf intern tid", 10),
		row("Engangsudgifter i alt", formula{"SUM(B5:B6)", 140}, formula{"SUM(C5:C6)", 50}, formula{"SUM(D5:D6)", 190}),
		row("Gevinster"),
		row("Porto", nil, 300, formula{"SUM(B10:C10)", 300}),
		row("Gevinster i alt", formula{"SUM(B10:B10)", 0}, formula{"SUM(C10:C10)", 300}),
		row("Netto", formula{"B11-B8", -140}, formula{"C11-C8", 250}),
		row("Akkumuleret", formula{"B12", -140}, formula{"B13+C12", 110}),
	)
}

func TestCaseSheetKeepsSumsOut(t *testing.T) {
	file := read(t, []*workbook.Sheet{caseSheet()})
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Økonomi!B5 2014 cost 100000", "Økonomi!C5 2015 cost 50000",
		"Økonomi!B6 2014 cost 40000",
		"Økonomi!C10 2015 benefit 300000",
	)
	wantFinding(t, file, "part-of-total", "Økonomi!A7")
	if file.Status != Ready || file.Layout != "case-sheets" {
		t.Errorf("status %s, layout %s", file.Status, file.Layout)
	}
	c := file.Cases[0]
	if c.Title != "Digital post" || c.Unit != "t.kr." || c.PriceLevel == nil || c.PriceLevel.Year != 2014 {
		t.Errorf("case %q in %s at %v", c.Title, c.Unit, c.PriceLevel)
	}
}

func TestTotalThatMissesARowIsReported(t *testing.T) {
	sheet := caseSheet()
	sheet.Rows[7].Cells[1] = workbook.CellAt(8, 2, workbook.Number, "130")
	file := read(t, []*workbook.Sheet{sheet})
	wantFinding(t, file, "total-mismatch", "Økonomi!B8")
}

func TestCrossedOutRowIsAskedAbout(t *testing.T) {
	sheet := caseSheet()
	for i := range sheet.Rows[5].Cells {
		sheet.Rows[5].Cells[i].SetStruck()
	}
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "strikethrough@Økonomi!A6")
	file = read(t, []*workbook.Sheet{sheet}, "strikethrough@Økonomi!A6", include)
	if n := len(amountList(file)); n != 4 {
		t.Errorf("%d amounts with the row, want 4", n)
	}
	file = read(t, []*workbook.Sheet{sheet}, "strikethrough@Økonomi!A6", exclude)
	if n := len(amountList(file)); n != 3 {
		t.Errorf("%d amounts without the row, want 3", n)
	}
}

func TestHiddenRowIsAskedAbout(t *testing.T) {
	sheet := caseSheet()
	sheet.HiddenRows[6] = true
	file := read(t, []*workbook.Sheet{sheet})
	if q := wantQuestion(t, file, "hidden@Økonomi"); q.Proposed != include {
		t.Errorf("proposed %q: a visible sum counts the row", q.Proposed)
	}
	file = read(t, []*workbook.Sheet{sheet}, "hidden@Økonomi", exclude)
	if n := len(amountList(file)); n != 3 {
		t.Errorf("%d amounts without the hidden row, want 3", n)
	}
}

func TestHiddenSheetIsNotRead(t *testing.T) {
	hidden := caseSheet()
	hidden.Name, hidden.Visibility = "Data", workbook.VeryHidden
	file := read(t, []*workbook.Sheet{caseSheet(), hidden})
	if n := len(amountList(file)); n != 4 {
		t.Errorf("%d amounts, want those of the visible sheet", n)
	}
	wantFinding(t, file, "hidden-sheet", "Data!A1")
}

// Errors, words and formulas without value are no amounts and no zeros.
func TestWhatIsNoNumberIsNotZero(t *testing.T) {
	sheet := sheetOf("Gevinster",
		row("t.kr., 2014-priser"),
		row("Gevinst", 2014, 2015, 2016, 2017),
		row("Porto", "afventer", "-", "#DIV/0!", formula{"B9*2", nil}),
		row("Papir", 10, 20, "0,2 mio.", "(5)"),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantAmounts(t, file,
		"Gevinster!B4 2014 benefit 10000", "Gevinster!C4 2015 benefit 20000",
		"Gevinster!D4 2016 benefit 200000", "Gevinster!E4 2017 benefit -5000")
	wantFinding(t, file, "not-a-number", "Gevinster!B3")
	wantFinding(t, file, "missing-dash", "Gevinster!C3")
	wantFinding(t, file, "error-value", "Gevinster!D3")
	wantFinding(t, file, "no-cached-value", "Gevinster!E3")
	if file.Status != Errors {
		t.Errorf("status %s, want errors", file.Status)
	}
}

// The costs on one sheet and the benefits on another are one case; a sheet
// that repeats their sums is none.
func TestCaseOverSheets(t *testing.T) {
	costs := sheetOf("Udgifter", row("kr., 2014-priser"), row("Post", 2014, 2015), row("Licens", 1000, 500), row("Udgifter i alt", formula{"SUM(B3)", 1000}, formula{"SUM(C3)", 500}))
	benefits := sheetOf("Gevinster", row("kr., 2014-priser"), row("Post", 2014, 2015), row("Porto", 0, 900))
	result := sheetOf("Resultat", row("kr., 2014-priser", 2014, 2015), row("Udgifter", formula{"Udgifter!B4", 1000}, formula{"Udgifter!C4", 500}), row("Netto", -1000, 400))
	cover := sheetOf("Forside", row("Projektnavn", "Ny portal"), row("Projektnr.", "P-7"))
	file := read(t, []*workbook.Sheet{cover, costs, benefits, result})
	wantAmounts(t, file,
		"Udgifter!B3 2014 cost 1000", "Udgifter!C3 2015 cost 500",
		"Gevinster!B3 2014 benefit 0", "Gevinster!C3 2015 benefit 900")
	if len(file.Cases) != 1 || file.Cases[0].Title != "Ny portal" || file.Cases[0].Number != "P-7" {
		t.Errorf("cases %v", file.Cases)
	}
}

// Two complete sheets with titles of their own are two cases; a copy of one is
// asked about.
func TestCasePerSheetAndItsCopy(t *testing.T) {
	one := func(name, title string, licence int) *workbook.Sheet {
		return sheetOf(name,
			row("Titel", title),
			row("kr., 2014-priser", 2014, 2015),
			row("Udgifter"), row("Licens", licence, 500),
			row("Gevinster"), row("Porto", 700, 900))
	}
	file := read(t, []*workbook.Sheet{one("A", "Ny portal", 1000), one("B", "Fælles vagt", 2000)})
	if len(file.Cases) != 2 || file.Status != Ready {
		t.Fatalf("%d cases, status %s", len(file.Cases), file.Status)
	}
	file = read(t, []*workbook.Sheet{one("A", "Ny portal", 1000), one("Kopi af A", "Ny portal", 1100)})
	q := wantQuestion(t, file, "duplicate-case@Kopi af A!B1")
	file = read(t, []*workbook.Sheet{one("A", "Ny portal", 1000), one("Kopi af A", "Ny portal", 1100)}, q.Key, "A")
	if len(file.Cases) != 1 || file.Cases[0].TitleCell != "A!B1" {
		t.Errorf("cases %v after choosing the first", file.Cases)
	}
}
