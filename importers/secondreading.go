package importers

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// readAgain is a second reading of every amount: what the texts that govern its
// cell by their place say is held against what the amount was read as. It knows
// nothing of how the amount was found, so it holds where that was mistaken. What
// somebody asked or told of already is not told again.
func (r *reader) readAgain() {
	gave := map[*workbook.Sheet]*givers{}
	var on *givers
	var sheet *workbook.Sheet
	var said *saying
	for f := range r.facts.all {
		if own := f.saying(); own != said { // mostly as beside or above it
			said = own
			if of := said.table.grid.sheet; of != sheet {
				if sheet, on = of, gave[of]; on == nil {
					on = &givers{}
					gave[of] = on
				}
			}
		}
		on.note(int(f.standing().row), f.held().held.col())
	}
	over := map[*workbook.Sheet]*secondReader{}
	var order []*secondReader
	var s *secondReader
	for _, of := range r.subjects {
		for line := range of.facts {
			for f := range of.facts[line].all {
				if sheet := f.table().grid.sheet; s == nil || s.sheet != sheet {
					if s = over[sheet]; s == nil {
						s = newSecondReader(newGoverning(sheet, r.words, gave[sheet]))
						over[sheet], order = s, append(order, s)
					}
				}
				if !of.dropped {
					s.read(f, &of.Lines[line])
				}
			}
		}
	}
	told := newToldAlready(r)
	for _, s := range order {
		r.tellPassed(s, told)
		for _, c := range s.list {
			r.tellContradiction(s, c, told)
		}
	}
}

// secondReader reads the amounts of a sheet again.
type secondReader struct {
	*governing
	agreed [contradictionKinds]bool // whether a text says the same of some amount
	found  map[contradictionKey]*contradiction
	list   []*contradiction
	named  map[*subject]saidCase
	here   readRow
	before struct {
		block, col int
		sort       int32
		said       *saying
		measure    measure
	}

	quiet  []*quietRows
	oldest int // of the quiet rows
	sorts  map[lineSort]int32
	head   *LineHead // whose sort is known
	sort   int32
}

// readRow is the row that is read, and the case whose name in it is.
type readRow struct {
	row, block int
	beside     []saidAt
	quiet      *quietRows
	subject    uint32
}

func newSecondReader(on *governing) *secondReader {
	return &secondReader{governing: on, found: map[contradictionKey]*contradiction{}, named: map[*subject]saidCase{}, sorts: map[lineSort]int32{}}
}

// contradictionKind is what a text says another thing of.
type contradictionKind int8

const (
	textOtherYear contradictionKind = iota
	textOtherUnit
	textRealised
	textPlan
	textBenefit
	textCost
	textRunning
	textOneOff
	textPart
	textDifference
	textLeftOut
	textSoFar
	textTarget
	textOtherCase
	contradictionKinds
)

var contradictionCodes = [contradictionKinds]string{
	"text-other-year", "text-other-unit", "text-says-realised", "text-says-plan", "text-says-benefit", "text-says-cost", "text-says-running", "text-says-one-off",
	"text-says-part", "text-says-difference", "text-says-left-out", "text-says-so-far", "text-says-target", "text-other-case",
}

// contradiction is a text, and the amounts that were read as something else.
type contradiction struct {
	contradictionKey
	said        saidAt
	facts       []fact       // the first of each row, or of each column under a heading
	seen        map[int]bool // their rows, or columns
	says, reads string
}

type contradictionKey struct {
	kind     contradictionKind
	place    textPlace
	row, col int    // of the text; of a text beside amounts the column alone
	text     string // of a text beside amounts
	reads    string
}

// textPlace is where a text stands that governs a cell.
type textPlace int8

const (
	besideAmount textPlace = iota
	inHeading
	inBanner // above the rows, below the headings
	inTitle  // above the headings
	inSheetTitle
	inSheetName
)

// read holds one amount against its texts.
func (s *secondReader) read(f fact, line *Line) {
	at, held := f.standing(), f.held().held
	if row := int(at.row); row != s.here.row {
		s.turnTo(row)
	}
	if s.here.block < 0 {
		return
	}
	b := &s.blocks[s.here.block]
	if at.subject != s.here.subject {
		s.here.subject = at.subject
		s.readCase(f, b, s.here.row)
	}
	col := held.col()
	own := quietAmount{said: f.saying(), sort: s.sortOf(line), measure: held.measure()}
	last := &s.before
	if s.here.quiet.has(col, own) {
		if len(s.here.beside) == 0 {
			last.col = 0 // the last one was another
		}
		return
	}
	if len(s.here.beside) == 0 {
		if last.block == s.here.block && last.col == col && last.sort == own.sort && last.said == own.said && last.measure == own.measure {
			return
		}
		last.block, last.col, last.sort, last.said, last.measure = s.here.block, col, own.sort, own.said, own.measure
	}
	look := lookout{secondReader: s, block: b, fact: f, line: line, beside: s.here.beside, heads: b.heads[col]}
	look.year()
	look.unit()
	look.series()
	look.kind()
	look.recurrence()
	look.counted()
	if !look.spoken {
		s.here.quiet.note(col, own)
	}
}

// turnTo goes on with another row.
func (s *secondReader) turnTo(row int) {
	s.here = readRow{row: row, block: s.blockOf(row), beside: s.textsBeside(row)}
	if s.here.block >= 0 {
		s.here.quiet = s.quietRows(s.here.block, s.here.beside)
	}
}

// lookout goes through the texts that govern one amount.
type lookout struct {
	*secondReader
	block  *block
	fact   fact
	line   *Line
	beside []saidAt
	heads  []saidAt
	spoken bool // a text speaks against the amount, or would if its cell said no unit
}

var (
	headingsFirst = []textPlace{inHeading, besideAmount, inBanner, inTitle, inSheetTitle, inSheetName}
	rowFirst      = []textPlace{besideAmount, inHeading, inBanner, inTitle, inSheetTitle, inSheetName}
)

// at are the texts of a place, the nearest first.
func (l *lookout) at(place textPlace) []saidAt {
	switch place {
	case besideAmount:
		return l.beside
	case inHeading:
		return l.heads
	case inBanner:
		return l.block.banners
	case inTitle:
		return l.block.titles
	case inSheetTitle:
		return l.titles
	}
	return l.name
}

// nearest is what the nearest text says, by a reading that gives "" for those that
// say nothing. Texts beside an amount that say different things say nothing.
func (l *lookout) nearest(order []textPlace, reads func(said saidAt, place textPlace) string) (says string, said saidAt, place textPlace) {
	for _, place := range order {
		for _, other := range l.at(place) {
			switch own := reads(other, place); {
			case own == "" || own == says:
			case says == "":
				says, said = own, other
			case place == besideAmount:
				return "", said, place
			}
			if says != "" && place != besideAmount {
				break
			}
		}
		switch says {
		case "":
		case unclear:
			return "", said, place
		default:
			return says, said, place
		}
	}
	return "", said, 0
}

// unclear is what a text says that has a mark among other words: that the texts
// further away do not hold.
const unclear = "?"

// clear is what a text says, where it says nothing else: of a category beside the
// amounts, or alone in its row. Headings may say more when they are not asked to be
// whole.
func (l *lookout) clear(says string, said saidAt, place textPlace, whole bool) string {
	switch {
	case says == "", place == besideAmount && !l.category(said), place >= inTitle && (!said.whole || !said.alone):
		return ""
	case whole && !said.whole, place == inBanner && !said.alone, said.difference:
		return unclear
	}
	return says
}

// about is what the heading of a text beside amounts says that it is about.
func (l *lookout) about(said saidAt) about {
	if heads := l.block.heads[said.col]; len(heads) > 0 {
		return heads[0].about
	}
	return aboutElse
}

// headed tells whether a text beside amounts has a heading.
func (l *lookout) headed(said saidAt) bool { return len(l.block.heads[said.col]) > 0 }

// category tells whether a text beside amounts can be what they are, and not how
// far they have come or a remark.
func (l *lookout) category(said saidAt) bool {
	about := l.about(said)
	return said.whole && about != aboutStates && about != aboutRemarks && about != aboutDays && about != aboutTimes
}

func (l *lookout) year() {
	read, ok := l.fact.period().Year()
	if !ok {
		return
	}
	says, said, place := l.nearest(headingsFirst, func(said saidAt, place textPlace) string {
		switch {
		case said.year == 0, place == besideAmount && l.about(said) != aboutTimes, place >= inTitle && (!said.whole || !said.alone):
			return ""
		case said.year != said.last, place == inBanner && (!said.whole || !said.alone):
			return unclear
		}
		return strconv.Itoa(said.year)
	})
	if says != "" {
		l.hold(textOtherYear, says, strconv.Itoa(read), said, place)
	}
}

func (l *lookout) unit() {
	read := l.fact.measure()
	if !read.money() && !read.abroad() {
		return
	}
	names := func(said saidAt, place textPlace) string {
		switch about := l.about(said); {
		case said.unit == unmeasured, read.abroad() && said.unit != notMoney:
			return ""
		case place == besideAmount && about == aboutCurrency && said.unit == kroner: // its currency, in any scale
			return ""
		case place == besideAmount && (!said.bracketed || about != aboutUnits && l.headed(said) && (said.unit == notMoney || about == aboutRemarks || about == aboutStates)):
			return ""
		case place == inHeading && said.unit == notMoney && !said.bracketed, place >= inBanner && !said.bracketed:
			return ""
		case said.unit == notMoney && place >= inTitle:
			return ""
		case said.unit == notMoney:
			return said.text
		}
		return said.unit.String()
	}
	says, said, place := l.nearest(rowFirst, names)
	if says != read.String() && place == besideAmount {
		if over, _, _ := l.nearest([]textPlace{inHeading}, names); over == read.String() && said.unit.money() {
			return
		}
	}
	switch {
	case says == "":
	case l.fact.saysOwnUnit():
		l.spoken = true
	default:
		l.hold(textOtherUnit, says, read.String(), said, place)
	}
}

// saysOwnUnit tells whether the fact's cell itself says its unit: in words, or by
// its number format.
func (f fact) saysOwnUnit() bool {
	cell := f.cell()
	return cell.Kind() == workbook.Text && measureOfText(cell.Raw()) != unmeasured || f.unit() != unmeasured && measureOfText(cell.Format()) != unmeasured
}

func (l *lookout) series() {
	says, said, place := l.nearest(rowFirst, func(said saidAt, place textPlace) string {
		return l.clear(string(said.series), said, place, place >= inBanner)
	})
	if over, ok := l.overPostings(l.block); ok && says == "" {
		says, said, place = string(portfolio.Realised), over, inHeading
	}
	if says == "" {
		says, said, place = l.realisedTitle()
	}
	switch realised := l.fact.series() == portfolio.Realised; {
	case says == string(portfolio.Realised) && !realised:
		if over, _, _ := l.nearest([]textPlace{inHeading}, func(said saidAt, _ textPlace) string { return string(said.series) }); over != "" && over != says {
			return // the row says one thing and the column another
		}
		l.tell(textRealised, says, string(l.fact.series()), said, place)
	case (says == string(portfolio.Plan)) && realised:
		if over, _, _ := l.nearest([]textPlace{inHeading}, func(said saidAt, _ textPlace) string { return string(said.series) }); over == string(portfolio.Realised) {
			return
		}
		l.tell(textPlan, says, string(l.fact.series()), said, place)
	case says != "":
		l.agreed[textRealised] = true
		l.agreed[textPlan] = true
	}
}

// realisedTitle is a title that says of all amounts below it that they are those of
// accounts, whatever else it says, where it says no other year.
func (l *lookout) realisedTitle() (says string, said saidAt, place textPlace) {
	year, _ := l.fact.period().Year()
	for _, place := range []textPlace{inTitle, inSheetTitle} {
		for _, said := range l.at(place) {
			switch {
			case !said.alone || said.series == portfolio.Plan:
				return "", said, place
			case said.realised && (said.year == 0 || said.year <= year && year <= said.last):
				return string(portfolio.Realised), said, place
			}
		}
	}
	return "", said, place
}

func (l *lookout) kind() {
	if slices.ContainsFunc(l.beside, func(said saidAt) bool { return said.kind == l.fact.kind() }) {
		return
	}
	says, said, place := l.nearest(rowFirst, func(said saidAt, place textPlace) string {
		return l.clear(said.kind, said, place, true)
	})
	switch read := l.fact.kind(); {
	case says == "" || read == "":
	case says == read:
		l.agreed[textBenefit] = true
		l.agreed[textCost] = true
	case says == benefit:
		l.tell(textBenefit, says, read, said, place)
	default:
		l.tell(textCost, says, read, said, place)
	}
}

func (l *lookout) recurrence() {
	says, said, place := l.nearest(rowFirst, func(said saidAt, place textPlace) string {
		if place >= inSheetTitle {
			return ""
		}
		return l.clear(string(said.recurrence), said, place, true)
	})
	switch read := l.line.Recurrence; {
	case says == "" || read == "":
	case says == string(read):
		l.agreed[textRunning] = true
		l.agreed[textOneOff] = true
	case says == string(portfolio.Running) && read == portfolio.OneOff:
		l.tell(textRunning, says, string(read), said, place)
	case says == string(portfolio.OneOff) && read == portfolio.Running:
		l.tell(textOneOff, says, string(read), said, place)
	}
}

// counted looks for texts that say that an amount is no amount of its own.
func (l *lookout) counted() {
	for _, place := range rowFirst {
		for _, said := range l.at(place) {
			if kind, ok := l.notCounted(said, place); ok {
				l.tell(kind, said.text, "", said, place)
				return
			}
		}
	}
}

func (l *lookout) notCounted(said saidAt, place textPlace) (contradictionKind, bool) {
	row, remark := place == besideAmount, place == besideAmount && l.about(said) == aboutRemarks
	switch {
	case place == inSheetName:
		return textTarget, said.target
	case place == inSheetTitle, place >= inBanner && !said.alone:
		return 0, false
	case said.leftOut:
		return textLeftOut, true
	case row && said.stopped && !remark && l.about(said) != aboutCases:
		return textLeftOut, true
	case row && said.no && l.heads != nil && l.countsHeading(said):
		return textLeftOut, true
	case remark || row && l.about(said) == aboutDays:
		return 0, false
	case said.part:
		return textPart, true
	case said.difference && (place == inHeading || said.whole):
		return textDifference, true
	case said.soFar && (place == inHeading || said.whole):
		return textSoFar, true
	case said.target && (row && said.col < l.first || place == inBanner):
		return textTarget, true
	}
	return 0, false
}

func (l *lookout) countsHeading(said saidAt) bool {
	heads := l.block.heads[said.col]
	return len(heads) > 0 && heads[0].countsHeading
}

// hold counts an agreement or keeps a contradiction.
func (l *lookout) hold(kind contradictionKind, says, reads string, said saidAt, place textPlace) {
	if says == reads {
		l.agreed[kind] = true
		return
	}
	l.tell(kind, says, reads, said, place)
}

// tell keeps a contradiction, once for each row beside or below the text, or for
// each column under it.
func (l *lookout) tell(kind contradictionKind, says, reads string, said saidAt, place textPlace) {
	key := contradictionKey{kind: kind, place: place, row: said.row, col: said.col, reads: reads}
	if place == besideAmount {
		key.row, key.text = 0, said.text
	}
	l.spoken = true
	l.add(key, said, l.fact, says)
}

func (s *secondReader) add(key contradictionKey, said saidAt, f fact, says string) {
	c := s.found[key]
	if c == nil {
		c = &contradiction{contradictionKey: key, said: said, says: says, reads: key.reads, seen: map[int]bool{}}
		s.found[key] = c
		s.list = append(s.list, c)
	}
	at := int(f.standing().row)
	if key.byColumn() {
		at = f.held().held.col()
	}
	if c.seen[at] {
		return
	}
	c.seen[at] = true
	c.facts = append(c.facts, f)
}

// byColumn tells whether a contradiction is told over columns, not beside rows.
func (k contradictionKey) byColumn() bool { return k.place != besideAmount && k.place != inBanner }

// saidCase is the first text that names the case of a subject.
type saidCase struct {
	text string
	row  int // of the last amount
	fact fact
}

// readCase looks for names of different cases beside the amounts of one.
func (s *secondReader) readCase(f fact, b *block, row int) {
	subject := f.subject()
	if before, ok := s.named[subject]; ok && before.row == row || f.table().grid.turned { // there it stands over them
		return
	}
	for _, col := range s.namingCases(b) {
		cell := s.cellAt(row, col)
		if cell == nil || cell.Kind() != workbook.Text {
			continue
		}
		text := clean(cell.Raw())
		before, ok := s.named[subject]
		if !ok {
			s.named[subject] = saidCase{text, row, f}
			continue
		}
		s.named[subject] = saidCase{before.text, row, before.fact}
		if title := fold(subject.Title); !s.headedBy(b, f, title) && fold(text) != fold(before.text) && title != fold(text) && title != fold(before.text) {
			key := contradictionKey{kind: textOtherCase, place: besideAmount, col: col, reads: subject.Title}
			first := saidAt{marks: unmarked, row: int(before.fact.standing().row), col: col, text: before.text}
			s.add(key, first, before.fact, before.text)
			s.add(key, first, f, text)
		}
	}
}

// headedBy tells whether a heading over a fact is the name of its case.
func (s *secondReader) headedBy(b *block, f fact, title string) bool {
	return slices.ContainsFunc(b.heads[f.held().held.col()], func(said saidAt) bool { return fold(said.text) == title })
}

func (s *secondReader) cellAt(row, col int) *workbook.Cell {
	at, ok := slices.BinarySearchFunc(s.sheet.Rows, row, func(r workbook.Row, n int) int { return r.Number - n })
	if !ok {
		return nil
	}
	return s.sheet.Rows[at].At(col)
}

// mostToldBeside is beside how many rows a contradiction is told one by one.
const mostToldBeside = 12

// tellContradiction reports a contradiction that nobody has told of.
func (r *reader) tellContradiction(s *secondReader, c *contradiction, told *toldAlready) {
	var left []string // where it is told
	for _, f := range c.facts {
		if !told.of(s, c, f) {
			left = append(left, s.placeOf(c, f))
		}
	}
	n := len(left)
	if n > mostToldBeside {
		left = left[:1]
	}
	for _, cell := range left {
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: contradictionCodes[c.kind], Cell: cell, Raw: c.said.text, Args: map[string]any{
			"text": c.said.text, "at": s.refOf(c), "says": c.says, "read": c.reads, "n": n,
		}})
	}
}

// tellPassed reports rows of a table that say that they are costs or benefits, and
// of which no number was read, where nobody has told why.
func (r *reader) tellPassed(s *secondReader, told *toldAlready) {
	n := 0
	for _, row := range s.passed {
		at := s.blockOf(row.Number)
		if at < 0 || len(told.rows[s.sheet.Name+"!"+strconv.Itoa(row.Number)]) > 0 || r.leftOutRow(s.sheet, row.Number) {
			continue
		}
		look := lookout{secondReader: s, block: &s.blocks[at], beside: s.textsBeside(row.Number)}
		kind := slices.IndexFunc(look.beside, func(said saidAt) bool { return said.kind != "" && look.category(said) && look.headed(said) })
		if kind < 0 {
			continue
		}
		for i := range row.Cells {
			c := &row.Cells[i]
			if s.gives(c.Col()) && (counts(c) || c.Kind() == workbook.Text && looksLikeNumber(c.Raw())) {
				if n++; n <= mostToldBeside {
					r.find(Finding{Severity: portfolio.SeverityWarning, Code: "amount-passed-over", Cell: reference(s.sheet.Name, c.Row(), c.Col()), Raw: c.Raw(), Args: map[string]any{"text": look.beside[kind].text}})
				}
				break
			}
		}
	}
}

// leftOutRow tells whether a row of a sheet was read as a sum or was left aside.
func (r *reader) leftOutRow(sheet *workbook.Sheet, row int) bool {
	for _, s := range r.sums {
		if s.table.grid.sheet == sheet && !s.table.grid.turned && s.row == row {
			return true
		}
	}
	for t, rows := range r.aside {
		if t.grid.sheet == sheet && !t.grid.turned && rows[row] {
			return true
		}
	}
	return false
}

// refOf is where the text of a contradiction stands.
func (s *secondReader) refOf(c *contradiction) string {
	return reference(s.sheet.Name, c.said.row, c.said.col)
}

// headOf is the row of the lowest heading over a column; the row above the numbers
// where it has none.
func (s *secondReader) headOf(row, col int) int {
	at := s.blockOf(row)
	switch {
	case at < 0:
		return row
	case len(s.blocks[at].heads[col]) > 0:
		return s.blocks[at].heads[col][0].row
	}
	return s.blocks[at].first - 1
}

// placeOf is where a contradiction is told of a fact: in its row or over its column.
func (s *secondReader) placeOf(c *contradiction, f fact) string {
	row, col := int(f.standing().row), f.held().held.col()
	switch {
	case c.place == besideAmount:
		if text := s.cellAt(row, c.col); text != nil && clean(text.Raw()) != "" {
			return reference(s.sheet.Name, row, c.col)
		}
	case c.byColumn():
		if at := s.blockOf(row); at >= 0 && len(s.blocks[at].heads[col]) > 0 {
			head := s.blocks[at].heads[col][0]
			return reference(s.sheet.Name, head.row, head.col)
		}
	}
	return reference(s.sheet.Name, row, col)
}

// toldAlready is what questions and findings have told of.
type toldAlready struct {
	wide    map[string]bool // codes of questions about whole sheets, with the sheet
	rows    map[string][]string
	columns map[string][]toldOver
}

type toldOver struct {
	row  int
	code string
}

func newToldAlready(r *reader) *toldAlready {
	t := &toldAlready{wide: map[string]bool{}, rows: map[string][]string{}, columns: map[string][]toldOver{}}
	question := func(q Question) {
		if _, where, ok := strings.Cut(q.Key, "@"); ok && !strings.Contains(where, "!") {
			t.wide[q.Code+"@"+where] = true
		}
		for _, cell := range q.Cells {
			t.note("?"+q.Code, cell)
		}
	}
	for _, q := range r.questions {
		question(q)
	}
	for _, q := range r.settled {
		question(q)
	}
	for _, f := range r.findings {
		t.note(f.Code, f.Cell)
	}
	return t
}

func (t *toldAlready) note(code, cell string) {
	sheet, at, ok := strings.Cut(cell, "!")
	letters := strings.TrimRight(at, "0123456789")
	row := number(at[len(letters):])
	if !ok || row == 0 {
		return
	}
	t.rows[sheet+"!"+strconv.Itoa(row)] = append(t.rows[sheet+"!"+strconv.Itoa(row)], code)
	t.columns[sheet+"!"+letters] = append(t.columns[sheet+"!"+letters], toldOver{row, code})
}

// explains are the beginnings of the codes that tell of each contradiction.
var explains = [contradictionKinds][]string{
	textOtherYear:  {"year-", "form-base-year", "base-year", "onwards", "to-date", "financial-year", "amounts-without-period"},
	textOtherUnit:  {"unit", "form-unit", "counted", "percent", "per-period", "shown-scaled", "currency", "foreign", "not-money", "column-other-unit", "amount-out"},
	textRealised:   {"forecast-", "estimate-", "scenario", "level-", "year-axis-unsaid", "plan-twice"},
	textPlan:       {"forecast-", "estimate-", "scenario", "level-", "year-axis-unsaid", "plan-twice"},
	textBenefit:    {"kind", "sign", "reversal", "debit-credit", "heading-swapped", "gross-or-net"},
	textCost:       {"kind", "sign", "reversal", "debit-credit", "heading-swapped", "gross-or-net"},
	textRunning:    {"recurrence", "yearly-column", "lasting", "onwards", "per-period", "phase"},
	textOneOff:     {"recurrence", "yearly-column", "lasting", "onwards", "per-period", "phase"},
	textPart:       {"?row", "?line", "?not-counted", "?subtotal", "part-of", "?derived", "?sum", "total-without", "lonely", "only-derived"},
	textDifference: {"?row", "?line", "?derived", "difference", "rows-of-diff", "net-", "?baseline", "before-after", "with-without"},
	textLeftOut:    {"?not-counted", "?row", "strikethrough", "hidden", "?after-result"},
	textSoFar:      {"level-", "running", "to-date", "?row", "?derived"},
	textTarget:     {"?subtotal", "?summary", "?row"},
	textOtherCase:  {"title", "duplicate", "same-case", "postings-without-case"},
}

// of tells whether a question or finding in the fact's row, over its column or at
// the text itself tells of a contradiction. A question about the whole sheet does,
// unless texts of the sheet say different things: no answer is right for them all.
func (t *toldAlready) of(s *secondReader, c *contradiction, f fact) bool {
	explained := func(code string) bool {
		return slices.ContainsFunc(explains[c.kind], func(start string) bool {
			return strings.HasPrefix(strings.TrimPrefix(code, "?"), strings.TrimPrefix(start, "?")) && (start[0] != '?' || code[0] == '?')
		})
	}
	if !s.agreed[c.kind] {
		for about := range t.wide {
			if code, where, _ := strings.Cut(about, "@"); where == s.sheet.Name && explained("?"+code) {
				return true
			}
		}
	}
	row, col := int(f.standing().row), f.held().held.col()
	if slices.ContainsFunc(t.rows[s.sheet.Name+"!"+strconv.Itoa(row)], explained) {
		return true
	}
	return slices.ContainsFunc(t.columns[s.sheet.Name+"!"+columnName(col)], func(over toldOver) bool {
		return over.row <= s.headOf(row, col) && explained(over.code)
	})
}
