package importers

import (
	"math"

	"raaderum/portfolio"
)

// accountForRows looks at the rows of a table that state results of others and
// no totals: nets and running sums are checked, and what nothing explains is
// reported, so that no row is left out for its name alone.
func (r *reader) accountForRows(places map[string]bool) {
	gave := map[*table]bool{}
	for f := range r.facts.all {
		gave[f.table()] = true
	}
	for _, s := range r.sums {
		t := s.table
		if !gave[t] || t.grid.turned || t.registers() || t.column(roleYear) != nil || r.running[t][s.row].of > 0 {
			continue
		}
		switch {
		case s.role == roleTotal, s.role == noRole, s.role == roleMoney, t.grid.heading(s.label).keyFigure(), s.role == rolePresentValue, r.computedRow(s):
			continue
		case s.role == roleNet && r.deductions[tableRow{t, s.row - 1}]:
			continue // what is left of the row that something is taken off
		case s.role == roleNet && r.netRow(s, places):
			continue
		case s.role == roleAccumulated && r.runningNet(s):
			continue
		}
		_, col := t.label(s.row)
		if at := t.grid.ref(s.row, max(col, 1)); !places[at] {
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "row-left-out", Cell: at, Raw: s.label, Args: map[string]any{"label": firstWord(s.label, at)}})
		}
	}
}

// computedRow tells whether formulas say what a row is computed from.
func (r *reader) computedRow(s sumRow) bool {
	for _, c := range s.table.amounts() {
		if cell := s.table.grid.at(s.row, c.at); !blank(cell) && cell.Formula() == "" {
			return false
		}
	}
	return true
}

// netRow tells whether a row is benefits less costs in some period; where it is
// not in another, that is reported.
func (r *reader) netRow(s sumRow, places map[string]bool) bool {
	var wrong []Finding
	right := 0
	for _, c := range s.table.amounts() {
		cell := s.table.grid.at(s.row, c.at)
		stated, ok := quickNumber(cell)
		if !ok {
			continue
		}
		same, nearest := false, math.NaN()
		for _, net := range r.netsOf(s, c) {
			same = same || math.Abs(math.Abs(stated)-math.Abs(net)) <= half(cell)*roundedParts
			if math.IsNaN(nearest) || math.Abs(math.Abs(stated)-math.Abs(net)) < math.Abs(math.Abs(stated)-math.Abs(nearest)) {
				nearest = net
			}
		}
		switch at := s.table.grid.ref(s.row, c.at); {
		case same && stated != 0:
			right++
		case !same && !math.IsNaN(nearest) && !places[at]:
			wrong = append(wrong, Finding{Severity: portfolio.SeverityWarning, Code: "net-differs", Cell: at, Raw: cell.Raw(), Args: map[string]any{"stated": stated, "sum": cleanFloat(nearest)}})
		}
	}
	if right == 0 || len(wrong) > right {
		return right > 0 && len(wrong) == 0
	}
	for _, f := range wrong {
		r.find(f)
	}
	return true
}

// roundedParts is how many rounded numbers a net is allowed to be the sum of.
const roundedParts = 8

// netsOf are what benefits less costs may be in a column: of all lines above a
// row, of those since the net before it, of running costs alone, or of the
// whole sheet.
func (r *reader) netsOf(s sumRow, c column) []float64 {
	r.words.spendOn(r.facts.len() + len(r.sums))
	since := 0
	for _, other := range r.sums {
		if other.table == s.table && other.role == roleNet && other.row < s.row {
			since = max(since, other.row)
		}
	}
	var above, section, running, sheet float64
	for f := range r.facts.all {
		if f.table().grid != s.table.grid || f.time() != c.time || f.table() == s.table && f.col() != c.at {
			continue
		}
		x := math.Abs(f.decimal().Float())
		if f.decimal().Sign() < 0 && f.ore() < 0 {
			x = -x
		}
		if f.kind() == cost {
			x = -x
		}
		sheet += x
		if f.table() != s.table || f.row() > s.row {
			continue
		}
		above += x
		if f.row() > since {
			section += x
		}
		if f.kind() != cost || f.recurrence() != portfolio.OneOff {
			running += x
		}
	}
	return []float64{above, section, running, sheet}
}

// runningNet tells whether a row is the running sum of nets, or of one kind, or
// of any row above it.
func (r *reader) runningNet(s sumRow) bool {
	t, columns := s.table, s.table.amounts()
	for _, take := range []func(net []float64) float64{
		func(net []float64) float64 { return net[0] },
		func(net []float64) float64 { return net[2] },
		func(net []float64) float64 { return net[3] },
	} {
		if t.runningSum(s.row, columns, func(c column) float64 { return take(r.netsOf(s, c)) }) {
			return true
		}
	}
	for row := s.row - 1; row >= t.first; row-- {
		if t.runningSum(s.row, columns, func(c column) float64 { x, _ := quickNumber(t.grid.at(row, c.at)); return x }) {
			return true
		}
	}
	return false
}

// runningSum tells whether a row is, in every column, what another gives up to
// it, but for the sign.
func (t *table) runningSum(row int, columns []column, of func(c column) float64) bool {
	sum, stated := 0.0, 0
	near, large := true, false // no further off than rounding takes it; some number larger than what is allowed for
	for i, c := range columns {
		sum += of(c)
		cell := t.grid.at(row, c.at)
		x, ok := quickNumber(cell)
		off, allowed := math.Abs(math.Abs(x)-math.Abs(sum)), half(cell)*roundedParts*float64(i+1)
		switch {
		case !ok && sum != 0, ok && off > allowed:
			return false
		case ok && x != 0:
			stated++
			near = near && off <= half(cell)*float64(i+2)
			large = large || math.Abs(x) > allowed
		}
	}
	return stated > 0 && (near || large)
}
