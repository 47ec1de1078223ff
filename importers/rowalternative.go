package importers

import (
	"slices"
	"strings"
)

// namesOption begins a heading between rows that names one of several ways to do
// the same: "Alternativ 1: Køb", "Model B", "Pessimistisk".
var namesOption = says(`^(?:alternativ|scenari\w*|variant|model|loesning|loesningsmodel|option|mulighed|tilbud) ?(?:\d|[a-f]\b|ii?i?\b)|^(?:pessimistisk|optimistisk|realistisk|worst case|best case|base case|basisscenari\w*|lavt skoen|hoejt skoen|minimumsmodel|maksimumsmodel)`)

// rowOption is an alternative of the project in a line table: its name, and the
// row its lines begin below.
type rowOption struct {
	name, ref string
	row       int
}

// beginOption notes that an alternative begins at a row of words.
func (l *lineReader) beginOption(row int, label, ref string) {
	if l.options == nil {
		l.options = map[*table][]rowOption{}
	}
	l.options[l.table] = append(l.options[l.table], rowOption{label, ref, row})
}

// optionOf is the alternative that a fact stands under; "" when none.
func (r *reader) optionOf(f fact) string {
	name := ""
	for _, o := range r.options[f.table()] {
		if o.row < f.row() {
			name = o.name
		}
	}
	return name
}

// askRowOptions asks which alternative counts where a line table has several
// below each other. Together they would count the project more than once, so
// that until it is answered only the first is shown.
func (r *reader) askRowOptions() {
	chosen := map[*table]string{}
	for _, v := range r.views {
		for _, t := range v.tables {
			if len(r.options[t]) < 2 {
				continue
			}
			var names, cells []string
			for _, o := range r.options[t] {
				if !slices.Contains(names, o.name) && r.facts.any(func(f fact) bool { return f.table() == t && r.optionOf(f) == o.name }) {
					names, cells = append(names, o.name), append(cells, o.ref)
				}
			}
			if len(names) < 2 {
				continue
			}
			for f := range r.facts.all {
				if f.table() == t && r.optionOf(f) != "" {
					cells = append(cells, f.ref())
				}
			}
			answer, ok := r.ask(Question{
				Key: "scenario@" + t.key(), Code: "scenario", Cells: cells, Options: append(slices.Clone(names), every),
				Proposed: likelyScenario(names), Confidence: 0.5, Args: map[string]any{"sheet": t.key(), "names": strings.Join(names, ", ")},
			})
			if !ok {
				answer = names[0]
			}
			chosen[t] = answer
		}
	}
	r.drop(func(f fact) bool {
		answer := chosen[f.table()]
		if answer == "" || answer == every {
			return false
		}
		option := r.optionOf(f)
		return option != "" && option != answer
	})
}

// additive names parts of one project that count together.
var additive = says(`^(?:fase|etape|delprojekt|trin|spor|del|aar|center|afdeling|skole|budget|regnskab|forventet)\b`)

// findRepeatedOptions notes the headings of a table's rows as alternatives when
// nothing but kinds stands below each of them, the same kinds, and both costs
// and benefits: "Køb: Udgifter, Gevinster. Leje: Udgifter, Gevinster".
func (l *lineReader) findRepeatedOptions() {
	if len(l.options[l.table]) > 0 || len(l.captions) < 2 {
		return
	}
	kinds := ""
	for i, caption := range l.captions {
		last := l.table.last
		if i+1 < len(l.captions) {
			last = l.captions[i+1].row - 1
		}
		below, found := l.kindsBelow(caption.row+1, last)
		if !found || i > 0 && below != kinds || additive.MatchString(fold(caption.name)) {
			return
		}
		kinds = below
	}
	if l.options == nil {
		l.options = map[*table][]rowOption{}
	}
	l.options[l.table] = l.captions
}

// kindsBelow are the labels of rows with numbers, found when they are bare kinds
// and a cost and a benefit are among them.
func (l *lineReader) kindsBelow(first, last int) (labels string, found bool) {
	costs, benefits := false, false
	for row := first; row <= last; row++ {
		label, _ := l.table.label(row)
		h := l.table.grid.heading(label)
		if l.table.filled(row, l.columns) == 0 || h.role.derived() {
			continue
		}
		if !bareKind.MatchString(fold(label)) {
			return "", false
		}
		labels += fold(label) + "|"
		costs, benefits = costs || h.kind == cost, benefits || h.kind == benefit
	}
	return labels, costs && benefits
}
