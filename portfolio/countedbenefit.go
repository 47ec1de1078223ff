package portfolio

import (
	"time"

	"raaderum/calc"
)

// CountedBenefit (gevinst i målregnskabet) is what the target account knows of a
// benefit beside its plan as stated: the rules that speak for or against it, and its
// series by quarter. From it and the plan the account can be computed outside of
// Råderum.
type CountedBenefit struct {
	BusinessCase BusinessCase
	Benefit      Benefit
	Excluded     string // the rule that keeps it out, other than its kind: an overlap, the origin, who keeps it; "" when none does
	Decided      bool
	Ended        string    // why nothing more is to come of it; "" while more is
	GoesOn       bool      // its forecast was made when it had begun, and moves no start
	PlanGoLive   time.Time // that the plan's years are spread from; zero: not known

	Forecast, Budgeted, Realised map[calc.Quarter]calc.Money // realised as known at the end of the quarter
}

// CountedBenefits are the benefits of a quarter's cases, in the order the account
// takes them.
func (o OpenSnapshot) CountedBenefits() []CountedBenefit {
	org := o.inputs.organisation()
	claims := newClaims(org, o.inputs.Cases, o.quarter)
	all := make([]CountedBenefit, len(claims))
	for i, c := range claims {
		cashable := c.benefit
		cashable.Kind = Cashable
		excluded := exclusion(org.Governance, c.bc, cashable)
		if c.why == WhyOverlaps {
			excluded = c.why
		}
		all[i] = CountedBenefit{
			BusinessCase: c.bc, Benefit: c.benefit, Excluded: excluded, Decided: c.decided, Ended: c.end(), GoesOn: c.goesOn, PlanGoLive: c.bc.planGoLive(),
			Forecast: c.forecast.money(), Budgeted: c.budgeted.money(), Realised: c.realised.money(),
		}
	}
	return all
}

// money is the timeline without the cells it was put together from.
func (l timeline) money() map[calc.Quarter]calc.Money {
	all := make(map[calc.Quarter]calc.Money, len(l))
	for quarter, one := range l {
		all[quarter] = one.Money
	}
	return all
}
