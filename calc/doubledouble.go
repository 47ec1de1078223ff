package calc

import (
	"math"
	"math/bits"
)

// double is an unevaluated sum of two float64, about 106 bits: enough to make
// the rounding of an NPV near its root disappear. Dekker 1971, Knuth's TwoSum;
// products by fused multiply-add, which math.FMA gives exactly on every CPU.
type double struct{ high, low float64 }

func twoSum(a, b float64) double {
	sum := a + b
	v := sum - a
	return double{sum, (a - (sum - v)) + (b - v)}
}

func quickSum(a, b float64) double {
	sum := a + b
	return double{sum, b - (sum - a)}
}

func (d double) times(e double) double {
	product := float64(d.high * e.high) // rounded here: its error is computed next
	low := math.FMA(d.high, e.high, -product)
	low = math.FMA(d.high, e.low, low)
	low = math.FMA(d.low, e.high, low)
	return quickSum(product, low)
}

// power is d^n for n ≥ 1.
func (d double) power(n int64) double {
	result, started := double{1, 0}, false
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			if started {
				result = result.times(d)
			} else {
				result, started = d, true
			}
		}
		d = d.times(d)
	}
	return result
}

// root is the unit-th root of 1+rate, corrected once to double-double.
func root(rate float64, unit int64) double {
	base := twoSum(1, rate)
	if unit == 1 {
		return base
	}
	n := float64(unit)
	x := math.Exp(math.Log1p(rate) / n)
	power := double{x, 0}.power(unit)
	// (base − x^n) / (n·x^(n−1)): both differences are exact enough in float64.
	gap := (base.high - power.high) + (base.low - power.low)
	return quickSum(x, gap/(n*power.high/x))
}

// preciseNPV is F(r) = Σ a·x^(T−τ) with x = (1+r)^(1/unit) and T the last time,
// that is, the NPV carried to the end of the row, and its derivative by r.
// F is evaluated by Horner's rule in float64 with what each step rounds away
// carried along beside it, which is as good as twice the precision and waits
// less (Graillat, Langlois and Louvet, "Algorithms for accurate, validated and
// fast polynomial evaluation", 2009).
func preciseNPV(terms []term, unit int64, rate float64) (value, slope float64) {
	x := root(rate, unit)
	var powers powerLadder
	powers.squares[0], powers.known = x, 1
	var sum, lost, derivative float64 // derivative by x
	at := terms[0].at
	for _, t := range terms {
		growth, gap := x, t.at-at
		if gap > 1 {
			growth = powers.power(gap)
			derivative = float64(derivative*growth.high) + float64(sum*float64(gap)*growth.high/x.high)
		} else if gap == 1 {
			derivative = float64(derivative*growth.high) + sum
		}
		if gap > 0 {
			product := float64(sum * growth.high)
			lost = float64(lost*growth.high) + (math.FMA(sum, growth.high, -product) + float64(sum*growth.low))
			sum = product
		}
		at = t.at
		next := twoSum(sum, t.amount)
		sum, lost = next.high, lost+next.low
	}
	// dx/dr = x / (unit·(1+r))
	return sum + lost, derivative * x.high / (float64(unit) * (1 + rate))
}

// powerLadder is x, x², x⁴ and so on as far as they have been asked for: the
// powers of one base share their squarings.
type powerLadder struct {
	squares [32]double
	known   int
}

// power is x^n for 1 ≤ n < 2³².
func (l *powerLadder) power(n int64) double {
	for rungs := bits.Len64(uint64(n)); l.known < rungs; l.known++ {
		last := l.squares[l.known-1]
		l.squares[l.known] = last.times(last)
	}
	rung := bits.TrailingZeros64(uint64(n))
	result := l.squares[rung]
	for n &= n - 1; n != 0; n &= n - 1 {
		result = result.times(l.squares[bits.TrailingZeros64(uint64(n))])
	}
	return result
}
