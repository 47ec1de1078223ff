package calc_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"raaderum/calc"
)

// The benchmarks have no limits of their own; docs/performance.md says what
// bounds each and how to compare with other programs.

func benchmarkFlows(n int) []float64 {
	flows := make([]float64, n)
	for t := range flows {
		flows[t] = 300_000
	}
	flows[0] = -300_000 * float64(n) / 3
	return flows
}

func yearlyDates(n int) []time.Time {
	dates := make([]time.Time, n)
	for t := range dates {
		dates[t] = date(2013+t, 1, 1)
	}
	return dates
}

func BenchmarkNPV(b *testing.B) {
	for _, n := range []int{10, 40, 1000} {
		flows := benchmarkFlows(n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := calc.NPV(0.04, flows); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkXNPV(b *testing.B) {
	flows, dates := benchmarkFlows(40), yearlyDates(40)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calc.XNPV(0.04, dates, flows); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIRR(b *testing.B) {
	for _, n := range []int{10, 40} {
		flows := benchmarkFlows(n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := calc.FindIRR(flows); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Many changes of sign: the roots are isolated exactly.
func BenchmarkIRRManySigns(b *testing.B) {
	random := new(dice)
	*random = 1
	rows := make([][]float64, 64)
	for i := range rows {
		rows[i] = make([]float64, 20)
		for t := range rows[i] {
			rows[i][t] = math.Round(1000 * random.NormFloat64())
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := calc.FindIRR(rows[i%len(rows)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkXIRR(b *testing.B) {
	flows, dates := benchmarkFlows(40), yearlyDates(40)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calc.FindXIRR(dates, flows); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMIRR(b *testing.B) {
	flows := benchmarkFlows(40)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calc.MIRR(flows, 0.05, 0.03); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	p := calc.Problem{Flows: benchmarkFlows(10), Rates: calc.Flat(0.04)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calc.Evaluate(p); err != nil {
			b.Fatal(err)
		}
	}
}

// Two hundred cases with a cost and a benefit each, ten years and the NPV.
func BenchmarkSimulation(b *testing.B) {
	for _, method := range []calc.EstimateMethod{calc.Triangular, calc.PERT} {
		s := calc.Simulation{Snapshot: "benchmark", Draws: 10_000}
		for i := range 400 {
			weights := make([]float64, 11)
			for j := range weights {
				weights[j] = 1
			}
			s.Stakes = append(s.Stakes, calc.Stake{
				Case: strconv.Itoa(i / 2), Line: strconv.Itoa(i % 2), Probability: 1, Weights: weights,
				Estimate: calc.ThreePoint{Low: 80, Likely: 100, High: 150, Method: method},
			})
		}
		b.Run(string(method), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Run(2); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/400/10_000, "ns/draw")
		})
	}
}

// ordinaryCases are cases as they mostly are: an outlay of one to three years,
// then gains that differ, 10 to 40 years in all.
func ordinaryCases(count int) ([][]float64, [][]time.Time) {
	random := new(dice)
	*random = 2012
	rows, dates := make([][]float64, count), make([][]time.Time, count)
	for i := range rows {
		rows[i] = ordinaryFlows(random)
		dates[i] = make([]time.Time, len(rows[i]))
		for t := range dates[i] {
			dates[i][t] = date(2013+t, 1, 1).AddDate(0, 0, random.IntN(60))
		}
	}
	return rows, dates
}

func BenchmarkIRROrdinary(b *testing.B) {
	rows, _ := ordinaryCases(1000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := calc.FindIRR(rows[i%len(rows)]); err != nil {
			b.Fatal(err)
		}
	}
}

// A thousand cases at a time: the time is that of all.
func BenchmarkBatch(b *testing.B) {
	rows, dates := ordinaryCases(1000)
	var batch calc.Batch
	for _, c := range []struct {
		name string
		call func() error
	}{
		{"NPV", func() error { _, err := batch.NPVs(0.04, rows); return err }},
		{"XNPV", func() error { _, err := batch.XNPVs(0.04, dates, rows); return err }},
		{"MIRR", func() error { _, err := batch.MIRRs(rows, 0.05, 0.03); return err }},
		{"IRR", func() error { _, err := batch.IRRs(rows); return err }},
		{"XIRR", func() error { _, err := batch.XIRRs(dates, rows); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.call(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(rows)), "ns/row")
		})
	}
}
