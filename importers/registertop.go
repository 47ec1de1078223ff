package importers

import "math"

// topOfRows is a row of a register that is the sum of the rows right below it.
type topOfRows struct {
	last    int  // of the rows that it adds
	parts   int  // rows that it adds
	apart   int  // columns that say so, each in other shares
	formula bool // its formulas say so
}

// findTops finds the rows whose formulas add rows below them, and those that have
// the sums of the rows right below them in every column. A sum among the parts of
// another stands for its own parts.
func (s *registerSums) findTops() {
	for row := s.table.last; row >= s.table.first; row-- {
		top, found := s.formulaTop(row)
		if !found {
			top, found = s.topByValue(row, false)
		}
		if !found && !s.table.grid.turned && len(s.table.grid.sheet.HiddenRows) > 0 {
			top, found = s.topByValue(row, true)
		}
		if !found || isPart(s.titleOf(row+1)) {
			continue
		}
		if s.tops == nil {
			s.tops = map[int]topOfRows{}
		}
		s.tops[row] = top
	}
}

// titleOf is what a row is called.
func (s *registerSums) titleOf(row int) string {
	name, _ := s.table.caseName(row)
	label, _, _ := s.table.lineName(row, s.name)
	return firstWord(label, name)
}

// formulaTop is a row whose formulas, all of them, add rows below it.
func (s *registerSums) formulaTop(row int) (topOfRows, bool) {
	first, last, ok := s.addedRows(row)
	if !ok || first <= row {
		return topOfRows{}, false
	}
	top := topOfRows{last: last, parts: last - first + 1, formula: true}
	if below, more := s.tops[last]; more {
		top.last = below.last
	}
	return top, true
}

// addsRowsAbove tells whether the formulas of a row, all of them, add rows above it.
func (s *registerSums) addsRowsAbove(row int) bool {
	_, last, ok := s.addedRows(row)
	return ok && last < row
}

// addedRows are the first and the last row of the table that the formulas of a row
// add, each in its own column. False where one of its numbers is no such sum.
func (s *registerSums) addedRows(row int) (first, last int, ok bool) {
	t := s.table
	if t.grid.turned {
		return 0, 0, false
	}
	for i := range s.columns {
		cell := t.grid.at(row, s.columns[i].at)
		if blank(cell) {
			continue
		}
		if !mayAdd(cell.Formula()) {
			return 0, 0, false
		}
		areas, sum := plainSum(cell.Formula())
		if !sum {
			return 0, 0, false
		}
		for _, o := range areas {
			from, to := o.area.FirstRow-cell.Row()+row, o.area.LastRow-cell.Row()+row
			if o.sheet != "" || o.area.FirstCol != cell.Col() || o.area.LastCol != cell.Col() || from < t.first || to > t.last || from <= row && row <= to {
				return 0, 0, false
			}
			if !ok || from < first {
				first = from
			}
			if !ok || to > last {
				last = to
			}
			ok = true
		}
	}
	return first, last, ok && (first > row || last < row)
}

// topByValue is a row that has in every column the sum of two rows or more right
// below it, but for hidden ones where they are not added. Numbers that go the other
// way than their sum end it.
func (s *registerSums) topByValue(row int, visible bool) (topOfRows, bool) {
	t := s.table
	if !s.numbersAt(row) {
		return topOfRows{}, false
	}
	own, sums, counts, shares := s.room.own, s.room.sums, s.room.counts, s.room.shares
	clear(sums)
	clear(counts)
	top := topOfRows{}
	for below := row + 1; below <= t.last && top.parts < farthestPart; below++ {
		if visible && t.grid.sheet.HiddenRows[below] {
			continue
		}
		filled := false
		for i := range own {
			cell := t.grid.at(below, s.columns[i].at)
			if blank(cell) {
				continue
			}
			filled = true
			x, ok := quickNumber(cell)
			if sums[i] += x; !ok || x*own[i] < 0 || math.Abs(sums[i]) > math.Abs(own[i])+half(cell)*float64(counts[i]+2) {
				return topOfRows{}, false
			}
			if x != 0 {
				counts[i]++
			}
		}
		if !filled {
			continue
		}
		if top.parts++; top.parts == 1 {
			for i := range own {
				shares[i] = sums[i] / own[i]
			}
		}
		top.last = below
		if sum, more := s.tops[below]; more {
			top.last, below = sum.last, sum.last
		}
		if top.parts < 2 {
			if top.apart = s.repeats(row, own, sums); top.apart > 0 {
				return top, true
			}
			continue
		}
		if top.apart = s.adds(row, own, sums, counts, shares); top.apart > 0 {
			return top, true
		}
	}
	return topOfRows{}, false
}

// roomForTops is room for what is known of a row that may be a sum, by column.
type roomForTops struct {
	own, sums, shares []float64 // shares are those of the first part
	counts            []int
}

// numbersAt notes the numbers of a row in the amount columns, 0 for none; false when
// there are none.
func (s *registerSums) numbersAt(row int) bool {
	if n := len(s.columns); s.room.own == nil {
		s.room = roomForTops{make([]float64, n), make([]float64, n), make([]float64, n), make([]int, n)}
	}
	found := false
	for i := range s.columns {
		s.room.own[i] = 0
		if x, ok := quickNumber(s.table.grid.at(row, s.columns[i].at)); ok {
			s.room.own[i], found = x, found || x != 0
		}
	}
	return found
}

// repeats tells whether the only row of the case that a row names has its numbers,
// in two columns at least: then it is the sum of a group of one.
func (s *registerSums) repeats(row int, own, sums []float64) int {
	same := 0
	for i := range own {
		if own[i] != sums[i] {
			return 0
		}
		if own[i] != 0 {
			same++
		}
	}
	if same < leastSummed || !s.namesBelow(row) || s.goesOn(row+2) {
		return 0
	}
	return 1
}

// goesOn tells whether a row has no name but that of the case above it.
func (s *registerSums) goesOn(row int) bool {
	name, _ := s.table.caseName(row)
	return row <= s.table.last && name == ""
}

// groupsAbove tells whether another sum of the table stands above rows that have no
// name but its own.
func (s *registerSums) groupsAbove() bool {
	for row, top := range s.tops {
		if top.apart > 1 && s.namesBelow(row) {
			return true
		}
	}
	return false
}

// adds counts the columns that say that a row is the sum of others, those in which
// the first of them has the same share as one; 0 where one column says otherwise.
func (s *registerSums) adds(row int, own, sums []float64, counts []int, shares []float64) int {
	var apart []float64
	for i := range own {
		if own[i] == 0 && sums[i] == 0 {
			continue
		}
		if own[i] == 0 || math.Abs(own[i]-sums[i]) > half(s.table.grid.at(row, s.columns[i].at))*float64(max(counts[i], 1)) {
			return 0
		}
		if counts[i] < 2 {
			continue
		}
		known := false
		for _, share := range apart {
			known = known || math.Abs(share-shares[i]) < 1e-4
		}
		if !known {
			apart = append(apart, shares[i])
		}
	}
	return len(apart)
}

// takesTop tells whether a sum above its parts is left out of the cases: one that
// its formulas say, or that has the sums of its parts in columns of other shares
// and no number where the cases have theirs, or whose name is that of the rows
// below it. Any other is asked about.
func (s *registerSums) takesTop(row int, top topOfRows, name, number string) bool {
	t := s.table
	unnumbered := s.numbered && !hasDigit(number)
	switch {
	case top.formula, top.apart > 1 && (unnumbered || s.namesBelow(row)), top.parts == 1 && s.groupsAbove():
	case top.parts == 1 && !s.askSumAbove(t.grid.ref(row, s.name.at), name):
		return false
	case top.parts == 1:
	case top.apart < 2 && (top.parts < 3 || !s.follows(top)):
		return false
	default:
		at := t.grid.ref(row, s.columns[0].at)
		if s.name != nil {
			at = t.grid.ref(row, s.name.at)
		}
		if !s.askSumAbove(at, firstWord(name, number)) {
			return false
		}
	}
	s.below(row)
	return true
}

// namesBelow tells whether the rows below a row have no name but that of its case.
func (s *registerSums) namesBelow(row int) bool {
	own, col := s.table.caseName(row)
	below, _ := s.table.caseName(row + 1)
	number, _ := s.table.caseNumber(row + 1)
	label, _, _ := s.table.lineName(row+1, s.name)
	return own != "" && col > 0 && below == "" && number == "" && label != ""
}

// follows tells whether the rows below the last part of a sum are another sum and
// its parts, a total, or none.
func (s *registerSums) follows(top topOfRows) bool {
	next := top.last + 1
	for next <= s.table.last && s.table.filled(next, s.columns) == 0 {
		next++
	}
	_, another := s.tops[next]
	return another || next > s.table.last || strictTotal.MatchString(fold(s.table.onlyText(next)))
}
