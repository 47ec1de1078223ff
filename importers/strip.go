package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// strip (stribe) is what stands in some columns of a sheet, with a blank column
// or the same headings once more between it and its neighbours: a case beside
// another.
type strip struct {
	from, to int // its columns
	name     noted
	view     *view
}

// viewsOf are the views of a sheet: one, or one for each of the cases that stand
// beside each other on it. A text above all their names is about them all; any
// other is about the strip that it stands in.
func viewsOf(sheet *workbook.Sheet, words *lexicon) []*view {
	whole := newView(sheet, words)
	strips := stripsOf(whole, words)
	if len(strips) < 2 {
		return []*view{whole}
	}
	first := beginOf(strips)
	views := make([]*view, 0, len(strips))
	if left := partOf(sheet, 1, strips[0].from-1, 0); len(left.Rows) > 0 && strips[0].from > 1 {
		v := newView(left, words) // what stands left of them is none of them
		v.grid.part = reference(sheet.Name, 1, 1)
		views = append(views, v)
	}
	for i, s := range strips {
		v := newView(partOf(sheet, s.from, s.to, first), words)
		v.grid.part, v.strip = reference(sheet.Name, first, s.from), i+1
		v.master.title = s.name
		views = append(views, v)
	}
	return views
}

// beginOf is the row from which on each strip speaks for itself: that of the
// highest name; without names that of the highest table, or the first when
// another strip than the leftmost has something above its own.
func beginOf(strips []strip) int {
	first, alone := 0, true
	for i, s := range strips {
		row := s.view.tables[0].head
		if s.name.found() {
			row = s.name.cell.Row()
		} else if i > 0 {
			alone = alone && s.view.grid.firstRow() == row
		}
		if first == 0 || row < first {
			first = row
		}
	}
	if !alone {
		return 1
	}
	return first
}

// stripsOf are the cases that stand beside each other on a sheet, from the left:
// each has a table of amounts with lines and a name of its own above it. Fewer
// than two when the sheet is not laid out so.
func stripsOf(whole *view, words *lexicon) []strip {
	sheet := whole.sheet
	if whole.grid.turned || len(whole.tables) == 0 {
		return nil
	}
	level := standBeside(whole.tables)
	if !level && len(sheet.Rows) > tallestStrips {
		return nil
	}
	runs := filledRuns(sheet, whole.tables)
	if len(runs) < 2 {
		return nil
	}
	var strips []strip
	for _, run := range runs {
		v := newView(partOf(sheet, run[0], run[1], 0), words)
		switch {
		case !v.grid.turned && v.namesLines():
			strips = append(strips, strip{from: run[0], to: run[1], view: v})
		case len(strips) > 0:
			strips[len(strips)-1].to = run[1] // remarks, units
		}
	}
	if len(strips) < 2 {
		return nil
	}
	if !slices.ContainsFunc(strips, func(s strip) bool { return !s.view.nameless() || !s.view.saysBothKinds() }) {
		return strips // cases without names, each with costs and benefits of its own
	}
	names := map[string]bool{}
	for i := len(strips) - 1; i >= 0; i-- { // the first may have a title of them all above its own
		s := &strips[i]
		beside := 0
		if i+1 < len(strips) {
			beside = strips[i+1].name.cell.Row()
		}
		if s.name = s.view.ownName(beside); !s.name.found() || names[fold(s.name.text)] {
			return nil
		}
		names[fold(s.name.text)] = true
	}
	if !level && slices.ContainsFunc(strips, func(s strip) bool { return !s.view.saysBothKinds() }) {
		return nil
	}
	return strips
}

// tallestStrips is how many rows a sheet may have for cases to be looked for that
// begin in different rows: the headings of one stand beside the amounts of another.
const tallestStrips = 400

// saysBothKinds tells whether the words beside a view's amounts say costs and
// benefits.
func (v *view) saysBothKinds() bool {
	said := map[string]bool{}
	for _, t := range v.tables {
		amounts := t.amounts()
		if len(amounts) == 0 {
			continue
		}
		for row := t.first; row <= t.last; row++ {
			for col := t.columns[0].at; col < amounts[0].at; col++ {
				if text := v.grid.text(row, col); text != "" {
					said[v.grid.heading(text).kind] = true
				}
			}
		}
	}
	return said[cost] && said[benefit]
}

// nameless tells whether nothing above a view's first table may name a case.
func (v *view) nameless() bool {
	return !v.master.title.found() && !titleBetween(v.grid, 1, v.tables[0].head-1).found()
}

// standBeside tells whether tables begin right of others: in columns that those
// have no part in, above or below their end.
func standBeside(tables []*table) bool {
	return slices.ContainsFunc(tables, func(t *table) bool {
		return slices.ContainsFunc(tables, func(left *table) bool {
			return left.columns[len(left.columns)-1].at < t.columns[0].at-1 || t.follows(left)
		})
	})
}

// follows tells whether a table stands under the same row of headings as another
// with amounts and begins where that ends.
func (t *table) follows(left *table) bool {
	return t.head == left.head && left.columns[len(left.columns)-1].at == t.columns[0].at-1 && len(left.amounts()) > 0
}

// namesLines tells whether a view has a table of amounts whose lines have names.
func (v *view) namesLines() bool {
	return slices.ContainsFunc(v.tables, func(t *table) bool {
		amounts := t.amounts()
		return t.readable() && len(amounts) > 0 && slices.ContainsFunc(t.columns, func(c column) bool {
			return c.at < amounts[0].at && c.numbers == 0 && namesBelow(t.grid, t.first, c.at)
		})
	})
}

// ownName is the name of the case in a strip: what its master data says, else
// what stands above its first table, in the row of its neighbour's name where it
// has one there. Words for a kind, a series or an alternative name no case.
func (v *view) ownName(beside int) noted {
	if v.master.title.found() {
		return v.master.title
	}
	name := titleBetween(v.grid, beside, min(beside, v.tables[0].head-1))
	name.keep(titleBetween(v.grid, 1, v.tables[0].head-1))
	if !name.found() {
		return noted{}
	}
	h, words := v.grid.heading(name.text), fold(name.text)
	if h.kind != "" || h.series != "" || h.time.known() || h.role != noRole && h.role != roleMoney || titleKind(name.text) != "" || saysScenario.MatchString(words) || saysBaseline.MatchString(words) || sheetsOwn.MatchString(words) {
		return noted{}
	}
	return name
}

// sheetsOwn are words over a part of one case, which say no case.
var sheetsOwn = says(`^(?:foer|efter|nu|nuvaerende|nutid|fremtid\w*|i dag|in the future|as[- ]is|to[- ]be|as is|to be|uden|med|kommunen?|staten|regionen|borgerne?|virksomheder\w*|aar \d+|fase \d+|trin \d+|engang\w*|varig\w*|anlaeg|service|drift|loen|netto|brutto|i alt|samlet\w*|total\w*)\b`)

// filledRuns are the columns of a sheet that hold something, as runs between
// blank columns and where a table follows another.
func filledRuns(sheet *workbook.Sheet, tables []*table) [][2]int {
	begins := map[int]bool{}
	for _, t := range tables {
		begins[t.columns[0].at] = begins[t.columns[0].at] || slices.ContainsFunc(tables, t.follows)
	}
	var filled []bool
	for i := range sheet.Rows {
		cells := sheet.Rows[i].Cells
		for j := range cells {
			if cell := &cells[j]; !blank(cell) {
				for len(filled) <= cell.Col() {
					filled = append(filled, false)
				}
				filled[cell.Col()] = true
			}
		}
	}
	var runs [][2]int
	for col, ok := range filled {
		switch {
		case !ok:
		case col > 1 && filled[col-1] && !begins[col]:
			runs[len(runs)-1][1] = col
		default:
			runs = append(runs, [2]int{col, col})
		}
	}
	return runs
}

// around are the views from one outwards: itself, then all others but those of
// cases beside it on its sheet, which speak for themselves.
func (r *reader) around(v *view) []*view {
	views := []*view{v}
	for _, other := range r.views {
		if other != v && (v.grid.part == "" || other.sheet.Name != v.sheet.Name) {
			views = append(views, other)
		}
	}
	return views
}

// partOf is a sheet with the cells of some columns alone, and the whole rows
// above a row.
func partOf(sheet *workbook.Sheet, from, to, shared int) *workbook.Sheet {
	part := *sheet
	part.Rows = nil
	for i := range sheet.Rows {
		row := sheet.Rows[i]
		if row.Number >= shared {
			row.Cells = row.Between(from, to)
		}
		if len(row.Cells) > 0 {
			part.Rows = append(part.Rows, row)
		}
	}
	return &part
}
