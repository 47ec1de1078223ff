package calc

import "math"

// EffectiveRate is the yearly rate that compounding a nominal yearly rate
// several times a year comes to: (1 + nominal/times)^times − 1. Rates are
// fractions per year. The number of times is a positive whole number, and
// nominal/times must be above −100 %. *Error otherwise, with ErrNoAnswer for a
// rate too large for a number.
//
// Excel equivalent: EFFECT(nominal_rate, npery), which refuses rates of 0 and
// below; they are answered here.
func EffectiveRate(nominal float64, times int) (float64, error) {
	if times < 1 {
		return 0, &Error{ErrCountRange, "times"}
	}
	if err := checkRate(nominal/float64(times), "nominal"); err != nil {
		return 0, err
	}
	n := float64(times)
	return answer(math.Expm1(n*math.Log1p(nominal/n)), "nominal")
}

// NominalRate is the nominal yearly rate that comes to an effective one when
// compounded several times a year: times·((1 + effective)^(1/times) − 1). It
// is the inverse of EffectiveRate, with the same domain.
//
// Excel equivalent: NOMINAL(effect_rate, npery).
func NominalRate(effective float64, times int) (float64, error) {
	if times < 1 {
		return 0, &Error{ErrCountRange, "times"}
	}
	if err := checkRate(effective, "effective"); err != nil {
		return 0, err
	}
	n := float64(times)
	return n * math.Expm1(math.Log1p(effective)/n), nil
}

// GrowthRate is the equal growth per period that takes one value to another:
// (to/from)^(1/periods) − 1, a fraction per period. Periods must be positive,
// whole or not, and the values (kroner, an index) of the same sign, from not 0;
// to = 0 gives −1. *Error otherwise.
//
// Excel equivalent: RRI(nper, pv, fv).
func GrowthRate(from, to, periods float64) (float64, error) {
	if err := checkAmounts([]float64{from, to, periods}, "values", false); err != nil {
		return 0, err
	}
	switch {
	case periods <= 0:
		return 0, &Error{ErrCountRange, "periods"}
	case from == 0 || to/from < 0:
		return 0, &Error{ErrNoAnswer, "from"}
	case to == 0:
		return -1, nil
	}
	return answer(math.Expm1(logRatio(to, from)/periods), "to")
}

// logRatio is ln(a/b) of two numbers of the same sign, also where the ratio is
// near 1 or no number.
func logRatio(a, b float64) float64 {
	switch ratio := a / b; {
	case ratio > 0.5 && ratio < 2:
		return math.Log1p((a - b) / b) // the difference is exact
	case ratio > 0x1p-1000 && ratio < 0x1p1000:
		return math.Log(ratio)
	}
	// Split by hand: the logarithm of a subnormal number is wrong on some processors.
	above, upTo := math.Frexp(math.Abs(a))
	below, downTo := math.Frexp(math.Abs(b))
	return math.Log(above/below) + float64(float64(upTo-downTo)*math.Ln2)
}

// GrowthPeriods is the number of periods one value takes to become another at
// an equal growth: ln(to/from) / ln(1+rate), whole or not, and negative when to
// is below from. The rate, a fraction per period, must be positive, and so must
// both values; *Error otherwise.
//
// Excel equivalent: PDURATION(rate, pv, fv).
func GrowthPeriods(rate, from, to float64) (float64, error) {
	if err := checkAmounts([]float64{from, to}, "values", false); err != nil {
		return 0, err
	}
	if err := checkRate(rate, "rate"); err != nil {
		return 0, err
	}
	switch {
	case rate <= 0:
		return 0, &Error{ErrNoAnswer, "rate"}
	case from <= 0:
		return 0, &Error{ErrNoAnswer, "from"}
	case to <= 0:
		return 0, &Error{ErrNoAnswer, "to"}
	}
	return answer(logRatio(to, from)/math.Log1p(rate), "to")
}
