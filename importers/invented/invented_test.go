// Package invented writes workbooks whose truth is known, as the analysts of
// Danish municipalities would write them, and holds the importer to it.
package invented

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"raaderum/importers"
)

// families are the ways of laying out that are drawn.
var families = map[string]func(*rapid.T, *book){
	"case on a sheet":    drawCaseSheet,
	"case over sheets":   drawCaseBook,
	"cases stacked":      drawStacked,
	"kinds side by side": drawBeside,
	"register":           drawRegister,
	"long table":         drawLongTable,
	"cases in columns":   drawTransposed,
	"quarters":           drawQuarters,
	"years down":         drawYearsDown,
	"cases side by side": drawSideBySide,
	"months":             drawMonthly,
	"two versions":       drawVersions,
}

func draw(t *rapid.T) *book {
	b := &book{plain: map[string]bool{"title": true}}
	b.family = pick(t, "family", slices.Sorted(maps.Keys(families))...)
	families[b.family](t, b)
	return b
}

// How many books are drawn, and which, where nothing else is said.
const (
	booksDrawn = "200"
	booksSeed  = "2026"
)

// unlessSaid sets a flag that the command line left as it was.
func unlessSaid(t *testing.T, name, value string) {
	t.Helper()
	if f := flag.Lookup(name); f.Value.String() == f.DefValue {
		if err := f.Value.Set(value); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInvented holds the importer to books that are drawn: nothing in them is
// read wrongly without a word, and nothing at all after the right answers.
//
// A question that nothing in the book is the right answer to keeps the file from
// being stored. It is counted, and may come once in fifty books.
func TestInvented(t *testing.T) {
	// The same books every time, so that a build does not fail for a change it
	// does not hold; -rapid.seed and RAADERUM_INVENTED look at others.
	unlessSaid(t, "rapid.checks", booksDrawn)
	unlessSaid(t, "rapid.seed", booksSeed)
	var sum tally
	rapid.Check(t, func(rt *rapid.T) {
		b := draw(rt)
		v := judge(b)
		sum.add(v)
		if wrong := v.misread(); len(wrong) > 0 {
			rt.Fatalf("%v\n%v", wrong, b)
		}
	})
	t.Log(sum.String())
	if 50*sum.stuck > sum.books {
		t.Errorf("%d of %d books have a question without a right answer, or were not read", sum.stuck, sum.books)
	}
}

// misread are the faults that nobody is told of, and those after the right answers.
func (v verdict) misread() []fault {
	var found []fault
	for _, f := range v.faults {
		if f.verdict != "unanswerable" && f.verdict != "unread" {
			found = append(found, f)
		}
	}
	return found
}

// tally counts what became of many books.
type tally struct {
	books, amounts, right, flagged, questions, silent, wrong, stuck, again int
	needless                                                               map[string]int
}

func (s *tally) add(v verdict) {
	if s.needless == nil {
		s.needless = map[string]int{}
	}
	s.books++
	s.amounts += v.amounts
	s.right += v.right
	s.flagged += v.flagged
	s.questions += v.asked
	if len(v.again) > 0 {
		s.again++
	}
	for _, code := range v.needless {
		s.needless[code]++
	}
	kinds := map[string]bool{}
	for _, f := range v.faults {
		kinds[strings.Fields(f.verdict)[0]] = true
	}
	if kinds["silent"] {
		s.silent++
	}
	if kinds["wrong"] {
		s.wrong++
	}
	if kinds["unanswerable"] || kinds["failed"] || kinds["unread"] {
		s.stuck++
	}
}

func (s *tally) String() string {
	needless := 0
	for _, n := range s.needless {
		needless += n
	}
	return fmt.Sprintf("%d books, %d amounts, %d right, %d left with a word; books with silent errors %d, wrong after right answers %d, stuck %d, doubted though right %d; %d questions, needless %d %v",
		s.books, s.amounts, s.right, s.flagged, s.silent, s.wrong, s.stuck, s.again, s.questions, needless, s.needless)
}

// TestInventedSurvey draws as many books as RAADERUM_INVENTED says and sorts
// what goes wrong by its cause, with the smallest book for each.
func TestInventedSurvey(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("RAADERUM_INVENTED"))
	if n == 0 {
		return
	}
	seed, _ := strconv.Atoi(os.Getenv("RAADERUM_INVENTED_FROM"))
	type cluster struct {
		n, books int
		example  *book
		fault    fault
		seed     int
	}
	clusters := map[string]*cluster{}
	var sum tally
	books := rapid.Custom(draw)
	for i := range n {
		b := books.Example(seed + i)
		v := judge(b)
		sum.add(v)
		for _, q := range v.idle {
			t.Logf("NEEDLESS %s | %s | seed %d | %s %v %v proposed %q %v right %q", q.Code, b.family, seed+i, q.Key, q.Cells, q.Args, q.Proposed, q.Confidence, b.answer(q))
		}
		for _, again := range v.again {
			t.Logf("seed %d, %s: a second reading tells %s", seed+i, b.family, again)
		}
		seen := map[string]bool{}
		for _, f := range append(v.faults, v.words...) {
			cause := b.family + " | " + f.cause()
			c := clusters[cause]
			if c == nil {
				c = &cluster{}
				clusters[cause] = c
			}
			c.n++
			if !seen[cause] {
				c.books++
				seen[cause] = true
			}
			if c.example == nil || b.size() < c.example.size() {
				c.example, c.fault, c.seed = b, f, seed+i
			}
		}
	}
	causes := slices.SortedFunc(maps.Keys(clusters), func(a, b string) int { return clusters[b].books - clusters[a].books })
	for _, cause := range causes {
		c := clusters[cause]
		t.Logf("%d books, %d faults: %s\n%v (seed %d)\n%v", c.books, c.n, cause, c.fault, c.seed, c.example)
	}
	t.Log(sum.String())
}

// TestInventedBook shows what an import makes of the book of one seed.
func TestInventedBook(t *testing.T) {
	seed, err := strconv.Atoi(os.Getenv("RAADERUM_INVENTED_BOOK"))
	if err != nil {
		return
	}
	b := rapid.Custom(draw).Example(seed)
	t.Logf("\n%v", b)
	for name, answer := range map[string]func(importers.Question) string{"as it is": nil, "answered": b.answer} {
		a := b.read(b.bytes(), answer)
		t.Logf("--- %s: %s %s", name, a.file.Layout, a.file.Status)
		for _, q := range a.asked {
			t.Logf("asked %s (%s) %v options %v proposed %q %v; answer %q", q.Key, q.Code, q.Cells, q.Options, q.Proposed, q.Args, b.answer(q))
		}
		for _, f := range a.file.Findings {
			t.Logf("found %s %s at %s %v", f.Severity, f.Code, f.Cell, f.Args)
		}
		for _, c := range a.file.Cases {
			t.Logf("case %q %s %s", c.Title, c.Unit, c.Sign)
			for _, l := range c.Lines {
				var text strings.Builder
				for x := range l.Amounts.All {
					fmt.Fprintf(&text, " %s=%v@%v", x.Cell(), x.Ore.Kroner(), x.Period)
				}
				t.Logf("    %s %q %s %s:%s", l.Kind, l.Label, l.Series, l.Recurrence, text.String())
			}
		}
	}
	for _, f := range judge(b).faults {
		t.Log(f)
	}
}
