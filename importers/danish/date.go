package danish

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// Precision (datopræcision) is how exactly a date was given. It is kept: no
// day is ever made up.
type Precision string

// The precisions.
const (
	DayPrecision     Precision = "day"
	WeekPrecision    Precision = "week"
	MonthPrecision   Precision = "month"
	QuarterPrecision Precision = "quarter"
	HalfPrecision    Precision = "half-year"
	YearPrecision    Precision = "year"
	SeasonPrecision  Precision = "season" // "forår 2014"
)

// DatePart is the part of its month or year that a date names.
type DatePart string

// The parts: primo, medio, ultimo.
const (
	WholePart  DatePart = ""
	EarlyPart  DatePart = "primo"
	MiddlePart DatePart = "medio"
	LatePart   DatePart = "ultimo"
)

// Date is a date as precise as it was written. Year is 0 when the text names
// none ("uge 35", "medio maj").
type Date struct {
	Precision Precision
	Part      DatePart
	Year      int
	Month     int  // with DayPrecision and MonthPrecision
	Day       int  // with DayPrecision
	N         int  // the week, quarter or half of the year; the season's quarter
	Ambiguous bool // "03/04/2013" could be American
}

const monthNames = `januar|january|jan|februar|february|feb|marts|march|mar|april|apr|maj|may|juni|june|jun|juli|july|jul|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov|december|dec`

func monthOf(name string) int {
	if len(name) < 3 {
		return 0
	}
	switch name[:3] {
	case "maj", "may":
		return 5
	case "okt", "oct":
		return 10
	}
	at := strings.Index("jan feb mar apr may jun jul aug sep oct nov dec", name[:3])
	if at < 0 {
		return 0
	}
	return at/4 + 1
}

var (
	numericDate = regexp.MustCompile(`^(\d{1,2})([./-]) ?(\d{1,2})[./-] ?(\d{4}|\d{2})\.?$`)
	isoDate     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2})?z?)?$`)
	yearFirst   = regexp.MustCompile(`^(\d{4})[./](\d{1,2})[./](\d{1,2})$`)
	longDate    = regexp.MustCompile(`^(?:den |d\. ?)?(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?-?(` + monthNames + `)\b\.?[ ,'-]*(\d{4}|\d{2})?$`)
	englishDate = regexp.MustCompile(`^(` + monthNames + `)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	monthYear   = regexp.MustCompile(`^(` + monthNames + `)\b\.?[ ,'/-]*(\d{4}|\d{2})?$`)
	monthNumber = regexp.MustCompile(`^(\d{1,2})[/.-](\d{4})$`)
	yearMonth   = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	partOf      = regexp.MustCompile(`^(primo|medio|ultimo|start(?:en)?(?: af| paa)?|begyndelsen af|midt(?:en)? (?:i|af)|slut(?:ningen)?(?: af| paa)?|early|mid|late|end of|beginning of) (.+)$`)
	weekOfYear  = regexp.MustCompile(`^(?:uge|week|w) ?(\d{1,2})[ ,/-]*(?:i )?(\d{4}|\d{2})?$`)
	isoWeek     = regexp.MustCompile(`^(\d{4})[- ]?(?:w|uge) ?(\d{1,2})$`)
	halfOfYear  = regexp.MustCompile(`^(?:([12])\. ?halvaar|h([12]))[ ,/-]*(\d{4}|\d{2})?$`)
	seasonOf    = regexp.MustCompile(`^(foraar(?:et)?|sommer(?:en)?|efteraar(?:et)?|vinter(?:en)?|spring|summer|autumn|winter)[ ,]*(\d{4})?$`)
	timeOfDay   = regexp.MustCompile(`,? (?:kl\.? ?\d{1,2}[:.]\d{2}|\d{1,2}:\d{2}(?::\d{2})?)$`)
	bareYear    = regexp.MustCompile(`^(?:aar )?(\d{4})$`)
)

// ParseDate reads a date from a text, as precise as it is: "31.12.13",
// "ultimo 2013", "medio maj", "uge 35", "Q3", "2. halvår 2014". Numbers are in
// Danish order; with slashes and both below 13 the date is marked ambiguous,
// and "12/31/2013" can only be American.
func ParseDate(text string) (Date, bool) {
	date, ok := parseDate(text)
	if !ok {
		return Date{}, false // nothing of what was half read
	}
	return date, true
}

func parseDate(text string) (Date, bool) {
	text = strings.TrimSpace(fold(tidy(text)))
	if len(text) > 60 {
		return Date{}, false
	}
	text = cutTimeOfDay(text)
	for _, lead := range []string{"pr. ", "per ", "senest ", "inden ", "fra ", "by "} {
		text = strings.TrimPrefix(text, lead)
	}
	if m := partOf.FindStringSubmatch(text); m != nil {
		date, ok := parseDate(m[2])
		date.Part = partNamed(m[1])
		return date, ok && date.Part != "" && (date.Precision == MonthPrecision || date.Precision == YearPrecision || date.Precision == QuarterPrecision)
	}
	if date, ok := parseDay(text); ok {
		return date, true
	}
	return parseLonger(text)
}

func cutTimeOfDay(text string) string {
	if !strings.ContainsAny(text, ":") && !strings.Contains(text, "kl") {
		return text
	}
	return timeOfDay.ReplaceAllString(text, "")
}

func partNamed(word string) DatePart {
	switch word[:3] {
	case "pri", "sta", "beg", "ear":
		return EarlyPart
	case "med", "mid":
		return MiddlePart
	}
	return LatePart
}

// parseDay reads what names one day.
func parseDay(text string) (Date, bool) {
	if len(text) > 40 || !strings.ContainsAny(text, "0123456789") {
		return Date{}, false
	}
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return dayOf(m[1], m[2], m[3])
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return dayOf(m[1], m[2], m[3])
	}
	if m := numericDate.FindStringSubmatch(text); m != nil {
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[3])
		if m[2] == "/" && second > 12 && first <= 12 {
			return dayOf(m[4], m[1], m[3])
		}
		date, ok := dayOf(m[4], m[3], m[1])
		date.Ambiguous = m[2] == "/" && first <= 12 && second <= 12 && first != second
		return date, ok
	}
	if m := longDate.FindStringSubmatch(text); m != nil {
		return dayOf(m[3], strconv.Itoa(monthOf(m[2])), m[1])
	}
	if m := englishDate.FindStringSubmatch(text); m != nil {
		return dayOf(m[3], strconv.Itoa(monthOf(m[1])), m[2])
	}
	return Date{}, false
}

// dayOf checks that the day is in the calendar. The year may be empty.
func dayOf(year, month, day string) (Date, bool) {
	d := Date{Precision: DayPrecision}
	d.Month, _ = strconv.Atoi(month)
	d.Day, _ = strconv.Atoi(day)
	check := 2000 // a leap year, for a date without one
	if year != "" {
		var ok bool
		if d.Year, ok = calendarYear(year); !ok {
			return Date{}, false
		}
		check = d.Year
	}
	t := time.Date(check, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return d, d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && t.Day() == d.Day
}

// calendarYear reads a year of a date, which may lie before a heading's.
func calendarYear(digits string) (int, bool) {
	n, err := strconv.Atoi(digits)
	if len(digits) == 2 {
		return centuryOf(n), err == nil
	}
	return n, err == nil && n >= 1900 && n <= lastYear
}

// parseLonger reads what names more than a day.
func parseLonger(text string) (Date, bool) {
	if !strings.ContainsAny(text, "0123456789") && !holdsAny(text, monthPieces) && !holdsAny(text, seasonPieces) {
		return Date{}, false
	}
	if m := bareYear.FindStringSubmatch(text); m != nil {
		year, ok := yearOf(m[1])
		return Date{Precision: YearPrecision, Year: year}, ok
	}
	if m := monthYear.FindStringSubmatch(text); m != nil {
		return within(Date{Precision: MonthPrecision, Month: monthOf(m[1])}, m[2])
	}
	if m := monthNumber.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		date, ok := within(Date{Precision: MonthPrecision, Month: n}, m[2])
		return date, ok && n >= 1 && n <= 12
	}
	if m := yearMonth.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[2])
		date, ok := within(Date{Precision: MonthPrecision, Month: n}, m[1])
		return date, ok && n >= 1 && n <= 12
	}
	if m := weekOfYear.FindStringSubmatch(text); m != nil {
		return weekIn(m[1], m[2])
	}
	if m := isoWeek.FindStringSubmatch(text); m != nil {
		return weekIn(m[2], m[1])
	}
	if m := halfOfYear.FindStringSubmatch(text); m != nil {
		return within(Date{Precision: HalfPrecision, N: ordinal(m[1] + m[2])}, m[3])
	}
	if m := seasonOf.FindStringSubmatch(text); m != nil {
		return within(Date{Precision: SeasonPrecision, N: seasonQuarter(m[1])}, m[2])
	}
	if h := (Heading{}); h.quarterAlone(text) {
		if q, ok := h.Period.Quarter(); ok {
			return Date{Precision: QuarterPrecision, Year: q.Year, N: q.Q}, true
		}
		return Date{Precision: QuarterPrecision, N: h.N}, true
	}
	return Date{}, false
}

var seasonPieces = pieces("foraar", "sommer", "efteraar", "vinter", "spring", "summer", "autumn", "winter", "kvartal", "quarter")

// quarterAlone reads a text that is a quarter and nothing else.
func (h *Heading) quarterAlone(text string) bool {
	for _, f := range timeForms[:quarterForms] {
		if m := f.form.FindStringSubmatch(text); m != nil && m[0] == text {
			return f.take(h, m)
		}
	}
	return false
}

func within(date Date, year string) (Date, bool) {
	if year == "" {
		return date, true
	}
	n, ok := calendarYear(year)
	date.Year = n
	return date, ok
}

func weekIn(week, year string) (Date, bool) {
	n, _ := strconv.Atoi(week)
	date, ok := within(Date{Precision: WeekPrecision, N: n}, year)
	return date, ok && n >= 1 && n <= 53
}

func seasonQuarter(word string) int {
	switch word[:2] {
	case "fo", "sp":
		return 2
	case "so", "su":
		return 3
	case "ef", "au":
		return 4
	}
	return 1
}

// First is the first day that the date can mean, in UTC; the zero time when it
// has no year.
func (d Date) First() time.Time {
	first, _ := d.Bounds()
	return first
}

// Bounds are the first and the last day that the date can mean, in UTC; zero
// times when it has no year, or names a season.
func (d Date) Bounds() (first, last time.Time) {
	if d.Year == 0 {
		return first, last
	}
	day := func(month, day int) time.Time { return time.Date(d.Year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	switch d.Precision {
	case DayPrecision:
		return day(d.Month, d.Day), day(d.Month, d.Day)
	case WeekPrecision:
		fourth := day(1, 4) // ISO 8601: week 1 holds 4 January
		monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(d.N-1))
		return monday, monday.AddDate(0, 0, 6)
	case MonthPrecision:
		return day(d.Month, 1), day(d.Month+1, 0)
	case QuarterPrecision:
		return day(d.N*3-2, 1), day(d.N*3+1, 0)
	case HalfPrecision:
		return day(d.N*6-5, 1), day(d.N*6+1, 0)
	case YearPrecision:
		return day(1, 1), day(12, 31)
	}
	return first, last
}

// Quarter is the quarter the date lies in for certain; false when it may lie
// in several.
func (d Date) Quarter() (calc.Quarter, bool) {
	first, last := d.Bounds()
	if first.IsZero() {
		return calc.Quarter{}, false
	}
	if d.Precision == YearPrecision && d.Part == LatePart {
		return calc.Quarter{Year: d.Year, Q: 4}, true
	}
	if d.Precision == YearPrecision && d.Part == EarlyPart {
		return calc.Quarter{Year: d.Year, Q: 1}, true
	}
	return calc.QuarterOf(first), calc.QuarterOf(first) == calc.QuarterOf(last)
}

// String is the machine form: "2013-12-31", "2013-W35", "2013-05", "2013K3",
// "2013H2", "2013"; with "primo ", "medio " or "ultimo " before it when the
// text said so, and "----" for a year that it did not name.
func (d Date) String() string {
	year := "----"
	if d.Year != 0 {
		year = fmt.Sprintf("%04d", d.Year)
	}
	text := year
	switch d.Precision {
	case DayPrecision:
		text = fmt.Sprintf("%s-%02d-%02d", year, d.Month, d.Day)
	case WeekPrecision:
		text = fmt.Sprintf("%s-W%02d", year, d.N)
	case MonthPrecision:
		text = fmt.Sprintf("%s-%02d", year, d.Month)
	case QuarterPrecision:
		text = fmt.Sprintf("%sK%d", year, d.N)
	case HalfPrecision:
		text = fmt.Sprintf("%sH%d", year, d.N)
	case SeasonPrecision:
		text = year + " " + [...]string{"", "winter", "spring", "summer", "autumn"}[d.N]
	}
	if d.Part != WholePart {
		text = string(d.Part) + " " + text
	}
	return text
}
