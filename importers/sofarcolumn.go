package importers

import (
	"math"

	"raaderum/portfolio"
)

// sumsSoFar says of a column that it is the sum of a year up to a time: "Realiseret
// t.o.m. K2", "Forbrug år til dato".
var sumsSoFar = says(`\b(?:aar )?til dato\b|\bytd\b|year to date|\baatd\b|\b(?:akkumuleret|kumuleret|akk)\b|\bt\.?o\.?m\b|\btil og med\b|\bfrem til\b|\baaret til (?:og med )?(?:d\.? ?)?(?:\d|[a-z])`)

// ofOnePeriod says of a column that it is of the last part of a year alone: "Forbrug
// i kvartalet".
var ofOnePeriod = says(`\b(?:i|for) (?:kvartalet|maaneden|perioden|halvaaret)\b|\b(?:kvartalets|maanedens|periodens)\b`)

// settleSoFarColumns takes columns out of a table's amounts that are the sum so far
// of periods that stand beside them, "Realiseret t.o.m. K2" beside "Realiseret" of K1
// and of K2. Where they are that sum in every row it is reported, else it is asked.
func (r *reader) settleSoFarColumns(t *table) {
	for _, c := range t.amounts() {
		if !sumsSoFar.MatchString(fold(t.lowestWord(c.at))) {
			continue
		}
		own := t.columnAt(c.at)
		parts := t.partsSoFar(own)
		if len(parts) == 0 {
			r.askSoFarBeside(t, own)
			continue
		}
		head, first, last := t.headRef(c.at), t.columnName(parts[0]), t.columnName(parts[len(parts)-1])
		if t.sumsInEveryRow(own, parts) {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "column-so-far", Cell: head, Raw: own.text, Args: map[string]any{
				"label": t.columnName(c.at), "first": first, "last": last,
			}})
			own.role = roleTotal
			continue
		}
		if answer, ok := r.ask(Question{
			Key: "row@" + head, Code: "so-far-column", Cells: []string{head, t.headRef(parts[0]), t.headRef(parts[len(parts)-1])},
			Options: []string{asNothing, asLine}, Proposed: asNothing, Confidence: 0.8,
			Args: map[string]any{"label": t.columnName(c.at), "first": first, "last": last},
		}); !ok || answer == asNothing {
			own.role = roleDifference
			t.leaveColumn(c.at)
		}
	}
}

// askSoFarBeside asks about a sum so far beside the last of the periods that it is
// of, "Forbrug i året til 30/9" beside "Forbrug i kvartalet": the periods before it
// are told elsewhere, and it holds them once more.
func (r *reader) askSoFarBeside(t *table, own *column) {
	last := t.lastSoFar(own)
	if last == 0 {
		return
	}
	head := t.headRef(own.at)
	if answer, ok := r.ask(Question{
		Key: "row@" + head, Code: "so-far-beside", Cells: []string{head, t.headRef(last)}, Options: []string{asNothing, asLine}, Proposed: asNothing, Confidence: 0.8,
		Args: map[string]any{"label": t.columnName(own.at), "last": t.columnName(last)},
	}); !ok || answer == asNothing {
		own.role = roleDifference
		t.leaveColumn(own.at)
	}
}

// lastSoFar is the column of one period that a sum so far may include: of its series
// and its kind, and larger in no row; 0 for none.
func (t *table) lastSoFar(sum *column) int {
	_, end, ends := t.months(*sum)
	for _, c := range t.amounts() {
		from, to, timed := t.months(c)
		word := fold(t.lowestWord(c.at))
		switch {
		case c.at == sum.at || c.series != sum.series || c.kind != sum.kind && c.kind != "" && sum.kind != "" || !sameYear(c, *sum):
		case sumsSoFar.MatchString(word), !ofOnePeriod.MatchString(word) && (!timed || to-from > 2 || ends && to > end):
		case t.within(c.at, sum.at):
			return c.at
		}
	}
	return 0
}

// within tells whether no number of a column is larger than that of another in its
// row, and one of them is one.
func (t *table) within(part, whole int) bool {
	found := false
	for row := t.first; row <= t.last; row++ {
		x, some := quickNumber(t.grid.at(row, part))
		y, _ := quickNumber(t.grid.at(row, whole))
		if some && math.Abs(x) > math.Abs(y)+half(t.grid.at(row, part)) {
			return false
		}
		found = found || some && x != 0
	}
	return found
}

// partsSoFar are the columns of the periods that a sum so far may be of: of its
// year, its series and its kind, one after the other up to its end, two at least.
// None where the last of them is missing, which only the sum tells of.
func (t *table) partsSoFar(sum *column) (parts []int) {
	_, end, ok := t.months(*sum)
	if !ok {
		return nil
	}
	reached := false
	for _, c := range t.amounts() {
		from, to, ok := t.months(c)
		if !ok || c.at == sum.at || c.series != sum.series || c.kind != sum.kind && c.kind != "" && sum.kind != "" || !sameYear(c, *sum) || to > end || to-from > 2 {
			continue
		}
		if sumsSoFar.MatchString(fold(t.lowestWord(c.at))) {
			continue
		}
		parts, reached = append(parts, c.at), reached || to == end
	}
	if len(parts) < 2 || !reached {
		return nil
	}
	return parts
}

// sumsInEveryRow tells whether a column is the sum of others in every row that it
// says something in, and in one at least of more than one number.
func (t *table) sumsInEveryRow(c *column, parts []int) bool {
	sums := 0
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		stated, ok := quickNumber(cell)
		sum, n := t.sumAcross(row, parts)
		if !ok {
			continue
		}
		if math.Abs(stated-sum) > half(cell)*float64(n+1) {
			return false
		}
		if n > 1 && stated != 0 {
			sums++
		}
	}
	return sums > 0
}
