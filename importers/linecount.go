package importers

import (
	"maps"
	"math"
	"regexp"
	"slices"

	"raaderum/portfolio"
)

// countNouns end labels of rows that count something else than kroner, unless
// a unit says that they are kroner after all: "Frigjorte årsværk".
var countNouns = says(`(?:aarsvaerk|fuldtidsstillinger|stillinger|minutter|sygedage|dage|arbejdsdage|antal breve|antal sager|antal borgere|antal brugere|kilometer|\bkm|\bkwh|\bton|\bm2)$`)

// countWords stand in labels of rows that count, whatever else they say.
var countWords = says(`^(?:medarbejdere|personale|ansatte|brugere|personer|elever|borgere|sager|besoeg|uger|maaneder|sider|users|staff|visits|headcount|inflation|probability|employees|hours|pages|tons)(?:$| (?:pr|per|i maalgruppen|in)\b)|^liter\b|\bftes?\b|\bminutter\b|\bi min\b|\bminutes\b|\bhours saved|\bco2\b|\bkm\b|\bkilometer\b|\bark papir|\bpages?$|tilfredshed|diskonteringsfaktor|discount factor|^p/l|regulering$|risk[- ]adjusted|sandsynlighed`)

func countsThings(label string) bool {
	folded := fold(label)
	return countNouns.MatchString(folded) || countWords.MatchString(folded) || unitBehindName.MatchString(folded)
}

// The answers about a row that may count.
const (
	asCount = "antal"
	asMoney = "beløb"
)

// paidWords name people, who are counted, or paid for.
var paidWords = says(`^(?:headcount|staff|personale|medarbejdere|ansatte|employees)$`)

// freedTime names time, which is counted in hours, or worth kroner.
var freedTime = says(`\btid\b|\btids(?:besparelse|gevinst|forbrug)|\btime sav`)

// mayCount tells whether a row that nothing says the unit of may count things
// rather than kroner: its words say so and no result below needs it as money,
// or it names time and is small among the kroner of its table.
func (l *lineReader) mayCount(row int, label string) bool {
	if l.bareMinimum(label) {
		return true
	}
	if countsThings(label) {
		return !l.resultNeeds(row) && !l.discounts(row, label)
	}
	if l.mayCountThings(row, label) {
		return !l.resultNeeds(row)
	}
	return freedTime.MatchString(fold(label)) && l.smallAmongKroner(row)
}

// bareMinimum tells whether a line ends with "(min.)" and no other line of the
// table is its most: then it may be minutes, or the least of it.
func (l *lineReader) bareMinimum(label string) bool {
	m := parenthesis.FindStringSubmatch(fold(label))
	if m == nil || !saysMin.MatchString(m[1]) || aboutTime.MatchString(fold(label)) {
		return false
	}
	for row := l.table.first; row <= l.table.last; row++ {
		other, _ := l.table.label(row)
		if m := parenthesis.FindStringSubmatch(fold(other)); m != nil && saysMost.MatchString(m[1]) {
			return false
		}
	}
	return true
}

var saysMost = says(`^(?:maks|max)`)

// discountFactor names what amounts are multiplied by to be present values.
// Price rises are factors as well.
var discountFactor = says(`diskonteringsfaktor|discount factor|faktor$`)

// mostFactor is the largest number that a factor may be.
const mostFactor = 3

// discounts tells whether a row is factors without a doubt: it says so, and none
// is much more than one or as small as nothing.
func (l *lineReader) discounts(row int, label string) bool {
	if !discountFactor.MatchString(fold(label)) {
		return false
	}
	for _, c := range l.columns {
		if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok && (x <= 0 || x > mostFactor) {
			return false
		}
	}
	return true
}

// askCounted asks whether a row counts things or kroner; the table's unit, and
// nothing more, says kroner. People alone under "Besparelser", or in numbers as
// large as the kroner around them, are what is saved on them.
func (l *lineReader) askCounted(row int, place, label string) bool {
	proposed, confidence := asCount, 0.8
	if paidWords.MatchString(fold(label)) && l.section.kind != "" && (row == l.sectionRow+1 || l.largest(row, row)*asLarge >= l.largest(l.table.first, l.table.last)) {
		proposed, confidence = asMoney, 0.6
	}
	if namesHours.MatchString(fold(label)) && !l.smallAmongKroner(row) || l.bareMinimum(label) {
		proposed, confidence = asMoney, 0.6
	}
	answer, ok := l.ask(Question{
		Key: "unit@" + place, Code: "counted", Cells: []string{place, l.table.grid.ref(row, l.columns[0].at)}, Options: []string{asCount, asMoney},
		Proposed: proposed, Confidence: confidence, Args: map[string]any{"label": label},
	})
	return !ok || answer == asCount
}

// resultNeeds tells whether the result right below a row is the benefits less
// the costs above it only when the row is one of them.
func (l *lineReader) resultNeeds(row int) bool {
	below := row + 1
	for below <= l.table.last && l.table.filled(below, l.columns) == 0 {
		below++
	}
	if label, _ := l.table.label(below); l.table.grid.heading(label).role != roleNet {
		return false
	}
	net, both := l.netSoFar(false)
	if !both && l.section.kind == "" {
		return false
	}
	for _, sign := range []float64{1, -1} {
		with := maps.Clone(net)
		for _, c := range l.columns {
			if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok {
				with[c.at] += sign * math.Abs(x)
			}
		}
		if l.equals(below, with, 1) || l.equals(below, with, -1) {
			return true
		}
	}
	return false
}

// mostHours is how many hours a row may count in a year before it is taken for
// kroner, and smallAmong how many times smaller than the largest amount of its
// table it must be.
const (
	mostHours  = 5000
	smallAmong = 20
)

// smallAmongKroner tells whether a row's numbers are few and small in a table
// that says kroner, as hours are.
func (l *lineReader) smallAmongKroner(row int) bool {
	own := l.largest(row, row)
	if own == 0 || own > mostHours || l.statedUnit(l.table).measure != kroner {
		return false
	}
	return l.largest(l.table.first, l.table.last) >= smallAmong*own
}

// namesHours are labels that count hours or full-time posts, unless their
// numbers are too large for that: "Færre timer", "Årsværk".
var namesHours = says(`timer(?:$| (?:i|paa|hos|ved|til)\b)|^(?:faerre|sparede|frigjorte) (?:arbejds)?timer\b|^(?:faerre |sparede |frigjorte )?aarsvaerk$`)

// fewerHours are labels of a change of hours, which is as often told in kroner.
var fewerHours = says(`^(?:faerre|sparede|frigjorte|mindre|reducerede) .*timer\b|[a-z]timer$`)

// paidHours tells whether a row that names hours may be what is paid for them:
// the total below counts it with others that are no hours; its table says
// kroner, and its numbers are more hours than a case frees; or it says kroner in
// some unit, and the row stands among costs or benefits.
func (l *lineReader) paidHours(row int, label string) bool {
	if !namesHours.MatchString(fold(label)) {
		return false
	}
	if with, without := l.totalCounts(row); with || without {
		return with
	}
	if l.leavesHours(row, label) {
		return false
	}
	switch l.statedUnit(l.table).measure {
	case kroner:
		return l.largest(row, row) > mostHours || fewerHours.MatchString(fold(label)) && (l.section.kind != "" || l.around != "")
	case thousands, millions:
		return l.section.kind != "" || l.around != ""
	}
	return false
}

// largest is the largest number, without its sign, in the amount columns of rows.
func (l *lineReader) largest(first, last int) float64 {
	most := 0.0
	for row := first; row <= last; row++ {
		for _, c := range l.columns {
			if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok {
				most = math.Max(most, math.Abs(x))
			}
		}
	}
	return most
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
			if cell == nil || cell.Formula() == "" {
				continue
			}
			t.grid.words.spendOn(len(cell.Formula()))
			if _, adds := addingInUnits(cell.Formula()); adds {
				continue
			}
			t.noteFactors(row, cell.Formula())
			for _, o := range operands(cell.Formula()) {
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
// the sums below it. While it is asked whether they are, nothing is reported.
func (r *reader) notMoney(t *table, row int, columns []column, label string) {
	r.setAside(t, row)
	if _, col := t.label(row); col > 0 && r.asked["unit@"+t.grid.ref(row, col)] || t.grid.heading(label).keyFigure() {
		return // it is asked, or kept as what the workbook states
	}
	for _, c := range columns {
		if cell := t.grid.at(row, c.at); numeric(cell) || cell != nil && looksLikeNumber(cell.Raw()) {
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
