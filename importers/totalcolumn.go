package importers

import "slices"

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
