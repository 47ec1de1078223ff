package portfolio

import (
	"slices"
	"strings"

	"raaderum/calc"
)

// Deviation (afvigelse) is one cause why a case's benefits came to something
// else in a quarter than was planned, with who does something about it and when
// it is expected to be made up for.
type Deviation struct {
	Cause       DeviationCause `json:"cause"`
	Amount      calc.Money     `json:"ore"` // plan − realised: above 0 is less than planned
	Explanation string         `json:"explanation"`
	Owner       string         `json:"owner"`    // who does something about it
	Recovery    *calc.Quarter  `json:"recovery"` // when it is expected to be made up for; nil: it is not
}

// DeviationCause (årsag til afvigelse) is a kind of cause; the words are in the
// catalogue under "deviation.cause-<code>".
type DeviationCause string

// The causes.
const (
	DeviationDelayed     DeviationCause = "delayed"     // went into operation later
	DeviationReduced     DeviationCause = "reduced"     // the effect is smaller than assumed
	DeviationLapsed      DeviationCause = "lapsed"      // the benefit will not come
	DeviationPrice       DeviationCause = "price"       // another price or agreement
	DeviationVolume      DeviationCause = "volume"      // another number of cases, users or letters
	DeviationStaffing    DeviationCause = "staffing"    // positions were not taken out of the budget
	DeviationMeasurement DeviationCause = "measurement" // measured or booked otherwise
	DeviationOther       DeviationCause = "other"
)

// DeviationCauses are all causes in the order people meet them.
var DeviationCauses = []DeviationCause{DeviationDelayed, DeviationReduced, DeviationLapsed, DeviationPrice, DeviationVolume,
	DeviationStaffing, DeviationMeasurement, DeviationOther}

// CaseDeviation (sagens afvigelse) is what a case realised in a quarter against
// its plan, over the decided benefits where both are known: what nobody has
// reported is missing and no deviation. Causes and Unexplained add up to
// Shortfall, to the øre.
type CaseDeviation struct {
	Planned     calc.Money       `json:"plannedOre"`
	Realised    calc.Money       `json:"realisedOre"`
	Shortfall   calc.Money       `json:"shortfallOre"` // Planned − Realised
	Causes      []Deviation      `json:"causes"`
	Unexplained calc.Money       `json:"unexplainedOre"` // Shortfall less the causes: uforklaret
	Benefits    []BenefitOutcome `json:"benefits"`       // what Planned and Realised are the sums of
}

// BenefitOutcome is a benefit's plan and what came of it in a quarter, with the
// cells. A disbenefit's amounts are below 0.
type BenefitOutcome struct {
	Benefit  BenefitID  `json:"benefit"`
	Planned  calc.Money `json:"plannedOre"`
	Realised calc.Money `json:"realisedOre"`
	Sources  []Source   `json:"sources"` // of Realised
}

// newCaseDeviation holds one case's claims up against each other in a quarter;
// nil when no benefit has both a plan and a reported figure.
func newCaseDeviation(claims []claim, quarter calc.Quarter, causes []Deviation) *CaseDeviation {
	var d *CaseDeviation
	for _, c := range claims {
		plan, planned := c.plan.at(quarter)
		came, reported := c.realised.at(quarter)
		if !c.decided || !planned || !reported {
			continue
		}
		if d == nil {
			d = &CaseDeviation{Causes: causes}
		}
		one := BenefitOutcome{c.benefit.ID, c.sign * plan.Money, c.sign * came.Money, distinct(came.Sources)}
		d.Planned, d.Realised, d.Benefits = d.Planned+one.Planned, d.Realised+one.Realised, append(d.Benefits, one)
	}
	if d == nil {
		return nil
	}
	d.Shortfall = d.Planned - d.Realised
	d.Unexplained = d.Shortfall
	for _, cause := range causes {
		d.Unexplained -= cause.Amount
	}
	return d
}

// check tells what a cause lacks; at is its number on the form.
func (d Deviation) check(at int, quarter calc.Quarter) (errs []error) {
	refuse := func(key string) {
		errs = append(errs, &Error{Code: CodeInvalid, Key: key, Args: map[string]any{"number": at, "quarter": quarter, "amount": d.Amount}})
	}
	if !slices.Contains(DeviationCauses, d.Cause) {
		refuse("deviation.no-cause")
	}
	switch {
	case d.Amount == 0:
		refuse("deviation.no-amount")
	case d.Amount > MaxAmount || d.Amount < -MaxAmount:
		refuse("amount.implausible")
	}
	if strings.TrimSpace(d.Owner) == "" {
		refuse("deviation.no-owner")
	}
	if d.Recovery != nil && !quarter.Before(*d.Recovery) {
		refuse("deviation.early-recovery")
	}
	return errs
}
