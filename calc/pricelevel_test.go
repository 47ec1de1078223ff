package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

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
		nominal, err := calc.NominalFromReal(real, inflation)
		if err != nil {
			t.Fatal(err)
		}
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

// What no number can hold is an error with a place, and not an infinity or 0.
func TestPriceLevelsOutOfRange(t *testing.T) {
	var steep, sinking, broken calc.IndexSeries
	steep.Growth, sinking.Growth, broken.Growth = map[int]float64{}, map[int]float64{}, map[int]float64{2001: -1, 2002: math.NaN()}
	for year := 2001; year <= 2030; year++ {
		steep.Growth[year], sinking.Growth[year] = 1e40, -1+0x1p-52
	}
	nan, most := math.NaN(), math.MaxFloat64
	for _, c := range []struct {
		name string
		do   func() (float64, error)
		want calc.Error
	}{
		{"too steep", func() (float64, error) { return steep.Factor(2000, 2010) }, calc.Error{Code: calc.ErrOverflow, Field: "growth"}},
		{"too steep, back", func() (float64, error) { return steep.Factor(2010, 2000) }, calc.Error{Code: calc.ErrOverflow, Field: "growth"}},
		{"to nothing", func() (float64, error) { return sinking.Factor(2000, 2030) }, calc.Error{Code: calc.ErrOverflow, Field: "growth"}},
		{"to nothing, back", func() (float64, error) { return sinking.Factor(2030, 2000) }, calc.Error{Code: calc.ErrOverflow, Field: "growth"}},
		{"all is lost", func() (float64, error) { return broken.Factor(2000, 2001) }, calc.Error{Code: calc.ErrRateRange, Field: "growth[2001]"}},
		{"no number", func() (float64, error) { return broken.Factor(2001, 2002) }, calc.Error{Code: calc.ErrNotFinite, Field: "growth[2002]"}},
		{"a year missing on the way back", func() (float64, error) { return wages.Factor(2018, 2016) }, calc.Error{Code: calc.ErrIndexMissing, Field: "growth[2018]"}},
		{"a flow too large", func() (float64, error) {
			flows, err := wages.Constant([]float64{1, most}, 2014, 2016)
			return float64(len(flows)), err
		}, calc.Error{Code: calc.ErrOverflow, Field: "flows[1]"}},
		{"a flow that is none", func() (float64, error) {
			flows, err := wages.Constant([]float64{1, nan}, 2014, 2016)
			return float64(len(flows)), err
		}, calc.Error{Code: calc.ErrNotFinite, Field: "flows[1]"}},
		{"nominal too large", func() (float64, error) { return calc.NominalFromReal(most, 1) }, calc.Error{Code: calc.ErrOverflow, Field: "real"}},
		{"real of −100 %", func() (float64, error) { return calc.NominalFromReal(-1, 0.02) }, calc.Error{Code: calc.ErrRateRange, Field: "real"}},
		{"inflation that is none", func() (float64, error) { return calc.NominalFromReal(0.03, nan) }, calc.Error{Code: calc.ErrNotFinite, Field: "inflation"}},
		{"real too large", func() (float64, error) { return calc.RealFromNominal(most, -0.999) }, calc.Error{Code: calc.ErrOverflow, Field: "nominal"}},
		{"nominal of −100 %", func() (float64, error) { return calc.RealFromNominal(-1, 0) }, calc.Error{Code: calc.ErrRateRange, Field: "nominal"}},
		{"inflation of −100 %", func() (float64, error) { return calc.RealFromNominal(0.04, -1) }, calc.Error{Code: calc.ErrRateRange, Field: "inflation"}},
	} {
		value, err := c.do()
		var fault *calc.Error
		if !errors.As(err, &fault) || *fault != c.want || value != 0 {
			t.Errorf("%s: %v, %v, want %v", c.name, value, err, &c.want)
		}
	}
	if factor, err := wages.Factor(math.MaxInt, math.MaxInt); err != nil || factor != 1 {
		t.Errorf("within a year: %v, %v", factor, err)
	}
}

// Each category follows the newest series published by the day: wages that
// were revised, other operating expenses that were not, capital works that are
// not indexed.
func TestCategoriesOfACase(t *testing.T) {
	series := []calc.IndexSeries{
		wages,
		{Category: calc.Wages, Published: date(2016, 3, 1), Growth: map[int]float64{2016: 0.0190}},
		{Category: calc.OtherOperating, Published: date(2015, 3, 3), Growth: map[int]float64{2016: 0.0137}}, // Gladsaxe's prices for 2016
		{Category: calc.CapitalWorks, Published: date(2015, 3, 3), Growth: map[int]float64{2016: 0}},
	}
	for _, c := range []struct {
		category calc.Category
		day      int // of March 2016
		want     calc.Money
	}{
		{calc.Wages, 0, 10_214_000}, {calc.Wages, 1, 10_190_000}, {calc.OtherOperating, 1, 10_137_000}, {calc.CapitalWorks, 1, 10_000_000},
	} {
		latest, known := calc.LatestIndex(series, c.category, date(2016, 3, c.day))
		if !known {
			t.Fatalf("no series for %s", c.category)
		}
		if got, err := latest.Convert(100_000*calc.Krone, 2015, 2016); err != nil || got != c.want {
			t.Errorf("%s on %d March: %d, %v, want %d", c.category, c.day, got, err, c.want)
		}
	}
}

// A series counts from its day, where the reader is, whatever the clocks say.
func TestLatestIndexGoesByTheDay(t *testing.T) {
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	published := calc.IndexSeries{Category: calc.Wages, Published: time.Date(2015, 3, 3, 12, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		on   time.Time
		want bool
	}{
		{time.Date(2015, 3, 3, 0, 0, 0, 0, copenhagen), true}, // 23:00 the day before in UTC
		{time.Date(2015, 3, 3, 8, 0, 0, 0, time.UTC), true},
		{time.Date(2015, 3, 2, 23, 59, 0, 0, time.UTC), false},
	} {
		if _, known := calc.LatestIndex([]calc.IndexSeries{published}, calc.Wages, c.on); known != c.want {
			t.Errorf("on %v: %v", c.on, known)
		}
	}
}

// A price level is exact in the decimals people write, so that half an øre goes
// away from zero. By hand: 12,472.30·1.05 = 13,095.915, 196,871.40·1.075 =
// 211,636.755, and back 0.12/1.6 = 0.075.
func TestPriceLevelsAreDecimal(t *testing.T) {
	for _, c := range []struct {
		growth   []float64 // of 2001 and on
		amount   calc.Money
		from, to int
		want     calc.Money
	}{
		{[]float64{0.05}, 1_247_230, 2000, 2001, 1_309_592},
		{[]float64{0.05}, -1_247_230, 2000, 2001, -1_309_592},
		{[]float64{0.075}, 19_687_140, 2000, 2001, 21_163_676},
		{[]float64{0.05, 0.1}, 100, 2000, 2002, 116},                                      // 1.155
		{[]float64{0.6}, 12, 2001, 2000, 8},                                               // 7.5
		{[]float64{-0.2, 0.25}, 9_007_199_254_740_993, 2000, 2002, 9_007_199_254_740_993}, // 0.8·1.25 = 1, past 2^53
	} {
		series := calc.IndexSeries{Growth: map[int]float64{}}
		for i, growth := range c.growth {
			series.Growth[2001+i] = growth
		}
		if got, err := series.Convert(c.amount, c.from, c.to); err != nil || got != c.want {
			t.Errorf("%d øre over %v: %d, %v, want %d", c.amount, c.growth, got, err, c.want)
		}
		flows, err := series.Constant([]float64{c.amount.Kroner()}, c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := calc.FromKroner(flows[0]); c.want.Kroner() < 1<<46 && (err != nil || got != c.want) {
			t.Errorf("%v kr. over %v: %v, %v, want %d øre", c.amount.Kroner(), c.growth, flows[0], err, c.want)
		}
	}
	steep := calc.IndexSeries{Growth: map[int]float64{2001: 1e10}}
	if _, err := steep.Convert(calc.MillionKrone*1000, 2000, 2001); !errors.Is(err, calc.ErrMoneyRange) {
		t.Errorf("out of range: %v", err)
	}
	// By hand: 12,235,870·0.85 = 10,400,489.5.
	if got, err := calc.RiskAdjusted(12_235_870, 0.85); err != nil || got != 10_400_490 {
		t.Errorf("risk-adjusted: %d, %v", got, err)
	}
	if got, err := calc.RiskAdjusted(-12_235_870, 0.85); err != nil || got != -10_400_490 {
		t.Errorf("risk-adjusted loss: %d, %v", got, err)
	}
}

// Parts converted together add up to their sum converted, none of them a whole
// øre from its own, and what is 0 stays 0.
func TestConvertPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		series := calc.IndexSeries{Growth: map[int]float64{}}
		for year := 2001; year <= 2010; year++ {
			series.Growth[year] = rapid.SampledFrom([]float64{0, 0.0214, -0.0137, 0.05, 0.333}).Draw(t, "growth")
		}
		from, to := rapid.IntRange(2000, 2010).Draw(t, "from"), rapid.IntRange(2000, 2010).Draw(t, "to")
		var parts []calc.Money
		var sum, got calc.Money
		for _, ore := range rapid.SliceOfN(rapid.Int64Range(-1e12, 1e12), 0, 12).Draw(t, "parts") {
			if rapid.Bool().Draw(t, "nothing") {
				ore = 0
			}
			parts, sum = append(parts, calc.Money(ore)), sum+calc.Money(ore)
		}
		converted, err := series.ConvertParts(parts, from, to)
		want, err2 := series.Convert(sum, from, to)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		for i, part := range converted {
			got += part
			alone, err := series.Convert(parts[i], from, to)
			if err != nil || part-alone > 1 || alone-part > 1 || parts[i] == 0 && part != 0 {
				t.Fatalf("%d became %d, alone %d (%v)", parts[i], part, alone, err)
			}
		}
		if got != want {
			t.Fatalf("the parts add up to %d, and their sum is %d", got, want)
		}
	})
}

// By hand, at 2.14 %: 33.33, 33.33 and 33.34 kr. are 34.043262, 34.043262 and
// 34.053476, together 102.14; rounded down they lack an øre of it, which goes to
// the largest remainder, the third's 0.3476 against 0.3262 twice.
func TestConvertPartsByHand(t *testing.T) {
	got, err := wages.ConvertParts([]calc.Money{3333, 3333, 3334}, 2015, 2016)
	if err != nil || len(got) != 3 || got[0] != 3404 || got[1] != 3404 || got[2] != 3406 {
		t.Errorf("%v, %v", got, err)
	}
	var missing *calc.Error
	if _, err := wages.ConvertParts([]calc.Money{1}, 2016, 2019); !errors.As(err, &missing) || missing.Code != calc.ErrIndexMissing {
		t.Errorf("a year the series does not have: %v", err)
	}
}
