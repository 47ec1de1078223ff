package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

func TestMarginsOfVectorA(t *testing.T) {
	margins, err := calc.FindMargins(calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}, calc.NPVNotNegative())
	if err != nil {
		t.Fatal(err)
	}
	// The handbook's s* is 74.88 % and its IRR 15.238237 %.
	wantNear(t, "benefits", margins.BenefitFall.Value, 1-0.748757, 5e-7)
	wantNear(t, "costs", margins.CostRise.Value, 0.3355466993, 1e-8)
	wantNear(t, "rate", margins.RateRise.Value, 0.1523823712-0.04, 1e-8)
	// By hand: a year late loses the first year discounted, leaving PV 300,000·(1.04^−2..5) =
	// 1,047,085.16, still above a million; the second year late costs
	// 300,000·1.04^−2 = 277,366.86 more, so 1 + 47,085.16/277,366.86 years.
	wantNear(t, "delay", margins.Delay.Value, 1+47_085.16/277_366.86, 1e-6)
}

func TestMarginsMatchTheClosedForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := []float64{-rapid.Float64Range(1e3, 1e6).Draw(t, "investment")}
		flows = append(flows, rapid.SliceOfN(rapid.Float64Range(1e3, 1e6), 2, 12).Draw(t, "benefits")...)
		p := calc.Problem{Flows: flows, Rates: calc.Flat(rapid.Float64Range(0, 0.1).Draw(t, "rate"))}
		e, err := calc.Evaluate(p)
		if err != nil {
			t.Fatal(err)
		}
		margins, err := calc.FindMargins(p, calc.NPVNotNegative())
		if err != nil {
			t.Fatal(err)
		}
		if e.NPV.Value < 0 {
			if margins.BenefitFall.Why != calc.ReasonAlreadyFails || margins.Delay.Why != calc.ReasonAlreadyFails {
				t.Fatalf("NPV %v: %+v", e.NPV.Value, margins)
			}
			return
		}
		near := func(what string, got calc.Figure, want float64) {
			if !got.Exists() || math.Abs(got.Value-want) > 1e-13*math.Max(1, want) {
				t.Fatalf("%s = %+v, want %v", what, got, want)
			}
		}
		near("benefit fall", margins.BenefitFall, 1-e.SwitchingValue.Value)
		near("cost rise", margins.CostRise, e.BenefitCostRatio.Value-1)
		rate, _ := p.Rates.FlatRate()
		near("rate rise", margins.RateRise, e.IRR.Roots[0]-rate)
	})
}

func TestMarginsOfAPaybackLimit(t *testing.T) {
	margins, err := calc.FindMargins(calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}, calc.PaysBackWithin(4))
	if err != nil {
		t.Fatal(err)
	}
	// By hand: 4 years of benefits are 1,200,000, so benefits may fall by a sixth
	// and costs grow by a fifth. The rate has no part in simple payback.
	wantNear(t, "benefits", margins.BenefitFall.Value, 1.0/6, 1e-14)
	wantNear(t, "costs", margins.CostRise.Value, 0.2, 1e-14)
	wantNear(t, "delay", margins.Delay.Value, 2.0/3, 1e-14)
	if margins.RateRise.Why != calc.ReasonAlwaysHolds {
		t.Errorf("rate: %+v", margins.RateRise)
	}
}

func TestRateRiseStopsAtTheFirstRootAbove(t *testing.T) {
	// NPV ≥ 0 below 10 % and above 10.001 %: the plan at 5 % fails first at 10 %.
	flows := withRates(0.1, 0.10001)
	margins, err := calc.FindMargins(calc.Problem{Flows: flows, Rates: calc.Flat(0.05)}, calc.NPVNotNegative())
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "rate rise", margins.RateRise.Value, 0.05, 1e-10)
}

// meets is the criterion said of an evaluation: what FindMargins does without
// evaluating everything.
func meets(c calc.Criterion, e calc.Evaluation) bool {
	payback := e.Payback
	switch c.Measure {
	case calc.MeasureNPV:
		return e.Verdict() == calc.Worthwhile
	case calc.MeasureDiscountedPayback:
		payback = e.DiscountedPayback
	}
	switch payback.Status {
	case calc.PaybackValue:
		return payback.Years <= c.Years+1e-9
	case calc.PaybackImmediate, calc.PaybackNotApplicable:
		return true
	}
	return false
}

// anyCase is an investment with benefits after it in any form the calculator
// takes.
var anyCase = rapid.Custom(func(t *rapid.T) calc.Problem {
	n := rapid.IntRange(2, 30).Draw(t, "entries")
	p := calc.Problem{Rates: calc.Flat(rapid.Float64Range(0, 0.12).Draw(t, "rate"))}
	for range n {
		p.Costs = append(p.Costs, rapid.Float64Range(0, 1e4).Draw(t, "cost"))
		p.Benefits = append(p.Benefits, rapid.Float64Range(1e4, 6e5).Draw(t, "benefit"))
	}
	p.Costs[0] += rapid.Float64Range(1e5, 1e6).Draw(t, "investment")
	p.Benefits[0] = 0
	if rapid.Bool().Draw(t, "banded") {
		p.Rates = calc.Rates{Bands: []calc.Band{{2, 0.06}, {5, 0.03}, {0, 0.01}}}
	}
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		p.Timing = rapid.SampledFrom(calc.Timings).Draw(t, "timing")
		p.PeriodsPerYear = rapid.SampledFrom([]int{1, 2, 4, 12}).Draw(t, "per year")
	case 1:
		p.Timing, p.Start = calc.Actual365, date(2013, 1, 31)
		p.PeriodsPerYear = rapid.SampledFrom([]int{1, 2, 4, 12}).Draw(t, "per year")
	case 2:
		on := date(2013, 1, 1)
		for range n {
			p.Dates = append(p.Dates, on)
			on = on.AddDate(0, 0, rapid.IntRange(1, 500).Draw(t, "days"))
		}
	}
	return p
})

// A margin is where the criterion stops being met: just inside it is met, just
// outside it is not, when the whole case is evaluated in that scenario.
func TestMarginsAreWhereTheCriterionTurns(t *testing.T) {
	found := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := anyCase.Draw(t, "case")
		criterion := rapid.SampledFrom([]calc.Criterion{
			calc.NPVNotNegative(), calc.NPVNotNegative(), calc.NPVNotNegative(), calc.PaysBackWithin(3), calc.PaysBackWithin(0.7), calc.PaysBackWithin(12),
			{Measure: calc.MeasureDiscountedPayback, Years: 4.3},
		}).Draw(t, "criterion")
		plan, err := calc.Evaluate(p)
		if err != nil {
			t.Fatal(err)
		}
		margins, err := calc.FindMargins(p, criterion)
		if err != nil || margins.Criterion != criterion {
			t.Fatal(margins, err)
		}
		met := func(s calc.Scenario) bool {
			e, err := s.EvaluateIn(p)
			if err != nil {
				t.Fatal(err)
			}
			return meets(criterion, e)
		}
		for _, m := range []struct {
			name     string
			margin   calc.Figure
			scenario func(x float64) calc.Scenario
		}{
			{"benefits", margins.BenefitFall, func(x float64) calc.Scenario { return calc.Scenario{BenefitChange: -x} }},
			{"costs", margins.CostRise, func(x float64) calc.Scenario { return calc.Scenario{CostChange: x} }},
			{"delay", margins.Delay, func(x float64) calc.Scenario { return calc.Scenario{Delay: x} }},
			{"rate", margins.RateRise, func(x float64) calc.Scenario { return calc.Scenario{RateChange: x} }},
		} {
			inside, outside := 1e-6, 1e-6
			switch {
			case m.name == "delay" && len(p.Dates) > 0:
				inside, outside = 0, 1.0/365 // whole days
			case m.name == "rate":
				outside = 1e-3 * (1 + m.margin.Value) // rates move a case of a few days by little, and Verdict has its tolerance
			}
			switch m.margin.Why {
			case "":
				found[m.name]++
				if x := m.margin.Value; x < 0 || !met(m.scenario(math.Max(0, x-inside))) || met(m.scenario(x+outside)) {
					t.Fatalf("%s: %v is no turning point of %+v", m.name, x, criterion)
				}
			case calc.ReasonAlreadyFails:
				if meets(criterion, plan) {
					t.Fatalf("%s: %+v is met", m.name, criterion)
				}
			case calc.ReasonAlwaysHolds:
				if m.name == "benefits" || m.name == "costs" || !met(m.scenario(9)) {
					t.Fatalf("%s does break %+v", m.name, criterion)
				}
			default:
				t.Fatalf("%s: %s", m.name, m.margin.Why)
			}
		}
	})
	for _, name := range []string{"benefits", "costs", "delay", "rate"} {
		if found[name] < 5 { // of 100 cases, some 40 have one
			t.Errorf("%s: only %d margins were found: the test tests little", name, found[name])
		}
	}
}

func TestMarginsThatDoNotExist(t *testing.T) {
	huge := []float64{math.MaxFloat64, math.MaxFloat64}
	for _, c := range []struct {
		name      string
		problem   calc.Problem
		criterion calc.Criterion
		want      calc.Reason // of the fall in benefits
	}{
		{"nothing spent", calc.Problem{Flows: []float64{0, 50}, Rates: calc.Flat(0.04)}, calc.NPVNotNegative(), calc.ReasonAlwaysHolds},
		{"nothing spent, payback", calc.Problem{Flows: []float64{0, 50}, Rates: calc.Flat(0.04)}, calc.PaysBackWithin(1), calc.ReasonAlwaysHolds},
		{"all zero", calc.Problem{Flows: []float64{0, 0}, Rates: calc.Flat(0.04)}, calc.NPVNotNegative(), calc.ReasonAlwaysHolds},
		{"nothing gained", calc.Problem{Flows: vectorC, Rates: calc.Flat(0.04)}, calc.NPVNotNegative(), calc.ReasonAlreadyFails},
		{"nothing gained, payback", calc.Problem{Flows: vectorC, Rates: calc.Flat(0.04)}, calc.PaysBackWithin(99), calc.ReasonAlreadyFails},
		{"too large", calc.Problem{Costs: huge, Benefits: huge, Rates: calc.Flat(0)}, calc.NPVNotNegative(), calc.ReasonOverflow},
		{"too large, payback", calc.Problem{Costs: huge, Benefits: huge, Rates: calc.Flat(0)}, calc.PaysBackWithin(1), calc.ReasonOverflow},
	} {
		margins, err := calc.FindMargins(c.problem, c.criterion)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, margin := range []calc.Figure{margins.BenefitFall, margins.CostRise, margins.Delay, margins.RateRise} {
			if margin.Why != c.want || margin.Value != 0 {
				t.Errorf("%s: %+v, want %s", c.name, margins, c.want)
				break
			}
		}
	}
	p := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}
	for _, c := range []struct {
		criterion calc.Criterion
		want      calc.Error
	}{
		{calc.Criterion{}, calc.Error{Code: calc.ErrMeasureUnknown, Field: "criterion.measure"}},
		{calc.Criterion{Measure: calc.MeasureIRR}, calc.Error{Code: calc.ErrMeasureUnknown, Field: "criterion.measure"}},
		{calc.PaysBackWithin(-1), calc.Error{Code: calc.ErrNegative, Field: "criterion.years"}},
		{calc.PaysBackWithin(math.NaN()), calc.Error{Code: calc.ErrNotFinite, Field: "criterion.years"}},
	} {
		_, err := calc.FindMargins(p, c.criterion)
		var fault *calc.Error
		if !errors.As(err, &fault) || *fault != c.want {
			t.Errorf("%+v: %v", c.criterion, err)
		}
	}
	if _, err := calc.FindMargins(calc.Problem{}, calc.NPVNotNegative()); err == nil {
		t.Error("a malformed problem has no margins")
	}
}

// Benefits of dated flows may come so many whole days late; the last day of the
// row still counts.
func TestDelayOfDatedFlowsIsWholeDays(t *testing.T) {
	p := calc.Problem{Flows: []float64{-100, 60, 60, 0}, Rates: calc.Flat(0),
		Dates: []time.Time{date(2013, 1, 1), date(2014, 1, 1), date(2014, 6, 1), date(2014, 6, 11)}}
	margins, err := calc.FindMargins(p, calc.NPVNotNegative())
	if err != nil {
		t.Fatal(err)
	}
	// By hand: 10 days late the second 60 falls on the last day, 11 days late it is lost.
	wantNear(t, "delay", margins.Delay.Value, 10.0/365, 1e-15)
	// Where a rate is negative later is better, and only what is lost breaks it.
	p.Rates = calc.Flat(-0.02)
	if margins, err = calc.FindMargins(p, calc.NPVNotNegative()); err != nil {
		t.Fatal(err)
	}
	wantNear(t, "delay at a negative rate", margins.Delay.Value, 10.0/365, 1e-15)
}

// A negative rate makes later benefits worth more: the plan fails first when
// the first benefits fall out of the horizon, and not where halving would look.
func TestDelayAtANegativeRate(t *testing.T) {
	// At −50 % a year later doubles the worth. By hand: costs 100, benefits 30 in
	// year 1 and 30 in year 3 of 0..3 are worth 60 + 240 = 300; a year late only
	// the first remains, in year 2, worth 120; two years late in year 3, worth
	// 240; three years late it is lost, and 240·(1−f) ≥ 100 up to f = 7/12.
	p := calc.Problem{Costs: []float64{100, 0, 0, 0}, Benefits: []float64{0, 30, 0, 30}, Rates: calc.Flat(-0.5)}
	margins, err := calc.FindMargins(p, calc.NPVNotNegative())
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "delay", margins.Delay.Value, 2+7.0/12, 1e-14)
	// With costs of 150 a year late is already too late, although two years late
	// are not: 300 − 180·f ≥ 150 up to f = 5/6.
	p.Costs[0] = 150
	if margins, err = calc.FindMargins(p, calc.NPVNotNegative()); err != nil {
		t.Fatal(err)
	}
	wantNear(t, "first failure", margins.Delay.Value, 5.0/6, 1e-14)
}

// Ten years of months that turn every month: many rates, one search for them.
// Each probe once evaluated the whole case and this took most of a minute.
func BenchmarkFindMargins(b *testing.B) {
	flows := make([]float64, 121)
	for t := range flows {
		flows[t] = float64(100 + t)
		if t%2 == 0 {
			flows[t] = -float64(95 + t)
		}
	}
	p := calc.Problem{Flows: flows, Rates: calc.Flat(0.04), PeriodsPerYear: 12}
	for b.Loop() {
		if _, err := calc.FindMargins(p, calc.NPVNotNegative()); err != nil {
			b.Fatal(err)
		}
	}
}
