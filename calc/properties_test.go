package calc_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// anyFlows are rows of many shapes: ordinary, mixed, with zeros, with whole
// numbers that make sums come out even.
var anyFlows = rapid.OneOf(
	rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 20),
	rapid.SliceOfN(rapid.Map(rapid.IntRange(-3, 3), func(n int) float64 { return float64(100 * n) }), 1, 20),
	rapid.Custom(func(t *rapid.T) []float64 {
		flows := []float64{-rapid.Float64Range(1, 1e7).Draw(t, "investment")}
		return append(flows, rapid.SliceOfN(rapid.Float64Range(0, 1e6), 1, 30).Draw(t, "benefits")...)
	}),
)

var anyRate = rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(-0.2, 1), rapid.Float64Range(-1e-8, 1e-8))

// At every internal rate the NPV is zero, as near as the flows can tell.
func TestNPVIsZeroAtEveryRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := anyFlows.Draw(t, "flows")
		irr, err := calc.FindIRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(irr.Roots) || (len(irr.Roots) == 0) != (irr.Status == calc.IRRNone) || (irr.Why == "") == (irr.Status == calc.IRRNone) {
			t.Fatalf("%+v", irr)
		}
		for _, rate := range irr.Roots {
			size, factor, npv, slope := 0.0, 1.0, 0.0, 0.0
			for k, flow := range flows {
				npv += flow * factor
				slope += float64(k) * flow * factor / (1 + rate)
				size += math.Abs(flow*factor) * float64(k+4)
				factor /= 1 + rate
			}
			if math.IsInf(size, 0) {
				continue // too near −100 % to be checked in float64
			}
			if math.Abs(npv) > 1e-15*size+1e-15*math.Abs(slope)*(1+math.Abs(rate)) {
				t.Fatalf("NPV(%v) = %v of %v", rate, npv, size)
			}
		}
	})
}

// Twice the money is twice the NPV and the same in every other respect.
func TestScaleInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := anyFlows.Draw(t, "flows")
		p := calc.Problem{Flows: flows, Rates: calc.Flat(anyRate.Draw(t, "rate")), Timing: rapid.SampledFrom(calc.Timings).Draw(t, "timing")}
		plan, err := calc.Evaluate(p)
		if err != nil {
			t.Fatal(err)
		}
		const scale = 1 << 20 // a power of two, so that nothing rounds differently
		p.Flows = make([]float64, len(flows))
		for i := range flows {
			p.Flows[i] = scale * flows[i]
		}
		larger, err := calc.Evaluate(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []*calc.Figure{&plan.NPV, &plan.PresentValueCosts, &plan.PresentValueBenefits, &plan.EquivalentAnnual} {
			f.Value *= scale
		}
		if diff := cmp.Diff(plan, larger); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A dated flow keeps its date wherever it stands in the list.
func TestOrderInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 12).Draw(t, "flows")
		dates := make([]time.Time, len(flows))
		for i, days := range rapid.SliceOfNDistinct(rapid.IntRange(0, 4000), len(flows), len(flows), rapid.ID[int]).Draw(t, "days") {
			dates[i] = date(2013, 1, 1).AddDate(0, 0, days)
		}
		first := 0
		for i := range dates {
			if dates[i].Before(dates[first]) {
				first = i
			}
		}
		dates[0], dates[first] = dates[first], dates[0]
		flows[0], flows[first] = flows[first], flows[0]
		a, err := calc.Evaluate(calc.Problem{Flows: flows, Dates: dates, Rates: calc.Flat(0.04)})
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(flows[1:])
		slices.Reverse(dates[1:])
		b, err := calc.Evaluate(calc.Problem{Flows: flows, Dates: dates, Rates: calc.Flat(0.04)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A higher rate makes an ordinary case worth less.
func TestNPVFallsWithTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := []float64{-rapid.Float64Range(0, 1e7).Draw(t, "investment")}
		flows = append(flows, rapid.SliceOfN(rapid.Float64Range(1, 1e6), 1, 40).Draw(t, "benefits")...)
		low := rapid.Float64Range(-0.5, 1).Draw(t, "rate")
		high := low + rapid.Float64Range(1e-6, 1).Draw(t, "more")
		a, err1 := calc.NPV(low, flows)
		b, err2 := calc.NPV(high, flows)
		if err1 != nil || err2 != nil || !(a > b) {
			t.Fatalf("NPV(%v) = %v, NPV(%v) = %v, %v %v", low, a, high, b, err1, err2)
		}
	})
}

// The single measures agree with Evaluate, and the costs and benefits of a
// problem with its flows.
func TestTheSameFigureEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows, rate := anyFlows.Draw(t, "flows"), anyRate.Draw(t, "rate")
		e, err := calc.Evaluate(calc.Problem{Flows: flows, Rates: calc.Flat(rate)})
		if err != nil {
			t.Fatal(err)
		}
		irr, err := calc.FindIRR(flows)
		if diff := cmp.Diff(e.IRR, irr); diff != "" || err != nil {
			t.Fatal(err, diff)
		}
		size := e.PresentValueCosts.Value + e.PresentValueBenefits.Value
		npv, err := calc.NPV(rate, flows)
		if err != nil || math.Abs(npv-e.NPV.Value) > 1e-13*size {
			t.Fatalf("NPV %v and %v, %v", npv, e.NPV, err)
		}
		if gap := e.PresentValueBenefits.Value - e.PresentValueCosts.Value - e.NPV.Value; math.Abs(gap) > 1e-15*size {
			t.Fatalf("PV(G) − PV(C) is %v from the NPV", gap)
		}
		if e.Payback.Status == calc.PaybackValue && (e.Payback.Years <= 0 || e.Payback.Years > float64(len(flows)-1) ||
			float64(e.Payback.WholeYears) < e.Payback.Years-1e-9 || float64(e.Payback.WholeYears) > e.Payback.Years+1) {
			t.Fatalf("payback %+v", e.Payback)
		}
		costs, benefits := make([]float64, len(flows)), make([]float64, len(flows))
		for i, flow := range flows {
			costs[i], benefits[i] = math.Max(0, -flow), math.Max(0, flow)
		}
		split, err := calc.Evaluate(calc.Problem{Costs: costs, Benefits: benefits, Rates: calc.Flat(rate)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, split); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Timings are related by their factor, at a flat rate: excel is base-year
// divided by (1+r)^(1/m), mid-year by its square root.
func TestTimingsByTheirFactor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := calc.Problem{Flows: anyFlows.Draw(t, "flows"), PeriodsPerYear: rapid.SampledFrom([]int{1, 2, 4, 12}).Draw(t, "per year")}
		rate := rapid.Float64Range(-0.2, 1).Draw(t, "rate")
		p.Rates = calc.Flat(rate)
		npv := map[calc.Timing]float64{}
		size := 0.0
		for _, timing := range calc.Timings {
			p.Timing = timing
			e, err := calc.Evaluate(p)
			if err != nil {
				t.Fatal(err)
			}
			npv[timing] = e.NPV.Value
			size = math.Max(size, e.PresentValueCosts.Value+e.PresentValueBenefits.Value)
		}
		period := math.Pow(1+rate, 1/float64(p.PeriodsPerYear))
		if got := npv[calc.ExcelNPV] * period; math.Abs(got-npv[calc.BaseYear]) > 1e-12*size {
			t.Fatalf("excel: %v and %v", got, npv[calc.BaseYear])
		}
		if got := npv[calc.MidYear] * math.Sqrt(period); math.Abs(got-npv[calc.BaseYear]) > 1e-12*size {
			t.Fatalf("mid-year: %v and %v", got, npv[calc.BaseYear])
		}
	})
}

// Amounts in whole øre add up to the øre: at a rate of 0 the NPV is the exact
// sum, and so are the table's sums.
func TestSumsToTheOre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ore := rapid.SliceOfN(rapid.Int64Range(-1e12, 1e12), 1, 60).Draw(t, "øre")
		var total calc.Money
		p := calc.Problem{Rates: calc.Flat(0)}
		for _, amount := range ore {
			total += calc.Money(amount)
			p.Flows = append(p.Flows, calc.Money(amount).Kroner())
		}
		x, err := calc.Explain(p)
		if err != nil {
			t.Fatal(err)
		}
		last := x.Rows[len(x.Rows)-1]
		for name, kroner := range map[string]float64{
			"NPV": x.Evaluation.NPV.Value, "sum": last.Sum, "present sum": last.PresentSum,
			"PV(G) − PV(C)": x.Evaluation.PresentValueBenefits.Value - x.Evaluation.PresentValueCosts.Value,
		} {
			if got, err := calc.FromKroner(kroner); err != nil || got != total {
				t.Fatalf("%s is %d øre, want %d, %v", name, got, total, err)
			}
		}
	})
}

// Twice the money is twice every margin's money and none of its shares, below
// 2⁴⁶ half øre, 350,000 million kr.: from there on rounding may be a whole øre.
func TestMarginsDoNotDependOnTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyCase.Draw(t, "case")
		criterion := rapid.SampledFrom([]calc.Criterion{calc.NPVNotNegative(), calc.PaysBackWithin(2)}).Draw(t, "criterion")
		plan, err := calc.FindMargins(p, criterion)
		if err != nil {
			t.Fatal(err)
		}
		q := p
		q.Costs, q.Benefits = slices.Clone(p.Costs), slices.Clone(p.Benefits)
		for i := range q.Costs {
			q.Costs[i] *= 1 << 10
			q.Benefits[i] *= 1 << 10
		}
		larger, err := calc.FindMargins(q, criterion)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plan, larger); diff != "" {
			t.Fatal(diff)
		}
	})
}

// fuzzedProblem is a problem from a few numbers, in every form there is.
func fuzzedProblem(rate, a, b, c, d float64, kind uint8) calc.Problem {
	p := calc.Problem{Flows: []float64{a, b, c, d}, Rates: calc.Flat(rate), Timing: calc.Timings[kind%4]}
	if kind&4 != 0 {
		p.Flows, p.Costs, p.Benefits = nil, []float64{a, b, 0}, []float64{0, c, d}
	}
	switch n := len(p.Flows) + len(p.Costs); kind >> 3 & 3 {
	case 1:
		p.PeriodsPerYear = []int{2, 4, 12}[kind%3]
	case 2:
		p.Timing, p.Start = calc.Actual365, date(2011, 11, 30)
	case 3:
		p.Timing = ""
		p.Dates = []time.Time{date(2000, 1, 1), date(2000, 1, 1), date(2004, 2, 29), date(2999, 12, 31)}[:n]
	}
	if kind&32 != 0 {
		p.Rates = calc.Rates{Bands: []calc.Band{{1, rate}, {2, rate / 2}, {0, 0.015}}}
	}
	if kind&64 != 0 {
		p.GoLive = &d
	}
	return p
}

// wantFinite holds that no figure of an evaluation is NaN or infinite, and that
// what does not exist is not a number beside its reason.
func wantFinite(t *testing.T, p calc.Problem, e calc.Evaluation) {
	t.Helper()
	for _, measure := range calc.Measures {
		for _, value := range e.Values(measure) {
			if math.IsNaN(value) || math.IsInf(value, 0) {
				t.Fatalf("%+v: %s is %v", p, measure, value)
			}
		}
	}
	for _, rate := range e.IRR.Roots {
		if !(rate > -1) {
			t.Fatalf("%+v has the rate %v", p, rate)
		}
	}
}

// Nothing panics and nothing is NaN, whatever comes in.
func FuzzEvaluate(f *testing.F) {
	f.Add(0.04, -100.0, 60.0, 80.0, 0.0, uint8(0))
	f.Add(-0.9999999, -1e300, 1e300, -1e300, 1e-300, uint8(3))
	f.Add(1e300, math.Inf(1), math.NaN(), 0.0, math.Copysign(0, -1), uint8(7))
	f.Add(0.04, 100.0, 10.0, 60.0, 80.0, uint8(4|1<<3|64))
	f.Add(-0.5, 1e308, 1e308, 1e308, 1e308, uint8(4|2<<3|32))
	f.Add(1e-9, 100.0, 0.0, 60.0, 80.0, uint8(4|3<<3|64))
	f.Fuzz(func(t *testing.T, rate, a, b, c, d float64, kind uint8) {
		p := fuzzedProblem(rate, a, b, c, d, kind)
		if e, err := calc.Evaluate(p); err == nil {
			wantFinite(t, p, e)
		}
	})
}

// What is built on an evaluation stands whatever comes in: the steps of an
// explanation are the evaluation's figures, the lens's views are whole, margins
// lie within their range, and scenarios either are evaluated or say why not.
func FuzzCase(f *testing.F) {
	f.Add(0.04, -100.0, 60.0, 80.0, 0.0, uint8(0), 0.25, 0.5, 0.01, 2)
	f.Add(-0.9999999, -1e300, 1e300, -1e300, 1e-300, uint8(3), -1.0, 1e300, -0.5, -9)
	f.Add(0.04, 100.0, 10.0, 60.0, 80.0, uint8(4|1<<3|64), 1e308, 0.0, 1e300, 99)
	f.Add(-0.5, 1e308, 1e308, 1e308, 1e308, uint8(4|2<<3|32), math.NaN(), 3.7, 0.0, 0)
	f.Add(1e-9, 100.0, 0.0, 60.0, 80.0, uint8(4|3<<3|64), 0.0, 1.0, 0.1, 0)
	f.Fuzz(func(t *testing.T, rate, a, b, c, d float64, kind uint8, change, delay, rise float64, horizon int) {
		p := fuzzedProblem(rate, a, b, c, d, kind)
		x, err := calc.Explain(p)
		if err != nil {
			return
		}
		wantFinite(t, p, x.Evaluation)
		for _, step := range x.Steps {
			if step.Why == "" && !slices.Contains(x.Evaluation.Values(step.Measure), step.Value) || step.Why != "" && step.Excel != "" {
				t.Fatalf("%+v: %+v", p, step)
			}
		}
		if horizon > 50 { // rows of thousands are tested elsewhere
			horizon %= 50
		}
		s := calc.Scenario{CostChange: change, BenefitChange: -change / 2, Delay: delay, RateChange: rise, HorizonChange: horizon}
		views, err := calc.InScenarios(p, []calc.Scenario{s, {}})
		if err != nil {
			t.Fatal(err)
		}
		for _, view := range views {
			if view.Why == "" {
				wantFinite(t, view.Problem, view.Evaluation)
			}
		}
		lens, err := calc.LookThrough(p, calc.Conventions(p, calc.RateSets()[3:]))
		if err != nil {
			t.Fatal(err)
		}
		for _, view := range lens.Views {
			wantFinite(t, p, view.Evaluation)
		}
		for _, criterion := range []calc.Criterion{calc.NPVNotNegative(), calc.PaysBackWithin(1.5), {Measure: calc.MeasureDiscountedPayback, Years: 2}} {
			margins, err := calc.FindMargins(p, criterion)
			if err != nil {
				t.Fatal(err)
			}
			for _, margin := range []calc.Figure{margins.BenefitFall, margins.CostRise, margins.Delay, margins.RateRise} {
				if math.IsInf(margin.Value, 0) || !(margin.Value >= 0) || margin.Why != "" && margin.Value != 0 {
					t.Fatalf("%+v: %+v", p, margins)
				}
			}
			if margins.BenefitFall.Value > 1 {
				t.Fatalf("%+v: more than all benefits may fall away: %+v", p, margins)
			}
		}
		if _, err := calc.Tornado(p, append(calc.StandardLevers(), calc.Lever{Low: s})); err != nil {
			t.Fatal(err)
		}
	})
}
