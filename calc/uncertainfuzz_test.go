package calc_test

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"raaderum/calc"
)

// FuzzForecast gives any numbers whatever: the answer is an error of this
// package, or every figure of it is a number, the chances are chances, the
// drivers add up and the draws that quantiles are can be made again.
func FuzzForecast(f *testing.F) {
	numbers := func(values ...float64) []byte {
		var data []byte
		for _, x := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(x))
		}
		return data
	}
	f.Add("2013K2", 0.5, 1e6, 10, numbers(1, 2, 3, 0.8, 1, -1))
	f.Add("", 1.0, -1.0, 100, numbers(1, 2, 3, 1, 1, 0, -5, -5, 0, 0.1, 2, 1, 0, 0, 0, 1, 0, 0))
	f.Add("x", 0.0, math.Inf(1), 1, numbers(1e308, 1e308, 1e308, 1, 1e308, 1))
	f.Add("x", 0.3, 0.0, 8, numbers(5e-324, 1e-310, 1e-300, 1, 1e-300, 1, math.NaN(), 0, 0, 0, 0, 0))
	f.Add("x", 0.3, 0.0, 9, numbers(-1.7e308, 0, 1.7e308, 1, 1, 1))
	f.Fuzz(func(t *testing.T, snapshot string, correlation, target float64, draws int, data []byte) {
		forecast := calc.Forecast{
			Snapshot: snapshot, Years: []int{2013, 2014}, Correlation: correlation,
			Targets: map[int]float64{2014: target}, Draws: min(draws, 300),
		}
		for i := 0; len(data) >= 48 && i < 30; i++ {
			var x [6]float64
			for k := range x {
				x[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
			}
			data = data[48:]
			forecast.Stakes = append(forecast.Stakes, calc.Stake{
				Case: string(rune('a' + i/2)), Line: string(rune('a' + i)), Cause: []string{"", "supplier", "law"}[i%3],
				Estimate:    calc.ThreePoint{Low: x[0], Likely: x[1], High: x[2], Method: []calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}[i/3%3]},
				Probability: x[3], Weights: []float64{x[4], x[5]},
			})
		}
		answer, err := forecast.Run(2)
		if err != nil {
			if !errors.As(err, new(*calc.Error)) {
				t.Fatalf("%v", err)
			}
			return
		}
		for i, m := range append(answer.Years, answer.Total) {
			for _, x := range []float64{m.Likely, m.Expected.Mean, m.Expected.SD, m.Drawn.Mean, m.Drawn.SD, m.P10.Value, m.P50.Value, m.P90.Value} {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("%+v", m)
				}
			}
			if m.P10.Value > m.P50.Value || m.P50.Value > m.P90.Value || m.Chance != nil && !(*m.Chance >= 0 && *m.Chance <= 1) {
				t.Fatalf("%+v", m)
			}
			sum := 0.0
			for _, driver := range m.Drivers {
				sum += driver.Share
			}
			if len(m.Drivers) > 0 && !(math.Abs(sum-1) < 1e-6) {
				t.Fatalf("drivers add up to %v", sum)
			}
			replayed, err := answer.Result.Replay(m.P90.Draw)
			if err != nil || replayed.Totals[i] != m.P90.Value {
				t.Fatalf("draw %d: %v, %v, want %v", m.P90.Draw, replayed.Totals, err, m.P90.Value)
			}
		}
	})
}
