package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func TestLensFindsTheConventionBehindAFigure(t *testing.T) {
	problem := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}
	lens, err := calc.LookThrough(problem, calc.Conventions(problem, calc.RateSets()))
	if err != nil {
		t.Fatal(err)
	}
	if len(lens.Views) != 5*5 || !lens.Unanimous || lens.Views[0].Verdict != calc.Worthwhile {
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
	// By days it is 298,779, which is 299 t.kr. as well.
	if len(views) != 2 || views[0].Convention.Timing != calc.BaseYear || views[0].Convention.RateSet != "fm-2011" || views[1].Convention.Timing != calc.Actual365 {
		t.Errorf("views that give 299 t.kr.: %+v", views)
	}
	if views := lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: 123_456, Tolerance: 500}); len(views) != 0 {
		t.Errorf("views that give a made-up NPV: %+v", views)
	}
	if views := lens.Reproducing(calc.Stated{Measure: calc.MeasureWholeYearPayback, Value: 4}); len(views) != 25 {
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
		if view.Convention.Timing == calc.Actual365 && (!view.Convention.StartAssumed || !view.Convention.Start.Equal(date(2001, 1, 1))) {
			t.Errorf("%+v", view.Convention)
		}
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

// A document counts days where ours counts years: the lens finds it, from the
// day the case says or the assumed one.
func TestLensCountsDays(t *testing.T) {
	problem := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04), Start: date(2012, 12, 31)}
	lens, err := calc.LookThrough(problem, calc.Conventions(problem, nil))
	if err != nil || len(lens.Views) != 5 {
		t.Fatalf("%d views, %v", len(lens.Views), err)
	}
	// XNPV(0.04; …) of the year's last days 2012–2017, by hand: 2016 has a leap
	// day, so the days are 365, 730, 1095, 1461 and 1826.
	want := -1e6
	for _, days := range []float64{365, 730, 1095, 1461, 1826} {
		want += 300_000 * math.Pow(1.04, -days/365)
	}
	views := lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: want, Tolerance: 0.005})
	if len(views) != 1 || views[0].Convention.Timing != calc.Actual365 || views[0].Convention.StartAssumed {
		t.Errorf("%+v", views)
	}
	// Months from 31 January end on the last day of shorter months, as EDATE has it.
	e := evaluate(t, calc.Problem{Flows: []float64{-100, 110}, Rates: calc.Flat(0.05), PeriodsPerYear: 12,
		Timing: calc.Actual365, Start: date(2013, 1, 31)})
	wantNear(t, "a month", e.NPV.Value, 110*math.Pow(1.05, -28.0/365)-100, 1e-12)
	// Dated flows have the one timing, by whatever name.
	problem = calc.Problem{Flows: []float64{-100, 110}, Rates: calc.Flat(0.05), Dates: []time.Time{date(2013, 1, 1), date(2013, 7, 1)}}
	lens, err = calc.LookThrough(problem, calc.Conventions(problem, calc.RateSets()))
	if err != nil || len(lens.Views) != 5 || lens.Views[0].Convention.Timing != calc.Actual365 || lens.Views[0].Convention.StartAssumed {
		t.Errorf("%+v, %v", lens, err)
	}
	for _, bad := range []calc.Problem{
		{Flows: vectorA, Rates: calc.Flat(0.05), Timing: calc.Actual365},
		{Flows: vectorA, Rates: calc.Flat(0.05), Timing: calc.Actual365, Start: date(2013, 1, 1), PeriodsPerYear: 5},
	} {
		if _, err := calc.Evaluate(bad); !errors.As(err, new(*calc.Error)) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// Every measure that can be stated is found under the conventions that give it.
func TestLensFindsEveryMeasure(t *testing.T) {
	goLive := 0.5
	problem := calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04), GoLive: &goLive}
	lens, err := calc.LookThrough(problem, calc.Conventions(problem, nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, measure := range calc.Measures {
		values := lens.Views[0].Evaluation.Values(measure)
		if len(values) != 1 {
			t.Errorf("%s has the values %v", measure, values)
			continue
		}
		views := lens.Reproducing(calc.Stated{Measure: measure, Value: values[0], Tolerance: 1e-9})
		if len(views) == 0 || views[0].Convention.Timing != calc.BaseYear {
			t.Errorf("%s: %d views give %v", measure, len(views), values[0])
		}
		if views := lens.Reproducing(calc.Stated{Measure: measure, Value: values[0] + 1, Tolerance: 0.5}); len(views) != 0 {
			t.Errorf("%s: %d views give another figure", measure, len(views))
		}
	}
	// ROI has no discounting in it; MIRR counts a benefit half a year later as half a year more.
	e := lens.Views[0].Evaluation
	if n := len(lens.Reproducing(calc.Stated{Measure: calc.MeasureROI, Value: e.ROI.Value})); n != 5 {
		t.Errorf("%d views give the ROI", n)
	}
	if n := len(lens.Reproducing(calc.Stated{Measure: calc.MeasureMIRR, Value: e.MIRR.Value})); n != 3 {
		t.Errorf("%d views give the MIRR", n)
	}
	if values := e.Values("profit"); values != nil {
		t.Errorf("no such measure: %v", values)
	}
}

// The lens solves for internal rates once per layout in time and not once per
// view; each view is what Evaluate says.
func TestLensIsEvaluateUnderEachConvention(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyCase.Draw(t, "case")
		p.Timing = ""                 // the conventions have their own
		if n := 6; len(p.Costs) > n { // long rows with costs and benefits at different times take long to solve
			p.Costs, p.Benefits = p.Costs[:n], p.Benefits[:n]
			if len(p.Dates) > 0 {
				p.Dates = p.Dates[:n]
			}
		}
		lens, err := calc.LookThrough(p, calc.Conventions(p, calc.RateSets()[2:]))
		if err != nil {
			t.Fatal(err)
		}
		verdicts := map[calc.Verdict]bool{}
		for _, view := range lens.Views {
			q := p
			q.Timing, q.Rates = view.Convention.Timing, view.Convention.Rates
			if !view.Convention.Start.IsZero() {
				q.Start = view.Convention.Start
			}
			alone, err := calc.Evaluate(q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(alone, view.Evaluation); diff != "" {
				t.Fatalf("%+v: %s", view.Convention, diff)
			}
			verdicts[alone.Verdict()] = true
		}
		if lens.Unanimous != (len(verdicts) == 1) {
			t.Fatalf("unanimous %v with %v", lens.Unanimous, verdicts)
		}
	})
}

// What is lost is lost: 90 øre short of 1,000 million is no rounding, and
// neither is one øre. By hand, at rate 0 the NPV is the sum of the flows; what
// 0.1 + 0.2 − 0.3 leaves in float64, 5.55e-17, is rounding.
func TestVerdictAllowsForRoundingOnly(t *testing.T) {
	for _, c := range []struct {
		flows []float64
		want  calc.Verdict
	}{
		{[]float64{-1e9, 5e8, 5e8, -0.9}, calc.NotWorthwhile},
		{[]float64{-1e9, 5e8, 5e8, -0.01}, calc.NotWorthwhile},
		{[]float64{-1e12, 5e11, 5e11, -0.005}, calc.NotWorthwhile}, // rounds to one øre
		{[]float64{-1e9, 5e8, 5e8}, calc.Worthwhile},
		{[]float64{-0.3, 0.1, 0.2}, calc.Worthwhile},
		{[]float64{-(0.1 + 0.2 + 0x1p-53), 0.1, 0.2}, calc.Worthwhile},
		{[]float64{-1e-6, 9.9e-7}, calc.NotWorthwhile}, // whatever the unit
	} {
		p := calc.Problem{Flows: c.flows, Rates: calc.Flat(0)}
		if e := evaluate(t, p); e.Verdict() != c.want {
			t.Errorf("%v: NPV %v is %s, want %s", c.flows, e.NPV.Value, e.Verdict(), c.want)
		}
		for _, criterion := range []calc.Criterion{calc.NPVNotNegative(), calc.PaysBackWithin(float64(len(c.flows)))} {
			margins, err := calc.FindMargins(p, criterion)
			if fails := c.want == calc.NotWorthwhile; err != nil || (margins.CostRise.Why == calc.ReasonAlreadyFails) != fails {
				t.Errorf("%v: margins %+v, %v", c.flows, margins, err)
			}
		}
	}
}
