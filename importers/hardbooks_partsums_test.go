package importers

import "testing"

// Hard to read because sums stand among their parts under the name of a time, or
// of nothing that is called a sum, and years stand in two places.
func TestHardBooksOfPartsAndSums(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the year beside its quarters, of targets and of what was reached",
			sheets: []hardSheet{{name: "Høst 2022", text: `
Gevinstopfølgning 2022
Beløb i kr., løbende priser

Projekt | Gevinst | 1. kvt. | < | 2. kvt. | < | Året | <
| | Mål | Opnået | Mål | Opnået | Mål | Opnået
Robot til bilag | Sparet tid | 40000 | 38500 | 40000 | 41200 | =C6+E6 -> 80000 | =D6+F6 -> 79700
Digitale foldere | Tryk | 25000 | 25000 | 25000 | 31000 | =C7+E7 -> 50000 | =D7+F7 -> 56000`}},
			answers: map[string]string{"level-or-increment@Høst 2022": "level"},
			want:    `benefit C6 2022K1 40000, D6 2022K1 38500, E6 2022K2 40000, F6 2022K2 41200, C7 2022K1 25000, D7 2022K1 25000, E7 2022K2 25000, F7 2022K2 31000`,
		},
		{
			name: "the year below its quarters",
			sheets: []hardSheet{{name: "Ark1", text: `
*Digital boligplacering*
kr., 2023-priser
Kvartal | Udgifter | Besparelse
K1 2023 | 200000 |
K2 2023 | 200000 | 50000
K3 2023 | 100000 | 75000
K4 2023 | 100000 | 75000
2023 | 600000 | 200000
K1 2024 | 30000 | 90000
K2 2024 | 30000 | 90000`}},
			want: `cost B4 2023K1 200000, B5 2023K2 200000, B6 2023K3 100000, B7 2023K4 100000, B9 2024K1 30000, B10 2024K2 30000
				benefit C5 2023K2 50000, C6 2023K3 75000, C7 2023K4 75000, C9 2024K1 90000, C10 2024K2 90000`,
		},
		{
			name: "the year below its quarters, with another figure in it",
			sheets: []hardSheet{{name: "Ark1", text: `
*Digital boligplacering*
kr., 2023-priser
Kvartal | Udgifter | Besparelse
K1 2023 | 200000 |
K2 2023 | 200000 | 50000
2023 | 450000 | 50000`}},
			finds: []string{"total-mismatch Ark1!B6"},
			want: `cost B4 2023K1 200000, B5 2023K2 200000
				benefit C5 2023K2 50000`,
		},
		{
			name: "the sum of all years under a name of its own",
			sheets: []hardSheet{{name: "Ark1", text: `
*Gadelys*
kr., 2018-priser
År | Anskaffelse | Besparelse
2018 | 850000 |
2019 | 400000 | 180000
2020 | | 310000
Hele perioden | 1250000 | 490000`}},
			want: `cost B4 2018 850000, B5 2019 400000
				benefit C5 2019 180000, C6 2020 310000`,
		},
		{
			name: "a case in each column, with a quarter it starts in and years in the names of the rows",
			sheets: []hardSheet{{name: "Ark1", text: `
Sammenligning – hele kr., 2021-priser

| Chatbot | Sensorer | Digital underskrift
Projektnr. | D21-1 | D21-2 | D21-3
Ansvarligt center | Borgerservice | Park & Vej | HR
Idriftsættelse | 1. marts 2021 | ultimo 2021 | Q2 2021
Engangsudgift 2021 | 450000 | 1300000 | 95000
Årlig driftsudgift fra 2022 | 120000 | 260000 | 48000
Årlig besparelse fra 2022 | 310000 | 540000 | 160000`}},
			want: `cost B7 2021 450000, C7 2021 1300000, D7 2021 95000, B8 2022 120000, C8 2022 260000, D8 2022 48000
				benefit B9 2022 310000, C9 2022 540000, D9 2022 160000`,
		},
		{
			name: "a case in each column, with an empty column between each two",
			sheets: []hardSheet{{name: "Ark1", text: `
Sammenligning – hele kr., 2021-priser

| | Chatbot | | Sensorer | | Digital underskrift
Projektnr. | | D21-1 | | D21-2 | | D21-3
Ansvarligt center | | Borgerservice | | Park & Vej | | HR
Engangsudgift 2021 | | 450000 | | 1300000 | | 95000
Årlig driftsudgift fra 2022 | | 120000 | | 260000 | | 48000
Årlig besparelse fra 2022 | | 310000 | | 540000 | | 160000`}},
			want: `cost C6 2021 450000, E6 2021 1300000, G6 2021 95000, C7 2022 120000, E7 2022 260000, G7 2022 48000
				benefit C8 2022 310000, E8 2022 540000, G8 2022 160000`,
		},
		{
			name: "the sum of the rows that are seen, in the column of numbers",
			sheets: []hardSheet{{name: "Ark1", text: `
Mio. kr. (2024 pl)
Nr | Titel | Investering 2024 | Besparelse 2025
B1 | Digitalt skolefoto | 0.3 | 0.4
B2 | Telefonomstilling | 1.2 | 1.1
!B4 | (trukket) | 2.0 | 0.9
Reduktionsblok samlet | | 1.5 | 1.5`}},
			in:      1e6,
			answers: map[string]string{"hidden@Ark1": "exclude"},
			want: `cost C3 2024 0.3, C4 2024 1.2
				benefit D3 2025 0.4, D4 2025 1.1`,
		},
		{
			name: "a sum of a block whose formula stops a row early",
			sheets: []hardSheet{{name: "Budgetark", text: `
*Automatiserede indberetninger*
1.000 kr. i 2022-priser. + = merudgift, - = mindreudgift/merindtægt

 | B2022 | BO2023
*Drift*
Løn | -250 | -800
IT-licenser | 90 | 180
Øvrige personaleudgifter | -20 | -60
Ændring drift | =SUM(B6:B7) -> -160 | =SUM(C6:C7) -> -620
*Anlæg*
Scannere | 150 |
Ændring anlæg | =SUM(B11) -> 150 |
Ændring i alt | =B9+B12 -> -10 | =C9+C12 -> -620`}},
			in:    1000,
			finds: []string{"sum-misses-rows Budgetark!B9"},
			want: `benefit B6 2022 250, C6 2023 800, B8 2022 20, C8 2023 60
				cost B7 2022 90, C7 2023 180, B11 2022 150`,
		},
		{
			name: "an index of prices and wages, and a running balance",
			sheets: []hardSheet{{name: "Beregning", text: `
Projekt | Velfærdsteknologi
Enhed | t.kr.
P/L | 2023

 | 2023 | 2024 | 2025
Pris- og lønindeks | {0.0}100 | {0.0}102.4 | {0.0}104.9
Udgift til senge | 3200 | 1600 |
Besparelse på vikarer | | 900 | 2100
Nettoeffekt | =B8-B7 -> -3200 | =C8-C7 -> -700 | =D8-D7 -> 2100
Løbende saldo | -3200 | -3900 | -1800`}},
			in: 1000,
			want: `cost B7 2023 3200, C7 2024 1600
				benefit C8 2024 900, D8 2025 2100`,
		},
		{
			name: "a sum under a letter, with one year typed over",
			sheets: []hardSheet{{name: "Skema", text: `
Forslag: | | Fjernaflæste målere
Alle tal i tkr. og 2015-priser

 | | 2015 | 2016 | 2017
 | Udgift til målere | 4000 | 2000 |
 | Udgift til databehandler | 50 | |
A | Investeringsbehov | =C5+C6 -> 4050 | =D5+D6 -> 2000 |
 | Besparelse på aflæsning | | 600 | 1250
 | Besparelse på kort | | 90 | 180
B | Årlig virkning | | =SUM(D8:D9) -> 690 | 1435`}},
			in:    1000,
			finds: []string{"total-mismatch Skema!E10"},
			want: `cost C5 2015 4000, D5 2016 2000, C6 2015 50
				benefit D8 2016 600, E8 2017 1250, D9 2016 90, E9 2017 180`,
		},
		{
			name: "blocks below each other whose years differ",
			sheets: []hardSheet{{name: "Forslag", text: `
*Forslag 1: Webarkivering*
t.kr. (2020 p/l) | '2020 | '2021 | '2022
Anskaffelse | 250 | |
Besparelse | | 130 | 130

*Forslag 2: Talegenkendelse*
t.kr. (2020 p/l) | '2021 | '2022 | '2023
Anskaffelse | 700 | 150 |
Besparelse | | 400 | 650`}},
			in: 1000,
			want: `cost B3 2020 250, B8 2021 700, C8 2022 150
				benefit C4 2021 130, D4 2022 130, C9 2022 400, D9 2023 650`,
		},
	})
}

// A line of small rounded numbers is no result by accident: 0,5 less 0,1 is 0,4, and
// 0,7 less 0,4 is 0,3, which is what a line of 0,2 and 0,3 may be when each was rounded.
func TestHardBooksOfResultsByAccident(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "one decimal in millions",
		sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
mio. kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licens | 0,5 | 0,7
Gevinster
Kørsel | 0,1 | 0,4
Porto | 0,2 | 0,3
Gevinster i alt | 0,3 | 0,7`}},
		in: 1_000_000,
		want: `cost B5 2026 0.5, C5 2027 0.7
			benefit B7 2026 0.1, C7 2027 0.4, B8 2026 0.2, C8 2027 0.3`,
	}})
}
