package portfolio

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

var k2of2013 = calc.Quarter{Year: 2013, Q: 2}

// withSeries is a permanent benefit of 400.000 kr. a year from 2013 with more
// series: a quarter of the plan is 100.000.
func withSeries(id CaseID, more map[Series][]Amount) BusinessCase {
	bc := permanent(id, date(2013, 1, 1), series("2013", 400_000, "2014", 400_000))
	for name, amounts := range more {
		bc.Benefits[0].Series[name] = amounts
	}
	return bc
}

// The share of the last four reported quarters decides how much of the
// full-year effect is realised: 60 + 3 × 100 of 400, whatever came before.
func TestFullYearEffectByTheLastFourQuarters(t *testing.T) {
	bc := withSeries("A", map[Series][]Amount{Realised: series("2013K1", 0, "2013K2", 0, "2013K3", 60_000, "2013K4", 100_000, "2014K1", 100_000, "2014K2", 100_000)})
	year := Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, calc.Quarter{Year: 2014, Q: 2}, NewPermanent).year(2013)
	if diff := cmp.Diff(map[Layer]float64{LayerRealised: 360_000, LayerDecided: 40_000}, layersOf(year)); diff != "" {
		t.Errorf("layers (-want +got):\n%s", diff)
	}
}

func TestHeadline(t *testing.T) {
	realised := series("2013K1", 1_000_000, "2013K2", 1_000_000, "2013K3", 1_000_000, "2013K4", 1_000_000)
	tests := []struct {
		name     string
		org      Organisation
		cases    []BusinessCase
		verdict  Verdict
		achieved float64
		share    float64
	}{
		{"realised covers the target", Organisation{Strategy: strategy()}, []BusinessCase{withSeries("A", map[Series][]Amount{
			Plan: series("2013", 4_000_000, "2014", 4_000_000), Realised: realised})}, VerdictReached, 4_000_000, 1.6},
		{"realised is the target to the øre", Organisation{Strategy: strategy()}, []BusinessCase{withSeries("A", map[Series][]Amount{
			Plan: series("2013", 2_500_000, "2014", 2_500_000), Realised: series("2013K1", 625_000, "2013K2", 625_000, "2013K3", 625_000, "2013K4", 625_000)})},
			VerdictReached, 2_500_000, 1},
		{"what is decided covers it", Organisation{Strategy: strategy()}, []BusinessCase{withSeries("A", map[Series][]Amount{
			Plan: series("2013", 2_500_000, "2014", 2_500_000)})}, VerdictOnTrack, 2_500_000, 1},
		{"one øre short", Organisation{Strategy: strategy()}, []BusinessCase{withSeries("A", map[Series][]Amount{
			Plan: series("2013", 2_499_999.99, "2014", 2_499_999.99)})}, VerdictShort, 2_499_999.99, 2_499_999.99 / 2_500_000},
		{"nothing", Organisation{Strategy: strategy()}, nil, VerdictNoFigures, 0, 0},
		{"no target", Organisation{}, []BusinessCase{withSeries("A", nil)}, VerdictNoTarget, 400_000, -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := NewQuarterReport(test.org, test.cases, nil, calc.Quarter{Year: 2013, Q: 4}).Headline
			if got.Verdict != test.verdict || got.Achieved != kr(test.achieved) || got.Year != 2013 {
				t.Errorf("got %+v", got)
			}
			switch {
			case test.share < 0:
				if got.Share != nil || got.Target != nil || got.OfBudget != nil {
					t.Errorf("a share without a target: %+v", got)
				}
			case math.Abs(*got.Share-test.share) > 1e-12 || math.Abs(*got.OfBudget-test.share/10) > 1e-12: // the budget is ten times the target
				t.Errorf("share %v and of the budget %v, want %v and a tenth", *got.Share, *got.OfBudget, test.share)
			}
		})
	}
}

// A reported; B not yet, with a forecast for the rest of the year; C is joint,
// D undecided, E lapsed with a plan that stays.
func TestQuarterPoints(t *testing.T) {
	a := withSeries("A", map[Series][]Amount{Realised: series("2013K1", 80_000, "2013K2", 0)})
	b := withSeries("B", map[Series][]Amount{Forecast: series("2013K3", 50_000)})
	joint := withSeries("C", map[Series][]Amount{Realised: series("2013K1", 1)})
	joint.Origin = JointMunicipal
	undecided := withSeries("D", nil)
	undecided.Status = StatusDraft
	lapsed := withSeries("E", nil)
	lapsed.Benefits[0].State = BenefitLapsed
	points := QuarterPoints(Organisation{Strategy: strategy()}, []BusinessCase{a, b, joint, undecided, lapsed}, k2of2013)
	if len(points) != 16 || points[0].Quarter != (calc.Quarter{Year: 2012, Q: 1}) {
		t.Fatalf("%d points from %v", len(points), points[0].Quarter)
	}
	type values struct {
		Planned, Realised, Forecast *calc.Money
		Reported, Due               int
	}
	got := map[string]values{}
	for _, p := range points {
		got[p.Quarter.String()] = values{p.Planned, p.Realised, p.Forecast, p.Reported, p.Due}
	}
	want := map[string]values{
		"2012K4": {},
		"2013K1": {Planned: moneyOf(300_000), Realised: moneyOf(80_000), Reported: 1, Due: 3},
		"2013K2": {Planned: moneyOf(300_000), Realised: moneyOf(0), Reported: 1, Due: 3}, // a reported 0 is not missing
		"2013K3": {Planned: moneyOf(300_000), Forecast: moneyOf(150_000), Due: 3},        // A as planned, B as forecast
		"2013K4": {Planned: moneyOf(300_000), Due: 3},                                    // nobody made a forecast
	}
	for quarter, w := range want {
		if diff := cmp.Diff(w, got[quarter]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", quarter, diff)
		}
	}
	for _, p := range points {
		for name, sum := range map[Series]*calc.Money{Plan: p.Planned, Realised: p.Realised, Forecast: p.Forecast} {
			var parts calc.Money
			for _, one := range p.Parts[name] {
				parts += one.Amount
			}
			if (sum == nil) != (len(p.Parts[name]) == 0) || sum != nil && parts != *sum {
				t.Errorf("%v %s: %v of parts %d", p.Quarter, name, sum, parts)
			}
		}
	}
}

// What counts nowhere until a fact is stated is told by the fact: two benefits of
// 400,000 of no kind, and one of a case whose origin nobody stated.
func TestUncountable(t *testing.T) {
	kindless := func(id CaseID) BusinessCase {
		bc := withSeries(id, nil)
		bc.Benefits[0].Kind = BenefitUnknown
		return bc
	}
	rootless := withSeries("C", nil)
	rootless.Origin = ""
	const each = 400_000 * calc.Krone // the plan of withSeries for 2013
	cases := []BusinessCase{kindless("A"), kindless("B"), rootless, withSeries("D", nil)}
	report := NewQuarterReport(Organisation{Strategy: strategy()}, cases, nil, k2of2013)
	got := report.Account.year(2013).Uncountable()
	want := []Uncountable{{WhyKindUnknown, 2 * each, 2}, {WhyOriginUnknown, each, 1}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if clean := NewQuarterReport(Organisation{Strategy: strategy()}, cases[3:], nil, k2of2013); clean.Account.year(2013).Uncountable() != nil {
		t.Error("all can be counted, and something is said to lack")
	}
}

func TestLights(t *testing.T) {
	reported := func(k1, k2 float64) map[Series][]Amount {
		return map[Series][]Amount{Realised: series("2013K1", k1, "2013K2", k2)}
	}
	state := func(s BenefitState) func(*BusinessCase) {
		return func(bc *BusinessCase) { bc.Benefits[0].State = s }
	}
	nothing := func(*BusinessCase) {}
	tests := []struct {
		name   string
		series map[Series][]Amount
		change func(*BusinessCase)
		status *QuarterlyStatus
		light  TrafficLight
		why    string
	}{
		{"on plan", reported(100_000, 100_000), nothing, nil, LightGreen, LightOnPlan},
		{"1 % behind is rounding", reported(98_000, 100_000), nothing, nil, LightGreen, LightOnPlan},
		{"just over 1 % behind", reported(97_999, 100_000), nothing, nil, LightYellow, LightBehindPlan},
		{"10 % behind", reported(80_000, 100_000), nothing, nil, LightYellow, LightBehindPlan},
		{"more than 10 % behind", reported(79_999, 100_000), nothing, nil, LightRed, LightBehindPlan},
		{"the quarter is missing", map[Series][]Amount{Realised: series("2013K1", 100_000)}, nothing, nil, LightYellow, LightReportMissing},
		{"never reported", nil, nothing, nil, LightMissing, LightNoReport},
		{"lapsed", reported(100_000, 100_000), state(BenefitLapsed), nil, LightRed, LightLapsed},
		{"reduced", reported(100_000, 100_000), state(BenefitReduced), nil, LightYellow, LightReduced},
		{"delayed", nil, state(BenefitDelayed), nil, LightYellow, LightDelayed},
		{"closed", reported(0, 0), func(bc *BusinessCase) { bc.Phase = PhaseClosed }, nil, LightNone, LightClosed},
		{"stopped", reported(0, 0), func(bc *BusinessCase) { bc.Phase = PhaseStopped }, nil, LightNone, LightStopped},
		{"not begun", nil, func(bc *BusinessCase) { bc.Phase = PhaseIdea }, nil, LightNone, LightNotStarted},
		{"nothing due, and a word", map[Series][]Amount{Plan: series("2014", 1)}, nothing, &QuarterlyStatus{Light: LightYellow}, LightYellow, LightAsReported},
		{"no benefit in money, and a word", map[Series][]Amount{Plan: nil}, nothing, &QuarterlyStatus{Light: LightGreen}, LightGreen, LightNoMeasurable},
		{"no benefit in money, and no word", map[Series][]Amount{Plan: nil}, nothing, nil, LightNotDue, LightNoMeasurable},
		{"no benefit at all", nil, func(bc *BusinessCase) { bc.Benefits = nil }, nil, LightNotDue, LightNoMeasurable},
		// 200 planned less 100, and 200 realised less 100: on plan. A plan that left
		// out the sign would be 300 against 100.
		{"a disbenefit as planned", reported(100_000, 100_000), func(bc *BusinessCase) {
			worse := bc.Benefits[0]
			worse.ID, worse.Kind = "b2", Disbenefit
			worse.Series = map[Series][]Amount{Plan: series("2013", 200_000), Realised: series("2013K1", 50_000, "2013K2", 50_000)}
			bc.Benefits = append(bc.Benefits, worse)
		}, nil, LightGreen, LightOnPlan},
		{"nothing due, and no word", map[Series][]Amount{Plan: series("2014", 1)}, nothing, nil, LightNotDue, LightNothingDue},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := withSeries("A", test.series)
			test.change(&bc)
			var statuses []QuarterlyStatus
			if test.status != nil {
				test.status.Case, test.status.Quarter = "A", k2of2013
				statuses = []QuarterlyStatus{*test.status, {Case: "A", Quarter: k2of2013.Add(-1), Light: LightRed}}
			}
			got := NewQuarterReport(Organisation{Strategy: strategy()}, []BusinessCase{bc}, statuses, k2of2013).Cases[0]
			if got.Light != test.light || got.LightWhy != test.why {
				t.Errorf("got %s, %s; want %s, %s", got.Light, got.LightWhy, test.light, test.why)
			}
		})
	}
}

func TestAreasAndUnreported(t *testing.T) {
	a := withSeries("A", nil)
	a.FocusArea = "erhverv"
	b := withSeries("B", map[Series][]Amount{Realised: series("2013K2", 100_000)})
	b.FocusArea = "nedlagt" // not in the strategy
	joint := withSeries("C", nil)
	joint.Origin, joint.FocusArea = JointPublic, "erhverv"
	org := Organisation{Strategy: strategy(), Governance: Governance{HeadlineMethod: InYear}}
	report := NewQuarterReport(org, []BusinessCase{a, b, joint}, nil, k2of2013)
	want := []AreaFigures{
		{Area: "esdh", Layers: map[Layer]calc.Money{}},
		{Area: "erhverv", Cases: 2, Layers: map[Layer]calc.Money{LayerDecided: kr(400_000)}},
		{Area: "", Cases: 1, Layers: map[Layer]calc.Money{LayerRealised: kr(100_000), LayerDecided: kr(300_000)}},
	}
	if diff := cmp.Diff(want, report.Areas); diff != "" {
		t.Errorf("Areas (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]BenefitRef{{"A", "b1"}, {"C", "b1"}}, report.Unreported); diff != "" {
		t.Errorf("Unreported (-want +got):\n%s", diff)
	}
	if report.Account.Method != InYear || report.Other.Method != NewPermanent {
		t.Errorf("methods %s and %s", report.Account.Method, report.Other.Method)
	}
}

// Every counted amount can be followed to a cell.
func TestContributionsKeepTheirCells(t *testing.T) {
	bc := withSeries("A", map[Series][]Amount{Realised: series("2013K1", 90_000)})
	bc.Costs = []CostLine{{Recurrence: Running, Amounts: series("2013", 4_000)}}
	for _, method := range CountMethods {
		for _, one := range Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, k2of2013, method).year(2013).Contributions {
			if len(one.Sources) == 0 {
				t.Errorf("%s: %+v has no cell", method, one)
			}
			if one.Layer == LayerRealised && one.Why == "" && !slices.ContainsFunc(one.Sources, func(s Source) bool { return s.Cell == "2013K1" }) {
				t.Errorf("%s: realised from %v", method, one.Sources)
			}
		}
	}
}

// Of a quarter that is due, each decided benefit with a plan is reported, ended
// or missing, once; what counts and what stands beside it never share one, and
// together they miss what the report lists.
func TestReportingIsOneSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, asOf := drawPortfolio(t)
		report := NewQuarterReport(org, cases, nil, asOf)
		listed := map[BenefitRef]int{}
		for _, set := range []Reporting{report.Counting, report.Beside} {
			if set.Due != set.Reported+set.Ended+len(set.Missing) {
				t.Fatalf("%d due, but %d reported, %d ended and %d missing", set.Due, set.Reported, set.Ended, len(set.Missing))
			}
			for _, ref := range set.Missing {
				listed[ref]++
			}
		}
		for _, ref := range report.Unreported {
			listed[ref]--
		}
		for ref, n := range listed {
			if n != 0 {
				t.Fatalf("%v is in the sets and not in the list, or the other way: %d", ref, n)
			}
		}
	})
}

// A has reported 0, B has not, C lapsed before it could; D's time is released
// and E's case joint: neither has reported. F is not decided and G not due yet.
func TestReporting(t *testing.T) {
	benefit := func(id CaseID, change func(*BusinessCase)) BusinessCase {
		bc := withSeries(id, nil)
		change(&bc)
		return bc
	}
	cases := []BusinessCase{
		withSeries("A", map[Series][]Amount{Realised: series("2013K2", 0)}),
		withSeries("B", map[Series][]Amount{Realised: series("2013K1", 100_000)}),
		benefit("C", func(bc *BusinessCase) { bc.Benefits[0].State = BenefitLapsed }),
		benefit("D", func(bc *BusinessCase) { bc.Benefits[0].Kind = ReleasedTime }),
		benefit("E", func(bc *BusinessCase) { bc.Origin = JointPublic }),
		benefit("F", func(bc *BusinessCase) { bc.Status = StatusSubmitted }),
		benefit("G", func(bc *BusinessCase) { bc.Benefits[0].Series[Plan] = series("2014", 400_000) }),
	}
	report := NewQuarterReport(Organisation{Strategy: strategy()}, cases, nil, k2of2013)
	if diff := cmp.Diff(Reporting{Due: 3, Reported: 1, Ended: 1, Missing: []BenefitRef{{"B", "b1"}}}, report.Counting); diff != "" {
		t.Errorf("Counting (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Reporting{Due: 2, Missing: []BenefitRef{{"D", "b1"}, {"E", "b1"}}}, report.Beside); diff != "" {
		t.Errorf("Beside (-want +got):\n%s", diff)
	}
}

func TestPricesThatAreCompared(t *testing.T) {
	fixed := func(year int) PriceLevel { return PriceLevel{Basis: PricesFixed, Year: year} }
	current := PriceLevel{Basis: PricesCurrent}
	tests := []struct {
		name   string
		target *PriceLevel
		cases  []PriceLevel
		want   *PriceMix
	}{
		{"all the same", &current, []PriceLevel{current, current}, nil},
		{"cases in fixed prices, target in current", &current, []PriceLevel{fixed(2012), fixed(2012)}, &PriceMix{&current, []PriceLevel{fixed(2012)}}},
		{"two years' prices and no target", nil, []PriceLevel{fixed(2012), fixed(2013)}, &PriceMix{nil, []PriceLevel{fixed(2012), fixed(2013)}}},
		{"one year's prices and no target", nil, []PriceLevel{fixed(2012)}, nil},
		{"a case that does not say", &current, []PriceLevel{current, {}}, &PriceMix{&current, []PriceLevel{current, {}}}},
		{"no cases", &current, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var org Organisation
			if test.target != nil {
				org.Strategy.Targets = []Target{{Year: 2013, Amount: kr(1), PriceLevel: *test.target}}
			}
			var cases []BusinessCase
			for _, level := range test.cases {
				bc := withSeries(CaseID(fmt.Sprint(len(cases))), nil)
				bc.PriceLevel = level
				cases = append(cases, bc)
			}
			outside := withSeries("time", nil) // released time is compared with nothing
			outside.PriceLevel, outside.Benefits[0].Kind = fixed(1999), ReleasedTime
			if diff := cmp.Diff(test.want, NewQuarterReport(org, append(cases, outside), nil, k2of2013).Prices); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNewestReported(t *testing.T) {
	a := withSeries("A", map[Series][]Amount{Realised: series("2013K1", 1, "2013K3", 0), Forecast: series("2014K1", 1)})
	if got := NewestReported([]BusinessCase{a}, []QuarterlyStatus{{Quarter: k2of2013}}); got != (calc.Quarter{Year: 2013, Q: 3}) {
		t.Errorf("%v, want 2013K3, the reported 0", got)
	}
	if got := NewestReported([]BusinessCase{a}, []QuarterlyStatus{{Quarter: calc.Quarter{Year: 2014, Q: 1}}}); got != (calc.Quarter{Year: 2014, Q: 1}) {
		t.Errorf("%v, want the status's 2014K1", got)
	}
	if got := NewestReported(nil, nil); !got.IsZero() {
		t.Errorf("%v of nothing", got)
	}
}
