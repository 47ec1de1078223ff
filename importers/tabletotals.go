package importers

import (
	"math"

	"raaderum/portfolio"
)

// dropTotalTables takes out tables of which every line is the sum, in each year,
// of the lines of its name in at least two other tables: "Samlet for A og B"
// below or above the projects A and B. Its cases and lines would count them once
// more.
func (r *reader) dropTotalTables(tables []*table) {
	for _, t := range tables {
		if !r.totalsOthers(t) {
			continue
		}
		for row := t.first; row <= t.last; row++ {
			r.setAside(t, row)
		}
		r.drop(func(f fact) bool { return f.table() == t })
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "table-of-totals", Cell: t.grid.ref(t.head, t.columns[0].at), Args: map[string]any{"cell": t.grid.ref(t.head, t.columns[0].at)}})
	}
}

// namesake is a line of a name at a time, by kind.
type namesake struct {
	label, kind string
	time        timeLabel
}

// totalsOthers tells whether every amount of a table is the sum of its namesakes
// elsewhere, of two tables at least, and two of them something.
func (r *reader) totalsOthers(t *table) bool {
	r.words.spendOn(r.facts.len())
	own, sums := map[namesake]float64{}, map[namesake]float64{}
	last := 0 // decimals shown: what rounding can explain is of the last of them
	from := map[*table]bool{}
	unit := r.inKroner(t)
	for f := range r.facts.all {
		if f.blockKind() || !f.time().known() {
			continue
		}
		x, _ := plainNumber(f.cell())
		n := namesake{fold(f.label()), f.kind(), f.time()}
		if f.table() == t {
			own[n] += x * unit
			last = max(last, decimalsShown(f.cell()))
			continue
		}
		sums[n] += x * r.inKroner(f.table())
		last = max(last, decimalsShown(f.cell()))
		from[f.table()] = true
	}
	if len(own) < 2 || len(from) < 2 {
		return false
	}
	others := map[*table]bool{}
	for f := range r.facts.all {
		if _, shared := own[namesake{fold(f.label()), f.kind(), f.time()}]; shared && f.table() != t {
			others[f.table()] = true
		}
	}
	equal := 0
	for n, x := range own {
		if math.Abs(x-sums[n]) > unit*changeRounding*math.Pow10(-last) {
			return false
		}
		if x != 0 {
			equal++
		}
	}
	return equal >= 2 && len(others) >= 2
}
