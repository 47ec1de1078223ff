package calc_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// The zero values have no draws: what is asked of them is no number, and
// nothing panics.
func TestOutcomeWithoutDraws(t *testing.T) {
	var o calc.Outcome
	for name, got := range map[string]float64{
		"quantile": o.Quantile(0.5), "chance": o.Chance(0), "draw": o.At(0),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s of no draws is %v", name, got)
		}
	}
	if _, ok := o.DrawOf(0.5); ok || o.Draws() != 0 {
		t.Error("a draw of none")
	}
	if drivers := (calc.SimulationResult{}).Drivers(0); drivers != nil {
		t.Errorf("drivers of nothing: %v", drivers)
	}
	result, err := portfolioOfStakes().Run(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, measure := range []int{-1, 2} {
		if drivers := result.Drivers(measure); drivers != nil {
			t.Errorf("drivers of measure %d: %v", measure, drivers)
		}
	}
	o = result.Outcomes[0]
	if !math.IsNaN(o.Quantile(math.NaN())) || !math.IsNaN(o.Chance(math.NaN())) || !math.IsNaN(o.At(-1)) {
		t.Error("a number where none was asked for")
	}
	if o.Quantile(-3) != o.Quantile(0) || o.Quantile(3) != o.Quantile(1) {
		t.Error("shares outside 0 to 1")
	}
}

// sure is a stake that always comes to the amount.
func sure(line string, amount float64) calc.Stake {
	return calc.Stake{Case: "BC1", Line: line, Probability: 1, Weights: []float64{1},
		Estimate: calc.ThreePoint{Low: amount, Likely: amount, High: amount, Method: calc.PERT}}
}

// Ten benefits of 0.10 kr. make 0.9999999999999999 in float64 and reach one
// krone; so does 0.995, which is one krone to the øre; 0.994 does not.
func TestChanceCountsATargetReachedToTheOre(t *testing.T) {
	ten := calc.Simulation{Snapshot: "s", Draws: 4}
	for i := range 10 {
		ten.Stakes = append(ten.Stakes, sure(string(rune('a'+i)), 0.1))
	}
	for name, c := range map[string]struct {
		stakes []calc.Stake
		target float64
		want   float64
	}{
		"ten times 0.10":     {ten.Stakes, 1, 1},
		"the next øre":       {ten.Stakes, 1.01, 0},
		"rounded up":         {[]calc.Stake{sure("a", 0.995)}, 1, 1},
		"below":              {[]calc.Stake{sure("a", 0.994)}, 1, 0},
		"costs":              {[]calc.Stake{sure("a", -0.1), sure("b", -0.2)}, -0.3, 1},
		"2.5 million":        {[]calc.Stake{sure("a", 2_499_999.995)}, 2_500_000, 1},
		"too large for øre":  {[]calc.Stake{sure("a", 1e300)}, 1e300, 1},
		"too large to reach": {[]calc.Stake{sure("a", 1)}, math.Inf(1), 0},
	} {
		s := ten
		s.Stakes = c.stakes
		result, err := s.Run(1)
		if err != nil {
			t.Fatal(err)
		}
		if got := result.Outcomes[0].Chance(c.target); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What is too large for a number is an error, and what only looks so on the way
// is not.
func TestOverflowIsAnError(t *testing.T) {
	overflow := func(name string, err error) {
		t.Helper()
		var fault *calc.Error
		if !errors.As(err, &fault) || fault.Code != calc.ErrOverflow {
			t.Errorf("%s: %v", name, err)
		}
	}
	large := calc.ThreePoint{Low: 1.5e308, Likely: 1.5e308, High: 1.5e308, Method: calc.PERT}
	_, err := calc.TotalEstimate([]calc.ThreePoint{large, large})
	overflow("estimates", err)
	_, err = calc.RiskReserve([]calc.Risk{{1, 1.5e308}, {1, 1.5e308}})
	overflow("risks", err)
	s := calc.Simulation{Snapshot: "s", Draws: 3, Stakes: []calc.Stake{sure("a", 1.5e308), sure("b", 1.5e308)}}
	_, err = s.Run(1)
	overflow("sum", err)
	s.Stakes = []calc.Stake{sure("a", 1e200)}
	s.Stakes[0].Weights = []float64{1e200}
	_, err = s.Run(1)
	overflow("product", err)

	// By hand: deviations of 3e200 and 4e200 make 5e200; of 3e-200 and 4e-200, 5e-200.
	for _, unit := range []float64{1e200, 1e-200} {
		total, err := calc.TotalEstimate([]calc.ThreePoint{
			{Low: 0, Likely: 9 * unit, High: 18 * unit, Method: calc.PERT}, {Low: 0, Likely: 12 * unit, High: 24 * unit, Method: calc.PERT},
		})
		if err != nil || math.Abs(total.SD/unit-5) > 1e-12 {
			t.Errorf("unit %v: %+v, %v", unit, total, err)
		}
	}
}

// Values and spreads grow with the unit by exactly a power of two, from the
// smallest unit to the largest.
func TestSimulationDoesNotDependOnTheUnit(t *testing.T) {
	want, err := portfolioOfStakes().Run(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, exponent := range []int{-900, -30, 30, 900} {
		s := portfolioOfStakes()
		unit := math.Ldexp(1, exponent)
		for i := range s.Stakes {
			e := &s.Stakes[i].Estimate
			e.Low, e.Likely, e.High = e.Low*unit, e.Likely*unit, e.High*unit
		}
		got, err := s.Run(2)
		if err != nil {
			t.Fatal(err)
		}
		for j, o := range got.Outcomes {
			w := want.Outcomes[j]
			for name, pair := range map[string][2]float64{
				"mean": {o.Expected.Mean, w.Expected.Mean}, "deviation": {o.Expected.SD, w.Expected.SD},
				"drawn mean": {o.Drawn.Mean, w.Drawn.Mean}, "drawn deviation": {o.Drawn.SD, w.Drawn.SD},
				"P10": {o.P10, w.P10}, "P50": {o.P50, w.P50}, "P90": {o.P90, w.P90},
			} {
				if pair[0] != pair[1]*unit {
					t.Errorf("unit 2^%d: %s %v, want %v", exponent, name, pair[0], pair[1]*unit)
				}
			}
		}
	}
}

// Quantiles found by selection are those of the sorted draws, by the definition
// written out.
func TestQuantilesAgainstSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := calc.Simulation{Snapshot: rapid.String().Draw(t, "snapshot"), Draws: rapid.IntRange(1, 3000).Draw(t, "draws")}
		for i := range rapid.IntRange(1, 3).Draw(t, "stakes") {
			stake := anyStake(t, i)
			stake.Weights = []float64{rapid.SampledFrom([]float64{1, -1, 1e-6, 1e9}).Draw(t, "weight")}
			s.Stakes = append(s.Stakes, stake)
		}
		result, err := s.Run(1)
		if err != nil {
			t.Fatal(err)
		}
		o := result.Outcomes[0]
		sorted := make([]float64, s.Draws)
		for draw := range sorted {
			sorted[draw] = o.At(draw)
		}
		slices.Sort(sorted)
		n := float64(s.Draws)
		shares := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 5).Draw(t, "shares")
		for i, got := range o.Quantiles(shares...) {
			// The smallest value with at least the share at or below it.
			at := 0
			for float64(at+1) < shares[i]*n-1e-9 {
				at++
			}
			if got != sorted[at] {
				t.Fatalf("quantile %v of %d draws is %v, want %v", shares[i], s.Draws, got, sorted[at])
			}
		}
		if o.Quantile(0) != sorted[0] || o.Quantile(1) != sorted[len(sorted)-1] {
			t.Fatalf("from %v to %v", o.Quantile(0), o.Quantile(1))
		}
	})
}

// anyStake is a stake with any estimate, half of them sure to come.
func anyStake(t *rapid.T, i int) calc.Stake {
	points := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 3, 3).Draw(t, "points")
	slices.Sort(points)
	if rapid.IntRange(0, 9).Draw(t, "certain") == 0 {
		points[0], points[1] = points[2], points[2]
	}
	probability := 1.0
	if rapid.Bool().Draw(t, "unsure") {
		probability = rapid.Float64Range(0, 1).Draw(t, "probability")
	}
	return calc.Stake{
		Case: string(rune('a' + i%26)), Line: string(rune('a' + i)), Probability: probability, Weights: []float64{1},
		Estimate: calc.ThreePoint{Low: points[0], Likely: points[1], High: points[2],
			Method: rapid.SampledFrom([]calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}).Draw(t, "method")},
	}
}
