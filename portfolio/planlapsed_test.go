package portfolio

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// A case that was stopped is in the plan as stopped, with what lapsed, and moves no
// sum of it: the plan's years are those of the plan without it, whoever ended it
// and on whatever day, also one after the newest report (2013K4).
func TestStoppedCaseGivesThePlanNothing(t *testing.T) {
	settings := smallSettings()
	without := makePlan(t, smallCases(), settings, nil)
	for name, end := range map[string]func(*BusinessCase){
		"stopped":           func(bc *BusinessCase) { bc.Phase = PhaseStopped },
		"dropped":           func(bc *BusinessCase) { bc.Status = StatusDropped },
		"rejected":          func(bc *BusinessCase) { bc.Status = StatusRejected },
		"in operation then": func(bc *BusinessCase) { bc.Phase, bc.Status = PhaseOperation, StatusDropped },
		"obligatory":        func(bc *BusinessCase) { bc.Phase, bc.Obligatory = PhaseStopped, true },
	} {
		for _, day := range []time.Time{{}, date(2013, 6, 1), date(2014, 2, 1)} {
			stopped := planned("S", StatusApproved, 640_000, 350_000, 1, 2)
			end(&stopped)
			stopped.Ended = day
			plan := makePlan(t, append(smallCases(), stopped), settings, nil)
			line := lineOf(plan, "S")
			if line.Group != PlanStopped || line.Candidate != nil || !line.Past() {
				t.Errorf("%s %v: group %q, candidate %v", name, day, line.Group, line.Candidate)
			}
			none := make([]*calc.Money, PlanYears)
			want := &PlanLapsed{Names: []string{stopped.Benefits[0].Label}, Ended: day,
				Costs: []*calc.Money{moneyOf(640_000), nil, nil, nil}, Benefits: []*calc.Money{nil, moneyOf(350_000), moneyOf(350_000), nil}}
			if diff := cmp.Diff(want, line.Lapsed) + cmp.Diff(none, line.Costs) + cmp.Diff(none, line.Benefits); diff != "" {
				t.Errorf("%s %v (-want +got):\n%s", name, day, diff)
			}
			for y, amount := range line.Contribution {
				if amount != nil && *amount != 0 {
					t.Errorf("%s %v: it contributes %d øre in %d", name, day, *amount, 2014+y)
				}
			}
			if diff := cmp.Diff(without.Years, plan.Years); diff != "" {
				t.Errorf("%s %v: the plan's years move:\n%s", name, day, diff)
			}
		}
	}
}

// Of a case that goes on, what has lapsed is no benefit to come: by hand, of 350
// and 150 thousand 150 are left, and of 350 alone none, which is known.
func TestLapsedBenefitIsNotToCome(t *testing.T) {
	bc := planned("B", StatusApproved, 500_000, 350_000)
	bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2014, 2, 1)
	alone := lineOf(makePlan(t, []BusinessCase{bc}, PlanSettings{}, nil), "B")
	other := bc.Benefits[0]
	other.ID, other.Label, other.State, other.Ended, other.Series = "b2", "Papir", BenefitDecided, time.Time{}, map[Series][]Amount{Plan: series("2015", 150_000)}
	bc.Benefits = append(bc.Benefits, other)
	both := lineOf(makePlan(t, []BusinessCase{bc}, PlanSettings{}, nil), "B")
	lost := []*calc.Money{nil, moneyOf(350_000), moneyOf(350_000), nil}
	for _, test := range []struct {
		line PlanLine
		want []*calc.Money
	}{{alone, []*calc.Money{nil, moneyOf(0), moneyOf(0), nil}}, {both, []*calc.Money{nil, moneyOf(150_000), moneyOf(0), nil}}} {
		if diff := cmp.Diff(test.want, test.line.Benefits) + cmp.Diff(lost, test.line.Lapsed.Benefits); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		if test.line.Group != PlanContinued || test.line.Costs[0] == nil || *test.line.Costs[0] != kr(500_000) {
			t.Errorf("group %q, costs %v", test.line.Group, test.line.Costs)
		}
	}
	if bc.Benefits[0].Ended.IsZero() {
		t.Error("the case itself was changed")
	}
}

// What is paid back never, or at once, is told from what is not known, and a moved
// date keeps the one that was promised.
func TestLineSaysWhyThereIsNoPayback(t *testing.T) {
	never, moved, empty := planned("N", StatusApproved, 900_000, 10_000), planned("M", StatusApproved, 100, 400_000), planned("E", StatusApproved, 0, 0)
	moved.GoLive, moved.PlannedGoLive = date(2014, 10, 1), date(2014, 7, 1)
	moved.Costs, empty.Costs, empty.Benefits = nil, nil, nil
	plan := makePlan(t, []BusinessCase{never, moved, empty}, PlanSettings{}, nil)
	for id, want := range map[CaseID]calc.PaybackStatus{"N": calc.PaybackNever, "M": calc.PaybackNotApplicable, "E": calc.PaybackUndefined} {
		if line := lineOf(plan, id); line.PaybackStatus != want || line.Payback != nil {
			t.Errorf("%s: %q, want %q", id, line.PaybackStatus, want)
		}
	}
	if line := lineOf(plan, "M"); !line.Planned.Equal(date(2014, 7, 1)) || !line.GoLive.Equal(date(2014, 10, 1)) {
		t.Errorf("planned %v, now %v", line.Planned, line.GoLive)
	}
	if line := lineOf(plan, "N"); !line.Planned.IsZero() {
		t.Errorf("a date that was not moved was planned %v", line.Planned)
	}
}

// The newest report stands beside its case, word for word.
func TestPlanHearsTheNewestReport(t *testing.T) {
	delayed, quiet := planned("D", StatusApproved, 500_000, 350_000), planned("Q", StatusApproved, 500_000, 350_000)
	delayed.Benefits[0].State, delayed.Phase = BenefitDelayed, PhaseExecution
	plan := makePlan(t, []BusinessCase{delayed, quiet}, PlanSettings{}, nil)
	plan.hear(planOrganisation(), []BusinessCase{delayed, quiet}, []QuarterlyStatus{
		{Case: "D", Quarter: plan.AsOf, Light: LightYellow, Comment: "Flyttet til oktober."}, {Case: "Q", Quarter: plan.AsOf.Add(-1), Comment: "Ældre."}})
	want := &PlanNews{Quarter: plan.AsOf, Light: LightYellow, Comment: "Flyttet til oktober.", Benefits: []BenefitState{BenefitDelayed}}
	if diff := cmp.Diff(want, lineOf(plan, "D").News); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if news := lineOf(plan, "Q").News; news != nil {
		t.Errorf("nothing was said of Q: %+v", news)
	}
}
