package calc

import (
	"cmp"
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
	plan, err := newStream(p)
	if err != nil {
		return nil, err
	}
	npv := plan.npv().Value
	bars := make([]Bar, len(levers))
	for i, lever := range levers {
		bars[i] = Bar{Lever: lever, Low: npvIn(p, lever.Low), High: npvIn(p, lever.High)}
	}
	slices.SortStableFunc(bars, func(a, b Bar) int {
		return cmp.Compare(b.spread(npv), a.spread(npv))
	})
	return bars, nil
}

// npvIn is the NPV in a scenario, without the other figures.
func npvIn(p Problem, s Scenario) Figure {
	changed, err := s.Apply(p)
	if err != nil {
		return Figure{Why: ReasonCannotVary}
	}
	laid, err := newStream(changed)
	if err != nil {
		return Figure{Why: ReasonCannotVary}
	}
	return laid.npv()
}

// npv is the net present value alone.
func (s *stream) npv() Figure {
	var e Evaluation
	e.presentValues(s)
	return e.NPV
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
