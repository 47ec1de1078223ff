package importers

import "testing"

// Money that a workbook says twice on purpose: recalculated prices, what is taken
// off, and two years' versions of a case.
func TestHardBooksOfMoneyRecalculated(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "tables in two price levels",
			sheets: []hardSheet{{name: "Beregning", text: `
*Ny hjemmeside*
Beløb i kr.
Tilbud (2023-pl)
 | 2025 | 2026
Udgift bureau | 800000 | 150000
Udgift hosting | 45000 | 90000

Omregnet (2025-pl)
 | 2025 | 2026
Udgift bureau | 839200 | 157350
Udgift hosting | 47205 | 94410
Gevinst løn | 60000 | 180000`}},
			answers: map[string]string{"scenario@Beregning": "2025-pl"},
			want: `cost B10 2025 839200, C10 2026 157350, B11 2025 47205, C11 2026 94410
				benefit B12 2025 60000, C12 2026 180000`,
			leaves: []string{"B5", "C5", "B6", "C6"}, quiet: []string{"price-levels-mixed"},
		},
		{
			name: "rows that are taken off the row above",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ny bilpark*
t.kr., 2025-pl
 | 2025 | 2026
Udgifter
System | 380 | 150
- allerede bevilget | 100 | 50
Merudgift | 280 | 100
Gevinster
Løn | 200 | 300
fratrukket vikarudgift | 50 | 60
Rest | 150 | 240`}},
			in: 1000, answers: map[string]string{"kind@Økonomi!A6": "reversal", "kind@Økonomi!A10": "reversal"},
			// 380 − 100 = 280 and 200 − 50 = 150
			want: `cost B5 2025 380, C5 2026 150, B6 2025 -100, C6 2026 -50
				benefit B9 2025 200, C9 2026 300, B10 2025 -50, C10 2026 -60`,
			quiet: []string{"total-mismatch", "row-left-out"},
		},
		{
			name: "an amount in millions of its own, and the sum in kroner",
			sheets: []hardSheet{{name: "Skema", text: `
*Skærmbesøg*
kr., 2025-pl
 | 2025 | 2026
Udgifter
System | '1,25 mio. | 200000
Oplæring | 50000 | 10000
Udgifter i alt | 1300000 | 210000
Gevinster
Kørsel | '87 t.kr. | 90000
Gevinster i alt | 87000 | 90000`}},
			want: `cost B5 2025 1250000, C5 2026 200000, B6 2025 50000, C6 2026 10000
				benefit B9 2025 87000, C9 2026 90000`,
			quiet: []string{"total-mismatch"},
		},
		{
			name: "a column of units with thousands and kroner, typed sums",
			sheets: []hardSheet{{name: "Skema", text: `
*Skærmbesøg*
2025-pl
 | Enhed | 2025 | 2026
Udgifter
System | t.kr. | 1200 | 800
Ledelse | kr. | 275000 | 275000
Udgifter i alt | t.kr. | 1475 | 1075
Gevinster
Kørsel | t.kr. | 87 | 90`}},
			want: `cost C5 2025 1200000, D5 2026 800000, C6 2025 275000, D6 2026 275000
				benefit C9 2025 87000, D9 2026 90000`,
			quiet: []string{"total-mismatch"},
		},
	})
}

// Cases whose titles differ by a year alone are one case in two versions, or two.
func TestHardBooksOfTitlesWithAYear(t *testing.T) {
	sheet := func(name, title, amounts string) hardSheet {
		return hardSheet{name: name, text: title + `
t.kr., 2020-pl
 | 2021 | 2022
Udgift til licens | 100 | 100
Gevinst på porto | ` + amounts}
	}
	readHardBooks(t, []hardBook{
		{
			name:   "in the titles of two sheets",
			sheets: []hardSheet{sheet("Gammel", "*Digital post 2019*", "200 | 250"), sheet("Ny", "*Digital post 2020*", "210 | 270")},
			in:     1000, answers: map[string]string{"duplicate-case@Ny!A1": "Digital post 2020"},
			names: []string{"Digital post 2020"},
			want: `cost Ny!B4 2021 100, Ny!C4 2022 100
				benefit Ny!B5 2021 210, Ny!C5 2022 270`,
			leaves: []string{"B4", "C4", "B5", "C5"},
		},
		{
			name:   "in the names of two sheets",
			sheets: []hardSheet{sheet("BC-2019", "", "200 | 250"), sheet("BC-2020", "", "210 | 270")},
			in:     1000, answers: map[string]string{"duplicate-case@BC-2020": "BC-2020"},
			names: []string{"BC-2020"},
			want: `cost BC-2020!B3 2021 100, BC-2020!C3 2022 100
				benefit BC-2020!B4 2021 210, BC-2020!C4 2022 270`,
			leaves: []string{"B3", "C3", "B4", "C4"},
		},
	})
}

// A share of the first year beside amounts of whole years is told of.
func TestHardBooksOfPhaseInColumns(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "beside the yearly benefit of a register",
		sheets: []hardSheet{{name: "Katalog", text: `
Idékatalog, kr., 2025-pl
Forslag | Engangsudgift | Årlig gevinst | Startår | Indfasning år 1
Chatbot | 350000 | 400000 | 2025 | '25 %
Sensorer | 180000 | 60000 | 2026 | '50 %`}},
		answers: map[string]string{"year-axis@Katalog": "start-year"},
		finds:   []string{"phase-in-unused Katalog!E2"},
		want: `cost B3 2025 350000, B4 2026 180000
			benefit C3 2025 400000, C4 2026 60000`,
	}})
}
