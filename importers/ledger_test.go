package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// An extract of postings that names no project, and a pivot table, are refused
// with what is missing; beside a case they are told of and left out.
func TestPostingsAndPivotsAreNoCases(t *testing.T) {
	postings := hardSheet{name: "Posteringer", text: `
Regnskabsår | Bogføringsdato | Bilagsnr | Kontonr | Kontonavn | Tekst | Beløb
2021 | @2021-03-14 | 40012 | 64510 | It-anskaffelser | Faktura | 125000
2021 | @2021-04-02 | 40044 | 64510 | It-anskaffelser | Faktura | 85000
2022 | @2022-01-15 | 50002 | 64520 | Licenser | Kreditnota | -12000`}
	pivot := hardSheet{name: "Pivot", text: `
Sum af Beløb | Kolonnenavne
Rækkenavne | 2021 | 2022 | Hovedtotal
It-anskaffelser | 210000 |  | 210000
Licenser | 45000 | -12000 | 33000
Hovedtotal | 255000 | -12000 | 243000`}
	plan := hardSheet{name: "Business case", text: `
*Digital byggesag*
kr. 2021 p/l
Post | 2021 | 2022
Udgifter
Licens | 400000 | 100000
Gevinster
Sparet tid | 0 | 300000`}
	read := func(sheets ...hardSheet) File {
		book := &workbook.Book{Format: workbook.XLSX}
		for _, s := range sheets {
			book.Sheets = append(book.Sheets, s.sheet())
		}
		return Interpret(book, Options{})
	}
	for _, c := range []struct {
		sheet      hardSheet
		code, cell string
	}{
		{postings, "postings-without-case", "Posteringer!A1"}, {pivot, "pivot-table", "Pivot!A1"},
	} {
		alone := read(c.sheet)
		wantFinding(t, alone, c.code, c.cell)
		if alone.Status != Errors || len(alone.Cases) > 0 || len(alone.Questions) > 0 {
			t.Errorf("%s alone: %s with %d cases and %d questions", c.sheet.name, alone.Status, len(alone.Cases), len(alone.Questions))
		}
	}
	beside := read(plan, pivot)
	wantFinding(t, beside, "pivot-table", "Pivot!A1")
	if beside.Status != Ready || len(beside.Cases) != 1 || len(gotten(beside)) != 4 {
		t.Errorf("beside a case: %s with %v", beside.Status, gotten(beside))
	}
	named := hardSheet{name: "Posteringer", text: "\nProjekt: | Digital byggesag\n" + postings.text}
	if file := read(named); len(gotten(file)) != 3 {
		t.Errorf("with a project above them: %v", gotten(file))
	}
}
