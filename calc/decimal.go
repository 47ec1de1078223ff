package calc

import (
	"math/big"
	"strconv"
)

// decimal is the number people wrote: the shortest decimal that reads as this
// float64, exactly. 0.05 is five hundredths, and not the binary fraction beside
// it. The number must be finite.
func decimal(x float64) *big.Rat {
	exact, read := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	if !read {
		return new(big.Rat).SetFloat64(x) // digits always read
	}
	return exact
}

// timesExactly is the amount times a factor, rounded once: to the øre, half away
// from zero. ErrMoneyRange beyond the range of Money.
func (m Money) timesExactly(factor *big.Rat) (Money, error) {
	// ⌊(2·|m|·n + d) / 2d⌋ of a factor n/d.
	numerator := new(big.Int).Mul(big.NewInt(int64(m)), factor.Num())
	negative := numerator.Sign() < 0
	numerator.Abs(numerator).Lsh(numerator, 1).Add(numerator, factor.Denom())
	ore := numerator.Quo(numerator, new(big.Int).Lsh(factor.Denom(), 1))
	if negative {
		ore.Neg(ore)
	}
	if !ore.IsInt64() {
		return 0, ErrMoneyRange
	}
	return Money(ore.Int64()), nil
}
