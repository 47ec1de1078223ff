package importers

import (
	"math"

	"raaderum/portfolio"
)

// What is spent today, and beside that what is spent afterwards: the difference
// between them is the benefit, and neither is a line of the case.
var (
	spentToday  = says(`\bi dag$|^nuvaerende|^nuv\b|^eksisterende|^(?:drift|udgift|omkostning)\w* (?:i dag|foer|uden)\b|^uden (?:projekt|tiltag|loesning|investering|system|indsats|aendring)`)
	afterChange = says(`^nye? \w*(?:udgift|omkostning|drift|forbrug)|^(?:fremtidige?|kommende) \w*(?:udgift|omkostning|drift|forbrug)|^(?:drift|udgift|omkostning)\w* (?:fremover|efter|med)\b|^med (?:projekt|tiltag|loesning|investering|system|indsats|aendring)`)
)

// isBaseline tells whether words name what is spent today, in money: "Nuværende
// udgift", and neither "Nuværende antal" nor "Nuværende udgift pr. sag".
func isBaseline(words string) bool {
	return spentToday.MatchString(words) && kindIn(words) == cost && !saysPerUnit(words) && measureOfHeading(words) != notMoney
}

// threesome is what is spent today, what is spent afterwards and the benefit,
// by the numbers of rows or columns.
type threesome struct{ today, after, benefit int }

// differs tells whether a benefit is what is spent today less what is spent
// afterwards, wherever one of them has a number, and in one place at least.
func (t *table) differs(places int, cells func(at int) (today, after, benefit place)) bool {
	found := false
	for at := range places {
		today, after, saved := cells(at)
		x, known := plainNumber(t.grid.at(today.row, today.col))
		y, also := plainNumber(t.grid.at(after.row, after.col))
		z, stated := plainNumber(t.grid.at(saved.row, saved.col))
		switch {
		case !known && !also && !stated:
			continue
		case !stated || !known && !also || math.Abs(math.Abs(x-y)-math.Abs(z)) > 1e-6*math.Max(math.Abs(x), 1):
			return false
		}
		found = found || z != 0
	}
	return found
}

// findDifferences finds the rows of a line table that say what is spent today
// and afterwards where a third row is their difference, in every column: they
// are told of and left out. The numbers have said what the words leave open.
func (l *lineReader) findDifferences() {
	t := l.table
	var today, after, benefits []int
	for row := t.first; row <= t.last; row++ {
		label, _ := t.label(row)
		switch words := fold(label); {
		case label == "" || t.filled(row, l.columns) == 0:
		case isBaseline(words):
			today = append(today, row)
		case afterChange.MatchString(words):
			after = append(after, row)
		case kindIn(words) == benefit, t.grid.heading(label).role == roleDifference:
			benefits = append(benefits, row)
		}
	}
	for _, three := range threesomes(today, after, benefits) {
		if l.explained[three.today] || l.explained[three.after] || !t.differs(len(l.columns), func(i int) (a, b, c place) {
			col := l.columns[i].at
			return place{three.today, col}, place{three.after, col}, place{three.benefit, col}
		}) {
			continue
		}
		if l.explained == nil {
			l.explained = map[int]bool{}
		}
		l.explained[three.today], l.explained[three.after] = true, true
		names := [3]string{}
		refs := [3]string{}
		for i, row := range []int{three.today, three.after, three.benefit} {
			label, col := t.label(row)
			names[i], refs[i] = label, t.grid.ref(row, col)
		}
		for i := range 2 {
			l.find(differenceFinding(refs[i], names[i], names))
		}
	}
}

func threesomes(today, after, benefits []int) []threesome {
	var all []threesome
	for _, one := range today {
		for _, other := range after {
			for _, third := range benefits {
				all = append(all, threesome{one, other, third})
			}
		}
	}
	return all
}

// differenceFinding tells that a row or a column has been left out because a
// third one is the difference between it and another.
func differenceFinding(ref, raw string, names [3]string) Finding {
	return Finding{Severity: portfolio.SeverityInfo, Code: "before-after", Cell: ref, Raw: raw,
		Args: map[string]any{"today": names[0], "after": names[1], "benefit": names[2]}}
}

// settleBaselines takes columns of what is spent today out of the amounts, and
// those of what is spent afterwards beside them: by their numbers where a third
// column is the difference, else by asking.
func (r *reader) settleBaselines(t *table) {
	var baselines []*column // one that joins them below has been spoken of
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleBaseline && c.numbers > 0 {
			baselines = append(baselines, c)
		}
	}
	for _, today := range baselines {
		after, benefits := t.besideBaseline(today)
		names := [3]string{t.columnName(today.at)}
		if after == nil {
			r.find(warning("baseline-left-out", t.headRef(today.at), names[0]))
			continue
		}
		names[1] = t.columnName(after.at)
		if saved := t.savedColumn(today, after, benefits); saved != nil {
			names[2] = t.columnName(saved.at)
			after.role = roleBaseline
			r.find(differenceFinding(t.headRef(today.at), names[0], names))
			r.find(differenceFinding(t.headRef(after.at), names[1], names))
			continue
		}
		answer, ok := r.ask(Question{
			Key: "row@" + t.headRef(today.at), Code: "before-after", Cells: []string{t.headRef(today.at), t.headRef(after.at)}, Options: []string{asNothing, asLine},
			Proposed: asNothing, Confidence: 0.6, Args: map[string]any{"today": names[0], "after": names[1]},
		})
		if ok && answer == asLine {
			today.role, after.role = roleMoney, roleMoney
			continue
		}
		after.role = roleBaseline
	}
}

// besideBaseline are the columns of the same time that say what is spent
// afterwards, and what is saved.
func (t *table) besideBaseline(today *column) (after *column, benefits []*column) {
	for i := range t.columns {
		c := &t.columns[i]
		switch {
		case c == today || c.time != today.time || c.numbers == 0:
		case after == nil && afterChange.MatchString(fold(c.name)) && (c.role == roleMoney || c.role == roleBaseline):
			after = c
		case c.kind == benefit, c.role == roleDifference:
			benefits = append(benefits, c)
		}
	}
	return after, benefits
}

// savedColumn is the column that is the difference between two, row by row.
func (t *table) savedColumn(today, after *column, benefits []*column) *column {
	for _, saved := range benefits {
		if t.differs(t.last-t.first+1, func(i int) (a, b, c place) {
			row := t.first + i
			return place{row, today.at}, place{row, after.at}, place{row, saved.at}
		}) {
			return saved
		}
	}
	return nil
}
