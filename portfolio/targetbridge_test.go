package portfolio

import (
	"testing"

	"raaderum/calc"
)

// Planned plus what each cause took is what was realised, in the order people
// meet the causes; by hand, in thousands: 400 planned of six benefits, of which
// 10 are ahead and 30 + 50 + 60 + 70 + 20 are gone or not there; 15 came that nobody planned.
func TestTargetBridge(t *testing.T) {
	thousands := func(k calc.Money) calc.Money { return k * calc.ThousandKrone }
	plan, realised, later := map[Series][]Contribution{}, Realised, Plan
	var cases []CaseFigures
	add := func(id CaseID, state BenefitState, planned calc.Money, got *calc.Money) {
		cases = append(cases, CaseFigures{Case: BusinessCase{ID: id, Benefits: []Benefit{{ID: "b", State: state}}}})
		plan[Plan] = append(plan[Plan], Contribution{Case: id, Benefit: "b", Amount: thousands(planned)})
		if got != nil {
			plan[realised] = append(plan[realised], Contribution{Case: id, Benefit: "b", Amount: thousands(*got)})
		}
	}
	of := func(k calc.Money) *calc.Money { return &k }
	add("ahead", BenefitRealised, 100, of(110))
	add("lapsed", BenefitLapsed, 30, nil)
	add("reduced", BenefitReduced, 70, of(20))
	add("delayed", BenefitDelayed, 60, nil)
	add("silent", BenefitDecided, 70, nil)
	add("behind", BenefitDecided, 70, of(50))
	plan[realised] = append(plan[realised], Contribution{Case: "unplanned", Benefit: "b", Amount: thousands(15)})
	planned, got, target, next := thousands(400), thousands(195), thousands(500), thousands(40)
	report := QuarterReport{Quarter: calc.Quarter{Year: 2014, Q: 1}, Headline: Headline{Year: 2014, Target: &target}, Cases: cases}
	report.Quarters = []QuarterPoint{
		{Quarter: calc.Quarter{Year: 2013, Q: 4}, Planned: &planned}, // another year
		{Quarter: calc.Quarter{Year: 2014, Q: 1}, Planned: &planned, Realised: &got, Parts: plan},
		{Quarter: calc.Quarter{Year: 2014, Q: 2}, Planned: &next, Parts: map[Series][]Contribution{
			later: {{Case: "ahead", Benefit: "b", Amount: next}}}},
	}
	bridge := NewTargetBridge(report)
	want := []TargetStep{{Cause: TargetLapsed, Sum: -30}, {Cause: TargetReduced, Sum: -50}, {Cause: TargetDelayed, Sum: -60},
		{Cause: TargetUnreported, Sum: -70}, {Cause: TargetBehind, Sum: -20}, {Cause: TargetAhead, Sum: 10}, {Cause: TargetUnplanned, Sum: 15}, {Cause: TargetComing, Sum: -40}}
	if len(bridge.Steps) != len(want) {
		t.Fatalf("%d steps: %+v", len(bridge.Steps), bridge.Steps)
	}
	sum := *bridge.Planned
	for i, step := range bridge.Steps {
		if step.Cause != want[i].Cause || step.Sum != thousands(want[i].Sum) {
			t.Errorf("step %d: %s %d, want %s %d thousand", i, step.Cause, step.Sum, want[i].Cause, want[i].Sum)
		}
		sum += step.Sum
	}
	if sum != *bridge.Realised || *bridge.Planned != thousands(440) || *bridge.Left != thousands(305) {
		t.Errorf("planned %d and the steps come to %d, realised %d, left %d", *bridge.Planned, sum, *bridge.Realised, *bridge.Left)
	}
}

// Nothing reported is not 0: neither what is realised nor what is left is known.
func TestTargetBridgeUnreported(t *testing.T) {
	planned, target := 100*calc.Krone, 500*calc.Krone
	bridge := NewTargetBridge(QuarterReport{Quarter: calc.Quarter{Year: 2014, Q: 2}, Headline: Headline{Year: 2014, Target: &target},
		Quarters: []QuarterPoint{{Quarter: calc.Quarter{Year: 2014, Q: 1}, Planned: &planned, Parts: map[Series][]Contribution{Plan: {{Case: "a", Benefit: "b", Amount: planned}}}}}})
	if bridge.Realised != nil || bridge.Left != nil || len(bridge.Steps) != 1 || bridge.Steps[0].Cause != TargetUnreported {
		t.Errorf("%+v", bridge)
	}
}
