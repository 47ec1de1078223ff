package calc

import "time"

// Problem is one question to the calculator: a stream of money and the terms
// it is to be judged on. Either Flows is given, or Costs and Benefits (both
// ≥ 0, same length); one entry per year from t = 0, or one per date in Dates.
type Problem struct {
	Flows    []float64   // kroner, gain positive
	Costs    []float64   // kroner, ≥ 0
	Benefits []float64   // kroner, ≥ 0
	Dates    []time.Time // empty, or one per flow: actual/365 from the first date

	Rates        Rates    // the discount rate, flat or in bands
	Timing       Timing   // when in its year a flow falls
	FinanceRate  *float64 // for MIRR; nil: no MIRR unless Rates is flat
	ReinvestRate *float64 // for MIRR; nil: as FinanceRate
}

// Evaluation is everything the calculator says about a Problem. A figure that
// does not exist carries its reason instead of a number.
type Evaluation struct {
	NPV                  Figure // Σ N_t·DF(t), kroner
	PresentValueCosts    Figure // Σ C_t·DF(t), kroner, ≥ 0
	PresentValueBenefits Figure // Σ G_t·DF(t), kroner, ≥ 0
	BenefitCostRatio     Figure // PV(G)/PV(C)
	SwitchingValue       Figure // PV(C)/PV(G): the share of benefits needed for NPV = 0
	EquivalentAnnual     Figure // NPV / annuity factor, kroner a year
	MIRR                 Figure
	IRR                  IRR
	Payback              Payback // on undiscounted flows
	DiscountedPayback    Payback
	Conventional         bool // costs first, then benefits: exactly one change of sign
	Warnings             []Warning
}

// Figure is a number that may not exist. When it does not, Why holds the code
// of the reason; a Figure is never 0 because it failed.
type Figure struct {
	Value float64
	Why   Reason // "" when Value exists
}

// Exists tells whether there is a number.
func (f Figure) Exists() bool { return f.Why == "" }

// Reason is a machine-readable code for why a figure does not exist, such as
// "no-benefits" or "no-sign-change". The words for people are in the catalogue
// under "reason.<code>".
type Reason string

// Warning is a machine-readable code for something a reader of the figures
// must know, such as "cumulative-dips-again" or "several-sign-changes". The
// words are in the catalogue under "warning.<code>".
type Warning string

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
	Years      float64 // interpolated linearly inside the year; PaybackValue only
	WholeYears int     // ceiling of Years; PaybackValue only
	Why        Reason  // PaybackUndefined only
}
