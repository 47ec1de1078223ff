package importers

import (
	"math"
	"slices"
	"time"

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
// give, with the computed figure beside them. While questions that the amounts
// hang on are open nothing is compared: the plan is not known yet.
func (r *reader) compareStated() {
	if slices.ContainsFunc(r.questions, func(q Question) bool { return !namesOnly.MatchString(q.Key) }) {
		return
	}
	for _, s := range r.subjects {
		if s.blank || s.Stated == (Stated{}) {
			continue // nothing to compare, as for most cases of a register
		}
		flows, timed := s.flows()
		if s.Stated.Payback != nil {
			r.comparePayback(s, flows, timed)
		}
		if s.Stated.NPV != nil && timed {
			r.compareNPV(s, flows)
		}
		if s.Stated.IRR != nil && timed {
			r.compareIRR(s, flows)
		}
	}
}

// namesOnly begins the keys of questions whose answers change no amount, or only
// its year, of which the check knows that it is missing.
var namesOnly = says(`^(?:title|number|price-level|vat|owner|year-axis)@`)

// flows is the case's planned net in kroner per year, gain positive, without
// gaps; timed is false when its amounts have no years.
func (s *subject) flows() (flows []float64, timed bool) {
	byYear := map[int]calc.Money{}
	first, last := math.MaxInt, math.MinInt
	for i, line := range s.Lines {
		if line.Series != "" && line.Series != portfolio.Plan {
			continue
		}
		for period, ore := range s.amounts(i) {
			year, ok := period.Year()
			if !ok {
				if year, ok = period.Offset(); !ok {
					return nil, false
				}
			}
			first, last = min(first, year), max(last, year)
			if line.Kind == cost {
				byYear[year] -= ore
			} else {
				byYear[year] += ore
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

// goesOn is a case's net per year with the amounts that its last year says go on
// ("fra 2022") in the years after it too, as its stated payback counts them.
func (s *subject) goesOn(flows []float64) []float64 {
	each := 0.0
	for i, line := range s.Lines {
		if line.Series != "" && line.Series != portfolio.Plan {
			continue
		}
		for f := range s.facts[i].all {
			x := f.ore().Kroner()
			if line.Kind == cost {
				x = -x
			}
			if f.time().onwards {
				each += x
			}
		}
	}
	if each <= 0 {
		return flows
	}
	for range yearsOnwards {
		flows = append(flows, each)
	}
	return flows
}

// yearsOnwards is how long amounts that go on are followed.
const yearsOnwards = 40

func (r *reader) comparePayback(s *subject, flows []float64, timed bool) {
	stated := s.Stated.Payback
	var computed []float64
	if timed {
		flows = s.goesOn(flows)
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
		f.Code = s.paybackCause(stated.Years, computed, flows)
	}
	r.find(f)
}

// paybackCause is the finding that names why a stated payback is another than
// the computed one: it is the ratio of investment to yearly benefit, or counts
// from the first benefit instead of from the investment.
func (s *subject) paybackCause(stated float64, computed, flows []float64) string {
	fits := func(x float64) bool { return math.Abs(x-stated) <= ratioSlack }
	if slices.ContainsFunc(yearlyRatios(flows), fits) {
		return "stated-payback-ratio"
	}
	for wait := range flows {
		if wait > 0 && flows[wait-1] < 0 && flows[wait] > 0 && slices.ContainsFunc(computed, func(x float64) bool { return fits(x - float64(wait)) }) {
			return "stated-payback-start"
		}
	}
	return "stated-payback-differs"
}

// ratioSlack is what a ratio shown with one decimal may be off.
const ratioSlack = 0.06

// yearlyRatios are the investment divided by the yearly net benefit, as people
// take it: of the last year, and on average over the years with a benefit.
func yearlyRatios(flows []float64) []float64 {
	invested, sum, n, last := 0.0, 0.0, 0, 0.0
	for _, flow := range flows {
		switch {
		case flow < 0:
			invested -= flow
		case flow > 0:
			sum, n, last = sum+flow, n+1, flow
		}
	}
	if invested == 0 || n == 0 {
		return nil
	}
	return []float64{invested / last, invested / (sum / float64(n))}
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
	for i, line := range s.Lines {
		for _, ore := range s.amounts(i) {
			switch {
			case line.Kind == cost && line.Recurrence == portfolio.OneOff:
				once += ore
			case line.Kind == cost:
				running -= ore
			default:
				running += ore
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
	rate, ok := r.rateFor(s)
	if !ok {
		return
	}
	computed := presentValue(flows, rate)
	within := func(x, slack float64) bool {
		return math.Abs(x-stated.Ore.Kroner()) <= slack*math.Abs(stated.Ore.Kroner())+1
	}
	other, otherFits := otherRate(flows, rate, within)
	switch {
	case within(computed, npvRounding):
	case within(computed/(1+rate), npvRounding), within(computed/(1+rate), npvSlack) && !otherFits:
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "stated-npv-shifted", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"title": s.Title, "rate": percentOf(rate)}})
	default:
		money, _ := calc.FromKroner(computed)
		f := Finding{Severity: portfolio.SeverityWarning, Code: "stated-npv-differs", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"title": s.Title, "stated": stated.Ore, "computed": money, "rate": percentOf(rate)}}
		if within(computed, npvSlack) {
			f.Severity = portfolio.SeverityInfo
		}
		if otherFits {
			f.Code, f.Args["other"] = "stated-npv-rate", percentOf(other)
		} else if years, ok := shorterHorizon(flows, rate, within); ok {
			f.Code, f.Args["years"] = "stated-npv-horizon", years
		}
		r.find(f)
	}
}

// rateFor is the discount rate a case is judged on: the one the workbook states,
// else the one that the portfolio will use, in force when the case was decided,
// or as of the day of the reading. Where no day is known it is the newest.
func (r *reader) rateFor(s *subject) (float64, bool) {
	if s.rate != nil {
		return *s.rate, true
	}
	asOf := r.asOf
	if asOf.IsZero() {
		sets := calc.RateSets()
		asOf = sets[len(sets)-1].ValidFrom
	}
	bc := portfolio.BusinessCase{}
	if field, ok := fieldOf(s.Fields, "decision-date"); ok {
		bc.DecisionDate, _ = time.Parse(time.DateOnly, field.Value) // what is no date is told on acceptance
	}
	bands := portfolio.TermsFor(bc, asOf).Rates.Bands
	if len(bands) == 0 {
		return 0, false
	}
	return bands[0].Rate, true // the years a business case has lie in the first
}

// The rates that a Danish public case is usually discounted with: those of the
// finance ministry through the years (domain handbook §3.1), none, and round ones.
var usualRates = []float64{0, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06, 0.07}

// otherRate is another usual rate that gives a stated present value, with the
// first year discounted or not.
func otherRate(flows []float64, used float64, within func(x, slack float64) bool) (float64, bool) {
	for _, rate := range usualRates {
		value := presentValue(flows, rate)
		if rate != used && (within(value, npvRounding) || within(value/(1+rate), npvRounding)) {
			return rate, true
		}
	}
	return 0, false
}

// shorterHorizon is the number of first years alone that give a stated present
// value.
func shorterHorizon(flows []float64, rate float64, within func(x, slack float64) bool) (int, bool) {
	for years := len(flows) - 1; years >= 2; years-- {
		if within(presentValue(flows[:years], rate), npvRounding) {
			return years, true
		}
	}
	return 0, false
}

// irrSlack is how far a stated internal rate may be from the computed one: what
// a rate shown in whole per cent is off.
const irrSlack = 0.0051

// compareIRR reports a stated internal rate that is none of the flows' own.
func (r *reader) compareIRR(s *subject, flows []float64) {
	stated := s.Stated.IRR
	irr, err := calc.FindIRR(flows)
	if err != nil || slices.ContainsFunc(irr.Roots, func(root float64) bool { return math.Abs(root-stated.Rate) <= irrSlack }) {
		return
	}
	f := Finding{Severity: portfolio.SeverityWarning, Code: "stated-irr-differs", Cell: stated.Cell, Raw: stated.Raw, Args: map[string]any{"title": s.Title, "stated": percentOf(stated.Rate)}}
	if len(irr.Roots) == 0 {
		f.Code = "stated-irr-none"
	} else {
		f.Args["computed"] = percentOf(irr.Roots[0])
	}
	r.find(f)
}

// percentOf is a rate in per cent with one decimal.
func percentOf(rate float64) float64 { return math.Round(rate*1000) / 10 }

// presentValue is the sum of flows[t]/(1+rate)^t, t = 0 undiscounted.
func presentValue(flows []float64, rate float64) float64 {
	sum, factor := 0.0, 1.0
	for _, flow := range flows {
		sum += flow * factor
		factor /= 1 + rate
	}
	return sum
}
