package importers

import "math"

// saysDeduction begins the name of a row that is taken off the one above it:
// "fratrukket vikarudgift", "Forsigtighedsfradrag 10 %".
var saysDeduction = says(`^[-–./ ]*(?:fratrukket|fratrukne|fratraek|modregn\w*|less\b|deduct\w*|\w*fradrag)\b`)

// dashed begins a name with a minus: "- allerede bevilget".
var dashed = says(`^[-–][ ]?[a-z]`)

// findDeductions notes the rows that are taken off the row above them, and those
// below them that are what is left: the three say 200, 50 and 150.
func (l *lineReader) findDeductions() {
	t := l.table
	for row := t.first + 1; row < t.last; row++ {
		folded := fold(l.labelOf(row))
		if !saysDeduction.MatchString(folded) && (!dashed.MatchString(folded) || isPart(folded)) || !l.leaves(row-1, row, row+1) {
			continue
		}
		if l.deducted == nil {
			l.deducted, l.left = map[int]bool{}, map[int]bool{}
		}
		l.deducted[row], l.left[row+1] = true, true
	}
}

// leaves tells whether a row is another less a third in every column, in one of
// them with numbers in all three.
func (l *lineReader) leaves(from, less, rest int) bool {
	a, b, c := l.numbersOf(from), l.numbersOf(less), l.numbersOf(rest)
	found := false
	for _, column := range l.columns {
		x, y, z := a[column.at], math.Abs(b[column.at]), c[column.at]
		if math.Abs(x-y-z) > half(l.table.grid.at(rest, column.at))*3 {
			return false
		}
		found = found || x != 0 && y != 0 && z != 0
	}
	return found
}

// noteDeduction keeps the row for the question which way its amounts go.
func (r *reader) noteDeduction(t *table, row int) {
	if r.deductions == nil {
		r.deductions = map[tableRow]bool{}
	}
	r.deductions[tableRow{t, row}] = true
}
