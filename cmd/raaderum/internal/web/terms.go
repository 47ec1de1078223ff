package web

import (
	"slices"
	"strings"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// rateText is the discount rate with its vintage.
func rateText(print *i18n.Printer, terms portfolio.Terms) string { return print.Rate(terms) }

// priceText is a price level in words.
func priceText(print *i18n.Printer, level portfolio.PriceLevel) string { return print.Prices(level) }

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

// quarterTerms are what the page's figures were computed under; the cases
// share their terms unless a case was decided under another rate.
func quarterTerms(page Page, report portfolio.QuarterReport) []term {
	rows := []term{
		{page.T("terms.count"), page.T("method.explain-" + string(report.Account.Method))},
		{page.T("terms.other-count"), page.T("method.explain-" + string(report.Other.Method))},
		{page.T("terms.as-of"), asOfText(page, report)},
	}
	if target, ok := report.Organisation.Strategy.TargetFor(report.Headline.Year); ok {
		rows = append(rows, term{page.T("terms.target-prices"), priceText(page.Print, target.PriceLevel)})
	}
	if mix := report.Prices; mix != nil {
		rows = append(rows, term{page.T("prices.mixed"), priceMixText(page.Print, *mix)})
	}
	for _, figures := range report.Cases {
		if figures.Terms.RateSet == "" {
			continue
		}
		rows = withTerm(rows, term{page.T("terms.rate"), rateText(page.Print, figures.Terms)})
	}
	for _, figures := range report.Cases {
		rows = withTerm(rows, term{page.T("terms.timing"), page.T("terms.timing-" + string(figures.Terms.Timing))})
	}
	if len(report.Cases) > 0 {
		rows = append(rows, term{page.T("terms.method"), page.T("terms.method-text", "version", report.Cases[0].Terms.Method)})
	}
	return append(rows, term{page.T("terms.sign"), page.T("terms.sign-gain")})
}

// asOfText says what a quarter's figures know. Plans, budgets, expectations and
// states are kept as they are now, so the page of an earlier quarter is told with
// what was learnt since; a frozen quarter is in its own file.
func asOfText(page Page, report portfolio.QuarterReport) string {
	key := "terms.as-of-text"
	if report.Quarter.Before(report.Latest) {
		key = "terms.as-of-text-earlier"
	}
	return page.T(key, "date", report.Quarter.End(), "quarter", report.Quarter)
}

// priceMixText says which prices are compared, unconverted.
func priceMixText(print *i18n.Printer, mix portfolio.PriceMix) string {
	cases := priceTexts(print, mix.Cases)
	if mix.Target == nil {
		return print.T("prices.mixed-cases", "cases", cases)
	}
	return print.T("prices.mixed-target", "cases", cases, "target", priceText(print, *mix.Target))
}

// priceTexts names price levels.
func priceTexts(print *i18n.Printer, levels []portfolio.PriceLevel) string {
	texts := make([]string, len(levels))
	for i, level := range levels {
		texts[i] = priceText(print, level)
	}
	return strings.Join(texts, "; ")
}

// withTerm adds a term that has not been said.
func withTerm(rows []term, one term) []term {
	if slices.Contains(rows, one) {
		return rows
	}
	return append(rows, one)
}
