package importers

import "math"

// saysEachYear names what a case costs or gives in each year.
var saysEachYear = says(`\baarlige?\b|\bpr\.? aar\b|\bhelaar|\bper year\b|\bannual`)

// saysFullYear names what a year gives once all is in place.
var saysFullYear = says(`\bhelaars|\bfuld (?:effekt|virkning)|fuldt indfaset|full[- ]year|run rate`)

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

// settleFullYears makes "Helårseffekt 2027" the amounts of 2027, where no other
// column has that year and the years beside it hold amounts, not the shares of
// a phase-in.
func (t *table) settleFullYears() {
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleFullYear && c.numbers > 0 && t.soleYear(c) && !t.phasesIn(c) {
			c.role = noRole
		}
	}
}

// soleYear tells whether a column names a year that no other column names,
// beside a column of another year.
func (t *table) soleYear(full *column) bool {
	others := false
	for _, c := range t.columns {
		switch {
		case c.at == full.at:
		case c.time.form == wholeYear, c.time.form == quarterOnly, c.time.form == monthOnly:
			others = true
		case c.time.form != inYear:
		case c.time.year == full.time.year:
			return false
		default:
			others = true
		}
	}
	return others && full.time.form == inYear
}

// phasesIn tells whether every number in the columns of other years may be a
// share: none above 100, and either shown with a per cent sign, or ending at
// 100, or at most 1.
func (t *table) phasesIn(full *column) bool {
	largest, shown, years := 0.0, false, false
	for _, c := range t.columns {
		if c.at == full.at || c.time.form != inYear {
			continue
		}
		years = true
		for row := t.first; row <= t.last; row++ {
			cell := t.grid.at(row, c.at)
			share, ok := quickNumber(cell)
			if !ok {
				continue
			}
			if share < 0 || share > 100 {
				return false
			}
			largest, shown = max(largest, share), shown || shownAsPercent(cell)
		}
	}
	return years && (shown || largest == 100 || largest <= 1)
}

// leavesFullYear tells whether a row is called nothing but the full-year level and
// stands below lines of benefits: it is what they give once all is in place, and would
// count them again. The user says whether it is a line of its own.
func (l *lineReader) leavesFullYear(row int, place, label string) bool {
	if !onlyFullYear.MatchString(fold(label)) || !l.benefitsAbove() {
		return false
	}
	return l.askLeave("full-year-row", row, place, label)
}

var onlyFullYear = says(`^(?:samlet |forventet |varig )?(?:helaars(?:effekt|virkning|gevinst|besparelse|niveau)|fuld(?:t indfaset)? (?:effekt|virkning)|(?:effekt|virkning|gevinst|besparelse) (?:ved fuld indfasning|paa helaarsbasis|fuldt indfaset)|full[- ]year (?:effect|level))(?: \(.*\))?$`)

// benefitsAbove tells whether the table has given lines of benefits so far.
func (l *lineReader) benefitsAbove() bool {
	for f := range l.upward {
		if f.kind() == benefit {
			return true
		}
	}
	return false
}
