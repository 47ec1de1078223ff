package i18n

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Rate is a discount rate with its vintage: "FM 2013: 4 % i år 0–35, …".
func (p *Printer) Rate(terms portfolio.Terms) string {
	text := p.T("terms.rate-" + terms.RateSet)
	from := 0
	for i, band := range terms.Rates.Bands {
		last := i == len(terms.Rates.Bands)-1
		switch {
		case last && i == 0:
			return text + ": " + p.Percent(band.Rate, 1)
		case last:
			return text + ", " + p.T("terms.band-last", "rate", p.Percent(band.Rate, 1), "from", p.Number(float64(from), 0))
		}
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		text += separator + p.T("terms.band", "rate", p.Percent(band.Rate, 1), "from", p.Number(float64(from), 0), "to", p.Number(float64(band.Through), 0))
		from = band.Through + 1
	}
	return text
}

// Prices is a price level in words.
func (p *Printer) Prices(level portfolio.PriceLevel) string {
	switch level.Basis {
	case portfolio.PricesFixed:
		return p.T("terms.prices-pl", "year", strconv.Itoa(level.Year))
	case portfolio.PricesCurrent:
		return p.T("terms.prices-current")
	}
	return p.T("terms.prices-unknown")
}

// Payback is a payback period in words: "3,3 år", or why there is none.
func (p *Printer) Payback(payback calc.Payback) string {
	if payback.Status == calc.PaybackValue {
		return p.Years(payback.Years)
	}
	return p.T("payback." + string(payback.Status))
}

// Years is a length of time: "3,3 år".
func (p *Printer) Years(years float64) string {
	return p.Number(years, 1) + NoBreak + p.T("unit.years")
}

// IRR is the internal rate in words: one rate, all of them, that there is none, or
// that it cannot be computed, as for a case without amounts.
func (p *Printer) IRR(irr calc.IRR) string {
	switch irr.Status {
	case calc.IRRUnique:
		return p.Percent(irr.Roots[0], 1)
	case calc.IRRMultiple:
		text := ""
		for i, root := range irr.Roots {
			if i > 0 {
				text += p.T("irr.and")
			}
			text += p.Percent(root, 1)
		}
		return p.T("irr.multiple", "roots", text)
	}
	if irr.Why == calc.ReasonNoSignChange || irr.Why == calc.ReasonNoRealRate {
		return p.T("irr.none")
	}
	return p.T("figure.none")
}

// Figure is a figure written by write, or the words for its absence.
func (p *Printer) Figure(figure calc.Figure, write func(float64) string) string {
	if !figure.Exists() {
		return p.T("figure.none")
	}
	return write(figure.Value)
}

// KronerOf is a computed amount in whole kroner with its unit: "335.547 kr.".
func (p *Printer) KronerOf(f float64) string {
	return p.Number(f, 0) + NoBreak + p.T("unit.kroner")
}
