package main

import (
	"encoding/json"
	"math"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

// selectResult is the answer to one plan, or what is wrong with it.
type selectResult struct {
	ID        json.RawMessage  `json:"id"`
	Frames    []frameResult    `json:"frames,omitempty"`
	Standings []standingResult `json:"standings,omitempty"`
	Error     *calcError       `json:"error,omitempty"`
}

// frameResult is what is chosen within one frame. Money is in kroner.
type frameResult struct {
	Name     string               `json:"name"`
	Status   calc.SelectionStatus `json:"status"`
	Text     string               `json:"text"`
	Value    *float64             `json:"value"` // null where nothing was chosen: status says why
	Bound    *float64             `json:"bound"`
	Gap      *float64             `json:"gap"`
	First    bool                 `json:"firstAmongEquals"`
	Chosen   []chosenResult       `json:"chosen"`
	Used     []usedResult         `json:"used"`
	Reasons  []reasonResult       `json:"reasons,omitempty"`
	Worth    []worthResult        `json:"worth,omitempty"`
	Conflict *conflictResult      `json:"conflict,omitempty"`
}

type chosenResult struct {
	Proposal string `json:"proposal"`
	Start    int    `json:"start"`
}

type resourceResult struct {
	Kind calc.PlanLimitKind `json:"kind"`
	Year int                `json:"year"`
}

type usedResult struct {
	resourceResult
	Used  float64  `json:"used"`
	Limit *float64 `json:"limit"` // null is no limit
}

type reasonResult struct {
	Proposal string            `json:"proposal"`
	Start    *int              `json:"start"`
	Reason   calc.ChoiceReason `json:"reason"`
	Others   []string          `json:"others,omitempty"`
	Text     string            `json:"text"`
	Loss     lossResult        `json:"loss"`
	Remedies []remedyResult    `json:"remedies,omitempty"`
	Limits   []limitResult     `json:"limits,omitempty"`
}

// lossResult is what the whole choice loses when one proposal is decided the
// other way; null where there is no such choice, or no bound is known.
type lossResult struct {
	Status  calc.SelectionStatus `json:"status"`
	AtLeast *float64             `json:"atLeast"`
	AtMost  *float64             `json:"atMost"`
}

type remedyResult struct {
	Kind     calc.RemedyKind `json:"kind"`
	Start    int             `json:"start"`
	Resource *resourceResult `json:"resource,omitempty"`
	Change   *float64        `json:"change,omitempty"`
	Limits   []limitResult   `json:"limits,omitempty"`
	Least    bool            `json:"least"`
	Text     string          `json:"text"`
}

type worthResult struct {
	resourceResult
	ShadowPrice float64     `json:"shadowPrice"` // kroner a krone, or kroner an hour
	Step        *float64    `json:"step,omitempty"`
	Gain        *lossResult `json:"gain,omitempty"`
	Next        *nextResult `json:"next,omitempty"`
	Text        []string    `json:"text,omitempty"`
}

type nextResult struct {
	More  float64    `json:"more"`
	Gain  lossResult `json:"gain"`
	Least bool       `json:"least"`
}

type conflictResult struct {
	Limits  []limitResult `json:"limits"`
	Minimal bool          `json:"minimal"`
}

type limitResult struct {
	Kind      calc.LimitKind  `json:"kind"`
	Resource  *resourceResult `json:"resource,omitempty"`
	Proposals []string        `json:"proposals,omitempty"`
	Text      string          `json:"text"`
}

type standingResult struct {
	Proposal string `json:"proposal"`
	Starts   []*int `json:"starts"` // per frame; null where it is not chosen
	Chosen   int    `json:"chosen"`
	Text     string `json:"text"`
}

// tell writes the answer down.
func (r *selectResult) tell(env *environment, answer calc.Prioritisation) {
	printer := i18n.New(env.language)
	for _, planned := range answer.Frames {
		t := frameTeller{planned, printer.Selection(planned, nil)}
		r.Frames = append(r.Frames, t.frame())
	}
	for _, s := range answer.Standings {
		r.Standings = append(r.Standings, standingResult{s.Proposal, s.Starts, s.Chosen, printer.Standing(s)})
	}
}

type frameTeller struct {
	planned calc.Planned
	words   i18n.SelectionWords
}

func (t frameTeller) frame() frameResult {
	answer := t.planned.Answer
	out := frameResult{
		Name: t.planned.Frame, Status: answer.Status, Text: t.words.Status(), Bound: kronerOf(answer.Bound),
		First: answer.First, Chosen: []chosenResult{}, Used: []usedResult{},
	}
	if answer.Chosen != nil {
		out.Value, out.Gap = kronerOf(float64(answer.Value)), &answer.Gap
		for i, j := range answer.Chosen {
			if j >= 0 {
				out.Chosen = append(out.Chosen, chosenResult{t.proposal(i), *t.start(i, j)})
			}
		}
		for r, resource := range t.planned.Question.Resources {
			used := usedResult{resourceResult: t.resource(r), Used: t.amount(r, answer.Used[r])}
			for _, limit := range []*int64{resource.AtMost, resource.AtLeast} {
				if limit != nil {
					amount := t.amount(r, *limit)
					used.Limit = &amount
				}
			}
			out.Used = append(out.Used, used)
		}
	}
	for _, c := range t.planned.Account.Candidates {
		out.Reasons = append(out.Reasons, t.reason(c))
	}
	for _, r := range t.planned.Account.Resources {
		out.Worth = append(out.Worth, t.worth(r))
	}
	if conflict := t.planned.Conflict; len(conflict.Limits) > 0 {
		out.Conflict = &conflictResult{t.limits(conflict.Limits), conflict.Minimal}
	}
	return out
}

func (t frameTeller) reason(c calc.CandidateAccount) reasonResult {
	out := reasonResult{
		Proposal: t.proposal(c.Candidate), Start: t.start(c.Candidate, t.planned.Answer.Chosen[c.Candidate]),
		Reason: c.Reason, Text: t.words.Reason(c), Loss: lossOf(c.Loss), Limits: t.limits(c.Conflict),
	}
	for _, i := range c.Others {
		out.Others = append(out.Others, t.proposal(i))
	}
	for _, r := range c.Remedies {
		remedy := remedyResult{Kind: r.Kind, Start: *t.start(c.Candidate, r.Option), Least: r.Least, Text: t.words.Remedy(c.Candidate, r), Limits: t.limits(r.Rules)}
		switch r.Kind {
		case calc.RemedyValue:
			remedy.Change = kronerOf(float64(r.Change))
		case calc.RemedyUse, calc.RemedyLimit:
			resource, change := t.resource(r.Resource), t.amount(r.Resource, r.Change)
			remedy.Resource, remedy.Change = &resource, &change
		}
		out.Remedies = append(out.Remedies, remedy)
	}
	return out
}

func (t frameTeller) worth(r calc.ResourceAccount) worthResult {
	out := worthResult{resourceResult: t.resource(r.Resource), ShadowPrice: r.Worth.AtMost, Text: t.words.Worth(r)}
	if out.Kind == calc.PlanHours {
		out.ShadowPrice /= float64(calc.Krone)
	}
	if out.Kind == calc.PlanTarget { // one more krone to reach costs value
		out.ShadowPrice = 0 - r.Worth.AtLeast
	}
	if r.Gain.Status != "" {
		step, gain := t.amount(r.Resource, r.Step), lossOf(r.Gain)
		out.Step, out.Gain = &step, &gain
	}
	if r.Next.More > 0 {
		out.Next = &nextResult{t.amount(r.Resource, r.Next.More), lossOf(r.Next.Gain), r.Next.Least}
	}
	return out
}

func (t frameTeller) limits(limits []calc.Limit) []limitResult {
	var out []limitResult
	for _, l := range limits {
		limit := limitResult{Kind: l.Kind, Text: t.words.Limit(l)}
		switch l.Kind {
		case calc.LimitAtMost, calc.LimitAtLeast:
			resource := t.resource(l.Index)
			limit.Resource = &resource
		case calc.LimitMandatory:
			limit.Proposals = []string{t.proposal(l.Index)}
		case calc.LimitRequires:
			rule := t.planned.Question.Requires[l.Index]
			limit.Proposals = []string{t.proposal(rule.Candidate), t.proposal(rule.Needs)}
		case calc.LimitExclusive:
			for _, i := range t.planned.Question.Exclusive[l.Index] {
				limit.Proposals = append(limit.Proposals, t.proposal(i))
			}
		}
		out = append(out, limit)
	}
	return out
}

func (t frameTeller) proposal(i int) string { return t.planned.Question.Candidates[i].ID }

// start is the year of an option, nil for none.
func (t frameTeller) start(i, option int) *int {
	if option < 0 {
		return nil
	}
	year := t.planned.Starts[i][option]
	return &year
}

func (t frameTeller) resource(r int) resourceResult {
	limit := t.planned.Limits[r]
	return resourceResult{limit.Kind, limit.Year}
}

// amount is so much of a resource: kroner or hours.
func (t frameTeller) amount(r int, n int64) float64 {
	if t.planned.Limits[r].Kind == calc.PlanHours {
		return float64(n)
	}
	return calc.Money(n).Kroner()
}

func lossOf(l calc.Loss) lossResult {
	return lossResult{l.Status, kronerOf(l.AtLeast), kronerOf(l.AtMost)}
}

// kronerOf is an amount of øre that may lie between two, nil where it has no
// bound.
func kronerOf(ore float64) *float64 {
	if math.IsInf(ore, 0) {
		return nil
	}
	kroner := ore / float64(calc.Krone)
	return &kroner
}
