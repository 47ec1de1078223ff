package importers

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// value is what one cell says as a number.
type value struct {
	coefficient int64 // of the number, with its scale: a danish.Decimal in less room
	scale       int8
	state       valueState
	unit        measure // the number's own unit, "0,2 mio."; unmeasured for most
}

// decimal is the number.
func (v value) decimal() danish.Decimal { return danish.DecimalOf(v.coefficient, int(v.scale)) }

// setDecimal makes the value a number.
func (v *value) setDecimal(d danish.Decimal) {
	coefficient, scale := d.Parts()
	v.coefficient, v.scale = coefficient, int8(scale)
}

// heldValue is a value in the room that a fact has for it.
type heldValue struct {
	coefficient int32
	scale       int8 // elsewhere: the number has more digits than that, see (*fact).said
	state       valueState
	unit        measure
	measure     measure // that the amount is in
}

const elsewhere = math.MinInt8

// held is a value as a fact holds it.
func (v value) held(m measure) heldValue {
	held := heldValue{coefficient: int32(v.coefficient), scale: v.scale, state: v.state, unit: v.unit, measure: m}
	if int64(held.coefficient) != v.coefficient || v.scale < 0 || v.scale >= scaleElsewhere {
		held.coefficient, held.scale = 0, elsewhere
	}
	return held
}

// valueState is how a cell was read.
type valueState int8

// The states. Only isNumber and isTextNumber are amounts; nothing becomes 0.
const (
	isBlank      valueState = iota
	isNumber                // stored as a number
	isTextNumber            // a number written as text, read in one way only
	isAmbiguous             // a number written as text, "1,500"
	isDash                  // "-" alone
	isWords                 // "afventer", "ca. 100.000", "0,5 årsværk"
	isError                 // #DIV/0!
	isUncached              // a formula without a stored value
	isDate
)

// readValue reads a cell that should hold a number, by Danish grammar.
func readValue(cell *workbook.Cell) value { return readValueIn(cell, danish.Danish) }

// readValueIn reads a cell that should hold a number, by a locale's grammar.
func readValueIn(cell *workbook.Cell, locale danish.Locale) value {
	switch {
	case blank(cell):
		return value{state: isBlank}
	case cell.Kind() == workbook.Error:
		return value{state: isError}
	case cell.Uncached():
		return value{state: isUncached}
	case cell.Kind() == workbook.DateTime:
		return value{state: isDate}
	case cell.Kind() == workbook.Number:
		if d, ok := danish.ParseStored(cell.Raw()); ok {
			v := value{state: isNumber}
			v.setDecimal(d)
			return v
		}
		return value{state: isWords}
	case cell.Kind() == workbook.Text && strings.TrimSpace(cell.Raw()) == "":
		return value{state: isBlank} // a formula that gives ""
	case cell.Kind() == workbook.Text:
		return readTextValue(cell.Raw(), locale)
	}
	return value{state: isWords}
}

var (
	dashes      = regexp.MustCompile(`^[-–—−./]+$`)
	numberShape = regexp.MustCompile(`^[-−–+(]{0,2}\s*(?:kr\.?|dkk|[$£€])?\s*[-−]?\d[\d.,'\s]*\s*[)\-−,]*\s*(?:(?:t\.?|mio\.?|mia\.?|1\.000|dkk|tkr\.?|kr\.?|[$£€%])\s*)*$`)
	dateShape   = regexp.MustCompile(`^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?:\s|$)|^\d{4}-\d{2}-\d{2}`)
)

// looksLikeNumber tells whether a text has the shape of a number, whatever it
// may mean.
func looksLikeNumber(text string) bool {
	if len(text) > 64 || !mayHaveNumber(text) || hasOtherLetters(text) {
		return false
	}
	text = strings.ToLower(fractions.Replace(clean(text)))
	return text != "" && numberShape.MatchString(text)
}

// kronerInWords is an amount that a word may stand before and many after:
// "200.000 kr. i 2026", "knap 1,2 mio."
var kronerInWords = says(`^(?:ca\.? ?|op til |[a-z]+ )?\d[\d., ]*(?:t\.? ?kr|tkr|kr|mio|mill)\b`)

// longestAmount is how long a text that says an amount may be; what is longer
// tells a story.
const longestAmount = 60

// speaksOfKroner tells whether a short text begins with an amount in kroner, though it may
// be no number that can be read.
func speaksOfKroner(text string) bool {
	return len(text) <= longestAmount && mayHaveNumber(text) && kronerInWords.MatchString(fold(text))
}

// hasOtherLetters tells whether a text has a letter of the English alphabet that
// no word of numberShape has: hardly any title or number of a case is without.
func hasOtherLetters(text string) bool {
	for i := range len(text) {
		if c := text[i] | 0x20; 'a' <= c && c <= 'z' && strings.IndexByte("adikmort", c) < 0 {
			return true
		}
	}
	return false
}

// mayHaveNumber tells whether a text has a digit, or a fraction such as "½".
func mayHaveNumber(text string) bool {
	for i := range len(text) {
		if isDigit(text[i]) || text[i] >= utf8.RuneSelf {
			return hasDigit(text) || strings.ContainsAny(text, "½¼¾")
		}
	}
	return false
}

var fractions = strings.NewReplacer("½", "5", "¼", "25", "¾", "75")

// looksLikeDate tells whether a text begins with a date in figures.
func looksLikeDate(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && isDigit(text[0]) && dateShape.MatchString(text)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hasDigit tells whether a text has a digit: hardly any word has, and what must
// have one need not be looked for.
func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// readTextValue reads a number that stands as text.
func readTextValue(text string, locale danish.Locale) value {
	n := danish.ParseNumberIn(text, locale)
	v := value{state: isWords, unit: measureOf(n)}
	v.setDecimal(n.Value)
	switch n.Reading {
	case danish.Plain, danish.Interpreted:
		v.state = isTextNumber
	case danish.Ambiguous:
		v.state = isAmbiguous
	case danish.Unknown:
		if dashes.MatchString(strings.TrimSpace(text)) {
			v.state = isDash
		}
	}
	if v.unit == notMoney {
		v.state = isWords
	}
	return v
}

// choicesIn are the readings of an ambiguous number, the likelier first. Few
// values have them, so that they are read again and not kept.
func choicesIn(text string, locale danish.Locale) [2]danish.Decimal {
	n := danish.ParseNumberIn(text, locale)
	return [2]danish.Decimal{n.Other, n.Value}
}

// measureOf is what a number written as text says that it counts.
func measureOf(n danish.Number) measure {
	abroad := n.Currency != "" && n.Currency != "DKK"
	switch {
	case n.Measure != "":
		return notMoney
	case abroad && n.Unit == danish.MillionKroner:
		return foreignMillions
	case abroad && n.Unit == danish.ThousandKroner:
		return foreignThousands
	case abroad:
		return foreign
	case n.Unit == danish.MillionKroner:
		return millions
	case n.Unit == danish.ThousandKroner:
		return thousands
	case n.Unit == danish.Kroner:
		return kroner
	}
	return unmeasured
}
