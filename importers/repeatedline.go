package importers

import (
	"slices"

	"raaderum/portfolio"
)

// repeated is what two lines of a case have in common that may be one.
type repeated struct {
	subject *subject
	label   string
	kind    string
	series  portfolio.Series
}

// tellRepeatedLines reports a line that says again what a line of its name says
// above it, in every period: both are counted.
func (r *reader) tellRepeatedLines() {
	if !r.mayRepeatLines() {
		return
	}
	lines := map[lineKey][]fact{}
	var order []lineKey
	for f := range r.facts.all {
		if !mayRepeat(f) {
			continue
		}
		k := f.line()
		if lines[k] == nil {
			order = append(order, k)
		}
		lines[k] = append(lines[k], f)
	}
	first := map[repeated][][]fact{}
	for _, k := range order {
		line := inOrder(lines[k])
		if !slices.ContainsFunc(line, func(f fact) bool { return f.ore() != 0 }) {
			continue
		}
		f := line[0]
		same := repeated{f.subject(), fold(f.label()), f.kind(), f.series()}
		i := slices.IndexFunc(first[same], func(other []fact) bool { return sameMoney(line, other) })
		if i < 0 {
			first[same] = append(first[same], line)
			continue
		}
		if other := first[same][i][0]; other.labelRef() != f.labelRef() {
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "line-repeated", Cell: f.labelRef(), Raw: f.label(), Args: map[string]any{"label": f.label(), "cell": other.labelRef()}})
		}
	}
}

// mayRepeat tells whether a fact is of a line that is called something.
func mayRepeat(f fact) bool {
	return !f.blockKind() && f.label() != "" && f.table().column(roleYear) == nil
}

// mayRepeatLines tells whether two lines of a case are called the same. They
// hardly ever are, and then no line's amounts need to be looked at.
func (r *reader) mayRepeatLines() bool {
	seen := map[repeated]lineKey{}
	var last lineKey
	for f := range r.facts.all {
		if !mayRepeat(f) {
			continue
		}
		k := f.line()
		if k == last { // the facts of a line follow each other
			continue
		}
		last = k
		same := repeated{f.subject(), fold(f.label()), f.kind(), f.series()}
		if other, called := seen[same]; called && other != k {
			return true
		}
		seen[same] = k
	}
	return false
}

// sameMoney tells whether two lines have the same amounts, but for zeros.
func sameMoney(line, other []fact) bool {
	amounts := func(line []fact) (all []dated) {
		for _, f := range line {
			if f.ore() != 0 {
				all = append(all, dated{f.period(), f.ore()})
			}
		}
		return all
	}
	return slices.Equal(amounts(line), amounts(other))
}
