package calc_test

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

func TestFromKronerRoundsHalfAwayFromZero(t *testing.T) {
	// The values of LibreOffice 7.4's ROUND(x; 2), times 100.
	for _, c := range []struct {
		kroner float64
		want   calc.Money
	}{
		{0, 0}, {0.004, 0}, {0.005, 1}, {-0.005, -1}, {1.005, 101}, {2.675, 268}, {-2.675, -268},
		{0.285, 29}, {1.115, 112}, {335546.6993048615, 33554670}, {1234567.894999, 123456789},
		{math.Copysign(0, -1), 0}, {1e-300, 0},
	} {
		got, err := calc.FromKroner(c.kroner)
		if err != nil || got != c.want {
			t.Errorf("FromKroner(%v) = %d, %v, want %d", c.kroner, got, err, c.want)
		}
	}
}

func TestFromKronerRefusesWhatIsNoAmount(t *testing.T) {
	for _, kroner := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e17, -1e17, math.MaxFloat64, -0x1p63 / 100} {
		if got, err := calc.FromKroner(kroner); !errors.Is(err, calc.ErrMoneyRange) {
			t.Errorf("FromKroner(%v) = %d, %v", kroner, got, err)
		}
	}
}

// Any decimal with up to five decimals rounds as its digits say.
func TestFromKronerRoundsTheDecimalPeopleSee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.Int64Range(-1e14, 1e14).Draw(t, "hundred-thousandths")
		kroner, err := strconv.ParseFloat(strconv.FormatInt(units, 10)+"e-5", 64)
		if err != nil {
			t.Fatal(err)
		}
		want := (abs(units) + 500) / 1000
		if units < 0 {
			want = -want
		}
		if got, err := calc.FromKroner(kroner); err != nil || int64(got) != want {
			t.Fatalf("FromKroner(%v) = %d, %v, want %d", kroner, got, err, want)
		}
	})
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

func TestKronerAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := calc.Money(rapid.Int64Range(-100<<46, 100<<46).Draw(t, "øre"))
		if back, err := calc.FromKroner(m.Kroner()); err != nil || back != m {
			t.Fatalf("%d øre came back as %d, %v", m, back, err)
		}
	})
}

// Add and SumMoney are exact or ErrMoneyRange, as arbitrary precision says.
func TestSumsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64(), 0, 6).Draw(t, "amounts")
		money := make([]calc.Money, len(amounts))
		exact, inRange := new(big.Int), true
		for i, amount := range amounts {
			money[i] = calc.Money(amount)
			exact.Add(exact, big.NewInt(amount))
			inRange = inRange && exact.IsInt64()
		}
		sum, err := calc.SumMoney(money...)
		if inRange != (err == nil) {
			t.Fatalf("%v: error %v, exact sum %v", amounts, err, exact)
		}
		if inRange && int64(sum) != exact.Int64() {
			t.Fatalf("%v: %d, exact %v", amounts, sum, exact)
		}
	})
}

// Times is the exact fraction rounded half away from zero, or ErrMoneyRange.
func TestTimesRoundsTheExactFraction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.Int64().Draw(t, "m")
		numerator := rapid.Int64().Draw(t, "numerator")
		denominator := rapid.OneOf(rapid.Int64Range(1, 1000), rapid.Int64Range(1, math.MaxInt64)).Draw(t, "denominator")

		twice := new(big.Int).Mul(big.NewInt(m), big.NewInt(numerator))
		negative := twice.Sign() < 0
		twice.Abs(twice).Lsh(twice, 1)
		d := big.NewInt(denominator)
		want := twice.Add(twice, d).Quo(twice, new(big.Int).Lsh(d, 1)) // ⌊(2·|m·n| + d) / 2d⌋
		if negative {
			want.Neg(want)
		}
		inRange := want.IsInt64() && want.Int64() != math.MinInt64

		got, err := calc.Money(m).Times(numerator, denominator)
		if inRange != (err == nil) || (err != nil && !errors.Is(err, calc.ErrMoneyRange)) {
			t.Fatalf("%d·%d/%d: error %v, exact %v", m, numerator, denominator, err, want)
		}
		if inRange && int64(got) != want.Int64() {
			t.Fatalf("%d·%d/%d = %d, exact %v", m, numerator, denominator, got, want)
		}
	})
	for _, denominator := range []int64{0, -1, math.MinInt64} {
		if _, err := calc.Money(1).Times(1, denominator); !errors.Is(err, calc.ErrMoneyRange) {
			t.Errorf("a denominator of %d: %v", denominator, err)
		}
	}
}
