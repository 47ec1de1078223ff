package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// account (redegørelse) is what a number is that became no amount.
type account string

const (
	unaccounted  account = ""
	ofHeadings   account = "heading"     // in or above the headings of a table
	ofSum        account = "sum"         // in a row of sums, which are checked
	ofAside      account = "aside"       // in a row that was left out with a word
	ofUnchosen   account = "unchosen"    // of an alternative that does not count
	ofAxis       account = "year"        // says from which year those beside it count
	ofCount      account = "row number"  // counts the rows
	ofColumn     account = "column"      // in a column that is named and is none of amounts
	ofOtherTable account = "other table" // in a table that gives no amounts
	ofLabel      account = "label"       // beside a label outside the tables
	ofOwnRow     account = "row sum"     // adds its own row
)

// doubtful tells whether a number of a sheet that gave no amounts may have been
// meant as one.
func (a account) doubtful() bool { return a == unaccounted || a == ofOtherTable }

// knownNumbers tells which numbers of a sheet are known not to be amounts.
type knownNumbers struct {
	*view
	sums   map[*table]map[int]bool
	aside  map[*table]map[int]bool
	beside map[*table]map[int]bool // columns of the years of those beside them
}

func (r *reader) knownNumbers(v *view, sums map[*table]map[int]bool) knownNumbers {
	return knownNumbers{v, sums, r.aside, map[*table]map[int]bool{}}
}

// sumRows are the rows of sums, by table.
func (r *reader) sumRows() map[*table]map[int]bool {
	rows := map[*table]map[int]bool{}
	for _, s := range r.sums {
		if rows[s.table] == nil {
			rows[s.table] = map[int]bool{}
		}
		rows[s.table][s.row] = true
	}
	return rows
}

// namesKinds tells whether some text of the sheet names a cost or a benefit.
func (k knownNumbers) namesKinds() bool {
	for row := 1; row <= k.grid.last(); row++ {
		for _, cell := range k.grid.row(row) {
			if cell != nil && cell.Kind() == workbook.Text && len(cell.Raw()) <= longestHeading && k.grid.heading(cell.Raw()).kind != "" {
				return true
			}
		}
	}
	return false
}

// account tells what a number's place says it is: a heading, a row of sums or of
// counts, a column that is named and is none of amounts, or a value beside its
// label outside the tables.
func (k knownNumbers) account(c *workbook.Cell) account {
	k.grid.words.spendOn(len(k.tables))
	at := k.grid.seen(c.Row(), c.Col())
	inside := false
	for _, t := range k.tables {
		if at.row < t.head || at.row > t.last || at.col < t.columns[0].at || at.col >= t.width() {
			continue
		}
		inside = true
		if as := k.inTable(t, at); as != unaccounted {
			return as
		}
	}
	switch {
	case !inside && k.labelled(at):
		return ofLabel
	case !inside && k.heads(c):
		return ofHeadings
	case addsOwnRow(c), inside && k.addsLeft(at):
		return ofOwnRow
	}
	return unaccounted
}

// heads tells whether a number is the bare year that stands over a table.
func (k knownNumbers) heads(c *workbook.Cell) bool {
	return yearOfBanner(c) > 0 && slices.ContainsFunc(k.tables, func(t *table) bool {
		_, ref := t.yearBanner()
		return ref == k.grid.sheet.Name+"!"+workbook.Ref(c.Row(), c.Col())
	})
}

// inTable tells what a table says of a number at a place in it.
func (k knownNumbers) inTable(t *table, at place) account {
	column := t.columnAt(at.col)
	switch {
	case at.row < t.first && t.headsWith(at):
		return ofHeadings
	case k.sums[t][at.row]:
		return ofSum
	case k.aside[t][at.row]:
		return ofAside
	case column == nil:
	case t.unchosen[at.col]:
		return ofUnchosen
	case k.tellsYear(t, at.col):
		return ofAxis
	case t.numbersRows(at):
		return ofCount
	case column.role == roleTotal && t.registers() && t.filled(at.row, t.amounts()) == 0:
		// what it would be the total of is not there
	case column.time.form == manyYears, column.role != noRole && column.role != roleMoney && column.role != roleAmount, column.measure == notMoney:
		return ofColumn
	case !t.readable():
		return ofOtherTable
	}
	return unaccounted
}

// numbersRows tells whether a column without a heading, or under "#", counts the
// rows of its table: each number is one more than the one before it.
func (t *table) numbersRows(at place) bool {
	if c := t.columnAt(at.col); c == nil || strings.Trim(c.text, "# ") != "" {
		return false
	}
	own, ok := wholeNumberIn(t.grid.at(at.row, at.col))
	if !ok {
		return false
	}
	above, before := t.numberFrom(at, -1)
	below, after := t.numberFrom(at, 1)
	return (before || after) && (!before || above == own-1) && (!after || below == own+1)
}

// numberFrom is the nearest number of a column in some direction from a place.
func (t *table) numberFrom(at place, step int) (float64, bool) {
	for row := at.row + step; row >= t.first && row <= t.last; row += step {
		if cell := t.grid.at(row, at.col); cell != nil {
			return wholeNumberIn(cell)
		}
	}
	return 0, false
}

func wholeNumberIn(cell *workbook.Cell) (float64, bool) {
	x, ok := quickNumber(cell)
	return x, ok && x == math.Trunc(x)
}

// tellsYear tells whether a column says from which year those beside it count.
func (k knownNumbers) tellsYear(t *table, col int) bool {
	if k.beside[t] == nil {
		k.beside[t] = map[int]bool{}
		for _, years := range t.yearsBeside() {
			k.beside[t][years] = true
		}
	}
	return k.beside[t][col]
}

// addsOwnRow tells whether a cell's formula adds cells of its own row.
func addsOwnRow(c *workbook.Cell) bool {
	parts, ok := adding(c.Formula())
	return c.Formula() != "" && ok && !slices.ContainsFunc(parts, func(o operand) bool {
		return o.sheet != "" || o.area.FirstRow != c.Row() || o.area.LastRow != c.Row()
	})
}

// addsLeft tells whether a number without a heading is the sum of the amounts
// to the left of it.
func (k knownNumbers) addsLeft(at place) bool {
	for _, t := range k.tables {
		if at.row < t.first || at.row > t.last || at.col < t.columns[0].at || at.col >= t.width() {
			continue
		}
		var parts []*workbook.Cell
		for _, c := range t.amounts() {
			if cell := t.grid.at(at.row, c.at); cell != nil && c.at < at.col {
				parts = append(parts, cell)
			}
		}
		same, ok := sameSum(t.grid.at(at.row, at.col), parts)
		return same && ok && len(parts) > 1
	}
	return false
}

// headsWith tells whether a number among the headings of a table says a time, or
// is too small for an amount.
func (t *table) headsWith(at place) bool {
	cell := t.grid.at(at.row, at.col)
	x, _ := quickNumber(cell)
	return math.Abs(x) < surelyMoney || isYear(cell.Raw()) || cell.Kind() == workbook.Text || cell.Kind() == workbook.DateTime
}

// labelled tells whether a number outside the tables stands beside a label
// that says what it is: a date, a count, a key figure, a number of something. A
// label that says nothing explains no more than a small number.
func (k knownNumbers) labelled(at place) bool {
	numbers := 0
	for _, cell := range k.grid.row(at.row) {
		if numeric(cell) {
			numbers++
		}
	}
	if numbers > 1 {
		return false
	}
	for col := at.col - 1; col >= 1 && col >= at.col-3; col-- {
		text := k.grid.text(at.row, col)
		if text == "" {
			continue
		}
		h := k.grid.heading(text)
		switch {
		case h.role.derived(), h.measure == notMoney:
			return true
		case h.kind != "":
			return false
		}
		cell := k.grid.at(at.row, at.col)
		x, _ := quickNumber(cell)
		return math.Abs(x) < surelyMoney || isYear(cell.Raw()) || h.role.identifies() || saysNumberOf.MatchString(fold(text)) || fieldNamed(fold(text)) != ""
	}
	return false
}

// saysNumberOf names what a large number may be that is no money.
var saysNumberOf = says(`nummer|\bnr\b|telefon|\btlf\b|mobil|\bcvr\b|\bean\b|\bp-?nr|postnr|konto|journal|\bid\b|dato|\baar\b|phone|number|borgere|indbygger|\bm2\b|\bkwh\b|enhed|beloeb i|unit`)
