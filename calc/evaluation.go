package calc

import (
	"math"
	"slices"
	"time"
)

// Problem is one question to the calculator: a stream of money and the terms
// it is to be judged on. Either Flows is given, or Costs and Benefits (both
// ≥ 0, same length); one entry per year from t = 0, or per shorter period, or
// one per date in Dates. Rates are per year, whatever the period.
type Problem struct {
	Flows    []float64   // kroner, gain positive
	Costs    []float64   // kroner, ≥ 0
	Benefits []float64   // kroner, ≥ 0
	Dates    []time.Time // empty, or one per flow: actual/365 from the first date, which none may precede

	PeriodsPerYear int // 0 or 1: one entry a year; 2, 4, 12: half-years, quarters, months

	// Start is the day of the first entry, which Timing Actual365 dates the
	// others from; else it is not used. The zero time is none.
	Start time.Time

	Rates        Rates    // the discount rate, flat or in bands
	Timing       Timing   // when in its year, or shorter period, a flow falls
	FinanceRate  *float64 // for MIRR; nil: no MIRR unless Rates is flat
	ReinvestRate *float64 // for MIRR; nil: as FinanceRate
	GoLive       *float64 // years from the first entry to go-live (idriftsættelse), ≥ 0; nil: not known
}

// Evaluation is everything the calculator says about a Problem. A figure that
// does not exist carries its reason instead of a number.
type Evaluation struct {
	// Σ N_t·DF(t), kroner, gain positive. Excel: flow0+NPV(rate, flow1, …).
	NPV Figure
	// Σ C_t·DF(t), kroner, ≥ 0; of Flows, the negative ones.
	PresentValueCosts Figure
	// Σ G_t·DF(t), kroner, ≥ 0; of Flows, the positive ones.
	PresentValueBenefits Figure
	// PV(G)/PV(C); no-costs when nothing is spent.
	BenefitCostRatio Figure
	// PV(C)/PV(G), the share of benefits needed for NPV = 0; no-benefits when
	// there are none.
	SwitchingValue Figure
	// (Σ G_t − Σ C_t) / Σ C_t, undiscounted; no-costs when nothing is spent.
	ROI Figure
	// NPV / annuity factor over the years after the base year, kroner a year;
	// no-horizon when all falls at one moment. Excel: −PMT(rate, n, NPV).
	EquivalentAnnual Figure
	// (FV of benefits / PV of costs)^(1/years) − 1, a fraction a year; rate-in-bands
	// when no one rate is named. Excel: MIRR(flows, finance, reinvest).
	MIRR Figure
	// Every rate with NPV = 0. Excel: IRR, XIRR, which find one.
	IRR IRR

	Payback           Payback // on undiscounted flows, from the start of the investment
	DiscountedPayback Payback

	// The same from go-live; nil when the problem does not say when that is.
	PaybackFromGoLive, DiscountedPaybackFromGoLive *Payback

	Conventional bool // costs first, then benefits: exactly one change of sign
	Warnings     []Warning
}

// Figure is a number that may not exist. When it does not, Why holds the code
// of the reason; a Figure is never 0 because it failed.
type Figure struct {
	Value float64
	Why   Reason // "" when Value exists
}

// Exists tells whether there is a number.
func (f Figure) Exists() bool { return f.Why == "" }

// Reason is a machine-readable code for why a figure does not exist. The words
// for people are in the catalogue under "reason.<code>".
type Reason string

// The reasons.
const (
	ReasonNoCosts       Reason = "no-costs"       // nothing is spent: no ratio to it
	ReasonNoBenefits    Reason = "no-benefits"    // nothing is gained: no ratio to it
	ReasonNoHorizon     Reason = "no-horizon"     // all flows fall at one moment: nothing per year
	ReasonRateInBands   Reason = "rate-in-bands"  // MIRR needs one rate, and none is named
	ReasonAllZero       Reason = "all-zero"       // every rate is an internal rate
	ReasonNoSignChange  Reason = "no-sign-change" // money goes one way only
	ReasonTooManyTurns  Reason = "too-many-turns" // so many flows and changes of sign that finding every rate takes too long
	ReasonNoRealRate    Reason = "no-real-rate"   // signs change, yet no rate makes the NPV 0
	ReasonOutOfRange    Reason = "out-of-range"   // a rate too near −100 % or too large for a number
	ReasonNeverNegative Reason = "never-negative" // payback: the sum of flows is never below 0
	ReasonBeforeGoLive  Reason = "before-go-live" // payback: paid back when the solution goes live
	ReasonNotInHorizon  Reason = "not-in-horizon" // payback: it stays below 0 to the horizon
	ReasonNoInvestment  Reason = "no-investment"  // payback: nothing to pay back
	ReasonAlreadyFails  Reason = "already-fails"  // margin: the plan does not meet the criterion
	ReasonAlwaysHolds   Reason = "always-holds"   // margin: nothing in range breaks the criterion
	ReasonCannotVary    Reason = "cannot-vary"    // sensitivity: the change is not possible for this case
	ReasonOverflow      Reason = "overflow"       // a sum too large for a number
	ReasonNotFinite     Reason = "not-finite"     // what was given is NaN or infinite
)

// Reasons are all reasons, for those who keep words for them.
var Reasons = []Reason{
	ReasonNoCosts, ReasonNoBenefits, ReasonNoHorizon, ReasonRateInBands, ReasonAllZero, ReasonNoSignChange,
	ReasonTooManyTurns, ReasonNoRealRate, ReasonOutOfRange, ReasonNeverNegative, ReasonBeforeGoLive, ReasonNotInHorizon,
	ReasonNoInvestment, ReasonAlreadyFails, ReasonAlwaysHolds, ReasonCannotVary, ReasonOverflow,
	ReasonNotFinite,
}

// Warning is a machine-readable code for something a reader of the figures
// must know. The words are in the catalogue under "warning.<code>".
type Warning string

// The warnings.
const (
	WarnSeveralSignChanges Warning = "several-sign-changes"             // more than one change of sign: IRR may be several or none
	WarnBenefitsFirst      Warning = "benefits-first"                   // one change of sign, from gain to cost: NPV rises with the rate
	WarnDipsAgain          Warning = "cumulative-dips-again"            // paid back once, then below 0 again
	WarnDiscountedDips     Warning = "discounted-cumulative-dips-again" // the same, discounted
	WarnRepeatedRate       Warning = "repeated-rate"                    // internal rates that coincide: NPV touches 0
	WarnRateOutOfRange     Warning = "rate-out-of-range"                // a further internal rate no number can hold
)

// Warnings are all warnings, for those who keep words for them.
var Warnings = []Warning{
	WarnSeveralSignChanges, WarnBenefitsFirst, WarnDipsAgain, WarnDiscountedDips, WarnRepeatedRate,
	WarnRateOutOfRange,
}

// IRRStatus tells how many internal rates of return a stream of flows has.
type IRRStatus string

// The states of an internal rate of return (intern rente).
const (
	IRRUnique   IRRStatus = "unique"
	IRRMultiple IRRStatus = "multiple"
	IRRNone     IRRStatus = "none"
)

// IRR (intern rente) is every real rate above −1 at which the NPV is zero.
type IRR struct {
	Status IRRStatus
	Roots  []float64 // ascending; fractions per year
	Why    Reason    // when there is none
}

// PaybackStatus tells what kind of answer a payback period is.
type PaybackStatus string

// The states of a payback period (tilbagebetalingstid).
const (
	PaybackValue         PaybackStatus = "value"          // a number of years
	PaybackImmediate     PaybackStatus = "immediate"      // straks: never negative
	PaybackNever         PaybackStatus = "never"          // aldrig inden for horisonten
	PaybackNotApplicable PaybackStatus = "not_applicable" // ikke relevant: no investment
	PaybackUndefined     PaybackStatus = "undefined"      // kan ikke beregnes
)

// Payback (tilbagebetalingstid) is the first time the cumulative flow is ≥ 0
// and stays so to the horizon, or the reason why there is no such time.
type Payback struct {
	Status     PaybackStatus
	Years      float64 // counted from From, interpolated linearly inside the year; PaybackValue only
	WholeYears int     // ceiling of Years; PaybackValue only
	From       float64 // where counting begins, in years from the first entry of the row; PaybackValue only
	Why        Reason  // PaybackUndefined and PaybackImmediate only; see Reason for all
}

// Evaluate computes every figure of a problem. Malformed input gives an *Error;
// a figure that does not exist carries its Reason. Sums are taken in order, and
// one that passes 1.8·10³⁰⁸ on the way is ReasonOverflow, also where it would
// come back. The formulas stand at the
// fields of Evaluation and in the package documentation. It neither keeps nor
// changes the problem's slices.
func Evaluate(p Problem) (Evaluation, error) {
	s, err := newStream(p)
	if err != nil {
		return Evaluation{}, err
	}
	return s.evaluate(p, s.rates()), nil
}

// internalRates are what a stream says whatever it is discounted with.
type internalRates struct {
	irr      IRR
	warnings []Warning
}

// rates finds the internal rates, by far the most work of an evaluation.
func (s *stream) rates() internalRates {
	irr, warnings := s.findRates()
	return internalRates{irr, warnings}
}

func (s *stream) evaluate(p Problem, rates internalRates) Evaluation {
	e := Evaluation{IRR: rates.irr, Warnings: slices.Clip(rates.warnings)}
	e.presentValues(s)
	e.EquivalentAnnual = equivalentAnnual(e.NPV, p.Rates, s.span())
	e.MIRR = s.mirr(p)
	e.signs(s)
	e.paybacks(s, p.GoLive)
	return e
}

// presentValues fills in the figures that discount.
func (e *Evaluation) presentValues(s *stream) {
	var costs, benefits, net, spent, gained total
	for i := range s.net {
		spent.add(s.costs[i])
		gained.add(s.benefits[i])
		cost, benefit := worth(s.costs[i], s.costFactors[i]), worth(s.benefits[i], s.benefitFactors[i])
		costs.add(cost)
		benefits.add(benefit)
		net.add(benefit)
		net.add(-cost)
	}
	e.NPV = finite(net.value())
	e.PresentValueCosts = finite(costs.value())
	e.PresentValueBenefits = finite(benefits.value())
	e.ROI = ratio(finite(gained.value()-spent.value()), finite(spent.value()), ReasonNoCosts)
	e.BenefitCostRatio = ratio(e.PresentValueBenefits, e.PresentValueCosts, ReasonNoCosts)
	e.SwitchingValue = ratio(e.PresentValueCosts, e.PresentValueBenefits, ReasonNoBenefits)
}

// finite is a figure that exists unless arithmetic overflowed.
func finite(value float64) Figure {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return Figure{Why: ReasonOverflow}
	}
	return Figure{Value: value}
}

// ratio is a/b; none is the reason when b is 0.
func ratio(a, b Figure, none Reason) Figure {
	switch {
	case !a.Exists() || !b.Exists():
		return Figure{Why: ReasonOverflow}
	case b.Value == 0:
		return Figure{Why: none}
	}
	return finite(a.Value / b.Value)
}

// equivalentAnnual is NPV / A(span), A the annuity factor: the equal amount at
// the end of each year of the horizon that is worth the NPV.
func equivalentAnnual(npv Figure, rates Rates, span float64) Figure {
	switch {
	case !npv.Exists():
		return npv
	case span == 0:
		return Figure{Why: ReasonNoHorizon}
	}
	annuity := finite(rates.Annuity(span))
	if !annuity.Exists() {
		return annuity
	}
	return finite(npv.Value / annuity.Value)
}

// signs fills in what the order of costs and benefits says.
func (e *Evaluation) signs(s *stream) {
	switch changes := signChanges(s.terms); {
	case changes > 1:
		e.Warnings = append(e.Warnings, WarnSeveralSignChanges)
	case changes == 1 && s.terms[0].amount > 0:
		e.Warnings = append(e.Warnings, WarnBenefitsFirst)
	case changes == 1:
		e.Conventional = true
	}
}

// paybacks fills in the payback periods. They count years along the row of
// flows; the timing moves only how much the discounted flows weigh.
func (e *Evaluation) paybacks(s *stream, goLive *float64) {
	from, invested := s.investmentStart(), s.invested()
	var dips bool
	if e.Payback, dips = payback(s.years, s.net, invested, from); dips {
		e.Warnings = append(e.Warnings, WarnDipsAgain)
	}
	if e.DiscountedPayback, dips = payback(s.years, s.discounted(), invested, from); dips {
		e.Warnings = append(e.Warnings, WarnDiscountedDips)
	}
	if goLive != nil {
		simple, discounted := e.Payback.FromGoLive(*goLive), e.DiscountedPayback.FromGoLive(*goLive)
		e.PaybackFromGoLive, e.DiscountedPaybackFromGoLive = &simple, &discounted
	}
}

// invested tells whether anything is spent at all.
func (s *stream) invested() bool {
	return slices.ContainsFunc(s.costs, func(cost float64) bool { return cost > 0 })
}

// discounted are the present values of the entries, gain positive.
func (s *stream) discounted() []float64 {
	present := make([]float64, len(s.net))
	for i := range present {
		present[i] = worth(s.benefits[i], s.benefitFactors[i]) - worth(s.costs[i], s.costFactors[i])
	}
	return present
}
