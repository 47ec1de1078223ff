package importers

import (
	"testing"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// Amounts in another currency are kroner only at a rate that is answered with
// its source; until then a question holds the file back.
func TestForeignCurrencyIsNeverStored(t *testing.T) {
	sheet := sheetOf("Budget", row("Smart Lighting"), row("Amounts in EUR, 2020 prices"), row(nil, 2020, 2021),
		row("Costs"), row("Equipment", 100000, 20000), row("Benefits"), row("Energy", 30000, 60000))
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "currency@Budget")
	wantFinding(t, file, "foreign-currency", "Budget!A2")
	if file.Status != Questions {
		t.Errorf("asked, the file is %s", file.Status)
	}
	for _, answer := range []string{"kr.", "7,46", "Nationalbanken", "0 kr. Nationalbanken", "7,46 kr.", "100000 kr. Nationalbanken", "-7 Nationalbanken"} {
		if file := read(t, []*workbook.Sheet{sheet}, "currency@Budget", answer); file.Status != Errors {
			t.Errorf("answered %q, the file is %s: %+v", answer, file.Status, file.Findings)
		}
	}
	if file := read(t, []*workbook.Sheet{sheet}, "currency@Budget", "7,46 Nationalbanken 2. januar 2020"); file.Status != Ready {
		t.Errorf("answered with a rate and its source, the file is %s: %+v", file.Status, file.Findings)
	}
}

// Rates as people write them, and texts that are none. 746.03 for a hundred is
// 7.4603 for one.
func TestRateIn(t *testing.T) {
	for _, c := range []struct{ answer, rate, source string }{
		{"7,46 Nationalbanken 2. januar 2020", "7.46", "Nationalbanken 2. januar 2020"},
		{"7.46 kr., skøn", "7.46", "skøn"},
		{"746,03 kr. pr. 100 EUR, Nationalbanken", "7.4603", "Nationalbanken"},
		{"8,5 kr. pr. £: budgetvejledningen", "8.5", "budgetvejledningen"},
		{"7,46", "", ""},
		{"7,46 kr.", "", ""},
		{"kurs 7,46", "", ""},
		{"1.234.567 Nationalbanken", "", ""},
	} {
		rate, source, ok := rateIn(c.answer)
		if ok != (c.rate != "") || ok && (rate.String() != c.rate || source != c.source) {
			t.Errorf("%q: %s, %q, %t", c.answer, rate, source, ok)
		}
	}
}

// The present value that a workbook in euro states is converted with its
// amounts: 1,000 EUR at 7.5 are 7,500 kroner.
func TestStatedValuesAreConverted(t *testing.T) {
	sheet := sheetOf("Budget", row("Smart Lighting"), row("Amounts in EUR, 2020 prices"), row(nil, 2020, 2021),
		row("Costs"), row("Equipment", 10000, 2000), row("Benefits"), row("Energy", 3000, 16000), row(), row("NPV", 1000))
	file := read(t, []*workbook.Sheet{sheet}, "currency@Budget", "7,5 Nationalbanken")
	if len(file.Cases) != 1 || file.Cases[0].Stated.NPV == nil || file.Cases[0].Stated.NPV.Ore != calc.Money(7_500_00) {
		t.Errorf("cases %+v", file.Cases)
	}
}

// Other currencies in headings, units, cells and number formats. Every expected
// amount is the number times its scale and the rate.
func TestHardBooksOfCurrencies(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "millions of pounds in the title",
			sheets: []hardSheet{{name: "Budget", text: `
*Lighting*
Unit: £m, 2020 prices
Item | 2020 | 2021
Costs
Lamps | 2.5 | 0.5
Benefits
Power | 0 | 1.5`}},
			in: 8_500_000, answers: map[string]string{"currency@Budget": "8,50 kr. pr. £, Nationalbanken"},
			want: `cost B5 2020 2.5, C5 2021 0.5
				benefit B7 2020 0, C7 2021 1.5`,
		},
		{
			name: "thousands of dollars over the years",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
2020-p/l
Post | 2020 (k$) | 2021 (k$)
Udgift lamper | 25 | 5
Gevinst strøm | 0 | 15`}},
			in: 6500, answers: map[string]string{"currency@Budget": "6,50 Nationalbanken 2. januar 2020"},
			want: `cost B4 2020 25, C4 2021 5
				benefit B5 2020 0, C5 2021 15`,
			finds: []string{"currency-converted Budget!B3"},
		},
		{
			name: "thousands in front of the currency",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
Beløb i TEUR, 2020-p/l
Post | 2020 | 2021
Udgift lamper | 25 | 5
Gevinst strøm | 0 | 15`}},
			in: 7500, answers: map[string]string{"currency@Budget": "7,50 Nationalbanken"},
			want: `cost B4 2020 25, C4 2021 5
				benefit B5 2020 0, C5 2021 15`,
		},
		{
			name: "rows in euro and dollars among rows in kroner",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
kr., 2020-p/l
Post | Enhed | 2020 | 2021
Udgift lamper | EUR | 25000 | 5000
Udgift kabler | USD | 1000 | 500
Gevinst strøm | kr. | 0 | 150000`}},
			answers: map[string]string{"currency@Budget": leaveOut, "currency@Budget!A5": "6,5 Nationalbanken"},
			want: `cost C5 2020 6500, D5 2021 3250
				benefit C6 2020 0, D6 2021 150000`,
			finds: []string{"currency-left-out Budget!A4", "currency-converted Budget!A5"},
		},
		{
			name: "a number format that shows euro, and one that only says Danish",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
kr., 2020-p/l
Post | 2020 | 2021
Udgift lamper | {#,##0 [$€-407]}25000 | {#,##0 [$kr.-406]}5000
Gevinst strøm | {[$-406]#,##0}0 | 15000`}},
			answers: map[string]string{"currency@Budget": "kr."},
			want: `cost B4 2020 25000, C4 2021 5000
				benefit B5 2020 0, C5 2021 15000`,
		},
		{
			name: "amounts that say their own currency",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
kr., 2020-p/l
Post | 2020 | 2021
Udgift lamper | '1,5 mio. EUR | '2.000 kr.
Gevinst strøm | 0 | 15000`}},
			answers: map[string]string{"currency@Budget": "7,5 Nationalbanken"},
			want: `cost B4 2020 11250000, C4 2021 2000
				benefit B5 2020 0, C5 2021 15000`,
		},
		{
			name: "a row in euro under a heading in kroner",
			sheets: []hardSheet{{name: "Budget", text: `
Projekt | År | Type | Beløb (kr., 2020-p/l) | Valuta
Lys | 2020 | Udgift | 1000 | DKK
Lys | 2021 | Gevinst | 500 | EUR`}},
			names: []string{"Lys"}, answers: map[string]string{"currency@Budget": "7,5 Nationalbanken"},
			want: `cost D2 2020 1000
				benefit D3 2021 3750`,
		},
		{
			name: "one column in euro among columns in thousands of kroner",
			sheets: []hardSheet{{name: "Budget", text: `
t.DKK, 2020-p/l
Projekt | Gevinst 2020 | Gevinst 2021 | Gevinst i EUR 2021
Lys | 100 | 200 | 10
Vand | 110 | 210 | 20`}},
			names: []string{"Lys", "Vand"}, in: 1000, answers: map[string]string{"currency@Budget": leaveOut},
			want:  `benefit B3 2020 100, C3 2021 200, B4 2020 110, C4 2021 210`,
			finds: []string{"currency-left-out Budget!D2"},
		},
		{
			name: "a currency that is only mentioned",
			sheets: []hardSheet{{name: "Budget", text: `
*Belysning*
Beløb i t.kr. (omregnet fra EUR til kurs 7,46), 2020-p/l
Post | 2020 | 2021
Udgift lamper | 25 | 5
Gevinst strøm | 0 | 15`}},
			in: 1000,
			want: `cost B4 2020 25, C4 2021 5
				benefit B5 2020 0, C5 2021 15`,
		},
	})
}
