package importers

import "testing"

// Rows that say themselves that they are not in the sum, or are but the full-year
// level of the lines above them, and columns that seem to say what they do not.
func TestHardBooksOfRowsLeftOut(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a row that is in the case and not in the sum, and one left out by its remark",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles vagtplan*
t.kr., 2026-pl
Post | 2026 | 2027 | Bemærkning
Udgifter
Licens | 500 | 700 |
Support | 40 | 50 | Indgår ikke i summen
Udgifter i alt | 500 | 700 |
Gevinster
Porto | 200 | 300 |
Kørsel | 20 | 30 | udeladt
Gevinster i alt | 200 | 300 |`}},
			in: 1000, answers: map[string]string{"row@Ø!A6": asLine, "row@Ø!A10": asNothing},
			want: `cost B5 2026 500, C5 2027 700, B6 2026 40, C6 2027 50
				benefit B9 2026 200, C9 2027 300`,
			quiet: []string{"total-mismatch"},
		},
		{
			name: "rows of a register that say that they are not counted",
			sheets: []hardSheet{{name: "Katalog", text: `
Projekt | Område | Udgift 2026 (t.kr., 2026-pl) | Gevinst 2027 (t.kr., 2026-pl) | Bemærkning
Digital byggesag | Økonomi | 500 | 200 |
Ny telefoni (indgår ikke i summen) | Børn | 300 | 210 |
E-arkiv | Børn | 30 | 40 | Tæller ikke med
I alt | | 500 | 200 |`}},
			in: 1000, answers: map[string]string{"row@Katalog!A3": asNothing, "row@Katalog!A4": asLine},
			want: `cost C2 2026 500, C4 2026 30
				benefit D2 2027 200, D4 2027 40`,
			quiet: []string{"total-mismatch"},
		},
		{
			name: "a row that is the full-year level",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles vagtplan*
t.kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licens | 500 | 700
Gevinster
Porto | 100 | 200
Helårseffekt | 400 | 400`}},
			in: 1000, answers: map[string]string{"row@Ø!A8": asNothing},
			want: `cost B5 2026 500, C5 2027 700
				benefit B7 2026 100, C7 2027 200`,
		},
		{
			name: "a column called Enhed that names parts of the organisation",
			sheets: []hardSheet{{name: "Katalog", text: `
Projekt | Enhed | Udgift 2026 (t.kr., 2026-pl) | Gevinst 2027 (t.kr., 2026-pl)
Digital byggesag | Økonomi | 500 | 200
Ny telefoni | Børn | 300 | 210`}},
			in: 1000,
			want: `cost C2 2026 500, C3 2026 300
				benefit D2 2027 200, D3 2027 210`,
		},
	})
}

// What is spent up to a year is proposed as of that year, not of the one beside it.
func TestYearsUpToAreProposed(t *testing.T) {
	got := proposalsIn(hardSheet{name: "Ark", text: `
Projekt | Område | Anlægsudgift t.o.m. 2025 (t.kr., 2026-pl) | Anlægsudgift 2026 (t.kr., 2026-pl) | Gevinst 2026 (t.kr., 2026-pl)
Digital byggesag | Økonomi | 500 | 200 | 100
Ny telefoni | Børn | 300 | 200 | 150`})
	if got["year-axis@Ark!C1"] != "2025" {
		t.Errorf("proposed %q, want 2025; all: %v", got["year-axis@Ark!C1"], got)
	}
}
