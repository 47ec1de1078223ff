package calc

import (
	"math"
	"strconv"
)

// Timing says when in its year a flow falls, and so how often it is discounted.
type Timing string

// The timing conventions. With N_t the flow of year t:
const (
	BaseYear             Timing = "base-year"               // N_t·DF(t): t = 0 undiscounted. The default
	ExcelNPV             Timing = "excel"                   // N_t·DF(t+1): as Excel's NPV over the whole row
	MidYear              Timing = "mid-year"                // N_t·DF(t+½)
	CapexStartBenefitMid Timing = "capex-start-benefit-mid" // C_t·DF(t), G_t·DF(t+½)
)

// Actual365 is N_t·DF(d_t/365), d_t the calendar days from the first entry to
// entry t: Excel's XNPV. Dated flows have it of themselves; entries of equal
// periods need the day of the first, Problem.Start.
const Actual365 Timing = "actual-365"

// Timings are the conventions in the order they are shown to people.
var Timings = []Timing{BaseYear, ExcelNPV, MidYear, CapexStartBenefitMid}

// shifts are the years added to t before costs and benefits are discounted.
func (timing Timing) shifts() (cost, benefit float64, known bool) {
	switch timing {
	case BaseYear, "":
		return 0, 0, true
	case ExcelNPV:
		return 1, 1, true
	case MidYear:
		return 0.5, 0.5, true
	case CapexStartBenefitMid:
		return 0, 0.5, true
	}
	return 0, 0, false
}

// Band is a stretch of years with one rate: years first..Through, where first
// is the year after the band before.
type Band struct {
	Through int     // last year the rate applies to; the last band of a Rates is open-ended
	Rate    float64 // fraction per year
}

// Rates (kalkulationsrente) is a discount rate, flat or in bands. Factors are
// cumulative over the bands: DF(t) = ∏_{k=1..t} 1/(1+r_k), so that a later
// krone is never worth more than an earlier one (as long as no rate is
// negative).
type Rates struct {
	Bands []Band
}

// Flat is one rate for all years.
func Flat(rate float64) Rates { return Rates{Bands: []Band{{Rate: rate}}} }

// FlatRate is the one rate of all years; false when there are several bands.
func (r Rates) FlatRate() (float64, bool) {
	if len(r.Bands) != 1 {
		return 0, false
	}
	return r.Bands[0].Rate, true
}

// Rate is the rate that discounts year k (k ≥ 1) to the year before. Year 0
// has the rate of the first band, which nothing uses. Without bands there is no
// rate, and the answer NaN.
func (r Rates) Rate(k int) float64 {
	last := len(r.Bands) - 1
	if last < 0 {
		return math.NaN()
	}
	for _, band := range r.Bands[:last] {
		if k <= band.Through {
			return band.Rate
		}
	}
	return r.Bands[last].Rate
}

// Factor is the discount factor DF(t), t in years from the base year, whole or
// not: the product of 1/(1+r_k) over the whole years and of the last year's
// (1+r)^−fraction. DF(0) is 1. Times before the base year compound at the
// first band's rate. Rates must be valid (see Check). Between 0, when it is too
// small for a number, and +Inf, when it is too large: near −100 % a century is.
//
// Excel equivalent, for a flat rate: (1+rate)^-t.
func (r Rates) Factor(t float64) float64 {
	factor := 1.0
	r.walk(t, func(rate, years, _ float64) {
		factor *= math.Pow(1+rate, -years)
	})
	return factor
}

// Annuity is the annuity factor A(t): the present value of 1 krone at the end
// of each of the years 1..t. For a flat rate A(t) = (1−(1+r)^−t)/r, and t when
// the rate is 0; over bands A(t) = Σ DF(k). A part of a year counts as Excel's
// PV counts it. A(0) is 0, and of years before 0 it is negative. Rates must be
// valid (see Check). +Inf when it is too large for a number; Evaluate then says
// ReasonOverflow.
//
// Excel equivalent, for a flat rate: −PV(rate, t, 1).
func (r Rates) Annuity(t float64) float64 {
	total := 0.0
	r.walk(t, func(rate, years, factor float64) {
		total += float64(factor * annuityFactor(rate, years))
	})
	return total
}

// annuityFactor is (1−(1+rate)^−years)/rate without the loss of figures that
// formula has for small rates.
func annuityFactor(rate, years float64) float64 {
	if rate == 0 {
		return years
	}
	return -math.Expm1(-years*math.Log1p(rate)) / rate
}

// walk visits the stretches of constant rate between 0 and t: the rate, the
// years of the stretch and the discount factor at its start.
func (r Rates) walk(t float64, visit func(rate, years, factor float64)) {
	factor, from := 1.0, 0.0
	for i, band := range r.Bands {
		end := t
		if i < len(r.Bands)-1 {
			end = math.Min(t, float64(band.Through))
		}
		if years := end - from; years > 0 || (i == 0 && t < 0) {
			visit(band.Rate, years, factor)
			factor *= math.Pow(1+band.Rate, -years)
			from = end
		}
	}
}

// Check is nil for rates that can discount: at least one band, every rate
// finite and above −100 %, and the bands' last years ascending from year 1.
func (r Rates) Check() error {
	if len(r.Bands) == 0 {
		return &Error{ErrRateMissing, "rate"}
	}
	for i, band := range r.Bands {
		field := "rate"
		if len(r.Bands) > 1 {
			field = "rate.bands[" + strconv.Itoa(i) + "]"
		}
		if err := checkRate(band.Rate, field); err != nil {
			return err
		}
		if i == len(r.Bands)-1 {
			break
		}
		if band.Through < 1 || (i > 0 && band.Through <= r.Bands[i-1].Through) {
			return &Error{ErrBandOrder, field}
		}
	}
	return nil
}

func checkRate(rate float64, field string) error {
	switch {
	case math.IsNaN(rate) || math.IsInf(rate, 0):
		return &Error{ErrNotFinite, field}
	case rate <= -1:
		return &Error{ErrRateRange, field}
	}
	return nil
}
