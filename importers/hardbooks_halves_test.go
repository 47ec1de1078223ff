package importers

import "testing"

// Hard to read because a column holds half of a year, and others its quarters or
// the whole of it. Halves are of their year; what holds others is no amount.
func TestHardBooksOfHalves(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "halves named by their quarters",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | K1-K2 2025 | K3-K4 2025
Porto | 9000 | 9100
Papir | 800 | 810`}},
			want: `benefit B4 2025 9000, C4 2025 9100, B5 2025 800, C5 2025 810`,
		},
		{
			name: "halves named by their months",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | jan-jun 2025 | jul-dec 2025
Porto | 9000 | 9100`}},
			want: `benefit B4 2025 9000, C4 2025 9100`,
		},
		{
			name: "halves and the year that they make",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | K1-K2 2025 | K3-K4 2025 | 2025
Porto | 9000 | 9100 | 18100
Papir | 800 | 810 | 1610`}},
			want: `benefit B4 2025 9000, C4 2025 9100, B5 2025 800, C5 2025 810`,
		},
		{
			name: "halves and years of two years",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | 1. halvår 2025 | 2. halvår 2025 | 2025 | 1. halvår 2026 | 2. halvår 2026 | 2026
Porto | 9000 | 9100 | 18100 | 9200 | 9300 | 18600`}},
			want:  `benefit B4 2025 9000, C4 2025 9100, E4 2026 9200, F4 2026 9300`,
			finds: []string{"total-mismatch Ø!G4"},
		},
		{
			name: "quarters, their halves and their year",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | K1 2025 | K2 2025 | K1-K2 2025 | K3 2025 | K4 2025 | K3-K4 2025 | 2025
Porto | 9000 | 9100 | 18100 | 9200 | 9300 | 18500 | 36600`}},
			want: `benefit B4 2025K1 9000, C4 2025K2 9100, E4 2025K3 9200, F4 2025K4 9300`,
		},
		{
			name: "quarters without a year, and the year as a number",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | 1. kvt. | 2. kvt. | 3. kvt. | 4. kvt. | 2025
Porto | 9000 | 9100 | 9200 | 9300 | 36600`}},
			want: `benefit B4 2025K1 9000, C4 2025K2 9100, D4 2025K3 9200, E4 2025K4 9300`,
		},
		{
			name: "months with the sums of their quarters, under a year",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
t.kr., 2024-pl
 | 2024 | < | < | < | < | < | < | <
Gevinst | jan | feb | mar | 1. kvt. | apr | maj | jun | 2. kvt.
Porto | 10 | 11 | 12 | 33 | 13 | 14 | 15 | 42`}},
			in:   1000,
			want: `benefit B5 2024-01 10, C5 2024-02 11, D5 2024-03 12, F5 2024-04 13, G5 2024-05 14, H5 2024-06 15`,
		},
		{
			name: "a kind over its only part, with the same numbers",
			sheets: []hardSheet{{name: "Ø", text: `
*Ny økonomiløsning*
t.kr., 2023-pl
Post | 2023 | 2024
Udgifter | 400 | 50
  Design | 150 | 0
  Udvikling | 250 | 50
Gevinst | 0 | 300
  Færre henvendelser | 0 | 300`}},
			in:      1000,
			names:   []string{"Ny økonomiløsning"},
			answers: map[string]string{"subtotal@Ø!A7": asSum},
			want: `cost B5 2023 150, C5 2024 0, B6 2023 250, C6 2024 50
				benefit B8 2023 0, C8 2024 300`,
		},
		{
			name: "a kind over parts that have a number in one year only",
			sheets: []hardSheet{{name: "Ø", text: `
*Ny hjemmeside*
t.kr., 2024-pl
Post | 2024 | 2025
Udgifter til projektet | 430 | 75
   design | 180 | 0
   udvikling | 250 | 75
Gevinster ved projektet | 0 | 300
   henvendelser | 0 | 210
   trykning | 0 | 90`}},
			in:      1000,
			answers: map[string]string{"subtotal@Ø!A4": asSum, "subtotal@Ø!A7": asSum},
			want: `cost B5 2024 180, C5 2025 0, B6 2024 250, C6 2025 75
				benefit B8 2024 0, C8 2025 210, B9 2024 0, C9 2025 90`,
		},
		{
			name: "assumptions whose sources mention years",
			sheets: []hardSheet{{name: "Forudsætninger", text: `
Forudsætning | Værdi | Enhed | Kilde
Antal brugere | 620 | brugere | AD-udtræk februar 2024
Timesats | 340 | kr. | Løn og Personale, maj 2023
Rente | 0.04 | pr. år | Finansministeriet, maj 2023`}, {name: "Økonomi", text: `
*Ny telefoni*
t.kr., 2024-pl
Post | 2024 | 2025
Udgift til licens | 100 | 50
Gevinst på abonnement | 0 | 150`}},
			in: 1000,
			want: `cost Økonomi!B4 2024 100, Økonomi!C4 2025 50
				benefit Økonomi!B5 2024 0, Økonomi!C5 2025 150`,
		},
		{
			name: "several months that are no half and no quarter",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | 2025 | 2026 | jan-apr 2027
Porto | 9000 | 9100 | 3000`}},
			want: `benefit B4 2025 9000, C4 2026 9100, D4 2027 3000`,
		},
		{
			name: "a year in three parts of several months",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | jan-apr 2025 | maj-aug 2025 | sep-dec 2025
Udgift system | 400000 | 100000 | 100000
Gevinst leje | 0 | 150000 | 300000`}},
			want: `cost B4 2025 400000, C4 2025 100000, D4 2025 100000
				benefit B5 2025 0, C5 2025 150000, D5 2025 300000`,
		},
		{
			name: "quarters in pairs, of a year that the title says",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning 2025*
kr., 2025-pl
Post | 1.-2. kvartal | 3.-4. kvartal
Udgift system | 400000 | 100000
Gevinst leje | 0 | 150000`}},
			want: `cost B4 2025 400000, C4 2025 100000
				benefit B5 2025 0, C5 2025 150000`,
		},
		{
			name: "three quarters and the fourth",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 1.-3. kvartal 2025 | 4. kvartal 2025 | 2026
Udgift system | 400000 | 100000 | 50000
Gevinst leje | 0 | 150000 | 300000`}},
			want: `cost B4 2025 400000, C4 2025K4 100000, D4 2026 50000
				benefit B5 2025 0, C5 2025K4 150000, D5 2026 300000`,
		},
		{
			name: "months that run on through a year",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | jan-mar 2025 | jan-jun 2025 | jan-sep 2025 | jan-dec 2025
Udgift system | 100000 | 200000 | 250000 | 400000
Gevinst leje | 0 | 150000 | 300000 | 350000`}},
			answers: map[string]string{"scenario@Ø": "jan-dec 2025"},
			want: `cost E4 2025 400000
				benefit E5 2025 350000`,
		},
		{
			name: "months from one year to the next",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | jul 2025 - jun 2026 | jul 2026 - jun 2027
Udgift system | 100000 | 200000
Gevinst leje | 10000 | 150000`}},
			answers: map[string]string{"year-axis@Ø": "2025"},
			want: `cost B4 2025 100000, C4 2026 200000
				benefit B5 2025 10000, C5 2026 150000`,
		},
		{
			name: "halves without a year beside the full effect of the next",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | 1. halvår | 2. halvår | Hele året | Helårseffekt 2026
Udgift til licens | 60000 | 60000 | 120000 | 120000
Besparelse på telefontid | 90000 | 140000 | 230000 | 300000`}},
			answers: map[string]string{"year-axis@Ø": "2025"},
			want: `cost B4 2025 60000, C4 2025 60000, E4 2026 120000
				benefit B5 2025 90000, C5 2025 140000, E5 2026 300000`,
		},
	})
}

// Hard to name: who made the workbook stands above what it is about, or only the
// name of the sheet says that.
func TestHardBooksOfNames(t *testing.T) {
	const table = `
t.kr. 2021 p/l
Post | 2021 | 2022
Udgifter
Licens | 400 | 100
Gevinster
Sparet tid | 0 | 300`
	under := func(row string) string { // the cells of the table whose costs stand in a row
		return `cost B` + row + ` 2021 400, C` + row + ` 2022 100
			benefit B` + next(row) + ` 2021 0, C` + next(row) + ` 2022 300`
	}
	readHardBooks(t, []hardBook{
		{
			name:   "a consultancy above the project",
			sheets: []hardSheet{{name: "Ark1", text: "\n*Nordlys Rådgivning A/S*\nDigital byggesag" + table}},
			names:  []string{"Digital byggesag"},
			in:     1000, want: under("6"),
		},
		{
			name:   "a department above the project",
			sheets: []hardSheet{{name: "Ark1", text: "\nCenter for Økonomi og It\nUdarbejdet for direktionen\nDigital byggesag" + table}},
			names:  []string{"Digital byggesag"},
			in:     1000, want: under("7"),
		},
		{
			name:    "nothing but a department",
			sheets:  []hardSheet{{name: "Ark1", text: "\nCenter for Velfærdsteknologi" + table}},
			names:   []string{"Digital byggesag"},
			answers: map[string]string{"title@Ark1": "Digital byggesag"},
			in:      1000, want: under("5"),
		},
		{
			name:   "the name of the sheet, and a heading that every case has",
			sheets: []hardSheet{{name: "Chatbot til borgerservice", text: "\nØkonomiske konsekvenser" + table}},
			names:  []string{"Chatbot til borgerservice"},
			in:     1000, want: under("5"),
		},
		{
			name:    "a sheet that is called what it holds",
			sheets:  []hardSheet{{name: "Budget 2021-2024 v2", text: "\nØkonomiske konsekvenser" + table}},
			names:   []string{"Digital byggesag"},
			answers: map[string]string{"title@Budget 2021-2024 v2": "Digital byggesag"},
			in:      1000, want: under("5"),
		},
		{
			name:   "a label with the title in it",
			sheets: []hardSheet{{name: "Ark1", text: "\n*Nordlys Rådgivning*\nVedr.: Digital byggesag" + table}},
			names:  []string{"Digital byggesag"},
			in:     1000, want: under("6"),
		},
		{
			name:   "the name of the project beside its label",
			sheets: []hardSheet{{name: "Ark1", text: "\n*Nordlys Rådgivning*\nNavn på projektet | Digital byggesag" + table}},
			names:  []string{"Digital byggesag"},
			in:     1000, want: under("6"),
		},
	})
}

// next is the row of the benefits below the costs of a table of these tests.
func next(row string) string { return map[string]string{"5": "7", "6": "8", "7": "9"}[row] }
