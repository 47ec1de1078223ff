package importers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"raaderum/importers/workbook"
)

// statedCaseOf is a case with flows −1000, 300, 300, 300, 300, 300 (vector A of
// the domain handbook §4 in thousands) and key figures beside labels.
func statedCaseOf(rows ...[]any) *workbook.Sheet {
	all := [][]any{
		row(bold("Digital post")),
		row("Beløb i kr., 2014-priser"),
		row("Post", 2014, 2015, 2016, 2017, 2018, 2019),
		row("Udgift til licens", 1000),
		row("Gevinst på porto", nil, 300, 300, 300, 300, 300),
		row("Netto", -1000, 300, 300, 300, 300, 300),
		row(),
	}
	return sheetOf("Sag", append(all, rows...)...)
}

// Each stated figure is vector A's with one thing done differently. NPV 4 %
// 335,55; Excel's 322,64; 5 % 298,84; over four of the five years
// −1000+300·(1/1,04+…+1/1,04⁴) = 88,97; payback 3,33, by the ratio with 250 a
// year 4,0; IRR 15,24 %.
func TestStatedFiguresNameTheirCause(t *testing.T) {
	for _, c := range []struct {
		label any
		value any
		want  string
	}{
		{"Nettonutidsværdi", 335.55, ""},
		{"Nettonutidsværdi", 322.64, "stated-npv-shifted"},
		{"Nettonutidsværdi", 298.84, "stated-npv-rate"},
		{"Nettonutidsværdi", 88.97, "stated-npv-horizon"},
		{"Nettonutidsværdi", 700, "stated-npv-differs"},
		{"Tilbagebetalingstid (år)", 3.3, ""},
		{"Tilbagebetalingstid (år)", 4, ""},
		{"Tilbagebetalingstid (år)", 2.3, "stated-payback-start"},
		{"Tilbagebetalingstid (år)", 7, "stated-payback-differs"},
		{"Intern rente", 0.152, ""},
		{"Intern rente", 0.2, "stated-irr-differs"},
	} {
		t.Run(fmt.Sprint(c.label, c.value), func(t *testing.T) {
			file := readOn(time.Date(2014, 6, 1, 0, 0, 0, 0, time.UTC), statedCaseOf(row(c.label, c.value)))
			if c.want != "" {
				wantFinding(t, file, c.want, "Sag!B8")
				return
			}
			for _, f := range withoutRules(file) {
				t.Errorf("%s at %s (%v)", f.Code, f.Cell, f.Args)
			}
		})
	}
}

func readOn(day time.Time, sheet *workbook.Sheet) File {
	return Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet}}, Options{Now: day})
}

// The rate is the portfolio's: the one in force on the day of the decision, or
// of the reading. 3,5 % gives −1000+300·(1−1,035⁻⁵)/0,035 = 354,52 and 4 %
// 335,55; a rate of the workbook's own goes before both.
func TestStatedNPVIsComparedAtThePortfoliosRate(t *testing.T) {
	on := func(year int) time.Time { return time.Date(year, 3, 1, 0, 0, 0, 0, time.UTC) }
	decided := row("Beslutningsdato", "1.3.2015")
	for _, c := range []struct {
		day  time.Time
		rows [][]any
		want string
	}{
		{on(2026), [][]any{row("Nettonutidsværdi", 354.52)}, ""},
		{on(2026), [][]any{row("Nettonutidsværdi", 335.55)}, "stated-npv-rate"},
		{on(2015), [][]any{row("Nettonutidsværdi", 354.52)}, "stated-npv-rate"},
		{on(2026), [][]any{row("Nettonutidsværdi", 335.55), decided}, ""},
		{on(2026), [][]any{row("Nettonutidsværdi", 354.52), decided}, "stated-npv-rate"},
		{time.Time{}, [][]any{row("Nettonutidsværdi", 354.52)}, ""},
		{on(2026), [][]any{row("Nettonutidsværdi", 298.84), row("Diskonteringsrente", 0.05)}, ""},
	} {
		got := ""
		for _, f := range readOn(c.day, statedCaseOf(c.rows...)).Findings {
			if strings.HasPrefix(f.Code, "stated-npv") {
				got = f.Code
			}
		}
		if got != c.want {
			t.Errorf("read on %s with %v: %q, want %q", c.day.Format(time.DateOnly), c.rows, got, c.want)
		}
	}
}

// Phased in: −1000, 100, 200, 400, 400, 400 pays back after 3,75 years
// (−1000+100+200+400 = −300; 300/400), and 1000/400 = 2,5 is the ratio.
func TestStatedPaybackByTheRatio(t *testing.T) {
	sheet := statedCaseOf(row("Tilbagebetalingstid", 2.5))
	for i, x := range []int{100, 200, 400, 400, 400} {
		fillCell(&sheet.Rows[4].Cells[i+1], x)
		fillCell(&sheet.Rows[5].Cells[i+2], x)
	}
	wantFinding(t, read(t, []*workbook.Sheet{sheet}), "stated-payback-ratio", "Sag!B8")
}
