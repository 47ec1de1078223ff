package importers

import (
	"math"
	"slices"
)

// leavesHours tells whether the table itself says that a row that names hours holds
// no money: every line but it says its unit in its cells, or has the sum of its years.
// "Færre timer" is as often kroner, whose sum somebody forgot.
func (l *lineReader) leavesHours(row int, label string) bool {
	return l.withoutUnit(row) || !fewerHours.MatchString(fold(label)) && l.withoutRowSum(row)
}

// totalCounts tells whether a sum of the table counts a row that names hours with the
// rows that hold money, or is the sum of those without it. Hours and kroner are not
// added, so a row that is counted may be kroner, whatever it is called.
func (l *lineReader) totalCounts(row int) (with, without bool) {
	if l.addedWithMoney(row) {
		return true, false
	}
	for _, sum := range []func(int) (int, []int){l.totalUnder, l.totalOver, l.resultUnder} {
		if total, parts := sum(row); total > 0 {
			if with, without = l.countsIn(total, parts, row); with || without {
				return with, without
			}
		}
	}
	return l.totalOfLast(row), false
}

// totalOfLast tells whether the next total below a row is that of the row and of
// as many of the lines around it as end where the total begins, where what stands
// farther up is of another kind and no heading says so.
func (l *lineReader) totalOfLast(row int) bool {
	total, parts := l.totalUnder(row)
	for n := 2; total > 0 && n < len(parts); n++ {
		if !slices.Contains(parts[:n], row) {
			continue
		}
		if with, _ := l.countsIn(total, parts[:n], row); with {
			return true
		}
	}
	return false
}

// totalUnder is the next total below a row, and the rows that it may be the sum of:
// down from the heading or the total before it. 0 where the next section begins first.
func (l *lineReader) totalUnder(row int) (total int, parts []int) {
	t := l.table
	for at := row + 1; at <= t.last && total == 0; at++ {
		label, _ := t.label(at)
		switch filled := t.filled(at, l.columns) > 0; {
		case filled && l.namesTotal(label):
			total = at
		case !filled && label != "":
			return 0, nil
		}
	}
	for at := total - 1; at >= t.first && len(parts) <= farthestPart; at-- {
		label, _ := t.label(at)
		filled := t.filled(at, l.columns) > 0
		if filled && l.namesTotal(label) || !filled && label != "" {
			break
		}
		parts = append(parts, at)
	}
	return total, l.ofOneGroup(parts)
}

// totalOver is the total or the bare name of a kind that stands, with numbers, over
// a row, and the rows below it down to the next, or to a blank row or a heading.
func (l *lineReader) totalOver(row int) (total int, parts []int) {
	t := l.table
	heads := func(at int) bool {
		label, _ := t.label(at)
		return l.namesTotal(label) || isBareKind(label)
	}
	for at := row - 1; at >= t.first && total == 0; at-- {
		if t.filled(at, l.columns) == 0 {
			return 0, nil
		}
		if heads(at) {
			total = at
		}
	}
	for at := total + 1; total > 0 && at <= t.last && len(parts) <= farthestPart; at++ {
		h := t.grid.heading(l.labelOf(at))
		if t.filled(at, l.columns) == 0 || heads(at) || h.role.derived() && !h.keyFigure() && h.role != roleQuantity && h.role != roleRatio {
			break
		}
		parts = append(parts, at)
	}
	return total, l.ofOneGroup(parts)
}

// ofOneGroup are rows up to where another group begins: the words left of the lines
// stand on the first line of a group, or on each.
func (l *lineReader) ofOneGroup(rows []int) []int {
	last, name, upward := len(rows), "", len(rows) > 1 && rows[0] > rows[1]
	for i, row := range rows {
		_, col := l.table.label(row)
		switch group := l.table.groupAt(row, col); {
		case group == "":
		case name != "" && group != name && upward:
			return rows[:last]
		case name != "" && group != name:
			return rows[:i]
		default:
			name, last = group, i+1
		}
	}
	if upward {
		return rows[:last]
	}
	return rows
}

// resultUnder is the next result below a row, and all rows above it.
func (l *lineReader) resultUnder(row int) (result int, parts []int) {
	t := l.table
	for at := t.first; at <= t.last && len(parts) <= 2*farthestPart; at++ {
		label, _ := t.label(at)
		switch {
		case t.filled(at, l.columns) == 0:
		case at > row && t.grid.heading(label).role == roleNet:
			return at, parts
		default:
			parts = append(parts, at)
		}
	}
	return 0, nil
}

// namesTotal tells whether a label says that its row is a sum.
func (l *lineReader) namesTotal(label string) bool {
	return rowTotal.MatchString(fold(label)) || l.table.grid.heading(label).role == roleTotal
}

// countsIn tells whether a sum is that of a row and of the others among its parts
// that hold money, or of those others alone. Where rounding lets it be both, the one
// that it is to the last digit counts.
func (l *lineReader) countsIn(sum int, parts []int, row int) (with, without bool) {
	t := l.table
	own := l.numbersOf(row)
	all, rest, less, net, lines := map[int]float64{}, map[int]float64{}, map[int]float64{}, map[int]float64{}, 0
	result := t.grid.heading(l.labelOf(sum)).role == roleNet
	for _, at := range l.moneyAmong(parts, row) {
		kind, income := l.kindWritten(at), bringsIn(l.labelOf(at))
		for col, x := range l.numbersOf(at) {
			rest[col] += x
			if income {
				less[col] -= x
			} else {
				less[col] += x
			}
			switch {
			case kind == benefit || income:
				net[col] += x
			case kind == cost:
				net[col] -= x
			default:
				net[col] = math.NaN()
			}
		}
		lines++
	}
	for _, c := range l.columns {
		all[c.at] = rest[c.at] + own[c.at]
	}
	if lines == 0 {
		return false, false
	}
	sums := []map[int]float64{rest, less}
	if result {
		sums = append(sums, net)
	}
	for _, s := range sums {
		without = without || l.statesBeside(sum, s, own)
	}
	with = l.equals(sum, all, 1)
	if with && without && l.isExactly(sum, rest) && !l.isExactly(sum, all) {
		with = false
	}
	return with, without
}

// moneyAmong are those of some rows, but for one, that hold money of their own: no
// part of another, no estimate of it, no sum, nothing that is counted.
func (l *lineReader) moneyAmong(rows []int, but int) []int {
	t := l.table
	var money []int
	for _, at := range rows {
		label, col := t.label(at)
		switch {
		case at == but, t.filled(at, l.columns) == 0, isPart(label), saysLeftOut(label, t.rowWords(at, col).remarks), l.namesTotal(label), t.grid.heading(label).role.derived():
		case namesHours.MatchString(fold(label)), countsThings(label), l.countsElse(at, label), t.percentages(at, l.columns), l.details[t][at].sum > 0:
		case l.estimatesAny(rows, at, label), isBareKind(label):
		default:
			money = append(money, at)
		}
	}
	return money
}

// estimatesAny tells whether a label names an estimate of one of some lines.
func (l *lineReader) estimatesAny(rows []int, row int, label string) bool {
	for _, of := range rows {
		if of != row && l.estimatesOf(of, label) {
			return true
		}
	}
	return false
}

// kindWritten is the kind that a row's own words or the heading over it name.
func (l *lineReader) kindWritten(row int) string {
	t := l.table
	label, col := t.label(row)
	if kind := firstWord(t.rowWords(row, col).kind, t.grid.heading(label).kind); kind != "" {
		return kind
	}
	for at := row; at >= t.first; at-- {
		over, labels := t.label(at)
		if group := t.groupAt(at, labels); group != "" {
			return t.grid.heading(group).kind
		}
		if h := t.grid.heading(over); at < row && (t.filled(at, l.columns) == 0 || l.namesTotal(over) || isBareKind(over)) && h.kind != "" {
			return h.kind
		}
	}
	return ""
}

func (l *lineReader) labelOf(row int) string {
	label, _ := l.table.label(row)
	return label
}

// numbersOf are the numbers of a row by column; what may be read in two ways is
// read in the likelier.
func (l *lineReader) numbersOf(row int) map[int]float64 {
	numbers := map[int]float64{}
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		if x, ok := plainNumber(cell); ok {
			numbers[c.at] = x
		} else if readValueIn(cell, l.table.grid.locale).state == isAmbiguous {
			numbers[c.at] = choicesIn(cell.Raw(), l.table.grid.locale)[0].Float()
		}
	}
	return numbers
}

// statesBeside tells whether a row states some sums to the last digit, in two
// columns at least where another row, that is not among them, has a number.
func (l *lineReader) statesBeside(row int, sums, other map[int]float64) bool {
	stated, said, numbers := l.numbersOf(row), 0, 0
	for _, c := range l.columns {
		x, ok := stated[c.at]
		switch {
		case !ok && sums[c.at] == 0:
		case !ok, math.IsNaN(sums[c.at]), math.Abs(x-sums[c.at]) > half(l.table.grid.at(row, c.at)):
			return false
		case other[c.at] != 0:
			said++
		}
		if x != 0 {
			numbers++
		}
	}
	return said >= 2 && numbers > 0
}

// isExactly tells whether a row states sums with nothing rounded off.
func (l *lineReader) isExactly(row int, sums map[int]float64) bool {
	for _, c := range l.columns {
		if stated, _ := plainNumber(l.table.grid.at(row, c.at)); math.Abs(stated-sums[c.at]) > 1e-6 {
			return false
		}
	}
	return true
}

// leastLines is how many other lines must say what a row does not.
const leastLines = 2

// withoutRowSum tells whether a row alone among the lines has nothing where each of
// them has the sum of its years.
func (l *lineReader) withoutRowSum(row int) bool {
	t := l.table
	for _, c := range t.columns {
		if c.role != roleTotal || !blank(t.grid.at(row, c.at)) {
			continue
		}
		lines := l.moneyAmong(l.rows(), row)
		for _, at := range lines {
			if !numeric(t.grid.at(at, c.at)) && !looksLikeNumber(t.grid.text(at, c.at)) {
				lines = nil
				break
			}
		}
		if len(lines) >= leastLines {
			return true
		}
	}
	return false
}

// withoutUnit tells whether the numbers of a row alone among the lines have no unit
// in their cells, written or shown: "860 tkr" above 51.
func (l *lineReader) withoutUnit(row int) bool {
	if said, all := l.unitsSaid(row); said > 0 || all == 0 {
		return false
	}
	lines := l.moneyAmong(l.rows(), row)
	for _, at := range lines {
		if said, all := l.unitsSaid(at); said < all {
			return false
		}
	}
	return len(lines) >= leastLines
}

// unitsSaid counts the numbers of a row and those of them that say that they are
// kroner in some unit.
func (l *lineReader) unitsSaid(row int) (said, all int) {
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		v := readValueIn(cell, l.table.grid.locale)
		if v.state != isNumber && v.state != isTextNumber && v.state != isAmbiguous {
			continue
		}
		all++
		if v.unit.money() || l.words.formats.of(cell.Format()).unit != unmeasured {
			said++
		}
	}
	return said, all
}

// rows are the rows of the table.
func (l *lineReader) rows() []int {
	var rows []int
	for at := l.table.first; at <= l.table.last; at++ {
		rows = append(rows, at)
	}
	return rows
}
