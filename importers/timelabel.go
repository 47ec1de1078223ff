package importers

import (
	"regexp"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/importers/danish"
)

// timeForm is how a heading tells time.
type timeForm int8

// The forms. Only the first four after timeless name a period by themselves.
const (
	timeless     timeForm = iota
	inYear                // 2016, B2016, Budget 2016
	inQuarter             // 1. kvartal 2013, 2013K1
	inMonth               // marts 2013
	inOffset              // År 0, 1. år, Year 3
	inSplitYear           // 2013/14, FY22: a year that is no calendar year
	quarterOnly           // 2. kvt., the year stands elsewhere
	monthOnly             // marts, the year stands elsewhere
	wholeYear             // "året", the year stands elsewhere
	manyYears             // 2012-2015: a sum of years
	afterBudget           // BO1, "Overslag 1": part counts years after the budget's
	ofUnsaidYear          // R, FR1: of a year that stands nowhere; part counts estimates of it
	afterwards            // "efterfølgende år": the year after the last one
)

// timeLabel (tidsangivelse) is what a heading says about time, before it is
// known which year "År 0" is.
type timeLabel struct {
	form    timeForm
	onwards bool // "2017 og frem", "efterfølgende år"
	year    int  // calendar year, first year of a split year, or the offset
	part    int  // quarter or month; the last of many years

	from, to int8 // first and last month of a part of the year; 0 for none
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

// beforeAxis begins what stands for all the years before one: "Før 2016",
// "Pre-2019/2020". In which year that counts is for the user to say.
var beforeAxis = says(`^(?:tidligere(?: aar)?|pre|to date)[ -]*(?:i alt )?\(?(?:19|20)\d\d|\b(?:foer|inden|til og med|t\.?o\.?m\.?|frem til|before|prior to|up to)[ -]*(?:i alt )?\(?(?:19|20)\d\d`)

// kindAndMonth is a month behind a word for what its amounts are: "Besparelse
// jan". Other words before a month are about something that happens in it.
var kindAndMonth = says(`^((?:[a-z]*gevinst|[a-z]*besparelse|[a-z]*udgift|omkostning|realiseret|forbrug|plan|budget|regnskab|forventet|faktisk)[a-z]*),? (januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\.?$`)

var theYear = says(`\b(?:hele )?aaret$|\baarsforventning\b`)

// severalQuarters names more than one quarter at a time, "1.-3. kvartal", and
// halves of years: no period that an amount can be stored in.
var severalQuarters = says(`\b[1-4]\.? ?(?:-|til|til og med|og|\+|to) ?[1-4]\.? ?(?:kvartal|kvart|kvt|kv\b|quarter)|\b[kq][1-4] ?(?:-|til|og|\+|to) ?[kq]?[1-4]\b|^(?:foerste|sidste|[12]\.) halvaar$|^h[12]$`)

// halfOfYear names half of a year by its quarters or its months: "K1-K2 2025",
// "jan-jun 2025". Its amounts are of that year, as those of "1. halvår" are.
var halfOfYear = says(`\b(?:(?:[kq]1 ?(?:-|til|og|\+|to) ?[kq]?2|[kq]3 ?(?:-|til|og|\+|to) ?[kq]?4)\b|(?:1\.? ?(?:-|til|og|\+|to) ?2|3\.? ?(?:-|til|og|\+|to) ?4)\.? ?(?:kvartal|kvart|kvt|kv\b|quarter)\.?|(?:jan(?:uar)?\.? ?(?:-|til|to) ?juni?|juli?\.? ?(?:-|til|to) ?dec(?:ember)?)\b\.?)`)

// monthToMonth names several months at a time. Those of a quarter are that.
var monthToMonth = says(`\b(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? ?(?:-|til|to) ?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\b`)

// halfIn is the year whose half a heading names, and its other words.
func halfIn(text string) (label timeLabel, rest string, ok bool) {
	folded := fold(text)
	span := halfOfYear.FindStringIndex(folded)
	if span == nil {
		return timeLabel{}, "", false
	}
	rest = strings.TrimSpace(folded[:span[0]] + " " + folded[span[1]:])
	label, rest = timeIn(rest)
	return label, strings.TrimSpace(rest + " 1. halvaar"), label.form == inYear
}

// yearOfTwo is a year of two digits behind an apostrophe: "'24".
var yearOfTwo = regexp.MustCompile(`^['’´](\d\d)$`)

// timeIn finds the time that a heading names by the Danish grammar, and the
// folded words beside it. The letters of "B2014" and "R2013" come out as the
// words they stand for.
func timeIn(text string) (label timeLabel, rest string) {
	if beforeAxis.MatchString(fold(text)) {
		return timeLabel{}, fold(text)
	}
	if label, rest, ok := outYearIn(text); ok {
		return label, rest
	}
	if label, rest, ok := asOfDayIn(text); ok {
		return label, rest
	}
	if label, rest, ok := halfIn(text); ok {
		return label, rest
	}
	if label, rest, ok := partOfYearIn(text); ok {
		return label, rest
	}
	if severalQuarters.MatchString(fold(text)) {
		return timeLabel{}, fold(text)
	}
	if m := yearOfTwo.FindStringSubmatch(clean(text)); m != nil {
		return timeLabel{form: inYear, year: 2000 + number(m[1])}, ""
	}
	if m := kindAndMonth.FindStringSubmatch(fold(text)); m != nil {
		label, _ = timeIn(m[2])
		return label, m[1]
	}
	h := danish.ParseHeading(cut(text, longestWording))
	if h.Kind == danish.MonthHead && monthToMonth.MatchString(fold(text)) {
		return timeLabel{}, fold(text) // "jan-apr 2025" is no month
	}
	rest = seriesWord[h.Series]
	if !strings.Contains(h.Rest, rest) {
		rest = strings.TrimSpace(h.Rest + " " + rest)
	} else {
		rest = h.Rest
	}
	label = labelOf(h)
	switch {
	case label.known():
	case h.Kind == danish.TotalHead, h.Kind == danish.RunningHead, h.Kind == danish.AverageHead, h.Trap != danish.NoTrap:
		rest = fold(text) // what was cut away says the role
	case theYear.MatchString(rest):
		return timeLabel{form: wholeYear}, strings.TrimSpace(theYear.ReplaceAllString(rest, ""))
	}
	return label, rest
}

var seriesWord = map[danish.YearSeries]string{
	danish.BudgetSeries: "plan", danish.OutYearSeries: "plan", danish.PlanSeries: "plan",
	danish.AccountsSeries: "regnskab", danish.ForecastSeries: "forventet",
}

func labelOf(h danish.Heading) timeLabel {
	if h.Trap != danish.NoTrap {
		return timeLabel{}
	}
	year, _ := h.Period.Year()
	label := timeLabel{year: year, onwards: h.Onwards}
	switch h.Kind {
	case danish.YearHead:
		label.form = inYear
		if h.Fiscal {
			label.form = inSplitYear
		}
	case danish.SchoolYear:
		label.form = inSplitYear
	case danish.YearSpan:
		label.form = manyYears
		label.part, _ = h.Last.Year()
		if h.Ambiguous { // "2013-14" is more often a school year than a sum of two
			label.form, label.part = inSplitYear, 0
		}
	case danish.QuarterHead, danish.DateHead:
		quarter, ok := h.Period.Quarter()
		switch {
		case ok:
			label.form, label.year, label.part = inQuarter, quarter.Year, quarter.Q
		case h.Kind == danish.QuarterHead:
			label.form, label.part = quarterOnly, h.N
		}
	case danish.MonthHead:
		month, ok := h.Period.Month()
		switch {
		case ok:
			label.form, label.part = inMonth, month
		case h.N > 0:
			label.form, label.part = monthOnly, h.N
		}
	case danish.OffsetHead:
		label.form = inOffset
		label.year, _ = h.Period.Offset()
	case danish.OnwardsHead:
		label.form, label.onwards = afterwards, true
	}
	return label
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
