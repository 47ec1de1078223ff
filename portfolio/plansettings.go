package portfolio

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
)

// PlanSettings (handleplanens forudsætninger) are what people decide about a
// plan and the cases do not say: frames, criteria, hours and the holistic view.
// They are kept in the plan, so that everybody sees what it was made under.
type PlanSettings struct {
	Frames   []PlanFrame     `json:"frames"`   // the first is the proposal's; none: nothing is limited
	Criteria []PlanCriterion `json:"criteria"` // none: those of StandardCriteria
	Overview string          `json:"overview"` // the written holistic view (helhedssyn)
	Cases    []PlanCase      `json:"cases"`
}

// PlanFrame (ramme for handleplanen) is what a plan may use and must give in
// each of its years. A list or an entry that is nil is no limit.
type PlanFrame struct {
	Name    string        `json:"name"`
	Budgets []*calc.Money `json:"budgetsOre"`
	Hours   []*int64      `json:"hours"`
	Targets []*calc.Money `json:"targetsOre"` // the least contribution to the target
}

// PlanCase (sag i handleplanen) is what is known of a case for the plan alone.
type PlanCase struct {
	Case       string   `json:"case"`       // its number, or its id
	Hours      []*int64 `json:"hours"`      // staff hours in each year; nil: not known
	Start      *int     `json:"start"`      // the year of t0, of a case that counts t0, t1, …
	Reconsider bool     `json:"reconsider"` // a decided case that is to be ranked again
}

// PlanCriterion (kriterium) is one measure of a case with its weight in points.
type PlanCriterion struct {
	Measure PlanMeasure `json:"measure"`
	Weight  float64     `json:"weight"`
	Full    *calc.Money `json:"fullOre"` // of measures in kroner: the amount that gives the whole weight
}

// PlanMeasure (målestok) is what a criterion looks at.
type PlanMeasure string

// The measures.
const (
	MeasureTarget     PlanMeasure = "target"     // contribution to the target in the plan's years, over Full
	MeasureNPV        PlanMeasure = "npv"        // net present value over Full
	MeasureGoals      PlanMeasure = "goals"      // strategic goals answered, over all goals
	MeasureRobustness PlanMeasure = "robustness" // the share the benefits may fall before the net present value is 0
)

// PlanMeasures are all measures.
var PlanMeasures = []PlanMeasure{MeasureTarget, MeasureNPV, MeasureGoals, MeasureRobustness}

// inKroner tells whether a measure needs an amount to be set against.
func (m PlanMeasure) inKroner() bool { return m == MeasureTarget || m == MeasureNPV }

// StandardCriteria are the weights a plan begins with, to be changed by whoever
// makes it: they add up to 100, and the net present value is less than a third.
// Amounts are set against the year's target; without one Full is nil.
func StandardCriteria(strategy Strategy, year int) []PlanCriterion {
	var full *calc.Money
	if target, ok := strategy.TargetFor(year); ok && target.Amount > 0 {
		full = &target.Amount
	}
	return []PlanCriterion{
		{MeasureTarget, 40, full}, {MeasureNPV, 30, full}, {MeasureGoals, 20, nil}, {MeasureRobustness, 10, nil},
	}
}

// complete fills in the standard criteria and checks that the settings hold
// together. Cases are named by their ids afterwards.
func (s PlanSettings) complete(org Organisation, cases []BusinessCase, year int) (PlanSettings, error) {
	if len(s.Frames) == 0 {
		s.Frames = []PlanFrame{{}}
	}
	if len(s.Criteria) == 0 {
		s.Criteria = StandardCriteria(org.Strategy, year)
	}
	if err := CheckTexts(s); err != nil {
		return s, err
	}
	if err := checkFrames(s.Frames); err != nil {
		return s, err
	}
	if err := checkCriteria(s.Criteria, org.Strategy); err != nil {
		return s, err
	}
	s.Cases = slices.Clone(s.Cases)
	seen := map[string]bool{}
	for i := range s.Cases {
		one := &s.Cases[i]
		at := slices.IndexFunc(cases, func(bc BusinessCase) bool {
			return string(bc.ID) == one.Case || bc.Number != "" && strings.EqualFold(bc.Number, one.Case)
		})
		switch {
		case at < 0:
			return s, badPlan("plan.case-unknown", "case", one.Case)
		case seen[string(cases[at].ID)]:
			return s, badPlan("plan.case-twice", "case", one.Case)
		case !wellFormed(one.Hours):
			return s, badPlan("plan.hours-wrong", "case", one.Case)
		case one.Start != nil && !countsFromStart(cases[at]):
			return s, badPlan("plan.start-known", "case", one.Case)
		}
		one.Case = string(cases[at].ID)
		seen[one.Case] = true
	}
	return s, nil
}

func checkFrames(frames []PlanFrame) error {
	names := map[string]bool{}
	for i, frame := range frames {
		if names[frame.Name] || frame.Name == "" && len(frames) > 1 {
			return badPlan("plan.frame-name", "n", i+1)
		}
		names[frame.Name] = true
		if !wellFormed(frame.Budgets) || !wellFormed(frame.Hours) || !wellFormed(frame.Targets) {
			return badPlan("plan.frame-wrong", "name", frame.Name, "years", PlanYears)
		}
	}
	return nil
}

// wellFormed tells whether a list is absent, or has an entry for each year, none
// of them below 0.
func wellFormed[N int64 | calc.Money](list []*N) bool {
	return len(list) == 0 || len(list) == PlanYears && !slices.ContainsFunc(list, func(n *N) bool { return n != nil && *n < 0 })
}

func checkCriteria(criteria []PlanCriterion, strategy Strategy) error {
	seen, whole := map[PlanMeasure]bool{}, 0.0
	for _, one := range criteria {
		switch {
		case !slices.Contains(PlanMeasures, one.Measure):
			return badPlan("plan.measure-unknown", "measure", string(one.Measure))
		case seen[one.Measure] || !(one.Weight >= 0 && one.Weight <= 1000):
			return badPlan("plan.weight-wrong")
		case one.Weight > 0 && one.Measure.inKroner() && (one.Full == nil || *one.Full <= 0):
			return badPlan("plan.full-missing")
		case one.Weight > 0 && one.Measure == MeasureGoals && len(strategy.Goals) == 0:
			return badPlan("plan.no-goals")
		}
		seen[one.Measure] = true
		whole += one.Weight
	}
	if whole == 0 {
		return badPlan("plan.weight-wrong")
	}
	return nil
}

func badPlan(key string, pairs ...any) error { return badProfile(key, pairs...) }

// yearName is a year as text, without the separator of a number.
func yearName(year int) string { return strconv.Itoa(year) }

// countsFromStart tells whether a case counts t0, t1, … instead of years.
func countsFromStart(bc BusinessCase) bool {
	flows, why := newYearFlows(bc)
	return why == "" && flows.offset
}

// of is what the settings say of a case.
func (s PlanSettings) of(id CaseID) PlanCase {
	for _, one := range s.Cases {
		if one.Case == string(id) {
			return one
		}
	}
	return PlanCase{}
}

// Limited tells whether any frame limits the hours, or the kroner.
func (s PlanSettings) Limited() (budgets, hours bool) {
	for _, frame := range s.Frames {
		budgets = budgets || limits(frame.Budgets)
		hours = hours || limits(frame.Hours)
	}
	return budgets, hours
}

func limits[N any](list []*N) bool {
	return slices.ContainsFunc(list, func(n *N) bool { return n != nil })
}
