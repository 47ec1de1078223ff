package importers

import (
	"strings"
	"time"

	"raaderum/portfolio"
)

// asOfDay is the day up to which a column counts: "Realiseret pr. 30.6.",
// "Forbrug til og med 31. august 2026".
var asOfDay = says(`\b(?:pr|per|ultimo|til og med|t\.?o\.?m|frem til|as of)\b\.? ?(?:den )?(\d{1,2})(?:\. ?|[/-])(\d{1,2}|(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*)\b\.?(?:[ ./-]*((?:19|20)\d\d|\d\d)\b)?`)

// asOfDayIn is the time that ends on a day a heading names, and its other words:
// the quarter where the day ends one, else the months of the year so far. Days
// within a month end nothing.
func asOfDayIn(text string) (label timeLabel, rest string, ok bool) {
	folded := fold(text)
	m := asOfDay.FindStringSubmatch(folded)
	if m == nil {
		return timeLabel{}, "", false
	}
	month, named := monthNumbers[cut(m[2], 3)]
	if !named {
		month = int8(number(m[2]))
	}
	year := number(m[3])
	if m[3] != "" && year < 100 {
		year += 2000
	}
	if month < 1 || month > 12 || !endsMonth(number(m[1]), int(month), year) {
		return timeLabel{}, "", false
	}
	switch {
	case month%3 == 0 && year > 0:
		label = timeLabel{form: inQuarter, year: year, part: int(month) / 3}
	case month%3 == 0:
		label = timeLabel{form: quarterOnly, part: int(month) / 3}
	case year > 0:
		label = timeLabel{form: inYear, year: year, from: 1, to: month}
	default:
		label = timeLabel{form: wholeYear, from: 1, to: month}
	}
	return label, strings.Trim(asOfDay.ReplaceAllString(folded, " "), " ,;:.-"), true
}

// endsMonth tells whether a day is the last of a month; where no year is said,
// either end of February is.
func endsMonth(day, month, year int) bool {
	if year == 0 && month == 2 {
		return day == 28 || day == 29
	}
	return day == time.Date(max(year, 1), time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// settleLoneDay takes a quarter from a day without a year that no other quarter
// stands beside: "Forbrug pr. 30.9." is of the year so far, and which that is has
// to be asked.
func (t *table) settleLoneDay() {
	var lone *column
	for i := range t.columns {
		c := &t.columns[i]
		switch {
		case c.time.form == inQuarter, c.time.form == quarterOnly && lone != nil:
			return
		case c.time.form == quarterOnly:
			lone = c
		}
	}
	if lone != nil && asOfDay.MatchString(fold(t.lowestWord(lone.at))) {
		lone.time = timeLabel{}
	}
}

// tellToDate reports realised figures that stand alone in their year under a day:
// they may be of all the year so far, and are stored in the quarter that ends that
// day. Where figures of several quarters stand, it is asked what they count.
func (r *reader) tellToDate(facts factList) {
	type yearOf struct {
		table *table
		year  int
	}
	quarters := map[yearOf]map[int]bool{}
	for f := range facts.all {
		if q, ok := f.period().Quarter(); ok && f.series() == portfolio.Realised {
			k := yearOf{f.table(), q.Year}
			if quarters[k] == nil {
				quarters[k] = map[int]bool{}
			}
			quarters[k][q.Q] = true
		}
	}
	for f := range facts.all {
		q, ok := f.period().Quarter()
		if !ok || q.Q == 1 || len(quarters[yearOf{f.table(), q.Year}]) != 1 || f.series() != portfolio.Realised || !asOfDay.MatchString(fold(f.table().columnText(f.col()))) {
			continue
		}
		head := f.table().headRef(f.col())
		r.find(Finding{
			Severity: portfolio.SeverityWarning, Code: "to-date-in-quarter", Cell: head, Raw: f.table().columnText(f.col()),
			Args: map[string]any{"label": f.table().columnName(f.col()), "period": f.period().String()},
		})
	}
}
