package portfolio

import (
	"slices"
	"time"

	"raaderum/calc"
)

// MethodVersion names how figures are computed; it changes when a figure could
// come out differently from the same input.
const MethodVersion = "4" // a case with nothing due and nothing reported is not due; "3" had it as missing

// Why Terms have the rate they have.
const (
	RateByDecision = "decision-date" // the set in force when the case was decided
	RateByDate     = "as-of"         // not decided (or before the first set): the set in force as of the report
	RateChosen     = "chosen"        // somebody asked for it
)

// TermsFor are the terms a case is judged on as of a day: the discount rate in
// force when it was decided, or as of the day when it was not, with the base
// year (the first year with an amount) undiscounted.
func TermsFor(bc BusinessCase, asOf time.Time) Terms {
	return termsAmong(calc.RateSets(), bc, asOf)
}

// termsAmong are the terms by the rates of sets, oldest first.
func termsAmong(sets []calc.RateSet, bc BusinessCase, asOf time.Time) Terms {
	terms := Terms{Timing: calc.BaseYear, PriceLevel: bc.PriceLevel, Method: MethodVersion, RateWhy: RateByDecision}
	set, known := calc.RateSetAmong(sets, bc.DecisionDate)
	if bc.DecisionDate.IsZero() || !known {
		terms.RateWhy = RateByDate
		set, _ = calc.RateSetAmong(sets, asOf)
	}
	terms.RateSet, terms.Rates = set.Name, set.Rates
	return terms
}

// Reasons why a whole case has no figures, beside those of the calculator.
const (
	ReasonNoAmounts         calc.Reason = "no-amounts"    // nothing is stated in kroner
	reasonMixedPeriods      calc.Reason = "mixed-periods" // some years have numbers, some only t0, t1, …
	reasonBadTerms          calc.Reason = "bad-terms"     // the calculator refuses the terms
	reasonImplausible       calc.Reason = "implausible"   // an amount beyond MaxAmount
	ReasonBenefitsNotStated calc.Reason = "benefits-not-stated"
)

// Evaluate computes a case's key figures and yearly table from its plan: costs
// against the benefits that fall in the municipality itself, whatever their
// kind. Benefits in other public bodies or in society are left out, and a
// disbenefit is subtracted. Quarters and months are added up to years. A year
// in which nothing is stated is a year without a flow; in the table it stays
// nil. A reversal (a negative amount) of a cost counts as a benefit of its
// year, and the other way round.
func Evaluate(bc BusinessCase, terms Terms) CaseFigures {
	figures := CaseFigures{Case: bc, Terms: terms, Light: LightNone}
	flows, why := newYearFlows(bc)
	if why != "" {
		figures.Evaluation = noFigures(why)
		return figures
	}
	if !flows.offset {
		figures.Terms.BaseYear = flows.first
	}
	figures.Table = flows.table(terms)
	problem, _ := flows.problem(bc, terms)
	evaluation, err := calc.Evaluate(problem)
	if err != nil {
		evaluation = noFigures(reasonBadTerms)
	}
	if BenefitsNotStated(bc) {
		missing := calc.Payback{Status: calc.PaybackUndefined, Why: ReasonBenefitsNotStated}
		evaluation.Payback, evaluation.DiscountedPayback = missing, missing
		evaluation.PaybackFromGoLive, evaluation.DiscountedPaybackFromGoLive = nil, nil
	}
	figures.Evaluation = evaluation
	return figures
}

// BenefitsNotStated tells whether a case costs something and nobody has said in
// kroner what comes of it, so that whether and when it pays back is missing. Of
// a case whose benefits all are said to be in no kroner of the municipality, for
// quality, for others or for society, it is known: never.
func BenefitsNotStated(bc BusinessCase) bool {
	costs := slices.ContainsFunc(bc.Costs, func(line CostLine) bool { return len(line.Amounts) > 0 })
	elsewhere := len(bc.Benefits) > 0
	for _, benefit := range bc.Benefits {
		sign, ours := benefit.Kind.direction()
		if ours && sign > 0 && len(benefit.Series[Plan]) > 0 {
			return false
		}
		elsewhere = elsewhere && (!ours || sign < 0 || benefit.Kind == Qualitative)
	}
	return costs && !elsewhere
}

// noFigures is an evaluation in which nothing exists, for one reason.
func noFigures(why calc.Reason) calc.Evaluation {
	none := calc.Figure{Why: why}
	undefined := calc.Payback{Status: calc.PaybackUndefined, Why: why}
	return calc.Evaluation{
		NPV: none, PresentValueCosts: none, PresentValueBenefits: none, BenefitCostRatio: none,
		SwitchingValue: none, EquivalentAnnual: none, MIRR: none,
		IRR: calc.IRR{Status: calc.IRRNone, Why: why}, Payback: undefined, DiscountedPayback: undefined,
	}
}

// yearFlows are a case's planned costs and benefits by year, or by t when the
// case does not say which years it counts. A year that is absent is not stated.
type yearFlows struct {
	offset      bool
	first, last int
	costs       map[int]calc.Money
	benefits    map[int]calc.Money
}

func newYearFlows(bc BusinessCase) (*yearFlows, calc.Reason) {
	f := &yearFlows{costs: map[int]calc.Money{}, benefits: map[int]calc.Money{}}
	kinds := map[bool]bool{}
	add := func(to map[int]calc.Money, amounts []Amount, sign calc.Money) calc.Reason {
		for _, amount := range amounts {
			if amount.Money > MaxAmount || amount.Money < -MaxAmount {
				return reasonImplausible
			}
			_, offset := amount.Period.Offset()
			kinds[offset] = true
		}
		for year, money := range yearly(amounts, bc.GoLive) {
			to[year] += sign * money
		}
		return ""
	}
	for _, line := range bc.Costs {
		if why := add(f.costs, line.Amounts, 1); why != "" {
			return nil, why
		}
	}
	for _, benefit := range bc.Benefits {
		sign, ours := benefit.Kind.direction()
		if !ours {
			continue
		}
		if why := add(f.benefits, benefit.Series[Plan], sign); why != "" {
			return nil, why
		}
	}
	switch {
	case len(kinds) == 0:
		return nil, ReasonNoAmounts
	case len(kinds) > 1:
		return nil, reasonMixedPeriods
	}
	f.offset = kinds[true]
	if f.span(); f.last-f.first > longestHorizon {
		return nil, reasonImplausible
	}
	return f, ""
}

// longestHorizon is the longest case that is believed, in years.
const longestHorizon = 200

// span finds the first and last year stated. Offsets count from t = 0 even when
// nothing falls in it.
func (f *yearFlows) span() {
	started := f.offset
	for _, years := range []map[int]calc.Money{f.costs, f.benefits} {
		for year := range years {
			if !started {
				f.first, f.last, started = year, year, true
			}
			f.first, f.last = min(f.first, year), max(f.last, year)
		}
	}
}

// direction tells how a benefit's amounts count in the municipality's own
// economy: 1, −1 for a disbenefit, or not at all.
func (k BenefitKind) direction() (sign calc.Money, ours bool) {
	switch k {
	case OtherPublic, Societal:
		return 0, false
	case Disbenefit:
		return -1, true
	}
	return 1, true
}

// yearly adds a series up by calendar year, or by t.
func yearly(amounts []Amount, goLive time.Time) map[int]calc.Money {
	years := map[int]calc.Money{}
	for _, amount := range amounts {
		if t, ok := amount.Period.Offset(); ok {
			years[t] += amount.Money
		}
	}
	if wholeYears(amounts) {
		for _, amount := range amounts {
			if year, ok := amount.Period.Year(); ok {
				years[year] += amount.Money
			}
		}
		return years
	}
	for quarter, one := range newTimeline(amounts, goLive) {
		years[quarter.Year] += one.Money
	}
	return years
}

// directed is a year's costs and benefits, both ≥ 0.
func (f *yearFlows) directed(year int) (costs, benefits calc.Money) {
	costs, benefits = f.costs[year], f.benefits[year]
	if costs < 0 {
		costs, benefits = 0, benefits-costs
	}
	if benefits < 0 {
		costs, benefits = costs-benefits, 0
	}
	return costs, benefits
}

// problem is the flows as a question to the calculator, with the period of each
// entry. A year in which nothing is stated has an entry without a flow.
// Calendar years begin on 1 January, from which go-live is counted.
func (f *yearFlows) problem(bc BusinessCase, terms Terms) (calc.Problem, []calc.Period) {
	problem := calc.Problem{Rates: terms.Rates, Timing: terms.Timing}
	if !f.offset {
		problem.Start = time.Date(f.first, time.January, 1, 0, 0, 0, 0, time.UTC)
		problem.GoLive = yearsUntil(problem.Start, bc.GoLive)
	}
	var periods []calc.Period
	for year := f.first; year <= f.last; year++ {
		costs, benefits := f.directed(year)
		problem.Costs = append(problem.Costs, costs.Kroner())
		problem.Benefits = append(problem.Benefits, benefits.Kroner())
		periods = append(periods, f.period(year))
	}
	return problem, periods
}

// yearsUntil is how many years after 1 January a day falls, each year by its own
// days; nil when the day is not known or comes before.
func yearsUntil(start, at time.Time) *float64 {
	if at.IsZero() || at.Before(start) {
		return nil
	}
	begins := time.Date(at.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	days := begins.AddDate(1, 0, 0).Sub(begins)
	day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	years := float64(at.Year()-start.Year()) + float64(day.Sub(begins))/float64(days)
	return &years
}

// period is a year as the case counts it.
func (f *yearFlows) period(year int) calc.Period {
	if f.offset {
		return calc.OffsetOf(year)
	}
	return calc.YearOf(year)
}

// table is the yearly table. Factor is the discount factor of the year's
// benefits; with a timing that has costs at another time of the year the
// discounted net uses the costs' own.
func (f *yearFlows) table(terms Terms) []YearRow {
	costShift, benefitShift := shifts(terms.Timing)
	var rows []YearRow
	var sum calc.Money
	for year := f.first; year <= f.last; year++ {
		t := float64(year - f.first)
		row := YearRow{Period: f.period(year), Factor: terms.Rates.Factor(t + benefitShift)}
		row.Costs, row.Benefits = stated(f.costs, year), stated(f.benefits, year)
		if row.Costs != nil || row.Benefits != nil {
			net := f.benefits[year] - f.costs[year]
			sum += net
			cumulative := sum
			row.Net, row.Cumulative = &net, &cumulative
		}
		row.Discounted = f.benefits[year].Kroner()*row.Factor - f.costs[year].Kroner()*terms.Rates.Factor(t+costShift)
		rows = append(rows, row)
	}
	return rows
}

func stated(years map[int]calc.Money, year int) *calc.Money {
	if money, ok := years[year]; ok {
		return &money
	}
	return nil
}

// shifts are the years added to t before discounting, by timing.
func shifts(timing calc.Timing) (cost, benefit float64) {
	switch timing {
	case calc.ExcelNPV:
		return 1, 1
	case calc.MidYear:
		return 0.5, 0.5
	case calc.CapexStartBenefitMid:
		return 0, 0.5
	}
	return 0, 0
}
