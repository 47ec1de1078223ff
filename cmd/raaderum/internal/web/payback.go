package web

import (
	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

// paybackText is a payback period in words: "3,3 år", or why there is none.
func paybackText(print *i18n.Printer, payback calc.Payback) string {
	if payback.Status == calc.PaybackValue {
		return yearsText(print, payback.Years)
	}
	return print.T("payback." + string(payback.Status))
}

func yearsText(print *i18n.Printer, years float64) string {
	return print.Number(years, 1) + i18n.NoBreak + print.T("unit.years")
}

// irrText is the internal rate in words: one rate, all of them, or why none.
func irrText(print *i18n.Printer, irr calc.IRR) string {
	switch irr.Status {
	case calc.IRRUnique:
		return print.Percent(irr.Roots[0], 1)
	case calc.IRRMultiple:
		text := ""
		for i, root := range irr.Roots {
			if i > 0 {
				text += print.T("irr.and")
			}
			text += print.Percent(root, 1)
		}
		return print.T("irr.multiple", "roots", text)
	}
	return print.T("irr.none")
}

// figureText is a figure written by write, or the words for its absence.
func figureText(print *i18n.Printer, figure calc.Figure, write func(float64) string) string {
	if !figure.Exists() {
		return print.T("figure.none")
	}
	return write(figure.Value)
}

// kronerText is a computed amount in kroner with its unit: "335.547 kr.".
func kronerText(print *i18n.Printer) func(float64) string {
	return func(f float64) string { return print.Number(f, 0) + i18n.NoBreak + print.T("unit.kroner") }
}
