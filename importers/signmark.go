package importers

import (
	"regexp"

	"raaderum/importers/workbook"
)

// onlyMarked tells whether all amounts of a kind below nothing are texts with a
// mark around or behind them, "(25.000)" or "25.000-". A stored number below
// nothing, such as their total, says that the mark is a minus; in a ledger, a
// posting a row, it always is.
func (b *signBlock) onlyMarked(kind string) bool {
	told := map[*table]bool{}
	return !b.facts.any(func(f fact) bool {
		if f.kind() != kind || f.ore() >= 0 {
			return false
		}
		if _, looked := told[f.table()]; !looked {
			told[f.table()] = f.table().storesMinus() || f.table().column(roleYear) != nil
		}
		return told[f.table()] || f.cell().Kind() != workbook.Text || !minusMark.MatchString(f.cell().Raw())
	})
}

// storesMinus tells whether a number below nothing is stored in the table.
func (t *table) storesMinus() bool {
	for row := t.first; row <= t.last; row++ {
		for _, cell := range t.grid.row(row) {
			if numeric(cell) && cell.Number() < 0 {
				return true
			}
		}
	}
	return false
}

var minusMark = regexp.MustCompile(`(?i)\(.*\d.*\)|\d[-−]\s*(?:kr\.?)?\s*$`)
