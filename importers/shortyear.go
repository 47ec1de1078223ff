package importers

import (
	"slices"
	"strings"
)

// shortYear is a year of two digits behind the words of a heading: "Udgift 25".
var shortYear = says(`^([a-z][a-z ,/.()-]*?)[ ,.'-]+(\d\d)$`)

// The years that two digits of a heading may mean, and how far apart those of an
// axis may lie.
const (
	firstShortYear = 10
	lastShortYear  = 60
	mostShortYears = 15
)

// settleShortYears reads "Udgift 25 | Udgift 26 | Gevinst 26" as the years 2025
// and 2026: where no column of the table says a time, and two at least say what
// their amounts are and end in two digits that lie close together. Numbers of
// parts, "Udgift 01" and "Udgift 02", are no years.
func (t *table) settleShortYears() {
	found := map[*column]int{}
	var years []int
	for i := range t.columns {
		c := &t.columns[i]
		if c.time.known() {
			return
		}
		if c.numbers == 0 || c.kind == "" && c.series == "" || c.role.derived() {
			continue
		}
		m := shortYear.FindStringSubmatch(fold(c.text))
		if m == nil {
			continue
		}
		year := number(m[2])
		if year < firstShortYear || year > lastShortYear {
			return
		}
		found[c] = year
		if !slices.Contains(years, year) {
			years = append(years, year)
		}
	}
	if len(years) < 2 || slices.Max(years)-slices.Min(years) > mostShortYears {
		return
	}
	for c, year := range found {
		c.time = timeLabel{form: inYear, year: 2000 + year}
		c.name = strings.TrimRight(strings.TrimSuffix(c.name, c.name[len(c.name)-2:]), " ,.'’-")
	}
}
