package importers

import "testing"

// Hard to read because of where things stand.
func TestHardBooksOfLayout(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "three levels of headings",
			sheets: []hardSheet{{name: "Pulje", text: `
Investeringspulje
Mio. kr., 2016 p/l
Nr. | Forslag | Investering | < | < | Effektivisering | < | <
^ | ^ | Anlæg | < | Service | Service | < | Overførsler
^ | ^ | 2016 | 2017 | 2016 | 2017 | 2018 | 2017
1 | Sensorer | 1.5 | 0.5 | 0.2 | 0.3 | 0.6 | 0.1
2 | Tavler | 2 | | 0.1 | | 0.9 | 0.2`}},
			names: []string{"Sensorer", "Tavler"}, in: 1e6,
			want: `cost C6 2016 1.5, D6 2017 0.5, E6 2016 0.2, C7 2016 2, E7 2016 0.1
				benefit F6 2017 0.3, G6 2018 0.6, H6 2017 0.1, G7 2018 0.9, H7 2017 0.2`,
		},
		{
			name: "blank spacer columns between the years",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital byggesag*
t.kr., 2016-priser
Post | | 2016 | | 2017 | | 2018 | | I alt
Udgifter
Licens | | 100 | | 50 | | 40 | | 190
Gevinster
Porto | | | | 80 | | 90 | | 170`}},
			in: 1000,
			want: `cost C5 2016 100, E5 2017 50, G5 2018 40
				benefit E7 2017 80, G7 2018 90`,
		},
		{
			name: "two tables side by side",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
t.kr., 2016-priser
Udgifter | 2016 | 2017 | | Gevinster | 2016 | 2017
Licens | 100 | 50 | | Overtid | 10 | 80
Konsulent | 70 | | | Vikarer | | 95
I alt | 170 | 50 | | I alt | 10 | 175`}},
			in: 1000,
			want: `cost B4 2016 100, C4 2017 50, B5 2016 70
				benefit F4 2016 10, G4 2017 80, G5 2017 95`,
		},
		{
			name: "sums stand above their parts",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Beløb i 1.000 kr., 2016-priser
Post | 2016 | 2017
Udgifter i alt | 300 | 100
Licens | 200 | 50
Konsulent | 100 | 50
Gevinster i alt | 50 | 400
Porto | 50 | 300
Papir | | 100`}},
			in: 1000,
			want: `cost B5 2016 200, C5 2017 50, B6 2016 100, C6 2017 50
				benefit B8 2016 50, C8 2017 300, C9 2017 100`,
		},
		{
			name: "kind and group in a column of their own, said once",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Gruppe | Post | 2016 | 2017
Udgifter | Licens | 200 | 50
 | Projektleder | 100 | 20
Gevinster | Porto | 50 | 300
 | Papir | | 100`}},
			in: 1000,
			want: `cost C4 2016 200, D4 2017 50, C5 2016 100, D5 2017 20
				benefit C6 2016 50, D6 2017 300, D7 2017 100`,
		},
		{
			name: "group merged downwards, no heading over it",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
 | | 2016 | 2017
Udgifter | Licens | 200 | 50
^ | Projektleder | 100 | 20
Gevinster | Porto | 50 | 300
^ | Papir | | 100`}},
			in: 1000,
			want: `cost C4 2016 200, D4 2017 50, C5 2016 100, D5 2017 20
				benefit C6 2016 50, D6 2017 300, D7 2017 100`,
		},
		{
			name: "two cases stacked on a sheet",
			sheets: []hardSheet{{name: "Forslag", text: `
*Sensorer i skraldespande*
t.kr., 2016-priser
Post | 2016 | 2017
Udgift: sensorer | 200 | 50
Besparelse: kørsel | 0 | 300

*Digital parkering*
t.kr., 2016-priser
Post | 2016 | 2017
Udgift: app | 400 | 60
Besparelse: vagter | | 500`}},
			names: []string{"Sensorer i skraldespande", "Digital parkering"}, in: 1000,
			want: `cost B4 2016 200, C4 2017 50, B10 2016 400, C10 2017 60
				benefit B5 2016 0, C5 2017 300, C11 2017 500`,
		},
		{
			name: "headings repeated where a page ends",
			sheets: []hardSheet{{name: "Katalog", text: `
*Katalog*
t.kr., 2016 p/l
Nr. | Forslag | Investering 2016 | Besparelse 2017
1 | Tavler | 100 | 50
2 | Lys | 80 | 40
Nr. | Forslag | Investering 2016 | Besparelse 2017
3 | Vand | 60 | 30`}},
			names: []string{"Tavler", "Lys", "Vand"}, in: 1000,
			want: `cost C4 2016 100, C5 2016 80, C7 2016 60
				benefit D4 2017 50, D5 2017 40, D7 2017 30`,
		},
		{
			name: "titles that take two rows",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Nr. | Forslag | Udvalg | Investering 2016 | Besparelse 2017
1 | Digital post og | Social | 100 | 50
 | selvbetjening for borgere
2 | Lys | Teknik | 80 | 40`}},
			names: []string{"Digital post og selvbetjening for borgere", "Lys"}, in: 1000,
			want: `cost D3 2016 100, D5 2016 80
				benefit E3 2017 50, E5 2017 40`,
		},
		{
			name: "amounts on the row below the title",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licenser til alle medarbejdere i forvaltningen
 | 100 | 50
Gevinster
Porto | | 90`}},
			in: 1000,
			want: `cost B6 2016 100, C6 2017 50
				benefit C8 2017 90`,
		},
		{
			name: "years down, kinds across",
			sheets: []hardSheet{{name: "Profil", text: `
*Robotter i økonomi*
t.kr., 2016-priser
År | Investering | Afledt drift | Gevinst | Netto | Akkumuleret
2016 | 500 | | | -500 | -500
2017 | | 50 | 200 | 150 | -350
2018 | | 50 | 300 | 250 | -100
I alt | 500 | 100 | 500 | -100`}},
			in: 1000,
			want: `cost B4 2016 500, C5 2017 50, C6 2018 50
				benefit D5 2017 200, D6 2018 300`,
		},
		{
			name: "years down, each with plan and forecast",
			sheets: []hardSheet{{name: "Profil", text: `
*Robotter i økonomi*
t.kr., løbende priser
 | Udgifter | < | Gevinster | <
År | Baseline | Forecast | Baseline | Forecast
2016 | 500 | 550 | |
2017 | 50 | 60 | 200 | 180
2018 | 50 | 60 | 300 | 260`}},
			in: 1000,
			want: `cost B5 2016 500, C5 2016 550, B6 2017 50, C6 2017 60, B7 2018 50, C7 2018 60
				benefit D6 2017 200, E6 2017 180, D7 2018 300, E7 2018 260`,
		},
		{
			name: "one project per column",
			sheets: []hardSheet{{name: "Sammenligning", text: `
Sammenligning af projekter, t.kr., 2016 p/l
Projekt | Digital post | Fælles vagt | Sensorer
Projektnr. | P1 | P2 | P3
Forvaltning | Social | Børn | Teknik
Engangsudgift 2016 | 100 | 250 | 80
Driftsudgift 2017 | 20 | 30 | 10
Gevinst 2017 | 90 | 120 | 30
Gevinst 2018 | 95 | 130 | 35
Tilbagebetalingstid (år) | 1.4 | 2.6 | 4`}},
			names: []string{"Digital post", "Fælles vagt", "Sensorer"}, in: 1000,
			want: `cost B5 2016 100, C5 2016 250, D5 2016 80, B6 2017 20, C6 2017 30, D6 2017 10
				benefit B7 2017 90, C7 2017 120, D7 2017 30, B8 2018 95, C8 2018 130, D8 2018 35`,
			finds: []string{"stated-payback-never Sammenligning!C9", "stated-payback-never Sammenligning!D9"},
		},
		{
			name: "long table with a kind in each row, and sums between",
			sheets: []hardSheet{{name: "Udtræk", text: `
Projekt | Post | Type | År | Beløb (t.kr., 2016 p/l)
Digital post | Licens | Udgift | 2016 | 100
Digital post | Licens | Udgift | 2017 | 50
Digital post | Porto | Gevinst | 2017 | 90
Digital post i alt | | | | 240
Fælles vagt | System | Udgift | 2016 | 70
Fælles vagt | Overtid | Gevinst | 2017 | 30
Fælles vagt i alt | | | | 100`}},
			names: []string{"Digital post", "Fælles vagt"}, in: 1000,
			want: `cost E2 2016 100, E3 2017 50, E6 2016 70
				benefit E4 2017 90, E7 2017 30`,
		},
		{
			name: "plan and realised in pairs over the quarters of a merged year",
			sheets: []hardSheet{{name: "Gevinster", text: `
t.kr., løbende priser. Beløb er for det enkelte kvartal.
Projekt | Gevinst | 2013 | < | < | <
^ | ^ | K1 | < | K2 | <
^ | ^ | Plan | Realiseret | Plan | Realiseret
Digital post | Porto | 60 | 55 | 70 | 65
Digital post | Papir | 10 | 9 | 10 |`}},
			names: []string{"Digital post"}, in: 1000,
			want: `benefit C5 2013K1 60, D5 2013K1 55, E5 2013K2 70, F5 2013K2 65, C6 2013K1 10, D6 2013K1 9, E6 2013K2 10`,
		},
		{
			name: "budget, forecast and accounts for each year",
			sheets: []hardSheet{{name: "Opfølgning", text: `
*Ny telefoni*
t.kr., løbende priser
 | 2015 | < | < | 2016 | < | <
Post | Budget | Forventet | Regnskab | Budget | Forventet | Regnskab
Udgifter
Licens | 100 | 110 | 108 | 50 | 55 |
Gevinster
Abonnementer | 20 | 15 | 12 | 200 | 180 |`}},
			in: 1000,
			want: `cost B6 2015 100, C6 2015 110, D6 2015 108, E6 2016 50, F6 2016 55
				benefit B8 2015 20, C8 2015 15, D8 2015 12, E8 2016 200, F8 2016 180`,
		},
		{
			name: "a hidden column and a hidden row",
			sheets: []hardSheet{{name: "Økonomi", hidden: "C", text: `
*Digital post*
t.kr., 2016-priser
Post | 2015 | 2016 | 2017
Udgifter
Licens | 10 | 100 | 50
!Konsulent | 5 | 30 | 20
Gevinster
Porto | 0 | 70 | 90`}},
			in: 1000, answers: map[string]string{"hidden@Økonomi!C3": include, "hidden@Økonomi!B6": include},
			want: `cost B5 2015 10, C5 2016 100, D5 2017 50, B6 2015 5, C6 2016 30, D6 2017 20
				benefit B8 2015 0, C8 2016 70, D8 2017 90`,
		},
		{
			name: "notes between the rows, and prose that begins with a number",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Note: prisen er fra 2015 og dækker 250 brugere
Licens | 100 | 50
1) Heri er ikke medtaget 20 timer
Gevinster
Porto | | 90
2) Svarer til 500 breve i 2017`}},
			in: 1000,
			want: `cost B6 2016 100, C6 2017 50
				benefit C9 2017 90`,
		},
		{
			name: "income statement",
			sheets: []hardSheet{{name: "Resultat", text: `
*Salg af overskudsvarme*
t.kr., 2016-priser
 | 2016 | 2017 | 2018
Indtægter
Salg af varme | | 400 | 450
Øvrige indtægter | | 20 | 20
Indtægter i alt | | 420 | 470
Udgifter
Løn | 100 | 110 | 110
Anlæg | 900 | |
Udgifter i alt | 1000 | 110 | 110
Resultat | -1000 | 310 | 360`}},
			in: 1000,
			want: `cost B9 2016 100, C9 2017 110, D9 2018 110, B10 2016 900
				benefit C5 2017 400, D5 2018 450, C6 2017 20, D6 2018 20`,
		},
		{
			name: "financing is neither cost nor benefit",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 300 | 50
Gevinster
Porto | | 90
Finansiering
Egen ramme | 100 | 50
Digitaliseringspuljen | 200 |`}},
			in: 1000,
			want: `cost B5 2016 300, C5 2017 50
				benefit C7 2017 90`,
			finds: []string{"financing Økonomi!A9", "financing Økonomi!A10"},
		},
		{
			name: "a copy of the sheet, and a summary of it",
			sheets: []hardSheet{
				{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 300 | 50
Projekt | 80 | 10
Gevinster
Porto | | 90
Papir | | 20`},
				{name: "Resume", text: `
t.kr., 2016-priser
 | 2016 | 2017
Udgifter | 380 | 60
Gevinster | 0 | 110
Netto | -380 | 50`},
			},
			in: 1000,
			want: `cost B5 2016 300, C5 2017 50, B6 2016 80, C6 2017 10
				benefit C8 2017 90, C9 2017 20`,
			leaves: []string{},
		},
		{
			name: "amounts that look like years",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgifter
Licens | 1995 | 2005 | 2015
Drift | 2000 | 2010 | 2020
Gevinster
Porto | 1990 | 2040 | 2090`}},
			in: 1000,
			want: `cost B5 2016 1995, C5 2017 2005, D5 2018 2015, B6 2016 2000, C6 2017 2010, D6 2018 2020
				benefit B8 2016 1990, C8 2017 2040, D8 2018 2090`,
		},
		{
			name: "numbered lines in front of their names",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Nr. | Post | 2016 | 2017
1 | Udgifter
1.1 | Licens | 100 | 50
1.2 | Projektleder | 20 | 10
2 | Gevinster
2.1 | Porto | | 90`}},
			in: 1000,
			want: `cost C5 2016 100, D5 2017 50, C6 2016 20, D6 2017 10
				benefit D8 2017 90`,
		},
		{
			name: "a total without a name, and one with an unusual one",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgifter
Licens | 100 | 50 | 40
Projektleder | 20 | 10 | 15
Tilsammen | 120 | 60 | 55
Gevinster
Porto | 30 | 90 | 80
Papir | 5 | 7 | 9
 | 35 | 97 | 89`}},
			in: 1000,
			want: `cost B5 2016 100, C5 2017 50, D5 2018 40, B6 2016 20, C6 2017 10, D6 2018 15
				benefit B9 2016 30, C9 2017 90, D9 2018 80, B10 2016 5, C10 2017 7, D10 2018 9`,
		},
		{
			name: "every other row is a part of the one above",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 100 | 50
- heraf pædagogisk personale | 60 | 30
Konsulent | 80 |
hvoraf intern tid | 30 |
   Herunder rejser | 5 |
Gevinster
Porto | | 90
deraf i 2. halvår | | 60`}},
			in: 1000,
			want: `cost B5 2016 100, C5 2017 50, B7 2016 80
				benefit C11 2017 90`,
		},
		{
			name: "cumulative columns and rows",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018 | Akkumuleret 2016-2018
Udgifter
Licens | 100 | 50 | 40 | 190
Gevinster
Porto | 30 | 90 | 80 | 200
Netto | -70 | 40 | 40 |
Netto, akkumuleret | -70 | -30 | 10 |`}},
			in: 1000,
			want: `cost B5 2016 100, C5 2017 50, D5 2018 40
				benefit B7 2016 30, C7 2017 90, D7 2018 80`,
		},
		{
			name: "our words in English, years counted",
			sheets: []hardSheet{{name: "Case", text: `
*Smart bins*
DKK thousand, 2016 prices
Item | Year 0 | Year 1 | Year 2 | Total
Costs
Sensors | 200 | 50 | 50 | 300
Benefits
Saved tours | 0 | 120 | 140 | 260
Net cash flow | -200 | 70 | 90 | -40`}},
			in: 1000, answers: map[string]string{"year-axis@Case": "2016"},
			want: `cost B5 2016 200, C5 2017 50, D5 2018 50
				benefit B7 2016 0, C7 2017 120, D7 2018 140`,
		},
		{
			name: "pairs of cost and benefit under each year of a register",
			sheets: []hardSheet{{name: "Portefølje", text: `
t.kr., 2016 p/l
Projekt | 2016 | < | 2017 | <
^ | Udgift | Gevinst | Udgift | Gevinst
Digital post | 100 | | 20 | 90
Fælles vagt | 70 | 10 | | 60
I alt | 170 | 10 | 20 | 150`}},
			names: []string{"Digital post", "Fælles vagt"}, in: 1000,
			want: `cost B4 2016 100, D4 2017 20, B5 2016 70
				benefit E4 2017 90, C5 2016 10, E5 2017 60`,
		},
	})
}
