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
// stakes and the number of workers, and any draw can be made again alone.
//
// Stakes of the same cause take, each with the chance √Correlation, the cause's
// uniform number instead of their own, which makes the rank correlation of any
// two of them Correlation.
type Simulation struct {
	Snapshot    string // names the inputs: the same snapshot, the same numbers
	Stakes      []Stake
	Draws       int
	Correlation float64 // between stakes of the same cause, 0 to 1
}

// maxDrawn is the most numbers a simulation keeps: draws times measures.
const maxDrawn = 50_000_000

// Outcome is what one measure comes to. Expected is in closed form and stands
// first; the rest is what was drawn.
type Outcome struct {
	Expected      Spread
	Drawn         Spread
	P10, P50, P90 float64 // the smallest value with at least that share of the draws at or below
	sorted        []float64
}

// Chance is the share of draws at or above a target.
func (o Outcome) Chance(target float64) float64 {
	below, _ := slices.BinarySearch(o.sorted, target)
	return float64(len(o.sorted)-below) / float64(len(o.sorted))
}

// Quantile is the smallest value with at least the share q of the draws at or
// below it, q from 0 to 1.
func (o Outcome) Quantile(q float64) float64 {
	n := len(o.sorted)
	i := int(math.Ceil(q*float64(n))) - 1
	return o.sorted[min(max(i, 0), n-1)]
}

// Driver is a case's part in the spread of a measure.
type Driver struct {
	Case  string
	Share float64 // of the variance; all shares add up to 1
}

// SimulationResult is an Outcome for each measure.
type SimulationResult struct {
	Outcomes []Outcome
	covary   [][]float64 // [measure][stake]: covariance with the measure's total
	stakes   []Stake     // in order of name
}

// Drivers are the cases by their part in the spread of a measure, widest
// first, from the closed form: the covariance of the case with the whole over
// the variance of the whole. Equal ones are in order of name. Nil when nothing
// varies.
func (r SimulationResult) Drivers(measure int) []Driver {
	variance := 0.0
	var drivers []Driver
	for i, covariance := range r.covary[measure] {
		variance += covariance
		if last := len(drivers) - 1; last >= 0 && drivers[last].Case == r.stakes[i].Case {
			drivers[last].Share += covariance
		} else {
			drivers = append(drivers, Driver{r.stakes[i].Case, covariance})
		}
	}
	if variance <= 0 {
		return nil
	}
	for i := range drivers {
		drivers[i].Share /= variance
	}
	slices.SortStableFunc(drivers, func(a, b Driver) int { return cmp.Compare(b.Share, a.Share) })
	return drivers
}

// prepared is a checked simulation, its stakes in order of name.
type prepared struct {
	stakes     []Stake
	quantiles  []quantile
	keys       []uint64
	causes     []uint64 // of each distinct cause
	causeOf    []int    // −1 for none
	key        uint64
	chance     float64 // √Correlation
	measures   int
	correlated float64
}

func (s Simulation) prepare() (*prepared, error) {
	if len(s.Stakes) == 0 {
		return nil, &Error{ErrEmpty, "stakes"}
	}
	if !(s.Correlation >= 0 && s.Correlation <= 1) {
		return nil, &Error{ErrProbability, "correlation"}
	}
	p := &prepared{
		stakes: slices.Clone(s.Stakes), key: keyOf("simulation", s.Snapshot),
		chance: math.Sqrt(s.Correlation), correlated: s.Correlation, measures: len(s.Stakes[0].Weights),
	}
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
	return checkAmounts(s.Weights, "weights", false)
}

// Drawn is what one stake came to in one draw: 0 when it did not come.
type Drawn struct {
	Case, Line string
	Value      float64
	Came       bool
	ByCause    bool // drawn with its cause's number
}

// Replay makes one draw again, 0 ≤ draw < Draws: every stake in order of name.
func (s Simulation) Replay(draw int) ([]Drawn, error) {
	p, err := s.prepare()
	if err != nil {
		return nil, err
	}
	if draw < 0 || draw >= s.Draws {
		return nil, &Error{ErrCountRange, "draw"}
	}
	drawn := make([]Drawn, len(p.stakes))
	block, at := p.newBlock(), draw%2
	block.begin(draw-at, 2)
	for i, stake := range p.stakes {
		block.draw(i)
		drawn[i] = Drawn{stake.Case, stake.Line, block.values[at], block.came[at], block.byCause[at]}
	}
	return drawn, nil
}

// Run draws with as many workers as given, at least one. *Error for malformed
// input: no stakes, two of the same name, weights of different length, a
// probability outside 0 to 1, an estimate out of order, too many draws.
func (s Simulation) Run(workers int) (SimulationResult, error) {
	p, err := s.prepare()
	if err != nil {
		return SimulationResult{}, err
	}
	totals := make([][]float64, p.measures)
	for j := range totals {
		totals[j] = make([]float64, s.Draws)
	}
	blocks := (s.Draws + blockDraws - 1) / blockDraws
	workers = min(max(workers, 1), blocks)
	var group sync.WaitGroup
	for w := range workers {
		from, to := blocks*w/workers*blockDraws, min(blocks*(w+1)/workers*blockDraws, s.Draws)
		group.Go(func() { p.draw(from, to, totals) })
	}
	group.Wait()

	result := SimulationResult{stakes: p.stakes, covary: p.covariances()}
	for j, drawn := range totals {
		outcome := Outcome{Expected: p.expected(j, result.covary[j]), Drawn: spreadOf(drawn)}
		slices.Sort(drawn)
		outcome.sorted = drawn
		outcome.P10, outcome.P50, outcome.P90 = outcome.Quantile(0.1), outcome.Quantile(0.5), outcome.Quantile(0.9)
		result.Outcomes = append(result.Outcomes, outcome)
	}
	return result, nil
}

// draw fills in the draws from..to−1 of every measure, from even.
func (p *prepared) draw(from, to int, totals [][]float64) {
	block := p.newBlock()
	for ; from < to; from += blockDraws {
		count := min(blockDraws, to-from)
		block.begin(from, count)
		for i, stake := range p.stakes {
			block.draw(i)
			for j, weight := range stake.Weights {
				if weight != 0 {
					addTimes(totals[j][from:from+count], block.values, weight)
				}
			}
		}
	}
}

// addTimes adds values times a weight.
func addTimes(sums, values []float64, weight float64) {
	values = values[:len(sums)]
	for i := range sums {
		sums[i] += float64(values[i] * weight)
	}
}

func spreadOf(values []float64) Spread {
	var sum, squares total
	for _, value := range values {
		sum.add(value)
	}
	n := float64(len(values))
	mean := sum.value() / n
	for _, value := range values {
		squares.add((value - mean) * (value - mean))
	}
	return Spread{mean, math.Sqrt(squares.value() / math.Max(n-1, 1))}
}

// expected is the closed form of a measure.
func (p *prepared) expected(measure int, covariances []float64) Spread {
	var mean, variance total
	for i, stake := range p.stakes {
		mean.add(stake.Probability * stake.Estimate.Mean() * stake.Weights[measure])
		variance.add(covariances[i])
	}
	return Spread{mean.value(), math.Sqrt(math.Max(variance.value(), 0))}
}

// covariances are, for each measure, those of each stake with the total. With
// p the probability, μ the mean and σ the standard deviation of a stake, its
// variance is pσ² + p(1−p)μ²; two of the same cause covary by
// correlation·p₁p₂·(∫Q₁Q₂ − μ₁μ₂), Q their quantile functions.
func (p *prepared) covariances() [][]float64 {
	all := make([][]float64, p.measures)
	for j := range all {
		all[j] = make([]float64, len(p.stakes))
	}
	for i, stake := range p.stakes {
		mean, sd, q := stake.Estimate.Mean(), stake.Estimate.DrawnSD(), stake.Probability
		variance := float64(q*sd*sd) + float64(q*(1-q)*mean*mean)
		for j, weight := range stake.Weights {
			all[j][i] += float64(variance * weight * weight)
		}
	}
	if p.correlated == 0 {
		return all
	}
	samples := make(map[int][]float64)
	for i := range p.stakes {
		if p.causeOf[i] >= 0 {
			samples[i] = sampled(p.quantiles[i])
		}
	}
	for i, a := range p.stakes {
		for k := i + 1; k < len(p.stakes); k++ {
			if p.causeOf[i] < 0 || p.causeOf[i] != p.causeOf[k] {
				continue
			}
			b := p.stakes[k]
			covariance := p.correlated * a.Probability * b.Probability * sampledCovariance(samples[i], samples[k])
			for j := range all {
				both := float64(covariance * a.Weights[j] * b.Weights[j])
				all[j][i] += both
				all[j][k] += both
			}
		}
	}
	return all
}

// sampled is a quantile function at evenly spread numbers.
func sampled(q quantile) []float64 {
	const points = 2048
	values := make([]float64, points)
	for i := range values {
		values[i] = (float64(i) + 0.5) / points
	}
	q.spread(values)
	return values
}

func sampledCovariance(a, b []float64) float64 {
	meanA, meanB := spreadOf(a).Mean, spreadOf(b).Mean
	var sum total
	for i := range a {
		sum.add((a[i] - meanA) * (b[i] - meanB))
	}
	return sum.value() / float64(len(a))
}
