package importers

import (
	"regexp"
	"slices"
	"strings"

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
	signed := r.signsSaid(t)
	if signed && !slices.ContainsFunc(columns, func(c column) bool { return strongKind(&c) == cost }) {
		around = "" // "Effektiviseringskatalog": its columns hold what their signs say
	}
	plain := t.column(roleTitle)
	budgetsAreCosts := slices.ContainsFunc(columns, func(c column) bool { return strongKind(&c) == benefit })
	series := t.bannerSeries()
	heads := t.headRefs(columns)
	sums := newRegisterSums(r, t, columns)
	line := "" // the name of the last line, which may go on in another series
	var under section
	summed := 0        // the row of the last sum
	var above *subject // of the row before, whose name may count for this one too
	for row := t.first; row <= t.last; row++ {
		name, nameCol := t.caseName(row)
		filled := t.filled(row, columns)
		if r.registerSum(t, row, columns) {
			if under.leave { // the sum of what does not count
				r.sums = slices.DeleteFunc(r.sums, func(s sumRow) bool { return s.table == t && s.row == row })
				r.setAside(t, row)
			}
			under.said, under.leave, summed = heading{}, false, row
			continue
		}
		if summed > 0 && summed == row-1 && filled > 0 && t.goesOnAsSum(row) {
			summed = row
			r.setAside(t, row)
			continue
		}
		if under.leave && filled > 0 {
			r.setAside(t, row)
			continue
		}
		number, _ := t.caseNumber(row)
		if filled > 0 && sums.isSum(row, name, number) {
			if r.topSums[t][row] && sums.namesBelow(row) {
				above, line = r.subjectOfRow(t, row, name, nameCol), ""
				r.statedInRow(above, t, row)
			}
			continue
		}
		if above != nil && filled > 0 && number == "" && r.partOfRowAbove(t, row, name, nameCol) {
			continue
		}
		label, labelCol, labelKind := t.lineName(row, plain)
		if filled > 0 && above != nil && r.leavesRow(t, row, columns, label, labelCol) {
			continue
		}
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
				under = r.registerSection(t, row, text)
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
			under = r.registerSection(t, row, t.onlyText(row))
			continue
		}
		words := t.rowWords(row, nameCol)
		if filled > 0 && r.leavesSaidOut(t, row, t.grid.ref(row, max(nameCol, 1)), name, words.remarks, columns) {
			r.setAside(t, row)
			continue
		}
		s := above
		if nameCol > 0 || above == nil || t.numbered && number != "" && number != above.Number {
			s = r.subjectOfRow(t, row, name, nameCol)
		}
		above = s
		if s.Organisation == "" {
			s.Organisation = under.name
		}
		r.statedInRow(s, t, row)
		if filled == 0 {
			continue
		}
		if signed && !directs.MatchString(fold(words.category)) {
			words.kind = "" // "Drift" says which budget, and its signs which way
		}
		unit := t.rowUnit(row)
		if unit == notMoney || t.countsOther(row) {
			r.notMoney(t, row, columns, name)
			continue
		}
		if unit == unmeasured {
			unit = under.said.measure
		}
		sums.add(row)
		lineKind, lineSeries := lineKindAndSeries(label)
		own, price := &naming{label: label, rowNotes: words.rowNotes}, t.rowPrice(row)
		if labelCol > 0 {
			own.labelRef = t.grid.ref(row, labelCol)
		}
		for _, f := range r.rowFacts(t, row, columns) {
			c := t.columnAt(f.col())
			f.setSubject(s)
			if label == "" {
				f.call(c.naming(naming{c.name, heads[f.col()], words.rowNotes}))
			} else {
				f.call(own)
			}
			said := *f.saying()
			said.kind = firstWord(strongKind(c), words.kind, labelKind, lineKind, under.said.kind, around)
			if said.kind == "" && budgetsAreCosts {
				said.kind = c.kind // "Budget 2017" beside "Gevinst 2018" is what it costs
			}
			said.blockKind = words.kind == "" && lineKind == ""
			said.recurrence = firstKnown(firstKnown(c.recurrence, words.recurrence), under.said.recurrence)
			said.series = firstSeries(said.series, words.series, lineSeries, series)
			said.price = firstPrice(said.price, price)
			f.sayUnder(c, said)
			f.measureBy(unit)
			r.facts.add(f)
		}
	}
}

// partOfRowAbove tells whether a row of a register is part of the one above it,
// "heraf uddannelse", with amounts no larger. It is reported and not counted
// again.
func (r *reader) partOfRowAbove(t *table, row int, name string, nameCol int) bool {
	if !isPart(name) {
		return false
	}
	r.setAside(t, row)
	r.find(Finding{Severity: portfolio.SeverityInfo, Code: "part-of-total", Cell: t.grid.ref(row, nameCol), Raw: name, Args: map[string]any{"label": name}})
	return true
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

var weakKind = says(`\b(?:budget|forbrug|bevilling)\b`)

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
	if len(t.columns) > 0 { // where it is, when none is left out
		if i := col - t.columns[0].at; i >= 0 && i < len(t.columns) && t.columns[i].at == col {
			return &t.columns[i]
		}
	}
	for i := range t.columns {
		if t.columns[i].at == col {
			return &t.columns[i]
		}
	}
	return nil
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
		if text == "" || len(text) > longestHeading || !starred && (!strictTotal.MatchString(fold(text)) || number != "" && !strings.HasPrefix(number, "*") && c.role != roleType && !strictTotal.MatchString(fold(number))) {
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
	s := r.room.subject(len(r.subjects))
	s.sheets = t.own()
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
	s.Fields = t.rowFields(row)
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
		if c.field == "record-number" && c.role == roleNumber && t.column(roleNumber).at == c.at && !recordShape.MatchString(clean(cell.Raw())) {
			continue // the municipality's own number of its cases
		}
		if c.field != "" {
			fields = append(fields, fieldIn(c.field, cell, t.grid.ref(row, c.at)))
		}
	}
	return fields
}

// recordShape is a case number of a system of records: "85.00.00-P23-1-19",
// "25/093229", "2025-004411". A number that is the case's own, "7" or "BC01", may
// stand under "Sagsnr." too.
var recordShape = regexp.MustCompile(`^(?:\d\d\.\d\d(?:\.\d\d)?-\S+|(?:\d\d|\d{4})\s*[/-]\s*\d{3,}(?:-\d+)?)$`)

// registerOf tells whether a table's rows are cases.
func (t *table) registers() bool {
	return (t.column(roleTitle) != nil || t.numbered) && !slices.ContainsFunc(t.columns, func(c column) bool { return c.role == roleYear })
}
