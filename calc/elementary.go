package calc

import "math"

// The standard library's logarithm and exponential may differ in the last
// digit from one kind of processor to another, and so would a simulation's
// bytes. These two are the same everywhere: every product is rounded before it
// is added. Both are right to about 2 units in the last place, for the
// arguments a distribution has.

// The series' coefficients from the last to the first: 1/23, 1/21, …, 1 of
// artanh(z)/z by z², and 1/15!, 1/14!, …, 1 of e^x.
var (
	artanhSeries = [...]float64{1. / 23, 1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3, 1}
	expSeries    = [...]float64{
		1. / 1307674368000, 1. / 87178291200, 1. / 6227020800, 1. / 479001600, 1. / 39916800, 1. / 3628800,
		1. / 362880, 1. / 40320, 1. / 5040, 1. / 720, 1. / 120, 1. / 24, 1. / 6, 1. / 2, 1, 1,
	}
)

// portableLog is ln(x) for x > 0, by the series of artanh after splitting off
// the power of two.
func portableLog(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	if fraction < math.Sqrt2/2 {
		fraction *= 2
		exponent--
	}
	z := (fraction - 1) / (fraction + 1) // |z| < 0.1716
	square := float64(z * z)
	sum := 0.0
	for _, coefficient := range artanhSeries {
		sum = float64(sum*square) + coefficient
	}
	e := float64(exponent)
	// ln 2 in two parts, the first with enough zeros for an exact product.
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
	return float64(e*high) + (float64(e*low) + float64(2*z*sum))
}

// portableExp is e^x for −700 < x < 700, by Taylor's series after splitting
// off the power of two.
func portableExp(x float64) float64 {
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
	k := math.Round(x / math.Ln2)
	rest := (x - float64(k*high)) - float64(k*low) // |rest| < 0.3466
	sum := 0.0
	for _, coefficient := range expSeries {
		sum = float64(sum*rest) + coefficient
	}
	return math.Ldexp(sum, int(k))
}
