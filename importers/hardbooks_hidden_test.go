package importers

import "testing"

// What is hidden for different reasons cannot have one answer.
func TestHardBooksOfHiddenColumns(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a year between the others, and all years again in kroner",
			sheets: []hardSheet{{name: "Katalog", hidden: "CFGHI", text: `
Besparelser i t.kr., 2026-pl
Forslag | 2026 | 2027 | 2028 | 2029 | 2026 kr | 2027 kr | 2028 kr | 2029 kr
Vagtplan | 150 | 300 | 300 | 310 | =B3*1000 -> 150000 | =C3*1000 -> 300000 | =D3*1000 -> 300000 | =E3*1000 -> 310000
Nøgle | 80 | 200 | 250 | | =B4*1000 -> 80000 | =C4*1000 -> 200000 | =D4*1000 -> 250000 |
I alt | 230 | 500 | 550 | 310`}},
			in: 1000, answers: map[string]string{"hidden@Katalog": include},
			finds: []string{"column-other-unit Katalog!F2", "column-other-unit Katalog!I2"},
			want:  `benefit B3 2026 150, C3 2027 300, D3 2028 300, E3 2029 310, B4 2026 80, C4 2027 200, D4 2028 250`,
		},
		{
			name: "the same without formulas, rounded, and seen",
			sheets: []hardSheet{{name: "Katalog", text: `
Besparelser i t.kr., 2026-pl
Forslag | 2026 | 2027 | 2026 kr | 2027 kr
Vagtplan | 150 | 300 | 149600 | 300000
Nøgle | 80 | 200 | 80200 | 199800`}},
			in: 1000, finds: []string{"column-other-unit Katalog!D2"},
			want: `benefit B3 2026 150, C3 2027 300, B4 2026 80, C4 2027 200`,
		},
		{
			name: "a year between the others, and old years before them",
			sheets: []hardSheet{{name: "Katalog", hidden: "BCE", text: `
Besparelser i t.kr., 2026-pl
Forslag | 2023 | 2024 | 2026 | 2027 | 2028
Vagtplan | 10 | 20 | 150 | 300 | 310
Nøgle | 5 | 5 | 80 | 200 | 250`}},
			in:      1000,
			answers: map[string]string{"hidden@Katalog!B2": exclude, "hidden@Katalog!E2": include},
			want:    `benefit D3 2026 150, E3 2027 300, F3 2028 310, D4 2026 80, E4 2027 200, F4 2028 250`,
			leaves:  []string{"B3", "C3", "B4", "C4"},
		},
		{
			name: "a hidden row, and a hidden year",
			sheets: []hardSheet{{name: "Katalog", hidden: "C", text: `
Besparelser i t.kr., 2026-pl
Forslag | 2026 | 2027 | 2028
Vagtplan | 150 | 300 | 310
!Udgået | 1 | 2 | 3
Nøgle | 80 | 200 | 250`}},
			in:      1000,
			answers: map[string]string{"hidden@Katalog!B4": exclude, "hidden@Katalog!C2": include},
			want:    `benefit B3 2026 150, C3 2027 300, D3 2028 310, B5 2026 80, C5 2027 200, D5 2028 250`,
			leaves:  []string{"B4", "C4", "D4"},
		},
		{
			name: "costs that happen to be a thousand times a benefit are costs",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2026-pl
Forslag | Udgift 2026 | Gevinst 2026 | Gevinst 2027
Vagtplan | 1000 | 1 | 1000
Nøgle | 2000 | 2 | 2000`}},
			in: 1000,
			want: `cost B3 2026 1000, B4 2026 2000
				benefit C3 2026 1, D3 2027 1000, C4 2026 2, D4 2027 2000`,
		},
	})
}
