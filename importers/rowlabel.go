package importers

import "regexp"

// label is the words that name a row: the first text in a column that is for
// naming lines or cases, else the first text of the row.
func (t *table) label(row int) (text string, col int) {
	for _, c := range t.columns {
		switch c.role {
		case rolePost, roleBenefit, roleTitle:
			if text := t.grid.text(row, c.at); text != "" {
				return text, c.at
			}
		}
	}
	if text := t.grid.text(row, t.labelCol); text != "" && t.labelCol > 0 {
		return text, t.labelCol
	}
	code := 0
	for _, c := range t.columns {
		if c.time.known() && !c.role.derived() {
			break
		}
		switch text := t.grid.text(row, c.at); {
		case text == "" || looksLikeNumber(text):
		case code == 0 && isRowCode(text):
			code = c.at // "A", when a name follows
		default:
			return text, c.at
		}
	}
	if code > 0 {
		return t.grid.text(row, code), code
	}
	return "", 0
}

// isRowCode tells whether a text is a letter that rows are called by, or what is
// done with such rows: "A", "B-A".
func isRowCode(text string) bool {
	return len(text) < 8 && text[0] >= 'A' && text[0] <= 'Z' && (len(text) == 1 || !letterOrDigit(text[1]) && rowCode.MatchString(text))
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

var rowCode = regexp.MustCompile(`^[A-Z](?: ?[-+–] ?[A-Z])*[.:)]?$`)

// differenceCode is the code of a row that is one less another: "B-A".
var differenceCode = regexp.MustCompile(`^[A-Z](?: ?[-+–] ?[A-Z])* ?[-–] ?[A-Z]$`)

// saysDifference tells whether a row's code says that it is the difference of
// others.
func (t *table) saysDifference(row, labelCol int) bool {
	for _, c := range t.columns {
		if c.at > labelCol {
			return false
		}
		if text := t.grid.text(row, c.at); len(text) >= 3 && len(text) < 8 && differenceCode.MatchString(text) {
			return true
		}
	}
	return false
}
