package calc_test

import (
	"math"
	"slices"
	"testing"

	"raaderum/calc"
)

// times is the row whose rates are those of both rows: the product of the two
// polynomials in 1/(1+r), each amount rounded to a float64.
func times(a, b []float64) []float64 {
	product := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			product[i+j] += x * y
		}
	}
	return product
}

// adversary is a row made to be hard. What rounding made of it is the row: the
// number of its rates comes from Sturm's theorem, not from how it was made.
func adversary(random *dice, kind, periods int) []float64 {
	flows := []float64{float64(1 + random.IntN(1000))}
	rate := func(r float64) { flows = times(flows, []float64{1, -(1 + r)}) }
	switch kind % 6 {
	case 0: // a cluster: rates a few thousandths apart
		center := random.Float64()
		for range 2 + random.IntN(6) {
			rate(center + float64(random.IntN(8))/1000)
		}
	case 1: // pairs so near that rounding decides whether they are two, one or none
		for range 1 + random.IntN(3) {
			r, apart := random.Float64(), math.Ldexp(1, -random.IntN(30))
			rate(r)
			rate(r + apart)
		}
	case 2: // rates near −100 % beside ordinary ones
		for range 1 + random.IntN(4) {
			rate(math.Ldexp(1+random.Float64(), -random.IntN(40)) - 1)
			rate(random.Float64())
		}
	case 3: // a double rate of 0, and amounts far out too small to see in float64
		flows = times([]float64{1, -2, 1}, []float64{1, float64(1 + random.IntN(5))})
		for range 1 + random.IntN(3) {
			flows = append(flows, math.Ldexp(random.NormFloat64(), -random.IntN(400)))
		}
	case 4: // rates near and factors without any: (1+r)² + a > 0 is never 0
		for range 1 + random.IntN(3) {
			rate(2 * random.Float64())
			flows = times(flows, []float64{1, -2, 1 + math.Ldexp(1, -random.IntN(50))})
		}
	case 5: // a long row that turns now and then, with dull years between
		flows = make([]float64, periods)
		sign := -1.0
		for k := range flows {
			if random.IntN(periods/8) == 0 {
				sign = -sign
			}
			flows[k] = sign * math.Round(100*random.Float64())
		}
	}
	return flows
}

func TestLargeAdversaries(t *testing.T) {
	random := new(dice)
	*random = 77
	seen, rows, longest := map[int]int{}, atLarge(120, 1_200), 0
	for i := range rows {
		flows := adversary(random, i, atLarge(60, 120))
		if *large && i%240 == 5 {
			flows = adversary(random, 5, 360)
		}
		irr, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		want := sturmCount(flows)
		if len(irr.Roots) != want && !outside(flows, want-len(irr.Roots)) {
			t.Errorf("kind %d, %v: %d rates %v, Sturm's theorem has %d", i%6, flows, len(irr.Roots), irr.Roots, want)
		}
		seen[want]++
		longest = max(longest, len(flows))
	}
	t.Logf("%d rows, the longest of %d periods; rows by number of rates: %v", rows, longest, seen)
}

// outside tells whether rates may be missing since no float64 holds them apart
// from each other or from −100 %: the evaluation has to say so.
func outside(flows []float64, missing int) bool {
	e, err := calc.Evaluate(calc.Problem{Flows: flows, Rates: calc.Flat(0)})
	if err != nil || missing < 0 {
		return false
	}
	return slices.Contains(e.Warnings, calc.WarnRateOutOfRange) || slices.Contains(e.Warnings, calc.WarnRepeatedRate)
}
