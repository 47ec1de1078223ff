package importers

import "testing"

// Hard to read because "min." is the least of something in one place and minutes
// in another, and because a register knows its cases by their numbers alone.
func TestHardBooksOfMinimaAndNumbers(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the least and the most of a benefit",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital kø*
t.kr., 2025-pl
Post | 2025 | 2026
Udgift til system | 400 | 50
Gevinst (min.) | 100 | 200
Gevinst (maks.) | 300 | 500`}},
			in:      1000,
			answers: map[string]string{"scenario@Ø!A5": "Gevinst (min.)"},
			want: `cost B4 2025 400, C4 2026 50
				benefit B5 2025 100, C5 2026 200`,
		},
		{
			name: "min. of which nothing says what it is",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital kø*
t.kr., 2025-pl
Post | 2025 | 2026
Udgift til system | 400 | 50
Gevinst (min.) | 100 | 200`}},
			in:      1000,
			answers: map[string]string{"unit@Ø!A5": asMoney},
			want: `cost B4 2025 400, C4 2026 50
				benefit B5 2025 100, C5 2026 200`,
		},
		{
			name: "minutes that a case takes",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital kø*
t.kr., 2025-pl
Post | 2025 | 2026
Udgift til system | 400 | 50
Sagsbehandlingstid (min.) | 20 | 15
Gevinst på løn | 100 | 200`}},
			in: 1000,
			want: `cost B4 2025 400, C4 2026 50
				benefit B6 2025 100, C6 2026 200`,
			finds: []string{"not-money-hours Ø!B5"},
		},
		{
			name: "cases known by their numbers, with quarters",
			sheets: []hardSheet{{name: "Gevinster", text: `
Gevinster (t.kr., 2025-pl)
Sagsnr. | Gevinst | K1 2025 | K2 2025
S1 | Færre breve | 50 | 60
S1 | Kortere tid | 10 | 20
S2 | Lukket system | 100 | 100
 | I alt | 160 | 180`}},
			in:      1000,
			numbers: []string{"S1", "S2"},
			want:    `benefit C3 2025K1 50, D3 2025K2 60, C4 2025K1 10, D4 2025K2 20, C5 2025K1 100, D5 2025K2 100`,
		},
		{
			name: "a case in every row, with years",
			sheets: []hardSheet{{name: "Gevinster", text: `
Gevinster (t.kr., 2025-pl)
Projektnr. | Gevinst | 2025 | 2026
101 | Færre breve | 50 | 60
102 | Kortere tid | 10 | 20`}},
			in:      1000,
			numbers: []string{"101", "102"},
			want:    `benefit C3 2025 50, D3 2026 60, C4 2025 10, D4 2026 20`,
		},
		{
			name: "numbers of lines, and no cases",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., 2025-pl
Nr. | Gevinst | 2025 | 2026
1 | Færre breve | 50 | 60
2 | Kortere tid | 10 | 20`}},
			in:    1000,
			names: []string{"Digital post"},
			want:  `benefit C4 2025 50, D4 2026 60, C5 2025 10, D5 2026 20`,
		},
	})
}
