package calc_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Ranks and coverage by hand from the binomial distribution with p = ½:
// n = 5: 1 − 2/32 = 0.9375, which is too little; n = 6: 1 − 2/64 = 0.96875;
// n = 8: k = 1, 1 − 2/256, since k = 2 gives 1 − 18/256 = 0.929…;
// n = 10: k = 2, 1 − 2·(1+10)/1024 = 0.978515625;
// n = 20: k = 6, 1 − 2·21700/1048576 = 0.958610534…, with 21700 = 1+20+190+1140+4845+15504.
func TestMedianIntervalRanks(t *testing.T) {
	for _, c := range []struct {
		n, low   int
		coverage float64
	}{
		{1, 0, 0}, {5, 0, 0}, {6, 1, 0.96875}, {8, 1, 1 - 2.0/256}, {9, 2, 1 - 20.0/512},
		{10, 2, 0.978515625}, {20, 6, 1 - 2*21700.0/1048576},
	} {
		values := make([]float64, c.n)
		for i := range values {
			values[i] = float64(c.n - i) // n, …, 1: the value is its rank
		}
		m, err := calc.NewMedianInterval(values, 0.95)
		if err != nil || m.LowRank != c.low || m.Known != (c.low > 0) || m.Coverage != c.coverage || m.Needed != 6 {
			t.Errorf("n = %d: %+v, %v", c.n, m, err)
		}
		if m.Known && (m.Low != float64(c.low) || m.High != float64(c.n+1-c.low) || m.HighRank != c.n+1-c.low) {
			t.Errorf("n = %d: from %v to %v", c.n, m.Low, m.High)
		}
		if want := float64(c.n+1) / 2; m.Median != want {
			t.Errorf("n = %d: median %v, want %v", c.n, m.Median, want)
		}
	}
}

// Any sample: the coverage is at least what was asked for, the next narrower
// interval would have less (by lgamma, independently), and the median is inside.
func TestMedianIntervalIsTheNarrowest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-2, 3), 1, 300).Draw(t, "values")
		coverage := rapid.SampledFrom([]float64{0.5, 0.8, 0.9, 0.95, 0.99}).Draw(t, "coverage")
		m, err := calc.NewMedianInterval(values, coverage)
		if err != nil {
			t.Fatal(err)
		}
		n := len(values)
		tail := func(k int) (sum float64) { // 2·P(Bin(n, ½) ≤ k−1)
			for j := range k {
				a, _ := math.Lgamma(float64(n + 1))
				b, _ := math.Lgamma(float64(j + 1))
				c, _ := math.Lgamma(float64(n - j + 1))
				sum += 2 * math.Exp(a-b-c-float64(n)*math.Ln2)
			}
			return sum
		}
		if m.Known != (n >= m.Needed) {
			t.Fatalf("n = %d, needed %d, known %v", n, m.Needed, m.Known)
		}
		if narrower := m.LowRank + 1; 2*narrower <= n && 1-tail(narrower) > coverage+1e-9 {
			t.Fatalf("n = %d: rank %d covers %v already", n, narrower, 1-tail(narrower))
		}
		if !m.Known {
			return
		}
		if math.Abs(m.Coverage-(1-tail(m.LowRank))) > 1e-9 || m.Coverage < coverage {
			t.Fatalf("n = %d: coverage %v, want %v", n, m.Coverage, 1-tail(m.LowRank))
		}
		sorted := slices.Sorted(slices.Values(values))
		if m.Low > m.Median || m.Median > m.High || m.Low != sorted[m.LowRank-1] || m.High != sorted[m.HighRank-1] {
			t.Fatalf("%+v", m)
		}
	})
}

func TestMedianIntervalRefuses(t *testing.T) {
	for _, c := range []struct {
		values   []float64
		coverage float64
		code     calc.ErrorCode
	}{
		{nil, 0.95, calc.ErrEmpty}, {[]float64{1, math.NaN()}, 0.95, calc.ErrNotFinite},
		{[]float64{1}, 1, calc.ErrProbability}, {[]float64{1}, math.NaN(), calc.ErrProbability}, {[]float64{1}, 0.4, calc.ErrProbability},
	} {
		var fault *calc.Error
		if _, err := calc.NewMedianInterval(c.values, c.coverage); !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%v at %v: %v", c.values, c.coverage, err)
		}
	}
}
