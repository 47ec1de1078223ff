package portfolio

import (
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Whatever the portfolio: through the out-years as well, the areas' layers add up
// to the year's and the quarters' do, to the øre and layer by layer; the years of
// the strategy are those of the account without out-years.
func TestFullAccountAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, asOf := drawPortfolio(t)
		method := rapid.SampledFrom(CountMethods).Draw(t, "method")
		full := NewFullAccount(org, cases, asOf, method, 2018)
		plain := Account(org, cases, asOf, method)
		if full.LastTargetYear != 2015 || full.Years[len(full.Years)-1].Year != 2018 {
			t.Fatalf("to %d, with targets to %d", full.Years[len(full.Years)-1].Year, full.LastTargetYear)
		}
		quarters := map[int]map[Layer]calc.Money{}
		for _, quarter := range full.Quarters {
			parts := map[Layer]calc.Money{}
			for _, one := range quarter.Contributions {
				parts[one.Layer] += one.Amount
			}
			if quarters[quarter.Quarter.Year] == nil {
				quarters[quarter.Quarter.Year] = map[Layer]calc.Money{}
			}
			for _, layer := range Layers {
				if parts[layer] != quarter.Layers[layer] {
					t.Fatalf("%s %s: %d of parts %d", quarter.Quarter, layer, quarter.Layers[layer], parts[layer])
				}
				quarters[quarter.Quarter.Year][layer] += quarter.Layers[layer]
			}
		}
		for i, year := range full.Years {
			if year.Year > 2015 && (year.Target != nil || year.Gap != nil) {
				t.Fatalf("%d has a target", year.Year)
			}
			for _, layer := range Layers {
				var areas calc.Money
				for _, area := range full.Areas {
					areas += area.Years[i].Layers[layer]
				}
				if areas != year.Layers[layer] {
					t.Fatalf("%d %s: the areas add up to %d, the year is %d", year.Year, layer, areas, year.Layers[layer])
				}
				if quarters[year.Year][layer] != year.Layers[layer] {
					t.Fatalf("%s %d %s: the quarters add up to %d, the year is %d", method, year.Year, layer, quarters[year.Year][layer], year.Layers[layer])
				}
				if year.Year <= 2015 && plain.year(year.Year).Layers[layer] != year.Layers[layer] {
					t.Fatalf("%d %s: %d, and without out-years %d", year.Year, layer, year.Layers[layer], plain.year(year.Year).Layers[layer])
				}
			}
		}
	})
}

// By hand: 400.000 kr. a year from 2015 on, of which a quarter is 100.000; by
// their effect in the year 2016 to 2018 have 400.000 decided each, and by new
// permanent effect nothing, since the benefit began in 2015. Running costs of
// 40.000 in 2016 are 10.000 a quarter.
func TestOutYearsByHand(t *testing.T) {
	bc := permanent("A", date(2015, 1, 1), series("2015", 400_000, "2016", 400_000, "2017", 400_000, "2018", 400_000))
	bc.Costs = []CostLine{{Recurrence: Running, Amounts: series("2016", 40_000)}}
	org := Organisation{Strategy: strategy()}
	asOf := calc.Quarter{Year: 2014, Q: 4}
	full := NewFullAccount(org, []BusinessCase{bc}, asOf, InYear, 2018)
	for year, want := range map[int]float64{2014: 0, 2015: 400_000, 2016: 360_000, 2017: 400_000, 2018: 400_000} {
		if got := full.year(year).Layers[LayerDecided]; got != kr(want) {
			t.Errorf("%d: %d, want %v", year, got, want)
		}
	}
	for _, quarter := range full.Quarters {
		if quarter.Quarter.Year == 2016 && quarter.Layers[LayerDecided] != kr(90_000) {
			t.Errorf("%s: %d", quarter.Quarter, quarter.Layers[LayerDecided])
		}
	}
	permanently := NewFullAccount(org, []BusinessCase{bc}, asOf, NewPermanent, 2018)
	if got := permanently.year(2016).Layers; len(got) != 0 {
		t.Errorf("2016: %v", got)
	}
	if far := NewFullAccount(org, nil, asOf, InYear, 9999); far.Years[len(far.Years)-1].Year != 2045 {
		t.Errorf("to %d", far.Years[len(far.Years)-1].Year)
	}
	if near := NewFullAccount(org, nil, asOf, InYear, 0); near.Years[len(near.Years)-1].Year != 2015 {
		t.Errorf("to %d", near.Years[len(near.Years)-1].Year)
	}
}
