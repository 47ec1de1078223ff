package calc

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"
)

// maxEntries and maxDays keep a stream inside what the arithmetic can bear.
const (
	maxEntries = 100_000
	maxDays    = 365_250
)

// stream is a checked Problem laid out in time: entry i has costs[i] and
// benefits[i], which fall at the same place in the row.
type stream struct {
	costs, benefits []float64   // kroner, ≥ 0
	dates           []time.Time // of dated entries, in order
	net             []float64   // benefits − costs, gain positive
	years           []float64   // place in the row, years from the first entry
	costFactors     []float64   // DF at the time the costs fall
	benefitFactors  []float64   // DF at the time the benefits fall
	terms           []term      // the non-zero flows for root finding, by time
	unit            int64       // units of a term's time in a year
	costsFirst      float64     // years benefits fall later in the period than costs
}

// newStream checks a problem and lays it out.
func newStream(p Problem) (*stream, error) {
	s := &stream{}
	if err := s.setFlows(p); err != nil {
		return nil, err
	}
	if err := p.Rates.Check(); err != nil {
		return nil, err
	}
	if err := checkMIRRRates(p.FinanceRate, p.ReinvestRate); err != nil {
		return nil, err
	}
	if err := checkGoLive(p.GoLive); err != nil {
		return nil, err
	}
	switch {
	case len(p.Dates) > 0:
		return s, s.setDates(p)
	case p.Timing == Actual365:
		return s, s.setCalendar(p)
	}
	return s, s.setPeriods(p)
}

// checkGoLive is nil for a go-live that is not known, or not before the first
// entry.
func checkGoLive(years *float64) error {
	switch {
	case years == nil:
		return nil
	case math.IsNaN(*years) || math.IsInf(*years, 0):
		return &Error{ErrNotFinite, "goLive"}
	case *years < 0:
		return &Error{ErrNegative, "goLive"}
	}
	return nil
}

// checkOptionalRate is nil for a rate MIRR can use: any number but −100 %.
func checkOptionalRate(rate *float64, field string) error {
	switch {
	case rate == nil:
		return nil
	case math.IsNaN(*rate) || math.IsInf(*rate, 0):
		return &Error{ErrNotFinite, field}
	case *rate == -1:
		return &Error{ErrRateRange, field}
	}
	return nil
}

// setFlows takes the amounts, splitting plain flows into their parts.
func (s *stream) setFlows(p Problem) error {
	if len(p.Flows) > 0 {
		if len(p.Costs) > 0 || len(p.Benefits) > 0 {
			return &Error{ErrFlowsAndCosts, "flows"}
		}
		if err := checkAmounts(p.Flows, "flows", false); err != nil {
			return err
		}
		s.net = p.Flows
		s.costs, s.benefits = make([]float64, len(p.Flows)), make([]float64, len(p.Flows))
		for i, flow := range p.Flows {
			s.costs[i], s.benefits[i] = math.Max(0, -flow), math.Max(0, flow)
		}
		return nil
	}
	if len(p.Costs) != len(p.Benefits) {
		return &Error{ErrLengthMismatch, "benefits"}
	}
	if len(p.Costs) == 0 {
		return &Error{ErrEmpty, "flows"}
	}
	if err := checkAmounts(p.Costs, "costs", true); err != nil {
		return err
	}
	if err := checkAmounts(p.Benefits, "benefits", true); err != nil {
		return err
	}
	s.costs, s.benefits, s.net = p.Costs, p.Benefits, make([]float64, len(p.Costs))
	for i := range s.net {
		s.net[i] = p.Benefits[i] - p.Costs[i]
	}
	return nil
}

// checkAmounts is nil for finite amounts, none below 0 where directed.
func checkAmounts(amounts []float64, field string, directed bool) error {
	if len(amounts) > maxEntries {
		return &Error{ErrTooMany, field}
	}
	for i, amount := range amounts {
		if amount-amount != 0 { // NaN or infinite
			return &Error{ErrNotFinite, indexed(field, i)}
		}
		if directed && amount < 0 {
			return &Error{ErrNegative, indexed(field, i)}
		}
	}
	return nil
}

func indexed(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

// setPeriods lays out one entry per period from t = 0.
func (s *stream) setPeriods(p Problem) error {
	costShift, benefitShift, known := p.Timing.shifts()
	if !known {
		return &Error{ErrTimingUnknown, "timing"}
	}
	perYear, known := periodsPerYear(p.PeriodsPerYear)
	if !known {
		return &Error{ErrCountRange, "periodsPerYear"}
	}
	n, length := len(s.net), 1/float64(perYear)
	s.years = make([]float64, n)
	for t := range s.years {
		s.years[t] = float64(t) / float64(perYear)
	}
	s.costFactors = periodFactors(p.Rates, n, costShift, perYear)
	s.benefitFactors = s.costFactors
	s.costsFirst = (benefitShift - costShift) * length
	s.unit = perYear
	if s.costsFirst == 0 {
		s.terms = make([]term, 0, n)
		for t, flow := range s.net {
			s.terms = appendTerm(s.terms, int64(t), flow)
		}
		return nil
	}
	s.benefitFactors = periodFactors(p.Rates, n, benefitShift, perYear)
	s.unit = 2 * perYear
	s.terms = make([]term, 0, 2*n)
	for t := range s.net {
		s.terms = appendTerm(s.terms, 2*int64(t), -s.costs[t])
		s.terms = appendTerm(s.terms, 2*int64(t)+1, s.benefits[t])
	}
	return nil
}

func periodsPerYear(n int) (int64, bool) {
	switch n {
	case 0, 1:
		return 1, true
	case 2, 4, 12:
		return int64(n), true
	}
	return 0, false
}

// periodFactors is DF((t + shift) / perYear) for t = 0..n−1; whole years each
// from the one before.
func periodFactors(rates Rates, n int, shift float64, perYear int64) []float64 {
	factors := make([]float64, n)
	if perYear == 1 && shift == math.Trunc(shift) {
		factor := rates.Factor(shift)
		for t := range factors {
			factors[t] = factor
			factor /= 1 + rates.Rate(t+1+int(shift))
		}
		return factors
	}
	for t := range factors {
		factors[t] = rates.Factor((float64(t) + shift) / float64(perYear))
	}
	return factors
}

// setDates lays out dated entries, actual/365 from the first date, in order of
// date: a flow keeps its date wherever in the row it stands.
func (s *stream) setDates(p Problem) error {
	if p.Timing != "" && p.Timing != BaseYear && p.Timing != Actual365 {
		return &Error{ErrTimingDated, "timing"}
	}
	if p.PeriodsPerYear != 0 {
		return &Error{ErrPeriodsDated, "periodsPerYear"}
	}
	if len(p.Dates) != len(s.net) {
		return &Error{ErrLengthMismatch, "dates"}
	}
	days, err := daysFromFirst(nil, p.Dates)
	if err != nil {
		return err
	}
	for i, d := range days {
		if d < 0 {
			return &Error{ErrDateOrder, indexed("dates", i)}
		}
	}
	s.dates = p.Dates
	if !slices.IsSorted(days) {
		s.sortBy(days)
	}
	s.unit = 365
	s.years = make([]float64, len(days))
	s.costFactors = make([]float64, len(days))
	s.terms = make([]term, 0, len(days))
	for i, d := range days {
		s.years[i] = float64(d) / 365
		s.costFactors[i] = p.Rates.Factor(s.years[i])
		s.terms = append(s.terms, term{d, s.net[i]})
	}
	s.terms = netted(s.terms)
	s.benefitFactors = s.costFactors
	return nil
}

// setCalendar lays out entries of equal periods by the calendar: the first on
// Start, each of the others so many months later.
func (s *stream) setCalendar(p Problem) error {
	perYear, known := periodsPerYear(p.PeriodsPerYear)
	if !known {
		return &Error{ErrCountRange, "periodsPerYear"}
	}
	if p.Start.IsZero() {
		return &Error{ErrDateMissing, "start"}
	}
	if len(s.net) > 1000*int(perYear) { // of years, as dates have
		return &Error{ErrTooMany, "flows"}
	}
	dates := make([]time.Time, len(s.net))
	for t := range dates {
		dates[t] = monthsAfter(p.Start, t*12/int(perYear))
	}
	return s.setDates(Problem{Dates: dates, Rates: p.Rates})
}

// monthsAfter is the same day so many months later, or the last day of a month
// that has no such day. Excel equivalent: EDATE(day, months).
func monthsAfter(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// sortBy puts days and the entries with them in order of time; the problem's
// own slices stay as they are.
func (s *stream) sortBy(days []int64) {
	order := make([]int, len(days))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(days[a], days[b]) })
	sorted := make([]int64, len(days))
	costs, benefits, net := make([]float64, len(days)), make([]float64, len(days)), make([]float64, len(days))
	dates := make([]time.Time, len(days))
	for to, from := range order {
		dates[to] = s.dates[from]
		sorted[to], costs[to], benefits[to], net[to] = days[from], s.costs[from], s.benefits[from], s.net[from]
	}
	copy(days, sorted)
	s.costs, s.benefits, s.net, s.dates = costs, benefits, net, dates
}

// span is the length of the row in years, from the first entry to the last.
func (s *stream) span() float64 { return s.years[len(s.years)-1] }

// worth is what an amount counts at a factor, rounded. Nothing is worth nothing
// also where the factor is too large for a number.
func worth(amount, factor float64) float64 {
	if amount == 0 {
		return 0
	}
	return amount * factor
}

// total is a sum that keeps what each addition rounds away (Neumaier 1974).
type total struct{ sum, lost float64 }

func (t *total) add(x float64) {
	x = float64(x) // rounded: no product is to be fused into the sum on some CPUs
	sum := t.sum + x
	if math.Abs(t.sum) >= math.Abs(x) {
		t.lost += (t.sum - sum) + x
	} else {
		t.lost += (x - sum) + t.sum
	}
	t.sum = sum
}

func (t *total) value() float64 {
	if math.IsInf(t.sum, 0) || math.IsNaN(t.sum) {
		return t.sum
	}
	return t.sum + t.lost
}
