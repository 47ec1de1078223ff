package calc

import (
	"cmp"
	"context"
	"slices"
)

// arrangement is a question in its own order: candidates by ID, resources by
// name, rules and groups by what they speak of. The search sees only this, so
// the order in which a question was written down changes nothing: not the
// choice, nor the bound of a search that was ended by its gap or its nodes.
type arrangement struct {
	question   Selection
	candidates []int // place here → place in the caller's question
	resources  []int
	requires   []int
	exclusive  []int
}

func (q Selection) arrange() arrangement {
	a := arrangement{
		candidates: sorted(len(q.Candidates), func(i, j int) int { return cmp.Compare(q.Candidates[i].ID, q.Candidates[j].ID) }),
		resources:  sorted(len(q.Resources), func(i, j int) int { return cmp.Compare(q.Resources[i].Name, q.Resources[j].Name) }),
	}
	place := make([]int, len(a.candidates))
	for here, there := range a.candidates {
		place[there] = here
		a.question.Candidates = append(a.question.Candidates, a.rearranged(q.Candidates[there]))
	}
	for _, there := range a.resources {
		a.question.Resources = append(a.question.Resources, q.Resources[there])
	}
	a.arrangeRules(q, place)
	return a
}

// rearranged is a candidate with its uses in the order of the resources here.
// Its options keep theirs, which is a preference.
func (a *arrangement) rearranged(c Candidate) Candidate {
	uses := make([]int64, len(c.Options)*len(a.resources))
	options := make([]Option, len(c.Options))
	for j, option := range c.Options {
		own := uses[j*len(a.resources) : (j+1)*len(a.resources) : (j+1)*len(a.resources)]
		for here, there := range a.resources {
			own[here] = option.Uses[there]
		}
		option.Uses = own
		options[j] = option
	}
	c.Options = options
	return c
}

func (a *arrangement) arrangeRules(q Selection, place []int) {
	requires := make([]Requirement, len(q.Requires))
	for k, r := range q.Requires {
		requires[k] = Requirement{place[r.Candidate], place[r.Needs]}
	}
	a.requires = sorted(len(requires), func(i, j int) int {
		return cmp.Or(cmp.Compare(requires[i].Candidate, requires[j].Candidate), cmp.Compare(requires[i].Needs, requires[j].Needs))
	})
	for _, k := range a.requires {
		a.question.Requires = append(a.question.Requires, requires[k])
	}
	groups := make([][]int, len(q.Exclusive))
	for k, group := range q.Exclusive {
		for _, member := range group {
			groups[k] = append(groups[k], place[member])
		}
		slices.Sort(groups[k])
		groups[k] = slices.Compact(groups[k])
	}
	a.exclusive = sorted(len(groups), func(i, j int) int { return slices.Compare(groups[i], groups[j]) })
	for _, k := range a.exclusive {
		a.question.Exclusive = append(a.question.Exclusive, groups[k])
	}
}

// sorted are the numbers 0 to n−1 in an order; equals keep theirs.
func sorted(n int, compare func(i, j int) int) []int {
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, compare)
	return places
}

// restore is an answer in the order of the caller's question.
func (a *arrangement) restore(answer Selected) Selected {
	if answer.Chosen != nil {
		chosen := make([]int, len(answer.Chosen))
		for here, there := range a.candidates {
			chosen[there] = answer.Chosen[here]
		}
		answer.Chosen = chosen
		used := make([]int64, len(answer.Used))
		for here, there := range a.resources {
			used[there] = answer.Used[here]
		}
		answer.Used = used
	}
	worth := make([]Shadow, len(answer.Worth))
	for here, there := range a.resources {
		worth[there] = answer.Worth[here]
	}
	answer.Worth = worth
	return answer
}

// restoreLimit is a limit of the caller's question.
func (a *arrangement) restoreLimit(limit Limit) Limit {
	switch limit.Kind {
	case LimitMandatory:
		limit.Index = a.candidates[limit.Index]
	case LimitAtLeast, LimitAtMost:
		limit.Index = a.resources[limit.Index]
	case LimitRequires:
		limit.Index = a.requires[limit.Index]
	case LimitExclusive:
		limit.Index = a.exclusive[limit.Index]
	}
	return limit
}

// firstAnswered is the answer to a question that has been checked, the first
// among equals.
func firstAnswered(ctx context.Context, question Selection, options SelectOptions) Selected {
	a := question.arrange()
	options = options.normal()
	s := newSearch(ctx, compile(a.question), options)
	s.run()
	answer := s.answer()
	if answer.Status == SelectionOptimal && options.Gap == 0 {
		answer.First = s.breakTies()
		answer.Chosen, answer.Nodes = s.choice, s.nodes
		answer.Used, _, _ = a.question.Permits(s.choice)
	}
	return a.restore(answer)
}

// answered is the answer to a question that has been checked, without a look
// for the first among equals.
func answered(ctx context.Context, question Selection, options SelectOptions) Selected {
	a := question.arrange()
	s := newSearch(ctx, compile(a.question), options.normal())
	s.run()
	return a.restore(s.answer())
}
