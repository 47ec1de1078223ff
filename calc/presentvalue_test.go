package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Years without a flow weigh nothing, however large their factor.
func TestNPVNearTheEndsOfTheRange(t *testing.T) {
	zeros := make([]float64, 2000)
	row := func(flows ...float64) []float64 { return append(flows, zeros...) }
	for _, c := range []struct {
		name  string
		rate  float64
		flows []float64
		want  float64
	}{
		// 1+rate is 2^−50: the flow of year t counts 2^(50t).
		{"trailing zeros near −100 %", 0x1p-50 - 1, row(-1, 3), 3*0x1p50 - 1},
		// 2^(50·21) is too large for a float64, 2^−200 of it is not.
		{"a factor too large, a product not", 0x1p-50 - 1, append(append([]float64{}, zeros[:21]...), 0x1p-200), 0x1p850},
		{"beyond it and back", 0x1p-50 - 1, append(append([]float64{}, zeros[:23]...), 0x1p-200), 0x1p950},
		{"a factor too small, a product not", 0x1p50 - 1, append(append([]float64{}, zeros[:25]...), 0x1p1000), 0x1p-250},
		// (1−2)^−t alternates: 5 − 3 + 2.
		{"a rate below −100 %", -2, []float64{5, 3, 2}, 4},
		{"sums too large on the way", 0, []float64{1.5e308, 1.5e308, -1.5e308}, 1.5e308},
	} {
		npv, err := calc.NPV(c.rate, c.flows)
		if err != nil || npv != c.want {
			t.Errorf("%s: %v, %v, want %v", c.name, npv, err, c.want)
		}
	}
	var fault *calc.Error
	if npv, err := calc.NPV(0x1p-50-1, append(zeros[:40:40], 1)); !errors.As(err, &fault) || fault.Code != calc.ErrOverflow {
		t.Errorf("2^2000: %v, %v", npv, err)
	}
}

func TestXNPVNearTheEndsOfTheRange(t *testing.T) {
	// Forty years of 365 days at 2^−50 − 1 are a factor of 2^2000.
	first := date(2013, 1, 1)
	dates := []time.Time{first, first.AddDate(0, 0, 365), first.AddDate(0, 0, 40*365)}
	npv, err := calc.XNPV(0x1p-50-1, dates, []float64{-1, 3, 0})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "with a last flow of 0", npv/(3*0x1p50), 1, 1e-13)
	dates[2] = first.AddDate(0, 0, 22*365) // 2^1100, and 2^−200 of it is a number
	npv, err = calc.XNPV(0x1p-50-1, dates, []float64{0, 0, 0x1p-200})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "with a last flow of 2^−200", npv/0x1p900, 1, 1e-12)
	var fault *calc.Error
	if npv, err := calc.XNPV(0x1p-50-1, dates, []float64{0, 0, 1}); !errors.As(err, &fault) || fault.Code != calc.ErrOverflow {
		t.Errorf("2^1100: %v, %v", npv, err)
	}
	for name, c := range map[string]struct {
		dates []time.Time
		flows []float64
		code  calc.ErrorCode
		field string
	}{
		"no date":        {[]time.Time{first, {}}, []float64{1, 2}, calc.ErrDateMissing, "dates[1]"},
		"no first date":  {[]time.Time{{}, first}, []float64{1, 2}, calc.ErrDateMissing, "dates[0]"},
		"far date":       {[]time.Time{first, date(3014, 1, 1)}, []float64{1, 2}, calc.ErrDateRange, "dates[1]"},
		"NaN":            {[]time.Time{first, first}, []float64{1, math.NaN()}, calc.ErrNotFinite, "flows[1]"},
		"infinity":       {[]time.Time{first, first}, []float64{math.Inf(-1), 1}, calc.ErrNotFinite, "flows[0]"},
		"too few dates":  {[]time.Time{first}, []float64{1, 1}, calc.ErrLengthMismatch, "dates"},
		"nothing at all": {nil, nil, calc.ErrEmpty, "flows"},
	} {
		if npv, err := calc.XNPV(0.04, c.dates, c.flows); !errors.As(err, &fault) || fault.Code != c.code || fault.Field != c.field {
			t.Errorf("%s: %v, %v, want %s of %s", name, npv, err, c.code, c.field)
		}
	}
}

// Factors from the table are the library's power, to its last figures.
func TestXNPVIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.OneOf(rapid.Float64Range(-0.9, 5), rapid.Float64Range(-1e-6, 1e-6), rapid.Just(0.0)).Draw(t, "rate")
		first := date(2013, 1, 1)
		n := rapid.IntRange(1, 30).Draw(t, "flows")
		dates, flows := make([]time.Time, n), make([]float64, n)
		want, size := 0.0, 0.0
		for i := range flows {
			days := 0
			if i > 0 {
				days = rapid.IntRange(-5000, 36500).Draw(t, "days")
			}
			dates[i] = first.AddDate(0, 0, days)
			flows[i] = rapid.Float64Range(-1e6, 1e6).Draw(t, "flow")
			years := float64(days) / 365
			worth := flows[i] * math.Pow(1+rate, -years)
			want += worth
			size += math.Abs(worth) * (1 + math.Abs(years)*(0.25+math.Abs(math.Log1p(rate))))
		}
		npv, err := calc.XNPV(rate, dates, flows)
		if err != nil || math.Abs(npv-want) > 1e-15*size+1e-15*math.Abs(want)*float64(n) {
			t.Fatalf("%v, %v, want %v (%g of %g)", npv, err, want, npv-want, size)
		}
	})
}
