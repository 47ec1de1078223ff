package calc

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Stake (usikker post) is one uncertain amount of a case: a cost, a benefit.
// What it comes to counts in each measure of the simulation by its weight
// there: for a benefit of X kroner a year from year 2 on, the weight in the
// NPV is Σ_{t≥2} DF(t), and in the effect of a year 0 or 1. Costs have
// negative weights.
type Stake struct {
	Case, Line  string     // together they name it; no two stakes share both
	Estimate    ThreePoint // what it comes to when it comes
	Probability float64    // that it comes at all (realiseringssandsynlighed), 0 to 1
	Weights     []float64  // one for each measure
	Cause       string     // stakes with the same cause move together; "" for none
}

// Simulation (simulering) draws all stakes of a portfolio many times. Every
// number drawn depends only on Snapshot, the stake's name and the number of
// the draw, so that the result has the same bytes whatever the order of the
// stakes, the number of workers and the processor, and any draw can be made
// again alone.
//
// In each draw a stake goes, with the chance √Correlation, with its cause: then
// the cause's numbers say whether it comes and how much it comes to, instead of
// its own. Two stakes of a cause thus both go with it in the share Correlation
// of the draws, which is the rank correlation of their amounts; and when both do,
// the less probable one comes only where the more probable one does.
type Simulation struct {
	Snapshot    string // names the inputs: the same snapshot, the same numbers
	Stakes      []Stake
	Draws       int
	Correlation float64 // between stakes of the same cause, 0 to 1
}

// maxDrawn is the most numbers a simulation keeps: draws times measures.
const maxDrawn = 50_000_000

// Driver is a case's part in the spread of a measure.
type Driver struct {
	Case  string  `json:"case"`
	Share float64 `json:"share"` // of the variance; all shares add up to 1
}

// SimulationResult is an Outcome for each measure.
type SimulationResult struct {
	Outcomes []Outcome
	covary   [][]float64 // [measure][stake]: covariance with the measure's total
	p        *prepared
}

// Drivers are the cases by their part in the spread of a measure, widest
// first, from the closed form: the covariance of the case with the whole over
// the variance of the whole. A case that evens out what others vary has a part
// below 0. Equal ones are in order of name. Nil when nothing varies, and for a
// measure there is not.
func (r SimulationResult) Drivers(measure int) []Driver {
	if measure < 0 || measure >= len(r.covary) {
		return nil
	}
	var variance total
	var drivers []Driver
	for i, covariance := range r.covary[measure] {
		variance.add(covariance)
		if last := len(drivers) - 1; last >= 0 && drivers[last].Case == r.p.stakes[i].Case {
			drivers[last].Share += covariance
		} else {
			drivers = append(drivers, Driver{r.p.stakes[i].Case, covariance})
		}
	}
	if variance.value() <= 0 {
		return nil
	}
	for i := range drivers {
		drivers[i].Share /= variance.value()
	}
	slices.SortStableFunc(drivers, func(a, b Driver) int { return cmp.Compare(b.Share, a.Share) })
	return drivers
}

// prepared is a checked simulation, its stakes in order of name.
type prepared struct {
	stakes      []Stake
	quantiles   []quantile
	keys        []uint64
	causes      []uint64 // of each distinct cause
	causeOf     []int    // −1 for none
	schedule    *keySchedule
	key         uint64
	follows     uint64  // how many of 2³² numbers say that a stake goes with its cause: √Correlation
	correlation float64 // that this makes
	measures    int
	draws       int
}

func (s Simulation) prepare() (*prepared, error) {
	if len(s.Stakes) == 0 {
		return nil, &Error{ErrEmpty, "stakes"}
	}
	if !(s.Correlation >= 0 && s.Correlation <= 1) {
		return nil, &Error{ErrProbability, "correlation"}
	}
	p := &prepared{
		stakes: slices.Clone(s.Stakes), key: keyOf("simulation", s.Snapshot), draws: s.Draws,
		follows: threshold(math.Sqrt(s.Correlation)), correlation: s.Correlation, measures: len(s.Stakes[0].Weights),
	}
	p.schedule = newKeySchedule(p.key)
	if s.Draws < 1 || p.measures < 1 || s.Draws > maxDrawn/p.measures {
		return nil, &Error{ErrTooMany, "draws"}
	}
	for i, stake := range s.Stakes {
		if err := stake.check(p.measures); err != nil {
			return nil, moved(err, indexed("stakes", i))
		}
	}
	slices.SortStableFunc(p.stakes, func(a, b Stake) int {
		return cmp.Or(cmp.Compare(a.Case, b.Case), cmp.Compare(a.Line, b.Line))
	})
	for i := range p.stakes {
		p.stakes[i].Weights = slices.Clone(p.stakes[i].Weights)
	}
	var built quantiles
	known := map[string]int{}
	for i, stake := range p.stakes {
		if i > 0 && stake.Case == p.stakes[i-1].Case && stake.Line == p.stakes[i-1].Line {
			return nil, &Error{ErrDuplicate, "stakes"}
		}
		p.quantiles = append(p.quantiles, built.of(stake.Estimate))
		p.keys = append(p.keys, keyOf("stake", stake.Case, stake.Line))
		cause := -1
		if stake.Cause != "" {
			var seen bool
			if cause, seen = known[stake.Cause]; !seen {
				cause = len(p.causes)
				known[stake.Cause] = cause
				p.causes = append(p.causes, keyOf("cause", stake.Cause))
			}
		}
		p.causeOf = append(p.causeOf, cause)
	}
	return p, nil
}

func (s Stake) check(measures int) error {
	if err := s.Estimate.Check(); err != nil {
		return err
	}
	if !(s.Probability >= 0 && s.Probability <= 1) {
		return &Error{ErrProbability, "probability"}
	}
	if len(s.Weights) != measures {
		return &Error{ErrLengthMismatch, "weights"}
	}
	if err := checkAmounts(s.Weights, "weights", false); err != nil {
		return err
	}
	reach := math.Max(math.Abs(s.Estimate.Low), math.Abs(s.Estimate.High))
	for j, weight := range s.Weights {
		if math.IsInf(weight*reach, 0) {
			return &Error{ErrOverflow, indexed("weights", j)}
		}
	}
	return nil
}

// Run draws with as many workers as given, at least one. *Error for malformed
// input: no stakes, two of the same name, weights of different length, a
// probability outside 0 to 1, an estimate out of order, too many draws; and for
// a measure that is too large for a number.
func (s Simulation) Run(workers int) (SimulationResult, error) {
	p, err := s.prepare()
	if err != nil {
		return SimulationResult{}, err
	}
	totals := make([][]float64, p.measures)
	for j := range totals {
		totals[j] = make([]float64, multipleOfEight(s.Draws))[:s.Draws]
	}
	windows := (s.Draws + windowDraws - 1) / windowDraws
	workers = min(max(workers, 1), windows)
	var group sync.WaitGroup
	for w := range workers {
		from, to := windows*w/workers*windowDraws, min(windows*(w+1)/workers*windowDraws, s.Draws)
		group.Go(func() { p.draw(from, to, totals) })
	}
	group.Wait()

	result := SimulationResult{p: p}
	var exponents []int
	result.covary, exponents = p.covariances()
	for j, drawn := range totals {
		outcome := newOutcome(p.expected(j, result.covary[j], exponents[j]), drawn)
		if !outcome.finite() {
			return SimulationResult{}, &Error{ErrOverflow, indexed("measures", j)}
		}
		result.Outcomes = append(result.Outcomes, outcome)
	}
	return result, nil
}

// draw fills in the draws from..to−1 of every measure.
func (p *prepared) draw(from, to int, totals [][]float64) {
	draws := p.blockDraws()
	block := p.newBlock(draws)
	for ; from < to; from += draws {
		block.begin(from, min(draws, to-from))
		for i := range p.stakes {
			block.add(i, totals)
		}
	}
}

// addTimes adds values times a weight.
func addTimes(sums, values []float64, weight float64) {
	values = values[:len(sums)]
	for len(sums) >= 4 && len(values) >= 4 {
		sums[0] += float64(values[0] * weight)
		sums[1] += float64(values[1] * weight)
		sums[2] += float64(values[2] * weight)
		sums[3] += float64(values[3] * weight)
		sums, values = sums[4:], values[4:]
	}
	for i := range sums {
		sums[i] += float64(values[i] * weight)
	}
}

// expected is the closed form of a measure.
func (p *prepared) expected(measure int, covariances []float64, exponent int) Spread {
	var mean, variance total
	for i := range p.stakes {
		stake := &p.stakes[i]
		mean.add(stake.Probability * (stake.Estimate.Mean() * stake.Weights[measure]))
		variance.add(covariances[i])
	}
	return Spread{mean.value(), math.Ldexp(math.Sqrt(math.Max(variance.value(), 0)), exponent)}
}
