package importers

import "testing"

// Harder ones yet: registers, extracts and returns.
func TestHardBooksOfRegisters(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "committees with their sums above their proposals",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l. Besparelser er negative tal.
Nr. | Forslag | 2016 | 2017
 | Socialudvalget | -585 | -700
S-01 | Kørsel | -405 | -500
S-02 | Booking | -180 | -200
 | Teknisk udvalg | -90 | -110
T-01 | Lys | -50 | -60
T-02 | Vand | -40 | -50`}},
			names: []string{"Kørsel", "Booking", "Lys", "Vand"}, in: 1000,
			want: `benefit C4 2016 405, D4 2017 500, C5 2016 180, D5 2017 200, C7 2016 50, D7 2017 60, C8 2016 40, D8 2017 50`,
		},
		{
			name: "a register's total without a name",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Nr. | Forslag | Udgift 2016 | Besparelse 2017
1 | Kørsel | 100 | 50
2 | Booking | 80 | 70
3 | Lys | 40 | 30
 | | 220 | 150`}},
			names: []string{"Kørsel", "Booking", "Lys"}, in: 1000,
			want: `cost C3 2016 100, C4 2016 80, C5 2016 40
				benefit D3 2017 50, D4 2017 70, D5 2017 30`,
		},
		{
			name: "a register's total with a name of its own",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Forslag | Udgift 2016 | Besparelse 2017
Kørsel | 100 | 50
Booking | 80 | 70
Lys | 40 | 30
Alle forslag under ét | 220 | 150`}},
			names: []string{"Kørsel", "Booking", "Lys"}, in: 1000,
			answers: map[string]string{"subtotal@Katalog!A6": asSum},
			want: `cost B3 2016 100, B4 2016 80, B5 2016 40
				benefit C3 2017 50, C4 2017 70, C5 2017 30`,
		},
		{
			name: "an extract with months as numbers",
			sheets: []hardSheet{{name: "Udtræk", text: `
Projekt | Artstekst | Type | Periode | Beløb (kr., løbende priser)
Lys | Konsulent | Udgift | 201603 | 1200
Lys | El | Gevinst | 201704 | 800
Vand | Pumpe | Udgift | 201612 | 5000`}},
			names: []string{"Lys", "Vand"},
			want: `cost E2 2016-03 1200, E4 2016-12 5000
				benefit E3 2017-04 800`,
		},
		{
			name: "quarters whose year is in the title, with deviations and the year so far",
			sheets: []hardSheet{{name: "Opfølgning", text: `
Gevinstopfølgning 2013, t.kr., løbende priser, beløb for det enkelte kvartal
Projekt | Gevinst | 1. kvt. | < | < | 2. kvt. | < | <
^ | ^ | Plan | Realiseret | Afvigelse | Plan | Realiseret | Afvigelse
Lys | El | 60 | 55 | -5 | 60 | 70 | 10
Vand | Spild | 20 | 20 | 0 | 25 | 20 | -5`}},
			names: []string{"Lys", "Vand"}, in: 1000,
			answers: map[string]string{"year-axis@Opfølgning": "2013"},
			want:    `benefit C4 2013K1 60, D4 2013K1 55, F4 2013K2 60, G4 2013K2 70, C5 2013K1 20, D5 2013K1 20, F5 2013K2 25, G5 2013K2 20`,
		},
		{
			name: "price level in the headings beside the data year",
			sheets: []hardSheet{{name: "Katalog", text: `
Forslag | Udgift 2016 (t.kr., 2015-priser) | Besparelse 2017 (t.kr., 2015-priser)
Kørsel | 100 | 50
Booking | 80 | 70`}},
			names: []string{"Kørsel", "Booking"}, in: 1000,
			want: `cost B2 2016 100, B3 2016 80
				benefit C2 2017 50, C3 2017 70`,
		},
		{
			name: "two columns for the same year",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2016 (revideret) | 2017
Udgift til licens | 100 | 120 | 50
Gevinst på porto | 10 | 15 | 90`}},
			in: 1000, answers: map[string]string{"scenario@Økonomi": "2016 (revideret)"},
			want: `cost C4 2016 120, D4 2017 50
				benefit C5 2016 15, D5 2017 90`,
		},
		{
			name: "freed posts and fewer days among the kroner",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., 2016-priser
Gevinster | 2016 | 2017
Porto | 100 | 150
Frigjorte årsværk | 0.5 | 1
Færre sygedage | 10 | 20
Færre timer i økonomi | 80 | 90`}},
			in: 1000, answers: map[string]string{"unit@Gevinster!A5": "antal", "unit@Gevinster!A6": "antal"},
			want: `benefit B4 2016 100, C4 2017 150, B7 2016 80, C7 2017 90`,
		},
		{
			name: "the kind stands on every row under a heading of no help",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Område | Post | 2016 | 2017
Udgifter | Licens | 100 | 50
Udgifter | Projekt | 20 | 10
Gevinster | Porto | 5 | 90
Gevinster | Papir | 5 | 10`}},
			in: 1000,
			want: `cost C4 2016 100, D4 2017 50, C5 2016 20, D5 2017 10
				benefit C6 2016 5, D6 2017 90, C7 2016 5, D7 2017 10`,
		},
		{
			name: "more lines after the net, below a blank row",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 100 | 50
Gevinst på porto | 5 | 90
Netto | -95 | 40

Papir | 12 | 13
Tryk | 14 | 15`}},
			in: 1000,
			want: `cost B4 2016 100, C4 2017 50
				benefit B5 2016 5, C5 2017 90`,
			finds: []string{"unread-number Økonomi!B8", "unread-number Økonomi!B9"},
		},
		{
			name: "a sheet of benefits by month that names no year",
			sheets: []hardSheet{
				{name: "Udgifter", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Licens | 100 | 50`},
				{name: "Gevinster", text: `
t.kr., 2016-priser
Gevinst | Januar | Februar | Marts
Porto | 10 | 11 | 12
Papir | 1 | 2 | 3`},
			},
			in:      1000,
			answers: map[string]string{"year-axis@Gevinster": "2017"},
			want: `cost B4 2016 100, C4 2017 50
				benefit Gevinster!B3 2017-01 10, Gevinster!C3 2017-02 11, Gevinster!D3 2017-03 12, Gevinster!B4 2017-01 1, Gevinster!C4 2017-02 2, Gevinster!D4 2017-03 3`,
		},
		{
			name: "plan and realised in tables below each other",
			sheets: []hardSheet{{name: "Opfølgning", text: `
Projekt: Digital post
t.kr., løbende priser
*Plan*
Post | 2016 | 2017
Udgift til licens | 100 | 50
Gevinst på porto | 5 | 90

*Realiseret*
Post | 2016 | 2017
Udgift til licens | 110 | 55
Gevinst på porto | 3 | 70`}},
			names: []string{"Digital post"}, in: 1000,
			want: `cost B5 2016 100, C5 2017 50, B10 2016 110, C10 2017 55
				benefit B6 2016 5, C6 2017 90, B11 2016 3, C11 2017 70`,
		},
		{
			name: "sums of rows in a column without a heading",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 |
Udgift til licens | 100 | 50 | =SUM(B4:C4) -> 150
Gevinst på porto | 5 | 90 | 95`}},
			in: 1000,
			want: `cost B4 2016 100, C4 2017 50
				benefit B5 2016 5, C5 2017 90`,
		},
		{
			name: "sections with units of their own",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Post | 2016 | 2017
Udgifter (kr.)
Licens | 100000 | 50000
Gevinster (t.kr.)
Porto | 5 | 90`}},
			want: `cost B5 2016 100000, C5 2017 50000
				benefit B7 2016 5000, C7 2017 90000`,
		},
		{
			name: "alternatives below each other",
			sheets: []hardSheet{{name: "Økonomi", text: `
t.kr., 2016-priser
*Alternativ 1: egen drift*
Post | 2016 | 2017
Udgift til licens | 100 | 50
Gevinst på porto | 5 | 90

*Alternativ 2: fælles drift*
Post | 2016 | 2017
Udgift til licens | 60 | 40
Gevinst på porto | 5 | 70`}},
			in: 1000, answers: map[string]string{"scenario@Økonomi": "Alternativ 2: fælles drift"},
			want: `cost B9 2016 60, C9 2017 40
				benefit B10 2016 5, C10 2017 70`,
		},
		{
			name: "debit and credit",
			sheets: []hardSheet{{name: "Udtræk", text: `
Projekt | Tekst | År | Debet (kr., løbende priser) | Kredit (kr., løbende priser)
Lys | Konsulent | 2016 | 1200 |
Lys | Salg af brugt udstyr | 2016 | | 800`}},
			names: []string{"Lys"}, answers: map[string]string{"sign@Udtræk!E1": creditBenefit},
			want: `cost D2 2016 1200
				benefit E3 2016 800`,
		},
		{
			name: "onwards and afterwards",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018 og frem
Udgift til licens | 100 | 50 | 40
Gevinst på porto | 5 | 90 | 95`}},
			in: 1000,
			want: `cost B4 2016 100, C4 2017 50, D4 2018 40
				benefit B5 2016 5, C5 2017 90, D5 2018 95`,
		},
		{
			name: "a register of benefits, two lines for each",
			sheets: []hardSheet{{name: "Gevinster", text: `
t.kr., 2013 p/l. Beløb for det enkelte kvartal
Projekt | Gevinst | Serie | 2013K1 | 2013K2
Lys | El | Plan | 60 | 60
 | | Realiseret | 55 | 70
Vand | Spild | Plan | 20 | 25
 | | Realiseret | 20 |`}},
			names: []string{"Lys", "Vand"}, in: 1000,
			want: `benefit D3 2013K1 60, E3 2013K2 60, D4 2013K1 55, E4 2013K2 70, D5 2013K1 20, E5 2013K2 25, D6 2013K1 20`,
		},
		{
			name: "a number in the notes and a person in the remarks",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Forslag | Udgift 2016 | Besparelse 2017 | Bemærkninger
Kørsel for 010203-1234 | 100 | 50 | Ring til 40 12 34 56
Booking | 80 | 70 | Borger 0102031234 klagede`}},
			names: []string{"Kørsel for ******-****", "Booking"}, in: 1000,
			want: `cost B3 2016 100, B4 2016 80
				benefit C3 2017 50, C4 2017 70`,
			finds: []string{"personal-number Katalog!A3", "personal-number Katalog!D4"},
		},
		{
			name: "foreign currency",
			sheets: []hardSheet{{name: "Case", text: `
*Robotics*
2016 prices
Costs (€) | 2016 | 2017
Licence | 1000 | 500`}},
			answers: map[string]string{"currency@Case": "7,45 kr., Nationalbanken 4. januar 2016"},
			want:    `cost B4 2016 7450, C4 2017 3725`,
			finds:   []string{"currency-converted Case!A3"},
		},
	})
}

// Hard to read because time runs downwards, or nowhere.
func TestHardBooksOfTime(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "years down, each with a row for budget and one for accounts",
			sheets: []hardSheet{{name: "Profil", text: `
*Robotter i økonomi*
t.kr., løbende priser
År | Udgift | Gevinst
2016 Budget | 500 |
Regnskab | 550 |
2017 Budget | 50 | 200
Regnskab | 60 | 180
I alt | 550 | 200`}},
			in: 1000,
			want: `cost B4 2016 500, B5 2016 550, B6 2017 50, B7 2017 60
				benefit C6 2017 200, C7 2017 180`,
		},
		{
			name: "years merged down beside the series",
			sheets: []hardSheet{{name: "Profil", text: `
*Robotter i økonomi*
t.kr., løbende priser
År | Serie | Udgift | Gevinst
2016 | Plan | 500 |
^ | Realiseret | 550 |
2017 | Plan | 50 | 200
^ | Realiseret | 60 | 180`}},
			in: 1000,
			want: `cost C4 2016 500, C5 2016 550, C6 2017 50, C7 2017 60
				benefit D6 2017 200, D7 2017 180`,
		},
		{
			name: "what was spent before the first year, and what remains after the last",
			sheets: []hardSheet{{name: "Profil", text: `
*Robotter i økonomi*
t.kr., løbende priser
År | Udgift | Gevinst
Før 2016 | 900 |
2016 | 500 | 10
2017 | 50 | 200
2018 | 50 | 210
Resten | 70 | 300`}},
			in: 1000,
			want: `cost B5 2016 500, B6 2017 50, B7 2018 50
				benefit C5 2016 10, C6 2017 200, C7 2018 210`,
			answers: map[string]string{"year-axis@Profil!A4": leaveOut, "year-axis@Profil!A8": leaveOut},
			finds:   []string{"row-without-period Profil!B4", "row-without-period Profil!B8"},
		},
		{
			name: "a column for the years before",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | Før 2016 | 2016 | 2017
Udgift til licens | 900 | 100 | 50
Gevinst på porto | | 5 | 90`}},
			in: 1000,
			want: `cost C4 2016 100, D4 2017 50
				benefit C5 2016 5, D5 2017 90`,
			finds: []string{"unread-number Økonomi!B4"},
		},
		{
			name: "posts and amounts without any year",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Post | Beløb (kr.)
Engangsudgift til licens | 1000
Årlig besparelse på porto | 400`}},
			answers: map[string]string{"year-axis@Økonomi": "2016"},
			want: `cost B4 2016 1000
				benefit B5 2016 400`,
		},
		{
			name: "accumulated by an abbreviation, and nets beside an investment",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Nr. | Forslag | Investering 2016 | Besparelse 2017 | Besparelse akk. 2018
1 | Kørsel | 100 | 50 | 110
2 | Booking | 80 | 70 | 150`}},
			names: []string{"Kørsel", "Booking"}, in: 1000,
			want: `cost C3 2016 100, C4 2016 80
				benefit D3 2017 50, D4 2017 70`,
		},
		{
			name: "only nets beside an investment",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Nr. | Forslag | Investering 2016 | Nettobesparelse 2017 | Nettobesparelse 2018
1 | Kørsel | 100 | 50 | 60
2 | Booking | 80 | 70 | 75`}},
			names: []string{"Kørsel", "Booking"}, in: 1000,
			want:  `cost C3 2016 100, C4 2016 80`,
			finds: []string{"only-derived Katalog!D2", "only-derived Katalog!E2"},
		},
		{
			name: "headings with their own numbers in front",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
9.1 | Udgifter | 2016 | 2017
9.1.1 | Licens | 100 | 50
9.1.2 | Projekt | 20 | 10
9.2 | Gevinster | 2016 | 2017
9.2.1 | Porto | | 90`}},
			in: 1000,
			want: `cost C4 2016 100, D4 2017 50, C5 2016 20, D5 2017 10
				benefit D7 2017 90`,
		},
		{
			name: "hours and kroner in turn under each year",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
2016-priser
Gevinst | 2016 | < | 2017 | <
^ | Timer | Kr. | Timer | Kr.
Sagsbehandling | 100 | 35000 | 200 | 70000
Arkiv | 10 | 3500 | 20 | 7000`}},
			want: `benefit C5 2016 35000, E5 2017 70000, C6 2016 3500, E6 2017 7000`,
		},
		{
			name: "costs in kroner on one sheet, benefits in thousands on another",
			sheets: []hardSheet{
				{name: "Udgifter", text: `
*Digital post*
kr., 2016-priser
Post | 2016 | 2017
Licens | 100000 | 50000`},
				{name: "Gevinster", text: `
t.kr., 2016-priser
Post | 2016 | 2017
Porto | 5 | 90`},
			},
			want: `cost B4 2016 100000, C4 2017 50000
				benefit Gevinster!B3 2016 5000, Gevinster!C3 2017 90000`,
		},
		{
			name: "months of one year, named in the title",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
Realiseret 2016, t.kr., løbende priser
Gevinst | jan 2016 | feb 2016 | mar 2016 | I alt
Porto | 10 | 11 | 12 | 33
Papir | 1 | 2 | 3 | 6`}},
			in:   1000,
			want: `benefit B4 2016-01 10, C4 2016-02 11, D4 2016-03 12, B5 2016-01 1, C5 2016-02 2, D5 2016-03 3`,
		},
		{
			name: "a project for each sheet, and a list of them all",
			sheets: []hardSheet{
				{name: "Oversigt", text: `
t.kr., 2016-priser
Projekt | Udgift 2016 | Gevinst 2017
Kørsel | 100 | 50
Booking | 80 | 70
I alt | 180 | 120`},
				{name: "Kørsel", text: `
Projekt: Kørsel
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 100 |
Gevinst på brændstof | | 50`},
				{name: "Booking", text: `
Projekt: Booking
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 80 |
Gevinst på tid | | 70`},
			},
			in: 1000, answers: map[string]string{"duplicate-case@Kørsel!A1": "Kørsel", "duplicate-case@Booking!A1": "Booking"},
			want: `cost Kørsel!B4 2016 100, Booking!B4 2016 80
				benefit Kørsel!C5 2017 50, Booking!C5 2017 70`,
		},
	})
}

// Hard to read because of words that mean something else elsewhere.
func TestHardBooksOfWords(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a percentage in the name of a line",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 100 | 50
Effektivisering 2 pct. af lønsum | 5 | 90
Besparelse på 10 % af porto | 3 | 20
Besparelse i pct. | 5 | 12`}},
			in: 1000,
			want: `cost B4 2016 100, C4 2017 50
				benefit B5 2016 5, C5 2017 90, B6 2016 3, C6 2017 20`,
			finds: []string{"not-money-hours Økonomi!B7"},
		},
		{
			name: "a line that begins as totals do",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 100 | 50
Samlet pakke til skanning | 70 | 20
Samlede udgifter | 170 | 70
Gevinster
Porto | 5 | 90`}},
			in: 1000, answers: map[string]string{"subtotal@Økonomi!A6": asLine},
			want: `cost B5 2016 100, C5 2017 50, B6 2016 70, C6 2017 20
				benefit B9 2016 5, C9 2017 90`,
		},
		{
			name: "a sheet with an example",
			sheets: []hardSheet{
				{name: "Sag", text: `
Projekt: Digital post
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 100 | 50
Gevinst på porto | 5 | 90`},
				{name: "Eksempel", text: `
Projekt: Sådan udfyldes skemaet
t.kr., 2016-priser
Post | 2016 | 2017
Udgift til licens | 999 | 999
Gevinst på porto | 999 | 999`},
			},
			names: []string{"Digital post"}, in: 1000,
			answers: map[string]string{"example@Eksempel": exclude},
			want: `cost B4 2016 100, C4 2017 50
				benefit B5 2016 5, C5 2017 90`,
		},
		{
			name: "several benefits of a project, its name merged down",
			sheets: []hardSheet{{name: "Gevinster", text: `
t.kr., 2016 p/l
Projekt | Gevinst | Gevinst 2016 | Gevinst 2017
Lys | El | 10 | 20
^ | Vedligehold | 5 | 6
Lys i alt | | 15 | 26
Vand | Spild | 3 | 4
^ | Tid | 1 | 2
Vand i alt | | 4 | 6`}},
			names: []string{"Lys", "Vand"}, in: 1000,
			want: `benefit C3 2016 10, D3 2017 20, C4 2016 5, D4 2017 6, C6 2016 3, D6 2017 4, C7 2016 1, D7 2017 2`,
		},
		{
			name: "rows of a register that are filtered away",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2016 p/l
Nr. | Forslag | Udgift 2016 | Besparelse 2017
1 | Kørsel | 100 | 50
!2 | Booking | 80 | 70
3 | Lys | 60 | 30`}},
			in: 1000, answers: map[string]string{"hidden@Katalog": exclude},
			want: `cost C3 2016 100, C5 2016 60
				benefit D3 2017 50, D5 2017 30`,
		},
		{
			name: "English totals and brackets",
			sheets: []hardSheet{{name: "Case", text: `
*Smart bins*
DKK million, 2016 prices
Item | 2016 | 2017 | Total
Costs
Sensors | 0.2 | 0.1 | 0.3
Support | 0.1 | 0.1 | 0.2
Total costs | 0.3 | 0.2 | 0.5
Benefits
Fewer tours | 0 | '(0,4) | -0.4
Total benefits | 0 | '(0,4) | -0.4`}},
			in: 1e6,
			want: `cost B5 2016 0.2, C5 2017 0.1, B6 2016 0.1, C6 2017 0.1
				benefit B9 2016 0, C9 2017 0.4`,
		},
	})
}
