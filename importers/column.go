package importers

import (
	"slices"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// column is one column of a table.
type column struct {
	heading
	at      int
	numbers int     // cells below with something that is or should be a number
	field   string  // the master data it holds, "" for none
	base    *saying // what the headings alone say of a fact in it
	said    *saying // of the last fact in it
	before  *saying // what it said before it was given the period of said, if that was the last thing
	named   *naming // of that fact, when it is called by the column
}

// columnsOf are the columns under a block of headings, from a column on, and
// where the next table beside them begins; 0 when there is none. A heading that
// spans columns says its words over each.
func columnsOf(g *grid, head, foot, from int) (columns []column, next int) {
	rows := make([]headRow, 0, foot-head+1)
	firstCol, lastCol := 0, 0
	for row := head; row <= foot; row++ {
		h := g.headRow(row)
		rows = append(rows, h)
		if h.firstCol > 0 && (firstCol == 0 || h.firstCol < firstCol) {
			firstCol = h.firstCol
		}
		lastCol = max(lastCol, h.lastCol)
	}
	for firstCol > 1 && columnFilled(g, foot+1, firstCol-1) {
		firstCol--
	}
	if names := firstCol - 2; names > 0 && from == 1 && namesBelow(g, foot+1, names) && !namesBelow(g, foot+1, firstCol) {
		firstCol = names // a blank column stands between the lines' names and their amounts
		for firstCol > 1 && columnFilled(g, foot+1, firstCol-1) {
			firstCol--
		}
	}
	blank := false
	for col := max(firstCol, from); col <= lastCol; col++ {
		c := column{at: col}
		said, stands := false, false // stands: in the column itself, or merged to it
		for i, h := range rows {
			own, ok := h.headings[col]
			stands = stands || ok || covering(g, h.row, col)
			if !ok {
				if own, ok = spanning(g, h, col, i < len(rows)-1); !ok || leavesSpan(g, rows[i:], columns, col) {
					continue
				}
			}
			said = true
			c.heading = own.under(c.heading)
		}
		if (!said || !stands) && !columnFilled(g, foot+1, col) {
			blank = true
			continue
		}
		if (blank || headsAgain(columns, c)) && beginsTable(g, rows, columns, c, lastCol) {
			return columns, col
		}
		if blank && !goesOn(columns, c) {
			return columns, 0
		}
		blank = false
		columns = append(columns, c)
	}
	return columns, 0
}

// headsAgain tells whether a column is headed as the first one is: "Post" after
// the years of another "Post", with no blank column between.
func headsAgain(columns []column, c column) bool {
	return len(columns) > 1 && c.text != "" && fold(c.text) == fold(columns[0].text)
}

// beginsTable tells whether a column after a blank one begins another table
// rather than going on with this one: it has names below it, and after it the
// years begin again.
func beginsTable(g *grid, rows []headRow, columns []column, c column, lastCol int) bool {
	if c.time.known() || !namesBelow(g, rows[len(rows)-1].row+1, c.at) {
		return false
	}
	known := map[timeLabel]bool{}
	kinds, timed := false, false
	for _, before := range columns {
		known[before.time] = before.time.known()
		kinds, timed = kinds || before.kind != "", timed || before.time.known()
	}
	for col := c.at + 1; col <= lastCol; col++ {
		for _, h := range rows {
			if head, ok := h.headings[col]; ok && (known[head.time] || kinds && !timed && head.role == roleMoney) {
				return true
			}
		}
	}
	return false
}

// goesOn tells whether a column after a blank one belongs to the table before
// it: where that has a time axis, amounts without a time do not.
func goesOn(columns []column, c column) bool {
	timed := slices.ContainsFunc(columns, func(c column) bool { return c.time.known() })
	return !timed || c.time.known() || c.role != noRole && c.role != roleMoney
}

// namesBelow tells whether most cells of a column are words.
func namesBelow(g *grid, row, col int) bool {
	words, others := 0, 0
	for ; row <= g.last(); row++ {
		switch cell := g.at(row, col); {
		case cell == nil:
		case cell.Kind() == workbook.Text && !looksLikeNumber(cell.Raw()) && !speaksOfKroner(cell.Raw()):
			if danish.ParseNumber(cell.Raw()).Reading == danish.Unknown {
				continue // "ukendt" stands for a number
			}
			words++
		default:
			others++
		}
	}
	return words > others
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
		if upper && g.spanEnd(h.row, left) == left && g.spanFoot(h.row, left) == h.row && head.role != roleYear && !head.role.names() && (head.kind != "" || head.series != "" || head.time.known() || head.role == roleScenario) {
			return head, true
		}
		return heading{}, false
	}
	return heading{}, false
}

// leavesSpan tells whether a column stands right of those that a heading is said
// once over: they are years and it is none, nor a sum of them, and no merged cell
// says that it belongs to them.
func leavesSpan(g *grid, rows []headRow, before []column, col int) bool {
	if len(before) == 0 || !before[len(before)-1].time.known() || covering(g, rows[0].row, col) {
		return false
	}
	if len(rows) > 1 && rows[0].headYears(rows[1]) {
		return !rows[0].yearHolds(col)
	}
	for _, h := range rows[1:] {
		if head, ok := h.headings[col]; ok {
			return !head.time.known() && !head.role.derived() && head.kind == "" || head.role == roleRatio
		}
	}
	return false
}

func columnFilled(g *grid, row, col int) bool {
	for ; row <= g.last(); row++ {
		if g.at(row, col) != nil {
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
		if !c.time.known() { // "1. kvartal" is a time, not the first goal
			c.field = fieldNamed(fold(c.text))
		}
		for row := t.first; row <= t.last; row++ {
			if cell := t.grid.at(row, c.at); cell != nil && (cell.Kind() != workbook.Text || looksLikeNumber(cell.Raw()) || c.kind != "" && speaksOfKroner(cell.Raw())) {
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
	t.settleIdentifiers()
	t.settleUnitColumn()
	t.settleShortYears()
	t.settleLoneDay()
	t.settleBudgetYears()
	t.settleEstimates()
	t.settleYearEnds()
	t.settleQuarterEnds()
	t.settleYearsDown()
	t.settleMoneyBelow()
	t.settleOpposites()
	t.settleSeriesColumns()
	t.settleTypes()
	t.settleLabels()
	if lastYear == 0 && t.column(roleYear) == nil {
		t.settlePostings()
	}
	if lastYear == 0 && t.column(roleYear) == nil {
		t.findYears()
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleYear && c.at != t.yearsAt && (lastYear > 0 || !t.yearsBelow(c)) {
			c.role = noRole
		}
	}
	t.settleProfile()
	t.settleNames()
	t.settleOwners()
	t.settleSoleTotals()
	t.settleChanges()
	t.settleYearlyColumns()
	t.settleFullYears()
	t.settleGroups()
}

// settleLabels makes a column that names the lines what it is, though its
// heading can mean something else: "Økonomi" without a light below it, "Kategori"
// without a word for costs or benefits where no other column names the lines.
func (t *table) settleLabels() {
	for i := range t.columns {
		c := &t.columns[i]
		switch {
		case c.role == roleStatus && lightName.MatchString(fold(titleAlone(c.text))) && !t.says(c, lightWord.MatchString):
			c.role = noRole
		case c.role == roleStatus && c.time.known() && t.mostly(c, tooLargeForLight):
			c.role = noRole // "Økonomi 2026" over amounts
		case c.role == roleType && t.column(rolePost, roleTitle, roleBenefit) == nil && !t.mostly(c, saysType):
			c.role = rolePost
		case c.role == roleAmount && c.numbers == 0 && namesBelow(t.grid, t.first, c.at):
			c.role = noRole // "Beløb i kr." in a corner
		}
	}
}

// tooLargeForLight tells whether a text is a number that no light or score is.
func tooLargeForLight(text string) bool {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits > 1 && looksLikeNumber(text)
}

// settleOwners tells what is said of a benefit from what is said of its case: a
// column is one of them, and "Ansvarlig" beside a case is who owns it where no
// column says so in other words.
func (t *table) settleOwners() {
	for _, field := range t.benefitFields() {
		if c := t.columnAt(field.at); c != nil {
			c.field = ""
		}
	}
	if t.column(roleBenefit) != nil || slices.ContainsFunc(t.columns, func(c column) bool { return c.field == "project-owner" }) {
		return
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleOwner && saysResponsible.MatchString(fold(c.text)) {
			c.field = "project-owner"
			return
		}
	}
}

var saysResponsible = says(`^(?:projekt)?ansvarlig$`)

// saysType tells whether a word says what kind a row is, or how long it lasts.
func saysType(text string) bool {
	return directionAlone.MatchString(fold(text)) || lastsAlone.MatchString(fold(text))
}

var lastsAlone = says(`^(?:engangs?|varige?|loebende|drift|anlaeg|permanent|midlertidig|one-off|running)$`)

// says tells whether some text of a column, folded, is what is asked for.
func (t *table) says(c *column, fits func(string) bool) bool {
	for row := t.first; row <= t.last; row++ {
		if text := t.grid.text(row, c.at); text != "" && fits(fold(text)) {
			return true
		}
	}
	return false
}

// A light's name, and what stands below it.
var (
	lightName = says(`^(?:tid|oekonomi|kvalitet|synlighed)$`)
	lightWord = says(`^(?:roed|gul|groen|blaa|graa|red|amber|yellow|green|r|g|y|a|ok|[0-9])\b`)
)

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
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == roleMoney || c.role.derived() || i > 3 {
			return
		}
		if !t.yearsBelow(c) || t.mentionsYears(c) {
			continue
		}
		if c.numbers+1 < t.last-t.first && (i == 0 || c.numbers == 0) || c.numbers > 1 && c.text == "" && i == 0 && calendarYears(t, c) {
			c.role, c.kind = roleYear, ""
		}
		return
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

// mentionsYears tells whether the texts of a column are about something else than
// the times in them: "Løn og Personale, maj 2023" is a source.
func (t *table) mentionsYears(c *column) bool {
	mentions, texts := 0, 0
	for row := t.first; row <= t.last; row++ {
		text := t.grid.text(row, c.at)
		if text == "" {
			continue
		}
		texts++
		if _, rest := timeIn(text); rest != "" && seriesIn(rest) == "" {
			mentions++
		}
	}
	return 2*mentions > texts
}

// yearsBelow tells whether most cells of a column name times.
func (t *table) yearsBelow(c *column) bool {
	times, cells := 0, 0
	for row := t.first; row <= t.last; row++ {
		if t.grid.at(row, c.at) != nil && !t.saysSeriesOnly(row, c.at) {
			cells++
			if _, ok := t.rowTime(row, c.at); ok {
				times++
			}
		}
	}
	return 2*times > cells
}

// saysSeriesOnly tells whether a cell names a series and no time: "Regnskab"
// below "2016 Budget".
func (t *table) saysSeriesOnly(row, col int) bool {
	return seriesAlone.MatchString(fold(t.grid.text(row, col)))
}

var seriesAlone = says(`^(?:baseline|forecast|actuals?|plan|planned|planlagt|budget|budgetteret|(?:oprindeligt|korrigeret|revideret|vedtaget) budget|regnskab|realiseret|forventet|prognose|faktisk|estimat|skoen)$`)

// settleYearEnds reads headings that are dates a year apart, "31-12-2016" and
// "31-12-2017", as the years they end or begin.
func (t *table) settleYearEnds() {
	var dates []*column
	for i := range t.columns {
		switch c := &t.columns[i]; {
		case c.time.form != inMonth:
		case c.time.part != 12 && c.time.part != 1:
			return
		case len(dates) > 0 && (c.time.part != dates[0].time.part || c.time.year == dates[len(dates)-1].time.year):
			return
		default:
			dates = append(dates, c)
		}
	}
	if len(dates) < 2 {
		return
	}
	for _, c := range dates {
		c.time = timeLabel{form: inYear, year: c.time.year, onwards: c.time.onwards}
	}
}

// settleMoneyBelow makes a column called "Gevinst" that holds numbers a column
// of amounts: the word names what the numbers are, not the lines.
func (t *table) settleMoneyBelow() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != roleBenefit || c.time.known() || c.numbers == 0 || namesBelow(t.grid, t.first, c.at) {
			continue
		}
		c.role, c.kind = roleMoney, firstWord(c.kind, benefit)
	}
}

// settleOpposites turns the kind of columns that say the less of what columns
// beside them say the more of: "- udgift 2020" beside "+ udgift 2020".
func (t *table) settleOpposites() {
	more := map[string]bool{}
	for _, c := range t.columns {
		if words, ok := strings.CutPrefix(fold(c.text), "+"); ok && c.kind != "" {
			more[strings.TrimSpace(words)] = true
		}
	}
	for i := range t.columns {
		c := &t.columns[i]
		if words, ok := strings.CutPrefix(fold(c.text), "-"); ok && more[strings.TrimSpace(words)] {
			c.kind = map[string]string{cost: benefit, benefit: cost}[c.kind]
		}
	}
}
