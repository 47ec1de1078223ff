package importers

import "testing"

// Hard to read because people write lists and sums for each other, not for a
// program: an amount with its year in the cell, hours counted in kroner, a part
// of the row above as a row of its own.
func TestHardBooksOfMunicipalLists(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "years once over groups of headings, not merged",
			sheets: []hardSheet{{name: "Ø", text: `
Gevinstopfølgning (t.kr., 2026-priser)
 | | '2026 | | | '2027
Projekt | Gevinst | Plan | Realiseret | Afvigelse | Plan | Realiseret | Afvigelse | Indbyggere
Vejledning på nettet | Færre opkald | 250 | 190 | -60 | 400 | 380 | -20 | 41200
Robotter | Mindre rengøring | 100 | 0 | -100 | 300 | 220 | -80 | 41200`}},
			in: 1000,
			want: `benefit C4 2026 250, D4 2026 190, F4 2027 400, G4 2027 380
benefit C5 2026 100, D5 2026 0, F5 2027 300, G5 2027 220`,
		},
		{
			name: "a price today, a new price and what is saved",
			sheets: []hardSheet{{name: "Ø", text: `
Kontrakter, beløb i t.kr., 2026-priser
System | Pris pr. år i dag | Ny pris pr. år fra 2027 | Engangsudgift 2026 | Besparelse pr. år fra 2027
Løn | 1420 | 980 | 310 | =B3-C3 -> 440
Skole | 2150 | 1600 | 540 | =B4-C4 -> 550
Valg | 130 | 100 | 20 | =B5-C5 -> 30`}},
			in:      1000,
			answers: map[string]string{"row@Ø!C2": asNothing},
			want: `cost D3 2026 310, D4 2026 540, D5 2026 20
benefit E3 2027 440, E4 2027 550, E5 2027 30`,
		},
		{
			name: "a payback in years that is lost in the rounding of what is saved",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i t.kr., 2025-priser
Projekt | Tilbagebetalingstid (år) | Investering 2024 | Besparelse 2024
Digital byggesag | 0.5 | -15 | 15
Skraldespande | 0.5 | -15 | 15`}},
			in: 1000, // 0.5 − −15 = 15.5 rounds to 15 or 16, and is no price less a price
			want: `cost C3 2024 15, C4 2024 15
benefit D3 2024 15, D4 2024 15`,
		},
		{
			name: "a net of nothing beside what it is the net of",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i t.kr., 2025-priser
Projekt | Investering 2024 | Besparelse 2024 | Netto
Digital byggesag | -15 | 15 | 0
Skraldespande | -15 | 15 | 0`}},
			in: 1000, // 0 − −15 = 15, and a net is no price
			want: `cost B3 2024 15, B4 2024 15
benefit C3 2024 15, C4 2024 15`,
		},
		{
			name: "gross, what a fund pays, and net",
			sheets: []hardSheet{{name: "Ø", text: `
Projekter med puljer (kr., 2026-priser)
Projekt | Bruttoudgift | < | Heraf puljefinansieret | < | Netto kommunal udgift | < | Årlig besparelse fra 2028
 | 2026 | 2027 | 2026 | 2027 | 2026 | 2027
Træning | 800000 | 400000 | 600000 | 300000 | =B4-D4 -> 200000 | =C4-E4 -> 100000 | 250000
Venteværelse | 300000 | 150000 | 150000 | 75000 | 150000 | 75000 | 90000`}},
			in:      1,
			answers: map[string]string{"row@Ø!F3": countNet},
			want: `cost F4 2026 200000, G4 2027 100000, F5 2026 150000, G5 2027 75000
benefit H4 2028 250000, H5 2028 90000`,
		},
		{
			name: "rows that say that they are not in the sum",
			sheets: []hardSheet{{name: "Ø", text: `
*Digitalt tilsyn*
t.kr., 2026-priser

Udgifter | 2026 | 2027 | Note
Platform | 640 | 110 | Prisen er uden moms, som ikke er medregnet
Uddannelse | 80 | 80 | 1) Afholdes inden for rammen og medregnes ikke
Vikarer (indgår ikke i summen) | 45 | 20
Udgifter i alt | 640 | 110
Sparede timer | 150 | 500
Sparet porto | 20 | 30
Allerede budgetlagt besparelse | -90 | -90
Sparede lokaler | 60 | 60 | Tæller ikke med, da lejemålet er opsagt
Gevinster i alt | 80 | 440`}},
			in:      1000,
			answers: map[string]string{"row@Ø!A6": asNothing, "row@Ø!A7": asNothing, "unit@Ø!A9": asMoney, "row@Ø!A12": asNothing},
			want: `cost B5 2026 640, C5 2027 110
benefit B9 2026 150, C9 2027 500, B10 2026 20, C10 2027 30, B11 2026 -90, C11 2027 -90`,
		},
		{
			name: "a title with the word gain over a line that says licence",
			sheets: []hardSheet{{name: "Beregning", text: `
*Tidsgevinst ved ny journal*
kr., 2026-priser

Post | 2026 | 2027
Værdi af frigjort tid | 136800 | 547200
Udgift til oplæring | 90000 | 30000
Ny journal, licens | 65000 | 130000`}},
			in:      1,
			answers: map[string]string{"kind@Beregning!A6": cost, "kind@Beregning!A7": cost},
			want: `cost B6 2026 90000, C6 2027 30000, B7 2026 65000, C7 2027 130000
benefit B5 2026 136800, C5 2027 547200`,
		},
		{
			name: "amounts with their years in the cells",
			sheets: []hardSheet{{name: "Liste", text: `
Oversigt over digitaliseringsinitiativer
Initiativ | Udgift | Gevinst | Ejer
Digital post til erhverv | 200.000 kr. i 2026 | 75.000 kr. i 2027 | PKR
Selvbetjent bibliotek | 1,1 mio. kr. i 2026 | 350.000 kr. i 2028 | LML
Nye skærme | 90.000 kr. i 2027 | | PKR`}},
			finds: []string{"not-a-number Liste!B3", "not-a-number Liste!C3", "not-a-number Liste!B4", "not-a-number Liste!C4", "not-a-number Liste!B5"},
		},
		{
			name: "hours in kroner, which the sums count",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles telefonsystem*
t.kr., 2026-pl

Gevinster | 2026 | 2027 | 2028
Sparede timer i omstillingen | 120 | 480 | 480
Sparede licenser | 60 | 60 | 60
Gevinster i alt | =SUM(B5:B6) -> 180 | =SUM(C5:C6) -> 540 | =SUM(D5:D6) -> 540

Udgifter | 2026 | 2027 | 2028
Anskaffelse | 350
Interne timer | 90 | 30
Udgifter i alt | 440 | 30 | 0`}},
			in:      1000,
			answers: map[string]string{"unit@Ø!A5": "beløb", "unit@Ø!A11": "beløb"},
			want: `benefit B5 2026 120, C5 2027 480, D5 2028 480, B6 2026 60, C6 2027 60, D6 2028 60
cost B10 2026 350, B11 2026 90, C11 2027 30`,
		},
		{
			name: "hours beside kroner, which the sums leave out",
			sheets: []hardSheet{{name: "Ø", text: `
*Fælles telefonsystem*
t.kr., 2026-pl

Gevinster | 2026 | 2027 | 2028
Sparede timer i omstillingen | 120 | 480 | 480
Sparede licenser | 60 | 60 | 60
Sparet papir | 10 | 10 | 10
Gevinster i alt | 70 | 70 | 70`}},
			in:   1000,
			want: `benefit B6 2026 60, C6 2027 60, D6 2028 60, B7 2026 10, C7 2027 10, D7 2028 10`,
		},
		{
			name: "a register with a part of the row above",
			sheets: []hardSheet{{name: "Ø", text: `
Overblik, 2026-pl
Tiltag | Engangsudgift 2026 (t.kr.) | Drift 2027 (t.kr.) | Besparelse 2027 (t.kr.)
Chat på hjemmesiden | 220 | 48 | 95
heraf uddannelse | 40
Digital underskrift | 75 | 12 | 20
Sum | 295 | 60 | 115`}},
			in: 1000,
			want: `cost B3 2026 220, C3 2027 48, B5 2026 75, C5 2027 12
benefit D3 2027 95, D5 2027 20`,
			names: []string{"Chat på hjemmesiden", "Digital underskrift"},
			finds: []string{"part-of-total Ø!A4"},
		},
		{
			name: "who pays, under a heading",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital rehabilitering*
kr., 2026-priser

Projektudgifter | 2026 | 2027
Udvikling | 1850000 | 420000
Drift | 0 | 180000
Udgifter i alt | 1850000 | 600000

Finansieres af | 2026 | 2027
Egen andel | 860000 | 300000
Nabokommunerne | 990000 | 300000
Finansiering i alt | 1850000 | 600000

Gevinster | 2026 | 2027
Færre besøg | 0 | 350000`}},
			want: `cost B5 2026 1850000, C5 2027 420000, B6 2026 0, C6 2027 180000
benefit B15 2026 0, C15 2027 350000`,
			finds: []string{"financing Ø!A10", "financing Ø!A11"},
		},
	})
}
