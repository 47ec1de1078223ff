package calc

import (
	"context"
	"fmt"
	"strconv"
)

// Plan (prioriteringsgrundlag) is the question of Selection as a municipality asks it:
// proposals with start years, costs, hours and savings by year, and the frames
// they compete for. Prioritise answers it for several frames side by side.
type Plan struct {
	FirstYear    int // calendar year of the first entry of all lists by year
	Years        int
	Proposals    []Proposal
	Needs        []Need
	Alternatives [][]string // IDs of proposals of which at most one is chosen
}

// Proposal (forslag) is a case that may be started in one of several years.
type Proposal struct {
	ID        string
	Mandatory bool
	Starts    []Start
}

// Start (startår) is what a proposal gives and takes when it starts in Year.
// Lists have an entry for each year of the plan, or are nil for nothing.
type Start struct {
	Year    int   // calendar year
	Value   Money // what is maximised, as a rule the net present value
	Costs   []Money
	Hours   []int64
	Savings []Money // counted towards the frame's target of that year
}

// Need (afhængighed) says that a proposal may only be chosen when another is, and
// start no earlier than it: a plan that cannot be carried out is none.
type Need struct{ Proposal, Needs string }

// Frame (ramme) is what a plan may use in each year and must save; nil, the list
// or an entry, is no limit.
type Frame struct {
	Name    string
	Budgets []*Money
	Hours   []*int64
	Targets []*Money
}

// PlanTerms are the terms of Prioritise. What is not asked for is not computed;
// see AccountTerms for what it takes.
type PlanTerms struct {
	SelectOptions
	Reasons    bool
	Remedies   bool  // with Reasons
	Increments bool  // with Reasons
	Step       Money // of each budget, with Reasons; 0 asks for no exact worth
}

// Prioritisation (prioritering) is the answer to a plan: one Planned for each
// frame, and one Standing for each proposal.
type Prioritisation struct {
	Frames    []Planned
	Standings []Standing
}

// Planned is what is chosen within one frame. Resources of Question are those
// that Limits says. Conflict has limits when no choice keeps the frame; Account
// is empty when no reasons were asked for or there are none.
type Planned struct {
	Frame    string
	Question Selection
	Limits   []PlanLimit
	Starts   [][]int // calendar year of each proposal's options
	Answer   Selected
	Account  SelectionAccount
	Conflict Conflict
}

// PlanLimit is what a resource of a plan's question is.
type PlanLimit struct {
	Kind PlanLimitKind
	Year int
}

// PlanLimitKind is the sort of a frame's limit.
type PlanLimitKind string

// The kinds of a frame's limits.
const (
	PlanBudget PlanLimitKind = "budget" // øre, at most
	PlanHours  PlanLimitKind = "hours"  // at most
	PlanTarget PlanLimitKind = "target" // øre, at least
)

// PlanLimitKinds are all kinds, for those who keep words for them.
var PlanLimitKinds = []PlanLimitKind{PlanBudget, PlanHours, PlanTarget}

// Standing is how a proposal fares: its start year within each frame, nil where it
// is not chosen or the frame has no answer; and in how many it is chosen.
type Standing struct {
	Proposal string
	Starts   []*int
	Chosen   int
}

// Prioritise chooses within each frame, and says why when asked. A frame that
// cannot be kept is an answer, with the smallest conflict. The frames are
// answered one after the other; when the context ends, those that are left are
// SelectionUnknown.
//
// Malformed plans give an *Error whose field is that of the plan: lists that do
// not have Years entries (ErrLengthMismatch), negative costs or hours
// (ErrNegative), no or more than 100 years and starts outside them
// (ErrYearRange), two proposals, frames or starts of one name (ErrDuplicate), a
// proposal without an ID (ErrIDMissing), rules about proposals that are not there
// (ErrUnknownCandidate), and what Select says.
func (p Plan) Prioritise(ctx context.Context, frames []Frame, terms PlanTerms) (Prioritisation, error) {
	var out Prioritisation
	questions, err := p.questions(frames)
	if err != nil {
		return out, err
	}
	for _, proposal := range p.Proposals {
		out.Standings = append(out.Standings, Standing{Proposal: proposal.ID, Starts: make([]*int, len(frames))})
	}
	for f, frame := range frames {
		planned := Planned{Frame: frame.Name, Question: questions[f], Limits: p.limits(), Starts: p.starts()}
		if planned.Answer, err = Select(ctx, planned.Question, terms.SelectOptions); err != nil {
			return Prioritisation{}, err
		}
		for i := range out.Standings {
			if j := planned.Answer.option(i); j >= 0 {
				out.Standings[i].Starts[f] = &p.Proposals[i].Starts[j].Year
				out.Standings[i].Chosen++
			}
		}
		out.Frames = append(out.Frames, planned)
	}
	for f := range out.Frames { // reasons take longer than answers, so answers come first
		if err := p.explain(ctx, &out.Frames[f], terms); err != nil {
			return Prioritisation{}, err
		}
	}
	return out, nil
}

func (p Plan) explain(ctx context.Context, planned *Planned, terms PlanTerms) error {
	question, err := planned.Question, error(nil)
	switch {
	case planned.Answer.Status == SelectionInfeasible:
		planned.Conflict, err = FindConflict(ctx, question, terms.SelectOptions)
	case planned.Answer.Chosen != nil && terms.Reasons:
		account := AccountTerms{SelectOptions: terms.SelectOptions, Remedies: terms.Remedies, Increments: terms.Increments}
		if terms.Step != 0 {
			account.Steps = make([]int64, len(question.Resources))
			for r := range p.Years {
				account.Steps[r] = int64(terms.Step) // the budgets are first
			}
		}
		planned.Account, err = ExplainSelection(ctx, question, planned.Answer, account)
	}
	return err
}

// starts are the years of each proposal's options.
func (p Plan) starts() [][]int {
	out := make([][]int, len(p.Proposals))
	for i, proposal := range p.Proposals {
		for _, start := range proposal.Starts {
			out[i] = append(out[i], start.Year)
		}
	}
	return out
}

// limits say what the resources of a question are: budgets, hours, targets, each
// by year.
func (p Plan) limits() []PlanLimit {
	var out []PlanLimit
	for _, kind := range PlanLimitKinds {
		for y := range p.Years {
			out = append(out, PlanLimit{kind, p.FirstYear + y})
		}
	}
	return out
}

// questions are the plan's, one for each frame.
func (p Plan) questions(frames []Frame) ([]Selection, error) {
	if p.Years < 1 || p.Years > mostYears {
		return nil, &Error{ErrYearRange, "years"}
	}
	shared, err := p.shared()
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	questions := make([]Selection, len(frames))
	for f, frame := range frames {
		place := "frames[" + strconv.Itoa(f) + "]"
		if names[frame.Name] {
			return nil, &Error{ErrDuplicate, place + ".name"}
		}
		names[frame.Name] = true
		questions[f] = shared
		if questions[f].Resources, err = p.resources(frame, place); err != nil {
			return nil, err
		}
	}
	return questions, nil
}

// mostYears is how long a plan may be.
const mostYears = 100

// resources are a frame's limits as the selection takes them.
func (p Plan) resources(frame Frame, place string) ([]Resource, error) {
	for _, list := range []struct {
		name string
		size int
	}{{"budgets", len(frame.Budgets)}, {"hours", len(frame.Hours)}, {"targets", len(frame.Targets)}} {
		if list.size != 0 && list.size != p.Years {
			return nil, &Error{ErrLengthMismatch, place + "." + list.name}
		}
	}
	var out []Resource
	for _, limit := range p.limits() {
		resource, y := Resource{Name: fmt.Sprintf("%s %d", limit.Kind, limit.Year)}, limit.Year-p.FirstYear
		switch {
		case limit.Kind == PlanBudget && frame.Budgets != nil && frame.Budgets[y] != nil:
			resource.AtMost = (*int64)(frame.Budgets[y])
		case limit.Kind == PlanHours && frame.Hours != nil:
			resource.AtMost = frame.Hours[y]
		case limit.Kind == PlanTarget && frame.Targets != nil && frame.Targets[y] != nil:
			resource.AtLeast = (*int64)(frame.Targets[y])
		}
		out = append(out, resource)
	}
	return out, nil
}

// shared is what does not differ between frames: the candidates and rules.
func (p Plan) shared() (Selection, error) {
	var out Selection
	places := map[string]int{}
	for i, proposal := range p.Proposals {
		place := fmt.Sprintf("proposals[%d]", i)
		_, known := places[proposal.ID]
		switch {
		case proposal.ID == "":
			return out, &Error{ErrIDMissing, place + ".id"}
		case known:
			return out, &Error{ErrDuplicate, place + ".id"}
		}
		places[proposal.ID] = i
		candidate, err := p.candidate(proposal, place)
		if err != nil {
			return out, err
		}
		out.Candidates = append(out.Candidates, candidate)
	}
	return out, p.addRules(&out, places)
}

func (p Plan) candidate(proposal Proposal, place string) (Candidate, error) {
	out := Candidate{ID: proposal.ID, Mandatory: proposal.Mandatory}
	if proposal.Mandatory && len(proposal.Starts) == 0 {
		return out, &Error{ErrOptionMissing, place + ".starts"}
	}
	years := map[int]bool{}
	for j, start := range proposal.Starts {
		place := fmt.Sprintf("%s.starts[%d]", place, j)
		option, err := p.option(start, place)
		if err != nil {
			return out, err
		}
		if years[start.Year] {
			return out, &Error{ErrDuplicate, place + ".year"}
		}
		years[start.Year] = true
		out.Options = append(out.Options, option)
	}
	return out, nil
}

// addRules turns names of proposals into places.
func (p Plan) addRules(q *Selection, places map[string]int) error {
	for k, need := range p.Needs {
		i, known := places[need.Proposal]
		needed, neededKnown := places[need.Needs]
		if !known || !neededKnown {
			return &Error{ErrUnknownCandidate, fmt.Sprintf("needs[%d]", k)}
		}
		q.Requires = append(q.Requires, Requirement{i, needed})
	}
	if k := q.circle(); k >= 0 {
		return &Error{ErrRuleCircle, fmt.Sprintf("needs[%d]", k)}
	}
	for k, group := range p.Alternatives {
		var members []int
		for j, id := range group {
			i, known := places[id]
			if !known {
				return &Error{ErrUnknownCandidate, fmt.Sprintf("alternatives[%d][%d]", k, j)}
			}
			members = append(members, i)
		}
		q.Exclusive = append(q.Exclusive, members)
	}
	return nil
}

// option is a start as the selection takes it.
func (p Plan) option(start Start, place string) (Option, error) {
	out := Option{Label: strconv.Itoa(start.Year), Start: start.Year, Value: int64(start.Value), Uses: make([]int64, len(PlanLimitKinds)*p.Years)}
	if start.Year < p.FirstYear || start.Year >= p.FirstYear+p.Years {
		return out, &Error{ErrYearRange, place + ".year"}
	}
	for k, list := range []struct {
		name   string
		size   int
		at     func(y int) int64
		signed bool
	}{
		{"costs", len(start.Costs), func(y int) int64 { return int64(start.Costs[y]) }, false},
		{"hours", len(start.Hours), func(y int) int64 { return start.Hours[y] }, false},
		{"savings", len(start.Savings), func(y int) int64 { return int64(start.Savings[y]) }, true},
	} {
		if list.size != 0 && list.size != p.Years {
			return out, &Error{ErrLengthMismatch, place + "." + list.name}
		}
		for y := range list.size {
			use := list.at(y)
			if use < 0 && !list.signed {
				return out, &Error{ErrNegative, fmt.Sprintf("%s.%s[%d]", place, list.name, y)}
			}
			out.Uses[k*p.Years+y] = use
		}
	}
	return out, nil
}
