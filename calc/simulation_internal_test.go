package calc

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The known answers of Random123 (kat_vectors, philox2x64 with 10 rounds).
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, c := range []struct{ counter0, counter1, key, want0, want1 uint64 }{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		if got0, got1 := philox(c.key, c.counter0, c.counter1); got0 != c.want0 || got1 != c.want1 {
			t.Errorf("philox(%x, %x, %x) = %x, %x, want %x, %x", c.key, c.counter0, c.counter1, got0, got1, c.want0, c.want1)
		}
	}
}

func TestUniformStaysInside(t *testing.T) {
	if u := uniform(0); !(u > 0) || !(uniform32(0) > 0) {
		t.Errorf("least: %v", u)
	}
	if u := uniform(math.MaxUint64); !(u < 1) || !(uniform32(math.MaxUint32) < 1) {
		t.Errorf("most: %v", u)
	}
}

func TestPortableFunctions(t *testing.T) {
	for x := 1e-300; x < 1e300; x *= 1.7 {
		if got, want := portableLog(x), math.Log(x); math.Abs(got-want) > 4e-16*math.Max(1, math.Abs(want)) {
			t.Errorf("ln %v = %v, want %v", x, got, want)
		}
	}
	for x := -690.0; x < 690; x += 0.37 {
		if got, want := portableExp(x), math.Exp(x); math.Abs(got/want-1) > 1e-15 {
			t.Errorf("e^%v = %v, want %v", x, got, want)
		}
	}
}

// The distributions drawn from are gonum's, compared through their
// distribution functions.
func TestQuantilesAgainstGonum(t *testing.T) {
	for _, mode := range []float64{0, 0.1, 0.35, 0.5, 0.8, 1} {
		estimate := ThreePoint{Low: 200, Likely: 200 + 600*mode, High: 800}
		var built quantiles
		for _, c := range []struct {
			method     EstimateMethod
			cumulative func(x float64) float64
		}{
			{PERT, func(x float64) float64 {
				return distuv.Beta{Alpha: 1 + 4*mode, Beta: 1 + 4*(1-mode)}.CDF((x - 200) / 600)
			}},
			{Triangular, distuv.NewTriangle(200, 800, 200+600*mode, nil).CDF},
		} {
			estimate.Method = c.method
			value := built.of(estimate)
			for u := 0.001; u < 1; u += 0.0137 {
				x := []float64{u}
				value.spread(x)
				if got := c.cumulative(x[0]); math.Abs(got-u) > 2e-6 {
					t.Errorf("%s, mode %v: F(Q(%v)) = %v", c.method, mode, u, got)
				}
			}
		}
		estimate.Method = PERT
		beta := distuv.Beta{Alpha: 1 + 4*mode, Beta: 1 + 4*(1-mode)}
		if got, want := estimate.DrawnSD(), 600*beta.StdDev(); math.Abs(got-want) > 1e-10 {
			t.Errorf("mode %v: deviation %v, want %v", mode, got, want)
		}
		if got, want := estimate.Mean(), 200+600*beta.Mean(); math.Abs(got-want) > 1e-10 {
			t.Errorf("mode %v: mean %v, want %v", mode, got, want)
		}
	}
	for u := 1e-6; u < 1; u += 0.00719 {
		if got, want := normalTable().at(u), distuv.UnitNormal.Quantile(u); math.Abs(got-want) > 1e-5 {
			t.Errorf("normal quantile of %v = %v, want %v", u, got, want)
		}
	}
}
