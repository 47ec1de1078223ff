package calc

import "context"

// Limit is one of the demands a question makes. Index is that of the resource,
// candidate, requirement or group.
type Limit struct {
	Kind  LimitKind
	Index int
}

// LimitKind tells which list a Limit's index is into.
type LimitKind string

// The kinds of limits.
const (
	LimitExclusive LimitKind = "exclusive" // of Selection.Exclusive
	LimitRequires  LimitKind = "requires"  // of Selection.Requires
	LimitMandatory LimitKind = "mandatory" // a candidate
	LimitAtLeast   LimitKind = "at-least"  // a resource's
	LimitAtMost    LimitKind = "at-most"   // a resource's
)

// LimitKinds are all kinds, for those who keep words for them.
var LimitKinds = []LimitKind{LimitExclusive, LimitRequires, LimitMandatory, LimitAtLeast, LimitAtMost}

// Conflict (modstrid) is a set of limits that no choice keeps together.
type Conflict struct {
	Limits []Limit

	// Minimal tells that lifting any one of them makes the others possible; false
	// when the search was ended before that was known.
	Minimal bool
}

// FindConflict says why a question is infeasible: a minimal set of limits that
// cannot be kept together, found by leaving limits out, in halves, as long as
// what is left is infeasible (the deletion filter; Chinneck, Feasibility and
// Infeasibility in Optimization, 2008, ch. 6). There may be other such sets; the
// order of the search prefers one of few rules. No limits means that the question
// is feasible, or that its infeasibility was not proven in the time given, and
// then Minimal is false.
//
// The gap in options is of no matter; Nodes holds for each trial, and 0 is 1,000
// here: a trial that is undecided after that rarely ends soon.
func FindConflict(ctx context.Context, question Selection, options SelectOptions) (Conflict, error) {
	if err := question.check(); err != nil {
		return Conflict{}, err
	}
	options = options.normal()
	if options.Nodes == 0 {
		options.Nodes = 1000
	}
	a := question.arrange()
	f := conflictFilter{ctx: ctx, question: a.question, options: options, lifted: map[Limit]bool{}}
	switch f.status() {
	case SelectionInfeasible:
	case SelectionUnknown:
		return Conflict{}, nil
	default:
		return Conflict{Minimal: true}, nil
	}
	limits := f.question.limits()
	f.minimal = true
	f.lift(limits)
	out, kept := Conflict{Minimal: f.minimal}, map[Limit]bool{}
	for _, limit := range limits {
		kept[a.restoreLimit(limit)] = !f.lifted[limit]
	}
	for _, limit := range question.limits() {
		if kept[limit] {
			out.Limits = append(out.Limits, limit)
		}
	}
	return out, nil
}

// limits are all limits, those to be lifted first at the beginning.
func (q Selection) limits() []Limit {
	var out []Limit
	for i := range q.Exclusive {
		out = append(out, Limit{LimitExclusive, i})
	}
	for i := range q.Requires {
		out = append(out, Limit{LimitRequires, i})
	}
	for i, candidate := range q.Candidates {
		if candidate.Mandatory {
			out = append(out, Limit{LimitMandatory, i})
		}
	}
	for r, resource := range q.Resources {
		if resource.AtLeast != nil {
			out = append(out, Limit{LimitAtLeast, r})
		}
	}
	for r, resource := range q.Resources {
		if resource.AtMost != nil {
			out = append(out, Limit{LimitAtMost, r})
		}
	}
	return out
}

type conflictFilter struct {
	ctx      context.Context
	question Selection
	options  SelectOptions
	lifted   map[Limit]bool
	minimal  bool
}

// lift leaves out as many of the limits as it can.
func (f *conflictFilter) lift(limits []Limit) {
	if len(limits) == 0 {
		return
	}
	for _, limit := range limits {
		f.lifted[limit] = true
	}
	status := f.status()
	if status == SelectionInfeasible {
		return
	}
	for _, limit := range limits {
		delete(f.lifted, limit)
	}
	if len(limits) == 1 {
		f.minimal = f.minimal && status != SelectionUnknown
		return
	}
	f.lift(limits[:len(limits)/2])
	f.lift(limits[len(limits)/2:])
}

// status tells whether what is not lifted can be kept. Every choice is worth
// nothing, so the first one found ends the search.
func (f *conflictFilter) status() SelectionStatus {
	s := newSearch(f.ctx, compile(f.remaining()), f.options)
	s.run()
	return s.answer().Status
}

func (f *conflictFilter) remaining() Selection {
	var q Selection
	for r, resource := range f.question.Resources {
		if f.lifted[Limit{LimitAtLeast, r}] {
			resource.AtLeast = nil
		}
		if f.lifted[Limit{LimitAtMost, r}] {
			resource.AtMost = nil
		}
		q.Resources = append(q.Resources, resource)
	}
	for i, candidate := range f.question.Candidates {
		c := Candidate{ID: candidate.ID, Mandatory: candidate.Mandatory && !f.lifted[Limit{LimitMandatory, i}]}
		for _, option := range candidate.Options {
			c.Options = append(c.Options, Option{Uses: option.Uses, Start: option.Start})
		}
		q.Candidates = append(q.Candidates, c)
	}
	for i, r := range f.question.Requires {
		if !f.lifted[Limit{LimitRequires, i}] {
			q.Requires = append(q.Requires, r)
		}
	}
	for i, group := range f.question.Exclusive {
		if !f.lifted[Limit{LimitExclusive, i}] {
			q.Exclusive = append(q.Exclusive, group)
		}
	}
	return q
}
