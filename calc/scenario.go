package calc

import (
	"math"
	"time"
)

// Scenario (scenarie) is what turns out otherwise than planned. The zero
// Scenario changes nothing.
type Scenario struct {
	Name          string
	CostChange    float64 // a fraction: 0.25 is a quarter more costs; ≥ −1
	BenefitChange float64 // a fraction: −0.25 is a quarter less benefits; ≥ −1
	Delay         float64 // years the benefits come later, ≥ 0
	RateChange    float64 // added to every rate: 0.01 is one percentage point
	HorizonChange int     // years more or fewer
}

// Combined is both scenarios at once: changes multiply, delays and the rest
// add up.
func (s Scenario) Combined(other Scenario) Scenario {
	return Scenario{
		Name:          s.Name + other.Name,
		CostChange:    float64((1+s.CostChange)*(1+other.CostChange)) - 1,
		BenefitChange: float64((1+s.BenefitChange)*(1+other.BenefitChange)) - 1,
		Delay:         s.Delay + other.Delay,
		RateChange:    s.RateChange + other.RateChange,
		HorizonChange: s.HorizonChange + other.HorizonChange,
	}
}

// Apply is the problem as it looks in the scenario, as costs and benefits.
// First the horizon changes: fewer years drop the last entries, more years
// repeat the last year's. Then the amounts change, and the benefits come later
// within the horizon that remains, so that those pushed beyond it are lost: a
// delay of k + f periods gives (1−f)·G_{t−k} + f·G_{t−k−1}. Dated flows have
// their benefits moved by whole days; their horizon, the last date, can only
// be kept.
//
// *Error for a malformed problem or a change out of its range.
func (s Scenario) Apply(p Problem) (Problem, error) {
	if err := s.check(); err != nil {
		return Problem{}, err
	}
	laid, err := newStream(p)
	if err != nil {
		return Problem{}, err
	}
	q := p
	q.Flows = nil
	q.Costs, q.Benefits = append([]float64(nil), laid.costs...), append([]float64(nil), laid.benefits...)
	if len(p.Dates) > 0 {
		q.Dates = laid.dates
		err = s.moveDates(&q)
	} else {
		err = s.movePeriods(&q)
	}
	if err != nil {
		return Problem{}, err
	}
	for t := range q.Costs {
		q.Costs[t] *= 1 + s.CostChange
		q.Benefits[t] *= 1 + s.BenefitChange
	}
	q.Rates = p.Rates.shifted(s.RateChange)
	return q, q.Rates.Check()
}

func (s Scenario) check() error {
	for _, number := range []struct {
		field string
		value float64
		least float64
	}{
		{"costChange", s.CostChange, -1}, {"benefitChange", s.BenefitChange, -1},
		{"delay", s.Delay, 0}, {"rateChange", s.RateChange, math.Inf(-1)},
	} {
		switch {
		case math.IsNaN(number.value) || math.IsInf(number.value, 0):
			return &Error{ErrNotFinite, number.field}
		case number.value < number.least:
			return &Error{ErrNegative, number.field}
		}
	}
	return nil
}

// shifted is the rate with the same added in every band.
func (r Rates) shifted(change float64) Rates {
	bands := append([]Band(nil), r.Bands...)
	for i := range bands {
		bands[i].Rate += change
	}
	return Rates{bands}
}

// movePeriods changes the horizon and delays the benefits of regular entries.
func (s Scenario) movePeriods(p *Problem) error {
	perYear, _ := periodsPerYear(p.PeriodsPerYear)
	year := int(perYear)
	n := len(p.Costs) + s.HorizonChange*year
	if n < 1 || n > maxEntries {
		return &Error{ErrCountRange, "horizonChange"}
	}
	for t := len(p.Costs); t < n; t++ {
		same := max(t-year, 0) // a row shorter than a year repeats from its start
		p.Costs, p.Benefits = append(p.Costs, p.Costs[same]), append(p.Benefits, p.Benefits[same])
	}
	p.Costs, p.Benefits = p.Costs[:n], p.Benefits[:n]

	delay := s.Delay * float64(year)
	if delay > float64(n) {
		delay = float64(n)
	}
	whole := int(delay)
	share := delay - float64(whole)
	late := make([]float64, n)
	for t := range late {
		if from := t - whole; from >= 0 {
			late[t] += float64((1 - share) * p.Benefits[from])
		}
		if from := t - whole - 1; from >= 0 {
			late[t] += float64(share * p.Benefits[from])
		}
	}
	p.Benefits = late
	return nil
}

// moveDates delays the benefits of dated entries, which become entries of
// their own after the costs.
func (s Scenario) moveDates(p *Problem) error {
	if s.HorizonChange != 0 {
		return &Error{ErrHorizonDated, "horizonChange"}
	}
	if s.Delay == 0 {
		return nil
	}
	last := p.Dates[len(p.Dates)-1]
	n := len(p.Dates)
	dates := append([]time.Time(nil), p.Dates...)
	costs, benefits := append([]float64(nil), p.Costs...), make([]float64, n)
	days := int(math.Round(math.Min(s.Delay*365, maxDays)))
	for i, benefit := range p.Benefits {
		// By the days as written: a clock on the last date cuts nothing off.
		if late := p.Dates[i].AddDate(0, 0, days); benefit > 0 && dayNumber(late) <= dayNumber(last) {
			dates, costs, benefits = append(dates, late), append(costs, 0), append(benefits, benefit)
		}
	}
	p.Dates, p.Costs, p.Benefits = dates, costs, benefits
	return nil
}

// EvaluateIn is Evaluate of the problem in a scenario.
func (s Scenario) EvaluateIn(p Problem) (Evaluation, error) {
	changed, err := s.Apply(p)
	if err != nil {
		return Evaluation{}, err
	}
	return Evaluate(changed)
}
