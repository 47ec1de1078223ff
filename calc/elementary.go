package calc

import "math"

// The standard library's logarithm and exponential may differ in the last
// digit from one kind of processor to another, and so would a simulation's
// bytes. These two are the same everywhere: every product is rounded before it
// is added. Both are right to about 2 units in the last place, for the
// arguments a distribution has.

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
	for n := 23; n >= 1; n -= 2 {
		sum = float64(sum*square) + 1/float64(n)
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
	sum := 1.0
	for n := 18; n >= 1; n-- {
		sum = float64(sum*rest/float64(n)) + 1
	}
	return math.Ldexp(sum, int(k))
}
