package calc_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Gladsaxe's wage estimate for 2016 was 2.14 % (domain handbook, §3.3):
// 100,000 kr. of 2015 are 102,140 kr. of 2016. The other years are made up.
var wages = calc.IndexSeries{
	Category: calc.Wages, Published: date(2015, 3, 3), Source: "example",
	Growth: map[int]float64{2015: 0.0150, 2016: 0.0214, 2017: 0.0200},
}

func TestConvertBetweenPriceLevels(t *testing.T) {
	got, err := wages.Convert(100_000*calc.Krone, 2015, 2016)
	if err != nil || got != 102_140*calc.Krone {
		t.Errorf("2015 → 2016: %d, %v", got, err)
	}
	// By hand: 100,000·1.0214·1.02 = 104,182.80.
	if got, err = wages.Convert(100_000*calc.Krone, 2015, 2017); err != nil || got != 10_418_280 {
		t.Errorf("2015 → 2017: %d, %v", got, err)
	}
	if got, err = wages.Convert(102_140*calc.Krone, 2016, 2015); err != nil || got != 100_000*calc.Krone {
		t.Errorf("2016 → 2015: %d, %v", got, err)
	}
	if got, err = wages.Convert(7, 2030, 2030); err != nil || got != 7 {
		t.Errorf("same level: %d, %v", got, err)
	}
	var missing *calc.Error
	if _, err = wages.Convert(100, 2016, 2018); !errors.As(err, &missing) || missing.Code != calc.ErrIndexMissing || missing.Field != "growth[2018]" {
		t.Errorf("a year the series does not have: %v", err)
	}
}

func TestFactorsChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		series := calc.IndexSeries{Growth: map[int]float64{}}
		for year := 2001; year <= 2020; year++ {
			series.Growth[year] = rapid.Float64Range(-0.05, 0.1).Draw(t, "growth")
		}
		years := rapid.SliceOfN(rapid.IntRange(2000, 2020), 3, 3).Draw(t, "years")
		ab, err1 := series.Factor(years[0], years[1])
		bc, err2 := series.Factor(years[1], years[2])
		ac, err3 := series.Factor(years[0], years[2])
		if err1 != nil || err2 != nil || err3 != nil || math.Abs(ab*bc/ac-1) > 1e-13 {
			t.Fatalf("%v: %v·%v and %v, %v %v %v", years, ab, bc, ac, err1, err2, err3)
		}
	})
}

// The same case in constant prices at the real rate and in current prices at
// the nominal rate has the same NPV.
func TestRealAndNominalAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		real := rapid.Float64Range(-0.02, 0.1).Draw(t, "real")
		inflation := rapid.Float64Range(-0.02, 0.1).Draw(t, "inflation")
		nominal := calc.NominalFromReal(real, inflation)
		series := calc.IndexSeries{Growth: map[int]float64{}}
		current := make([]float64, len(vectorA))
		level := 1.0
		for y := range vectorA {
			series.Growth[2013+y] = inflation
			current[y] = vectorA[y] * level
			level *= 1 + inflation
		}
		constant, err := series.Constant(current, 2013, 2013)
		if err != nil {
			t.Fatal(err)
		}
		atReal, err1 := calc.NPV(real, constant)
		atNominal, err2 := calc.NPV(nominal, current)
		if err1 != nil || err2 != nil || math.Abs(atReal-atNominal) > 1e-6 {
			t.Fatalf("%v and %v, %v %v", atReal, atNominal, err1, err2)
		}
		back, err := calc.RealFromNominal(nominal, inflation)
		if err != nil || math.Abs(back-real) > 1e-15 {
			t.Fatalf("%v came back as %v, %v", real, back, err)
		}
	})
}

func TestLatestIndexOnADay(t *testing.T) {
	older, newer := wages, wages
	older.Published, newer.Published = date(2014, 3, 1), date(2016, 6, 30)
	all := []calc.IndexSeries{newer, older, {Category: calc.CapitalWorks, Published: date(2013, 1, 1)}}
	if _, ok := calc.LatestIndex(all, calc.Wages, date(2014, 2, 28)); ok {
		t.Error("a series before any was published")
	}
	if s, ok := calc.LatestIndex(all, calc.Wages, date(2016, 6, 29)); !ok || !s.Published.Equal(older.Published) {
		t.Errorf("the day before the newer one: %v, %v", s.Published, ok)
	}
	if s, ok := calc.LatestIndex(all, calc.Wages, date(2016, 6, 30)); !ok || !s.Published.Equal(newer.Published) {
		t.Errorf("the day of the newer one: %v, %v", s.Published, ok)
	}
}
