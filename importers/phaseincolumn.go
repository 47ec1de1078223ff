package importers

import (
	"slices"

	"raaderum/portfolio"
)

// headsPhaseIn heads a column that says how much of an amount the first years have.
var headsPhaseIn = says(`indfas|phase|^(?:andel|pct\.?|procent|%|effekt|virkning) (?:i )?(?:det )?(?:foerste aar|1\. aar|aar 1)\b|^(?:foerste aar|1\. aar|aar 1)[ ,:(]*(?:%|pct|procent|andel)`)

// tellPhaseIn tells of a column of shares beside amounts of a whole year that
// nothing multiplies them by: the first year is stored in full.
func (r *reader) tellPhaseIn(t *table, rows []int, places map[string]bool) {
	if t.column(roleFullYear) != nil || !t.registers() {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		head := t.headRef(c.at)
		if places[head] || !headsPhaseIn.MatchString(fold(c.text)) || !slices.ContainsFunc(rows, func(row int) bool { return t.holdsShare(row, c.at) }) {
			continue
		}
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "phase-in-unused", Cell: head, Raw: c.text, Args: map[string]any{"label": c.text}})
		places[head] = true
	}
}

// holdsShare tells whether a cell holds a part of a whole, and not all of it.
func (t *table) holdsShare(row, col int) bool {
	cell := t.grid.at(row, col)
	if blank(cell) {
		return false
	}
	share, ok := shareOf(cell)
	return ok && share > 0 && share < 100 && share != 1
}
