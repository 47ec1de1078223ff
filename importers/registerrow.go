package importers

import (
	"math"
	"slices"

	"raaderum/portfolio"
)

// countsOther tells whether a row of a register counts something else than
// money by the word that says what kind of row it is: "Årsværk" under "Art",
// beside "Drift" and "Anlæg".
func (t *table) countsOther(row int) bool {
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleType && countAlone.MatchString(fold(t.grid.text(row, c.at))) {
			return true
		}
	}
	return false
}

// countAlone names what is counted that is no money, and nothing else.
var countAlone = says(`^(?:antal )?(?:aarsvaerk|aav|ftes?|timer|minutter|dage|stk\.?|brugere|sager|stillinger|hours|days|headcount)(?: \(.*\))?$|^antal$`)

// leavesRow tells whether a row of a register with amounts repeats those of rows
// above it, and says so where that is not asked: part of the one above, or the
// difference of two.
func (r *reader) leavesRow(t *table, row int, columns []column, label string, labelCol int) bool {
	switch {
	case label != "" && isPart(label) && t.withinRowAbove(row, columns):
		return r.partOfRowAbove(t, row, label, labelCol)
	case t.saysDifferenceRow(row) > 0:
		return r.leavesDifference(t, row, columns)
	case label != "" && runningLabel.MatchString(fold(label)):
		r.setAside(t, row)
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "part-of-total", Cell: t.grid.ref(row, labelCol), Raw: label, Args: map[string]any{"label": label}})
		return true
	}
	return false
}

// runningLabel ends the name of a line that is what has come together over time
// of another: "Gevinst, akkumuleret".
var runningLabel = says(`^\S+(?: \S+)?[,:;–-]? ?\(?(?:akkumuleret|kumuleret|akk\.?|accumulated|cumulative|aar til dato|year to date|ytd)\)?$`)

// withinRowAbove tells whether no amount of a row is larger than the one above
// it, of which it says that it is part.
func (t *table) withinRowAbove(row int, columns []column) bool {
	for _, c := range columns {
		part, ok := quickNumber(t.grid.at(row, c.at))
		if !ok {
			continue
		}
		for up := row - 1; up >= t.first; up-- {
			if text, _, _ := t.lineName(up, t.column(roleTitle)); isPart(text) {
				continue // another part of the same whole
			}
			if whole, _ := quickNumber(t.grid.at(up, c.at)); math.Abs(part) > math.Abs(whole) {
				return false
			}
			break
		}
	}
	return true
}

// saysDifferenceRow is the column in which a row says that it is the difference
// of others, 0 for none.
func (t *table) saysDifferenceRow(row int) int {
	for i := range t.columns {
		c := &t.columns[i]
		switch c.role {
		case roleType, roleSeries, rolePost, roleBenefit:
			if differenceAlone.MatchString(fold(t.grid.text(row, c.at))) {
				return c.at
			}
		}
	}
	return 0
}

// leavesDifference takes a row out of a register that says it is the difference
// of others: with a word where it is exactly that of the two rows above it, else
// after asking.
func (r *reader) leavesDifference(t *table, row int, columns []column) bool {
	col := t.saysDifferenceRow(row)
	place, text := t.grid.ref(row, col), t.grid.text(row, col)
	if !t.isDifferenceAbove(row, columns) {
		answer, ok := r.ask(Question{
			Key: "row@" + place, Code: "derived-row", Cells: []string{place, t.grid.ref(row, columns[0].at)}, Options: []string{asNothing, asLine},
			Proposed: asNothing, Confidence: 0.7, Args: map[string]any{"label": text},
		})
		if ok && answer == asLine {
			return false
		}
	}
	r.setAside(t, row)
	return true
}

// isDifferenceAbove tells whether every amount of a row is the difference of
// those of the two rows above it.
func (t *table) isDifferenceAbove(row int, columns []column) bool {
	if row < t.first+2 {
		return false
	}
	return !slices.ContainsFunc(columns, func(c column) bool {
		cell := t.grid.at(row, c.at)
		x, ok := quickNumber(cell)
		if !ok {
			return false
		}
		a, _ := quickNumber(t.grid.at(row-1, c.at))
		b, _ := quickNumber(t.grid.at(row-2, c.at))
		return math.Abs(math.Abs(x)-math.Abs(a-b)) > 2*half(cell)
	})
}

// lineKindAndSeries are what the name of a line says when it is nothing but a
// direction and a series: "Gevinst, realiseret".
func lineKindAndSeries(label string) (kind string, series portfolio.Series) {
	m := directedSeries.FindStringSubmatch(fold(label))
	if m == nil {
		return "", ""
	}
	return kindIn(m[1]), seriesIn(m[2])
}

var directedSeries = says(`^((?:mer|mindre|drifts|anlaegs|engangs)?(?:udgift|indtaegt|gevinst|besparelse|effektivisering|omkostning|investering|cost|benefit|saving|income|expense)(?:er|r|s)?) ?[,:;(–-]? ?(plan|planlagt|budget|budgetteret|vedtaget|regnskab|realiseret|faktisk|forbrug|forventet|forventet rest|prognose|estimat|actual|actuals|forecast|realised)\)?$`)

// registerSection reads a heading between the rows of a register. One that says
// that what is below it is not counted is asked about; what stands in the column
// of types or series is no heading.
func (r *reader) registerSection(t *table, row int, text string) section {
	for i := range t.columns {
		if c := &t.columns[i]; (c.role == roleType || c.role == roleSeries || c.role == roleUnit) && t.grid.at(row, c.at) != nil {
			return section{}
		}
	}
	under := t.sectionOf(text)
	if m := unitBehind.FindStringSubmatch(fold(text)); m != nil {
		under.said.measure, under.name = measureIn(m[1]), labelName(under.name)
	}
	if !leftOutSaid.MatchString(fold(text)) {
		return under
	}
	ref := t.onlyTextRef(row)
	answer, ok := r.ask(Question{
		Key: "row@" + ref, Code: "not-counted", Cells: []string{ref}, Options: []string{asNothing, asLine},
		Proposed: asNothing, Confidence: 0.8, Args: map[string]any{"label": text},
	})
	under.leave = !ok || answer == asNothing
	return under
}

// onlyTextRef is the address of the first text of a row.
func (t *table) onlyTextRef(row int) string {
	for i := range t.columns {
		if t.grid.at(row, t.columns[i].at) != nil {
			return t.grid.ref(row, t.columns[i].at)
		}
	}
	return t.grid.ref(row, 1)
}

// leaveTable sets all rows of a table aside, with a word at the line over it.
func (r *reader) leaveTable(t *table) {
	for row := t.first; row <= t.last; row++ {
		r.setAside(t, row)
	}
	r.find(warning("rows-of-difference", t.titles[0].ref, t.titles[0].text))
}

// goesOnAsSum tells whether a row below a sum has no name of its own and says
// another type or series than that: the sum once more, "Realiseret" below "Plan".
func (t *table) goesOnAsSum(row int) bool {
	says := false
	for i := range t.columns {
		switch c := &t.columns[i]; c.role {
		case roleTitle, roleNumber, rolePost, roleBenefit:
			if t.grid.at(row, c.at) != nil {
				return false
			}
		case roleType, roleSeries:
			says = says || t.grid.at(row, c.at) != nil
		}
	}
	return says
}
