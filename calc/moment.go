package calc

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// wholeSum is more bits than there are between the largest float64 and the
// least, with room for a million of them: sums of that precision are exact.
const wholeSum = 2200

// netAmount is what the amounts of one moment come to: their exact sum, rounded
// once, so that their order makes no difference. Kroner and øre are only nearly
// float64: 0.1 + 0.2 − 0.3 is 3e-17 and means nothing. A net within one unit in
// the last place of the sum of magnitudes is therefore 0, unless all amounts
// are whole numbers, which are what they say. Infinite when it is too large for
// a number.
func netAmount(amounts []float64) float64 {
	switch len(amounts) {
	case 0:
		return 0
	case 1:
		return amounts[0]
	}
	var net, size, x big.Float
	net.SetPrec(wholeSum)
	size.SetPrec(wholeSum)
	whole := true
	for _, amount := range amounts {
		x.SetFloat64(amount)
		net.Add(&net, &x)
		size.Add(&size, x.Abs(&x))
		whole = whole && amount == math.Trunc(amount)
	}
	if !whole && net.Sign() != 0 {
		if x.Abs(&net).Cmp(size.SetMantExp(&size, -52)) <= 0 {
			return 0
		}
	}
	sum, _ := net.Float64()
	return sum
}

// netted puts terms in order of time, counted from the first, and makes those
// of one moment one, in place; moments that come to 0 are none.
func netted(terms []term) []term {
	byTime := func(a, b term) int { return cmp.Compare(a.at, b.at) }
	if !slices.IsSortedFunc(terms, byTime) {
		slices.SortFunc(terms, byTime)
	}
	kept := terms[:0] // never longer than what was read of terms
	first := terms[0].at
	for from := 0; from < len(terms); {
		to := from + 1
		for to < len(terms) && terms[to].at == terms[from].at {
			to++
		}
		moment := term{terms[from].at - first, terms[from].amount}
		if to > from+1 {
			amounts := make([]float64, 0, shortRow)
			for _, t := range terms[from:to] {
				amounts = append(amounts, t.amount)
			}
			moment.amount = netAmount(amounts)
		}
		if moment.amount != 0 {
			kept = append(kept, moment)
		}
		from = to
	}
	return kept
}
