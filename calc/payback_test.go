package calc_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
)

func TestPaybackFromGoLive(t *testing.T) {
	e := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04)}) // 3.6 years
	if p := e.Payback.FromGoLive(1.5); p.Status != calc.PaybackValue || math.Abs(p.Years-2.1) > 1e-12 || p.WholeYears != 3 {
		t.Errorf("from go-live: %+v", p)
	}
	if p := e.Payback.FromGoLive(4); p.Status != calc.PaybackImmediate || p.Reason() != calc.ReasonBeforeGoLive {
		t.Errorf("paid back before go-live: %+v", p)
	}
	// Paid back on the day of go-live is paid back then, not after 0 years.
	if p := e.Payback.FromGoLive(e.Payback.Years); p.Status != calc.PaybackImmediate || p.Reason() != calc.ReasonBeforeGoLive {
		t.Errorf("on the day of go-live: %+v", p)
	}
	if p := calc.RatioPayback(4.4, 1).FromGoLive(1.4); p.Years <= 3 || p.WholeYears != 3 { // 3.0000000000000004 years in float64
		t.Errorf("whole years: %+v", p)
	}
	if p := calc.RatioPayback(4.4, 1).FromGoLive(math.Nextafter(4.4, 0)); p.Status != calc.PaybackImmediate {
		t.Errorf("paid back within rounding of go-live: %+v", p)
	}
	if p := (calc.Payback{Status: calc.PaybackNever}).FromGoLive(1); p.Status != calc.PaybackNever {
		t.Errorf("never: %+v", p)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, of := range []calc.Payback{e.Payback, {Status: calc.PaybackNever}} {
			if p := of.FromGoLive(bad); p.Status != calc.PaybackUndefined || p.Reason() != calc.ReasonNotFinite {
				t.Errorf("live after %v: %+v", bad, p)
			}
		}
	}
}

func TestRatioPayback(t *testing.T) {
	for _, c := range []struct {
		investment, net float64
		want            calc.PaybackStatus
	}{
		{600_000, 250_000, calc.PaybackValue}, // 2.4 years, where the profile of vector B says 3.6
		{600_000, 0, calc.PaybackNever},
		{0, 250_000, calc.PaybackNotApplicable},
		{math.NaN(), 1, calc.PaybackUndefined},
		{math.Inf(1), 1, calc.PaybackUndefined},
		{1e300, 1e-300, calc.PaybackUndefined},
		{1e300, 1, calc.PaybackUndefined}, // years that no int holds
	} {
		p := calc.RatioPayback(c.investment, c.net)
		if p.Status != c.want || (c.want == calc.PaybackValue && (math.Abs(p.Years-2.4) > 1e-12 || p.WholeYears != 3)) {
			t.Errorf("%v / %v: %+v", c.investment, c.net, p)
		}
	}
}

// Empty years in front, as a workbook with fixed year columns has them, make no
// difference: the years count from the start of the investment.
func TestPaybackCountsFromTheInvestment(t *testing.T) {
	plan := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04)})
	for _, zeros := range []int{1, 3} {
		late := evaluate(t, calc.Problem{Flows: append(make([]float64, zeros), vectorB...), Rates: calc.Flat(0.04)})
		if late.Payback.Status != calc.PaybackValue || late.Payback.From != float64(zeros) || late.Payback.WholeYears != plan.Payback.WholeYears {
			t.Fatalf("%d empty years: %+v", zeros, late.Payback)
		}
		wantNear(t, "payback", late.Payback.Years, plan.Payback.Years, 1e-12)
		wantNear(t, "discounted", late.DiscountedPayback.Years, plan.DiscountedPayback.Years, 1e-12)
	}
	// A day on which nothing moves is no start either.
	dated := evaluate(t, calc.Problem{Flows: []float64{0, -100, 110}, Rates: calc.Flat(0.04),
		Dates: []time.Time{date(2012, 1, 1), date(2013, 1, 1), date(2014, 1, 1)}})
	wantNear(t, "dated", dated.Payback.Years, 100.0/110, 1e-12) // 366 days in; then 100 of 110 in 365 days
	wantNear(t, "from", dated.Payback.From, 366.0/365, 1e-15)
}

func TestProblemThatSaysWhenItGoesLive(t *testing.T) {
	for _, c := range []struct {
		goLive float64
		want   calc.PaybackStatus
		years  float64
		whole  int
	}{
		// Vector B pays back after 3.6 years.
		{0, calc.PaybackValue, 3.6, 4},
		{0.6, calc.PaybackValue, 3, 3},
		{3.6, calc.PaybackImmediate, 0, 0},
		{40, calc.PaybackImmediate, 0, 0},
	} {
		e := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04), GoLive: &c.goLive})
		got := e.PaybackFromGoLive
		if got == nil || got.Status != c.want || got.WholeYears != c.whole {
			t.Fatalf("live after %v: %+v", c.goLive, got)
		}
		wantNear(t, "years", got.Years, c.years, 1e-12)
		if e.Payback.Years < 3.59 {
			t.Errorf("payback from the investment moved: %+v", e.Payback)
		}
	}
	one := 1.0
	e := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04), GoLive: &one})
	wantNear(t, "discounted", e.DiscountedPaybackFromGoLive.Years, 2.8844, 5e-5) // the handbook's 3.8844 less 1
	text, err := json.Marshal(e.Figures())
	if err != nil || !strings.Contains(string(text), `"paybackFromGoLive":{"status":"value","years":2.6`) {
		t.Errorf("%s, %v", text, err)
	}
	// Live before the investment row's zeros are over: 2 empty years, live at 2.5.
	late := 2.5
	e = evaluate(t, calc.Problem{Flows: append([]float64{0, 0}, vectorB...), Rates: calc.Flat(0.04), GoLive: &late})
	wantNear(t, "with empty years", e.PaybackFromGoLive.Years, 3.1, 1e-12)

	for _, bad := range []struct {
		goLive float64
		want   calc.ErrorCode
	}{{-1, calc.ErrNegative}, {math.NaN(), calc.ErrNotFinite}, {math.Inf(1), calc.ErrNotFinite}} {
		_, err := calc.Evaluate(calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04), GoLive: &bad.goLive})
		var fault *calc.Error
		if !errors.As(err, &fault) || fault.Code != bad.want || fault.Field != "goLive" {
			t.Errorf("%v: %v", bad.goLive, err)
		}
	}
}

// What rounding leaves above a whole number of years is no further year.
func TestWholeYearsAreNotRoundedUpByRounding(t *testing.T) {
	tenth := 0.1 // a variable: constants are exact; 3·tenth is a hair above 0.3
	for _, c := range []struct {
		investment, net float64
		whole           int
	}{
		{3 * tenth, tenth, 3}, {0.3, 0.1, 3}, {600_000, 250_000, 3}, {500_000, 250_000, 2}, {1, 3, 1}, {1e12, 1, 1e12},
		{3.000001, 1, 4},
	} {
		if p := calc.RatioPayback(c.investment, c.net); p.WholeYears != c.whole {
			t.Errorf("%v / %v: %+v, want %d whole years", c.investment, c.net, p, c.whole)
		}
	}
	// 36 months of 1/36 of the investment: 3 years, whatever the months add up to.
	flows := []float64{-360}
	for range 36 {
		flows = append(flows, 10)
	}
	if p := evaluate(t, calc.Problem{Flows: flows, Rates: calc.Flat(0), PeriodsPerYear: 12}).Payback; p.WholeYears != 3 {
		t.Errorf("36 months: %+v", p)
	}
}

// Years above 0 begin a first year, however few: at a rate a hair above −100 %
// the 2 kroner of year 1 are worth 2/1.1e-16 = 1.8e16.
func TestNoPaybackOfNoWholeYears(t *testing.T) {
	e := evaluate(t, calc.Problem{Flows: []float64{-1, 2}, Rates: calc.Flat(-0.9999999999999999)})
	if p := e.DiscountedPayback; p.Status != calc.PaybackValue || !(p.Years > 0) || p.WholeYears != 1 {
		t.Errorf("%+v", p)
	}
}
