package importers

import "testing"

// Rows that are no lines: sums that say so with no sum to show for it, sums
// that do not say so, results, what stands below them, and rows computed from
// the lines. Expected amounts are the cells' own numbers, by hand.
func TestRowsThatAreNoLines(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a total that is stale",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 10000 | 2000
Kursus | 5000 | 1000
Udgifter ialt | 16000 | 3000
Gevinster
Tid | 0 | 9000`}},
			in: 1, want: `cost B5 2020 10000, C5 2021 2000, B6 2020 5000, C6 2021 1000
				benefit B9 2020 0, C9 2021 9000`,
			finds: []string{"total-mismatch BC!B7"},
		},
		{
			name: "a result by another name, and an assumption below it",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 100000 | 20000
Gevinster
Tid | 10000 | 90000
Råderum | -90000 | 70000
Lønudgift i dag | 900000 | 900000`}},
			in: 1, want: `cost B5 2020 100000, C5 2021 20000
				benefit B7 2020 10000, C7 2021 90000`,
			answers: map[string]string{"row@BC!A9": asNothing},
		},
		{
			name: "the costs once more, with tax",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 100000 | 20000
Kursus | 10000 | 5000
Udgift inkl. moms | =SUM(B5:B6)*1.25 -> 137500 | =SUM(C5:C6)*1.25 -> 31250
Gevinster
Tid | 10000 | 90000`}},
			in: 1, want: `cost B5 2020 100000, C5 2021 20000, B6 2020 10000, C6 2021 5000
				benefit B9 2020 10000, C9 2021 90000`,
			answers: map[string]string{"row@BC!A7": asNothing},
		},
		{
			name: "the year after its quarters",
			sheets: []hardSheet{{name: "Plan", text: `
Nyt sagssystem
t.kr., 2016-p/l
 | K1 2016 | K2 2016 | K3 2016 | K4 2016 | Budget 2016
Gevinster
Porto | 10 | 20 | 30 | 40 | 100
Tid | 1 | 2 | 3 | 4 | 10`}},
			in: 1000, want: `benefit B5 2016K1 10, C5 2016K2 20, D5 2016K3 30, E5 2016K4 40, B6 2016K1 1, C6 2016K2 2, D6 2016K3 3, E6 2016K4 4`,
		},
		{
			name: "a register's total where the numbers stand",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2021-p/l
Nr. | Forslag | Effektivisering 2021 | Effektivisering 2022
1 | Energi | 100 | 200
2 | Trykkeri | 30 | 60
I alt | | 130 | 260`}},
			names: []string{"Energi", "Trykkeri"}, in: 1000,
			want: `benefit C3 2021 100, D3 2022 200, C4 2021 30, D4 2022 60`,
		},
		{
			name: "a register's total by the name of the municipality",
			sheets: []hardSheet{{name: "Katalog", text: `
t.kr., 2021-p/l
Nr. | Forslag | Effektivisering 2021 | Effektivisering 2022
1 | Energi | 100 | 200
2 | Trykkeri | 30 | 60
Kommunen | | 130 | 260`}},
			names: []string{"Energi", "Trykkeri"}, in: 1000,
			want: `benefit C3 2021 100, D3 2022 200, C4 2021 30, D4 2022 60`,
		},
	})
}

// What says that numbers are no kroner, or which way the money goes, or when.
func TestWordsThatTurnRows(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "costs that fall away are benefits",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Undgåede udgifter | 1000 | 90000
Udgifter der falder bort | 2000 | 10000
Nye licensudgifter | 3000 | 5000`}},
			in: 1, want: `cost B6 2020 3000, C6 2021 5000
				benefit B4 2020 1000, C4 2021 90000, B5 2020 2000, C5 2021 10000`,
		},
		{
			name: "users counted among millions",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
t.kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 350 | 20
Gevinster
Tid | 10 | 900
Brugere | 100 | 200`}},
			in: 1000, want: `cost B5 2020 350, C5 2021 20
				benefit B7 2020 10, C7 2021 900`,
			answers: map[string]string{"unit@BC!A8": asCount},
		},
		{
			name: "thousands that are kroner",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
t.kr., 2020-p/l
 | 2020 | 2021
Udgifter
Køb | 850000 | 50000`}},
			in: 1, want: `cost B5 2020 850000, C5 2021 50000`,
			answers: map[string]string{"unit-size@BC": "kr."},
		},
		{
			name: "what is spent today",
			sheets: []hardSheet{{name: "BC", text: `
Nyt sagssystem
kr., 2020-p/l
 | 2020 | 2021
Udgift i dag | 100000 | 100000
Besparelse | 30000 | 40000`}},
			in: 1, want: `benefit B5 2020 30000, C5 2021 40000`,
			answers: map[string]string{"row@BC!A4": asNothing},
		},
		{
			name: "type beside kind of posting, and quarters beside years",
			sheets: []hardSheet{{name: "Data", text: `
Beløb i kr., 2020-p/l
Sag | Post | Art | Type | År | Kvartal | Beløb
HR | Licens | Drift | Udgift | 2020 | 1 | 50000
HR | Lukning | Drift | Indtægt | 2020 | 2 | 225000`}},
			names: []string{"HR"}, in: 1, want: `cost G3 2020K1 50000
				benefit G4 2020K2 225000`,
		},
	})
}
