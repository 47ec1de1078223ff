package calc_test

import (
	"errors"
	"fmt"
	"time"

	"raaderum/calc"
)

// A case costs a million now and saves 300,000 kroner a year for five years.
func ExampleEvaluate() {
	e, err := calc.Evaluate(calc.Problem{
		Flows: []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000},
		Rates: calc.Flat(0.04),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("NPV %.2f kr.\n", e.NPV.Value)
	fmt.Printf("IRR %.6f %%\n", 100*e.IRR.Roots[0])
	fmt.Printf("Payback %.4f years, discounted %.4f\n", e.Payback.Years, e.DiscountedPayback.Years)
	fmt.Printf("%.2f %% of the benefits are enough\n", 100*e.SwitchingValue.Value)
	// Output:
	// NPV 335546.70 kr.
	// IRR 15.238237 %
	// Payback 3.3333 years, discounted 3.6531
	// 74.88 % of the benefits are enough
}

// A figure that does not exist says why, and malformed input says where.
func ExampleEvaluate_missing() {
	e, _ := calc.Evaluate(calc.Problem{Flows: []float64{-100, 0, 0}, Rates: calc.Flat(0.04)})
	fmt.Println(e.SwitchingValue.Exists(), e.SwitchingValue.Why)
	fmt.Println(e.IRR.Status, e.IRR.Why)
	fmt.Println(e.Payback.Status)

	_, err := calc.Evaluate(calc.Problem{Costs: []float64{100, -5}, Benefits: []float64{0, 50}, Rates: calc.Flat(0.04)})
	var malformed *calc.Error
	if errors.As(err, &malformed) {
		fmt.Println(malformed.Code, malformed.Field)
	}
	// Output:
	// false no-benefits
	// none no-sign-change
	// never
	// negative costs[1]
}

// Decommissioning at the end changes the sign twice: two rates, both listed.
func ExampleFindIRR() {
	irr, _ := calc.FindIRR([]float64{-100, 230, -132})
	fmt.Println(irr.Status)
	for _, rate := range irr.Roots {
		fmt.Printf("%.4f\n", rate)
	}
	// Output:
	// multiple
	// 0.1000
	// 0.2000
}

// A case is discounted with the rate that was in force when it was decided.
func ExampleRateSetFor() {
	set, _ := calc.RateSetFor(time.Date(2014, time.March, 6, 0, 0, 0, 0, time.UTC))
	fmt.Println(set.Name, set.Kind)
	fmt.Printf("%.8f %.8f\n", set.Rates.Factor(35), set.Rates.Factor(36))
	// Output:
	// fm-2013 real
	// 0.25341547 0.24603444
}

func ExampleAnnuity_EqualPayment() {
	// 10,000 kroner over 10 months at 8 % a year, paid at the end of each month.
	payment, _ := calc.Annuity{Rate: 0.08 / 12, Periods: 10, Present: 10_000}.EqualPayment()
	fmt.Printf("%.2f\n", payment)
	// Output:
	// -1037.03
}

func ExampleFromKroner() {
	total, _ := calc.FromKroner(335546.6993048615)
	fmt.Println(total, "øre")
	// Output:
	// 33554670 øre
}

// A document states an NPV of 323 t.kr. Which convention is behind it?
func ExampleLens_Reproducing() {
	problem := calc.Problem{
		Flows: []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000},
		Rates: calc.Flat(0.04),
	}
	lens, _ := calc.LookThrough(problem, calc.Conventions(problem, nil))
	for _, view := range lens.Reproducing(calc.Stated{Measure: calc.MeasureNPV, Value: 323_000, Tolerance: 500}) {
		fmt.Println(view.Convention.Timing)
	}
	fmt.Println("same verdict under all:", lens.Unanimous)
	// Output:
	// excel
	// same verdict under all: true
}

// How far may things go wrong before the case is not worth it?
func ExampleFindMargins() {
	margins, _ := calc.FindMargins(calc.Problem{
		Flows: []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000},
		Rates: calc.Flat(0.04),
	}, calc.NPVNotNegative())
	fmt.Printf("benefits may fall %.1f %%\n", 100*margins.BenefitFall.Value)
	fmt.Printf("costs may grow %.1f %%\n", 100*margins.CostRise.Value)
	fmt.Printf("benefits may come %.2f years late\n", margins.Delay.Value)
	fmt.Printf("the rate may rise %.2f percentage points\n", 100*margins.RateRise.Value)
	// Output:
	// benefits may fall 25.1 %
	// costs may grow 33.6 %
	// benefits may come 1.17 years late
	// the rate may rise 11.24 percentage points
}

// An amount at the wage level of 2015 in the level of 2016, by the user's own
// series.
func ExampleIndexSeries_Convert() {
	wages := calc.IndexSeries{Category: calc.Wages, Growth: map[int]float64{2016: 0.0214}}
	amount, _ := wages.Convert(100_000*calc.Krone, 2015, 2016)
	fmt.Println(amount.Kroner())
	_, err := wages.Convert(100_000*calc.Krone, 2016, 2017)
	fmt.Println(err)
	// Output:
	// 102140
	// calc: growth[2017]: index-missing
}

// The mean and spread of a sum of estimates, without drawing anything.
func ExampleTotalEstimate() {
	total, _ := calc.TotalEstimate([]calc.ThreePoint{
		{Low: 80_000, Likely: 100_000, High: 150_000, Method: calc.Successive},
		{Low: 10_000, Likely: 25_000, High: 40_000, Method: calc.Successive},
	})
	fmt.Printf("%.0f ± %.0f kr.\n", total.Mean, total.SD)
	// Output:
	// 131000 ± 15232 kr.
}

// Two benefits that may not come, drawn ten thousand times.
func ExampleSimulation_Run() {
	result, _ := calc.Simulation{
		Snapshot: "2013K2", Draws: 10_000,
		Stakes: []calc.Stake{
			{Case: "BC01", Line: "benefit", Probability: 0.9, Weights: []float64{1},
				Estimate: calc.ThreePoint{Low: 1e6, Likely: 1.5e6, High: 2e6, Method: calc.Triangular}},
			{Case: "BC02", Line: "benefit", Probability: 0.5, Weights: []float64{1},
				Estimate: calc.ThreePoint{Low: 1e6, Likely: 1e6, High: 2e6, Method: calc.PERT}},
		},
	}.Run(2)
	outcome := result.Outcomes[0]
	fmt.Printf("expected %.0f kr.\n", outcome.Expected.Mean)
	fmt.Printf("2.5 million is reached in %.0f %% of the draws\n", 100*outcome.Chance(2.5e6))
	fmt.Println("most of the spread is", result.Drivers(0)[0].Case)
	// Output:
	// expected 1933333 kr.
	// 2.5 million is reached in 33 % of the draws
	// most of the spread is BC02
}

// Each figure with the formula that gives it, for a reader and for a workbook.
func ExampleExplain() {
	x, _ := calc.Explain(calc.Problem{
		Flows: []float64{-1_000_000, 600_000, 700_000}, Rates: calc.Flat(0.04), Timing: calc.MidYear, PeriodsPerYear: 2,
	})
	last := x.Rows[len(x.Rows)-1]
	fmt.Printf("%.1f years: %.2f·%.6f, %.2f in all\n", last.Years, last.Net, last.BenefitFactor, last.PresentSum)
	for _, step := range x.Steps {
		if step.Measure == calc.MeasureIRR {
			fmt.Printf("%.4f = %s\n", step.Value, step.Excel)
			fmt.Println(step.Excel.InCells(func(name string) string {
				return map[string]string{"Net": "D2:D4", "guess": "H2", "m": "I2"}[name]
			}))
		}
	}
	// Output:
	// 1.0 years: 700000.00·0.952156, 258874.53 in all
	// 0.4133 = (1+IRR([Net],[guess]))^[m]-1
	// (1+IRR(D2:D4,H2))^I2-1
}

// The widest bar first: what the case hangs on.
func ExampleTornado() {
	bars, _ := calc.Tornado(calc.Problem{
		Flows: []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000}, Rates: calc.Flat(0.04),
	}, calc.StandardLevers())
	for _, bar := range bars {
		fmt.Printf("%-8s %9.0f %9.0f\n", bar.Lever.Name, bar.Low.Value, bar.High.Value)
	}
	// Output:
	// horizon    -167473    800616
	// benefits      1660    669433
	// costs        85547    585547
	// delay        47085    191316
	// rate        298843    373912
}

// A case of three-point estimates as it may turn out.
func ExampleInOutlooks() {
	views, _ := calc.InOutlooks(calc.Problem{Rates: calc.Flat(0.035)}, []calc.EstimatedLine{
		{Name: "licences", Estimate: calc.ThreePoint{Low: 80_000, Likely: 100_000, High: 150_000, Method: calc.PERT}, Weights: []float64{1, 0, 0, 0}},
		{Name: "time", Benefit: true, Estimate: calc.ThreePoint{Low: 30_000, Likely: 50_000, High: 60_000, Method: calc.PERT}, Weights: []float64{0, 1, 1, 1}},
	}, nil)
	for _, view := range views {
		fmt.Printf("%-11s %7.0f %s\n", view.Scenario.Name, view.Evaluation.NPV.Value, view.Verdict)
	}
	// Output:
	// pessimistic  -65951 not-worthwhile
	// likely        40082 worthwhile
	// optimistic    88098 worthwhile
}
