package portfolio

import (
	"cmp"
	"slices"

	"raaderum/calc"
)

// Calibration (kalibrering) is what decided benefits came to against what was
// promised of them, as known at the end of AsOf: all of them, and by focus area,
// benefit owner and kind.
//
// A benefit is compared over the quarters that have both a plan and a realised
// figure: its realisation degree (gevinstrealiseringsgrad) is realised over
// promised of those, in the case's own prices. A quarter that nobody reported is
// missing, and neither 0 nor promised; the benefits with such quarters are
// counted. Only of a benefit that has ended, so that no report is awaited, does a
// quarter without a figure count as promised and not realised: from the quarter it
// ended in, or every one when nobody has said when.
type Calibration struct {
	AsOf     calc.Quarter        `json:"asOf"`
	Rule     CalibrationRule     `json:"rule"`
	Whole    CalibrationGroup    `json:"whole"`
	Areas    []CalibrationGroup  `json:"areas"`  // in the strategy's order, last the cases without one
	Owners   []CalibrationGroup  `json:"owners"` // by name, last the benefits without one
	Kinds    []CalibrationGroup  `json:"kinds"`  // in the order of BenefitKinds
	NotRated []UncomparedBenefit `json:"notCompared"`
}

// CalibrationRule (regel for erfaringsfradrag) is when experience is enough to
// suggest something.
type CalibrationRule struct {
	Minimum  int     `json:"minimum"`  // benefits that must have been compared, 1 or more
	Coverage float64 `json:"coverage"` // of the interval, from 0.5 to 0.9999
}

// DefaultCalibrationRule is the rule where a profile has none: ten benefits,
// and an interval that covers 95 %. Neither number is official.
func DefaultCalibrationRule() CalibrationRule { return CalibrationRule{Minimum: 10, Coverage: 0.95} }

// CalibrationGroup (erfaringsgruppe) is the experience with one group of
// benefits. A sum or share of no benefit is nil.
type CalibrationGroup struct {
	Key      string               `json:"key"` // area id, owner or kind; "" for all, or for those without
	Benefits []CalibratedBenefit  `json:"benefits"`
	Promised *calc.Money          `json:"promisedOre"`
	Realised *calc.Money          `json:"realisedOre"`
	Share    *float64             `json:"share"`    // Realised over Promised: the kroner
	Interval *CalibrationInterval `json:"interval"` // of the benefits, each weighing the same
	Awaiting int                  `json:"awaiting"` // benefits with a quarter that is due and was not reported
	Uplift   *float64             `json:"uplift"`   // suggested deduction from what is promised, a share: 1 − median
	Why      UpliftWhy            `json:"why"`      // why there is an Uplift, or none
}

// CalibrationInterval (erfaringsinterval) is the middle realisation degree of a
// group, and how well it is known: calc.NewMedianInterval.
type CalibrationInterval struct {
	Median   float64  `json:"median"`
	Low      *float64 `json:"low"` // nil: so few benefits have no such interval
	High     *float64 `json:"high"`
	LowRank  int      `json:"lowRank"` // the interval's ends are the benefits at these ranks, from 1
	HighRank int      `json:"highRank"`
	Coverage float64  `json:"coverage"` // actual, 0 when there is no interval
	Needed   int      `json:"needed"`   // benefits for an interval
}

// UpliftWhy (begrundelse for erfaringsfradrag) is why an uplift is suggested or not.
type UpliftWhy string

// The reasons. Only UpliftSuggested comes with an uplift.
const (
	UpliftSuggested UpliftWhy = "suggested" // enough benefits, and the interval lies below 100 %
	UpliftNone      UpliftWhy = "none"      // nothing to compare
	UpliftTooFew    UpliftWhy = "too-few"   // fewer than the rule asks for, or than an interval needs
	UpliftUnclear   UpliftWhy = "unclear"   // the interval holds 100 %
	UpliftNotNeeded UpliftWhy = "above"     // the interval lies above 100 %: more came than was promised
)

// CalibratedBenefit (sammenlignet gevinst) is one benefit's part of the experience.
type CalibratedBenefit struct {
	BenefitRef
	Area     FocusAreaID `json:"area"`
	Owner    string      `json:"owner"`
	Kind     BenefitKind `json:"kind"`
	Promised calc.Money  `json:"promisedOre"` // above 0
	Realised calc.Money  `json:"realisedOre"`
	Share    float64     `json:"share"`
	Quarters int         `json:"quarters"` // that were compared
	Awaiting int         `json:"awaiting"` // that are due and were not reported, and not compared
	Ended    string      `json:"ended"`    // why nothing more comes of it; "" while more does
	Sources  []Source    `json:"sources"`
}

// UncomparedBenefit (ikke sammenlignet gevinst) is a decided benefit that is no
// experience, and why.
type UncomparedBenefit struct {
	BenefitRef
	Why string `json:"why"` // NotCompared…
}

// Why a decided benefit is not compared. The words are in the catalogue under
// "calibration.not-<code>".
const (
	NotComparedNotDue      = "not-due"      // nothing was promised up to the quarter
	NotComparedNotReported = "not-reported" // promised, and nobody has reported
	NotComparedNothing     = "promised-nothing"
	NotComparedOverlaps    = "overlaps"   // the same money is compared in another benefit
	NotComparedDisbenefit  = "disbenefit" // more of it is worse, so it cannot stand among the others
)

// calibration is the rule that applies.
func (g Governance) calibration() CalibrationRule {
	if g.Calibration == nil {
		return DefaultCalibrationRule()
	}
	return *g.Calibration
}

func (r CalibrationRule) check(f *faults) {
	if r.Minimum < 1 || !(r.Coverage >= 0.5 && r.Coverage <= 0.9999) {
		f.add("governance.calibration", "profile.calibration")
	}
}

// NewCalibration compares the decided benefits of all cases, own and joint, with
// what was promised of them up to and with a quarter. A case that was decided
// after it had promised nothing yet, and one that ended after it goes on. What
// lapsed or was stopped without a day is as the cases say.
func NewCalibration(org Organisation, cases []BusinessCase, asOf calc.Quarter) Calibration {
	c := Calibration{AsOf: asOf, Rule: org.Governance.calibration()}
	var compared []CalibratedBenefit
	for _, claim := range newClaims(org, cases, asOf) {
		if !claim.decided || asOf.End().Before(claim.bc.DecisionDate) {
			continue
		}
		one, why := claim.compare()
		if why != "" {
			c.NotRated = append(c.NotRated, UncomparedBenefit{one.BenefitRef, why})
			continue
		}
		compared = append(compared, one)
	}
	return c.group(org.Strategy, compared)
}

// Of is the part of the experience that is of some cases. Which of two benefits
// that are the same money is compared was settled among all cases.
func (c Calibration) Of(strategy Strategy, keep func(CaseID) bool) Calibration {
	part := Calibration{AsOf: c.AsOf, Rule: c.Rule}
	for _, one := range c.NotRated {
		if keep(one.Case) {
			part.NotRated = append(part.NotRated, one)
		}
	}
	var compared []CalibratedBenefit
	for _, one := range c.Whole.Benefits {
		if keep(one.Case) {
			compared = append(compared, one)
		}
	}
	return part.group(strategy, compared)
}

// group puts compared benefits together: all, and by area, owner and kind.
func (c Calibration) group(strategy Strategy, compared []CalibratedBenefit) Calibration {
	rule := c.Rule
	c.Whole = newCalibrationGroup("", compared, rule)
	var areas []string
	for _, area := range strategy.FocusAreas {
		areas = append(areas, string(area.ID))
	}
	c.Areas = groupBy(compared, rule, areas, func(b CalibratedBenefit) string { return string(b.Area) })
	c.Owners = groupBy(compared, rule, nil, func(b CalibratedBenefit) string { return b.Owner })
	var kinds []string
	for _, kind := range BenefitKinds {
		kinds = append(kinds, string(kind))
	}
	c.Kinds = groupBy(compared, rule, kinds, func(b CalibratedBenefit) string { return string(b.Kind) })
	return c
}

// compare sets what was realised of a benefit against what was promised, or
// tells why it cannot be.
func (c claim) compare() (CalibratedBenefit, string) {
	one := CalibratedBenefit{
		BenefitRef: BenefitRef{c.bc.ID, c.benefit.ID}, Area: c.bc.FocusArea, Owner: c.benefit.Owner, Kind: c.benefit.Kind,
		Ended: c.end(),
	}
	switch {
	case c.why == WhyOverlaps:
		return one, NotComparedOverlaps
	case c.benefit.Kind == Disbenefit:
		return one, NotComparedDisbenefit
	}
	due := false
	_, day := c.ended()
	for _, quarter := range c.plan.quarters() {
		if c.asOf.Before(quarter) {
			break
		}
		promised := c.plan[quarter]
		due = due || promised.Money != 0
		realised, reported := c.realised.at(quarter)
		if before := !day.IsZero() && quarter.End().Before(day); !reported && (one.Ended == "" || before) {
			if c.awaited(quarter) || before && promised.Money != 0 {
				one.Awaiting++
			}
			continue
		}
		one.Quarters++
		one.Promised += promised.Money
		one.Realised += realised.Money
		one.Sources = slices.Concat(one.Sources, promised.Sources, realised.Sources)
	}
	one.Sources = distinct(one.Sources)
	switch {
	case !due:
		return one, NotComparedNotDue
	case one.Quarters == 0:
		return one, NotComparedNotReported
	case one.Promised <= 0:
		return one, NotComparedNothing
	}
	one.Share = float64(one.Realised) / float64(one.Promised)
	return one, ""
}

// groupBy puts benefits into groups in a given order; keys outside it come after
// by name, and last those without a key.
func groupBy(all []CalibratedBenefit, rule CalibrationRule, order []string, key func(CalibratedBenefit) string) []CalibrationGroup {
	members := map[string][]CalibratedBenefit{}
	for _, one := range all {
		members[key(one)] = append(members[key(one)], one)
	}
	keys := make([]string, 0, len(members))
	for name := range members {
		keys = append(keys, name)
	}
	place := func(name string) int {
		if at := slices.Index(order, name); at >= 0 {
			return at
		}
		return len(order)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if (a == "") != (b == "") {
			return cmp.Compare(b, a) // "" last
		}
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
	groups := make([]CalibrationGroup, 0, len(keys))
	for _, name := range keys {
		groups = append(groups, newCalibrationGroup(name, members[name], rule))
	}
	return groups
}

func newCalibrationGroup(key string, benefits []CalibratedBenefit, rule CalibrationRule) CalibrationGroup {
	group := CalibrationGroup{Key: key, Benefits: benefits, Why: UpliftNone}
	if len(benefits) == 0 {
		return group
	}
	var promised, realised calc.Money
	shares := make([]float64, len(benefits))
	for i, one := range benefits {
		promised += one.Promised
		realised += one.Realised
		shares[i] = one.Share
		if one.Awaiting > 0 {
			group.Awaiting++
		}
	}
	share := float64(realised) / float64(promised)
	group.Promised, group.Realised, group.Share = &promised, &realised, &share
	m, err := calc.NewMedianInterval(shares, rule.Coverage)
	if err != nil {
		return group // a rule outside its range; a checked profile has none
	}
	group.Interval = &CalibrationInterval{Median: m.Median, Needed: m.Needed}
	if m.Known {
		group.Interval.Low, group.Interval.High = &m.Low, &m.High
		group.Interval.LowRank, group.Interval.HighRank, group.Interval.Coverage = m.LowRank, m.HighRank, m.Coverage
	}
	group.suggest(m, rule)
	return group
}

// suggest takes from experience what it shows, and no more.
func (g *CalibrationGroup) suggest(m calc.MedianInterval, rule CalibrationRule) {
	switch {
	case m.N < rule.Minimum || !m.Known:
		g.Why = UpliftTooFew
	case m.High < 1:
		uplift := 1 - m.Median
		g.Why, g.Uplift = UpliftSuggested, &uplift
	case m.Low > 1:
		g.Why = UpliftNotNeeded
	default:
		g.Why = UpliftUnclear
	}
}
