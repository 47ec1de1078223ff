package portfolio

import "raaderum/calc"

// CountMethod (tællemetode) is how benefits are counted towards a year's
// target. The strategy's words allow both readings, and they can give opposite
// verdicts, so both are always computed and the council chooses the headline.
type CountMethod string

// The two methods.
const (
	// NewPermanent (nye varige gevinster) counts the full-year effect of
	// permanent benefits in the year they start.
	NewPermanent CountMethod = "new-permanent"
	// InYear (virkning i året) counts what each benefit gives in the year.
	InYear CountMethod = "in-year"
)

// Layer is how certain a counted amount is. The layers never overlap.
type Layer string

// The layers of a year, from certain to uncertain; LayerJoint stands beside
// the target and never inside it.
const (
	LayerRealised Layer = "realised"
	LayerBudgeted Layer = "budgeted" // in the budget, not yet realised
	LayerDecided  Layer = "decided"  // decided, not in the budget
	LayerPipeline Layer = "pipeline" // expected, not decided
	LayerJoint    Layer = "joint"
)

// TargetAccount (målregnskab) is the strategy's promise set against the
// benefits, year by year, as known at the end of AsOf, under one method.
type TargetAccount struct {
	Method CountMethod  `json:"method"`
	AsOf   calc.Quarter `json:"asOf"`
	Years  []TargetYear `json:"years"`
}

// TargetYear is one bar of the account.
type TargetYear struct {
	Year          int                  `json:"year"`
	Target        *calc.Money          `json:"targetOre"`           // nil: the strategy sets none for the year
	Budget        *calc.Money          `json:"efficiencyBudgetOre"` // the whole efficiency budget; nil: not known
	Layers        map[Layer]calc.Money `json:"layersOre"`           // net of running costs, unless the municipality counts gross
	Gross         map[Layer]calc.Money `json:"grossOre"`            // before running costs
	Gap           *calc.Money          `json:"gapOre"`              // target − (realised+budgeted+decided), at least 0; nil without a target
	Contributions []Contribution       `json:"contributions"`
	NotCounted    []Contribution       `json:"notCounted"` // benefits outside the target, with the reason
	Missing       int                  `json:"missing"`    // benefits that would count in the year and have no amount in any layer of it
}

// Counts tells whether anything is realised, budgeted or decided for the year: without
// it what is achieved does not exist, which is not 0.
func (y TargetYear) Counts() bool {
	for _, layer := range []Layer{LayerRealised, LayerBudgeted, LayerDecided} {
		if _, any := y.Layers[layer]; any {
			return true
		}
	}
	return false
}

// Uncountable (kan ikke tælles) is what a year's benefits are stated to give that
// counts nowhere until somebody states a fact about them.
type Uncountable struct {
	Why      string // the code of the fact that is missing
	Amount   calc.Money
	Benefits int
}

// Uncountable is what lacks each fact, in the order the facts are asked for.
func (y TargetYear) Uncountable() (all []Uncountable) {
	for _, why := range []string{WhyKindUnknown, WhyOriginUnknown, WhyRecurrence} {
		one := Uncountable{Why: why}
		seen := map[BenefitRef]bool{}
		for _, c := range y.NotCounted {
			if ref := (BenefitRef{c.Case, c.Benefit}); c.Why == why {
				one.Amount += c.Amount
				if !seen[ref] {
					seen[ref], one.Benefits = true, one.Benefits+1
				}
			}
		}
		if one.Benefits > 0 {
			all = append(all, one)
		}
	}
	return all
}

// Contribution is one benefit's part of one layer of one year.
type Contribution struct {
	Case    CaseID     `json:"case"`
	Benefit BenefitID  `json:"benefit"` // "" for a case's running costs (Why is WhyRunningCost)
	Layer   Layer      `json:"layer"`   // of what is not counted: where it would have been
	Amount  calc.Money `json:"ore"`
	Why     string     `json:"why"`     // code, for what is not counted: "released-time", "one-off", …
	Sources []Source   `json:"sources"` // the cells the amount was computed from
}
