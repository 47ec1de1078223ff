package importers

import "testing"

// Variations on money that stands twice, and on years and signs beside amounts.
func TestHardBooksOfMoneyAgain(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a table of totals below the projects",
			sheets: []hardSheet{{name: "Samlet", text: `
Beløb i t.kr. (2025-pl)
*Projekt A - Sensorer*
Post | 2025 | 2026
Investering | 400 | 0
Besparelse | 0 | 120

*Projekt B - Ruter*
Post | 2025 | 2026
Investering | 150 | 50
Besparelse | 20 | 80

*Samlet for A og B*
Post | 2025 | 2026
Investering | 550 | 50
Besparelse | 20 | 200`}},
			in: 1000,
			want: `cost B4 2025 400, C4 2026 0, B9 2025 150, C9 2026 50
				benefit B5 2025 0, C5 2026 120, B10 2025 20, C10 2026 80`,
			finds: []string{"table-of-totals Samlet!A13"},
		},
		{
			name: "a table of totals above the projects",
			sheets: []hardSheet{{name: "Program", text: `
t.kr., 2024-priser
Program i alt
Post | 2024 | 2025
Udgifter | 700 | 150
Gevinster | 100 | 600
Delprojekt Skole
Post | 2024 | 2025
Udgifter | 400 | 100
Gevinster | 50 | 350
Delprojekt Dagtilbud
Post | 2024 | 2025
Udgifter | 300 | 50
Gevinster | 50 | 250`}},
			in: 1000,
			want: `cost B8 2024 400, C8 2025 100, B12 2024 300, C12 2025 50
				benefit B9 2024 50, C9 2025 350, B13 2024 50, C13 2025 250`,
			finds: []string{"table-of-totals Program!A3"},
		},
		{
			name: "a yearly saving that the years have not reached",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles vagtcentral*
kr., 2025-priser
Gevinst | Årlig besparelse | 2025 | 2026
Vikarer | 600000 | 100000 | 400000
Kørsel | 120000 | 0 | 60000`}},
			answers: map[string]string{"row@Ø!B3": asNothing},
			want:    `benefit C4 2025 100000, D4 2026 400000, C5 2025 0, D5 2026 60000`,
		},
		{
			name: "each amount has its year in a column beside it",
			sheets: []hardSheet{{name: "Liste", text: `
Investeringsønsker. Beløb i kr., 2025-priser
Projekt | Investering | År | Årlig gevinst | Effekt fra år
Bro-sensorer | 800000 | 2025 | 200000 | 2026
Varmestyring | 1500000 | 2026 | 450000 | 2027`}},
			names: []string{"Bro-sensorer", "Varmestyring"},
			want: `cost B3 2025 800000, B4 2026 1500000
				benefit D3 2026 200000, D4 2027 450000`,
		},
		{
			name: "licenses under a saving",
			sheets: []hardSheet{{name: "Ø", text: `
*Opgaver hjemtages*
t.kr., 2025-priser
Konto | Budget i dag 2026 | Budget efter 2026 | Besparelse 2026
Konsulenter | 900 | 300 | 600
Licenser | 400 | 350 | 50`}},
			in: 1000, want: `benefit D4 2026 600, D5 2026 50`,
			finds: []string{"before-after Ø!B3", "before-after Ø!C3"},
		},
		{
			name: "a row called Drift that falls",
			sheets: []hardSheet{{name: "Ø", text: `
*Cykelparkering*
t.kr., 2025-pl
Post | 2025 | 2026
Anlæg | 800 | 0
Drift | -20 | -50`}},
			in: 1000, answers: map[string]string{"sign@Ø": benefitNegative},
			want: `cost B4 2025 800, C4 2026 0
				benefit B5 2025 20, C5 2026 50`,
		},
		{
			name: "income below nothing by a note that a title says",
			sheets: []hardSheet{{name: "B", text: `
*Svømmehal med app*
kr., 2025-pl. Indtægter er angivet med minus
Post | 2025 | 2026
Billetindtægter | -200000 | -250000
Mindreindtægt, kiosk | 30000 | 30000
App, udgift | 150000 | 20000`}},
			want: `benefit B4 2025 200000, C4 2026 250000
				cost B5 2025 30000, C5 2026 30000, B6 2025 150000, C6 2026 20000`,
		},
		{
			name: "budget before and after, and a change that says its signs",
			sheets: []hardSheet{{name: "Ø", text: `
*Ny telefoni*
t.kr., 2025-priser
Post | 2025 | 2026
Budget før | 900 | 900
Budget efter | 1000 | 700
Ændring (merudgift +, mindreudgift -) | 100 | -200`}},
			in: 1000,
			want: `cost B6 2025 100
				benefit C6 2026 200`,
			finds: []string{"before-after Ø!A4", "before-after Ø!A5"},
		},
		{
			name: "the halves of a year and its total",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles kontakt*
t.kr., løbende priser
Post | 1. halvår 2025 | 2. halvår 2025 | 2025 i alt
Udgift til konsulent | 200 | 150 | 350
Gevinst ved tid | 0 | 100 | 100`}},
			in: 1000,
			want: `cost B4 2025 200, C4 2025 150
				benefit B5 2025 0, C5 2025 100`,
		},
		{
			name: "estimates below each other, one of them called Forventet",
			sheets: []hardSheet{{name: "Ø", text: `
t.kr., 2025-pl
Minimum
Post | 2025 | 2026
Udgift | 100 | 10
Gevinst | 0 | 40
Forventet
Post | 2025 | 2026
Udgift | 120 | 12
Gevinst | 0 | 60
Maksimum
Post | 2025 | 2026
Udgift | 150 | 20
Gevinst | 0 | 90`}},
			in: 1000, answers: map[string]string{"scenario@Ø": "Forventet"},
			want: `cost B8 2025 120, C8 2026 12
				benefit B9 2025 0, C9 2026 60`,
		},
	})
}
