package portfolio

import (
	"maps"
	"slices"
	"time"

	"raaderum/calc"
)

// Why something is not counted towards the target. The words are in the
// catalogue under "not-counted.<code>"; a kind of benefit that does not count
// has its own name as code.
const (
	WhyOverlaps        = "overlaps" // the same money is counted in another benefit (rule 1)
	WhyKindUnknown     = "kind-unknown"
	WhyOriginUnknown   = "origin-unknown"
	WhyKeptByUnit      = "kept-by-unit"       // the unit keeps it: no fiscal room (rule 6)
	WhyOneOff          = "one-off"            // new permanent effect only (rule 3)
	WhyRecurrence      = "recurrence-unknown" // not known to be permanent
	WhyLapsed          = "lapsed"             // what was not realised before it lapsed (rule 4)
	WhyCaseDropped     = "case-dropped"       // the case was rejected, dropped or stopped
	WhyShortfall       = "shortfall"          // promised, and the benefit is done without it
	WhyJointNotDecided = "joint-not-decided"
	WhyRunningCost     = "running-cost" // counted, as a deduction (rule 2)
)

// claim is a benefit as it may count: its four series by quarter, as known at
// the end of a quarter.
type claim struct {
	bc      BusinessCase
	benefit Benefit
	asOf    calc.Quarter
	sign    calc.Money // −1 for a disbenefit
	why     string     // the rule that keeps all of it out, "" when none does
	decided bool

	plan, forecast, budgeted, realised timeline // realised up to asOf

	// goesOn: the forecast was made when the benefit had begun, maybe after asOf.
	// It says what comes next and nothing of when the benefit began.
	goesOn bool
}

// newClaims are the benefits of all cases, in order.
func newClaims(org Organisation, cases []BusinessCase, asOf calc.Quarter) []claim {
	var claims []claim
	known := benefitsOf(cases)
	for _, bc := range cases {
		claims = append(claims, caseClaims(org, bc, asOf, known)...)
	}
	return claims
}

// benefitsOf are the benefits that cases have.
func benefitsOf(cases []BusinessCase) map[BenefitRef]bool {
	known := map[BenefitRef]bool{}
	for _, bc := range cases {
		for _, benefit := range bc.Benefits {
			known[BenefitRef{bc.ID, benefit.ID}] = true
		}
	}
	return known
}

// caseClaims are the benefits of one case; known are those of all cases.
func caseClaims(org Organisation, bc BusinessCase, asOf calc.Quarter, known map[BenefitRef]bool) []claim {
	claims := make([]claim, 0, len(bc.Benefits))
	for _, benefit := range bc.Benefits {
		line := func(series Series) timeline { return newTimeline(benefit.Series[series], bc.GoLive) }
		c := claim{bc: bc, benefit: benefit, asOf: asOf, sign: 1,
			plan: newTimeline(benefit.Series[Plan], bc.planGoLive()), forecast: line(Forecast), budgeted: line(Budgeted), realised: line(Realised).until(asOf)}
		if benefit.Kind == Disbenefit {
			c.sign = -1
		}
		c.goesOn = c.forecast.goesOnFrom(line(Realised))
		c.decided = benefitDecided(bc, benefit, asOf)
		c.why = exclusion(org.Governance, bc, benefit)
		if benefit.CountedIn != nil && known[*benefit.CountedIn] {
			c.why = WhyOverlaps
		}
		claims = append(claims, c)
	}
	return claims
}

// exclusion is the first rule that keeps a benefit out of the target whatever
// comes of it; "" when none does.
func exclusion(rules Governance, bc BusinessCase, benefit Benefit) string {
	switch benefit.Kind {
	case Cashable, Revenue, Disbenefit:
	case BenefitUnknown:
		return WhyKindUnknown
	default:
		return string(benefit.Kind)
	}
	switch {
	case bc.Origin == "":
		return WhyOriginUnknown
	case rules.CountsOnlyCentral && rules.keeper(bc, benefit) == AccruesUnit:
		return WhyKeptByUnit
	}
	return ""
}

// benefitDecided tells whether the council has said yes to a benefit: its case
// is decided, and its own state, when it has one, is not below that (rule 5). Of a
// case that ended after the quarter only the benefit's own state tells.
func benefitDecided(bc BusinessCase, benefit Benefit, asOf calc.Quarter) bool {
	stated := benefit.State != ""
	reached := stated && benefit.State != BenefitIdentified && benefit.State != BenefitEstimated
	if bc.Status == "" || over(bc) && !endedBy(bc.Ended, asOf) {
		return reached
	}
	return (bc.Status.Decided() || over(bc)) && (reached || !stated)
}

// over tells whether a case was ended, after a decision or instead of one.
func over(bc BusinessCase) bool { return bc.Over() }

// expected is what a quarter is expected to give: the forecast, else the plan.
func (c claim) expected(quarter calc.Quarter) (part, bool) {
	if one, ok := c.forecast.at(quarter); ok {
		return one, true
	}
	return c.plan.at(quarter)
}

// end is why nothing more is to come of the benefit; "" while more is, and as of a
// quarter before the day it ended. What ended without a day has ended whatever the
// quarter.
func (c claim) end() string {
	why, _ := c.ended()
	return why
}

// ended is why and on what day nothing more came of the benefit; the zero day when
// nobody has said.
func (c claim) ended() (why string, day time.Time) {
	switch {
	case c.benefit.State == BenefitLapsed && endedBy(c.benefit.Ended, c.asOf):
		return WhyLapsed, c.benefit.Ended
	case over(c.bc) && endedBy(c.bc.Ended, c.asOf):
		return WhyCaseDropped, c.bc.Ended
	}
	return "", time.Time{}
}

// endedBy tells whether what ended on a day had done so by the end of a quarter.
func endedBy(day time.Time, quarter calc.Quarter) bool { return !day.After(quarter.End()) }

// stated tells whether any series has an amount, be it 0.
func (c claim) stated() bool {
	return len(c.plan)+len(c.forecast)+len(c.budgeted)+len(c.realised) > 0
}

// due tells whether the plan promised something for a quarter that is over.
func (c claim) due(quarter calc.Quarter) bool {
	one, ok := c.plan.at(quarter)
	return ok && one.Money != 0 && !c.asOf.Before(quarter)
}

// awaited tells whether a quarter's figure is due and has not been reported.
func (c claim) awaited(quarter calc.Quarter) bool {
	_, reported := c.realised.at(quarter)
	return c.due(quarter) && !reported && c.decided && c.end() == ""
}

// start is the quarter the benefit began, or is expected to: the first realised,
// else the first planned. A forecast moves it only when it speaks of the start:
// the benefit is said to be delayed, or the forecast states a figure, maybe 0,
// for the quarter the plan begins in. A forecast from the middle of the benefit's
// life moves nothing. What has neither plan nor forecast begins as budgeted.
func (c claim) start() (calc.Quarter, bool) {
	if began, ok := c.realised.first(); ok {
		return began, true
	}
	if !c.goesOn {
		if later, ok := c.forecast.first(); ok && c.benefit.State == BenefitDelayed {
			return later, true
		}
		if begins, ok := c.plan.under(c.forecast).first(); ok {
			return begins, true
		}
	}
	for _, line := range []timeline{c.plan, c.budgeted, c.forecast} {
		if begins, ok := line.first(); ok {
			return begins, true
		}
	}
	return calc.Quarter{}, false
}

// goesOnFrom tells whether something had been realised before a forecast begins.
func (l timeline) goesOnFrom(realised timeline) bool {
	began, ok := realised.first()
	quarters := l.quarters()
	return ok && len(quarters) > 0 && began.Before(quarters[0])
}

// under is the timeline where another does not say differently.
func (l timeline) under(other timeline) timeline {
	both := maps.Clone(l)
	maps.Copy(both, other)
	return both
}

// fullYear is the benefit's full-year effect (helårseffekt): the forecast of a
// whole year from the first full one on, else as stated, else the plan's amount
// in its first full year. A forecast that only moved with the go-live date says
// nothing of it.
func (c claim) fullYear() (part, bool) {
	year, amount, planned := c.plan.firstFullYear(c.bc, c.benefit.Series[Plan])
	for _, quarter := range c.forecast.quarters() {
		if !c.benefit.Slides && quarter.Year >= year && c.forecast.wholeYear(quarter.Year) {
			return c.forecast.year(quarter.Year)
		}
	}
	if c.benefit.FullYear != nil {
		if c.benefit.FullYearSource == (Source{}) {
			return part{*c.benefit.FullYear, amount.Sources}, true
		}
		return part{*c.benefit.FullYear, []Source{c.benefit.FullYearSource}}, true
	}
	return amount, planned
}

// firstFullYear is the first year that a series covers whole, and its amount.
// The year it begins in is whole when the case was live by January, or when the
// amounts are stated by quarter or month from January on; otherwise the whole
// year is the next. A series without a next year has only its first.
func (l timeline) firstFullYear(bc BusinessCase, amounts []Amount) (int, part, bool) {
	first, ok := l.first()
	if !ok {
		return 0, part{}, false
	}
	byYear := slices.ContainsFunc(amounts, func(a Amount) bool { return a.Period == calc.YearOf(first.Year) })
	begins := bc.planGoLive()
	live := !begins.IsZero() && !begins.After(calc.Quarter{Year: first.Year - 1, Q: 4}.End().AddDate(0, 1, 0))
	whole := first.Q == 1 && (live || !byYear && begins.IsZero())
	if next, ok := l.year(first.Year + 1); ok && !whole {
		return first.Year + 1, next, true
	}
	amount, _ := l.year(first.Year)
	return first.Year, amount, true
}
