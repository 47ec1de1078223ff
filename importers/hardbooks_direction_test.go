package importers

import "testing"

// Years that fall, signs that headings say, hours that are paid for, and tables
// that say again what stands above them.
func TestHardBooksOfDirection(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "years that fall",
			sheets: []hardSheet{{name: "Ark1", text: `
Energistyring
kr., 2024-p/l
Post | 2027 | 2026 | 2025 | 2024
Udgifter
Målere | | | 50000 | 800000
Gevinster
El | 300000 | 300000 | 200000 | 0`}},
			want: `cost D5 2025 50000, E5 2024 800000
				benefit B7 2027 300000, C7 2026 300000, D7 2025 200000, E7 2024 0`,
		},
		{
			name: "a proposal for savings whose signs are said",
			sheets: []hardSheet{{name: "Skema", text: `
Effektiviseringsforslag: Fælles vagtcentral
Hele 1.000 kr., 2024-p/l (+ = merudgift, - = mindreudgift)
 | 2024 | 2025 | 2026
Lønsum | -100 | -400 | -400
Øvrig drift | 50 | 20 | 20
Anlæg | 300 | |`}},
			in: 1000,
			want: `cost B5 2024 50, C5 2025 20, D5 2026 20, B6 2024 300
				benefit B4 2024 100, C4 2025 400, D4 2026 400`,
		},
		{
			name: "a register under a heading with both directions",
			sheets: []hardSheet{{name: "Oversigt", text: `
Budgetændringer, 1.000 kr., 2024-p/l
Forslag | Merudgift (+) / mindreudgift (-) | < | <
 | 2024 | 2025 | 2026
Chatbot | 200 | -150 | -150
Skanning | 80 | -40 | -40`}},
			names: []string{"Chatbot", "Skanning"}, in: 1000,
			want: `cost B4 2024 200, B5 2024 80
				benefit C4 2025 150, D4 2026 150, C5 2025 40, D5 2026 40`,
		},
		{
			name: "hours that are paid for, in kroner",
			sheets: []hardSheet{{name: "Ø", text: `
Robot i løn
kr., 2024-p/l
Gevinst | 2024 | 2025
Gevinster
Færre timer | 90000 | 180000
Licens sparet | 12000 | 24000`}},
			answers: map[string]string{"unit@Ø!A5": asMoney},
			want:    `benefit B5 2024 90000, C5 2025 180000, B6 2024 12000, C6 2025 24000`,
		},
		{
			name: "hours that are paid for, in thousands, and their total",
			sheets: []hardSheet{{name: "Ø", text: `
Bot i økonomi
1.000 kr., 2024-p/l
Post | 2024 | 2025
Udgifter
Licens | 200 | 100
Besparelser
Færre timer | 90 | 300
Besparelser i alt | 90 | 300`}},
			in: 1000, answers: map[string]string{"unit@Ø!A7": asMoney},
			want: `cost B5 2024 200, C5 2025 100
				benefit B7 2024 90, C7 2025 300`,
		},
		{
			name: "the full effect, and no years of it",
			sheets: []hardSheet{{name: "Katalog", text: `
Effektiviseringskatalog, 1.000 kr., 2024-p/l
Nr. | Forslag | Helårseffekt | Engangsudgift
1 | Energi | 600 | 200
2 | Indkøb | 900 |`}},
			names: []string{"Energi", "Indkøb"}, in: 1000, answers: map[string]string{"year-axis@Katalog": "2025"},
			want: `cost D3 2025 200
				benefit C3 2025 600, C4 2025 900`,
		},
		{
			name: "kinds said again below the lines",
			sheets: []hardSheet{{name: "Ark1", text: `
Energirenovering
t.kr., 2024-p/l
Investering | 2024 | 2025
Tag | 3000 | 1000
Vinduer | 2000 |
Sum | 5000 | 1000

Besparelse | 2024 | 2025
Varme | | 400
El | | 100
Sum | | 500

Samlet | 2024 | 2025
Investering | 5000 | 1000
Besparelse | 0 | 500
Netto | 5000 | 500`}},
			in: 1000, finds: []string{"duplicate-table Ark1!A13"},
			want: `cost B4 2024 3000, C4 2025 1000, B5 2024 2000
				benefit C9 2025 400, C10 2025 100`,
		},
		{
			name: "what it costs and what it saves a year, beside each other",
			sheets: []hardSheet{{name: "Ark1", text: `
Ny kontrakt om telefoni
kr., 2024-p/l
Post | Ny udgift pr. år | Besparelse pr. år
Abonnement | 350000 | 150000
Support | 60000 | 20000`}},
			answers: map[string]string{"year-axis@Ark1": "2025"},
			want: `cost B4 2025 350000, B5 2025 60000
				benefit C4 2025 150000, C5 2025 20000`,
		},
	})
}

// A hidden column that the total at the end of the row counts is proposed to
// count, and a sheet called a year is of that year.
func TestWhatTheSheetShowsIsProposed(t *testing.T) {
	got := proposalsIn(hardSheet{name: "Ark1", hidden: "C", text: `
Ny portal
kr., 2024-p/l
Post | 2024 | 2025 | 2026 | I alt
Udgifter
Køb | 400000 | 100000 | 100000 | =SUM(B5:D5) -> 600000`})
	if got["hidden@Ark1"] != include {
		t.Errorf("proposals: %v", got)
	}
	got = proposalsIn(hardSheet{name: "2025", text: `
Ny portal
kr., 2024-p/l
Post | Beløb
Udgifter
Køb | 10000
Gevinster
Tid | 80000`})
	if got["year-axis@2025"] != "2025" {
		t.Errorf("proposals: %v", got)
	}
}
