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
