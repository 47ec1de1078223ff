package importers

import "testing"

// Money that stands in a table twice, or not for the year or the whole it seems
// to be for. Each of these was once read wrongly without a word.
func TestHardBooksOfMoneyTwice(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "two years in one column beside single years",
			sheets: []hardSheet{{name: "BC", text: `
*Digitale kørebøger*
t.kr., 2024-priser
Post | 2024-2025 | 2026 | 2027
Udgift: enheder | 600 | 50 | 50
Gevinst: skat | 100 | 300 | 300`}},
			in: 1000, answers: map[string]string{"year-axis@BC!B3": "2024"},
			want: `cost B4 2024 600, C4 2026 50, D4 2027 50
				benefit B5 2024 100, C5 2026 300, D5 2027 300`,
		},
		{
			name: "one amount merged over three years",
			sheets: []hardSheet{{name: "Ø", text: `
*Digitale elevplaner*
t.kr., 2024-priser
Post | 2024 | 2025 | 2026
Udgift til kurser | 300 | < | <
Udgift til licens | 80 | 80 | 80
Besparelse på papir | 20 | 60 | 60`}},
			in: 1000, answers: map[string]string{"year-axis@Ø!B4": "2025"},
			want: `cost B4 2025 300, B5 2024 80, C5 2025 80, D5 2026 80
				benefit B6 2024 20, C6 2025 60, D6 2026 60`,
		},
		{
			name: "a second total that takes in what came after the first",
			sheets: []hardSheet{{name: "Kalkule", text: `
*Nyt omsorgssystem*
kr., 2025-priser
Omkostninger | 2025 | 2026
System | 2000000 | 400000
Intern løn | 600000 | 100000
Sum | 2600000 | 500000
Usikkerhedstillæg 15 % | 390000 | 75000
Omkostninger inkl. usikkerhed | 2990000 | 575000`}},
			want: `cost B4 2025 2000000, C4 2026 400000, B5 2025 600000, C5 2026 100000, B7 2025 390000, C7 2026 75000`,
		},
		{
			name: "totals of a program under a heading of their own",
			sheets: []hardSheet{{name: "Program", text: `
t.kr., 2025-pl
*Delprojekt 1: Bymodel*
Post | 2025 | 2026
Udgifter | 500 | 50
Gevinster | 0 | 150

*Delprojekt 2: Byggesagsrobot*
Post | 2025 | 2026
Udgifter | 250 | 60
Gevinster | 50 | 300
Program i alt
Udgifter | 750 | 110
Gevinster | 50 | 450`}},
			in: 1000,
			want: `cost B4 2025 500, C4 2026 50, B9 2025 250, C9 2026 60
				benefit B5 2025 0, C5 2026 150, B10 2025 50, C10 2026 300`,
		},
		{
			name: "the same lines in two price levels",
			sheets: []hardSheet{{name: "Ø", text: `
*E-handel med borgere*
t.kr.
Post | 2024 | 2025
Udgift, licens (2024-priser) | 100 | 100
Udgift, licens (løbende priser) | 100 | 103.2
Gevinst, porto (2024-priser) | 200 | 200
Gevinst, porto (løbende priser) | 200 | 206.4`}},
			in: 1000, answers: map[string]string{"scenario@Ø": "2024-pl"},
			want: `cost B4 2024 100, C4 2025 100
				benefit B6 2024 200, C6 2025 200`,
		},
		{
			name: "a yearly amount beside the years it stands in",
			sheets: []hardSheet{{name: "Licenser", text: `
*Nye licenser*
kr., 2024-priser
Licenstype | Antal | Pris pr. stk. | Årlig udgift | 2024 | 2025
E3 | 1200 | 1850 | 2220000 | 1110000 | 2220000
F1 | 900 | 320 | 288000 | 144000 | 288000`}},
			want: `cost E4 2024 1110000, F4 2025 2220000, E5 2024 144000, F5 2025 288000`,
		},
		{
			name: "outdated years in hidden columns",
			sheets: []hardSheet{{name: "Ø", hidden: "EF", text: `
*Fælles journal*
t.kr., 2024-priser
Post | 2024 | 2025 | 2026 | 2024 gl. | 2025 gl.
Udgift til konsulent | 200 | 100 | 0 | 400 | 400
Gevinst ved lukning | 0 | 300 | 300 | 0 | 500`}},
			in: 1000, answers: map[string]string{"scenario@Ø": "2024, 2025"},
			want: `cost B4 2024 200, C4 2025 100, D4 2026 0
				benefit B5 2024 0, C5 2025 300, D5 2026 300`,
		},
		{
			name: "a year told over and over",
			sheets: []hardSheet{{name: "Ø", text: `
*Breve til borgere*
t.kr., løbende priser, 2025
Gevinst | Mål 2025 | 1. kvt. | 1. halvår | 1.-3. kvt. | Hele året
Porto | 400 | 80 | 190 | 280 | 390
Papir | 100 | 20 | 55 | 70 | 95`}},
			in: 1000, answers: map[string]string{"scenario@Ø": "Mål 2025"},
			want: `benefit B4 2025 400, B5 2025 100`,
		},
	})
}

// What an amount is computed from, and what is computed from it.
func TestHardBooksOfChanges(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "today, afterwards and the difference, on a sheet called Drift",
			sheets: []hardSheet{{name: "Drift", text: `
*Udskiftning af telefoni*
t.kr., 2025-priser
Økonomi | 2025 | 2026 | 2027
Nuværende udgift | 900 | 900 | 900
Fremtidig udgift | 900 | 650 | 600
Forskel (besparelse) | =B4-B5 -> 0 | =C4-C5 -> 250 | =D4-D5 -> 300
Engangsudgift til migrering | 350`}},
			in: 1000,
			want: `benefit B6 2025 0, C6 2026 250, D6 2027 300
				cost B7 2025 350`,
			finds: []string{"before-after Drift!A4", "before-after Drift!A5"},
		},
		{
			name: "the budget before, the budget after and the change under each year",
			sheets: []hardSheet{{name: "Konsekvens", text: `
*Digital madbestilling*
t.kr., 2025 p/l
Konto | 2025 | < | < | 2026 | < | <
 | Nuv. budget | Nyt budget | Ændring | Nuv. budget | Nyt budget | Ændring
Råvarer | 5200 | 5100 | -100 | 5200 | 4900 | -300
Løn køkken | 8000 | 8000 | 0 | 8000 | 7600 | -400
It-licens | 0 | 150 | 150 | 0 | 80 | 80`}},
			in: 1000, answers: map[string]string{"sign@Konsekvens": benefitNegative},
			want: `benefit D5 2025 100, G5 2026 300, D6 2025 0, G6 2026 400
				cost D7 2025 150, G7 2026 80`,
			finds: []string{"before-after Konsekvens!B4", "before-after Konsekvens!F4"},
		},
		{
			name: "prices of one, how many, and what they come to",
			sheets: []hardSheet{{name: "Ø", text: `
*Intranet for skoler*
kr., 2025-priser
Post | 2025 | 2026
Antal brugere | 1500 | 2500
Licens pr. bruger | 120 | 125
Licensudgift | 180000 | 312500
Gevinst pr. bruger | 60 | 150
Samlet gevinst | 90000 | 375000`}},
			want: `cost B6 2025 180000, C6 2026 312500
				benefit B8 2025 90000, C8 2026 375000`,
			finds: []string{"feeds-amounts Ø!A5", "feeds-amounts Ø!A7"},
		},
		{
			name: "the price of one, and nothing that is computed from it",
			sheets: []hardSheet{{name: "Ø", text: `
*Intranet for skoler*
kr., 2025-priser
Post | 2025 | 2026
Udgift til licens | 180000 | 312500
Gevinst pr. elev | 60 | 150
Gevinst, papir | 40000 | 50000`}},
			answers: map[string]string{"row@Ø!A5": asNothing},
			want: `cost B4 2025 180000, C4 2026 312500
				benefit B6 2025 40000, C6 2026 50000`,
			finds: []string{"unit-price Ø!A5"},
		},
	})
}

// Registers whose headings say less than they seem to.
func TestHardBooksOfSparseRegisters(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the whole investment, and the years in columns beside the amounts",
			sheets: []hardSheet{{name: "Liste", text: `
Til prioritering (t.kr., 2025-priser)
Nr. | Titel | Samlet investering | Første år | Årlig driftsbesparelse | Fra og med | TBT
1 | Blodtryk hjemme | 900 | 2025 | 300 | 2026 | 3
2 | Digital træning | 450 | 2026 | 250 | 2027 | 1.8`}},
			names: []string{"Blodtryk hjemme", "Digital træning"}, in: 1000,
			want: `cost C3 2025 900, C4 2026 450
				benefit E3 2026 300, E4 2027 250`,
		},
		{
			name: "the running budget falls where it says so with its sign",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2025-p/l
Nr | Forslag | 2025 | < | 2026 | <
^ | ^ | Drift | Anlæg | Drift | Anlæg
A1 | Vandmålere | -100 | 900 | -250 | 300
A2 | Smart affald | -50 | 400 | -150 | 0`}},
			names: []string{"Vandmålere", "Smart affald"}, in: 1000, answers: map[string]string{"sign@Katalog": benefitNegative},
			want: `benefit C4 2025 100, E4 2026 250, C5 2025 50, E5 2026 150
				cost D4 2025 900, F4 2026 300, D5 2025 400, F5 2026 0`,
		},
		{
			name: "a list on the cover, and a line in kroner among thousands",
			sheets: []hardSheet{
				{name: "Forside", text: `
Portefølje 2025
Projekt | Ark | Projektleder
Digital skiltning | Skilte | AB
E-faktura | Faktura | CD`},
				{name: "Skilte", text: `
*Digital skiltning*
kr., 2025-priser
Post | 2025 | 2026
Udgift: Skærme | 480000 | 20000
Gevinst: Tryk | 30000 | 120000`},
				{name: "Faktura", text: `
*E-faktura*
t.kr., 2025-priser
Post | 2025 | 2026
Udgift: Opsætning | 210 | 15
Gevinst: Færre timer i bogholderiet (kr.) | 50 | 300`},
			},
			names: []string{"Digital skiltning", "E-faktura"}, answers: map[string]string{"unit@Faktura!A5": "t.kr."},
			want: `cost Skilte!B4 2025 480000, Skilte!C4 2026 20000, Faktura!B4 2025 210000, Faktura!C4 2026 15000
				benefit Skilte!B5 2025 30000, Skilte!C5 2026 120000, Faktura!B5 2025 50000, Faktura!C5 2026 300000`,
		},
		{
			name: "less income, income of a kind, thousands of DKK, and signs in a note",
			sheets: []hardSheet{{name: "Ø", text: `
*Hjemmeside for kulturhuset*
(DKK 1.000, prisniveau 2025)
Post | 2025 | 2026
Sponsorindtægter | -80 | -120
Mindreindtægter, reklamer | 20 | 20
Merudgifter, hosting | 15 | 15
Note: Mindreudgifter og merindtægter er angivet med minus.`}},
			in: 1000,
			want: `benefit B4 2025 80, C4 2026 120
				cost B5 2025 20, C5 2026 20, B6 2025 15, C6 2026 15`,
		},
	})
}
