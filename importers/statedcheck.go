package importers

import (
	"math"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// How far a stated figure may be from the computed one before it is reported
// (domain handbook W12).
const (
	paybackSlack = 0.5   // years
	npvSlack     = 0.05  // of the stated value
	npvRounding  = 0.001 // what a figure shown in whole thousands may be off
)

// compareStated reports stated key figures that the case's own plan does not
// give, with the computed figure beside them.
func (r *reader) compareStated() {
	for _, s := range r.subjects {
		if s.blank {
			continue
		}
		flows, timed := s.flows()
		if s.Stated.Payback != nil {
			r.comparePayback(s, flows, timed)
		}
		if s.Stated.NPV != nil && timed {
			r.compareNPV(s, flows)
		}
	}
}

// flows is the case's planned net in kroner per year, gain positive, without
// gaps; timed is false when its amounts have no years.
func (s *subject) flows() (flows []float64, timed bool) {
	byYear := map[int]calc.Money{}
	first, last := math.MaxInt, math.MinInt
	for _, line := range s.Lines {
		if line.Series != "" && line.Series != portfolio.Plan {
			continue
		}
		for _, a := range line.Amounts {
			year, ok := a.Period.Year()
			if !ok {
				if year, ok = a.Period.Offset(); !ok {
					return nil, false
				}
			}
			first, last = min(first, year), max(last, year)
			if line.Kind == cost {
				byYear[year] -= a.Ore
			} else {
				byYear[year] += a.Ore
			}
		}
	}
	if first > last || last-first > 100 {
		return nil, false
	}
	for year := first; year <= last; year++ {
		flows = append(flows, byYear[year].Kroner())
	}
	return flows, true
}

func (r *reader) comparePayback(s *subject, flows []float64, timed bool) {
	stated := s.Stated.Payback
	var computed []float64
	if timed {
		computed = paybacks(flows)
	} else if ratio, ok := s.ratio(); ok {
		computed = []float64{ratio}
	}
	if len(computed) == 0 && !timed {
		return
	}
	if slices.ContainsFunc(computed, func(x float64) bool { return math.Abs(x-stated.Years) <= paybackSlack }) {
		return
	}
	f := Finding{Severity: portfolio.SeverityWarning, Code: "stated-payback-differs", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"stated": stated.Years, "title": s.Title}}
	if len(computed) == 0 {
		f.Code = "stated-payback-never"
	} else {
		f.Args["computed"] = math.Round(computed[0]*10) / 10
	}
	r.find(f)
}

// paybacks are the readings of a payback period people use: interpolated
// within the year, and the number of years begun.
func paybacks(flows []float64) []float64 {
	cumulative := 0.0
	for t, flow := range flows {
		if cumulative < 0 && cumulative+flow >= 0 {
			return []float64{float64(t) - 1 + -cumulative/flow, float64(t)}
		}
		cumulative += flow
		if t == 0 && cumulative >= 0 && flow > 0 {
			return []float64{0}
		}
	}
	return nil
}

// ratio is one-off costs divided by the yearly net gain, for cases that state
// no years.
func (s *subject) ratio() (float64, bool) {
	var once, running calc.Money
	for _, line := range s.Lines {
		for _, a := range line.Amounts {
			switch {
			case line.Kind == cost && line.Recurrence == portfolio.OneOff:
				once += a.Ore
			case line.Kind == cost:
				running -= a.Ore
			default:
				running += a.Ore
			}
		}
	}
	if once <= 0 || running <= 0 {
		return 0, false
	}
	return float64(once) / float64(running), true
}

func (r *reader) compareNPV(s *subject, flows []float64) {
	stated := s.Stated.NPV
	rate := 0.04
	if s.rate != nil {
		rate = *s.rate
	}
	computed := presentValue(flows, rate)
	within := func(x, slack float64) bool {
		return math.Abs(x-stated.Ore.Kroner()) <= slack*math.Abs(stated.Ore.Kroner())+1
	}
	switch {
	case within(computed, npvRounding):
	case within(computed/(1+rate), npvSlack):
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "stated-npv-shifted", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"title": s.Title, "rate": rate * 100}})
	default:
		money, _ := calc.FromKroner(computed)
		severity := portfolio.SeverityWarning
		if within(computed, npvSlack) {
			severity = portfolio.SeverityInfo
		}
		r.find(Finding{Severity: severity, Code: "stated-npv-differs", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"title": s.Title, "stated": stated.Ore, "computed": money, "rate": rate * 100}})
	}
}

// presentValue is the sum of flows[t]/(1+rate)^t, t = 0 undiscounted.
func presentValue(flows []float64, rate float64) float64 {
	sum, factor := 0.0, 1.0
	for _, flow := range flows {
		sum += flow * factor
		factor /= 1 + rate
	}
	return sum
}
