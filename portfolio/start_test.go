package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// The full-year effect of 400.000 kr. is booked in the year the benefit begins.
// What has been realised decides it, then the plan; a forecast moves it only
// when it speaks of the start. The plan is 50.000 a quarter from 1
// July 2012 and 100.000 a quarter from 2013, unless the test says otherwise.
func TestTheYearABenefitBegins(t *testing.T) {
	onward := series("2014K3", 100_000, "2014K4", 100_000, "2015", 400_000)
	tests := []struct {
		name   string
		asOf   string
		state  BenefitState
		series map[Series][]Amount
		want   int
	}{
		{"as planned", "2012K1", BenefitDecided, nil, 2012},
		{"a forecast from the middle of its life moves nothing", "2012K1", BenefitDecided,
			map[Series][]Amount{Forecast: onward}, 2012},
		{"nor does one that goes on after figures from later than the quarter", "2012K1", BenefitDelayed,
			map[Series][]Amount{Forecast: onward, Realised: series("2012K3", 90_000, "2014K2", 100_000)}, 2012},
		{"what was realised decides, however late", "2013K2", BenefitRealised,
			map[Series][]Amount{Forecast: onward, Realised: series("2013K1", 90_000, "2013K2", 100_000)}, 2013},
		{"what was realised decides, however early", "2011K4", BenefitRealised,
			map[Series][]Amount{Realised: series("2011K4", 10_000)}, 2011},
		{"a delayed benefit slides to its forecast", "2012K4", BenefitDelayed,
			map[Series][]Amount{Forecast: onward}, 2014},
		{"a forecast of 0 where the plan begins slides the benefit to where it gives something", "2012K2", BenefitDecided,
			map[Series][]Amount{Forecast: series("2012K3", 0, "2012K4", 0, "2013K1", 50_000, "2013K2", 100_000)}, 2013},
		{"a forecast of 0 and nothing after it leaves the plan to say when", "2012K2", BenefitDecided,
			map[Series][]Amount{Forecast: series("2012", 0)}, 2013},
		{"a forecast that begins with the plan confirms it", "2012K2", BenefitDecided,
			map[Series][]Amount{Forecast: series("2012K3", 10_000, "2012K4", 20_000)}, 2012},
		{"a forecast of an earlier begin", "2011K4", BenefitDecided,
			map[Series][]Amount{Forecast: series("2011K4", 10_000, "2012", 100_000)}, 2011},
		{"without a plan, as budgeted", "2012K1", BenefitDecided,
			map[Series][]Amount{Plan: nil, Budgeted: series("2013", 400_000)}, 2013},
		{"without plan and budget, as forecast", "2012K1", BenefitDecided,
			map[Series][]Amount{Plan: nil, Forecast: series("2014", 400_000)}, 2014},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := permanent("A", date(2012, 7, 1), series("2012", 100_000, "2013", 400_000, "2014", 400_000, "2015", 400_000))
			bc.Benefits[0].State, bc.Benefits[0].FullYear = test.state, moneyOf(400_000)
			for name, amounts := range test.series {
				bc.Benefits[0].Series[name] = amounts
			}
			asOf, err := calc.ParseQuarter(test.asOf)
			if err != nil {
				t.Fatal(err)
			}
			claims := newClaims(Organisation{Strategy: strategy()}, []BusinessCase{bc}, asOf)
			if got, ok := claims[0].start(); !ok || got.Year != test.want {
				t.Errorf("begins %v (%v), want %d", got, ok, test.want)
			}
		})
	}
}

// A benefit that begins in 2012 stays in 2012's account however its forecast
// goes on, with what the forecast says of a whole year, 300. Delayed, it
// leaves 2012 and stands in 2014 in full.
func TestADelayedBenefitSlides(t *testing.T) {
	years := func(state BenefitState) map[int]map[Layer]float64 {
		bc := permanent("A", date(2012, 1, 1), series("2012", 400_000, "2013", 400_000, "2014", 400_000, "2015", 400_000))
		bc.Benefits[0].State = state
		bc.Benefits[0].Series[Forecast] = series("2014K3", 50_000, "2014K4", 50_000, "2015", 300_000)
		bc.Benefits[0].FullYear = moneyOf(400_000)
		all := map[int]map[Layer]float64{}
		for _, year := range Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, calc.Quarter{Year: 2012, Q: 1}, NewPermanent).Years {
			if len(year.Layers) > 0 {
				all[year.Year] = layersOf(year)
			}
		}
		return all
	}
	// The forecast's first whole year, 2015, says what a whole year gives: 300.
	if diff := cmp.Diff(map[int]map[Layer]float64{2012: {LayerDecided: 300_000}}, years(BenefitDecided)); diff != "" {
		t.Errorf("as planned (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[int]map[Layer]float64{2014: {LayerDecided: 300_000}}, years(BenefitDelayed)); diff != "" {
		t.Errorf("delayed (-want +got):\n%s", diff)
	}
}
