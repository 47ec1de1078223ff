package calc

import (
	"math"
	"time"
)

// term is a non-zero flow at a whole number of units (years, half-years, days)
// after the first entry.
type term struct {
	at     int64
	amount float64
}

// shortRow is how many flows most rows have at most: for those no memory is
// asked for.
const shortRow = 48

// appendTerm adds a flow to terms unless it is 0.
func appendTerm(terms []term, at int64, amount float64) []term {
	if amount == 0 {
		return terms
	}
	return append(terms, term{at, amount})
}

// signChanges counts the changes of sign along the terms: an upper bound on
// the number of rates (Descartes), and of the same parity.
func signChanges(terms []term) int {
	changes := 0
	for i := 1; i < len(terms); i++ {
		if (terms[i].amount < 0) != (terms[i-1].amount < 0) {
			changes++
		}
	}
	return changes
}

// FindIRR (intern rente) finds every rate r > −1 with Σ N_t·(1+r)^−t = 0 for
// one flow a year, gain positive. Kroner in, fractions per year out, ascending;
// of flows one a period, the rates are per period. Which year counts as t = 0
// makes no difference. Flows that change sign once have one rate, right to about
// 2e-16 of it; else none is missed (see the package documentation).
//
// No finite flow is an error: flows without a rate have IRRNone and a Why,
// among them those of 16,000 flows times changes of sign and more, which would
// take too long. *Error for no flows, NaN, infinities and more than 100,000.
//
// Excel equivalent: IRR(values), which returns the one root its iteration
// happens upon, or #NUM!.
func FindIRR(flows []float64) (IRR, error) {
	return findIRR(nil, flows)
}

// findIRR is FindIRR with a single rate appended to roots.
func findIRR(roots, flows []float64) (IRR, error) {
	if len(flows) == 0 {
		return IRR{}, &Error{ErrEmpty, "flows"}
	}
	if len(flows) <= maxEntries {
		if o, finite := turningOf(flows); finite && o.changes == 1 { // as in findYearly, the flows looked over once
			if rate, ok := yearlyRate(flows, o); ok {
				return IRR{Status: IRRUnique, Roots: append(roots, rate)}, nil
			}
		}
	}
	if err := checkAmounts(flows, "flows", false); err != nil {
		return IRR{}, err
	}
	irr, _ := solveIRR(roots, yearlyTerms(flows), 1)
	return irr, nil
}

// FindXIRR is FindIRR for dated flows: every rate r > −1 with
// Σ N_i·(1+r)^−(d_i/365) = 0, d_i the calendar days since the first date, one
// date for each flow. Rates are fractions per year. The dates may stand in any
// order; flows of one day are one flow, their exact sum, which is 0 when what is
// left is less than the amounts say. *Error for malformed input: also lists of
// different length, a date that is not filled in, and more than 1,000 years.
//
// Excel equivalent: XIRR(values, dates), which wants no date before the first.
func FindXIRR(dates []time.Time, flows []float64) (IRR, error) {
	return findXIRR(nil, make([]term, 0, shortRow), dates, flows)
}

// findXIRR is FindXIRR with a single rate appended to roots, and memory for the
// terms.
func findXIRR(roots []float64, terms []term, dates []time.Time, flows []float64) (IRR, error) {
	if len(flows) == 0 {
		return IRR{}, &Error{ErrEmpty, "flows"}
	}
	if len(dates) != len(flows) {
		return IRR{}, &Error{ErrLengthMismatch, "dates"}
	}
	if err := checkAmounts(flows, "flows", false); err != nil {
		return IRR{}, err
	}
	first := dayNumber(dates[0])
	for i, flow := range flows {
		since := dayNumber(dates[i]) - first
		if err := checkDay(dates[i], since, i); err != nil {
			return IRR{}, err
		}
		terms = append(terms, term{since, flow})
	}
	irr, _ := solveIRR(roots, netted(terms), 365)
	return irr, nil
}

// mostTurns bounds changes of sign times flows: the search for every rate grows
// with the square of it, and a question must not hold a server. 16,000 is a
// second or two of work: 20 years of months that turn twice a year pass, a
// century of them does not.
const mostTurns = 16_000

// solveIRR finds all rates of terms whose times count units to the year, with
// what a reader should know of them. A single rate is appended to roots.
func solveIRR(roots []float64, terms []term, unit int64) (IRR, []Warning) {
	if len(terms) == 0 {
		return IRR{Status: IRRNone, Why: ReasonAllZero}, nil
	}
	changes := signChanges(terms)
	if changes == 0 {
		return IRR{Status: IRRNone, Why: ReasonNoSignChange}, nil
	}
	if changes == 1 {
		if rate, ok := ordinaryRate(terms, unit); ok {
			return IRR{Status: IRRUnique, Roots: append(roots, rate)}, nil
		}
	}
	if changes*len(terms) > mostTurns {
		return IRR{Status: IRRNone, Why: ReasonTooManyTurns}, nil
	}
	for _, t := range terms {
		if math.IsInf(t.amount, 0) { // the flows of one day
			return IRR{Status: IRRNone, Why: ReasonOverflow}, nil
		}
	}
	found := isolateRates(terms, unit)
	var warnings []Warning
	if found.outside {
		warnings = append(warnings, WarnRateOutOfRange)
	}
	if found.repeated {
		warnings = append(warnings, WarnRepeatedRate)
	}
	return irrOf(found.rates, found.outside), warnings
}

// ordinaryRate is the one rate of terms that change sign once, by Halley's
// method on
//
//	h(s) = ln Σ⁺ a·e^(−s·τ) − ln Σ⁻ |a|·e^(−s·τ),   s = ln(1+r)/unit, τ in units
//
// whose slope is the distance between the mean times of money out and in, and
// whose bend the difference of their variances. It is nearly straight, so that
// three steps do. The rate is then polished against rounding. False when the
// steps do not settle, which flows of ordinary size never see.
func ordinaryRate(terms []term, unit int64) (float64, bool) {
	turn := 1
	for (terms[turn].amount < 0) == (terms[0].amount < 0) {
		turn++
	}
	s, year := 0.0, float64(unit)
	for range 60 {
		d := discounting{s: s, v: math.Exp(-s), factor: 1, at: terms[0].at}
		before, after := d.moments(terms[:turn]), d.moments(terms[turn:])
		slope := before.mean - after.mean
		step := math.Log(-after.sum/before.sum) / slope
		// Halley's method divides Newton's step by this, near the rate about 1.
		if bend := 1 - step*(after.variance-before.variance)/(2*slope); bend > 0.5 && bend < 2 {
			step /= bend
		}
		if math.IsNaN(step) || math.IsInf(step, 0) {
			return 0, false
		}
		s -= step
		if math.Abs(step)*year <= 1e-3*math.Max(math.Abs(s)*year, 1e-3) { // the error is of the order of its third power
			return polished(terms, unit, math.Expm1(s*year))
		}
	}
	return 0, false
}

// discounting goes along terms at the continuous rate s per unit, counted from
// the first.
type discounting struct {
	s, v, factor float64 // v = e^(−s)
	at           int64
}

// moments are a discounted sum with the mean of its times and their variance.
type moments struct{ sum, mean, variance float64 }

func (d *discounting) moments(terms []term) moments {
	var sum, first, second float64
	factor, at := d.factor, d.at
	for _, t := range terms {
		if gap := t.at - at; gap == 1 {
			factor *= d.v
		} else if gap > 1 && d.s != 0 {
			factor *= math.Exp(-d.s * float64(gap))
		}
		at = t.at
		worth, time := float64(t.amount*factor), float64(at)
		timed := float64(worth * time)
		sum += worth
		first += timed
		second += float64(timed * time)
	}
	d.factor, d.at = factor, at
	mean := first / sum
	return moments{sum, mean, second/sum - float64(mean*mean)}
}

// polished corrects a rate that is right to about ten figures to the last one,
// with the NPV as if computed in twice the precision. False when the numbers are
// too large for that.
func polished(terms []term, unit int64, rate float64) (float64, bool) {
	if rate <= -1 {
		return 0, false
	}
	for range 3 {
		value, slope := preciseNPV(terms, unit, rate)
		step := value / slope
		if math.IsNaN(step) || math.IsInf(step, 0) || math.Abs(step) > 1e-4*(1+rate) {
			return 0, false
		}
		rate -= step
		// What a Newton step leaves is of the order of its square.
		if step*step <= 1e-18*math.Abs(rate) {
			break
		}
	}
	return rate, rate > -1
}
