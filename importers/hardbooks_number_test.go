package importers

import "testing"

// Hard to read because of what stands in the cells: units, formats, words,
// marks, formulas.
func TestHardBooksOfNumbers(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "unit in the sheet's name",
			sheets: []hardSheet{{name: "Økonomi (t.kr.)", text: `
*Digital post*
2016-priser
Post | 2016 | 2017
Udgifter
Licens | 100 | 50
Gevinster
Porto | | 90`}},
			in:      1000,
			answers: map[string]string{"unit@Økonomi (t.kr.)": "t.kr."},
			want: `cost B5 2016 100, C5 2017 50
				benefit C7 2017 90`,
		},
		{
			name: "unit and price level in a note below",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Post | 2016 | 2017
Udgifter
Licens | 1.2 | 0.5
Gevinster
Porto | | 0.9
Netto | -1.2 | 0.4

Alle beløb er i mio. kr. (2018 p/l)`}},
			in: 1e6,
			want: `cost B4 2016 1.2, C4 2017 0.5
				benefit C6 2017 0.9`,
		},
		{
			name: "unit in a comment only",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Post //Beløb i 1.000 kr., 2016-priser | 2016 | 2017
Udgifter
Licens | 100 | 50
Gevinster
Porto | | 90`}},
			in:      1000,
			answers: map[string]string{"unit@Økonomi": "t.kr.", "price-level@Økonomi": "2016-pl"},
			want: `cost B4 2016 100, C4 2017 50
				benefit C6 2017 90`,
		},
		{
			name: "kroner stored, thousands shown",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | {#,##0,}1250000 | {#,##0,}50000
Gevinster
Porto | | {#,##0,}900000`}},
			want: `cost B5 2016 1250000, C5 2017 50000
				benefit C7 2017 900000`,
			finds: []string{"shown-scaled Økonomi!B5"},
		},
		{
			name: "kroner stored, millions shown with the unit in the format",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Post | 2016 | 2017
Udgifter
Licens | {0.0,," mio. kr."}2500000 | {0.0,," mio. kr."}500000
Gevinster
Porto | | {0.0,," mio. kr."}900000`}},
			want: `cost B5 2016 2500000, C5 2017 500000
				benefit C7 2017 900000`,
			finds: []string{"shown-scaled Økonomi!B5"},
		},
		{
			name: "unit in the number format, not scaled",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Post | 2016 | 2017
Udgifter
Licens | {0.0" mio. kr."}2.5 | {0.0" mio. kr."}0.5
Gevinster
Porto | | {#,##0" t.kr."}900`}},
			want: `cost B5 2016 2500000, C5 2017 500000
				benefit C7 2017 900000`,
		},
		{
			name: "heading and number format name different units",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Beløb i t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | {#,##0 "kr."}250000 | {#,##0 "kr."}50000
Gevinster
Porto | | {#,##0 "kr."}90000`}},
			answers: map[string]string{"unit@Økonomi": "kr."},
			want: `cost B5 2016 250000, C5 2017 50000
				benefit C7 2017 90000`,
		},
		{
			name: "kroner by heading, thousands by format",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Beløb i kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | {#,##0,}250000 | {#,##0,}50000
Gevinster
Porto | | {#,##0,}90000`}},
			answers: map[string]string{"unit@Økonomi": "kr."},
			want: `cost B5 2016 250000, C5 2017 50000
				benefit C7 2017 90000`,
		},
		{
			name: "two tables with units of their own",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Udgifter (kr.) | 2016 | 2017
Licens | 100000 | 50000

Gevinster (t.kr.) | 2016 | 2017
Porto | | 90
Papir | 5 | 10`}},
			want: `cost B4 2016 100000, C4 2017 50000
				benefit C7 2017 90000, B8 2016 5000, C8 2017 10000`,
		},
		{
			name: "a unit for each row, and one in a label",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
2016-priser
Post | Enhed | 2016 | 2017
Udgift til licens | kr. | 100000 | 50000
Udgift til anlæg (mio. kr.) | mio. kr. | 1.5 |
Gevinst porto | t.kr. | | 90
Gevinst tid | timer | 200 | 400`}},
			want: `cost C4 2016 100000, D4 2017 50000, C5 2016 1500000
				benefit D6 2017 90000`,
			finds: []string{"not-money-hours Økonomi!C7"},
		},
		{
			name: "numbers written as people write them",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
kr., 2016-priser
Post | 2016 | 2017 | 2018 | 2019
Udgifter
A | '1.234,5- | '(1.234) | '1 250 | '12 500 kr.
B | '1.234.567 | '12,50 kr. | '2,5 mio. | '300 t.kr.
C | '1.000,- | '−500 | '–750 | 'kr. 1.000
Gevinster
D | '+900 | '1.000.000,00 | 'DKK 4.500 | '1'000`}},
			want: `cost B5 2016 -1234.5, C5 2017 -1234, D5 2018 1250, E5 2019 12500
				cost B6 2016 1234567, C6 2017 12.5, D6 2018 2500000, E6 2019 300000
				cost B7 2016 1000, C7 2017 -500, D7 2018 -750, E7 2019 1000
				benefit B9 2016 900, C9 2017 1000000, D9 2018 4500, E9 2019 1000`,
		},
		{
			name: "words where numbers should be",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
kr., 2016-priser
Post | 2016 | 2017 | 2018 | 2019
Udgifter
A | 100 | '- | ca. 250 | 2-300.000
B | 200 | TBD | 0,5 årsværk | indgår i A
C | 300 | ? | ikke opgjort | 100-150.000
Gevinster
D | 50 | afventer | n/a | #DIV/0!
E | 60 | #REF! | =B5*2 -> | 0`}},
			want: `cost B5 2016 100, B6 2016 200, B7 2016 300
				benefit B9 2016 50, B10 2016 60, E10 2019 0`,
			finds: []string{
				"missing-dash Økonomi!C5", "not-a-number Økonomi!D5", "not-a-number Økonomi!E5", "not-a-number Økonomi!C6", "not-a-number Økonomi!D6",
				"not-a-number Økonomi!E6", "not-a-number Økonomi!E7", "error-value Økonomi!E9", "error-value Økonomi!C10", "no-cached-value Økonomi!D10",
			},
			answers: map[string]string{"unit-size@Økonomi": "kr.", "range@Økonomi": leaveOut}, // 720 kroner in all
		},
		{
			name: "footnote marks on numbers and years",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
kr., 2016-priser
Post | 2016* | 2017 1) | 2018²
Udgifter
Licens | '2500* | '1.250 1) | 400
Gevinster
Porto | 100 | '900 ² | '1.000**

* Anslået. 1) Skøn. ² Oplyst af leverandør`}},
			want: `cost D5 2018 400
				benefit B7 2016 100`,
			answers: map[string]string{},
			leaves:  []string{"B5", "C5", "C7", "D7"},
		},
		{
			name: "a comma that may be either",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | '1,500 | '1.250
Gevinster
Porto | 10 | '2,250`}},
			in:      1000,
			answers: map[string]string{"number-format@Økonomi!B5": "1,5", "number-format@Økonomi!C7": "2,25"},
			want: `cost B5 2016 1.5, C5 2017 1250
				benefit B7 2016 10, C7 2017 2.25`,
		},
		{
			name: "phased in by shares, written three ways",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., 2016-priser
Gevinst | Helårseffekt | 2016 | 2017 | 2018
Porto | 400 | {0 %}0.25 | {0 %}0.75 | {0 %}1
Papir | 200 | 0.25 | 0.5 | 1
Tid | 300 | 25 | 50 | 100`}},
			in:      1000,
			answers: map[string]string{"percent@Gevinster!C6": asPercent},
			want:    `benefit C4 2016 100, D4 2017 300, E4 2018 400, C5 2016 50, D5 2017 100, E5 2018 200, C6 2016 75, D6 2017 150, E6 2018 300`,
		},
		{
			name: "hours and prices beside the amounts they give",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
kr., 2016-priser
Gevinster | 2016 | 2017
Frigjorte timer | 100 | 200
Timepris | 350 | 360
Frigjort tid i kroner | =B4*B5 -> 35000 | =C4*C5 -> 72000
Årsværk | 0.05 | 0.1
Realiseringsgrad | 0.5 | 0.8
PL-faktor | 1 | 1.02`}},
			want: `benefit B6 2016 35000, C6 2017 72000`,
		},
		{
			name: "years with letters, and years that are no data",
			sheets: []hardSheet{{name: "Budget", text: `
*Digital post*
t.kr., 2016 p/l, Budget 2016-2019
Post | R2015 | B2016 | BO2017 | BO2018 | BO2019 | 2016-2019 | Gns. pr. år
Udgifter
Licens | 90 | 100 | 50 | 50 | 50 | 250 | 62.5
Gevinster
Porto | 0 | 10 | 90 | 90 | 90 | 280 | 70`}},
			in: 1000,
			want: `cost B5 2015 90, C5 2016 100, D5 2017 50, E5 2018 50, F5 2019 50
				benefit B7 2015 0, C7 2016 10, D7 2017 90, E7 2018 90, F7 2019 90`,
		},
		{
			name: "År 0 is told in a note",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser. År 0 = 2017
Post | År 0 | År 1 | År 2
Udgifter
Licens | 90 | 100 | 50
Gevinster
Porto | | 10 | 90`}},
			in: 1000,
			want: `cost B5 2017 90, C5 2018 100, D5 2019 50
				benefit C7 2018 10, D7 2019 90`,
		},
		{
			name: "school years",
			sheets: []hardSheet{{name: "Skoler", text: `
t.kr., 2016-priser
Skole | Projekt | Investering 2016/17 | Besparelse 2016/17 | Besparelse 2017/18
Nord | Tablets | 100 | 20 | 60
Syd | Netværk | 80 | | 50`}},
			in:      1000,
			answers: map[string]string{"year-axis@Skoler": "2016"},
			want: `cost C3 2016 100, C4 2016 80
				benefit D3 2016 20, E3 2017 60, E4 2017 50`,
		},
		{
			name: "year ends as dates",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | @2016-12-31 | @2017-12-31 | @2018-12-31
Udgifter
Licens | 90 | 100 | 50
Gevinster
Porto | | 10 | 90`}},
			in: 1000,
			want: `cost B5 2016 90, C5 2017 100, D5 2018 50
				benefit C7 2017 10, D7 2018 90`,
		},
		{
			name: "price levels that differ from block to block",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
Udgifter (t.kr., 2016 p/l) | 2016 | 2017
Licens | 90 | 100

Gevinster (t.kr., 2018 p/l) | 2016 | 2017
Porto | | 10`}},
			in: 1000,
			want: `cost B3 2016 90, C3 2017 100
				benefit C6 2017 10`,
			finds: []string{"price-levels-mixed Økonomi!C6"},
		},
		{
			name: "with VAT and without",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter (inkl. moms)
Licens | 125 | 50
Gevinster (ekskl. moms)
Porto | | 90`}},
			in:      1000,
			answers: map[string]string{"vat@Økonomi": "ekskl. moms"},
			want: `cost B5 2016 125, C5 2017 50
				benefit C7 2017 90`,
		},
		{
			name: "crossed out amounts and rows",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 125 | ~50~
~Konsulent~ | ~70~ | ~20~
Gevinster
Porto | | 90`}},
			in:      1000,
			answers: map[string]string{"strikethrough@Økonomi!A5": exclude, "strikethrough@Økonomi!A6": exclude},
			want: `cost B5 2016 125
				benefit C8 2017 90`,
		},
		{
			name: "one amount in kroner among thousands",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018
Udgifter
Licens | 125 | 50 | 50
Konsulent | 70 | 85000 | 20
Gevinster
Porto | | 90 | 95`}},
			in:      1000,
			answers: map[string]string{"outlier@Økonomi!C6": "kr."},
			want: `cost B5 2016 125, C5 2017 50, D5 2018 50, B6 2016 70, C6 2017 85, D6 2018 20
				benefit C8 2017 90, D8 2018 95`,
		},
		{
			name: "a sum that leaves a row out, and rounding that does not",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
mio. kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | {0.0}1.24 | {0.0}0.54
Konsulent | {0.0}0.33 | {0.0}0.21
I alt | {0.0}1.6 | {0.0}0.5
Gevinster
Porto | | 0.9`}},
			in: 1e6,
			want: `cost B5 2016 1.24, C5 2017 0.54, B6 2016 0.33, C6 2017 0.21
				benefit C9 2017 0.9`,
			finds: []string{"total-mismatch Økonomi!C7"},
		},
		{
			name: "yearly, said once",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017 | 2018 | Bemærkninger
Udgifter
Anskaffelse | 125 | | | engangsudgift
Licens | 50 | | | årligt
Gevinster
Porto | | 90 | | varigt fra 2017`}},
			in:      1000,
			answers: map[string]string{"recurrence@Økonomi!B6": yearly, "recurrence@Økonomi!C8": yearly},
			want: `cost B5 2016 125, B6 2016 50, B6 2017 50, B6 2018 50
				benefit C8 2017 90, C8 2018 90`,
		},
	})
}
