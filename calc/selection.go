package calc

import (
	"context"
	"slices"
)

// Selection (prioritering) is the question which cases to start, and when,
// under yearly budgets and staff: at most one option of each candidate, exactly
// one of a mandatory one, so that every resource stays within its limits, and
// the sum of the values is the largest possible.
//
// Everything is a whole number, so that feasible means feasible: values and
// money in øre, hours in whatever whole unit the caller chooses.
type Selection struct {
	Resources  []Resource
	Candidates []Candidate
	Requires   []Requirement
	Exclusive  [][]int // groups of candidates of which at most one is chosen
}

// Resource is something the candidates use or give: a year's budget, a year's
// staff hours, a year's contribution to the target. Both limits may be nil.
type Resource struct {
	Name    string
	AtMost  *int64
	AtLeast *int64
}

// Candidate is a case that may be chosen in one of several ways.
type Candidate struct {
	ID        string // no two the same; empty where a candidate needs no name
	Mandatory bool
	Options   []Option
}

// Option is one way to choose a candidate: a start year, a smaller version.
type Option struct {
	Label string
	Value int64   // what is maximised; may be negative
	Uses  []int64 // one per resource; negative is given back

	// Start is when the option begins, such as a year. What a candidate needs must
	// start no later than it does. All 0 where time plays no part.
	Start int
}

// Requirement says that Candidate may only be chosen when Needs is, in an option
// that starts no later.
type Requirement struct {
	Candidate, Needs int
}

// SelectionStatus tells how good an answer is.
type SelectionStatus string

// The statuses of an answer.
const (
	SelectionOptimal    SelectionStatus = "optimal"    // proven, within the gap that was asked for
	SelectionFeasible   SelectionStatus = "feasible"   // stopped early: Gap says how far it may be from the best
	SelectionInfeasible SelectionStatus = "infeasible" // proven: no choice keeps every limit
	SelectionUnknown    SelectionStatus = "unknown"    // stopped before any choice was found
)

// SelectionStatuses are all statuses, for those who keep words for them.
var SelectionStatuses = []SelectionStatus{SelectionOptimal, SelectionFeasible, SelectionInfeasible, SelectionUnknown}

// Selected is the answer to a Selection.
type Selected struct {
	Status SelectionStatus
	Chosen []int    // option per candidate; −1 is not chosen. Nil without an answer
	Value  int64    // sum of the chosen values
	Bound  float64  // no choice is worth more
	Gap    float64  // (Bound − Value)/|Value|, at least 0; infinite without an answer
	Used   []int64  // per resource
	Worth  []Shadow // per resource: what one more unit would be worth at the margin
	Nodes  int      // of the search; says how hard it was

	// First tells that no choice of the same value comes before this one; see
	// Select. False when a gap was allowed or the search was ended early.
	First bool
}

// Shadow is the marginal worth of a resource (skyggepris): value gained per
// unit of a higher AtMost, and value lost per unit of a higher AtLeast, by the
// relaxation at the root. Small changes only; 0 where there is slack.
type Shadow struct {
	AtMost, AtLeast float64
}

// SelectOptions are the terms of a search. The zero value asks for the proven
// optimum without a limit but the context's.
type SelectOptions struct {
	Gap   float64 // relative: stop when no choice can be better by more than this share; 0 or less is exact
	Nodes int     // at most so many nodes; 0 or less is no limit
}

// normal has 0 for whatever means the same.
func (o SelectOptions) normal() SelectOptions {
	o.Nodes = max(0, o.Nodes)
	if !(o.Gap > 0) { // NaN, too
		o.Gap = 0
	}
	return o
}

// Select finds the best choice. It is exact: a branch and bound over a
// Lagrangian relaxation (Geoffrion 1974) whose prices come from the master
// problem of Dantzig and Wolfe's decomposition (1960), with the logical rules
// kept inside the relaxation. Limits and values are judged in whole numbers, and
// bounds have their rounding added, so the proof does not hang on a tolerance.
//
// Among choices of the same value the first one is given: at the first candidate
// by ID where two differ, chosen comes before not chosen and an earlier option
// before a later one. Looking for it may take as long as the proof; First tells
// whether it was done. The same question always gets the same answer, whatever
// the order of its candidates, resources and rules, unless the context ends the
// search early. Candidates without an ID go by their place in the list.
//
// An infeasible question is an answer, not an error; FindConflict says why. No
// candidates at all is a question, too. A malformed one gives an *Error: uses
// that do not fit the resources (ErrLengthMismatch), two candidates or resources
// of one name (ErrDuplicate), a rule about a candidate that does not exist
// (ErrUnknownCandidate), candidates that rest on each other in a circle
// (ErrRuleCircle), a mandatory candidate without an option (ErrOptionMissing),
// more than 100,000 candidates or rules or 1,000 options of one candidate
// (ErrTooMany), sums beyond 2⁵³ (ErrOverflow).
//
// In Excel this is the Solver add-in with binary cells and Simplex LP, which
// takes at most 200 of them, and gives no reasons.
func Select(ctx context.Context, question Selection, options SelectOptions) (Selected, error) {
	if err := question.check(); err != nil {
		return Selected{}, err
	}
	return firstAnswered(ctx, question, options), nil
}

// Permits tells whether a choice (option per candidate, −1 for none) keeps
// every rule and limit, with what it uses and is worth. It computes from the
// question alone, so it checks the solver.
func (q Selection) Permits(chosen []int) (used []int64, value int64, ok bool) {
	used = make([]int64, len(q.Resources))
	ok = len(chosen) == len(q.Candidates)
	if !ok {
		return used, 0, false
	}
	for i, option := range chosen {
		if option < 0 {
			ok = ok && !q.Candidates[i].Mandatory
			continue
		}
		value += q.Candidates[i].Options[option].Value
		for r, use := range q.Candidates[i].Options[option].Uses {
			used[r] += use
		}
	}
	for _, r := range q.Requires {
		ok = ok && (chosen[r.Candidate] < 0 || chosen[r.Needs] >= 0 &&
			q.Candidates[r.Needs].Options[chosen[r.Needs]].Start <= q.Candidates[r.Candidate].Options[chosen[r.Candidate]].Start)
	}
	for _, group := range q.Exclusive {
		n := 0
		for at, member := range group {
			if chosen[member] >= 0 && !slices.Contains(group[:at], member) {
				n++
			}
		}
		ok = ok && n <= 1
	}
	for r, resource := range q.Resources {
		ok = ok && (resource.AtMost == nil || used[r] <= *resource.AtMost)
		ok = ok && (resource.AtLeast == nil || used[r] >= *resource.AtLeast)
	}
	return used, value, ok
}
