package calc_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"raaderum/calc"
)

// portfolioOfStakes is twelve cases with a cost and a benefit each, four of
// whose benefits hang on the same supplier.
func portfolioOfStakes() calc.Simulation {
	s := calc.Simulation{Snapshot: "2013K2", Draws: 20_000, Correlation: 0.6}
	for i := range 12 {
		name := "BC" + strconv.Itoa(i+1)
		cost := float64(200_000 + 50_000*i)
		s.Stakes = append(s.Stakes,
			calc.Stake{
				Case: name, Line: "cost", Probability: 1, Weights: []float64{-1, 0},
				Estimate: calc.ThreePoint{Low: cost, Likely: 1.1 * cost, High: 1.8 * cost, Method: calc.PERT},
			},
			calc.Stake{
				Case: name, Line: "benefit", Probability: 0.8, Weights: []float64{4.4518, 1},
				Estimate: calc.ThreePoint{Low: 0.1 * cost, Likely: 0.4 * cost, High: 0.5 * cost,
					Method: []calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}[i%3]},
			})
		if i%3 == 0 {
			s.Stakes[2*i+1].Cause = "supplier"
		}
	}
	return s
}

func TestSimulationAgreesWithTheClosedForm(t *testing.T) {
	s := portfolioOfStakes()
	s.Draws = 100_000
	result, err := s.Run(2)
	if err != nil {
		t.Fatal(err)
	}
	for j, outcome := range result.Outcomes {
		// Four standard errors of the mean; of the deviation, those of a normal.
		meanError := outcome.Expected.SD / math.Sqrt(float64(s.Draws))
		wantNear(t, "mean "+strconv.Itoa(j), outcome.Drawn.Mean, outcome.Expected.Mean, 4*meanError)
		wantNear(t, "deviation "+strconv.Itoa(j), outcome.Drawn.SD, outcome.Expected.SD, 4*meanError/math.Sqrt2*1.5)
		if !(outcome.P10 < outcome.P50 && outcome.P50 < outcome.P90) {
			t.Errorf("quantiles %v %v %v", outcome.P10, outcome.P50, outcome.P90)
		}
		wantNear(t, "chance of P50", outcome.Chance(outcome.P50), 0.5, 1e-4)
		if outcome.Chance(math.Inf(1)) != 0 || outcome.Chance(math.Inf(-1)) != 1 {
			t.Error("chances beyond all draws")
		}
	}
	shares := 0.0
	drivers := result.Drivers(0)
	for _, driver := range drivers {
		shares += driver.Share
	}
	wantNear(t, "shares", shares, 1, 1e-12)
	if len(drivers) != 12 || !slices.IsSortedFunc(drivers, func(a, b calc.Driver) int {
		if a.Share > b.Share {
			return -1
		}
		return 1
	}) {
		t.Errorf("drivers %v", drivers)
	}
}

// Without the shared cause the spread is narrower: the closed form knows, and
// so do the draws.
func TestSharedCauseWidensTheSpread(t *testing.T) {
	s := portfolioOfStakes()
	with, err := s.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	s.Correlation = 0
	without, err := s.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	if !(with.Outcomes[0].Expected.SD > without.Outcomes[0].Expected.SD) || !(with.Outcomes[0].Drawn.SD > without.Outcomes[0].Drawn.SD) {
		t.Errorf("with %+v, without %+v", with.Outcomes[0], without.Outcomes[0])
	}
}

func TestSimulationHasTheSameBytesWhateverTheWorkersAndOrder(t *testing.T) {
	s := portfolioOfStakes()
	want, err := s.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{0, 2, 7} {
		slices.Reverse(s.Stakes)
		got, err := s.Run(workers)
		if err != nil {
			t.Fatal(err)
		}
		for j := range want.Outcomes {
			a, b := want.Outcomes[j], got.Outcomes[j]
			for q := 0.0; q <= 1; q += 0.001 {
				if a.Quantile(q) != b.Quantile(q) {
					t.Fatalf("%d workers: quantile %v is %v, was %v", workers, q, b.Quantile(q), a.Quantile(q))
				}
			}
			if a.Drawn != b.Drawn || a.Expected != b.Expected {
				t.Errorf("%d workers: %+v %+v, were %+v %+v", workers, b.Drawn, b.Expected, a.Drawn, a.Expected)
			}
		}
	}
	s.Snapshot = "2013K3"
	other, err := s.Run(2)
	if err != nil {
		t.Fatal(err)
	}
	if other.Outcomes[0].Drawn == want.Outcomes[0].Drawn {
		t.Error("another snapshot draws the same numbers")
	}
}

// The bytes of this result on any processor, as this program gave them on amd64:
// the SHA-256 of every draw, the moments and the drivers. They guard against a
// change of generator or arithmetic, which would move every frozen quarter.
// TestPinnedBytesOnOtherProcessors runs it where products and sums are fused.
func TestSimulationIsPinned(t *testing.T) {
	result, err := portfolioOfStakes().Run(2)
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	add := func(numbers ...float64) {
		for _, x := range numbers {
			hash.Write(binary.BigEndian.AppendUint64(nil, math.Float64bits(x)))
		}
	}
	for j, o := range result.Outcomes {
		for draw := range o.Draws() {
			add(o.At(draw))
		}
		add(o.Expected.Mean, o.Expected.SD, o.Drawn.Mean, o.Drawn.SD, o.P10, o.P50, o.P90)
		for _, driver := range result.Drivers(j) {
			add(driver.Share)
		}
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != pinned {
		t.Errorf("%s, want %s", got, pinned)
	}
}

const pinned = "850986d68156e3dc8c32bc4b9e689a3dfd67b19f5a69b2146302e12e095b6c2b"

func TestMalformedSimulations(t *testing.T) {
	for name, change := range map[string]func(*calc.Simulation){
		"no stakes":   func(s *calc.Simulation) { s.Stakes = nil },
		"no draws":    func(s *calc.Simulation) { s.Draws = 0 },
		"too many":    func(s *calc.Simulation) { s.Draws = math.MaxInt32 },
		"twice":       func(s *calc.Simulation) { s.Stakes[1] = s.Stakes[0] },
		"weights":     func(s *calc.Simulation) { s.Stakes[1].Weights = []float64{1} },
		"probability": func(s *calc.Simulation) { s.Stakes[1].Probability = 1.1 },
		"NaN":         func(s *calc.Simulation) { s.Stakes[1].Weights = []float64{1, math.NaN()} },
		"order":       func(s *calc.Simulation) { s.Stakes[1].Estimate.Low = 1e9 },
		"correlation": func(s *calc.Simulation) { s.Correlation = -0.1 },
	} {
		s := portfolioOfStakes()
		change(&s)
		if _, err := s.Run(1); !errors.As(err, new(*calc.Error)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
