package importers

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// strictTotal is what a row of a register must say to be a sum: titles such
// as "Samlet løsning" are projects.
var strictTotal = says(`\bi alt\b|\bialt\b|^sum\b|^sum:|^total\b|\btotal$|^hovedtotal|^tilsammen|^sammenlagt|^mellemregning|^mellemsum|^subtotal|^samtlige|^netto`)

// casesOfRegister reads a table whose rows are cases, or benefits of cases,
// with one amount column per period, kind or series.
func (r *reader) casesOfRegister(v *view, t *table) {
	columns := r.moneyColumns(t)
	around := r.kindAround(v, t)
	plain := t.column(roleTitle)
	budgetsAreCosts := slices.ContainsFunc(columns, func(c column) bool { return strongKind(&c) == benefit })
	heads := t.headRefs(columns)
	sums := newRegisterSums(r, t, columns)
	line := "" // the name of the last line, which may go on in another series
	section := ""
	var above *subject // of the row before, whose name may count for this one too
	for row := t.first; row <= t.last; row++ {
		name, nameCol := t.caseName(row)
		filled := t.filled(row, columns)
		if r.registerSum(t, row, columns) {
			continue
		}
		number, _ := t.caseNumber(row)
		if filled > 0 && sums.isSum(row, name, number) {
			continue
		}
		label, labelCol, labelKind := t.lineName(row, plain)
		if name == "" && number == "" && filled > 0 && above != nil && (label != "" || line != "" && t.goesOnInSeries(row)) {
			name, nameCol = above.Title, 0
			number = above.Number
			if label == "" {
				label, labelKind = line, benefit
			}
		}
		line = label
		if name == "" && number == "" {
			if text := t.onlyText(row); text != "" && filled == 0 {
				section = text
			} else if filled > 0 {
				r.find(warning("row-without-label", t.grid.ref(row, columns[0].at), ""))
			}
			continue
		}
		if filled == 0 && number == "" && above != nil && t.goesOnFrom(row, above.Title) {
			above.Title = joinBroken(above.Title, name)
			continue
		}
		if t.lonelyText(row) && filled == 0 {
			section = t.onlyText(row)
			continue
		}
		s := above
		if nameCol > 0 || above == nil {
			s = r.subjectOfRow(t, row, name, nameCol)
		}
		above = s
		if s.Organisation == "" {
			s.Organisation = section
		}
		r.statedInRow(s, t, row)
		if filled == 0 {
			continue
		}
		words := t.rowWords(row, nameCol)
		unit := t.rowUnit(row)
		if unit == notMoney {
			r.notMoney(t, row, columns, name)
			continue
		}
		sums.add(row)
		labelRef, price := "", t.rowPrice(row)
		if labelCol > 0 {
			labelRef = t.grid.ref(row, labelCol)
		}
		for _, f := range r.rowFacts(t, row, columns) {
			c := t.columnAt(f.col)
			f.subject = s
			f.kind = firstWord(strongKind(c), words.kind, labelKind, around)
			if f.kind == "" && budgetsAreCosts {
				f.kind = c.kind // "Budget 2017" beside "Gevinst 2018" is what it costs
			}
			f.blockKind = words.kind == ""
			f.recurrence = firstKnown(c.recurrence, words.recurrence)
			f.series = firstSeries(f.series, words.series)
			f.rowWords = &words
			f.label, f.labelRef = label, labelRef
			if label == "" {
				f.label, f.labelRef = c.name, heads[f.col]
			}
			if f.measure == unmeasured {
				f.measure = unit
			}
			f.price = firstPrice(f.price, price)
			r.facts = append(r.facts, f)
		}
	}
}

// headRefs are the addresses of columns' headings.
func (t *table) headRefs(columns []column) map[int]string {
	refs := make(map[int]string, len(columns))
	for i := range columns {
		refs[columns[i].at] = t.headRef(columns[i].at)
	}
	return refs
}

// moneyColumns are a register's amount columns without those that count
// hours: a potential without unit, beside columns in hours or minutes, in a
// book that nowhere speaks of kroner.
func (r *reader) moneyColumns(t *table) []column {
	columns := t.amounts()
	inHours := slices.ContainsFunc(t.columns, func(c column) bool {
		return c.role == roleQuantity && saysHours.MatchString(fold(c.text))
	})
	if !inHours || t.column(roleUnit) != nil || r.statedUnit(t).measure != unmeasured {
		return columns
	}
	return slices.DeleteFunc(columns, func(c column) bool {
		if c.measure.money() {
			return false
		}
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "not-money-hours", Cell: t.headRef(c.at), Raw: c.text, Args: map[string]any{"label": c.text}})
		return true
	})
}

var saysHours = says(`timer\b|timeforbrug|minutter|aarsvaerk|hours|minutes`)

// strongKind is the kind of a column, where its words are about the kind and
// not about the series ("Budget 2017", "Forbrug").
func strongKind(c *column) string {
	if c == nil || c.weak {
		return ""
	}
	return c.kind
}

var weakKind = says(`^(budget|forbrug|bevilling)\b`)

func firstPrice(levels ...*PriceLevel) *PriceLevel {
	for _, l := range levels {
		if l != nil {
			return l
		}
	}
	return nil
}

func (t *table) columnAt(col int) *column {
	t.grid.words.spend()
	for i := range t.columns {
		if t.columns[i].at == col {
			return &t.columns[i]
		}
	}
	return nil
}

// goesOnInSeries tells whether a row without a name holds another series of the
// line above it: "Realiseret" below "Plan".
func (t *table) goesOnInSeries(row int) bool {
	c := t.column(roleSeries, roleType)
	return c != nil && seriesIn(fold(t.grid.text(row, c.at))) != ""
}

// goesOnFrom tells whether a row holds nothing but the rest of the title on the
// row above: it begins with a small letter, or the title ends in the middle.
func (t *table) goesOnFrom(row int, title string) bool {
	text := t.onlyText(row)
	if text == "" || t.filled(row-1, t.amounts()) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first) || unfinished.MatchString(title)
}

var unfinished = regexp.MustCompile(`(?i)(?:[-,&/]| og| samt| til| for| af| med| i)$`)

// joinBroken joins the parts of a title that was broken over rows.
func joinBroken(first, rest string) string {
	if word, broken := strings.CutSuffix(first, "-"); broken {
		return word + rest
	}
	return first + " " + rest
}

// caseName is the title of the row's case; a title cell merged downwards
// counts for each row it reaches.
func (t *table) caseName(row int) (string, int) {
	c := t.column(roleTitle)
	if c == nil {
		return "", 0
	}
	return t.reachingText(row, c.at), c.at
}

func (t *table) reachingText(row, col int) string {
	for up := row; up >= t.first; up-- {
		if cell := t.grid.at(up, col); cell != nil {
			if up == row || t.grid.spanFoot(up, col) >= row {
				return clean(cell.Raw)
			}
			return ""
		}
	}
	return ""
}

func (t *table) caseNumber(row int) (string, int) {
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleNumber {
			return t.reachingText(row, c.at), c.at
		}
	}
	return "", 0
}

var codeShape = regexp.MustCompile(`^[\p{L}]{0,4}[-_. ]?\d[\d\-./]*$`)

// settleNames tells columns apart that name cases in several ways: a title
// column of codes is a number, and numbers that differ within a case number
// its lines.
func (t *table) settleNames() {
	var titles []*column
	for i := range t.columns {
		if t.columns[i].role == roleTitle {
			titles = append(titles, &t.columns[i])
		}
	}
	for _, c := range titles {
		if len(titles) > 1 && t.mostly(c, func(text string) bool { return codeShape.MatchString(strings.TrimLeft(text, "* ")) }) {
			c.role = roleNumber
		}
	}
	title, number := t.column(roleTitle), t.column(roleNumber)
	if title == nil {
		if number != nil && t.column(rolePost, roleBenefit) != nil {
			number.role = roleLineID
		}
		return
	}
	if number == nil || t.column(roleBenefit, rolePost) == nil {
		return
	}
	numbers := map[string]string{}
	for row := t.first; row <= t.last; row++ {
		name, id := t.grid.text(row, title.at), t.grid.at(row, number.at)
		if name == "" || id == nil || strings.HasPrefix(id.Raw, "*") {
			continue // a row of sums repeats the name
		}
		if other, ok := numbers[name]; ok && other != id.Raw {
			number.role = roleLineID
			return
		}
		numbers[name] = id.Raw
	}
}

// mostly tells whether most cells of a column pass a test.
func (t *table) mostly(c *column, passes func(string) bool) bool {
	passed, n := 0, 0
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, c.at); cell != nil {
			n++
			if passes(clean(cell.Raw)) {
				passed++
			}
		}
	}
	return 2*passed > n
}

// lineName is the name of the row's line: its benefit or post column.
func (t *table) lineName(row int, title *column) (label string, col int, kind string) {
	for i := range t.columns {
		c := &t.columns[i]
		if (c.role == roleBenefit || c.role == rolePost) && (title == nil || c.at != title.at) {
			if text := t.grid.text(row, c.at); text != "" && !c.time.known() {
				if c.role == roleBenefit {
					kind = benefit
				}
				return text, c.at, kind
			}
		}
	}
	return "", 0, ""
}

func (t *table) rowPrice(row int) *PriceLevel {
	c := t.column(rolePrice)
	if c == nil {
		return nil
	}
	return t.grid.words.prices.of(t.grid.text(row, c.at))
}

// onlyText is the text of a row that holds nothing else.
func (t *table) onlyText(row int) string {
	text := ""
	for i := range t.columns {
		cell := t.grid.at(row, t.columns[i].at)
		switch {
		case cell == nil:
		case cell.Kind != workbook.Text || text != "":
			return ""
		default:
			text = clean(cell.Raw)
		}
	}
	return text
}

func (t *table) lonelyText(row int) bool {
	return t.onlyText(row) != "" && len(t.columns) > 2
}

// registerSum tells whether a row of a register is a sum, and keeps it to be
// checked.
func (r *reader) registerSum(t *table, row int, columns []column) bool {
	number, _ := t.caseNumber(row)
	for i := range t.columns {
		c := &t.columns[i]
		if c.time.known() || c.role == roleRemarks || c.role == roleText {
			continue // not where a sum says that it is one
		}
		text := t.grid.text(row, c.at)
		starred := strings.HasPrefix(text, "*")
		if text == "" || len(text) > longestHeading || !starred && (!strictTotal.MatchString(fold(text)) || number != "" && !strings.HasPrefix(number, "*") && c.role != roleType) {
			continue
		}
		if t.filled(row, t.summed()) > 0 || t.column(rolePresentValue) != nil {
			r.sums = append(r.sums, sumRow{t, row, text, roleTotal, ""})
		}
		return true
	}
	if number == "" && t.column(roleNumber) != nil && r.sumsOthers(t, row, columns) {
		r.sums = append(r.sums, sumRow{t, row, "", roleTotal, ""})
		return true
	}
	return false
}

// subjectOfRow is the row's case, a new one unless number or title is known
// from a row above.
func (r *reader) subjectOfRow(t *table, row int, name string, nameCol int) *subject {
	number, numberCol := t.caseNumber(row)
	if number == "" && name == "" {
		return nil
	}
	scenario := ""
	if c := t.column(roleScenario); c != nil {
		scenario = t.grid.text(row, c.at)
	}
	title := name
	switch {
	case t.scenarios:
		scenario = name
	case scenario != "":
		title = joinTitle(name, scenario)
	}
	key := t.key() + "\x00" + number + "\x00" + title
	if number != "" && name == "" {
		key = t.key() + "\x00" + number
	}
	if s := r.known[key]; s != nil {
		return s
	}
	s := &subject{sheets: map[string]bool{t.key(): true}}
	s.Title, s.Number = title, number
	if nameCol > 0 {
		s.TitleCell = t.grid.ref(row, nameCol)
	}
	if s.Title == "" {
		s.Title = number
		s.TitleCell = t.grid.ref(row, numberCol)
	}
	if c := t.column(roleFocusArea); c != nil {
		s.FocusArea = t.grid.text(row, c.at)
	}
	if c := t.column(roleOrganisation); c != nil {
		s.Organisation = t.reachingText(row, c.at)
	}
	s.scenario = scenario
	s.fields = t.rowFields(row)
	r.subjects = append(r.subjects, s)
	if r.known == nil {
		r.known = map[string]*subject{}
	}
	r.known[key] = s
	if number != "" && scenario == "" {
		r.known[t.key()+"\x00"+number] = s
	}
	return s
}

func joinTitle(name, scenario string) string {
	if name == "" {
		return scenario
	}
	return name + " - " + scenario
}

// rowFields is the master data that a register row holds beside its amounts.
func (t *table) rowFields(row int) []Field {
	var fields []Field
	for i := range t.columns {
		c := &t.columns[i]
		cell := t.grid.at(row, c.at)
		if cell == nil || c.role == roleRemarks {
			continue
		}
		if c.field != "" {
			fields = append(fields, fieldIn(c.field, cell, t.grid.ref(row, c.at)))
		}
	}
	return fields
}

// postingsOfTable reads a long table: one amount per row and amount column,
// with its year in a column of its own.
func (r *reader) postingsOfTable(v *view, t *table) {
	year := t.column(roleYear)
	columns := t.amounts()
	if amount := t.column(roleAmount); amount != nil {
		columns = append(columns, *amount)
	}
	around := r.kindAround(v, t)
	hasCases := t.column(roleTitle) != nil
	for row := t.first; row <= t.last; row++ {
		if r.registerSum(t, row, columns) || t.filled(row, columns) == 0 {
			continue
		}
		label, ok := t.rowTime(row, year.at)
		if last, goesOn := t.timeAbove(row, year.at); !ok && goesOn {
			label, ok = last, true
		}
		if !ok {
			r.find(warning("row-without-period", t.grid.ref(row, columns[0].at), ""))
			continue
		}
		name, nameCol := t.caseName(row)
		var s *subject
		if number, _ := t.caseNumber(row); hasCases && (name != "" || number != "") {
			s = r.subjectOfRow(t, row, name, nameCol)
		}
		words := t.rowWords(row, 0)
		_, codes := timeIn(t.grid.text(row, year.at))
		lineLabel, labelCol, labelKind := t.lineName(row, t.column(roleTitle))
		for _, f := range r.rowFacts(t, row, columns) {
			c := t.columnAt(f.col)
			f.subject, f.time = s, label
			f.kind = firstWord(words.kind, c.kind, labelKind, around)
			f.recurrence = firstKnown(words.recurrence, c.recurrence)
			f.series = firstSeries(words.series, c.series, seriesIn(codes))
			f.category, f.negative, f.id = words.category, words.negative, words.id
			f.remarks, f.remarksRef = words.remarks, words.remarksRef
			f.label, f.labelRef = c.name, t.headRef(f.col)
			if lineLabel != "" {
				f.label, f.labelRef = lineLabel, t.grid.ref(row, labelCol)
			} else if words.category != "" {
				f.label = words.category
			}
			if f.measure == unmeasured {
				f.measure = t.rowUnit(row)
			}
			f.price = firstPrice(f.price, t.rowPrice(row))
			r.facts = append(r.facts, f)
		}
	}
	r.dropNotMoney(t)
}

// dropNotMoney takes out the rows of a long table that count hours and such.
func (r *reader) dropNotMoney(t *table) {
	r.drop(func(f *fact) bool {
		if f.table != t || f.measure != notMoney {
			return false
		}
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "not-money-hours", Cell: f.ref(), Raw: f.cell.Raw, Args: map[string]any{"label": f.name()}})
		return true
	})
}

// timeAbove is the time of the row above that counts for this one too: its cell
// is merged down to here, or this row says nothing but another series.
func (t *table) timeAbove(row, col int) (timeLabel, bool) {
	if t.grid.at(row, col) != nil && !t.saysSeriesOnly(row, col) {
		return timeLabel{}, false
	}
	for up := row - 1; up >= t.first; up-- {
		if t.grid.at(up, col) == nil || t.saysSeriesOnly(up, col) && t.grid.at(row, col) != nil {
			continue
		}
		if t.grid.at(row, col) == nil && t.grid.spanFoot(up, col) < row {
			return timeLabel{}, false
		}
		return t.rowTime(up, col)
	}
	return timeLabel{}, false
}

// rowTime is the time a row's year cell says.
func (t *table) rowTime(row, col int) (timeLabel, bool) {
	cell := t.grid.at(row, col)
	if cell == nil {
		return timeLabel{}, false
	}
	if n, ok := wholeNumber(cell); ok {
		switch {
		case n >= 1990 && n <= 2100:
			return timeLabel{form: inYear, year: n}, true
		case n >= 0 && n < 60:
			return timeLabel{form: inOffset, year: n}, true
		case n >= 199001 && n <= 210012 && n%100 >= 1 && n%100 <= 12: // 201603
			return timeLabel{form: inMonth, year: n / 100, part: n % 100}, true
		}
		return timeLabel{}, false
	}
	if cell.Kind == workbook.DateTime {
		return dateLabel(cell)
	}
	label, _ := timeIn(cell.Raw)
	return label, label.known()
}

// registerOf tells whether a table's rows are cases.
func (t *table) registers() bool {
	return t.column(roleTitle) != nil && !slices.ContainsFunc(t.columns, func(c column) bool { return c.role == roleYear })
}
