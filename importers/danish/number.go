package danish

import (
	"regexp"
	"strconv"
	"strings"
)

// Reading tells how a text was read as a number.
type Reading int8

// The readings. Anything but Plain deserves a word to the user.
const (
	NotNumber   Reading = iota // some other text
	Plain                      // digits, and at most a decimal mark: "1234", "12,5"
	Interpreted                // one meaning, but not plain: "1.234,50 kr.", "1.000-", "2,5 mio."
	Ambiguous                  // Value or Other: "1,500"
	Approximate                // "ca. 100.000", "op til 5 mio."
	Interval                   // from Value to Other: "100-150.000"
	Unknown                    // a word or mark in a number's place: "afventer", "-"; never 0
)

// Locale tells which decimal mark a file uses.
type Locale int8

// The locales. AnyLocale is what a text without evidence gives.
const (
	AnyLocale Locale = iota
	Danish           // 1.234,50
	English          // 1,234.50
)

// Number is what a text says when it stands where a number belongs.
type Number struct {
	Reading  Reading
	Value    Decimal // without the unit: 2.5 of "2,5 mio."
	Other    Decimal // Ambiguous: the other meaning, or Value when the mark is of the other locale; Interval: the upper end
	Unit     Unit    // when the text carries one
	Currency string  // "DKK", "USD", "GBP", "EUR" when the text carries one
	Measure  Measure // when it counts something else: FTE of "0,5 årsværk"
	PerYear  bool    // "300 t.kr. pr. år"
	Note     string  // the word that makes it Approximate or Unknown, or a remark behind it
	Evidence Locale  // what the writing says about the file's decimal mark
}

// ParseNumber reads a text by Danish grammar: exactly three digits after a
// point are thousands, a comma is a decimal comma, and "1,500" is ambiguous
// (domain handbook M1 to M3).
func ParseNumber(text string) Number { return ParseNumberIn(text, Danish) }

// ParseNumberIn reads a text by the grammar of a locale; AnyLocale is Danish.
func ParseNumberIn(text string, locale Locale) Number {
	if locale == AnyLocale {
		locale = Danish
	}
	text = withoutFraction(strings.TrimLeft(tidy(text), "'’ "), locale)
	if text == "" || len(text) > 200 {
		return Number{}
	}
	if note, ok := unknownWord(text); ok {
		return Number{Reading: Unknown, Note: note}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return Number{}
	}
	rest, about := cutApproximation(text)
	number, ok := parseAmount(rest, locale)
	if !ok {
		number, ok = parseInterval(rest, locale)
	}
	if !ok {
		return Number{}
	}
	if about != "" && number.Reading != Interval && number.Reading != Ambiguous {
		number.Reading = Approximate
	}
	if number.Reading != Ambiguous && number.Reading != Interval {
		number.Other = Decimal{}
	}
	if about != "" {
		number.Note = strings.TrimSpace(about + " " + number.Note)
	}
	return number
}

// withoutFraction writes "½ mio." and "1½ mio." with decimals: 0,5 and 1,5.
func withoutFraction(text string, locale Locale) string {
	if !strings.ContainsAny(text, "½¼¾") {
		return text
	}
	m := fraction.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	mark := ","
	if locale == English {
		mark = "."
	}
	whole := m[2]
	if whole == "" {
		whole = "0"
	}
	return m[1] + whole + mark + map[string]string{"½": "5", "¼": "25", "¾": "75"}[m[3]] + text[len(m[0]):]
}

var fraction = regexp.MustCompile(`^((?:ca\.? ?)?-?)(\d{0,3}) ?([½¼¾])`)

// EvidenceOf is what the writing of a number says about the file's decimal
// mark: "1.234,5" is Danish, "1,234.5" English, "1,500" neither.
func EvidenceOf(text string) Locale {
	if n := ParseNumberIn(text, Danish); n.Reading != NotNumber && n.Reading != Unknown {
		return n.Evidence
	}
	return AnyLocale
}

var approximation = regexp.MustCompile(`(?i)^(ca\.?|cirka|omtrent|omkring|anslået|skønnet|skøn:?|estimeret|estimat:?|op til|op mod|mindst|min\.|minimum|højst|maks\.?|maksimalt|max\.?|over|under|mere end|mindre end|knap|godt|approx\.?|approximately|about|around|circa|c\.|up to|at least|est\.?|estimated|~|≈|<=|>=|≤|≥|<|>)(?: +|\b|$)`)

// cutApproximation takes off a word that makes a number approximate.
func cutApproximation(text string) (rest, word string) {
	m := approximation.FindString(text)
	if m == "" {
		for _, mark := range []string{"~", "≈", "<=", ">=", "≤", "≥", "<", ">"} {
			if rest, ok := strings.CutPrefix(text, mark); ok {
				return strings.TrimLeft(rest, " "), mark
			}
		}
		return text, ""
	}
	return strings.TrimLeft(text[len(m):], " "), strings.TrimSpace(m)
}

// parseAmount reads sign, currency, digits, and what stands behind them.
func parseAmount(text string, locale Locale) (Number, bool) {
	negative := false
	if inside, after, ok := bracketedAmount(text); ok {
		text, negative = inside+after, true
	}
	text, signed, currency := cutSignAndCurrency(text)
	token, tail := cutDigits(text)
	if signed && negative || token == "" {
		return Number{}, false
	}
	negative = negative || signed
	var n Number
	if !readDigits(token, locale, &n) {
		return n, false
	}
	n.Currency = currency
	if currency == "DKK" {
		n.Unit = Kroner
	}
	if signed || negative || currency != "" {
		n.interpreted(negative && !signed || currency != "")
	}
	minus, ok := n.readTail(tail)
	if !ok || minus && negative {
		return n, false
	}
	if minus || negative {
		n.Value, n.Other = n.Value.Negated(), n.Other.Negated()
	}
	return n, true
}

// interpreted marks a plain number as one that needed reading.
func (n *Number) interpreted(when bool) {
	if when && n.Reading == Plain {
		n.Reading = Interpreted
	}
}

var amountInBrackets = regexp.MustCompile(`^\(([^()]*\d)\)(.*)$`)

func bracketedAmount(text string) (inside, after string, ok bool) {
	if !strings.HasPrefix(text, "(") {
		return "", "", false
	}
	m := amountInBrackets.FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}

var currencies = []struct{ form, code string }{
	{"kr.", "DKK"}, {"kr", "DKK"}, {"dkk", "DKK"}, {"$", "USD"}, {"usd", "USD"}, {"us$", "USD"},
	{"£", "GBP"}, {"gbp", "GBP"}, {"€", "EUR"}, {"eur", "EUR"},
}

// cutSignAndCurrency takes off what may stand before the digits, in any order.
func cutSignAndCurrency(text string) (rest string, negative bool, currency string) {
	for signed := false; ; {
		text = strings.TrimLeft(text, " ")
		if !signed && (strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+")) {
			negative, signed = text[0] == '-', true
			text = text[1:]
			continue
		}
		found := false
		for _, c := range currencies {
			if currency == "" && len(text) > len(c.form) && strings.EqualFold(text[:len(c.form)], c.form) {
				currency, text, found = c.code, text[len(c.form):], true
				break
			}
		}
		if !found {
			return text, negative, currency
		}
	}
}

var digitForms = regexp.MustCompile(`^(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[.,]?\d[\d.,]*(?:['’]\d{3})*(?:[.,]\d+)?)`)

// cutDigits takes the digits with their marks; marks at the end belong to what
// follows ("1.000,-").
func cutDigits(text string) (token, tail string) {
	token = strings.TrimRight(digitForms.FindString(text), ".,")
	tail = text[len(token):]
	if token != "" && tail != "" && (tail[0] == ' ' && len(tail) > 1 && tail[1] >= '0' && tail[1] <= '9') {
		return "", text // "1234 567": no grouping anyone uses
	}
	return token, tail
}

var groupMarks = strings.NewReplacer(" ", "", "'", "", "’", "")

// readDigits reads digits with their marks by a locale's grammar.
func readDigits(token string, locale Locale, n *Number) bool {
	grouped := strings.ContainsAny(token, " '’")
	if grouped {
		token = groupMarks.Replace(token)
	}
	dots, commas := strings.Count(token, "."), strings.Count(token, ",")
	switch {
	case len(token) > 1 && token[0] == '0' && token[1] >= '0' && token[1] <= '9':
		return false // a code or a telephone number, not an amount
	case dots == 0 && commas == 0:
		n.Reading = Plain
		n.interpreted(grouped)
		return set(&n.Value, token)
	case dots > 0 && commas > 0:
		return readBothMarks(token, n)
	case dots+commas > 1:
		return readGroups(token, n)
	}
	return readOneMark(token, grouped, locale, n)
}

func readBothMarks(token string, n *Number) bool {
	group, decimal, evidence := ".", ",", Danish
	if strings.LastIndex(token, ".") > strings.LastIndex(token, ",") {
		group, decimal, evidence = ",", ".", English
	}
	whole, fraction, _ := strings.Cut(token, decimal)
	if strings.ContainsAny(fraction, ".,") || !inGroups(whole, group) {
		return false
	}
	n.Reading, n.Evidence = Interpreted, evidence
	return set(&n.Value, strings.ReplaceAll(whole, group, "")+"."+fraction)
}

func readGroups(token string, n *Number) bool {
	group, evidence := ".", Danish
	if strings.Contains(token, ",") {
		group, evidence = ",", English
	}
	if !inGroups(token, group) {
		return false
	}
	n.Reading, n.Evidence = Interpreted, evidence
	return set(&n.Value, strings.ReplaceAll(token, group, ""))
}

// readOneMark reads the difficult case: one mark, a point or a comma.
func readOneMark(token string, grouped bool, locale Locale, n *Number) bool {
	mark, own := ",", locale == Danish
	if strings.Contains(token, ".") {
		mark, own = ".", locale == English
	}
	evidence := Danish
	if mark == "." {
		evidence = English
	}
	whole, fraction, _ := strings.Cut(token, mark)
	if !set(&n.Value, whole+"."+fraction) {
		return false
	}
	n.Other = n.Value
	couldGroup := len(fraction) == 3 && len(whole) >= 1 && len(whole) <= 3 && whole != "0" && !grouped
	switch {
	case !couldGroup && own:
		n.Reading, n.Evidence = Plain, evidence
		n.interpreted(grouped)
	case !couldGroup && grouped: // "1 234.5": the spaces settle it
		n.Reading, n.Evidence = Interpreted, evidence
	case !couldGroup:
		n.Reading, n.Evidence = Ambiguous, evidence
	case own:
		n.Reading = Ambiguous
		return set(&n.Other, whole+fraction)
	default:
		n.Reading = Interpreted
		return set(&n.Value, whole+fraction)
	}
	return true
}

// inGroups tells whether digits are grouped by threes, "1.234.567".
func inGroups(digits, mark string) bool {
	groups := strings.Split(digits, mark)
	for i, group := range groups {
		if i > 0 && len(group) != 3 || len(group) == 0 || len(group) > 3 || !allDigits(group) {
			return false
		}
	}
	return groups[0] != "0"
}

func set(d *Decimal, digits string) (ok bool) {
	whole, fraction, _ := strings.Cut(digits, ".")
	if len(whole)+len(fraction) > maxDigits || !allDigits(whole+fraction) {
		return false
	}
	var n int64
	for _, digit := range whole + fraction {
		n = n*10 + int64(digit-'0')
	}
	*d = DecimalOf(n, len(fraction))
	return true
}

// tailForms are what may stand behind the digits, in the order they are tried.
var tailForms = []struct {
	form *regexp.Regexp
	take func(*Number)
}{
	{regexp.MustCompile(`(?i)^[,.]--?(?: ?kr\.?)?`), func(n *Number) { n.setUnit(Kroner) }},
	{regexp.MustCompile(`(?i)^(?:mia\.?|mrd\.?|milliard(?:er)?|billions?|bn)\b\.?`), func(n *Number) { n.setUnit(BillionKroner) }},
	{regexp.MustCompile(`(?i)^(?:mio|mill|million(?:er|s)?|mkr|mdkk|mn)\b\.?`), func(n *Number) { n.setUnit(MillionKroner) }},
	{regexp.MustCompile(`(?i)^(?:t\.? ?kr|tdkk|kkr|kdkk|tusinde?|tus|thousand)\b\.?`), func(n *Number) { n.setUnit(ThousandKroner) }},
	{regexp.MustCompile(`(?i)^(?:kr|kroner|dkk)\b\.?`), func(n *Number) { n.setCurrency("DKK") }},
	{regexp.MustCompile(`(?i)^(?:usd\b|\$)`), func(n *Number) { n.setCurrency("USD") }},
	{regexp.MustCompile(`(?i)^(?:gbp\b|£)`), func(n *Number) { n.setCurrency("GBP") }},
	{regexp.MustCompile(`(?i)^(?:eur\b|€)`), func(n *Number) { n.setCurrency("EUR") }},
	{regexp.MustCompile(`(?i)^(?:/ ?år|pr\.? ?år|p\.a\.?|om året|årligt|årlig|per year|per annum|a year)`), func(n *Number) { n.PerYear = true }},
	{regexp.MustCompile(`(?i)^(?:%|pct\b\.?|procent\b)`), func(n *Number) { n.Measure = Percent }},
	{regexp.MustCompile(`(?i)^(?:årsværk|åv\b|ftes?\b|stillinger)`), func(n *Number) { n.Measure = FTE }},
	{regexp.MustCompile(`(?i)^(?:timer|time|hours?|hrs)\b`), func(n *Number) { n.Measure = Hours }},
	{regexp.MustCompile(`(?i)^(?:minutter|minutes|min)\b\.?`), func(n *Number) { n.Measure = Minutes }},
	{regexp.MustCompile(`(?i)^(?:måneder|måned|mdr|months?)\b\.?`), func(n *Number) { n.Measure = Months }},
	{regexp.MustCompile(`(?i)^(?:år\.?|years?\b|yrs?\b)`), func(n *Number) { n.Measure = Years }},
	{regexp.MustCompile(`(?i)^(?:stk|styk)\b\.?`), func(n *Number) { n.Measure = PieceNum }},
	{regexp.MustCompile(`^\*+`), func(*Number) {}},
}

var (
	shortThousands = regexp.MustCompile(`^[kK]\b`)
	shortMillions  = regexp.MustCompile(`^[mM]\b`)
	remark         = regexp.MustCompile(`(?i)^(?:\([^()]*\)|(?:inkl|ekskl|excl|incl)\.? (?:moms|vat)\b\.?)$`)
	guessed        = regexp.MustCompile(`(?i)skøn|estim|anslå|forvent|ca\.|foreløb`)
)

func (n *Number) setUnit(unit Unit) { n.Unit = unit }

func (n *Number) setCurrency(code string) {
	n.Currency = code
	if n.Unit == "" && code == "DKK" {
		n.Unit = Kroner
	}
}

// readTail reads what stands behind the digits; false when some of it is not
// understood. It tells whether there was a trailing minus.
func (n *Number) readTail(tail string) (minus, ok bool) {
	if m := shortThousands.FindString(tail); m != "" {
		n.Unit, tail = ThousandKroner, tail[len(m):]
		n.interpreted(true)
	} else if m := shortMillions.FindString(tail); m != "" {
		n.Unit, tail = MillionKroner, tail[len(m):]
		n.interpreted(true)
	}
	for range 6 {
		tail = strings.TrimLeft(tail, " ")
		if tail == "" {
			return minus, true
		}
		n.interpreted(true)
		if remark.MatchString(tail) {
			n.Note = tail
			if guessed.MatchString(tail) && n.Reading == Interpreted {
				n.Reading = Approximate
			}
			return minus, true
		}
		took := false
		for _, form := range tailForms {
			if m := form.form.FindString(tail); m != "" {
				form.take(n)
				tail, took = tail[len(m):], true
				break
			}
		}
		if !took {
			rest, trailing := strings.CutPrefix(tail, "-")
			if !trailing || minus {
				return false, false
			}
			minus, tail = true, rest
		}
	}
	return false, false
}

// parseInterval reads "100-150.000", "1,5 til 2 mio. kr.", "mellem 100 og 150".
// In "100-150.000" the lower end is in thousands like the upper.
func parseInterval(text string, locale Locale) (Number, bool) {
	separators := []string{" til ", " to ", " - ", "-", "..."}
	for _, word := range []string{"mellem ", "between ", "fra ", "from "} {
		if len(text) > len(word) && strings.EqualFold(text[:len(word)], word) {
			text, separators = text[len(word):], append([]string{" og ", " and "}, separators...)
			break
		}
	}
	for _, separator := range separators {
		before, after, found := strings.Cut(text, separator)
		if !found {
			continue
		}
		lower, ok := parseAmount(strings.TrimSpace(before), locale)
		upper, also := parseAmount(strings.TrimSpace(after), locale)
		if !ok || !also || lower.Value.Sign() < 0 || upper.Value.Sign() < 0 {
			return Number{}, false
		}
		return joinInterval(lower, upper, before+after)
	}
	return Number{}, false
}

func joinInterval(lower, upper Number, written string) (Number, bool) {
	if lower.Unit != "" && upper.Unit != "" && lower.Unit != upper.Unit || isYears(lower, upper) {
		return Number{}, false
	}
	if lower.Unit == "" && lower.Reading == Plain && strings.Contains(written, ".") {
		for _, zeros := range []int{5, 3} { // "3-400.000" is 300.000 to 400.000, "50-100.000" 50.000 to 100.000
			if up, ok := lower.Value.Shifted(zeros); ok && up.Cmp(upper.Value) < 0 && (zeros == 3 || sameLength(up, upper.Value)) {
				lower.Value = up
				break
			}
		}
	}
	if lower.Value.Cmp(upper.Value) >= 0 {
		return Number{}, false
	}
	joined := upper
	joined.Reading, joined.Value, joined.Other = Interval, lower.Value, upper.Value
	if joined.Unit == "" {
		joined.Unit = lower.Unit
	}
	return joined, true
}

// sameLength tells whether two whole numbers have as many digits.
func sameLength(a, b Decimal) bool {
	x, ok := a.Integer()
	y, also := b.Integer()
	return ok && also && len(strconv.FormatInt(x, 10)) == len(strconv.FormatInt(y, 10))
}

// isYears tells whether an interval is one of years, "2013-2016".
func isYears(lower, upper Number) bool {
	a, ok := lower.Value.Integer()
	b, also := upper.Value.Integer()
	return ok && also && lower.Reading == Plain && upper.Reading == Plain && lower.Unit == "" && upper.Unit == "" &&
		a >= firstYear && a <= lastYear && (b >= firstYear && b <= lastYear || b < 100)
}
