package importers

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// assignCases gives the lines that no register named a case: one for the whole
// book when its sheets complete each other, one per sheet when each sheet is
// complete in itself.
func (r *reader) assignCases() {
	var sheets []*view
	for _, v := range r.views {
		if r.unassigned(v) {
			sheets = append(sheets, v)
		}
	}
	sheets = slices.DeleteFunc(sheets, r.assignStacked)
	if len(sheets) == 0 {
		return
	}
	if sheets = r.askSheetScenarios(sheets); len(sheets) == 0 {
		return
	}
	sheets, follows := r.followUps(sheets)
	defer func() {
		for _, v := range r.views {
			if of := follows[v]; of != nil {
				r.join(v, of)
			}
		}
	}()
	complete := 0
	for _, v := range sheets {
		if r.complete(v) {
			complete++
		}
	}
	if len(sheets) == 1 || complete < 2 && !r.sayTwice(sheets) {
		r.assign(r.bookSubject(sheets), sheets...)
		return
	}
	var title noted // of them all, which no sheet of theirs says for itself
	for _, v := range r.views {
		if !slices.Contains(sheets, v) {
			title.keep(v.master.title)
		}
	}
	for _, v := range sheets {
		s := r.sheetSubject(v)
		if !v.master.title.found() && title.found() {
			s.nameBy(title)
		}
		if saysScenario.MatchString(fold(v.sheet.Name)) {
			s.Title, s.scenario = joinTitle(s.Title, v.sheet.Name), v.sheet.Name
		}
		r.assign(s, v)
	}
}

// sayTwice tells whether two sheets whose titles are the same, but for the words of
// versions, say the same lines of the same times: two versions of a case, whatever
// becomes of their kinds, and no parts of it that add up.
func (r *reader) sayTwice(sheets []*view) bool {
	type amount struct {
		label string
		time  timeLabel
	}
	said := map[*workbook.Sheet]map[amount]bool{}
	for f := range r.facts.all {
		if sheet := f.table().grid.sheet; f.subject() == nil && f.label() != "" {
			if said[sheet] == nil {
				said[sheet] = map[amount]bool{}
			}
			said[sheet][amount{fold(f.label()), f.time()}] = true
		}
	}
	for i, v := range sheets {
		title := bareTitle(r.titleOf(v).text)
		for _, w := range sheets[:i] {
			own, theirs := said[v.sheet], said[w.sheet]
			if title == "" || title != bareTitle(r.titleOf(w).text) {
				continue
			}
			shared := 0
			for a := range own {
				if theirs[a] {
					shared++
				}
			}
			if shared >= 4 && 3*shared >= 2*max(len(own), len(theirs)) {
				return true
			}
		}
	}
	return false
}

func (r *reader) unassigned(v *view) bool {
	r.words.spendOn(r.facts.len())
	for f := range r.facts.all {
		if f.subject() == nil && f.table().grid.sheet == v.sheet {
			return true
		}
	}
	return false
}

// complete tells whether a sheet is a case of its own: it says its title, or
// has both costs and benefits.
func (r *reader) complete(v *view) bool {
	if v.master.title.found() || v.master.number.found() {
		return true
	}
	costs, benefits, open := false, false, false
	for f := range r.facts.all {
		if f.subject() == nil && f.table().grid.sheet == v.sheet {
			costs = costs || f.kind() == cost
			benefits = benefits || f.kind() == benefit
			open = open || f.kind() == ""
		}
	}
	return costs && benefits || open
}

// onSheets notes that a case has a sheet, or a part of one, of its own.
func (r *reader) onSheets(s *subject) {
	if r.ofSheets == nil {
		r.ofSheets = map[*subject]bool{}
	}
	r.ofSheets[s] = true
}

func (r *reader) assign(s *subject, sheets ...*view) {
	r.subjects = append(r.subjects, s)
	r.onSheets(s)
	for _, v := range sheets {
		if second := v.master.secondTitle; second.found() {
			r.find(Finding{Severity: portfolio.SeverityError, Code: "several-titles", Cell: second.ref, Raw: second.text, Args: map[string]any{"first": v.master.title.text, "second": second.text}})
		}
		s.sheets[v.grid.key()] = true
		for f := range r.facts.all {
			if f.subject() == nil && f.table().grid.sheet == v.sheet {
				f.setSubject(s)
			}
		}
	}
}

// bookSubject is the case of a whole workbook, named by its master data or the
// title of its cover.
func (r *reader) bookSubject(sheets []*view) *subject {
	s := &subject{Case: new(Case), sheets: map[string]bool{}}
	var m master
	for _, v := range r.views {
		m.merge(v.master)
	}
	s.describe(m)
	if s.Title == "" {
		var title noted
		for _, v := range r.views {
			if !r.unassigned(v) && len(v.tables) == 0 {
				title.keep(titleIn(v.upright(), titleRows))
			}
		}
		for _, v := range sheets {
			title.keep(r.titleOf(v))
		}
		for _, v := range r.views {
			if v.repeats {
				title.keep(r.titleOf(v))
			}
		}
		s.nameBy(title)
		if s.Organisation != "" && modelTitle.MatchString(fold(s.Title)) {
			s.Title += ", " + s.Organisation
		}
	}
	if s.Title == "" && len(sheets) == 1 && namesCase(sheets[0].sheet.Name) {
		s.Title = strings.TrimSpace(sheets[0].sheet.Name)
	}
	if s.Title == "" {
		r.askTitle(s, sheets[0])
	}
	return s
}

// modelTitle is the name of a model that many fill in, each for their own
// service area: without it all their cases would have one name.
var modelTitle = says(`^(beregnings)?(model|skabelon|skema|vaerktoej)\w* (til|for)\b`)

// sheetSubject is the case of one sheet.
func (r *reader) sheetSubject(v *view) *subject {
	s := &subject{Case: new(Case), sheets: map[string]bool{}}
	s.describe(v.master)
	if s.Title == "" {
		s.nameBy(r.titleOf(v))
	}
	switch {
	case s.Title != "":
	case v.strip > 0:
		r.askTitle(s, v)
	default:
		s.Title = strings.TrimSpace(v.sheet.Name)
	}
	return s
}

// titleOf is the title that stands above the first table of a sheet.
func (r *reader) titleOf(v *view) noted {
	if len(v.tables) == 0 || v.grid.turned {
		return titleIn(v.upright(), titleRows)
	}
	own := r.firstGiving(v)
	return titleWhere(v.grid, 1, min(v.tables[0].head-1, titleRows), func(row, col int) bool {
		return col <= own.columns[0].at || !seriesBetween(v.grid, row+1, own.head-1, col)
	})
}

// firstGiving is the first table of a sheet that gave lines, else its first.
func (r *reader) firstGiving(v *view) *table {
	for f := range r.facts.all {
		if f.table().grid == v.grid {
			return f.table()
		}
	}
	return v.tables[0]
}

// seriesBetween tells whether one of some rows holds numbers beside each other from
// a column on: what stands over them is about them.
func seriesBetween(g *grid, from, to, col int) bool {
	for row := from; row <= to; row++ {
		n := 0
		for i, cell := range g.row(row) {
			if i+1 >= col && numeric(cell) {
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

// askTitle asks for the name of a case that says none.
func (r *reader) askTitle(s *subject, v *view) {
	proposed, confidence := strings.TrimSpace(v.sheet.Name), 0.3
	if name := fileTitle(r.book.Name); name != "" && !namesCase(proposed) {
		proposed, confidence = name, 0.2
	}
	place := reference(v.sheet.Name, 1, 1)
	if v.strip > 0 {
		place, proposed = v.tables[0].headRef(v.tables[0].columns[0].at), proposed+" "+strconv.Itoa(v.strip)
	}
	s.Title = proposed
	if answer, ok := r.ask(Question{
		Key: "title@" + v.grid.key(), Code: "title", Cells: []string{place},
		Proposed: proposed, Confidence: confidence,
	}); ok {
		s.Title = answer
	}
}

func (s *subject) describe(m master) {
	s.Number, s.FocusArea, s.Organisation = m.number.text, m.focusArea.text, m.organisation.text
	s.nameBy(m.title)
	s.Fields = m.fields
	if m.rate.found() && m.rate.cell.Kind() == workbook.Number {
		rate := m.rate.cell.Number()
		if rate > 1 {
			rate /= 100
		}
		s.rate = &rate
	}
}

// merge keeps what is found first, sheet by sheet.
func (m *master) merge(other master) {
	m.title.keep(other.title)
	m.number.keep(other.number)
	m.focusArea.keep(other.focusArea)
	m.organisation.keep(other.organisation)
	m.unit.keep(other.unit)
	m.price.keep(other.price)
	if !m.baseYear.found() {
		m.firstYear = other.firstYear
	}
	m.baseYear.keep(other.baseYear)
	m.period.keep(other.period)
	m.vat.keep(other.vat)
	m.rate.keep(other.rate)
	m.fields = append(m.fields, other.fields...)
}

// master is the master data of the whole book.
func (r *reader) master() master {
	var m master
	for _, v := range r.views {
		m.merge(v.master)
	}
	return m
}
