package importers

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"raaderum/importers/workbook"
)

// accountsOf says of every number of a book but 0 what became of it, counted by
// what that is, and names those of which nothing is known: neither stored, nor a
// time or a number of a row, nor in a row or column that is kept out for what it
// is, nor told of in its row, over its column or with its sheet.
func accountsOf(book *workbook.Book, answers Answers) (counted map[string]int, lost []string) {
	counted = map[string]int{}
	r := readBook(context.Background(), book, answers, time.Time{})
	reading := r.reading()
	stored, told := storedCells(reading), toldOf(reading)
	sums := r.sumRows()
	seen := map[string]bool{}
	for _, v := range r.views {
		seen[v.sheet.Name] = true
	}
	for _, sheet := range book.Sheets {
		for c := range numbersOn(sheet) {
			ref := reference(sheet.Name, c.Row(), c.Col())
			switch {
			case stored[ref]:
				counted["stored"]++
			case told.cells[ref]:
				counted["told of"]++
			case told.rows[rowOf(ref)]:
				counted["told of in its row"]++
			case told.columns[sheet.Name+"!"+columnName(c.Col())]:
				counted["told of over its column"]++
			case !seen[sheet.Name] && told.sheets[sheet.Name]:
				counted["on a hidden sheet, which is left out"]++
			default:
				as := unaccounted
				for _, v := range r.views {
					if v.sheet.Name == sheet.Name && as == unaccounted {
						as = r.knownNumbers(v, sums).account(c)
					}
				}
				switch {
				case !as.doubtful():
					counted[string(as)]++
				case told.sheets[sheet.Name]:
					counted["on a sheet that is left out"]++
				case as == ofOtherTable && told.tables[sheet.Name]:
					counted["in a table that is left out"]++
				default:
					lost = append(lost, fmt.Sprintf("%s (%s)", ref, c.Raw()))
				}
			}
		}
	}
	return counted, lost
}

// numbersOn goes through the numbers of a sheet but 0, stored or written.
func numbersOn(sheet *workbook.Sheet) func(func(*workbook.Cell) bool) {
	return func(yield func(*workbook.Cell) bool) {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if c := &sheet.Rows[i].Cells[j]; counts(c) && !yield(c) {
					return
				}
			}
		}
	}
}

func rowOf(ref string) string {
	c := area.FindStringSubmatch(ref)
	return c[1] + "!" + c[3]
}

// storedCells are the cells of all that a reading keeps.
func storedCells(reading Reading) map[string]bool {
	cells := map[string]bool{}
	keep := func(refs ...string) {
		for _, ref := range refs {
			cells[ref] = true
		}
	}
	fields := func(fields []Field) {
		for _, f := range fields {
			keep(f.Cell)
		}
	}
	for _, c := range reading.Cases {
		keep(c.TitleCell)
		fields(c.Fields)
		if s := c.Stated.Payback; s != nil {
			keep(s.Cell)
		}
		if s := c.Stated.NPV; s != nil {
			keep(s.Cell)
		}
		if s := c.Stated.IRR; s != nil {
			keep(s.Cell)
		}
		for _, line := range c.Lines {
			keep(line.LabelCell)
			fields(line.Fields)
			for a := range line.Amounts.All {
				keep(a.Cell())
			}
		}
	}
	for _, y := range reading.Yearly {
		keep(y.Cell)
	}
	return cells
}

// toldPlaces are the places that somebody was asked or told about.
type toldPlaces struct{ cells, rows, columns, tables, sheets map[string]bool }

// ofColumns are the findings at a heading about what stands under it.
var ofColumns = []string{"column-left-out", "column-derived", "difference-of-columns", "only-derived", "before-after", "baseline-left-out", "currency-left-out", "foreign-currency"}

func toldOf(reading Reading) toldPlaces {
	told := toldPlaces{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	place := func(ref string, column bool) {
		if c := area.FindStringSubmatch(ref); c != nil {
			told.cells[ref] = true
			told.rows[rowOf(ref)] = true
			if column {
				told.columns[c[1]+"!"+c[2]] = true
			}
		}
	}
	for _, q := range slices.Concat(reading.Questions, slices.Collect(maps.Values(reading.Settled))) {
		for _, ref := range q.Cells {
			place(ref, true)
		}
		if _, where, _ := strings.Cut(q.Key, "@"); (q.Code == "summary" || q.Code == "example") && !strings.Contains(where, "!") {
			told.sheets[where] = true
		}
		if strings.HasPrefix(q.Key, "duplicate-case@") { // one of two sheets counts
			for _, ref := range q.Cells {
				sheet, _, _ := strings.Cut(ref, "!")
				told.sheets[sheet] = true
			}
		}
	}
	for _, f := range reading.Findings {
		if strings.HasPrefix(f.Code, "rule-") || f.Code == "text-numbers" {
			continue // said of a whole case or table
		}
		place(f.Cell, slices.Contains(ofColumns, f.Code))
		if sheet, _, ok := strings.Cut(f.Cell, "!"); ok && (f.Code == "hidden-sheet" || f.Code == "sheet-unread" || f.Code == "unread-numbers" || slices.Contains(ofWholeSheets, f.Code)) {
			told.sheets[sheet] = true
		} else if f.Code == "table-left-out" {
			told.tables[sheet] = true
		}
	}
	return told
}

// answeredBy are answers to all that a book asks: what is proposed, else the first
// option.
func answeredBy(book *workbook.Book) Answers {
	answers := Answers{}
	for range 6 {
		reading := readBook(context.Background(), book, answers, time.Time{}).reading()
		before := len(answers)
		for _, q := range reading.Questions {
			if answers[q.Key] == "" {
				answers[q.Key] = firstWord(q.Proposed, append(q.Options, "2020")[0])
			}
		}
		if len(answers) == before {
			break
		}
	}
	return answers
}

// Every number of the samples is accounted for, before anything is answered and
// with what is proposed: nothing is left out without a word.
func TestEveryNumberIsAccountedFor(t *testing.T) {
	var names []string
	for _, pattern := range []string{danishSamples + "/dk*.xls?", danishSamples + "/dk*.csv", wildSamples + "/o*.xls?", wildSamples + "/o*.csv"} {
		found, _ := filepath.Glob(pattern)
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Skip("missing component: shared samples (danish, wild)")
	}
	all := map[string]int{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := workbook.Read(context.Background(), filepath.Base(name), data, workbook.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, free := layoutOf(book).(freeLayout); !free {
			t.Logf("%s is of a layout that we make ourselves", filepath.Base(name))
			continue
		}
		for how, answers := range map[string]Answers{"as it is": {}, "as proposed": answeredBy(book)} {
			counted, lost := accountsOf(book, answers)
			for as, n := range counted {
				all[as] += n
			}
			if len(lost) > 0 {
				t.Errorf("%s, %s: %d numbers are neither stored nor told of: %v", filepath.Base(name), how, len(lost), lost[:min(len(lost), 20)])
			}
		}
	}
	for _, as := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%6d %s", all[as], as)
	}
}
