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
Pulje til øvrigt | 5000 | 5000`, map[string]string{"sign@Ark": bothPositive, "kind@Ark!A4": cost, "kind@Ark!A5": benefit, "kind@Ark!A6": ""}},
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
