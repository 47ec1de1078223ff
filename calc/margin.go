package calc

import (
	"math"
	"slices"
)

// Criterion (kriterium) is what a case has to meet: that its NPV is not
// negative, or that it pays back in time.
type Criterion struct {
	// MeasureNPV: the NPV is 0 or more. MeasurePayback and
	// MeasureDiscountedPayback: that payback, counted from the start of the
	// plan's investment, is at most Years, or there is nothing to pay back.
	Measure Measure
	Years   float64 // ≥ 0; of a payback only
}

// NPVNotNegative is met by a case that is worthwhile.
func NPVNotNegative() Criterion { return Criterion{Measure: MeasureNPV} }

// PaysBackWithin is met by a case that is paid back after so many years, or
// has nothing to pay back.
func PaysBackWithin(years float64) Criterion {
	return Criterion{Measure: MeasurePayback, Years: years}
}

// Check is nil for a criterion that can be looked for.
func (c Criterion) Check() error {
	switch {
	case c.Measure != MeasureNPV && c.Measure != MeasurePayback && c.Measure != MeasureDiscountedPayback:
		return &Error{ErrMeasureUnknown, "criterion.measure"}
	case math.IsNaN(c.Years) || math.IsInf(c.Years, 0):
		return &Error{ErrNotFinite, "criterion.years"}
	case c.Years < 0:
		return &Error{ErrNegative, "criterion.years"}
	}
	return nil
}

// Margins (balanceværdier, switching values) are how far each assumption may
// turn out worse, alone, before a case no longer meets a criterion. Where the
// criterion fails, holds again and fails again, the first failure counts. A
// margin that does not exist has a Reason: already-fails, always-holds or
// overflow.
type Margins struct {
	Criterion   Criterion
	BenefitFall Figure // the share of benefits that may be lost, 0 to 1
	CostRise    Figure // the share by which costs may grow: 0.25 is a quarter more
	Delay       Figure // years the benefits may come late within the horizon; whole days/365 of dated flows
	RateRise    Figure // what may be added to every rate: 0.01 is one percentage point
}

// FindMargins computes the margins of a case.
//
// For the NPV, with G and C the benefits and costs:
//
//	BenefitFall = 1 − PV(C)/PV(G)    CostRise = PV(G)/PV(C) − 1
//	RateRise    = r* − r, r* the next internal rate above r where the NPV turns negative (r flat)
//
// For a payback within L years, with Ĝ and Ĉ the running sums of benefits and
// costs (interpolated inside the year), over the moment L and all later entries:
//
//	BenefitFall = min (1 − Ĉ/Ĝ)      CostRise = min (Ĝ/Ĉ − 1)
//
// A delay of k + f periods spreads benefits linearly (see Scenario.Apply), so k
// is found by bisection and f exactly; where a rate is negative, a later krone
// may be worth more, and k is looked for at up to 1,000 places. A rise of rates in
// bands, or of the rate of a discounted payback, is bisected after a search at
// 200 places up to 1,000 percentage points. *Error for a malformed problem or
// criterion.
//
// Excel equivalent: Goal Seek (Målsøgning) on the factor for a result of 0.
func FindMargins(p Problem, criterion Criterion) (Margins, error) {
	if err := criterion.Check(); err != nil {
		return Margins{}, err
	}
	s, err := newStream(p)
	if err != nil {
		return Margins{}, err
	}
	search := marginSearch{problem: p, stream: s, criterion: criterion, until: s.investmentStart() + criterion.Years}
	m := Margins{Criterion: criterion}
	plan := search.tests(s)
	if why := plan.standing(); why != "" {
		none := Figure{Why: why}
		m.BenefitFall, m.CostRise, m.Delay, m.RateRise = none, none, none, none
		return m, nil
	}
	m.BenefitFall, m.CostRise = plan.benefitFall(), plan.costRise()
	m.Delay, m.RateRise = search.delay(), search.rateRise()
	return m, nil
}

// tests are the places at which benefits have to cover costs for a criterion to
// be met: for the NPV one, the present values; for a payback the running sums
// at the limit and at each moment after it.
type tests []test

type test struct{ benefits, costs float64 }

// slack is benefits over costs; what is within rounding of 0, by the tolerance
// of Verdict, is 0.
func (t test) slack() float64 {
	slack := t.benefits - t.costs
	if isRounding(slack, t.benefits+t.costs) {
		return 0
	}
	return slack
}

// standing is why there is no margin to look for; "" when the plan meets the
// criterion and something can break it.
func (all tests) standing() Reason {
	spent := false
	for _, t := range all {
		if slack := t.slack(); math.IsNaN(slack) || math.IsInf(t.benefits, 0) || math.IsInf(t.costs, 0) {
			return ReasonOverflow
		} else if slack < 0 {
			return ReasonAlreadyFails
		}
		spent = spent || t.costs > 0
	}
	if !spent {
		return ReasonAlwaysHolds
	}
	return ""
}

func (all tests) met() bool {
	return !slices.ContainsFunc(all, func(t test) bool { return !(t.slack() >= 0) })
}

// benefitFall is the smallest 1 − costs/benefits.
func (all tests) benefitFall() Figure {
	least := math.Inf(1)
	for _, t := range all {
		if t.costs > 0 {
			least = math.Min(least, t.slack()/t.benefits)
		}
	}
	return finite(least)
}

// costRise is the smallest benefits/costs − 1.
func (all tests) costRise() Figure {
	least := math.Inf(1)
	for _, t := range all {
		if t.costs > 0 {
			least = math.Min(least, t.slack()/t.costs)
		}
	}
	return finite(least)
}

// shareUntil is how far one may go from these tests to others before one
// fails, 0 to 1, when benefits change linearly in between.
func (all tests) shareUntil(others tests) float64 {
	share := 1.0
	for i, t := range all {
		if from, to := t.slack(), others[i].slack(); to < 0 {
			share = math.Min(share, from/(from-to))
		}
	}
	return share
}

// marginSearch looks for the margins that have no closed form.
type marginSearch struct {
	problem   Problem
	stream    *stream
	criterion Criterion
	until     float64 // of a payback: the latest moment, years from the first entry
}

// tests of a stream.
func (m marginSearch) tests(s *stream) tests {
	if m.criterion.Measure == MeasureNPV {
		var e Evaluation
		e.presentValues(s)
		if !e.PresentValueBenefits.Exists() || !e.PresentValueCosts.Exists() {
			return tests{{math.Inf(1), math.Inf(1)}}
		}
		return tests{{e.PresentValueBenefits.Value, e.PresentValueCosts.Value}}
	}
	return s.coverage(m.until, m.criterion.Measure == MeasureDiscountedPayback)
}

// coverage are the running sums of benefits and costs at the moment until and
// at each moment after it, or at the last one when until lies beyond.
func (s *stream) coverage(until float64, discounted bool) tests {
	if !s.invested() {
		return tests{{}}
	}
	var found tests
	var benefits, costs total
	before, at := test{}, s.years[0] // the sums through the moment before, and when that is
	for i, year := range s.years {
		benefit, cost := s.benefits[i], s.costs[i]
		if discounted {
			benefit, cost = float64(benefit*s.benefitFactors[i]), float64(cost*s.costFactors[i])
		}
		benefits.add(benefit)
		costs.add(cost)
		if i+1 < len(s.years) && s.years[i+1] == year {
			continue
		}
		sums := test{benefits.value(), costs.value()}
		if year > until && len(found) == 0 {
			share := math.Max(0, (until-at)/(year-at))
			found = append(found, test{
				before.benefits + float64(share*(sums.benefits-before.benefits)),
				before.costs + float64(share*(sums.costs-before.costs)),
			})
		}
		if year >= until || i == len(s.years)-1 {
			found = append(found, sums)
		}
		before, at = sums, year
	}
	return found
}

// delay is the margin in time.
func (m marginSearch) delay() Figure {
	dated := len(m.problem.Dates) > 0
	perYear, farthest := 365.0, int(math.Round(m.stream.span()*365))+1
	if !dated {
		periods, _ := periodsPerYear(m.problem.PeriodsPerYear)
		perYear, farthest = float64(periods), len(m.stream.net)
	}
	met := func(units int) bool { return m.tests(m.stream.delayed(units, dated, m.problem.Rates)).met() }
	kept, broken := m.lastMet(farthest, met)
	switch {
	case !broken:
		return Figure{Why: ReasonAlwaysHolds}
	case dated:
		return Figure{Value: float64(kept) / perYear}
	}
	from := m.tests(m.stream.delayed(kept, false, m.problem.Rates))
	share := from.shareUntil(m.tests(m.stream.delayed(kept+1, false, m.problem.Rates)))
	return finite((float64(kept) + share) / perYear)
}

// lastMet is the last number of units, from 0 on, up to which a criterion is
// met, and whether it fails thereafter.
func (m marginSearch) lastMet(farthest int, met func(units int) bool) (kept int, broken bool) {
	steps := 1 // later is never better: halving finds it
	if m.criterion.Measure != MeasurePayback && !m.problem.Rates.falling() {
		steps = min(farthest, 1000)
	}
	for i := 1; i <= steps; i++ {
		next := farthest * i / steps
		if met(next) {
			kept = next
			continue
		}
		for next-kept > 1 {
			if middle := kept + (next-kept)/2; met(middle) {
				kept = middle
			} else {
				next = middle
			}
		}
		return kept, true
	}
	return kept, false
}

// falling tells whether a later krone is never worth more than an earlier one.
func (r Rates) falling() bool {
	return !slices.ContainsFunc(r.Bands, func(band Band) bool { return band.Rate < 0 })
}

// delayed is the stream with its benefits so many periods later, or days when
// it is dated; those that would come after the last entry are lost.
func (s *stream) delayed(units int, dated bool, rates Rates) *stream {
	if units == 0 {
		return s
	}
	late := &stream{costs: s.costs, years: s.years, costFactors: s.costFactors, benefitFactors: s.benefitFactors}
	if dated {
		s.delayedDays(late, units, rates)
	} else {
		late.benefits = make([]float64, len(s.benefits))
		if units < len(s.benefits) {
			copy(late.benefits[units:], s.benefits)
		}
	}
	late.net = make([]float64, len(late.costs))
	for i := range late.net {
		late.net[i] = late.benefits[i] - late.costs[i]
	}
	return late
}

// delayedDays lays out the costs with the benefits of dated entries so many
// days later, in order of time.
func (s *stream) delayedDays(late *stream, days int, rates Rates) {
	last := s.days(len(s.years) - 1)
	late.costs, late.years, late.costFactors, late.benefitFactors = nil, nil, nil, nil
	add := func(year, factor, cost, benefit float64) {
		late.years, late.costs, late.benefits = append(late.years, year), append(late.costs, cost), append(late.benefits, benefit)
		late.costFactors, late.benefitFactors = append(late.costFactors, factor), append(late.benefitFactors, factor)
	}
	next := 0 // the first cost not laid out yet
	costsThrough := func(day int) {
		for ; next < len(s.years) && s.days(next) <= day; next++ {
			add(s.years[next], s.costFactors[next], s.costs[next], 0)
		}
	}
	for i, benefit := range s.benefits {
		if on := s.days(i) + days; benefit > 0 && on <= last {
			costsThrough(on)
			add(float64(on)/365, rates.Factor(float64(on)/365), 0, benefit)
		}
	}
	costsThrough(last)
}

// days is the day of a dated entry, counted from the first.
func (s *stream) days(i int) int { return int(math.Round(s.years[i] * 365)) }

// farthestRateRise is the farthest a rise is looked for where it has no closed
// form: a thousand percentage points.
const farthestRateRise = 10

// rateRise is the margin in the discount rate.
func (m marginSearch) rateRise() Figure {
	if m.criterion.Measure == MeasurePayback {
		return Figure{Why: ReasonAlwaysHolds} // undiscounted: the rate has no part in it
	}
	rate, flat := m.problem.Rates.FlatRate()
	if flat && m.criterion.Measure == MeasureNPV {
		if irr, _ := m.stream.findRates(); irr.Why != ReasonTooManyTurns {
			return m.nextRoot(rate, irr.Roots)
		}
	}
	return firstFailure(farthestRateRise, func(rise float64) bool {
		q := m.problem
		q.Rates = q.Rates.shifted(rise)
		s, err := newStream(q)
		return err == nil && m.tests(s).met()
	})
}

// nextRoot is how far above the rate the NPV turns negative: at an internal
// rate with a negative NPV between it and the next.
func (m marginSearch) nextRoot(rate float64, roots []float64) Figure {
	for i, root := range roots {
		if root < rate-1e-9*(1+math.Abs(rate)) { // nearer ones are the rate itself, rounded
			continue
		}
		beyond := root + (1 + root)
		if i+1 < len(roots) {
			beyond = root/2 + roots[i+1]/2
		}
		if beyond <= rate {
			continue
		}
		if npv, _ := preciseNPV(m.stream.terms, m.stream.unit, beyond); npv < 0 {
			return Figure{Value: math.Max(0, root-rate)}
		}
	}
	return Figure{Why: ReasonAlwaysHolds}
}

// firstFailure is the largest x up to which something holds, looked for at 200
// places, finer where margins mostly are, and then bisected.
func firstFailure(farthest float64, holds func(x float64) bool) Figure {
	const steps = 200
	good := 0.0
	for i := 1; i <= steps; i++ {
		step := float64(i) / steps
		bad := farthest * step * step * step
		if holds(bad) {
			good = bad
			continue
		}
		for bad-good > 1e-14*math.Max(1, good) {
			if middle := good + (bad-good)/2; holds(middle) {
				good = middle
			} else {
				bad = middle
			}
		}
		return Figure{Value: good}
	}
	return Figure{Why: ReasonAlwaysHolds}
}
