package testdata

import "raaderum/calc"

// Sensitivity is what a tornado diagram is drawn of.
type Sensitivity struct {
	NPV  calc.Figure
	Bars []calc.Bar
}

func turned(name string, low, high calc.Scenario, worse, better calc.Figure) calc.Bar {
	return calc.Bar{Lever: calc.Lever{Name: name, Low: low, High: high}, Low: worse, High: better}
}

func npv(kroner float64) calc.Figure { return calc.Figure{Value: kroner} }

// Tornadoes are the domain handbook's vector A (−1,000,000, then 300,000 a year
// for five years at 4 %) with the standard levers, computed by hand from its
// annuity factors A(2) … A(7) = 1.886095, 2.775091, 3.629895, 4.451822, 5.242137,
// 6.002055; a case that loses money as planned; one that bears every test; one
// where a lever cannot be turned; and none at all.
var Tornadoes = map[string]Sensitivity{
	"vector-a": {npv(335546.70), []calc.Bar{
		turned("horizon", calc.Scenario{HorizonChange: -2}, calc.Scenario{HorizonChange: 2}, npv(-167472.70), npv(800616.50)),
		turned("benefits", calc.Scenario{BenefitChange: -0.25}, calc.Scenario{BenefitChange: 0.25}, npv(1660.02), npv(669433.37)),
		turned("costs", calc.Scenario{CostChange: 0.25}, calc.Scenario{CostChange: -0.25}, npv(85546.70), npv(585546.70)),
		turned("delay", calc.Scenario{Delay: 1}, calc.Scenario{Delay: 0.5}, npv(47085.06), npv(191315.88)),
		turned("rate", calc.Scenario{RateChange: 0.01}, calc.Scenario{RateChange: -0.01}, npv(298843.00), npv(373912.16)),
	}},
	"loses": {npv(-41200), []calc.Bar{
		turned("benefits", calc.Scenario{BenefitChange: -0.25}, calc.Scenario{BenefitChange: 0.25}, npv(-96000), npv(13600)),
		turned("costs", calc.Scenario{CostChange: 0.25}, calc.Scenario{CostChange: -0.25}, npv(-106300), npv(23900)),
	}},
	"stands": {npv(4_812_000), []calc.Bar{
		turned("benefits", calc.Scenario{BenefitChange: -0.25}, calc.Scenario{BenefitChange: 0.25}, npv(3_150_000), npv(6_474_000)),
		turned("rate", calc.Scenario{RateChange: 0.01}, calc.Scenario{RateChange: -0.01}, npv(4_500_000), npv(5_140_000)),
	}},
	"cannot": {npv(120000), []calc.Bar{
		turned("benefits", calc.Scenario{BenefitChange: -0.25}, calc.Scenario{BenefitChange: 0.25}, npv(60000), npv(180000)),
		turned("horizon", calc.Scenario{HorizonChange: -2}, calc.Scenario{HorizonChange: 2}, calc.Figure{Why: calc.ReasonCannotVary}, npv(150000)),
	}},
	"none": {calc.Figure{Why: calc.ReasonOverflow}, nil},
}
