package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

func TestScenarioApplied(t *testing.T) {
	plan := calc.Problem{Costs: []float64{100, 10, 10}, Benefits: []float64{0, 60, 80}, Rates: calc.Flat(0.04)}
	for _, c := range []struct {
		name     string
		scenario calc.Scenario
		costs    []float64
		benefits []float64
		rate     float64
	}{
		// By hand from the rule in Apply's documentation.
		{"nothing", calc.Scenario{}, []float64{100, 10, 10}, []float64{0, 60, 80}, 0.04},
		{"amounts", calc.Scenario{CostChange: 0.5, BenefitChange: -0.25}, []float64{150, 15, 15}, []float64{0, 45, 60}, 0.04},
		{"a year late", calc.Scenario{Delay: 1}, []float64{100, 10, 10}, []float64{0, 0, 60}, 0.04},
		{"half a year late", calc.Scenario{Delay: 0.5}, []float64{100, 10, 10}, []float64{0, 30, 70}, 0.04},
		{"too late", calc.Scenario{Delay: 50}, []float64{100, 10, 10}, []float64{0, 0, 0}, 0.04},
		{"shorter", calc.Scenario{HorizonChange: -1}, []float64{100, 10}, []float64{0, 60}, 0.04},
		{"longer", calc.Scenario{HorizonChange: 2}, []float64{100, 10, 10, 10, 10}, []float64{0, 60, 80, 80, 80}, 0.04},
		{"longer and late", calc.Scenario{HorizonChange: 1, Delay: 1}, []float64{100, 10, 10, 10}, []float64{0, 0, 60, 80}, 0.04},
		{"rate", calc.Scenario{RateChange: 0.01}, []float64{100, 10, 10}, []float64{0, 60, 80}, 0.05},
	} {
		got, err := c.scenario.Apply(plan)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		rate, _ := got.Rates.FlatRate()
		if diff := cmp.Diff([][]float64{c.costs, c.benefits}, [][]float64{got.Costs, got.Benefits}); diff != "" || math.Abs(rate-c.rate) > 1e-15 {
			t.Errorf("%s: rate %v, %s", c.name, rate, diff)
		}
	}
	if plan.Benefits[1] != 60 || plan.Costs[0] != 100 {
		t.Error("the plan was changed")
	}
	for _, bad := range []calc.Scenario{
		{CostChange: -1.5}, {Delay: -1}, {RateChange: -2}, {HorizonChange: -3}, {BenefitChange: math.NaN()},
	} {
		if _, err := bad.Apply(plan); !errors.As(err, new(*calc.Error)) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestScenarioOfDatedFlows(t *testing.T) {
	plan := calc.Problem{
		Flows: []float64{-100, 60, 80}, Rates: calc.Flat(0.05),
		Dates: []time.Time{date(2013, 1, 1), date(2014, 1, 1), date(2015, 1, 1)},
	}
	// Half a year, 183 days, late: 60 on 3 July 2014, and 80 beyond the horizon.
	e, err := calc.Scenario{Delay: 0.5}.EvaluateIn(plan)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "NPV", e.NPV.Value, 60*math.Pow(1.05, -548.0/365)-100, 1e-11)
	// A year late the 60 falls on the last day, which counts whatever its clock says.
	plan.Dates[2] = date(2015, 1, 1).Add(-12 * time.Hour).In(time.FixedZone("east", 13*3600))
	plan.Dates[1] = date(2014, 1, 1).Add(20 * time.Hour)
	if e, err = (calc.Scenario{Delay: 1}).EvaluateIn(plan); err != nil {
		t.Fatal(err)
	}
	wantNear(t, "PV of benefits to the last day", e.PresentValueBenefits.Value, 60*math.Pow(1.05, -730.0/365), 1e-11)
	if _, err := (calc.Scenario{HorizonChange: 1}).Apply(plan); !errors.As(err, new(*calc.Error)) {
		t.Errorf("a longer horizon: %v", err)
	}
}

func TestTornado(t *testing.T) {
	plan := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}
	levers := append(calc.StandardLevers(), calc.Lever{Name: "nothing"}, calc.Lever{Name: "too short", Low: calc.Scenario{HorizonChange: -6}})
	bars, err := calc.Tornado(plan, levers)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, bar := range bars {
		names = append(names, bar.Lever.Name)
	}
	// Spreads by hand: horizon 300,000·(A(7)−A(3)) = 968,089; benefits half of
	// 1,335,547; costs half a million; delay 300,000/1.04^1..5 lost; rate small.
	if diff := cmp.Diff([]string{"horizon", "benefits", "costs", "delay", "rate", "nothing", "too short"}, names); diff != "" {
		t.Error(diff)
	}
	wantOre(t, "costs up", bars[2].Low, 85_546.70) // 335,546.70 − 250,000
	wantOre(t, "costs down", bars[2].High, 585_546.70)
	wantOre(t, "rate up", bars[4].Low, 298_843.00) // vector A at 5 %
	if last := bars[6]; last.Low.Why != calc.ReasonCannotVary || !last.High.Exists() {
		t.Errorf("a horizon cut to nothing: %+v", last)
	}
	if _, err := calc.Tornado(calc.Problem{}, levers); err == nil {
		t.Error("a malformed problem has no tornado")
	}
}

func TestTwoWayTable(t *testing.T) {
	plan := calc.Problem{Flows: vectorA, Rates: calc.Flat(0.04)}
	table, err := calc.TwoWay(plan,
		[]calc.Scenario{{}, {BenefitChange: -0.25}},
		[]calc.Scenario{{}, {CostChange: 0.25}, {HorizonChange: -9}})
	if err != nil {
		t.Fatal(err)
	}
	// PV of benefits 1,335,546.70, of costs 1,000,000.
	wantOre(t, "plan", table[0][0], 335_546.70)
	wantOre(t, "costs", table[0][1], 85_546.70)
	wantOre(t, "benefits", table[1][0], 0.75*1_335_546.6993048615-1_000_000)
	wantOre(t, "both", table[1][1], 0.75*1_335_546.6993048615-1_250_000)
	if table[1][2].Why != calc.ReasonCannotVary {
		t.Errorf("no horizon: %+v", table[1][2])
	}
}
