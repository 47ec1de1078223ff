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

// Nothing panics and nothing is NaN, whatever comes in.
func FuzzEvaluate(f *testing.F) {
	f.Add(0.04, -100.0, 60.0, 80.0, 0.0, uint8(0))
	f.Add(-0.9999999, -1e300, 1e300, -1e300, 1e-300, uint8(3))
	f.Add(1e300, math.Inf(1), math.NaN(), 0.0, math.Copysign(0, -1), uint8(7))
	f.Fuzz(func(t *testing.T, rate, a, b, c, d float64, kind uint8) {
		p := calc.Problem{Flows: []float64{a, b, c, d}, Rates: calc.Flat(rate), Timing: calc.Timings[kind%4]}
		if kind&4 != 0 {
			p.Timing = ""
			p.Dates = []time.Time{date(2000, 1, 1), date(2000, 1, 1), date(2004, 2, 29), date(2999, 12, 31)}
		}
		e, err := calc.Evaluate(p)
		if err != nil {
			return
		}
		for _, figure := range []calc.Figure{
			e.NPV, e.PresentValueCosts, e.PresentValueBenefits, e.BenefitCostRatio, e.SwitchingValue, e.EquivalentAnnual, e.MIRR,
			{Value: e.Payback.Years}, {Value: e.DiscountedPayback.Years},
		} {
			if math.IsNaN(figure.Value) || math.IsInf(figure.Value, 0) {
				t.Fatalf("%+v gives %+v", p, e)
			}
		}
		for _, rate := range e.IRR.Roots {
			if !(rate > -1) || math.IsInf(rate, 0) {
				t.Fatalf("%+v has the rate %v", p, rate)
			}
		}
	})
}
