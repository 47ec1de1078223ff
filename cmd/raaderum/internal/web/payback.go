package web

import (
	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

// paybackText is a payback period in words: "3,3 år", or why there is none.
func paybackText(print *i18n.Printer, payback calc.Payback) string { return print.Payback(payback) }

func yearsText(print *i18n.Printer, years float64) string { return print.Years(years) }

// irrText is the internal rate in words: one rate, all of them, or why none.
func irrText(print *i18n.Printer, irr calc.IRR) string { return print.IRR(irr) }

// figureText is a figure written by write, or the words for its absence.
func figureText(print *i18n.Printer, figure calc.Figure, write func(float64) string) string {
	return print.Figure(figure, write)
}

// kronerText is a computed amount in kroner with its unit: "335.547 kr.".
func kronerText(print *i18n.Printer) func(float64) string { return print.KronerOf }
