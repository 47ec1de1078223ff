package portfolio

import (
	"math"
	"testing"

	"raaderum/calc"
)

func outlookReport(t *testing.T) QuarterReport {
	t.Helper()
	decided := withSeries("A", nil) // 400,000 a year from 2013, decided
	pipeline := withSeries("B", nil)
	pipeline.Status = StatusSubmitted
	realised := withSeries("C", map[Series][]Amount{Realised: series("2013K1", 100_000, "2013K2", 100_000, "2013K3", 100_000, "2013K4", 100_000)})
	for _, bc := range []*BusinessCase{&decided, &pipeline, &realised} {
		bc.FocusArea = "esdh"
	}
	return NewQuarterReport(Organisation{ID: "greve", Strategy: strategy()}, []BusinessCase{decided, pipeline, realised}, nil, calc.Quarter{Year: 2013, Q: 4})
}

// Where nothing is assumed the outlook is the account itself: realised, budgeted
// and decided, without spread; the pipeline counts for nothing.
func TestOutlookWithoutAssumptionsIsTheAccount(t *testing.T) {
	report := outlookReport(t)
	outlook, err := NewOutlook(report, Uncertainty{}, 100, 1)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0.0
	for i, year := range report.Account.Years {
		var secured calc.Money
		for _, layer := range []Layer{LayerRealised, LayerBudgeted, LayerDecided} {
			secured += year.Layers[layer]
		}
		got := outlook.Years[i]
		for _, value := range []float64{got.Expected.Mean, got.P10.Value, got.P50.Value, got.P90.Value} {
			if math.Abs(value-secured.Kroner()) > 0.005 {
				t.Errorf("%d: %+v, and the account has %v", year.Year, got, secured)
			}
		}
		if got.Expected.SD != 0 {
			t.Errorf("%d: spread %v where nothing varies", year.Year, got.Expected.SD)
		}
		seen += secured.Kroner()
	}
	if seen == 0 {
		t.Fatal("the account is empty")
	}
}

// By hand, for 2013 by new permanent effect: C is realised, 400,000 for certain.
// A is decided with 80 %, 100 %, 110 % of 400,000 (PERT mean (0.8+4+1.1)/6 =
// 0.98333…) and comes with 90 %: 354,000. B is in the pipeline as planned with
// 50 %: 200,000. Together 954,000. Tolerance: an øre.
func TestOutlookMeansByHand(t *testing.T) {
	outlook, err := NewOutlook(outlookReport(t), Uncertainty{Layers: map[Layer]LayerUncertainty{
		LayerDecided: {0.8, 1.1, 0.9}, LayerPipeline: {1, 1, 0.5},
	}, Correlation: 0.3}, 2000, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, year := range outlook.Years {
		if year.Year != 2013 {
			continue
		}
		if !outlook.Certain[i] { // 400,000 + 110 % of 400,000 + 400,000 is the most
			t.Error("2.5 million cannot come, and the chance is not certain")
		}
		if math.Abs(year.Expected.Mean-954_000) > 0.01 {
			t.Errorf("mean %.2f, by hand 954,000", year.Expected.Mean)
		}
		if year.P10.Value >= year.P90.Value || *year.Chance != 0 {
			t.Errorf("%+v: less than 2.5 million can come, and it varies", year)
		}
		// B varies most (±200,000), then A; what is realised has no part.
		if len(year.Drivers) < 2 || year.Drivers[0].Case != "B" || year.Drivers[1].Case != "A" {
			t.Errorf("drivers %+v", year.Drivers)
		}
		replayed, err := outlook.Result.Replay(year.P10.Draw)
		if err != nil || math.Abs(replayed.Totals[1]-year.P10.Value) > 0 {
			t.Errorf("draw %d gives %v, and P10 is %v (%v)", year.P10.Draw, replayed.Totals, year.P10.Value, err)
		}
	}
}

// What all draws did is certain only where no outcome could be otherwise. By hand,
// for 2013: from 400,000 to 400,000 + 540 % of 400,000 + 400,000 = 2,960,000, and
// 2,520,000 where A comes with 430 % at most; the target is 2.5 million.
func TestOutlookCertainty(t *testing.T) {
	for _, test := range []struct {
		name    string
		decided LayerUncertainty
		method  calc.EstimateMethod
		certain bool
	}{
		{"out of reach", LayerUncertainty{0.8, 4.2, 1}, calc.PERT, true},
		{"within reach", LayerUncertainty{0.8, 4.3, 1}, calc.PERT, false},
		{"within reach if it comes", LayerUncertainty{0.8, 5.4, 0.5}, calc.Triangular, false},
		{"it never comes", LayerUncertainty{0.8, 5.4, 0}, calc.PERT, true},
		{"a bell without ends", LayerUncertainty{0.8, 1.1, 1}, calc.Successive, false},
	} {
		u := Uncertainty{Method: test.method, Layers: map[Layer]LayerUncertainty{LayerDecided: test.decided, LayerPipeline: {1, 1, 0.5}}}
		outlook, err := NewOutlook(outlookReport(t), u, 200, 1)
		if err != nil {
			t.Fatal(err)
		}
		for i, year := range outlook.Years {
			if year.Year == 2013 && outlook.Certain[i] != test.certain {
				t.Errorf("%s: certain %t, want %t", test.name, outlook.Certain[i], test.certain)
			}
		}
	}
}

func TestOutlookRefuses(t *testing.T) {
	report := outlookReport(t)
	for name, u := range map[string]Uncertainty{
		"low above the plan":   {Layers: map[Layer]LayerUncertainty{LayerDecided: {1.2, 1.3, 1}}},
		"high below the plan":  {Layers: map[Layer]LayerUncertainty{LayerDecided: {0.5, 0.8, 1}}},
		"probability above 1":  {Layers: map[Layer]LayerUncertainty{LayerDecided: {0.5, 1, 1.5}}},
		"correlation above 1":  {Correlation: 2},
		"a method of no field": {Method: "guess"},
		"not a number":         {Layers: map[Layer]LayerUncertainty{LayerDecided: {math.NaN(), 1, 1}}},
	} {
		if _, err := NewOutlook(report, u, 100, 1); ErrorCode(err) != CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewOutlook(NewQuarterReport(Organisation{Strategy: strategy()}, nil, nil, k2of2013), Uncertainty{}, 100, 1); ErrorCode(err) != CodeInvalid {
		t.Errorf("no benefits: %v", err)
	}
}
