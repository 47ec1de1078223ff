package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/portfolio"
)

// dropCopies leaves out tables that only repeat the numbers of a table before
// them: a summary without formulas, or the same flows with years down.
func (r *reader) dropCopies() {
	var tables []*table
	for _, f := range r.facts {
		if !f.blockKind && !slices.Contains(tables, f.table) {
			tables = append(tables, f.table)
		}
	}
	for i, t := range tables {
		for j, original := range tables {
			if i == j || original.grid.sheet == t.grid.sheet || !r.repeats(t, original, j < i) {
				continue
			}
			if s := r.view(t); s.master.title.found() && r.view(original).master.title.found() {
				continue // cases of their own: asked about later
			}
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "duplicate-table", Cell: t.grid.ref(t.head, t.columns[0].at), Args: map[string]any{"sheet": t.key(), "original": original.key()}})
			r.drop(func(f *fact) bool { return f.table == t })
			break
		}
	}
}

// repeats tells whether every line of t has the numbers of a line or a sum of
// the original, which has more lines, or as many and stands before it.
func (r *reader) repeats(t, original *table, before bool) bool {
	own, theirs := r.vectors(t), r.vectors(original)
	lines := len(own)
	if lines == 0 || len(theirs) < lines || len(theirs) == lines && !before {
		return false
	}
	for _, s := range r.sums {
		if s.table == original {
			theirs = append(theirs, sumVector(s))
		}
	}
	for _, v := range own {
		if !slices.ContainsFunc(theirs, func(w []float64) bool { return sameNumbers(v, w) }) {
			return false
		}
	}
	return true
}

// vectors are the numbers of each line of a table that has any but zeros.
func (r *reader) vectors(t *table) [][]float64 {
	lines := map[[2]int][]float64{}
	var order [][2]int
	for _, f := range r.facts {
		if f.table != t || f.value.state != isNumber && f.value.state != isTextNumber {
			continue
		}
		k := [2]int{f.row, 0}
		if t.column(roleYear) != nil {
			k = [2]int{0, f.col}
		}
		if lines[k] == nil {
			order = append(order, k)
		}
		lines[k] = append(lines[k], math.Abs(f.value.decimal.Float()))
	}
	var vectors [][]float64
	for _, k := range order {
		if slices.ContainsFunc(lines[k], func(x float64) bool { return x != 0 }) {
			vectors = append(vectors, lines[k])
		}
	}
	return vectors
}

func sumVector(s sumRow) []float64 {
	var v []float64
	for _, c := range s.table.amounts() {
		if x, ok := plainNumber(s.table.grid.at(s.row, c.at)); ok {
			v = append(v, math.Abs(x))
		}
	}
	return v
}

func sameNumbers(v, w []float64) bool {
	return slices.EqualFunc(v, w, func(x, y float64) bool { return math.Abs(x-y) <= 1e-6*max(1, math.Abs(x)) })
}

var (
	copyWords  = says(`\(? ?(?:kopi(?: af)?|copy(?: of)?|ny version|gammel version|gammel|gl\.?|ny|opdateret|revideret|rev\.?|endelig|rettet|udkast|ver(?:sion)?\.? ?\d+(?:[.,]\d+)?|v\.? ?\d+(?:[.,]\d+)?|\(\d\)) ?\)?`)
	wordBreaks = says(`[^a-z0-9]+`)
)

// bareTitle is a title without the words of versions and copies.
func bareTitle(title string) string {
	bare := copyWords.ReplaceAllString(" "+fold(title)+" ", " ")
	return strings.TrimSpace(wordBreaks.ReplaceAllString(bare, " "))
}

const both = "both"

// askAboutDoubles asks which of two versions of the same case counts: cases
// with the same title but for words such as "kopi" and "v2", or with the same
// number.
func (r *reader) askAboutDoubles() {
	for i, s := range r.subjects {
		for _, other := range r.subjects[:i] {
			if s.dropped || other.dropped || !alike(s, other) {
				continue
			}
			first, second := other.name(s), s.name(other)
			answer, ok := r.ask(Question{
				Key: "duplicate-case@" + firstWord(s.TitleCell, first+"/"+second), Code: "duplicate-case", Cells: titleCells(other, s),
				Options: []string{first, second, both}, Proposed: first, Confidence: 0.6, Args: map[string]any{"first": other.Title, "second": s.Title},
			})
			if ok && answer == first {
				s.dropped = true
			}
			if ok && answer == second {
				other.dropped = true
			}
		}
	}
}

func alike(s, other *subject) bool {
	if s.Number != "" && s.Number == other.Number {
		return true
	}
	a, b := bareTitle(s.Title), bareTitle(other.Title)
	return a != "" && a == b || sameLines(s, other)
}

// sameLines tells whether two cases have the very same amounts, and enough of
// them for that to be no accident.
func sameLines(s, other *subject) bool {
	if len(s.Lines) == 0 || len(s.Lines) != len(other.Lines) {
		return false
	}
	n := 0
	for i := range s.Lines {
		a, b := s.Lines[i], other.Lines[i]
		if a.Kind != b.Kind || len(a.Amounts) != len(b.Amounts) {
			return false
		}
		for j := range a.Amounts {
			if a.Amounts[j].Ore != b.Amounts[j].Ore || a.Amounts[j].Period != b.Amounts[j].Period {
				return false
			}
			if a.Amounts[j].Ore != 0 {
				n++
			}
		}
	}
	return n >= 4
}

// name is what an answer calls a case: its number, else its title, else the
// sheet it stands on, whichever tells it from the other.
func (s *subject) name(other *subject) string {
	switch {
	case s.Number != "" && s.Number != other.Number:
		return s.Number
	case s.Title != other.Title:
		return s.Title
	}
	for sheet := range s.sheets {
		if !other.sheets[sheet] {
			return sheet
		}
	}
	return s.TitleCell
}

func titleCells(subjects ...*subject) []string {
	var cells []string
	for _, s := range subjects {
		if s.TitleCell != "" {
			cells = append(cells, s.TitleCell)
		}
	}
	return cells
}
