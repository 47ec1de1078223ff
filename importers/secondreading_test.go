package importers

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"raaderum/importers/workbook"
)

// readAfter understands a book, writes other texts into its cells, and holds the
// amounts against those: what a text says is told where the reading did not heed it,
// whatever made it so. A text with # before it is a date.
func readAfter(sheet *workbook.Sheet, texts map[string]string) []string {
	r := understand(context.Background(), &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet}}, Answers{}, time.Time{})
	r.assemble()
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			c := &sheet.Rows[i].Cells[j]
			if text, ok := texts[columnName(c.Col())+rowName(c.Row())]; ok {
				kind := workbook.Text
				if text[0] == '#' {
					kind, text = workbook.DateTime, text[1:]
				}
				c.Set(kind, text)
			}
		}
	}
	r.readAgain()
	var told []string
	for _, f := range r.findings {
		if strings.HasPrefix(f.Code, "text-") && f.Code != "text-numbers" || f.Code == "amount-passed-over" {
			told = append(told, f.Code+" "+f.Cell[strings.Index(f.Cell, "!")+1:])
		}
	}
	slices.Sort(told)
	return told
}

func rowName(row int) string { return strings.TrimPrefix(reference("", row, 1), "!A") }

// lines is a line table of a case: two sections under years.
func lines() *workbook.Sheet {
	return sheetOf("Økonomi",
		row("Beløb i t.kr., 2014-pl"),
		row("Projekt: Digital post"),
		row("Post", "Enhed", "2014", "2015", "2016"),
		row("Engangsudgifter"),
		row("Konsulenter", "t.kr.", 400, 100, nil),
		row("Gevinster"),
		row("Porto", "t.kr.", nil, 250, 300),
		row("Farveprint", "t.kr.", nil, 25, 30),
	)
}

// registered is a register with a case in each row.
func registered() *workbook.Sheet {
	return sheetOf("Projekter",
		row("Portefølje, t.kr., 2014-pl"),
		row("Nr.", "Projekt", "Type", "Status", "Bemærkning", "Udgift 2014", "Gevinst 2015"),
		row(1, "Digital post", "A", "Godkendt", "Se bilag", 500, 200),
		row(2, "Selvbooking", "A", "Godkendt", "Se bilag", 100, 80),
		row(3, "Telefoni", "A", "Godkendt", "Se bilag", 300, 150),
	)
}

// What a text says at its place is held against each amount; where nothing is
// contradicted nothing is told.
func TestSecondReading(t *testing.T) {
	tests := []struct {
		name  string
		sheet func() *workbook.Sheet
		texts map[string]string
		want  []string
	}{
		{"a line table as it was read", lines, nil, nil},
		{"a register as it was read", registered, nil, nil},
		{"a date over a column", lines, map[string]string{"C3": "#2013-12-31", "D3": "#2018-12-31", "E3": "#2016-12-31"}, []string{"text-other-year C3", "text-other-year D3"}},
		{"a date of the case", lines, map[string]string{"C3": "Start", "D3": "#2018-12-31", "E3": "Slut"}, nil},
		{"another year over a column", lines, map[string]string{"D3": "2018"}, []string{"text-other-year D3"}},
		{"another unit beside a row", lines, map[string]string{"B5": "kr."}, []string{"text-other-unit B5"}},
		{"hours beside a row", lines, map[string]string{"B7": "timer"}, []string{"text-other-unit B7"}},
		{"a part", lines, map[string]string{"A8": "heraf farveprint"}, []string{"text-says-part A8"}},
		{"a difference", lines, map[string]string{"A8": "Forskel"}, []string{"text-says-difference A8"}},
		{"a running sum", lines, map[string]string{"A8": "Gevinst, akkumuleret"}, []string{"text-says-so-far A8"}},
		{"a target", lines, map[string]string{"A8": "Effektiviseringsmål digitalisering"}, []string{"text-says-target A8"}},
		{"realised in a row", lines, map[string]string{"A8": "Gevinst, realiseret"}, []string{"text-says-realised A8"}},
		{"a cost among benefits", lines, map[string]string{"A8": "Udgift"}, []string{"text-says-cost A8"}},
		{"a section of other lines", lines, map[string]string{"A4": "Afledt drift"}, []string{"text-says-running C5"}},
		{"a section that does not count", lines, map[string]string{"A6": "Ikke medregnet"}, []string{"text-says-left-out D7", "text-says-left-out D8"}},
		{"a section with a unit", lines, map[string]string{"A6": "Gevinster (mio. kr.)", "B7": "Se bilag", "B8": "Se bilag"}, []string{"text-other-unit D7", "text-other-unit D8"}},
		{"words among others say nothing", lines, map[string]string{"A8": "Realiseret via budget 2012 i drift", "B8": "1 stk. à 300 kr."}, nil},
		{"realised over a column", registered, map[string]string{"G2": "Realiseret gevinst 2015"}, []string{"text-says-realised G2"}},
		{"a part over a column", registered, map[string]string{"G2": "heraf i budget 2015"}, []string{"text-says-part G2"}},
		{"a running sum over a column", registered, map[string]string{"G2": "Gevinst 2015 til dato"}, []string{"text-says-so-far G2"}},
		{"a cost over a column of benefits", registered, map[string]string{"G2": "Udgift 2015"}, []string{"text-says-cost G2"}},
		{"a type", registered, map[string]string{"C3": "Realiseret", "C4": "Forskel"}, []string{"text-says-difference C4", "text-says-realised C3"}},
		{"a status that stops", registered, map[string]string{"D4": "Afvist"}, []string{"text-says-left-out D4"}},
		{"a status is no series", registered, map[string]string{"D4": "Realiseret", "D3": "Drift"}, nil},
		{"a remark that leaves out", registered, map[string]string{"E5": "Gevinsten er talt med under nr. 1"}, []string{"text-says-left-out E5"}},
		{"a remark is about other things", registered, map[string]string{"E5": "Regnskab", "E4": "2013"}, nil},
		{"No under counted", registered, map[string]string{"C2": "Medregnes", "C4": "Nej"}, []string{"text-says-left-out C4"}},
		{"another unit in the title", registered, map[string]string{"A1": "Portefølje (mio. kr.)"}, []string{"text-other-unit F2", "text-other-unit G2"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := readAfter(test.sheet(), test.texts); !slices.Equal(got, test.want) {
				t.Errorf("told %q, want %q", got, test.want)
			}
		})
	}
}

// Tables below each other say their year in the line above each.
func TestSecondReadingOfStackedTables(t *testing.T) {
	stacked := func() *workbook.Sheet {
		return sheetOf("Gevinster",
			row("t.kr., årets priser"),
			row("Gevinster 2014"),
			row("Projekt", "1. kvt. 2014", "2. kvt. 2014"),
			row("Digital post", 10, 20),
			row("Mobilsvar", 5, 5),
			nil,
			row("Gevinster 2014"),
			row("Projekt", "1. kvt. 2014", "2. kvt. 2014"),
			row("Kørsel", 10, 20),
			row("Booking", 5, 5),
		)
	}
	bare := map[string]string{"B3": "1. kvt.", "C3": "2. kvt.", "B8": "1. kvt.", "C8": "2. kvt."}
	if got := readAfter(stacked(), bare); got != nil {
		t.Errorf("told %q of tables of one year", got)
	}
	bare["A7"] = "Gevinster 2015"
	if got, want := readAfter(stacked(), bare), []string{"text-other-year B8", "text-other-year C8"}; !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

// A question about the amounts tells of what a text says.
func TestSecondReadingHeedsQuestions(t *testing.T) {
	r := &reader{dialogue: newDialogue(nil)}
	r.ask(Question{Key: "unit@Økonomi", Code: "unit", Cells: []string{"Økonomi!C5"}})
	r.find(warning("strikethrough", "Økonomi!A8", ""))
	told := newToldAlready(r)
	s := &secondReader{governing: newGoverning(lines(), newLexicon(context.Background()), &givers{rows: make([]bool, 9), columns: []bool{false, false, false, true}})}
	sheet := lines()
	in := newFacts()
	f := in.add(sheet.Rows[4].At(3), heldValue{}, &saying{rare: plain})
	if !told.of(s, &contradiction{contradictionKey: contradictionKey{kind: textOtherUnit}}, f) {
		t.Error("a question about the unit does not tell of another unit")
	}
	if told.of(s, &contradiction{contradictionKey: contradictionKey{kind: textOtherYear}}, f) {
		t.Error("a question about the unit tells of another year")
	}
	s.agreed[textOtherUnit] = true
	s.blocks[0].first = 5
	if told.of(s, &contradiction{contradictionKey: contradictionKey{kind: textLeftOut}}, f) {
		t.Error("a finding in another row tells of this one")
	}
}

// A column that says what the amounts are is not said to change none.
func TestUnusedColumnOfMarks(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Projekter",
		row("t.kr., 2014-pl"),
		row("Nr.", "Projekt", "Medregnes", "Telefon", "Udgift 2014", "Gevinst 2015"),
		row(1, "Digital post", "Ja", "4368 0000", 500, 200),
		row(2, "Selvbooking", "Nej", "4368 0001", 100, 80),
		row(3, "Telefoni", "Ja", "4368 0002", 300, 150),
	)})
	for _, f := range file.Findings {
		if names, _ := f.Args["names"].(string); f.Code == "columns-unused" && strings.Contains(names, "Medregnes") {
			t.Errorf("%q is said to change nothing", names)
		}
	}
	if !slices.ContainsFunc(file.Findings, func(f Finding) bool {
		return (f.Code == "column-says-marks" || f.Code == "text-says-left-out") && strings.HasPrefix(f.Cell, "Projekter!C")
	}) && len(file.Questions) == 0 {
		t.Error("nothing is told of the column »Medregnes«")
	}
}
