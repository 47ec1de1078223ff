package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// describedCatalogue has three projects with a description and an investment,
// under those headings or the two exchanged.
func describedCatalogue(first, second string, descriptions [3]string) *workbook.Sheet {
	return sheetOf("Katalog",
		row("t.kr., 2020 p/l"),
		row("Nr.", "Projekt", first, second, "Gevinst 2021"),
		row("P1", "Sensorer", descriptions[0], 100, 50),
		row("P2", "Lys", descriptions[1], 300, 70),
		row("P3", "Post", descriptions[2], 200, 90),
	)
}

func TestSwappedHeadingsAreReported(t *testing.T) {
	prose := [3]string{"Sensorer i affaldsbeholdere", "Lysstyring på kontorarealer", "Digital post til borgerne"}
	file := read(t, []*workbook.Sheet{describedCatalogue("Investering 2020", "Beskrivelse", prose)})
	wantFinding(t, file, "heading-swapped", "Katalog!C2")
	if file.Status != Errors {
		t.Errorf("status %s, want errors: the investments are not read", file.Status)
	}
	file = read(t, []*workbook.Sheet{describedCatalogue("Beskrivelse", "Investering 2020", prose)})
	wantNoFinding(t, file, "heading-swapped", "Katalog!D2")
	if file.Status != Ready {
		t.Errorf("status %s, want ready with the headings in place", file.Status)
	}
	// A column that is not filled in yet stands beside an account number.
	waiting := [3]string{"afventer beslutning", "afventer beslutning", "afventer beslutning"}
	file = read(t, []*workbook.Sheet{describedCatalogue("Investering 2020", "Beskrivelse", waiting)})
	wantNoFinding(t, file, "heading-swapped", "Katalog!C2")
}
