package charts

import (
	"testing"

	"raaderum/calc"
)

// An amount that is not zero never reads as zero, and one that rounds to a digit
// is not given more of them than it needs. By hand: 1,660 kroner are 0.00166
// million, 9,600 are 0.0096, and 499 are 0.499 thousand.
func TestLabelsAreNeverZeroByRounding(t *testing.T) {
	of := func(kroner int64) *calc.Money {
		m := calc.Money(kroner) * calc.Krone
		return &m
	}
	million, thousand := scaleFor(plain{}, of(800_000)), scaleFor(plain{}, of(300_000))
	for _, one := range []struct {
		scale  scale
		kroner int64
		want   string
	}{
		{million, 1660, "0.002"}, {million, 9600, "0.01"}, {million, -1660, "-0.002"}, {million, 0, "0"}, {million, 80_000, "0.08"},
		{thousand, 499, "0.5"}, {thousand, 40, "0.04"}, {thousand, 0, "0"}, {thousand, 1499, "1"},
	} {
		if got := one.scale.label(*of(one.kroner)); got != one.want {
			t.Errorf("%d kroner are written %s, want %s", one.kroner, got, one.want)
		}
	}
}
