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
Køb | 100 | 20
Kursus | 50 | 10
Udgifter ialt | 160 | 30
Gevinster
Tid | 0 | 90`}},
			in: 1, want: `cost B5 2020 100, C5 2021 20, B6 2020 50, C6 2021 10
				benefit B9 2020 0, C9 2021 90`,
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
