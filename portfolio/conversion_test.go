package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// rises is a made-up series: 2 % in 2013, 2.14 % in 2014 and 1.5 % in 2015.
func rises() calc.IndexSeries {
	return calc.IndexSeries{Category: calc.Wages, Published: date(2014, 6, 1), Source: "Eksempel",
		Growth: map[int]float64{2013: 0.02, 2014: 0.0214, 2015: 0.015}}
}

// By hand, to 2015 prices. Fixed 2013 prices: 400.000 · 1,0214 · 1,015 =
// 414.688,40. Current prices: 2013 is the same, 2014 is 400.000 · 1,015 =
// 406.000, 2015 stays. A target of 2,5 mio. in current prices of 2014 is
// 2.537.500, and its budget of 25 mio. is 25.375.000.
func TestConvertByHand(t *testing.T) {
	fixed := withSeries("A", nil)
	fixed.PriceLevel = PriceLevel{PricesFixed, 2013}
	current := permanent("B", date(2013, 1, 1), series("2013", 400_000, "2014", 400_000, "2015", 400_000))
	current.PriceLevel = PriceLevel{Basis: PricesCurrent}
	unknown := withSeries("C", nil)
	old := withSeries("D", nil)
	old.PriceLevel = PriceLevel{PricesFixed, 2011}
	offset := permanent("E", date(2013, 1, 1), series("t0", 1))
	offset.PriceLevel = PriceLevel{Basis: PricesCurrent}
	org := Organisation{Strategy: strategy()}
	for i := range org.Strategy.Targets {
		org.Strategy.Targets[i].PriceLevel = PriceLevel{Basis: PricesCurrent}
	}
	org.Strategy.Targets[3].PriceLevel = PriceLevel{}
	got, err := Convert(org, []BusinessCase{fixed, current, unknown, old, offset}, PriceChoice{2015, rises()})
	if err != nil || len(got.Cases) != 2 {
		t.Fatalf("%d cases, %v", len(got.Cases), err)
	}
	for i, want := range [][]float64{{414_688.40, 414_688.40}, {414_688.40, 406_000, 400_000}} {
		for j, amount := range got.Cases[i].Benefits[0].Series[Plan] {
			if amount.Money != kr(want[j]) || got.Cases[i].PriceLevel != (PriceLevel{PricesFixed, 2015}) {
				t.Errorf("%s %s: %d, want %v", got.Cases[i].ID, amount.Period, amount.Money, want[j])
			}
		}
	}
	if fixed.Benefits[0].Series[Plan][0].Money != kr(400_000) {
		t.Error("the case itself was changed")
	}
	target, _ := got.Organisation.Strategy.TargetFor(2014)
	if target.Amount != kr(2_537_500) || *target.EfficiencyBudget != kr(25_375_000) {
		t.Errorf("target %d of %d", target.Amount, *target.EfficiencyBudget)
	}
	want := []Unconverted{
		{Target: 2015, Why: UnconvertedUnknown},
		{Case: "C", Why: UnconvertedUnknown},
		{Case: "D", Why: UnconvertedIndex, Missing: 2012, Level: PriceLevel{PricesFixed, 2011}},
		{Case: "E", Why: UnconvertedNoYears, Level: PriceLevel{Basis: PricesCurrent}},
	}
	if diff := cmp.Diff(want, got.LeftOut); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	if factor := got.Factors[2013]; factor.Factor < 1.0367209 || factor.Factor > 1.0367211 || factor.To != 2015 {
		t.Errorf("1.0214 · 1.015 = 1.036721, got %+v", factor)
	}
	if _, err := Convert(org, nil, PriceChoice{1800, rises()}); ErrorCode(err) != CodeInvalid {
		t.Errorf("prices of 1800: %v", err)
	}
}

// A full-year effect in current prices is of the plan's first full year, and the
// plan does not move with the go-live date. By hand: the plan is live on 1 January
// 2013, so 2013 is whole: 400.000 · 1,0214 · 1,015 = 414.688,40. Moved to July the
// same; by the new date 2014 would be the first whole year, and 406.000.
func TestConversionOfAFullYearKeepsThePlansYear(t *testing.T) {
	moved := permanent("B", date(2013, 7, 1), series("2013", 400_000, "2014", 400_000))
	moved.PriceLevel, moved.PlannedGoLive = PriceLevel{Basis: PricesCurrent}, date(2013, 1, 1)
	moved.Benefits[0].FullYear = moneyOf(400_000)
	got, err := Convert(Organisation{Strategy: strategy()}, []BusinessCase{moved}, PriceChoice{2015, rises()})
	if err != nil || *got.Cases[0].Benefits[0].FullYear != kr(414_688.40) {
		t.Errorf("%d, %v", *got.Cases[0].Benefits[0].FullYear, err)
	}
}

// A class is an amount in the prices of its day: conversion moves no case over
// its limit, so who keeps a benefit stays as it was.
func TestConversionKeepsWhoKeepsTheBenefit(t *testing.T) {
	below := kr(100_000)
	org := Organisation{Strategy: strategy(), Governance: Governance{CountsOnlyCentral: true, AmountClasses: []AmountClass{
		{Name: "lille", Below: &below, AccruesTo: AccruesUnit}, {Name: "stor", From: below, AccruesTo: AccruesCentral}}}}
	bc := withSeries("A", nil)
	bc.PriceLevel = PriceLevel{PricesFixed, 2013}
	bc.Costs = []CostLine{{Recurrence: OneOff, Amounts: series("2013", 99_000)}} // 102.635 in 2015 prices
	got, err := Convert(org, []BusinessCase{bc}, PriceChoice{2015, rises()})
	if err != nil {
		t.Fatal(err)
	}
	if why := newClaims(got.Organisation, got.Cases, k2of2013)[0].why; why != WhyKeptByUnit {
		t.Errorf("converted it is %q", why)
	}
}

// The account of converted cases is the converted account. With running costs
// and rates aside, a layer is a sum of quarters, each within an øre of its own
// product, so it is within an øre for each quarter, series and benefit of the
// conversion of the layer; and where prices do not rise it is the same to the øre.
func TestConvertedAccountIsTheAccountConverted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, asOf := drawPortfolio(t)
		index := calc.IndexSeries{Growth: map[int]float64{}}
		flat := rapid.Bool().Draw(t, "flat")
		for year := 1991; year <= 2030; year++ {
			if !flat {
				index.Growth[year] = rapid.SampledFrom([]float64{0.0214, 0.0137, -0.01, 0.3}).Draw(t, "growth")
			} else {
				index.Growth[year] = 0
			}
		}
		for i := range cases {
			cases[i].PriceLevel = PriceLevel{PricesFixed, 2012}
			cases[i].Costs = nil
		}
		for i := range org.Strategy.Targets {
			org.Strategy.Targets[i].PriceLevel = PriceLevel{PricesFixed, 2012}
		}
		converted, err := Convert(org, cases, PriceChoice{2015, index})
		if err != nil || len(converted.LeftOut) != 0 {
			t.Fatalf("%v %v", err, converted.LeftOut)
		}
		before := NewFullAccount(org, cases, asOf, InYear, 2018)
		after := NewFullAccount(converted.Organisation, converted.Cases, asOf, InYear, 2018)
		for i, year := range before.Years {
			if year.Target != nil {
				if want, err := index.Convert(*year.Target, 2012, 2015); err != nil || *after.Years[i].Target != want {
					t.Fatalf("%d: the target is %d, want %d (%v)", year.Year, *after.Years[i].Target, want, err)
				}
			}
			for _, layer := range Layers {
				want, err := index.Convert(year.Layers[layer], 2012, 2015)
				if err != nil {
					t.Fatal(err)
				}
				slack := calc.Money(0)
				for _, bc := range cases {
					if !flat {
						slack += 16 * calc.Money(len(bc.Benefits)) // four quarters of three series, and the rounding of the sum
					}
				}
				if off := after.Years[i].Layers[layer] - want; off > slack || -off > slack {
					t.Fatalf("%d %s: %d, and the layer converted is %d", year.Year, layer, after.Years[i].Layers[layer], want)
				}
			}
		}
	})
}

// Series are told apart by category and day, and by their order when both are
// the same.
func TestIndexKeys(t *testing.T) {
	imported := func(quantity YearlyQuantity, publication string) YearlyValue {
		return YearlyValue{Quantity: quantity, Year: 2014, Growth: 0.02, Published: date(2014, 6, 1), Publication: publication}
	}
	s := Strategy{Imported: []YearlyValue{imported(YearlyWages, "A"), imported(YearlyOtherOperating, "A"), imported(YearlyWages, "B")}}
	for key, source := range map[string]string{"wages:2014-06-01": "A", "wages:2014-06-01:2": "B", "other-operating:2014-06-01": "A"} {
		if series, err := s.IndexNamed(key); err != nil || series.Source != source {
			t.Errorf("%s: %+v, %v", key, series, err)
		}
	}
	if _, err := s.IndexNamed("wages:2013-06-01"); ErrorCode(err) != CodeInvalid {
		t.Errorf("an unknown series: %v", err)
	}
	if _, err := (Strategy{}).IndexNamed("wages:2014-06-01"); ErrorCode(err) != CodeInvalid {
		t.Errorf("no series: %v", err)
	}
}
