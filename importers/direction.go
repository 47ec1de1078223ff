package importers

import (
	"regexp"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// settleTypes makes a column of nothing but the words for money out and money
// in the one that says what each row is, whatever its own heading is:
// "Udgift/indtægt", "U eller I".
func (t *table) settleTypes() {
	if t.column(roleType) != nil {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		if (c.role == noRole || c.role == roleMoney || c.role == roleText) && !c.time.known() && t.namesDirections(c) {
			c.role, c.kind, c.recurrence = roleType, "", portfolio.RecurrenceUnknown
			return
		}
	}
}

// namesDirections tells whether the cells of a column, at least two, all name
// the direction of money and nothing else.
func (t *table) namesDirections(c *column) bool {
	cells := 0
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		switch {
		case cell == nil:
		case cell.Kind() != workbook.Text || !directionAlone.MatchString(fold(cell.Raw())):
			return false
		default:
			cells++
		}
	}
	return cells >= 2
}

// Not every expression is one that a phrase can find faster: this one is asked
// of the few texts of a column.
var directionAlone = regexp.MustCompile(`^(?:mer|mindre|drifts|anlægs|anlaegs|engangs)?(?:udgift|indtaegt|gevinst|besparelse|effektivisering|omkostning|investering|cost|benefit|saving|income|expense)(?:er|r|s)?$`)

// section (afsnit) is what a heading between the rows of a register says of
// those below it, until the next one or a sum.
type section struct {
	name  string // where it is no word for a kind: the part of the organisation
	said  heading
	leave bool // the amounts below it do not count
}

// sectionOf reads a heading between rows. "Besparelser" and "Merudgifter" say
// what is below them; "Skole og dagtilbud" says whose it is.
func (t *table) sectionOf(text string) section {
	if h := t.grid.heading(text); h.kind != "" && len(strings.Fields(text)) <= longestSection && directs.MatchString(fold(text)) {
		return section{said: h}
	}
	return section{name: text}
}

// longestSection is how many words a heading that says a kind has; a sentence
// is about something else.
const longestSection = 4
