package importers

import "math"

// dropSumsOnTop takes the totals that stand above everything they add up,
// "Udgifter i alt" over a specification, out of the lines again, when they are in
// every column all of their kind below them.
func (l *lineReader) dropSumsOnTop(first int) {
	for _, top := range l.onTop {
		sums := map[int]float64{}
		lines := 0
		for f := range l.facts.after(first) {
			if f.row() <= top.row || f.kind() != top.kind || l.isOnTop(f.row()) {
				continue
			}
			if x, ok := plainNumber(f.cell()); ok {
				sums[f.col()] += math.Abs(x)
				lines++
			}
		}
		if lines == 0 || top.kind == "" || !l.equals(top.row, sums, 1) && !l.equals(top.row, sums, -1) {
			l.lonely = append(l.lonely, lonelyTotal{l.table, top})
			continue
		}
		l.drop(func(f fact) bool { return f.table() == l.table && f.row() == top.row })
		l.below(top.row)
		l.sums = append(l.sums, sumRow{l.table, top.row, top.label, roleTotal, top.kind})
	}
}

// topSum is a row that calls itself a total and has no parts above it.
type topSum struct {
	row              int
	label, ref, kind string
}

func (l *lineReader) isOnTop(row int) bool {
	for _, top := range l.onTop {
		if top.row == row {
			return true
		}
	}
	return false
}
