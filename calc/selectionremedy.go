package calc

import "slices"

// Remedy (hvad der skal til) is a change that makes a candidate chosen which is
// not. Each was tried: with the change and nothing else, selecting anew chooses
// the candidate.
type Remedy struct {
	Kind     RemedyKind
	Option   int     // it is then chosen in
	Resource int     // of a use or a limit
	Change   int64   // what is added; negative is less
	Rules    []Limit // what is dropped, all of them together

	// Least tells that no smaller change of this kind is enough, where ties go
	// against the candidate. It takes answers that are proven exactly.
	Least bool
}

// RemedyKind is what a remedy changes.
type RemedyKind string

// The kinds of remedies.
const (
	RemedyValue RemedyKind = "value" // of Option
	RemedyUse   RemedyKind = "use"   // what Option uses of Resource: less of an AtMost, more for an AtLeast
	RemedyLimit RemedyKind = "limit" // Resource's: an AtMost that is higher (Change above 0), an AtLeast that is lower
	RemedyRules RemedyKind = "rules" // of the candidate
)

// RemedyKinds are all kinds, for those who keep words for them.
var RemedyKinds = []RemedyKind{RemedyValue, RemedyUse, RemedyLimit, RemedyRules}

// remedyNodes is the limit of nodes for the questions of a remedy where the terms
// have none: they may be harder than the one that was asked.
const remedyNodes = 500

// side is one of the limits of a resource. Sign is 1 for an AtMost and −1 for an
// AtLeast, so that sign·use ≤ sign·limit.
type side struct {
	resource int
	sign     int64
	limit    int64
}

func (q Selection) sides() []side {
	var out []side
	for r, resource := range q.Resources {
		if resource.AtMost != nil {
			out = append(out, side{r, 1, *resource.AtMost})
		}
		if resource.AtLeast != nil {
			out = append(out, side{r, -1, *resource.AtLeast})
		}
	}
	return out
}

// moved is the resource with this limit further off by so much; −1 is without it.
func (s side) moved(resource Resource, more int64) Resource {
	limit := s.limit + s.sign*more
	at := &limit
	if more < 0 {
		at = nil
	}
	if s.sign > 0 {
		resource.AtMost = at
	} else {
		resource.AtLeast = at
	}
	return resource
}

// passes is the least by which a choice that is worth more than value passes a
// limit and keeps all the others. Value becomes a limit, and the use what is
// minimised. Option is that of candidate i in this choice, and proven tells that
// nothing less will do. Without a choice at all more is −1.
func (a *accountant) passes(q Selection, s side, value int64, i int) (more int64, option int, proven bool) {
	least := value + 1
	out := Selection{Requires: q.Requires, Exclusive: q.Exclusive}
	out.Resources = append(slices.Clone(q.Resources), Resource{Name: "value", AtLeast: &least})
	out.Resources[s.resource] = s.moved(out.Resources[s.resource], -1)
	for _, c := range q.Candidates {
		options := make([]Option, len(c.Options))
		for j, o := range c.Options {
			options[j] = Option{Label: o.Label, Start: o.Start, Value: -s.sign * o.Uses[s.resource], Uses: append(slices.Clone(o.Uses), o.Value)}
		}
		c.Options = options
		out.Candidates = append(out.Candidates, c)
	}
	options := a.terms.SelectOptions
	if options.Nodes <= 0 {
		options.Nodes = remedyNodes
	}
	answer := answered(a.ctx, out, options)
	if answer.Chosen == nil {
		return -1, -1, answer.Status == SelectionInfeasible
	}
	more = -answer.Value - s.sign*s.limit
	return max(0, more), answer.option(i), float64(answer.Value) == answer.Bound
}

// remedies are the changes that make candidate i chosen. Other is the best
// choice with it, when there is one.
func (a *accountant) remedies(i int, other Selected) []Remedy {
	var out []Remedy
	add := func(r Remedy, q Selection) bool {
		option := firstAnswered(a.ctx, q, a.terms.SelectOptions).option(i)
		if option < 0 {
			return false
		}
		r.Option = option
		out = append(out, r)
		return true
	}
	if other.Chosen != nil && other.Value <= a.answer.Value {
		j := other.Chosen[i]
		r := Remedy{Kind: RemedyValue, Change: a.answer.Value - other.Value + 1}
		r.Least = a.isExact(a.answer) && a.isExact(other)
		add(r, a.changed(i, j, func(o *Option) { o.Value += r.Change }))
	}
	for _, s := range a.question.sides() {
		least, known := a.ownUses(i, s)
		if least.Change != 0 {
			add(least, a.changed(i, least.Option, func(o *Option) { o.Uses[s.resource] += least.Change }))
		}
		if known.more >= 0 {
			a.limitRemedy(i, s, known, add)
		}
	}
	a.ruleRemedies(i, add)
	return out
}

// atLeast is a change that is enough, and whether no smaller one is.
type atLeast struct {
	more   int64
	proven bool
}

// ownUses finds the smallest change of what one option of a candidate uses that
// makes it worth choosing: with the candidate chosen, using less is as good as
// a higher limit, as long as there is so much to be less of. It also gives the
// smallest move of the limit that makes room for any option.
func (a *accountant) ownUses(i int, s side) (Remedy, atLeast) {
	options := a.question.Candidates[i].Options
	j, limit := a.roomFor(i, s, options)
	best := Remedy{Kind: RemedyUse, Resource: s.resource, Option: j, Change: -s.sign * limit.more, Least: limit.proven}
	switch {
	case limit.more < 0:
		best.Change = 0
		return best, limit
	case s.sign < 0 || limit.more <= options[j].Uses[s.resource]:
		return best, limit
	}
	// The option that needs least has not so much to give; another may have.
	best.Change = 0
	for j, option := range options {
		_, room := a.roomFor(i, s, []Option{option})
		best.Least = best.Least && room.proven
		if room.more > 0 && room.more <= option.Uses[s.resource] && (best.Change == 0 || room.more < -best.Change) {
			best.Option, best.Change = j, -room.more
		}
	}
	return best, limit
}

// roomFor is the least by which a limit must move to make a candidate worth
// choosing in one of these options, and which; −1 where no move will do.
func (a *accountant) roomFor(i int, s side, options []Option) (int, atLeast) {
	q := a.question
	q.Candidates = slices.Clone(q.Candidates)
	q.Candidates[i] = Candidate{ID: q.Candidates[i].ID, Mandatory: true, Options: options}
	more, j, proven := a.passes(q, s, a.answer.Value, i)
	if more == 0 {
		more = -1 // an answer that is not the best; nothing has to move
	}
	return j, atLeast{more, proven && a.isExact(a.answer)}
}

// limitSteps is how many limits are tried in search of the lowest at which a
// candidate is chosen.
const limitSteps = 12

// limitRemedy finds the smallest move of a limit at which a candidate is chosen.
// More room is for the others, too: where they make more of it, the candidate
// must be worth more than they are then, and so on. No limit in between will do,
// for there no choice with the candidate is worth more than the others were.
func (a *accountant) limitRemedy(i int, s side, known atLeast, add func(Remedy, Selection) bool) {
	for range limitSteps {
		q := a.question
		q.Resources = slices.Clone(q.Resources)
		q.Resources[s.resource] = s.moved(q.Resources[s.resource], known.more)
		r := Remedy{Kind: RemedyLimit, Resource: s.resource, Change: s.sign * known.more, Least: known.proven}
		if add(r, q) {
			return
		}
		rival := a.anew(q)
		if rival.Chosen == nil {
			return
		}
		q = a.question
		q.Candidates = slices.Clone(q.Candidates)
		q.Candidates[i].Mandatory = true
		more, _, proven := a.passes(q, s, rival.Value, i)
		if more <= known.more {
			return
		}
		known = atLeast{more, known.proven && proven && a.isExact(rival)}
	}
}

// ruleRemedies tries without each of a candidate's rules, and when none is
// enough without all of them.
func (a *accountant) ruleRemedies(i int, add func(Remedy, Selection) bool) {
	var rules []Limit
	for k, r := range a.question.Requires {
		if r.Candidate == i {
			rules = append(rules, Limit{LimitRequires, k})
		}
	}
	for k, group := range a.question.Exclusive {
		if slices.Contains(group, i) {
			rules = append(rules, Limit{LimitExclusive, k})
		}
	}
	found := false
	for _, rule := range rules {
		found = add(Remedy{Kind: RemedyRules, Rules: []Limit{rule}, Least: true}, a.question.without(rule)) || found
	}
	if !found && len(rules) > 1 {
		add(Remedy{Kind: RemedyRules, Rules: rules}, a.question.without(rules...))
	}
}

// without is the question with some of its rules dropped.
func (q Selection) without(rules ...Limit) Selection {
	out := q
	out.Requires, out.Exclusive = nil, nil
	for k, r := range q.Requires {
		if !slices.Contains(rules, Limit{LimitRequires, k}) {
			out.Requires = append(out.Requires, r)
		}
	}
	for k, group := range q.Exclusive {
		if !slices.Contains(rules, Limit{LimitExclusive, k}) {
			out.Exclusive = append(out.Exclusive, group)
		}
	}
	return out
}

// changed is the question with one option changed.
func (a *accountant) changed(i, j int, change func(*Option)) Selection {
	q := a.question
	q.Candidates = slices.Clone(q.Candidates)
	options := slices.Clone(q.Candidates[i].Options)
	options[j].Uses = slices.Clone(options[j].Uses)
	change(&options[j])
	q.Candidates[i].Options = options
	return q
}

// option is the one a candidate was chosen in, −1 when it was not.
func (s Selected) option(i int) int {
	if i >= len(s.Chosen) {
		return -1
	}
	return s.Chosen[i]
}

func (a *accountant) isExact(s Selected) bool {
	return s.Chosen != nil && s.Bound == float64(s.Value)
}
