package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// proposalsIn are the questions of a book with what each proposes.
func proposalsIn(sheets ...hardSheet) map[string]string {
	book := &workbook.Book{Format: workbook.XLSX}
	for _, s := range sheets {
		book.Sheets = append(book.Sheets, s.sheet())
	}
	proposals := map[string]string{}
	for _, q := range Interpret(book, Options{}).Questions {
		proposals[q.Key] = q.Proposed
	}
	return proposals
}

// A proposal is made where something speaks for it. What may as well be the
// other is asked about without one, so that whoever takes all proposals takes
// no guess.
func TestProposalsThatNothingSpeaksForAreNotMade(t *testing.T) {
	for _, c := range []struct {
		name, sheet string
		want        map[string]string
	}{
		{"a unit that only kroner fit", `
Lys
 | 2016 | 2017
Udgifter | 450000 | 120000
Gevinster | 0 | 300000
(2016-p/l)`, map[string]string{"unit@Ark": "kr."}},
		{"a unit that may be kroner or thousands", `
Lys
 | 2016 | 2017
Udgifter | 45000 | 12000
Gevinster | 0 | 30000
(2016-p/l)`, map[string]string{"unit@Ark": ""}},
		{"lines whose words speak for a kind, and one whose do not", `
Tavler
kr., 2016-p/l
 | 2016 | 2017
Indkøb af tavler | 85000 | 20000
Færre vikarer | 30000 | 30000
Pulje til øvrigt | 5000 | 5000`, map[string]string{"kind@Ark!A4": cost, "kind@Ark!A5": benefit, "kind@Ark!A6": ""}},
		{"a size that the unit does not explain", `
Lys
t.kr., 2016-p/l
 | 2016 | 2017
Udgifter | 850000 | 50000
Gevinster | 0 | 400000`, map[string]string{"unit-size@Ark": ""}},
		{"a number that others on the sheet tell the reading of", `
Forslag | Udgift 2016 (kr., 2016-p/l) | Gevinst 2017 (kr., 2016-p/l)
Lys | '1.250.000,50 | 20000
Vand | '1,250 | 20000`, map[string]string{"number-format@Ark!B3": "1,25"}},
		{"a number that nothing tells the reading of", `
Forslag | Udgift 2016 (kr., 2016-p/l) | Gevinst 2017 (kr., 2016-p/l)
Lys | 250000 | 20000
Vand | '1,250 | 20000`, map[string]string{"number-format@Ark!B3": ""}},
		{"alternatives of which none is the case", `
Tavler
kr., 2016-p/l
 | 2016 | 2017
Model A
Udgifter | 85000 | 20000
Gevinster | 0 | 90000
Model B
Udgifter | 8500 | 80000
Gevinster | 0 | 90000`, map[string]string{"scenario@Ark": ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := proposalsIn(hardSheet{name: "Ark", text: c.sheet})
			for key, want := range c.want {
				if proposed, asked := got[key]; !asked || proposed != want {
					t.Errorf("%s: asked %t, proposed %q, want %q; all: %v", key, asked, proposed, want, got)
				}
			}
		})
	}
}

// Of a case on an overview and on a sheet of its own, the sheet is proposed: it
// says the lines.
func TestTheSheetWithTheLinesIsProposed(t *testing.T) {
	sheet := func(title string) hardSheet {
		return hardSheet{name: title, text: `
Titel | ` + title + `
Enhed | t.kr.
Prisniveau | 2017-p/l

 | 2017 | 2018
Engangsudgifter | 500 | 0
Gevinster | 0 | 200`}
	}
	got := proposalsIn(hardSheet{name: "Samlet oversigt", text: `
Alle sager (t.kr., 2017-p/l)
Sag | 2017 | 2018
Vejvisning | -500 | 200
Kirkegård | -500 | 200`}, sheet("Vejvisning"), sheet("Kirkegård"))
	for _, title := range []string{"Vejvisning", "Kirkegård"} {
		if proposed := got["duplicate-case@"+title+"!B1"]; proposed != title {
			t.Errorf("%s: %q is proposed; all: %v", title, proposed, got)
		}
	}
}

// The last rows of a register count as its others do, though they hold words
// where amounts belong.
func TestLastRowsOfWordsAreTold(t *testing.T) {
	book := hardSheet{name: "Liste", text: `
Projekter i kr. (2015-p/l)
Projekt | Investering 2015 | Besparelse 2016
Porte | 90000 | 20000
Hegn | TBD | indgår i Porte

Udarbejdet af økonomi`}
	file := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{book.sheet()}}, Options{})
	wantFinding(t, file, "not-a-number", "Liste!B4")
	wantFinding(t, file, "not-a-number", "Liste!C4")
	if !slices.ContainsFunc(file.Cases, func(c Case) bool { return c.Title == "Hegn" }) || len(file.Cases) != 2 {
		t.Errorf("cases %+v", file.Cases)
	}
}

// The periods of a ledger are months of its year.
func TestHardBooksOfLedgers(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "an extract with periods and the ledger's signs",
		sheets: []hardSheet{{name: "Udtræk", text: `
Artskonto | Artstekst | Regnskabsår | Periode | Beløb i DKK (løbende priser)
40000000 | Konsulenter | 2015 | '003 | '125.000,00
40000000 | Konsulenter | 2015 | '013 | '75.500,50
70000000 | Indtægter | 2015 | '012 | '30.000,00-`}},
		names:   []string{"Udtræk"},
		answers: map[string]string{"sign@Udtræk": benefitNegative, "title@Udtræk": "Udtræk"},
		want: `cost E2 2015-03 125000, E3 2015-12 75500.5
			benefit E4 2015-12 30000`,
	}})
}

// What a reader of sheets from many municipalities has to tell apart.
func TestHardBooksOfManyHands(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "two ways to do it without the word alternative",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
t.kr., 2020-p/l
 | 2020 | 2021
Køb
Udgifter | 500 | 100
Gevinster | 0 | 300
Leje
Udgifter | 100 | 200
Gevinster | 0 | 300`}},
			in: 1000, answers: map[string]string{"scenario@Ø": "Køb"},
			want: `cost B5 2020 500, C5 2021 100
				benefit B6 2020 0, C6 2021 300`,
		},
		{
			name: "two phases count together",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
t.kr., 2020-p/l
 | 2020 | 2021
Fase 1
Udgifter | 500 | 100
Gevinster | 0 | 300
Fase 2
Udgifter | 100 | 200
Gevinster | 0 | 300`}},
			in: 1000,
			want: `cost B5 2020 500, C5 2021 100, B8 2020 100, C8 2021 200
				benefit B6 2020 0, C6 2021 300, B9 2020 0, C9 2021 300`,
		},
		{
			name: "totals on top of their specification",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
t.kr., 2020-p/l
 | 2020 | 2021 | 2022
Resumé
Udgifter i alt | 520 | 120 | 120
Gevinster i alt | 0 | 300 | 310
Opdelt på linjer
Udgifter
Telefoner | 500 | 100 | 100
Kurser | 20 | 20 | 20
Gevinster
Abonnement | 0 | 200 | 200
Central | 0 | 100 | 110`}},
			in: 1000,
			want: `cost B9 2020 500, C9 2021 100, D9 2022 100, B10 2020 20, C10 2021 20, D10 2022 20
				benefit B12 2020 0, C12 2021 200, D12 2022 200, B13 2020 0, C13 2021 100, D13 2022 110`,
		},
		{
			name: "sums told apart by an indent",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
t.kr., 2020-p/l
 | 2020 | 2021 | 2022
Udgifter
Anskaffelse | 520 | 120 | 120
   Telefoner | 500 | 100 | 100
   Kurser | 20 | 20 | 20
Daglig drift | 0 | 60 | 70
   Licens | 0 | 40 | 50
   Support | 0 | 20 | 20
Gevinster
Abonnement | 0 | 200 | 200`}},
			in: 1000, answers: map[string]string{"subtotal@Ø!A5": asSum, "subtotal@Ø!A8": asSum},
			want: `cost B6 2020 500, C6 2021 100, D6 2022 100, B7 2020 20, C7 2021 20, D7 2022 20, B9 2020 0, C9 2021 40, D9 2022 50, B10 2020 0, C10 2021 20, D10 2022 20
				benefit B12 2020 0, C12 2021 200, D12 2022 200`,
		},
		{
			name: "the running budget with savings below nothing",
			sheets: []hardSheet{{name: "Ø", text: `
Robotter
1.000 kr., 2020-p/l
 | 2020 | 2021 | 2022
Anlæg
Robotter | 900 | 100 | 0
Drift
Plejetid | 0 | -300 | -400
Service | 0 | 50 | 50
Netto | 900 | -150 | -350`}},
			in: 1000, answers: map[string]string{"sign@Ø": benefitNegative},
			want: `cost B5 2020 900, C5 2021 100, D5 2022 0, B8 2020 0, C8 2021 50, D8 2022 50
				benefit B7 2020 0, C7 2021 300, D7 2022 400`,
		},
		{
			name: "what is spent today and afterwards beside the difference",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
kr., 2020-p/l
 | 2020 | 2021
Nuværende udgift | 300000 | 300000
Ny udgift | 100000 | 80000
Besparelse | 200000 | 220000`}},
			want:  `benefit B6 2020 200000, C6 2021 220000`,
			finds: []string{"before-after Ø!A4", "before-after Ø!A5"},
		},
		{
			name: "more and less of the same beside each other",
			sheets: []hardSheet{{name: "Ø", text: `
Forslag (t.kr., 2020-p/l)
Forslag | + udgift 2020 | - udgift 2020 | + udgift 2021 | - udgift 2021
Lys | 100 | 50 | 10 | 60
Vand | 10 | 5 | 1 | 6`}},
			in: 1000, names: []string{"Lys", "Vand"},
			want: `cost B3 2020 100, D3 2021 10, B4 2020 10, D4 2021 1
				benefit C3 2020 50, E3 2021 60, C4 2020 5, E4 2021 6`,
		},
		{
			name: "the rule of signs over the names of the lines",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
kr., 2020-p/l
Post (udgift = +, indtægt = -) | 2020 | 2021
Telefoner | 500000 | 10000
Salg af central | -40000 |
Abonnement | | -150000`}},
			want: `cost B4 2020 500000, C4 2021 10000
				benefit B5 2020 40000, C6 2021 150000`,
		},
		{
			name: "a status of the year so far that says no realised",
			sheets: []hardSheet{{name: "Ø", text: `
Tavler: gevinster år til dato (t.kr., løbende priser)
Gevinst | K1 2020 | K2 2020 | K3 2020
Porto | 10 | 25 | 40
Tid | 5 | 10 | 15`}},
			in: 1000, answers: map[string]string{"level-or-increment@Ø": asYearToDate, "title@Ø": "Tavler"},
			want: `benefit B3 2020K1 10, C3 2020K2 15, D3 2020K3 15, B4 2020K1 5, C4 2020K2 5, D4 2020K3 5`,
		},
		{
			name: "VAT between the lines",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
kr., 2020-p/l
 | 2020 | 2021
Udgifter
Telefoner | 500000 | 100000
Moms | 125000 | 25000
Gevinster
Abonnement | 0 | 200000`}},
			answers: map[string]string{"row@Ø!A6": asNothing},
			want: `cost B5 2020 500000, C5 2021 100000
				benefit B8 2020 0, C8 2021 200000`,
		},
	})
}

// The later of two versions is proposed, wherever it stands.
func TestTheLaterVersionIsProposed(t *testing.T) {
	version := func(name, benefit string) hardSheet {
		return hardSheet{name: name, text: `
Ny telefoni
kr., 2020-p/l
 | 2020 | 2021
Udgifter | 500000 | 0
Gevinster | 0 | ` + benefit}
	}
	got := proposalsIn(version("v1", "200000"), version("v2 endelig", "210000"))
	if proposed := got["duplicate-case@v2 endelig!A1"]; proposed != "v2 endelig" {
		t.Errorf("%q is proposed; all: %v", proposed, got)
	}
}
