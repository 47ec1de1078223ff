package calc

import "math"

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

func (d double) plus(x float64) double {
	sum := twoSum(d.high, x)
	return quickSum(sum.high, sum.low+d.low)
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
// F is evaluated by Horner's rule in double-double arithmetic, the derivative
// in float64.
func preciseNPV(terms []term, unit int64, rate float64) (value, slope float64) {
	x := root(rate, unit)
	sum := double{}
	derivative := 0.0 // by x
	at := terms[0].at
	for _, t := range terms {
		if gap := t.at - at; gap == 1 {
			derivative = float64(derivative*x.high) + sum.high
			sum = sum.times(x)
		} else if gap > 1 {
			power := x.power(gap)
			derivative = float64(derivative*power.high) + float64(sum.high*float64(gap)*power.high/x.high)
			sum = sum.times(power)
		}
		at = t.at
		sum = sum.plus(t.amount)
	}
	// dx/dr = x / (unit·(1+r))
	return sum.high, derivative * x.high / (float64(unit) * (1 + rate))
}
