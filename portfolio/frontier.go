package portfolio

import (
	"context"

	"raaderum/calc"
)

// Frontier (udvælgelsesgrænse) is the most that a plan's cases can give towards
// the target for each amount of money: what must be in is in, and the rest is
// chosen for its contribution alone. A plan's own proposal, which answers to
// more than money, lies on it or under it.
type Frontier struct {
	Points   []FrontierPoint `json:"points"` // by Budget, ascending; a budget that cannot hold what must be in has none
	Proposal *FrontierPoint  `json:"proposal"`
	Must     calc.Money      `json:"mustOre"` // what the cases that must be in cost
	All      calc.Money      `json:"allOre"`  // what all cost
}

// FrontierPoint (punkt på udvælgelsesgrænsen) is the best choice for a budget over
// all the plan's years.
type FrontierPoint struct {
	Budget  calc.Money `json:"budgetOre"`
	Costs   calc.Money `json:"costsOre"`   // what is spent of it
	Benefit calc.Money `json:"benefitOre"` // contribution to the target over the plan's years
	Cases   int        `json:"cases"`
	Proven  bool       `json:"proven"` // that nothing is better
	Ranked  []CaseID   `json:"ranked"` // those that are chosen and need not be
}

// NewFrontier finds the best choice at so many budgets, evenly from what must be
// in to everything. What a year does not state costs and gives nothing there. A
// plan without a case to choose has no points.
func NewFrontier(ctx context.Context, plan ActionPlan, steps int) (Frontier, error) {
	var lines []PlanLine
	var question calc.Selection
	var f Frontier
	for _, line := range plan.Lines {
		if line.Candidate == nil {
			continue
		}
		costs, benefit := sumStated(line.Costs), sumStated(line.Contribution)
		costs = max(0, costs)
		lines = append(lines, line)
		question.Candidates = append(question.Candidates, calc.Candidate{ID: string(line.Case), Mandatory: line.Must(),
			Options: []calc.Option{{Value: int64(benefit), Uses: []int64{int64(costs)}}}})
		f.All += costs
		if line.Must() {
			f.Must += costs
		}
	}
	if len(lines) == 0 || steps < 1 {
		return f, nil
	}
	for i := range steps + 1 {
		budget := f.Must + (f.All-f.Must)*calc.Money(i)/calc.Money(steps)
		most := int64(budget)
		question.Resources = []calc.Resource{{Name: "budget", AtMost: &most}}
		answer, err := calc.Select(ctx, question, calc.SelectOptions{Nodes: mostNodes})
		if err != nil {
			return f, &Error{Code: CodeInvalid, Key: "plan.not-selectable", Err: err}
		}
		if answer.Chosen == nil {
			continue
		}
		f.Points = append(f.Points, frontierPoint(lines, budget, answer))
		if f.All == f.Must {
			break
		}
	}
	if plan.Choices[0].Chosen != nil {
		proposal := FrontierPoint{}
		for _, line := range lines {
			if plan.In(line) {
				proposal.add(line)
			}
		}
		proposal.Budget = proposal.Costs
		f.Proposal = &proposal
	}
	return f, nil
}

func sumStated(years []*calc.Money) (sum calc.Money) {
	for _, m := range years {
		if m != nil {
			sum += *m
		}
	}
	return sum
}

func (p *FrontierPoint) add(line PlanLine) {
	p.Costs += max(0, sumStated(line.Costs))
	p.Benefit += sumStated(line.Contribution)
	p.Cases++
	if !line.Must() {
		p.Ranked = append(p.Ranked, line.Case)
	}
}

func frontierPoint(lines []PlanLine, budget calc.Money, answer calc.Selected) FrontierPoint {
	point := FrontierPoint{Budget: budget, Proven: answer.Status == calc.SelectionOptimal}
	for i, option := range answer.Chosen {
		if option >= 0 {
			point.add(lines[i])
		}
	}
	return point
}
