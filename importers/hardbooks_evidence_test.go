package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// Hard to read because what a number is follows from other numbers, or from
// marks that may mean several things.
func TestHardBooksOfEvidence(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "hours by name that the total counts with kroner",
			sheets: []hardSheet{{name: "Ø", text: `
Byggesagsarkiv
t.kr., 2013-p/l
 | 2013 | 2014 | 2015
Udgifter
Licenser | 120 | 40 | 40
Gevinster
Færre arkivtimer | 0 | 150 | 250
Mindre porto | 0 | 40 | 40
Gevinster i alt | 0 | 190 | 290
Tilbagebetalingstid (år) | 2,1`}},
			answers: map[string]string{"unit@Ø!A7": asMoney},
			want: `cost B5 2013 120000, C5 2014 40000, D5 2015 40000
				benefit B7 2013 0, C7 2014 150000, D7 2015 250000
				benefit B8 2013 0, C8 2014 40000, D8 2015 40000`,
		},
		{
			name: "hours by name that the total counts with amounts of no said unit",
			sheets: []hardSheet{{name: "Ø", text: `
Byggesagsarkiv
2013-p/l
 | 2013 | 2014 | 2015
Udgifter
Licenser | 120 | 40 | 40
Gevinster
Færre arkivtimer | 0 | 150 | 250
Mindre porto | 0 | 40 | 40
Gevinster i alt | 0 | 190 | 290`}},
			answers: map[string]string{"unit@Ø": "t.kr.", "unit@Ø!A7": asMoney},
			want: `cost B5 2013 120000, C5 2014 40000, D5 2015 40000
				benefit B7 2013 0, C7 2014 150000, D7 2015 250000
				benefit B8 2013 0, C8 2014 40000, D8 2015 40000`,
		},
		{
			name: "today, afterwards and the difference beside each other",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Nuværende udgift 2020 | Ny udgift 2020 | Besparelse 2020
Lys | 300000 | 100000 | 200000
Vand | 50000 | 40000 | 10000`}},
			names: []string{"Lys", "Vand"},
			want:  `benefit D3 2020 200000, D4 2020 10000`,
			finds: []string{"before-after Ø!B2", "before-after Ø!C2"},
		},
		{
			name: "today and afterwards, and a benefit that is not their difference",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Nuværende udgift 2020 | Ny udgift 2020 | Besparelse 2020
Lys | 300000 | 100000 | 150000
Vand | 50000 | 40000 | 10000`}},
			names:   []string{"Lys", "Vand"},
			answers: map[string]string{"row@Ø!B2": asNothing},
			want:    `benefit D3 2020 150000, D4 2020 10000`,
		},
		{
			name: "today alone beside the benefit",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Nuværende udgift | 300000 | 300000
Besparelse | 200000 | 220000`}},
			want:  `benefit B5 2020 200000, C5 2021 220000`,
			finds: []string{"baseline-left-out Ø!A4"},
		},
		{
			name: "today and afterwards under other names, as text",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Eksisterende drift | '300.000 | '300.000
Fremtidig drift | '250.000 | '240.000
Investering | 30000 | 0
Gevinst | '50.000 | '60.000`}},
			want: `cost B6 2020 30000, C6 2021 0
				benefit B7 2020 50000, C7 2021 60000`,
			finds: []string{"before-after Ø!A4", "before-after Ø!A5"},
		},
		{
			name: "what one costs today is a rate",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Nuværende udgift pr. brev | 8 | 8
Gevinst | 50000 | 60000`}},
			want:  `benefit B5 2020 50000, C5 2021 60000`,
			finds: []string{"not-money-hours Ø!B4"},
		},
		{
			name: "brackets and a minus behind alone among benefits",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Licens | 100000 | 50000
Gevinster
Porto | '(25.000) | '(30.000)
Papir | '5.000- | '6.000-`}},
			answers: map[string]string{"sign@Ø": benefitNegative},
			want: `cost B5 2020 100000, C5 2021 50000
				benefit B7 2020 25000, C7 2021 30000, B8 2020 5000, C8 2021 6000`,
		},
		{
			name: "brackets that say the benefits are lost",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Forslag | Investering 2020 | Gevinst 2021
Porto | 90000 | '(30.000)
Lys | 80000 | '(10.000)`}},
			names:   []string{"Porto", "Lys"},
			answers: map[string]string{"sign@Ø": bothPositive},
			want: `cost B3 2020 90000, B4 2020 80000
				benefit C3 2021 -30000, C4 2021 -10000`,
			finds: []string{"reversal Ø!C3", "reversal Ø!C4"},
		},
		{
			name: "brackets that a total tells the meaning of",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021 | I alt
Udgifter
Licens | 100000 | 50000 | 150000
Gevinster
Porto | '(25.000) | '(30.000) | -55000`}},
			want: `cost B5 2020 100000, C5 2021 50000
				benefit B7 2020 25000, C7 2021 30000`,
		},
		{
			name: "a probability of 50 and one of 0,8",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
Gevinst | Sandsynlighed | 2020 | 2021
Porto | 50 | 45000 | 90000
Papir | 75 | 10000 | 20000
Tid | 0.8 | 40000 | 80000`}},
			want:  `benefit C4 2020 45000, D4 2021 90000, C5 2020 10000, D5 2021 20000, C6 2020 40000, D6 2021 80000`,
			finds: []string{"percent-mixed Ø!B6"},
		},
		{
			name: "a row of probabilities of two kinds",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021 | 2022
Gevinst | 50000 | 60000 | 70000
Sandsynlighed | 0.5 | 80 | 0.9`}},
			want:  `benefit B4 2020 50000, C4 2021 60000, D4 2022 70000`,
			finds: []string{"percent-mixed Ø!C5"},
		},
		{
			name: "a share of 0,8 between shares of 50 and 100",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
Gevinst | Helårseffekt | 2020 | 2021 | 2022
Porto | 90000 | {0 %}0.5 | 80 | 0.9`}},
			answers: map[string]string{"percent@Ø!E4": asFraction},
			want:    `benefit C4 2020 45000, D4 2021 72000, E4 2022 81000`,
		},
		{
			name: "from one number to another, in the middle",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Udgift til licens | 100-150.000 | 1,5 til 2 mio. kr.
Gevinst | 0 | 90000`}},
			answers: map[string]string{"range@Ø": middle},
			want: `cost B4 2020 125000, C4 2021 1750000
				benefit B5 2020 0, C5 2021 90000`,
		},
		{
			name: "from one number to another, the lower end",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Udgift til licens | 50.000 - 70.001 | 100000
Gevinst | 0 | 90000`}},
			answers: map[string]string{"range@Ø": lowEnd},
			want: `cost B4 2020 50000, C4 2021 100000
				benefit B5 2020 0, C5 2021 90000`,
		},
		{
			name: "running costs before and after",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
t.kr., 2020-p/l
Post | 2020 | 2021 | 2022
Investering | 500 | 0 | 0
Drift før | 300 | 300 | 300
Drift efter | 200 | 180 | 170
Gevinst | 100 | 120 | 130`}},
			in: 1000,
			want: `cost B4 2020 500, C4 2021 0, D4 2022 0
				benefit B7 2020 100, C7 2021 120, D7 2022 130`,
			finds: []string{"before-after Ø!A5", "before-after Ø!A6"},
		},
		{
			name: "without the project and with it",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
Post | 2020 | 2021
Uden projektet: driftsudgifter | 500000 | 500000
Med projektet: driftsudgifter | 400000 | 300000
Besparelse | 100000 | 200000`}},
			want:  `benefit B6 2020 100000, C6 2021 200000`,
			finds: []string{"before-after Ø!A4", "before-after Ø!A5"},
		},
		{
			name: "without the project and with it, and a benefit that is another",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
Post | 2020 | 2021
Uden projektet: driftsudgifter | 500000 | 500000
Med projektet: driftsudgifter | 400000 | 300000
Besparelse | 90000 | 200000`}},
			answers: map[string]string{"row@Ø!A4": asNothing, "row@Ø!A5": asNothing},
			want:    `benefit B6 2020 90000, C6 2021 200000`,
		},
		{
			name: "what was spent before the first year",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Udgift før 2020 | Udgift 2020 | Udgift 2021 | Gevinst 2021
Lys | 10000 | 20000 | 30000 | 90000
Vand | 11000 | 21000 | 31000 | 80000`}},
			names:   []string{"Lys", "Vand"},
			answers: map[string]string{"year-axis@Ø!B2": "2019"},
			want: `cost B3 2019 10000, C3 2020 20000, D3 2021 30000, B4 2019 11000, C4 2020 21000, D4 2021 31000
				benefit E3 2021 90000, E4 2021 80000`,
		},
		{
			name: "kilometres among kroner",
			sheets: []hardSheet{{name: "Ø", text: `
Kørsel
kr., 2020-p/l
 | 2020 | 2021
Kørte km | 10000 | 8000
Gevinst på kørsel | 0 | 90000
Udgift til biler | 10000 | 0`}},
			answers: map[string]string{"unit@Ø!A4": asCount},
			want: `cost B6 2020 10000, C6 2021 0
				benefit B5 2020 0, C5 2021 90000`,
			finds: []string{"not-money-hours Ø!B4"},
		},
	})
}

// What is asked about is not said to be left out at the same time.
func TestNothingIsAskedAndLeftOutAtOnce(t *testing.T) {
	sheet := hardSheet{name: "Ø", text: `
Kørsel
kr., 2020-p/l
 | 2020 | 2021
Kørte km | 10000 | 8000
Gevinst på kørsel | 0 | 90000`}
	file := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet.sheet()}}, Options{})
	wantQuestion(t, file, "unit@Ø!A4")
	for _, f := range file.Findings {
		if f.Code == "not-money-hours" {
			t.Errorf("%+v while it is asked", f)
		}
	}
}

// A comment that says the unit and the price level speaks for them; whether it
// does for all amounts is for the user to say.
func TestCommentsSpeakForAnswers(t *testing.T) {
	sheet := hardSheet{name: "Ø", text: `
Digital post
Post //Beløb i mio. kr., 2014-priser | 2016 | 2017
Udgift til licens | 100 | 50
Gevinst på porto | | 90`}
	file := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet.sheet()}}, Options{})
	for key, want := range map[string]string{"unit@Ø": "mio. kr.", "price-level@Ø": "2014-pl"} {
		if q := wantQuestion(t, file, key); q.Proposed != want || !slices.Contains(q.Cells, "Ø!A2") {
			t.Errorf("%s proposes %q by %v, want %q by Ø!A2", key, q.Proposed, q.Cells, want)
		}
	}
}
