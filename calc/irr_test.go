package calc_test

import (
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"raaderum/calc"
)

// withRates is the row of flows whose NPV is a·∏ (1 − (1+r)·v) over the rates
// given, v = 1/(1+r): its internal rates are those and no others.
func withRates(rates ...float64) []float64 {
	flows := []float64{1000}
	for _, rate := range rates {
		next := make([]float64, len(flows)+1)
		for t, flow := range flows {
			next[t] += flow
			next[t+1] -= flow * (1 + rate)
		}
		flows = next
	}
	return flows
}

func TestIRRHardCases(t *testing.T) {
	for _, c := range []struct {
		name   string
		flows  []float64
		status calc.IRRStatus
		roots  []float64
		why    calc.Reason
	}{
		// Roots by construction unless a comment says otherwise.
		{"two roots", withRates(0.1, 0.2), calc.IRRMultiple, []float64{0.1, 0.2}, ""},
		{"three roots", withRates(0.05, 0.25, 1), calc.IRRMultiple, []float64{0.05, 0.25, 1}, ""},
		{"one below −50 %", withRates(-0.75), calc.IRRUnique, []float64{-0.75}, ""},
		{"on both sides of zero", withRates(-0.5, 0, 0.5), calc.IRRMultiple, []float64{-0.5, 0, 0.5}, ""},
		{"double root at zero", []float64{-1, 2, -1}, calc.IRRUnique, []float64{0}, ""},
		{"triple root at zero", []float64{-1, 3, -3, 1}, calc.IRRUnique, []float64{0}, ""},
		// 200v³ − 300v² + 100 = 100·(v−1)²·(2v+1).
		{"double root at zero, none else", []float64{100, 0, -300, 200}, calc.IRRUnique, []float64{0}, ""},
		{"fourfold root at zero", []float64{1, -4, 6, -4, 1}, calc.IRRUnique, []float64{0}, ""},
		{"double root at 10 %", []float64{-100, 220, -121}, calc.IRRUnique, []float64{0.1}, ""},
		{"double root and another", withRates(0.5, 0.5, 1), calc.IRRMultiple, []float64{0.5, 1}, ""},
		// 2v²−2v+1 has the discriminant 4−8 < 0.
		{"signs change, no root", []float64{1, -2, 2}, calc.IRRNone, nil, calc.ReasonNoRealRate},
		// 400 flows that turn 399 times: more than a server should work on.
		{"too many turns", alternating(400), calc.IRRNone, nil, calc.ReasonTooManyTurns},
		{"all zero", []float64{0, 0, 0}, calc.IRRNone, nil, calc.ReasonAllZero},
		{"all negative", []float64{-1, -2}, calc.IRRNone, nil, calc.ReasonNoSignChange},
		{"one flow", []float64{-1}, calc.IRRNone, nil, calc.ReasonNoSignChange},
		{"leading zeros", []float64{0, 0, -100, 110}, calc.IRRUnique, []float64{0.1}, ""},
		{"gain first", []float64{100, -110}, calc.IRRUnique, []float64{0.1}, ""},
		{"zero rate", []float64{-300, 100, 100, 100}, calc.IRRUnique, []float64{0}, ""},
		{"huge amounts", []float64{-1e300, 1.1e300}, calc.IRRUnique, []float64{0.1}, ""},
		{"tiny amounts", []float64{-1e-300, 1.1e-300}, calc.IRRUnique, []float64{0.1}, ""},
		{"huge rate", []float64{-1e-100, 1e100}, calc.IRRUnique, []float64{1e200}, ""},
		{"rate beyond numbers", []float64{-1e-200, 1e200}, calc.IRRNone, nil, calc.ReasonOutOfRange},
		{"rate too near −100 %", []float64{-1, 1e-30}, calc.IRRNone, nil, calc.ReasonOutOfRange},
		// −1000 + 2000.000002v − 1000.000002v²: roots 0 and 2e-9 (sum and product).
		// 1 − 2v + v² ∓ 2^−200·v³: (v−1)² = ±2^−200·v³, so v = 1 ± 2^−100 nearly, or no such v; the
		// third zero of the first is near v = 2^200, nearer −100 % than a float64 can say.
		{"roots 2^−99 apart", []float64{1, -2, 1, -0x1p-200}, calc.IRRMultiple, []float64{-0x1p-100, 0x1p-100}, ""},
		{"no root by 2^−200", []float64{1, -2, 1, 0x1p-200}, calc.IRRNone, nil, calc.ReasonNoRealRate},
		{"close roots", []float64{-1e9, 2e9 + 2, -1e9 - 2}, calc.IRRMultiple, []float64{0, 2e-9}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			irr, err := calc.FindIRR(c.flows)
			if err != nil {
				t.Fatal(err)
			}
			if irr.Status != c.status || irr.Why != c.why || len(irr.Roots) != len(c.roots) {
				t.Fatalf("%+v, want %s %v %s", irr, c.status, c.roots, c.why)
			}
			for i, root := range c.roots {
				if root == 0 {
					wantNear(t, "root", irr.Roots[i], 0, 0)
				}
				wantNear(t, "root", irr.Roots[i], root, 1e-14*math.Max(math.Abs(root), 1e-2))
				if math.Abs(root) == 0x1p-100 {
					wantNear(t, "tiny root", irr.Roots[i], root, 1e-14*0x1p-100)
				}
			}
		})
	}
}

// scanRates counts the sign changes of the NPV over a dense grid in 200-bit
// arithmetic: a witness that can miss roots in pairs, but never invents one.
func scanRates(flows []float64, points int) int {
	changes, before := 0, 0
	for i := 0; i <= points; i++ {
		// v from 0.02 to 50, evenly in its logarithm.
		v := new(big.Float).SetPrec(200).SetFloat64(0.02 * math.Pow(2500, float64(i)/float64(points)))
		sum := new(big.Float).SetPrec(200)
		for k := len(flows) - 1; k >= 0; k-- {
			sum.Mul(sum, v)
			sum.Add(sum, new(big.Float).SetFloat64(flows[k]))
		}
		if s := sum.Sign(); s != 0 {
			if before != 0 && s != before {
				changes++
			}
			before = s
		}
	}
	return changes
}

func TestNoRootIsMissed(t *testing.T) {
	random := new(dice)
	*random = 2013
	several := 0
	for range 150 {
		flows := make([]float64, 4+random.IntN(12))
		for k := range flows {
			flows[k] = math.Round(1000 * random.NormFloat64())
		}
		irr, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		inside := 0
		for _, r := range irr.Roots {
			if v := 1 / (1 + r); v > 0.02 && v < 50 {
				inside++
			}
		}
		scanned := scanRates(flows, 2000)
		if inside < scanned || (inside-scanned)%2 != 0 {
			t.Errorf("%v: %d roots %v, a scan sees %d", flows, inside, irr.Roots, scanned)
		}
		if !slices.IsSorted(irr.Roots) {
			t.Errorf("%v are not ascending", irr.Roots)
		}
		if len(irr.Roots) > 1 {
			several++
		}
	}
	if several < 25 {
		t.Errorf("only %d of 150 rows had several roots: the test tests little", several)
	}
}

func TestXIRRAgreesWithIRROnWholeYears(t *testing.T) {
	// 365-day years: dates a multiple of 365 days apart are whole years.
	start := date(2013, 1, 1)
	for _, flows := range [][]float64{vectorA, vectorB, withRates(0.1, 0.2), withRates(-0.3, 0.02, 0.8)} {
		dates := make([]time.Time, len(flows))
		for i := range dates {
			dates[i] = start.AddDate(0, 0, 365*i)
		}
		yearly, _ := calc.FindIRR(flows)
		dated, err := calc.FindXIRR(dates, flows)
		if err != nil || len(yearly.Roots) != len(dated.Roots) {
			t.Fatalf("%v: %+v and %+v, %v", flows, yearly, dated, err)
		}
		for i, root := range yearly.Roots {
			wantNear(t, "root", dated.Roots[i], root, 1e-14)
		}
	}
}

func alternating(n int) []float64 {
	flows := make([]float64, n)
	for i := range flows {
		flows[i] = float64(1000 + i*i%97)
		if i%2 == 1 {
			flows[i] = -flows[i]
		}
	}
	return flows
}
