package invented

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"raaderum/importers"
)

// reference is a cell of a sheet as questions and findings write it.
var reference = regexp.MustCompile(`^'?(.*?)'?!\$?([A-Z]{1,3})\$?(\d+)`)

// at is the sheet and place of a reference.
func (b *book) at(ref string) (*sheet, place, bool) {
	m := reference.FindStringSubmatch(ref)
	if m == nil {
		return nil, place{}, false
	}
	s := b.sheet(m[1])
	if s == nil && b.csv {
		s = b.sheets[0]
	}
	if s == nil {
		return nil, place{}, false
	}
	col := 0
	for _, r := range m[2] {
		col = col*26 + int(r-'A') + 1
	}
	row := 0
	for _, r := range m[3] {
		row = row*10 + int(r-'0')
	}
	return s, place{row, col}, true
}

// marks are the marks of the cells a question shows.
func (b *book) marks(q importers.Question) []mark {
	var marks []mark
	for _, ref := range q.Cells {
		if s, p, ok := b.at(ref); ok && s.cells[p] != nil {
			marks = append(marks, s.cells[p].mark)
		}
	}
	return marks
}

// sheetOf is the sheet a question is about.
func (b *book) sheetOf(q importers.Question) *sheet {
	for _, ref := range q.Cells {
		if s, _, ok := b.at(ref); ok {
			return s
		}
	}
	_, name, _ := strings.Cut(q.Key, "@")
	if s := b.sheet(name); s != nil {
		return s
	}
	return b.sheets[0]
}

// answer is what somebody who knows the book answers a question; "" where there
// is no right answer.
func (b *book) answer(q importers.Question) string {
	s, marks := b.sheetOf(q), b.marks(q)
	first := func(say func(mark) string) string {
		for _, m := range marks {
			if text := say(m); text != "" {
				return text
			}
		}
		return ""
	}
	about := func(roles ...string) bool {
		return slices.ContainsFunc(marks, func(m mark) bool { return slices.Contains(roles, m.role) })
	}
	choose := func(answer string) string {
		if len(q.Options) == 0 || q.Free || slices.Contains(q.Options, answer) {
			return answer
		}
		return ""
	}
	switch code, _, _ := strings.Cut(q.Key, "@"); code {
	case "unit":
		switch {
		case q.Code == "counted" && about("decoy"):
			return choose("antal")
		case q.Code == "counted":
			return choose("beløb")
		case q.Code == "unit-row" && about("decoy"):
			return "" // a rate is in no unit of the table
		}
		return choose(s.facts.unit.name)
	case "unit-size", "outlier":
		return choose(s.facts.unit.name)
	case "price-level":
		return choose("2025-pl")
	case "sign":
		if q.Code == "sign-line" && slices.ContainsFunc(marks, func(m mark) bool { return m.income }) {
			return choose("reversal")
		}
		if q.Code == "sign-line" {
			return choose(first(func(m mark) string { return m.kind }))
		}
		return choose(s.facts.sign)
	case "kind":
		if slices.Contains(q.Options, "reversal") && slices.ContainsFunc(marks, func(m mark) bool { return m.income }) {
			return "reversal"
		}
		return choose(first(func(m mark) string {
			if m.role == "decoy" || m.role == "total" {
				return ""
			}
			return m.kind
		}))
	case "year-axis":
		switch q.Code {
		case "year-axis":
			return choose(s.facts.baseYear)
		case "year-axis-split":
			return q.Options[0] // the truth is the year that a school year begins in
		}
		return choose(first(func(m mark) string { return m.period }))
	case "subtotal":
		if about("total") {
			return "sum"
		}
		return choose("line")
	case "row":
		if about("decoy", "total") {
			return choose("leave")
		}
		return choose("line")
	case "title":
		return first(func(m mark) string { return m.line }) + s.facts.title + "Sagen"
	case "level-or-increment":
		return choose("level")
	case "recurrence":
		return choose("once")
	case "duplicate-case":
		for _, name := range b.newer {
			if slices.Contains(q.Options, name) {
				return name
			}
		}
		return choose("both")
	case "scenario":
		for _, ref := range q.Cells { // the line itself, between its least and its most
			if s, p, ok := b.at(ref); ok && s.cells[p] != nil && s.cells[p].mark.role == "label" {
				return choose(fmt.Sprint(s.cells[p].value))
			}
		}
		return ""
	case "vat":
		return choose("ekskl. moms")
	case "summary", "hidden", "example", "strikethrough":
		if about("decoy", "total") {
			return choose("exclude")
		}
		return choose("include")
	case "number-format":
		return choose(first(func(m mark) string {
			if m.want == nil {
				return ""
			}
			return strings.ReplaceAll(danish(s.facts.unit.in(m.want.ore/100)), ".", "")
		}))
	}
	return ""
}
