package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/portfolio"
)

// rowTotal is what the label of a line table's row says when the row is a sum
// of others, wherever in the label it says so: "Udgifter ialt", "Slutsum".
var rowTotal = says(`\bialt\b|\bi alt\b|\btotalt?\b|\btilsammen\b|\bslutsum|^tot\b|\bsamlet$|\bsum$`)

// rowGross may say that: "Bruttoudgifter" and "Årets udgifter" are lines too.
var rowGross = says(`^brutto(?:udgift|omkostning|gevinst|besparelse|indtaegt)|\b(?:udgift|udgifter|omkostninger|gevinster|besparelser) brutto$|^aarets (?:udgift|omkostning|gevinst|besparelse|indtaegt)`)

// asTotal makes a row with lines above it a total when its label says so.
func (l *lineReader) asTotal(row int, label string, h heading) heading {
	if h.role.derived() {
		return h
	}
	folded := fold(label)
	if (rowTotal.MatchString(folded) || rowGross.MatchString(folded)) && (l.table.partsAbove(row, l.columns) > 0 || l.linesSince(l.sectionRow)) {
		h.role = roleTotal
	}
	return h
}

// upward goes through the facts that the table has given so far, from the last.
func (l *lineReader) upward(yield func(fact) bool) {
	for f := range l.facts.backward {
		if f.table() != l.table || !yield(f) {
			return
		}
	}
}

// linesSince tells whether the table has given lines below a row.
func (l *lineReader) linesSince(row int) bool {
	for f := range l.upward {
		return f.row() > row
	}
	return false
}

// repeatsLine tells whether a row says again, in every column, the only line
// above it in its section: the total of one.
func (l *lineReader) repeatsLine(row int) bool {
	if !l.linesSince(l.sectionRow) {
		return false
	}
	line := l.facts.last().row()
	for _, c := range l.columns {
		stated, ok := plainNumber(l.table.grid.at(row, c.at))
		x, said := plainNumber(l.table.grid.at(line, c.at))
		if ok != said || stated != x {
			return false
		}
	}
	return true
}

// nets tells whether a row is, in every column, the benefits of the lines above
// it less their costs (or the other way round): a result, whatever it is called.
// Two columns at least must say so with something else than zero.
func (l *lineReader) nets(row int) bool {
	net, both := l.netSoFar(false)
	if both && l.statesNet(row, net) {
		return true
	}
	if len(l.estimated) == 0 {
		return false
	}
	net, both = l.netSoFar(true) // the least and the most of a line are no part of it
	return both && l.statesNet(row, net)
}

// statesNet tells whether a row states a net, with either sign. Where rounding may be
// much of its numbers, "Porto 0,2 0,3", they are it by accident unless the row is
// called a result, or they are it to the last digit.
func (l *lineReader) statesNet(row int, net map[int]float64) bool {
	if !l.equals(row, net, 1) && !l.equals(row, net, -1) {
		return false
	}
	if l.table.grid.heading(l.labelOf(row)).role.derived() || l.largest(row, row) >= leastCertain*l.finest(row) || l.isExactly(row, net) {
		return true
	}
	for col := range net {
		net[col] = -net[col]
	}
	return l.isExactly(row, net)
}

// leastCertain is how many times half of its last digit the largest number of a row
// must be, for its numbers to say something although they are rounded.
const leastCertain = 80

// finest is half of the last digit of a row: a 0 among amounts with decimals is as
// exact as they are.
func (l *lineReader) finest(row int) float64 {
	finest := math.Inf(1)
	for _, c := range l.columns {
		if cell := l.table.grid.at(row, c.at); cell != nil {
			finest = min(finest, half(cell))
		}
	}
	return finest
}

// netSoFar is, by column, the benefits less the costs of the lines so far, and
// whether there are both. It is nothing where the kind of a line is not known.
func (l *lineReader) netSoFar(withoutEstimates bool) (net map[int]float64, both bool) {
	net = map[int]float64{}
	costs, benefits := false, false
	for f := range l.upward {
		x, ok := plainNumber(f.cell())
		if !ok || withoutEstimates && l.estimated[f.row()] {
			continue
		}
		switch f.kind() {
		case cost:
			net[f.col()] -= math.Abs(x)
			costs = true
		case benefit:
			net[f.col()] += math.Abs(x)
			benefits = true
		default:
			return nil, false
		}
	}
	return net, costs && benefits
}

// equals tells whether a row states such sums, in two columns at least.
func (l *lineReader) equals(row int, sums map[int]float64, sign float64) bool {
	finest, same := l.finest(row), 0
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		stated, ok := plainNumber(cell)
		switch {
		case !ok && sums[c.at] != 0, ok && math.Abs(stated-sign*sums[c.at]) > finest*4:
			return false
		case ok && stated != 0:
			same++
		}
	}
	return same >= 2
}

// The answers about a row that may be something else than a line.
const asNothing = "leave"

// askAfterResult asks about a row of numbers below a result, or below a blank
// row when costs and benefits are done with: it may be an assumption.
func (l *lineReader) askAfterResult(row int, place, label string) bool {
	return l.askLeave("after-result", row, place, label)
}

func (l *lineReader) askLeave(code string, row int, place, label string) bool {
	answer, ok := l.ask(Question{
		Key: "row@" + place, Code: code, Cells: []string{place, l.table.grid.ref(row, l.columns[0].at)}, Options: []string{asNothing, asLine},
		Proposed: asNothing, Confidence: 0.6, Args: map[string]any{"label": firstWord(label, place)},
	})
	return !ok || answer == asNothing
}

// bothKinds tells whether the table has given costs and benefits so far.
func (l *lineReader) bothKinds() bool {
	costs, benefits := false, false
	for f := range l.upward {
		costs, benefits = costs || f.kind() == cost, benefits || f.kind() == benefit
		if costs && benefits {
			return true
		}
	}
	return false
}

// derives tells whether all numbers of a row are computed from lines above it
// and nothing else of the table, and are those lines in another guise: sums with
// a factor, the same in another unit, with tax or price rises.
func (l *lineReader) derives(row int) bool {
	if l.table.grid.turned {
		return false
	}
	lines := map[int]bool{}
	for f := range l.upward {
		lines[f.row()] = true
	}
	found := 0
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		l.words.spendOn(len(cell.Formula()))
		if cell.Formula() == "" || !l.fromLines(cell.Formula(), row, c.at, lines) {
			return false
		}
		found++
	}
	return found > 0
}

func (l *lineReader) fromLines(formula string, row, col int, lines map[int]bool) bool {
	parts, used, sum := operands(formula), 0, 0.0
	summed := false
	for _, o := range parts {
		if o.sheet != "" || o.area.FirstCol != col || o.area.LastCol != col {
			continue
		}
		summed = summed || o.area.LastRow > o.area.FirstRow
		for above := o.area.FirstRow; above <= o.area.LastRow && above-o.area.FirstRow <= farthestPart; above++ {
			switch {
			case above >= row:
				return false
			case l.sumAt(above):
				summed = true
			case !lines[above] && l.table.filled(above, l.columns) > 0:
				return false
			}
			if x, ok := quickNumber(l.table.grid.at(above, col)); ok {
				sum += x
				used++
			}
		}
	}
	if used == 0 {
		return false
	}
	if summed || used > 1 {
		return true
	}
	x, ok := quickNumber(l.table.grid.at(row, col))
	ratio := math.Abs(x / sum)
	return ok && sum != 0 && (ratio > 0.75 && ratio < 1.5 || math.Abs(ratio-0.001) < 1e-6)
}

// settleYearTotals makes a column of whole years beside the quarters or months
// of that year a column of sums, when it is their sum in every row, or when
// nothing else says what it is; then what differs is reported.
func (r *reader) settleYearTotals(t *table) {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role.derived() || saysFullYear.MatchString(fold(c.text)) {
			continue
		}
		var parts []int
		var alike bool
		switch c.time.form {
		case inYear, wholeYear:
			parts, alike = t.partsOfYear(*c)
		case inQuarter, quarterOnly:
			parts, alike = t.monthsOf(*c)
		}
		if len(parts) < 2 {
			continue
		}
		equal, wrong := 0, 0
		for row := t.first; row <= t.last; row++ {
			cell := t.grid.at(row, c.at)
			stated, ok := quickNumber(cell)
			sum, n := t.sumAcross(row, parts)
			switch {
			case !ok || n == 0:
			case math.Abs(stated-sum) <= half(cell)*float64(n+1):
				equal++
			default:
				wrong++
			}
		}
		if wrong > 0 && !alike || equal+wrong == 0 {
			continue
		}
		c.role = roleTotal
		if wrong > 0 {
			r.tellYearDiffers(t, c.at, parts)
		}
	}
}

func (r *reader) tellYearDiffers(t *table, col int, parts []int) {
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, col)
		stated, ok := quickNumber(cell)
		sum, n := t.sumAcross(row, parts)
		if ok && math.Abs(stated-sum) > half(cell)*float64(n+1) {
			r.find(Finding{
				Severity: portfolio.SeverityWarning, Code: "total-mismatch", Cell: t.grid.ref(row, col), Raw: cell.Raw(),
				Args: map[string]any{"label": t.columnName(col), "stated": stated, "sum": cleanFloat(sum), "difference": cleanFloat(stated - sum)},
			})
		}
	}
}

// partsOfYear are the columns of halves, quarters or months of a column's year,
// or of the half of it that the column is of; alike tells whether they are of its
// own series.
func (t *table) partsOfYear(year column) (parts []int, alike bool) {
	alike = true
	from, to, _ := t.months(year)
	var columns []column
	for i := range t.columns {
		c := &t.columns[i]
		first, last, ok := t.months(*c)
		if !ok || c.role.derived() || first < from || last > to || first == from && last == to || !sameYear(*c, year) || c.kind != year.kind && c.kind != "" && year.kind != "" {
			continue
		}
		columns = append(columns, *c)
		parts = append(parts, c.at)
		alike = alike && c.series == year.series
	}
	if own := ofSeries(columns, year.series); !alike && len(own) >= 2 && len(own) < len(columns) {
		columns, parts, alike = own, placesOf(own), true // what was reached is no part of the year's target
	}
	if !alike && year.series == "" {
		for _, c := range columns { // "Året" beside the plans and the accounts of its quarters
			if own := ofSeries(columns, c.series); len(own) >= 2 && t.sumsInEveryRow(&year, placesOf(own)) {
				columns, parts = own, placesOf(own)
				break
			}
		}
	}
	if t.overlap(columns) {
		return nil, false // they run on, and are no parts
	}
	return parts, alike
}

// ofSeries are the columns of one series.
func ofSeries(columns []column, series portfolio.Series) []column {
	return slices.DeleteFunc(slices.Clone(columns), func(c column) bool { return c.series != series })
}

// placesOf are the numbers of columns.
func placesOf(columns []column) []int {
	at := make([]int, len(columns))
	for i, c := range columns {
		at[i] = c.at
	}
	return at
}

// monthsOf are the columns of the months of a column's quarter.
func (t *table) monthsOf(quarter column) (parts []int, alike bool) {
	alike = true
	of := monthOnly
	if quarter.time.form == inQuarter {
		of = inMonth
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.role.derived() || c.time.form != of || c.time.year != quarter.time.year || (c.time.part+2)/3 != quarter.time.part {
			continue
		}
		if c.kind != quarter.kind && c.kind != "" && quarter.kind != "" {
			continue
		}
		parts = append(parts, c.at)
		alike = alike && c.series == quarter.series
	}
	return parts, alike
}

// halfOf is which half of its year a column is of; 0 when it is of none.
func (t *table) halfOf(c column) int {
	if c.time.form != inYear {
		return 0
	}
	return t.grid.words.halves.of(t.lowestWord(c.at))
}

// halfNamedIn is the half of a year that a heading names; 0 when it names none.
func halfNamedIn(text string) int {
	word := fold(text)
	switch span := halfOfYear.FindString(word); {
	case span == "" && !halfNamed.MatchString(word):
		return 0
	case span == "" && (strings.Contains(word, "2. ") || strings.Contains(word, "2.h") || strings.Contains(word, "andet") || strings.Contains(word, "h2")), strings.Contains(span, "4"), strings.Contains(span, "dec"):
		return 2
	}
	return 1
}

func (t *table) sumAcross(row int, columns []int) (sum float64, n int) {
	for _, col := range columns {
		if x, ok := quickNumber(t.grid.at(row, col)); ok {
			sum += x
			n++
		}
	}
	return sum, n
}
