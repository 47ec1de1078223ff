package i18n

import (
	"math"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// NoBreak is the space between a number and its unit.
const NoBreak = "\u00a0"

// Minus is the typographic minus sign.
const Minus = "\u2212"

// Number is a number with a fixed count of decimals: "1.234,50" in Danish,
// "1,234.50" in English. Rounding is half away from zero, on the shortest
// decimal form, so 2.675 with two decimals is 2,68. NaN and infinities, which
// the calculator never gives, are a dash.
func (p *Printer) Number(f float64, decimals int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "–"
	}
	text := roundDecimal(strconv.FormatFloat(math.Abs(f), 'f', -1, 64), decimals)
	negative := f < 0 && strings.Trim(text, "0.") != ""
	return p.group(text, negative)
}

// shortest is a number with at most so many decimals and no trailing zeros.
func (p *Printer) shortest(f float64, most int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "–"
	}
	text := roundDecimal(strconv.FormatFloat(math.Abs(f), 'f', -1, 64), most)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return p.group(text, f < 0 && strings.Trim(text, "0.") != "")
}

// Money is an exact amount with both decimals and no unit, for tables whose
// heading states it: "1.234,50".
func (p *Printer) Money(m calc.Money) string {
	text := strconv.FormatUint(absolute(m), 10)
	for len(text) < 3 {
		text = "0" + text
	}
	return p.group(text[:len(text)-2]+"."+text[len(text)-2:], m < 0)
}

// Kroner is an amount in whole kroner with no unit: "1.235".
func (p *Printer) Kroner(m calc.Money) string { return p.Number(m.Kroner(), 0) }

// ShortMoney is an amount with its unit as people say it: "2,5 mio. kr." from
// one million, "300.000 kr." below, with øre only where there are any.
func (p *Printer) ShortMoney(m calc.Money) string {
	if absolute(m) >= uint64(calc.MillionKrone) {
		return p.Millions(m)
	}
	if m%calc.Krone != 0 {
		return p.Money(m) + NoBreak + p.T("unit.kroner")
	}
	return p.Kroner(m) + NoBreak + p.T("unit.kroner")
}

// Millions is an amount in millions of kroner with up to two decimals:
// "2,5 mio. kr.".
func (p *Printer) Millions(m calc.Money) string {
	return p.shortest(m.Kroner()/1e6, 2) + NoBreak + p.T("unit.million-kroner")
}

// Percent is a fraction as a percentage: Percent(0.035, 1) is "3,5 %".
func (p *Printer) Percent(fraction float64, decimals int) string {
	return p.Number(fraction*100, decimals) + NoBreak + "%"
}

// Quarter is "1. kvartal 2013" in Danish, "Q1 2013" in English.
func (p *Printer) Quarter(q calc.Quarter) string {
	return p.T("period.quarter", "q", strconv.Itoa(q.Q), "year", strconv.Itoa(q.Year))
}

// Period is a period as people say it: "2013", "1. kvartal 2013",
// "marts 2013", "år 0".
func (p *Printer) Period(period calc.Period) string {
	if q, ok := period.Quarter(); ok && period.Kind() == calc.QuarterPeriod {
		return p.Quarter(q)
	}
	if month, ok := period.Month(); ok {
		year, _ := period.Year()
		return p.T("month."+strconv.Itoa(month)) + " " + strconv.Itoa(year)
	}
	if t, ok := period.Offset(); ok {
		return p.T("period.offset", "t", strconv.Itoa(t))
	}
	return period.String()
}

// Date is a date in running text: "31. december 2013", "31 December 2013".
// The zero time is a dash; a moment is the day it was in Denmark.
func (p *Printer) Date(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	t = portfolio.InDenmark(t)
	return p.T("date.long", "day", strconv.Itoa(t.Day()),
		"month", p.T("month."+strconv.Itoa(int(t.Month()))), "year", strconv.Itoa(t.Year()))
}

// Closed says that a day is one on which the municipality is closed, and the last
// open day before it; "" of a day that is open.
func (p *Printer) Closed(day time.Time) string {
	closed := portfolio.ClosedOn(day)
	if closed == "" {
		return ""
	}
	return p.T("deadline.closed", "closed", closed, "open", portfolio.LastOpen(day))
}

// group puts in thousands and decimal separators and the sign.
func (p *Printer) group(text string, negative bool) string {
	thousands, decimal := ".", ","
	if p.language == "en" {
		thousands, decimal = ",", "."
	}
	whole, fraction, has := strings.Cut(text, ".")
	var b strings.Builder
	if negative {
		b.WriteString(Minus)
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteRune(digit)
	}
	if has {
		b.WriteString(decimal + fraction)
	}
	return b.String()
}

// roundDecimal rounds a non-negative decimal text half up to so many decimals.
func roundDecimal(text string, decimals int) string {
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) <= decimals {
		fraction += strings.Repeat("0", decimals-len(fraction))
		return joinDecimal(whole, fraction)
	}
	up := fraction[decimals] >= '5'
	digits := []byte(whole + fraction[:decimals])
	for i := len(digits) - 1; up && i >= 0; i-- {
		if up = digits[i] == '9'; up {
			digits[i] = '0'
		} else {
			digits[i]++
		}
	}
	if up {
		digits = append([]byte{'1'}, digits...)
	}
	split := len(digits) - decimals
	return joinDecimal(string(digits[:split]), string(digits[split:]))
}

func joinDecimal(whole, fraction string) string {
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

func absolute(m calc.Money) uint64 {
	if m < 0 {
		return -uint64(m)
	}
	return uint64(m)
}
