package importers

import "testing"

// A legend says what the signs of lines mean that stand under the name of a budget:
// "Drift" is no cost where "- = mindreudgift".
func TestHardBooksOfLegends(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "savings below nothing, the lines with their art",
		sheets: []hardSheet{{name: "Blanket", text: `
Budgetforslag 2026-2027
Emne: | Automatisk arkiv
Beløb i | 1.000 kr. | 2026 p/l
+ = merudgift/mindreindtægt   - = mindreudgift/merindtægt

Drift | Art | Konto | B26 | BO27
Lønsum, arkivet | 1 | 64551001 | -420 | -1260
Kontorhold | 2 | 64551002 | -25 | -50
Licens | 4 | 64551010 | 310 | 310
Salg af ydelser | 7 | 64551070 | | -75
Driftsvirkning | | | =SUM(D7:D10) -> -135 | =SUM(E7:E10) -> -1075`}},
		names: []string{"Automatisk arkiv"}, in: 1000,
		want: `cost D9 2026 310, E9 2027 310
			benefit D7 2026 420, E7 2027 1260, D8 2026 25, E8 2027 50, E10 2027 75`,
	}})
}

// Estimates of a case that stand below each other are asked about, each by its name;
// they are never added.
func TestHardBooksOfStackedEstimates(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "numbered tables below each other",
			sheets: []hardSheet{{name: "Scenarier", text: `
*Ruter til affald*
t.kr., 2025-pl
1. Forsigtigt
 | 2025 | 2026
Udgift til indkøb | 90 | 18
Gevinst på ruter | 0 | 250

2. Forventet
 | 2025 | 2026
Udgift til indkøb | 75 | 16
Gevinst på ruter | 100 | 450

3. Højt
 | 2025 | 2026
Udgift til indkøb | 70 | 16
Gevinst på ruter | 200 | 700`}},
			names: []string{"Ruter til affald"}, in: 1000, answers: map[string]string{"scenario@Scenarier": "2. Forventet"},
			want: `cost B10 2025 75, C10 2026 16
				benefit B11 2025 100, C11 2026 450`,
			leaves: []string{"B5", "C5", "B6", "C6", "B15", "C15", "B16", "C16"},
		},
		{
			name: "headings between the rows of one table",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ruter til affald*
t.kr., 2025-pl
 | 2025 | 2026
Optimistisk
Udgift til indkøb | 70 | 16
Gevinst på ruter | 200 | 700
Forventet
Udgift til indkøb | 75 | 16
Gevinst på ruter | 100 | 450
Pessimistisk
Udgift til indkøb | 90 | 18
Gevinst på ruter | 0 | 250`}},
			in: 1000, answers: map[string]string{"scenario@Økonomi": "Forventet"},
			want: `cost B8 2025 75, C8 2026 16
				benefit B9 2025 100, C9 2026 450`,
			leaves: []string{"B5", "C5", "B6", "C6", "B11", "C11", "B12", "C12"},
		},
	})
}
