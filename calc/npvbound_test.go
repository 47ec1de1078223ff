package calc_test

import (
	"math"
	"math/big"
	"testing"

	"raaderum/calc"
)

// NPV against the same sum in 256 bits: rows of 10 to 40 flows are within
// 5e-15 of the sum of what is added, whatever cancels, and so within the bound
// its comment gives.
func TestNPVWithinItsBound(t *testing.T) {
	state := uint64(1)
	next := func() float64 { // Knuth's linear congruence (MMIX)
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) / (1 << 53)
	}
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }
	for range 2000 {
		flows, rate := make([]float64, 10+int(31*next())), 0.15*next()-0.02
		for i := range flows {
			flows[i] = math.Round((next()-0.5)*1e9) / 100
		}
		growth := number(0).Add(number(1), number(rate))
		factor, sum, size := number(1), number(0), number(0)
		for _, flow := range flows {
			term := number(0).Quo(number(flow), factor)
			sum.Add(sum, term)
			size.Add(size, term.Abs(term))
			factor.Mul(factor, growth)
		}
		got, err := calc.NPV(rate, flows)
		off, _ := number(0).Sub(number(got), sum).Float64()
		magnitude, _ := size.Float64()
		if err != nil || math.Abs(off) > 5e-15*magnitude {
			t.Fatalf("NPV(%v, %v) is off by %v of %v, %v", rate, flows, off, magnitude, err)
		}
	}
}
