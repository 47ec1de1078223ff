package importers

import "raaderum/importers/workbook"

// settleProfile makes the columns of a profile amounts that say neither a kind nor
// that they are something else: "Licenser" and "Porto" beside the years. A profile
// has each year once down its rows and its lines across. Beside such columns no
// kind is taken from what a column is about: "Telefonudgifter" may be what is saved.
func (t *table) settleProfile() {
	year := t.column(roleYear)
	if year == nil || t.grid.turned || t.column(roleTitle, roleAmount) != nil || !t.onceEachYear(year) {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.at > year.at && (c.role == noRole || c.role == roleMoney && c.kind == "" || c.role == roleOwner || c.role == roleBenefitOwner) && t.holdsMoney(c) && c.text != "" && c.measure != notMoney && !c.time.known() && c.series == "" && !t.numbersDown(c) {
			if t.kindless == nil {
				t.kindless = map[int]bool{}
			}
			c.role, t.kindless[c.at] = roleMoney, true
		}
	}
	if t.kindless == nil || t.foot > t.head { // a heading above says their kind
		return
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleMoney && c.kind != "" && !contradicts(c.text, c.kind) && !isBareKind(c.text) && !saysOutlay.MatchString(fold(c.text)) {
			c.kind, t.kindless[c.at] = "", true
		}
	}
}

// holdsMoney tells whether numbers stand in a column, one at least other than 0,
// and no words but those for a number that is not known.
func (t *table) holdsMoney(c *column) bool {
	money := false
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		x, ok := quickNumber(cell)
		if !ok && (cell.Kind() != workbook.Text || len(cell.Raw()) > longestPending) {
			return false
		}
		money = money || x != 0
	}
	return money
}

// onceEachYear tells whether a column names a year in two rows at least, and none
// twice.
func (t *table) onceEachYear(year *column) bool {
	seen := map[timeLabel]bool{}
	for row := t.first; row <= t.last; row++ {
		label, ok := t.rowTime(row, year.at)
		if !ok {
			continue
		}
		if seen[label] {
			return false
		}
		if seen[label] = true; len(seen) > farthestPart {
			return false
		}
	}
	return len(seen) >= fewestYears
}

// numbersDown tells whether a column counts the rows.
func (t *table) numbersDown(c *column) bool {
	for row := t.first; row <= t.last; row++ {
		if n, ok := wholeNumberIn(t.grid.at(row, c.at)); !ok || n != float64(row-t.first+1) {
			return false
		}
	}
	return true
}
