package portfolio

import (
	"context"
	"errors"

	"raaderum/calc"
)

// PlanChoice (prioriteringens svar) is what is chosen within one frame, and why:
// the question as it was put and everything needed to say the answer in words.
type PlanChoice struct {
	Frame    string               `json:"frame"`
	Question calc.Selection       `json:"question"`
	Limits   []calc.PlanLimit     `json:"limits"`
	Starts   [][]int              `json:"starts"`
	Status   calc.SelectionStatus `json:"status"`
	Chosen   []int                `json:"chosen"` // 0 is in and −1 is out, by the lines' Candidate; nil: no choice keeps the frame
	Score    int64                `json:"score"`  // thousandths of a point
	Gap      float64              `json:"gap"`    // how far the score may be from the best, as a share
	Used     []int64              `json:"used"`   // by Limits
	Reasons  []PlanReason         `json:"reasons"`
	Conflict calc.Conflict        `json:"conflict"`
}

// PlanReason (begrundelse i handleplanen) is why a candidate is in or out, and
// what must change for one that is out.
type PlanReason struct {
	Reason   calc.ChoiceReason `json:"reason"`
	Others   []int             `json:"others"`
	Conflict []calc.Limit      `json:"conflict"`
	Remedies []calc.Remedy     `json:"remedies"`
}

// mostNodes bounds a plan's search: some hundred cases are settled in far fewer.
const mostNodes = 200_000

// choose selects within each frame. What must be in is in; the others are ranked
// by their score, never by the net present value alone.
func choose(ctx context.Context, plan ActionPlan) ([]PlanChoice, error) {
	question := calc.Plan{FirstYear: plan.Year, Years: PlanYears}
	for _, line := range plan.Lines {
		if line.Candidate != nil {
			question.Proposals = append(question.Proposals, line.proposal(plan.Year))
		}
	}
	var frames []calc.Frame
	for _, frame := range plan.Settings.Frames {
		frames = append(frames, calc.Frame(frame))
	}
	answer, err := question.Prioritise(ctx, frames, calc.PlanTerms{SelectOptions: calc.SelectOptions{Nodes: mostNodes}, Reasons: true, Remedies: true})
	if err != nil {
		var malformed *calc.Error
		if errors.As(err, &malformed) {
			return nil, &Error{Code: CodeInvalid, Key: "plan.not-selectable", Err: err}
		}
		return nil, err
	}
	var choices []PlanChoice
	for _, planned := range answer.Frames {
		choices = append(choices, newPlanChoice(planned))
	}
	return choices, nil
}

// proposal is a line as the selection takes it. A year in which nothing is
// stated takes nothing; money that comes back leaves the frame as it is.
func (l PlanLine) proposal(year int) calc.Proposal {
	start := calc.Start{Year: year, Costs: make([]calc.Money, PlanYears), Hours: make([]int64, PlanYears), Savings: make([]calc.Money, PlanYears)}
	for y := range PlanYears {
		if l.Costs[y] != nil {
			start.Costs[y] = max(0, *l.Costs[y])
		}
		if len(l.Hours) > 0 && l.Hours[y] != nil {
			start.Hours[y] = *l.Hours[y]
		}
		if l.Contribution[y] != nil {
			start.Savings[y] = *l.Contribution[y]
		}
	}
	if l.Score != nil {
		start.Value = calc.Money(*l.Score)
	}
	return calc.Proposal{ID: string(l.Case), Mandatory: l.Must(), Starts: []calc.Start{start}}
}

func newPlanChoice(planned calc.Planned) PlanChoice {
	answer := planned.Answer
	choice := PlanChoice{
		Frame: planned.Frame, Question: planned.Question, Limits: planned.Limits, Starts: planned.Starts,
		Status: answer.Status, Chosen: answer.Chosen, Score: answer.Value, Used: answer.Used, Conflict: planned.Conflict,
	}
	if answer.Chosen != nil {
		choice.Gap = answer.Gap
	}
	for _, one := range planned.Account.Candidates {
		choice.Reasons = append(choice.Reasons, PlanReason{one.Reason, one.Others, one.Conflict, one.Remedies})
	}
	return choice
}

// Planned is the choice as the selection gave it, for those who put it in words.
// What is not kept, the losses and bounds, is not in it.
func (c PlanChoice) Planned() calc.Planned {
	planned := calc.Planned{
		Frame: c.Frame, Question: c.Question, Limits: c.Limits, Starts: c.Starts, Conflict: c.Conflict,
		Answer: calc.Selected{Status: c.Status, Chosen: c.Chosen, Value: c.Score, Gap: c.Gap, Used: c.Used},
	}
	for i, reason := range c.Reasons {
		planned.Account.Candidates = append(planned.Account.Candidates, calc.CandidateAccount{
			Candidate: i, Chosen: c.Chosen[i] >= 0, Reason: reason.Reason, Others: reason.Others, Conflict: reason.Conflict, Remedies: reason.Remedies,
		})
	}
	return planned
}
