package calc

import (
	"math"
	"math/big"
	"slices"
)

// Root isolation. With y = (1+r)^(−1/unit) the NPV is f(y) = Σ a_k·y^d_k with
// whole exponents d_0 = 0 < d_1 < …, sought on y > 0, where r > −1. (All
// exponents are first divided by their common divisor.)
//
// Between the exponents where the k-th change of sign happens choose c. Then
// y^−c·f has the roots of f, and its derivative is y^(−c−1)·g with
//
//	g(y) = Σ a_k·(d_k − c)·y^d_k
//
// which has one change of sign less: this is Laguerre's proof of Descartes'
// rule, and here it is the algorithm. The roots of g, found the same way,
// cut y > 0 into stretches on which y^−c·f is monotone, so that the signs of f
// at their ends tell whether a stretch has one root or none. No root can be
// missed as long as every sign is right. A sign is taken from float64 when it
// is larger than a bound on its rounding error, else from intervals of
// arbitrary precision with outward rounding, as precise as it takes. Only a
// place that is a root of g and where f is zero to the last of 480 bits is a
// repeated root: rates closer than that are one.

// found is what isolation finds.
type found struct {
	rates    []float64 // ascending
	repeated bool      // two or more rates are one, or too close to tell
	outside  bool      // there is a rate too near −1 or too large for a float64
}

// isolateRates finds all rates of terms of which there is at least one.
func isolateRates(terms []term, unit int64) found {
	return newSparse(terms).rates(unit, nil)
}

// rates finds the rates of a polynomial of at least one term, those left out
// whose mark is to be dropped.
func (f *sparse) rates(unit int64, drop func(mark) bool) found {
	perYear := float64(unit) / float64(f.scale)
	low := math.Max(math.Exp2(-1023/perYear), 0x1p-1000) // the largest rate
	high := math.Min(math.Exp2(53/perYear), 0x1p1000)    // the rate nearest −1
	// Beyond them only the number of rates matters, and mostly one term rules.
	if !f.firstRules(low) {
		low = 0x1p-1000
	}
	if !f.lastRules(high) {
		high = 0x1p1000
	}
	var result found
	marks := slices.DeleteFunc(f.marks(low, high, true), func(m mark) bool { return drop != nil && drop(m) })
	for i := len(marks) - 1; i >= 0; i-- { // falling y is rising r
		result.repeated = result.repeated || marks[i].repeated
		if rate := f.rate(marks[i], perYear); rate > -1 && !math.IsInf(rate, 0) {
			result.rates = append(result.rates, rate)
		} else {
			result.outside = true
		}
	}
	if distinct := slices.Compact(result.rates); len(distinct) < len(result.rates) {
		result.rates, result.repeated = distinct, true
	}
	last := len(f.terms) - 1
	result.outside = result.outside || f.signAt(point(low)) != f.terms[0].exact.Sign() ||
		f.signAt(point(high)) != f.terms[last].exact.Sign()
	return result
}

// firstRules tells that f has no zero from 0 to y, since there the first term
// is larger than all of the other sign together.
func (f *sparse) firstRules(y float64) bool { return f.rules(0, y) }

// lastRules tells the same of the last term and y and above.
func (f *sparse) lastRules(y float64) bool { return f.rules(len(f.terms)-1, y) }

func (f *sparse) rules(ruler int, y float64) bool {
	against, place := 0.0, math.Log2(y)
	for _, t := range f.terms {
		if t.exact.Sign() != f.terms[ruler].exact.Sign() {
			against += math.Exp2(t.log - f.terms[ruler].log + place*float64(t.power-f.terms[ruler].power))
		}
	}
	return against < 0.99 // the logarithms are rounded
}

// sparse is a polynomial with few terms.
type sparse struct {
	terms    []sparseTerm
	scale    int64   // what the exponents were divided by
	rounding float64 // relative bound on the float64 evaluation's error
	bits     uint    // precision that holds every coefficient exactly
	plain    bool    // the coefficients are usable as float64
}

type sparseTerm struct {
	power, gap int64 // exponent, and its distance to the one before
	exact      *big.Float
	size       *big.Float // the magnitude of exact
	near       float64    // exact, scaled, within half a unit in the last place
	log        float64    // log₂ of size, to about 50 bits
}

// mark is a small interval with one root, outside which the polynomial it
// belongs to has a sure sign.
type mark struct {
	low, high *big.Float
	owner     *sparse
	repeated  bool // a zero that is a turn too; not to be refined
}

func newSparse(terms []term) *sparse {
	exact := make([]sparseTerm, len(terms))
	for i, t := range terms {
		exact[i] = sparseTerm{power: t.at, exact: new(big.Float).SetFloat64(t.amount)}
	}
	return exactSparse(exact)
}

// exactSparse is the polynomial of terms in order of power.
func exactSparse(terms []sparseTerm) *sparse {
	first, scale := terms[0].power, int64(0)
	for _, t := range terms {
		scale = greatestCommonDivisor(scale, t.power-first)
	}
	f := &sparse{terms: terms, scale: max(scale, 1), bits: 53}
	for i := range terms {
		terms[i].power = (terms[i].power - first) / f.scale
		f.bits = max(f.bits, terms[i].exact.MinPrec())
	}
	f.prepare()
	return f
}

func greatestCommonDivisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// prepare fills in what follows from powers and exact coefficients.
func (f *sparse) prepare() {
	largest := 0
	for _, t := range f.terms {
		largest = max(largest, t.exact.MantExp(nil))
	}
	f.plain = true
	for i := range f.terms {
		t := &f.terms[i]
		if i > 0 {
			t.gap = t.power - f.terms[i-1].power
		}
		t.size = new(big.Float).Abs(t.exact)
		scaled := new(big.Float).SetMantExp(t.exact, -largest)
		t.near, _ = scaled.Float64()
		mantissa := new(big.Float)
		exponent := t.size.MantExp(mantissa)
		fraction, _ := mantissa.Float64()
		t.log = float64(exponent) + math.Log2(fraction)
		f.plain = f.plain && math.Abs(t.near) > 0x1p-900
	}
	degree := f.terms[len(f.terms)-1].power
	// Powers: one rounding per squaring or product, at most 2 per unit of the
	// exponent; then the coefficient's own, the product's, and the sum's.
	f.rounding = 1.01 * 0x1p-53 * float64(2*degree+int64(len(f.terms))+8)
}

// derived is g, which has one change of sign less than f.
func (f *sparse) derived(changes int) *sparse {
	seen, split := 0, int64(0)
	for i := 1; i < len(f.terms); i++ {
		if f.terms[i].exact.Sign() != f.terms[i-1].exact.Sign() {
			if seen++; seen == (changes+1)/2 {
				split = f.terms[i].power + f.terms[i-1].power // 2c
			}
		}
	}
	g := &sparse{scale: f.scale, bits: f.bits + 32, terms: make([]sparseTerm, len(f.terms))}
	for i, t := range f.terms {
		factor := new(big.Float).SetInt64(2*t.power - split)
		g.terms[i] = sparseTerm{
			power: t.power,
			exact: new(big.Float).SetPrec(g.bits).Mul(t.exact, factor),
		}
	}
	g.prepare()
	return g
}

func (f *sparse) signChanges() int {
	changes := 0
	for i := 1; i < len(f.terms); i++ {
		if f.terms[i].exact.Sign() != f.terms[i-1].exact.Sign() {
			changes++
		}
	}
	return changes
}

func point(y float64) *big.Float { return new(big.Float).SetFloat64(y) }

// settled is the mark of a repeated root: the float64 inside, when f is exactly
// zero there, as it is at a rate of 0.
func (f *sparse) settled(m mark) mark {
	m.owner, m.repeated = f, true
	degree := uint(f.terms[len(f.terms)-1].power)
	y, _ := m.low.Float64()
	for _, near := range []float64{math.Nextafter(y, 0), y, math.Nextafter(y, math.Inf(1))} {
		at := point(near)
		exactly := f.bits + at.MinPrec()*(degree+1) + 64 // bits that hold every power
		if at.Cmp(m.low) < 0 || at.Cmp(m.high) > 0 || exactly > 1<<14 {
			continue
		}
		if _, zero := f.bounds(at, at, exactly); zero {
			m.low, m.high = at, at
			break
		}
	}
	return m
}

// reach encloses the positive zeros of f, by Fujiwara's bound and the same for
// 1/y, with room for the rounding of the logarithms:
//
//	max zero ≤ 2·max_k |a_k/a_n|^(1/(d_n − d_k)),  min zero ≥ ½·min_k |a_0/a_k|^(1/d_k)
func (f *sparse) reach() (low, high float64) {
	last := len(f.terms) - 1
	low, high = math.Inf(1), 0
	for k, t := range f.terms {
		if k < last {
			high = math.Max(high, math.Exp2((t.log-f.terms[last].log)/float64(f.terms[last].power-t.power)))
		}
		if k > 0 {
			low = math.Min(low, math.Exp2((f.terms[0].log-t.log)/float64(t.power)))
		}
	}
	return low / 4, high * 4
}

// marks are the roots of f between low and high, ascending, each inside its
// mark: to neighboring float64 when closely, else as near as float64 can tell.
func (f *sparse) marks(low, high float64, closely bool) []mark {
	changes := f.signChanges()
	if changes == 0 {
		return nil
	}
	least, most := f.reach()
	if low, high = math.Max(low, least), math.Min(high, most); low >= high {
		return nil
	}
	var turns []mark
	if changes > 1 {
		turns = f.derived(changes).marks(low, high, false)
	}
	var roots []mark
	from := point(low)
	sign := f.signAt(from)
	// A stretch between two turns has one root when its ends differ in sign.
	// An end at zero is a repeated root, already marked; from it f only rises
	// or only falls, so the stretch has no other.
	stretch := func(to *big.Float, toSign int) {
		if sign*toSign < 0 {
			roots = append(roots, f.narrow(from, to, sign, closely))
		}
	}
	for i := range turns {
		turn := &turns[i]
		at := f.signOn(turn)
		if at == 0 {
			at = f.signPast(turn, sign)
		}
		if at != 0 {
			stretch(turn.low, at)
			from, sign = turn.high, at
			continue
		}
		stretch(turn.low, f.signAt(turn.low))
		repeated := f.settled(*turn)
		roots = append(roots, repeated)
		from, sign = repeated.high, f.signAt(repeated.high)
	}
	end := point(high)
	stretch(end, f.signAt(end))
	return roots
}

// signPast is the sign f has on a mark too wide to tell it from intervals, when
// f has already changed sign before it: f rises or falls all the way to the
// turn, which is thus farther from 0 than the mark's ends. Else 0.
func (f *sparse) signPast(turn *mark, before int) int {
	if at := f.signAt(turn.low); at*before < 0 && f.signAt(turn.high) == at {
		return at
	}
	return 0
}

// narrow closes in on the one root between from and to, where f has the sign
// given at from and the other at to, until the ends are neighboring float64 or
// the root itself; unless closely, it stops where float64 arithmetic cannot
// tell the sign, which is enough for most turns and saves most of the work.
func (f *sparse) narrow(from, to *big.Float, sign int, closely bool) mark {
	low, _ := from.Float64()
	high, _ := to.Float64()
	if point(low).Cmp(from) < 0 {
		low = math.Nextafter(low, math.Inf(1))
	}
	if point(high).Cmp(to) > 0 {
		high = math.Nextafter(high, 0)
	}
	m := mark{from, to, f, false}
	// Positive float64 are ordered as their bits are: halving the distance in
	// bits takes at most 64 steps over any range.
	for a, b := math.Float64bits(low), math.Float64bits(high); a < b; {
		middle := a + (b-a)/2
		y := point(math.Float64frombits(middle))
		at := f.signPlain(math.Float64frombits(middle))
		if at == 0 {
			if !closely {
				return m
			}
			at = f.signAt(y)
		}
		switch at {
		case 0:
			return mark{y, y, f, false}
		case sign:
			m.low, a = y, middle+1
		default:
			m.high, b = y, middle
		}
	}
	return m
}

// refine closes the mark to a relative width of 2^−bits by halving.
func (m *mark) refine(bits uint) {
	if m.repeated || m.low.Cmp(m.high) == 0 {
		return
	}
	precision := bits + 32
	sign := m.owner.signAt(m.low)
	width := new(big.Float).SetPrec(precision)
	limit := new(big.Float).SetPrec(precision)
	for {
		limit.SetMantExp(m.high, -int(bits))
		if width.Sub(m.high, m.low).Cmp(limit) <= 0 {
			return
		}
		middle := new(big.Float).SetPrec(precision).Add(m.low, m.high)
		middle.SetMantExp(middle, -1)
		switch m.owner.signAt(middle) {
		case 0:
			m.low, m.high = middle, middle
			return
		case sign:
			m.low = middle
		default:
			m.high = middle
		}
	}
}

// finest is how many bits of y are looked at before a value is called zero.
const finest = 480

// signOn is the sign f has all over a mark of another polynomial, which it
// refines as needed; 0 when f has a zero there or cannot be told from zero.
func (f *sparse) signOn(m *mark) int {
	if m.low.Cmp(m.high) == 0 {
		return f.signAt(m.low)
	}
	if sign := f.signNear(m); sign != 0 {
		return sign
	}
	for bits := uint(60); bits <= finest; bits *= 2 {
		m.refine(bits)
		if m.low.Cmp(m.high) == 0 {
			return f.signAt(m.low)
		}
		if sign, _ := f.bounds(m.low, m.high, f.bits+bits+64); sign != 0 {
			return sign
		}
	}
	return 0
}

// signAt is the sign of f at y; 0 when f(y) is zero or closer to it than 480
// bits can tell.
func (f *sparse) signAt(y *big.Float) int {
	if at, accuracy := y.Float64(); accuracy == big.Exact {
		if sign := f.signPlain(at); sign != 0 {
			return sign
		}
	}
	for bits := uint(128); ; bits *= 2 {
		sign, zero := f.bounds(y, y, f.bits+y.MinPrec()+bits)
		if sign != 0 || zero || bits > finest {
			return sign
		}
	}
}

// signPlain is the sign of f at y by float64 arithmetic; 0 when its rounding
// could have changed it.
func (f *sparse) signPlain(y float64) int {
	value, size := f.evaluate(y)
	if math.Abs(value) > f.rounding*size {
		return sign(value)
	}
	return 0
}

// signNear is signOn in float64; 0 when that cannot tell.
func (f *sparse) signNear(m *mark) int {
	low, accuracy := m.low.Float64()
	high, also := m.high.Float64()
	if accuracy != big.Exact || also != big.Exact {
		return 0
	}
	value, size := f.evaluate(low)
	// Over the mark each term grows by the factor (high/low)^power at most.
	degree := float64(f.terms[len(f.terms)-1].power)
	growth := math.Expm1(degree*math.Log1p((high-low)/low)) * 1.01
	if math.Abs(value) > (f.rounding+growth)*size {
		return sign(value)
	}
	return 0
}

func sign(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}

// evaluate is f(y) and the sum of its terms' magnitudes in float64; the size
// is infinite when a number on the way left the range where the error bound
// holds.
func (f *sparse) evaluate(y float64) (value, size float64) {
	if !f.plain {
		return 0, math.Inf(1)
	}
	factor := 1.0
	for i := range f.terms {
		t := &f.terms[i]
		switch t.gap {
		case 0:
		case 1:
			factor *= y
		default:
			factor *= wholePower(y, t.gap)
		}
		worth := float64(t.near * factor)
		value += worth
		size += math.Abs(worth)
	}
	if !(factor > 0x1p-100 && factor < 0x1p900) || !(size < 0x1p1000) {
		return 0, math.Inf(1)
	}
	return value, size
}

func wholePower(y float64, n int64) float64 {
	result := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result *= y
		}
		y *= y
	}
	return result
}

// bounds encloses the values of f over [low, high] with outward rounding at
// the precision given: the sign when it is one and sure, else 0, and whether
// every value is exactly zero.
func (f *sparse) bounds(low, high *big.Float, precision uint) (sign int, zero bool) {
	down := newInterval(precision, big.ToNegativeInf)
	up := newInterval(precision, big.ToPositiveInf)
	for i := range f.terms {
		t := &f.terms[i]
		down.advance(low, t.gap)
		up.advance(high, t.gap)
		if t.exact.Sign() > 0 {
			down.add(&down.gains, t.size)
			up.add(&up.gains, t.size)
		} else {
			down.add(&down.losses, t.size)
			up.add(&up.losses, t.size)
		}
	}
	// gains and losses are both sums of magnitudes.
	switch {
	case down.gains.Cmp(&up.losses) > 0:
		return 1, false
	case down.losses.Cmp(&up.gains) > 0:
		return -1, false
	}
	zero = down.gains.Cmp(&up.gains) == 0 && down.losses.Cmp(&up.losses) == 0
	return 0, zero
}

// interval is one end of an interval evaluation: everything is rounded the
// same way, and everything is positive, so the ends never cross.
type interval struct {
	factor, term, square big.Float
	gains, losses        big.Float
}

func newInterval(precision uint, mode big.RoundingMode) *interval {
	n := &interval{}
	for _, z := range []*big.Float{&n.factor, &n.term, &n.square, &n.gains, &n.losses} {
		z.SetPrec(precision).SetMode(mode)
	}
	n.factor.SetInt64(1)
	return n
}

// advance multiplies the factor by y^gap.
func (n *interval) advance(y *big.Float, gap int64) {
	if gap == 1 {
		n.factor.Mul(&n.factor, y)
		return
	}
	n.square.Set(y)
	for ; gap > 0; gap >>= 1 {
		if gap&1 == 1 {
			n.factor.Mul(&n.factor, &n.square)
		}
		n.square.Mul(&n.square, &n.square)
	}
}

func (n *interval) add(sum, size *big.Float) {
	n.term.Mul(&n.factor, size)
	sum.Add(sum, &n.term)
}

// rate is r = y^(−perYear) − 1 for the root inside the mark, to the last
// figures also when r is small.
func (f *sparse) rate(m mark, perYear float64) float64 {
	y := f.interpolate(m)
	one := new(big.Float).SetPrec(y.Prec()).SetInt64(1)
	above := new(big.Float).SetPrec(y.Prec()).Sub(one, y)
	if perYear == 1 {
		rate, _ := above.Quo(above, y).Float64()
		return rate
	}
	near, _ := above.Float64()
	if math.Abs(near) < 0.5 {
		return math.Expm1(-perYear * math.Log1p(-near))
	}
	value, _ := y.Float64()
	return math.Expm1(-perYear * math.Log(value))
}

// interpolate is the root inside the mark by the chord between its ends, which
// for ends that are neighboring float64 is mostly good to about 100 bits. Where
// f does not change sign within the rate's last places around it, as beside
// another root, the mark is closed further first.
func (f *sparse) interpolate(m mark) *big.Float {
	y := f.chord(m)
	if m.repeated {
		return y
	}
	for bits := uint(120); bits <= finest && m.low.Cmp(m.high) != 0 && !f.turnsAround(y); bits *= 2 {
		m.refine(bits)
		y = f.chord(m)
	}
	return y
}

// turnsAround tells whether f changes sign within 2^−56 of the rate at y.
func (f *sparse) turnsAround(y *big.Float) bool {
	number := func() *big.Float { return new(big.Float).SetPrec(y.Prec()) }
	near := number().Sub(y, big.NewFloat(1))
	if near.Abs(near).Cmp(y) > 0 {
		near.Set(y) // far from 1 it is the digits of y that count
	}
	near.SetMantExp(near, -56)
	below, above := number().Sub(y, near), number().Add(y, near)
	return f.signAt(below)*f.signAt(above) <= 0 && (near.Sign() != 0 || f.signAt(y) == 0)
}

// chord is where the chord between the ends of a mark is 0; their middle when
// the root is a repeated one.
func (f *sparse) chord(m mark) *big.Float {
	precision := max(m.low.MinPrec(), m.high.MinPrec()) + 160
	number := func() *big.Float { return new(big.Float).SetPrec(precision) }
	if m.low.Cmp(m.high) == 0 {
		return number().Set(m.low)
	}
	width, share := number().Sub(m.high, m.low), number().SetFloat64(0.5)
	if !m.repeated {
		atLow, atHigh := f.value(m.low, precision), f.value(m.high, precision)
		if rise := number().Sub(atHigh, atLow); rise.Sign() != 0 {
			share.Quo(number().Neg(atLow), rise)
		}
	}
	return number().Add(m.low, width.Mul(width, share))
}

// value is f(y) rounded to the precision given.
func (f *sparse) value(y *big.Float, precision uint) *big.Float {
	n := newInterval(precision+f.bits, big.ToNearestEven)
	for i := range f.terms {
		t := &f.terms[i]
		n.advance(y, t.gap)
		if t.exact.Sign() > 0 {
			n.add(&n.gains, t.size)
		} else {
			n.add(&n.losses, t.size)
		}
	}
	return new(big.Float).SetPrec(precision).Sub(&n.gains, &n.losses)
}
