package importers

import (
	"regexp"
	"strings"

	"raaderum/importers/workbook"
)

// operand is a cell or range that a formula refers to.
type operand struct {
	sheet string // "" is the formula's own
	area  workbook.Range
	minus bool // it is subtracted
}

var (
	formulaRef      = regexp.MustCompile(`(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?`)
	externalRef     = regexp.MustCompile(`\[[^\]]+\][^!]*!`)
	linearShape     = regexp.MustCompile(`^[-+]?T(?:[-+]T)*$`)
	roundingCall    = regexp.MustCompile(`(?i)^ROUND\((.*),\s*-?\d+\)$`)
	withoutBrackets = strings.NewReplacer("(", "", ")", "", " ", "")
	sumOfRefs       = regexp.MustCompile(`(?i)SUM\(([^()]*)\)`)
)

// operands are the cells a formula refers to, in order.
func operands(formula string) []operand {
	var found []operand
	for _, m := range formulaRef.FindAllStringSubmatchIndex(formula, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return formula[m[2*i]:m[2*i+1]]
		}
		if end := m[1]; end < len(formula) && formula[end] == '(' {
			continue // a function such as LOG10(
		}
		o := operand{sheet: unquote(group(1))}
		o.area = workbook.Range{FirstRow: number(group(3)), FirstCol: columnNumber(group(2))}
		o.area.LastRow, o.area.LastCol = o.area.FirstRow, o.area.FirstCol
		if group(4) != "" {
			o.area.LastRow, o.area.LastCol = number(group(5)), columnNumber(group(4))
		}
		before := strings.TrimRight(formula[:m[0]], " (")
		o.minus = strings.HasSuffix(before, "-") || strings.HasSuffix(before, "-SUM")
		found = append(found, o)
	}
	return found
}

// adding is the cells a formula adds and subtracts, when that is all it does:
// SUM over ranges, chains of + and −, and rounding of the whole.
func adding(formula string) ([]operand, bool) {
	text := strings.TrimSpace(formula)
	if text == "" {
		return nil, false
	}
	if m := roundingCall.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	shape := sumOfRefs.ReplaceAllStringFunc(text, func(call string) string {
		inside := call[4 : len(call)-1]
		for _, part := range strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ';' }) {
			part = strings.TrimSpace(part)
			if at := formulaRef.FindString(part); at != part {
				return "?"
			}
		}
		return "T"
	})
	shape = formulaRef.ReplaceAllString(shape, "T")
	shape = withoutBrackets.Replace(shape)
	if !linearShape.MatchString(shape) {
		return nil, false
	}
	return operands(text), true
}

// unquote is a sheet name as it is written in a formula.
func unquote(name string) string {
	if len(name) > 1 && name[0] == '\'' {
		name = strings.ReplaceAll(name[1:len(name)-1], "''", "'")
	}
	return name
}

// columnNumber is the number of a column: A is 1.
func columnNumber(letters string) int {
	n := 0
	for i := range len(letters) {
		n = n*26 + int(letters[i]-'A') + 1
	}
	return n
}

// covers tells whether an operand includes a cell of a sheet.
func (o operand) covers(own, sheet string, row, col int) bool {
	name := o.sheet
	if name == "" {
		name = own
	}
	return strings.EqualFold(name, sheet) && o.area.FirstRow <= row && row <= o.area.LastRow && o.area.FirstCol <= col && col <= o.area.LastCol
}
