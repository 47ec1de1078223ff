package calc

import (
	"cmp"
	"math"
	"slices"
)

// Lever is one assumption that is turned down and up while the others stay.
type Lever struct {
	Name      string
	Low, High Scenario
}

// StandardLevers are the ones every case is shown with unless the settings say
// otherwise: benefits and costs a quarter less and more, benefits half a year
// and a year late, the rate a percentage point lower and higher, the horizon
// two years shorter and longer.
func StandardLevers() []Lever {
	return []Lever{
		{"benefits", Scenario{BenefitChange: -0.25}, Scenario{BenefitChange: 0.25}},
		{"costs", Scenario{CostChange: 0.25}, Scenario{CostChange: -0.25}},
		{"delay", Scenario{Delay: 1}, Scenario{Delay: 0.5}},
		{"rate", Scenario{RateChange: 0.01}, Scenario{RateChange: -0.01}},
		{"horizon", Scenario{HorizonChange: -2}, Scenario{HorizonChange: 2}},
	}
}

// Bar is one bar of a tornado diagram: the NPV when the lever is turned each
// way, or why there is none.
type Bar struct {
	Lever     Lever
	Low, High Figure // NPV, kroner
}

// spread is the distance between the bar's ends and the plan.
func (b Bar) spread(plan float64) float64 {
	ends := []float64{plan}
	for _, end := range []Figure{b.Low, b.High} {
		if end.Exists() {
			ends = append(ends, end.Value)
		}
	}
	return slices.Max(ends) - slices.Min(ends)
}

// Tornado (følsomhedsanalyse) turns each lever alone and gives the NPVs, the
// lever with the widest spread first; equal ones stay in the order given. A
// lever that cannot be turned, such as a horizon cut to nothing, has a bar
// without figures and the Reason cannot-vary. *Error for a malformed problem.
func Tornado(p Problem, levers []Lever) ([]Bar, error) {
	plan, err := Evaluate(p)
	if err != nil {
		return nil, err
	}
	bars := make([]Bar, len(levers))
	for i, lever := range levers {
		bars[i] = Bar{Lever: lever, Low: npvIn(p, lever.Low), High: npvIn(p, lever.High)}
	}
	slices.SortStableFunc(bars, func(a, b Bar) int {
		return cmp.Compare(b.spread(plan.NPV.Value), a.spread(plan.NPV.Value))
	})
	return bars, nil
}

func npvIn(p Problem, s Scenario) Figure {
	evaluation, err := s.EvaluateIn(p)
	if err != nil {
		return Figure{Why: ReasonCannotVary}
	}
	return evaluation.NPV
}

// TwoWay is the NPV for each pair of a row's and a column's scenario. A pair
// that cannot be has the Reason cannot-vary. *Error for a malformed problem.
func TwoWay(p Problem, rows, columns []Scenario) ([][]Figure, error) {
	if _, err := newStream(p); err != nil {
		return nil, err
	}
	table := make([][]Figure, len(rows))
	for i, row := range rows {
		table[i] = make([]Figure, len(columns))
		for j, column := range columns {
			table[i][j] = npvIn(p, row.Combined(column))
		}
	}
	return table, nil
}

// Criterion (kriterium) is what a case has to meet.
type Criterion func(Evaluation) bool

// NPVNotNegative is met by a case that is worthwhile.
func NPVNotNegative(e Evaluation) bool { return e.Verdict() == Worthwhile }

// PaysBackWithin is met by a case that is paid back after so many years, or
// has nothing to pay back.
func PaysBackWithin(years float64) Criterion {
	return func(e Evaluation) bool {
		switch e.Payback.Status {
		case PaybackValue:
			return e.Payback.Years <= years
		case PaybackImmediate, PaybackNotApplicable:
			return true
		}
		return false
	}
}

// Margins (balanceværdier) are how far each assumption may turn out worse,
// alone, before a case no longer meets a criterion. A margin that does not
// exist has the Reason already-fails or always-holds.
type Margins struct {
	BenefitFall Figure // the share of benefits that may be lost, 0 to 1
	CostRise    Figure // the share by which costs may grow
	Delay       Figure // years the benefits may come late within the horizon
	RateRise    Figure // what may be added to the rate, a fraction
}

// The farthest that is looked for a margin: a thousandfold of the costs, and
// a thousand percentage points.
const (
	farthestCostRise = 999
	farthestRateRise = 10
)

// FindMargins searches each margin to a billionth. For the NPV they are the
// switching values in closed form: benefits may fall by 1 − PV(C)/PV(G), costs
// grow by PV(G)/PV(C) − 1, a flat rate rise to the next internal rate. Where a
// criterion fails, holds again and fails again, the first failure counts,
// as far as 200 steps over the range show it. *Error for a malformed problem.
func FindMargins(p Problem, meets Criterion) (Margins, error) {
	plan, err := Evaluate(p)
	if err != nil {
		return Margins{}, err
	}
	laid, err := newStream(p)
	if err != nil {
		return Margins{}, err
	}
	margin := func(farthest float64, between []float64, scenario func(x float64) Scenario) Figure {
		holds := func(x float64) bool {
			evaluation, err := scenario(x).EvaluateIn(p)
			return err == nil && meets(evaluation)
		}
		return firstFailure(farthest, between, holds)
	}
	return Margins{
		BenefitFall: margin(1, nil, func(x float64) Scenario { return Scenario{BenefitChange: -x} }),
		CostRise:    margin(farthestCostRise, nil, func(x float64) Scenario { return Scenario{CostChange: x} }),
		Delay:       margin(laid.span()+1, nil, func(x float64) Scenario { return Scenario{Delay: x} }),
		RateRise: margin(farthestRateRise, betweenRates(p.Rates, plan.IRR.Roots), func(x float64) Scenario {
			return Scenario{RateChange: x}
		}),
	}, nil
}

// betweenRates are rises that put a flat rate between neighboring internal
// rates, so that no change of the NPV's sign is stepped over.
func betweenRates(rates Rates, roots []float64) []float64 {
	rate, flat := rates.FlatRate()
	if !flat {
		return nil
	}
	var rises []float64
	for i := 1; i < len(roots); i++ {
		rises = append(rises, roots[i-1]/2+roots[i]/2-rate)
	}
	return rises
}

// firstFailure is the largest x up to which the criterion holds.
func firstFailure(farthest float64, between []float64, holds func(x float64) bool) Figure {
	if !holds(0) {
		return Figure{Why: ReasonAlreadyFails}
	}
	const steps = 200
	points := make([]float64, 0, steps+len(between))
	for i := 1; i <= steps; i++ {
		step := float64(i) / steps
		points = append(points, farthest*step*step*step) // finer where margins mostly are
	}
	for _, x := range between {
		if x > 0 && x < farthest {
			points = append(points, x)
		}
	}
	slices.Sort(points)
	good := 0.0
	for _, bad := range points {
		if holds(bad) {
			good = bad
			continue
		}
		for bad-good > 1e-9*math.Max(1, good) {
			if middle := good + (bad-good)/2; holds(middle) {
				good = middle
			} else {
				bad = middle
			}
		}
		return Figure{Value: good}
	}
	return Figure{Why: ReasonAlwaysHolds}
}
