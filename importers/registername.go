package importers

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"raaderum/importers/workbook"
)

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
				return clean(cell.Raw())
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
		switch {
		case number == nil || t.column(rolePost, roleBenefit) == nil:
		case caseNumbers.MatchString(fold(number.text)) && len(t.amounts()) > 0:
			t.numbered = true // each row's case is known by its number alone
		default:
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
		if name == "" || id == nil || strings.HasPrefix(id.Raw(), "*") {
			continue // a row of sums repeats the name
		}
		if other, ok := numbers[name]; ok && other != id.Raw() {
			number.role = roleLineID
			return
		}
		numbers[name] = id.Raw()
	}
}

// caseNumbers heads the numbers of cases: "Sagsnr.", and not "Nr." of lines.
var caseNumbers = says(`^(?:projekt|forslag|sag|initiativ|tiltag|case|bc|journal)s?[- ]?(?:nr|nummer|id|no|number)\b`)

// mostly tells whether most cells of a column pass a test.
func (t *table) mostly(c *column, passes func(string) bool) bool {
	passed, n := 0, 0
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, c.at); cell != nil {
			n++
			if passes(clean(cell.Raw())) {
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
			if text := t.mergedText(row, c.at); text != "" && !c.time.known() {
				switch folded := fold(text); {
				case c.role == roleBenefit:
					kind = benefit
				case directionAlone.MatchString(folded):
					kind = t.grid.heading(text).kind // "Udgift" and "Besparelse" are all that the line is called
				}
				return text, c.at, kind
			}
		}
	}
	return "", 0, ""
}

// mergedText is the text at a place, or of the cell above that is merged down to
// it: the name of a line over the rows of its series.
func (t *table) mergedText(row, col int) string {
	for up := row; up >= max(t.first, row-tallestName); up-- {
		if t.grid.at(up, col) == nil {
			continue
		}
		if up == row || t.grid.spanFoot(up, col) >= row {
			return t.grid.text(up, col)
		}
		return ""
	}
	return ""
}

// tallestName is over how many rows the name of a line is merged at most.
const tallestName = 8

// onlyText is the text of a row that holds nothing else.
func (t *table) onlyText(row int) string {
	text := ""
	for i := range t.columns {
		cell := t.grid.at(row, t.columns[i].at)
		switch {
		case cell == nil:
		case cell.Kind() != workbook.Text || text != "":
			return ""
		default:
			text = clean(cell.Raw())
		}
	}
	return text
}

func (t *table) lonelyText(row int) bool {
	return t.onlyText(row) != "" && len(t.columns) > 2
}
