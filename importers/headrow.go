package importers

import (
	"regexp"
	"strings"

	"raaderum/importers/workbook"
)

// headingBlock tells whether headings begin at a row or just below it, and
// which rows they take.
func headingBlock(g *grid, row int) (head, foot int, ok bool) {
	first := readHeadRow(g, row)
	if !first.heads() && !first.headsKinds(g) && first.yearsUnder(g) == 0 {
		return 0, 0, false
	}
	head, foot = row, row
	if above := readHeadRow(g, row-1); above.groups(g, first) {
		head--
	}
	for foot < g.last() && foot-head < 3 {
		below := readHeadRow(g, foot+1)
		if !below.continues(g, foot) {
			break
		}
		foot++
	}
	return head, foot, true
}

// headsKinds tells whether the row names the cases and a year that spans nothing
// but kinds in the row below: "Tiltag", "2026" over "Udgift" and "Gevinst".
func (h headRow) headsKinds(g *grid) bool {
	if h.numbers > 0 || h.times != 1 || !h.namesCases() {
		return false
	}
	below := readHeadRow(g, h.row+1)
	for col, head := range below.headings {
		if head.kind == "" || !covering(g, h.row, col) {
			return false
		}
	}
	return below.numbers == 0 && len(below.headings) > 1
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
	h := headRow{row: row}
	numbering := numberingAt(g, row)
	run := yearRunBeside(g, row, numbering)
	for i, cell := range g.row(row) {
		if cell != nil && cell.Kind() == workbook.Number && i+1 != numbering {
			if _, year := run[i+1]; !year {
				h.numbers++ // data: nothing more needs to be known of the row
				return h
			}
		}
	}
	for i, cell := range g.row(row) {
		col := i + 1
		if cell == nil || col == numbering {
			continue
		}
		if label, ok := run[col]; ok {
			h.add(col, heading{text: clean(cell.Raw()), time: label})
			h.times++
			continue
		}
		if cell.Kind() == workbook.DateTime {
			if label, ok := dateLabel(cell); ok {
				h.add(col, heading{text: clean(cell.Raw()), time: label})
				h.times++
				continue
			}
		}
		if cell.Kind() != workbook.Text {
			h.numbers++
			continue
		}
		if len(cell.Raw()) > longestHeading {
			h.words++ // prose
			continue
		}
		if looksLikeNumber(cell.Raw()) && !unitAlone.MatchString(fold(cell.Raw())) || looksLikeDate(cell.Raw()) {
			if label, _ := timeIn(cell.Raw()); !label.known() || looksLikeDate(cell.Raw()) {
				h.numbers++
				continue
			}
		}
		h.words++
		head := g.heading(cell.Raw())
		h.add(col, head)
		if head.time.known() && head.time.form != manyYears {
			h.times++
		}
		if head.role != noRole || head.series != "" && len(head.text) <= 20 {
			h.roles++
		}
	}
	return h
}

// unitAlone is a unit that has the shape of an amount: "1.000 kr." in a corner.
var unitAlone = says(`^(?:1[. ]?000 ?kr\.?|kr\.? ?1[. ]?000)$`)

func (h *headRow) add(col int, head heading) {
	if h.headings == nil {
		h.headings = map[int]heading{}
	}
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
	if h.attribute() {
		return false
	}
	return h.times >= 2 || h.times == 1 && h.roles >= 2 && h.namesCases() || h.roles >= 3 || h.roles == 2 && h.postsAndAmounts()
}

// namesCases tells whether one of the headings is that of the cases' titles.
func (h headRow) namesCases() bool {
	for _, head := range h.headings {
		if head.role == roleTitle {
			return true
		}
	}
	return false
}

// attribute tells whether the row says one thing of each column in years, as
// "Prisniveau 2018 2018" and "Startår 2018 2020" do, or counts the columns, as
// "Prioritet 1 2 3" does: no axis.
func (h headRow) attribute() bool {
	switch h.headings[h.firstCol].role {
	case rolePrice, roleDate:
	case roleQuantity, roleRatio, roleNumber, roleOwner, roleStatus:
		for col, head := range h.headings {
			if col != h.firstCol && (head.time.form != inOffset || !looksLikeNumber(head.text)) {
				return false // "Nr. 2025 2026" are columns, and so are those of "Index År 1 År 2"
			}
		}
	default:
		return false
	}
	return h.times+1 == len(h.headings)
}

// postsAndAmounts tells whether the row heads the plainest table there is:
// "Post" and "Beløb".
func (h headRow) postsAndAmounts() bool {
	posts, amounts := false, false
	for _, head := range h.headings {
		posts = posts || head.role == rolePost || head.role == roleBenefit || head.role == roleTitle
		amounts = amounts || head.role == roleAmount && saysAmount.MatchString(fold(head.text))
	}
	return posts && amounts
}

// groups tells whether the row stands over the headings and groups them.
func (h headRow) groups(g *grid, below headRow) bool {
	if h.numbers > 0 || h.words+h.times == 0 {
		return false
	}
	spans := 0
	for col, head := range h.headings {
		if col <= below.firstCol && below.times > 0 && below.headings[col].time.form == timeless && len(h.headings) == 1 {
			return false // a title over the first column
		}
		if g.spanEnd(h.row, col) > col && g.spanEnd(h.row, col) <= max(below.lastCol, g.spanEnd(below.row, below.lastCol)) && (col > below.firstCol || head.kind != "" || head.role != noRole || head.time.known()) {
			spans++
		}
	}
	return spans > 0 || h.headAxes(below) || h.headKinds(below)
}

// headKinds tells whether the row says nothing but kinds, two at least, each over
// a heading of the row below: "Investering" and "Effektivisering" over 2024, 2024.
func (h headRow) headKinds(below headRow) bool {
	kinds := map[string]bool{}
	for col, head := range h.headings {
		if under, headed := below.headings[col]; !headed || under.role == rolePost || under.role.names() || head.kind == "" || head.role != roleMoney && head.role != roleBenefit || head.time.known() {
			return false
		}
		kinds[head.kind] = true
	}
	return len(kinds) == 2 && len(below.headings) >= len(h.headings)
}

// headAxes tells whether the row names axes of years that stand beside each
// other, each over its first year: "Alternativ A" and "Alternativ B" over 2019,
// 2020, 2019, 2020.
func (h headRow) headAxes(below headRow) bool {
	if len(h.headings) < 2 {
		return false
	}
	begins := map[int]bool{}
	last := 0
	for col := below.firstCol; col <= below.lastCol; col++ {
		if year := below.headings[col].time.year; year > 0 {
			begins[col] = year <= last || last == 0
			last = year
		}
	}
	for col, head := range h.headings {
		if !begins[col] || head.role != roleScenario {
			return false
		}
	}
	return true
}

// continues tells whether the row carries on the headings above it: names
// under a heading that spans, or the years under "År 0, År 1, …".
func (h headRow) continues(g *grid, foot int) bool {
	if len(h.headings) == 0 || h.numbers > 0 {
		return false
	}
	for col, head := range h.headings {
		if head.time.known() && g.heading(g.text(foot, col)).role == roleYear {
			return false // a row of a long table, whose amount may look like a year as well
		}
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

// numberingAt is the column in which headings carry a number of their own, "9.1"
// above "9.1.1"; 0 when they do not.
func numberingAt(g *grid, row int) int {
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number {
			continue
		}
		below := g.text(row+1, i+1)
		if strings.HasPrefix(below, cell.Raw()+".") && g.text(row, i+2) != "" {
			return i + 1
		}
		return 0
	}
	return 0
}

// yearRun finds the numbers of a row that are years of an axis: calendar years
// that rise or fall, or 0, 1, 2, … from 0 or 1 on.
func yearRun(g *grid, row int) axisLabels { return yearRunBeside(g, row, numberingAt(g, row)) }

// axisLabels are the times that numbers of a row name, by column.
type axisLabels map[int]timeLabel

// with is the labels and one more. Nearly every row is read and has none.
func (l axisLabels) with(col int, label timeLabel) axisLabels {
	if l == nil {
		l = axisLabels{}
	}
	l[col] = label
	return l
}

// yearRunBeside is yearRun where the column in which headings are numbered is
// known.
func yearRunBeside(g *grid, row, numbering int) axisLabels {
	if falling := fallingYears(g, row, numbering); falling != nil {
		return falling
	}
	if mixed := mixedYears(g, row, numbering); mixed != nil {
		return mixed
	}
	if same := sameYears(g, row); same != nil {
		return same
	}
	var run, offsets axisLabels
	last, next := 0, -1
	for i, cell := range g.row(row) {
		if cell == nil || i+1 == numbering {
			continue
		}
		whole, ok := wholeNumber(cell)
		switch {
		case !ok:
			if cell.Kind() == workbook.Number {
				return nil // a number that is no year: these are data
			}
		case whole >= 1990 && whole <= 2100 && whole > last && (last == 0 || whole-last <= longestStep):
			run = run.with(i+1, timeLabel{form: inYear, year: whole})
			last = whole
		case whole >= 1990 && whole <= 2100 && len(run) > 1 && whole <= last && beginsAxis(g, row, i+1, whole, run):
			run[i+1] = timeLabel{form: inYear, year: whole} // a second axis beside the first
			last = whole
		case next == -1 && (whole == 0 || whole == 1), whole == next:
			offsets = offsets.with(i+1, timeLabel{form: inOffset, year: whole})
			next = whole + 1
		default:
			return nil
		}
	}
	if len(run) >= 2 {
		return run
	}
	for col := range run {
		if len(run) == 1 && (g.spanEnd(row, col) > col || timesNamed(g, row) >= 2) {
			return run // one year merged over what stands below it, or after its quarters
		}
	}
	if len(offsets) >= 3 {
		return offsets
	}
	return nil
}

// timesNamed counts the texts of a row that name a time: "1. kvt.", "2. kvt.".
func timesNamed(g *grid, row int) int {
	n := 0
	for _, cell := range g.row(row) {
		if cell != nil && cell.Kind() == workbook.Text && len(cell.Raw()) <= longestHeading && g.heading(cell.Raw()).time.known() {
			n++
		}
	}
	return n
}

// fallingYears finds an axis that begins with its last year, "2027, 2026, 2025":
// three years at least, each the one before the other, and no other number. Two
// are enough beside words that head the names of lines.
func fallingYears(g *grid, row, numbering int) axisLabels {
	var run axisLabels
	next := 0
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		year, ok := wholeNumber(cell)
		if !ok || next == 0 && (year < 1990 || year > 2100) || next != 0 && year != next {
			return nil
		}
		run = run.with(i+1, timeLabel{form: inYear, year: year})
		next = year - 1
	}
	if len(run) == 2 && headsLines(g, row) || len(run) > 2 {
		return run
	}
	return nil
}

// mixedYears finds an axis whose years follow each other in no order, "2027, 2025,
// 2026": three at least, each once and none left out, beside words that head the
// names of lines or nothing.
func mixedYears(g *grid, row, numbering int) axisLabels {
	var run axisLabels
	first, last := 0, 0
	seen := map[int]bool{}
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		year, ok := wholeNumber(cell)
		if !ok || year < 1990 || year > 2100 || seen[year] {
			return nil
		}
		if seen[year] = true; first == 0 || year < first {
			first = year
		}
		last = max(last, year)
		run = run.with(i+1, timeLabel{form: inYear, year: year})
	}
	if len(run) < 3 || last-first+1 != len(run) || !headsLines(g, row) {
		return nil
	}
	return run
}

// sameYears finds the one year that a row says under each of several kinds:
// 2026 and 2026 under "Investering" and "Besparelse", and no other number.
func sameYears(g *grid, row int) axisLabels {
	var run axisLabels
	year := 0
	for i, cell := range g.row(row) {
		if cell == nil {
			continue
		}
		n, ok := wholeNumber(cell)
		if cell.Kind() == workbook.Text {
			continue
		}
		if !ok || n < 1990 || n > 2100 || year != 0 && n != year || g.heading(g.text(row-1, i+1)).kind == "" {
			return nil
		}
		run, year = run.with(i+1, timeLabel{form: inYear, year: n}), n
	}
	if len(run) < 2 {
		return nil
	}
	return run
}

// headsLines tells whether the texts of a row all head columns, the names of
// lines or cases among them.
func headsLines(g *grid, row int) bool {
	names := false
	for _, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Text {
			continue
		}
		switch head := g.heading(cell.Raw()); head.role {
		case rolePost, roleTitle, roleBenefit:
			names = true
		case noRole:
			return false
		}
	}
	return names
}

// beginsAxis tells whether a year that is no later than those before it begins
// or goes on in a second axis: it is one of theirs, or its own next year follows.
// Anything else is a mistyped year.
func beginsAxis(g *grid, row, col, year int, run map[int]timeLabel) bool {
	for _, label := range run {
		if label.year == year {
			return true
		}
	}
	next := g.at(row, col+1)
	if next == nil {
		return false
	}
	following, ok := wholeNumber(next)
	return ok && following == year+1
}

// longestStep is how many years may lie between two headings of an axis; numbers
// farther apart are amounts that happen to look like years.
const longestStep = 5

// wholeNumber is the whole number in a cell, stored as number or as text.
func wholeNumber(cell *workbook.Cell) (int, bool) {
	if cell.Kind() == workbook.Number && cell.Number() == float64(int(cell.Number())) {
		return int(cell.Number()), true
	}
	return 0, false
}

// dateLabel is the period of a heading that is a date: a year when the format
// shows only that, else the month.
func dateLabel(cell *workbook.Cell) (timeLabel, bool) {
	if cell.Time().IsZero() {
		return timeLabel{}, false
	}
	year := cell.Time().Year()
	if onlyYear.MatchString(cell.Format()) {
		return timeLabel{form: inYear, year: year}, true
	}
	return timeLabel{form: inMonth, year: year, part: int(cell.Time().Month())}, true
}

var onlyYear = regexp.MustCompile(`(?i)^[^dm]*[yå]+[^dm]*$`)
