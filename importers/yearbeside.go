package importers

import (
	"slices"

	"raaderum/calc"
)

// saysFromYear heads a column of years that tells from when the amounts to the
// left of it count: "Fra og med", "Første år".
var saysFromYear = says(`^(?:fra(?: og med)?(?: aar)?|f\.?o\.?m\.?|foerste aar|startaar|aar|i aar|virkning fra(?: aar)?|effekt fra(?: aar)?|gaelder fra(?: aar)?|from(?: year)?|first year)$`)

// yearsBeside are, by column of amounts without a time, the column right of it
// whose cells say from which year they count. One stands between each two.
func (t *table) yearsBeside() map[int]int {
	beside := map[int]int{}
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != roleMoney || c.time.known() || c.numbers == 0 {
			continue
		}
		for j := i + 1; j < len(t.columns); j++ {
			next := &t.columns[j]
			if next.role == roleMoney && next.numbers > 0 {
				break
			}
			if saysFromYear.MatchString(fold(t.lowestWord(next.at))) && t.yearsBelow(next) && calendarYears(t, next) {
				beside[c.at] = next.at
				break
			}
		}
	}
	return beside
}

// settleYearsBeside gives amounts the year that their own row says, in the
// column for it, whatever other column of the row says a year too. What stays
// without one is asked about with the others.
func (a *axis) settleYearsBeside() {
	beside := map[*table]map[int]int{}
	settled := map[fact]bool{}
	for f := range a.facts.all {
		t := f.table()
		if beside[t] == nil {
			beside[t] = t.yearsBeside()
		}
		col := beside[t][f.col()]
		if col == 0 {
			continue
		}
		if cell := t.grid.at(f.row(), col); cell != nil {
			if year, ok := wholeNumber(cell); ok {
				f.sayPeriod(calc.YearOf(year))
				settled[f] = true
			}
		}
	}
	a.timeless = slices.DeleteFunc(a.timeless, func(f fact) bool { return settled[f] })
}
