package calc_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// input is the named input of the step for a measure.
func input(t interface{ Fatalf(string, ...any) }, x calc.Explanation, measure calc.Measure) (calc.Step, func(name string) float64) {
	for _, step := range x.Steps {
		if step.Measure != measure {
			continue
		}
		return step, func(name string) float64 {
			for _, in := range step.Inputs {
				if in.Name == name {
					return in.Value
				}
			}
			t.Fatalf("%s has no input %q", measure, name)
			return 0
		}
	}
	t.Fatalf("no step for %s", measure)
	return calc.Step{}, nil
}

// Every step's formula, computed again from its inputs and the table, gives
// the figure: the explanation explains what was computed.
func TestExplanationRecomputes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "entries")
		amounts := rapid.SliceOfN(rapid.Float64Range(0, 1e6), n, n)
		p := calc.Problem{
			Costs: amounts.Draw(t, "costs"), Benefits: amounts.Draw(t, "benefits"),
			Timing: rapid.SampledFrom(append([]calc.Timing{calc.Actual365}, calc.Timings...)).Draw(t, "timing"), Start: date(2013, 5, 31),
			Rates: calc.Flat(rapid.Float64Range(-0.05, 0.2).Draw(t, "rate")),
		}
		if rapid.Bool().Draw(t, "banded") {
			p.Rates = calc.Rates{Bands: []calc.Band{{3, 0.04}, {6, 0.03}, {0, 0.02}}}
		}
		x, err := calc.Explain(p)
		if err != nil {
			t.Fatal(err)
		}
		near := func(what calc.Measure, step calc.Step, want float64) {
			if step.Why == "" && math.Abs(step.Value-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Fatalf("%s = %v, recomputed %v", what, step.Value, want)
			}
		}
		costs, benefits, sum, presentSum := 0.0, 0.0, 0.0, 0.0
		for _, row := range x.Rows {
			costs += row.PresentCost
			benefits += row.PresentBenefit
			sum += row.Net
			presentSum += row.Present
			if math.Abs(sum-row.Sum) > 1e-6 || math.Abs(presentSum-row.PresentSum) > 1e-6 {
				t.Fatalf("running sums %v %v of %+v", sum, presentSum, row)
			}
		}
		step, in := input(t, x, calc.MeasureNPV)
		near("npv", step, in("PV(G)")-in("PV(C)"))
		near("npv", step, benefits-costs)
		step, in = input(t, x, calc.MeasureBenefitCostRatio)
		near("ratio", step, in("PV(G)")/in("PV(C)"))
		step, in = input(t, x, calc.MeasureSwitchingValue)
		near("switching value", step, in("PV(C)")/in("PV(G)"))
		step, in = input(t, x, calc.MeasureROI)
		near("roi", step, (in("ΣG")-in("ΣC"))/in("ΣC"))
		step, in = input(t, x, calc.MeasureEquivalent)
		if rate, flat := p.Rates.FlatRate(); flat {
			pmt, err := calc.Annuity{Rate: rate, Periods: in("n"), Present: -in("NPV")}.EqualPayment()
			if err != nil {
				t.Fatal(err)
			}
			near("equivalent annual", step, pmt)
		} else {
			near("equivalent annual", step, in("NPV")/in("A(n)"))
		}
		if step, in = input(t, x, calc.MeasureMIRR); step.Why == "" {
			near("mirr", step, math.Pow(in("FV(G)")/in("PV(C)"), 1/in("n"))-1)
		}
		for _, measure := range []calc.Measure{calc.MeasurePayback, calc.MeasureDiscountedPayback} {
			if step, in = input(t, x, measure); step.Why == "" {
				near(measure, step, in("years0")+(in("years1")-in("years0"))*-in("sum0")/(in("sum1")-in("sum0"))-in("from"))
			}
		}
	})
}

func TestExplanationOfWhatDoesNotExist(t *testing.T) {
	x, err := calc.Explain(calc.Problem{Flows: vectorC, Rates: calc.Flat(0.04)})
	if err != nil {
		t.Fatal(err)
	}
	if step, _ := input(t, x, calc.MeasureIRR); step.Why != calc.ReasonNoSignChange {
		t.Errorf("IRR: %+v", step)
	}
	if step, _ := input(t, x, calc.MeasurePayback); step.Why != calc.ReasonNotInHorizon {
		t.Errorf("payback: %+v", step)
	}
	if step, _ := input(t, x, calc.MeasureSwitchingValue); step.Why != calc.ReasonNoBenefits {
		t.Errorf("switching value: %+v", step)
	}
	if x.Timing != calc.BaseYear || len(x.Rows) != 3 {
		t.Errorf("%+v", x)
	}
}
