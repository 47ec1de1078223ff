package calc_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Ten thousand periods are as four terms. The rates are mpmath's findroot with
// 50 digits on the equation of the annuity, the first by construction.
func TestPeriodRateOfManyPeriods(t *testing.T) {
	for _, c := range []struct {
		name    string
		annuity calc.Annuity
		rates   []float64
	}{
		{"loan", calc.Annuity{Periods: 10_000, Payment: 1, Present: -999.95437265411999420}, []float64{0.001}},
		{"perpetual, nearly", calc.Annuity{Periods: 10_000, Payment: 3, Present: -1000}, []float64{0.0029999999999997063764}},
		{"cleared at the end", calc.Annuity{Periods: 10_000, Payment: 1, Present: -500, Future: -9000},
			[]float64{-1.1518888558140891617e-05, 0.0019999999200959827854}},
	} {
		irr, err := c.annuity.PeriodRate()
		if err != nil || len(irr.Roots) != len(c.rates) {
			t.Errorf("%s: %+v, %v, want %v", c.name, irr, err, c.rates)
			continue
		}
		for i, rate := range c.rates {
			wantNear(t, c.name, irr.Roots[i], rate, 2e-15*math.Abs(rate))
		}
	}
}

// The four terms have the rates of the flows they stand for, no more and no
// fewer: those FindIRR finds, whose number Sturm's theorem confirms elsewhere.
func TestPeriodRateIsThatOfTheFlows(t *testing.T) {
	amount := rapid.OneOf(
		rapid.Just(0.0),
		rapid.Map(rapid.IntRange(-500, 500), func(n int) float64 { return float64(n) }),
		rapid.Float64Range(-1e4, 1e4),
	)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "periods")
		a := calc.Annuity{
			Periods: float64(n), Payment: amount.Draw(t, "payment"), Present: amount.Draw(t, "present"),
			Future: amount.Draw(t, "future"), Due: rapid.Bool().Draw(t, "due"),
		}
		if rapid.Bool().Draw(t, "balanced") { // 0 is a rate
			a.Future = -a.Present - a.Payment*float64(n)
		}
		flows := make([]float64, n+1)
		exact := true
		add := func(k int, amount float64) {
			sum := flows[k] + amount
			exact = exact && sum-flows[k] == amount && sum-amount == flows[k]
			flows[k] = sum
		}
		add(0, a.Present)
		for k := range n {
			if a.Due {
				add(k, a.Payment)
			} else {
				add(k+1, a.Payment)
			}
		}
		add(n, a.Future)
		if !exact {
			t.Skip("the flows round the sum of two amounts")
		}
		want, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.PeriodRate()
		if err != nil || got.Status != want.Status || got.Why != want.Why || len(got.Roots) != len(want.Roots) {
			t.Fatalf("%+v: %+v, %v, its flows have %+v", a, got, err, want)
		}
		for i, rate := range want.Roots {
			if math.Abs(got.Roots[i]-rate) > 1e-14*math.Abs(rate)+1e-30 { // double-double ends there
				t.Fatalf("%+v: %+v, its flows have %+v", a, got, want)
			}
		}
	})
}

func BenchmarkPeriodRate(b *testing.B) {
	a := calc.Annuity{Periods: 10_000, Payment: 1, Present: -500, Future: -9000}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.PeriodRate(); err != nil {
			b.Fatal(err)
		}
	}
}
