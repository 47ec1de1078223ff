package portfolio

import (
	"context"
	"strings"
	"time"

	"raaderum/calc"
)

// PlanYears is how far an ActionPlan looks: the budget year and the three
// estimate years (overslagsår) after it.
const PlanYears = 4

// ActionPlan (handleplan) is a year's projects as they are proposed: made of the
// cases as they were known, and never changed after. What is to be different is
// a new version.
type ActionPlan struct {
	Organisation OrganisationID `json:"organisation"`
	Year         int            `json:"year"`    // the budget year
	Version      int            `json:"version"` // 1 and up; 0 for one that has not been stored
	MadeAt       time.Time      `json:"madeAt,omitzero"`
	By           UserID         `json:"by"`
	AsOf         calc.Quarter   `json:"asOf"` // nothing later counts as realised
	Method       CountMethod    `json:"method"`
	Settings     PlanSettings   `json:"settings"`
	Lines        []PlanLine     `json:"lines"`    // in the focus areas' order; within one, by group
	Years        []PlanYear     `json:"years"`    // of the proposal
	Choices      []PlanChoice   `json:"choices"`  // one per frame; the first is the proposal
	Promises     []PlanPromise  `json:"promises"` // of the plan of the year before
	Previous     int            `json:"previous"` // the version of it that is followed up; 0: there is none
	Steps        []PlanStep     `json:"-"`        // what was decided about it since; kept apart, since they come later
}

// PlanYear (planår) is a year of the plan: what the proposal takes and gives. Nil
// is not stated by any case, or outside the strategy's years.
type PlanYear struct {
	Year         int         `json:"year"`
	Costs        *calc.Money `json:"costsOre"`
	Hours        *int64      `json:"hours"`
	Benefits     *calc.Money `json:"benefitsOre"`
	Contribution *calc.Money `json:"contributionOre"` // of the proposal's own cases to the target
	Earlier      *calc.Money `json:"earlierOre"`      // of the cases that are finished, and what stopped ones gave before; beside the proposal
	Target       *calc.Money `json:"targetOre"`
}

// Gap is what the target still lacks with the plan carried out; nil without a
// target. It is 0 when the target is reached.
func (y PlanYear) Gap() *calc.Money {
	if y.Target == nil || y.Contribution == nil {
		return nil
	}
	gap := *y.Target - *y.Contribution
	if y.Earlier != nil {
		gap -= *y.Earlier
	}
	gap = max(0, gap)
	return &gap
}

// PlanStatus (handleplanens status) is how far a version of a plan has come.
type PlanStatus string

// The statuses in their order.
const (
	PlanDraft     PlanStatus = "draft"
	PlanCouncil   PlanStatus = "council"   // treated by the council
	PlanApproved  PlanStatus = "approved"  // by the executive board (direktionen)
	PlanPresented PlanStatus = "presented" // to the municipal council, for information
)

// PlanStatuses are all statuses, in their order.
var PlanStatuses = []PlanStatus{PlanDraft, PlanCouncil, PlanApproved, PlanPresented}

// PlanStep (behandling) is one decision about a version of a plan.
type PlanStep struct {
	Status  PlanStatus `json:"status"`
	At      time.Time  `json:"at"` // when it was written down
	By      UserID     `json:"by"`
	Decided time.Time  `json:"decided"` // the day of the meeting
	Body    string     `json:"body"`    // who decided: "It-udviklingsrådet", "Direktionen"
	Text    string     `json:"text"`    // what was decided
}

// Status is how far the version has come.
func (p ActionPlan) Status() PlanStatus {
	if len(p.Steps) == 0 {
		return PlanDraft
	}
	return p.Steps[len(p.Steps)-1].Status
}

// Next is the status that comes after the version's own; "" at the end.
func (p ActionPlan) Next() PlanStatus {
	for i, status := range PlanStatuses[:len(PlanStatuses)-1] {
		if status == p.Status() {
			return PlanStatuses[i+1]
		}
	}
	return ""
}

// MayPlan tells whether the role may bring a plan to a status: the portfolio
// office makes and presents it, the council's own treat it, and only the
// executive board approves it.
func (r Role) MayPlan(to PlanStatus) bool {
	switch to {
	case PlanDraft, PlanPresented:
		return r == RoleAnalyst || r == RoleAdmin
	case PlanCouncil:
		return r == RoleAnalyst || r == RoleAdmin || r == RoleCouncil
	case PlanApproved:
		return r == RoleBoard
	}
	return false
}

// CheckStep tells why a step cannot be taken: out of its order (CodeConflict),
// a decision without a body, a day or words, one before the decision it follows or after the day it is
// written down, a plan that no choice can keep, or
// an approval without the holistic view (CodeInvalid).
func (p ActionPlan) CheckStep(step PlanStep) error {
	switch {
	case step.Status == "" || step.Status != p.Next():
		return &Error{Code: CodeConflict, Key: "plan.out-of-order", Args: map[string]any{"year": yearName(p.Year), "version": p.Version}}
	case strings.TrimSpace(step.Body) == "":
		return &Error{Code: CodeInvalid, Key: "plan.body-missing", Place: Place{Field: "body"}}
	case strings.TrimSpace(step.Text) == "":
		return &Error{Code: CodeInvalid, Key: "plan.text-missing", Place: Place{Field: "text"}}
	case step.Decided.IsZero():
		return &Error{Code: CodeInvalid, Key: "plan.date-missing", Place: Place{Field: "decided"}}
	case len(p.Steps) > 0 && step.Decided.Before(p.Steps[len(p.Steps)-1].Decided):
		return &Error{Code: CodeInvalid, Key: "plan.date-early", Place: Place{Field: "decided"}, Args: map[string]any{"date": p.Steps[len(p.Steps)-1].Decided}}
	case !step.At.IsZero() && dayOf(step.Decided).After(dayOf(step.At)):
		return &Error{Code: CodeInvalid, Key: "plan.date-ahead", Place: Place{Field: "decided"}, Args: map[string]any{"date": step.Decided}}
	case p.Choices[0].Chosen == nil:
		return &Error{Code: CodeInvalid, Key: "plan.no-choice"}
	case step.Status == PlanApproved && strings.TrimSpace(p.Settings.Overview) == "":
		return &Error{Code: CodeInvalid, Key: "plan.overview-missing", Place: Place{Field: "overview"}}
	}
	return CheckTexts(step)
}

// NewActionPlan makes a year's plan of the cases as they are known, within the
// frames of the settings. Previous is the plan of the year before, whose
// promises are followed up; nil when there is none. Settings that do not hold
// together give CodeInvalid; obligatory and decided cases that the frames have
// no room for are an answer, with the conflict.
func NewActionPlan(ctx context.Context, org Organisation, cases []BusinessCase, previous *ActionPlan, year int, settings PlanSettings, asOf calc.Quarter) (ActionPlan, error) {
	method, _ := methods(org.Governance)
	plan := ActionPlan{Organisation: org.ID, Year: year, AsOf: asOf, Method: method, Settings: settings}
	settings, err := settings.complete(org, cases, year)
	if err != nil {
		return plan, err
	}
	plan.Settings = settings
	plan.Lines = newPlanLines(org, cases, plan)
	if plan.Choices, err = choose(ctx, plan); err != nil {
		return plan, err
	}
	plan.Years = plan.sum(org.Strategy)
	if previous != nil {
		plan.Previous, plan.Promises = previous.Version, followUp(*previous, cases, asOf)
	}
	return plan, nil
}

// In tells whether a line is in the proposal.
func (p ActionPlan) In(line PlanLine) bool { return p.InFrame(line, 0) }

// InFrame tells whether a line is in the choice within a frame. Where no choice
// keeps the frame, nothing is.
func (p ActionPlan) InFrame(line PlanLine, frame int) bool {
	chosen := p.Choices[frame].Chosen
	return line.Candidate != nil && *line.Candidate < len(chosen) && chosen[*line.Candidate] >= 0
}

// Totals are the costs of a frame's choice by year; nil where no case of it
// states any.
func (p ActionPlan) Totals(frame int) []*calc.Money {
	return p.total(func(line PlanLine) []*calc.Money { return line.Costs }, func(line PlanLine) bool { return p.InFrame(line, frame) })
}

func (p ActionPlan) total(of func(PlanLine) []*calc.Money, belongs func(PlanLine) bool) []*calc.Money {
	sums := make([]*calc.Money, PlanYears)
	for _, line := range p.Lines {
		if belongs(line) {
			addYears(sums, of(line))
		}
	}
	return sums
}

// addYears adds what is stated; what nobody states stays nil.
func addYears[N int64 | calc.Money](sums, more []*N) {
	for y, one := range more {
		if one == nil {
			continue
		}
		sum := *one
		if sums[y] != nil {
			sum += *sums[y]
		}
		sums[y] = &sum
	}
}

// sum adds the proposal up, year by year.
func (p ActionPlan) sum(strategy Strategy) []PlanYear {
	costs := p.Totals(0)
	benefits := p.total(func(l PlanLine) []*calc.Money { return l.Benefits }, p.In)
	contribution := p.total(func(l PlanLine) []*calc.Money { return l.Contribution }, p.In)
	earlier := p.total(func(l PlanLine) []*calc.Money { return l.Contribution }, PlanLine.Past)
	hours := make([]*int64, PlanYears)
	for _, line := range p.Lines {
		if p.In(line) {
			addYears(hours, line.Hours)
		}
	}
	years := make([]PlanYear, PlanYears)
	for y := range years {
		years[y] = PlanYear{Year: p.Year + y, Costs: costs[y], Hours: hours[y], Benefits: benefits[y], Contribution: contribution[y], Earlier: earlier[y]}
		if target, ok := strategy.TargetFor(p.Year + y); ok {
			years[y].Target = &target.Amount
		}
	}
	return years
}
