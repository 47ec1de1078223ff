package portfolio

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Whatever the portfolio and however its cases are divided: the parts' layers,
// quarters, areas and what is reported add up to the whole, a part has no target
// that it could be held against, and a part of all cases is the whole's amounts.
func TestPartsOfAQuarterAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, asOf := drawPortfolio(t)
		whole := NewQuarterReport(org, cases, nil, asOf)
		side := map[CaseID]bool{}
		for _, bc := range cases {
			side[bc.ID] = rapid.Bool().Draw(t, "side of "+string(bc.ID))
		}
		one := whole.Of(func(bc BusinessCase) bool { return side[bc.ID] })
		other := whole.Of(func(bc BusinessCase) bool { return !side[bc.ID] })
		if len(one.Cases)+len(other.Cases) != len(whole.Cases) {
			t.Fatalf("%d and %d cases of %d", len(one.Cases), len(other.Cases), len(whole.Cases))
		}
		accounts := func(r QuarterReport) []TargetAccount { return []TargetAccount{r.Account, r.Other} }
		for i, account := range accounts(whole) {
			for y, year := range account.Years {
				a, b := accounts(one)[i].Years[y], accounts(other)[i].Years[y]
				for _, layer := range Layers {
					if a.Layers[layer]+b.Layers[layer] != year.Layers[layer] {
						t.Fatalf("%s %d %s: %d and %d of %d", account.Method, year.Year, layer, a.Layers[layer], b.Layers[layer], year.Layers[layer])
					}
				}
				if a.Target != nil || a.Gap != nil || a.Budget != nil {
					t.Fatalf("the part of %d has a target", year.Year)
				}
			}
		}
		amount := func(m *calc.Money) calc.Money {
			if m == nil {
				return 0
			}
			return *m
		}
		for q, point := range whole.Quarters {
			a, b := one.Quarters[q], other.Quarters[q]
			for name, of := range map[string]func(QuarterPoint) *calc.Money{
				"planned":  func(p QuarterPoint) *calc.Money { return p.Planned },
				"realised": func(p QuarterPoint) *calc.Money { return p.Realised },
				"forecast": func(p QuarterPoint) *calc.Money { return p.Forecast },
			} {
				if amount(of(a))+amount(of(b)) != amount(of(point)) || (of(a) == nil && of(b) == nil) != (of(point) == nil) {
					t.Fatalf("%s %s: %d and %d of %d", point.Quarter, name, amount(of(a)), amount(of(b)), amount(of(point)))
				}
			}
			if a.Due+b.Due != point.Due || a.Reported+b.Reported != point.Reported {
				t.Fatalf("%s: %d and %d due of %d, %d and %d reported of %d", point.Quarter, a.Due, b.Due, point.Due, a.Reported, b.Reported, point.Reported)
			}
		}
		for _, layer := range Layers[:4] {
			var sum, want calc.Money
			for _, area := range slices.Concat(one.Areas, other.Areas) {
				sum += area.Layers[layer]
			}
			for _, area := range whole.Areas {
				want += area.Layers[layer]
			}
			if sum != want {
				t.Fatalf("%s: the areas of the parts come to %d, the whole's to %d", layer, sum, want)
			}
		}
		if one.Counting.Due+other.Counting.Due != whole.Counting.Due || len(one.Unreported)+len(other.Unreported) != len(whole.Unreported) {
			t.Fatalf("%d and %d due of %d", one.Counting.Due, other.Counting.Due, whole.Counting.Due)
		}
		if one.Headline.Verdict != VerdictPart || one.Headline.Achieved+other.Headline.Achieved != whole.Headline.Achieved {
			t.Fatalf("%s: %d and %d of %d", one.Headline.Verdict, one.Headline.Achieved, other.Headline.Achieved, whole.Headline.Achieved)
		}
	})
}

// A filter keeps the cases that fit all of its fields, and what there is none of
// narrows nothing and is given back.
func TestCaseFilter(t *testing.T) {
	org := Organisation{
		Strategy:   Strategy{FocusAreas: []FocusArea{{ID: "welfare", Name: "Velfærd"}}},
		Governance: Governance{AmountClasses: []AmountClass{{Name: "Lille"}}},
	}
	report := QuarterReport{Organisation: org, Cases: []CaseFigures{{Case: BusinessCase{FocusArea: "roads"}}}}
	read := func(of map[string]string) (CaseFilter, []UnknownFilter) {
		return NewCaseFilter(report, func(field string) string { return of[field] })
	}
	f, unknown := read(map[string]string{"area": "welfare", "phase": string(PhaseOperation), "class": "Stor", "origin": "mars"})
	if f.Area != "welfare" || f.Phase != string(PhaseOperation) || f.Class != "" || f.Origin != "" || !slices.Equal(unknown, []UnknownFilter{{"class", "Stor"}, {"origin", "mars"}}) {
		t.Errorf("it is %+v, unknown %v", f, unknown)
	}
	if f, unknown := read(map[string]string{"area": "roads"}); f.Area != "roads" || unknown != nil {
		t.Errorf("an area only a case has: %+v, %v", f, unknown)
	}
	for _, one := range []struct {
		filter CaseFilter
		bc     BusinessCase
		keeps  bool
	}{
		{CaseFilter{}, BusinessCase{}, true},
		{CaseFilter{Area: "welfare"}, BusinessCase{FocusArea: "welfare"}, true},
		{CaseFilter{Area: "welfare"}, BusinessCase{}, false},
		{CaseFilter{Area: NoFocusArea}, BusinessCase{}, true},
		{CaseFilter{Area: NoFocusArea}, BusinessCase{FocusArea: "welfare"}, false},
		{CaseFilter{Area: "welfare", Origin: string(JointPublic)}, BusinessCase{FocusArea: "welfare", Origin: Own}, false},
		{CaseFilter{Phase: string(PhaseUnknown)}, BusinessCase{}, true},
	} {
		if got := one.filter.Keeps(org.Governance, one.bc); got != one.keeps {
			t.Errorf("%+v keeps %+v: %v", one.filter, one.bc, got)
		}
	}
}
