package importers

import "testing"

// Hard to read because columns and rows with numbers are no amounts, or are
// computed from those that are: every one is stored, checked, asked about or told
// of.
func TestHardBooksOfComputedColumns(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the difference of two columns beside them",
			sheets: []hardSheet{{name: "Status", text: `
Gevinster i t.kr., løbende priser. Beløb pr. kvartal.
Projekt | K1 2026 | < | < | K2 2026 | < | <
 | Plan | Realiseret | Afvigelse | Plan | Realiseret | Afvigelse
GIS | 100 | 80 | -20 | 110 | 115 | 5
Arkiv | 60 | 70 | 10 | 40 | 30 | -10`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, quiet: []string{"column-left-out"},
			want:   `benefit B4 2026K1 100, C4 2026K1 80, E4 2026K2 110, F4 2026K2 115, B5 2026K1 60, C5 2026K1 70, E5 2026K2 40, F5 2026K2 30`,
			leaves: []string{"D4", "D5", "G4", "G5"},
		},
		{
			name: "a full-year effect without a year beside years",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | 2025 | 2026 | Helårseffekt
Udgift til licens | 60000 | 60000 | 120000
Besparelse på telefontid | 90000 | 140000 | 300000`}},
			want: `cost B4 2025 60000, C4 2026 60000
				benefit B5 2025 90000, C5 2026 140000`,
			finds: []string{"column-left-out Ø!D3"},
		},
		{
			name: "a column of totals that differs in one row",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | 2025 | 2026 | I alt
Udgift til licens | 60000 | 60000 | 130000
Besparelse på telefontid | 90000 | 140000 | 230000`}},
			want: `cost B4 2025 60000, C4 2026 60000
				benefit B5 2025 90000, C5 2026 140000`,
			finds: []string{"total-mismatch Ø!D4"},
		},
		{
			name: "a sum of two years that differs in one row",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | 2025 | 2026 | 2025-2026
Udgift til licens | 60000 | 60000 | 130000
Besparelse på telefontid | 90000 | 140000 | 230000`}},
			want: `cost B4 2025 60000, C4 2026 60000
				benefit B5 2025 90000, C5 2026 140000`,
			finds: []string{"total-mismatch Ø!D4"},
		},
		{
			name: "what is left of the budget",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Budget 2025 | Forbrug pr. 30/9 | Rest 2025
Udgift til licens | 60000 | 40000 | 20000
Udgift til konsulent | 90000 | 50000 | 40000
Besparelse på telefontid | 140000 | 100000 | 40000`}},
			answers: map[string]string{"year-axis@Ø!C3": "2025"},
			want: `cost B4 2025 60000, C4 2025 40000, B5 2025 90000, C5 2025 50000
				benefit B6 2025 140000, C6 2025 100000`,
			finds: []string{"column-derived Ø!D3"},
		},
		{
			name: "a rest of one row, where the numbers agree",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Budget 2025 | Regnskab 2025 | Tilbage 2025
Udgift til licens | 60000 | 40000 | 20000`}},
			want:  `cost B4 2025 60000, C4 2025 40000`,
			finds: []string{"column-derived Ø!D3"},
		},
		{
			name: "a rest that the numbers do not agree with",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Budget 2025 | Forbrug 2025 | Rest 2025
Udgift til licens | 60000 | 40000 | 25000
Udgift til drift | 70000 | 40000 | 31000`}},
			answers: map[string]string{"row@Ø!D3": "leave"},
			want:    `cost B4 2025 60000, C4 2025 40000, B5 2025 70000, C5 2025 40000`,
		},
		{
			name: "a difference that its heading does not name",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Budget 2025 | Regnskab 2025 | Ultimo 2025
Udgift til licens | 60000 | 40000 | 20000
Udgift til drift | 70000 | 45000 | 25000`}},
			answers: map[string]string{"row@Ø!D3": "leave"},
			want:    `cost B4 2025 60000, C4 2025 40000, B5 2025 70000, C5 2025 45000`,
		},
		{
			name: "a per cent that its heading does not name",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Budget 2025 | Regnskab 2025 | Anvendt i 2025
Udgift til licens | 60000 | 45000 | 75
Udgift til drift | 70000 | 35000 | 50`}},
			answers: map[string]string{"row@Ø!D3": "leave"},
			want:    `cost B4 2025 60000, C4 2025 45000, B5 2025 70000, C5 2025 35000`,
		},
		{
			name: "years that happen to be the difference of two others",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift til licens | 10000 | 20000 | 30000
Gevinst, opkald | 70000 | 140000 | 210000`}},
			want: `cost B4 2025 10000, C4 2026 20000, D4 2027 30000
				benefit B5 2025 70000, C5 2026 140000, D5 2027 210000`,
		},
		{
			name: "parts of a year's amounts and what they make",
			sheets: []hardSheet{{name: "Ø", text: `
*Chatbot*
kr., 2025-pl
Post | Løn 2025 | Øvrigt 2025 | Hele 2025
Udgift til licens | 10000 | 20000 | 30000
Udgift til konsulent | 70000 | 140000 | 210000`}},
			answers: map[string]string{"subtotal@Ø!D3": "sum", "scenario@Ø": "all"},
			want:    `cost B4 2025 10000, C4 2025 20000, B5 2025 70000, C5 2025 140000`,
		},
	})
}

// Hard to read because a row tells what is new in each year, what has come
// together so far, or what comes of the lines above it.
func TestHardBooksOfRunningSums(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "what is new in the year above what it adds up to",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027 | 2028
Udgift til drift, ny i året | 100 | 50 | 50 | 50
Udgift til drift, akkumuleret | 100 | 150 | 200 | 250
Gevinst | 0 | 200 | 300 | 400`}},
			in:      1000,
			answers: map[string]string{"level-or-increment@Ø!A4": "increment"},
			want: `cost B4 2025 100, C4 2026 150, D4 2027 200, E4 2028 250
				benefit B6 2025 0, C6 2026 200, D6 2027 300, E6 2028 400`,
			finds: []string{"running-sum-left-out Ø!A5"},
		},
		{
			name: "a running sum that its name hides",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027 | 2028
Nye licenser i året | 100 | 50 | 60 | 70
Licenser pr. 31/12 | 100 | 150 | 210 | 280
Gevinst | 0 | 200 | 300 | 400`}},
			in:      1000,
			answers: map[string]string{"row@Ø!A5": "leave", "level-or-increment@Ø!A4": "increment"},
			want: `cost B4 2025 100, C4 2026 150, D4 2027 210, E4 2028 280
				benefit B6 2025 0, C6 2026 200, D6 2027 300, E6 2028 400`,
		},
		{
			name: "a running sum that calls itself a total",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027 | 2028
Udgift til drift | 100 | 50 | 60 | 70
Udgift til drift i alt siden start | 100 | 150 | 210 | 280
Gevinst | 0 | 200 | 300 | 400`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 50, D4 2027 60, E4 2028 70
				benefit B6 2025 0, C6 2026 200, D6 2027 300, E6 2028 400`,
			finds: []string{"running-sum-left-out Ø!A5"},
		},
		{
			name: "what is new in the year with nothing beside it",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift til licenser, nye i året | 100 | 50 | 60
Gevinst | 0 | 200 | 300`}},
			in:      1000,
			answers: map[string]string{"level-or-increment@Ø!A4": "increment"},
			want: `cost B4 2025 100, C4 2026 150, D4 2027 210
				benefit B5 2025 0, C5 2026 200, D5 2027 300`,
		},
		{
			name: "a plain benefit and its running sum are no question",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift til licens | 100 | 20 | 20
Gevinst, opkald | 70 | 140 | 150
Akkumuleret gevinst | 70 | 210 | 360`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 20, D4 2027 20
				benefit B5 2025 70, C5 2026 140, D5 2027 150`,
		},
		{
			name: "a net that is wrong in one year",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift til licens | 100 | 120 | 20
Gevinst, opkald | 70 | 140 | 150
Netto | -30 | 20 | 120`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 120, D4 2027 20
				benefit B5 2025 70, C5 2026 140, D5 2027 150`,
			finds: []string{"net-differs Ø!D6"},
		},
		{
			name: "a running net that does not run",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift til licens | 100 | 120 | 20
Gevinst, opkald | 70 | 140 | 150
Netto | -30 | 20 | 130
Akkumuleret netto | -30 | -10 | 150`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 120, D4 2027 20
				benefit B5 2025 70, C5 2026 140, D5 2027 150`,
			finds: []string{"row-left-out Ø!A7"},
		},
		{
			name: "a large number beside a label that says nothing, and those that say something",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Bevilling fra puljen | 450000
Telefon | 43686868
Antal borgere | 52000
Startår | 2025

Post | 2025 | 2026
Udgift til licens | 100 | 120
Gevinst, opkald | 70 | 140`}},
			in: 1000,
			want: `cost B9 2025 100, C9 2026 120
				benefit B10 2025 70, C10 2026 140`,
			finds: []string{"unread-number Ø!B3"},
		},
		{
			name: "a sheet with an amount or two that no heading dates",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026
Udgift til licens | 100 | 120
Gevinst, opkald | 70 | 140`}, {name: "Følsomhed", text: `
Gevinst 10 pct. lavere | 4871 | 4652`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 120
				benefit B5 2025 70, C5 2026 140`,
			finds: []string{"sheet-unread Følsomhed!B1"},
		},
	})
}
