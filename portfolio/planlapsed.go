package portfolio

import (
	"slices"
	"time"

	"raaderum/calc"
)

// PlanLapsed (bortfaldet i handleplanen) is what a case had planned and will not
// come: benefits that have lapsed and, when the case was stopped, all that is left
// of it. Lists have an entry for each of the plan's years; nil is not stated.
type PlanLapsed struct {
	Names    []string      `json:"names"` // of the benefits
	Benefits []*calc.Money `json:"benefitsOre"`
	Costs    []*calc.Money `json:"costsOre"`
	Ended    time.Time     `json:"ended,omitzero"` // the day the case was stopped; zero: still going, or not said
}

// Past tells whether the plan has nothing more to decide of a line: it is
// finished, or was stopped.
func (l PlanLine) Past() bool { return l.Group == PlanFinished || l.Group == PlanStopped }

// lapse takes what will not come out of a line's flows, year by year from the
// plan's first, and keeps it beside them. Nothing more comes of a stopped case.
// Where all of a year's benefits have lapsed, 0 are to come: that is known.
func (l *PlanLine) lapse(bc BusinessCase, first int) {
	lost := PlanLapsed{Ended: bc.Ended, Benefits: make([]*calc.Money, PlanYears), Costs: make([]*calc.Money, PlanYears)}
	for _, benefit := range bc.Benefits {
		sign, ours := benefit.Kind.direction()
		if !ours || benefit.State != BenefitLapsed && !bc.Over() {
			continue
		}
		lost.Names = append(lost.Names, benefit.Label)
		if bc.Over() {
			continue
		}
		years := yearly(benefit.Series[Plan], bc.GoLive)
		for y := range PlanYears {
			if money := stated(years, first+y); money != nil {
				lost.Benefits[y] = plus(lost.Benefits[y], sign**money)
				l.Benefits[y] = plus(l.Benefits[y], -sign**money)
			}
		}
	}
	if bc.Over() {
		lost.Costs, lost.Benefits, l.Costs, l.Benefits = l.Costs, l.Benefits, lost.Costs, lost.Benefits
	}
	if bc.Over() || len(lost.Names) > 0 {
		l.Lapsed = &lost
	}
}

// endedNow is a case whose end counts whatever its day: a plan is of what is to
// come, and what was called off after the newest report does not come.
func endedNow(bc BusinessCase) BusinessCase {
	bc.Ended = time.Time{}
	bc.Benefits = slices.Clone(bc.Benefits)
	for i := range bc.Benefits {
		bc.Benefits[i].Ended = time.Time{}
	}
	return bc
}
