package calc

import (
	"math"
	"math/big"
	"time"
)

// NPV (nettonutidsværdi, NNV) is Σ N_t·(1+rate)^−t over one flow a year, gain
// positive, t = 0 undiscounted. Kroner in, kroner out; rate a fraction per year
// (per period, where the flows are one a period). The sum is taken in float64
// in the order of the flows: of n flows it is off by no more than
// 4n·2⁻⁵³·Σ|N_t·(1+rate)^−t|, which is much of a sum that cancels (10¹⁶ + 1 − 10¹⁶
// is 0 here). Evaluate adds without that loss. Rates below −100 % are computed as the formula
// says; −100 % itself is an *Error, and so is malformed input. A sum too large
// for a number is ErrOverflow; factors on the way there may be.
//
// Excel equivalent: flow0 + NPV(rate, flow1, …).
func NPV(rate float64, flows []float64) (float64, error) {
	if len(flows) == 0 {
		return 0, &Error{ErrEmpty, "flows"}
	}
	if rate == -1 {
		return 0, &Error{ErrRateRange, "rate"}
	}
	v, factor, sum := 1/(1+rate), 1.0, 0.0
	for _, flow := range flows {
		sum += float64(flow * factor)
		factor *= v
	}
	const ordinary = 0x1p900 // no factor was beyond what float64 holds with all its digits
	if size := math.Abs(factor); size < ordinary && size > 1/ordinary && math.Abs(sum) <= math.MaxFloat64 {
		return sum, nil
	}
	return wideNPV(rate, flows)
}

// wideNPV is NPV where factors or sums leave the range of float64 on the way:
// (1+rate)^−t of a year without a flow may be as large as it likes.
func wideNPV(rate float64, flows []float64) (float64, error) {
	if math.IsNaN(rate) || math.IsInf(rate, 0) {
		return 0, &Error{ErrNotFinite, "rate"}
	}
	if err := checkAmounts(flows, "flows", false); err != nil {
		return 0, err
	}
	const precision = 256
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }
	v, factor, sum, worth := number(1), number(1), number(0), number(0)
	v.Quo(v, number(0).Add(number(1), number(rate)))
	for _, flow := range flows {
		if flow != 0 {
			sum.Add(sum, worth.Mul(factor, number(flow)))
		}
		factor.Mul(factor, v)
	}
	npv, _ := sum.Float64()
	return finite(npv).orError()
}

// NPVExcel is Excel's NPV: Σ N_t·(1+rate)^−(t+1), so the first flow is
// discounted one year. It is NPV / (1+rate).
//
// Excel equivalent: NPV(rate, flow0, flow1, …).
func NPVExcel(rate float64, flows []float64) (float64, error) {
	npv, err := NPV(rate, flows)
	if err != nil {
		return 0, err
	}
	return finite(npv / (1 + rate)).orError()
}

// XNPV is Σ N_i·(1+rate)^−(d_i/365), d_i the calendar days since the first
// date: actual/365, leap days counted. Kroner in, kroner out; rate a fraction
// per year, above −1. One date for each flow; they may stand in any order, and
// those before the first compound. The sum is taken in twice the precision, so
// that the order makes no difference worth a unit in the last place. *Error for
// malformed input, ErrOverflow for a sum too large for a number.
//
// Excel equivalent: XNPV(rate, values, dates), which also wants rate > 0 and
// no date before the first.
func XNPV(rate float64, dates []time.Time, flows []float64) (float64, error) {
	if err := checkRate(rate, "rate"); err != nil {
		return 0, err
	}
	return newDailyFactor(rate).presentValue(dates, flows)
}

// presentValue is XNPV at the factor's rate.
func (f dailyFactor) presentValue(dates []time.Time, flows []float64) (float64, error) {
	if len(flows) == 0 {
		return 0, &Error{ErrEmpty, "flows"}
	}
	if len(dates) != len(flows) {
		return 0, &Error{ErrLengthMismatch, "dates"}
	}
	if len(flows) > maxEntries {
		return 0, &Error{ErrTooMany, "flows"}
	}
	first := dayNumber(dates[0])
	var sum, lost float64
	for i, date := range dates {
		since := dayNumber(date) - first
		if date.IsZero() || since > maxDays || since < -maxDays {
			return 0, checkDay(date, since, i)
		}
		next := twoSum(sum, flows[i]*f.after(since))
		sum, lost = next.high, lost+next.low
	}
	if npv := sum + lost; math.Abs(npv) <= math.MaxFloat64 {
		return npv, nil
	}
	return f.wideXNPV(dates, flows)
}

// wideXNPV is XNPV where factors leave the range of float64, which those of
// flows of 0 may, or the flows are no numbers.
func (f dailyFactor) wideXNPV(dates []time.Time, flows []float64) (float64, error) {
	if err := checkAmounts(flows, "flows", false); err != nil {
		return 0, err
	}
	days, err := daysFromFirst(nil, dates)
	if err != nil {
		return 0, err
	}
	daily := f.perDay * (math.Ln2 / 64)
	var sum total
	for i, flow := range flows {
		if flow != 0 {
			half := math.Exp(daily * float64(days[i]) / 2) // a factor may be too large, and its product not
			sum.add(float64(flow*half) * half)
		}
	}
	return finite(sum.value()).orError()
}
