package calc_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// Flows of one day are their exact sum, whatever their order.
func TestFlowsOfOneDayAreTheirExactSum(t *testing.T) {
	start, later := date(2013, 1, 1), date(2014, 1, 1) // 365 days
	for _, c := range []struct {
		name   string
		oneDay []float64
		end    float64
		status calc.IRRStatus
		root   float64
	}{
		// 1e16 + 1 is no float64; the sum of the three is 1.
		{"small among large", []float64{1e16, 1, -1e16, -101}, 110, calc.IRRUnique, 0.1},
		{"beyond the largest on the way", []float64{1.5e308, 1.5e308, -1.5e308, -1.5e308, -100}, 110, calc.IRRUnique, 0.1},
		// 0.1 + 0.2 − 0.3 in float64 is 5.6e-17 from the left and 2.8e-17 exactly: no flow at all.
		{"tenths that come to nothing", []float64{0.1, 0.2, -0.3}, -100, calc.IRRNone, 0},
		{"tenths and a crown", []float64{-100, 0.1, 0.2, -0.3}, 110, calc.IRRUnique, 0.1},
	} {
		for range 3 {
			flows := append(slices.Clone(c.oneDay), c.end)
			dates := append(slices.Repeat([]time.Time{start}, len(c.oneDay)), later)
			irr, err := calc.FindXIRR(dates, flows)
			if err != nil || irr.Status != c.status {
				t.Errorf("%s: %v: %+v, %v", c.name, flows, irr, err)
			} else if c.status == calc.IRRUnique {
				wantNear(t, c.name, irr.Roots[0], c.root, 1e-15)
			}
			e, err := calc.Evaluate(calc.Problem{Dates: dates, Flows: flows, Rates: calc.Flat(0.04)})
			if err != nil || cmp.Diff(e.IRR, irr) != "" {
				t.Errorf("%s: Evaluate has %+v, %v", c.name, e.IRR, err)
			}
			first := c.oneDay[0]
			c.oneDay = append(c.oneDay[1:], first)
		}
	}
	irr, err := calc.FindXIRR([]time.Time{start, start, later, later}, []float64{-1.5e308, -1.5e308, 1.5e308, 1.5e308})
	if err != nil || irr.Why != calc.ReasonOverflow {
		t.Errorf("a day's sum too large for a number: %+v, %v", irr, err)
	}
}

// The rates do not depend on the order of the list, also within a day.
func TestOrderWithinADayMakesNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 14).Draw(t, "flows")
		flows, dates := make([]float64, n), make([]time.Time, n)
		for i := range flows {
			flows[i] = rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(-1, 1), rapid.Float64Range(-1e17, 1e17)).Draw(t, "flow")
			dates[i] = date(2013, 1, 1).AddDate(0, 0, 100*rapid.IntRange(0, 4).Draw(t, "moment"))
		}
		order := rapid.Permutation(rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), n, n, rapid.ID[int]).Draw(t, "order")).Draw(t, "again")
		mixed, days := make([]float64, n), make([]time.Time, n)
		for to, from := range order {
			mixed[to], days[to] = flows[from], dates[from]
		}
		a, err1 := calc.FindXIRR(dates, flows)
		b, err2 := calc.FindXIRR(days, mixed)
		if diff := cmp.Diff(a, b); diff != "" || err1 != nil || err2 != nil {
			t.Fatalf("%v %v %s", err1, err2, diff)
		}
		x, err1 := calc.XNPV(0.05, dates, flows)
		y, err2 := calc.XNPV(0.05, days, mixed)
		if err1 != nil || err2 != nil {
			t.Fatalf("%v %v", err1, err2)
		}
		// From another first date it is the same value at another moment.
		moved := math.Pow(1.05, days[0].Sub(dates[0]).Hours()/24/365)
		size := 0.0
		for _, flow := range flows {
			size += math.Abs(flow)
		}
		if math.Abs(x*moved-y) > 1e-14*size {
			t.Fatalf("XNPV %v and %v", x*moved, y)
		}
	})
}
