package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// settleSoleTotals looks at columns that call themselves totals and have nothing
// to be the total of. "2024-2025" beside 2026 and 2027 is no sum of years that
// stand in the table, and "Samlet investering" is what a project costs where no
// other column tells that: both hold amounts, whose year is asked for.
func (t *table) settleSoleTotals() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != roleTotal || c.numbers == 0 || c.measure == notMoney {
			continue
		}
		switch {
		case c.time.form == manyYears && !t.hasYearsOf(*c) && t.datesAmounts(),
			!c.time.known() && c.kind != "" && t.registers() && !t.tellsKind(c.kind):
			c.role, c.time = roleMoney, timeLabel{}
		}
	}
}

// hasYearsOf tells whether the table has a column for one of the years that a
// heading spans.
func (t *table) hasYearsOf(span column) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool {
		switch c.time.form {
		case inYear, inQuarter, inMonth, inSplitYear:
			return span.time.year <= c.time.year && c.time.year <= span.time.part
		}
		return false
	})
}

// datesAmounts tells whether a column of amounts names its time: then the spans
// beside it are a part of the same axis.
func (t *table) datesAmounts() bool {
	return slices.ContainsFunc(t.amounts(), func(c column) bool { return c.time.form == inYear })
}

// tellsKind tells whether a column of amounts holds a kind, or may hold it.
func (t *table) tellsKind(kind string) bool {
	return slices.ContainsFunc(t.amounts(), func(c column) bool { return c.kind == kind || c.kind == "" })
}

// askSumColumns asks about columns of amounts that in every row are the sum of
// those of the same time to the left of them, and call themselves no total:
// "Kontant | Ikke kontant | Hele". They are told by their numbers.
func (r *reader) askSumColumns(t *table) {
	columns := t.amounts()
	if len(columns) < leastSummed+1 {
		return
	}
	for i := leastSummed; i < len(columns); i++ {
		c := columns[i]
		var parts []column
		for _, other := range columns[:i] {
			if other.time == c.time && other.series == c.series && (other.kind == c.kind || c.kind == "" || other.kind == "") {
				parts = append(parts, other)
			}
		}
		if len(parts) < leastSummed || !t.addsColumns(c, parts) {
			continue
		}
		head := t.headRef(c.at)
		answer, ok := r.ask(Question{
			Key: "subtotal@" + head, Code: "subtotal-column", Cells: []string{head}, Options: []string{asSum, asLine},
			Proposed: asSum, Confidence: 0.9, Args: map[string]any{"label": t.columnName(c.at)},
		})
		if !ok || answer == asSum {
			t.columnAt(c.at).role = roleTotal
		}
	}
}

// leastSummed is how many columns a sum must have, and how many rows must agree.
const leastSummed = 2

// addsColumns tells whether a column is the sum of others in every row that has
// two of them, and in two rows at least.
func (t *table) addsColumns(c column, parts []column) bool {
	equal := 0
	for row := t.first; row <= t.last; row++ {
		total := t.grid.at(row, c.at)
		var cells []*workbook.Cell
		filled := 0
		for _, part := range parts {
			if cell := t.grid.at(row, part.at); cell != nil {
				cells = append(cells, cell)
				if x, ok := plainNumber(cell); ok && x != 0 {
					filled++
				}
			}
		}
		switch same, ok := sameSum(total, cells); {
		case total == nil && filled == 0:
		case !same || !ok:
			if filled > 0 || total != nil && total.Kind() == workbook.Number && total.Number() != 0 {
				return false
			}
		case filled >= leastSummed:
			equal++
		}
	}
	return equal >= leastSummed
}
