package portfolio

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// A comparison's differences add up: the layers to the achieved amount, and the
// cases to it, to the øre; and a quarter nobody reported is not known.
func TestComparisonAddsUp(t *testing.T) {
	org := Organisation{Strategy: Strategy{FocusAreas: []FocusArea{{ID: "esdh"}, {ID: "welfare"}}}}
	rapid.Check(t, func(t *rapid.T) {
		ids := []CaseID{"a", "b", "c"}
		var cases []BusinessCase
		for _, id := range ids {
			reported := map[int]calc.Money{}
			for q := 1; q <= 4; q++ {
				if rapid.Bool().Draw(t, "reported") {
					reported[q] = calc.Money(rapid.IntRange(-50, 200).Draw(t, "kroner"))
				}
			}
			bc := quarterly(id, rapid.SampledFrom([]Origin{Own, JointPublic}).Draw(t, "origin"), reported)
			bc.FocusArea = rapid.SampledFrom([]FocusAreaID{"", "esdh", "welfare"}).Draw(t, "area")
			cases = append(cases, bc)
		}
		method := rapid.SampledFrom([]CountMethod{NewPermanent, InYear}).Draw(t, "method")
		at := func(q int) QuarterReport {
			return NewQuarterReport(org, cases, nil, calc.Quarter{Year: 2014, Q: q})
		}
		c := Compare(at(1), at(3), method)
		of := map[Layer]calc.Money{}
		var achieved calc.Money
		for _, one := range c.Years[0].Figures {
			if one.Difference == nil {
				continue
			}
			if one.Quantity == BridgeAchieved {
				achieved = *one.Difference
			} else {
				of[one.Layer] += *one.Difference
			}
		}
		if sum := of[LayerRealised] + of[LayerBudgeted] + of[LayerDecided]; sum != achieved {
			t.Fatalf("the layers differ by %d, and the achieved amount by %d", sum, achieved)
		}
		var sum calc.Money
		for _, one := range c.Cases {
			sum += one.Difference
		}
		if sum != achieved {
			t.Fatalf("the cases differ by %d, and the achieved amount by %d", sum, achieved)
		}
		sum = 0
		for _, area := range CompareAreas(at(1), at(3), method) {
			if one := area.Figure(BridgeAchieved, ""); one.Difference != nil {
				sum += *one.Difference
			}
		}
		if sum != achieved {
			t.Fatalf("the areas differ by %d, and the achieved amount by %d", sum, achieved)
		}
	})
	zero := calc.Money(0)
	if unknown, none := (ComparedCase{}).Change(), (ComparedCase{Before: &zero, After: &zero}).Change(); unknown != nil || none == nil || *none != 0 {
		t.Errorf("between two unknowns the difference is %v, between two zeros %v", unknown, none)
	}
	silent := []BusinessCase{quarterly("a", Own, map[int]calc.Money{2: 1})}
	first, second := NewQuarterReport(Organisation{}, silent, nil, calc.Quarter{Year: 2014, Q: 1}), NewQuarterReport(Organisation{}, silent, nil, calc.Quarter{Year: 2014, Q: 2})
	if c := Compare(first, second, InYear); c.Known() || c.Due != 1 {
		t.Errorf("a quarter nobody reported is known: %+v", c)
	}
}

// Each case is in one phase, and the phases' kroner are the year's, to the øre;
// whoever has the next step is by the step, and by who is named.
func TestPipeline(t *testing.T) {
	limit := 1.0
	org := Organisation{Governance: Governance{CouncilName: "Rådet", PaybackLimit: &limit}, Strategy: Strategy{FocusAreas: []FocusArea{{ID: "esdh", Name: "ESDH", Coordinator: "Koordinator"}}}}
	harvest := quarterly("harvest", Own, map[int]calc.Money{1: 100})
	harvest.Benefits[0].Owner = "Ejer"
	waiting := quarterly("waiting", Own, nil)
	waiting.Phase, waiting.Status = "", StatusSubmitted
	waiting.Costs = []CostLine{{Recurrence: OneOff, Amounts: []Amount{{Period: calc.YearOf(2014), Money: 5000 * calc.Krone}}}}
	ended := quarterly("ended", JointPublic, nil)
	ended.Status = StatusRejected
	draft := quarterly("draft", Own, nil)
	draft.Status, draft.Phase, draft.FocusArea = StatusDraft, PhaseIdea, "esdh"
	report := NewQuarterReport(org, []BusinessCase{harvest, waiting, ended, draft}, nil, calc.Quarter{Year: 2014, Q: 2})
	holders := map[CaseID]StepHolder{"harvest": HolderBenefits, "waiting": HolderCouncil, "ended": HolderNone, "draft": HolderCoordinator}
	phases := map[CaseID]Phase{"harvest": PhaseRealization, "waiting": PhaseUnknown, "ended": PhaseStopped, "draft": PhaseIdea}
	sums, seen := map[Layer]calc.Money{}, 0
	for _, row := range NewPipeline(report, time.Date(2014, 9, 1, 0, 0, 0, 0, time.UTC)) {
		for layer, sum := range row.Layers {
			sums[layer] += *sum
		}
		for _, step := range row.Steps {
			seen++
			if step.Holder != holders[step.Case] || row.Phase != phases[step.Case] {
				t.Errorf("%s is in %s with %s", step.Case, row.Phase, step.Holder)
			}
			// 5.000 kr. once against 400 kr. in all never comes back.
			if step.DispensationMissing != (step.Case == "waiting") {
				t.Errorf("%s lacks a dispensation: %v", step.Case, step.DispensationMissing)
			}
		}
		if row.Phase == PhaseUnknown && (row.Sum == nil || *row.Sum != 5000*calc.Krone) || row.Phase == PhaseIdea && (row.Sum != nil || row.Unknown != 1) {
			t.Errorf("%s: the project sums are %v, %d unknown", row.Phase, row.Sum, row.Unknown)
		}
	}
	if seen != 4 {
		t.Errorf("%d cases are in a phase", seen)
	}
	for layer, want := range report.Account.Years[0].Layers {
		if report.Account.Years[0].Year == 2014 && sums[layer] != want {
			t.Errorf("%s: the phases have %d, and the year %d", layer, sums[layer], want)
		}
	}
}
