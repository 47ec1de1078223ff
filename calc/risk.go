package calc

import "math"

// Risk (risiko) is something that may happen, with what it would cost.
type Risk struct {
	Probability float64 // 0 to 1
	Consequence float64 // kroner
}

// Check is nil for a probability from 0 to 1 and a consequence that is a
// number.
func (r Risk) Check() error {
	switch {
	case math.IsNaN(r.Consequence) || math.IsInf(r.Consequence, 0):
		return &Error{ErrNotFinite, "consequence"}
	case !(r.Probability >= 0 && r.Probability <= 1):
		return &Error{ErrProbability, "probability"}
	}
	return nil
}

// Stake is the risk as a line of a simulation: its consequence, when it comes.
// Consequences are costs, so the weights are negative.
func (r Risk) Stake(caseName, line string, weights ...float64) Stake {
	return Stake{
		Case: caseName, Line: line, Probability: r.Probability, Weights: weights,
		Estimate: ThreePoint{Low: r.Consequence, Likely: r.Consequence, High: r.Consequence, Method: PERT},
	}
}

// RiskReserve (risikopulje) is Σ p·k over the risks with the spread of what
// they may come to, √Σ p(1−p)k², each on its own. In a workbook SUMPRODUCT of
// probabilities and consequences. No risks come to 0 ± 0. *Error for a
// probability outside 0 to 1, numbers that are none, and sums that are too
// large for a number.
func RiskReserve(risks []Risk) (Spread, error) {
	var mean total
	deviations := make([]float64, len(risks))
	for i, risk := range risks {
		if err := risk.Check(); err != nil {
			return Spread{}, moved(err, indexed("risks", i))
		}
		mean.add(risk.Probability * risk.Consequence)
		deviations[i] = math.Sqrt(risk.Probability*(1-risk.Probability)) * risk.Consequence
	}
	reserve := Spread{mean.value(), rootSum(deviations)}
	if !reserve.finite() {
		return Spread{}, &Error{ErrOverflow, "risks"}
	}
	return reserve, nil
}

// RiskAdjusted (risikojusteret gevinst) is a benefit times the probability
// that it is realised (realiseringssandsynlighed, 0 to 1), rounded to the øre,
// half away from zero. The probability is the decimal it is written as, and
// nothing is rounded but the product. *Error outside that.
//
// Excel equivalent: ROUND(benefit*probability, 2).
func RiskAdjusted(benefit Money, probability float64) (Money, error) {
	if !(probability >= 0 && probability <= 1) {
		return 0, &Error{ErrProbability, "probability"}
	}
	return benefit.timesExactly(decimal(probability))
}
