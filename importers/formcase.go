package importers

// collectForms reads sheets that are forms, labels with a value beside each and
// no year: "Anskaffelse: 450.000", "Årlig besparelse: 210.000". Only where the
// book has nothing else, for beside tables such a list is what they rest on.
func (r *reader) collectForms() {
	if r.facts.len() > 0 || len(r.subjects) > 0 {
		return
	}
	for _, v := range r.views {
		if len(v.tables) > 0 && holdsMoney(v.tables) {
			continue
		}
		if t := formIn(v.upright().turn()); t != nil {
			v.grid, v.tables, v.layout = t.grid, []*table{t}, "case-sheets"
			r.settleBaselines(t)
			r.readForm(t)
		}
	}
}

// fewestAmounts is how many labels of costs or benefits make a list a form.
const fewestAmounts = 2

// formIn finds the labels of a form in a turned grid, whose values stand in the
// row below them and nowhere further down; nil when there is none.
func formIn(g *grid) *table {
	for row := 1; row <= min(g.last(), 4); row++ {
		h := g.headRow(row)
		if h.numbers > 0 {
			continue
		}
		amounts := 0
		for col, head := range h.headings {
			_, one := quickNumber(g.at(row+1, col))
			_, more := quickNumber(g.at(row+2, col))
			switch {
			case head.role == roleMoney && head.kind != "" && one && more:
				return nil // a column of its own for something else
			case head.role == roleMoney && head.kind != "" && one:
				amounts++
			}
		}
		if amounts < fewestAmounts {
			continue
		}
		t := &table{grid: g, head: row, foot: row, first: row + 1, last: row + 1}
		t.columns = groupedColumns(g, row)
		t.titles = textsAbove(g, t)
		t.settleColumns()
		if len(t.amounts()) >= fewestAmounts {
			return t
		}
	}
	return nil
}

// readForm reads the amounts of a form, each called by its label.
func (r *reader) readForm(t *table) {
	columns := r.moneyColumns(t)
	heads := t.headRefs(columns)
	words := t.rowWords(t.first, 0)
	price, unit := t.rowPrice(t.first), t.rowUnit(t.first)
	for _, f := range r.rowFacts(t, t.first, columns) {
		c := t.columnAt(f.col())
		said := *f.saying()
		said.kind, said.recurrence = firstWord(strongKind(c), c.kind), c.recurrence
		said.blockKind = true
		said.price = firstPrice(said.price, price)
		f.sayUnder(c, said)
		f.call(c.naming(naming{c.name, heads[f.col()], words.rowNotes}))
		f.measureBy(unit)
		r.facts.add(f)
	}
}
