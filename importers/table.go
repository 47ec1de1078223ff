package importers

import (
	"regexp"
	"slices"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
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
}

// column is one column of a table.
type column struct {
	heading
	at      int
	numbers int    // cells below with something that is or should be a number
	field   string // the master data it holds, "" for none
	weak    bool   // its kind is weaker than its row's: "Budget 2017", "Forbrug"
}

// note is a text with its cell.
type note struct {
	text string
	ref  string
}

// column finds the first column in a role; nil when there is none.
func (t *table) column(roles ...role) *column {
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

// key is the sheet's name: tables of one sheet share their questions.
func (t *table) key() string { return t.grid.sheet.Name }

// tablesIn finds the tables of a grid, from the top down.
func tablesIn(g *grid) []*table {
	var tables []*table
	above := 1
	for row := 1; row <= g.last(); row++ {
		head, foot, ok := headingBlock(g, row)
		if !ok || head < above {
			continue
		}
		t := &table{grid: g, head: head, foot: foot, first: foot + 1}
		t.columns = columnsOf(g, head, foot)
		if len(t.columns) < 2 {
			continue
		}
		if n := len(tables); n > 0 {
			tables[n-1].last = head - 1
		}
		t.titles = textsBetween(g, above, head-1)
		slices.Reverse(t.titles)
		t.last = g.last()
		tables = append(tables, t)
		row, above = foot, foot+1
	}
	for _, t := range tables {
		t.close()
		t.settleColumns()
	}
	return slices.DeleteFunc(tables, func(t *table) bool { return t.last < t.first })
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
	for t.last >= t.first && !t.hasNumber(t.last) {
		t.last--
	}
	t.notes = textsBetween(t.grid, t.last+1, end)
}

func (t *table) emptyRow(row int) bool {
	for _, c := range t.columns {
		if t.grid.at(row, c.at) != nil {
			return false
		}
	}
	return true
}

func (t *table) hasNumber(row int) bool {
	for _, c := range t.columns {
		if cell := t.grid.at(row, c.at); cell != nil && (cell.Kind != workbook.Text || looksLikeNumber(cell.Raw)) {
			return true
		}
	}
	return false
}

// settleColumns looks below the headings: at what a column holds, which year
// "efterfølgende år" is, whether "År" heads a column of years, and which of
// several columns names the cases.
func (t *table) settleColumns() {
	lastYear := 0
	for i := range t.columns {
		c := &t.columns[i]
		c.field, c.weak = fieldNamed(fold(c.text)), weakKind.MatchString(fold(c.name))
		for row := t.first; row <= t.last; row++ {
			if cell := t.grid.at(row, c.at); cell != nil && (cell.Kind != workbook.Text || looksLikeNumber(cell.Raw)) {
				c.numbers++
			}
		}
		switch c.time.form {
		case inYear:
			lastYear = c.time.year
		case afterwards:
			if lastYear == 0 {
				c.time = timeLabel{}
				break
			}
			c.time = timeLabel{form: inYear, year: lastYear + 1, onwards: true}
		}
	}
	if lastYear == 0 && t.column(roleYear) == nil {
		t.findYears()
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleYear && (lastYear > 0 || !t.yearsBelow(c)) {
			c.role = noRole
		}
	}
	t.settleNames()
}

// findYears makes the first column that holds nothing but years the axis of
// the table, when its headings name none and no column names cases.
func (t *table) findYears() {
	if len(t.columns) < 2 || t.column(roleTitle) != nil {
		return
	}
	for _, c := range t.columns {
		if c.time.known() {
			return
		}
	}
	c := &t.columns[0]
	if c.numbers+1 < t.last-t.first && t.yearsBelow(c) || c.numbers > 1 && c.text == "" && t.yearsBelow(c) && calendarYears(t, c) {
		c.role, c.kind = roleYear, ""
	}
}

// calendarYears tells whether the numbers of a column are all calendar years.
func calendarYears(t *table, c *column) bool {
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, c.at); cell != nil {
			if n, ok := wholeNumber(cell); ok && (n < 1990 || n > 2100) {
				return false
			}
		}
	}
	return true
}

// yearsBelow tells whether most cells of a column name times.
func (t *table) yearsBelow(c *column) bool {
	times, cells := 0, 0
	for row := t.first; row <= t.last; row++ {
		if t.grid.at(row, c.at) != nil {
			cells++
			if _, ok := t.rowTime(row, c.at); ok {
				times++
			}
		}
	}
	return 2*times > cells
}

// label is the words that name a row: the first text in a column that is for
// naming lines or cases, else the first text of the row.
func (t *table) label(row int) (text string, col int) {
	for _, c := range t.columns {
		switch c.role {
		case rolePost, roleBenefit, roleTitle:
			if text := t.grid.text(row, c.at); text != "" {
				return text, c.at
			}
		}
	}
	for _, c := range t.columns {
		if c.time.known() && !c.role.derived() {
			break
		}
		if text := t.grid.text(row, c.at); text != "" && !looksLikeNumber(text) {
			return text, c.at
		}
	}
	return "", 0
}

// textsBetween are the texts of rows from first to last, in reading order.
func textsBetween(g *grid, first, last int) []note {
	var notes []note
	for row := max(first, 1); row <= last && row <= g.last(); row++ {
		for i, cell := range g.row(row) {
			if cell != nil && cell.Kind == workbook.Text {
				notes = append(notes, note{clean(cell.Raw), g.ref(row, i+1)})
			}
		}
	}
	return notes
}

// headingBlock tells whether headings begin at a row or just below it, and
// which rows they take.
func headingBlock(g *grid, row int) (head, foot int, ok bool) {
	first := readHeadRow(g, row)
	if !first.heads() {
		return 0, 0, false
	}
	head, foot = row, row
	if above := readHeadRow(g, row-1); above.groups(g, first) {
		head--
	}
	for foot < g.last() && foot-head < 3 {
		below := readHeadRow(g, foot+1)
		if !below.continues(g, first, foot) {
			break
		}
		foot++
	}
	return head, foot, true
}

// longestHeading is how long a heading may be; what is longer is prose.
const longestHeading = 160

// headRow is a row read as if it were headings.
type headRow struct {
	row      int
	headings map[int]heading // by column, the ones that say something
	words    int             // text cells
	numbers  int             // cells with numbers that are no years
	times    int             // cells that name a time
	roles    int             // cells with a role
	firstCol int             // leftmost and rightmost cell that names a time or has a role
	lastCol  int
}

func readHeadRow(g *grid, row int) headRow {
	h := headRow{row: row, headings: map[int]heading{}}
	run := yearRun(g, row)
	for i, cell := range g.row(row) {
		if cell != nil && cell.Kind == workbook.Number {
			if _, year := run[i+1]; !year {
				h.numbers++ // data: nothing more needs to be known of the row
				return h
			}
		}
	}
	for i, cell := range g.row(row) {
		col := i + 1
		if cell == nil {
			continue
		}
		if label, ok := run[col]; ok {
			h.add(col, heading{text: clean(cell.Raw), time: label})
			h.times++
			continue
		}
		if cell.Kind == workbook.DateTime {
			if label, ok := dateLabel(cell); ok {
				h.add(col, heading{text: clean(cell.Raw), time: label})
				h.times++
				continue
			}
		}
		if cell.Kind != workbook.Text {
			h.numbers++
			continue
		}
		if len(cell.Raw) > longestHeading {
			h.words++ // prose
			continue
		}
		if looksLikeNumber(cell.Raw) || looksLikeDate(cell.Raw) {
			if label, _ := timeIn(cell.Raw); !label.known() || looksLikeDate(cell.Raw) {
				h.numbers++
				continue
			}
		}
		h.words++
		head := g.heading(cell.Raw)
		h.add(col, head)
		if head.time.known() && head.time.form != manyYears {
			h.times++
		}
		if head.role != noRole {
			h.roles++
		}
	}
	return h
}

func (h *headRow) add(col int, head heading) {
	h.headings[col] = head
	if h.firstCol == 0 {
		h.firstCol = col
	}
	h.lastCol = col
}

// heads tells whether the row can be the first row of headings.
func (h headRow) heads() bool {
	if h.numbers > 0 {
		return false
	}
	return h.times >= 2 || h.roles >= 3
}

// groups tells whether the row stands over the headings and groups them.
func (h headRow) groups(g *grid, below headRow) bool {
	if h.numbers > 0 || h.words == 0 {
		return false
	}
	spans := 0
	for col, head := range h.headings {
		if col <= below.firstCol && below.times > 0 && below.headings[col].time.form == timeless && len(h.headings) == 1 {
			return false // a title over the first column
		}
		if g.spanEnd(h.row, col) > col && g.spanEnd(h.row, col) < below.lastCol+1 && (col > below.firstCol || head.kind != "" || head.role != noRole) {
			spans++
		}
	}
	return spans > 0 && (len(h.headings) > 1 || spans > 0)
}

// continues tells whether the row carries on the headings above it: names
// under a heading that spans, or the years under "År 0, År 1, …".
func (h headRow) continues(g *grid, top headRow, foot int) bool {
	if len(h.headings) == 0 || h.numbers > 0 {
		return false
	}
	if h.times >= 2 {
		return true
	}
	under := 0
	for col := range h.headings {
		if covering(g, foot, col) {
			under++
		} else if g.at(foot, col) != nil && g.spanFoot(foot, col) <= foot {
			// a column with a heading of its own: only codes or units may follow
			if !saysYearsOnly.MatchString(fold(h.headings[col].text)) && !columnCode.MatchString(h.headings[col].text) && measureIn(fold(h.headings[col].text)) == unmeasured {
				return false
			}
		}
	}
	return under > 0 || h.words > 0 && under+codes(h) == len(h.headings)
}

var columnCode = regexp.MustCompile(`^\(?\d{1,2}\)?(?:\s*=.*)?$`)

func codes(h headRow) int {
	n := 0
	for _, head := range h.headings {
		if columnCode.MatchString(head.text) {
			n++
		}
	}
	return n
}

// covering tells whether a merged heading in the row reaches over the column.
func covering(g *grid, row, col int) bool {
	for left := col; left >= 1; left-- {
		if g.at(row, left) != nil {
			return g.spanEnd(row, left) >= col && g.spanEnd(row, left) > left
		}
	}
	return false
}

// columnsOf are the columns under a block of headings. A heading that spans
// columns says its words over each.
func columnsOf(g *grid, head, foot int) []column {
	rows := make([]headRow, 0, foot-head+1)
	firstCol, lastCol := 0, 0
	for row := head; row <= foot; row++ {
		h := readHeadRow(g, row)
		rows = append(rows, h)
		if h.firstCol > 0 && (firstCol == 0 || h.firstCol < firstCol) {
			firstCol = h.firstCol
		}
		lastCol = max(lastCol, h.lastCol)
	}
	for firstCol > 1 && columnFilled(g, foot+1, firstCol-1) {
		firstCol--
	}
	var columns []column
	for col := firstCol; col <= lastCol; col++ {
		c := column{at: col}
		said := false
		for i, h := range rows {
			own, ok := h.headings[col]
			if !ok {
				if own, ok = spanning(g, h, col, i < len(rows)-1); !ok {
					continue
				}
			}
			said = true
			c.heading = own.under(c.heading)
		}
		if !said && !columnFilled(g, foot+1, col) {
			if len(columns) > 0 && slices.ContainsFunc(columns, func(c column) bool { return c.time.known() || c.role != noRole }) {
				break // another table stands beside this one
			}
			continue
		}
		columns = append(columns, c)
	}
	return columns
}

// spanning is the heading that reaches over a column by merging, or, in an
// upper row, simply by standing to the left of it.
func spanning(g *grid, h headRow, col int, upper bool) (heading, bool) {
	for left := col - 1; left >= 1; left-- {
		head, ok := h.headings[left]
		if !ok {
			continue
		}
		if g.spanEnd(h.row, left) >= col {
			return head, true
		}
		if upper && g.spanEnd(h.row, left) == left && g.spanFoot(h.row, left) == h.row && head.role != roleYear && !head.role.names() && (head.kind != "" || head.series != "" || head.time.known()) {
			return head, true
		}
		return heading{}, false
	}
	return heading{}, false
}

func columnFilled(g *grid, row, col int) bool {
	for ; row <= g.last(); row++ {
		if g.at(row, col) != nil {
			return true
		}
	}
	return false
}

// yearRun finds the numbers of a row that are years of an axis: calendar years
// that rise, or 0, 1, 2, … from 0 or 1 on.
func yearRun(g *grid, row int) map[int]timeLabel {
	run := map[int]timeLabel{}
	offsets := map[int]timeLabel{}
	last, next := 0, -1
	for i, cell := range g.row(row) {
		if cell == nil {
			continue
		}
		whole, ok := wholeNumber(cell)
		switch {
		case !ok:
			if cell.Kind == workbook.Number {
				next = -2 // a number that is no year: these are data
			}
		case whole >= 1990 && whole <= 2100 && whole > last:
			run[i+1] = timeLabel{form: inYear, year: whole}
			last = whole
		case whole >= 1990 && whole <= 2100 && len(run) > 1 && whole <= last:
			run[i+1] = timeLabel{form: inYear, year: whole} // a second axis beside the first
			last = whole
		case next == -1 && (whole == 0 || whole == 1), whole == next:
			offsets[i+1] = timeLabel{form: inOffset, year: whole}
			next = whole + 1
		default:
			next = -2
		}
	}
	if len(run) >= 2 {
		return run
	}
	if len(offsets) >= 3 && next != -2 {
		return offsets
	}
	return nil
}

// wholeNumber is the whole number in a cell, stored as number or as text.
func wholeNumber(cell *workbook.Cell) (int, bool) {
	if cell.Kind == workbook.Number && cell.Number == float64(int(cell.Number)) {
		return int(cell.Number), true
	}
	return 0, false
}

// dateLabel is the period of a heading that is a date: a year when the format
// shows only that, else the month.
func dateLabel(cell *workbook.Cell) (timeLabel, bool) {
	if cell.Time.IsZero() {
		return timeLabel{}, false
	}
	year := cell.Time.Year()
	if onlyYear.MatchString(cell.Format) {
		return timeLabel{form: inYear, year: year}, true
	}
	return timeLabel{form: inMonth, year: year, part: int(cell.Time.Month())}, true
}

var onlyYear = regexp.MustCompile(`(?i)^[^dm]*[yå]+[^dm]*$`)

// amounts are the columns that may hold amounts: they say a time, or a kind.
func (t *table) amounts() []column {
	var columns []column
	for _, c := range t.columns {
		timed := c.time.known() && c.time.form != manyYears && (c.role == noRole || c.role == roleMoney || c.role == roleBenefit)
		plain := (c.role == roleMoney || c.role == roleFullYear) && c.numbers > 0
		if (timed || plain) && c.measure != notMoney {
			columns = append(columns, c)
		}
	}
	return columns
}

// seriesHere tells whether any column of the table is in the series.
func (t *table) seriesHere(series portfolio.Series) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.series == series })
}
