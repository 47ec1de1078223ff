package importers

import (
	"math"
	"slices"

	"raaderum/portfolio"
)

// saysRest names what is left of one number when another is taken from it, or
// how the one compares with the other.
var saysRest = says(`^rest\b|^resterende|^tilbage\b|^restbudget|^mangler\b|^manglende\b|^uforbrugt|^disponibel|^ikke forbrugt|^mer-?/?\s?mindreforbrug|^mindreforbrug|^merforbrug|^afvigelse|^forskel|^difference|^diff\b|^overskridelse|^vaekst|^fremdrift|^remaining|^left\b|^variance|^over/under|^til raadighed|^indeks|^index|^udnyttelse|^forbrugt\b|^brugt\b`)

// derivation is how a column is computed from two others.
type derivation struct {
	of   [2]*column
	rows int // in which it says so with something else than nothing
}

// settleDerivedColumns takes columns out of a table's amounts that are computed
// from two others: what is left of a budget, how far two numbers lie apart, what
// part the one is of the other. The numbers tell them, whatever they are called.
// Where the heading says it as well it is reported, else it is asked.
func (r *reader) settleDerivedColumns(t *table) {
	for _, c := range t.amounts() {
		own := t.columnAt(c.at)
		said := saysRest.MatchString(t.foldedName(own.text)) || saysRest.MatchString(t.foldedName(t.lowestWord(c.at)))
		d, found := t.derivationOf(own, said)
		if !found && (!said || !t.besideSeries(own)) {
			continue
		}
		head := t.headRef(c.at)
		if found && said {
			own.role = roleDifference
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "column-derived", Cell: head, Raw: own.text, Args: map[string]any{
				"label": t.columnName(c.at), "first": t.columnName(d.of[0].at), "second": t.columnName(d.of[1].at),
			}})
			continue
		}
		q := Question{
			Key: "row@" + head, Code: "derived-column", Cells: []string{head}, Options: []string{asNothing, asLine},
			Proposed: asNothing, Confidence: 0.8, Args: map[string]any{"label": t.columnName(c.at)},
		}
		if found {
			q.Code, q.Cells = "derived-column-of", append(q.Cells, t.headRef(d.of[0].at), t.headRef(d.of[1].at))
			q.Args["first"], q.Args["second"] = t.columnName(d.of[0].at), t.columnName(d.of[1].at)
		}
		if answer, ok := r.ask(q); !ok || answer == asNothing {
			own.role = roleDifference
			t.leaveColumn(c.at)
		}
	}
}

// besideSeries tells whether a column stands among plans, accounts or forecasts
// of its own time: only there is something left of one of them.
func (t *table) besideSeries(c *column) bool {
	return slices.ContainsFunc(t.amounts(), func(other column) bool {
		return other.at != c.at && other.series != "" && (other.time == c.time || !other.time.known())
	})
}

// derivationOf finds two columns that a column is computed from in every row: of
// its own time one of them at least, or of none. One row is enough where the
// heading says so too, else two that differ.
func (t *table) derivationOf(c *column, said bool) (derivation, bool) {
	columns := t.amounts()
	if len(columns) < 3 {
		return derivation{}, false
	}
	least := 2
	if said {
		least = 1
	}
	for i := range columns {
		for j := range columns {
			a, b := &columns[i], &columns[j]
			if i == j || a.at == c.at || b.at == c.at || a.numbers == 0 || b.numbers == 0 {
				continue
			}
			if !said && (a.series == b.series || c.series != "") || a.time != c.time && b.time != c.time && c.time.known() {
				continue
			}
			if a.time.known() && b.time.known() && a.time != b.time && !said {
				continue // years that happen to differ by another
			}
			for _, compute := range derivations {
				if rows, ok := t.derives(c, a, b, compute); ok && rows >= least {
					return derivation{[2]*column{t.columnAt(a.at), t.columnAt(b.at)}, rows}, true
				}
			}
		}
	}
	return derivation{}, false
}

// derivations are how a number may be computed from two others.
var derivations = []func(a, b float64) float64{
	func(a, b float64) float64 { return a - b },
	func(a, b float64) float64 { return 100 * b / a },
	func(a, b float64) float64 { return b / a },
	func(a, b float64) float64 { return 100 * (a - b) / a },
}

// derives tells whether a column is computed from two others in every row, and
// in how many it says something that neither of the two says.
func (t *table) derives(c, a, b *column, compute func(a, b float64) float64) (rows int, ok bool) {
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		stated, known := quickNumber(cell)
		x, first := quickNumber(t.grid.at(row, a.at))
		y, second := quickNumber(t.grid.at(row, b.at))
		switch {
		case !known && (!first || !second), known && stated == 0 && !first && !second:
			continue
		case !known || !first && !second:
			return 0, false
		}
		if math.Abs(stated-compute(x, y)) > half(cell)*2 {
			return 0, false
		}
		if stated != 0 && stated != x && stated != y {
			rows++
		}
	}
	return rows, true
}
