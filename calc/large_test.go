package calc_test

import (
	"flag"
	"math"
	"math/big"
	"testing"

	"raaderum/calc"
)

// large runs the checks of this file in full: make test-large.
var large = flag.Bool("large", false, "check the internal rates of 100,000 ordinary rows and 2,000 of many signs, not a part of them")

// atLarge is how many rows to check.
func atLarge(part, full int) int {
	if *large {
		return full
	}
	return part
}

// ordinaryFlows are an investment of one to three years and a return.
func ordinaryFlows(random *dice) []float64 {
	flows := make([]float64, 10+random.IntN(31))
	for k := range flows {
		flows[k] = math.Round(1e5 * (1 + 9*random.Float64()))
	}
	for k := range 1 + random.IntN(3) {
		flows[k] = -math.Round(1e6 * (1 + 4*random.Float64()))
	}
	return flows
}

// carried is the NPV carried to the end of the row, Σ a_t·x^(n−t) with x =
// 1+rate, in 256 bits, and its derivative by x.
func carried(flows []float64, rate *big.Float) (value, slope *big.Float) {
	number := func(v float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(v) }
	x := number(1)
	x.Add(x, rate)
	value, slope = number(0), number(0)
	for _, flow := range flows {
		slope.Mul(slope, x)
		slope.Add(slope, value)
		value.Mul(value, x)
		value.Add(value, number(flow))
	}
	return value, slope
}

// offBy is how far a rate is from a root of its row, relative to the root, by
// one step of Newton's method in 256 bits: what that leaves is of the order of
// the distance squared. False when the NPV does not change sign within 5e-15.
func offBy(flows []float64, rate float64) (float64, bool) {
	number := func(v float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(v) }
	value, slope := carried(flows, number(rate))
	step, _ := value.Quo(value, slope).Float64()
	beside := func(share float64) int {
		near := number(1)
		near.Add(near, number(share)).Mul(near, number(rate))
		sum, _ := carried(flows, near)
		return sum.Sign()
	}
	low, high := beside(-5e-15), beside(5e-15)
	return math.Abs(step / rate), low*high <= 0
}

// 100,000 ordinary rows of 10 to 40 periods: each has its one rate, to 5e-15.
func TestLargeOrdinaryRatesAreRightToTheLastDigits(t *testing.T) {
	random := new(dice)
	*random = 5
	worst, rows := 0.0, atLarge(3_000, 100_000)
	for range rows {
		flows := ordinaryFlows(random)
		irr, err := calc.FindIRR(flows)
		if err != nil || len(irr.Roots) != 1 {
			t.Fatalf("%v: %+v, %v", flows, irr, err)
		}
		off, between := offBy(flows, irr.Roots[0])
		if !between {
			t.Errorf("%v: no rate within 5e-15 of %v", flows, irr.Roots[0])
		}
		worst = math.Max(worst, off)
	}
	if worst > 5e-15 {
		t.Errorf("largest relative error %g, want 5e-15 at most", worst)
	}
	t.Logf("%d rows, %d rates, largest relative error %.2g", rows, rows, worst)
}

// manySigns are rows of one of several kinds, each with many changes of sign.
func manySigns(random *dice, kind int) []float64 {
	flows := make([]float64, 3+random.IntN(28))
	for k := range flows {
		switch kind % 4 {
		case 0: // in every direction
			flows[k] = math.Round(1000 * random.NormFloat64())
		case 1: // small whole numbers: zeros, repeated roots and roots at 0
			flows[k] = float64(random.IntN(5) - 2)
		case 2: // alternating, growing as binomials do: roots close together
			flows[k] = math.Round(math.Exp(3*random.Float64()+lchoose(len(flows)-1, k))) * float64(1-2*(k%2))
		case 3: // no whole numbers, of very different size
			flows[k] = random.NormFloat64() * math.Exp(4*random.NormFloat64())
		}
	}
	return flows
}

// lchoose is the logarithm of the binomial coefficient.
func lchoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// 2,000 rows of many signs: each has exactly the rates Sturm's theorem says.
func TestLargeNumberOfRatesIsExact(t *testing.T) {
	random := new(dice)
	*random = 35
	seen, rows := map[int]int{}, atLarge(200, 2_000)
	for i := range rows {
		flows := manySigns(random, i)
		irr, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		want := sturmCount(flows)
		if len(irr.Roots) != want {
			t.Errorf("%v: %d rates %v, Sturm's theorem has %d", flows, len(irr.Roots), irr.Roots, want)
		}
		seen[want]++
	}
	if seen[0] == 0 || seen[1] == 0 || seen[2] == 0 || seen[3] == 0 {
		t.Errorf("rows by number of rates: %v; the test tests little", seen)
	}
	t.Logf("%d rows; rows by number of rates: %v", rows, seen)
}
