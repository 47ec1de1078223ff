package importers

import (
	"slices"
	"strings"
)

// The parts of a year that are neither a quarter nor a month, and that amounts may
// be of: several quarters, several months, halves and thirds.
var (
	quarterSpan = says(`\b(?:[kq] ?([1-4]) ?(?:-|til|til og med|og|\+|to) ?[kq]? ?([1-4])\b|([1-4])\.? ?(?:-|til|til og med|og|\+|to) ?([1-4])\.? ?(?:kvartal|kvart|kvt|kv\b|quarter)\.?)`)
	monthSpan   = says(`\b(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? ?(?:-|til og med|til|to) ?(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\b\.?`)
	halfSpan    = says(`^(?:(foerste|1\.) ?|(sidste|andet|2\.) ?)halvaar$|^h([12])$`)
	thirdSpan   = says(`\b([1-3])\. ?tertial\b`)
)

// overNewYear are months of two years: "jul 2025 - jun 2026".
var overNewYear = says(`\b(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? ?((?:19|20)\d\d) ?(?:-|til og med|til|to) ?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? ?((?:19|20)\d\d)\b`)

// monthNumbers are the months by the first letters of their names.
var monthNumbers = map[string]int8{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}

// partOfYearIn is the part of a year that a heading names, and its other words.
// Its amounts are of that year, which may stand elsewhere. Months that pass a New
// Year are no part of one.
func partOfYearIn(text string) (label timeLabel, rest string, ok bool) {
	folded := fold(text)
	if m := overNewYear.FindStringSubmatch(folded); m != nil {
		return timeOverNewYear(number(m[1]), number(m[2])), strings.TrimSpace(overNewYear.ReplaceAllString(folded, "")), true
	}
	from, to, span := monthsNamed(folded)
	if span == nil || from == to {
		return timeLabel{}, "", false
	}
	rest = strings.TrimSpace(folded[:span[0]] + " " + folded[span[1]:])
	if from > to {
		return endingIn(rest)
	}
	label = timeLabel{form: wholeYear}
	if rest != "" {
		if year, words := timeIn(rest); year.known() && year.form != inYear {
			return timeLabel{}, "", false
		} else if year.known() {
			label, rest = timeLabel{form: inYear, year: year.year}, words
		}
	}
	if from > 1 || to < 12 {
		label.from, label.to = from, to
	}
	return label, rest, true
}

// endingIn is the time of months that pass a New Year and end in the year that is
// named beside them: "nov-feb 2027" is of 2026 and 2027, and in which of them it
// counts is for the user to say.
func endingIn(beside string) (label timeLabel, rest string, ok bool) {
	year, rest := timeIn(beside)
	switch year.form {
	case inSplitYear:
		return year, rest, true
	case inYear:
		return timeLabel{form: inSplitYear, year: year.year - 1}, rest, true
	}
	return timeLabel{}, "", false
}

// timeOverNewYear is the time of months from one year to another: a year that is
// no calendar year, or many years.
func timeOverNewYear(first, last int) timeLabel {
	switch last - first {
	case 0:
		return timeLabel{form: inYear, year: first}
	case 1:
		return timeLabel{form: inSplitYear, year: first}
	}
	return timeLabel{form: manyYears, year: first, part: last}
}

// monthsNamed are the first and the last month that a text names together, and
// where; months that are a quarter are left to the grammar.
func monthsNamed(folded string) (from, to int8, span []int) {
	nth := func(digits ...string) int8 { return int8(number(firstWord(digits...))) }
	if m := quarterSpan.FindStringSubmatch(folded); m != nil {
		return nth(m[1], m[3])*3 - 2, nth(m[2], m[4]) * 3, quarterSpan.FindStringIndex(folded)
	}
	if m := monthSpan.FindStringSubmatch(folded); m != nil {
		from, to = monthNumbers[m[1]], monthNumbers[m[2]]
		if to == from+2 && from%3 == 1 {
			return 0, 0, nil
		}
		return from, to, monthSpan.FindStringIndex(folded)
	}
	if m := thirdSpan.FindStringSubmatch(folded); m != nil {
		return nth(m[1])*4 - 3, nth(m[1]) * 4, thirdSpan.FindStringIndex(folded)
	}
	if m := halfSpan.FindStringSubmatch(folded); m != nil {
		if m[1] != "" || m[3] == "1" {
			return 1, 6, []int{0, len(folded)}
		}
		return 7, 12, []int{0, len(folded)}
	}
	return 0, 0, nil
}

// months are the first and last month of its year that a column is of.
func (t *table) months(c column) (from, to int8, ok bool) {
	switch c.time.form {
	case inQuarter, quarterOnly:
		return int8(c.time.part)*3 - 2, int8(c.time.part) * 3, true
	case inMonth, monthOnly:
		return int8(c.time.part), int8(c.time.part), true
	case inYear, wholeYear:
		switch half := t.halfOf(c); {
		case c.time.from > 0:
			return c.time.from, c.time.to, true
		case half > 0:
			return int8(half)*6 - 5, int8(half) * 6, true
		}
		return 1, 12, true
	}
	return 0, 0, false
}

// namesYear tells whether a column's heading says of which year it is.
func (c column) namesYear() bool {
	return c.time.form == inYear || c.time.form == inQuarter || c.time.form == inMonth
}

// sameYear tells whether two columns may be of the same year.
func sameYear(a, b column) bool {
	return !a.namesYear() || !b.namesYear() || a.time.year == b.time.year
}

// overlap tells whether two of several columns are of the same months of a year.
func (t *table) overlap(columns []column) bool {
	for i, a := range columns {
		from, to, ok := t.months(a)
		if ok && slices.ContainsFunc(columns[i+1:], func(b column) bool {
			first, last, known := t.months(b)
			return known && a.namesYear() == b.namesYear() && sameYear(a, b) && from <= last && first <= to
		}) {
			return true
		}
	}
	return false
}
