package calc

import "math"

// dailyFactor is the discount factor (1+rate)^(−days/365) of whole days, which
// dated flows need one of each: 2^(k/64) from a table and the rest, less than
// 1/128 of a power of two, by the series of e^x. Relative error about 1e-15
// over a hundred years, the most of it that of the logarithm.
type dailyFactor struct {
	perDay float64 // 64·log₂ of the factor of a day
}

// powersOfTwo are 2^(j/64).
var powersOfTwo = func() (powers [64]float64) {
	for j := range powers {
		powers[j] = math.Exp2(float64(j) / 64)
	}
	return powers
}()

// newDailyFactor is that of a rate above −1.
func newDailyFactor(rate float64) dailyFactor {
	return dailyFactor{-math.Log1p(rate) * (64 / (365 * math.Ln2))}
}

// after is the factor of that many days; of fewer than 0 it compounds. NaN when
// it is near the limits of a number or beyond.
func (f dailyFactor) after(days int64) float64 {
	const shift = 0x1.8p52 // rounds to a whole number when added and taken off
	sixtyFourths := f.perDay * float64(days)
	whole := (sixtyFourths + shift) - shift
	k := int64(whole)
	if k < -64*1000 || k > 64*1000 || sixtyFourths != sixtyFourths {
		return math.NaN()
	}
	x := (sixtyFourths - whole) * (math.Ln2 / 64) // |x| < 0.0055
	square := float64(x * x)
	// e^x − 1, to x⁵/120.
	rest := float64(square*(0.5+float64(x*(1./6)))) + float64(float64(square*square)*(1./24+float64(x*(1./120))))
	power := powersOfTwo[k&63]
	return (power + float64(power*(x+rest))) * math.Float64frombits(uint64(1023+k>>6)<<52)
}
