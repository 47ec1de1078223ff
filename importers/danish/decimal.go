package danish

import (
	"cmp"
	"math"
	"math/big"
	"strconv"
	"strings"

	"raaderum/calc"
)

// Decimal is an exact decimal number, coefficient / 10^scale. The zero Decimal
// is 0. Decimals are normalised (no trailing zeros), so == compares values.
type Decimal struct {
	coefficient int64
	scale       int
}

// The bounds of what is taken as a number: 18 digits, and no more than 30 places;
// and the digits that Excel keeps of one.
const (
	keptDigits = 15
	maxDigits  = 18
	maxScale   = 30
)

// DecimalOf is coefficient / 10^scale.
func DecimalOf(coefficient int64, scale int) Decimal {
	for scale > 0 && coefficient%10 == 0 {
		coefficient /= 10
		scale--
	}
	return Decimal{coefficient, scale}
}

// ParseStored reads a number as a workbook stores it: point, exponent. Excel
// keeps 15 significant digits and writes 17, so 1.005 is stored as
// 1.0049999999999999; it is read back to the 15 digits that were typed and are
// shown. False for anything else, and for numbers beyond 18 digits.
func ParseStored(raw string) (Decimal, bool) {
	if n, ok := parseShort(raw); ok {
		return Decimal{coefficient: n}, true
	}
	mantissa, exponent := raw, 0
	if i := strings.IndexAny(raw, "eE"); i >= 0 {
		n, err := strconv.Atoi(raw[i+1:])
		if err != nil || n > 400 || n < -400 {
			return Decimal{}, false
		}
		mantissa, exponent = raw[:i], n
	}
	sign, digits := int64(1), strings.TrimPrefix(mantissa, "+")
	if rest, negative := strings.CutPrefix(digits, "-"); negative {
		sign, digits = -1, rest
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole+fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return Decimal{}, false
	}
	significant, scale := strings.TrimLeft(whole+fraction, "0"), len(fraction)-exponent
	if significant == "" {
		return Decimal{}, true
	}
	if len(significant) > keptDigits {
		cut := len(significant) - keptDigits
		up := significant[keptDigits] >= '5'
		significant, scale = significant[:keptDigits], scale-cut
		n, _ := strconv.ParseInt(significant, 10, 64)
		if up {
			n++
		}
		significant = strconv.FormatInt(n, 10)
	}
	n, _ := strconv.ParseInt(significant, 10, 64)
	for ; scale < 0; scale++ {
		if n > 1e17 {
			return Decimal{}, false
		}
		n *= 10
	}
	d := DecimalOf(sign*n, scale)
	return d, d.scale <= maxScale
}

// parseShort reads a whole number of no more digits than Excel keeps, as nearly
// all amounts are, in a fraction of the time.
func parseShort(raw string) (n int64, ok bool) {
	digits := strings.TrimPrefix(raw, "-")
	if len(digits) == 0 || len(digits) > keptDigits {
		return 0, false
	}
	for i := range len(digits) {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if len(digits) < len(raw) {
		n = -n
	}
	return n, true
}

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coefficient < 0:
		return -1
	case d.coefficient > 0:
		return 1
	}
	return 0
}

// Parts are the coefficient and the scale, as DecimalOf takes them. The scale is
// at most 30.
func (d Decimal) Parts() (coefficient int64, scale int) { return d.coefficient, d.scale }

// Negated is −d.
func (d Decimal) Negated() Decimal { return Decimal{-d.coefficient, d.scale} }

// Shifted is d × 10^places; false when the digits do not fit.
func (d Decimal) Shifted(places int) (Decimal, bool) {
	if d.coefficient == 0 {
		return d, true
	}
	scale := d.scale - places
	for ; scale < 0; scale++ {
		if d.coefficient > 1e17 || d.coefficient < -1e17 {
			return Decimal{}, false
		}
		d.coefficient *= 10
	}
	shifted := DecimalOf(d.coefficient, scale)
	return shifted, shifted.scale <= maxScale
}

// Cmp compares two decimals: -1, 0 or 1.
func (d Decimal) Cmp(e Decimal) int {
	if d.scale == e.scale {
		return cmp.Compare(d.coefficient, e.coefficient)
	}
	return d.rat().Cmp(e.rat())
}

// Float is the nearest float64, for what is no amount of money.
func (d Decimal) Float() float64 {
	if -exactFloat <= d.coefficient && d.coefficient <= exactFloat && d.scale < len(floatPowers) {
		return float64(d.coefficient) / floatPowers[d.scale] // both exact, so rounded once
	}
	f, _ := d.rat().Float64()
	return f
}

// exactFloat is how large whole numbers are that a float64 holds exactly, and
// floatPowers are the powers of ten that it holds exactly.
const exactFloat = 1 << 53

var floatPowers = [...]float64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// Integer is d when it is a whole number.
func (d Decimal) Integer() (int64, bool) { return d.coefficient, d.scale == 0 }

// String is the machine form, "-1234.5".
func (d Decimal) String() string {
	if d.scale == 0 {
		return strconv.FormatInt(d.coefficient, 10)
	}
	return d.rat().FloatString(d.scale)
}

// Ore is d units of money in øre, rounded half away from zero: exact, whatever
// the unit. calc.ErrMoneyRange when it does not fit.
func (d Decimal) Ore(unit Unit) (calc.Money, error) {
	if whole, ok := d.smallOre(int64(unit.Ore())); ok {
		return whole, nil
	}
	return d.anyOre(unit)
}

// WholeOre is d units of money when that is a whole number of øre; false when it
// is not, or does not fit.
func (d Decimal) WholeOre(unit Unit) (calc.Money, bool) {
	money, err := d.Ore(unit)
	whole := new(big.Rat).Mul(d.rat(), new(big.Rat).SetInt64(int64(unit.Ore()))).IsInt()
	return money, err == nil && whole
}

// smallOre is Ore of numbers whose product fits in 63 bits, as nearly all do.
func (d Decimal) smallOre(unit int64) (calc.Money, bool) {
	const most = math.MaxInt64
	if unit <= 0 || d.scale > maxDigits || d.coefficient > most/unit || d.coefficient < -most/unit {
		return 0, false
	}
	product, power := d.coefficient*unit, int64(floatPowers[d.scale])
	quotient, remainder := product/power, product%power
	if remainder < 0 {
		remainder = -remainder
	}
	if remainder >= power-remainder { // half a power or more, without doubling
		if product < 0 {
			quotient--
		} else {
			quotient++
		}
	}
	return calc.Money(quotient), true
}

func (d Decimal) anyOre(unit Unit) (calc.Money, error) {
	product := new(big.Int).Mul(big.NewInt(d.coefficient), big.NewInt(int64(unit.Ore())))
	power := tenTo(d.scale)
	quotient, remainder := new(big.Int).QuoRem(product, power, new(big.Int))
	if remainder.Abs(remainder).Lsh(remainder, 1).Cmp(power) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(product.Sign())))
	}
	if !quotient.IsInt64() {
		return 0, calc.ErrMoneyRange
	}
	return calc.Money(quotient.Int64()), nil
}

func (d Decimal) rat() *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(d.coefficient), tenTo(d.scale))
}

func tenTo(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}
