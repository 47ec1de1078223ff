package importers

import "math"

// saysEachYear names what a case costs or gives in each year.
var saysEachYear = says(`\baarlige?\b|\bpr\.? aar\b|\bhelaar|\bper year\b|\bannual`)

// settleYearlyColumns makes a column such as "Årlig udgift" beside columns of
// years the full-year amount that they repeat: it holds, in every row, what the
// last of them of its kind holds. Read as an amount it would count once more.
func (t *table) settleYearlyColumns() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != roleMoney || c.time.known() || c.numbers == 0 || !saysEachYear.MatchString(fold(c.text)) {
			continue
		}
		last := 0
		for _, other := range t.columns {
			if other.time.form == inYear && other.measure == c.measure && (other.kind == c.kind || other.kind == "") && !other.role.derived() {
				last = other.at
			}
		}
		if last > 0 && t.sameNumbers(c.at, last) {
			c.role = roleFullYear
		}
	}
}

// sameNumbers tells whether two columns hold the same in every row, and in two
// rows at least something.
func (t *table) sameNumbers(col, other int) bool {
	same := 0
	for row := t.first; row <= t.last; row++ {
		x, ok := quickNumber(t.grid.at(row, col))
		y, also := quickNumber(t.grid.at(row, other))
		if ok != also || math.Abs(x-y) > 1e-6 {
			return false
		}
		if ok && x != 0 {
			same++
		}
	}
	return same >= 2
}
