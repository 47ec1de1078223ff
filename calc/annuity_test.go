package calc_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// The loan of Microsoft's documentation of PMT: 8 % a year, 10 monthly
// payments, 10,000 borrowed; −1,037.03 at the end, −1,030.16 at the start.
func TestEqualPaymentOfALoan(t *testing.T) {
	loan := calc.Annuity{Rate: 0.08 / 12, Periods: 10, Present: 10_000}
	payment, err := loan.EqualPayment()
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "payment", payment, -1037.03, 0.005)
	loan.Due = true
	payment, err = loan.EqualPayment()
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "payment in advance", payment, -1030.16, 0.005)
}

// Each number of an annuity comes back from the other four and the rate.
func TestAnnuityIsConsistent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := calc.Annuity{
			Rate:    rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(-0.2, 0.5), rapid.Float64Range(-1e-9, 1e-9)).Draw(t, "rate"),
			Periods: rapid.Float64Range(0.5, 60).Draw(t, "periods"),
			Payment: rapid.Float64Range(1, 1e6).Draw(t, "payment"),
			Present: rapid.Float64Range(0, 1e7).Draw(t, "present"),
			Due:     rapid.Bool().Draw(t, "due"),
		}
		var err error
		if a.Future, err = a.FutureValue(); err != nil {
			t.Fatal(err)
		}
		size := math.Abs(a.Future) + a.Present*math.Pow(1+a.Rate, a.Periods) + 1
		near := func(what string, got, want, tolerance float64, err error) {
			if err != nil || math.Abs(got-want) > tolerance {
				t.Fatalf("%s of %+v = %v, %v, want %v", what, a, got, err, want)
			}
		}
		present, err := a.PresentValue()
		near("present", present, a.Present, 1e-11*size/math.Pow(1+a.Rate, a.Periods), err)
		payment, err := a.EqualPayment()
		near("payment", payment, a.Payment, 1e-11*size/math.Min(1, math.Pow(1+a.Rate, a.Periods)), err)
		periods, err := a.NumberOfPeriods()
		near("periods", periods, a.Periods, 1e-6*a.Periods, err)
	})
}

func TestPeriodRateBalancesTheAnnuity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Float64Range(-0.1, 0.4).Draw(t, "rate")
		a := calc.Annuity{
			Rate:    rate,
			Periods: rapid.OneOf(rapid.Float64Range(1.5, 60), rapid.Map(rapid.IntRange(1, 60), func(n int) float64 { return float64(n) })).Draw(t, "periods"),
			Payment: -100,
			Due:     rapid.Bool().Draw(t, "due"),
		}
		var err error
		if a.Present, err = a.PresentValue(); err != nil {
			t.Fatal(err)
		}
		if a.Due && a.Periods <= 1 {
			t.Skip("one payment at the start says nothing of the rate")
		}
		irr, err := a.PeriodRate()
		if err != nil || len(irr.Roots) != 1 || math.Abs(irr.Roots[0]-rate) > 1e-9 {
			t.Fatalf("%+v: %+v, %v", a, irr, err)
		}
	})
}

func TestAnnuityWithoutAnswer(t *testing.T) {
	for name, solve := range map[string]func() (float64, error){
		"no periods to pay in":     calc.Annuity{Rate: 0.05, Present: 100}.EqualPayment,
		"payment below interest":   calc.Annuity{Rate: 0.1, Payment: -5, Present: 100}.NumberOfPeriods,
		"nothing left to discount": calc.Annuity{Rate: -1, Periods: 3, Future: 100}.PresentValue,
		"overflow":                 calc.Annuity{Rate: 1, Periods: 5000, Present: 100}.FutureValue,
	} {
		var fault *calc.Error
		if value, err := solve(); !errors.As(err, &fault) || fault.Code != calc.ErrNoAnswer {
			t.Errorf("%s: %v, %v", name, value, err)
		}
	}
	var fault *calc.Error
	if _, err := (calc.Annuity{Rate: math.NaN()}).FutureValue(); !errors.As(err, &fault) || fault.Code != calc.ErrNotFinite || fault.Field != "rate" {
		t.Errorf("NaN: %v", err)
	}
	if _, err := (calc.Annuity{Periods: -1}).PeriodRate(); !errors.As(err, &fault) || fault.Code != calc.ErrCountRange {
		t.Errorf("−1 periods: %v", err)
	}
}

func TestEffectiveAndNominalAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.IntRange(1, 365).Draw(t, "times")
		nominal := rapid.Float64Range(-0.9, 2).Draw(t, "nominal")
		effective, err := calc.EffectiveRate(nominal, times)
		if err != nil {
			t.Fatal(err)
		}
		back, err := calc.NominalRate(effective, times)
		if err != nil || math.Abs(back-nominal) > 1e-12 {
			t.Fatalf("%v %d times is %v, which is %v, %v", nominal, times, effective, back, err)
		}
	})
}
