package danish

import (
	"regexp"
	"strconv"
	"strings"

	"raaderum/calc"
)

const (
	year4   = `((?:19|20)\d\d)`
	yearAny = `((?:19|20)\d\d|\d\d)`
)

// timeForms are tried in order; the more particular stand first. Texts are
// folded, with price level and unit taken out. A form is tried only on texts
// that hold one of its needs: most headings name no time, and it shows sooner
// that way than by forty expressions.
var timeForms = []timeForm{
	{quarterNeeds, regexp.MustCompile(`\b([1-4])\. ?(?:kvartal|kvart|kvrt|kvt|kv)\b\.?[ ,/'-]*(?:` + yearAny + `\b)?`), quarter(1, 2)},
	{need{pieces: pieces("kvartal")}, regexp.MustCompile(`\b(iv|iii|ii|i)\.? ?kvartal\b[ ,/'-]*(?:` + yearAny + `\b)?`), quarter(1, 2)},
	{quarterNeeds, regexp.MustCompile(`\b` + year4 + `[ ,/.-]*(?:[kq]|kvartal |quarter )([1-4])\b`), quarter(2, 1)},
	{quarterNeeds, regexp.MustCompile(`\b` + year4 + `[ ,/.-]*([1-4])\. ?(?:kvartal|kvt|kv)\b`), quarter(2, 1)},
	{fiscalNeeds, regexp.MustCompile(`\bfy ?` + yearAny + `(?:/\d\d)?[ ,/-]*q([1-4])\b`), fiscalQuarter(2, 1)},
	{fiscalNeeds, regexp.MustCompile(`\b(\d\d)[/-]?(\d\d)[ ,/-]*q([1-4])\b`), shortFiscalQuarter},
	{fiscalNeeds, regexp.MustCompile(`\bq([1-4])[ ,/-]*(?:fy ?)?` + yearAny + `/\d\d\b`), fiscalQuarter(1, 2)},
	{fiscalNeeds, regexp.MustCompile(`\bq([1-4])[ ,/-]*fy ?` + yearAny + `\b`), fiscalQuarter(1, 2)},
	{quarterNeeds, regexp.MustCompile(`\b(?:[kq]|kvartal |kvt\.? |kv\.? |quarter )([1-4])\b[ ,/.'-]*(?:` + yearAny + `\b)?`), quarter(1, 2)},
	{quarterNeeds, regexp.MustCompile(`\b([1-4])[kq][ '-]?` + yearAny + `\b`), quarter(1, 2)},
	{need{pieces: pieces("quarter")}, regexp.MustCompile(`\b(1st|2nd|3rd|4th|first|second|third|fourth) quarter(?: of)?[ ,]*(?:` + yearAny + `\b)?`), quarter(1, 2)},
	{rangeNeeds, regexp.MustCompile(`\b(jan|apr|jul|okt|oct)[a-z]*\.? ?(?:-|til|to) ?(mar|jun|sep|dec)[a-z]*\.?[ ,'-]*(?:` + yearAny + `\b)?`), monthRange},
	{yearNeeds, regexp.MustCompile(`\b(pr\.? |per |ultimo |as of )?(\d{1,2}\. ?(?:` + monthNames + `)\b\.? ` + year4 + `|\d{1,2}[./-]\d{1,2}[./-]` + year4 + `)\b`), dateInText},
	{monthNeeds, regexp.MustCompile(`\b(` + monthNames + `)\b\.?[ ,'-]*` + yearAny + `\b`), month(1, 2)},
	{yearNeeds, regexp.MustCompile(`\b` + year4 + `-(0[1-9]|1[0-2])\b`), month(2, 1)},
	{yearNeeds, regexp.MustCompile(`\b(0?[1-9]|1[0-2])/` + year4 + `\b`), month(1, 2)},
	{need{true, pieces("fy")}, regexp.MustCompile(`\bfy ?` + yearAny + `(?: ?[/-] ?` + yearAny + `)?\b`), fiscalYear},
	{yearNeeds, regexp.MustCompile(`\b` + year4 + ` ?/ ?` + yearAny + `\b( (?:og frem|og fremefter|ff|onwards)\b\.?)?`), schoolYear},
	{digitNeeds, regexp.MustCompile(`^(\d\d)[/-](\d\d)(?: |$)`), shortFiscalYear},
	{yearNeeds, regexp.MustCompile(`\bbudget(?:ter)? ` + year4 + ` ?(?:-|til) ?` + yearAny + `\b`), budgetSpan},
	{yearNeeds, regexp.MustCompile(`\bb ?` + year4 + ` ?- ?` + yearAny + `\b`), budgetSpan},
	{yearNeeds, regexp.MustCompile(`\b` + year4 + ` ?(?:-|til|to|\.\.\.?) ?` + yearAny + `\b`), yearSpan},
	{yearNeeds, regexp.MustCompile(`\b` + year4 + `(?: ?\+| ?->| ?-(?:$|\))|,? (?:og|and) (?:frem|fremefter|fremover|efterfoelgende(?: aar)?|foelgende(?: aar)?|senere(?: aar)?|onwards?|beyond|later|after)\b\.?|,? ff\b\.?| onwards?\b| frem\b)`), onwardsFrom},
	{yearNeeds, regexp.MustCompile(`\b(?:fra og med|f\.?o\.?m\.?|fra|from|varigt fra|efter|after) ` + year4 + `\b`), onwardsFrom},
	{need{true, pieces("bo")}, regexp.MustCompile(`\bbo ?([1-9])\b`), followUp},
	{digitNeeds, regexp.MustCompile(`\b(bo|fr|kb|ob|vb|b|r|f|p) ?-?` + year4 + `\b`), seriesYear},
	{digitNeeds, regexp.MustCompile(`\b(bo|fr|kb|ob|vb|b|r)(\d\d)\b`), seriesYear},
	{yearNeeds, regexp.MustCompile(`\b(?:budgetaar|regnskabsaar|aar|year)?[ :]*` + year4 + `\b`), plainYear},
	{digitNeeds, regexp.MustCompile(`\b(?:aar|year|yr|driftsaar|projektaar) ?\.?[+=]? ?(\d{1,2})\b`), offset},
	{digitNeeds, regexp.MustCompile(`^(?:y|t ?[+=]? ?)(\d{1,2})$`), offset},
	{digitNeeds, regexp.MustCompile(`\b(\d{1,2})\. ?(?:aar|driftsaar|projektaar)\b`), offset},
	{digitNeeds, regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th) year\b`), offset},
	{monthNeeds, regexp.MustCompile(`^(` + monthNames + `)\.?$`), month(1, 2)},
	{onwardsNeeds, regexp.MustCompile(`\b(?:efterfoelgende aar|foelgende aar|senere aar|og frem|fremover|herefter|derefter|thereafter|later years|following years|subsequent years)\b|^varigt?\b`), bareKind(OnwardsHead)},
	{averageNeeds, averageWords, bareKind(AverageHead)},
	{runningNeeds, regexp.MustCompile(`\b(?:akkumuleret|akk|kumuleret|kumulativt?|cumulative|accumulated)\b`), bareKind(RunningHead)},
	{totalNeeds, totalWords, bareKind(TotalHead)},
}

// need is what a text must hold for a form to be worth trying: a digit, and one
// of some pieces.
type need struct {
	digit  bool
	pieces []string
}

func (n need) met(text string) bool {
	return (!n.digit || strings.ContainsAny(text, "0123456789")) && (n.pieces == nil || holdsAny(text, n.pieces))
}

func pieces(all ...string) []string { return all }

var (
	monthPieces = strings.Fields("jan feb mar apr maj may jun jul aug sep okt oct nov dec")

	digitNeeds   = need{digit: true}
	yearNeeds    = need{true, pieces("19", "20")}
	quarterNeeds = need{true, pieces("kv", "q", "k1", "k2", "k3", "k4", "1k", "2k", "3k", "4k")}
	fiscalNeeds  = need{true, pieces("q")}
	monthNeeds   = need{pieces: monthPieces}
	rangeNeeds   = need{pieces: pieces("jan", "apr", "jul", "okt", "oct")}
	onwardsNeeds = need{pieces: pieces("foelgende", "senere aar", "og frem", "fremover", "herefter", "derefter", "thereafter", "later years", "following years", "subsequent", "varig")}
	averageNeeds = need{pieces: pieces("gns", "gennemsnit", "average", "avg", "mean")}
	runningNeeds = need{pieces: pieces("akk", "kumul", "cumul", "accum")}
	totalNeeds   = need{pieces: pieces("i alt", "ialt", "sum", "total", "samlet", "hele perioden", "all years")}
)

var ordinals = map[string]int{
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}

func ordinal(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	return ordinals[word]
}

// quarter reads a quarter from the groups q and y; without a year N tells it.
func quarter(q, y int) func(*Heading, []string) bool {
	return func(h *Heading, m []string) bool {
		h.Kind, h.N = QuarterHead, ordinal(m[q])
		if m[y] == "" {
			return true
		}
		year, ok := shortYear(m[y])
		if ok {
			h.Period = calc.Quarter{Year: year, Q: h.N}.Period()
			h.N = 0
		}
		return ok
	}
}

func fiscalQuarter(q, y int) func(*Heading, []string) bool {
	return func(h *Heading, m []string) bool {
		h.Fiscal = quarter(q, y)(h, m)
		return h.Fiscal
	}
}

// monthRange reads "jan-mar 2013": a quarter, if the months make one.
func monthRange(h *Heading, m []string) bool {
	first, last := monthOf(m[1]), monthOf(m[2])
	if last-first != 2 {
		return false
	}
	return quarter(1, 3)(h, []string{"", strconv.Itoa(last / 3), m[2], m[3]})
}

func month(name, y int) func(*Heading, []string) bool {
	return func(h *Heading, m []string) bool {
		n := monthOf(m[name])
		if n == 0 {
			n, _ = strconv.Atoi(m[name])
		}
		if n < 1 || n > 12 {
			return false
		}
		h.Kind, h.N = MonthHead, n
		if y >= len(m) || m[y] == "" {
			return true
		}
		year, ok := shortYear(m[y])
		if ok {
			h.Period, h.N = calc.MonthOf(year, n), 0
		} else {
			h.Kind, h.N = NoTime, 0
		}
		return ok
	}
}

func fiscalYear(h *Heading, m []string) bool {
	first, ok := shortYear(m[1])
	if !ok {
		return false
	}
	h.Kind, h.Period, h.Fiscal = YearHead, calc.YearOf(first), true
	if m[2] != "" {
		last, ok := shortYear(m[2])
		h.Kind, h.Last = SchoolYear, calc.YearOf(last)
		return ok && last == first+1
	}
	return true
}

// schoolYear reads "2013/14"; "2013/16" is a span.
func schoolYear(h *Heading, m []string) bool {
	first, ok := yearOf(m[1])
	last, also := shortYear(m[2])
	if !ok || !also || last <= first {
		return false
	}
	h.Kind, h.Period, h.Last = SchoolYear, calc.YearOf(first), calc.YearOf(last)
	h.Onwards = m[3] != ""
	if last > first+1 {
		h.Kind = YearSpan
	}
	return true
}

// shortFiscalYear reads "19-20" and "19/20" at the beginning of a heading.
func shortFiscalYear(h *Heading, m []string) bool {
	first, _ := shortYear(m[1])
	last, _ := shortYear(m[2])
	if last != first+1 || first < 2000 {
		return false
	}
	h.Kind, h.Period, h.Last, h.Fiscal = SchoolYear, calc.YearOf(first), calc.YearOf(last), true
	return true
}

// shortFiscalQuarter reads "1819 Q2" and "18-19 Q2": the second quarter of a
// year that began in 2018.
func shortFiscalQuarter(h *Heading, m []string) bool {
	first, _ := shortYear(m[1])
	last, _ := shortYear(m[2])
	return last == first+1 && first >= 2000 && fiscalQuarter(0, 1)(h, []string{m[3], m[1]})
}

// dateInText reads "Forbrug pr. 31. marts 2013". A date that does not say that
// something stands as of it belongs to a sentence.
func dateInText(h *Heading, m []string) bool {
	date, ok := parseDay(m[2])
	if !ok {
		return false
	}
	h.takeDate(date)
	if m[1] == "" {
		h.Trap = TitleTrap
	}
	return true
}

func yearSpan(h *Heading, m []string) bool {
	first, ok := yearOf(m[1])
	last, also := shortYear(m[2])
	if !ok || !also || last <= first {
		return false
	}
	h.Kind, h.Period, h.Last = YearSpan, calc.YearOf(first), calc.YearOf(last)
	h.Ambiguous = last == first+1 && len(m[2]) == 2
	return true
}

// budgetSpan reads "Budget 2015-2018", the title of a budget with its out-years.
func budgetSpan(h *Heading, m []string) bool {
	if !yearSpan(h, m) {
		return false
	}
	h.Trap, h.Series, h.Ambiguous = TitleTrap, BudgetSeries, false
	return true
}

func onwardsFrom(h *Heading, m []string) bool {
	year, ok := yearOf(m[1])
	h.Kind, h.Period, h.Onwards = YearHead, calc.YearOf(year), true
	return ok
}

func followUp(h *Heading, m []string) bool {
	h.N, _ = strconv.Atoi(m[1])
	h.Kind, h.Trap, h.Ambiguous = FollowUp, FollowUpTrap, true
	return true
}

var seriesLetters = map[string]YearSeries{
	"bo": OutYearSeries, "fr": ForecastSeries, "kb": BudgetSeries, "ob": BudgetSeries, "vb": BudgetSeries,
	"b": BudgetSeries, "r": AccountsSeries, "f": ForecastSeries, "p": PlanSeries,
}

func seriesYear(h *Heading, m []string) bool {
	year, ok := shortYear(m[2])
	h.Kind, h.Period, h.Series = YearHead, calc.YearOf(year), seriesLetters[m[1]]
	return ok
}

func plainYear(h *Heading, m []string) bool {
	year, ok := yearOf(m[1])
	h.Kind, h.Period = YearHead, calc.YearOf(year)
	return ok
}

func offset(h *Heading, m []string) bool {
	t, err := strconv.Atoi(strings.TrimSpace(m[1]))
	h.Kind, h.Period = OffsetHead, calc.OffsetOf(t)
	return err == nil && t <= 60
}

func bareKind(kind HeadingKind) func(*Heading, []string) bool {
	return func(h *Heading, _ []string) bool {
		h.Kind = kind
		return true
	}
}

// quarterForms is how many of timeForms, from the first, name quarters.
const quarterForms = 12
