package calc

import (
	"errors"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Money (beløb) is an exact amount in øre, hundredths of a Danish krone. Its
// sign is the caller's business: flows are gain positive, stored cost and
// benefit lines are positive in their own direction.
type Money int64

// Ore per krone, thousand kroner and million kroner: the units a workbook may
// use. Conversion happens in the importer and nowhere else.
const (
	Krone         Money = 100
	ThousandKrone       = 1_000 * Krone
	MillionKrone        = 1_000_000 * Krone
)

// ErrMoneyRange says that an amount does not fit in Money (about ±92 quadrillion
// kroner) or is not a finite number.
var ErrMoneyRange = errors.New("calc: amount out of range")

// FromKroner rounds an amount in kroner to whole øre, half away from zero: the
// one rounding rule of the program. As in a spreadsheet it is the decimal
// number people see that is rounded: 2.675 is 2.68, although the nearest
// float64 lies a hair below. NaN, infinities and amounts beyond the range of
// Money give ErrMoneyRange. Excel equivalent: ROUND(x, 2).
func FromKroner(kroner float64) (Money, error) {
	ore := math.Round(kroner * 100)
	if !(ore > -math.MaxInt64 && ore < math.MaxInt64) {
		return 0, ErrMoneyRange
	}
	if tie := math.Abs(math.Abs(float64(kroner*100)-ore) - 0.5); tie <= 0x1p-50*math.Abs(ore) {
		ore = math.Copysign(roundedUp(math.Abs(kroner)), kroner)
	}
	return Money(ore), nil
}

// roundedUp is the whole øre of an amount near half an øre: up when the third
// decimal of its shortest decimal form is 5 or more.
func roundedUp(kroner float64) float64 {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(kroner, 'f', -1, 64), ".")
	fraction = (fraction + "000")[:3]
	ore, err := strconv.ParseFloat(whole+fraction[:2], 64)
	if err != nil {
		return math.Round(kroner * 100) // digits always parse
	}
	if fraction[2] >= '5' {
		ore++
	}
	return ore
}

// Kroner is the amount in kroner, for the calculator's floating point side.
// The nearest float64; FromKroner gives back the same amount below 2^46 kroner,
// 70 million million.
func (m Money) Kroner() float64 { return float64(m) / 100 }

// Add is m + n, or ErrMoneyRange when the sum overflows.
func (m Money) Add(n Money) (Money, error) {
	sum := m + n
	if (sum > m) != (n > 0) && n != 0 {
		return 0, ErrMoneyRange
	}
	return sum, nil
}

// Times is m multiplied by the fraction numerator/denominator, rounded half
// away from zero. It never overflows on the way. The denominator must be
// positive; a product beyond the range of Money gives ErrMoneyRange.
func (m Money) Times(numerator, denominator int64) (Money, error) {
	if denominator <= 0 {
		return 0, ErrMoneyRange
	}
	negative := (m < 0) != (numerator < 0)
	high, low := bits.Mul64(magnitude(int64(m)), magnitude(numerator))
	if high >= uint64(denominator) {
		return 0, ErrMoneyRange
	}
	quotient, remainder := bits.Div64(high, low, uint64(denominator))
	if remainder >= uint64(denominator)-remainder {
		quotient++
	}
	if quotient > math.MaxInt64 {
		return 0, ErrMoneyRange
	}
	if negative {
		return -Money(quotient), nil
	}
	return Money(quotient), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// SumMoney adds exactly. An empty list sums to zero; whether an empty list
// means "nothing" or "not known" is for the caller to say.
//
// Excel equivalent: SUM(amounts).
func SumMoney(amounts ...Money) (Money, error) {
	var total Money
	var err error
	for _, amount := range amounts {
		if total, err = total.Add(amount); err != nil {
			return 0, err
		}
	}
	return total, nil
}
