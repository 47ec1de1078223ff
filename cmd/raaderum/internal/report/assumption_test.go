package report_test

import (
	"slices"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// What is assumed is read as people type it, and what cannot be assumed is an
// error and not something else.
func TestReadAssumptions(t *testing.T) {
	u, err := report.ReadAssumptions([]string{"decided-low=60", "decided-high=112,5 %", "decided-chance=80%", "together=30", "method=triangular"})
	if err != nil {
		t.Fatal(err)
	}
	if of := u.Of(portfolio.LayerDecided); of.Low != 0.6 || of.High != 1.125 || of.Probability != 0.8 || u.Correlation != 0.3 || u.Method != "triangular" {
		t.Errorf("it is %+v", u)
	}
	if none, err := report.ReadAssumptions(nil); none != nil || err != nil {
		t.Errorf("nothing assumed is %+v, %v", none, err)
	}
	for _, wrong := range []string{"decided-low=110", "decided-high=90", "realised-low=50", "decided-low=", "together=NaN", "method=gauss", "decided=5", "x"} {
		if _, err := report.ReadAssumptions([]string{wrong}); portfolio.ErrorCode(err) != portfolio.CodeInvalid {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

// A pack has the field's ten charts, and the span of outcomes only where somebody
// assumed something, with what was assumed.
func TestChartsOfAPack(t *testing.T) {
	p := demoPacks(t)["greve"]
	ids := func() (ids []string, note string) {
		t.Helper()
		beside, err := p.Beside()
		if err != nil {
			t.Fatal(err)
		}
		for _, chart := range beside {
			if ids = append(ids, chart.ID); chart.ID == "outlook-curve" {
				note = chart.Table.Note
			}
			if chart.Title == "" || chart.Summary == "" || len(chart.Table.Rows) == 0 {
				t.Errorf("%s has no message, words or numbers", chart.ID)
			}
		}
		return ids, note
	}
	got, _ := ids()
	for _, want := range []string{"multiples", "portfolio-economy", "light-matrix", "light-flow", "joint-years", "data-quality"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among %v", want, got)
		}
	}
	if slices.Contains(got, "outlook-curve") {
		t.Error("a chance is told that nobody assumed anything for")
	}
	var err error
	if p.Assumed, err = report.ReadAssumptions([]string{"decided-low=60"}); err != nil {
		t.Fatal(err)
	}
	if got, note := ids(); !slices.Contains(got, "outlook-curve") || !strings.Contains(strings.ReplaceAll(note, "\u00a0", " "), "fra 60 % til 100 %") {
		t.Errorf("%v: %q", got, note)
	}
}
