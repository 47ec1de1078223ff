package danish

// Fraction (procentsats) is a rate as a fraction per one: 0.04 for 4 %.
type Fraction struct {
	Value   Decimal
	Certain bool    // there is only one way to read it
	Other   Decimal // the other way, when there is one
}

// ParsePercent reads a rate from a text: "4 %", "4 pct.", "0,04", "50". Without
// a sign, a number from 2 to 100 can only be percent; one up to 1 may be the
// fraction itself or so many percent, and is not certain. False for what is no
// number.
func ParsePercent(text string, locale Locale) (Fraction, bool) {
	n := ParseNumberIn(text, locale)
	switch {
	case n.Reading != Plain && n.Reading != Interpreted && n.Reading != Ambiguous, n.Unit != "", n.Currency != "":
		return Fraction{}, false
	case n.Measure == Percent:
		hundredth, ok := n.Value.Shifted(-2)
		other, _ := n.Other.Shifted(-2)
		return Fraction{Value: hundredth, Certain: n.Reading != Ambiguous, Other: other}, ok
	case n.Measure != "":
		return Fraction{}, false
	}
	f, ok := percentOf(n.Value)
	f.Certain = f.Certain && n.Reading != Ambiguous
	return f, ok
}

// PercentOf reads a rate from a stored number and its number format. A format
// with % makes it a fraction for certain, as Excel stores 4 % as 0.04.
func PercentOf(value Decimal, format string) (Fraction, bool) {
	if hasPercentSign(format) {
		return Fraction{Value: value, Certain: true}, true
	}
	return percentOf(value)
}

func percentOf(value Decimal) (Fraction, bool) {
	hundredth, ok := value.Shifted(-2)
	if !ok {
		return Fraction{}, false
	}
	size := value
	if size.Sign() < 0 {
		size = size.Negated()
	}
	switch {
	case size.Sign() == 0:
		return Fraction{Value: value, Certain: true}, true
	case size.Cmp(DecimalOf(2, 0)) >= 0:
		return Fraction{Value: hundredth, Certain: true}, true
	case size.Cmp(DecimalOf(1, 0)) > 0:
		return Fraction{Value: hundredth, Other: value}, true
	}
	return Fraction{Value: value, Other: hundredth}, true
}

// hasPercentSign looks for a % outside quotes in the first section of a format.
func hasPercentSign(format string) bool {
	quoted := false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == ';':
			return false
		case c == '%':
			return true
		}
	}
	return false
}
