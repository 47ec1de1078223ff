package calc

import (
	"math"
	"slices"
)

// Outlook (udfald) is which of an estimate's three points comes true.
type Outlook string

// The outlooks. Costs are pessimistic at their high point, benefits at their
// low one.
const (
	Pessimistic Outlook = "pessimistic" // pessimistisk
	Likely      Outlook = "likely"      // sandsynligt
	Optimistic  Outlook = "optimistic"  // optimistisk
)

// Outlooks are all three, in the order they are shown to people.
var Outlooks = []Outlook{Pessimistic, Likely, Optimistic}

// EstimatedLine (trepunktsestimeret post) is a cost or a benefit that somebody
// has estimated as low, likely and high, with how it falls over the entries of
// a problem.
type EstimatedLine struct {
	Name     string
	Benefit  bool       // else a cost
	Estimate ThreePoint // kroner, ≥ 0
	Weights  []float64  // one per entry, ≥ 0: entry t is the point · Weights[t]
}

// point is what the line comes to in an outlook.
func (l EstimatedLine) point(outlook Outlook) float64 {
	switch {
	case outlook == Likely:
		return l.Estimate.Likely
	case (outlook == Optimistic) == l.Benefit:
		return l.Estimate.High
	}
	return l.Estimate.Low
}

func (l EstimatedLine) check(field string, entries int) error {
	if err := l.Estimate.Check(); err != nil {
		return moved(err, field)
	}
	switch {
	case l.Estimate.Low < 0:
		return &Error{ErrNegative, field + ".low"}
	case len(l.Weights) != entries:
		return &Error{ErrLengthMismatch, field + ".weights"}
	}
	return checkAmounts(l.Weights, field+".weights", true)
}

// InOutlook is a problem with its estimated lines added, all of them as the
// outlook has it. What the problem has of its own is certain; it may have
// nothing, and then has as many entries as the first line. *Error for a
// malformed problem or line, with the line's index, and for an outlook that is
// none.
func InOutlook(p Problem, lines []EstimatedLine, outlook Outlook) (Problem, error) {
	if !slices.Contains(Outlooks, outlook) {
		return Problem{}, &Error{ErrMethodUnknown, "outlook"}
	}
	if len(lines) > 0 && len(p.Flows)+len(p.Costs)+len(p.Benefits) == 0 {
		p.Costs, p.Benefits = make([]float64, len(lines[0].Weights)), make([]float64, len(lines[0].Weights))
	}
	s := &stream{}
	if err := s.setFlows(p); err != nil {
		return Problem{}, err
	}
	p.Flows, p.Costs, p.Benefits = nil, slices.Clone(s.costs), slices.Clone(s.benefits)
	for i, line := range lines {
		field := indexed("estimates", i)
		if err := line.check(field, len(p.Costs)); err != nil {
			return Problem{}, err
		}
		to := p.Costs
		if line.Benefit {
			to = p.Benefits
		}
		for t, weight := range line.Weights {
			to[t] += float64(line.point(outlook) * weight)
			if math.IsInf(to[t], 0) {
				return Problem{}, &Error{ErrOverflow, field}
			}
		}
	}
	return p, nil
}

// StandardScenarios are the three every case is shown with unless the settings
// say otherwise: a quarter less benefits half a year late at a quarter more
// cost, the plan, and the opposite. The steps are those of StandardLevers.
func StandardScenarios() []Scenario {
	return []Scenario{
		{Name: string(Pessimistic), CostChange: 0.25, BenefitChange: -0.25, Delay: 0.5},
		{Name: string(Likely)},
		{Name: string(Optimistic), CostChange: -0.25, BenefitChange: 0.25},
	}
}

// ScenarioView is a case as it turns out in a scenario.
type ScenarioView struct {
	Scenario   Scenario
	Problem    Problem    // as it looks in the scenario
	Evaluation Evaluation // meaningless where Why is given
	Verdict    Verdict    // Undecided where Why is given
	Why        Reason     // "", or cannot-vary: the case cannot be changed like that
}

// InScenarios evaluates a case in each scenario (scenarie), in the order given.
// *Error for a malformed problem.
func InScenarios(p Problem, scenarios []Scenario) ([]ScenarioView, error) {
	return InOutlooks(p, nil, scenarios)
}

// InOutlooks is InScenarios for a case with estimated lines: a scenario named
// after an Outlook has the lines at that outlook's points, any other at the
// likely ones; then what the scenario itself changes is changed. Without
// scenarios it is the three outlooks, changed by nothing but the estimates.
// *Error for a malformed problem or line.
func InOutlooks(p Problem, lines []EstimatedLine, scenarios []Scenario) ([]ScenarioView, error) {
	if len(lines) > 0 && len(scenarios) == 0 {
		for _, outlook := range Outlooks {
			scenarios = append(scenarios, Scenario{Name: string(outlook)})
		}
	}
	views := make([]ScenarioView, len(scenarios))
	for i, scenario := range scenarios {
		outlook := Outlook(scenario.Name)
		if !slices.Contains(Outlooks, outlook) {
			outlook = Likely
		}
		plan, err := InOutlook(p, lines, outlook)
		if err != nil {
			return nil, err
		}
		if _, err := newStream(plan); err != nil {
			return nil, err
		}
		views[i] = ScenarioView{Scenario: scenario, Verdict: Undecided, Why: ReasonCannotVary}
		changed, err := scenario.Apply(plan)
		if err != nil {
			continue // well formed, so it is the change that is not possible
		}
		if e, err := Evaluate(changed); err == nil {
			views[i] = ScenarioView{Scenario: scenario, Problem: changed, Evaluation: e, Verdict: e.Verdict()}
		}
	}
	return views, nil
}
