package importers

import (
	"regexp"
	"strconv"
	"strings"

	"raaderum/calc"
)

// timeForm is how a heading tells time.
type timeForm int8

// The forms. Only the first three name a period by themselves.
const (
	timeless    timeForm = iota
	inYear               // 2016, B2016, Budget 2016
	inQuarter            // 1. kvartal 2013, 2013K1
	inMonth              // marts 2013
	inOffset             // År 0, 1. år, Year 3
	inSplitYear          // 2013/14, FY22: a year that is no calendar year
	quarterOnly          // 2. kvt., the year stands elsewhere
	wholeYear            // "året", the year stands elsewhere
	manyYears            // 2012-2015: a sum of years
)

// timeLabel (tidsangivelse) is what a heading says about time, before it is
// known which year "År 0" is.
type timeLabel struct {
	form    timeForm
	year    int  // calendar year, first year of a split year, or the offset
	part    int  // quarter or month
	onwards bool // "2017 og frem", "efterfølgende år"
}

// known tells whether the label says any time at all.
func (t timeLabel) known() bool { return t.form != timeless }

// period is the label's period when it needs nothing from elsewhere.
func (t timeLabel) period() (calc.Period, bool) {
	switch t.form {
	case inYear:
		return calc.YearOf(t.year), true
	case inQuarter:
		return calc.Quarter{Year: t.year, Q: t.part}.Period(), true
	case inMonth:
		return calc.MonthOf(t.year, t.part), true
	case inOffset:
		return calc.OffsetOf(t.year), true
	}
	return calc.Period{}, false
}

const monthWords = `jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|jun[i]?|jul[i]?|aug(?:ust)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?`

var (
	onwardsWords  = says(`og frem(?:efter|over)?|\bff\b\.?|efterfoelgende aar|og senere|onwards?`)
	quarterYear   = says(`\b([1-4])\.? ?(?:kvartal|kvrt|kvt|kv)\b\.?(?: ?'?((?:19|20)\d\d|\d\d)\b)?`)
	quarterCode   = says(`\b[kq]([1-4])[ -]?'?((?:19|20)\d\d|\d\d)?\b`)
	yearQuarter   = says(`\b((?:19|20)\d\d)[ -]?[kq]([1-4])\b`)
	quarterMonths = says(`\b(jan|apr|jul|okt)[a-z]*\.? ?- ?(mar|jun|sep|dec)[a-z]*\.?(?: ((?:19|20)\d\d))?`)
	monthYear     = says(`\b(` + monthWords + `)\.? ?'?((?:19|20)\d\d)\b`)
	yearMonth     = says(`\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b`)
	splitYear     = says(`\b((?:19|20)\d\d) ?/ ?((?:19|20)?\d\d)\b`)
	shortSplit    = says(`^(?:skoleaar )?(\d\d) ?[-/] ?(\d\d)$`)
	fiscalYear    = says(`\bfy ?'?((?:19|20)?\d\d)\b`)
	yearSpan      = says(`\b((?:19|20)\d\d) ?- ?((?:19|20)\d\d)\b`)
	codedYear     = says(`\b(bo|fr|r|b|f)[ ]?((?:19|20)\d\d|\d\d)\b`)
	plainYear     = says(`\b((?:19|20)\d\d)\b`)
	yearNumber    = says(`\b(?:aar|year|y)\.? ?(\d{1,2})\b`)
	numberYear    = says(`\b(\d{1,2})\. ?aar\b`)
	theYear       = says(`\b(?:hele )?aaret\b|\baarsforventning\b`)
)

// timeIn finds the time a folded text names, and the text without it. Price
// levels must have been taken out before.
func timeIn(folded string) (label timeLabel, rest string) {
	rest = folded
	if onwardsWords.MatchString(rest) {
		label.onwards = true
		rest = onwardsWords.ReplaceAllString(rest, " ")
	}
	found, rest := timeFormIn(rest)
	found.onwards = label.onwards && found.known()
	return found, strings.TrimSpace(strings.Join(strings.Fields(rest), " "))
}

func timeFormIn(text string) (timeLabel, string) {
	take := func(pattern *regexp.Regexp) ([]string, string) {
		at := pattern.FindStringSubmatchIndex(text)
		if at == nil {
			return nil, text
		}
		groups := make([]string, len(at)/2)
		for i := range groups {
			if at[2*i] >= 0 {
				groups[i] = text[at[2*i]:at[2*i+1]]
			}
		}
		return groups, text[:at[0]] + " " + text[at[1]:]
	}
	if m, rest := take(yearQuarter); m != nil {
		return timeLabel{form: inQuarter, year: number(m[1]), part: number(m[2])}, rest
	}
	for _, pattern := range []*regexp.Regexp{quarterYear, quarterCode} {
		if m, rest := take(pattern); m != nil {
			return quarterLabel(number(m[1]), m[2], rest)
		}
	}
	if m, rest := take(quarterMonths); m != nil {
		return quarterLabel(map[string]int{"jan": 1, "apr": 2, "jul": 3, "okt": 4}[m[1]], m[3], rest)
	}
	if m, rest := take(monthYear); m != nil {
		return timeLabel{form: inMonth, year: number(m[2]), part: monthNumber(m[1])}, rest
	}
	if m, rest := take(yearMonth); m != nil {
		return timeLabel{form: inMonth, year: number(m[1]), part: number(m[2])}, rest
	}
	if m, rest := take(splitYear); m != nil && follows(number(m[1]), m[2]) {
		return timeLabel{form: inSplitYear, year: number(m[1])}, rest
	}
	if m, rest := take(shortSplit); m != nil && follows(fullYear(m[1]), m[2]) {
		return timeLabel{form: inSplitYear, year: fullYear(m[1])}, rest
	}
	if m, rest := take(fiscalYear); m != nil {
		return timeLabel{form: inSplitYear, year: fullYear(m[1])}, rest
	}
	if m, rest := take(yearSpan); m != nil {
		return timeLabel{form: manyYears, year: number(m[1])}, rest
	}
	if m, _ := take(codedYear); m != nil {
		// the letters stay: they say which series it is
		return timeLabel{form: inYear, year: fullYear(m[2])}, strings.Replace(text, m[0], m[1], 1)
	}
	if m, rest := take(plainYear); m != nil {
		return timeLabel{form: inYear, year: number(m[1])}, rest
	}
	for _, pattern := range []*regexp.Regexp{yearNumber, numberYear} {
		if m, rest := take(pattern); m != nil {
			return timeLabel{form: inOffset, year: number(m[1])}, rest
		}
	}
	if m, rest := take(theYear); m != nil {
		return timeLabel{form: wholeYear}, rest
	}
	return timeLabel{}, text
}

func quarterLabel(quarter int, year, rest string) (timeLabel, string) {
	if year == "" {
		if m := plainYear.FindStringIndex(rest); m != nil {
			year, rest = rest[m[0]:m[1]], rest[:m[0]]+" "+rest[m[1]:]
		}
	}
	if year == "" {
		return timeLabel{form: quarterOnly, part: quarter}, rest
	}
	return timeLabel{form: inQuarter, year: fullYear(year), part: quarter}, rest
}

// follows tells whether next ("14", "2014") is the year after year.
func follows(year int, next string) bool {
	n := number(next)
	return n == year+1 || (len(next) == 2 && n == (year+1)%100)
}

// fullYear reads "2013" and "13"; two digits are of this half century.
func fullYear(digits string) int {
	n := number(digits)
	switch {
	case len(digits) > 2:
		return n
	case n >= 90:
		return 1900 + n
	}
	return 2000 + n
}

func monthNumber(word string) int {
	return strings.Index("janfebmaraprmajjunjulaugsepoktnovdec", word[:3])/3 + 1
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
