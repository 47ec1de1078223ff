package portfolio

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func planOrganisation() Organisation {
	s := strategy()
	for n := 1; n <= 3; n++ {
		s.Goals = append(s.Goals, StrategicGoal{Number: n, Text: fmt.Sprint("mål ", n)})
	}
	return Organisation{ID: "greve", Governance: Governance{HeadlineMethod: NewPermanent}, Strategy: s}
}

// planned is a case with one cost line and one permanent benefit from 2015.
func planned(id CaseID, status CaseStatus, cost, benefit float64, goals ...int) BusinessCase {
	bc := permanent(id, date(2015, 1, 1), series("2015", benefit, "2016", benefit))
	bc.Number, bc.Status, bc.Phase, bc.FocusArea, bc.Goals = "N"+string(id), status, PhaseAnalysis, "esdh", map[int]string{}
	bc.Costs = []CostLine{{ID: "c", Label: "Køb", Recurrence: OneOff, Amounts: series("2014", cost)}}
	for _, n := range goals {
		bc.Goals[n] = "svar"
	}
	return bc
}

func smallCases() []BusinessCase {
	obligatory := planned("A", StatusDraft, 300_000, 0, 1)
	obligatory.Obligatory, obligatory.Benefits = true, nil
	finished := planned("D", StatusApproved, 0, 100_000)
	finished.Phase = PhaseOperation
	return []BusinessCase{obligatory, planned("B", StatusSubmitted, 500_000, 400_000, 1), planned("C", StatusSubmitted, 400_000, 300_000, 1, 2, 3), finished}
}

func smallSettings() PlanSettings {
	return PlanSettings{
		Frames: []PlanFrame{
			{Name: "vedtaget", Budgets: []*calc.Money{moneyOf(800_000), nil, nil, nil}},
			{Name: "udvidet", Budgets: []*calc.Money{moneyOf(1_200_000), nil, nil, nil}},
		},
		Criteria: []PlanCriterion{{MeasureTarget, 60, moneyOf(1_000_000)}, {MeasureGoals, 40, nil}},
		Overview: "Set under ét.",
	}
}

func makePlan(t testing.TB, cases []BusinessCase, settings PlanSettings, previous *ActionPlan) ActionPlan {
	t.Helper()
	plan, err := NewActionPlan(t.Context(), planOrganisation(), cases, previous, 2014, settings, calc.Quarter{Year: 2013, Q: 4})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func lineOf(plan ActionPlan, id CaseID) PlanLine {
	return plan.Lines[slices.IndexFunc(plan.Lines, func(l PlanLine) bool { return l.Case == id })]
}

// refusal is the key of the rule that was broken; "" when none was.
func refusal(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

// By hand. B: 60 × 400.000/1.000.000 + 40 × 1/3 = 24 + 13,333 = 37,333 points.
// C: 60 × 0,3 + 40 × 3/3 = 58. A must be in and takes 300.000 of 800.000, so
// there is room for one of them, and C has more points, though B has the higher
// net present value. B lacks 300 + 400 + 500 − 800 = 400 thousand; with 1,2 mio.
// both are in. The plan gives 300.000 in 2015, D 100.000 beside it, and
// 2.500.000 − 400.000 = 2.100.000 is lacking.
func TestASmallPlanByHand(t *testing.T) {
	plan := makePlan(t, smallCases(), smallSettings(), nil)
	b, c := lineOf(plan, "B"), lineOf(plan, "C")
	if *b.Score != 37_333 || *c.Score != 58_000 {
		t.Errorf("scores %d and %d, want 37333 and 58000", *b.Score, *c.Score)
	}
	if *b.NPV <= *c.NPV {
		t.Errorf("B has the net present value %v and C %v: the test shows nothing", *b.NPV, *c.NPV)
	}
	in := map[CaseID][]bool{}
	for _, line := range plan.Lines {
		in[line.Case] = []bool{plan.InFrame(line, 0), plan.InFrame(line, 1)}
	}
	if diff := cmp.Diff(map[CaseID][]bool{"A": {true, true}, "B": {false, true}, "C": {true, true}, "D": {false, false}}, in); diff != "" {
		t.Errorf("in (-want +got):\n%s", diff)
	}
	reason := plan.Choices[0].Reasons[*b.Candidate]
	if reason.Reason != calc.ChoiceOutbid {
		t.Errorf("B is out because %s", reason.Reason)
	}
	raised := slices.ContainsFunc(reason.Remedies, func(r calc.Remedy) bool {
		return r.Kind == calc.RemedyLimit && r.Least && plan.Choices[0].Limits[r.Resource] == calc.PlanLimit{Kind: calc.PlanBudget, Year: 2014} && r.Change == int64(kr(400_000))
	})
	if !raised {
		t.Errorf("no remedy of 400.000 kr.: %+v", reason.Remedies)
	}
	want := []PlanYear{
		{Year: 2014, Costs: moneyOf(700_000), Contribution: moneyOf(0), Earlier: moneyOf(0), Target: moneyOf(2_500_000)},
		{Year: 2015, Benefits: moneyOf(300_000), Contribution: moneyOf(300_000), Earlier: moneyOf(100_000), Target: moneyOf(2_500_000)},
		{Year: 2016, Benefits: moneyOf(300_000)},
		{Year: 2017},
	}
	if diff := cmp.Diff(want, plan.Years); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	if gap := plan.Years[1].Gap(); gap == nil || *gap != kr(2_100_000) {
		t.Errorf("gap %v", gap)
	}
	if plan.Years[2].Gap() != nil {
		t.Error("a gap without a target")
	}
}

// What is not known is set aside and named; what must be in is in with what is known.
func TestWhatIsNotKnownIsNotRanked(t *testing.T) {
	cases := smallCases()
	offset := planned("E", StatusSubmitted, 0, 0, 1)
	offset.Costs[0].Amounts, offset.Benefits[0].Series[Plan] = series("t0", 100_000), series("t1", 200_000)
	empty := planned("F", StatusSubmitted, 0, 0, 1)
	empty.Costs, empty.Benefits[0].Series = nil, map[Series][]Amount{}
	without := planned("G", StatusSubmitted, 0, 0, 1) // costs, and nobody has said what comes of them
	without.Benefits = nil
	cases = append(cases, offset, empty, without)
	settings := smallSettings()
	hours := int64(1000)
	settings.Frames = settings.Frames[:1]
	settings.Frames[0].Hours = []*int64{&hours, nil, nil, nil}
	settings.Cases = []PlanCase{{Case: "nb", Hours: []*int64{&hours, nil, nil, nil}}, {Case: "E", Hours: []*int64{new(int64), nil, nil, nil}}}
	plan := makePlan(t, cases, settings, nil)
	want := map[CaseID][]PlanLack{
		"A": {LackHours, LackContribution}, "B": nil, "C": {LackHours}, "D": {LackHours}, "E": {LackStart}, "F": {LackHours, LackCosts, LackContribution}, "G": {LackHours, LackContribution},
	}
	got := map[CaseID][]PlanLack{}
	for _, line := range plan.Lines {
		got[line.Case] = line.Lacks
		if plan.In(line) != (line.Case == "A" || line.Case == "B") {
			t.Errorf("%s: in is %v", line.Case, plan.In(line))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lacks (-want +got):\n%s", diff)
	}
	if g := lineOf(plan, "G"); g.Contribution[0] != nil {
		t.Errorf("nobody has said what G gives, and it contributes %d", *g.Contribution[0])
	}
	start := 2014
	settings.Cases[1].Start = &start
	// E: 60 × 0,2 + 40/3 = 25,333 once it is said that t0 is 2014.
	if e := lineOf(makePlan(t, cases, settings, nil), "E"); e.Score == nil || *e.Score != 25_333 || *e.Costs[0] != kr(100_000) || *e.Benefits[1] != kr(200_000) {
		t.Errorf("E from 2014: %+v", e)
	}
}

// What a benefit is decides whether it counts. A case that has not said it is set
// aside from the ranking, and is not one that contributes 0.
func TestWhatMayCountIsNotRankedAsNothing(t *testing.T) {
	for name, change := range map[string]func(*BusinessCase){
		"kind": func(bc *BusinessCase) { bc.Benefits[0].Kind = "" }, "recurrence": func(bc *BusinessCase) { bc.Benefits[0].Recurrence = "" },
		"origin": func(bc *BusinessCase) { bc.Origin = "" },
	} {
		cases := smallCases()
		at := slices.IndexFunc(cases, func(bc BusinessCase) bool { return bc.ID == "C" })
		change(&cases[at])
		if line := lineOf(makePlan(t, cases, smallSettings(), nil), "C"); line.Candidate != nil || !slices.Equal(line.Lacks, []PlanLack{LackKind}) {
			t.Errorf("%s: candidate %v, lacks %v", name, line.Candidate, line.Lacks)
		}
	}
	cases := smallCases()
	at := slices.IndexFunc(cases, func(bc BusinessCase) bool { return bc.ID == "C" })
	cases[at].Benefits[0].Kind = ReleasedTime // known not to count: it gives 0
	if line := lineOf(makePlan(t, cases, smallSettings(), nil), "C"); line.Candidate == nil || *line.Contribution[1] != 0 {
		t.Errorf("released time: %+v", line)
	}
}

// A frame that has no room for what must be done is an answer, and cannot be decided.
func TestAnInfeasibleFrameIsSaid(t *testing.T) {
	settings := smallSettings()
	settings.Frames[0].Budgets[0] = moneyOf(299_999.99)
	plan := makePlan(t, smallCases(), settings, nil)
	choice := plan.Choices[0]
	if choice.Status != calc.SelectionInfeasible || len(choice.Conflict.Limits) != 2 || plan.In(lineOf(plan, "A")) {
		t.Errorf("%+v", choice)
	}
	err := plan.CheckStep(PlanStep{Status: PlanCouncil, Body: "Rådet", Text: "ja", Decided: date(2013, 12, 1)})
	if refusal(err) != "plan.no-choice" {
		t.Errorf("%v", err)
	}
	if _, err := json.Marshal(plan); err != nil {
		t.Errorf("it cannot be kept: %v", err)
	}
}

func TestThePlansSteps(t *testing.T) {
	plan := makePlan(t, smallCases(), smallSettings(), nil)
	step := PlanStep{Status: PlanCouncil, Body: "It-udviklingsrådet", Text: "Indstilles.", Decided: date(2013, 12, 1)}
	for _, wrong := range []struct {
		change func(*PlanStep)
		key    string
	}{
		{func(s *PlanStep) { s.Status = PlanApproved }, "plan.out-of-order"},
		{func(s *PlanStep) { s.Status = "" }, "plan.out-of-order"},
		{func(s *PlanStep) { s.Body = " " }, "plan.body-missing"},
		{func(s *PlanStep) { s.Text = "" }, "plan.text-missing"},
		{func(s *PlanStep) {
			s.Decided = step.Decided.AddDate(-3000, 0, 0)
			*s = PlanStep{Status: s.Status, Body: s.Body, Text: s.Text}
		}, "plan.date-missing"},
		{func(s *PlanStep) { s.At = time.Date(2013, 11, 30, 22, 59, 0, 0, time.UTC) }, "plan.date-ahead"},
		{func(s *PlanStep) { s.At = time.Date(2013, 11, 30, 23, 0, 0, 0, time.UTC) }, ""}, // 1 December here
		{func(*PlanStep) {}, ""},
	} {
		one := step
		wrong.change(&one)
		if got := refusal(plan.CheckStep(one)); got != wrong.key {
			t.Errorf("got %q, want %q", got, wrong.key)
		}
	}
	plan.Steps = []PlanStep{step}
	step.Status = PlanApproved
	plan.Settings.Overview = " \n"
	if got := refusal(plan.CheckStep(step)); got != "plan.overview-missing" {
		t.Errorf("an approval without the holistic view: %q", got)
	}
	plan.Settings.Overview = "Set under ét."
	early := step
	early.Decided = date(2013, 11, 30)
	if got := refusal(plan.CheckStep(early)); got != "plan.date-early" {
		t.Errorf("approved the day before the council saw it: %q", got)
	}
	if err := plan.CheckStep(step); err != nil {
		t.Error(err)
	}
	plan.Steps = append(plan.Steps, step, PlanStep{Status: PlanPresented})
	if next := plan.Next(); next != "" {
		t.Errorf("after the last comes %q", next)
	}
	for _, role := range Roles {
		if got := role.MayPlan(PlanApproved); got != (role == RoleBoard) {
			t.Errorf("%s may approve: %v", role, got)
		}
	}
}

// By hand: the plan for 2014 promised B 200.000 in 2014. Reported are 150.000 in
// three quarters and then all four, 190.000 and 200.000.
// What is in realization or later is no project of the next plan.
func TestGroupsByPhase(t *testing.T) {
	for phase, want := range map[Phase]PlanGroup{PhaseAnalysis: PlanNew, PhaseExecution: PlanNew, PhaseRealization: PlanFinished, PhaseOperation: PlanFinished,
		PhaseClosed: PlanFinished, PhaseStopped: PlanStopped} {
		bc := planned("A", StatusSubmitted, 0, 0)
		bc.Phase = phase
		if got := groupOf(bc, PlanCase{}); got != want {
			t.Errorf("%s: %s, want %s", phase, got, want)
		}
	}
}

// A strategy may run longer than a plan does.
func TestContributionsEndWithThePlan(t *testing.T) {
	var account TargetAccount
	for year := 2013; year <= 2020; year++ {
		account.Years = append(account.Years, TargetYear{Year: year, Contributions: []Contribution{{Case: "A", Layer: LayerDecided, Amount: calc.Money(year)}}})
	}
	got := contributions(BusinessCase{ID: "A"}, account, 2014)
	for y, amount := range got {
		if amount == nil || *amount != calc.Money(2014+y) {
			t.Errorf("year %d: %v", 2014+y, amount)
		}
	}
}

func TestPromisesAreFollowedUp(t *testing.T) {
	promised := planned("B", StatusApproved, 500_000, 0)
	promised.Benefits[0].Series[Plan] = series("2014K1", 50_000, "2014K2", 50_000, "2014K3", 50_000, "2014K4", 50_000)
	promised.GoLive = date(2014, 1, 1)
	plan := makePlan(t, []BusinessCase{promised}, PlanSettings{}, nil)
	stopped, dearer := promised, promised
	stopped.Phase = PhaseStopped
	dearer.Costs = []CostLine{{ID: "c", Recurrence: OneOff, Amounts: series("2014", 650_000)}}
	reported := func(bc BusinessCase, pairs ...any) BusinessCase {
		bc.Benefits = slices.Clone(bc.Benefits)
		bc.Benefits[0].Series = map[Series][]Amount{Plan: promised.Benefits[0].Series[Plan], Realised: series(pairs...)}
		return bc
	}
	for _, test := range []struct {
		name  string
		cases []BusinessCase
		want  PromiseStatus
		came  *calc.Money
	}{
		{"three quarters", []BusinessCase{reported(dearer, "2014K1", 50_000, "2014K2", 50_000, "2014K3", 50_000)}, PromiseOpen, moneyOf(150_000)},
		{"less", []BusinessCase{reported(dearer, "2014K1", 50_000, "2014K2", 50_000, "2014K3", 50_000, "2014K4", 40_000)}, PromiseShort, moneyOf(190_000)},
		{"all", []BusinessCase{reported(dearer, "2014K1", 50_000, "2014K2", 50_000, "2014K3", 50_000, "2014K4", 50_000)}, PromiseKept, moneyOf(200_000)},
		{"the first quarter is awaited", []BusinessCase{reported(dearer, "2014K2", 50_000, "2014K3", 50_000, "2014K4", 100_000)}, PromiseOpen, moneyOf(200_000)},
		{"nothing reported", []BusinessCase{dearer}, PromiseOpen, nil},
		{"stopped", []BusinessCase{stopped}, PromiseStopped, nil},
		{"gone", nil, PromiseGone, nil},
	} {
		got := followUp(plan, test.cases, calc.Quarter{Year: 2014, Q: 4})
		if len(got) != 1 || got[0].Status != test.want || !cmp.Equal(got[0].Realised, test.came) || *got[0].Benefits.Then != kr(200_000) || *got[0].Costs.Then != kr(500_000) {
			t.Errorf("%s: %+v", test.name, got)
		}
		if test.want == PromiseShort && *got[0].Costs.Now != kr(650_000) {
			t.Errorf("costs now %v", *got[0].Costs.Now)
		}
	}
}

// Whatever the cases and frames: no frame is exceeded, what must be in is in or
// there is no answer with a conflict, and the years are the sums of the lines.
func TestPlansKeepTheirFrames(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var cases []BusinessCase
		for i := range rapid.IntRange(1, 7).Draw(r, "cases") {
			status := rapid.SampledFrom([]CaseStatus{StatusSubmitted, StatusSubmitted, StatusApproved}).Draw(r, "status")
			bc := planned(CaseID(fmt.Sprint("c", i)), status, 0, float64(rapid.IntRange(0, 900_000).Draw(r, "benefit")), 1)
			bc.Obligatory = rapid.IntRange(0, 5).Draw(r, "obligatory") == 0
			bc.Costs[0].Amounts = nil
			for year := 2014; year < 2018; year++ {
				if ore := rapid.Int64Range(-10_000_00, 500_000_00).Draw(r, "cost"); ore%4 != 0 {
					bc.Costs[0].Amounts = append(bc.Costs[0].Amounts, Amount{Period: calc.YearOf(year), Money: calc.Money(ore)})
				}
			}
			cases = append(cases, bc)
		}
		frame := PlanFrame{Name: "x", Budgets: make([]*calc.Money, PlanYears)}
		for y := range frame.Budgets {
			if ore := rapid.Int64Range(0, 2_000_000_00).Draw(r, "budget"); ore%5 != 0 {
				frame.Budgets[y] = (*calc.Money)(&ore)
			}
		}
		plan, err := NewActionPlan(t.Context(), planOrganisation(), cases, nil, 2014, PlanSettings{Frames: []PlanFrame{frame}}, calc.Quarter{Year: 2013, Q: 4})
		if err != nil {
			r.Fatal(err)
		}
		if plan.Choices[0].Chosen == nil {
			if plan.Choices[0].Status != calc.SelectionInfeasible || len(plan.Choices[0].Conflict.Limits) == 0 {
				r.Fatalf("no choice and no conflict: %+v", plan.Choices[0])
			}
			return
		}
		sums := make([]*calc.Money, PlanYears)
		for _, line := range plan.Lines {
			if line.Must() && !plan.In(line) {
				r.Fatalf("%s must be in", line.Case)
			}
			for y := range PlanYears {
				if plan.In(line) && line.Costs[y] != nil {
					sum := *line.Costs[y]
					if sums[y] != nil {
						sum += *sums[y]
					}
					sums[y] = &sum
				}
			}
		}
		for y, year := range plan.Years {
			if !cmp.Equal(year.Costs, sums[y]) {
				r.Fatalf("%d: %v, and the lines add up to %v", year.Year, year.Costs, sums[y])
			}
			if limit := frame.Budgets[y]; limit != nil && sums[y] != nil && *sums[y] > *limit {
				r.Fatalf("%d: %v exceeds %v", year.Year, *sums[y], *limit)
			}
		}
	})
}

func TestSettingsThatDoNotHoldTogether(t *testing.T) {
	minus, start := int64(-1), 2014
	for key, change := range map[string]func(*PlanSettings){
		"plan.frame-name":      func(s *PlanSettings) { s.Frames[1].Name = "vedtaget" },
		"plan.frame-wrong":     func(s *PlanSettings) { s.Frames[0].Budgets = s.Frames[0].Budgets[:3] },
		"plan.measure-unknown": func(s *PlanSettings) { s.Criteria[0].Measure = "x" },
		"plan.weight-wrong":    func(s *PlanSettings) { s.Criteria[0].Weight = math.NaN() },
		"plan.full-missing":    func(s *PlanSettings) { s.Criteria[0].Full = nil },
		"plan.case-unknown":    func(s *PlanSettings) { s.Cases = []PlanCase{{Case: "ukendt"}} },
		"plan.case-twice":      func(s *PlanSettings) { s.Cases = []PlanCase{{Case: "B"}, {Case: "NB"}} },
		"plan.hours-wrong":     func(s *PlanSettings) { s.Cases = []PlanCase{{Case: "B", Hours: []*int64{&minus, nil, nil, nil}}} },
		"plan.start-known":     func(s *PlanSettings) { s.Cases = []PlanCase{{Case: "B", Start: &start}} },
	} {
		settings := smallSettings()
		change(&settings)
		_, err := NewActionPlan(t.Context(), planOrganisation(), smallCases(), nil, 2014, settings, calc.Quarter{Year: 2013, Q: 4})
		if refusal(err) != key || ErrorCode(err) != CodeInvalid {
			t.Errorf("got %v, want %s", err, key)
		}
	}
}
