package calc_test

import (
	"errors"
	"testing"

	"raaderum/calc"
)

func TestLensFindsTheConventionBehindAFigure(t *testing.T) {
	problem := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}
	lens, err := calc.LookThrough(problem, calc.Conventions(problem, calc.RateSets()))
	if err != nil {
		t.Fatal(err)
	}
	if len(lens.Views) != 5*4 || !lens.Unanimous || lens.Views[0].Verdict != calc.Worthwhile {
		t.Fatalf("%d views, unanimous %v", len(lens.Views), lens.Unanimous)
	}
	// 322,641.06 is Excel's NPV of vector A at 4 % (domain handbook, §4), which
	// is also the rate of fm-2013 in the first 35 years.
	views := lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: 322_641.06, Tolerance: 0.005})
	if len(views) != 2 || views[0].Convention.Timing != calc.ExcelNPV || views[0].Convention.RateSet != "" ||
		views[1].Convention.Timing != calc.ExcelNPV || views[1].Convention.RateSet != "fm-2013" {
		t.Errorf("views that give Excel's NPV: %+v", views)
	}
	// 299 t.kr. is 298,843.00, the base-year NPV at 5 %.
	views = lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: 299_000, Tolerance: 500})
	if len(views) != 1 || views[0].Convention.Timing != calc.BaseYear || views[0].Convention.RateSet != "fm-2011" {
		t.Errorf("views that give 299 t.kr.: %+v", views)
	}
	if views := lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: 123_456, Tolerance: 500}); len(views) != 0 {
		t.Errorf("views that give a made-up NPV: %+v", views)
	}
	if views := lens.Reproducing(calc.Stated{Measure: calc.MeasureWholeYearPayback, Value: 4}); len(views) != 20 {
		t.Errorf("the whole-year payback depends on nothing, but %d views agree", len(views))
	}
}

func TestLensShowsWhereTheVerdictTurns(t *testing.T) {
	// IRR 4.5 %: worth it at 4 % and 3.5 %, not at 5 % and 6 %.
	problem := calc.Problem{Flows: []float64{-1000, 0, 1000 * 1.045 * 1.045}, Rates: calc.Flat(0.04)}
	lens, err := calc.LookThrough(problem, calc.Conventions(problem, calc.RateSets()))
	if err != nil || lens.Unanimous {
		t.Fatalf("unanimous %v, %v", lens.Unanimous, err)
	}
	// With the benefits half a year later, 1092.03·1.04^−2.5 = 990.04 is no more
	// worth it, while 1092.03·1.035^−2.5 = 1002.04 is.
	for _, view := range lens.Views {
		worthwhile := map[string]bool{"": true, "fm-2013": true, "fm-2021": true}
		if view.Convention.Timing == calc.CapexStartBenefitMid {
			worthwhile = map[string]bool{"fm-2021": true}
		}
		if got := view.Verdict == calc.Worthwhile; got != worthwhile[view.Convention.RateSet] {
			t.Errorf("%s %q: %s", view.Convention.Timing, view.Convention.RateSet, view.Verdict)
		}
	}
	// At its own rate of return a case is worth it, whatever the rounding.
	atIRR := evaluate(t, calc.Problem{Flows: problem.Flows, Rates: calc.Flat(0.045)})
	if atIRR.Verdict() != calc.Worthwhile {
		t.Errorf("NPV %v at the IRR: %s", atIRR.NPV.Value, atIRR.Verdict())
	}
	if _, err := calc.LookThrough(problem, nil); !errors.As(err, new(*calc.Error)) {
		t.Errorf("no conventions: %v", err)
	}
}
