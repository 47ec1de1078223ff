package i18n

import (
	"strings"
	"testing"

	"raaderum/calc"
)

// "300.000 kr." at the end of a sentence ends it: one period, not two.
func TestAnAmountEndsItsSentence(t *testing.T) {
	p := New("da")
	got := p.T("headline.short", "year", "2014", "gap", 300*calc.ThousandKrone, "target", 2500*calc.ThousandKrone)
	if strings.Contains(got, "kr..") || !strings.HasSuffix(got, "kr.") && strings.Count(got, "kr.") != 2 {
		t.Errorf("%q", got)
	}
	p = &Printer{words: map[string]string{"x": "Der er {sum}. Mangler {gap}, {name}."}, language: "da"}
	if got := p.T("x", "sum", "5 kr.", "gap", "2 kr.", "name", "Ida"); got != "Der er 5 kr. Mangler 2 kr., Ida." {
		t.Errorf("%q", got)
	}
}
