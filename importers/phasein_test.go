package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// A full-year amount with a share for each year: 500 × 25 % = 125, and
// 200 × 0,5 = 100, in thousands.
func TestPhaseIn(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Gevinster",
		row(bold("Ny portal")),
		row("t.kr., 2014 p/l"),
		row("Gevinst", "Helårseffekt", 2014, 2015, 2016),
		row("Porto", 500, "25 %", "75 %", "100 %"),
		row("Papir", 200, 0.5, 1, 1),
		row("Print", 80, 10, 50, 100))}, "percent@Gevinster!C6", asPercent)
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Gevinster!C4 2014 benefit 125000", "Gevinster!D4 2015 benefit 375000", "Gevinster!E4 2016 benefit 500000",
		"Gevinster!C5 2014 benefit 100000", "Gevinster!D5 2015 benefit 200000", "Gevinster!E5 2016 benefit 200000",
		"Gevinster!C6 2014 benefit 8000", "Gevinster!D6 2015 benefit 40000", "Gevinster!E6 2016 benefit 80000")
}

// Yearly amounts beside a full-year amount are amounts of their own.
func TestFullYearBesideAmounts(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Gevinster",
		row(bold("Ny portal")),
		row("t.kr., 2014 p/l"),
		row("Gevinst", "Helårseffekt", 2014, 2015),
		row("Porto", 500, 125, 500))})
	wantAmounts(t, file, "Gevinster!C4 2014 benefit 125000", "Gevinster!D4 2015 benefit 500000")
}
