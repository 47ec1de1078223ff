package calc_test

import (
	"testing"
	"time"

	"raaderum/calc"
)

// The factors of the domain handbook, §3.1, printed there with eight decimals.
func TestFactorsOverBands(t *testing.T) {
	for name, want := range map[string]map[float64]float64{
		"fm-2021": {0: 1, 1: 0.96618357, 5: 0.84197317, 10: 0.70891881, 35: 0.29997686, 36: 0.29266035, 70: 0.12640157, 71: 0.12453357},
		"fm-2013": {0: 1, 1: 0.96153846, 5: 0.82192711, 10: 0.67556417, 35: 0.25341547, 36: 0.24603444, 70: 0.09005965, 71: 0.08829378},
	} {
		set, ok := calc.RateSetByName(name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		for year, factor := range want {
			wantNear(t, name, set.Rates.Factor(year), factor, 5e-9)
		}
	}
}

// The same factors as a plain product, to the tolerance of the handbook.
func TestFactorIsTheProductOfItsYears(t *testing.T) {
	for _, set := range calc.RateSets() {
		product, annuity := 1.0, 0.0
		for k := 1; k <= 120; k++ {
			product /= 1 + set.Rates.Rate(k)
			annuity += product
			wantNear(t, set.Name, set.Rates.Factor(float64(k))/product, 1, 1e-13)
			wantNear(t, set.Name+" annuity", set.Rates.Annuity(float64(k))/annuity, 1, 1e-13)
			if middle := set.Rates.Factor(float64(k) - 0.5); !(middle > product && middle < set.Rates.Factor(float64(k-1))) {
				t.Errorf("%s: DF(%v) = %v does not lie between its neighbors", set.Name, float64(k)-0.5, middle)
			}
		}
	}
	if calc.Flat(0).Annuity(7) != 7 {
		t.Error("the annuity factor at rate 0 is the number of years")
	}
	wantNear(t, "tiny rate", calc.Flat(1e-15).Annuity(10), 10, 1e-12)
	wantNear(t, "before the base year", calc.Flat(0.04).Factor(-2), 1.04*1.04, 1e-15)
}

// Excel's NPV discounts the first flow a year, and so with the next year's rate:
// by hand, −100/1.1 + 60/(1.1·1.05) + 70/(1.1·1.05²) = 18.759018759…
func TestExcelTimingOverBands(t *testing.T) {
	e, err := calc.Evaluate(calc.Problem{
		Flows: []float64{-100, 60, 70}, Timing: calc.ExcelNPV,
		Rates: calc.Rates{Bands: []calc.Band{{Through: 1, Rate: 0.1}, {Through: 2, Rate: 0.05}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "NPV", e.NPV.Value, 18.759018759018759, 1e-13)
}

func TestRateSetFollowsTheDecisionDate(t *testing.T) {
	for _, c := range []struct {
		decision time.Time
		want     string
	}{
		{date(2005, 6, 1), "fm-1999"},
		{date(2012, 9, 3), "fm-2011"}, // a case of 2012 belongs to 5 %
		{date(2013, 5, 30), "fm-2011"},
		{date(2013, 5, 31), "fm-2013"},
		{date(2014, 3, 1), "fm-2013"}, // of 2014 to 4 %
		{date(2021, 1, 6), "fm-2013"},
		{date(2021, 1, 7), "fm-2021"},
		{date(2022, 1, 1), "fm-2021"}, // of 2022 to 3.5 %
	} {
		set, ok := calc.RateSetFor(c.decision)
		if !ok || set.Name != c.want {
			t.Errorf("%s: %q, want %q", c.decision.Format(time.DateOnly), set.Name, c.want)
		}
	}
	if set, ok := calc.RateSetFor(date(1998, 12, 31)); ok {
		t.Errorf("before the first set: %q", set.Name)
	}
	if _, ok := calc.RateSetByName("fm-2050"); ok {
		t.Error("fm-2050 is no set")
	}
	for _, set := range calc.RateSets() {
		if err := set.Rates.Check(); err != nil || set.Kind != calc.Real || set.Source == "" {
			t.Errorf("%s: %v, kind %q, source %q", set.Name, err, set.Kind, set.Source)
		}
	}
}
