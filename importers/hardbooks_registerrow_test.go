package importers

import (
	"slices"
	"strings"
	"testing"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// What the rows and columns of a register say of themselves: units and
// currencies in columns of their own, series, counts, parts and differences.
func TestHardBooksOfRegisterRows(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a column of units beside one of currencies",
			sheets: []hardSheet{{name: "Udtræk", text: `
2026-pl
Projekt | Type | År | Beløb | Valuta | Enhed
GIS | Udgift | 2026 | 120 | DKK | t.kr.
GIS | Gevinst | 2026 | 1.5 | DKK | mio. kr.
GIS | Gevinst | 2026 | 1600 | | timer
Arkiv | Udgift | 2026 | 90000 | DKK | kr.`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, finds: []string{"not-money-hours Udtræk!D5"},
			want: `cost D3 2026 120, D6 2026 90
				benefit D4 2026 1500`,
			leaves: []string{"D5"},
		},
		{
			name: "rows of full-time equivalents beside operating and capital ones",
			sheets: []hardSheet{{name: "Forslag", text: `
Beløb i t.kr., 2026-pl
+ = merudgift, - = mindreudgift
Nr. | Forslag | Art | 2026 | 2027
1 | GIS | Drift | 40 | -90
^ | ^ | Anlæg | 300 |
^ | ^ | Årsværk | 0 | -1
2 | Arkiv | Drift | -20 | -30
^ | ^ | Årsværk | -0.5 | -1`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, finds: []string{"not-money-hours Forslag!D6", "not-money-hours Forslag!D8"},
			want: `cost D4 2026 40, D5 2026 300
				benefit E4 2027 90, D7 2026 20, E7 2027 30`,
			leaves: []string{"D6", "E6", "D8", "E8"},
		},
		{
			name: "a banner with a unit of its own",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i kr., 2026-pl
Projekt | Engangsudgift 2026 | Gevinst 2027
Skole
GIS | 90000 | 45000
Vej (1.000 kr.)
LED | 700 | 200`}},
			names: []string{"GIS", "LED"}, in: 1000,
			want: `cost B4 2026 90, B6 2026 700
				benefit C4 2027 45, C6 2027 200`,
		},
		{
			name: "a line that is part of the one above, and a column that is part of one beside it",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i t.kr., 2026-pl
Projekt | Gevinst | Udgift 2026 | Gevinst 2026 | heraf varig 2026
GIS | Tryk | 30 | 90 | 80
 | heraf farvetryk | | 40 | 35
Arkiv | Leje | 10 | 20 | 20`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, finds: []string{"part-of-total Katalog!B4", "column-part Katalog!E2"},
			want: `cost C3 2026 30, C5 2026 10
				benefit D3 2026 90, D5 2026 20`,
			leaves: []string{"D4", "E3", "E4", "E5"},
		},
		{
			name: "a block that says that it is not counted",
			sheets: []hardSheet{{name: "Plan", text: `
Beløb i t.kr., 2026-pl
Nr. | Projekt | Udgift 2026 | Gevinst 2027
1 | GIS | 30 | 90
2 | Arkiv | 20 | 40
 | I alt | 50 | 130

Tiltag der ikke er medregnet
3 | LED | 500 | 70
4 | Robot | 300 | 20
 | Ikke medregnet i alt | 800 | 90`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, answers: map[string]string{"row@Plan!A7": "leave"},
			want: `cost C3 2026 30, C4 2026 20
				benefit D3 2027 90, D4 2027 40`,
			leaves: []string{"C5", "D5", "C8", "D8", "C9", "D9", "C10", "D10"},
		},
		{
			name: "economy by year is money, where a row says which way",
			sheets: []hardSheet{{name: "Eksport", text: `
Beløb i kr., 2026-pl
Id | Titel | Fase | Økonomi 2026 | Økonomi 2027 | Post
7 | GIS | Drift | 350000 | 20000 | Udgift
7 | GIS | Drift | | 180000 | Gevinst`}},
			names: []string{"GIS"}, in: 1000,
			want: `cost D3 2026 350, E3 2027 20
				benefit E4 2027 180`,
		},
	})
}

// seriesList is a file's amounts as "cell series", in order of their cells.
func seriesList(file File) string {
	var found []string
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				series := line.Series
				if series == "" {
					series = portfolio.Plan
				}
				found = append(found, a.Cell()[strings.Index(a.Cell(), "!")+1:]+" "+string(series))
			}
		}
	}
	slices.Sort(found)
	return strings.Join(found, ", ")
}

// The words that say the series of a row: in a column of their own whatever its
// heading, in a line's name, in a line over a table. The difference of the two
// is none, and what has come together is no new amount.
func TestSeriesOfRegisterRows(t *testing.T) {
	for _, book := range []struct{ name, text, want string }{
		{"a column of series", `
Beløb i kr., 2026-pl
Projekt | Type | Budget/Faktisk | År | Beløb
GIS | Udgift | Budget | 2026 | 100
GIS | Udgift | Faktisk | 2026 | 120`, "E3 plan, E4 realised"},
		{"plan and actual are no alternatives", `
Amounts in DKK, 2026 prices
ProjectID | Project name | Line type | Scenario | Fiscal period | Amount
P1 | Parking | Benefit | Plan | 2026Q1 | 100
P1 | Parking | Benefit | Actual | 2026Q1 | 80
P1 | Parking | Benefit | Forecast | 2026Q2 | 90`, "F3 plan, F4 realised, F5 forecast"},
		{"names of lines", `
Beløb i kr., 2026-pl
Projekt | Post | 1. kvt. 2026 | 2. kvt. 2026
GIS | Gevinst, budget | 100 | 100
GIS | Gevinst, realiseret | 80 | 90
GIS | Gevinst, akkumuleret | 80 | 170`, "C3 plan, C4 realised, D3 plan, D4 realised"},
		{"tables below each other", `
Gevinster i kr., 2026-pl
Plan
Projekt | 2026 | 2027
GIS | 100 | 110

Realiseret
Projekt | 2026 | 2027
GIS | 80 | 95

Afvigelse
Projekt | 2026 | 2027
GIS | -20 | -15`, "B4 plan, B8 realised, C4 plan, C8 realised"},
		{"the difference of two rows", `
Beløb i kr., 2026-pl
Projekt | Gevinst | Type | K1 2026 | K2 2026
GIS | Tryk | Plan | 100 | 110
^ | ^ | Realiseret | 80 | 115
^ | ^ | Forskel | -20 | 5
I alt | | Plan | 100 | 110
 | | Realiseret | 80 | 115
 | | Forskel | -20 | 5`, "D3 plan, D4 realised, E3 plan, E4 realised"},
	} {
		file := read(t, []*workbook.Sheet{hardSheet{name: "Ark", text: book.text}.sheet()})
		if got := seriesList(file); got != book.want {
			t.Errorf("%s: %s, want %s", book.name, got, book.want)
		}
	}
}

// The sum of a block that does not count is held against nothing.
func TestSumOfWhatIsNotCounted(t *testing.T) {
	file := read(t, []*workbook.Sheet{hardSheet{name: "Plan", text: `
Beløb i t.kr., 2026-pl
Nr. | Projekt | Udgift 2026 | Gevinst 2027
1 | GIS | 30 | 90
 | I alt | 30 | 90

Tiltag der ikke er medregnet
3 | LED | 500 | 70
4 | Robot | 300 | 20
 | Ikke medregnet i alt | 800 | 90`}.sheet()}, "row@Plan!A6", "leave")
	for _, f := range file.Findings {
		if f.Code == "total-mismatch" {
			t.Errorf("%s at %s: %v", f.Code, f.Cell, f.Args)
		}
	}
}
