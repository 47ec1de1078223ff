package calc_test

import (
	"slices"
	"strconv"
	"testing"

	"raaderum/calc"
)

// BenchmarkForecast is the question of a page: 200 cases with a cost and a gain
// each over ten years and in all, 10,000 draws, half the gains unsure and a
// quarter hanging on one of five suppliers.
func BenchmarkForecast(b *testing.B) {
	f := calc.Forecast{Snapshot: "benchmark", Correlation: 0.5, Targets: map[int]float64{}}
	random := new(dice)
	*random = 3
	for year := range 10 {
		f.Years = append(f.Years, 2013+year)
		f.Targets[2013+year] = 15e6
	}
	for i := range 200 {
		low := 50_000 + 100_000*random.Float64()
		likely := low + 60_000*random.Float64()
		e := calc.ThreePoint{Low: low, Likely: likely, High: likely + 200_000*random.Float64(), Method: calc.PERT}
		name := strconv.Itoa(i)
		cost := calc.Stake{Case: name, Line: "cost", Estimate: e, Probability: 1, Weights: make([]float64, 10)}
		cost.Weights[i%3] = -3
		gain := calc.Stake{Case: name, Line: "gain", Estimate: e, Probability: 1, Weights: make([]float64, 10)}
		for year := i%3 + 1; year < 10; year++ {
			gain.Weights[year] = 1
		}
		if i%2 == 0 {
			gain.Probability = 0.8
		}
		if i%4 == 0 {
			gain.Cause = "supplier " + strconv.Itoa(i%5)
		}
		f.Stakes = append(f.Stakes, cost, gain)
	}
	for _, workers := range []int{1, 2} {
		b.Run(strconv.Itoa(workers), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Run(workers); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkQuantiles finds three quantiles of 10,000 draws; a number drawn
// takes about as long as the part of a number here.
func BenchmarkQuantiles(b *testing.B) {
	s := portfolioOfStakes()
	s.Draws = 10_000
	result, err := s.Run(2)
	if err != nil {
		b.Fatal(err)
	}
	draws := make([]float64, s.Draws)
	for draw := range draws {
		draws[draw] = result.Outcomes[0].At(draw)
	}
	perDraw := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(s.Draws), "ns/draw")
	}
	b.Run("selection", func(b *testing.B) {
		for b.Loop() {
			result.Outcomes[0].Quantiles(0.1, 0.5, 0.9)
		}
		perDraw(b)
	})
	b.Run("sorting", func(b *testing.B) {
		for b.Loop() {
			slices.Sort(slices.Clone(draws))
		}
		perDraw(b)
	})
}

// BenchmarkSharedCause is 2,000 estimates of one cause, each of its own shape.
func BenchmarkSharedCause(b *testing.B) {
	s := calc.Simulation{Snapshot: "benchmark", Draws: 1, Correlation: 0.5}
	for i := range 2000 {
		s.Stakes = append(s.Stakes, calc.Stake{
			Case: strconv.Itoa(i), Line: "gain", Probability: 0.5 + float64(i)/5000, Weights: []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, Cause: "law",
			Estimate: calc.ThreePoint{Low: 0, Likely: float64(i + 1), High: 4000, Method: calc.PERT},
		})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Run(2); err != nil {
			b.Fatal(err)
		}
	}
}
