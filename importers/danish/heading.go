package danish

import (
	"regexp"
	"strconv"
	"strings"

	"raaderum/calc"
)

// HeadingKind tells what kind of time a heading names.
type HeadingKind int8

// The kinds of heading. NoTime is a heading that names none.
const (
	NoTime      HeadingKind = iota
	YearHead                // "2013", "Budget 2013", "B13": Period is the year
	SchoolYear              // "2013/14": Period is the first year, Last the second
	YearSpan                // "2013-2016", a sum of years: Period and Last
	QuarterHead             // "1. kvartal 2013": Period; without a year N is the quarter
	MonthHead               // "marts 2013": Period; without a year N is the month
	OffsetHead              // "År 1": Period counts years
	OnwardsHead             // "Varigt", "Efterfølgende år": from where the years before end
	TotalHead               // "I alt", perhaps with the span it sums
	AverageHead             // "Gns."
	RunningHead             // "Akkumuleret"
	FollowUp                // "BO3": budgetopfølgning 3, or the third overslagsår; N is 3
	DateHead                // "31-03-2013": Date; Period is the quarter it ends, if it ends one
)

// YearSeries tells which of the municipality's series a year's column belongs to.
type YearSeries string

// The series of headings such as R2012, B2013, BO2014.
const (
	NoSeries       YearSeries = ""
	BudgetSeries   YearSeries = "budget"
	AccountsSeries YearSeries = "accounts" // regnskab: realised
	OutYearSeries  YearSeries = "out-year" // budgetoverslag
	ForecastSeries YearSeries = "forecast" // forventet regnskab, prognose
	PlanSeries     YearSeries = "plan"
)

// Trap is why a text that holds a year is not a heading of data.
type Trap string

// The traps of the domain handbook §10.2.
const (
	NoTrap         Trap = ""
	PriceLevelTrap Trap = "price-level" // "2020 p/l"
	TitleTrap      Trap = "title"       // "Budget 2015-2018", a sentence with a year in it
	FollowUpTrap   Trap = "follow-up"   // "BO3"
)

// Heading is what a heading says about time, and what else it says.
type Heading struct {
	Kind       HeadingKind
	Period     calc.Period
	Last       calc.Period // SchoolYear, YearSpan
	Date       Date        // DateHead
	N          int         // FollowUp; the quarter or month that has no year
	Onwards    bool        // "2017 og frem"
	Fiscal     bool        // "FY22": a year that need not be the calendar's
	Ambiguous  bool        // "2013-14": one fiscal year, or a span of two
	Series     YearSeries
	Unit       Unit
	PriceLevel PriceLevel
	Trap       Trap
	Rest       string // what is left, folded: "gevinst" of "Gevinst 2014 (t.kr.)"
}

// IsData tells whether the heading names a time that amounts can stand under.
func (h Heading) IsData() bool {
	if h.Trap != NoTrap {
		return false
	}
	switch h.Kind {
	case YearHead, SchoolYear, YearSpan, QuarterHead, MonthHead, OffsetHead, DateHead:
		return true
	}
	return false
}

// The years that a heading's number is taken for.
const (
	firstYear = 1980
	lastYear  = 2099
)

func yearOf(digits string) (int, bool) {
	n, err := strconv.Atoi(digits)
	return n, err == nil && len(digits) == 4 && n >= firstYear && n <= lastYear
}

// centuryOf is the year that two digits mean: 80 to 99 lie in the last century.
func centuryOf(yy int) int {
	if yy >= firstYear%100 {
		return 1900 + yy
	}
	return 2000 + yy
}

// shortYear reads a year of four digits or two.
func shortYear(digits string) (int, bool) {
	if len(digits) == 2 {
		n, err := strconv.Atoi(digits)
		return centuryOf(n), err == nil
	}
	return yearOf(digits)
}

// ParseHeading reads what a heading says about time. Headings without any give
// kind NoTime and their words as Rest.
func ParseHeading(text string) Heading {
	var h Heading
	tidied := tidy(text)
	if len(tidied) > 300 {
		return Heading{}
	}
	h.Unit, _ = ParseUnit(tidied)
	h.PriceLevel, _ = ParsePriceLevel(tidied)
	folded := fold(tidied)
	bare := cutPriceLevel(folded)
	if h.Unit != "" {
		bare = cutUnit(bare)
	}
	bare = strings.ReplaceAll(bare, "→", "->")
	h.readTime(bare)
	if h.Kind == NoTime && h.PriceLevel.Year != 0 {
		h.Trap = PriceLevelTrap
	}
	if words := len(strings.Fields(h.Rest)); h.Kind != NoTime && h.Trap == NoTrap && words > 6 {
		h.Trap = TitleTrap
	}
	return h
}

var foldedUnit = regexp.MustCompile(`\(? ?\b(?:i |beloeb i )?(?:hele )?(?:1[. ]?000 ?(?:kr|dkk|kroner)|t\. ?kr|tkr|kkr|tdkk|mio|mill|mia|kr|dkk|kroner)\b\.?(?: ?(?:kr|dkk|kroner)\b\.?)? ?,? ?\)?|\(? ?[£$€] ?(?:millions?|m|mn|k|bn|000s?)?\b ?\)?`)

func cutUnit(folded string) string { return foldedUnit.ReplaceAllString(folded, " ") }

// timeForm is one way of naming a time. take reads the groups of a match into
// the heading and tells whether they make sense.
type timeForm struct {
	needs need
	form  *regexp.Regexp
	take  func(h *Heading, m []string) bool
}

func (h *Heading) readTime(text string) {
	if date, ok := parseDay(strings.TrimPrefix(strings.TrimPrefix(cutTimeOfDay(strings.TrimSpace(text)), "pr. "), "per ")); ok && date.Precision == DayPrecision && date.Year != 0 {
		if numericDate.MatchString(strings.TrimSpace(text)) && !fourDigits.MatchString(text) && date.First().AddDate(0, 0, 1).Day() != 1 {
			h.takeRest(text)
			return
		}
		h.takeDate(date)
		return
	}
	for _, f := range timeForms {
		if !f.needs.met(text) {
			continue
		}
		m := f.form.FindStringSubmatchIndex(text)
		if m == nil || partOfNumber(text, m[0], m[1]) {
			continue
		}
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = text[m[2*i]:m[2*i+1]]
			}
		}
		if !f.take(h, groups) {
			continue
		}
		h.takeRest(text[:m[0]] + " " + text[m[1]:])
		return
	}
	h.takeRest(text)
}

// holdsAny tells whether a text has one of some pieces in it.
func holdsAny(text string, pieces []string) bool {
	for _, piece := range pieces {
		if strings.Contains(text, piece) {
			return true
		}
	}
	return false
}

// partOfNumber tells whether a match is only a piece of a longer number, as
// 2016 is of the file number 2016-118.
func partOfNumber(text string, start, end int) bool {
	const joints = "-./"
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	return start > 1 && strings.IndexByte(joints, text[start-1]) >= 0 && digit(text[start-2]) ||
		end+1 < len(text) && strings.IndexByte(joints, text[end]) >= 0 && digit(text[end+1]) && digit(text[end-1])
}

// takeDate keeps a date that heads a column. Without a century it could be a
// section number, so "1.01.10" has to be the end of a month, as "31.12.13" is.
func (h *Heading) takeDate(date Date) {
	h.Kind, h.Date = DateHead, date
	if end := date.First(); end.AddDate(0, 0, 1).Day() == 1 && end.Month()%3 == 0 {
		h.Period = calc.QuarterOf(end).Period()
	}
	h.Ambiguous = date.Ambiguous
}

var fourDigits = regexp.MustCompile(`\d{4}`)

var seriesWords = []struct {
	word   string
	series YearSeries
}{
	{"forventet regnskab", ForecastSeries}, {"budgetoverslag", OutYearSeries}, {"overslag", OutYearSeries},
	{"regnskab", AccountsSeries}, {"realiseret", AccountsSeries}, {"faktisk", AccountsSeries}, {"actual", AccountsSeries},
	{"prognose", ForecastSeries}, {"forventet", ForecastSeries}, {"forecast", ForecastSeries}, {"skoen", ForecastSeries},
	{"budget", BudgetSeries}, {"planlagt", PlanSeries}, {"plan", PlanSeries},
}

var punctuation = strings.NewReplacer("(", " ", ")", " ", "[", " ", "]", " ", "*", " ", ":", " ")

// takeRest keeps the words around the time, and what they say of it.
func (h *Heading) takeRest(rest string) {
	rest = strings.Join(strings.Fields(punctuation.Replace(rest)), " ")
	rest = strings.Trim(rest, " -,;.:/'")
	if h.Series == NoSeries {
		for _, s := range seriesWords {
			if strings.Contains(rest, s.word) {
				h.Series = s.series
				break
			}
		}
	}
	if h.Kind == YearSpan || h.Kind == SchoolYear && h.Ambiguous {
		if totalWords.MatchString(rest) {
			h.Kind = TotalHead
			rest = strings.TrimSpace(totalWords.ReplaceAllString(rest, ""))
		} else if averageWords.MatchString(rest) {
			h.Kind = AverageHead
		} else if rest != "" && rest != "aar" && rest != "aarene" && rest != "perioden" {
			h.Trap = TitleTrap
		}
	}
	h.Rest = rest
}

var (
	totalWords   = regexp.MustCompile(`\b(?:i alt|ialt|sum|total|totalt|totals|samlet|subtotal|hele perioden|all years)\b`)
	averageWords = regexp.MustCompile(`\b(?:gns|gennemsnit|gennemsnitlig|gennemsnitligt|average|avg|mean)\b`)
)

var columnCode = regexp.MustCompile(`^\(?[a-z0-9]{1,2}\)?(?: ?= ?.+)?$`)

// IsColumnCode tells whether a cell is one of a row of column codes, such as
// (1) (2) (3)=(1)-(2) under the headings: no data.
func IsColumnCode(text string) bool {
	text = fold(tidy(text))
	return strings.HasPrefix(text, "(") && columnCode.MatchString(text) || strings.Contains(text, "=") && columnCode.MatchString(text)
}

var totalLabel = regexp.MustCompile(`^(?:i alt|ialt|sum|total|totalt|subtotal|samlet|samlede|grand total|hovedtotal|delsum|mellemsum|netto|nettoresultat)\b|\b(?:i alt|ialt|total|totalt|subtotal)$`)

// IsTotalLabel tells whether a row or column label is one of a sum: "I alt",
// "Udgifter i alt", "Samlede gevinster", "Total".
func IsTotalLabel(text string) bool { return totalLabel.MatchString(Normalise(text)) }

// IsPartLabel tells whether a label names a part of the row above that is
// already counted there: "heraf løn".
func IsPartLabel(text string) bool {
	label := Normalise(text)
	return strings.HasPrefix(label, "heraf") || strings.HasPrefix(label, "of which") || strings.HasPrefix(label, "deraf")
}
