package calc_test

import (
	"errors"
	"math"
	"testing"

	"raaderum/calc"
)

// Ratios that are no float64 have growth rates that are. Values by mpmath with
// 30 digits.
func TestGrowthBetweenExtremes(t *testing.T) {
	for _, c := range []struct {
		from, to, periods, want float64
	}{
		{1e-308, 1e308, 1000, 3.13047501990161361},
		{1e308, 1e-308, 1000, -0.757897095326382187},
		{1, 1 + 0x1p-40, 3, 3.03164900590884170e-13},
		{-100, -121, 2, 0.1},
	} {
		rate, err := calc.GrowthRate(c.from, c.to, c.periods)
		if err != nil {
			t.Fatal(err)
		}
		wantNear(t, "growth", rate, c.want, 1e-13*math.Abs(c.want))
	}
	periods, err := calc.GrowthPeriods(0.05, 1e-308, 1e308)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "periods", periods, 29071.2778165436646, 1e-9)
}

// An annuity is a number also where (1+r)^n is none: for n without end, money
// lent at 100 % is worth its interest.
func TestAnnuityOfManyPeriods(t *testing.T) {
	for name, c := range map[string]struct {
		solve func() (float64, error)
		want  float64
	}{
		// Σ 2^−k for k = 1..5000 is 1 but for 2^−5000.
		"present":          {calc.Annuity{Rate: 1, Periods: 5000, Payment: -100}.PresentValue, 100},
		"payment":          {calc.Annuity{Rate: 1, Periods: 5000, Present: 100}.EqualPayment, -100},
		"payment in start": {calc.Annuity{Rate: 1, Periods: 5000, Present: 100, Due: true}.EqualPayment, -50},
		"nothing in it":    {calc.Annuity{Rate: 1, Periods: 5000}.FutureValue, 0},
	} {
		value, err := c.solve()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wantNear(t, name, value, c.want, 1e-13)
	}
}

// What is too large or too small for a number is an error, never 0 or infinite.
func TestFactorsTooLarge(t *testing.T) {
	wild := calc.IndexSeries{Growth: map[int]float64{}}
	mild := calc.IndexSeries{Growth: map[int]float64{}}
	for year := 2001; year <= 2010; year++ {
		wild.Growth[year] = 1e40
		mild.Growth[year] = 1e-40 - 1 // −100 % to float64: refused
	}
	for name, solve := range map[string]func() (float64, error){
		"forward": func() (float64, error) { return wild.Factor(2000, 2010) },
		"back":    func() (float64, error) { return wild.Factor(2010, 2000) },
	} {
		var fault *calc.Error
		if value, err := solve(); !errors.As(err, &fault) || fault.Code != calc.ErrOverflow {
			t.Errorf("%s: %v, %v", name, value, err)
		}
	}
	var fault *calc.Error
	if _, err := mild.Factor(2000, 2010); !errors.As(err, &fault) || fault.Code != calc.ErrRateRange {
		t.Errorf("−100 %%: %v", err)
	}
	if _, err := wild.Constant([]float64{0, 1e300}, 2002, 2000); err != nil {
		t.Errorf("1e300 at 1e80: %v", err)
	}
	if _, err := wild.Constant([]float64{1e300, 0}, 2000, 2001); !errors.As(err, &fault) || fault.Code != calc.ErrOverflow || fault.Field != "flows[0]" {
		t.Errorf("1e300 times 1e40: %v", err)
	}
	// A hundred years at 2^−50 − 1: the annuity factor is 2^5000.
	flows := make([]float64, 101)
	flows[0], flows[1] = -1, 1
	e, err := calc.Evaluate(calc.Problem{Flows: flows, Rates: calc.Flat(0x1p-50 - 1)})
	if err != nil || e.NPV.Value != 0x1p50-1 || e.EquivalentAnnual.Why != calc.ReasonOverflow {
		t.Errorf("%+v and %+v, %v", e.NPV, e.EquivalentAnnual, err)
	}
}
