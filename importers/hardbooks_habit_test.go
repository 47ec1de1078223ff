package importers

import "testing"

// Habits of people who keep registers and notes by hand: a column of
// currencies, kroner beside thousands, the direction of each row under "Post",
// years below the headings of a comparison, amounts of a month.
func TestHardBooksOfOfficeHabits(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a column of currencies says no scale, where a text above does",
			sheets: []hardSheet{{name: "Kontrakter", text: `
Beløb i 1.000 kr., 2026-pl
Projekt | Valuta | Licens 2026 | Besparelse 2026 | Besparelse 2027
GIS | DKK | 220 | 150 | 300
Arkiv | kr. | 90 | 40 | 120`}},
			names: []string{"GIS", "Arkiv"}, in: 1000,
			want: `cost C3 2026 220, C4 2026 90
				benefit D3 2026 150, E3 2027 300, D4 2026 40, E4 2027 120`,
		},
		{
			name: "a scale in words, beside a column of currencies",
			sheets: []hardSheet{{name: "Kontrakter", text: `
Kontrakter i hele tusinde, 2026-pl
Projekt | Valuta | Licens 2026 | Besparelse 2026 | Besparelse 2027
GIS | DKK | 220 | 150 | 300
Arkiv | DKK | 90 | 40 | 120`}},
			names: []string{"GIS", "Arkiv"}, in: 1000,
			want: `cost C3 2026 220, C4 2026 90
				benefit D3 2026 150, E3 2027 300, D4 2026 40, E4 2027 120`,
		},
		{
			name: "kroner beside some years say nothing of the other years",
			sheets: []hardSheet{{name: "Katalog", hidden: "DE", text: `
Besparelser i t.kr., 2026-pl
Projekt | 2026 | 2027 | 2026 kr | 2027 kr
GIS | 150 | 300 | 150000 | 300000`}},
			names: []string{"GIS"}, in: 1000, finds: []string{"column-other-unit Katalog!D2"},
			want:   `benefit B3 2026 150, C3 2027 300`,
			leaves: []string{"D3", "E3"},
		},
		{
			name: "three noughts after the wrong apostrophe",
			sheets: []hardSheet{{name: "Cash flow", text: `
*Shared Service Desk*
DKK ‘000, 2026 prices
 | 2026 | 2027
Costs
Hardware | 500 | 100
Benefits
Vendor consolidation | 0 | 900`}},
			in: 1000,
			want: `cost B5 2026 500, C5 2027 100
				benefit B7 2026 0, C7 2027 900`,
		},
		{
			name: "the rows of each project are called after their direction",
			sheets: []hardSheet{{name: "Plan", text: `
t.kr., 2026-pl
Projekt | Post | 2026 | 2027
Biblioteker | Udgift | 120 | 20
 | Besparelse | 0 | 65
P-skive | Udgift | 90 |
 | Merindtægt | 20 | 80`}},
			names: []string{"Biblioteker", "P-skive"}, in: 1000,
			want: `cost C3 2026 120, D3 2027 20, C5 2026 90
				benefit C4 2026 0, D4 2027 65, C6 2026 20, D6 2027 80`,
		},
		{
			name: "a comparison with years below the headings",
			sheets: []hardSheet{{name: "Sammenligning", text: `
t.kr., 2026-pl
Projektnavn | Skilte | Sensorer
Anlægsudgift
2026 | 450 | 300
2027 | 0 | 120
Besparelser
2026 | 0 | 10
2027 | 110 | 140`}},
			names: []string{"Skilte", "Sensorer"}, in: 1000,
			want: `cost B4 2026 450, B5 2027 0, C4 2026 300, C5 2027 120
				benefit B7 2026 0, B8 2027 110, C7 2026 10, C8 2027 140`,
		},
		{
			name: "the heading of a block says that its amounts are of a month",
			sheets: []hardSheet{{name: "Beregning", text: `
*Fælles kontaktcenter*
kr., 2026-pl
Udgifter | 2026 | 2027
Licens | 90000 | 90000
Besparelse pr. måned (kr.) | 2026 | 2027
Vikarer | 180000 | 300000`}},
			in: 1, answers: map[string]string{"per-period@Beregning!A5": asItStands},
			want: `cost B4 2026 90000, C4 2027 90000
				benefit B6 2026 180000, C6 2027 300000`,
		},
		{
			name: "a unit of a month in brackets",
			sheets: []hardSheet{{name: "Ark1", text: `
2026-pl
Projekt | Udgift 2026 (kr.) | Besparelse 2026 (kr./md.)
GIS | 25000 | 15000`}},
			names: []string{"GIS"}, in: 1, answers: map[string]string{"per-period@Ark1!C2": asItStands},
			want: `cost B3 2026 25000
				benefit C3 2026 15000`,
		},
		{
			name: "plan and realised under each quarter, and a plan under the whole year",
			sheets: []hardSheet{{name: "Register", text: `
Gevinster 2026, t.kr., 2026-pl
Projekt | Gevinst | 1. kvt. | < | < | 2. kvt. | < | < | Hele året
 | | Plan | Real. | Real. akk. | Plan | Real. | Real. akk. | Plan
Aula | Tid | 50 | 45 | 45 | 60 | 55 | 100 | 110
Aula | Papir | 5 | 5 | 5 | 5 | 6 | 11 | 10`}},
			names: []string{"Aula"}, in: 1000, answers: map[string]string{"level-or-increment@Register": asLevel},
			want:   `benefit C4 2026K1 50, D4 2026K1 45, F4 2026K2 60, G4 2026K2 55, C5 2026K1 5, D5 2026K1 5, F5 2026K2 5, G5 2026K2 6`,
			leaves: []string{"E4", "H4", "I4", "E5", "H5", "I5"},
		},
		{
			name: "small decimals called accumulated, which any sum is near to",
			sheets: []hardSheet{{name: "BC", text: `
*Fælles it-drift*
mio. kr., 2026-priser
Post | 2026 | 2027 | 2028
Udgifter
Overdragelse | 2 | 0.5 |
Driftsaftale | 0.2 | 0.5 | 0.5
Gevinster
Nedlagte servere | 0 | 0.8 | 1.4
Akkumuleret sparet energi | 0.1 | 0.3 | 0.5`}},
			in: 1e6, finds: []string{"row-left-out BC!A9"},
			want: `cost B5 2026 2, C5 2027 0.5, B6 2026 0.2, C6 2027 0.5, D6 2028 0.5
				benefit B8 2026 0, C8 2027 0.8, D8 2028 1.4`,
			leaves: []string{"B9", "C9", "D9"},
		},
		{
			name: "a line called accumulated that accumulates no other",
			sheets: []hardSheet{{name: "BC", text: `
*Fælles it-drift*
t.kr., 2026-priser
Post | 2026 | 2027
Udgifter
Drift | 1 | 1
Gevinster
Servere | 50 | 80
Akkumuleret sparet energi | 10 | 20`}},
			in: 1000, finds: []string{"row-left-out BC!A8"},
			want: `cost B5 2026 1, C5 2027 1
				benefit B7 2026 50, C7 2027 80`,
			leaves: []string{"B8", "C8"},
		},
	})
}
