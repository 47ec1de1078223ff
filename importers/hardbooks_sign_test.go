package importers

import "testing"

// Hard to read because cost and benefit, plan and realised, level and increment
// are not said where they should be.
func TestHardBooksOfMeaning(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "budget signs: expenditure plus, savings minus",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Merudgifter
Licens | 100 | 50 | 50
Mindreudgifter
Porto | | -90 | -95
Papir | -5 | -10 | -10`}},
			in: 1000,
			want: `cost B5 2016 100, C5 2017 50, D5 2018 50
				benefit C7 2017 90, D7 2018 95, B8 2016 5, C8 2017 10, D8 2018 10`,
		},
		{
			name: "cash flow signs, and no words for kinds",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
System | -100 | -50 | -50
Porto | | 90 | 95
Papir | 5 | 10 | 10`}},
			in:      1000,
			answers: map[string]string{"sign@Økonomi": costNegative},
			want: `cost B4 2016 100, C4 2017 50, D4 2018 50
				benefit C5 2017 90, D5 2018 95, B6 2016 5, C6 2017 10, D6 2018 10`,
		},
		{
			name: "an extra cost among the benefits",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgifter
Licens | 100 | 50 | 50
Gevinster
Porto | | 90 | 95
Merudgift til support | | 20 | 20`}},
			in:      1000,
			answers: map[string]string{"kind@Økonomi!A8": cost},
			want: `cost B5 2016 100, C5 2017 50, D5 2018 50, C8 2017 20, D8 2018 20
				benefit C7 2017 90, D7 2018 95`,
		},
		{
			name: "an extra cost among the benefits, with minus",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgifter
Licens | 100 | 50 | 50
Gevinster
Porto | | 90 | 95
Support | | -20 | -20`}},
			in: 1000,
			want: `cost B5 2016 100, C5 2017 50, D5 2018 50
				benefit C7 2017 90, D7 2018 95, C8 2017 -20, D8 2018 -20`,
			finds: []string{"reversal Økonomi!C8"},
		},
		{
			name: "new benefits each year",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser. Beløbene er nye varige gevinster i forhold til året før
Gevinster | 2016 | 2017 | 2018
Porto | 30 | 60 | 10
Papir | 5 | 5 | 0`}},
			in:      1000,
			answers: map[string]string{"level-or-increment@Økonomi": asIncrement},
			want:    `benefit B4 2016 30, C4 2017 90, D4 2018 100, B5 2016 5, C5 2017 10, D5 2018 10`,
		},
		{
			name: "benefits are given as running totals only",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgift til licens | 50 | 50 | 50
Akkumuleret gevinst, porto | 30 | 90 | 190`}},
			in:    1000,
			want:  `cost B4 2016 50, C4 2017 50, D4 2018 50`,
			finds: []string{"only-derived Økonomi!A5"},
		},
		{
			name: "realised per quarter, so far",
			sheets: []hardSheet{{name: "Status", text: `
t.kr., løbende priser
Projekt | Gevinst | Plan 2013 | Realiseret pr. 31. marts 2013 | Realiseret pr. 30. juni 2013
E-handel | Rabatter | 400 | 65 | 90
Faktura | Tid | 180 | 40 | 85`}},
			names: []string{"E-handel", "Faktura"}, in: 1000,
			answers: map[string]string{"level-or-increment@Status": asYearToDate},
			want:    `benefit C3 2013 400, D3 2013K1 65, E3 2013K2 25, C4 2013 180, D4 2013K1 40, E4 2013K2 45`,
		},
		{
			name: "savings and costs in one column, told by sign in the heading",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l (+ = merudgift, - = besparelse)
Nr. | Forslag | 2016 | 2017 | 2018
1 | Tavler | 100 | -50 | -60
2 | Lys | -20 | -40 | -40`}},
			names: []string{"Tavler", "Lys"}, in: 1000,
			want: `cost C3 2016 100
				benefit D3 2017 50, E3 2018 60, C4 2016 20, D4 2017 40, E4 2018 40`,
		},
		{
			name: "scenarios beside each other",
			sheets: []hardSheet{{name: "Gevinster", text: `
t.kr., 2016 p/l
Projekt | Scenarie | 2016 | 2017
Tavler | Minimum | 20 | 40
Tavler | Sandsynlig | 30 | 60
Tavler | Maksimum | 40 | 90`}},
			in:      1000,
			answers: map[string]string{"scenario@Gevinster": "Sandsynlig"},
			want:    `benefit C4 2016 30, D4 2017 60`,
		},
		{
			name: "minimum, likely and maximum in columns",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., 2016 p/l
Gevinst | 2016 | < | < | 2017 | < | <
^ | Min. | Sandsynlig | Maks. | Min. | Sandsynlig | Maks.
Porto | 10 | 20 | 30 | 40 | 60 | 90`}},
			in:      1000,
			answers: map[string]string{"scenario@Gevinster": "Sandsynlig"},
			want:    `benefit C5 2016 20, F5 2017 60`,
		},
		{
			name: "two versions of a case on two sheets",
			sheets: []hardSheet{
				{name: "Sag", text: `
Projektnavn | Digital post
t.kr., 2016-priser
Post | 2016 | 2017
Udgift licens | 50 | 50
Gevinst porto | 30 | 90`},
				{name: "Sag_v2_endelig_rettet", text: `
Projektnavn | Digital post
t.kr., 2016-priser
Post | 2016 | 2017
Udgift licens | 55 | 50
Gevinst porto | 35 | 95`},
			},
			in:      1000,
			answers: map[string]string{"duplicate-case@Sag_v2_endelig_rettet!B1": "Sag_v2_endelig_rettet"},
			want: `cost Sag_v2_endelig_rettet!B4 2016 55, Sag_v2_endelig_rettet!C4 2017 50
				benefit Sag_v2_endelig_rettet!B5 2016 35, Sag_v2_endelig_rettet!C5 2017 95`,
		},
		{
			name: "budget of a register with benefits is what it costs",
			sheets: []hardSheet{{name: "Projekter", text: `
t.kr., 2016 p/l
Projekt | Bevilling 2016 | Forbrug 2016 | Årlig gevinst 2017
Tavler | 100 | 80 | 50
Lys | 90 | 95 | 40`}},
			names: []string{"Tavler", "Lys"}, in: 1000,
			want: `cost B3 2016 100, C3 2016 80, B4 2016 90, C4 2016 95
				benefit D3 2017 50, D4 2017 40`,
		},
		{
			name: "percentages and counts between amounts of a register",
			sheets: []hardSheet{{name: "Projekter", text: `
t.kr., 2016 p/l
Nr. | Projekt | Antal brugere | Investering 2016 | Andel af udgift | Gevinst 2017 | Prioritet | I alt | Point
1 | Tavler | 250 | 100 | 0.25 | 50 | 1 | 150 | 12
2 | Lys | 40 | 90 | 0.4 | 40 | 2 | 130 | 9`}},
			names: []string{"Tavler", "Lys"}, in: 1000,
			want: `cost D3 2016 100, D4 2016 90
				benefit F3 2017 50, F4 2017 40`,
		},
		{
			name: "an amount column nobody named",
			sheets: []hardSheet{{name: "Projekter", text: `
t.kr., 2016 p/l
Nr. | Projekt | Investering 2016 | | Gevinst 2017
1 | Tavler | 100 | 30 | 50
2 | Lys | 90 | 20 | 40`}},
			names: []string{"Tavler", "Lys"}, in: 1000,
			want: `cost C3 2016 100, C4 2016 90
				benefit E3 2017 50, E4 2017 40`,
			finds: []string{"unread-number Projekter!D3", "unread-number Projekter!D4"},
		},
	})
}
