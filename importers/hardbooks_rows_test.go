package importers

import "testing"

// What rows say of each other: alternatives, parts, repeats and sections.
func TestHardBooksOfRows(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "alternatives as sections of one table",
			sheets: []hardSheet{{name: "Økonomi", text: `
Ny lønportal
kr., 2020-p/l
 | 2020 | 2021 | 2022
Alternativ 1: Køb
Udgifter | 300000 | 20000 | 20000
Gevinster | 0 | 90000 | 90000
Alternativ 2: Leje
Udgifter | 0 | 80000 | 80000
Gevinster | 0 | 85000 | 95000`}},
			answers: map[string]string{"scenario@Økonomi": "Alternativ 2: Leje"},
			want: `cost B8 2020 0, C8 2021 80000, D8 2022 80000
				benefit B9 2020 0, C9 2021 85000, D9 2022 95000`,
		},
		{
			name: "sums above parts that say they are",
			sheets: []hardSheet{{name: "BC", text: `
Mobile arbejdspladser
t.kr., 2018-p/l
 | 2018 | 2019
Anskaffelse | 500 | 100
- heraf bærbare | 300 | 100
- heraf skærme | 200 | 0
Besparelse | 0 | 400
- heraf kvadratmeter | 0 | 250
- heraf møbler | 0 | 150`}},
			in: 1000,
			want: `cost B5 2018 300, C5 2019 100, B6 2018 200, C6 2019 0
				benefit B8 2018 0, C8 2019 250, B9 2018 0, C9 2019 150`,
		},
		{
			name: "a part that is not all of the row above it stays out",
			sheets: []hardSheet{{name: "BC", text: `
Mobile arbejdspladser
t.kr., 2018-p/l
 | 2018 | 2019
Anskaffelse | 500 | 100
- heraf bærbare | 300 | 100
Besparelse | 0 | 400`}},
			in: 1000,
			want: `cost B4 2018 500, C4 2019 100
				benefit B6 2018 0, C6 2019 400`,
		},
		{
			name: "a kind's name with the sum of the rows below it",
			sheets: []hardSheet{{name: "BC", text: `
Fælles booking
kr., 2018-p/l
 | 2018 | 2019 | 2020
Udgifter | 160000 | 60000 | 40000
Licens | 10000 | 40000 | 40000
Opsætning | 150000 | 20000 | 0
Gevinster | 0 | 115000 | 130000
Reception | 0 | 100000 | 100000
Udlejning | 0 | 15000 | 30000`}},
			want: `cost B5 2018 10000, C5 2019 40000, D5 2020 40000, B6 2018 150000, C6 2019 20000, D6 2020 0
				benefit B8 2018 0, C8 2019 100000, D8 2020 100000, B9 2018 0, C9 2019 15000, D9 2020 30000`,
		},
		{
			name: "a sum above its parts with a name of its own",
			sheets: []hardSheet{{name: "BC", text: `
Fælles booking
kr., 2018-p/l
 | 2018 | 2019 | 2020
Udgifter
Personale | 250000 | 120000 | 40000
Projektleder | 200000 | 100000 | 0
Frikøb | 50000 | 20000 | 40000
Kurser | 12000 | 0 | 0
Gevinster
Reception | 0 | 100000 | 150000`}},
			answers: map[string]string{"subtotal@BC!A5": asSum},
			want: `cost B6 2018 200000, C6 2019 100000, D6 2020 0, B7 2018 50000, C7 2019 20000, D7 2020 40000, B8 2018 12000, C8 2019 0, D8 2020 0
				benefit B10 2018 0, C10 2019 100000, D10 2020 150000`,
		},
		{
			name: "rows of the same numbers every year are no sums",
			sheets: []hardSheet{{name: "BC", text: `
Fælles booking
kr., 2018-p/l
 | 2018 | 2019 | 2020
Udgifter
Licens | 100000 | 100000 | 100000
Support | 60000 | 60000 | 60000
Hosting | 40000 | 40000 | 40000
Gevinster
Reception | 0 | 250000 | 250000`}},
			want: `cost B5 2018 100000, C5 2019 100000, D5 2020 100000, B6 2018 60000, C6 2019 60000, D6 2020 60000, B7 2018 40000, C7 2019 40000, D7 2020 40000
				benefit B9 2018 0, C9 2019 250000, D9 2020 250000`,
		},
		{
			name: "construction and running under the words of the budget",
			sheets: []hardSheet{{name: "Økonomi", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021 | 2022
Anlæg
Køb | 250000 | 20000 | 20000
Drift
Tid | 0 | 90000 | 90000
Papir | 0 | 9000 | 9000`}},
			answers: map[string]string{"kind@Økonomi!A6": benefit},
			want: `cost B5 2020 250000, C5 2021 20000, D5 2022 20000
				benefit B7 2020 0, C7 2021 90000, D7 2022 90000, B8 2020 0, C8 2021 9000, D8 2022 9000`,
		},
		{
			name: "running costs beside benefits are asked nothing about",
			sheets: []hardSheet{{name: "Økonomi", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Anlæg
Køb | 250000 | 20000
Drift
Licens | 0 | 9000
Gevinster
Tid | 0 | 90000`}},
			want: `cost B5 2020 250000, C5 2021 20000, B7 2020 0, C7 2021 9000
				benefit B9 2020 0, C9 2021 90000`,
		},
		{
			name: "headings that ask",
			sheets: []hardSheet{{name: "Økonomi", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Hvad koster det?
Køb | 250000 | 20000
Hvad sparer vi?
Tid | 0 | 90000
3) Det får vi også ud af det
Papir | 0 | 9000`}},
			want: `cost B5 2020 250000, C5 2021 20000
				benefit B7 2020 0, C7 2021 90000, B9 2020 0, C9 2021 9000`,
		},
		{
			name: "years that the base year in brackets tells",
			sheets: []hardSheet{{name: "BC", text: `
Varmestyring
Basisår (år 0): 2019
t.kr., 2019-p/l
 | År 0 | År 1 | År 2
Investering | 2500 | 500 |
Besparelse | | 400 | 700`}},
			in: 1000,
			want: `cost B5 2019 2500, C5 2020 500
				benefit C6 2020 400, D6 2021 700`,
		},
		{
			name: "interest is what a loan costs",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 300000 | 0
Renter | 3000 | 2000
Gevinster
Tid | 0 | 90000`}},
			answers: map[string]string{"row@BC!A6": asNothing},
			want: `cost B5 2020 300000, C5 2021 0
				benefit B8 2020 0, C8 2021 90000`,
		},
	})
}

// What sheets say of each other.
func TestHardBooksOfSummaries(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a summary in thousands beside two sheets in kroner",
			sheets: []hardSheet{
				{name: "Resumé", text: `
Resumé til direktionen: Nyt sagssystem
t.kr., 2020-p/l
 | 2020 | 2021 | 2022
Udgifter | 260 | 25 | 25
Gevinster | 0 | 90 | 90`},
				{name: "Udgifter", text: `
Udgifter (kr., 2020-p/l)
 | 2020 | 2021 | 2022
Køb | 250000 | 20000 | 20000
Kursus | 10400 | 4900 | 5000
I alt | 260400 | 24900 | 25000`},
				{name: "Gevinster", text: `
Gevinster (kr., 2020-p/l)
 | 2020 | 2021 | 2022
Tid | 0 | 90000 | 90000
I alt | 0 | 90000 | 90000`},
			},
			want: `cost Udgifter!B3 2020 250000, Udgifter!C3 2021 20000, Udgifter!D3 2022 20000, Udgifter!B4 2020 10400, Udgifter!C4 2021 4900, Udgifter!D4 2022 5000
				benefit Gevinster!B3 2020 0, Gevinster!C3 2021 90000, Gevinster!D3 2022 90000`,
			finds: []string{"duplicate-table Resumé!A3"},
		},
		{
			name: "a summary that is out of date",
			sheets: []hardSheet{
				{name: "Resumé", text: `
Nyt sagssystem
t.kr., 2020-p/l
 | 2020 | 2021
Udgifter | 300 | 25
Gevinster | 0 | 90`},
				{name: "Udgifter", text: `
Udgifter (kr., 2020-p/l)
 | 2020 | 2021
Køb | 250000 | 20000
Kursus | 10000 | 5000`},
				{name: "Gevinster", text: `
Gevinster (kr., 2020-p/l)
 | 2020 | 2021
Tid | 0 | 90000
Papir | 0 | 4000`},
			},
			answers: map[string]string{"summary@Resumé": exclude},
			want: `cost Udgifter!B3 2020 250000, Udgifter!C3 2021 20000, Udgifter!B4 2020 10000, Udgifter!C4 2021 5000
				benefit Gevinster!B3 2020 0, Gevinster!C3 2021 90000, Gevinster!B4 2020 0, Gevinster!C4 2021 4000`,
		},
	})
}

// What signs say where no word does, or against a word.
func TestHardBooksOfOwnSigns(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a catalogue whose signs tell costs from savings",
			sheets: []hardSheet{{name: "Katalog", text: `
Effektiviseringskatalog budget 2016-2019
1.000 kr. i 2016-p/l (- = mindreudgift)
Nr. | Forslag | B2016 | BO2017 | BO2018
1 | Samdrift | -100 | -250 | -250
2 | LED | 500 | -150 | -150
 | Samlet | 400 | -400 | -400`}},
			names: []string{"Samdrift", "LED"}, in: 1000,
			want: `cost C5 2016 500
				benefit C4 2016 100, D4 2017 250, E4 2018 250, D5 2017 150, E5 2018 150`,
		},
		{
			name: "a row that says what its minus means",
			sheets: []hardSheet{{name: "Ø", text: `
App til vagtplan
t.kr., 2018-p/l
 | 2018 | 2019 | 2020
Drift
Løn (mindreudgift = -) | -100 | -200 | -200
Licens | 40 | 40 | 40
I alt | -60 | -160 | -160`}},
			in: 1000,
			want: `cost B6 2018 40, C6 2019 40, D6 2020 40
				benefit B5 2018 100, C5 2019 200, D5 2020 200`,
		},
		{
			name: "what falls away among the costs",
			sheets: []hardSheet{{name: "Ø", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021 | 2022
Driftsudgifter
Nyt system | 50000 | 80000 | 80000
Bortfald af gammelt system | 0 | -60000 | -60000
Gevinster
Tid | 0 | 10000 | 10000`}},
			want: `cost B5 2020 50000, C5 2021 80000, D5 2022 80000
				benefit B6 2020 0, C6 2021 60000, D6 2022 60000, B8 2020 0, C8 2021 10000, D8 2022 10000`,
		},
		{
			name: "a rule for both kinds in a title",
			sheets: []hardSheet{{name: "CF", text: `
Ny kaffeordning
kr., 2022-p/l. Gevinster positive, udgifter negative
 | 2022 | 2023 | 2024
Maskiner | -60000 | |
Service | 5000- | (5.000) | −5.000
Indkøb i dag bortfalder | 20000 | 40 000 | 40 000`}},
			want: `cost B4 2022 60000, B5 2022 5000, C5 2023 5000, D5 2024 5000
				benefit B6 2022 20000, C6 2023 40000, D6 2024 40000`,
		},
		{
			name: "committees with a sum of one proposal and one of all",
			sheets: []hardSheet{{name: "Katalog", text: `
Effektiviseringer 2021 (1.000 kr., 2021-p/l)
Nr. | Forslag | Effektivisering 2021 | Effektivisering 2022 | Investering 2021
Økonomiudvalget
1 | Energi | 100 | 200 | 50
2 | Trykkeri | 30 | 60 |
Økonomiudvalget i alt | | 130 | 260 | 50
Børneudvalget
3 | Skolemad | 10 | 20 |
Børneudvalget | | 10 | 20 |
Kommunen | | 140 | 280 | 50`}},
			names: []string{"Energi", "Trykkeri", "Skolemad"}, in: 1000,
			want: `cost E4 2021 50
				benefit C4 2021 100, D4 2022 200, C5 2021 30, D5 2022 60, C8 2021 10, D8 2022 20`,
		},
	})
}

// What counts and what is money.
func TestHardBooksOfCounts(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "headcount that the result below it needs",
			sheets: []hardSheet{{name: "Model", text: `
E-permits business case
All figures in DKK million, 2020 prices
 | 2020 | 2021 | 2022
One-off costs
Implementation | 3.5 | 0.5 |
Savings
Headcount | | 1.2 | 2.4
Net benefit | -3.5 | 0.7 | 2.4`}},
			in: 1e6,
			want: `cost B5 2020 3.5, C5 2021 0.5
				benefit C7 2021 1.2, D7 2022 2.4`,
		},
		{
			name: "headcount under savings, and a count below it",
			sheets: []hardSheet{{name: "Model", text: `
E-permits business case
All figures in DKK million, 2020 prices
 | 2020 | 2021 | 2022
One-off costs
Implementation | 3.5 | 0.5 |
Savings
Headcount | | 1.2 | 2.4
FTE reduction | | 2 | 4`}},
			in: 1e6, answers: map[string]string{"unit@Model!A7": asMoney, "unit@Model!A8": asCount},
			want: `cost B5 2020 3.5, C5 2021 0.5
				benefit C7 2021 1.2, D7 2022 2.4`,
		},
		{
			name: "hours that a label calls time",
			sheets: []hardSheet{{name: "Gevinster", text: `
Ruteplanlægning
kr., 2020-p/l
 | 2020 | 2021
Gevinster
Frigjort tid | 400 | 600
Brændstof | 0 | 60000
Udgifter
Licens | 80000 | 40000`}},
			answers: map[string]string{"unit@Gevinster!A5": asCount},
			want: `cost B8 2020 80000, C8 2021 40000
				benefit B6 2020 0, C6 2021 60000`,
		},
		{
			name: "time that is worth kroner",
			sheets: []hardSheet{{name: "Gevinster", text: `
Talegenkendelse
kr., 2017-p/l
 | 2017 | 2018
Gevinster
Frigjort tid | 217000 | 488250
Udgifter
Licens | 80000 | 40000`}},
			want: `cost B7 2017 80000, C7 2018 40000
				benefit B5 2017 217000, C5 2018 488250`,
		},
		{
			name: "the full effect beside the years of a register",
			sheets: []hardSheet{{name: "Katalog", text: `
Katalog, 1.000 kr., 2020-p/l
Forslag | Investering 2020 | Besparelse 2021 | Fuld effekt | Fuld effekt fra år
Lys | 10 | 50 | 100 | 2023
Vand | 20 | 20 | 20 | 2021`}},
			names: []string{"Lys", "Vand"}, in: 1000,
			want: `cost B3 2020 10, B4 2020 20
				benefit C3 2021 50, C4 2021 20`,
		},
	})
}
