package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// table (tabel) is a region of a grid with headings over its columns.
type table struct {
	grid       *grid
	head, foot int // first and last row of headings
	first      int // first and last row of the body
	last       int
	columns    []column
	titles     []note // texts above the table, nearest first
	notes      []note // texts below and beside it
	scenarios  bool   // its rows are alternatives of one project
	numbered   bool   // its rows are of the cases whose numbers they begin with
	groupCol   int    // the column that groups its lines, 0 for none
	labelCol   int    // the column that names them, where another groups them

	yearsAt int  // the column of years that its first row heads without saying so; 0 for none
	posted  bool // its rows are postings, each with its day
	undated bool // its "Beløb" is all there is: no heading of the book says a time

	rowUnits bool // some of its rows say a unit of their own

	factors     map[int]bool // rows that others are products of
	products    map[int]bool // rows that are such products
	unchosen    map[int]bool // columns of alternatives that do not count
	kindDoubted map[int]bool // rows that name a cost below a title with a word for benefits
	kindless    map[int]bool // columns of a profile whose words say no kind
	less        map[int]int  // columns that count as the difference from another
	changes     [][3]int     // columns before and after, and of the change from the one to the other

	ownSheet map[string]bool // see own
}

// own is the set of the table's own sheet, which the cases of its rows share.
func (t *table) own() map[string]bool {
	if t.ownSheet == nil {
		t.ownSheet = map[string]bool{t.key(): true}
	}
	return t.ownSheet
}

// note is a text with its cell.
type note struct {
	text     string
	ref      string
	row, col int // in the grid
}

// column finds the first column in a role; nil when there is none.
func (t *table) column(roles ...role) *column {
	t.grid.words.spend()
	for _, r := range roles {
		for i := range t.columns {
			if t.columns[i].role == r {
				return &t.columns[i]
			}
		}
	}
	return nil
}

// headRef is the address of a column's lowest heading cell.
func (t *table) headRef(col int) string {
	for row := t.foot; row >= t.head; row-- {
		if t.grid.at(row, col) != nil {
			return t.grid.ref(row, col)
		}
	}
	return t.grid.ref(t.head, col)
}

// sameHeadRef is the address of the first heading of amounts that says the same
// as a column's but for its time, or but for its series where that is all they
// say, as "Plan" and "Realiseret" do: what is asked of one is asked of all.
func (t *table) sameHeadRef(col int) string {
	own := t.columnAt(col)
	for i := range t.columns {
		c := &t.columns[i]
		if own != nil && c.time.known() && own.time.known() && c.role == own.role && (c.name == own.name || saysOnlySeries(c) && saysOnlySeries(own)) {
			return t.headRef(c.at)
		}
	}
	return t.headRef(col)
}

// key is the sheet's name: tables of one sheet share their questions, but for
// cases that stand beside each other.
func (t *table) key() string { return t.grid.key() }

func (g *grid) key() string { return firstWord(g.part, g.sheet.Name) }

// tablesIn finds the tables of a grid, from the top down; those that share
// their heading rows stand beside each other.
func tablesIn(g *grid) []*table {
	var tables, block []*table
	above := 1
	for row := 1; row <= g.last(); row++ {
		head, foot, ok := headingBlock(g, row)
		if !ok || head < above || restsOnYears(block, row) {
			continue
		}
		beside := tablesUnder(g, head, foot)
		if len(beside) == 0 {
			continue
		}
		for _, t := range block {
			t.last = min(t.last, head-1)
		}
		block = beside
		tables = append(tables, block...)
		row, above = foot, foot+1
	}
	for _, t := range tables {
		t.close()
		t.settleColumns()
	}
	for i, t := range tables {
		t.titles = textsBetween(g, endBefore(tables[:i], t)+1, t.head-1)
		if i > 0 && tables[i-1].head == t.head || i+1 < len(tables) && tables[i+1].head == t.head {
			t.titles = slices.DeleteFunc(t.titles, t.standsOverOthers)
		}
		slices.Reverse(t.titles)
		slices.SortStableFunc(t.titles, t.ownFirst)
	}
	return slices.DeleteFunc(tables, func(t *table) bool { return t.last < t.first })
}

// tablesUnder are the tables under a block of headings, from the left.
func tablesUnder(g *grid, head, foot int) []*table {
	var tables []*table
	for from := 1; from > 0; {
		t := &table{grid: g, head: head, foot: foot, first: foot + 1, last: g.last()}
		if g.numbersColumns(t.first) && t.first < t.last {
			t.first++
		}
		t.columns, from = columnsOf(g, head, foot, from)
		for row := head; row <= foot && t.yearsAt == 0; row++ {
			if h := g.headRow(row); !h.heads() || h.times == 0 && h.firstCol > 1 && isYearCell(g, row+1, h.firstCol-1) {
				t.headYears(h)
			}
		}
		if len(t.columns) >= 2 {
			tables = append(tables, t)
		}
	}
	return tables
}

// endBefore is the last row of the tables above t; 0 when there are none.
func endBefore(above []*table, t *table) int {
	end := 0
	for _, other := range above {
		if other.head < t.head {
			end = max(end, other.last)
		}
	}
	return end
}

// standsOverOthers tells whether a text above tables that stand beside each
// other is about another one of them: short, and not over t's own columns.
func (t *table) standsOverOthers(n note) bool {
	own := t.columns[0].at <= n.col && n.col <= t.columns[len(t.columns)-1].at
	return !own && kindIn(fold(n.text)) != "" && len(n.text) < 40
}

// ownFirst puts the texts over a table's own columns before those over others
// beside it: both may say a unit.
func (t *table) ownFirst(a, b note) int {
	own := func(n note) int {
		if t.columns[0].at <= n.col && n.col <= t.columns[len(t.columns)-1].at {
			return 0
		}
		return 1
	}
	if t.grid.turned {
		return 0
	}
	return own(a) - own(b)
}

// titledBelow tells whether a row is a title below an empty one: what stands
// under it begins anew, whatever years it names.
func (t *table) titledBelow(row int) bool {
	cell, col := t.label(row)
	return cell != "" && filledCells(t.grid, row) == 1 && col == t.columns[0].at && t.emptyRow(row-1)
}

// restsOnYears tells whether a row that reads as headings is rather a row of
// an open table whose amounts look like years: "Licens 2005 2006" under 2016
// and 2017. Headings said again say the same years, or follow a blank row.
func restsOnYears(block []*table, row int) bool {
	for _, t := range block {
		if year := t.column(roleYear); year != nil {
			if _, posted := t.rowTime(row, year.at); posted {
				return true // a row of a long table, whose amount looks like a year as well
			}
		}
		label, col := t.label(row)
		if label == "" || row <= t.first && t.foot+1 < row || t.emptyRow(row-1) || t.titledBelow(row-1) {
			continue
		}
		same, other := 0, 0
		for _, c := range t.columns {
			cell := t.grid.at(row, c.at)
			if c.at == col || cell == nil || !c.time.known() || c.time.form == manyYears {
				continue
			}
			yearly := c.time.form == inYear || c.time.form == inOffset
			n, ok := wholeNumber(cell)
			if said := yearSaid(cell); !ok && said >= 0 {
				n, ok = said, true
			}
			if ok && !yearly && n < 1900 { // 1, 2, 3 under months
				other++
			} else if !yearly {
				same++
			} else if ok && n != c.time.year {
				other++
			} else {
				same++
			}
		}
		if same == 0 && other > 0 || same > 0 && !t.headsNumbers(row, col) {
			return true
		}
	}
	return false
}

// headsNumbers tells whether there is anything for a row to be the headings of:
// below it, or below a section that stands there when the row repeats the years
// of all columns, comes more than the end, a blank row or another such row.
func (t *table) headsNumbers(row, labelCol int) bool {
	below := row + 1
	if t.repeatsYears(row) && t.filled(below, t.amounts()) == 0 && t.grid.text(below, labelCol) != "" {
		below++
	}
	years := yearRun(t.grid, below)
	for i, cell := range t.grid.row(below) {
		if _, year := years[i+1]; cell != nil && i+1 != labelCol && !year {
			return true
		}
	}
	return false
}

// repeatsYears tells whether a row says the year of every column that has one.
func (t *table) repeatsYears(row int) bool {
	years := 0
	for _, c := range t.columns {
		if c.time.form != inYear && c.time.form != inSplitYear && c.time.form != inOffset {
			continue
		}
		cell := t.grid.at(row, c.at)
		if cell == nil || yearSaid(cell) != c.time.year {
			return false
		}
		years++
	}
	return years > 1
}

// yearSaid is the year, or its number in a count, that a cell says, stored or
// written; -1 when it says none.
func yearSaid(cell *workbook.Cell) int {
	if n, ok := wholeNumber(cell); ok {
		return n
	}
	if label, _ := timeIn(cell.Raw()); label.form == inYear || label.form == inSplitYear || label.form == inOffset {
		return label.year
	}
	return -1
}

// close ends the body at its last row with a number and keeps the texts after
// it as notes.
func (t *table) close() {
	end := t.last
	ended := false
	gap := 0
	for row := t.first; row <= end; row++ {
		if t.emptyRow(row) {
			gap++
			if ended && gap > 0 || gap > 4 {
				t.last = row - 1
				break
			}
			continue
		}
		gap = 0
		if t.column(roleTitle) != nil {
			continue // rows of a register are cases, whatever their titles say
		}
		label, _ := t.label(row)
		switch t.grid.heading(label).role {
		case roleNet, roleAccumulated:
			ended = true
		}
	}
	for t.last >= t.first && (!t.hasNumber(t.last) && !t.awaitsAmounts(t.last) || end < t.grid.last() && isYearBanner(t.grid, t.last)) {
		t.last--
	}
	t.notes = textsBetween(t.grid, t.last+1, end)
	if end < t.grid.last() {
		t.notes = withoutLast(t.notes, end)
	}
}

// withoutLast leaves out the texts that stand directly above the next table:
// they speak of that one.
func withoutLast(notes []note, row int) []note {
	for i := len(notes) - 1; i > 0; i-- {
		switch notes[i].row {
		case row:
		case row - 1:
			row--
		default:
			return notes[:i+1]
		}
	}
	return notes
}

func (t *table) emptyRow(row int) bool {
	for _, c := range t.columns {
		if t.grid.at(row, c.at) != nil {
			return false
		}
	}
	return true
}

// hasNumber tells whether a row holds a number, or words around one where the
// column says costs or benefits.
func (t *table) hasNumber(row int) bool {
	for i, c := range t.columns {
		if cell := t.grid.at(row, c.at); cell != nil && (cell.Kind() != workbook.Text || looksLikeNumber(cell.Raw()) || i > 0 && c.kind != "" && speaksOfKroner(cell.Raw())) {
			return true
		}
	}
	return false
}

// awaitsAmounts tells whether a row names a case or a line and has words where
// its amounts belong, "Bom | 100-150.000 | indgår i Porte". Texts that fill the
// row only from its name on are no such row.
func (t *table) awaitsAmounts(row int) bool {
	label, col := t.label(row)
	if label == "" || t.grid.heading(label).role == roleRemarks || saysAside.MatchString(fold(label)) {
		return false
	}
	words := 0
	for _, c := range t.amounts() {
		switch cell := t.grid.at(row, c.at); {
		case cell == nil || c.at == col:
		case cell.Kind() != workbook.Text || len(cell.Raw()) > longestPending:
			return false
		default:
			words++
		}
	}
	return words > 0
}

// longestPending is how long a text may be that stands where an amount belongs.
const longestPending = 40

// textsBetween are the texts of rows from first to last, in reading order.
func textsBetween(g *grid, first, last int) []note {
	var notes []note
	for row := max(first, 1); row <= last && row <= g.last(); row++ {
		for i, cell := range g.row(row) {
			if cell != nil && cell.Kind() == workbook.Text && len(cell.Raw()) <= longestWording {
				notes = append(notes, note{clean(cell.Raw()), g.ref(row, i+1), row, i + 1})
			}
		}
	}
	return notes
}

// amounts are the columns that may hold amounts: they say a time, or a kind.
func (t *table) amounts() []column {
	t.grid.words.spend()
	columns := make([]column, 0, len(t.columns))
	for _, c := range t.columns {
		if t.undated && c.role == roleAmount && c.numbers > 0 {
			columns = append(columns, c)
			continue
		}
		timed := c.time.known() && c.time.form != manyYears && (c.role == noRole || c.role == roleMoney || c.role == roleBenefit || c.role == roleScenario && c.numbers > 0)
		plain := (c.role == roleMoney || c.role == roleFullYear) && c.numbers > 0
		if (timed || plain) && c.measure != notMoney {
			columns = append(columns, c)
		}
	}
	return columns
}

// labelColumn is the column of the words that name a row; 0 when it has none.
func (t *table) labelColumn(row int) int {
	_, col := t.label(row)
	return col
}

// groupAt is what a column left of the labels says about a row and those below
// it: "Udgifter", said once or merged downwards. "" where it says nothing.
func (t *table) groupAt(row, labelCol int) string {
	if t.groupCol == 0 || labelCol <= t.groupCol {
		return ""
	}
	return t.grid.text(row, t.groupCol)
}

// settleGroups finds the column that groups the lines of a table: words to the
// left of the names of the lines, on fewer rows than those, or merged down.
func (t *table) settleGroups() {
	names, groups, bare := map[int]int{}, map[int]int{}, map[int]int{}
	merged := map[int]bool{}
	amounts := t.amounts()
	if len(amounts) == 0 || t.column(roleTitle) != nil || t.column(roleYear) != nil {
		return
	}
	for row := t.first; row <= t.last; row++ {
		if t.filled(row, amounts) == 0 {
			continue
		}
		for _, c := range t.columns {
			if c.at >= amounts[0].at {
				break
			}
			if text := t.grid.text(row, c.at); text != "" && !looksLikeNumber(text) {
				names[c.at]++
				if t.grid.heading(text).kind != "" {
					groups[c.at]++
				}
				if isBareKind(text) {
					bare[c.at]++ // it names no line, though a line each may stand beside it
				}
				merged[c.at] = merged[c.at] || t.grid.spanFoot(row, c.at) > row
			}
		}
	}
	most := 0
	for _, c := range t.columns {
		if c.at < amounts[0].at && (names[c.at] > names[most] || names[c.at] == names[most] && bare[most] == names[most]) && (c.role == noRole || c.role == rolePost || c.role == roleMoney || c.role == roleText) {
			most = c.at
		}
	}
	for _, c := range t.columns {
		if c.at < most && groups[c.at] > 0 && (names[c.at] < names[most] || merged[c.at] || groups[c.at] == names[c.at]) {
			t.groupCol, t.labelCol = c.at, most
			return
		}
	}
}
