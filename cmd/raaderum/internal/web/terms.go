package web

import (
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// rateText is the discount rate with its vintage: "FM 2013: 4 % i år 0–35, …".
func rateText(print *i18n.Printer, terms portfolio.Terms) string {
	text := print.T("terms.rate-" + terms.RateSet)
	from := 0
	for i, band := range terms.Rates.Bands {
		last := i == len(terms.Rates.Bands)-1
		switch {
		case last && i == 0:
			return text + ": " + print.Percent(band.Rate, 1)
		case last:
			return text + ", " + print.T("terms.band-last", "rate", print.Percent(band.Rate, 1), "from", print.Number(float64(from), 0))
		}
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		text += separator + print.T("terms.band", "rate", print.Percent(band.Rate, 1), "from", print.Number(float64(from), 0), "to", print.Number(float64(band.Through), 0))
		from = band.Through + 1
	}
	return text
}

// priceText is a price level in words.
func priceText(print *i18n.Printer, level portfolio.PriceLevel) string {
	switch level.Basis {
	case portfolio.PricesFixed:
		return print.T("terms.prices-pl", "year", yearText(level.Year))
	case portfolio.PricesCurrent:
		return print.T("terms.prices-current")
	}
	return print.T("terms.prices-unknown")
}

// term is one line of the note.
type term struct{ Name, Text string }

func caseTerms(print *i18n.Printer, terms portfolio.Terms) []term {
	base := print.T("terms.base-offset")
	if terms.BaseYear != 0 {
		base = yearText(terms.BaseYear)
	}
	return []term{
		{print.T("terms.rate"), rateText(print, terms) + " (" + print.T("terms.rate-why-"+terms.RateWhy) + ")"},
		{print.T("terms.timing"), print.T("terms.timing-" + string(terms.Timing))},
		{print.T("terms.base"), base},
		{print.T("terms.prices"), priceText(print, terms.PriceLevel)},
		{print.T("terms.sign"), print.T("terms.sign-gain")},
		{print.T("terms.payback"), print.T("terms.payback-text")},
		{print.T("terms.method"), print.T("terms.method-text", "version", terms.Method)},
	}
}
