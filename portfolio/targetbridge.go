package portfolio

import (
	"slices"

	"raaderum/calc"
)

// TargetCause (afvigelsesårsag) is a kind of reason why what was decided for a
// year is not what was realised in it.
type TargetCause string

// The causes, in the order people should meet them.
const (
	TargetLapsed     TargetCause = "lapsed"     // the benefit has lapsed
	TargetReduced    TargetCause = "reduced"    // the benefit is reduced
	TargetDelayed    TargetCause = "delayed"    // the benefit is delayed
	TargetUnreported TargetCause = "unreported" // the quarter is over and nobody reported
	TargetBehind     TargetCause = "behind"     // reported below plan
	TargetAhead      TargetCause = "ahead"      // reported above plan
	TargetUnplanned  TargetCause = "unplanned"  // realised in a quarter without a plan
	TargetComing     TargetCause = "coming"     // the quarter is not over
)

// TargetCauses are all causes in their order.
var TargetCauses = []TargetCause{TargetLapsed, TargetReduced, TargetDelayed, TargetUnreported, TargetBehind, TargetAhead, TargetUnplanned, TargetComing}

// TargetBridge (målbro) leads from a year's target over what was decided for
// the year to what was realised in it and what is left: the effect in the year
// of the municipality's own decided benefits, gross, as the quarters count it.
// Planned plus the steps is Realised, to the øre. Nil is not known.
type TargetBridge struct {
	Year     int          `json:"year"`
	Target   *calc.Money  `json:"targetOre"`
	Planned  *calc.Money  `json:"plannedOre"`
	Steps    []TargetStep `json:"steps"` // those with an amount
	Realised *calc.Money  `json:"realisedOre"`
	Left     *calc.Money  `json:"leftOre"` // target − realised; negative when there is more
}

// TargetStep (målbroens trin) is what a cause takes from a year's plan, or adds.
type TargetStep struct {
	Cause TargetCause    `json:"cause"`
	Sum   calc.Money     `json:"ore"`
	Parts []Contribution `json:"parts"`
}

// NewTargetBridge is the bridge of the report's headline year.
func NewTargetBridge(report QuarterReport) TargetBridge {
	b := TargetBridge{Year: report.Headline.Year, Target: report.Headline.Target}
	states := map[BenefitRef]BenefitState{}
	for _, figures := range report.Cases {
		for _, benefit := range figures.Case.Benefits {
			states[BenefitRef{figures.Case.ID, benefit.ID}] = benefit.State
		}
	}
	for _, point := range report.Quarters {
		if point.Quarter.Year != b.Year {
			continue
		}
		addKnown(&b.Planned, point.Planned)
		addKnown(&b.Realised, point.Realised)
		b.explain(point, report.Quarter, states)
	}
	b.Steps = slices.DeleteFunc(b.Steps, func(s TargetStep) bool { return s.Sum == 0 })
	slices.SortFunc(b.Steps, func(a, b TargetStep) int {
		return slices.Index(TargetCauses, a.Cause) - slices.Index(TargetCauses, b.Cause)
	})
	if b.Target != nil && b.Realised != nil {
		left := *b.Target - *b.Realised
		b.Left = &left
	}
	return b
}

func addKnown(sum **calc.Money, one *calc.Money) {
	if one == nil {
		return
	}
	total := *one
	if *sum != nil {
		total += **sum
	}
	*sum = &total
}

// explain gives each benefit's difference in a quarter to its cause.
func (b *TargetBridge) explain(point QuarterPoint, asOf calc.Quarter, states map[BenefitRef]BenefitState) {
	type pair struct {
		plan, realised       calc.Money
		hasPlan, hasRealised bool
		part                 Contribution
	}
	var order []BenefitRef
	pairs := map[BenefitRef]*pair{}
	of := func(one Contribution) *pair {
		ref := BenefitRef{one.Case, one.Benefit}
		if pairs[ref] == nil {
			pairs[ref] = &pair{part: one}
			order = append(order, ref)
		}
		return pairs[ref]
	}
	for _, one := range point.Parts[Plan] {
		p := of(one)
		p.plan, p.hasPlan = p.plan+one.Amount, true
	}
	for _, one := range point.Parts[Realised] {
		p := of(one)
		p.realised, p.hasRealised, p.part = p.realised+one.Amount, true, one
	}
	for _, ref := range order {
		p := pairs[ref]
		cause := targetCause(states[ref], p.hasPlan, p.hasRealised, p.realised >= p.plan, asOf.Before(point.Quarter))
		p.part.Amount = p.realised - p.plan
		b.add(cause, p.part)
	}
}

// targetCause is why a benefit's quarter is another than planned: what was said
// of the benefit first, then what the reports show.
func targetCause(state BenefitState, planned, reported, enough, coming bool) TargetCause {
	switch {
	case !planned:
		return TargetUnplanned
	case state == BenefitLapsed:
		return TargetLapsed
	case coming:
		return TargetComing
	case enough && reported:
		return TargetAhead
	case state == BenefitReduced:
		return TargetReduced
	case state == BenefitDelayed:
		return TargetDelayed
	case !reported:
		return TargetUnreported
	}
	return TargetBehind
}

func (b *TargetBridge) add(cause TargetCause, part Contribution) {
	at := slices.IndexFunc(b.Steps, func(s TargetStep) bool { return s.Cause == cause })
	if at < 0 {
		at = len(b.Steps)
		b.Steps = append(b.Steps, TargetStep{Cause: cause})
	}
	b.Steps[at].Sum += part.Amount
	b.Steps[at].Parts = append(b.Steps[at].Parts, part)
}
