package web

import (
	"strings"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// statedRow is a figure the workbook states beside the one we compute. They are
// never mixed, and how far apart they are is said.
type statedRow struct {
	Name      string
	Stated    string // "" when the workbook states none
	Source    portfolio.Source
	Computed  string
	Deviation string // "" when one of them does not exist
}

func statedRows(print *i18n.Printer, figures portfolio.CaseFigures) []statedRow {
	stated, computed := figures.Case.Stated, figures.Evaluation
	npv := statedRow{Name: print.T("case.npv"), Computed: figureText(print, computed.NPV, kronerText(print))}
	if s := stated.NPV; s != nil {
		npv.Stated, npv.Source = kronerText(print)(s.Value), s.Source
		if computed.NPV.Exists() {
			npv.Deviation = signed(computed.NPV.Value-s.Value, kronerText(print))
		}
	}
	payback := statedRow{Name: print.T("case.payback"), Computed: paybackText(print, computed.Payback)}
	if s := stated.Payback; s != nil {
		payback.Stated, payback.Source = yearsText(print, s.Value), s.Source
		if computed.Payback.Status == calc.PaybackValue {
			payback.Deviation = signed(computed.Payback.Years-s.Value, func(f float64) string { return yearsText(print, f) })
		}
	}
	irr := statedRow{Name: print.T("case.irr"), Computed: irrText(print, computed.IRR)}
	if s := stated.IRR; s != nil {
		irr.Stated, irr.Source = print.Percent(s.Value, 1), s.Source
		if computed.IRR.Status == calc.IRRUnique {
			irr.Deviation = signed(100*(computed.IRR.Roots[0]-s.Value), func(f float64) string {
				return print.Number(f, 1) + i18n.NoBreak + print.T("unit.points")
			})
		}
	}
	return []statedRow{npv, payback, irr}
}

// signed writes a difference with its sign, also when it is positive.
func signed(f float64, write func(float64) string) string {
	text := write(f)
	if f > 0 && strings.ContainsAny(text, "123456789") {
		return "+" + text
	}
	return text
}
