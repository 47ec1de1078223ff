package calc_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// A case of estimates alone: a cost of 80, 100 or 150 at once, benefits of 30,
// 50 or 60 a year for three years.
var estimated = []calc.EstimatedLine{
	{Name: "licences", Estimate: calc.ThreePoint{Low: 80, Likely: 100, High: 150, Method: calc.PERT}, Weights: []float64{1, 0, 0, 0}},
	{Name: "time", Benefit: true, Estimate: calc.ThreePoint{Low: 30, Likely: 50, High: 60, Method: calc.Successive}, Weights: []float64{0, 1, 1, 1}},
}

func TestOutlooksOfEstimates(t *testing.T) {
	views, err := calc.InOutlooks(calc.Problem{Rates: calc.Flat(0)}, estimated, nil)
	if err != nil || len(views) != 3 {
		t.Fatal(views, err)
	}
	// By hand at 0 %: 3·30 − 150, 3·50 − 100, 3·60 − 80.
	for i, want := range []struct {
		name    string
		npv     float64
		verdict calc.Verdict
	}{{"pessimistic", -60, calc.NotWorthwhile}, {"likely", 50, calc.Worthwhile}, {"optimistic", 100, calc.Worthwhile}} {
		if v := views[i]; v.Scenario.Name != want.name || v.Evaluation.NPV.Value != want.npv || v.Verdict != want.verdict || v.Why != "" {
			t.Errorf("%s: %+v", want.name, v)
		}
	}
	// Beside what is certain, and changed by the scenario of that name.
	plan := calc.Problem{Flows: []float64{-10, 0, 0, 5}, Rates: calc.Flat(0)}
	views, err = calc.InOutlooks(plan, estimated, []calc.Scenario{
		{Name: "pessimistic", CostChange: 0.5}, {Name: "half", BenefitChange: -0.5}, {Name: "gone", HorizonChange: -4},
	})
	if err != nil {
		t.Fatal(err)
	}
	// By hand: 3·30 + 5 − 1.5·(150 + 10) and (3·50 + 5)/2 − (100 + 10).
	if got := [2]float64{views[0].Evaluation.NPV.Value, views[1].Evaluation.NPV.Value}; got != [2]float64{-145, -32.5} {
		t.Errorf("%v", got)
	}
	if views[2].Why != calc.ReasonCannotVary || views[2].Verdict != calc.Undecided {
		t.Errorf("%+v", views[2])
	}
	if diff := cmp.Diff([]float64{-10, 0, 0, 5}, plan.Flows); diff != "" || estimated[0].Weights[0] != 1 {
		t.Error("the plan was changed")
	}
}

func TestStandardScenarios(t *testing.T) {
	views, err := calc.InScenarios(calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}, calc.StandardScenarios())
	if err != nil || len(views) != 3 {
		t.Fatal(views, err)
	}
	// By hand from PV(G) = 1,335,546.70: half of year 1 is lost to a delay of half
	// a year, and each half year's benefit comes later: the PV of 150,000, then
	// 300,000 four times, at 4 %.
	late := 0.0
	for t, benefit := range []float64{0, 150_000, 300_000, 300_000, 300_000, 300_000} {
		late += benefit * math.Pow(1.04, -float64(t))
	}
	wantOre(t, "pessimistic", views[0].Evaluation.NPV, 0.75*late-1_250_000)
	wantOre(t, "likely", views[1].Evaluation.NPV, 335_546.70)
	wantOre(t, "optimistic", views[2].Evaluation.NPV, 1.25*1_335_546.6993048615-750_000)
	if views[0].Verdict != calc.NotWorthwhile || views[2].Verdict != calc.Worthwhile {
		t.Errorf("%s, %s", views[0].Verdict, views[2].Verdict)
	}
	if _, err := calc.InScenarios(calc.Problem{}, calc.StandardScenarios()); err == nil {
		t.Error("a malformed problem has no scenarios")
	}
	if views, err := calc.InScenarios(calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}, nil); err != nil || len(views) != 0 {
		t.Errorf("no scenarios: %v, %v", views, err)
	}
}

func TestMalformedEstimates(t *testing.T) {
	good := estimated[0]
	change := func(f func(*calc.EstimatedLine)) []calc.EstimatedLine {
		line := good
		f(&line)
		return []calc.EstimatedLine{good, line}
	}
	for name, c := range map[string]struct {
		lines []calc.EstimatedLine
		want  calc.Error
	}{
		"order":    {change(func(l *calc.EstimatedLine) { l.Estimate.Low = 101 }), calc.Error{Code: calc.ErrPointOrder, Field: "estimates[1]"}},
		"negative": {change(func(l *calc.EstimatedLine) { l.Estimate.Low = -1 }), calc.Error{Code: calc.ErrNegative, Field: "estimates[1].low"}},
		"method":   {change(func(l *calc.EstimatedLine) { l.Estimate.Method = "guess" }), calc.Error{Code: calc.ErrMethodUnknown, Field: "estimates[1]"}},
		"length":   {change(func(l *calc.EstimatedLine) { l.Weights = []float64{1} }), calc.Error{Code: calc.ErrLengthMismatch, Field: "estimates[1].weights"}},
		"weight":   {change(func(l *calc.EstimatedLine) { l.Weights = []float64{1, -1, 0, 0} }), calc.Error{Code: calc.ErrNegative, Field: "estimates[1].weights[1]"}},
		"no weight": {change(func(l *calc.EstimatedLine) { l.Weights = []float64{1, math.NaN(), 0, 0} }),
			calc.Error{Code: calc.ErrNotFinite, Field: "estimates[1].weights[1]"}},
		"too large": {change(func(l *calc.EstimatedLine) { l.Estimate.High, l.Weights = 1e308, []float64{1e308, 0, 0, 0} }),
			calc.Error{Code: calc.ErrOverflow, Field: "estimates[1]"}},
	} {
		_, err := calc.InOutlook(calc.Problem{Rates: calc.Flat(0)}, c.lines, calc.Pessimistic)
		var fault *calc.Error
		if !errors.As(err, &fault) || *fault != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
	if _, err := calc.InOutlook(calc.Problem{Flows: vectorA}, estimated[:0], "worst"); !errors.As(err, new(*calc.Error)) {
		t.Errorf("an outlook that is none: %v", err)
	}
}
