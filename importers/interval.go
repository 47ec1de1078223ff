package importers

import (
	"slices"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// The answers about amounts that are written as from one number to another.
const (
	lowEnd  = "low"
	middle  = "middle"
	highEnd = "high"
)

// chooseEnd asks, once for a sheet, which end of intervals such as
// "100-150.000" counts, and makes the fact that number; false when none does.
func (r *reader) chooseEnd(f fact) bool {
	n := intervalIn(f.cell(), f.table().grid.locale)
	if n.Reading != danish.Interval {
		return false
	}
	answer, ok := r.ask(Question{
		Key: "range@" + f.sheet(), Code: "range", Cells: r.intervals(f.table()), Options: []string{lowEnd, middle, highEnd, leaveOut},
		Confidence: 0.3, Args: map[string]any{"sheet": f.sheet(), "text": clean(f.cell().Raw())},
	})
	chosen := n.Value
	switch {
	case !ok || answer == leaveOut:
		return false
	case answer == middle:
		if chosen, ok = between(n.Value, n.Other); !ok {
			return false
		}
	case answer == highEnd:
		chosen = n.Other
	}
	v := f.said()
	v.setDecimal(chosen)
	v.state, v.unit = isTextNumber, measureOf(n)
	f.setValue(v)
	return true
}

// intervalIn is what a text says as a number, where it counts money.
func intervalIn(cell *workbook.Cell, locale danish.Locale) danish.Number {
	if cell.Kind() != workbook.Text {
		return danish.Number{}
	}
	n := danish.ParseNumberIn(cell.Raw(), locale)
	if n.Measure != "" {
		return danish.Number{}
	}
	return n
}

// intervals are the cells of a table's sheet whose amounts are intervals.
func (r *reader) intervals(t *table) []string {
	var cells []string
	for f := range r.facts.all {
		if f.table().key() == t.key() && f.state() == isWords && len(cells) < 10 && intervalIn(f.cell(), f.table().grid.locale).Reading == danish.Interval {
			if !slices.Contains(cells, f.ref()) {
				cells = append(cells, f.ref())
			}
		}
	}
	return cells
}

// between is the number in the middle of two; false when it has too many digits.
func between(low, high danish.Decimal) (danish.Decimal, bool) {
	a, as := low.Parts()
	b, bs := high.Parts()
	for ; as < bs; as++ {
		a *= 10
	}
	for ; bs < as; bs++ {
		b *= 10
	}
	const most = 1e17
	if a < 0 || b < 0 || a > most || b > most {
		return danish.Decimal{}, false
	}
	return danish.DecimalOf((a+b)*5, as+1), true
}
