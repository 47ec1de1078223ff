package portfolio_test

import (
	"testing"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Three benefits of 100, 50 and 30 were planned; the second was not reported
// and the fourth, with 7 realised, was never planned. By hand: of the first and
// third, 130 was planned and 90 + 0 realised. A reported zero is known.
func TestCompared(t *testing.T) {
	part := func(benefit portfolio.BenefitID, kroner calc.Money) portfolio.Contribution {
		return portfolio.Contribution{Case: "c", Benefit: benefit, Amount: kroner * calc.Krone}
	}
	point := portfolio.QuarterPoint{Parts: map[portfolio.Series][]portfolio.Contribution{
		portfolio.Plan:     {part("1", 100), part("2", 50), part("3", 30)},
		portfolio.Realised: {part("1", 90), part("3", 0), part("4", 7)},
	}}
	planned, realised, known := point.Compared()
	if planned != 130*calc.Krone || realised != 90*calc.Krone || !known {
		t.Errorf("planned %v, realised %v, %t", planned, realised, known)
	}
	delete(point.Parts, portfolio.Realised)
	if planned, realised, known := point.Compared(); planned != 0 || realised != 0 || known {
		t.Errorf("without a report: %v of %v, %t", realised, planned, known)
	}
}
