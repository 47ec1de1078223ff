package calc

import (
	"math"
	"time"
)

// NPV (nettonutidsværdi, NNV) is Σ N_t·(1+rate)^−t over one flow a year, gain
// positive, t = 0 undiscounted. Kroner in, kroner out; rate a fraction. Rates
// below −100 % are computed as the formula says; −100 % itself is an *Error, and
// so is malformed input.
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
	if !math.IsNaN(sum) && !math.IsInf(sum, 0) && !math.IsInf(rate, 0) {
		return sum, nil
	}
	if math.IsNaN(rate) || math.IsInf(rate, 0) {
		return 0, &Error{ErrNotFinite, "rate"}
	}
	if err := checkAmounts(flows, "flows", false); err != nil {
		return 0, err
	}
	return 0, &Error{ErrOverflow, "flows"}
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
	return finite(npv / (1 + rate)).orError("flows")
}

// XNPV is Σ N_i·(1+rate)^−(d_i/365), d_i the calendar days since the first
// date. The dates may stand in any order; those before the first compound.
// *Error for malformed input.
//
// Excel equivalent: XNPV(rate, values, dates), which also wants rate > 0 and
// no date before the first.
func XNPV(rate float64, dates []time.Time, flows []float64) (float64, error) {
	if len(flows) == 0 {
		return 0, &Error{ErrEmpty, "flows"}
	}
	if len(dates) != len(flows) {
		return 0, &Error{ErrLengthMismatch, "dates"}
	}
	if err := checkRate(rate, "rate"); err != nil {
		return 0, err
	}
	if err := checkAmounts(flows, "flows", false); err != nil {
		return 0, err
	}
	days, err := daysFromFirst(make([]int64, 0, shortRow), dates)
	if err != nil {
		return 0, err
	}
	daily := math.Log1p(rate) / 365
	var sum total
	for i, flow := range flows {
		sum.add(flow * math.Exp(-daily*float64(days[i])))
	}
	return finite(sum.value()).orError("flows")
}
