package calc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// digitalPost is two cases over three years: one that saves postage from the
// second year on, and one whose license is a risk.
func digitalPost() calc.Forecast {
	return calc.Forecast{
		Snapshot: "2013K2", Years: []int{2013, 2014, 2015}, Draws: 20_000,
		Stakes: []calc.Stake{
			{Case: "BC01", Line: "investment", Probability: 1, Weights: []float64{-1, 0, 0},
				Estimate: calc.ThreePoint{Low: 400_000, Likely: 500_000, High: 900_000, Method: calc.PERT}},
			{Case: "BC01", Line: "postage", Probability: 0.9, Weights: []float64{0, 1, 1}, Cause: "citizens",
				Estimate: calc.ThreePoint{Low: 200_000, Likely: 400_000, High: 500_000, Method: calc.Triangular}},
			{Case: "BC02", Line: "hours", Probability: 0.8, Weights: []float64{0.5, 1, 1}, Cause: "citizens",
				Estimate: calc.ThreePoint{Low: 100_000, Likely: 300_000, High: 600_000, Method: calc.Successive}},
			calc.Risk{Probability: 0.25, Consequence: 120_000}.Stake("BC02", "license", 0, -1, 0),
		},
		Discount: []float64{1, 0.9, 0.8}, Targets: map[int]float64{2014: 500_000, 2015: 600_000}, Correlation: 0.4,
	}
}

func TestForecast(t *testing.T) {
	f := digitalPost()
	whole := 700_000.0
	f.TotalTarget = &whole
	answer, err := f.Run(2)
	if err != nil {
		t.Fatal(err)
	}
	// By hand. Means: PERT (400+2000+900)/6 = 550; triangular 1100/3; successive
	// (100+900+600)/5 = 320; the license 0.25·120 = 30 thousand.
	postage, hours := 0.9*1_100_000/3, 0.8*320_000
	for i, want := range []struct {
		year             int
		likely, expected float64
	}{
		{2013, -350_000, -550_000 + hours/2},
		{2014, 580_000, postage + hours - 30_000},
		{2015, 700_000, postage + hours},
		{0, -350_000 + 0.9*580_000 + 0.8*700_000, -550_000 + hours/2 + 0.9*(postage+hours-30_000) + 0.8*(postage+hours)},
	} {
		m := append(slices.Clone(answer.Years), answer.Total)[i]
		if m.Year != want.year {
			t.Errorf("year %d, want %d", m.Year, want.year)
		}
		wantNear(t, "likely", m.Likely, want.likely, 1e-6)
		wantNear(t, "expected", m.Expected.Mean, want.expected, 1e-6)
		wantNear(t, "drawn", m.Drawn.Mean, want.expected, 4*m.MeanError)
		wantNear(t, "drawn deviation", m.Drawn.SD, m.Expected.SD, 0.02*m.Expected.SD)
		if !(m.P10.Value < m.P50.Value && m.P50.Value < m.P90.Value) {
			t.Errorf("%d: %+v %+v %+v", m.Year, m.P10, m.P50, m.P90)
		}
		for _, q := range []calc.DrawnQuantile{m.P10, m.P50, m.P90} {
			replayed, err := answer.Result.Replay(q.Draw)
			if err != nil || replayed.Totals[i] != q.Value {
				t.Errorf("%d: draw %d is not %v: %v", m.Year, q.Draw, q.Value, err)
			}
		}
		sum := 0.0
		for _, driver := range m.Drivers {
			sum += driver.Share
		}
		wantNear(t, "drivers", sum, 1, 1e-12)
	}
	first, second, third := answer.Years[0], answer.Years[1], answer.Years[2]
	if first.Target != nil || first.Chance != nil {
		t.Error("a year without a target has a chance of reaching it")
	}
	if second.Chance == nil || third.Chance == nil || answer.AllTargets == nil || answer.Total.Chance == nil {
		t.Fatal("a chance is missing")
	}
	if all := *answer.AllTargets; !(all > 0 && all <= min(*second.Chance, *third.Chance)) {
		t.Errorf("all targets %v, one by one %v and %v", all, *second.Chance, *third.Chance)
	}
	if got := answer.Result.Outcomes[1].Chance(500_000); got != *second.Chance {
		t.Errorf("chance %v, want %v", *second.Chance, got)
	}
	// The key is the first 8 bytes of sha256 of the lengths and the names
	// "simulation" and "2013K2", by Python's hashlib.
	want := calc.ForecastMethod{
		Generator: "Philox2x64-10", Source: answer.Method.Source, Snapshot: "2013K2", Key: forecastKey, Draws: 20_000, Correlation: 0.4,
		Causes: []calc.SharedCause{{Cause: "citizens", Stakes: 2}}, Formulas: answer.Method.Formulas,
	}
	if diff := cmp.Diff(want, answer.Method); diff != "" {
		t.Error(diff)
	}
	var used []string
	for _, formula := range answer.Method.Formulas {
		used = append(used, fmt.Sprint(formula.Method, " ", formula.Stakes))
	}
	if diff := cmp.Diff([]string{"pert 2", "successive 1", "triangular 1"}, used); diff != "" {
		t.Error(diff)
	}
	if len(answer.Assumptions) != 4 || answer.Assumptions[0].Mean != 550_000 || len(answer.Assumptions[0].Weights) != 3 {
		t.Errorf("assumptions %+v", answer.Assumptions)
	}
	if _, err := json.Marshal(answer); err != nil {
		t.Errorf("the answer is no data: %v", err)
	}
}

const forecastKey = "0991c7e3c699b8b6"

// The answer is the same bytes for any number of workers and any order.
func TestForecastHasTheSameBytes(t *testing.T) {
	f := digitalPost()
	answer, err := f.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 7} {
		slices.Reverse(f.Stakes)
		answer, err := f.Run(workers)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%d workers:\n%s\nwant\n%s", workers, got, want)
		}
	}
}

func TestMalformedForecasts(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*calc.Forecast)
		code   calc.ErrorCode
	}{
		"no years":         {func(f *calc.Forecast) { f.Years = nil }, calc.ErrEmpty},
		"a year twice":     {func(f *calc.Forecast) { f.Years[1] = 2013 }, calc.ErrDateOrder},
		"years back":       {func(f *calc.Forecast) { f.Years[1] = 2012 }, calc.ErrDateOrder},
		"discount":         {func(f *calc.Forecast) { f.Discount = []float64{1} }, calc.ErrLengthMismatch},
		"discount NaN":     {func(f *calc.Forecast) { f.Discount[1] = math.NaN() }, calc.ErrNotFinite},
		"weights":          {func(f *calc.Forecast) { f.Stakes[0].Weights = []float64{1} }, calc.ErrLengthMismatch},
		"target":           {func(f *calc.Forecast) { f.Targets[2014] = math.Inf(1) }, calc.ErrNotFinite},
		"another year's":   {func(f *calc.Forecast) { f.Targets[2019] = 1 }, calc.ErrLengthMismatch},
		"total target":     {func(f *calc.Forecast) { x := math.NaN(); f.TotalTarget = &x }, calc.ErrNotFinite},
		"no stakes":        {func(f *calc.Forecast) { f.Stakes = nil }, calc.ErrEmpty},
		"draws":            {func(f *calc.Forecast) { f.Draws = -1 }, calc.ErrTooMany},
		"large in all":     {func(f *calc.Forecast) { f.Stakes[0].Weights = []float64{1.7e308, 1.7e308, 0} }, calc.ErrOverflow},
		"large when drawn": {func(f *calc.Forecast) { f.Discount[0] = 1e308 }, calc.ErrOverflow},
	} {
		f := digitalPost()
		c.change(&f)
		var fault *calc.Error
		if _, err := f.Run(1); !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := digitalPost()
	f.Targets, f.Draws, f.Discount = nil, 0, nil
	answer, err := f.Run(1)
	if err != nil || answer.AllTargets != nil || answer.Method.Draws != calc.DefaultDraws {
		t.Errorf("no targets: %+v, %v", answer.Method, err)
	}
	wantNear(t, "undiscounted", answer.Total.Likely, -350_000+580_000+700_000, 1e-6)
}

func ExampleForecast_Run() {
	forecast := calc.Forecast{
		Snapshot: "2013K2", Years: []int{2014, 2015},
		Stakes: []calc.Stake{
			{Case: "BC01", Line: "postage", Probability: 0.9, Weights: []float64{0.5, 1},
				Estimate: calc.ThreePoint{Low: 1_000_000, Likely: 1_500_000, High: 1_800_000, Method: calc.Triangular}},
			{Case: "BC02", Line: "hours", Probability: 0.7, Weights: []float64{1, 1},
				Estimate: calc.ThreePoint{Low: 400_000, Likely: 1_000_000, High: 2_000_000, Method: calc.PERT}},
		},
		Targets: map[int]float64{2015: 2_500_000},
	}
	answer, err := forecast.Run(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	year := answer.Years[1]
	fmt.Printf("planned %.0f kr., expected %.0f ± %.0f kr.\n", year.Likely, year.Expected.Mean, year.Expected.SD)
	fmt.Printf("%.0f %% reach the target, %s drives the spread\n", 100**year.Chance, year.Drivers[0].Case)
	// The draw that is P10, line by line.
	replayed, err := answer.Result.Replay(year.P10.Draw)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range replayed.Lines {
		fmt.Printf("%s %s: came %v, %.0f kr.\n", line.Case, line.Line, line.Came, line.Contributions[1])
	}
	// Output:
	// planned 2500000 kr., expected 2036667 ± 714532 kr.
	// 31 % reach the target, BC02 drives the spread
	// BC01 postage: came true, 1187042 kr.
	// BC02 hours: came false, 0 kr.
}
