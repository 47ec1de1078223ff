package importers

import (
	"math"

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
	if l.around = t.cornerKind(); l.around != "" && r.signsSaid(t) && neutralSection.MatchString(fold(labelName(t.cornerText()))) {
		l.around = "" // "Drift" over lines that a legend tells the signs of holds both
	} else if l.around == "" && r.signsSaid(t) {
		l.around = r.kindNamed(v, t) // "Effektiviseringsforslag (+ = merudgift)" holds what its signs say
	} else if l.around == "" {
		l.around = r.kindAround(v, t)
	}
	if t.namesBothKinds() {
		l.around = ""
	}
	l.mixed = l.around == benefit && t.cornerKind() == "" && r.kindNamed(v, t) == "" && t.namesCosts()
	l.series = seriesOfTitle(t)
	if name := fold(t.key()); l.series == "" && seriesAlone.MatchString(name) {
		l.series = seriesIn(name)
	}
	l.inputs = t.inputRows()
	l.findDifferences()
	t.findProducts()
	l.findChanges()
	l.findDeductions()
	l.findCaseRows(v)
	before := r.facts.len()
	for row := t.first; row <= t.last; row++ {
		l.read(row)
	}
	l.assignCaseRows(before)
	l.findRepeatedOptions()
	l.dropSumsOnTop(before)
	if r.facts.len() > before {
		r.findings = append(r.findings, l.nameless...)
	}
}

// lineReader goes down the rows of a line table and remembers what those above
// say about those below.
type lineReader struct {
	*reader
	table      *table
	columns    []column
	around     string // the kind that the table's title or its sheet says
	mixed      bool   // around is but a word of a title, and a line says outright that it is a cost
	series     portfolio.Series
	section    heading      // the last heading between the rows
	sectionRow int          // where it stands
	neutral    *note        // the same, where it says which budget and not which way
	caption    heading      // of the row just above, when it holds nothing but words
	inputs     map[int]bool // rows that other rows are computed from
	explained  map[int]bool // rows that another row is the difference between
	pending    []fact       // lines since the last total, which may say their kind
	nameless   []Finding
	onTop      []topSum          // totals with no parts above them
	captions   []rowOption       // headings between the rows that say no kind and no series
	baseline   bool              // what is spent today stands above
	totals     int               // the row of a heading that says that totals stand below it; 0 is none
	changes    map[int]change    // rows that are the difference of two others
	line       int               // the last row that was read as a line
	deducted   map[int]bool      // rows that are taken off the row above them
	left       map[int]bool      // rows of what that leaves
	estimated  map[int]bool      // rows that estimate the line above them: its least, its most
	cases      map[int]caseGroup // rows that are cases, over their lines
	ended      bool              // a result, or a blank row after costs and benefits, stands above
}

// begin makes a heading between the rows that of the rows below it.
func (l *lineReader) begin(h heading, row int, ref string) {
	l.section, l.sectionRow, l.neutral, l.pending = h, row, nil, nil
	if h.kind == "" && h.series == "" && !h.role.derived() {
		l.captions = append(l.captions, rowOption{h.text, ref, row})
	}
	if neutralSection.MatchString(fold(h.text)) {
		l.neutral = &note{text: h.text, ref: ref}
	}
}

func (l *lineReader) read(row int) {
	t := l.table
	label, labelCol := t.label(row)
	labelRef := t.grid.ref(row, labelCol)
	filled := t.filled(row, l.columns)
	caption := l.caption
	l.caption = heading{}
	if group := t.groupAt(row, labelCol); group != "" {
		l.begin(t.grid.heading(group), row, t.grid.ref(row, t.groupCol))
		l.ended = false
	}
	h := t.grid.heading(label)
	switch {
	case label == "" && filled == 0:
		l.ended = l.ended || l.bothKinds()
		return
	case filled == 0:
		if namesOption.MatchString(fold(label)) || l.beginsEstimate(row, label) {
			l.beginOption(row, label, labelRef)
			l.begin(heading{text: h.text}, row, labelRef)
			l.ended = false
			return
		}
		h = t.sectionHeading(label, h)
		l.beginTotals(label, row)
		if h.role == roleDifference || beforeAfter.MatchString(fold(label)) {
			l.begin(h, row, labelRef)
		}
		if h.role != roleRemarks && (!h.role.derived() || h.kind != "" && h.role == roleTotal) && !l.remarks(row, label) {
			l.caption = h
			if l.isSection(row, h) {
				l.begin(h, row, labelRef)
				l.ended = l.ended && h.kind == ""
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
	if _, ok := l.cases[row]; ok {
		l.sums = append(l.sums, sumRow{t, row, label, roleTotal, ""})
		l.below(row)
		l.begin(heading{text: h.text}, row, labelRef)
		l.captions = nil
		return
	}
	h = l.asTotal(row, label, h)
	if t.products[row] && h.role == roleTotal {
		h.role = noRole // "Samlet gevinst" is so many times the gain of each
	}
	h = l.asChange(row, h)
	if !h.role.derived() && l.linesSince(0) && t.saysDifference(row, labelCol) {
		h.role = roleNet
	}
	words := t.rowWords(row, labelCol)
	unit := t.rowUnit(row)
	if unit == unmeasured {
		unit = h.measure
	}
	feeds := l.inputs[row] && words.kind == "" && l.section.kind == "" && l.around == "" && h.kind == "" && !l.sumsOthers(t, row, l.columns)
	d, detailed := l.details[t][row]
	if detailed {
		defer func(outer heading) { l.section = outer }(l.section)
		l.section = d.heading
	}
	if h.role == roleQuantity && unit == unmeasured && !l.inputs[row] && !t.factors[row] && l.paidHours(row, label) && !l.askCounted(row, labelRef, label) {
		h.role = noRole
	}
	l.baseline = l.baseline || spentToday.MatchString(fold(label))
	if h.role == roleBaseline && l.inputs[row] {
		h.role = roleQuantity // a rate that amounts are computed with
	}
	switch {
	case l.explained[row]:
		l.setAside(t, row)
		return
	case !detailed && unit != notMoney && l.leavesTarget(row, labelRef, label):
		return
	case h.role == roleBaseline && unit != notMoney:
		l.setAside(t, row)
		l.find(warning("baseline-left-out", labelRef, label))
		return
	case (isPart(label) || l.includedAbove(row, label)) && !detailed:
		l.setAside(t, row)
		l.find(Finding{Severity: portfolio.SeverityInfo, Code: "part-of-total", Cell: labelRef, Raw: label, Args: map[string]any{"label": label}})
		return
	case l.left[row]:
		l.keepSum(sumRow{t, row, label, roleNet, ""})
		return
	case l.saysWhoPays(label):
		l.setAside(t, row)
		l.find(warning("financing", labelRef, label))
		return
	case t.factors[row]:
		l.setAside(t, row)
		l.find(warning("feeds-amounts", labelRef, label))
		return
	case l.isChange(row): // a line, though it is computed from two others
	case l.leavesBase(row, label, labelRef):
		return
	case l.totalsNamesakes(row, label, labelRef):
		l.below(row)
		l.keepSum(sumRow{t, row, label, roleTotal, h.kind})
		return
	case unit == unmeasured && h.role != roleQuantity && !h.role.derived() && l.leavesPrice(row, label, labelRef):
		return
	case unit != notMoney && h.role != roleQuantity && h.role != roleRatio && l.sumsKindAbove(row, labelRef, label):
		l.keepSum(sumRow{t, row, label, roleTotal, h.kind})
		return
	case unit != notMoney && h.role != roleQuantity && h.role != roleRatio && l.sumsItsParts(row, labelRef, label, h):
		l.sums = append(l.sums, sumRow{t, row, label, roleTotal, h.kind})
		return
	case unit == unmeasured && !h.role.derived() && l.leavesDiscounts(row, label, labelRef):
		return
	case unit == unmeasured && h.role != roleQuantity && !l.shares(row, label, h) && l.mayCount(row, label) && l.askCounted(row, labelRef, label):
		l.notMoney(t, row, l.columns, label)
		return
	case h.role == roleVAT && l.askLeave("vat-row", row, labelRef, label):
		l.setAside(t, row)
		return
	case feeds || h.role == roleQuantity || h.role == roleRatio || unit == notMoney || t.percentages(row, l.columns):
		l.notMoney(t, row, l.columns, label)
		return
	case !l.addsUp(row, 1) && l.addsBelow(row, h):
		l.sums = append(l.sums, sumRow{t, row, label, h.role, h.kind})
		l.below(row)
		l.begin(h, row, labelRef)
		l.ended = false
		return
	case l.leavesRunning(row, labelRef, label, h):
		return
	case l.nets(row):
		l.keepSum(sumRow{t, row, label, roleNet, ""})
		l.ended = true
		return
	case l.looseTotal(row, label, h) && !l.addsUp(row, 1) && !l.askSubtotal(labelRef, label):
		h.role = noRole
	case l.isSum(t, row, l.columns, h) || h.role.derived() && h.role != roleTotal:
		l.keepSum(sumRow{t, row, label, h.role, h.kind})
		l.ended = l.ended || (h.role == roleNet || h.role == roleAccumulated) && l.bothKinds()
		return
	case h.role == roleTotal && (l.addsUp(row, 1) || l.repeatsLine(row)):
		l.keepSum(sumRow{t, row, label, h.role, h.kind})
		return
	case h.role != roleTotal && (l.addsUp(row, 2) && l.askSubtotal(labelRef, label) || l.addsUpBeyond(row) && (includesAll.MatchString(fold(label)) || l.askSubtotal(labelRef, label))):
		l.keepSum(sumRow{t, row, label, roleTotal, h.kind})
		return
	case l.section.role == roleDifference:
		l.setAside(t, row)
		l.find(warning("rows-of-difference", labelRef, label))
		return
	case l.leavesSaidOut(t, row, labelRef, label, words.remarks, l.columns), l.leavesFullYear(row, labelRef, label),
		(beforeAfter.MatchString(fold(label)) || l.baseline && afterChange.MatchString(fold(label)) || beforeAfter.MatchString(fold(l.section.text))) && l.askLeave("baseline", row, labelRef, label),
		l.ended && words.kind == "" && l.askAfterResult(row, labelRef, label), l.derives(row) && l.askLeave("derived-row", row, labelRef, label):
		l.setAside(t, row)
		return
	}
	if h.role == roleTotal {
		l.onTop = append(l.onTop, topSum{row, label, labelRef, h.kind})
	}
	if l.line > 0 && l.estimatesOf(l.line, label) {
		if l.estimated == nil {
			l.estimated = map[int]bool{}
		}
		l.estimated[row] = true
	} else {
		l.line = row
	}
	if l.mixed && h.kind == cost && words.kind == "" && l.section.kind == "" {
		t.doubtKind(row) // "Licens" below "Tidsgevinst ved ny journal"
	}
	if l.deducted[row] {
		l.noteDeduction(t, row)
	}
	name := &naming{h.text, labelRef, words.rowNotes}
	for _, f := range l.rowFacts(t, row, l.columns) {
		c, said := t.columnAt(f.col()), *f.saying()
		said.kind = firstWord(words.kind, l.section.kind, l.around, h.kind, strongKind(c))
		if c != nil && c.kind == benefit && said.kind == cost && words.kind == "" && l.section.kind == "" && l.around == "" && !contradicts(label, cost) {
			said.kind = benefit // "Licenser" under "Besparelse" is what is saved on them
		}
		said.ownKind = h.kind
		if l.isChange(row) {
			said.kind = firstWord(h.kind, said.kind)
		}
		if words.kind == "" && !detailed {
			said.neutral = l.neutral
		}
		if seriesAlone.MatchString(fold(label)) {
			said.series = firstSeries(said.series, h.series) // "Udgifter | Regnskab"
		}
		said.series = firstSeries(said.series, l.section.series, l.series)
		said.recurrence = firstKnown(words.recurrence, l.section.recurrence, h.recurrence, said.recurrence)
		said.price = firstPrice(h.price, said.price, l.section.price)
		f.sayUnder(c, said)
		f.call(name)
		f.measureBy(unit)
		if f.measure() == unmeasured {
			f.setMeasure(l.section.measure)
		}
		l.facts.add(f)
		l.pending = append(l.pending, f)
	}
}

// keepSum keeps a row of sums to be checked. Lines above it whose kind nothing
// said are of the kind that the sum's label says.
func (l *lineReader) keepSum(s sumRow) {
	l.sums = append(l.sums, s)
	for _, f := range l.pending {
		if f.kind() == "" {
			said := *f.saying()
			said.kind, said.recurrence = s.kind, firstKnown(f.recurrence(), l.table.grid.heading(s.label).recurrence)
			f.say(said)
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

// beforeAfter names what is spent today or later, written off or estimated
// earlier: the base of a difference, seldom a line of the case.
var beforeAfter = says(`\bi dag$|^uden (?:projekt|tiltag|loesning|investering|system|indsats|aendring)|^nuvaerende|^nuv\b|\bfremover$|^fremtidig|^(?:drift|udgift\w*) (?:foer|efter)$|^afskrivning|^renter\b|^renteudgift|^forrentning|^afdrag\b|\boprindeligt skoen|tidligere skoen`)

// saysAside begins a text that is a remark, not a heading.
var saysAside = says(`^(note|noter|bemaerk|obs|\d+\)|\*)`)

// financing names rows that say who pays: they are neither costs nor benefits.
var financing = says(`^(finansiering|finansieret|finansieres|heraf finansieret|egenfinansiering|medfinansiering|financing|funding|funded by)\b`)

// saysWhoPays tells whether a row tells who pays: its name says so, the heading
// above it, or the heading of the table's own names.
func (l *lineReader) saysWhoPays(label string) bool {
	t := l.table
	corner := t.grid.text(t.head, t.columns[0].at)
	return financing.MatchString(fold(l.section.text)) || financing.MatchString(fold(label)) || l.section.text == "" && financing.MatchString(fold(corner))
}

// partWords begin the name of a row that is part of the one above it.
var partWords = says(`^[-•>+ ]*(heraf|hvoraf|deraf|herunder|of which|thereof|including)\b`)

// includedWords begin the name of a row that the one above it may include.
var includedWords = says(`^[-•>+ ]*(?:inkl|inklusive|incl|inclusive)\b`)

// includedAbove tells whether a row is said to be in the one above it, "inkl. SFO",
// holds no more than that in any column, and is counted by no sum of its own.
func (l *lineReader) includedAbove(row int, label string) bool {
	if !includedWords.MatchString(fold(label)) || vatIn(fold(label)) != "" || row == l.table.first {
		return false
	}
	own, above := l.numbersOf(row), l.numbersOf(row-1)
	for col, x := range own {
		if math.Abs(x) > math.Abs(above[col]) {
			return false
		}
	}
	with, _ := l.totalCounts(row)
	return len(own) > 0 && !with
}

// isPart tells whether a label says that the row is part of the one above.
func isPart(label string) bool {
	return danish.IsPartLabel(label) || partWords.MatchString(fold(label))
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
