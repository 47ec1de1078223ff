package importers

import (
	"math"

	"raaderum/portfolio"
)

// perUnit names the price or the worth of one: "Licens pr. bruger".
var (
	perUnit = says(`\b(?:pr|per)\.? (?:[a-z]+|m2|km)\b`)
	perTime = says(`\b(?:pr|per)\.? (?:aar|year|kvartal|maaned|md|mdr|halvaar|uge|dag|doegn|annum|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|ultimo|primo)\b`)
)

// saysPerUnit tells whether a label names what one of something costs or gives.
func saysPerUnit(label string) bool {
	folded := fold(label)
	return perUnit.MatchString(folded) && !perTime.MatchString(folded)
}

// findProducts notes the rows of prices of one, the rows that count, and the rows
// that are the one times the other: the product is the amount, however it was
// computed.
func (t *table) findProducts() {
	columns := t.amounts()
	for row := t.first; row <= t.last; row++ {
		label, _ := t.label(row)
		if !saysPerUnit(label) || t.filled(row, columns) == 0 {
			continue
		}
		for count := t.first; count <= min(t.last, t.first+farthestPart); count++ {
			if count == row || t.filled(count, columns) == 0 {
				continue
			}
			for product := t.first; product <= min(t.last, t.first+farthestPart); product++ {
				if product != row && product != count && t.multiplies(product, row, count, columns) {
					t.noteProduct(product, row, count)
				}
			}
		}
	}
}

func (t *table) noteProduct(product int, factors ...int) {
	if t.factors == nil {
		t.factors = map[int]bool{}
	}
	if t.products == nil {
		t.products = map[int]bool{}
	}
	for _, row := range factors {
		t.factors[row] = true
	}
	t.products[product] = true
}

// multiplies tells whether a row is, in each column, two others multiplied, and
// in one at least neither of them nothing or one.
func (t *table) multiplies(product, row, count int, columns []column) bool {
	found := false
	for i := range columns {
		x, known := quickNumber(t.grid.at(row, columns[i].at))
		n, counted := quickNumber(t.grid.at(count, columns[i].at))
		stated, ok := quickNumber(t.grid.at(product, columns[i].at))
		switch {
		case !known || !counted:
			if ok && stated != 0 {
				return false
			}
		case !ok && x*n != 0, ok && math.Abs(stated-x*n) > half(t.grid.at(product, columns[i].at)):
			return false
		case x != 0 && n != 0 && x != 1 && n != 1:
			found = true
		}
	}
	return found
}

// leavesPrice takes the price of one out of the lines, where nothing in the table
// is computed from it: the user says whether it is an amount after all.
func (l *lineReader) leavesPrice(row int, label, place string) bool {
	if !saysPerUnit(label) || !l.askLeave("unit-price", row, place, label) {
		return false
	}
	l.setAside(l.table, row)
	l.find(Finding{Severity: portfolio.SeverityInfo, Code: "unit-price", Cell: place, Raw: label, Args: map[string]any{"label": label}})
	return true
}
