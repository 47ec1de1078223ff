package importers

import (
	"regexp"
	"slices"
	"strings"

	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// linesOfTable reads a table whose rows are the lines of one case: labels at
// the left, periods across, with section headings, subtotals and results
// between them.
func (r *reader) linesOfTable(v *view, t *table) {
	l := lineReader{reader: r, table: t, columns: t.amounts()}
	if len(l.columns) == 0 || aboutOtherThings(t) {
		return
	}
	if l.around = firstWord(t.cornerKind(), r.kindAround(v, t)); t.namesBothKinds() {
		l.around = ""
	}
	l.series = seriesOfTitle(t)
	l.inputs = t.inputRows()
	before := len(r.facts)
	for row := t.first; row <= t.last; row++ {
		l.read(row)
	}
	if len(r.facts) > before {
		r.findings = append(r.findings, l.nameless...)
	}
}

// lineReader goes down the rows of a line table and remembers what those above
// say about those below.
type lineReader struct {
	*reader
	table    *table
	columns  []column
	around   string // the kind that the table's title or its sheet says
	series   portfolio.Series
	section  heading      // the last heading between the rows
	caption  heading      // of the row just above, when it holds nothing but words
	inputs   map[int]bool // rows that other rows are computed from
	pending  []*fact      // lines since the last total, which may say their kind
	nameless []Finding
}

func (l *lineReader) read(row int) {
	t := l.table
	label, labelCol := t.label(row)
	labelRef := t.grid.ref(row, labelCol)
	filled := t.filled(row, l.columns)
	caption := l.caption
	l.caption = heading{}
	if group := t.groupAt(row, labelCol); group != "" {
		l.section, l.pending = t.grid.heading(group), nil
	}
	h := t.grid.heading(label)
	switch {
	case label == "" && filled == 0:
		return
	case filled == 0:
		if h.role != roleRemarks && (!h.role.derived() || h.kind != "" && h.role == roleTotal) && !saysAside.MatchString(fold(label)) {
			l.caption = h
			if l.isSection(row, h) {
				l.section, l.pending = h, nil
			}
		}
		return
	case label == "" && (l.sumsOthers(t, row, l.columns) || l.addsUp(row, 1)):
		l.keepSum(sumRow{t, row, "", roleTotal, ""})
		return
	case label == "" && caption.text == "":
		l.nameless = append(l.nameless, warning("row-without-label", t.grid.ref(row, l.columns[0].at), ""))
		return
	case label == "":
		label, h = caption.text, caption
		labelRef = t.grid.ref(row-1, t.labelColumn(row-1))
	}
	l.readLine(row, label, labelCol, labelRef, h)
}

// readLine reads a row that has a name and something in its amount columns.
func (l *lineReader) readLine(row int, label string, labelCol int, labelRef string, h heading) {
	t := l.table
	words := t.rowWords(row, labelCol)
	unit := t.rowUnit(row)
	if unit == unmeasured {
		unit = h.measure
	}
	feeds := l.inputs[row] && words.kind == "" && l.section.kind == "" && l.around == "" && h.kind == ""
	switch {
	case isPart(label):
		l.setAside(t, row)
		l.find(Finding{Severity: portfolio.SeverityInfo, Code: "part-of-total", Cell: labelRef, Raw: label, Args: map[string]any{"label": label}})
		return
	case financing.MatchString(fold(l.section.text)) || financing.MatchString(fold(label)):
		l.setAside(t, row)
		l.find(warning("financing", labelRef, label))
		return
	case t.factors[row]:
		l.setAside(t, row)
		l.find(warning("feeds-amounts", labelRef, label))
		return
	case unit == unmeasured && h.role != roleQuantity && countsThings(label) && l.askCounted(row, labelRef, label):
		l.notMoney(t, row, l.columns, label)
		return
	case feeds || h.role == roleQuantity || h.role == roleRatio || unit == notMoney || t.percentages(row, l.columns):
		l.notMoney(t, row, l.columns, label)
		return
	case !l.addsUp(row, 1) && l.addsBelow(row, h):
		l.sums = append(l.sums, sumRow{t, row, label, h.role, h.kind})
		l.below(row)
		l.section, l.pending = h, nil
		return
	case l.isSum(t, row, l.columns, h) || h.role.derived() && h.role != roleTotal:
		l.keepSum(sumRow{t, row, label, h.role, h.kind})
		return
	case h.role != roleTotal && l.addsUp(row, 2) && l.askSubtotal(labelRef, label):
		l.keepSum(sumRow{t, row, label, roleTotal, h.kind})
		return
	}
	if h.role == roleTotal {
		l.find(warning("total-without-parts", labelRef, label))
	}
	for _, f := range l.rowFacts(t, row, l.columns) {
		f.label, f.labelRef = h.text, labelRef
		f.kind = firstWord(words.kind, l.section.kind, l.around, h.kind, strongKind(t.columnAt(f.col)))
		f.ownKind = h.kind
		f.series = firstSeries(f.series, l.section.series, l.series)
		f.recurrence = firstKnown(words.recurrence, l.section.recurrence, h.recurrence, f.recurrence)
		f.category, f.negative = words.category, words.negative
		f.remarks, f.remarksRef = words.remarks, words.remarksRef
		f.id = words.id
		if f.measure == unmeasured {
			f.measure = unit
		}
		if f.measure == unmeasured {
			f.measure = l.section.measure
		}
		if f.price == nil {
			f.price = l.section.price
		}
		l.facts = append(l.facts, f)
		l.pending = append(l.pending, f)
	}
}

// namesBothKinds tells whether the lines of a table say themselves that some
// are costs and some benefits, whatever its title says.
func (t *table) namesBothKinds() bool {
	costs, benefits := false, false
	for row := t.first; row <= t.last && (!costs || !benefits); row++ {
		label, _ := t.label(row)
		folded := fold(label)
		costs, benefits = costs || startsAsCost.MatchString(folded), benefits || startsAsBenefit.MatchString(folded)
	}
	return costs && benefits
}

// seriesOfTitle is the series that a short title right above a table says:
// "Realiseret".
func seriesOfTitle(t *table) portfolio.Series {
	if len(t.titles) > 0 && len(t.titles[0].text) <= 25 {
		return t.grid.heading(t.titles[0].text).series
	}
	return ""
}

// countNouns end labels of rows that count something else than kroner, unless
// a unit says that they are kroner after all: "Frigjorte årsværk".
var countNouns = says(`(?:aarsvaerk|fuldtidsstillinger|stillinger|minutter|sygedage|dage|arbejdsdage|antal breve|antal sager|antal borgere|antal brugere|kilometer|\bkm|\bkwh|\bton|\bm2)$`)

func countsThings(label string) bool { return countNouns.MatchString(fold(label)) }

const asCount = "antal"

// askCounted asks whether a row counts things or kroner; the table's unit, and
// nothing more, says kroner.
func (l *lineReader) askCounted(row int, place, label string) bool {
	answer, ok := l.ask(Question{
		Key: "unit@" + place, Code: "counted", Cells: []string{place, l.table.grid.ref(row, l.columns[0].at)}, Options: []string{asCount, "beløb"},
		Proposed: asCount, Confidence: 0.8, Args: map[string]any{"label": label},
	})
	return !ok || answer == asCount
}

// keepSum keeps a row of sums to be checked. Lines above it whose kind nothing
// said are of the kind that the sum's label says.
func (l *lineReader) keepSum(s sumRow) {
	l.sums = append(l.sums, s)
	for _, f := range l.pending {
		if f.kind == "" {
			f.kind, f.recurrence = s.kind, firstKnown(f.recurrence, l.table.grid.heading(s.label).recurrence)
		}
	}
	l.pending = nil
}

// isSection tells whether a row of words is a heading for those below, rather
// than the first line of a name whose amounts stand on the next row.
func (l *lineReader) isSection(row int, h heading) bool {
	t := l.table
	if row == t.last || h.kind == "" || l.section.kind == "" {
		return true
	}
	below, _ := t.label(row + 1)
	return below != "" || t.filled(row+1, l.columns) == 0
}

// saysAside begins a text that is a remark, not a heading.
var saysAside = says(`^(note|noter|bemaerk|obs|\d+\)|\*)`)

// financing names rows that say who pays: they are neither costs nor benefits.
var financing = says(`^(finansiering|finansieret|finansieres|heraf finansieret|egenfinansiering|medfinansiering|financing|funding|funded by)\b`)

// partWords begin the name of a row that is part of the one above it.
var partWords = says(`^[-•>+ ]*(heraf|hvoraf|deraf|herunder|of which|thereof|including)\b`)

// isPart tells whether a label says that the row is part of the one above.
func isPart(label string) bool {
	return danish.IsPartLabel(label) || partWords.MatchString(fold(label))
}

// rowFacts are the facts of a row, one for each amount column with something
// in it; kind and the rest are what the column says.
func (r *reader) rowFacts(t *table, row int, columns []column) []*fact {
	n := t.filled(row, columns)
	all, facts, words := make([]fact, n), make([]*fact, 0, n), &rowWords{} // in one piece: a register has hundreds of thousands
	for i := range columns {
		c := &columns[i]
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		f := &all[len(facts)]
		*f = fact{
			table: t, row: row, col: c.at, cell: cell, value: readValueIn(cell, t.grid.locale), rowWords: words,
			kind: c.kind, recurrence: c.recurrence, series: c.series, time: c.time, measure: c.measure, price: c.price,
		}
		facts = append(facts, f)
	}
	return r.phaseIn(t, row, facts)
}

// rowWords is what the cells of a row beside its label say about the line.
type rowWords struct {
	kind                string
	recurrence          portfolio.Recurrence
	series              portfolio.Series
	category            string
	id                  string // the line's own id
	negative            bool   // the line is said to be negative ("Negativ gevinst")
	remarks, remarksRef string
}

func (t *table) rowWords(row, labelCol int) rowWords {
	var w rowWords
	for i := range t.columns {
		c := &t.columns[i]
		switch c.role {
		case roleType, roleSeries, roleLineID, roleRemarks:
		default:
			continue
		}
		text := t.grid.text(row, c.at)
		if text == "" || c.at == labelCol {
			continue
		}
		folded := fold(text)
		switch c.role {
		case roleType:
			h := t.grid.heading(text)
			w.kind = firstWord(w.kind, typeKind(folded, h.kind))
			w.recurrence = firstKnown(w.recurrence, typeRecurrence(folded, h.recurrence))
			w.category = firstWord(w.category, text)
			w.negative = w.negative || strings.Contains(folded, "negativ")
			w.series = firstSeries(w.series, h.series)
		case roleSeries:
			w.series = firstSeries(w.series, seriesIn(folded))
		case roleLineID:
			w.id = text
		case roleRemarks:
			w.remarks, w.remarksRef = text, t.grid.ref(row, c.at)
		}
	}
	return w
}

// typeKind is the kind that a type column's word names. A column that says
// "Engang" or "Varig" tells only how long.
func typeKind(folded, said string) string {
	switch folded {
	case "engang", "engangs", "varig":
		return ""
	case "intern tid", "datamigrering", "uddannelse", "afledt drift":
		return cost
	}
	return said
}

func typeRecurrence(folded string, said portfolio.Recurrence) portfolio.Recurrence {
	switch {
	case strings.HasPrefix(folded, "engang"):
		return portfolio.OneOff
	case strings.HasPrefix(folded, "varig"), strings.Contains(folded, "drift"):
		return portfolio.Running
	}
	return said
}

// rowUnit is the unit a unit column gives the row. Any other word there says
// that the row counts something else than money.
func (t *table) rowUnit(row int) measure {
	c := t.column(roleUnit)
	if c == nil {
		return unmeasured
	}
	text := t.grid.text(row, c.at)
	if text == "" {
		return unmeasured
	}
	if m := measureIn(fold(text)); m != unmeasured {
		return m
	}
	return notMoney
}

// filled counts the amount columns of a row that hold something.
func (t *table) filled(row int, columns []column) int {
	n := 0
	for i := range columns {
		if !blank(t.grid.at(row, columns[i].at)) {
			n++
		}
	}
	return n
}

// percentages tells whether the numbers of a row are shown as per cent.
func (t *table) percentages(row int, columns []column) bool {
	numbers, percent := 0, 0
	for _, c := range columns {
		if cell := t.grid.at(row, c.at); numeric(cell) {
			numbers++
			if strings.Contains(cell.Format, "%") {
				percent++
			}
		}
	}
	return numbers > 0 && percent == numbers && t.column(roleFullYear) == nil
}

var otherThings = says(`succeskriteri|indikator|risiko|parameter|forudsaetning|milepael|maalepunkt|foelsomhed|\bkpi\b|assumption|sensitivity|depreciation`)

// aboutOtherThings tells whether the table's own headings say that it is no
// table of money: indicators, risks, assumptions.
func aboutOtherThings(t *table) bool {
	for _, c := range t.columns {
		if c.time.known() {
			break
		}
		if otherThings.MatchString(fold(c.text)) {
			return true
		}
	}
	return len(t.titles) > 0 && otherThings.MatchString(fold(t.titles[0].text)) && len(t.titles[0].text) < 60
}

// cornerKind is the kind that the heading over the labels says: "COSTS".
func (t *table) cornerKind() string {
	for _, c := range t.columns {
		if c.time.known() {
			break
		}
		if c.kind != "" && c.role != roleType {
			return c.kind
		}
	}
	return ""
}

// kindAround is the kind that the table's title or its sheet says.
func (r *reader) kindAround(v *view, t *table) string {
	for _, title := range t.titles {
		if len(title.text) <= 60 && r.words.signs.of(title.text) == "" {
			if kind := titleKind(title.text); kind != "" {
				return kind
			}
		}
	}
	return titleKind(v.sheet.Name)
}

// documentWords are names of documents that hold words for a kind.
var documentWords = says(`investerings(forslag|pulje|skema)\w*|business case|cost[ -]benefit|cba\b|cost-benefit|\bbudget(?:ter|tet)?\b`)

func titleKind(text string) string {
	return kindIn(documentWords.ReplaceAllString(fold(text), " "))
}

// inputRows are the rows that formulas of other rows multiply and divide by:
// counts, rates and hours that amounts are computed from. Rows of present
// values use amounts themselves so and do not count.
func (t *table) inputRows() map[int]bool {
	inputs := map[int]bool{}
	if t.grid.turned {
		return inputs
	}
	columns := t.amounts()
	for row := t.first; row <= t.last; row++ {
		if label, _ := t.label(row); t.grid.heading(label).role.derived() {
			continue
		}
		for _, c := range columns {
			cell := t.grid.at(row, c.at)
			if cell == nil || cell.Formula == "" {
				continue
			}
			t.grid.words.spendOn(len(cell.Formula))
			if _, adds := adding(cell.Formula); adds {
				continue
			}
			t.noteFactors(row, cell.Formula)
			for _, o := range operands(cell.Formula) {
				if o.sheet == "" && o.area.FirstRow == o.area.LastRow && o.area.FirstRow != row {
					inputs[o.area.FirstRow] = true
				}
			}
		}
	}
	return inputs
}

// productShape is the shape of a formula that multiplies cells with each other.
var productShape = regexp.MustCompile(`^\(?\$?[A-Z]{1,3}\$?\d+(?:\*\$?[A-Z]{1,3}\$?\d+)+\)?$`)

// noteFactors notes the rows that a row is the product of. Kroner times kroner
// are nothing: whatever the factors are called, the product is the amount.
func (t *table) noteFactors(row int, formula string) {
	if !productShape.MatchString(formula) {
		return
	}
	parts := operands(formula)
	for _, o := range parts {
		if o.area.FirstRow == row {
			return // a share of something of its own row
		}
	}
	inTable := func(o operand) bool { return t.first <= o.area.FirstRow && o.area.FirstRow <= t.last }
	if !slices.ContainsFunc(parts, func(o operand) bool { return !inTable(o) }) {
		if t.factors == nil {
			t.factors = map[int]bool{}
		}
		for _, o := range parts {
			t.factors[o.area.FirstRow] = true
		}
	}
}

// notMoney reports a row of numbers that are no money, and keeps it out of
// the sums below it.
func (r *reader) notMoney(t *table, row int, columns []column, label string) {
	r.setAside(t, row)
	for _, c := range columns {
		if numeric(t.grid.at(row, c.at)) {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "not-money-hours", Cell: t.grid.ref(row, c.at), Raw: label, Args: map[string]any{"label": label}})
			return
		}
	}
}

// setAside keeps a row out of the sums below it.
func (r *reader) setAside(t *table, row int) {
	if r.aside == nil {
		r.aside = map[*table]map[int]bool{}
	}
	if r.aside[t] == nil {
		r.aside[t] = map[int]bool{}
	}
	r.aside[t][row] = true
}

func warning(code, cell, raw string) Finding {
	return Finding{Severity: portfolio.SeverityWarning, Code: code, Cell: cell, Raw: raw, Args: map[string]any{"text": raw}}
}

func firstWord(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func firstKnown(list ...portfolio.Recurrence) portfolio.Recurrence {
	for _, r := range list {
		if r != portfolio.RecurrenceUnknown {
			return r
		}
	}
	return portfolio.RecurrenceUnknown
}

func firstSeries(list ...portfolio.Series) portfolio.Series {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
