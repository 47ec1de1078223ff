package importers

import (
	"math"
	"slices"

	"raaderum/portfolio"
)

// dropTotalTables takes out tables of which every line is the sum, in each year,
// of the lines of its name in at least two other tables: "Samlet for A og B"
// below or above the projects A and B. Its cases and lines would count them once
// more.
func (r *reader) dropTotalTables(tables []*table) {
	if len(tables) < 3 {
		return
	}
	sums := r.namesakesOf(tables)
	for _, t := range tables {
		if !totalsOthers(sums, t) {
			continue
		}
		for row := t.first; row <= t.last; row++ {
			r.setAside(t, row)
		}
		r.drop(func(f fact) bool { return f.table() == t })
		sums = slices.DeleteFunc(sums, func(s *tableSums) bool { return s.table == t })
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "table-of-totals", Cell: t.grid.ref(t.head, t.columns[0].at), Args: map[string]any{"cell": t.grid.ref(t.head, t.columns[0].at)}})
	}
}

// namesake is a line of a name at a time, by kind.
type namesake struct {
	label, kind string
	time        timeLabel
}

// tableSums are what a table's lines of each name come to in kroner.
type tableSums struct {
	table    *table
	sums     map[namesake]float64
	unit     float64 // kroner in one of its numbers
	decimals int     // shown: what rounding can explain is of the last of them
}

// namesakesOf are the sums of tables, in their order.
func (r *reader) namesakesOf(tables []*table) []*tableSums {
	r.words.spendOn(r.facts.len())
	all, of := make([]*tableSums, 0, len(tables)), make(map[*table]*tableSums, len(tables))
	for _, t := range tables {
		s := &tableSums{table: t, sums: map[namesake]float64{}, unit: r.inKroner(t)}
		all, of[t] = append(all, s), s
	}
	label, folded := "", ""
	for f := range r.facts.all {
		if f.blockKind() || !f.time().known() {
			continue
		}
		if own := f.label(); own != label { // the facts of a line follow each other
			label, folded = own, fold(own)
		}
		s, cell := of[f.table()], f.cell()
		x, _ := quickNumber(cell)
		s.sums[namesake{folded, f.kind(), f.time()}] += x * s.unit
		s.decimals = max(s.decimals, decimalsShown(cell))
	}
	return all
}

// totalsOthers tells whether every amount of a table is the sum of its namesakes
// elsewhere, of two tables at least, and two of them something.
func totalsOthers(all []*tableSums, t *table) bool {
	var own *tableSums
	from, decimals := 0, 0
	for _, s := range all {
		switch {
		case s.table == t:
			own = s
		case len(s.sums) > 0:
			from++
		}
		decimals = max(decimals, s.decimals)
	}
	if own == nil || len(own.sums) < 2 || from < 2 {
		return false
	}
	others, equal := map[*tableSums]bool{}, 0
	for n, x := range own.sums {
		sum := 0.0
		for _, s := range all {
			if part, shared := s.sums[n]; shared && s != own {
				sum += part
				others[s] = true
			}
		}
		if math.Abs(x-sum) > own.unit*changeRounding*math.Pow10(-decimals) {
			return false
		}
		if x != 0 {
			equal++
		}
	}
	return equal >= 2 && len(others) >= 2
}
