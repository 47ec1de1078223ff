package importers

import "math"

// What a difference is between: what is spent today, what is spent afterwards,
// and what is called the change from the one to the other.
var (
	saysBefore = says(`^nuv\b|^nuvaerende|\bi dag$|^i dag\b|^foer\b|\bfoer$|^eksisterende|^gaeldende|^gammel\b|^gammelt\b|^hidtidig|^as is\b|^before\b|^current\b`)
	saysAfter  = says(`^fremtidig|^efter\b|\befter$|^nyt?e?\b|\bfremover$|^fremover|^forventet efter|^to be\b|^after\b|^future\b`)
	saysChange = says(`^aendring|^forskel|^difference|^diff\b|^effekt\b|^besparelse|^gevinst|^mer-?/mindreudgift|^merudgift|^mindreudgift|^nettoaendring|^change|^saving`)
)

// change is a row or column that states how far what is spent afterwards lies
// from what is spent before.
type change struct {
	before, after int
	saved         bool // before less after: more is saved; else after less before: more is spent
}

// changesAmong finds, among places of which name tells the words and at the
// numbers, those that are the difference of two others in every one of n
// positions, and of two different numbers in two positions at least.
func changesAmong(places []int, n int, name func(place int) string, at func(place, position int) (float64, bool)) map[int]change {
	var before, after, changes []int
	for _, place := range places {
		switch folded := fold(name(place)); {
		case saysChange.MatchString(folded):
			changes = append(changes, place)
		case saysBefore.MatchString(folded):
			before = append(before, place)
		case saysAfter.MatchString(folded):
			after = append(after, place)
		}
	}
	found := map[int]change{}
	for _, d := range changes {
		for _, b := range before {
			for _, a := range after {
				saved, spent, moved := true, true, 0
				for i := range n {
					x, known := at(b, i)
					y, also := at(a, i)
					stated, ok := at(d, i)
					if !known && !also && !ok {
						continue
					}
					saved = saved && math.Abs(x-y-stated) < changeRounding
					spent = spent && math.Abs(y-x-stated) < changeRounding
					if stated != 0 {
						moved++
					}
				}
				if moved >= 2 && saved != spent {
					found[d] = change{b, a, saved}
				}
			}
		}
	}
	return found
}

// changeRounding is how far a difference of rounded numbers may be off.
const changeRounding = 1.01

// findChanges finds the rows of a line table that are the difference of two
// others: "Nuværende udgift", "Fremtidig udgift" and "Forskel".
func (l *lineReader) findChanges() {
	t := l.table
	var rows []int
	for row := t.first; row <= min(t.last, t.first+farthestPart); row++ {
		if t.filled(row, l.columns) > 0 {
			rows = append(rows, row)
		}
	}
	name := func(row int) string { label, _ := t.label(row); return label }
	l.changes = changesAmong(rows, len(l.columns), name, func(row, i int) (float64, bool) {
		return quickNumber(t.grid.at(row, l.columns[i].at))
	})
}

// changeOf are the names of the rows before and after and of their difference,
// where a row is one of the first two; the difference is the line.
func (l *lineReader) changeOf(row int) (names [3]string, found bool) {
	for changed, c := range l.changes {
		if row == c.before || row == c.after {
			for i, of := range []int{c.before, c.after, changed} {
				names[i], _ = l.table.label(of)
			}
			return names, true
		}
	}
	return names, false
}

// leavesBase takes what is spent before and after out of the lines, where the
// difference between them stands in the table too.
func (l *lineReader) leavesBase(row int, label, place string) bool {
	names, found := l.changeOf(row)
	if !found {
		return false
	}
	l.setAside(l.table, row)
	l.find(differenceFinding(place, label, names))
	return true
}

func (l *lineReader) isChange(row int) bool { _, found := l.changes[row]; return found }

// asChange makes the difference of two rows a line: what is saved, where it is
// before less after. Where it is after less before its signs say which it is.
func (l *lineReader) asChange(row int, h heading) heading {
	c, ok := l.changes[row]
	if !ok {
		return h
	}
	h.role = roleMoney
	if c.saved && h.kind == "" {
		h.kind = benefit
	}
	return h
}

// settleChanges makes a column of changes the amounts of a table, and the two
// columns before it, what is spent before and after, none: "Nuv. budget", "Nyt
// budget" and "Ændring" under each year.
func (t *table) settleChanges() {
	groups := map[timeLabel][]int{}
	var order []timeLabel
	for i := range t.columns {
		c := &t.columns[i]
		if c.numbers == 0 || c.role != noRole && c.role != roleMoney && c.role != roleDifference && c.role != roleQuantity && c.role != roleBaseline {
			continue
		}
		time := c.time
		time.onwards = false // "efter 2026" of a budget is no open end
		if groups[time] == nil {
			order = append(order, time)
		}
		groups[time] = append(groups[time], i)
	}
	name := func(i int) string { return labelName(t.lowestWord(t.columns[i].at)) }
	for _, time := range order {
		if len(groups[time]) < 3 {
			continue
		}
		rows := t.last - t.first + 1
		changes := changesAmong(groups[time], rows, name, func(i, row int) (float64, bool) {
			return quickNumber(t.grid.at(t.first+row, t.columns[i].at))
		})
		for i, found := range changes {
			c := &t.columns[i]
			c.role, c.series = roleMoney, ""
			if c.kind == "" && found.saved {
				c.kind = benefit
			}
			t.columns[found.before].role, t.columns[found.after].role = roleQuantity, roleQuantity
			t.changes = append(t.changes, [3]int{t.columns[found.before].at, t.columns[found.after].at, c.at})
		}
	}
}

// tellChanges reports the columns that a column of changes is computed from.
func (r *reader) tellChanges(t *table) {
	for _, columns := range t.changes {
		var names [3]string
		for i, col := range columns {
			names[i] = t.columnName(col)
		}
		for i, col := range columns[:2] {
			r.find(differenceFinding(t.headRef(col), names[i], names))
		}
	}
}
