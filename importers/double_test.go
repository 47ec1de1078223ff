package importers

import (
	"fmt"
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// twinRows is a list of cases of which every other pair of rows shares what the
// function gives: its number and title.
func twinRows(pairs int, row func(pair, twin int) (number, title string, cost int)) *workbook.Sheet {
	rows := [][]any{{"kr., 2016 p/l"}, {"Nr.", "Projekt", "Investering 2016", "Gevinst 2017"}}
	for pair := range pairs {
		for twin := range 2 {
			number, title, cost := row(pair, twin)
			rows = append(rows, []any{number, title, cost, cost + 1000*pair + 7})
		}
	}
	return sheetOf("Liste", rows...)
}

func numbersTwice(pair, twin int) (string, string, int) {
	return fmt.Sprintf("P%03d", pair), fmt.Sprintf("%s %d", []string{"Skole", "Havn"}[twin], pair), 90000 + 1000*pair + 500*twin
}

func copies(pair, twin int) (string, string, int) {
	return fmt.Sprintf("P%03d", pair), fmt.Sprintf("Skole %d%s", pair, []string{"", " (kopi)"}[twin]), 90000 + 1000*pair
}

// Up to six pairs are asked about one by one, more once for all of them: with
// both read until it is answered, and each answer doing what it says.
func TestManyDoublesAreOneQuestion(t *testing.T) {
	few := read(t, []*workbook.Sheet{twinRows(6, numbersTwice)})
	if len(few.Questions) != 6 {
		t.Errorf("%d questions about six pairs: %+v", len(few.Questions), few.Questions)
	}
	sheets := []*workbook.Sheet{twinRows(400, numbersTwice)}
	file := read(t, sheets)
	q := wantQuestion(t, file, "duplicate-number@Liste")
	if len(file.Questions) != 1 || len(file.Cases) != 800 {
		t.Fatalf("%d questions, %d cases", len(file.Questions), len(file.Cases))
	}
	if q.Args["n"] != 400 || q.Args["same"] != 0 || q.Args["first"] != "Skole 0" || q.Args["second"] != "Havn 0" {
		t.Errorf("the evidence is %v", q.Args)
	}
	if want := []string{"Liste!B3", "Liste!B4"}; !slices.Equal(q.Cells[:2], want) || len(q.Cells) != 12 {
		t.Errorf("the cells are %v", q.Cells)
	}
	if q.Proposed != both { // their titles tell them apart
		t.Errorf("%q is proposed", q.Proposed)
	}
	for answer, want := range map[string]struct {
		cases int
		title string
	}{both: {800, "Skole 0"}, keepFirst: {400, "Skole 0"}, keepLast: {400, "Havn 0"}} {
		file := read(t, sheets, q.Key, answer)
		wantNoQuestions(t, file)
		if len(file.Cases) != want.cases || file.Cases[0].Title != want.title {
			t.Errorf("%s: %d cases, the first %q", answer, len(file.Cases), file.Cases[0].Title)
		}
	}
	file = read(t, sheets, q.Key, oneByOne)
	if len(file.Questions) != 400 {
		t.Fatalf("%d questions one by one", len(file.Questions))
	}
	one := wantQuestion(t, file, "duplicate-case@Liste!B6")
	file = read(t, sheets, q.Key, oneByOne, one.Key, one.Options[0])
	if len(file.Questions) != 399 || len(file.Cases) != 799 {
		t.Errorf("%d questions and %d cases after the first answer", len(file.Questions), len(file.Cases))
	}
}

// What many pairs share decides what is proposed for them: the first where the
// amounts are repeated too, both where only a title is the same, and nothing for
// all where they are of several kinds.
func TestProposalForManyDoubles(t *testing.T) {
	tests := map[string]struct {
		row  func(pair, twin int) (string, string, int)
		key  string
		want string
	}{
		"copies": {copies, "duplicate-number@Liste", keepFirst},
		"one title, two numbers": {func(pair, twin int) (string, string, int) {
			return fmt.Sprintf("P%d", 2*pair+twin), fmt.Sprintf("Licens %c%c", 'a'+pair, 'a'+pair), 90000 + 1000*pair + 500*twin
		}, "duplicate-title@Liste", both},
		"mixed": {func(pair, twin int) (string, string, int) {
			if pair%2 == 0 {
				return copies(pair, twin)
			}
			return numbersTwice(pair, twin)
		}, "duplicate-number@Liste", oneByOne},
		"the same amounts under other names": {func(pair, twin int) (string, string, int) {
			_, title, _ := numbersTwice(pair, twin)
			return fmt.Sprintf("P%d", 2*pair+twin), title, 90000 + 1000*pair
		}, "", ""}, // two amounts may be the same by chance
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := read(t, []*workbook.Sheet{twinRows(20, test.row)})
			if test.key == "" {
				wantNoQuestions(t, file)
				return
			}
			if q := wantQuestion(t, file, test.key); q.Proposed != test.want {
				t.Errorf("%q is proposed, want %q", q.Proposed, test.want)
			}
		})
	}
}

// Of three versions the one that was chosen before is held against the third.
func TestThreeVersionsOfOneCase(t *testing.T) {
	sheet := sheetOf("Liste", row("kr., 2016 p/l"), row("Nr.", "Projekt", "Investering 2016", "Gevinst 2017"),
		row("7", "Havn", 90000, 10000), row("7", "Havn v2", 91000, 11000), row("7", "Havn v3", 92000, 12000))
	second := wantQuestion(t, read(t, []*workbook.Sheet{sheet}), "duplicate-case@Liste!B4")
	answers := []string{second.Key, "Havn v2"}
	file := read(t, []*workbook.Sheet{sheet}, answers...)
	third := wantQuestion(t, file, "duplicate-case@Liste!B5")
	if want := []string{"Havn v2", "Havn v3", both}; !slices.Equal(third.Options, want) {
		t.Fatalf("the third is asked about as %v, want %v", third.Options, want)
	}
	file = read(t, []*workbook.Sheet{sheet}, append(answers, third.Key, "Havn v3")...)
	if len(file.Cases) != 1 || file.Cases[0].Title != "Havn v3" {
		t.Errorf("cases %+v", file.Cases)
	}
}
