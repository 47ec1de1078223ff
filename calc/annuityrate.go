package calc

import (
	"math"
	"math/big"
	"slices"
)

// PeriodRate finds every rate above −100 % that balances the other numbers, a
// fraction per period. Periods must be positive and at most 100,000, else
// ErrCountRange. Whole periods are solved exactly, none missed (see FindIRR), as
// a polynomial of four terms however many they are; for parts of a period two
// rates closer than about 1e-7 may be.
//
// Excel equivalent: RATE(nper, pmt, pv, fv, type), which returns the one its
// iteration happens upon.
func (a Annuity) PeriodRate() (IRR, error) {
	if err := a.checked("rate"); err != nil {
		return IRR{}, err
	}
	if a.Periods <= 0 || a.Periods > maxEntries {
		return IRR{}, &Error{ErrCountRange, "periods"}
	}
	if a.Periods == math.Trunc(a.Periods) {
		return a.wholePeriodRate(), nil
	}
	return a.brokenPeriodRate(), nil
}

// wholePeriodRate is PeriodRate for whole periods. With v = 1/(1+r) the
// equation's left side times v^n is the polynomial
//
//	Present + Payment·(v + … + v^n) + Future·v^n,   v^0 + … + v^(n−1) when Due
//
// and multiplied by 1−v it has four terms, however many periods there are:
//
//	Present + (Payment − Present)·v + Future·v^n − (Payment + Future)·v^(n+1)
//	Present + Payment − Present·v + (Future − Payment)·v^n − Future·v^(n+1) when Due
//
// The zero at v = 1 that the multiplication brings is a rate of the annuity
// only when its amounts sum to 0. All coefficients are exact.
func (a Annuity) wholePeriodRate() IRR {
	n := int64(a.Periods)
	early, late := a.Payment, 0.0 // what the payments add before and after v
	if !a.Due {
		early, late = 0, a.Payment
	}
	terms := exactTerms([]sparseTerm{
		{power: 0, exact: exactSum(a.Present, early)},
		{power: 1, exact: exactSum(late, -a.Present)},
		{power: n, exact: exactSum(a.Future, -early)},
		{power: n + 1, exact: exactSum(-late, -a.Future)},
	})
	if len(terms) == 0 {
		return IRR{Status: IRRNone, Why: ReasonAllZero}
	}
	if !a.turns() {
		return IRR{Status: IRRNone, Why: ReasonNoSignChange}
	}
	undiscounted := new(big.Float).SetPrec(wholeSum).SetFloat64(a.Payment)
	undiscounted.Mul(undiscounted, new(big.Float).SetInt64(n))
	undiscounted.Add(undiscounted, exactSum(a.Present, a.Future))
	one := big.NewFloat(1)
	found := exactSparse(terms).rates(1, func(m mark) bool {
		return undiscounted.Sign() != 0 && !m.repeated && m.low.Cmp(one) <= 0 && m.high.Cmp(one) >= 0
	})
	return irrOf(found.rates, found.outside)
}

// turns tells whether the flows of whole periods have a change of sign.
func (a Annuity) turns() bool {
	first, last := exactSum(a.Present), exactSum(a.Future)
	if a.Due {
		first = exactSum(a.Present, a.Payment)
	} else {
		last = exactSum(a.Payment, a.Future)
	}
	inner := 0
	if a.Periods > 1 {
		inner = exactSum(a.Payment).Sign()
	}
	signs := []int{first.Sign(), inner, last.Sign()}
	return slices.Contains(signs, 1) && slices.Contains(signs, -1)
}

// exactSum is the sum of numbers, not rounded.
func exactSum(numbers ...float64) *big.Float {
	sum := new(big.Float).SetPrec(wholeSum)
	for _, number := range numbers {
		sum.Add(sum, new(big.Float).SetFloat64(number))
	}
	return sum
}

// exactTerms are terms in order of power with those of one power made one, and
// without those of 0.
func exactTerms(terms []sparseTerm) []sparseTerm {
	var kept []sparseTerm
	for _, t := range terms {
		if last := len(kept) - 1; last >= 0 && kept[last].power == t.power {
			kept[last].exact.Add(kept[last].exact, t.exact)
			continue
		}
		kept = append(kept, t)
	}
	return slices.DeleteFunc(kept, func(t sparseTerm) bool { return t.exact.Sign() == 0 })
}

// irrOf are rates with their status.
func irrOf(rates []float64, outside bool) IRR {
	switch {
	case len(rates) == 0 && outside:
		return IRR{Status: IRRNone, Why: ReasonOutOfRange}
	case len(rates) == 0:
		return IRR{Status: IRRNone, Why: ReasonNoRealRate}
	case len(rates) == 1:
		return IRR{Status: IRRUnique, Roots: rates}
	}
	return IRR{Status: IRRMultiple, Roots: rates}
}

// brokenPeriodRate is PeriodRate for a part of a period, where the flows have
// no dates and only the equation is left. Multiplied by r it is a sum of four
// powers of x = 1+r, with the zero at x = 1 that the multiplication brings.
func (a Annuity) brokenPeriodRate() IRR {
	n := a.Periods
	powers := powerSum{{0, -a.Future}, {1, a.Future}, {n, -a.Present}, {n + 1, a.Present}}
	if a.Due {
		powers = append(powers, power{1, -a.Payment}, power{n + 1, a.Payment})
	} else {
		powers = append(powers, power{0, -a.Payment}, power{n, a.Payment})
	}
	var rates []float64
	for _, x := range powers.ordered().zeros(0x1p-50, 0x1p50) {
		if rate := a.polishedRate(x - 1); rate > -1 && math.Abs(rate) > 1e-6 {
			rates = append(rates, rate)
		}
	}
	// A rate near 0 is hard to tell from the zero that is none: sought apart.
	near := a.polishedRate(0)
	size := math.Abs(a.Present) + math.Abs(a.Future) + math.Abs(a.Payment*n)
	if math.Abs(near) < 1e-4 && math.Abs(a.imbalance(near)) <= 1e-13*size {
		rates = append(rates, near)
	}
	slices.Sort(rates)
	rates = slices.CompactFunc(rates, func(r, s float64) bool { return math.Abs(r-s) <= 1e-9*(1+math.Abs(r)) })
	return irrOf(rates, false)
}

// polishedRate corrects a rate by a few steps of the secant method on the
// future value, which unlike the sum of powers has no zero at rate 0.
func (a Annuity) polishedRate(rate float64) float64 {
	before := rate + float64(1e-7*(1+math.Abs(rate)))
	gapBefore := a.imbalance(before)
	for range 8 {
		here := a.imbalance(rate)
		next := rate - here*(rate-before)/(here-gapBefore)
		if math.IsNaN(next) || math.Abs(next-rate) > 1e-3*(1+rate) {
			return rate
		}
		if next == rate {
			break
		}
		before, gapBefore, rate = rate, here, next
	}
	return rate
}

// imbalance is the left side of the annuity's equation at a rate.
func (a Annuity) imbalance(rate float64) float64 {
	a.Rate = rate
	growth, payments := a.grown()
	return float64(a.Present*growth) + float64(a.Payment*a.early()*payments) + a.Future
}

// powerSum is Σ amount·x^exponent with exponents that need not be whole.
type powerSum []power

type power struct{ exponent, amount float64 }

// ordered has each exponent once, ascending, and no amounts of 0.
func (p powerSum) ordered() powerSum {
	slices.SortStableFunc(p, func(a, b power) int {
		if a.exponent < b.exponent {
			return -1
		}
		if a.exponent > b.exponent {
			return 1
		}
		return 0
	})
	var sum powerSum
	for _, t := range p {
		if last := len(sum) - 1; last >= 0 && sum[last].exponent == t.exponent {
			sum[last].amount += t.amount
		} else {
			sum = append(sum, t)
		}
	}
	return slices.DeleteFunc(sum, func(t power) bool { return t.amount == 0 })
}

// zeros are the zeros between low and high, as in roots.go but in float64.
func (p powerSum) zeros(low, high float64) []float64 {
	split := 0.0
	for i := 1; i < len(p); i++ {
		if (p[i].amount < 0) != (p[i-1].amount < 0) {
			split = (p[i].exponent + p[i-1].exponent) / 2
			break
		}
	}
	if split == 0 {
		return nil
	}
	slope := make(powerSum, len(p))
	for i, t := range p {
		slope[i] = power{t.exponent, t.amount * (t.exponent - split)}
	}
	ends := append(append([]float64{low}, slope.zeros(low, high)...), high)
	var zeros []float64
	for i := 1; i < len(ends); i++ {
		if x, ok := p.between(ends[i-1], ends[i]); ok {
			zeros = append(zeros, x)
		}
	}
	return zeros
}

// between is the zero between two ends of different sign, by halving.
func (p powerSum) between(low, high float64) (float64, bool) {
	atLow, atHigh := p.at(low), p.at(high)
	if atLow == 0 {
		return low, true
	}
	if atHigh == 0 || (atLow < 0) == (atHigh < 0) {
		return high, atHigh == 0
	}
	for range 200 {
		middle := low + (high-low)/2
		if high > 2*low {
			middle = math.Sqrt(low) * math.Sqrt(high)
		}
		if middle <= low || middle >= high {
			break
		}
		if (p.at(middle) < 0) == (atLow < 0) {
			low = middle
		} else {
			high = middle
		}
	}
	return low, true
}

func (p powerSum) at(x float64) float64 {
	var sum total
	for _, t := range p {
		sum.add(t.amount * math.Pow(x, t.exponent))
	}
	return sum.value()
}
