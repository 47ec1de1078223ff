package calc_test

import (
	"errors"
	"math"
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// MIRR works on net flows: money out and in on one day is one flow, as two in
// one cell of a spreadsheet are. −60 and 120 a year later is a doubling.
func TestMIRRNetsTheFlowsOfADay(t *testing.T) {
	start, later := date(2013, 1, 1), date(2014, 1, 1)
	for _, c := range []struct {
		flows []float64
		dates []time.Time
		want  float64
	}{
		{[]float64{-100, 40, 120}, []time.Time{start, start, later}, 1},
		{[]float64{-60, 150, -30}, []time.Time{start, later, later}, 1},
		{[]float64{-100, 40, 130, -10}, []time.Time{start, start, later, later}, 1},
	} {
		e, err := calc.Evaluate(calc.Problem{Dates: c.dates, Flows: c.flows, Rates: calc.Flat(0.04)})
		if err != nil || !e.MIRR.Exists() {
			t.Fatalf("%v: %+v, %v", c.flows, e.MIRR, err)
		}
		wantNear(t, "MIRR", e.MIRR.Value, c.want, 1e-15)
	}
}

// Benefits half a year after the costs of their year: 100 out at 0, 121 in at
// 1½, so the money works for a year and a half: 1.21^(1/1.5) − 1, by mpmath.
func TestMIRRCountsFromCostsToBenefits(t *testing.T) {
	e, err := calc.Evaluate(calc.Problem{
		Costs: []float64{100, 0}, Benefits: []float64{0, 121},
		Rates: calc.Flat(0.04), Timing: calc.CapexStartBenefitMid,
	})
	if err != nil || !e.MIRR.Exists() {
		t.Fatalf("%+v, %v", e.MIRR, err)
	}
	wantNear(t, "MIRR", e.MIRR.Value, 0.135508127002003875, 1e-15)
}

func TestMIRRWithoutAnswer(t *testing.T) {
	for _, c := range []struct {
		name              string
		flows             []float64
		finance, reinvest float64
		code              calc.ErrorCode
	}{
		{"no flows", nil, 0.1, 0.1, calc.ErrEmpty},
		{"one flow", []float64{-1}, 0.1, 0.1, calc.ErrNoAnswer},
		{"no costs", []float64{1, 2}, 0.1, 0.1, calc.ErrNoAnswer},
		{"NaN", []float64{-1, math.NaN()}, 0.1, 0.1, calc.ErrNotFinite},
		{"finance rate of −100 %", []float64{-1, 2}, -1, 0.1, calc.ErrRateRange},
		{"infinite rate", []float64{-1, 2}, 0.1, math.Inf(1), calc.ErrNotFinite},
		{"too large", []float64{-1e-300, 1e300}, 0.1, 0.1, calc.ErrOverflow},
		// The only cost is worth 1e-606 today: not nothing, but no number either.
		{"too small", []float64{0, 0, -1, 5}, 1e303, 0.1, calc.ErrOverflow},
		// Benefits of 1 at −200 % for a year are −1.
		{"imaginary", []float64{-1, 1, 0}, 0.1, -2, calc.ErrNoAnswer},
	} {
		var fault *calc.Error
		if value, err := calc.MIRR(c.flows, c.finance, c.reinvest); !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%s: %v, %v, want %s", c.name, value, err, c.code)
		}
	}
	if value, err := calc.MIRR([]float64{-1, 0}, 0.1, 0.1); err != nil || value != -1 {
		t.Errorf("nothing comes back: %v, %v, want −1", value, err)
	}
}

// The formula of the documentation in 256 bits, without its root: (1+MIRR)^n ·
// Σ⁻ = Σ⁺, for rates above −100 %.
func TestMIRRSolvesItsFormula(t *testing.T) {
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }
	rapid.Check(t, func(t *rapid.T) {
		flows := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 40).Draw(t, "flows")
		finance := rapid.Float64Range(-0.5, 1).Draw(t, "finance")
		reinvest := rapid.Float64Range(-0.5, 1).Draw(t, "reinvest")
		mirr, err := calc.MIRR(flows, finance, reinvest)
		spent, gained, n := number(0), number(0), len(flows)-1
		v, grow := number(1), number(1)
		for k := range flows {
			if flow := flows[k]; flow < 0 {
				spent.Add(spent, number(0).Mul(number(-flow), v))
			}
			v.Quo(v, number(0).Add(number(1), number(finance)))
			if flow := flows[n-k]; flow > 0 {
				gained.Add(gained, number(0).Mul(number(flow), grow))
			}
			grow.Mul(grow, number(0).Add(number(1), number(reinvest)))
		}
		if spent.Sign() == 0 {
			if err == nil {
				t.Fatalf("no costs, and MIRR %v", mirr)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		multiple, _ := number(0).Quo(gained, spent).Float64()
		if back := math.Pow(1+mirr, float64(n)); math.Abs(back-multiple) > float64(n)*multiple*(1e-14+4e-16*math.Abs(math.Log(multiple))+2e-16/(1+mirr)) {
			t.Fatalf("(1+%v)^%d = %v, want %v", mirr, n, back, multiple)
		}
	})
}
