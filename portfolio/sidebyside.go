package portfolio

import (
	"cmp"
	"slices"

	"raaderum/calc"
)

// SideBySide (organisationer side om side) is one quarter of several organisations,
// all counted by the same method. Nothing is converted or scaled: amounts stand as
// each organisation states them, and Differences says what keeps them from being
// compared as they stand.
type SideBySide struct {
	Quarter       calc.Quarter       `json:"quarter"`
	Method        CountMethod        `json:"method"`
	Organisations []OrganisationSide `json:"organisations"` // in the order of the reports
	Differences   []SideDifference   `json:"differences"`   // in the order of the constants; empty: they compare
}

// OrganisationSide (organisation i sammenligning) is an organisation's account of
// the quarter's year and what stands behind it. Nil is not known, or nothing is in it.
type OrganisationSide struct {
	Organisation OrganisationID `json:"organisation"`
	Name         string         `json:"name"`
	Year         TargetYear     `json:"year"`
	Achieved     *calc.Money    `json:"achievedOre"` // realised + budgeted + decided
	OfTarget     *float64       `json:"ofTarget"`    // Achieved over the target; nil without either
	Headline     CountMethod    `json:"headlineMethod"`
	CountsGross  bool           `json:"countsGross"`
	OnlyCentral  bool           `json:"countsOnlyCentral"`
	Prices       []PriceLevel   `json:"priceLevels"` // of the target and of the benefits that count, each once

	Cases     int           `json:"cases"` // own, joint not among them
	Joint     int           `json:"jointCases"`
	Payback   MedianPayback `json:"payback"`
	Planned   *calc.Money   `json:"plannedOre"`  // of what was reported up to the quarter: QuarterPoint.Compared
	Realised  *calc.Money   `json:"realisedOre"` // of the same benefits and quarters
	OfPlanned *float64      `json:"ofPlanned"`   // Realised over Planned: the share of the promised benefit that came

	Due      int           `json:"due"`      // benefits with a plan for the quarter
	Reported int           `json:"reported"` // those of them with a realised figure
	Stale    int           `json:"stale"`    // those of them whose newest figure is older than a quarter
	Latest   *calc.Quarter `json:"latest"`   // the newest quarter anything is known of; nil when nothing is
}

// MedianPayback (midterste tilbagebetalingstid) is the payback period that half of
// the cases do not exceed: the middle one, or the mean of the two in the middle. A
// case that never pays back within its horizon is longer than any other, so where
// half of them never do there is none. Cases that are over, and cases without a
// payback period, are left out.
type MedianPayback struct {
	Status  calc.PaybackStatus `json:"status"`  // PaybackValue, PaybackImmediate, PaybackNever; PaybackUndefined when Of is 0
	Years   float64            `json:"years"`   // PaybackValue only
	Of      int                `json:"of"`      // cases it is the median of
	Without int                `json:"without"` // own cases that have no payback period
}

// SideDifference (forskel i opgørelse) is why figures of organisations do not
// compare as they stand; the words are in the catalogue under "side.differs-<code>".
type SideDifference string

// What organisations may differ in.
const (
	SideTargets  SideDifference = "targets"  // some have no target for the year
	SidePrices   SideDifference = "prices"   // amounts in different, or unknown, prices
	SideGross    SideDifference = "gross"    // some count before running costs
	SideCentral  SideDifference = "central"  // some leave out what a unit keeps
	SideHeadline SideDifference = "headline" // some lead with the other method
)

// NewSideBySide sets reports of the same quarter beside each other by one method.
func NewSideBySide(reports []QuarterReport, method CountMethod) SideBySide {
	s := SideBySide{Method: method, Organisations: []OrganisationSide{}, Differences: []SideDifference{}}
	for _, report := range reports {
		s.Quarter = report.Quarter
		s.Organisations = append(s.Organisations, newOrganisationSide(report, method))
	}
	apart := func(of func(OrganisationSide) bool) bool {
		return slices.ContainsFunc(s.Organisations, func(side OrganisationSide) bool { return of(side) != of(s.Organisations[0]) })
	}
	for _, one := range []struct {
		code SideDifference
		is   bool
	}{
		{SideTargets, apart(func(side OrganisationSide) bool { return side.Year.Target != nil })},
		{SidePrices, !s.inOnePrice()},
		{SideGross, apart(func(side OrganisationSide) bool { return side.CountsGross })},
		{SideCentral, apart(func(side OrganisationSide) bool { return side.OnlyCentral })},
		{SideHeadline, apart(func(side OrganisationSide) bool { return side.Headline == InYear })},
	} {
		if one.is {
			s.Differences = append(s.Differences, one.code)
		}
	}
	return s
}

// inOnePrice tells whether all amounts are in the same, known prices. An
// organisation that states no amount has none that could differ.
func (s SideBySide) inOnePrice() bool {
	var all []PriceLevel
	for _, side := range s.Organisations {
		all = append(all, side.Prices...)
	}
	return !slices.ContainsFunc(all, func(level PriceLevel) bool { return level != all[0] || level.Basis == PricesUnknown })
}

func newOrganisationSide(report QuarterReport, method CountMethod) OrganisationSide {
	rules := report.Organisation.Governance
	headline, _ := methods(rules)
	side := OrganisationSide{
		Organisation: report.Organisation.ID, Name: report.Organisation.Name,
		Year:     report.by(method).year(report.Quarter.Year),
		Headline: headline, CountsGross: rules.CountsGross, OnlyCentral: rules.CountsOnlyCentral,
		Prices: sidePrices(report), Payback: newMedianPayback(report.Cases),
		Due: report.Counting.Due + report.Beside.Due, Reported: report.Counting.Reported + report.Beside.Reported,
		Stale: report.Round.Stale,
	}
	if !report.Latest.IsZero() {
		side.Latest = &report.Latest
	}
	side.Achieved = side.Year.achievedOrNone()
	if side.Achieved != nil {
		side.OfTarget = share(*side.Achieved, side.Year.Target)
	}
	for _, figures := range report.Cases {
		if figures.Case.Origin.Joint() {
			side.Joint++
		} else {
			side.Cases++
		}
	}
	var planned, realised calc.Money
	compares := false
	for _, point := range report.Quarters {
		if plan, came, known := point.Compared(); known && !report.Quarter.Before(point.Quarter) {
			planned, realised, compares = planned+plan, realised+came, true
		}
	}
	if compares {
		side.Planned, side.Realised, side.OfPlanned = &planned, &realised, share(realised, &planned)
	}
	return side
}

// sidePrices are the price levels of the year's target and of the benefits that count.
func sidePrices(report QuarterReport) []PriceLevel {
	levels := []PriceLevel{}
	see := func(level PriceLevel) {
		if !slices.Contains(levels, level) {
			levels = append(levels, level)
		}
	}
	if target, some := report.Organisation.Strategy.TargetFor(report.Quarter.Year); some {
		see(target.PriceLevel)
	}
	counts := map[CaseID]bool{}
	for _, account := range []TargetAccount{report.Account, report.Other} {
		for _, one := range account.year(report.Quarter.Year).Contributions {
			counts[one.Case] = counts[one.Case] || one.Layer != LayerJoint
		}
	}
	for _, figures := range report.Cases {
		if counts[figures.Case.ID] {
			see(figures.Case.PriceLevel)
		}
	}
	return levels
}

// newMedianPayback is the middle payback period of the own cases that are not over.
func newMedianPayback(cases []CaseFigures) MedianPayback {
	median := MedianPayback{Status: calc.PaybackUndefined}
	var all []calc.Payback
	for _, figures := range cases {
		if figures.Case.Origin.Joint() || figures.Case.Over() {
			continue
		}
		switch payback := figures.Evaluation.Payback; payback.Status {
		case calc.PaybackValue, calc.PaybackImmediate, calc.PaybackNever:
			all = append(all, payback)
		default:
			median.Without++
		}
	}
	if median.Of = len(all); median.Of == 0 {
		return median
	}
	order := map[calc.PaybackStatus]int{calc.PaybackImmediate: 0, calc.PaybackValue: 1, calc.PaybackNever: 2}
	slices.SortFunc(all, func(a, b calc.Payback) int {
		return cmp.Or(cmp.Compare(order[a.Status], order[b.Status]), cmp.Compare(a.Years, b.Years))
	})
	low, high := all[(len(all)-1)/2], all[len(all)/2]
	if median.Status = high.Status; high.Status == calc.PaybackValue {
		median.Years = (low.Years + high.Years) / 2
	}
	return median
}
