package importers

import (
	"regexp"
	"strings"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// leaveOut is the answer that amounts in another currency do not count.
const leaveOut = "leave-out"

// currencies are the names of other currencies in folded text, each with its
// code. Swedish and Norwegian crowns share their names with a Danish word and a
// second, so they are only read where a unit stands.
var currencies = []struct {
	code    string
	pattern *phrase
}{
	{"EUR", says(`€|\b[tkm]?eur[km]?\b|\beuros?\b`)},
	{"GBP", says(`£|\b[tkm]?gbp[km]?\b`)},
	{"USD", says(`\$|\b[tkm]?usd[km]?\b`)},
	{"SEK", says(`(?:\(|\bi |valuta:? ?|mio\.? ?|1[. ]?000 ?)[tkm]?sek\b|^[tkm]?sek$`)},
	{"NOK", says(`(?:\(|\bi |valuta:? ?|mio\.? ?|1[. ]?000 ?)[tkm]?nok\b|^[tkm]?nok$`)},
}

// currencyIn is the code of the other currency that a text names; "" for none.
func currencyIn(folded string) string {
	for _, c := range currencies {
		if c.pattern.MatchString(folded) {
			return c.code
		}
	}
	return ""
}

// foreignScale is the measure of a text that names another currency, with the
// scale that it says: "£m" are millions, "1.000 EUR" and "k$" thousands.
func foreignScale(folded string) measure {
	switch {
	case saysForeignThousands.MatchString(folded):
		return foreignThousands
	case saysForeignMillions.MatchString(folded):
		return foreignMillions
	}
	return foreign
}

var (
	saysForeignThousands = says(`\b[tk]\.? ?(?:eur|usd|gbp|sek|nok)\b|[tk]\.? ?[$€£]|(?:eur|usd|gbp|sek|nok|[$€£]) ?k\b|\b1[., ]?000 ?(?:eur|usd|gbp|sek|nok|[$€£])|(?:eur|usd|gbp|sek|nok|[$€£]) ?(?:i )?(?:1[., ]?000|['’‘]?000)s?\b|thousand|tusind`)
	saysForeignMillions  = says(`\bmio\b|\bmill?\b|\bmillion|\bm\.? ?(?:eur|usd|gbp|sek|nok)\b|\bm ?[$€£]|(?:eur|usd|gbp|sek|nok) ?m\b|[$€£] ?mn?\b`)
)

// foreignAt is where another currency is said of an amount, and what it says.
type foreignAt struct {
	measure measure
	text    string // in which it is named
	ref     string
	shown   bool // only the number format says it
}

// foreignOf is where another currency is said of a fact: in its own cell, by
// its row or column, or by a text about its table; false where none is.
func (u unitSettler) foreignOf(f fact, s stating) (foreignAt, bool) {
	shown := unmeasured
	if f.cell().Kind() == workbook.Number {
		shown = u.words.formats.of(f.cell().Format()).abroad
	}
	switch {
	case f.unit().abroad():
		return foreignAt{f.unit(), f.cell().Raw(), f.ref(), false}, true
	case f.measure().abroad():
		if c := f.table().columnAt(f.col()); c != nil && c.measure.abroad() {
			return foreignAt{f.measure(), c.text, f.table().headRef(c.at), false}, true
		}
		return foreignAt{f.measure(), u.rowText(f), f.table().grid.ref(f.row(), max(1, f.table().labelColumn(f.row()))), false}, true
	case f.unit() != unmeasured || f.measure() != unmeasured && shown == unmeasured:
		return foreignAt{}, false
	case shown != unmeasured && !s.measure.abroad():
		return foreignAt{shown, f.cell().Format(), f.ref(), true}, true
	case s.measure.abroad():
		return foreignAt{s.measure, s.text, s.ref, false}, true
	}
	return foreignAt{}, false
}

// measureBy gives a fact the unit that its row says. A row in another currency
// is that whatever its column says, in the column's scale unless it says its own.
func (f fact) measureBy(row measure) {
	if row != unmeasured {
		f.table().rowUnits = true
	}
	switch {
	case f.measure() == unmeasured:
		f.setMeasure(row)
	case row == foreign && f.measure() == thousands:
		f.setMeasure(foreignThousands)
	case row == foreign && f.measure() == millions:
		f.setMeasure(foreignMillions)
	case row.abroad() && f.measure().money():
		f.setMeasure(row)
	}
}

// rowText is what says the currency of a fact's row: its unit column, else its
// name.
func (u unitSettler) rowText(f fact) string {
	t := f.table()
	for i := range t.columns {
		if c := &t.columns[i]; c.role == roleUnit {
			if text := t.grid.text(f.row(), c.at); currencyIn(fold(text)) != "" {
				return text
			}
		}
	}
	text, _ := t.label(f.row())
	return text
}

// exchange is what becomes of the amounts of a sheet in one currency.
type exchange struct {
	rate   danish.Decimal // kroner for one
	source string
	leave  bool // they do not count
	kroner bool // they are kroner after all
	known  bool // it has been answered
}

// exchangeOf asks what becomes of amounts in another currency: they are left
// out, or converted at a rate whose source is told. Nothing is converted at a
// rate of ours.
func (u unitSettler) exchangeOf(f fact, at foreignAt) exchange {
	code := currencyIn(fold(at.text))
	key := "currency@" + f.sheet()
	if first, asked := u.currencies[f.sheet()]; asked && first != code {
		key = "currency@" + at.ref // a second currency on the same sheet
	} else {
		u.currencies[f.sheet()] = code
	}
	if x, known := u.exchanges[key]; known {
		return x
	}
	options := []string{leaveOut}
	if at.shown {
		options = append(options, "kr.")
	}
	q := Question{
		Key: key, Code: "currency", Cells: []string{at.ref, f.ref()}, Options: options, Free: true, Confidence: 0.3,
		Args: map[string]any{"sheet": f.sheet(), "currency": firstWord(code, at.text), "text": clean(at.text)},
	}
	answer, ok := u.ask(q)
	x := exchange{known: ok}
	switch {
	case !ok:
		u.find(Finding{Severity: portfolio.SeverityWarning, Code: "foreign-currency", Cell: at.ref, Raw: at.text, Args: map[string]any{"sheet": f.sheet(), "currency": firstWord(code, at.text)}})
	case answer == leaveOut:
		x.leave = true
		u.find(Finding{Severity: portfolio.SeverityInfo, Code: "currency-left-out", Cell: at.ref, Raw: at.text, Args: map[string]any{"sheet": f.sheet(), "currency": firstWord(code, at.text)}})
	case answer == "kr." && at.shown:
		x.kroner = true
	default:
		if x.rate, x.source, x.known = rateIn(answer); !x.known {
			u.refuse(q, answer)
			break
		}
		u.find(Finding{Severity: portfolio.SeverityInfo, Code: "currency-converted", Cell: at.ref, Raw: at.text,
			Args: map[string]any{"sheet": f.sheet(), "currency": firstWord(code, at.text), "rate": danishNumber(x.rate.String()), "source": x.source}})
	}
	u.exchanges[key] = x
	return x
}

// rateText is a rate with its source: "7,46 Nationalbanken 2. januar 2020",
// "746,03 kr. pr. 100 EUR, Nationalbanken".
var rateText = regexp.MustCompile(`(?i)^(\d{1,6}(?:[.,]\d{1,6})?)\s*(?:kr\.?|dkk)?\s*(?:(?:pr\.?|per)\s*(100)?\s*(?:eur|usd|gbp|sek|nok|[€$£])?)?[\s,;:(]+(.*\pL{3,}.*)$`)

// rateIn reads a rate and its source from an answer; false when one of them is
// missing, or the rate is none that a currency has.
func rateIn(answer string) (rate danish.Decimal, source string, ok bool) {
	m := rateText.FindStringSubmatch(clean(answer))
	if m == nil {
		return danish.Decimal{}, "", false
	}
	n := strings.Replace(m[1], ",", ".", 1)
	rate, ok = danish.ParseStored(n)
	if ok && m[2] != "" {
		rate, ok = rate.Shifted(-2)
	}
	if x := rate.Float(); !ok || x <= 0 || x > highestRate {
		return danish.Decimal{}, "", false
	}
	return rate, strings.Trim(m[3], " ,;:()"), true
}

// highestRate is more kroner than one of any currency has cost.
const highestRate = 1000

// converted is an amount of øre in another currency's hundredths, in øre.
func (x exchange) converted(amount calc.Money) (calc.Money, error) {
	coefficient, scale := x.rate.Parts()
	den := int64(1)
	for range scale {
		den *= 10
	}
	return amount.Times(coefficient, den)
}

// convertStated converts the present values that workbooks in another currency
// state, at the rate of their amounts.
func (r *reader) convertStated() {
	if len(r.exchanges) == 0 {
		return
	}
	home := map[*subject]bool{}
	for f := range r.facts.all {
		home[f.subject()] = home[f.subject()] || !f.measure().abroad()
	}
	for _, s := range r.subjects {
		if s.Stated.NPV == nil || home[s] {
			continue
		}
		_, sheet, _ := keyPlace("@" + s.Stated.NPV.Cell)
		x := r.exchanges["currency@"+sheet]
		if !x.known || x.leave || x.kroner {
			continue
		}
		if ore, err := x.converted(s.Stated.NPV.Ore); err == nil {
			s.Stated.NPV.Ore = ore
		}
	}
}

// onlyInKroner tells whether a fact is in kroner for no other reason than that a
// column of currencies says so in its row: "DKK" under "Valuta" tells it from
// euros, and no scale.
func (f fact) onlyInKroner() bool {
	if f.measure() != kroner {
		return false
	}
	unit := f.table().column(roleUnit)
	if unit == nil || f.table().unitColumns() > 1 || !headsCurrencies.MatchString(fold(unit.text)) {
		return false
	}
	c := f.table().columnAt(f.col())
	return c == nil || c.measure == unmeasured
}

var headsCurrencies = says(`^valuta|^currency`)
