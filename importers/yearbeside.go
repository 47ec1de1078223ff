package importers

import (
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
// column for it. What stays without one is asked about with the others.
func (a *axis) settleYearsBeside() {
	beside := map[*table]map[int]int{}
	var rest []*fact
	for _, f := range a.timeless {
		t := f.table
		if beside[t] == nil {
			beside[t] = t.yearsBeside()
		}
		year := 0
		if col := beside[t][f.col()]; col > 0 {
			if cell := t.grid.at(f.row(), col); cell != nil {
				year, _ = wholeNumber(cell)
			}
		}
		if year == 0 {
			rest = append(rest, f)
			continue
		}
		f.period = calc.YearOf(year)
	}
	a.timeless = rest
}
