package importers

import (
	"math"

	"raaderum/importers/workbook"
)

// partSums add up rows below a sum, column by column, as they are found: a row
// is read once, however many come after it.
type partSums struct {
	*lineReader
	totals []partTotal // of the columns
	income int         // how many of the rows bring something in
}

// partTotal is what a sum states in a column, and what its parts come to so far.
type partTotal struct {
	total   *workbook.Cell
	stated  float64
	known   bool
	all     partSum
	out     partSum   // those that bring nothing in
	in      []float64 // what the others say that is not 0
	inCells int
}

// partSum are cells added up.
type partSum struct {
	sum            float64
	numbers, cells int // the numbers that are not 0, and all cells
}

func (s *partSum) add(x float64) {
	s.cells++
	if s.sum += x; x != 0 {
		s.numbers++
	}
}

func (l *lineReader) sumsOf(row int) *partSums {
	s := &partSums{lineReader: l, totals: make([]partTotal, len(l.columns))}
	for i, c := range l.columns {
		t := &s.totals[i]
		t.total = l.table.grid.at(row, c.at)
		t.stated, t.known = plainNumber(t.total)
	}
	return s
}

// add takes a row to be a part.
func (s *partSums) add(part int) {
	label, _ := s.table.label(part)
	in := bringsIn(label)
	if in {
		s.income++
	}
	for i, c := range s.columns {
		cell := s.table.grid.at(part, c.at)
		if cell == nil {
			continue
		}
		t := &s.totals[i]
		x, _ := plainNumber(cell) // 0 for what is none
		switch t.all.add(x); {
		case !in:
			t.out.add(x)
		default:
			if t.inCells++; x != 0 {
				t.in = append(t.in, x)
			}
		}
	}
}

// madeUp counts the columns that the parts add up to with anything but zero; 0
// when they do not in some column. Where they make up none, those that bring
// something in are taken off.
func (s *partSums) madeUp() int {
	if found := s.columnsThat((*partTotal).isSum); found > 0 || s.income == 0 {
		return found
	}
	return s.columnsThat((*partTotal).isDifference)
}

func (s *partSums) columnsThat(holds func(*partTotal) (same, ok bool)) int {
	found := 0
	for i := range s.totals {
		switch same, ok := holds(&s.totals[i]); {
		case !ok:
			return 0
		case same:
			found++
		}
	}
	return found
}

// isSum is sameSum of the total and all parts.
func (t *partTotal) isSum() (same, ok bool) {
	n := t.all.numbers
	switch {
	case !t.known:
		return false, n == 0
	case math.Abs(t.stated-t.all.sum) > t.rounding(t.all.cells):
		return false, false
	}
	return n > 1 || n == 1 && t.stated != 0, true
}

// isDifference is isSum of the parts less those that bring something in.
func (t *partTotal) isDifference() (same, ok bool) {
	n, sum := t.out.numbers+len(t.in), t.out.sum
	for _, x := range t.in {
		sum -= x
	}
	switch {
	case !t.known:
		return false, n == 0
	case math.Abs(t.stated-sum) > t.rounding(t.out.cells)+t.rounding(t.inCells):
		return false, false
	}
	return n > 0 && t.stated != 0, true
}

// rounding is the tolerance of a sum of so many cells.
func (t *partTotal) rounding(cells int) float64 { return roundingOf(t.total, cells) }
