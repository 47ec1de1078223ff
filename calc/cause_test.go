package calc_test

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Two benefits of 100 that come with 50 % each. By hand: alone their variances
// of 100²·0.5·0.5 add up to 5,000. With a cause that always decides, both come
// or neither: 200²·0.25 = 10,000. Where it decides in half the draws, half way:
// 5,000 + 2·0.5·(0.5·100² − 50²) = 7,500.
func TestCauseDecidesWhetherBenefitsCome(t *testing.T) {
	for correlation, variance := range map[float64]float64{0: 5_000, 0.5: 7_500, 1: 10_000} {
		a, b := sure("a", 100), sure("b", 100)
		a.Probability, b.Probability = 0.5, 0.5
		a.Cause, b.Cause = "supplier", "supplier"
		s := calc.Simulation{Snapshot: "s", Draws: 100_000, Correlation: correlation, Stakes: []calc.Stake{a, b}}
		result, err := s.Run(2)
		if err != nil {
			t.Fatal(err)
		}
		o := result.Outcomes[0]
		wantNear(t, "closed form", o.Expected.SD, math.Sqrt(variance), 1e-9)
		wantNear(t, "drawn", o.Drawn.SD, math.Sqrt(variance), 0.5) // four standard errors: √variance/√(2·100,000)·4 and a little
		if correlation < 1 {
			continue
		}
		for draw := range 1000 {
			if got := o.At(draw); got != 0 && got != 200 {
				t.Fatalf("draw %d: one of two came", draw)
			}
		}
	}
}

// Triangles of ±30 around 0, with a variance of 150 each, that come with 50 and
// 25 %, where the cause decides everything. By hand: 0.5·150 + 0.25·150, and
// 2·0.25·150 for the quarter of the draws where both come, with one number.
func TestCauseDecidesBothTogether(t *testing.T) {
	var stakes []calc.Stake
	for i, probability := range []float64{0.5, 0.25} {
		stake := sure(strconv.Itoa(i), 0)
		stake.Estimate = calc.ThreePoint{Low: -30, Likely: 0, High: 30, Method: calc.Triangular}
		stake.Cause, stake.Probability = "supplier", probability
		stakes = append(stakes, stake)
	}
	for correlation, variance := range map[float64]float64{0: 112.5, 0.4: 112.5 + 0.4*75, 1: 187.5} {
		s := calc.Simulation{Snapshot: "s", Draws: 200_000, Correlation: correlation, Stakes: stakes}
		result, err := s.Run(2)
		if err != nil {
			t.Fatal(err)
		}
		wantNear(t, "closed form", result.Outcomes[0].Expected.SD, math.Sqrt(variance), 1e-5*math.Sqrt(variance))
		// Four standard errors for a kurtosis of 20: √(19/4/200,000) = 0.5 %.
		wantNear(t, "drawn", result.Outcomes[0].Drawn.SD, math.Sqrt(variance), 0.02*math.Sqrt(variance))
	}
}

// Deviations of amounts that always move together add up: by hand, two
// triangles of ±30 with a deviation of 30/√6 each.
func TestCauseDecidesHowMuchBenefitsComeTo(t *testing.T) {
	var stakes []calc.Stake
	for _, line := range []string{"a", "b"} {
		stake := sure(line, 0)
		stake.Estimate = calc.ThreePoint{Low: 70, Likely: 100, High: 130, Method: calc.Triangular}
		stake.Cause = "supplier"
		stakes = append(stakes, stake)
	}
	s := calc.Simulation{Snapshot: "s", Draws: 50_000, Correlation: 1, Stakes: stakes}
	result, err := s.Run(2)
	if err != nil {
		t.Fatal(err)
	}
	want := 2 * 30 / math.Sqrt(6)
	wantNear(t, "closed form", result.Outcomes[0].Expected.SD, want, 1e-5*want)
	wantNear(t, "drawn", result.Outcomes[0].Drawn.SD, want, 0.015*want)
}

// Any mixture of methods, probabilities, signs, causes and correlations has the
// mean and the spread of the closed form.
func TestSharedCausesAgreeWithTheClosedForm(t *testing.T) {
	random := new(dice)
	*random = 5
	for trial := range 40 {
		s := calc.Simulation{Snapshot: strconv.Itoa(trial), Draws: 40_000, Correlation: random.Float64()}
		for i := range 2 + random.IntN(12) {
			low := 1000 * (random.Float64() - 0.3)
			likely := low + 1000*random.Float64()
			s.Stakes = append(s.Stakes, calc.Stake{
				Case: strconv.Itoa(i), Line: "l", Cause: []string{"", "supplier", "law"}[random.IntN(3)],
				Probability: []float64{1, random.Float64()}[random.IntN(2)], Weights: []float64{3*random.Float64() - 1},
				Estimate: calc.ThreePoint{Low: low, Likely: likely, High: likely + 1000*random.Float64(),
					Method: []calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}[random.IntN(3)]},
			})
		}
		result, err := s.Run(2)
		if err != nil {
			t.Fatal(err)
		}
		o := result.Outcomes[0]
		// Standard errors of 40,000 draws; that of the deviation from the draws' own
		// fourth moment. 4.5 of them: once in 3,000 comparisons by chance.
		meanError := o.Expected.SD / 200
		fourth := 0.0
		for draw := range s.Draws {
			fourth += math.Pow((o.At(draw)-o.Drawn.Mean)/o.Drawn.SD, 4) / float64(s.Draws)
		}
		wantNear(t, "mean", o.Drawn.Mean, o.Expected.Mean, 4.5*meanError)
		wantNear(t, "deviation", o.Drawn.SD, o.Expected.SD, 4.5*meanError/2*math.Sqrt(fourth-1))
	}
}

// The running sums over a cause's stakes give what every pair by itself gives:
// the variance of n stakes is that of all pairs less n − 2 times that of each.
func TestSharedCausesAgreeWithPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := calc.Simulation{Snapshot: "s", Draws: 1, Correlation: rapid.Float64Range(0, 1).Draw(t, "correlation")}
		n := rapid.IntRange(2, 7).Draw(t, "stakes")
		for i := range n {
			stake := anyStake(t, i)
			stake.Cause = rapid.SampledFrom([]string{"", "supplier", "law"}).Draw(t, "cause")
			stake.Weights = []float64{rapid.Float64Range(-2, 2).Draw(t, "weight")}
			s.Stakes = append(s.Stakes, stake)
		}
		variance := func(stakes ...calc.Stake) float64 {
			part := s
			part.Stakes = stakes
			result, err := part.Run(1)
			if err != nil {
				t.Fatal(err)
			}
			return result.Outcomes[0].Expected.SD * result.Outcomes[0].Expected.SD
		}
		want, size := 0.0, 0.0
		for i, a := range s.Stakes {
			alone := variance(a)
			reach := a.Weights[0] * max(math.Abs(a.Estimate.Low), math.Abs(a.Estimate.High))
			size += 1e-6 * reach * reach // rounding, where next to nothing varies
			want -= float64(n-2) * alone
			size += alone
			for _, b := range s.Stakes[i+1:] {
				want += variance(a, b)
			}
		}
		if got := variance(s.Stakes...); math.Abs(got-want) > 1e-9*float64(n*n)*size {
			t.Fatalf("variance %v, pair by pair %v", got, want)
		}
	})
}

// The parts of the cases add up to the whole, covariance included.
func TestDriversAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := calc.Simulation{Snapshot: "s", Draws: 1, Correlation: rapid.Float64Range(0, 1).Draw(t, "correlation")}
		for i := range rapid.IntRange(1, 9).Draw(t, "stakes") {
			stake := anyStake(t, i)
			stake.Case = rapid.SampledFrom([]string{"BC1", "BC2", "BC3"}).Draw(t, "case")
			stake.Cause = rapid.SampledFrom([]string{"", "supplier"}).Draw(t, "cause")
			s.Stakes = append(s.Stakes, stake)
		}
		result, err := s.Run(1)
		if err != nil {
			t.Fatal(err)
		}
		drivers := result.Drivers(0)
		if drivers == nil && result.Outcomes[0].Expected.SD == 0 {
			return
		}
		// Below 1e-323 a deviation is no number any more; the shares still are.
		sum := 0.0
		for i, driver := range drivers {
			sum += driver.Share
			if i > 0 && driver.Share > drivers[i-1].Share {
				t.Fatalf("out of order: %v", drivers)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("shares add up to %v: %v", sum, drivers)
		}
	})
}

// A stake of nothing beside one of next to nothing: the exponent of 0 and that of
// 2.8e-309 lie further apart than a number reaches. A deviation is no reason to
// refuse either (found by TestSharedCausesAgreeWithPairs).
func TestNothingBesideNextToNothing(t *testing.T) {
	tiny := calc.Stake{Case: "a", Line: "a", Cause: "law", Probability: 1, Weights: []float64{2.6e-259},
		Estimate: calc.ThreePoint{Low: 1.07e-50, Likely: 1.07e-50, High: 1.07e-50, Method: calc.PERT}}
	nothing := calc.Stake{Case: "b", Line: "b", Cause: "law", Probability: 1, Weights: []float64{1},
		Estimate: calc.ThreePoint{Method: calc.PERT}}
	result, err := calc.Simulation{Snapshot: "s", Draws: 1, Correlation: 1, Stakes: []calc.Stake{tiny, nothing}}.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	if sd := result.Outcomes[0].Expected.SD; sd != 0 {
		t.Fatalf("deviation %v of two certain amounts", sd)
	}
}
