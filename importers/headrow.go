package importers

import (
	"regexp"
	"strings"

	"raaderum/importers/workbook"
)

// headingBlock tells whether headings begin at a row or just below it, and
// which rows they take.
func headingBlock(g *grid, row int) (head, foot int, ok bool) {
	first := g.headRow(row)
	if !first.heads() && !first.headsKinds(g) && first.yearsUnder(g) == 0 {
		return 0, 0, false
	}
	head, foot = row, row
	if above := g.headRow(row - 1); above.groups(g, first) {
		head--
	}
	for foot < g.last() && foot-head < 3 {
		below := g.headRow(foot + 1)
		if g.numbersColumns(foot+1) || !below.continues(g, foot) {
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
	below := g.headRow(h.row + 1)
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

// headRow is a row read as headings. Those around a block of headings are asked
// for again and again, so a few are remembered.
func (g *grid) headRow(row int) headRow {
	if row < 1 {
		return headRow{row: row}
	}
	known := &g.headRows[row%len(g.headRows)]
	if known.row != row {
		*known = readHeadRow(g, row)
	}
	return *known
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
		if amountInYear(cell.Raw()) {
			h.numbers++
			continue
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

// amountOfYear is an amount with its year: "200.000 kr. i 2026", "90 t.kr. (2027)",
// "50 i 2028".
var amountOfYear = says(`^(?:ca\.? |-)?(\d[\d., ]*) ?(?:(?:t\.? ?kr|tkr|kr|mio|mill?)\b[., a-z/()-]*|i |\()(?:19|20)\d\d`)

// amountInYear tells whether a text is an amount that says its year. "1.000 kr.
// 2026" is a unit and a year, and may be a heading.
func amountInYear(text string) bool {
	m := amountOfYear.FindStringSubmatch(fold(text))
	if m == nil {
		return false
	}
	n := strings.NewReplacer(".", "", " ", "").Replace(m[1])
	return n != "1000" && n != "1" && n != "1000000"
}

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
	case rolePrice:
	case roleDate:
		return h.times > 0 && h.datesOnly()
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

// datesOnly tells whether what stands behind the first heading are times, in
// whatever words: "1. marts 2021", "ultimo 2021", "Q2 2021".
func (h headRow) datesOnly() bool {
	for col, head := range h.headings {
		if col != h.firstCol && !head.time.known() && (head.role != noRole || head.kind != "" || !strings.ContainsAny(head.text, "0123456789")) {
			return false
		}
	}
	return true
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
	return spans > 0 || h.headAxes(below) || h.headKinds(below) || h.headYears(below)
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
	if len(h.headings) == 0 || h.numbers > 0 || h.attribute() && !h.underKinds(g, foot) {
		return false
	}
	for col, head := range h.headings {
		if head.time.known() && g.heading(g.text(foot, col)).role == roleYear {
			return false // a row of a long table, whose amount may look like a year as well
		}
	}
	if h.times >= 2 || g.headRow(foot).headYears(h) {
		return true
	}
	under := 0
	for col := range h.headings {
		if covering(g, foot, col) {
			under++
		} else if g.at(foot, col) != nil && g.spanFoot(foot, col) <= foot {
			// a column with a heading of its own: only codes, units, or what also
			// stands under the spans may follow: "Plan" under "Hele året"
			if !h.underSpans(g, foot, h.headings[col].text) && !saysYearsOnly.MatchString(fold(h.headings[col].text)) && !columnCode.MatchString(h.headings[col].text) && g.words.measures.of(h.headings[col].text) == unmeasured {
				return false
			}
		}
	}
	return under > 0 || h.words > 0 && under+codes(h) == len(h.headings)
}

// underSpans tells whether a text of the row stands under headings that span, at
// least two.
func (h headRow) underSpans(g *grid, above int, text string) bool {
	times := 0
	for col, head := range h.headings {
		if head.text == text && covering(g, above, col) {
			times++
		}
	}
	return times >= 2
}

// underKinds tells whether each time of the row stands under a kind, two years at
// least: then they are headings, whatever the first of the row is.
func (h headRow) underKinds(g *grid, above int) bool {
	years := 0
	for col, head := range h.headings {
		if head.time.form != inYear {
			continue
		}
		over := col
		for over > 1 && g.at(above, over) == nil {
			over--
		}
		if g.at(above, over) == nil || g.heading(g.text(above, over)).kind == "" {
			return false
		}
		years++
	}
	return years >= fewestYears
}

var columnCode = regexp.MustCompile(`^\(?(\d{1,2})\)?(?:\s*=.*)?$`)

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
