package calc_test

import (
	"math"
	"math/big"
	"testing"

	"raaderum/calc"
)

// sturmCount is the number of different roots v > 0 of Σ flows[k]·v^k, exact,
// by Sturm's theorem in rational arithmetic: a method that has nothing in
// common with the one in roots.go. The flows must be whole numbers.
func sturmCount(flows []float64) int {
	var p []*big.Rat // p[k] belongs to v^k
	for _, flow := range flows {
		p = append(p, new(big.Rat).SetFloat64(flow))
	}
	p = trimmed(p)
	for len(p) > 0 && p[0].Sign() == 0 {
		p = p[1:] // roots at v = 0 are none of ours
	}
	if len(p) < 2 {
		return 0
	}
	derivative := make([]*big.Rat, len(p)-1)
	for k := 1; k < len(p); k++ {
		derivative[k-1] = new(big.Rat).Mul(p[k], new(big.Rat).SetInt64(int64(k)))
	}
	chain := [][]*big.Rat{p, derivative}
	for {
		rest := remainder(chain[len(chain)-2], chain[len(chain)-1])
		if len(rest) == 0 {
			break
		}
		for _, c := range rest {
			c.Neg(c)
		}
		chain = append(chain, rest)
	}
	atZero, atInfinity := 0, 0
	beforeZero, beforeInfinity := 0, 0
	count := func(sign int, before, changes *int) {
		if sign != 0 {
			if *before == -sign {
				*changes++
			}
			*before = sign
		}
	}
	for _, q := range chain {
		count(q[0].Sign(), &beforeZero, &atZero)
		count(q[len(q)-1].Sign(), &beforeInfinity, &atInfinity)
	}
	return atZero - atInfinity
}

func trimmed(p []*big.Rat) []*big.Rat {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	return p
}

// remainder is a mod b, scaled to a leading coefficient of ±1.
func remainder(a, b []*big.Rat) []*big.Rat {
	rest := make([]*big.Rat, len(a))
	for k := range a {
		rest[k] = new(big.Rat).Set(a[k])
	}
	lead := b[len(b)-1]
	for rest = trimmed(rest); len(rest) >= len(b); rest = trimmed(rest) {
		share := new(big.Rat).Quo(rest[len(rest)-1], lead)
		shift := len(rest) - len(b)
		for k := range b {
			rest[k+shift].Sub(rest[k+shift], new(big.Rat).Mul(share, b[k]))
		}
	}
	if len(rest) > 0 {
		scale := new(big.Rat).Abs(rest[len(rest)-1])
		for _, c := range rest {
			c.Quo(c, scale)
		}
	}
	return rest
}

func TestExactNumberOfRates(t *testing.T) {
	random := new(dice)
	*random = 35
	seen := map[int]int{}
	for i := range 200 {
		flows := make([]float64, 3+random.IntN(22))
		for k := range flows {
			switch i % 3 {
			case 0: // many signs
				flows[k] = math.Round(1000 * random.NormFloat64())
			case 1: // small whole numbers: zeros, repeated roots and roots at 0
				flows[k] = float64(random.IntN(5) - 2)
			case 2: // alternating, growing as binomials do: roots close together
				flows[k] = math.Round(math.Exp(3*random.Float64()+lchoose(len(flows)-1, k))) * float64(1-2*(k%2))
			}
		}
		irr, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		if irr.Why != calc.ReasonAllZero {
			want = sturmCount(flows)
		}
		if len(irr.Roots) != want {
			t.Errorf("%v: %d rates %v, Sturm's theorem has %d", flows, len(irr.Roots), irr.Roots, want)
		}
		seen[want]++
	}
	if seen[0] == 0 || seen[1] == 0 || seen[2] == 0 || seen[3] == 0 {
		t.Errorf("numbers of rates met: %v; the test tests little", seen)
	}
}

// lchoose is the logarithm of the binomial coefficient.
func lchoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// preciseRate is the one rate of ordinary flows to 256 bits, by halving from
// a bracket around the rate given.
func preciseRate(flows []float64, near float64) *big.Float {
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }
	sign := func(rate *big.Float) int {
		x := number(1)
		x.Add(x, rate)
		sum := number(0)
		for _, flow := range flows { // the NPV carried to the end of the row
			sum.Mul(sum, x)
			sum.Add(sum, number(flow))
		}
		return sum.Sign()
	}
	width := 1e-9 * (1 + near)
	low, high := number(near-width), number(near+width)
	if sign(low) == sign(high) {
		return nil
	}
	atLow := sign(low)
	for range 120 {
		middle := number(0)
		middle.Add(low, high)
		middle.Quo(middle, number(2))
		if s := sign(middle); s == 0 {
			return middle
		} else if s == atLow {
			low = middle
		} else {
			high = middle
		}
	}
	return low
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

func TestOrdinaryRatesAreRightToTheLastDigits(t *testing.T) {
	random := new(dice)
	*random = 5
	worst := 0.0
	for range 500 {
		flows := ordinaryFlows(random)
		irr, err := calc.FindIRR(flows)
		if err != nil || len(irr.Roots) != 1 {
			t.Fatalf("%v: %+v, %v", flows, irr, err)
		}
		exact := preciseRate(flows, irr.Roots[0])
		if exact == nil {
			t.Fatalf("%v: no rate within 1e-9 of %v", flows, irr.Roots[0])
		}
		gap := new(big.Float).SetPrec(256).SetFloat64(irr.Roots[0])
		gap.Sub(gap, exact).Quo(gap, exact)
		relative, _ := gap.Abs(gap).Float64()
		worst = math.Max(worst, relative)
	}
	if worst > 5e-15 {
		t.Errorf("largest relative error %g, want 5e-15 at most", worst)
	}
	t.Logf("largest relative error %.2g", worst)
}
