package importers

import (
	"slices"
	"strings"

	"raaderum/portfolio"
)

// nameByYears names alternatives that nothing but years and a word beside them
// tell apart: 2024, 2025, "2024 gl." and "2025 gl." are two of them and not four,
// called by all their headings.
func (t *table) nameByYears(names map[int]string) {
	same := map[string][]int{}
	for col := range t.width() {
		if word := t.lowestWord(col); names[col] == word && word != "" {
			if label, _ := timeIn(word); label.known() {
				same[fold(labelName(word))] = append(same[fold(labelName(word))], col)
			}
		}
	}
	for _, columns := range same {
		var words []string
		for _, col := range columns {
			words = append(words, t.lowestWord(col))
		}
		if len(slices.Compact(slices.Sorted(slices.Values(words)))) < len(words) {
			continue
		}
		for _, col := range columns {
			names[col] = strings.Join(words, ", ")
		}
	}
}

// saysOutdated names an alternative that another has taken the place of.
var saysOutdated = says(`\bgl\b|\bgammel|\bgamle\b|\btidligere\b|\budgaaet|\bforaeldet|\bold\b|\bprevious\b`)

// likelyAlternative is the alternative that most likely counts: one whose columns
// are shown and not called outdated, the plan among them.
func (t *table) likelyAlternative(order []string, names map[int]string) string {
	likely := slices.DeleteFunc(slices.Clone(order), func(name string) bool {
		shown := false
		for col, of := range names {
			shown = shown || of == name && !t.grid.sheet.HiddenCols[t.grid.seen(1, col).col]
		}
		return !shown || saysOutdated.MatchString(fold(name))
	})
	if len(likely) == 0 {
		return likelyColumn(order)
	}
	if longest := t.longest(names); slices.Contains(likely, longest) {
		return longest
	}
	return likelyColumn(likely)
}

// longest is the alternative that is of most months, where they run on through a
// year; "" when all are of as many.
func (t *table) longest(names map[int]string) string {
	var name string
	most, least := int8(0), int8(12)
	for _, c := range t.amounts() {
		from, to, ok := t.months(c)
		if names[c.at] == "" || !ok {
			continue
		}
		least = min(least, to-from+1)
		if to-from+1 > most {
			most, name = to-from+1, names[c.at]
		}
	}
	if most == least {
		return ""
	}
	return name
}

// alternativesToDate are the columns of a year that is told several times over:
// where "1. halvår" and "1.-3. kvt." stand between "1. kvt." and "Hele året", each
// holds what those before it hold.
func (t *table) alternativesToDate() [][]column {
	if !slices.ContainsFunc(t.columns, func(c column) bool {
		return c.numbers > 0 && (c.time.from > 0 || severalQuarters.MatchString(fold(t.lowestWord(c.at))))
	}) {
		return nil
	}
	type says struct {
		kind   string
		series portfolio.Series
	}
	groups := map[says][]column{}
	for _, c := range t.amounts() {
		switch c.time.form {
		case quarterOnly, inQuarter, wholeYear, inYear:
			groups[says{c.kind, c.series}] = append(groups[says{c.kind, c.series}], c)
		}
	}
	var found [][]column
	for _, group := range groups {
		parts := slices.ContainsFunc(group, func(c column) bool { return c.time.form == quarterOnly || c.time.form == inQuarter })
		whole := slices.ContainsFunc(group, func(c column) bool { return c.time.form == wholeYear || c.time.form == inYear })
		if (parts && whole || slices.ContainsFunc(group, func(c column) bool { return c.time.from > 0 })) && t.overlap(group) {
			found = append(found, group)
		}
	}
	return found
}
