package portfolio

import (
	"slices"

	"raaderum/calc"
)

// Calculation (udregning) is the way to a case's figures and how much they
// bear: the derivation, the same case under every convention, how far each
// assumption may slip, and what each does to the NPV. Everything in it is
// deterministic.
type Calculation struct {
	Terms       Terms
	Why         calc.Reason // why there is none; "" when there is one
	Problem     calc.Problem
	Periods     []calc.Period // of the problem's entries
	Explanation calc.Explanation
	Lens        calc.Lens
	Stated      []StatedMatch // of what the workbook states itself
	Margins     calc.Margins  // before the NPV falls below 0
	LimitBy     *calc.Margins // before the payback passes the organisation's limit; nil: it has none
	Bars        []calc.Bar
	Grid        SensitivityGrid
}

// StatedMatch tells which conventions give a figure that a workbook states.
type StatedMatch struct {
	Measure calc.Measure
	Figure  StatedFigure
	Within  float64     // how far from the stated figure still counts as the same
	Views   []calc.View // none: no convention gives it
}

// SensitivityGrid (følsomhedstabel) is the NPV for each pair of a change of the
// costs and a change of the benefits.
type SensitivityGrid struct {
	Costs    []float64 // fractions: 0.25 is a quarter more; one column each
	Benefits []float64 // one row each
	NPV      [][]calc.Figure
}

// gridChanges are the steps of a SensitivityGrid; 0 is the plan itself.
var gridChanges = []float64{-0.5, -0.25, 0, 0.25, 0.5}

// Calculate works a case out on the terms, with the organisation's own levers
// and payback limit. A case without figures has the reason in Why.
func Calculate(rules Governance, bc BusinessCase, terms Terms) Calculation {
	c := Derive(bc, terms)
	if c.Why != "" {
		return c
	}
	if err := c.work(rules, bc.Stated); err != nil {
		return Calculation{Terms: terms, Why: reasonBadTerms}
	}
	return c
}

// Derive is the part of Calculate that says how each figure came about, and
// nothing of what the case bears.
func Derive(bc BusinessCase, terms Terms) Calculation {
	c := Calculation{Terms: terms}
	if c.Problem, c.Periods, c.Why = problemOf(bc, terms); c.Why != "" {
		return c
	}
	var err error
	if c.Explanation, err = calc.Explain(c.Problem); err != nil {
		return Calculation{Terms: terms, Why: reasonBadTerms}
	}
	if BenefitsNotStated(bc) {
		c.withoutPayback()
	}
	return c
}

// paybackMeasures are the measures of when a case has paid back.
var paybackMeasures = []calc.Measure{calc.MeasurePayback, calc.MeasureWholeYearPayback, calc.MeasureDiscountedPayback, calc.MeasureWholeYearDiscounted,
	calc.MeasurePaybackFromGoLive, calc.MeasureWholeYearFromGoLive, calc.MeasureDiscountedFromGoLive, calc.MeasureWholeDiscountedFromLive}

// withoutPayback takes out when the case has paid back: that is missing, as what
// comes of it is.
func (c *Calculation) withoutPayback() {
	for i, step := range c.Explanation.Steps {
		if slices.Contains(paybackMeasures, step.Measure) {
			step.Excel, step.Value, step.Why = "", 0, ReasonBenefitsNotStated
			c.Explanation.Steps[i] = step
		}
	}
}

func (c *Calculation) work(rules Governance, stated StatedFigures) (err error) {
	if c.Lens, err = calc.LookThrough(c.Problem, c.conventions()); err != nil {
		return err
	}
	c.Stated = matches(c.Lens, stated)
	if c.Margins, err = calc.FindMargins(c.Problem, calc.NPVNotNegative()); err != nil {
		return err
	}
	if limit := rules.PaybackLimit; limit != nil {
		margins, err := calc.FindMargins(c.Problem, calc.PaysBackWithin(*limit))
		if err != nil {
			return err
		}
		c.LimitBy = &margins
	}
	if c.Bars, err = calc.Tornado(c.Problem, rules.levers()); err != nil {
		return err
	}
	c.Grid, err = newGrid(c.Problem)
	return err
}

// conventions are every timing under every rate set the field knows, the case's
// own first and never twice.
func (c *Calculation) conventions() []calc.Convention {
	var sets []calc.RateSet
	for _, set := range calc.RateSets() {
		if set.Name != c.Terms.RateSet {
			sets = append(sets, set)
		}
	}
	return calc.Conventions(c.Problem, sets)
}

// problemOf is a case's plan as a question to the calculator, with the period
// of each entry, or the reason why it cannot be one.
func problemOf(bc BusinessCase, terms Terms) (calc.Problem, []calc.Period, calc.Reason) {
	flows, why := newYearFlows(bc)
	if why != "" {
		return calc.Problem{}, nil, why
	}
	problem, periods := flows.problem(bc, terms)
	return problem, periods, ""
}

// The least a figure that is written with many digits may be off: half an øre,
// and what computing it in another order leaves.
const (
	leastMoney = 0.005
	leastYears = 1e-6
	leastRate  = 1e-8
)

func matches(lens calc.Lens, stated StatedFigures) []StatedMatch {
	all := matching(lens, stated.Payback, leastYears, calc.MeasurePayback, calc.MeasureWholeYearPayback, calc.MeasureDiscountedPayback)
	all = append(all, matching(lens, stated.NPV, leastMoney, calc.MeasureNPV)...)
	return append(all, matching(lens, stated.IRR, leastRate, calc.MeasureIRR)...)
}

// matching tries each reading of a stated figure. One that nothing gives is
// told once, as the first reading.
func matching(lens calc.Lens, figure *StatedFigure, least float64, readings ...calc.Measure) (all []StatedMatch) {
	if figure == nil {
		return nil
	}
	within := max(least, figure.lastDigit()/2)
	for _, measure := range readings {
		if views := lens.Reproducing(calc.Stated{Measure: measure, Value: figure.Value, Tolerance: within}); len(views) > 0 {
			all = append(all, StatedMatch{measure, *figure, within, views})
		}
	}
	if len(all) == 0 {
		return []StatedMatch{{Measure: readings[0], Figure: *figure, Within: within}}
	}
	return all
}

func newGrid(p calc.Problem) (SensitivityGrid, error) {
	var costs, benefits []calc.Scenario
	for _, change := range gridChanges {
		costs = append(costs, calc.Scenario{CostChange: change})
		benefits = append(benefits, calc.Scenario{BenefitChange: change})
	}
	npv, err := calc.TwoWay(p, benefits, costs)
	return SensitivityGrid{Costs: gridChanges, Benefits: gridChanges, NPV: npv}, err
}

// Sensitivity (følsomhed) is how far a municipality turns each assumption when
// it tests a case. A lever of 0 is not turned.
type Sensitivity struct {
	Benefits      float64 `json:"benefits"`      // a fraction up and down, 0.25
	Costs         float64 `json:"costs"`         // a fraction up and down, 0.25
	DelayMonths   int     `json:"delayMonths"`   // the longest; half of it is the short end
	RatePoints    float64 `json:"ratePoints"`    // added to and taken from the rate, 0.01
	HorizonChange int     `json:"horizonChange"` // years up and down, 2
}

// levers are the organisation's own, or the standard ones.
func (g Governance) levers() []calc.Lever {
	s := g.Sensitivity
	if s == nil {
		return calc.StandardLevers()
	}
	delay := float64(s.DelayMonths) / 12
	all := []calc.Lever{
		{Name: "benefits", Low: calc.Scenario{BenefitChange: -s.Benefits}, High: calc.Scenario{BenefitChange: s.Benefits}},
		{Name: "costs", Low: calc.Scenario{CostChange: s.Costs}, High: calc.Scenario{CostChange: -s.Costs}},
		{Name: "delay", Low: calc.Scenario{Delay: delay}, High: calc.Scenario{Delay: delay / 2}},
		{Name: "rate", Low: calc.Scenario{RateChange: s.RatePoints}, High: calc.Scenario{RateChange: -s.RatePoints}},
		{Name: "horizon", Low: calc.Scenario{HorizonChange: -s.HorizonChange}, High: calc.Scenario{HorizonChange: s.HorizonChange}},
	}
	turned := all[:0]
	for _, lever := range all {
		if lever.Low != (calc.Scenario{}) {
			turned = append(turned, lever)
		}
	}
	return turned
}

// check tells whether the levers can be turned.
func (s Sensitivity) check(f *faults) {
	for _, one := range []struct {
		field    string
		possible bool
	}{
		{"benefits", s.Benefits >= 0 && s.Benefits <= 1}, {"costs", s.Costs >= 0 && s.Costs <= 1}, {"delayMonths", s.DelayMonths >= 0 && s.DelayMonths <= 120},
		{"ratePoints", s.RatePoints >= 0 && s.RatePoints <= 0.5}, {"horizonChange", s.HorizonChange >= 0 && s.HorizonChange <= 50},
	} {
		if !one.possible {
			f.add("governance.sensitivity."+one.field, "profile.sensitivity", "field", one.field)
		}
	}
}
