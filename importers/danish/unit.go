package danish

import (
	"regexp"
	"slices"
	"strings"

	"raaderum/calc"
)

// Unit (enhed) is the unit of money that a table's amounts are written in.
type Unit string

// The units, as the machine interface writes them. "" is no unit stated.
const (
	Kroner         Unit = "kr."
	ThousandKroner Unit = "t.kr."
	MillionKroner  Unit = "mio. kr."
	BillionKroner  Unit = "mia. kr."
)

// Ore is one of the unit in øre; 0 for no unit.
func (u Unit) Ore() calc.Money {
	switch u {
	case Kroner:
		return calc.Krone
	case ThousandKroner:
		return calc.ThousandKrone
	case MillionKroner:
		return calc.MillionKrone
	case BillionKroner:
		return 1000 * calc.MillionKrone
	}
	return 0
}

// unitForms are the ways a unit is written, by unit; the scan takes the first
// that fits, so the longer stand before the shorter.
var unitForms = regexp.MustCompile(`(?i)` +
	`(?P<mia>mia\.?|mrd\.?|milliard(?:er)?|billions?|bn)` +
	`|(?P<mio>mio\.?|mill\.?|million(?:er|s)?|mkr\.?|mdkk|dkkm|dkk ?m|[$£€] ?m(?:illions?|n|io)?|m[$£€])` +
	`|(?P<t>(?:dkk|kr\.?|[$£€]) ?['’‘´]?000s?|(?:dkk|kr\.?) ?\(000s?\)|(?:1[. ]?000|['’‘]000) ?(?:kroner|kr\.?|dkk)` +
	`|(?:hele )?tusind(?:e|er)? (?:kroner|kr\.?|dkk)|(?:i |hele |i hele )tusinde?r?(?: (?:kroner|kr\.?|dkk))?|(?:kroner|kr\.?) i tusinder|thousands?(?: of)?(?: dkk| kroner)?` +
	`|t\.? ?kr\.?|tdkk|k dkk|t\. ?dkk|kkr\.?|kdkk|tus\.(?: kr\.?)?|[$£€]k)` +
	`|(?P<kr>(?:hele |danske )?kroner|kr\.?|dkk|[$£€])`)

var unitPieces = pieces("kr", "mi", "mrd", "mdkk", "dkk", "tus", "thousand", "bill", "bn", "$", "£", "€")

// Units are the units of money a text states, each once, in order: none for
// "2013", one for "Beløb i 1.000 kr.". An amount states no unit for others:
// "sager over 500.000 kr." and "mål 2,5 mio. kr." give none.
func Units(text string) []Unit {
	text = tidy(text)
	if !holdsAny(strings.ToLower(text), unitPieces) {
		return nil
	}
	var found []Unit
	for at := 0; at < len(text); {
		m := unitForms.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		start, end := at+m[0], at+m[1]
		unit := matchedUnit(m)
		at = end
		if !standsAlone(text, start, end) {
			continue
		}
		amount := followsNumber(text, start)
		if unit == MillionKroner || unit == BillionKroner { // "mio. kr." is one unit, not two
			rest := strings.TrimLeft(text[at:], " ")
			for _, tail := range []string{"kr.", "kr", "kroner", "DKK", "dkk"} {
				if after, ok := strings.CutPrefix(rest, tail); ok {
					at = len(text) - len(after)
					break
				}
			}
		}
		if !amount && !slices.Contains(found, unit) {
			found = append(found, unit)
		}
	}
	return found
}

// ParseUnit is the one unit a heading, title or corner cell states; false when
// it states none or several.
func ParseUnit(text string) (Unit, bool) {
	units := Units(text)
	if len(units) != 1 {
		return "", false
	}
	return units[0], true
}

func matchedUnit(m []int) Unit {
	for i, unit := range []Unit{BillionKroner, MillionKroner, ThousandKroner, Kroner} {
		if m[2*(i+1)] >= 0 {
			return unit
		}
	}
	return ""
}

// standsAlone tells whether a match is a word and not part of one ("krav").
func standsAlone(text string, start, end int) bool {
	before, after := runeBefore(text, start), runeAfter(text, end)
	first := text[start]
	if isWordRune(before) && (before < '0' || before > '9') && first != '$' {
		return false
	}
	if first >= '0' && first <= '9' && (before >= '0' && before <= '9' || before == '.' || before == ',') {
		return false
	}
	return !isWordRune(after) || text[end-1] == '.' || strings.HasSuffix(text[:end], "£") || strings.HasSuffix(text[:end], "$") || strings.HasSuffix(text[:end], "€")
}

// followsNumber tells whether a unit belongs to an amount before it.
func followsNumber(text string, start int) bool {
	before := strings.TrimRight(text[:start], " ")
	if before == "" {
		return false
	}
	last := before[len(before)-1]
	if last == '-' && len(before) > 1 {
		last = before[len(before)-2]
	}
	if last < '0' || last > '9' {
		return false
	}
	// A year before a unit is a heading's, "2013 kr.", not an amount.
	digits := len(before)
	for digits > 0 && (before[digits-1] >= '0' && before[digits-1] <= '9') {
		digits--
	}
	_, year := yearOf(before[digits:])
	return !year || digits > 0 && (before[digits-1] == '.' || before[digits-1] == ',')
}

// Measure (måleenhed) is what a column counts when it is not money.
type Measure string

// The measures. "" is none.
const (
	Percent  Measure = "percent"
	FTE      Measure = "fte" // årsværk
	Hours    Measure = "hours"
	Minutes  Measure = "minutes"
	Years    Measure = "years"
	Months   Measure = "months"
	PieceNum Measure = "pieces"
)

var measureForms = map[string]Measure{
	"%": Percent, "pct": Percent, "procent": Percent, "percent": Percent,
	"aarsvaerk": FTE, "aav": FTE, "fte": FTE, "ftes": FTE, "stillinger": FTE, "fuldtidsstillinger": FTE, "fuldtid": FTE,
	"timer": Hours, "time": Hours, "hours": Hours, "hour": Hours, "hrs": Hours, "t": Hours,
	"minutter": Minutes, "min": Minutes, "minutes": Minutes,
	"aar": Years, "years": Years, "year": Years, "yrs": Years,
	"maaneder": Months, "maaned": Months, "mdr": Months, "md": Months, "months": Months,
	"stk": PieceNum, "antal": PieceNum, "pcs": PieceNum, "number": PieceNum,
}

// ParseMeasure is the measure that a heading states in brackets or as its last
// word: "Tilbagebetalingstid (år)", "Frigjort tid, timer". A lone "År" or
// "Timer" is a heading of its own, and "pr. år" is no measure.
func ParseMeasure(heading string) (Measure, bool) {
	text := fold(tidy(heading))
	if open := strings.LastIndexByte(text, '('); open >= 0 && strings.HasSuffix(text, ")") {
		first, _, _ := strings.Cut(strings.TrimSuffix(text[open+1:], ")"), " ")
		return measureNamed(first)
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '/' })
	if len(words) == 0 {
		return "", false
	}
	m, ok := measureNamed(words[len(words)-1])
	if len(words) == 1 && m == Hours || m == Years || len(words) > 1 && slices.Contains([]string{"pr.", "pr", "per"}, words[len(words)-2]) {
		return "", false
	}
	return m, ok
}

func measureNamed(word string) (Measure, bool) {
	m, ok := measureForms[strings.Trim(word, " .,")]
	return m, ok
}
