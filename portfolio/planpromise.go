package portfolio

import (
	"slices"
	"time"

	"raaderum/calc"
)

// PlanPromise (løfte) is what the plan of the year before said of a case for its
// own year, set against what is known now. Nil is not stated or not reported.
type PlanPromise struct {
	Case     CaseID        `json:"case"`
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Costs    Promised      `json:"costs"`
	Benefits Promised      `json:"benefits"`
	Realised *calc.Money   `json:"realisedOre"` // of the benefits; what has been reported of the year so far
	Reported bool          `json:"reported"`    // the whole year has been
	GoLive   time.Time     `json:"goLive,omitzero"`
	LiveNow  time.Time     `json:"liveNow,omitzero"`
	Status   PromiseStatus `json:"status"`
}

// Promised (lovet) is an amount as the plan had it, and as the case has it now:
// the forecast where there is one, else the plan.
type Promised struct {
	Then *calc.Money `json:"thenOre"`
	Now  *calc.Money `json:"nowOre"`
}

// PromiseStatus (løftets status) is how a promise has fared.
type PromiseStatus string

// The statuses.
const (
	PromiseKept    PromiseStatus = "kept"    // the whole year is reported, and it came
	PromiseShort   PromiseStatus = "short"   // the whole year is reported, and less came
	PromiseOpen    PromiseStatus = "open"    // the year has not been reported in full
	PromiseStopped PromiseStatus = "stopped" // the case was ended
	PromiseGone    PromiseStatus = "gone"    // the case is not among the cases any more
	PromiseNone    PromiseStatus = "none"    // no benefit was promised for the year
)

// PromiseStatuses are all statuses.
var PromiseStatuses = []PromiseStatus{PromiseKept, PromiseShort, PromiseOpen, PromiseStopped, PromiseGone, PromiseNone}

// followUp sets each case that was in a plan against what is known now.
func followUp(plan ActionPlan, cases []BusinessCase, asOf calc.Quarter) []PlanPromise {
	var all []PlanPromise
	for _, line := range plan.Lines {
		if !plan.In(line) {
			continue
		}
		promise := PlanPromise{Case: line.Case, Number: line.Number, Title: line.Title, GoLive: line.GoLive, Status: PromiseGone,
			Costs: Promised{Then: line.Costs[0]}, Benefits: Promised{Then: line.Benefits[0]}}
		at := slices.IndexFunc(cases, func(bc BusinessCase) bool { return bc.ID == line.Case })
		if at >= 0 {
			promise.fare(fromStart(cases[at], plan.Settings.of(line.Case).Start), plan.Year, asOf)
		}
		all = append(all, promise)
	}
	return all
}

// fare fills in what is known now.
func (p *PlanPromise) fare(bc BusinessCase, year int, asOf calc.Quarter) {
	p.LiveNow = bc.GoLive
	if flows, why := newYearFlows(bc); why == "" && !flows.offset {
		p.Costs.Now = stated(flows.costs, year)
	}
	p.Reported = true
	for _, benefit := range bc.Benefits {
		sign, ours := benefit.Kind.direction()
		if !ours {
			continue
		}
		plan := newTimeline(benefit.Series[Plan], bc.planGoLive())
		forecast := newTimeline(benefit.Series[Forecast], bc.GoLive)
		realised := newTimeline(benefit.Series[Realised], bc.GoLive).until(asOf)
		if now, ok := plan.under(forecast).year(year); ok {
			p.Benefits.Now = plus(p.Benefits.Now, sign*now.Money)
		}
		if came, ok := realised.year(year); ok {
			p.Realised = plus(p.Realised, sign*came.Money)
		}
		for q := 1; q <= 4; q++ {
			_, promised := plan.at(calc.Quarter{Year: year, Q: q})
			_, came := realised.at(calc.Quarter{Year: year, Q: q})
			p.Reported = p.Reported && (came || !promised)
		}
	}
	switch {
	case bc.Over():
		p.Status = PromiseStopped
	case p.Benefits.Then == nil || *p.Benefits.Then == 0:
		p.Status = PromiseNone
	case !p.Reported || p.Realised == nil:
		p.Status = PromiseOpen
	case *p.Realised >= *p.Benefits.Then:
		p.Status = PromiseKept
	default:
		p.Status = PromiseShort
	}
}

// plus adds to a sum that may not have begun.
func plus(sum *calc.Money, more calc.Money) *calc.Money {
	if sum != nil {
		more += *sum
	}
	return &more
}
