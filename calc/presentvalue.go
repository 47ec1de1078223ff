package calc

import "time"

// NPV (nettonutidsværdi, NNV) is Σ N_t·(1+rate)^−t over one flow a year, gain
// positive, t = 0 undiscounted. Kroner in, kroner out; rate a fraction above
// −1. *Error for malformed input.
//
// Excel equivalent: flow0 + NPV(rate, flow1, …).
func NPV(rate float64, flows []float64) (float64, error) {
	if len(flows) == 0 {
		return 0, &Error{ErrEmpty, "flows"}
	}
	if err := checkRate(rate, "rate"); err != nil {
		return 0, err
	}
	v, factor, sum := 1/(1+rate), 1.0, 0.0
	for _, flow := range flows {
		sum += float64(flow * factor)
		factor *= v
	}
	if f := finite(sum); f.Exists() {
		return sum, nil
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
	return npv / (1 + rate), err
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
	days, err := daysFromFirst(dates)
	if err != nil {
		return 0, err
	}
	rates := Flat(rate)
	var sum total
	for i, flow := range flows {
		sum.add(flow * rates.Factor(float64(days[i])/365))
	}
	return finite(sum.value()).orError("flows")
}
