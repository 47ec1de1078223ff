package calc_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func money(kroner int64) *calc.Money {
	m := calc.Money(kroner) * calc.Krone
	return &m
}

// twoYears is a plan small enough to be answered by hand: the portal (90 for
// 60) rests on the network (−10 for 30), and the archive (50 for 40) may wait,
// which costs it 5. The app (40 for 30) is an alternative to the archive.
func twoYears() calc.Plan {
	start := func(year int, value, first, second calc.Money) calc.Start {
		return calc.Start{Year: year, Value: value * calc.Krone, Costs: []calc.Money{first * calc.Krone, second * calc.Krone}}
	}
	return calc.Plan{
		FirstYear: 2014, Years: 2,
		Proposals: []calc.Proposal{
			{ID: "portal", Starts: []calc.Start{start(2014, 90, 60, 0)}},
			{ID: "network", Starts: []calc.Start{start(2014, -10, 30, 0)}},
			{ID: "archive", Starts: []calc.Start{start(2014, 50, 40, 0), start(2015, 45, 0, 40)}},
			{ID: "app", Starts: []calc.Start{start(2015, 40, 0, 30)}},
		},
		Needs:        []calc.Need{{Proposal: "portal", Needs: "network"}},
		Alternatives: [][]string{{"archive", "app"}},
	}
}

// By hand. Wide, 90 and 40: portal, network and archive in 2015, 125. Late, 40
// in 2014 only: the archive alone, 50. Tight, 60 and 30: the archive (50) beats
// the app (40). Saving 100 in 2015 is out of reach: nothing saves.
func TestPrioritiseByHand(t *testing.T) {
	frames := []calc.Frame{
		{Name: "wide", Budgets: []*calc.Money{money(90), money(40)}},
		{Name: "late", Budgets: []*calc.Money{money(40), money(0)}},
		{Name: "tight", Budgets: []*calc.Money{money(60), money(30)}, Hours: []*int64{nil, limit(0)}},
		{Name: "impossible", Targets: []*calc.Money{nil, money(100)}},
		{Name: "free"},
	}
	got, err := twoYears().Prioritise(context.Background(), frames, calc.PlanTerms{Reasons: true, Remedies: true, Increments: true, Step: calc.Krone})
	if err != nil {
		t.Fatal(err)
	}
	y2014, y2015 := 2014, 2015
	want := []calc.Standing{
		{Proposal: "portal", Starts: []*int{&y2014, nil, nil, nil, &y2014}, Chosen: 2},
		{Proposal: "network", Starts: []*int{&y2014, nil, nil, nil, &y2014}, Chosen: 2},
		{Proposal: "archive", Starts: []*int{&y2015, &y2014, &y2014, nil, &y2014}, Chosen: 4},
		{Proposal: "app", Starts: make([]*int, 5)},
	}
	if diff := cmp.Diff(want, got.Standings); diff != "" {
		t.Error(diff)
	}
	for f, value := range []int64{125, 50, 50, 0, 130} {
		if answer := got.Frames[f].Answer; answer.Value != value*100 || got.Frames[f].Frame != frames[f].Name {
			t.Errorf("%s: %+v, want %d kroner", got.Frames[f].Frame, answer, value)
		}
	}
	if conflict := got.Frames[3].Conflict; !conflict.Minimal || len(conflict.Limits) != 1 ||
		got.Frames[3].Limits[conflict.Limits[0].Index] != (calc.PlanLimit{Kind: calc.PlanTarget, Year: 2015}) {
		t.Errorf("%+v", conflict)
	}
	// The app in the wide frame: 5 more than the archive's 45, and one øre.
	app := got.Frames[0].Account.Candidates[3]
	if app.Reason != calc.ChoiceExcluded || !slices.Equal(app.Others, []int{2}) || app.Remedies[0].Change != 501 {
		t.Errorf("%+v", app)
	}
	// 20 more in 2014 and the late frame has nothing better; 50 more, and portal
	// and network are 80. One krone more gains nothing.
	budget := got.Frames[1].Account.Resources[0]
	if budget.Step != 100 || budget.Gain.AtMost != 0 || budget.Next.More != 5000 || budget.Next.Gain.AtMost != 3000 {
		t.Errorf("%+v", budget)
	}
	if account := got.Frames[3].Account; account.Candidates != nil {
		t.Errorf("%+v", account)
	}
}

// The order of the proposals and frames changes no standing.
func TestPrioritiseInAnyOrder(t *testing.T) {
	frames := []calc.Frame{
		{Name: "a", Budgets: []*calc.Money{money(90), money(40)}}, {Name: "b", Budgets: []*calc.Money{money(60), nil}},
	}
	want, err := twoYears().Prioritise(context.Background(), frames, calc.PlanTerms{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := twoYears()
		p.Proposals = rapid.Permutation(p.Proposals).Draw(t, "proposals")
		got, err := p.Prioritise(context.Background(), []calc.Frame{frames[1], frames[0]}, calc.PlanTerms{})
		if err != nil {
			t.Fatal(err)
		}
		for _, standing := range got.Standings {
			slices.Reverse(standing.Starts)
			i := slices.IndexFunc(want.Standings, func(s calc.Standing) bool { return s.Proposal == standing.Proposal })
			if diff := cmp.Diff(want.Standings[i], standing); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestPrioritiseEndedEarly(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	got, err := twoYears().Prioritise(ended, []calc.Frame{{Name: "a"}}, calc.PlanTerms{Reasons: true})
	if err != nil || got.Frames[0].Answer.Status != calc.SelectionUnknown || got.Standings[0].Starts[0] != nil {
		t.Errorf("%+v %v", got, err)
	}
}

func TestPlanMalformed(t *testing.T) {
	change := func(of func(p *calc.Plan)) calc.Plan {
		p := twoYears()
		of(&p)
		return p
	}
	start := func(of func(s *calc.Start)) calc.Plan {
		return change(func(p *calc.Plan) { of(&p.Proposals[2].Starts[1]) })
	}
	for i, c := range []struct {
		code   calc.ErrorCode
		field  string
		plan   calc.Plan
		frames []calc.Frame
	}{
		{calc.ErrYearRange, "years", change(func(p *calc.Plan) { p.Years = 0 }), nil},
		{calc.ErrYearRange, "years", change(func(p *calc.Plan) { p.Years = 101 }), nil},
		{calc.ErrYearRange, "proposals[2].starts[1].year", start(func(s *calc.Start) { s.Year = 2016 }), nil},
		{calc.ErrDuplicate, "proposals[2].starts[1].year", start(func(s *calc.Start) { s.Year = 2014 }), nil},
		{calc.ErrNegative, "proposals[2].starts[1].costs[1]", start(func(s *calc.Start) { s.Costs[1] = -1 }), nil},
		{calc.ErrNegative, "proposals[2].starts[1].hours[0]", start(func(s *calc.Start) { s.Hours = []int64{-1, 0} }), nil},
		{calc.ErrLengthMismatch, "proposals[2].starts[1].costs", start(func(s *calc.Start) { s.Costs = s.Costs[:1] }), nil},
		{calc.ErrLengthMismatch, "proposals[2].starts[1].savings", start(func(s *calc.Start) { s.Savings = make([]calc.Money, 3) }), nil},
		{calc.ErrIDMissing, "proposals[1].id", change(func(p *calc.Plan) { p.Proposals[1].ID = "" }), nil},
		{calc.ErrDuplicate, "proposals[1].id", change(func(p *calc.Plan) { p.Proposals[1].ID = "portal" }), nil},
		{calc.ErrOptionMissing, "proposals[3].starts", change(func(p *calc.Plan) { p.Proposals[3] = calc.Proposal{ID: "x", Mandatory: true} }), nil},
		{calc.ErrUnknownCandidate, "needs[0]", change(func(p *calc.Plan) { p.Needs[0].Needs = "y" }), nil},
		{calc.ErrUnknownCandidate, "alternatives[0][1]", change(func(p *calc.Plan) { p.Alternatives[0][1] = "y" }), nil},
		{calc.ErrRuleCircle, "needs[0]", change(func(p *calc.Plan) {
			p.Needs = append(p.Needs, calc.Need{Proposal: "network", Needs: "portal"})
		}), nil},
		{calc.ErrDuplicate, "frames[1].name", twoYears(), []calc.Frame{{Name: "a"}, {Name: "a"}}},
		{calc.ErrLengthMismatch, "frames[0].targets", twoYears(), []calc.Frame{{Targets: make([]*calc.Money, 3)}}},
		{calc.ErrOverflow, "candidates", start(func(s *calc.Start) { s.Value = 1 << 60 }), []calc.Frame{{}}},
	} {
		_, err := c.plan.Prioritise(context.Background(), c.frames, calc.PlanTerms{})
		var malformed *calc.Error
		if !errors.As(err, &malformed) || malformed.Code != c.code || malformed.Field != c.field {
			t.Errorf("%d: got %v, want %s %s", i, err, c.code, c.field)
		}
	}
}

// Two budgets side by side for next year's action plan.
func ExamplePlan_Prioritise() {
	kroner := func(amounts ...calc.Money) (out []calc.Money) {
		for _, amount := range amounts {
			out = append(out, amount*calc.ThousandKrone)
		}
		return out
	}
	budget := func(amount calc.Money) []*calc.Money {
		amount *= calc.ThousandKrone
		return []*calc.Money{&amount, &amount}
	}
	plan := calc.Plan{
		FirstYear: 2014, Years: 2,
		Proposals: []calc.Proposal{
			{ID: "digital post", Starts: []calc.Start{
				{Year: 2014, Value: 900 * calc.ThousandKrone, Costs: kroner(500, 100)},
				{Year: 2015, Value: 800 * calc.ThousandKrone, Costs: kroner(0, 500)},
			}},
			{ID: "self-service", Starts: []calc.Start{{Year: 2014, Value: 700 * calc.ThousandKrone, Costs: kroner(450, 50)}}},
		},
	}
	frames := []calc.Frame{{Name: "as decided", Budgets: budget(600)}, {Name: "cut by a third", Budgets: budget(400)}}
	got, err := plan.Prioritise(context.Background(), frames, calc.PlanTerms{Reasons: true, Remedies: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, standing := range got.Standings {
		fmt.Printf("%s: chosen in %d of %d frames\n", standing.Proposal, standing.Chosen, len(frames))
	}
	for _, remedy := range got.Frames[1].Account.Candidates[1].Remedies {
		fmt.Println("self-service, cut by a third:", remedy.Kind, calc.Money(remedy.Change)/calc.ThousandKrone)
	}
	// Output:
	// digital post: chosen in 1 of 2 frames
	// self-service: chosen in 1 of 2 frames
	// self-service, cut by a third: use -50
	// self-service, cut by a third: limit 50
}

// What a proposal needs starts no later than it. By hand: the module is worth 90
// in 2014 and 70 in 2015, the platform −10 in 2014 and 30 in 2015. A module of
// 2014 with a platform of 2015, 120, cannot be carried out; both in 2015 are
// worth 100, both in 2014 only 80. A module of 2014 alone has to wait.
func TestWhatIsNeededStartsNoLater(t *testing.T) {
	start := func(year int, value calc.Money) calc.Start { return calc.Start{Year: year, Value: value * calc.Krone} }
	plan := calc.Plan{
		FirstYear: 2014, Years: 2,
		Proposals: []calc.Proposal{
			{ID: "module", Starts: []calc.Start{start(2014, 90), start(2015, 70)}},
			{ID: "platform", Starts: []calc.Start{start(2014, -10), start(2015, 30)}},
		},
		Needs: []calc.Need{{Proposal: "module", Needs: "platform"}},
	}
	frames, terms := []calc.Frame{{Name: "free"}}, calc.PlanTerms{Reasons: true}
	got, err := plan.Prioritise(context.Background(), frames, terms)
	if err != nil {
		t.Fatal(err)
	}
	answer := got.Frames[0].Answer
	if answer.Status != calc.SelectionOptimal || answer.Value != 10_000 || !slices.Equal(answer.Chosen, []int{1, 1}) {
		t.Errorf("both in 2015: %+v", answer)
	}
	if _, _, ok := got.Frames[0].Question.Permits([]int{0, 1}); ok {
		t.Error("a module before its platform is permitted")
	}
	plan.Proposals[0].Starts, plan.Proposals[1].Starts = plan.Proposals[0].Starts[:1], plan.Proposals[1].Starts[1:]
	if got, err = plan.Prioritise(context.Background(), frames, terms); err != nil {
		t.Fatal(err)
	}
	if answer = got.Frames[0].Answer; answer.Value != 3_000 || !slices.Equal(answer.Chosen, []int{-1, 0}) {
		t.Errorf("the platform alone: %+v", answer)
	}
	if module := got.Frames[0].Account.Candidates[0]; module.Reason != calc.ChoiceBarred || !slices.Contains(module.Conflict, calc.Limit{Kind: calc.LimitRequires, Index: 0}) {
		t.Errorf("the module: %+v", module)
	}
	plan.Proposals[0].Mandatory, plan.Proposals[1].Mandatory = true, true
	if got, err = plan.Prioritise(context.Background(), frames, terms); err != nil || got.Frames[0].Answer.Status != calc.SelectionInfeasible {
		t.Errorf("both mandatory: %+v, %v", got.Frames, err)
	}
}
