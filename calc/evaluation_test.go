package calc_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the zones, whatever machine this is

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// The vectors A, B and C of the domain handbook, §4: money to the øre, IRR to
// 1e-9 as printed there with eight decimals of a percent, payback as printed.
var (
	vectorA = []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000}
	vectorB = []float64{-500_000, -100_000, 200_000, 250_000, 250_000, 250_000}
	vectorC = []float64{-100, 0, 0}
)

func evaluate(t *testing.T, p calc.Problem) calc.Evaluation {
	t.Helper()
	e, err := calc.Evaluate(p)
	if err != nil {
		t.Fatalf("Evaluate(%+v): %v", p, err)
	}
	return e
}

func wantOre(t *testing.T, what string, got calc.Figure, want float64) {
	t.Helper()
	if !got.Exists() {
		t.Fatalf("%s does not exist: %s", what, got.Why)
	}
	g, err := calc.FromKroner(got.Value)
	w, _ := calc.FromKroner(want)
	if err != nil || g != w {
		t.Errorf("%s = %v, want %v", what, got.Value, want)
	}
}

func wantNear(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g ± %g", what, got, want, tolerance)
	}
}

func TestHandbookVectors(t *testing.T) {
	for _, c := range []struct {
		name        string
		flows       []float64
		rate        float64
		timing      calc.Timing
		npv         float64
		irr         float64
		payback     float64
		discounted  float64 // 0: not given there
		wholeYears  int
		percentSame float64 // switching value in percent; 0: not given
	}{
		{"A at 0", vectorA, 0, "", 500_000, 0.15238237, 10.0 / 3, 10.0 / 3, 4, 0},
		{"A at 3.5", vectorA, 0.035, "", 354_515.71, 0.15238237, 10.0 / 3, 3.6101, 4, 0},
		{"A at 4", vectorA, 0.04, calc.BaseYear, 335_546.70, 0.15238237, 10.0 / 3, 3.6531, 4, 74.88},
		{"A at 5", vectorA, 0.05, "", 298_843.00, 0.15238237, 10.0 / 3, 3.7416, 4, 0},
		{"A as Excel", vectorA, 0.04, calc.ExcelNPV, 322_641.06, 0.15238237, 10.0 / 3, 3.6531, 4, 74.88},
		{"B at 3.5", vectorB, 0.035, "", 243_923.31, 0.14752411, 3.6, 0, 4, 0},
		{"B at 4", vectorB, 0.04, "", 230_189.31, 0.14752411, 3.6, 3.8844, 4, 0},
		{"B at 5", vectorB, 0.05, "", 203_684.36, 0.14752411, 3.6, 0, 4, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(t, calc.Problem{Flows: c.flows, Rates: calc.Flat(c.rate), Timing: c.timing})
			wantOre(t, "NPV", e.NPV, c.npv)
			if e.IRR.Status != calc.IRRUnique || len(e.IRR.Roots) != 1 {
				t.Fatalf("IRR = %+v", e.IRR)
			}
			wantNear(t, "IRR", e.IRR.Roots[0], c.irr, 5e-9)
			if e.Payback.Status != calc.PaybackValue || e.Payback.WholeYears != c.wholeYears {
				t.Errorf("Payback = %+v", e.Payback)
			}
			wantNear(t, "payback", e.Payback.Years, c.payback, 1e-12)
			if c.discounted != 0 {
				wantNear(t, "discounted payback", e.DiscountedPayback.Years, c.discounted, 5e-5)
			}
			if c.percentSame != 0 {
				wantNear(t, "switching value", 100*e.SwitchingValue.Value, c.percentSame, 5e-3)
			}
			if !e.Conventional || len(e.Warnings) != 0 {
				t.Errorf("conventional %v, warnings %v", e.Conventional, e.Warnings)
			}
		})
	}
}

func TestVectorCNeverPaysBack(t *testing.T) {
	e := evaluate(t, calc.Problem{Flows: vectorC, Rates: calc.Flat(0.04)})
	if e.Payback.Status != calc.PaybackNever || e.DiscountedPayback.Status != calc.PaybackNever {
		t.Errorf("payback %+v, discounted %+v", e.Payback, e.DiscountedPayback)
	}
	if e.IRR.Status != calc.IRRNone || e.IRR.Why != calc.ReasonNoSignChange || len(e.IRR.Roots) != 0 {
		t.Errorf("IRR = %+v", e.IRR)
	}
	wantOre(t, "NPV", e.NPV, -100)
	if e.SwitchingValue.Why != calc.ReasonNoBenefits || e.MIRR.Value != -1 {
		t.Errorf("switching value %+v, MIRR %+v", e.SwitchingValue, e.MIRR)
	}
}

// The example of the machine interface's documentation, to the digits there.
func TestContractExample(t *testing.T) {
	e := evaluate(t, calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)})
	wantNear(t, "ROI", e.ROI.Value, 0.5, 1e-15) // by hand: 1.5 million for one
	wantNear(t, "ratio", e.BenefitCostRatio.Value, 1.3355467, 5e-8)
	wantNear(t, "MIRR", e.MIRR.Value, 0.101958, 5e-7)
	wantNear(t, "equivalent annual", e.EquivalentAnnual.Value, 75372.89, 5e-3)
	wantNear(t, "switching value", e.SwitchingValue.Value, 0.748757, 5e-7)
	wantOre(t, "PV of costs", e.PresentValueCosts, 1_000_000)
	wantOre(t, "PV of benefits", e.PresentValueBenefits, 1_335_546.70)
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func TestMalformedProblems(t *testing.T) {
	half, one := 0.5, -1.0
	nan := math.NaN()
	good := calc.Flat(0.04)
	d1, d2 := date(2013, 1, 1), date(2013, 7, 1)
	for name, c := range map[string]struct {
		problem calc.Problem
		want    calc.Error
	}{
		"empty":          {calc.Problem{Rates: good}, calc.Error{Code: calc.ErrEmpty, Field: "flows"}},
		"NaN":            {calc.Problem{Flows: []float64{-1, nan}, Rates: good}, calc.Error{Code: calc.ErrNotFinite, Field: "flows[1]"}},
		"infinite":       {calc.Problem{Costs: []float64{1, math.Inf(1)}, Benefits: []float64{0, 0}, Rates: good}, calc.Error{Code: calc.ErrNotFinite, Field: "costs[1]"}},
		"both forms":     {calc.Problem{Flows: []float64{1}, Costs: []float64{1}, Rates: good}, calc.Error{Code: calc.ErrFlowsAndCosts, Field: "flows"}},
		"lengths":        {calc.Problem{Costs: []float64{1, 2}, Benefits: []float64{1}, Rates: good}, calc.Error{Code: calc.ErrLengthMismatch, Field: "benefits"}},
		"negative":       {calc.Problem{Costs: []float64{1}, Benefits: []float64{-2}, Rates: good}, calc.Error{Code: calc.ErrNegative, Field: "benefits[0]"}},
		"no rate":        {calc.Problem{Flows: []float64{1}}, calc.Error{Code: calc.ErrRateMissing, Field: "rate"}},
		"rate −100 %":    {calc.Problem{Flows: []float64{1}, Rates: calc.Flat(-1)}, calc.Error{Code: calc.ErrRateRange, Field: "rate"}},
		"rate NaN":       {calc.Problem{Flows: []float64{1}, Rates: calc.Flat(nan)}, calc.Error{Code: calc.ErrNotFinite, Field: "rate"}},
		"bands":          {calc.Problem{Flows: []float64{1}, Rates: calc.Rates{Bands: []calc.Band{{5, 0.04}, {5, 0.03}, {0, 0.02}}}}, calc.Error{Code: calc.ErrBandOrder, Field: "rate.bands[1]"}},
		"finance":        {calc.Problem{Flows: []float64{1}, Rates: good, FinanceRate: &one}, calc.Error{Code: calc.ErrRateRange, Field: "financeRate"}},
		"reinvest":       {calc.Problem{Flows: []float64{1}, Rates: good, FinanceRate: &half, ReinvestRate: &nan}, calc.Error{Code: calc.ErrNotFinite, Field: "reinvestRate"}},
		"timing":         {calc.Problem{Flows: []float64{1}, Rates: good, Timing: "later"}, calc.Error{Code: calc.ErrTimingUnknown, Field: "timing"}},
		"dated timing":   {calc.Problem{Flows: []float64{1}, Rates: good, Timing: calc.MidYear, Dates: []time.Time{d1}}, calc.Error{Code: calc.ErrTimingDated, Field: "timing"}},
		"dates length":   {calc.Problem{Flows: []float64{1}, Rates: good, Dates: []time.Time{d1, d2}}, calc.Error{Code: calc.ErrLengthMismatch, Field: "dates"}},
		"periods":        {calc.Problem{Flows: []float64{1}, Rates: good, PeriodsPerYear: 3}, calc.Error{Code: calc.ErrCountRange, Field: "periodsPerYear"}},
		"dated periods":  {calc.Problem{Flows: []float64{1}, Rates: good, PeriodsPerYear: 4, Dates: []time.Time{d1}}, calc.Error{Code: calc.ErrPeriodsDated, Field: "periodsPerYear"}},
		"dates order":    {calc.Problem{Flows: []float64{1, 2}, Rates: good, Dates: []time.Time{d2, d1}}, calc.Error{Code: calc.ErrDateOrder, Field: "dates[1]"}},
		"dates missing":  {calc.Problem{Flows: []float64{1, 2}, Rates: good, Dates: []time.Time{d2, {}}}, calc.Error{Code: calc.ErrDateMissing, Field: "dates[1]"}},
		"dates too far":  {calc.Problem{Flows: []float64{1, 2}, Rates: good, Dates: []time.Time{d2, date(9000, 1, 1)}}, calc.Error{Code: calc.ErrDateRange, Field: "dates[1]"}},
		"unknown timing": {calc.Problem{Costs: []float64{1}, Benefits: []float64{1}, Rates: good, Timing: "EXCEL"}, calc.Error{Code: calc.ErrTimingUnknown, Field: "timing"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := calc.Evaluate(c.problem)
			var got *calc.Error
			if !errors.As(err, &got) || *got != c.want {
				t.Errorf("got %v, want %v", err, &c.want)
			}
		})
	}
}

func TestPaybackStates(t *testing.T) {
	for _, c := range []struct {
		name     string
		flows    []float64
		want     calc.PaybackStatus
		years    float64
		whole    int
		warnings []calc.Warning
	}{
		// By hand: each cumulative row stands in the comment.
		{"never negative", []float64{100, -50, 10}, calc.PaybackImmediate, 0, 0, []calc.Warning{calc.WarnSeveralSignChanges}}, // 100 50 60
		{"no investment", []float64{0, 50}, calc.PaybackNotApplicable, 0, 0, nil},
		{"all zero", []float64{0, 0}, calc.PaybackNotApplicable, 0, 0, nil},
		{"only costs", []float64{-5, -5}, calc.PaybackNever, 0, 0, nil},
		{"one cost", []float64{-5}, calc.PaybackNever, 0, 0, nil},
		{"to the krone", []float64{-300, 100, 100, 100}, calc.PaybackValue, 3, 3, nil},    // -300 -200 -100 0
		{"leading zeros", []float64{0, 0, -100, 50, 100}, calc.PaybackValue, 1.5, 2, nil}, // 0 0 -100 -50 50, from t = 2
		// -100 20 -30 10: back at 1, below again at 2, to stay at 2.75.
		{"dips again", []float64{-100, 120, -50, 40}, calc.PaybackValue, 2.75, 3,
			[]calc.Warning{calc.WarnSeveralSignChanges, calc.WarnDipsAgain, calc.WarnDiscountedDips}},
		// -100 20 -30: back at 1, lost for good.
		{"dips for good", []float64{-100, 120, -50}, calc.PaybackNever, 0, 0,
			[]calc.Warning{calc.WarnSeveralSignChanges, calc.WarnDipsAgain, calc.WarnDiscountedDips}},
		{"gain before the cost", []float64{10, -100, 50, 50}, calc.PaybackValue, 2.8, 3, []calc.Warning{calc.WarnSeveralSignChanges}}, // 10 -90 -40 10
		{"decimals that do not add in binary", []float64{-1.1, 1.0, 0.1}, calc.PaybackValue, 2, 2, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(t, calc.Problem{Flows: c.flows, Rates: calc.Flat(0.01)})
			if e.Payback.Status != c.want || e.Payback.WholeYears != c.whole {
				t.Fatalf("payback = %+v, want %s", e.Payback, c.want)
			}
			wantNear(t, "years", e.Payback.Years, c.years, 1e-12)
			if !slices.Equal(e.Warnings, c.warnings) {
				t.Errorf("warnings %v, want %v", e.Warnings, c.warnings)
			}
		})
	}
}

func TestWarningsOfTheOrderOfFlows(t *testing.T) {
	for _, c := range []struct {
		flows        []float64
		conventional bool
		want         []calc.Warning
	}{
		{[]float64{-100, 60, 60}, true, nil},
		{[]float64{100, -60, -60}, false, []calc.Warning{calc.WarnBenefitsFirst}},
		{[]float64{-100, 220, -121}, false, []calc.Warning{calc.WarnRepeatedRate, calc.WarnSeveralSignChanges, calc.WarnDipsAgain, calc.WarnDiscountedDips}},
		{[]float64{-1e-200, 1e200, -1e200}, false, []calc.Warning{calc.WarnRateOutOfRange, calc.WarnSeveralSignChanges}},
		{[]float64{0, 0}, false, nil},
		{[]float64{-5}, false, nil},
	} {
		e := evaluate(t, calc.Problem{Flows: c.flows, Rates: calc.Flat(0.02)})
		if e.Conventional != c.conventional || !slices.Equal(e.Warnings, c.want) {
			t.Errorf("%v: conventional %v, warnings %v, want %v", c.flows, e.Conventional, e.Warnings, c.want)
		}
	}
}

func TestDatedFlowsCountActualDaysOver365(t *testing.T) {
	// By hand: 2013-01-01 to 2013-07-01 is 181 days; 110·1.05^(−181/365) − 100
	// = 7.370925..., and the rate is 1.1^(365/181) − 1.
	e := evaluate(t, calc.Problem{
		Flows: []float64{-100, 110}, Rates: calc.Flat(0.05),
		Dates: []time.Time{date(2013, 1, 1), date(2013, 7, 1)},
	})
	wantNear(t, "NPV", e.NPV.Value, 110*math.Pow(1.05, -181.0/365)-100, 1e-12)
	wantNear(t, "IRR", e.IRR.Roots[0], math.Pow(1.1, 365.0/181)-1, 1e-14)
	wantNear(t, "payback", e.Payback.Years, 181.0/365*100/110, 1e-14)

	// Money out and in on one day is one flow: paid back at once.
	e = evaluate(t, calc.Problem{
		Flows: []float64{-100, 110}, Rates: calc.Flat(0.05),
		Dates: []time.Time{date(2013, 1, 1), date(2013, 1, 1)},
	})
	if e.Payback.Status != calc.PaybackImmediate || e.IRR.Why != calc.ReasonNoSignChange ||
		e.EquivalentAnnual.Why != calc.ReasonNoHorizon || e.MIRR.Why != calc.ReasonNoHorizon {
		t.Errorf("same day: %+v", e)
	}
}

// Days are counted by the calendar: clocks, summer time and the far past make
// no difference.
func TestDaysAreCalendarDays(t *testing.T) {
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	flows := []float64{-100, 110}
	for _, zone := range []*time.Location{time.UTC, copenhagen, time.FixedZone("far west", -12*3600)} {
		for _, first := range []int{1890, 1969, 2013} {
			// 30 March 22:00 to 31 October 01:00 are 215 calendar days.
			npv, err := calc.XNPV(0.05, []time.Time{
				time.Date(first, 3, 30, 22, 0, 0, 0, zone), time.Date(first, 10, 31, 1, 0, 0, 0, zone),
			}, flows)
			if err != nil {
				t.Fatal(err)
			}
			wantNear(t, zone.String(), npv, 110*math.Pow(1.05, -215.0/365)-100, 1e-12)
		}
	}
}

func TestDatedFlowsMayStandInAnyOrder(t *testing.T) {
	dates := []time.Time{date(2013, 1, 1), date(2014, 6, 1), date(2013, 7, 1), date(2013, 7, 1)}
	flows := []float64{-100, 40, 50, 30}
	sorted := evaluate(t, calc.Problem{Flows: []float64{-100, 50, 30, 40}, Rates: calc.Flat(0.05),
		Dates: []time.Time{dates[0], dates[2], dates[3], dates[1]}})
	mixed := evaluate(t, calc.Problem{Flows: flows, Rates: calc.Flat(0.05), Dates: dates})
	if diff := cmp.Diff(sorted, mixed); diff != "" {
		t.Error(diff)
	}
	if flows[1] != 40 || !dates[1].Equal(date(2014, 6, 1)) {
		t.Error("the problem was changed")
	}
}

func TestTimingsAreRelatedByTheirFactor(t *testing.T) {
	base := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04)})
	for timing, factor := range map[calc.Timing]float64{
		calc.ExcelNPV: 1 / 1.04,
		calc.MidYear:  1 / math.Sqrt(1.04),
	} {
		e := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04), Timing: timing})
		wantNear(t, string(timing), e.NPV.Value, base.NPV.Value*factor, 1e-9)
		wantNear(t, "IRR", e.IRR.Roots[0], base.IRR.Roots[0], 1e-15)
	}
	e := evaluate(t, calc.Problem{
		Costs: []float64{1000, 0}, Benefits: []float64{0, 1200}, Rates: calc.Flat(0.04), Timing: calc.CapexStartBenefitMid,
	})
	// By hand: 1200·1.04^−1.5 − 1000, and the rate solves 1.2 = (1+r)^1.5.
	wantNear(t, "NPV", e.NPV.Value, 1200*math.Pow(1.04, -1.5)-1000, 1e-12)
	wantNear(t, "IRR", e.IRR.Roots[0], math.Pow(1.2, 1/1.5)-1, 1e-15)
}

func TestQuartersAndMonths(t *testing.T) {
	// One flow a year, written by month with nothing in between, is the same case.
	yearly := evaluate(t, calc.Problem{Flows: vectorB, Rates: calc.Flat(0.04)})
	for _, perYear := range []int{2, 4, 12} {
		flows := make([]float64, (len(vectorB)-1)*perYear+1)
		for year, flow := range vectorB {
			flows[year*perYear] = flow
		}
		e := evaluate(t, calc.Problem{Flows: flows, Rates: calc.Flat(0.04), PeriodsPerYear: perYear})
		wantNear(t, "NPV", e.NPV.Value, yearly.NPV.Value, 1e-8)
		wantNear(t, "IRR", e.IRR.Roots[0], yearly.IRR.Roots[0], 1e-15)
		wantNear(t, "MIRR", e.MIRR.Value, yearly.MIRR.Value, 1e-14)
		wantNear(t, "equivalent annual", e.EquivalentAnnual.Value, yearly.EquivalentAnnual.Value, 1e-8)
	}
	// By hand: 1200 at the end of quarter 2 is worth 1200·1.04^−0.5; the rate of
	// 1000 for it is 1.2² − 1; the sum reaches 0 within the second quarter,
	// after ¼ + ¼·1000/1200 years.
	e := evaluate(t, calc.Problem{Flows: []float64{-1000, 0, 1200}, Rates: calc.Flat(0.04), PeriodsPerYear: 4})
	wantNear(t, "NPV", e.NPV.Value, 1200/math.Sqrt(1.04)-1000, 1e-12)
	wantNear(t, "IRR", e.IRR.Roots[0], 0.44, 1e-15)
	wantNear(t, "payback", e.Payback.Years, 0.25+0.25*1000/1200, 1e-15)
	if e.Payback.WholeYears != 1 {
		t.Errorf("whole years %d", e.Payback.WholeYears)
	}
	// Excel's NPV discounts the first flow one period, here a quarter.
	excel := evaluate(t, calc.Problem{Flows: []float64{-1000, 0, 1200}, Rates: calc.Flat(0.04), PeriodsPerYear: 4, Timing: calc.ExcelNPV})
	wantNear(t, "excel", excel.NPV.Value, e.NPV.Value*math.Pow(1.04, -0.25), 1e-12)
}
