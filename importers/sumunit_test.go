package importers

import "testing"

// Sums of rows and columns that each have a unit of their own.
func TestHardBooksOfSumsInUnits(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "cases beside each other, each in its unit, with running costs below what is paid once",
			sheets: []hardSheet{{name: "Valg", text: `
Forslag til prioritering (2026-pl)

Forslag | Sensorer på veje | Ny app | I alt (t.kr.)
Projektnr. | V-1 | V-2 |
Beløb angivet i | t.kr. | kr. |
Engangsudgifter | | |
2026 | 700 | 90000 | 790
2027 | 40 | | 40
Afledt drift | | |
2026 | 30 | 20000 | 50
2027 | 60 | 20000 | 80
Gevinster | | |
2026 | 0 | 15000 | 15
2027 | 310 | 85000 | 398`}},
			// In t.kr.: 700 + 90 = 790, 40, 30 + 20 = 50, 60 + 20 = 80, 0 + 15 = 15; 310 + 85 = 395, and 398 is stated.
			names: []string{"Sensorer på veje", "Ny app"}, in: 1000, finds: []string{"total-mismatch Valg!D14"},
			quiet: []string{"text-says-running", "rule-no-running-cost"},
			want: `cost B7 2026 700, C7 2026 90, B8 2027 40, B10 2026 30, C10 2026 20, B11 2027 60, C11 2027 20
				benefit B13 2026 0, C13 2026 15, B14 2027 310, C14 2027 85`,
		},
	})
}
