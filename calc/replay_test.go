package calc_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/stat/distuv"

	"raaderum/calc"
)

// Every draw of a simulation, made again alone, is to the last bit the one that
// was made, with each line's part of it.
func TestReplayedDrawsAreTheOnesThatWereMade(t *testing.T) {
	s := portfolioOfStakes()
	s.Draws = 203
	result, err := s.Run(2)
	if err != nil {
		t.Fatal(err)
	}
	came, byCause := 0, 0
	for draw := range s.Draws {
		replayed, err := result.Replay(draw)
		if err != nil {
			t.Fatal(err)
		}
		for j, outcome := range result.Outcomes {
			sum := 0.0
			for _, line := range replayed.Lines {
				sum += line.Contributions[j]
			}
			if sum != outcome.At(draw) || replayed.Totals[j] != outcome.At(draw) {
				t.Fatalf("draw %d, measure %d: lines come to %v, total %v, was %v", draw, j, sum, replayed.Totals[j], outcome.At(draw))
			}
		}
		for _, line := range replayed.Lines {
			if line.Came && line.Value != line.Amount || !line.Came && line.Value != 0 {
				t.Errorf("draw %d: %+v", draw, line)
			}
			if line.ByCause {
				byCause++
				if line.Share != replayed.Causes[0].Share || line.Came != (replayed.Causes[0].Coming < 0.8) {
					t.Errorf("draw %d: %+v does not follow %+v", draw, line, replayed.Causes[0])
				}
			}
			if line.Came {
				came++
			}
		}
	}
	// 12 sure costs and 12 benefits that come with 80 %; four follow with √0.6.
	wantNear(t, "share that came", float64(came)/(24*203), 0.9, 0.02)
	wantNear(t, "share that followed", float64(byCause)/(4*203), math.Sqrt(0.6), 0.06)
}

// The draw of a number does not depend on how many there are, on the other
// stakes or on their order.
func TestReplayOfOneLine(t *testing.T) {
	s := portfolioOfStakes()
	want, err := s.Replay(77)
	if err != nil {
		t.Fatal(err)
	}
	s.Draws = 500
	slices.Reverse(s.Stakes)
	again, err := s.Replay(77)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, again); diff != "" {
		t.Error(diff)
	}
	for _, line := range want.Lines {
		alone, err := s.ReplayLine(line.Case, line.Line, 77)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(line, alone); diff != "" {
			t.Errorf("%s %s: %s", line.Case, line.Line, diff)
		}
	}
	var fault *calc.Error
	for _, draw := range []int{-1, 500} {
		if _, err := s.Replay(draw); !errors.As(err, &fault) || fault.Code != calc.ErrCountRange {
			t.Errorf("draw %d: %v", draw, err)
		}
	}
	if _, err := s.ReplayLine("BC1", "no such line", 0); !errors.As(err, &fault) || fault.Code != calc.ErrEmpty {
		t.Errorf("a line there is not: %v", err)
	}
	if _, err := (calc.SimulationResult{}).Replay(0); !errors.As(err, &fault) {
		t.Errorf("no result: %v", err)
	}
}

// A quantile is a draw, and the draw of its number comes to it.
func TestQuantilesAreDraws(t *testing.T) {
	result, err := portfolioOfStakes().Run(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []float64{0, 0.1, 0.5, 0.9, 1} {
		draw, ok := result.Outcomes[0].DrawOf(q)
		if !ok {
			t.Fatalf("no draw is quantile %v", q)
		}
		replayed, err := result.Replay(draw)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := replayed.Totals[0], result.Outcomes[0].Quantile(q); got != want {
			t.Errorf("quantile %v: draw %d came to %v, want %v", q, draw, got, want)
		}
	}
}

// The share that a replayed line shows is enough to compute its amount again:
// gonum's quantile functions, which compute what the workbook formulas of
// Formula.Excel do.
func TestAmountsFollowFromTheirShares(t *testing.T) {
	s := portfolioOfStakes()
	estimates := map[string]calc.ThreePoint{}
	for _, stake := range s.Stakes {
		estimates[stake.Case+stake.Line] = stake.Estimate
	}
	for draw := range 200 {
		replayed, err := s.Replay(draw)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range replayed.Lines {
			e := estimates[line.Case+line.Line]
			width := e.High - e.Low
			var want float64
			switch e.Method {
			case calc.PERT:
				want = e.Low + width*distuv.Beta{Alpha: 1 + 4*(e.Likely-e.Low)/width, Beta: 1 + 4*(e.High-e.Likely)/width}.Quantile(line.Share)
			case calc.Triangular:
				want = distuv.NewTriangle(e.Low, e.High, e.Likely, nil).Quantile(line.Share)
			case calc.Successive:
				want = distuv.Normal{Mu: e.Mean(), Sigma: e.SD()}.Quantile(line.Share)
			}
			wantNear(t, line.Case+" "+line.Line, line.Amount, want, 3e-7*width)
		}
	}
}
