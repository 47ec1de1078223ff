package portfolio

import (
	"slices"

	"raaderum/calc"
)

// LightLimits are how far realised benefits may be behind plan before a light
// changes: shares of what was planned to date.
type LightLimits struct {
	Yellow float64 `json:"yellow"`
	Red    float64 `json:"red"`
}

// DefaultLightLimits are those nobody has changed: red above 10 % is the state's rule for project
// expenditure, whose own limits for benefits are not published; below 1 %
// behind is rounding in workbooks that count in t.kr.
var DefaultLightLimits = LightLimits{Yellow: 0.01, Red: 0.10}

// Why a case has the light it has; the words are under "light.why-<code>".
const (
	LightOnPlan        = "on-plan"
	LightBehindPlan    = "behind-plan"
	LightLapsed        = "lapsed"         // a benefit has lapsed
	LightReduced       = "reduced"        // a benefit has been reduced
	LightDelayed       = "delayed"        // a benefit is delayed
	LightNoReport      = "no-report"      // figures are due and none was ever reported
	LightReportMissing = "report-missing" // the quarter's own figures are due and missing
	LightAsReported    = "as-reported"    // nothing is due yet: the reporter's word
	LightNothingDue    = "nothing-due"    // nothing is due yet, and nobody said anything
	LightNoMeasurable  = "no-measurable"  // no benefit has an amount, so nothing will ever be due
	LightNotStarted    = "not-started"
	LightClosed        = "closed"
	LightStopped       = "stopped"
	LightChosen        = "chosen" // a person chose another one than the computed, with a reason
)

// computeLight judges a case as of a quarter: what was realised against what
// was planned over the quarters that have been reported, whatever kind of
// benefit. A case that has not begun, is closed or was stopped has no light.
// What was said of a benefit's state, or was not reported, can make the light
// worse than the figures, never better.
func computeLight(limits LightLimits, bc BusinessCase, claims []claim, asOf calc.Quarter, status *QuarterlyStatus) (TrafficLight, string) {
	if why := withoutLight(bc); why != "" {
		return LightNone, why
	}
	var planned, realised calc.Money
	due, reported, missing := false, false, false
	for _, c := range claims {
		for _, quarter := range c.plan.until(asOf).quarters() {
			plan := c.plan[quarter]
			due = due || plan.Money != 0
			if one, ok := c.realised.at(quarter); ok {
				reported = true
				planned += c.sign * plan.Money
				realised += c.sign * one.Money
			} else if quarter == asOf && plan.Money != 0 {
				missing = true
			}
		}
	}
	lapsed, reduced, delayed := states(bc)
	switch {
	case lapsed:
		return LightRed, LightLapsed
	case !due:
		return undueLight(claims, status)
	case !reported && delayed:
		return LightYellow, LightDelayed
	case !reported:
		return LightMissing, LightNoReport
	}
	behind := behindPlan(planned, realised)
	switch {
	case behind > limits.Red:
		return LightRed, LightBehindPlan
	case behind > limits.Yellow:
		return LightYellow, LightBehindPlan
	case reduced:
		return LightYellow, LightReduced
	case delayed:
		return LightYellow, LightDelayed
	case missing:
		return LightYellow, LightReportMissing
	}
	return LightGreen, LightOnPlan
}

// undueLight is the light while no figure is due: the reporter's word, and
// without one nothing is missing. A case without a benefit in money says so,
// because none will become due either.
func undueLight(claims []claim, status *QuarterlyStatus) (TrafficLight, string) {
	said := status != nil && status.Light != ""
	why := LightNothingDue
	switch {
	case !slices.ContainsFunc(claims, claim.stated):
		why = LightNoMeasurable
	case said:
		why = LightAsReported
	}
	if said {
		return status.Light, why
	}
	return LightNotDue, why
}

// behindPlan is the share of the plan that is missing; 0 or less when none is.
func behindPlan(planned, realised calc.Money) float64 {
	if planned <= 0 {
		return 0
	}
	return (planned - realised).Kroner() / planned.Kroner()
}

// withoutLight is why a case has no light; "" when it should have one.
func withoutLight(bc BusinessCase) string {
	switch {
	case bc.Phase == PhaseClosed:
		return LightClosed
	case over(bc):
		return LightStopped
	case bc.Phase == PhaseIdea || bc.Phase == PhaseAnalysis || bc.Status != "" && !bc.Status.Decided():
		return LightNotStarted
	}
	return ""
}

func states(bc BusinessCase) (lapsed, reduced, delayed bool) {
	for _, benefit := range bc.Benefits {
		lapsed = lapsed || benefit.State == BenefitLapsed
		reduced = reduced || benefit.State == BenefitReduced
		delayed = delayed || benefit.State == BenefitDelayed
	}
	return lapsed, reduced, delayed
}

// lightLimits are the municipality's, or the defaults.
func (g Governance) lightLimits() LightLimits {
	if g.Lights != nil {
		return *g.Lights
	}
	return DefaultLightLimits
}
