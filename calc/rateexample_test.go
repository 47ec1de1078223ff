package calc_test

import (
	"fmt"
	"time"

	"raaderum/calc"
)

// The example of Excel's NPV, whose first flow is discounted a year.
func ExampleNPVExcel() {
	npv, _ := calc.NPVExcel(0.1, []float64{-10_000, 3_000, 4_200, 6_800})
	fmt.Printf("%.2f\n", npv)
	// Output:
	// 1188.44
}

// A case costs a million now and saves 300,000 kroner a year for five years.
func ExampleNPV() {
	npv, _ := calc.NPV(0.04, []float64{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000})
	fmt.Printf("%.2f kr.\n", npv)
	// Output:
	// 335546.70 kr.
}

// excelDates are the dates of Excel's examples of XNPV and XIRR.
func excelDates() []time.Time {
	return []time.Time{date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)}
}

// The example of Excel's XNPV: 2,086.65 there too.
func ExampleXNPV() {
	npv, _ := calc.XNPV(0.09, excelDates(), []float64{-10_000, 2_750, 4_250, 3_250, 2_750})
	fmt.Printf("%.2f\n", npv)
	// Output:
	// 2086.65
}

// The example of Excel's XIRR: 37.34 % there too.
func ExampleFindXIRR() {
	irr, _ := calc.FindXIRR(excelDates(), []float64{-10_000, 2_750, 4_250, 3_250, 2_750})
	fmt.Printf("%s %.4f\n", irr.Status, irr.Roots[0])
	// Output:
	// unique 0.3734
}

// The example of Excel's MIRR: 12.61 % there too.
func ExampleMIRR() {
	mirr, _ := calc.MIRR([]float64{-120_000, 39_000, 30_000, 21_000, 37_000, 46_000}, 0.10, 0.12)
	fmt.Printf("%.4f\n", mirr)
	// Output:
	// 0.1261
}

// The example of Excel's RATE: 8,000 lent, 200 a month for four years.
func ExampleAnnuity_PeriodRate() {
	irr, _ := calc.Annuity{Periods: 48, Payment: -200, Present: 8_000}.PeriodRate()
	fmt.Printf("%s %.4f a month\n", irr.Status, irr.Roots[0])
	// Output:
	// unique 0.0077 a month
}

// The examples of Excel's EFFECT and RRI.
func ExampleEffectiveRate() {
	effective, _ := calc.EffectiveRate(0.0525, 4)
	growth, _ := calc.GrowthRate(10_000, 11_000, 96)
	fmt.Printf("%.6f %.6f\n", effective, growth)
	// Output:
	// 0.053543 0.000993
}

// The rates of 2013: 4 % for 35 years, then 3 %. A factor is the product of its
// years.
func ExampleRates_Factor() {
	rates := calc.Rates{Bands: []calc.Band{{Through: 35, Rate: 0.04}, {Through: 70, Rate: 0.03}, {Rate: 0.02}}}
	fmt.Printf("%.8f %.8f %.4f\n", rates.Factor(35), rates.Factor(36), rates.Annuity(36))
	// Output:
	// 0.25341547 0.24603444 18.9106
}

// A portfolio of two cases, without an allocation each.
func ExampleBatch() {
	var batch calc.Batch
	cases := [][]float64{
		{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000},
		{-100, 230, -132}, // decommissioning at the end: two rates
	}
	npvs, _ := batch.NPVs(0.04, cases)
	irrs, _ := batch.IRRs(cases)
	for i := range cases {
		fmt.Printf("%.2f %s %.4f\n", npvs[i].Value, irrs[i].Status, irrs[i].Roots)
	}
	// Output:
	// 335546.70 unique [0.1524]
	// -0.89 multiple [0.1000 0.2000]
}
