package calc

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The known answers of Random123 (kat_vectors, philox2x64 with 10 rounds).
func TestPhiloxKnownAnswers(t *testing.T) {
	for _, c := range []struct{ counter0, counter1, key, want0, want1 uint64 }{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		if got0, got1 := philoxAt(c.key, c.counter0, c.counter1); got0 != c.want0 || got1 != c.want1 {
			t.Errorf("philox(%x, %x, %x) = %x, %x, want %x, %x", c.key, c.counter0, c.counter1, got0, got1, c.want0, c.want1)
		}
	}
}

// philoxAt is the generator at one counter, and at another beside it.
func philoxAt(key, counter0, counter1 uint64) (word0, word1 uint64) {
	k := newKeySchedule(key)
	_, _, word0, word1 = k.words(k.open(counter0), counter1+12, counter1)
	if again0, again1, _, _ := k.words(k.open(counter0), counter1, 12); again0 != word0 || again1 != word1 {
		panic("the place beside another counter makes a difference")
	}
	return word0, word1
}

func TestShareStaysInside(t *testing.T) {
	if least, most := share(0), share(math.MaxUint32); !(least > 0 && most < 1) {
		t.Errorf("from %v to %v", least, most)
	}
	if threshold(0) != 0 || threshold(1) != 1<<32 || threshold(0.5) != 1<<31 {
		t.Error("thresholds")
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
				if got := c.cumulative(valueAt(value, u)); math.Abs(got-u) > 2e-6 {
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
}

// valueAt is the quantile of the number nearest to a share.
func valueAt(q quantile, u float64) float64 {
	values := make([]float64, 1)
	q.spread([]uint32{uint32(u * 0x1p32)}, values)
	return values[0]
}

// Every cell of the tables against gonum's quantile functions, which are good
// to about 1e-12 of the width.
func TestTablesAgainstGonum(t *testing.T) {
	numbers := []uint32{0, 1, 2, 3, math.MaxUint32, 1 << 31, 1<<31 - 1}
	random := uint64(1)
	for octave := range 31 {
		for cell := range 8 {
			random = random*6364136223846793005 + 1442695040888963407
			width := uint32(1<<octave) / 8
			n := uint32(1<<octave) + uint32(cell)*width
			if width > 0 {
				n += uint32(random>>33) % width
			}
			numbers = append(numbers, n, ^n)
		}
	}
	worst, worstAt := 0.0, ""
	for mode := 0.0; mode <= 1; mode += 1. / 64 {
		beta, table := distuv.Beta{Alpha: 1 + 4*mode, Beta: 5 - 4*mode}, pertTable(mode)
		for _, n := range numbers {
			if off := math.Abs(table.at(n) - beta.Quantile(share(n))); off > worst {
				worst, worstAt = off, fmt.Sprintf("mode %v, number %d", mode, n)
			}
		}
	}
	t.Logf("PERT: %.2g of the width at %s", worst, worstAt)
	if worst > 2e-7 {
		t.Errorf("PERT is off by %.3g of the width at %s", worst, worstAt)
	}
	worst = 0
	for _, n := range numbers {
		if off := math.Abs(normalTable().at(n) - distuv.UnitNormal.Quantile(share(n))); off > worst {
			worst, worstAt = off, fmt.Sprintf("number %d", n)
		}
	}
	t.Logf("normal: %.2g at %s", worst, worstAt)
	if worst > 1e-6 {
		t.Errorf("the normal quantile is off by %.3g at %s", worst, worstAt)
	}
}

// What is drawn has gonum's distribution: mean and variance by the integral of
// the quantile function and of its square, and the distribution function by the
// largest distance of 100,000 draws from it (Kolmogorov and Smirnov: 1.95/√n is
// passed by chance once in a thousand; the draws are always the same ones).
func TestDrawnDistributionsAgainstGonum(t *testing.T) {
	type distribution interface {
		Mean() float64
		Variance() float64
		CDF(x float64) float64
	}
	const n = 100_000
	numbers, values := make([]uint32, n), make([]float64, n)
	even := make([]uint32, 1<<20)
	for i := range even {
		even[i] = uint32(i)<<12 + 1<<11
	}
	spread := make([]float64, len(even))
	for i, mode := range []float64{0, 0.1, 0.35, 0.5, 0.8, 1} {
		for _, c := range []struct {
			method EstimateMethod
			want   distribution
		}{
			{PERT, distuv.Beta{Alpha: 1 + 4*mode, Beta: 5 - 4*mode}},
			{Triangular, distuv.NewTriangle(0, 1, mode, nil)},
			{Successive, distuv.Normal{Mu: (3*mode + 1) / 5, Sigma: 0.2}},
		} {
			e := ThreePoint{Low: 0, Likely: mode, High: 1, Method: c.method}
			var built quantiles
			q := built.of(e)
			q.spread(even, spread)
			got := spreadOf(spread)
			if math.Abs(got.Mean-c.want.Mean()) > 2e-6 || math.Abs(got.SD*got.SD-c.want.Variance()) > 4e-6 {
				t.Errorf("%s, mode %v: mean %v, variance %v, want %v and %v", c.method, mode, got.Mean, got.SD*got.SD, c.want.Mean(), c.want.Variance())
			}
			if math.Abs(e.Mean()-c.want.Mean()) > 1e-15 || math.Abs(e.DrawnSD()*e.DrawnSD()-c.want.Variance()) > 1e-15 {
				t.Errorf("%s, mode %v: closed form %v, %v", c.method, mode, e.Mean(), e.DrawnSD())
			}
			newKeySchedule(uint64(i)).numbers(keyOf(string(c.method)), 0, numbers)
			q.spread(numbers, values)
			slices.Sort(values)
			apart := 0.0
			for k, x := range values {
				below := c.want.CDF(x)
				apart = max(apart, below-float64(k)/n, float64(k+1)/n-below)
			}
			if apart > 1.95/math.Sqrt(n) {
				t.Errorf("%s, mode %v: %v from the distribution function", c.method, mode, apart)
			}
		}
	}
}

// A larger number never gives a smaller value, across cells and at the median.
func TestQuantileFunctionsDoNotFall(t *testing.T) {
	var numbers []uint32
	for octave := range 32 {
		for k := range uint32(64) {
			n := uint32(1)<<octave + uint32(uint64(k)<<octave>>6)
			numbers = append(numbers, n-1, n, ^n)
		}
	}
	slices.Sort(numbers)
	values := make([]float64, len(numbers))
	for mode := 0.0; mode <= 1; mode += 1. / 32 {
		for _, method := range []EstimateMethod{PERT, Triangular, Successive} {
			var built quantiles
			built.of(ThreePoint{Low: -3, Likely: -3 + 8*mode, High: 5, Method: method}).spread(numbers, values)
			for i := 1; i < len(values); i++ {
				if values[i] < values[i-1]-2e-6 {
					t.Fatalf("%s, mode %v: number %d gives %v, %d gives %v", method, mode, numbers[i-1], values[i-1], numbers[i], values[i])
				}
			}
		}
	}
}

// The moments of a sample against a sum in big arithmetic, for samples whose
// mean is far from 0 beside their spread.
func TestMomentsAgainstBigArithmetic(t *testing.T) {
	random := uint64(7)
	for _, far := range []float64{0, 1, 1e6, -1e12} {
		values := make([]float64, 10_001)
		sum := new(big.Float).SetPrec(300)
		for i := range values {
			random = random*6364136223846793005 + 1442695040888963407
			values[i] = far + float64(random>>40)
			sum.Add(sum, big.NewFloat(values[i]))
		}
		n := big.NewFloat(float64(len(values))).SetPrec(300)
		mean := new(big.Float).SetPrec(300).Quo(sum, n)
		squares := new(big.Float).SetPrec(300)
		for _, x := range values {
			off := new(big.Float).SetPrec(300).Sub(big.NewFloat(x), mean)
			squares.Add(squares, off.Mul(off, off))
		}
		wantMean, _ := mean.Float64()
		sum2, _ := squares.Float64()
		want := Spread{wantMean, math.Sqrt(sum2 / float64(len(values)-1))}
		got := spreadOf(values)
		if math.Abs(got.Mean-want.Mean) > 4e-16*math.Abs(want.Mean) || math.Abs(got.SD/want.SD-1) > 1e-14 {
			t.Errorf("far %v: %+v, want %+v", far, got, want)
		}
	}
}
