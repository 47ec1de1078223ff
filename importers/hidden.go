package importers

import "raaderum/portfolio"

// nature is why an amount may be hidden. What is hidden for different reasons is
// asked about apart: one answer cannot be right for all of it.
type nature int8

// The natures.
const (
	inHiddenRow  nature = iota
	hiddenAgain         // its column says the time of one that is seen
	hiddenWithin        // its column's time is between those that are seen
	hiddenBeyond        // its column's time is before or after them, or none
)

// hiddenPart is what is hidden on a sheet for one reason.
type hiddenPart struct {
	sheet  string
	nature nature
	facts  []fact
}

// askAboutHidden asks, sheet by sheet, whether amounts in hidden rows and
// columns count. They are proposed when a visible sum counts them, and a year
// between years that are seen is, too.
func (r *reader) askAboutHidden() {
	leave := map[fact]bool{}
	parts := r.hiddenParts()
	ofSheet := map[string]int{}
	for _, p := range parts {
		ofSheet[p.sheet]++
	}
	for _, p := range parts {
		q := p.question()
		if ofSheet[p.sheet] > 1 {
			q.Key = "hidden@" + p.place()
		}
		switch {
		case r.summedUp(p.facts[0]):
			q.Proposed, q.Confidence = include, 0.8
		case p.nature == hiddenWithin:
			q.Proposed = include
		}
		answer, ok := r.ask(q)
		if !ok {
			answer = q.Proposed
		}
		for _, f := range p.facts {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "hidden-amount", Cell: f.ref(), Raw: f.cell().Raw()})
			leave[f] = leave[f] || answer == exclude
		}
	}
	r.drop(func(f fact) bool { return leave[f] })
}

// hiddenParts are what is hidden on the book's sheets, in the order it stands in.
func (r *reader) hiddenParts() (parts []*hiddenPart) {
	type key struct {
		sheet  string
		nature nature
	}
	known := map[key]*hiddenPart{}
	natures := map[*table]map[int]nature{}
	add := func(f fact, n nature) {
		k := key{f.sheet(), n}
		if known[k] == nil {
			known[k] = &hiddenPart{sheet: k.sheet, nature: n}
			parts = append(parts, known[k])
		}
		known[k].facts = append(known[k].facts, f)
	}
	for f := range r.facts.all {
		t := f.table()
		if !t.grid.hidden(f.row(), f.col()) {
			continue
		}
		if natures[t] == nil {
			natures[t] = t.hiddenNatures()
		}
		n, column := natures[t][f.col()]
		if column {
			add(f, n)
		}
		if !column || t.hidesRow(f.row()) {
			add(f, inHiddenRow)
		}
	}
	return parts
}

// hiddenNatures are the natures of a table's hidden columns of amounts.
func (t *table) hiddenNatures() map[int]nature {
	natures := map[int]nature{}
	columns := t.amounts()
	for _, c := range columns {
		if !t.hidesColumn(c.at) {
			continue
		}
		before, after, again := false, false, false
		for _, seen := range columns {
			if t.hidesColumn(seen.at) || !seen.time.known() || !c.time.known() || seen.kind != c.kind {
				continue
			}
			same := seen.time == c.time && seen.series == c.series
			again = again || same
			before, after = before || seen.time.year < c.time.year, after || seen.time.year > c.time.year
		}
		switch {
		case again:
			natures[c.at] = hiddenAgain
		case before && after:
			natures[c.at] = hiddenWithin
		default:
			natures[c.at] = hiddenBeyond
		}
	}
	return natures
}

// hidesColumn tells whether a column is hidden, whatever rows are.
func (t *table) hidesColumn(col int) bool {
	if t.grid.turned {
		return t.grid.sheet.HiddenRows[col]
	}
	return t.grid.sheet.HiddenCols[col]
}

// hidesRow tells whether a row is hidden, whatever columns are.
func (t *table) hidesRow(row int) bool {
	if t.grid.turned {
		return t.grid.sheet.HiddenCols[row]
	}
	return t.grid.sheet.HiddenRows[row]
}

// question asks whether a part counts.
func (p *hiddenPart) question() Question {
	q := Question{
		Key: "hidden@" + p.sheet, Code: "hidden", Cells: refsOf(p.facts), Options: []string{exclude, include},
		Proposed: exclude, Confidence: 0.6, Args: map[string]any{"n": len(p.facts), "sheet": p.sheet},
	}
	if p.nature != inHiddenRow {
		first, last := p.facts[0], p.facts[0]
		for _, f := range p.facts {
			if f.table() == first.table() && f.col() > last.col() {
				last = f
			}
		}
		q.Code, q.Args["first"], q.Args["last"] = "hidden-column", first.table().columnName(first.col()), last.table().columnName(last.col())
		if first.col() != last.col() {
			q.Code = "hidden-columns"
		}
	}
	return q
}

// place is where a part begins: the heading of its first column, or its first
// amount.
func (p *hiddenPart) place() string {
	first := p.facts[0]
	if p.nature == inHiddenRow {
		return first.ref()
	}
	return first.table().headRef(first.col())
}
