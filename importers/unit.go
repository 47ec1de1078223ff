package importers

import (
	"regexp"
	"strings"
)

// measure (måleenhed) is what a number counts.
type measure int8

// The measures. Money in another currency is money, but not ours to convert.
const (
	unmeasured measure = iota
	kroner
	thousands
	millions
	foreign // another currency, whole units
	foreignThousands
	foreignMillions
	notMoney // hours, årsværk, per cent, pieces, years
)

// money tells whether the measure is kroner in some unit.
func (m measure) money() bool { return m == kroner || m == thousands || m == millions }

// abroad tells whether the measure is another currency in some unit.
func (m measure) abroad() bool {
	return m == foreign || m == foreignThousands || m == foreignMillions
}

// String is the contract's word for a unit, whatever the currency; "" when it is
// no unit of money.
func (m measure) String() string {
	switch m {
	case kroner, foreign:
		return "kr."
	case thousands, foreignThousands:
		return "t.kr."
	case millions, foreignMillions:
		return "mio. kr."
	}
	return ""
}

// units are the answers to a question about the unit.
var units = []string{"kr.", "t.kr.", "mio. kr."}

// unitNamed is the measure an answer names.
func unitNamed(answer string) measure {
	for _, m := range []measure{kroner, thousands, millions} {
		if m.String() == answer {
			return m
		}
	}
	return unmeasured
}

var (
	saysMillions  = says(`\bmio\b|\bmill?\b|\bmill(ion(er)?|\.)|\bmillion|\bmkr|\bmdkk|\bdkkm`)
	saysThousands = says(`\bt\.? ?kr|\btkr|\b1[. ]?000 ?kr|\bkr\.? ?(i )?1[. ]?000\b|\b(?:dkk|kr\.?) ?['’‘´(]?0?00\b|\bdkk ?1[. ]?000\b|\b[tk]dkk\b|\btus(ind)?(e)?\.? ?kr|\bkr\.? i tusind|\bi 1[. ]?000\b|\bi tusind|\bthousand|\bk ?(?:kr|dkk)\b`)
	// Crowns in one word with their scale, beside which a currency is a remark.
	saysShortKroner = says(`\b(?:t|k|m)(?:kr|dkk)\b`)
	saysKroner      = says(`\bkr\b|\bkroner\b|\bdkk\b`)
	saysNotMoney    = says(`\btimer\b|\bhours?\b|aarsvaerk|\baav\b|\bfte\b|\bminutter\b|\bpct\b|procent|%|\bstk\b|\bbrugere\b|\bsager\b|\bscore\b|\bprocentpoint\b|\bkwh?\b|\b[mg]wh\b|\bliter\b|\bkvm\b|\bm[23]\b|\bmmbtu\b|\btonnes?\b|\bdage\b|\bdays\b`)
	saysYearsOnly   = says(`^\(?(aar|years?)\)?$`)
)

// measureOfText is measureIn a text as the workbook writes it.
func measureOfText(text string) measure { return measureIn(fold(text)) }

// measureIn is the measure a text names; unmeasured when it names none.
func measureIn(folded string) measure {
	if !saysKroner.MatchString(folded) && currencyIn(folded) != "" && !saysShortKroner.MatchString(folded) {
		return foreignScale(folded)
	}
	switch {
	case saysThousands.MatchString(folded):
		return thousands
	case saysMillions.MatchString(folded):
		return millions
	case saysKroner.MatchString(folded):
		return kroner
	case saysNotMoney.MatchString(folded), saysYearsOnly.MatchString(folded):
		return notMoney
	}
	return unmeasured
}

// parenthesis is the last bracket of a heading, where units usually stand.
var parenthesis = regexp.MustCompile(`\(([^()]*)\)`)

// "min." is minutes where the words are about time: "Sagsbehandlingstid (min.)".
// "Gevinst (min.)" beside "Gevinst (maks.)" is the least of it.
var (
	saysMin   = says(`^(?:i |antal )?min\.?\b`)
	aboutTime = says(`\btid|tid\b|tids|varighed|minut|\btime|ekspedition|betjening|sparede? tid|\bpr\.? (?:sag|opkald|besoeg|borger|dag|uge)`)
)

// measureOfHeading is the measure of a heading: what its brackets say, or
// money named outside them. Words such as "timer" outside brackets describe
// the line ("Færre timer i økonomi"), not the number.
func measureOfHeading(folded string) measure {
	for _, bracket := range parenthesis.FindAllStringSubmatch(folded, -1) {
		if saysMin.MatchString(bracket[1]) && (aboutTime.MatchString(folded) || strings.Contains(bracket[1], "pr.") || strings.Contains(bracket[1], "/")) {
			return notMoney
		}
		if m := measureIn(bracket[1]); m != unmeasured && (m != notMoney || !strings.ContainsAny(bracket[1], "0123456789")) {
			return m // "(3 stk.)" tells about the line, not about its numbers
		}
	}
	if m := measureIn(folded); m != notMoney {
		return m
	}
	return unmeasured
}
