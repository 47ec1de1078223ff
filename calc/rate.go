package calc

// Timing says when in its year a flow falls, and so how often it is discounted.
type Timing string

// The timing conventions. With N_t the flow of year t:
const (
	BaseYear             Timing = "base-year"               // N_t·DF(t): t = 0 undiscounted. The default
	ExcelNPV             Timing = "excel"                   // N_t·DF(t+1): as Excel's NPV over the whole row
	MidYear              Timing = "mid-year"                // N_t·DF(t+½)
	CapexStartBenefitMid Timing = "capex-start-benefit-mid" // C_t·DF(t), G_t·DF(t+½)
)

// Band is a stretch of years with one rate: years first..Through, where first
// is the year after the band before.
type Band struct {
	Through int     // last year the rate applies to; the last band of a Rates is open-ended
	Rate    float64 // fraction per year
}

// Rates (kalkulationsrente) is a discount rate, flat or in bands. Factors are
// cumulative over the bands: DF(t) = ∏_{k=1..t} 1/(1+r_k), so that a later
// krone is never worth more than an earlier one.
type Rates struct {
	Bands []Band
}

// Flat is one rate for all years.
func Flat(rate float64) Rates { return Rates{Bands: []Band{{Rate: rate}}} }
