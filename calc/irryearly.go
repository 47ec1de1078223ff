package calc

import "math"

// Ordinary flows one a year, which is what most questions are: as ordinaryRate,
// over the flows where they lie.

// turning is where flows that are not 0 begin and end, where the last change of
// sign among them is, how many there are, and the undiscounted flows of the
// last two runs of one sign.
type turning struct {
	first, turn, last, changes int
	before, after              discounted
}

// turningOf looks flows over; false when they or their sums are no finite
// numbers, and so nothing is known of them.
func turningOf(flows []float64) (turning, bool) {
	var o turning
	for o.first < len(flows) && flows[o.first] == 0 {
		o.first++
	}
	t := o.first
	for t < len(flows) {
		o.turn = t
		o.before = o.after
		o.after, t = oneRun(flows, t)
		if t < len(flows) {
			o.changes++
		}
		if !(math.Abs(o.after.squares) <= math.MaxFloat64) {
			return o, false
		}
	}
	o.last = len(flows) - 1
	for o.last > o.first && flows[o.last] == 0 {
		o.last--
	}
	return o, true
}

// oneRun sums the flows from one that is not 0 to before the next of the other
// sign, whose place it tells.
func oneRun(flows []float64, from int) (discounted, int) {
	direction := math.Copysign(1, flows[from])
	var sum, times, squares float64
	t := float64(from)
	for i, flow := range flows[from:] {
		if flow*direction < 0 {
			return discounted{sum, times, squares}, from + i
		}
		timed := float64(flow * t)
		sum += flow
		times += timed
		squares += float64(timed * t)
		t++
	}
	return discounted{sum, times, squares}, len(flows)
}

// findYearly finds all rates of finite flows one a year; a single one is
// appended to roots.
func findYearly(roots, flows []float64) (IRR, []Warning) {
	if o, finite := turningOf(flows); finite && o.changes == 1 {
		if rate, ok := yearlyRate(flows, o); ok {
			return IRR{Status: IRRUnique, Roots: append(roots, rate)}, nil
		}
	}
	return solveIRR(roots, yearlyTerms(flows), 1)
}

// findRates finds all rates of the stream, as FindIRR and FindXIRR do.
func (s *stream) findRates() (IRR, []Warning) {
	if s.unit == 1 && s.dates == nil {
		return findYearly(nil, s.net)
	}
	return solveIRR(nil, s.terms, s.unit)
}

// yearlyTerms are the terms of flows one a year.
func yearlyTerms(flows []float64) []term {
	terms := make([]term, 0, len(flows))
	for t, flow := range flows {
		terms = appendTerm(terms, int64(t), flow)
	}
	return terms
}

// yearlyRate is the one rate of flows that change sign once. With
// L = ln(1+r), A the present value of the flows from the turn on and B that of
// those before, it is the zero of
//
//	h(L) = ln(−A/B),   h' = −D,   h'' = V
//
// D the distance of the mean times of the two and V the difference of their
// variances. The sums at L = 0 give a start: where times are spread as a gamma
// distribution is,
//
//	L = D/V · (e^(V·ln(−A/B)/D²) − 1)
//
// and flows that come in year by year mostly are, nearly: one or two steps of
// Halley's method are left, and a last one with the NPV as in twice the
// precision. False when that does not settle.
func yearlyRate(flows []float64, o turning) (float64, bool) {
	ratio, distance, spread := apart(o.before, o.after)
	if !(ratio > 0x1p-1000 && ratio < 0x1p1000) {
		return 0, false
	}
	step := logNear(ratio) / distance
	if z := step * spread / distance; z < 2 { // (e^z − 1)/z
		step *= 12 / (12 - 6*z + float64(z*z))
	} else {
		step *= math.Expm1(z) / z
	}
	growth := expNear(step) // 1+r
	before, after := flows[o.first:o.turn], flows[o.turn:o.last+1]
	for range 20 {
		v := 1 / growth
		outlay, factor := discount(before, v, 1)
		returns, _ := discount(after, v, factor)
		ratio, distance, spread = apart(outlay, returns)
		distance += float64(len(before)) // each counted from its first
		step = logNear(ratio) / distance
		step /= 1 - step*spread/(2*distance)
		growth *= expNear(step)
		// What is left is of the order of the step's third power.
		if size := math.Abs(step) * float64(o.last-o.first); size < 0.2 {
			return polishedYearly(flows[o.first:o.last+1], growth-1)
		} else if !(size < 1e3) {
			break
		}
	}
	return 0, false
}

// apart are −A/B, D and V of yearlyRate.
func apart(before, after discounted) (ratio, distance, spread float64) {
	perBefore, perAfter := 1/before.sum, 1/after.sum
	meanBefore, meanAfter := before.times*perBefore, after.times*perAfter
	spread = float64(after.squares*perAfter) - float64(meanAfter*meanAfter) -
		(float64(before.squares*perBefore) - float64(meanBefore*meanBefore))
	return -after.sum * perBefore, meanAfter - meanBefore, spread
}

// discounted are Σ w, Σ t·w and Σ t²·w of discounted flows w, t from the first.
type discounted struct{ sum, times, squares float64 }

// discount sums flows one a year, the first of which counts factor, and tells
// what the next would count. Two go side by side, so that one need not wait for
// the other.
func discount(flows []float64, v, factor float64) (discounted, float64) {
	var one, other discounted
	here, there, square, t := factor, factor*v, v*v, 0.0
	for ; len(flows) >= 2; flows = flows[2:] {
		a, b, u := float64(flows[0]*here), float64(flows[1]*there), t+1
		one.sum += a
		other.sum += b
		a, b = float64(a*t), float64(b*u)
		one.times += a
		other.times += b
		one.squares += float64(a * t)
		other.squares += float64(b * u)
		here *= square
		there *= square
		t += 2
	}
	if len(flows) > 0 {
		a := float64(flows[0] * here)
		one.sum += a
		a = float64(a * t)
		one.times += a
		one.squares += float64(a * t)
		here = there
	}
	return discounted{one.sum + other.sum, one.times + other.times, one.squares + other.squares}, here
}

// logNear is ln x for x > 0, the better the nearer x is to 1: to 1e-4 anywhere,
// and to 12 figures where a step of Newton's method is nearly the last.
func logNear(x float64) float64 {
	const half = 0x3fe6a09e00000000 // the bits of √½, nearly
	bits := math.Float64bits(x) - half
	exponent := float64(int64(bits) >> 52)
	x = math.Float64frombits(bits&(1<<52-1) + half) // √½ to √2
	z := (x - 1) / (x + 1)
	square := float64(z * z)
	return float64(exponent*math.Ln2) + 2*float64(z*(1+float64(square*(1./3+float64(square*(1./5+float64(square*(1./7))))))))
}

// expNear is e^x in the same way.
func expNear(x float64) float64 {
	if math.Abs(x) > 1 {
		return math.Exp(x)
	}
	even := 12 + float64(x*x)
	return (even + 6*x) / (even - 6*x)
}

// polishedYearly corrects a rate to its last figures by Halley's method on the
// NPV carried to the end of the row, F(x) = Σ a_t·x^(n−t), x = 1+r.
func polishedYearly(flows []float64, rate float64) (float64, bool) {
	for range 4 {
		if !(rate > -1) {
			return 0, false
		}
		value, slope, bend := carriedNPV(flows, rate)
		step := value / slope
		step /= 1 - step*bend/slope
		rate -= step
		size := math.Abs(step) * float64(len(flows)) / (1 + rate)
		if !(size < 0.1) {
			return 0, false
		}
		if size*size*math.Abs(step) <= 1e-16*math.Abs(rate) { // twelve times what is left
			return rate, rate > -1
		}
	}
	return rate, rate > -1
}

// carriedNPV is F, F' and F”/2 at x = 1+rate: F by Horner's rule in float64
// with what each step rounds away carried along beside it, as in preciseNPV.
func carriedNPV(flows []float64, rate float64) (value, slope, bend float64) {
	x := twoSum(1, rate)
	var sum, lost float64
	for _, flow := range flows {
		bend = float64(bend*x.high) + slope
		slope = float64(slope*x.high) + sum
		product := float64(sum * x.high)
		next := twoSum(product, flow)
		lost = float64(lost*x.high) + (math.FMA(sum, x.high, -product) + next.low)
		sum = next.high
	}
	return sum + (lost + float64(slope*x.low)), slope, bend
}
