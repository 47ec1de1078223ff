package calc

import (
	"math"
	"slices"
)

// Annuity (annuitet) is a loan or a saving with one equal payment a period. Its
// five numbers and the rate hang together by
//
//	Present·(1+r)^n + Payment·(1+r·due)·((1+r)^n − 1)/r + Future = 0
//
// with r the Rate, n the Periods and due 1 when Due, else 0; for r = 0 the
// middle is Payment·n. Money received is positive, money paid negative, so the
// signs differ. Rate and Payment are per the same period: a year, a month.
// Each method solves for one of the numbers and does not look at its field.
//
// Any finite numbers are taken. Where the equation has no solution, or none
// that is a finite number, the answer is an *Error with ErrNoAnswer; NaN and
// infinities are ErrNotFinite with the field's name.
type Annuity struct {
	Rate    float64 // per period, a fraction
	Periods float64 // may be a part of a period
	Payment float64 // each period
	Present float64 // at the start
	Future  float64 // at the end
	Due     bool    // payments at the start of each period, not at its end
}

// grown is (1+r)^n, and its excess over 1 divided by r: what 1 krone a period
// has grown to, payments at the end.
func (a Annuity) grown() (growth, payments float64) {
	growth = math.Pow(1+a.Rate, a.Periods)
	switch {
	case a.Rate == 0:
		return 1, a.Periods
	case a.Rate > -1:
		return growth, math.Expm1(a.Periods*math.Log1p(a.Rate)) / a.Rate
	}
	return growth, (growth - 1) / a.Rate
}

// early is the factor 1+r·due.
func (a Annuity) early() float64 {
	if a.Due {
		return 1 + a.Rate
	}
	return 1
}

// checked is nil when all numbers but the one named are finite.
func (a Annuity) checked(unknown string) error {
	for _, number := range []struct {
		name  string
		value float64
	}{{"rate", a.Rate}, {"periods", a.Periods}, {"payment", a.Payment}, {"present", a.Present}, {"future", a.Future}} {
		if number.name != unknown && (math.IsNaN(number.value) || math.IsInf(number.value, 0)) {
			return &Error{ErrNotFinite, number.name}
		}
	}
	return nil
}

// answer is a value that has to be a finite number.
func answer(value float64, field string) (float64, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, &Error{ErrNoAnswer, field}
	}
	return value, nil
}

// PresentValue is the Present that balances the other numbers:
//
//	−(Future + Payment·(1+r·due)·((1+r)^n − 1)/r) / (1+r)^n
//
// Excel equivalent: PV(rate, nper, pmt, fv, type).
func (a Annuity) PresentValue() (float64, error) {
	if err := a.checked("present"); err != nil {
		return 0, err
	}
	growth, payments := a.grown()
	return answer(-(a.Future+float64(a.Payment*a.early()*payments))/growth, "present")
}

// FutureValue is the Future that balances the other numbers:
//
//	−Present·(1+r)^n − Payment·(1+r·due)·((1+r)^n − 1)/r
//
// Excel equivalent: FV(rate, nper, pmt, pv, type).
func (a Annuity) FutureValue() (float64, error) {
	if err := a.checked("future"); err != nil {
		return 0, err
	}
	growth, payments := a.grown()
	return answer(-float64(a.Present*growth)-float64(a.Payment*a.early()*payments), "future")
}

// EqualPayment is the Payment that balances the other numbers:
//
//	−(Present·(1+r)^n + Future) / ((1+r·due)·((1+r)^n − 1)/r)
//
// Excel equivalent: PMT(rate, nper, pv, fv, type).
func (a Annuity) EqualPayment() (float64, error) {
	if err := a.checked("payment"); err != nil {
		return 0, err
	}
	growth, payments := a.grown()
	return answer(-(float64(a.Present*growth)+a.Future)/(a.early()*payments), "payment")
}

// NumberOfPeriods is the Periods that balance the other numbers, with
// P = Payment·(1+r·due):
//
//	ln((P − Future·r) / (P + Present·r)) / ln(1+r), or −(Present+Future)/Payment for r = 0
//
// It may be negative. Rates of −100 % or below have no answer.
//
// Excel equivalent: NPER(rate, pmt, pv, fv, type).
func (a Annuity) NumberOfPeriods() (float64, error) {
	if err := a.checked("periods"); err != nil {
		return 0, err
	}
	if a.Present+a.Future == 0 {
		return 0, nil // nothing has to change; also when nothing is paid
	}
	if a.Rate == 0 {
		return answer(-(a.Present+a.Future)/a.Payment, "periods")
	}
	payment := float64(a.Payment * a.early())
	ratio := -a.Rate * (a.Future + a.Present) / (payment + float64(a.Present*a.Rate))
	return answer(math.Log1p(ratio)/math.Log1p(a.Rate), "periods")
}

// PeriodRate finds every rate above −100 % that balances the other numbers.
// Periods must be positive. For whole periods no rate is missed (see FindIRR);
// for parts of a period two rates closer than about 1e-7 may be.
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
		irr, _ := solveIRR(a.terms(), 1)
		return irr, nil
	}
	return a.brokenPeriodRate(), nil
}

// terms are the flows of an annuity of whole periods.
func (a Annuity) terms() []term {
	n := int64(a.Periods)
	terms := appendTerm(nil, 0, a.Present)
	if a.Payment != 0 {
		shift := int64(1)
		if a.Due {
			shift = 0
		}
		for k := range n {
			terms = appendTerm(terms, k+shift, a.Payment)
		}
	}
	return appendTerm(terms, n, a.Future)
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
	switch len(rates) {
	case 0:
		return IRR{Status: IRRNone, Why: ReasonNoRealRate}
	case 1:
		return IRR{Status: IRRUnique, Roots: rates}
	}
	return IRR{Status: IRRMultiple, Roots: rates}
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
