package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"raaderum/calc"
)

// hardCase is a problem that calculators get wrong, with everything a reader
// would be told of it.
type hardCase struct {
	name    string
	problem calc.Problem

	npv        float64 // kroner, to 1e-12 of itself
	npvWhy     calc.Reason
	roots      []float64 // to 1e-9
	irrWhy     calc.Reason
	payback    calc.PaybackStatus
	years      float64 // to 1e-9
	discounted calc.PaybackStatus
	absent     map[calc.Measure]calc.Reason // what else does not exist; all other measures do
	warnings   []calc.Warning
}

// quadratic is the one rate above −1 of a, b, c: 1+r = (−b + √(b² − 4ac))/2a for
// a < 0 < c turned around.
func quadratic(a, b, c float64) float64 { return (-b-math.Sqrt(b*b-4*a*c))/(2*a) - 1 }

func hardCases() []hardCase {
	const rootA = 0.15238237116630654 // of vector A; the domain handbook, §4, has 15.238237 %
	const npvA = 335_546.6993048615   // at 4 %; there 335,546.70
	scaled := func(by float64) []float64 {
		flows := make([]float64, len(vectorA))
		for i := range vectorA {
			flows[i] = vectorA[i] * by
		}
		return flows
	}
	century := calc.Problem{Flows: []float64{-1000}}
	for range 100 {
		century.Flows = append(century.Flows, 40)
	}
	set, _ := calc.RateSetByName("fm-2021")
	century.Rates = set.Rates
	worth := func(rate, years float64) float64 { return (1 - math.Pow(1+rate, -years)) / rate }
	// 40 a year for 35 years at 3.5 %, 35 at 2.5 % and 30 at 1.5 %.
	npvCentury := 40*(worth(0.035, 35)+math.Pow(1.035, -35)*(worth(0.025, 35)+math.Pow(1.025, -35)*worth(0.015, 30))) - 1000

	flat, day := calc.Flat(0.04), date(2013, 1, 1)
	most := math.MaxFloat64
	none := func(why calc.Reason, measures ...calc.Measure) map[calc.Measure]calc.Reason {
		absent := map[calc.Measure]calc.Reason{}
		for _, measure := range measures {
			absent[measure] = why
		}
		return absent
	}
	allLost := none(calc.ReasonNoBenefits, calc.MeasureSwitchingValue)
	nothingSpent := none(calc.ReasonNoCosts, calc.MeasureBenefitCostRatio, calc.MeasureROI, calc.MeasureMIRR)
	return []hardCase{
		{name: "several roots", problem: calc.Problem{Flows: []float64{-100, 230, -132}, Rates: flat}, // (10 %, 20 %) by their product
			npv: -100 + 230/1.04 - 132/(1.04*1.04), roots: []float64{0.1, 0.2},
			payback: calc.PaybackNever, discounted: calc.PaybackNever, // −100, 130, −2
			warnings: []calc.Warning{calc.WarnSeveralSignChanges, calc.WarnDipsAgain, calc.WarnDiscountedDips}},
		{name: "no root", problem: calc.Problem{Flows: []float64{1, -2, 2}, Rates: flat}, // b² < 4ac
			npv: 1 - 2/1.04 + 2/(1.04*1.04), irrWhy: calc.ReasonNoRealRate,
			payback: calc.PaybackValue, years: 1.5, discounted: calc.PaybackValue, // 1, −1, 1
			warnings: []calc.Warning{calc.WarnSeveralSignChanges}},
		{name: "root below −50 %", problem: calc.Problem{Flows: []float64{-100, 30, 5}, Rates: flat},
			npv: -100 + 30/1.04 + 5/(1.04*1.04), roots: []float64{quadratic(-100, 30, 5)}, // −58.07 %
			payback: calc.PaybackNever, discounted: calc.PaybackNever},
		{name: "huge flows", problem: calc.Problem{Flows: scaled(1e290), Rates: flat}, npv: npvA * 1e290, roots: []float64{rootA},
			payback: calc.PaybackValue, years: 10.0 / 3, discounted: calc.PaybackValue},
		{name: "tiny flows", problem: calc.Problem{Flows: scaled(1e-290), Rates: flat}, npv: npvA * 1e-290, roots: []float64{rootA},
			payback: calc.PaybackValue, years: 10.0 / 3, discounted: calc.PaybackValue},
		{name: "huge and tiny flows", problem: calc.Problem{Flows: []float64{-1e150, 1e-150, 2e150}, Rates: flat},
			npv: -1e150 + 2e150/(1.04*1.04), roots: []float64{math.Sqrt2 - 1},
			payback: calc.PaybackValue, years: 1.5, discounted: calc.PaybackValue},
		{name: "zero rate", problem: calc.Problem{Flows: vectorA, Rates: calc.Flat(0)}, npv: 500_000, roots: []float64{rootA},
			payback: calc.PaybackValue, years: 10.0 / 3, discounted: calc.PaybackValue},
		{name: "zero root", problem: calc.Problem{Flows: []float64{-300, 100, 100, 100}, Rates: calc.Flat(0)}, npv: 0, roots: []float64{0},
			payback: calc.PaybackValue, years: 3, discounted: calc.PaybackValue},
		{name: "rate near −100 %", problem: calc.Problem{Flows: []float64{-100, 60, 80}, Rates: calc.Flat(-1 + 0x1p-20)},
			npv: -100 + 60*0x1p20 + 80*0x1p40, roots: []float64{quadratic(-100, 60, 80)},
			payback: calc.PaybackValue, years: 1.5, discounted: calc.PaybackValue},
		{name: "all zero", problem: calc.Problem{Flows: []float64{0, 0, 0}, Rates: flat}, npv: 0, irrWhy: calc.ReasonAllZero,
			payback: calc.PaybackNotApplicable, discounted: calc.PaybackNotApplicable,
			absent: map[calc.Measure]calc.Reason{calc.MeasureBenefitCostRatio: calc.ReasonNoCosts, calc.MeasureROI: calc.ReasonNoCosts,
				calc.MeasureMIRR: calc.ReasonNoCosts, calc.MeasureSwitchingValue: calc.ReasonNoBenefits}},
		{name: "all negative", problem: calc.Problem{Flows: []float64{-1, -2, -3}, Rates: calc.Flat(0)}, npv: -6, irrWhy: calc.ReasonNoSignChange,
			payback: calc.PaybackNever, discounted: calc.PaybackNever, absent: allLost},
		{name: "no investment", problem: calc.Problem{Flows: []float64{0, 50, 52}, Rates: flat}, npv: 50/1.04 + 52/(1.04*1.04),
			irrWhy: calc.ReasonNoSignChange, payback: calc.PaybackNotApplicable, discounted: calc.PaybackNotApplicable, absent: nothingSpent},
		{name: "same-day flows", problem: calc.Problem{Flows: []float64{-100, 110}, Dates: []time.Time{day, day}, Rates: flat}, npv: 10,
			irrWhy: calc.ReasonNoSignChange, payback: calc.PaybackImmediate, discounted: calc.PaybackImmediate,
			absent: none(calc.ReasonNoHorizon, calc.MeasureEquivalent, calc.MeasureMIRR)},
		{name: "dates out of order", problem: calc.Problem{Flows: []float64{-100, 40, 80}, Rates: flat,
			Dates: []time.Time{day, date(2015, 1, 1), date(2014, 1, 1)}}, // 730 and 365 days
			npv: -100 + 80/1.04 + 40/(1.04*1.04), roots: []float64{quadratic(-100, 80, 40)},
			payback: calc.PaybackValue, years: 1.5, discounted: calc.PaybackValue}, // −100, −20, 20
		{name: "leading zeros", problem: calc.Problem{Flows: append([]float64{0, 0}, vectorA...), Rates: flat}, npv: npvA / (1.04 * 1.04),
			roots: []float64{rootA}, payback: calc.PaybackValue, years: 10.0 / 3, discounted: calc.PaybackValue},
		{name: "a hundred years over the bands", problem: century, npv: npvCentury, roots: []float64{0.03913966469578115}, // a(100, r) = 25 by bisection
			payback: calc.PaybackValue, years: 25, discounted: calc.PaybackValue, absent: none(calc.ReasonRateInBands, calc.MeasureMIRR)},
		{name: "dips after payback", problem: calc.Problem{Flows: []float64{-100, 120, -50, 40}, Rates: calc.Flat(0)}, npv: 10,
			roots:   []float64{0.07997725905701003}, // −100x³ + 120x² − 50x + 40 = 0 for x = 1+r, by bisection
			payback: calc.PaybackValue, years: 2.75, discounted: calc.PaybackValue,
			warnings: []calc.Warning{calc.WarnSeveralSignChanges, calc.WarnDipsAgain, calc.WarnDiscountedDips}},
		{name: "one flow", problem: calc.Problem{Flows: []float64{-5}, Rates: flat}, npv: -5, irrWhy: calc.ReasonNoSignChange,
			payback: calc.PaybackNever, discounted: calc.PaybackNever,
			absent: map[calc.Measure]calc.Reason{calc.MeasureSwitchingValue: calc.ReasonNoBenefits,
				calc.MeasureEquivalent: calc.ReasonNoHorizon, calc.MeasureMIRR: calc.ReasonNoHorizon}},
		{name: "overflow", problem: calc.Problem{Flows: []float64{-most, -most, most, most, most}, Rates: calc.Flat(0)}, npvWhy: calc.ReasonOverflow,
			roots:   []float64{0.17872417610522184}, // that of −1 −1 1 1 1, by bisection: a rate does not care how large its flows are
			payback: calc.PaybackUndefined, discounted: calc.PaybackUndefined,
			absent: none(calc.ReasonOverflow, calc.MeasurePresentCosts, calc.MeasurePresentBenefits, calc.MeasureBenefitCostRatio, calc.MeasureSwitchingValue,
				calc.MeasureROI, calc.MeasureEquivalent, calc.MeasureMIRR)},
	}
}

func TestHardCases(t *testing.T) {
	for _, c := range hardCases() {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(t, c.problem)
			if e.NPV.Why != c.npvWhy || !(math.Abs(e.NPV.Value-c.npv) <= 1e-12*math.Abs(c.npv)) {
				t.Errorf("NPV %+v, want %v %s", e.NPV, c.npv, c.npvWhy)
			}
			status := map[int]calc.IRRStatus{0: calc.IRRNone, 1: calc.IRRUnique, 2: calc.IRRMultiple}[len(c.roots)]
			if e.IRR.Status != status || e.IRR.Why != c.irrWhy || len(e.IRR.Roots) != len(c.roots) {
				t.Fatalf("IRR %+v, want %v %s", e.IRR, c.roots, c.irrWhy)
			}
			for i, root := range c.roots {
				wantNear(t, "IRR", e.IRR.Roots[i], root, 1e-9)
			}
			if e.Payback.Status != c.payback || e.DiscountedPayback.Status != c.discounted {
				t.Errorf("payback %+v, discounted %+v", e.Payback, e.DiscountedPayback)
			}
			wantNear(t, "payback", e.Payback.Years, c.years, 1e-9)
			if len(e.Warnings) != len(c.warnings) {
				t.Fatalf("warnings %v, want %v", e.Warnings, c.warnings)
			}
			for i, warning := range c.warnings {
				if e.Warnings[i] != warning {
					t.Errorf("warnings %v, want %v", e.Warnings, c.warnings)
				}
			}
			for measure, figure := range map[calc.Measure]calc.Figure{
				calc.MeasurePresentCosts: e.PresentValueCosts, calc.MeasurePresentBenefits: e.PresentValueBenefits,
				calc.MeasureBenefitCostRatio: e.BenefitCostRatio, calc.MeasureSwitchingValue: e.SwitchingValue,
				calc.MeasureROI: e.ROI, calc.MeasureEquivalent: e.EquivalentAnnual, calc.MeasureMIRR: e.MIRR,
			} {
				if figure.Why != c.absent[measure] || (figure.Why != "" && figure.Value != 0) {
					t.Errorf("%s is %+v, want the reason %q", measure, figure, c.absent[measure])
				}
			}
			// What the rest of the calculator makes of it holds too.
			x, err := calc.Explain(c.problem)
			if err != nil || len(x.Rows) != len(c.problem.Flows) || x.Evaluation.NPV != e.NPV {
				t.Errorf("explained: %d rows, %v", len(x.Rows), err)
			}
			if _, err := calc.LookThrough(c.problem, calc.Conventions(c.problem, calc.RateSets())); err != nil {
				t.Errorf("lens: %v", err)
			}
			if _, err := calc.Tornado(c.problem, calc.StandardLevers()); err != nil {
				t.Errorf("tornado: %v", err)
			}
			margins, err := calc.FindMargins(c.problem, calc.NPVNotNegative())
			if fails := e.Verdict() == calc.NotWorthwhile; err != nil || (margins.BenefitFall.Why == calc.ReasonAlreadyFails) != fails {
				t.Errorf("margins %+v of a case that is %s, %v", margins, e.Verdict(), err)
			}
		})
	}
}

// What is no number is refused where it stands, in every list and every field.
func TestInputThatIsNoNumber(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		good := calc.Problem{Costs: []float64{100, 0}, Benefits: []float64{0, 110}, Rates: calc.Flat(0.04)}
		for field, spoil := range map[string]func(p *calc.Problem){
			"flows[1]":      func(p *calc.Problem) { p.Flows, p.Costs, p.Benefits = []float64{-1, bad}, nil, nil },
			"costs[0]":      func(p *calc.Problem) { p.Costs = []float64{bad, 0} },
			"benefits[1]":   func(p *calc.Problem) { p.Benefits = []float64{0, bad} },
			"rate":          func(p *calc.Problem) { p.Rates = calc.Flat(bad) },
			"rate.bands[1]": func(p *calc.Problem) { p.Rates = calc.Rates{Bands: []calc.Band{{3, 0.04}, {0, bad}}} },
			"financeRate":   func(p *calc.Problem) { p.FinanceRate = &bad },
			"reinvestRate":  func(p *calc.Problem) { p.ReinvestRate = &bad },
			"goLive":        func(p *calc.Problem) { p.GoLive = &bad },
		} {
			p := good
			spoil(&p)
			for name, do := range map[string]func() error{
				"Evaluate":    func() error { _, err := calc.Evaluate(p); return err },
				"Explain":     func() error { _, err := calc.Explain(p); return err },
				"LookThrough": func() error { _, err := calc.LookThrough(p, []calc.Convention{{Rates: p.Rates}}); return err },
				"Tornado":     func() error { _, err := calc.Tornado(p, calc.StandardLevers()); return err },
				"TwoWay":      func() error { _, err := calc.TwoWay(p, nil, nil); return err },
				"FindMargins": func() error { _, err := calc.FindMargins(p, calc.NPVNotNegative()); return err },
				"InScenarios": func() error { _, err := calc.InScenarios(p, calc.StandardScenarios()); return err },
			} {
				var fault *calc.Error
				if err := do(); !errors.As(err, &fault) || fault.Code != calc.ErrNotFinite || fault.Field != field {
					t.Errorf("%s with %v at %s: %v", name, bad, field, err)
				}
			}
		}
	}
}
