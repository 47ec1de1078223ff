package importers

import (
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// countedTwice are the sums among the amounts that are counted.
type countedTwice struct {
	*reader
	sums []countedSum
	at   map[sheetPlace]counted
}

// countedSum is a counted amount whose own formula adds cells.
type countedSum struct {
	fact  fact
	cell  *workbook.Cell
	says  counted
	areas []operand
}

// counted is what an amount is counted as.
type counted struct {
	kind   string
	series portfolio.Series
	period calc.Period
}

type sheetPlace struct {
	sheet    string
	row, col int
}

// mostPlaces is in how many cells in all parts of sums are looked for.
const mostPlaces = 2_000_000

// tellCountedTwice warns of amounts that are counted though their own formulas add
// amounts that are counted too, of the same kind, series and time: the same money
// twice. It is asked of what has been made, whatever found it, so that it holds
// where everything else was mistaken.
func (r *reader) tellCountedTwice() {
	if !r.hasFormulas() {
		return
	}
	c := countedTwice{reader: r}
	for f, line := range r.countedFacts {
		if cell := f.cell(); mayAdd(cell.Formula()) {
			if areas, ok := summedBy(cell.Formula()); ok && f.ore() != 0 {
				c.sums = append(c.sums, countedSum{f, cell, countedAs(f, line), areas})
			}
		}
	}
	if len(c.sums) == 0 {
		return
	}
	c.at = make(map[sheetPlace]counted)
	for f, line := range r.countedFacts {
		row, col := f.standsAt()
		c.at[sheetPlace{foldSheet(f.sheet()), row, col}] = countedAs(f, line)
	}
	left := mostPlaces
	c.sums = slices.DeleteFunc(c.sums, func(s countedSum) bool { return !c.addsCounted(s, &left) })
	c.tell()
}

// countedFacts are the amounts of the cases, and the lines that they are counted in.
func (r *reader) countedFacts(yield func(fact, *Line) bool) {
	for _, s := range r.subjects {
		for i := range s.facts {
			if s.dropped {
				break
			}
			for f := range s.facts[i].all {
				if !yield(f, &s.Lines[i]) {
					return
				}
			}
		}
	}
}

func countedAs(f fact, line *Line) counted {
	as := counted{line.Kind, line.Series, f.period()}
	if as.series == "" {
		as.series = portfolio.Plan
	}
	return as
}

// addsCounted tells whether one of the cells that a sum adds is counted beside it.
func (c *countedTwice) addsCounted(s countedSum, left *int) bool {
	row, col := s.fact.standsAt()
	for _, o := range s.areas {
		sheet := foldSheet(firstWord(o.sheet, s.fact.sheet()))
		for at := o.area.FirstRow; at <= o.area.LastRow; at++ {
			for over := o.area.FirstCol; over <= o.area.LastCol && *left > 0; over++ {
				*left--
				if part, ok := c.at[sheetPlace{sheet, at, over}]; ok && (at != row || over != col || o.sheet != "") && s.says.includes(part) {
					return true
				}
			}
			if *left <= 0 {
				return false
			}
		}
	}
	return false
}

// includes tells whether money of one kind, series and time may be a part of another.
func (c counted) includes(part counted) bool {
	if c.kind != part.kind || c.series != part.series {
		return false
	}
	year, known := c.period.Year()
	of, told := part.period.Year()
	switch {
	case c.period == part.period:
		return true
	case !known || !told || year != of:
		return false
	}
	return c.period.Kind() == calc.YearPeriod || part.period.Kind() == calc.YearPeriod
}

// tell warns once of each row or column of such sums, or of one alone.
func (c *countedTwice) tell() {
	rows, columns := map[sheetPlace]int{}, map[sheetPlace]int{}
	for _, s := range c.sums {
		row, col := s.fact.standsAt()
		rows[sheetPlace{s.fact.sheet(), row, 0}]++
		columns[sheetPlace{s.fact.sheet(), 0, col}]++
	}
	groups := map[sheetPlace]int{}
	var places []sheetPlace
	var firsts []countedSum
	for _, s := range c.sums {
		row, col := s.fact.standsAt()
		at := sheetPlace{s.fact.sheet(), row, 0}
		if over := (sheetPlace{s.fact.sheet(), 0, col}); columns[over] > rows[at] {
			at = over
		}
		if groups[at]++; groups[at] == 1 {
			places, firsts = append(places, at), append(firsts, s)
		}
	}
	told := newToldAlready(c.reader)
	for i, s := range firsts {
		if at := s.fact.ref(); !told.asks(at, "?subtotal", "?lonely-total", "?sum-above", "?derived", "?added-column", "?running", "running", "?row-", "?duplicate") {
			c.find(Finding{Severity: portfolio.SeverityWarning, Code: "counted-twice", Cell: at, Raw: s.cell.Raw(), Args: map[string]any{
				"label": s.fact.name(), "formula": s.cell.Formula(), "n": groups[places[i]],
			}})
		}
	}
}

// asks tells whether a question or a finding of some codes, by their beginnings,
// names a cell of the row of a place, or one above it in its column.
func (t *toldAlready) asks(cell string, codes ...string) bool {
	sheet, at, _ := strings.Cut(cell, "!")
	letters := strings.TrimRight(at, "0123456789")
	row := at[len(letters):]
	among := func(code string) bool {
		return slices.ContainsFunc(codes, func(begins string) bool { return strings.HasPrefix(code, begins) })
	}
	return slices.ContainsFunc(t.rows[sheet+"!"+row], among) ||
		slices.ContainsFunc(t.columns[sheet+"!"+letters], func(over toldOver) bool { return over.row <= number(row) && among(over.code) })
}
