package importers

import (
	"maps"
	"slices"

	"raaderum/importers/workbook"
)

// governing (styrende tekster) is where the texts of a sheet stand that govern its
// numbers, found by position alone: what kind of table a number belongs to, and
// how it was read, is not asked.
type governing struct {
	sheet *workbook.Sheet
	words *lexicon
	*givers
	first  int // column that gave amounts
	titles []saidAt
	name   []saidAt // of the sheet
	blocks []block
	passed []*workbook.Row  // that name a kind and gave no amounts
	beside map[int][]saidAt // texts that are merged down beside rows, by row

	row    int // of which besides are
	inRow  []saidAt
	merged map[place]workbook.Range
}

// givers are the rows and columns of a sheet that gave amounts.
type givers struct{ rows, columns []bool }

func (g *givers) note(row, col int) {
	for len(g.columns) <= col {
		g.columns = append(g.columns, false)
	}
	for len(g.rows) <= row {
		g.rows = append(g.rows, false)
	}
	g.rows[row], g.columns[col] = true, true
}

func (g *givers) gives(col int) bool { return col < len(g.columns) && g.columns[col] }

// saidAt are the marks of a text and where it stands.
type saidAt struct {
	*marks
	row, col int
	text     string
	alone    bool // in its row
}

// block is a run of rows with numbers below texts.
type block struct {
	first   int
	banners []saidAt         // between the headings and it, from the nearest
	titles  []saidAt         // above the headings, from the nearest
	heads   map[int][]saidAt // over the columns, from the nearest

	posted   *saidAt // the first heading over postings; nil where there is none
	ofCases  []int   // the columns that name cases
	surveyed bool    // the two above are known
}

func newGoverning(sheet *workbook.Sheet, words *lexicon, gave *givers) *governing {
	g := &governing{sheet: sheet, words: words, givers: gave, first: slices.Index(gave.columns, true), beside: map[int][]saidAt{}, merged: map[place]workbook.Range{}}
	g.name = []saidAt{{marks: words.marks.of(clean(sheet.Name)), row: 1, col: 1, text: sheet.Name, alone: true}}
	for _, m := range sheet.Merged {
		g.merged[place{m.FirstRow, m.FirstCol}] = m
	}
	g.survey()
	return g
}

// textRow is a row of texts without amounts.
type textRow struct {
	number int
	cells  []saidAt
	heads  bool // some stand over amounts
}

// survey finds the blocks of the sheet.
func (g *governing) survey() {
	var run []textRow
	last := block{heads: map[int][]saidAt{}}
	inNumbers := true
	for i := range g.sheet.Rows {
		row := &g.sheet.Rows[i]
		g.words.spendOn(len(row.Cells))
		switch {
		case !saysAnything(row.Cells):
		case g.holdsAmounts(row.Cells):
			if len(run) > 0 {
				last = g.blockBelow(run, last, row.Number)
				g.blocks, run = append(g.blocks, last), nil
			} else if len(g.blocks) == 0 {
				last.first = row.Number
				g.blocks = append(g.blocks, last)
			}
			inNumbers = true
			if row.Number >= len(g.rows) || !g.rows[row.Number] {
				last = g.passBy(row, last)
			}
			g.mergedDown(row)
		default:
			if inNumbers {
				run, inNumbers = nil, false
			}
			run = append(run, g.textsOf(row))
		}
	}
}

func saysAnything(cells []workbook.Cell) bool {
	return slices.ContainsFunc(cells, func(c workbook.Cell) bool { return !blank(&c) })
}

// holdsAmounts tells whether a row gave amounts, or has a number that is no year in
// a column that did.
func (g *governing) holdsAmounts(cells []workbook.Cell) bool {
	if row := cells[0].Row(); row < len(g.rows) && g.rows[row] {
		return true
	}
	for i := range cells {
		c := &cells[i]
		if !g.gives(c.Col()) {
			continue
		}
		switch c.Kind() {
		case workbook.Number:
			if x := c.Number(); x != float64(int(x)) || x < firstMarkedYear || x > lastMarkedYear {
				return true
			}
		case workbook.Text:
			if raw := c.Raw(); looksLikeNumber(raw) && !markedYear.MatchString(raw) {
				return true
			}
		}
	}
	return false
}

// The years that a number is one of.
const (
	firstMarkedYear = 1980
	lastMarkedYear  = 2069
)

// textsOf are the texts of a row, and the years that stand there as numbers.
func (g *governing) textsOf(row *workbook.Row) textRow {
	texts := textRow{number: row.Number}
	for i := range row.Cells {
		c := &row.Cells[i]
		said, ok := g.said(c)
		if !ok {
			continue
		}
		texts.cells = append(texts.cells, said)
		m, spans := g.merged[place{c.Row(), c.Col()}]
		if c.Col() >= g.first && (len(said.text) > longestOver || texts.cells[0].col < g.first && texts.cells[0].describes()) {
			texts.cells[len(texts.cells)-1].marks = unmarked // what a case is, not what its numbers are
		}
		texts.heads = texts.heads || g.gives(c.Col()) && (!spans || m.LastCol == c.Col() || c.Col() > g.first) || spans && c.Col() >= g.first && m.LastCol > c.Col()
	}
	if len(texts.cells) == 1 {
		texts.cells[0].alone = true
	}
	if days := texts.days(row); len(days) == 1 && len(texts.cells) > 1 {
		texts.cells[days[0]].marks = unmarked // a field of the case: when it begins, not what stands below it
	}
	return texts
}

// days are the places of the texts that are dates.
func (t textRow) days(row *workbook.Row) []int {
	var days []int
	for i, said := range t.cells {
		if c := row.At(said.col); c != nil && c.Kind() == workbook.DateTime {
			days = append(days, i)
		}
	}
	return days
}

// said are the marks of a cell.
func (g *governing) said(c *workbook.Cell) (saidAt, bool) {
	at := saidAt{row: c.Row(), col: c.Col(), marks: unmarked}
	switch c.Kind() {
	case workbook.Text:
		at.text = clean(c.Raw())
		if at.text == "" {
			return at, false
		}
		if len(at.text) <= longestMarked {
			at.marks = g.words.marks.of(at.text)
		}
		return at, true
	case workbook.DateTime:
		if day := c.Time(); !day.IsZero() {
			at.text, at.marks = day.Format("2.1.2006"), &marks{year: day.Year(), last: day.Year(), whole: true}
			return at, true
		}
	case workbook.Number:
		if x := int(c.Number()); float64(x) == c.Number() && x >= firstMarkedYear && x <= lastMarkedYear {
			at.text, at.marks = c.Raw(), &marks{year: x, last: x, whole: true}
			return at, true
		}
	}
	return at, false
}

// describes tells whether a text says that those beside it are about a case: when it
// begins, how far it is, what is said of it.
func (s saidAt) describes() bool {
	return s.about == aboutDays || s.about == aboutStates || s.about == aboutRemarks
}

// longestOver is how long a heading may be that says what stands below it.
const longestOver = 60

// longestMarked is how long a text may be whose marks are about what stands beside
// or below it; a longer one tells a story.
const longestMarked = 160

// blockBelow is the block that begins in a row below some texts. Headings that do
// not stand there stand further up, over the block before.
func (g *governing) blockBelow(run []textRow, before block, first int) block {
	b := block{first: first, heads: before.heads, titles: before.titles}
	covered := map[int]bool{}
	for _, row := range run {
		for _, said := range row.cells {
			for col := said.col; row.heads && col <= g.reach(said); col++ {
				covered[col] = covered[col] || g.gives(col)
			}
		}
	}
	over, columns := 0, 0
	for col, gives := range g.columns {
		if gives {
			columns++
		}
		if covered[col] {
			over++
		}
	}
	heads := over >= 2 || over > 0 && over >= columns
	if len(g.blocks) > 0 && !slices.ContainsFunc(run, func(row textRow) bool {
		return row.heads && slices.ContainsFunc(row.cells, func(said saidAt) bool { return said.col >= g.first && (!said.none() || said.timed) })
	}) {
		heads = false // a case without amounts
	}
	var below, above []saidAt // the headings
	passed := !heads
	for _, row := range slices.Backward(run) {
		switch n := len(row.cells); {
		case row.heads && heads:
			passed = true
		case n > 2 || n == 2 && row.cells[0].col > max(g.first, 1):
		case passed:
			above = append(above, row.cells...)
		default:
			below = append(below, row.cells...)
		}
	}
	if len(g.blocks) == 0 {
		g.titles = above
	}
	switch {
	case heads:
		b.banners, b.titles = below, above
	case len(g.blocks) == 0:
		b.titles = above
		return b
	default:
		b.banners = above
		return b
	}
	b.heads = map[int][]saidAt{}
	lowest := -1
	for i, row := range slices.Backward(run) {
		if !row.heads {
			continue
		}
		lowest = max(lowest, i)
		for j, said := range row.cells {
			reach := g.reach(said)
			if i < lowest && said.col >= g.first && reach == said.col { // what is not merged reaches to the next
				for reach+1 < len(g.columns) && (j+1 == len(row.cells) || reach+1 < row.cells[j+1].col) {
					reach++
				}
			}
			for col := said.col; col <= reach; col++ {
				b.heads[col] = append(b.heads[col], said)
			}
		}
	}
	return b
}

// surveyHeads finds what the headings of a block say of all its amounts.
func (g *governing) surveyHeads(b *block) {
	if b.surveyed {
		return
	}
	b.surveyed = true
	for _, col := range slices.Sorted(maps.Keys(b.heads)) {
		heads := b.heads[col]
		if heads[0].about == aboutCases && !g.gives(col) {
			b.ofCases = append(b.ofCases, col)
		}
		at := slices.IndexFunc(heads, func(said saidAt) bool { return said.about == aboutPostings })
		if at >= 0 && b.posted == nil {
			b.posted = &heads[at]
		}
	}
}

// namingCases are the columns of a block that name cases.
func (g *governing) namingCases(b *block) []int {
	g.surveyHeads(b)
	return b.ofCases
}

// overPostings is the first heading over postings.
func (g *governing) overPostings(b *block) (over saidAt, ok bool) {
	if g.surveyHeads(b); b.posted == nil {
		return saidAt{}, false
	}
	return *b.posted, true
}

// reach is the last column that a text stands over.
func (g *governing) reach(said saidAt) int {
	if m, ok := g.merged[place{said.row, said.col}]; ok {
		return min(m.LastCol, max(len(g.columns), said.col))
	}
	return said.col
}

// mergedDown keeps the texts of a row that are merged down beside the rows below.
func (g *governing) mergedDown(row *workbook.Row) {
	if len(g.sheet.Merged) == 0 {
		return
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		m, ok := g.merged[place{c.Row(), c.Col()}]
		if !ok || m.LastRow == c.Row() || c.Kind() != workbook.Text {
			continue
		}
		if said, ok := g.said(c); ok {
			for below := c.Row() + 1; below <= min(m.LastRow, c.Row()+longestMerged); below++ {
				g.beside[below] = append(g.beside[below], said)
			}
		}
	}
}

// longestMerged is over how many rows a text beside them is taken to be merged.
const longestMerged = 200

// passBy looks at a row with numbers that gave no amounts. One that names a kind or
// a sum, "Gevinster i alt", ends what the texts above the rows before it say.
func (g *governing) passBy(row *workbook.Row, last block) block {
	texts := g.textsOf(row).cells
	kind := false
	for i := range texts {
		texts[i].alone = false
		kind = kind || texts[i].kind != ""
	}
	if kind && !slices.ContainsFunc(texts, func(said saidAt) bool { return said.sum || said.unit == notMoney }) {
		g.passed = append(g.passed, row)
	}
	if !kind && !slices.ContainsFunc(texts, func(said saidAt) bool { return said.sum }) {
		return last
	}
	last.first, last.banners = row.Number, texts
	g.blocks = append(g.blocks, last)
	return last
}

// blockOf is the block that a row stands in.
func (g *governing) blockOf(row int) int {
	at, found := slices.BinarySearchFunc(g.blocks, row, func(b block, row int) int { return b.first - row })
	if found {
		return at
	}
	return at - 1
}

// textsBeside are the marks of the texts in a row, which is kept until another is
// asked for.
func (g *governing) textsBeside(number int) []saidAt {
	if g.row == number {
		return g.inRow
	}
	g.row, g.inRow = number, append(g.inRow[:0], g.beside[number]...)
	at, ok := slices.BinarySearchFunc(g.sheet.Rows, number, func(r workbook.Row, n int) int { return r.Number - n })
	if !ok {
		return g.inRow
	}
	cells := g.sheet.Rows[at].Cells
	for i := range cells {
		c := &cells[i]
		if g.gives(c.Col()) || c.Kind() != workbook.Text && c.Kind() != workbook.DateTime && c.Col() > g.first {
			continue
		}
		if said, ok := g.said(c); ok && said.marks != unmarked {
			g.inRow = append(g.inRow, said)
		}
	}
	return g.inRow
}
