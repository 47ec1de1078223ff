package calc_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"raaderum/calc"
)

// flowsFrom reads flows of every kind from bytes, three to a flow: how large,
// a digit or two, and when.
func flowsFrom(data []byte) (flows []float64, days []int) {
	for ; len(data) >= 3 && len(flows) < 16; data = data[3:] {
		size := []float64{0, 1, 1, 1e3, 1e6, 1e-3, 1e15, 1e300, 1e-300, math.Inf(1), math.NaN(), 0.1}[int(data[0])%12]
		flows = append(flows, size*float64(int8(data[1])))
		days = append(days, 73*int(data[2]%40)) // a fifth of a year, often the same day
	}
	return flows, days
}

// checkFault is that an error is the calculator's, with a code and a place.
func checkFault(t *testing.T, err error) {
	t.Helper()
	var fault *calc.Error
	if !errors.As(err, &fault) || fault.Field == "" || !slices.Contains(calc.ErrorCodes, fault.Code) {
		t.Fatalf("error %v", err)
	}
}

// The NPV is its formula in 512 bits, or an error that says why not.
func FuzzNPV(f *testing.F) {
	f.Add(0.04, []byte{4, 200, 0, 4, 40, 1, 4, 60, 2})
	f.Add(-0.999999999, []byte{4, 200, 0, 4, 40, 1, 0, 0, 2, 0, 0, 3})
	f.Add(1e300, []byte{7, 100, 0, 7, 100, 1, 8, 1, 2})
	f.Add(math.NaN(), []byte{9, 1, 1})
	f.Fuzz(func(t *testing.T, rate float64, data []byte) {
		flows, _ := flowsFrom(data)
		npv, err := calc.NPV(rate, flows)
		if err != nil {
			checkFault(t, err)
		}
		number := func(x float64) *big.Float { return new(big.Float).SetPrec(512).SetFloat64(x) }
		if math.IsNaN(rate) || math.IsInf(rate, 0) || rate == -1 || len(flows) == 0 ||
			slices.ContainsFunc(flows, func(x float64) bool { return x-x != 0 }) {
			if err == nil {
				t.Fatalf("NPV(%v, %v) = %v", rate, flows, npv)
			}
			return
		}
		v, factor, sum, size := number(1), number(1), number(0), number(0)
		v.Quo(v, number(0).Add(number(1), number(rate)))
		for _, flow := range flows {
			worth := number(0).Mul(number(flow), factor)
			sum.Add(sum, worth)
			size.Add(size, worth.Abs(worth))
			factor.Mul(factor, v)
		}
		want, _ := sum.Float64()
		if math.IsInf(want, 0) != (err != nil) {
			t.Fatalf("NPV(%v, %v) = %v, %v, want %v", rate, flows, npv, err, want)
		}
		// 1+rate is rounded once, factors and products once a year.
		limit, _ := size.Mul(size, number(1e-15*float64(len(flows)))).Float64()
		if err == nil && math.Abs(npv-want) > limit+0x1p-1000 {
			t.Fatalf("NPV(%v, %v) = %v, want %v", rate, flows, npv, want)
		}
	})
}

// Rates of dated flows are above −1, ascending, the same in any order of the
// list, and make the NPV 0 as near as its terms can tell.
func FuzzXIRR(f *testing.F) {
	f.Add([]byte{4, 200, 0, 4, 40, 5, 4, 60, 10})
	f.Add([]byte{11, 1, 0, 11, 2, 0, 11, 253, 0, 4, 156, 5})
	f.Add([]byte{7, 127, 0, 7, 127, 0, 7, 129, 9, 8, 1, 20})
	f.Add([]byte{6, 1, 3, 1, 1, 3, 6, 255, 3, 1, 100, 7, 1, 156, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		flows, days := flowsFrom(data)
		dates := make([]time.Time, len(flows))
		for i := range dates {
			dates[i] = date(2000, 1, 1).AddDate(0, 0, days[i])
		}
		irr, err := calc.FindXIRR(dates, flows)
		if err != nil {
			checkFault(t, err)
			return
		}
		if !slices.IsSorted(irr.Roots) || (irr.Status == calc.IRRNone) != (len(irr.Roots) == 0) || (irr.Why == "") == (len(irr.Roots) == 0) {
			t.Fatalf("%v on %v: %+v", flows, days, irr)
		}
		slices.Reverse(flows)
		slices.Reverse(dates)
		again, err := calc.FindXIRR(dates, flows)
		if err != nil || !slices.Equal(again.Roots, irr.Roots) {
			t.Fatalf("%v on %v: %+v, the other way round %+v, %v", flows, days, irr, again, err)
		}
		for _, rate := range irr.Roots {
			if !(rate > -1) || math.IsInf(rate, 0) {
				t.Fatalf("%v on %v: rate %v", flows, days, rate)
			}
			npv, size := 0.0, 0.0
			for i, flow := range flows {
				years := dates[i].Sub(date(2000, 1, 1)).Hours() / 24 / 365
				half := math.Pow(1+rate, -years/2) // a factor may be no number, and its product one
				worth := flow * half * half
				npv += worth
				size += math.Abs(worth) * (2 + years*(1+math.Abs(math.Log1p(rate))+0.02*math.Abs(rate)/(1+rate))) // the last: the rate's own rounding
			}
			if math.Abs(npv) > 1e-14*size+0x1p-1000 && !math.IsInf(size, 0) {
				t.Fatalf("%v on %v: NPV(%v) = %v of %v", flows, days, rate, npv, size)
			}
		}
	})
}

// MIRR of rates above −100 % is a number of −1 or more, or an error, and the
// same in another currency.
func FuzzMIRR(f *testing.F) {
	f.Add([]byte{4, 200, 0, 4, 40, 1, 4, 60, 2}, 0.05, 0.03)
	f.Add([]byte{7, 129, 0, 8, 1, 1}, 1e300, 1e300)
	f.Add([]byte{1, 255, 0, 0, 0, 1}, -0.999, 0.0)
	f.Add([]byte{1, 255, 0, 1, 1, 1, 1, 1, 2}, -3.0, -2.5)
	f.Fuzz(func(t *testing.T, data []byte, finance, reinvest float64) {
		flows, _ := flowsFrom(data)
		mirr, err := calc.MIRR(flows, finance, reinvest)
		if err != nil {
			checkFault(t, err)
			return
		}
		if !(mirr >= -1) || math.IsInf(mirr, 0) {
			t.Fatalf("MIRR(%v, %v, %v) = %v", flows, finance, reinvest, mirr)
		}
		quarters := slices.Clone(flows) // another currency
		for i := range quarters {
			quarters[i] /= 4
		}
		if same, err := calc.MIRR(quarters, finance, reinvest); err == nil && math.Abs(same-mirr) > 1e-12*(1+mirr) {
			t.Fatalf("MIRR(%v, %v, %v) = %v, of a quarter %v", flows, finance, reinvest, mirr, same)
		}
	})
}
