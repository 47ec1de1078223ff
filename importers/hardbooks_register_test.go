package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// Registers and turned registers whose kinds, units and names stand in unusual
// places.
func TestHardBooksOfTurnedAndSectionedRegisters(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "sections between the rows of a register say the kind",
			sheets: []hardSheet{{name: "Budget", text: `
Forslag til budget 2018 (1.000 kr., 2018-p/l)
Forslag | 2018 | 2019 | 2020 og frem
Besparelser
Nedlæg kantine | 200 | 400 | 400
Genudbud | 0 | 1000 | 1500
Besparelser i alt | 200 | 1400 | 1900
Merudgifter
Konsulent | 300`}},
			names: []string{"Nedlæg kantine", "Genudbud", "Konsulent"}, in: 1000,
			want: `benefit B4 2018 200, C4 2019 400, D4 2020 400, B5 2018 0, C5 2019 1000, D5 2020 1500
				cost B8 2018 300`,
		},
		{
			name: "a section that is a part of the organisation says no kind",
			sheets: []hardSheet{{name: "Budget", text: `
t.kr., 2018-p/l
Forslag | 2018 | 2019
Besparelser
Kantine | 200 | 400
Skole og dagtilbud
Tavler | 300 | 50`}},
			names: []string{"Kantine", "Tavler"}, in: 1000,
			answers: map[string]string{"kind@Budget!B2": cost},
			want: `benefit B4 2018 200, C4 2019 400
				cost B6 2018 300, C6 2019 50`,
		},
		{
			name: "a column that says the direction, under a heading of both",
			sheets: []hardSheet{{name: "Data", text: `
Udtræk i kr., løbende priser
Projekt | Udgift/Indtægt | Tekst | 2019 | 2020
Fælles HR | Udgift | Licens | 50000 | 60000
Fælles HR | Indtægt | Salg til nabokommune | 0 | 80000
Hjemmeside | Udgift | Udvikling | 700000 |
Hjemmeside | Indtægt | Færre opkald | | 180000`}},
			names: []string{"Fælles HR", "Hjemmeside"}, in: 1,
			want: `cost D3 2019 50000, E3 2020 60000, D5 2019 700000
				benefit D4 2019 0, E4 2020 80000, E6 2020 180000`,
		},
		{
			name: "one project per column, with the units in a column of their own",
			sheets: []hardSheet{{name: "Sammenligning", text: `
Emne | Enhed | Ruteplan | Sensorer
Prisniveau | | 2018-p/l | 2018-p/l
Engangsudgift 2018 | t.kr. | 350 | 900
Årlig drift 2019 | kr. | 45000 | 120000
Årlig besparelse 2019 | mio. kr. | 0.2 | 0.55
Frigjorte timer 2019 | timer | 400 | 1200`}},
			names: []string{"Ruteplan", "Sensorer"}, in: 1,
			want: `cost C3 2018 350000, D3 2018 900000, C4 2019 45000, D4 2019 120000
				benefit C5 2019 200000, D5 2019 550000`,
		},
		{
			name: "one project per column under a corner that says nothing",
			sheets: []hardSheet{{name: "Ark1", text: `
Fakta | Robot | Booking | Lokaler
Forvaltning | Økonomi | Kultur | Teknik
Enhed | t.kr. | t.kr. | t.kr.
Prisniveau | 2018-p/l | 2018-p/l | 2018-p/l
Investering 2018 | 400 | 250 | 900
Gevinst 2019 | 200 | 90 | 300
Gevinst 2020 | 300 | 110 | 500`}},
			names: []string{"Robot", "Booking", "Lokaler"}, in: 1000,
			want: `cost B5 2018 400, C5 2018 250, D5 2018 900
				benefit B6 2019 200, C6 2019 90, D6 2019 300, B7 2020 300, C7 2020 110, D7 2020 500`,
		},
		{
			name: "alternatives beside each other, each with its years",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny ordning*
t.kr., 2019-p/l
 | Alternativ A | | | Alternativ B
 | 2019 | 2020 | 2021 | 2019 | 2020 | 2021
Udgifter
Indkøb | 500 | 100 | | 800 | |
Gevinster
Tid | | 200 | 300 | | 300 | 400`}},
			in: 1000, answers: map[string]string{"scenario@Ark1": "Alternativ B"},
			want: `cost E6 2019 800
				benefit F8 2020 300, G8 2021 400`,
			leaves: []string{"B6", "C6", "C8", "D8"},
		},
		{
			name: "amounts with and without tax",
			sheets: []hardSheet{{name: "Ark1", text: `
Beløb i kr., 2020-p/l
Projekt | Post | Type | År | Beløb ekskl. moms | Moms | Beløb inkl. moms
ESDH | Køb | Udgift | 2020 | 1000 | 250 | 1250
ESDH | Tid | Gevinst | 2021 | 900 | 0 | 900`}},
			names: []string{"ESDH"}, in: 1, answers: map[string]string{"vat@Ark1": withVAT},
			want: `cost G3 2020 1250
				benefit G4 2021 900`,
		},
		{
			name: "amounts that are the years they stand under",
			sheets: []hardSheet{{name: "App", text: `
*App til borgere*
t.kr., 2018-p/l
 | 2018 | 2019 | 2020
Udgifter
Licens | 2018 | 2019 | 2020
Gevinster
Tid | 2010 | 2015 | 2020`}},
			in: 1000, finds: []string{"amounts-like-years App!B5"},
			want: `cost B5 2018 2018, C5 2019 2019, D5 2020 2020
				benefit B7 2018 2010, C7 2019 2015, D7 2020 2020`,
		},
		{
			name: "amounts in euro",
			sheets: []hardSheet{{name: "Budget", text: `
*Smart Lighting*
Amounts in EUR, 2020 prices
 | 2020 | 2021
Costs
Equipment | 100000 | 20000
Benefits
Energy | 30000 | 60000`}},
			in: 7.5, answers: map[string]string{"currency@Budget": "750 kr. pr. 100 EUR; skøn"}, finds: []string{"currency-converted Budget!A2"},
			want: `cost B5 2020 100000, C5 2021 20000
				benefit B7 2020 30000, C7 2021 60000`,
		},
	})
}

// One mistyped year keeps a whole table from being read: that cell is named, and
// nothing untrue is said of the others.
func TestMistypedYearIsNamed(t *testing.T) {
	for _, one := range []struct {
		years []any
		cell  string
		year  string
	}{
		{[]any{2018, 2018, 2020}, "App!C3", "2019"},
		{[]any{2018, 2091, 2020}, "App!C3", "2019"},
		{[]any{2018, 2019, 2002}, "App!D3", "2020"},
		{[]any{20188, 2019, 2020, 2021}, "App!B3", "2018"},
	} {
		amounts := []any{"Licens"}
		for i := range one.years {
			amounts = append(amounts, 20000*(i+1))
		}
		sheet := sheetOf("App", row("App"), row("kr., 2018-p/l"), row(append([]any{nil}, one.years...)...), row("Udgifter"), row(amounts...))
		file := read(t, []*workbook.Sheet{sheet})
		wantFinding(t, file, "year-axis-broken", one.cell)
		for _, f := range file.Findings {
			if f.Code == "year-axis-broken" && f.Args["year"] != one.year {
				t.Errorf("%v: %v is expected, want %s", one.years, f.Args["year"], one.year)
			}
			if f.Code == "no-case" || f.Code == "sheet-unread" {
				t.Errorf("%v: %s is said too", one.years, f.Code)
			}
		}
	}
	// Numbers that only happen to look like years are none.
	sheet := sheetOf("App", row("kr., 2018-p/l"), row("Antal", 2018, 312, 77), row("Flere", 1, 2, 3))
	for _, f := range read(t, []*workbook.Sheet{sheet}).Findings {
		if f.Code == "year-axis-broken" {
			t.Errorf("a broken axis at %s", f.Cell)
		}
	}
}
