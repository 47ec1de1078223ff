package i18n_test

import (
	"testing"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

// "Ingen" is said where no rate can be, and "kan ikke beregnes" where none can be
// found: a case without amounts has not been found to have no rate.
func TestInternalRateInWords(t *testing.T) {
	print := i18n.New("da")
	for _, want := range []struct {
		irr  calc.IRR
		text string
	}{
		{calc.IRR{Status: calc.IRRUnique, Roots: []float64{0.125}}, "12,5\u00a0%"},
		{calc.IRR{Status: calc.IRRMultiple, Roots: []float64{0.1, 0.2}}, "flere: 10,0\u00a0% og 20,0\u00a0%"},
		{calc.IRR{Status: calc.IRRNone, Why: calc.ReasonNoSignChange}, "ingen"},
		{calc.IRR{Status: calc.IRRNone, Why: calc.ReasonNoRealRate}, "ingen"},
		{calc.IRR{Status: calc.IRRNone, Why: calc.ReasonAllZero}, "kan ikke beregnes"},
		{calc.IRR{Status: calc.IRRNone, Why: calc.ReasonOverflow}, "kan ikke beregnes"},
	} {
		if got := print.IRR(want.irr); got != want.text {
			t.Errorf("%s %s: %q, want %q", want.irr.Status, want.irr.Why, got, want.text)
		}
	}
}
