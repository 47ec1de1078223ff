package portfolio

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// experienced is a decided benefit of 400.000 kr. a year from 2013 that gave a
// percentage of its plan in each of the quarters K1 and K2 of 2013.
func experienced(id CaseID, percent float64) BusinessCase {
	bc := withSeries(id, map[Series][]Amount{Realised: series("2013K1", 1000*percent, "2013K2", 1000*percent)})
	bc.FocusArea, bc.Benefits[0].Owner = "esdh", "Leder A"
	return bc
}

// By hand: ten benefits of 200.000 kr. promised in two quarters each, which gave
// 40, 50, 60, 70, 80, 80, 90, 90, 95 and 110 %. Promised 2.000.000, realised
// 200.000·7,65 = 1.530.000, which is 76,5 %. Median (80+80)/2 = 80 %. Ranks 2
// and 9: 50 % and 95 %, which cover 97,8515625 %. All below 100 %, so the
// suggestion is 20 %.
// Seen from an earlier quarter, a case that was decided later is no experience.
func TestCalibrationKnowsTheDecisionDate(t *testing.T) {
	bc := sound()
	bc.Benefits[0].Series[Realised] = series("2013K1", 50_000)
	q1 := calc.Quarter{Year: 2013, Q: 1}
	for day, want := range map[time.Time]int{{}: 1, date(2013, 3, 31): 1, date(2013, 4, 1): 0} {
		bc.DecisionDate = day
		c := NewCalibration(Organisation{}, []BusinessCase{bc}, q1)
		if len(c.Whole.Benefits) != want || len(c.NotRated) != 0 {
			t.Errorf("decided %s: %d compared, want %d; %+v", day, len(c.Whole.Benefits), want, c.NotRated)
		}
	}
}

func TestCalibrationByHand(t *testing.T) {
	var cases []BusinessCase
	for i, percent := range []float64{40, 50, 60, 70, 80, 80, 90, 90, 95, 110} {
		cases = append(cases, experienced(CaseID(fmt.Sprint("C", i)), percent))
	}
	cases[9].FocusArea, cases[9].Benefits[0].Owner = "", ""
	cases[8].Benefits[0].Kind = ReleasedTime
	got := NewCalibration(Organisation{Strategy: strategy()}, cases, k2of2013)
	whole := got.Whole
	if len(whole.Benefits) != 10 || *whole.Promised != kr(2_000_000) || *whole.Realised != kr(1_530_000) || *whole.Share != 0.765 {
		t.Errorf("%d benefits, %d of %d, %v", len(whole.Benefits), *whole.Realised, *whole.Promised, *whole.Share)
	}
	interval := *whole.Interval
	if interval.Median != 0.8 || *interval.Low != 0.5 || *interval.High != 0.95 || interval.LowRank != 2 || interval.HighRank != 9 || interval.Coverage != 0.978515625 {
		t.Errorf("%+v", interval)
	}
	if whole.Why != UpliftSuggested || math.Abs(*whole.Uplift-0.2) > 1e-15 {
		t.Errorf("%s %v", whole.Why, whole.Uplift)
	}
	if got := keysOf(got.Areas); got != "esdh 9; - 1" {
		t.Errorf("areas %s", got)
	}
	if got := keysOf(got.Owners); got != "Leder A 9; - 1" {
		t.Errorf("owners %s", got)
	}
	if got := keysOf(got.Kinds); got != "cashable 9; released-time 1" {
		t.Errorf("kinds %s", got)
	}
	// Nine in the area: an interval (ranks 2 and 8), and one fewer than the rule asks for.
	if area := got.Areas[0]; area.Why != UpliftTooFew || area.Uplift != nil || *area.Interval.Low != 0.5 || *area.Interval.High != 0.9 {
		t.Errorf("%+v, %+v", area.Why, area.Interval)
	}
	// One alone: no interval, and how many it takes.
	if alone := got.Areas[1]; alone.Interval.Low != nil || alone.Interval.Needed != 6 || alone.Interval.Median != 1.1 {
		t.Errorf("%+v", alone.Interval)
	}
	for rule, want := range map[CalibrationRule]UpliftWhy{{6, 0.95}: UpliftSuggested, {6, 0.99}: UpliftUnclear, {6, 0.999}: UpliftTooFew, {11, 0.95}: UpliftTooFew, {1, 0.9999}: UpliftTooFew} {
		org := Organisation{Strategy: strategy(), Governance: Governance{Calibration: &rule}}
		if again := NewCalibration(org, cases, k2of2013); again.Whole.Why != want {
			t.Errorf("%+v: %s, want %s", rule, again.Whole.Why, want)
		}
	}
}

func keysOf(groups []CalibrationGroup) (text string) {
	for i, group := range groups {
		if i > 0 {
			text += "; "
		}
		if group.Key == "" {
			text += "-"
		}
		text += fmt.Sprintf("%s %d", group.Key, len(group.Benefits))
	}
	return text
}

// What is missing is neither 0 nor promised, and what has ended is no longer
// missing. A quarter is 100.000 kr.
func TestCalibrationKeepsWhatIsMissingApart(t *testing.T) {
	tests := []struct {
		name               string
		change             func(*BusinessCase)
		promised, realised float64
		quarters, awaiting int
		why                string
	}{
		{"both reported", func(*BusinessCase) {}, 200_000, 160_000, 2, 0, ""},
		{"one reported", func(bc *BusinessCase) { bc.Benefits[0].Series[Realised] = series("2013K1", 80_000) }, 100_000, 80_000, 1, 1, ""},
		{"0 was reported", func(bc *BusinessCase) { bc.Benefits[0].Series[Realised] = series("2013K1", 0) }, 100_000, 0, 1, 1, ""},
		{"lapsed after one", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
			bc.Benefits[0].State = BenefitLapsed
		}, 200_000, 80_000, 2, 0, ""},
		{"lapsed before any", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = nil
			bc.Benefits[0].State = BenefitLapsed
		}, 200_000, 0, 2, 0, ""},
		// Lapsed on a day: what is due from its quarter on did not come, what was due
		// before is awaited, and as of an earlier quarter it goes on.
		{"lapsed in the second quarter", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
			bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2013, 6, 12)
		}, 200_000, 80_000, 2, 0, ""},
		{"lapsed in the second quarter, the first never reported", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = nil
			bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2013, 4, 1)
		}, 100_000, 0, 1, 1, ""},
		{"lapsed after the quarter", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
			bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2013, 7, 1)
		}, 100_000, 80_000, 1, 1, ""},
		{"stopped in the second quarter", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
			bc.Phase, bc.Ended = PhaseStopped, date(2013, 6, 30)
		}, 200_000, 80_000, 2, 0, ""},
		{"a later quarter is not yet due", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000, "2013K2", 80_000, "2013K3", 500_000)
		}, 200_000, 160_000, 2, 0, ""},
		{"nobody reported", func(bc *BusinessCase) { bc.Benefits[0].Series[Realised] = nil }, 0, 0, 0, 2, NotComparedNotReported},
		{"promised from next year", func(bc *BusinessCase) { bc.Benefits[0].Series[Plan] = series("2014", 400_000) }, 0, 0, 0, 0, NotComparedNotDue},
		{"nothing was promised of what nobody reported", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013K1", 100_000, "2013K2", 0)
			bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
		}, 100_000, 80_000, 1, 0, ""},
		{"no plan", func(bc *BusinessCase) { bc.Benefits[0].Series[Plan] = nil }, 0, 0, 0, 0, NotComparedNotDue},
		{"0 promised in what was reported", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013K1", 0, "2013K2", 100_000)
			bc.Benefits[0].Series[Realised] = series("2013K1", 10_000)
		}, 0, 10_000, 1, 1, NotComparedNothing},
		{"a disbenefit", func(bc *BusinessCase) { bc.Benefits[0].Kind = Disbenefit }, 0, 0, 0, 0, NotComparedDisbenefit},
		{"counted elsewhere", func(bc *BusinessCase) { bc.Benefits[0].CountedIn = &BenefitRef{"A", "b1"} }, 0, 0, 0, 0, NotComparedOverlaps},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := experienced("A", 80)
			test.change(&bc)
			got := NewCalibration(Organisation{Strategy: strategy()}, []BusinessCase{bc}, k2of2013)
			if test.why != "" {
				want := []UncomparedBenefit{{BenefitRef{"A", "b1"}, test.why}}
				if diff := cmp.Diff(want, got.NotRated); diff != "" || got.Whole.Share != nil || got.Whole.Why != UpliftNone {
					t.Errorf("%+v (-want +got):\n%s", got.Whole, diff)
				}
				return
			}
			if len(got.Whole.Benefits) != 1 {
				t.Fatalf("%+v", got)
			}
			one := got.Whole.Benefits[0]
			if one.Promised != kr(test.promised) || one.Realised != kr(test.realised) || one.Quarters != test.quarters || one.Awaiting != test.awaiting {
				t.Errorf("%+v", one)
			}
		})
	}
	pipeline := experienced("A", 80)
	pipeline.Status = StatusSubmitted
	if got := NewCalibration(Organisation{Strategy: strategy()}, []BusinessCase{pipeline}, k2of2013); len(got.NotRated)+len(got.Whole.Benefits) != 0 {
		t.Errorf("nothing was promised that was not decided: %+v", got)
	}
}

// An interval that ends at 100 % holds it: there is nothing to suggest, either way.
func TestNoSuggestionAtTheEdge(t *testing.T) {
	rule := CalibrationRule{Minimum: 10, Coverage: 0.95}
	for want, interval := range map[UpliftWhy]calc.MedianInterval{
		UpliftSuggested: {N: 10, Known: true, Median: 0.8, Low: 0.7, High: 0.999},
		UpliftUnclear:   {N: 10, Known: true, Median: 0.8, Low: 0.7, High: 1},
		UpliftNotNeeded: {N: 10, Known: true, Median: 1.2, Low: 1.001, High: 1.5},
		UpliftTooFew:    {N: 9, Known: true, Median: 0.8, Low: 0.7, High: 0.9},
	} {
		var g CalibrationGroup
		if g.suggest(interval, rule); g.Why != want || (g.Uplift != nil) != (want == UpliftSuggested) {
			t.Errorf("%+v: %s, want %s", interval, g.Why, want)
		}
	}
	var g CalibrationGroup
	if g.suggest(calc.MedianInterval{N: 10, Known: true, Median: 1.2, Low: 1, High: 1.5}, rule); g.Why != UpliftUnclear {
		t.Errorf("an interval from 100 %%: %s", g.Why)
	}
}

// Groups of the same benefits are the same kroner in other piles, and each is
// the sum of its benefits.
func TestCalibrationGroupsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cases []BusinessCase
		for i := range rapid.IntRange(0, 25).Draw(t, "cases") {
			bc := experienced(CaseID(fmt.Sprint("C", i)), rapid.Float64Range(0, 200).Draw(t, "percent"))
			bc.FocusArea = rapid.SampledFrom([]FocusAreaID{"esdh", "erhverv", "", "ukendt"}).Draw(t, "area")
			bc.Benefits[0].Owner = rapid.SampledFrom([]string{"", "Leder A", "Leder B"}).Draw(t, "owner")
			bc.Benefits[0].Kind = rapid.SampledFrom(BenefitKinds).Draw(t, "kind")
			cases = append(cases, bc)
		}
		c := NewCalibration(Organisation{Strategy: strategy()}, cases, k2of2013)
		if len(c.Whole.Benefits)+len(c.NotRated) != len(cases) {
			t.Fatalf("%d and %d of %d", len(c.Whole.Benefits), len(c.NotRated), len(cases))
		}
		for _, groups := range [][]CalibrationGroup{{c.Whole}, c.Areas, c.Owners, c.Kinds} {
			var promised, realised calc.Money
			n := 0
			for _, group := range groups {
				for _, one := range group.Benefits {
					promised, realised, n = promised+one.Promised, realised+one.Realised, n+1
					*group.Promised -= one.Promised
					*group.Realised -= one.Realised
				}
				if len(group.Benefits) > 0 && (*group.Promised != 0 || *group.Realised != 0) {
					t.Fatalf("%s is not the sum of its benefits", group.Key)
				}
				if group.Uplift != nil && (*group.Uplift <= 0 || *group.Uplift > 1 || len(group.Benefits) < c.Rule.Minimum) {
					t.Fatalf("uplift %v of %d", *group.Uplift, len(group.Benefits))
				}
			}
			if n != len(c.Whole.Benefits) || n > 0 && (promised == 0) {
				t.Fatalf("%d of %d, %d", n, len(c.Whole.Benefits), promised)
			}
		}
	})
}

// A municipality sets its own rule, and one that cannot hold is refused.
func TestCalibrationRuleOfAProfile(t *testing.T) {
	for text, good := range map[string]bool{
		`{"minimum": 20, "coverage": 0.9}`: true, `{"minimum": 0, "coverage": 0.9}`: false,
		`{"minimum": 5, "coverage": 1}`: false, `{"minimum": 5}`: false,
	} {
		data := fmt.Sprintf(`{"name":"A","governance":{"councilName":"B","headlineMethod":"in-year","calibration":%s}}`, text)
		org, err := ReadProfile("a", []byte(data))
		if good != (err == nil) || good && org.Governance.calibration() != (CalibrationRule{20, 0.9}) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The experience of some cases is that of them alone, and what is left is the
// rest: promised, realised and what is not compared add up to the whole, group by
// group. Of two benefits that are the same money the second is compared nowhere,
// also where the first is not among the cases.
func TestCalibrationOfSomeCases(t *testing.T) {
	var cases []BusinessCase
	for i, percent := range []float64{40, 50, 110} {
		cases = append(cases, experienced(CaseID(fmt.Sprint("C", i)), percent))
	}
	cases[2].FocusArea = ""
	cases = append(cases, withSeries("D", nil)) // nothing reported
	org := Organisation{Strategy: strategy()}
	whole := NewCalibration(org, cases, k2of2013)
	first := whole.Of(org.Strategy, func(id CaseID) bool { return id == "C0" })
	rest := whole.Of(org.Strategy, func(id CaseID) bool { return id != "C0" })
	// By hand: 40 % of 200,000 kr.; 50 % and 110 % of 200,000 kr. each.
	if *first.Whole.Promised != kr(200_000) || *first.Whole.Realised != kr(80_000) || len(first.NotRated) != 0 || len(first.Areas) != 1 {
		t.Errorf("C0 alone: %+v", first.Whole)
	}
	if *rest.Whole.Promised != kr(400_000) || *rest.Whole.Realised != kr(320_000) || len(rest.NotRated) != 1 || len(rest.Areas) != 2 {
		t.Errorf("the rest: %+v", rest.Whole)
	}
	if all := whole.Of(org.Strategy, func(CaseID) bool { return true }); !cmp.Equal(all, whole) {
		t.Error(cmp.Diff(whole, all))
	}
}
