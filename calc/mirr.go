package calc

import "math"

// MIRR (modificeret intern rente) is the yearly return when costs are financed
// at one rate and benefits reinvested at another until the end of the row
// (Lin, "The modified internal rate of return and investment criterion", The
// Engineering Economist 21, 1976):
//
//	(Σ⁺ N_t·(1+reinvest)^(n−t) / Σ⁻ |N_t|·(1+finance)^−t)^(1/n) − 1
//
// for flows one a year, gain positive, t = 0..n: what is spent and gained at one
// moment is one flow, the net of it. Kroner in, a fraction per year out. Without
// benefits it is −1: everything is lost. *Error for malformed input, with
// ErrNoAnswer when there are no costs, only one flow, or rates below −100 % make
// the root imaginary, and ErrOverflow when a sum is too large or too small for a
// number.
//
// Excel equivalent: MIRR(values, finance, reinvest).
func MIRR(flows []float64, finance, reinvest float64) (float64, error) {
	if err := checkRow(flows); err != nil {
		return 0, err
	}
	if err := checkMIRRRates(&finance, &reinvest); err != nil {
		return 0, err
	}
	return yearlySums(flows, finance, reinvest).rate().orError()
}

// checkRow is nil for flows that are numbers, and not none.
func checkRow(flows []float64) error {
	if len(flows) == 0 {
		return &Error{ErrEmpty, "flows"}
	}
	return checkAmounts(flows, "flows", false)
}

// checkMIRRRates is nil for rates MIRR can use; nil is one too.
func checkMIRRRates(finance, reinvest *float64) error {
	if err := checkOptionalRate(finance, "financeRate"); err != nil {
		return err
	}
	return checkOptionalRate(reinvest, "reinvestRate")
}

// yearlySums are those of one flow a year.
func yearlySums(flows []float64, finance, reinvest float64) modifiedSums {
	v, factor := 1/(1+finance), 1.0
	var costs, benefits total
	anyCost, anyBenefit := false, false
	for _, flow := range flows {
		if flow < 0 {
			anyCost = true
			costs.add(-flow * factor)
		}
		factor *= v
	}
	growth := 1.0
	for t := len(flows) - 1; t >= 0; t-- {
		if flow := flows[t]; flow > 0 {
			anyBenefit = true
			benefits.add(flow * growth)
		}
		growth *= 1 + reinvest
	}
	return modifiedSums{costs.value(), benefits.value(), float64(len(flows) - 1), anyCost, anyBenefit}
}

// orError is the figure for functions that have only one.
func (f Figure) orError() (float64, error) {
	switch f.Why {
	case "":
		return f.Value, nil
	case ReasonOverflow:
		return 0, &Error{ErrOverflow, "flows"}
	}
	return 0, &Error{ErrNoAnswer, "flows"}
}

// mirr is the problem's MIRR.
func (s *stream) mirr(p Problem) Figure {
	finance, reinvest, named := s.mirrRates(p)
	if !named {
		return Figure{Why: ReasonRateInBands}
	}
	return s.modified(finance, reinvest)
}

// mirrRates are the rates of MIRR: the finance rate is the discount rate when
// that is flat and no other is given, the reinvestment rate the finance rate.
func (s *stream) mirrRates(p Problem) (finance, reinvest float64, named bool) {
	if p.FinanceRate != nil {
		finance = *p.FinanceRate
	} else if finance, named = p.Rates.FlatRate(); !named {
		return 0, 0, false
	}
	reinvest = finance
	if p.ReinvestRate != nil {
		reinvest = *p.ReinvestRate
	}
	return finance, reinvest, true
}

// modifiedSums are the costs at the start of the row, the benefits at its end,
// and the years between.
type modifiedSums struct {
	costs, benefits, years float64
	anyCost, anyBenefit    bool // there are some, if their sum be too small for a number
}

func (s *stream) modifiedSums(finance, reinvest float64) modifiedSums {
	if s.unit == 1 && s.dates == nil {
		return yearlySums(s.net, finance, reinvest)
	}
	var costs, benefits total
	anyCost, anyBenefit := false, false
	for i := 0; i < len(s.net); {
		cost, benefit, next := s.costs[i], s.benefits[i], i+1
		if s.costsFirst == 0 { // the flows of one moment are one
			for next < len(s.net) && s.years[next] == s.years[i] {
				next++
			}
			net := netAmount(s.net[i:next])
			cost, benefit = math.Max(0, -net), math.Max(0, net)
		}
		if cost > 0 {
			anyCost = true
			costs.add(cost * math.Pow(1+finance, -s.years[i]))
		}
		if benefit > 0 {
			anyBenefit = true
			benefits.add(benefit * math.Pow(1+reinvest, s.span()-s.years[i]))
		}
		i = next
	}
	return modifiedSums{costs.value(), benefits.value(), s.span() + s.costsFirst, anyCost, anyBenefit}
}

// modified is the MIRR between the first moment of the row and its last.
func (s *stream) modified(finance, reinvest float64) Figure {
	return s.modifiedSums(finance, reinvest).rate()
}

// rate is the yearly growth from the costs to the benefits.
func (sums modifiedSums) rate() Figure {
	switch {
	case sums.years == 0:
		return Figure{Why: ReasonNoHorizon}
	case !sums.anyCost:
		return Figure{Why: ReasonNoCosts}
	case !sums.anyBenefit:
		return Figure{Value: -1}
	case sums.costs == 0 || sums.benefits == 0: // too small for a number
		return Figure{Why: ReasonOverflow}
	}
	// Finance and reinvestment rates below −100 % mean nothing, but the formula
	// stands as long as both sums have the same sign.
	multiple := sums.benefits / sums.costs
	if math.IsNaN(multiple) || math.IsInf(multiple, 0) {
		return Figure{Why: ReasonOverflow}
	}
	if multiple <= 0 {
		return Figure{Why: ReasonOutOfRange}
	}
	return finite(math.Expm1(math.Log(multiple) / sums.years))
}
