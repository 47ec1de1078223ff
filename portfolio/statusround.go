package portfolio

import (
	"slices"

	"raaderum/calc"
)

// StatusRound (statusrunde) is how far the reporting of a quarter has come: of
// every decided benefit with a plan for it whether its figure is there and
// somebody stands for it, and of every case what deviates and why.
type StatusRound struct {
	Quarter   calc.Quarter   `json:"quarter"`
	Benefits  []RoundBenefit `json:"benefits"`
	Cases     []RoundCase    `json:"cases"`
	Confirmed int            `json:"confirmed"` // benefits in RoundConfirmed
	Awaited   int            `json:"awaited"`   // all benefits but those that have ended
	Stale     int            `json:"stale"`     // benefits whose newest figure is older than a quarter
}

// RoundState is where a benefit stands in a round; the words are in the
// catalogue under "round.state-<code>".
type RoundState string

// The states.
const (
	RoundConfirmed   RoundState = "confirmed"
	RoundChanged     RoundState = "changed"     // confirmed, and the figure is another now
	RoundUnconfirmed RoundState = "unconfirmed" // reported, and nobody has confirmed it
	RoundMissing     RoundState = "missing"     // not reported
	RoundEnded       RoundState = "ended"       // nothing is awaited: lapsed, or the case was stopped
)

// RoundBenefit is one benefit of a round. Amounts are as stated: a disbenefit's
// are above 0.
type RoundBenefit struct {
	Case         CaseID        `json:"case"`
	Benefit      BenefitID     `json:"benefit"`
	Owner        string        `json:"owner"`
	Planned      calc.Money    `json:"plannedOre"`
	Realised     *calc.Money   `json:"realisedOre"` // nil: not reported
	Sources      []Source      `json:"sources"`     // of Realised
	State        RoundState    `json:"state"`
	Confirmation *Confirmation `json:"confirmation"` // the last; nil: none
	Newest       *calc.Quarter `json:"newest"`       // the newest quarter with a figure; nil: none ever
	Stale        bool          `json:"stale"`        // Newest is more than a quarter before the round's
}

// RoundCase is one case of a round: its lights, what was asked of the council,
// and its deviation.
type RoundCase struct {
	Case      CaseID           `json:"case"`
	Computed  TrafficLight     `json:"computed"`
	Chosen    TrafficLight     `json:"chosen"` // "": nobody chose one
	Reason    string           `json:"reason"`
	Status    *QuarterlyStatus `json:"status"`    // nil: nothing was said
	Deviation *CaseDeviation   `json:"deviation"` // nil: nothing to hold up against the plan
	Stale     bool             `json:"stale"`     // a benefit of it is
}

// newStatusRound makes the round of a report that has its cases.
func newStatusRound(report QuarterReport, claims []claim) StatusRound {
	round := StatusRound{Quarter: report.Quarter, Benefits: []RoundBenefit{}, Cases: []RoundCase{}}
	own := map[CaseID][]claim{}
	for _, group := range byCase(claims) {
		own[group[0].bc.ID] = group
	}
	for _, figures := range report.Cases {
		group := own[figures.Case.ID]
		one := RoundCase{Case: figures.Case.ID, Computed: figures.Computed, Status: figures.Status}
		var causes []Deviation
		var said []Confirmation
		if status := figures.Status; status != nil {
			one.Chosen, one.Reason, causes, said = status.Light, status.Reason, status.Deviations, status.Confirmations
		}
		one.Deviation = newCaseDeviation(group, report.Quarter, causes)
		due := false
		for _, c := range group {
			if !c.decided || !c.due(report.Quarter) {
				continue
			}
			benefit := newRoundBenefit(c, report.Quarter, said)
			round.count(benefit)
			one.Stale, due = one.Stale || benefit.Stale, true
		}
		if due || one.Status != nil {
			round.Cases = append(round.Cases, one)
		}
	}
	return round
}

func (r *StatusRound) count(benefit RoundBenefit) {
	r.Benefits = append(r.Benefits, benefit)
	if benefit.State != RoundEnded {
		r.Awaited++
	}
	if benefit.State == RoundConfirmed {
		r.Confirmed++
	}
	if benefit.Stale {
		r.Stale++
	}
}

func newRoundBenefit(c claim, quarter calc.Quarter, said []Confirmation) RoundBenefit {
	one := RoundBenefit{Case: c.bc.ID, Benefit: c.benefit.ID, Owner: c.benefit.Owner, Planned: c.plan[quarter].Money, State: RoundMissing}
	for i := range said {
		if said[i].Benefit == c.benefit.ID {
			one.Confirmation = &said[i]
		}
	}
	if known := c.realised.quarters(); len(known) > 0 {
		newest := known[len(known)-1]
		one.Newest = &newest
	}
	came, reported := c.realised.at(quarter)
	switch {
	case !reported && c.end() != "":
		one.State = RoundEnded
	case !reported:
		one.Stale = c.stale()
	default:
		money := came.Money
		one.Realised, one.Sources, one.State = &money, distinct(came.Sources), RoundUnconfirmed
		if one.Confirmation != nil {
			if one.State = RoundChanged; one.Confirmation.Amount == came.Money {
				one.State = RoundConfirmed
			}
		}
	}
	return one
}

// stale tells whether a benefit that goes on has been reported, and its newest
// figure is more than a quarter before the one it is seen from.
func (c claim) stale() bool {
	known := c.realised.quarters()
	return len(known) > 0 && c.end() == "" && known[len(known)-1].Before(c.asOf.Add(-1))
}

// StaleSince is the newest quarter with a figure of a case whose figures are
// older than a quarter; false for a case whose figures are not.
func (r StatusRound) StaleSince(id CaseID) (newest calc.Quarter, stale bool) {
	for _, one := range r.Benefits {
		if one.Case == id && one.Stale && (!stale || one.Newest.Before(newest)) {
			newest, stale = *one.Newest, true
		}
	}
	return newest, stale
}

// CaseNamed is a case of the round; nil when it is not in it.
func (r StatusRound) CaseNamed(id CaseID) *RoundCase {
	at := slices.IndexFunc(r.Cases, func(one RoundCase) bool { return one.Case == id })
	if at < 0 {
		return nil
	}
	return &r.Cases[at]
}
