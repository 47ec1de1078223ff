package importers

import (
	"raaderum/portfolio"
)

// settleSeriesColumns makes a column of nothing but the words for series, of
// which it has two at least unless its heading names them, the one that says the series of each row, whatever
// its own heading is: "Budget/Faktisk", "Scenario" over Plan and Actual. A plan
// and what came of it are no alternatives.
func (t *table) settleSeriesColumns() {
	if t.column(roleSeries) != nil {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		switch c.role {
		case noRole, roleMoney, roleText, roleScenario, roleType, roleStatus:
		default:
			continue
		}
		if !c.time.known() && t.namesSeries(c) {
			c.role, c.kind, c.series, c.recurrence = roleSeries, "", "", portfolio.RecurrenceUnknown
			return
		}
	}
}

// namesSeries tells whether the cells of a column name series and nothing else,
// two different ones at least; a row may be the difference of the others.
func (t *table) namesSeries(c *column) bool {
	named := map[portfolio.Series]bool{}
	for row := t.first; row <= t.last; row++ {
		text := t.grid.text(row, c.at)
		switch folded := fold(text); {
		case text == "" && t.grid.at(row, c.at) == nil, differenceAlone.MatchString(folded):
		case text == "" || !seriesAlone.MatchString(folded):
			return false
		default:
			named[seriesIn(folded)] = true
		}
	}
	return len(named) >= 2 || len(named) == 1 && headsSeries.MatchString(fold(c.text))
}

// headsSeries names a plan and what came of it, one of which each row below it is:
// "Budget/Faktisk" is no plan, and an extract of one of them has no other word.
var headsSeries = says(`^(?:plan\w*|budget\w*|maal) ?(?:/|,|eller|or) ?(?:faktisk\w*|realiser\w*|regnskab|forbrug|forventet|prognose|actuals?|forecast)\b|^(?:faktisk\w*|realiser\w*|regnskab|forbrug|actuals?) ?(?:/|,|eller|or) ?(?:plan\w*|budget\w*)\b`)

// differenceAlone names the difference of two rows and nothing else.
var differenceAlone = says(`^(?:forskel|afvigelse|differen(?:ce|s)|diff\.?|afv\.?|variance|rest|mangler)(?: (?:i alt|kr\.?|ift\.? (?:plan|budget|maal)))?$`)
