package importers

import (
	"math"
	"strings"

	"raaderum/importers/workbook"
)

// registerSums finds the rows of a register that are sums without saying so:
// group sums above or below their rows, and totals without a name. It keeps
// running sums, so that a register of any length is gone through once.
type registerSums struct {
	*reader
	table    *table
	columns  []column
	name     *column
	number   *column
	numbered bool // nearly every row has a number, so that one without it is no case
	section  runningSums
	all      runningSums
	seen     runningSums       // of the rows that are not hidden, as SUBTOTAL adds them
	tops     map[int]topOfRows // the sums that stand above their parts
	room     roomForTops
}

// runningSums are the sums of rows so far, by column.
type runningSums struct {
	rows int
	of   []float64
	n    []int // numbers in each column
}

func newRegisterSums(r *reader, t *table, columns []column) *registerSums {
	s := &registerSums{reader: r, table: t, columns: columns, name: t.column(roleTitle), number: t.column(roleNumber)}
	s.section.clear(len(columns))
	s.all.clear(len(columns))
	s.seen.clear(len(columns))
	if s.number != nil {
		with, rows := 0, 0
		for row := t.first; row <= t.last; row++ {
			if t.filled(row, columns) > 0 {
				rows++
				if t.grid.at(row, s.number.at) != nil {
					with++
				}
			}
		}
		s.numbered = 2*with > rows
	}
	s.findTops()
	return s
}

func (s *runningSums) clear(columns int) {
	s.rows, s.of, s.n = 0, make([]float64, columns), make([]int, columns)
}

// add counts a row of a case.
func (s *registerSums) add(row int) {
	if s.table.grid.turned || !s.table.grid.sheet.HiddenRows[row] {
		s.count(row, &s.section, &s.all, &s.seen)
		return
	}
	s.count(row, &s.section, &s.all)
}

// count adds a row to some sums. Its numbers are read once for all.
func (s *registerSums) count(row int, to ...*runningSums) {
	for _, sums := range to {
		sums.rows++
	}
	for i := range s.columns {
		x, ok := quickNumber(s.table.grid.at(row, s.columns[i].at))
		if !ok {
			continue
		}
		for _, sums := range to {
			sums.of[i] += x
			sums.n[i]++
		}
	}
}

// quickNumber is plainNumber, which the reading of text waits for.
func quickNumber(cell *workbook.Cell) (float64, bool) {
	if numeric(cell) {
		return cell.Number(), true
	}
	return plainNumber(cell)
}

// isSum tells whether a row is a sum of the rows above it, or of those right
// below it. A row that has a name is asked about, unless its number is missing
// where the others have theirs.
func (s *registerSums) isSum(row int, name, number string) bool {
	switch top, found := s.tops[row]; {
	case found && s.takesTop(row, top, name, number), s.addsRowsAbove(row):
		s.sums = append(s.sums, sumRow{s.table, row, firstWord(name, number), roleTotal, ""})
		s.section.clear(len(s.columns))
		return true
	case number != "" && (name != "" || strings.ContainsAny(number, "0123456789")) || s.columns == nil:
		return false
	}
	unnumbered := s.numbered && s.number != nil
	above := s.matches(row, &s.section) || s.matches(row, &s.all) || s.matches(row, &s.seen)
	switch {
	case unnumbered && s.repeatsHeading(row, firstWord(name, number)):
	case above && (name == "" || unnumbered || s.sumsOthers(s.table, row, s.columns)):
	case name == "" && unnumbered && s.repeatsOnly(row):
	case above && s.name != nil:
		if !s.askSubtotal(s.table.grid.ref(row, s.name.at), name) {
			return false
		}
	case unnumbered && s.sumsBelow(row):
		s.below(row)
	default:
		return false
	}
	s.sums = append(s.sums, sumRow{s.table, row, name, roleTotal, ""})
	s.section.clear(len(s.columns))
	return true
}

// repeatsHeading tells whether a row without a number is called as the heading
// above it and is the sum of what stands between them, be it one row.
func (s *registerSums) repeatsHeading(row int, name string) bool {
	var parts runningSums
	parts.clear(len(s.columns))
	above := row - 1
	for ; above >= s.table.first && s.table.filled(above, s.columns) > 0; above-- {
		s.count(above, &parts)
	}
	if parts.rows == 0 || above < s.table.first || fold(s.table.onlyText(above)) != fold(name) {
		return false
	}
	same := 0
	for i := range s.columns {
		cell := s.table.grid.at(row, s.columns[i].at)
		stated, ok := quickNumber(cell)
		if !ok && parts.of[i] != 0 || ok && math.Abs(stated-parts.of[i]) > half(cell)*float64(max(parts.n[i], 1)) {
			return false
		}
		if ok {
			same++
		}
	}
	return same > 0
}

// repeatsOnly tells whether a row that names no case is the sum of a group of one:
// its numbers are those of the row above it, all of them, and of the only one
// since the last sum.
func (s *registerSums) repeatsOnly(row int) bool {
	if s.section.rows != 1 {
		return false
	}
	same := 0
	for i := range s.columns {
		cell := s.table.grid.at(row, s.columns[i].at)
		stated, ok := quickNumber(cell)
		if math.Abs(stated-s.section.of[i]) > half(cell) || !ok && !blank(cell) {
			return false
		}
		if stated != 0 {
			same++
		}
	}
	return same > 0
}

// below marks a sum that stands above its parts.
func (s *registerSums) below(row int) {
	if s.topSums == nil {
		s.topSums = map[*table]map[int]bool{}
	}
	if s.topSums[s.table] == nil {
		s.topSums[s.table] = map[int]bool{}
	}
	s.topSums[s.table][row] = true
}

// matches tells whether a row's numbers are the running sums, in two columns
// with anything but zero, or in one of three rows.
func (s *registerSums) matches(row int, sums *runningSums) bool {
	if sums.rows < 2 {
		return false
	}
	same := 0
	for i := range s.columns {
		cell := s.table.grid.at(row, s.columns[i].at)
		stated, ok := quickNumber(cell)
		switch {
		case !ok && (!blank(cell) || sums.of[i] != 0):
			return false
		case !ok:
		case math.Abs(stated-sums.of[i]) > half(cell)*float64(max(sums.n[i], 1)):
			return false
		case stated != 0 && sums.n[i] > 1:
			same++
		}
	}
	return same >= 2 || same == 1 && sums.rows >= 3
}

// farthestPart is how many rows below a sum its parts are looked for.
const farthestPart = 200

// sumsBelow tells whether a row without a number is the sum of the numbered
// rows right below it.
func (s *registerSums) sumsBelow(row int) bool {
	var parts runningSums
	parts.clear(len(s.columns))
	for below := row + 1; below <= min(s.table.last, row+farthestPart); below++ {
		if s.table.grid.at(below, s.number.at) == nil {
			break
		}
		s.count(below, &parts)
	}
	return s.matches(row, &parts)
}

// half is half of the last digit that a cell shows.
func half(cell *workbook.Cell) float64 { return 0.5*math.Pow10(-decimalsShown(cell)) + 1e-6 }
