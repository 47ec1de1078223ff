package importers

import (
	"maps"
	"slices"
)

// headYears tells whether the row says nothing but years, two at least, each once
// over a group of headings in the row below that begins as the others do: 2026
// and 2027 over "Plan", "Realiseret", "Afvigelse", and the same again.
func (h headRow) headYears(below headRow) bool {
	if h.numbers > 0 || below.numbers > 0 || len(h.headings) < 2 {
		return false
	}
	first, year := "", 0
	for _, col := range h.yearStarts() {
		head, under := h.headings[col], below.headings[col]
		opens := fold(under.text)
		if head.time.form != inYear || head.name != "" || head.time.year <= year || opens == "" || under.time.known() || first != "" && opens != first {
			return false
		}
		first, year = opens, head.time.year
	}
	return h.widestYear() > 1
}

// yearStarts are the columns that the years of such a row stand over.
func (h headRow) yearStarts() []int { return slices.Sorted(maps.Keys(h.headings)) }

// widestYear is the most columns from one year of such a row to the next.
func (h headRow) widestYear() int {
	starts, widest := h.yearStarts(), 0
	for i := 1; i < len(starts); i++ {
		widest = max(widest, starts[i]-starts[i-1])
	}
	return widest
}

// yearHolds tells whether a column is under one of the years of such a row: each
// holds until the next one, and the last no farther than the others.
func (h headRow) yearHolds(col int) bool {
	starts := h.yearStarts()
	return col >= starts[0] && col < starts[len(starts)-1]+h.widestYear()
}
