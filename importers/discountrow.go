package importers

import "slices"

// saysDiscounts names what amounts are multiplied by to be present values.
var saysDiscounts = says(`^df\b|\bdiskont|\bdiscount|nutidsvaerdifaktor|nuvaerdifaktor`)

// leavesDiscounts takes a row of discount factors out of the lines: 1, 0,966,
// 0,934 called so, or multiplied into present values. Where nothing but the
// numbers speak, each the same share of the one before it, the user is asked.
func (l *lineReader) leavesDiscounts(row int, label, place string) bool {
	factors := l.factorsOf(row)
	if len(factors) < 2 {
		return false
	}
	if !saysDiscounts.MatchString(fold(label)) && !l.discountsAbove(row) && (!isGeometric(factors) || !l.askCounted(row, place, label)) {
		return false
	}
	l.notMoney(l.table, row, l.columns, label)
	return true
}

// factorsOf are the numbers of a row when they can be discount factors: from one
// downwards, above nothing, and not the same all along.
func (l *lineReader) factorsOf(row int) []float64 {
	var factors []float64
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		x, ok := quickNumber(cell)
		if last := len(factors) - 1; !ok || x <= 0 || x > 1 || last >= 0 && x > factors[last] {
			return nil
		}
		factors = append(factors, x)
	}
	if len(factors) > 1 && factors[0] == factors[len(factors)-1] {
		return nil
	}
	return factors
}

// What discount factors of a year are at the least, and how far one may be rounded
// off from the others.
const (
	leastDiscount   = 0.8
	discountRounded = 0.004
)

// isGeometric tells whether three numbers or more each are the same share of the
// one before them.
func isGeometric(numbers []float64) bool {
	if len(numbers) < 3 || numbers[0] < leastDiscount {
		return false
	}
	first := numbers[1] / numbers[0]
	for i := 2; i < len(numbers); i++ {
		if share := numbers[i] / numbers[i-1]; share > first+discountRounded || share < first-discountRounded {
			return false
		}
	}
	return first >= leastDiscount && first < 1
}

// discountsAbove tells whether a row of present values multiplies a row.
func (l *lineReader) discountsAbove(row int) bool {
	t := l.table
	if t.grid.turned {
		return false
	}
	for at := row + 1; at <= min(t.last, row+farthestPart); at++ {
		if t.grid.heading(l.labelOf(at)).role != rolePresentValue {
			continue
		}
		for _, c := range l.columns {
			cell := t.grid.at(at, c.at)
			if cell == nil || !productShape.MatchString(cell.Formula()) {
				continue
			}
			return slices.ContainsFunc(operands(cell.Formula()), func(o operand) bool { return o.sheet == "" && o.area.FirstRow == row })
		}
	}
	return false
}
