package calc

import (
	"math"
	"testing"
)

// One øre short of 1,000 million is short: by hand, −10⁹ + (10⁹ − 0.01) = −0.01,
// and the last hundredth comes after 1 % of the next year's krone, 1.01 years.
func TestPaybackTakesOnlyRoundingForZero(t *testing.T) {
	e, err := Evaluate(Problem{Flows: []float64{-1e9, 1e9 - 0.01, 1}, Rates: Flat(0)})
	if err != nil || e.Payback.Status != PaybackValue || math.Abs(e.Payback.Years-1.01) > 1e-7 || e.Payback.WholeYears != 2 {
		t.Errorf("%+v, %v", e.Payback, err)
	}
}

// 0.03 years after go-live is 0.03 years and no rounding: 3.6 − 3.57 by hand.
func TestPaidBackSoonAfterGoLive(t *testing.T) {
	if p := RatioPayback(3.6, 1).FromGoLive(3.57); p.Status != PaybackValue || math.Abs(p.Years-0.03) > 1e-12 || p.WholeYears != 1 {
		t.Errorf("%+v", p)
	}
}

// Over so many years that factors leave float64 on the way, digits still cancel:
// at −50 %, 10¹⁶ + 0.5·2 − 2.5·10¹⁵·4 = 1.
func TestWideNPVKeepsItsDigits(t *testing.T) {
	flows := make([]float64, 2000)
	flows[0], flows[1], flows[2] = 1e16, 0.5, -2.5e15
	if npv, err := NPV(-0.5, flows); err != nil || npv != 1 {
		t.Errorf("%v, %v", npv, err)
	}
}

// Half a year before the base year compounds: √1.04 = 1.0198039027185569 (bc).
func TestFactorHalfAYearBefore(t *testing.T) {
	if factor := Flat(0.04).Factor(-0.5); math.Abs(factor-1.0198039027185569) > 5e-16 {
		t.Errorf("%v", factor)
	}
}

// 0.07 of 100 is the 7th, although 0.07·100 is 7.000000000000001 in float64.
func TestRankOfAShareAHairAbove(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  int
	}{{0.07, 6}, {0.14, 13}, {0.071, 7}, {0, 0}, {1, 99}} {
		if got := rankOf(c.share, 100); got != c.want {
			t.Errorf("rank of %v: %d, want %d", c.share, got, c.want)
		}
	}
}
