package importers

import (
	"testing"
	"time"

	"raaderum/portfolio"
)

// Sums that stand among what they add, and call themselves no sums.
func TestHardBooksOfSumsAmongAmounts(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "centres above their projects, by formula",
			sheets: []hardSheet{{name: "Plan", text: `
Handleplan, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Gevinst 2025 | Udgift 2026 | Gevinst 2026
Center for Leg | < | =SUM(C4:C5) -> 350 | =SUM(D4:D5) -> 120 | =SUM(E4:E5) -> 90 | =SUM(F4:F5) -> 400
1 | Legeplads-app | 250 | 120 | 60 | 300
2 | Digital kø | 100 | 0 | 30 | 100
Center for Vand | < | =SUM(C7:C7) -> 40 | =SUM(D7:D7) -> 5 | =SUM(E7:E7) -> 10 | =SUM(F7:F7) -> 70
3 | Vandmåler | 40 | 5 | 10 | 70
I alt |  | =C3+C6 -> 390 | =D3+D6 -> 125 | =E3+E6 -> 100 | =F3+F6 -> 470`}},
			in: 1000, names: []string{"Legeplads-app", "Digital kø", "Vandmåler"},
			want: `cost C4 2025 250, E4 2026 60, C5 2025 100, E5 2026 30, C7 2025 40, E7 2026 10
				benefit D4 2025 120, F4 2026 300, D5 2025 0, F5 2026 100, D7 2025 5, F7 2026 70`,
			quiet: []string{"total-mismatch", "counted-twice"},
		},
		{
			name: "centres above their projects, typed", // 350 = 250 + 100, 120 = 80 + 40, 90 = 60 + 30; 540 = 500 + 40
			sheets: []hardSheet{{name: "Plan", text: `
Handleplan, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Gevinst 2025 | Udgift 2026 | Gevinst 2026
Center for Leg | < | 350 | 120 | 90 | 400
1 | Legeplads-app | 250 | 80 | 60 | 300
2 | Digital kø | 100 | 40 | 30 | 100
Center for Vand | < | 540 | 25 | 12 | 74
3 | Vandmåler | 500 | 5 | 10 | 70
4 | Pumpevagt | 40 | 20 | 2 | 4
I alt |  | 890 | 145 | 102 | 474`}},
			in: 1000, names: []string{"Legeplads-app", "Digital kø", "Vandmåler", "Pumpevagt"},
			want: `cost C4 2025 250, E4 2026 60, C5 2025 100, E5 2026 30, C7 2025 500, E7 2026 10, C8 2025 40, E8 2026 2
				benefit D4 2025 80, F4 2026 300, D5 2025 40, F5 2026 100, D7 2025 5, F7 2026 70, D8 2025 20, F8 2026 4`,
			quiet: []string{"total-mismatch"},
		},
		{
			name: "a project above its benefits, typed", // 425 = 300 + 45 + 80
			sheets: []hardSheet{{name: "Gevinster", text: `
Gevinstoversigt, kr., 2025-pl
Projekt | Gevinst | 2026 | 2027
Nattevagt | | 425 | 785
 | Færre vagter | 300 | 620
 | Mindre vask | 45 | 45
 | Færre fald | 80 | 120
Kørsel | | 400 | 950
 | Samkørsel | 400 | 950
Byggesag | | 285 | 300
 | Kortere tid | 250 | 260
 | Mindre scanning | 35 | 40
Kommunen | | 1110 | 2035`}},
			answers: map[string]string{"subtotal@Gevinster!A12": asSum}, // 1110 = 425 + 400 + 285
			names:   []string{"Nattevagt", "Kørsel", "Byggesag"},
			want:    `benefit C4 2026 300, D4 2027 620, C5 2026 45, D5 2027 45, C6 2026 80, D6 2027 120, C8 2026 400, D8 2027 950, C10 2026 250, D10 2027 260, C11 2026 35, D11 2027 40`,
		},
		{
			name: "programmes with numbers of their own, typed", // 400 = 100 + 300, 90 = 20 + 70
			sheets: []hardSheet{{name: "Plan", text: `
Projekter, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Udgift 2026
10 | Program Børn | 400 | 90
11 | Skema | 100 | 20
12 | Sovealarm | 300 | 70
20 | Kantine | 15 | 8`}},
			in: 1000, answers: map[string]string{"subtotal@Plan!B3": asSum},
			names: []string{"Skema", "Sovealarm", "Kantine"},
			want:  `cost C4 2025 100, D4 2026 20, C5 2025 300, D5 2026 70, C6 2025 15, D6 2026 8`,
		},
		{
			name: "a budget and what was added to it",
			sheets: []hardSheet{{name: "Budget", text: `
Puljen 2024, kr., årets priser
Projekt | Oprindeligt budget 2024 | Tillægsbevilling | Korrigeret budget 2024 | Regnskab 2024
Udgift til journal | 1200 | 150 | =B3+C3 -> 1350 | 1311
Udgift til vejapp | 300 | 0 | =B4+C4 -> 300 | 288`}},
			answers: map[string]string{"subtotal@Budget!D2": "whole", "kind@Budget!D2": "cost", "kind@Budget!E2": "cost"},
			want:    `cost D3 2024 1350, D4 2024 300, E3 2024 1311, E4 2024 288`,
			leaves:  []string{"B3", "B4"},
		},
	})
}

// An amount whose own formula adds counted amounts is told of, whatever found it.
func TestHardBooksOfMoneyCountedTwice(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "one cell of a case adds two others", // 500 = 400 + 100
		sheets: []hardSheet{{name: "Plan", text: `
Projekter, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Udgift 2026
1 | Køleskabe | 400 | 90
2 | Borde | 100 | 20
3 | Indretning | =SUM(C3:C4) -> 500 | 30`}},
		in: 1000, finds: []string{"counted-twice Plan!C5"},
		want: `cost C3 2025 400, D3 2026 90, C4 2025 100, D4 2026 20, C5 2025 500, D5 2026 30`,
	}, {
		name: "the same, rounded", // 500 = 400 + 100
		sheets: []hardSheet{{name: "Plan", text: `
Projekter, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Udgift 2026
1 | Køleskabe | 400 | 90
2 | Borde | 100 | 20
3 | Indretning | =ROUND(SUM(C3:C4),0) -> 500 | 30`}},
		in: 1000, finds: []string{"counted-twice Plan!C5"},
		want: `cost C3 2025 400, D3 2026 90, C4 2025 100, D4 2026 20, C5 2025 500, D5 2026 30`,
	}, {
		name: "a price that grows by a formula", // 410 = 400 + 10: another year, and no sum of what is counted
		sheets: []hardSheet{{name: "Plan", text: `
Projekter, t.kr., 2025-pl
Nr. | Projekt | Udgift 2025 | Udgift 2026
1 | Køleskabe | 400 | =C3+F3 -> 410 || 10
2 | Borde | 100 | 20`}},
		in: 1000, quiet: []string{"counted-twice"}, leaves: []string{"F3"},
		want: `cost C3 2025 400, D3 2026 410, C4 2025 100, D4 2026 20`,
	}})
}

// Titles and headings that say which of the numbers are of the past, or up to now.
func TestHardBooksOfRealisedTitlesAndSumsToDate(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "what was spent up to a day beside the quarter",
			sheets: []hardSheet{{name: "Status", text: `
3. kvartal 2025. Beløb i t.kr., løbende priser.

Nr. | Projekt | Udgift i kvartalet | Udgift i året til 30/9
1 | Plejemobil | 212 | 655
2 | Intranet | 77 | 190`}},
			in: 1000, answers: map[string]string{"row@Status!D3": asNothing, "per-period@Status!C3": "as-is", "year-axis@Status": "2025"},
			want: `cost C4 2025 212, C5 2025 77`, leaves: []string{"D4", "D5"},
		},
		{
			name: "the whole year beside plans and accounts of its quarters", // 540 = 120 + 120 + 150 + 150
			sheets: []hardSheet{{name: "Gevinster", text: `
Gevinster 2025, i t.kr., løbende priser
Gevinst | Plan K1 2025 | Realiseret K1 2025 | Plan K2 2025 | Realiseret K2 2025 | Plan K3 2025 | Plan K4 2025 | Året 2025
Telefonbot | 120 | 95 | 120 | 131 | 150 | 150 | 540
Energistyring | 1100 | 1240 | 900 | 805 | 700 | 1200 | 3900`}},
			in: 1000, answers: map[string]string{"level-or-increment@Gevinster": "level", "title@Gevinster": "Gevinster"},
			want: `benefit B3 2025K1 120, D3 2025K2 120, F3 2025K3 150, G3 2025K4 150, B4 2025K1 1100, D4 2025K2 900, F4 2025K3 700, G4 2025K4 1200
				benefit C3 2025K1 95, E3 2025K2 131, C4 2025K1 1240, E4 2025K2 805`,
		},
		{
			name: "fewer hours in kroner, which the sum above adds", // 215 = 180 + 35, 586 = 420 + 70 + 96
			sheets: []hardSheet{{name: "Overblik", text: `
*Borgerhus*
Beløb i t.kr., 2024-pl
 | 2025 | 2026
Udgift til skranke | 400 | 30
Gevinster | =SUM(B6:B9) -> 215 | =SUM(C6:C9) -> 586
Færre ekspeditionstimer | 180 | 420
Besparelse på post | 35 | 70
bilen sælges senere, det er ikke regnet med
Gevinst ved fremleje | | 96`}},
			in: 1000, answers: map[string]string{"unit@Overblik!A6": asMoney, "kind@Overblik!A6": benefit},
			want: `cost B4 2025 400, C4 2026 30
				benefit B6 2025 180, C6 2026 420, B7 2025 35, C7 2026 70, C9 2026 96`,
		},
	})
}

// A title says of all amounts that they are those of accounts, among other words.
func TestTitlesGovernTheSeries(t *testing.T) {
	for _, title := range []string{"Tilsted Kommune - realiserede besparelser 2024 (t.kr.)", "Realiseret besparelse 2024, t.kr.", "Tilsted Kommune - regnskab 2024, besparelser (t.kr.)"} {
		b := hardBook{name: title, sheets: []hardSheet{{name: "Udtræk", text: title + `
Trukket 10-01-2025, årets priser

Projekt | Center | jan | feb | mar
Faktura-app | Økonomi | 4 | 6 | 7
Bagagekort | Havn | 12 | 13 | 18`}}}
		for _, c := range readBook(t.Context(), b.book(), nil, time.Time{}).reading().Cases {
			for _, line := range c.Lines {
				if line.Series != portfolio.Realised {
					t.Errorf("%q: %s of %s is read as %q", title, line.Label, c.Title, line.Series)
				}
			}
		}
	}
}
