package calc

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		counter [4]uint32
		key     [2]uint32
		want    [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{
			[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, [2]uint32{0xffffffff, 0xffffffff},
			[4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
		},
		{
			[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0},
			[4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
		},
	} {
		if got := philox(c.key, c.counter); got != c.want {
			t.Errorf("philox(%x, %x) = %x, want %x", c.key, c.counter, got, c.want)
		}
	}
}

func TestUniformStaysInside(t *testing.T) {
	if u := uniform(0, 0); !(u > 0) {
		t.Errorf("least: %v", u)
	}
	if u := uniform(math.MaxUint32, math.MaxUint32); !(u < 1) {
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
				if got := c.cumulative(value(u)); math.Abs(got-u) > 2e-6 {
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
