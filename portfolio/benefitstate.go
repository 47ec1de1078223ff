package portfolio

import "slices"

// nextStates are the states a benefit may go to from each, by a person's word.
// What an import states is taken as it stands.
var nextStates = map[BenefitState][]BenefitState{
	"":                {BenefitIdentified, BenefitEstimated, BenefitDecided},
	BenefitIdentified: {BenefitEstimated, BenefitLapsed},
	BenefitEstimated:  {BenefitIdentified, BenefitDecided, BenefitLapsed},
	BenefitDecided:    {BenefitBudgeted, BenefitRealised, BenefitDelayed, BenefitReduced, BenefitLapsed},
	BenefitBudgeted:   {BenefitRealised, BenefitDelayed, BenefitReduced, BenefitLapsed},
	BenefitRealised:   {BenefitReduced, BenefitLapsed},
	BenefitDelayed:    {BenefitDecided, BenefitBudgeted, BenefitRealised, BenefitReduced, BenefitLapsed},
	BenefitReduced:    {BenefitBudgeted, BenefitRealised, BenefitDelayed, BenefitLapsed},
	BenefitLapsed:     {BenefitIdentified, BenefitEstimated},
}

// NextStates are the states a benefit may go to from its own.
func (b Benefit) NextStates() []BenefitState { return nextStates[b.State] }

// MayBecome tells whether a benefit of a case may go to a state: promised is not
// budgeted, and budgeted is not realised. Decided takes a decided case, budgeted
// an amount in a budget, realised a documented amount.
func (b Benefit) MayBecome(bc BusinessCase, to BenefitState) error {
	refuse := func(key string) error {
		return entryError(key, "state", "benefit", b.Label, "from", string(b.State), "to", string(to))
	}
	switch {
	case !slices.Contains(BenefitStates, to):
		return notOneOf("state", "benefit-state", string(to), BenefitStates)
	case !slices.Contains(nextStates[b.State], to):
		return refuse("benefit-state.no-way")
	case to == BenefitDecided && !bc.Status.Decided():
		return refuse("benefit-state.not-decided")
	case to == BenefitBudgeted && len(b.Series[Budgeted]) == 0:
		return refuse("benefit-state.not-budgeted")
	case to == BenefitRealised && len(b.Series[Realised]) == 0:
		return refuse("benefit-state.not-realised")
	}
	return nil
}
