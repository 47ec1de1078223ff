package portfolio

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

func flat(rate float64) Terms {
	return Terms{RateSet: "flat", Rates: calc.Flat(rate), Timing: calc.BaseYear}
}

func costing(costs, benefits []Amount) BusinessCase {
	return BusinessCase{Costs: []CostLine{{Amounts: costs}},
		Benefits: []Benefit{{Kind: Cashable, Series: map[Series][]Amount{Plan: benefits}}}}
}

// Vectors A, B and C of the domain handbook §4.
func TestEvaluateVectors(t *testing.T) {
	a := Evaluate(costing(series("2014", 1_000_000), series("2015", 300_000, "2016", 300_000, "2017", 300_000, "2018", 300_000, "2019", 300_000)), flat(0.04))
	if math.Abs(a.Evaluation.NPV.Value-335_546.70) > 0.005 || math.Abs(a.Evaluation.Payback.Years-10.0/3) > 1e-9 || a.Terms.BaseYear != 2014 {
		t.Errorf("A: NPV %v, payback %v, base year %d", a.Evaluation.NPV, a.Evaluation.Payback, a.Terms.BaseYear)
	}
	b := Evaluate(costing(series("t0", 500_000, "t1", 100_000), series("t2", 200_000, "t3", 250_000, "t4", 250_000, "t5", 250_000)), flat(0.04))
	if math.Abs(b.Evaluation.NPV.Value-230_189.31) > 0.005 || math.Abs(b.Evaluation.Payback.Years-3.6) > 1e-9 || b.Terms.BaseYear != 0 {
		t.Errorf("B: NPV %v, payback %v, base year %d", b.Evaluation.NPV, b.Evaluation.Payback, b.Terms.BaseYear)
	}
	c := Evaluate(costing(series("2014", 100), series("2015", 0, "2016", 0)), flat(0.04))
	if c.Evaluation.Payback.Status != calc.PaybackNever || c.Evaluation.IRR.Status != calc.IRRNone {
		t.Errorf("C: payback %v, IRR %v", c.Evaluation.Payback, c.Evaluation.IRR)
	}
}

func TestEvaluateTable(t *testing.T) {
	bc := costing(series("2014", 100, "2014K1", 10), series("2016K1", 30, "2016-06", 5))
	got := Evaluate(bc, flat(0.25)).Table
	// 2014: the year states 100 of which 10 in 1. kvartal; 2015: nothing is
	// stated; 2016: 30 + 5. Factors 1, 0,8 and 0,64.
	want := []YearRow{
		{Period: calc.YearOf(2014), Costs: moneyOf(100), Net: moneyOf(-100), Factor: 1, Discounted: -100, Cumulative: moneyOf(-100)},
		{Period: calc.YearOf(2015), Factor: 0.8},
		{Period: calc.YearOf(2016), Benefits: moneyOf(35), Net: moneyOf(35), Factor: 0.64, Discounted: 22.4, Cumulative: moneyOf(-65)},
	}
	approximately := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })
	if diff := cmp.Diff(want, got, approximately, cmp.Comparer(func(a, b calc.Period) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What falls outside the municipality is not its money, a disbenefit is a loss,
// and a reversal counts on the other side.
func TestEvaluateDirections(t *testing.T) {
	plan := func(kind BenefitKind, amounts []Amount) Benefit {
		return Benefit{Kind: kind, Series: map[Series][]Amount{Plan: amounts}}
	}
	bc := BusinessCase{
		Costs: []CostLine{{Amounts: series("2014", 100, "2015", -20)}},
		Benefits: []Benefit{
			plan(Cashable, series("2015", 50)), plan(ReleasedTime, series("2015", 30)), plan(Disbenefit, series("2015", 10)),
			plan(Societal, series("2015", 1000)), plan(OtherPublic, series("2015", 1000)),
		},
	}
	got := Evaluate(bc, flat(0))
	// 2015: 50 + 30 − 10 = 70 of benefits, and 20 of the cost comes back.
	if got.Evaluation.NPV.Value != -10 || got.Evaluation.PresentValueCosts.Value != 100 || got.Evaluation.PresentValueBenefits.Value != 90 {
		t.Errorf("NPV %v of costs %v and benefits %v, want −10 of 100 and 90", got.Evaluation.NPV, got.Evaluation.PresentValueCosts, got.Evaluation.PresentValueBenefits)
	}
}

// A case that cannot be computed says why; no figure is 0 because it failed.
func TestEvaluateWithoutFigures(t *testing.T) {
	for why, bc := range map[calc.Reason]BusinessCase{
		ReasonNoAmounts:    {Benefits: []Benefit{{Kind: Qualitative}}},
		reasonMixedPeriods: costing(series("2014", 100), series("t1", 50)),
		reasonImplausible:  costing(series("2014", 2*MaxAmount.Kroner()), nil),
	} {
		figures := Evaluate(bc, flat(0.04))
		e := figures.Evaluation
		for _, figure := range []calc.Figure{e.NPV, e.PresentValueCosts, e.PresentValueBenefits, e.BenefitCostRatio, e.SwitchingValue, e.EquivalentAnnual, e.MIRR} {
			if figure.Why != why {
				t.Errorf("%s: a figure says %+v", why, figure)
			}
		}
		if e.IRR.Status != calc.IRRNone || e.Payback.Status != calc.PaybackUndefined || e.DiscountedPayback.Why != why || figures.Table != nil {
			t.Errorf("%s: %+v, %v", why, e, figures.Table)
		}
	}
	far := costing([]Amount{{Period: calc.OffsetOf(1_000_000_000), Money: 1}}, nil)
	if got := Evaluate(far, flat(0.04)); got.Evaluation.NPV.Why != reasonImplausible {
		t.Errorf("a case of a milliard years: %+v", got.Evaluation.NPV)
	}
	if got := Evaluate(costing(series("2014", 100), nil), Terms{Rates: calc.Flat(-1)}); got.Evaluation.NPV.Why != reasonBadTerms {
		t.Errorf("a rate of −100 %%: %+v", got.Evaluation.NPV)
	}
}

// The rate is the one in force when the case was decided (handbook §3.1: 5 % in
// 2012, 4 % from 31 May 2013, 3,5 % from 7 January 2021), else as of the report.
func TestTermsFor(t *testing.T) {
	asOf := date(2014, 6, 30)
	for _, test := range []struct {
		decided time.Time
		set     string
		rate    float64
		why     string
	}{
		{date(2012, 3, 1), "fm-2011", 0.05, RateByDecision},
		{date(2013, 5, 30), "fm-2011", 0.05, RateByDecision},
		{date(2013, 5, 31), "fm-2013", 0.04, RateByDecision},
		{date(2022, 1, 1), "fm-2021", 0.035, RateByDecision},
		{time.Time{}, "fm-2013", 0.04, RateByDate},
		{date(1995, 1, 1), "fm-2013", 0.04, RateByDate},
	} {
		got := TermsFor(BusinessCase{DecisionDate: test.decided}, asOf)
		if got.RateSet != test.set || got.Rates.Rate(1) != test.rate || got.RateWhy != test.why || got.Timing != calc.BaseYear {
			t.Errorf("decided %v: %+v, want %s at %v, %s", test.decided, got, test.set, test.rate, test.why)
		}
	}
}
