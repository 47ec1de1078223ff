package invented

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"raaderum/importers"
	"raaderum/portfolio"
)

// fault is one difference between what a book says and what an import made of it.
type fault struct {
	verdict string // "silent", "wrong after answers", "unanswerable", "failed"
	differs string // "ore", "period", "kind", "series", "missing", "extra", "twice"
	cell    string
	mark    mark
	want    *want
	got     *want
	note    string
}

// cause is what faults are sorted by.
func (f fault) cause() string {
	place := strings.TrimSpace(f.mark.role + " " + f.mark.name)
	return strings.TrimSpace(f.verdict + ": " + f.differs + " " + place + " " + f.note)
}

func (f fault) String() string {
	say := func(w *want) string {
		if w == nil {
			return "nothing"
		}
		return w.String()
	}
	return fmt.Sprintf("%s at %s: want %s, got %s", f.cause(), f.cell, say(f.want), say(f.got))
}

// verdict is what became of a book.
type verdict struct {
	faults   []fault
	words    []fault // what differs after the right answers, with a word about it
	amounts  int
	right    int
	flagged  int // left out or changed, with a word about it at its place
	asked    int // questions
	idle     []importers.Question
	again    []string // what a second reading told of a book that was read right
	needless []string // the codes of those whose answer stands in the book
}

const rounds = 8

// judge imports a book three times, with no answers, with everything that is
// proposed, and with the right answers, and compares each with the truth.
//
// A difference is silent unless something stands at its place that can explain
// it, in any round of the same import:
//   - a question that shows the cell, or in its row or above it in its column
//     a cell that is no amount; or that is about the whole sheet (its key names
//     the sheet alone) when it can explain what differs: a unit no period;
//   - a finding of the same place, of severity warning or error, or info.
//
// What is said of a case as a whole explains nothing: prices, VAT, titles, the
// rules of the trade, that numbers were stored as text. After the right answers
// questions no longer excuse: what then differs must have a finding.
func judge(b *book) verdict {
	data := b.bytes()
	v := verdict{amounts: len(b.wants())}
	bare := b.read(data, nil)
	v.compare(b, bare, "silent as it is", true)
	v.compare(b, b.read(data, proposals), "silent as proposed", true)
	answered := b.read(data, b.answer)
	v.compare(b, answered, "wrong after answers", false)
	for _, q := range answered.open {
		v.faults = append(v.faults, fault{verdict: "unanswerable", differs: q.Code, cell: q.Key, mark: firstMark(b, q)})
	}
	for _, q := range answered.asked {
		v.asked++
		if code, _, _ := strings.Cut(q.Key, "@"); b.plain[code] {
			v.needless = append(v.needless, q.Code)
			v.idle = append(v.idle, q)
		}
	}
	wrong := differences(b, answered.file)
	v.right = v.amounts - len(wrong)
	for _, f := range answered.file.Findings {
		if len(wrong) == 0 && strings.HasPrefix(f.Code, "text-") && f.Code != "text-numbers" {
			v.again = append(v.again, f.Code+" at "+f.Cell+" "+fmt.Sprint(f.Args))
		}
	}
	return v
}

func firstMark(b *book, q importers.Question) mark {
	for _, m := range b.marks(q) {
		if m.role != "" {
			return m
		}
	}
	return mark{}
}

func proposals(q importers.Question) string { return q.Proposed }

// attempt is an import with all that it asked on the way.
type attempt struct {
	file  importers.File
	asked []importers.Question
	open  []importers.Question
}

var clock = time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)

// read imports the book until nothing more can be answered.
func (b *book) read(data []byte, answer func(importers.Question) string) attempt {
	given := importers.Answers{}
	seen := map[string]bool{}
	var a attempt
	for range rounds {
		a.file = importers.Import(context.Background(), b.fileName(), data, importers.Options{Answers: given, Now: clock})
		more := false
		a.open = nil
		for _, q := range a.file.Questions {
			if !seen[q.Key] {
				seen[q.Key] = true
				a.asked = append(a.asked, q)
			}
			if answer == nil {
				continue
			}
			text := answer(q)
			switch {
			case text == "", given[q.Key] == text:
				a.open = append(a.open, q)
			default:
				given[q.Key], more = text, true
			}
		}
		if !more {
			break
		}
	}
	return a
}

// differences are the cells where a reading is not what the book says.
func differences(b *book, file importers.File) []fault {
	wants := b.wants()
	got := map[string][]want{}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				cell := a.Cell()
				if s, p, ok := b.at(cell); ok {
					cell = s.name + "!" + p.String()
				}
				got[cell] = append(got[cell], want{kind: line.Kind, period: a.Period.String(), series: string(line.Series), ore: int64(a.Ore)})
			}
		}
	}
	var faults []fault
	for _, cell := range slices.Sorted(maps.Keys(wants)) {
		w := wants[cell]
		switch found := got[cell]; {
		case len(found) == 0:
			faults = append(faults, fault{differs: "missing", cell: cell, want: &w})
		case len(found) > 1:
			faults = append(faults, fault{differs: "twice", cell: cell, want: &w, got: &found[0]})
		case found[0].series != w.series && !plan(found[0].series, w.series):
			faults = append(faults, fault{differs: "series", cell: cell, want: &w, got: &found[0]})
		case found[0].kind != w.kind:
			faults = append(faults, fault{differs: "kind", cell: cell, want: &w, got: &found[0]})
		case found[0].period != w.period:
			faults = append(faults, fault{differs: "period", cell: cell, want: &w, got: &found[0]})
		case found[0].ore != w.ore:
			faults = append(faults, fault{differs: "ore", cell: cell, want: &w, got: &found[0]})
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(got)) {
		if _, wanted := wants[cell]; !wanted {
			faults = append(faults, fault{differs: "extra", cell: cell, got: &got[cell][0]})
		}
	}
	return faults
}

// plan tells whether two series are the same: nothing said is the plan.
func plan(a, b string) bool { return strings.TrimPrefix(a, "plan") == strings.TrimPrefix(b, "plan") }

// compare adds what is silently different to the verdict.
func (v *verdict) compare(b *book, a attempt, verdict string, questionsExcuse bool) {
	if a.file.Status == importers.Rejected {
		v.faults = append(v.faults, fault{verdict: "failed", differs: a.file.Findings[0].Code})
		return
	}
	if len(a.file.Cases) == 0 && a.file.Status == importers.Errors && v.amounts > 0 {
		v.faults = append(v.faults, fault{verdict: "unread", differs: a.file.Findings[len(a.file.Findings)-1].Code})
		return
	}
	for _, f := range differences(b, a.file) {
		s, p, _ := b.at(f.cell)
		if c := s.cells[p]; c != nil {
			f.mark = c.mark
		}
		if found(b, a.file, s, p, f) || questionsExcuse && asked(b, a.asked, s, p, f) || !questionsExcuse && asked(b, a.open, s, p, f) {
			if !questionsExcuse {
				v.flagged++
				f.verdict = "with a word"
				v.words = append(v.words, f)
			}
			continue
		}
		f.verdict = verdict
		v.faults = append(v.faults, f)
	}
}

// silentCodes are the questions and findings that explain no amount.
var silentCodes = []string{
	"price-level", "vat", "title", "base-year", "text-numbers", "price-levels-mixed", "vat-mixed", "comment", "stated-payback-differs", "stated-npv-differs", "stated-irr-differs",
	"stated-payback-never", "stated-npv-shifted", "personal-number", "total-unchecked", "total-mismatch", "net-differs", "amounts-like-years",
}

// sheetwide are the questions about a whole sheet, by what they can explain.
var sheetwide = map[string][]string{
	"unit": {"ore"}, "unit-size": {"ore"}, "sign": {"ore", "kind"}, "level-or-increment": {"ore"}, "percent": {"ore"}, "range": {"ore", "missing"}, "per-period": {"ore"},
	"year-axis": {"period", "missing", "twice"}, "recurrence": {"period", "twice"}, "summary": {"extra", "missing"}, "scenario": {"extra", "missing"}, "hidden": {"extra", "missing"},
	"example": {"extra", "missing"}, "duplicate-case": {"extra", "missing"},
}

func asked(b *book, questions []importers.Question, s *sheet, p place, f fault) bool {
	for _, q := range questions {
		code, where, _ := strings.Cut(q.Key, "@")
		if slices.Contains(silentCodes, code) {
			continue
		}
		if part, from, ok := b.at(where); ok && part == s && b.beside && p.col >= from.col && slices.Contains(sheetwide[code], f.differs) {
			return true // about one of the cases beside each other
		}
		if code == "duplicate-case" && slices.Contains(sheetwide[code], f.differs) {
			return true // its cells are the titles of the two
		}
		wide := !strings.Contains(where, "!")
		if wide && where == s.name && slices.Contains(sheetwide[code], f.differs) {
			return true
		}
		if code == "year-axis" && f.differs == "period" && strings.HasPrefix(f.got.period, "t") {
			return true // the years are counted as long as nobody says which the first one is
		}
		if explains, limited := sheetwide[code]; limited && (wide || code == "year-axis") && !slices.Contains(explains, f.differs) {
			continue
		}
		if q.Code == "sign-line" && b.inRow(where, s, p) {
			return true // about the whole line, of which it shows the first cells
		}
		for _, ref := range q.Cells {
			if b.near(ref, s, p) {
				return true
			}
		}
	}
	return false
}

func found(b *book, file importers.File, s *sheet, p place, of fault) bool {
	return slices.ContainsFunc(file.Findings, func(f importers.Finding) bool {
		if f.Code == "sheet-unread" && f.Severity == portfolio.SeverityWarning && of.differs == "missing" && f.Args["sheet"] == s.name {
			return true // it says that nothing of the sheet was read
		}
		if f.Code == "reversal" && of.differs == "kind" && b.inRow(f.Cell, s, p) {
			return true // a line has one kind: the word about one of its amounts is about all
		}
		return !slices.Contains(silentCodes, f.Code) && !strings.HasPrefix(f.Code, "rule-") && b.near(f.Cell, s, p)
	})
}

// inRow tells whether a reference is a cell of the row.
func (b *book) inRow(ref string, s *sheet, p place) bool {
	other, at, ok := b.at(ref)
	return ok && other == s && at.row == p.row
}

// near tells whether a reference is the cell, in its row, or above it in its
// column and no amount.
func (b *book) near(ref string, s *sheet, p place) bool {
	other, at, ok := b.at(ref)
	if !ok || other != s {
		return false
	}
	c := s.cells[at]
	switch {
	case at == p:
		return true
	case c != nil && (c.mark.role == "amount" || c.mark.role == "missing"):
		return false
	}
	return at.row == p.row || at.col == p.col && at.row < p.row
}
