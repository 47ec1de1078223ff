package importers

import "raaderum/importers/workbook"

// transposed finds the tables of a turned grid that are registers: one
// project per column, its attributes down. The turned grid's headings are the
// sheet's first column; a heading without a value beside it groups those below.
func transposed(g *grid) []*table {
	for row := 1; row <= min(g.last(), 4); row++ {
		h := g.headRow(row)
		named := 0
		for _, head := range h.headings {
			if head.role.names() {
				named++
			}
		}
		if h.numbers > 0 || h.roles+h.times < 4 {
			continue
		}
		t := &table{grid: g, head: row, foot: row, first: row + 1, last: g.last()}
		t.columns = groupedColumns(g, row)
		if named == 0 || t.column(roleTitle) == nil {
			t.nameByFirstText()
		}
		if t.column(roleTitle) == nil && !t.nameByCorner() || t.namedByYears() {
			continue
		}
		t.takeUnits()
		t.last = t.lastNamed()
		t.titles = textsAbove(g, t)
		t.settleColumns()
		if !t.holdsNumbers() || t.titledByHeadings() {
			continue
		}
		if t.last > t.first || t.last == t.first && len(t.amounts()) >= 3 {
			return []*table{t}
		}
	}
	return nil
}

// holdsNumbers tells whether one of the cells for amounts holds a number: a list
// of where numbers stand, "9 - Costs", holds none.
func (t *table) holdsNumbers() bool {
	for _, c := range t.amounts() {
		for row := t.first; row <= t.last; row++ {
			if _, ok := quickNumber(t.grid.at(row, c.at)); ok {
				return true
			}
		}
	}
	return false
}

// titledByHeadings tells whether what would be the cases' titles are headings, of
// a register that stands upright, "Department", "Start date", "Description", or of
// a list of assumptions: "Værdi", "Enhed".
func (t *table) titledByHeadings() bool {
	title := t.column(roleTitle)
	heads, titles, values := 0, 0, false
	for row := t.first; row <= t.last; row++ {
		text := t.grid.text(row, title.at)
		if text == "" {
			continue
		}
		titles++
		switch t.grid.heading(text).role {
		case noRole, roleMoney, roleBenefit, roleScenario:
		case roleAmount, roleUnit:
			values = true
			heads++
		default:
			heads++
		}
	}
	return heads >= 3 && heads*2 >= titles || values && heads == titles
}

// namedByYears tells whether the cases would be called by years, "2025" and
// "2024": then they are periods and no cases.
func (t *table) namedByYears() bool {
	years := 0
	title := t.column(roleTitle)
	if title == nil {
		return false
	}
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, title.at); cell != nil && (isYear(cell.Raw()) || t.grid.heading(cell.Raw()).time.form == inYear) {
			years++
		}
	}
	return years >= 2
}

// groupedColumns are the columns of a turned register. A heading that has no
// value in any case is a group for what follows: "Økonomi (t.kr., 2017 p/l)".
func groupedColumns(g *grid, row int) []column {
	h := g.headRow(row)
	var columns []column
	var group heading
	for col := 1; col <= g.width; col++ {
		head, said := h.headings[col]
		filled := columnFilled(g, row+1, col)
		switch {
		case said && !filled:
			group = heading{measure: head.measure, price: head.price, kind: head.kind, recurrence: head.recurrence}
			group.text = head.text
			continue
		case !said && !filled:
			continue
		}
		c := column{at: col, heading: head}
		if c.measure == unmeasured {
			c.measure = group.measure
		}
		if c.price == nil {
			c.price = group.price
		}
		if c.kind == "" && c.time.known() && yearAlone.MatchString(fold(c.text)) {
			c.kind, c.recurrence = group.kind, group.recurrence // "2026" below "Besparelser"
			c.name = firstWord(c.name, labelName(group.text))   // its line: "Afledt drift" is no more of "Engangsudgifter"
		}
		columns = append(columns, c)
	}
	return columns
}

// yearAlone is a heading of nothing but its period.
var yearAlone = says(`^(?:b|bo|r|budget|aar)? ?(?:19|20)\d\d$`)

// nameByFirstText makes the first column of words without a heading the title.
func (t *table) nameByFirstText() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.text != "" && c.role != roleScenario {
			continue
		}
		words := 0
		for row := t.first; row <= t.last; row++ {
			if cell := t.grid.at(row, c.at); cell != nil && cell.Kind() == workbook.Text {
				words++
			}
		}
		if words >= 2 {
			t.scenarios = c.role == roleScenario
			c.role = roleTitle
			return
		}
	}
}

// nameByCorner makes the first column the title, whatever its heading is
// ("Fakta", "Emne"), when it holds a different text for each case.
func (t *table) nameByCorner() bool {
	if len(t.columns) == 0 || t.columns[0].at != 1 || t.columns[0].time.known() || t.columns[0].role != noRole && t.columns[0].role != roleText {
		return false
	}
	seen := map[string]bool{}
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, 1)
		if cell == nil && len(seen) >= 2 {
			break
		}
		if cell == nil || cell.Kind() != workbook.Text || looksLikeNumber(cell.Raw()) || seen[fold(cell.Raw())] {
			return false
		}
		seen[fold(cell.Raw())] = true
	}
	t.columns[0].role = roleTitle
	return len(seen) >= 2
}

// takeUnits takes a first case called "Enhed" for what it is: the unit of each
// attribute.
func (t *table) takeUnits() {
	title := t.column(roleTitle)
	if t.grid.heading(t.grid.text(t.first, title.at)).role != roleUnit {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		if text := t.grid.text(t.first, c.at); text != "" && c.at != title.at {
			if c.measure = measureIn(fold(text)); c.measure == unmeasured {
				c.measure = notMoney
			}
		}
	}
	t.first++
}

// lastNamed is the last row before the first one without a title. An empty
// one between two cases, a column kept free for looks, is passed over.
func (t *table) lastNamed() int {
	title := t.column(roleTitle)
	last := t.first - 1
	for row := t.first; row <= t.last; row++ {
		switch {
		case t.grid.at(row, title.at) != nil:
			last = row
		case row > last+1 || filledCells(t.grid, row) > 0:
			return last
		}
	}
	return last
}

// textsAbove are the sheet's own title texts: they stand in the first cells
// of a turned grid's heading row, before its first heading.
func textsAbove(g *grid, t *table) []note {
	var notes []note
	for col := 1; col <= g.width; col++ {
		cell := g.at(t.head, col)
		if cell == nil || cell.Kind() != workbook.Text {
			continue
		}
		if c := t.columnAt(col); c == nil {
			notes = append(notes, note{clean(cell.Raw()), g.ref(t.head, col), t.head, col})
		}
	}
	return notes
}
