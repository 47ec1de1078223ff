package importers

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// hardBook is a workbook that is hard to read, with what a careful reader
// makes of it. All of them are written for these tests; every expected amount
// is the cell's own number times its unit, by hand.
type hardBook struct {
	name    string
	sheets  []hardSheet
	names   []string          // of the cases, where that is the difficulty
	numbers []string          // of the cases, likewise
	in      float64           // kroner in one of want's numbers
	want    string            // "cost B5 2016 100, C5 2017 50"; a line per kind
	answers map[string]string // what must be asked, and the right answer
	finds   []string          // "code Sheet!A1" that must be reported
	quiet   []string          // codes that must not be reported
	leaves  []string          // cells whose amounts may be left out, if that is reported
}

// hardSheet is a sheet as text: a line per row, cells between bars.
//
//	100      a number           'text    a text, as it stands
//	=A+B -> 5 a formula          =A+B ->  a formula that was never calculated
//	<        merged leftwards   ^        merged upwards
//	~x~      crossed out        *x*      bold
//	{0,0 %}1 a number format    x //y    a comment
//	@2016-12-31 a date          !        before the row: it is hidden
type hardSheet struct {
	name   string
	text   string
	hidden string // letters of hidden columns
	prints string // what its printed pages say above or below
}

var (
	bareNumber   = regexp.MustCompile(`^-?\d+(?:\.\d+)?$`)
	formatPrefix = regexp.MustCompile(`^\{([^}]*)\}(.*)$`)
)

func (h hardSheet) sheet() *workbook.Sheet {
	s := &workbook.Sheet{Name: h.name, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	if h.prints != "" {
		s.Printed = []string{h.prints}
	}
	for _, letter := range h.hidden {
		s.HiddenCols[columnNumber(string(letter))] = true
	}
	for i, line := range strings.Split(strings.Trim(h.text, "\n"), "\n") {
		number := i + 1
		if strings.HasPrefix(line, "!") {
			s.HiddenRows[number], line = true, line[1:]
		}
		row := workbook.Row{Number: number}
		for j, text := range strings.Split(line, "|") {
			text, col := strings.Trim(text, " \t"), j+1
			switch text {
			case "":
			case "<", "^":
				stretchMerge(s, number, col, text)
			default:
				row.Cells = append(row.Cells, hardCell(number, col, text))
			}
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// hardCell is a cell in the notation of hardSheet.
func hardCell(row, col int, text string) workbook.Cell {
	cell := workbook.CellAt(row, col, workbook.Empty, "")
	if before, comment, ok := strings.Cut(text, "//"); ok {
		text = strings.TrimSpace(before)
		cell.SetComment(strings.TrimSpace(comment))
	}
	if m := formatPrefix.FindStringSubmatch(text); m != nil {
		cell.SetFormat(m[1])
		text = m[2]
	}
	if strings.HasPrefix(text, "=") {
		formula, value, _ := strings.Cut(text[1:], "->")
		cell.SetFormula(strings.TrimSpace(formula))
		text = strings.TrimSpace(value)
		if text == "" {
			cell.SetUncached()
			return cell
		}
	}
	switch mark := text[:min(1, len(text))]; {
	case len(text) > 2 && mark == "~" && strings.HasSuffix(text, "~"):
		cell.SetStruck()
		text = text[1 : len(text)-1]
	case len(text) > 2 && mark == "*" && strings.HasSuffix(text, "*"):
		cell.SetBold()
		text = text[1 : len(text)-1]
	}
	switch {
	case text == "":
	case strings.HasPrefix(text, "@"):
		cell.Set(workbook.DateTime, text[1:])
		cell.SetFormat("dd\\-mm\\-yyyy")
	case bareNumber.MatchString(text):
		cell.Set(workbook.Number, text)
	case strings.HasPrefix(text, "#") && strings.ContainsAny(text, "!?/"):
		cell.Set(workbook.Error, text)
	default:
		cell.Set(workbook.Text, strings.TrimPrefix(text, "'"))
	}
	return cell
}

// stretchMerge lets the merged range that ends left of or above a cell reach it.
func stretchMerge(s *workbook.Sheet, row, col int, mark string) {
	for i := range s.Merged {
		m := &s.Merged[i]
		switch {
		case mark == "<" && m.FirstRow == row && m.LastCol == col-1:
			m.LastCol = col
			return
		case mark == "^" && m.LastRow == row-1 && m.FirstCol == col:
			m.LastRow = row
			return
		}
	}
	m := workbook.Range{FirstRow: row, FirstCol: col - 1, LastRow: row, LastCol: col}
	if mark == "^" {
		m = workbook.Range{FirstRow: row - 1, FirstCol: col, LastRow: row, LastCol: col}
	}
	s.Merged = append(s.Merged, m)
}

// hardAmount is an amount as the hard books' answers and the readings say it.
type hardAmount struct{ cell, period, kind, kroner string }

func (a hardAmount) String() string {
	return fmt.Sprintf("%s %s %s %s", a.cell, a.period, a.kind, a.kroner)
}

// wanted are the amounts of a book's answer.
func (b hardBook) wanted() []hardAmount {
	var wanted []hardAmount
	for _, line := range strings.Split(strings.TrimSpace(b.want), "\n") {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, one := range strings.Split(rest, ",") {
			parts := strings.Fields(one)
			if len(parts) == 0 {
				continue
			}
			if len(parts) != 3 {
				panic(b.name + ": " + one)
			}
			cell := parts[0]
			if !strings.Contains(cell, "!") {
				cell = b.sheets[0].name + "!" + cell
			}
			x, err := strconv.ParseFloat(parts[2], 64)
			if err != nil {
				panic(err)
			}
			wanted = append(wanted, hardAmount{cell, parts[1], kind, kronerText(x * max(b.in, 1))})
		}
	}
	return wanted
}

func kronerText(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

func gotten(file File) []hardAmount {
	var got []hardAmount
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				got = append(got, hardAmount{a.Cell(), a.Period.String(), line.Kind, kronerText(a.Ore.Kroner())})
			}
		}
	}
	return got
}

// hardScore counts what became of the amounts of hard books.
type hardScore struct{ expected, right, flagged, silent int }

// read reads a book, giving the right answers to what is asked.
func (b hardBook) read(t *testing.T) File {
	t.Helper()
	book := b.book()
	given := Answers{}
	asked := map[string]bool{}
	var file File
	for range 6 {
		file = Interpret(book, Options{Answers: given})
		open := false
		for _, q := range file.Questions {
			answer, expected := b.answers[q.Key]
			asked[q.Key] = true
			switch {
			case !expected:
				t.Errorf("%s is asked (%s, proposed %q, %v)", q.Key, q.Code, q.Proposed, q.Args)
			case given[q.Key] == "":
				given[q.Key], open = answer, true
			}
		}
		if !open {
			break
		}
	}
	for key := range b.answers {
		if !asked[key] {
			t.Errorf("%s is not asked", key)
		}
	}
	return file
}

// book is the workbook itself.
func (b hardBook) book() *workbook.Book {
	book := &workbook.Book{Format: workbook.XLSX}
	for _, s := range b.sheets {
		book.Sheets = append(book.Sheets, s.sheet())
	}
	return book
}

// judge compares a reading with the answer. What differs is silent unless a
// question or finding stands at its cell, in its row or over its column.
func (b hardBook) judge(t *testing.T, file File, score *hardScore) {
	t.Helper()
	wanted, got := b.wanted(), gotten(file)
	reported := reportedPlaces(file)
	differs := func(a hardAmount, what string) {
		switch {
		case slices.Contains(b.leaves, afterBang(a.cell)) && reported.near(a.cell):
			score.flagged++
		case reported.near(a.cell):
			score.flagged++
			t.Errorf("%s: %v (reported)", what, a)
		default:
			score.silent++
			t.Errorf("%s SILENTLY: %v", what, a)
		}
	}
	score.expected += len(wanted)
	for _, a := range wanted {
		if i := slices.Index(got, a); i >= 0 {
			score.right++
			got = slices.Delete(got, i, i+1)
			continue
		}
		differs(a, "missing")
	}
	for _, a := range got {
		differs(a, "extra")
	}
	for _, find := range b.finds {
		code, cell, _ := strings.Cut(find, " ")
		wantFinding(t, file, code, cell)
	}
	for _, f := range file.Findings {
		if slices.Contains(b.quiet, f.Code) {
			t.Errorf("%s is reported at %s: %v", f.Code, f.Cell, f.Args)
		}
	}
	var names, numbers []string
	for _, c := range file.Cases {
		names, numbers = append(names, c.Title), append(numbers, c.Number)
	}
	if b.names != nil && !slices.Equal(names, b.names) {
		t.Errorf("cases %q, want %q", names, b.names)
	}
	if b.numbers != nil && !slices.Equal(numbers, b.numbers) {
		t.Errorf("cases numbered %q, want %q", numbers, b.numbers)
	}
}

func afterBang(cell string) string { return cell[strings.LastIndexByte(cell, '!')+1:] }

// places are the cells that questions and findings name.
type places []string

func reportedPlaces(file File) places {
	var cells places
	for _, q := range file.Questions {
		cells = append(cells, q.Cells...)
	}
	for _, f := range file.Findings {
		if !strings.HasPrefix(f.Code, "rule-") && f.Code != "text-numbers" { // said of a whole case or table
			cells = append(cells, f.Cell)
		}
	}
	return cells
}

// near tells whether a place is the cell, in its row, or in its column above it.
func (p places) near(cell string) bool {
	c := area.FindStringSubmatch(cell)
	return c != nil && slices.ContainsFunc(p, func(other string) bool {
		o := area.FindStringSubmatch(other)
		return o != nil && o[1] == c[1] && (o[3] == c[3] || o[2] == c[2] && number(o[3]) <= number(c[3]))
	})
}

func readHardBooks(t *testing.T, books []hardBook) {
	t.Helper()
	var score hardScore
	clean := 0
	for _, b := range books {
		if t.Run(b.name, func(t *testing.T) {
			b.judge(t, b.read(t), &score)
			if _, lost := accountsOf(b.book(), b.answers); len(lost) > 0 {
				t.Errorf("neither stored nor told of: %v", lost)
			}
		}) {
			clean++
		}
	}
	t.Logf("%d of %d workbooks as a careful reader has them; of %d amounts %d right, %d left out or changed with a word about it, %d silently wrong",
		clean, len(books), score.expected, score.right, score.flagged, score.silent)
}
