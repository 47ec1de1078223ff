package calc

import (
	"context"
	"math"
	"slices"
)

// SelectionAccount (begrundelse) says why an answer is as it is: for every
// candidate what decides it and what another decision would cost, and for every
// resource what more of it would be worth.
type SelectionAccount struct {
	Candidates []CandidateAccount
	Resources  []ResourceAccount
}

// CandidateAccount is the reason for one candidate.
type CandidateAccount struct {
	Candidate int
	Chosen    bool
	Reason    ChoiceReason
	Others    []int // the candidates that Reason speaks of

	// Loss is what the whole choice loses when this candidate is decided the
	// other way and everything else is chosen anew. For a candidate that was not
	// chosen, it is how much more value every option of it must have to be as
	// good; with more than that it is chosen.
	Loss Loss

	// Option is the one a candidate that was not chosen would be chosen in, −1
	// when that is not known.
	Option int

	// Remedies are what must change for a candidate that was not chosen to be,
	// each enough on its own; see AccountTerms.
	Remedies []Remedy

	// Conflict are the limits that bar a candidate: they cannot be kept together
	// with it chosen, and can without any one of them where the search came to an
	// end. For ChoiceBarred only.
	Conflict []Limit
}

// ChoiceReason is what decides a candidate.
type ChoiceReason string

// The reasons. The first that applies is given.
const (
	ChoiceMandatory ChoiceReason = "mandatory"      // chosen, as it must be
	ChoiceNeeded    ChoiceReason = "needed"         // chosen, and chosen Others rest on it
	ChoiceForLimits ChoiceReason = "for-limits"     // chosen: without it no choice keeps the limits
	ChoiceForValue  ChoiceReason = "for-value"      // chosen: the choice is worth more with it
	ChoiceNoOption  ChoiceReason = "no-option"      // not chosen: it has no option
	ChoiceBarred    ChoiceReason = "barred"         // not chosen: no choice with it keeps rules and limits
	ChoiceExcluded  ChoiceReason = "excluded"       // not chosen: the chosen Others exclude it
	ChoiceNeeds     ChoiceReason = "needs-rejected" // not chosen: it rests on Others, which are not chosen, or start too late
	ChoiceNoGain    ChoiceReason = "no-gain"        // not chosen: no option of it is worth anything
	ChoiceOutbid    ChoiceReason = "outbid"         // not chosen: the resources are worth more elsewhere
)

// ChoiceReasons are all reasons, for those who keep words for them.
var ChoiceReasons = []ChoiceReason{
	ChoiceMandatory, ChoiceNeeded, ChoiceForLimits, ChoiceForValue, ChoiceNoOption, ChoiceBarred, ChoiceExcluded,
	ChoiceNeeds, ChoiceNoGain, ChoiceOutbid,
}

// Loss is a difference in value between two answers, exact where both were
// proven exactly. Status is that of the second answer: where it is infeasible
// there is no such choice, and where it is unknown only AtLeast is known.
type Loss struct {
	Status          SelectionStatus
	AtLeast, AtMost float64
}

// Exact tells whether the loss is one number.
func (l Loss) Exact() bool { return l.AtLeast == l.AtMost && !math.IsInf(l.AtMost, 0) }

// ResourceAccount is the worth of a resource, told in two ways.
//
// Worth is the shadow price of the linear relaxation (LP-skyggepris): what the
// next unit were worth if cases could be chosen in part. Gain is what Step units
// more of AtMost are worth in truth, everything chosen anew; the zero Gain where
// no step was asked about or the resource has no AtMost. Cases come whole, so one
// krone more mostly gains nothing until there is room for another choice; Next
// says when that is.
type ResourceAccount struct {
	Resource int
	Worth    Shadow
	Step     int64
	Gain     Loss
	Next     Increment
}

// Increment is the smallest rise of an AtMost that gains anything, and what it
// gains. The zero Increment where none was asked about, or none gains anything or
// was found. Least tells that no smaller one gains.
type Increment struct {
	More  int64
	Gain  Loss
	Least bool
}

// AccountTerms are the terms of an account. SelectOptions hold for each of the
// questions it asks anew.
type AccountTerms struct {
	SelectOptions
	Candidates []int   // those to explain; nil is all
	Steps      []int64 // per resource; nil or 0 asks for no exact worth
	Remedies   bool    // of those not chosen; takes some dozen selections for each
	Increments bool    // of the resources; takes two selections for each
}

// ExplainSelection gives the reasons for an answer. It decides each candidate
// the other way and selects anew, once per candidate and step: with a gap in the
// terms, losses come as a range. When the context ends, what is left is unknown.
//
// An answer without a choice has no reasons: ErrNoAnswer. FindConflict says why
// there is none.
func ExplainSelection(ctx context.Context, question Selection, answer Selected, terms AccountTerms) (SelectionAccount, error) {
	var account SelectionAccount
	if err := question.check(); err != nil {
		return account, err
	}
	if _, _, ok := question.Permits(answer.Chosen); !ok || len(answer.Worth) != len(question.Resources) {
		return account, &Error{ErrNoAnswer, "answer"}
	}
	if terms.Steps != nil && len(terms.Steps) != len(question.Resources) {
		return account, &Error{ErrLengthMismatch, "steps"}
	}
	a := accountant{ctx, question, answer, terms}
	which := terms.Candidates
	if which == nil {
		for i := range question.Candidates {
			which = append(which, i)
		}
	}
	for _, i := range which {
		if i < 0 || i >= len(question.Candidates) {
			return account, &Error{ErrUnknownCandidate, "candidates"}
		}
		account.Candidates = append(account.Candidates, a.candidate(i))
	}
	for r := range question.Resources {
		entry := ResourceAccount{Resource: r, Worth: answer.Worth[r]}
		if terms.Steps != nil {
			entry.Step = terms.Steps[r]
			if entry.Step > largestSum || entry.Step < -largestSum {
				return account, &Error{ErrOverflow, "steps"}
			}
			entry.Gain = a.gain(r, entry.Step)
		}
		if terms.Increments {
			entry.Next = a.increment(r)
		}
		account.Resources = append(account.Resources, entry)
	}
	return account, nil
}

type accountant struct {
	ctx      context.Context
	question Selection
	answer   Selected
	terms    AccountTerms
}

func (a *accountant) candidate(i int) CandidateAccount {
	out := CandidateAccount{Candidate: i, Chosen: a.answer.Chosen[i] >= 0, Option: -1}
	if out.Chosen {
		a.explainChosen(&out)
	} else {
		a.explainRejected(&out)
	}
	return out
}

func (a *accountant) explainChosen(out *CandidateAccount) {
	i := out.Candidate
	other := a.with(i, Candidate{ID: a.question.Candidates[i].ID})
	out.Loss = a.lossOf(other)
	for _, r := range a.question.Requires {
		if r.Needs == i && r.Candidate != i && a.answer.Chosen[r.Candidate] >= 0 {
			out.Others = append(out.Others, r.Candidate)
		}
	}
	switch {
	case a.question.Candidates[i].Mandatory:
		out.Reason, out.Others = ChoiceMandatory, nil
	case len(out.Others) > 0:
		out.Reason = ChoiceNeeded
	case other.Status == SelectionInfeasible:
		out.Reason = ChoiceForLimits
	default:
		out.Reason = ChoiceForValue
	}
}

func (a *accountant) explainRejected(out *CandidateAccount) {
	i := out.Candidate
	candidate := a.question.Candidates[i]
	if len(candidate.Options) == 0 {
		out.Reason, out.Loss.Status = ChoiceNoOption, SelectionInfeasible
		return
	}
	candidate.Mandatory = true
	other := a.with(i, candidate)
	out.Loss = a.lossOf(other)
	if other.Chosen != nil {
		out.Option = other.Chosen[i]
	}
	if a.terms.Remedies {
		out.Remedies = a.remedies(i, other)
	}
	excluding, missing := a.chosenRivals(i), a.missingNeeds(i)
	switch {
	case other.Status == SelectionInfeasible:
		out.Reason, out.Conflict = ChoiceBarred, a.barring(i)
	case len(excluding) > 0:
		out.Reason, out.Others = ChoiceExcluded, excluding
	case len(missing) > 0:
		out.Reason, out.Others = ChoiceNeeds, missing
	case !gains(candidate):
		out.Reason = ChoiceNoGain
	default:
		out.Reason = ChoiceOutbid
	}
}

func gains(c Candidate) bool {
	for _, o := range c.Options {
		if o.Value > 0 {
			return true
		}
	}
	return false
}

// chosenRivals are the chosen candidates of the groups that a candidate is in.
func (a *accountant) chosenRivals(i int) []int {
	var out []int
	for _, group := range a.question.Exclusive {
		in := false
		for _, member := range group {
			in = in || member == i
		}
		for _, member := range group {
			if in && member != i && a.answer.Chosen[member] >= 0 {
				out = append(out, member)
			}
		}
	}
	return unique(out)
}

// missingNeeds are the candidates that one rests on and that are not chosen, or
// later than any of its starts.
func (a *accountant) missingNeeds(i int) []int {
	var out []int
	for _, r := range a.question.Requires {
		if r.Candidate == i && r.Needs != i && a.tooLate(r) {
			out = append(out, r.Needs)
		}
	}
	return unique(out)
}

// tooLate tells whether what a candidate needs is not chosen, or starts after all
// the candidate's starts.
func (a *accountant) tooLate(r Requirement) bool {
	chosen := a.answer.Chosen[r.Needs]
	return chosen < 0 || !slices.ContainsFunc(a.question.Candidates[r.Candidate].Options, func(o Option) bool {
		return o.Start >= a.question.Candidates[r.Needs].Options[chosen].Start
	})
}

// barring are the limits that keep a candidate from being chosen.
func (a *accountant) barring(i int) []Limit {
	q := a.question
	q.Candidates = slices.Clone(q.Candidates)
	q.Candidates[i].Mandatory = true
	conflict, err := FindConflict(a.ctx, q, a.terms.SelectOptions)
	if err != nil {
		return nil // the question was checked; one more mandatory candidate with options is no fault
	}
	return slices.DeleteFunc(conflict.Limits, func(l Limit) bool { return l == Limit{LimitMandatory, i} })
}

// with selects anew with one candidate replaced.
func (a *accountant) with(i int, candidate Candidate) Selected {
	q := a.question
	q.Candidates = append([]Candidate(nil), q.Candidates...)
	q.Candidates[i] = candidate
	return a.anew(q)
}

// gain is what a higher limit is worth, a loss with its sign turned.
func (a *accountant) gain(r int, step int64) Loss {
	limit := a.question.Resources[r].AtMost
	if limit == nil || step == 0 {
		return Loss{}
	}
	q := a.question
	q.Resources = append([]Resource(nil), q.Resources...)
	higher := *limit + step
	q.Resources[r].AtMost = &higher
	loss := a.lossOf(a.anew(q))
	return Loss{loss.Status, 0 - loss.AtMost, 0 - loss.AtLeast}
}

// increment finds the smallest rise of a limit that gains anything.
func (a *accountant) increment(r int) Increment {
	limit := a.question.Resources[r].AtMost
	if limit == nil {
		return Increment{}
	}
	more, _, proven := a.passes(a.question, side{r, 1, *limit}, a.answer.Value, 0)
	if more <= 0 {
		return Increment{}
	}
	return Increment{more, a.gain(r, more), proven && a.isExact(a.answer)}
}

func (a *accountant) anew(q Selection) Selected { return answered(a.ctx, q, a.terms.SelectOptions) }

// lossOf is how much less another answer is worth. The best choice of the
// question is worth between Value and Bound, and so is the other one's.
func (a *accountant) lossOf(other Selected) Loss {
	loss := Loss{other.Status, math.Inf(1), math.Inf(1)}
	if other.Status == SelectionInfeasible {
		return loss
	}
	loss.AtLeast = float64(a.answer.Value) - other.Bound
	if other.Chosen != nil {
		loss.AtMost = a.answer.Bound - float64(other.Value)
	}
	return loss
}
