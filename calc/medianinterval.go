package calc

import (
	"math"
	"math/big"
	"slices"
)

// MedianInterval is a sample's median and an interval that holds the median of
// where the sample came from. It assumes that the values are independent of each
// other and nothing of how they are spread, so one value far out does not move it.
type MedianInterval struct {
	N         int
	Median    float64
	Known     bool    // false: with so few values no interval covers what was asked for
	Low, High float64 // the values at LowRank and HighRank
	LowRank   int     // from 1, the smallest value
	HighRank  int
	Coverage  float64 // the chance that such an interval holds the median, at least what was asked for
	Needed    int     // the smallest number of values that has an interval
}

// NewMedianInterval is the interval between the k-th smallest and the k-th
// largest value with the largest k whose coverage
//
//	1 − 2·P(Bin(n, ½) ≤ k−1)
//
// is at least coverage, from 0.5 to 0.9999. The median is the middle value, or the mean of
// the two in the middle. The binomial sums are exact. No values, a value that
// is no number, and a coverage outside its range are *Error.
//
// Source: Thompson, Annals of Mathematical Statistics 7 (1936); Conover,
// Practical Nonparametric Statistics, 3rd ed., §3.2. Excel equivalents: MEDIAN
// and SMALL, with k = BINOM.INV(n, 0.5, (1−coverage)/2).
func NewMedianInterval(values []float64, coverage float64) (MedianInterval, error) {
	if err := checkAmounts(values, "values", false); err != nil {
		return MedianInterval{}, err
	}
	if len(values) == 0 {
		return MedianInterval{}, &Error{ErrEmpty, "values"}
	}
	if !(coverage >= 0.5 && coverage <= 0.9999) {
		return MedianInterval{}, &Error{ErrProbability, "coverage"}
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	m := MedianInterval{N: n, Median: middle(sorted), Needed: 1 + int(math.Ceil(-math.Log2(1-coverage)-1e-9))}
	k, both := medianRank(n, coverage)
	if k == 0 {
		return m, nil
	}
	m.Known, m.LowRank, m.HighRank = true, k, n+1-k
	m.Low, m.High = sorted[k-1], sorted[n-k]
	m.Coverage, _ = new(big.Rat).Sub(big.NewRat(1, 1), both).Float64()
	return m, nil
}

// middle is the median of sorted values.
func middle(sorted []float64) float64 {
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return sorted[n/2-1] + float64((sorted[n/2]-sorted[n/2-1])/2)
}

// medianRank is the largest k with 2·P(Bin(n, ½) ≤ k−1) ≤ 1 − coverage, and
// that chance; 0 when there is none.
func medianRank(n int, coverage float64) (int, *big.Rat) {
	most := new(big.Rat).Sub(big.NewRat(1, 1), decimal(coverage))
	whole := new(big.Int).Lsh(big.NewInt(1), uint(n)) // 2ⁿ
	chance := func(sum *big.Int) *big.Rat { return new(big.Rat).SetFrac(new(big.Int).Lsh(sum, 1), whole) }
	// sum·2·den ≤ num·2ⁿ, without a fraction for each k
	limit := new(big.Int).Mul(most.Num(), whole)
	term, sum, side := big.NewInt(1), big.NewInt(1), new(big.Int)
	k, held := 0, new(big.Int)
	for i := 1; 2*i <= n; i++ { // sum is Σ_{j<i} C(n, j)
		if side.Mul(sum, most.Denom()).Lsh(side, 1).Cmp(limit) > 0 {
			break
		}
		k = i
		held.Set(sum)
		term.Mul(term, big.NewInt(int64(n-i+1))).Quo(term, big.NewInt(int64(i)))
		sum.Add(sum, term)
	}
	return k, chance(held)
}
