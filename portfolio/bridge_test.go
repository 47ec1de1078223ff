package portfolio

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// sealed freezes a quarter for a bridge.
func sealed(t interface{ Fatal(...any) }, org Organisation, cases []BusinessCase, quarter calc.Quarter) Snapshot {
	s, err := Freeze(org, cases, nil, quarter, "u", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkWhole tells whether each figure's parts are its difference to the øre,
// and none of it is put on the method when one program froze both ends.
func checkWhole(t interface{ Fatalf(string, ...any) }, bridge Bridge) {
	for _, figure := range bridge.Figures {
		if (figure.Difference == nil) != (figure.Before == nil || figure.After == nil) {
			t.Fatalf("%+v: a difference without both ends", figure)
		}
		if figure.Difference == nil {
			continue
		}
		var sum calc.Money
		last := 0
		for _, part := range figure.Parts {
			sum += part.Amount
			at := slices.Index(BridgeCauses, part.Cause)
			if part.Amount == 0 || at < last {
				t.Fatalf("%+v: a part of nothing, or out of order", figure)
			}
			last = at
			if part.Cause == CauseMethod {
				t.Fatalf("%+v: the walk does not arrive where the report does", figure)
			}
		}
		if sum != *figure.After-*figure.Before || sum != *figure.Difference {
			t.Fatalf("%+v: parts of %d, a difference of %d", figure.BridgeKey, sum, *figure.After-*figure.Before)
		}
	}
}

// Whatever two portfolios hold: the parts are the whole, and the walk arrives at
// the figures of the report, so nothing is left to be put on the method.
func TestBridgePartsAreTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		orgA, casesA, a := drawPortfolio(t)
		orgB, casesB, b := drawPortfolio(t)
		if rapid.Bool().Draw(t, "no strategy") {
			orgB.Strategy = Strategy{}
		}
		if b.Before(a) {
			a, b = b, a
		}
		for _, cases := range [][]BusinessCase{casesA, casesB} {
			for i := range cases {
				cases[i].DecisionDate = date(rapid.IntRange(2009, 2022).Draw(t, "decided"), 6, 1)
				cases[i].PriceLevel = PriceLevel{Basis: PricesFixed, Year: rapid.IntRange(2012, 2013).Draw(t, "prices")}
				overlap(t, cases, i)
			}
		}
		from, to := sealed(t, orgA, casesA, a), sealed(t, orgB, casesB, b)
		bridge, err := NewBridge(from, to)
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, bridge)
		again, err := NewBridge(from, to)
		if diff := cmp.Diff(bridge, again, samePeriods); err != nil || diff != "" {
			t.Fatalf("the same bridge twice: %v %s", err, diff)
		}
	})
}

// Small changes of one portfolio, as a quarter brings them.
func TestBridgeOfAnEditedPortfolioIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, a := drawPortfolio(t)
		var later []BusinessCase
		data, err := json.Marshal(cases)
		if err != nil || json.Unmarshal(data, &later) != nil {
			t.Fatal("cases are JSON")
		}
		for i := range later {
			switch rapid.IntRange(0, 7).Draw(t, "change") {
			case 0:
				later[i].GoLive = date(2013, 5, 1)
			case 1:
				later[i].Status = StatusRunning
			case 2:
				for j := range later[i].Benefits {
					later[i].Benefits[j].put(Realised, drawAmounts(t, "realised later"))
				}
			case 3:
				later[i].Costs = append(later[i].Costs, CostLine{ID: "ny", Recurrence: Running, Amounts: drawAmounts(t, "new cost")})
			case 4:
				slices.Reverse(later[i].Benefits)
			case 5:
				later[i].Status, later[i].Ended = StatusDropped, date(2013, 8, 1)
			case 6:
				for j := range later[i].Benefits {
					later[i].Benefits[j].State, later[i].Benefits[j].Ended = BenefitLapsed, date(2014, 2, 1)
				}
			}
		}
		b := a.Add(rapid.IntRange(0, 3).Draw(t, "quarters"))
		bridge, err := NewBridge(sealed(t, org, cases, a), sealed(t, org, later, b))
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, bridge)
	})
}

// overlap lets a benefit be counted in another one now and then.
func overlap(t *rapid.T, cases []BusinessCase, i int) {
	if len(cases[i].Benefits) == 0 || !rapid.Bool().Draw(t, "overlaps") {
		return
	}
	other := cases[rapid.IntRange(0, len(cases)-1).Draw(t, "in case")].ID
	cases[i].Benefits[0].CountedIn = &BenefitRef{other, BenefitID(fmt.Sprint("b", rapid.IntRange(0, 2).Draw(t, "in benefit")))}
}

var samePeriods = cmp.Comparer(func(a, b calc.Period) bool { return a == b })

// bridgeOf is one figure of a bridge from one case to another version of it.
func bridgeOf(t *testing.T, before, after []BusinessCase, from, to calc.Quarter, change func(*Organisation)) Bridge {
	t.Helper()
	org := Organisation{ID: "greve", Name: "Greve", Strategy: strategy(), Governance: Governance{HeadlineMethod: InYear}}
	later := org
	if change != nil {
		change(&later)
	}
	bridge, err := NewBridge(sealed(t, org, before, from), sealed(t, later, after, to))
	if err != nil {
		t.Fatal(err)
	}
	checkWhole(t, bridge)
	return bridge
}

// Each cause by itself, reckoned by hand from 400.000 kr. a year from 1.1.2013,
// 100.000 a quarter, less 10.000 a year of running costs: decided 390.000.
func TestBridgeNamesTheCause(t *testing.T) {
	q2 := calc.Quarter{Year: 2013, Q: 2}
	key := func(layer Layer) BridgeKey {
		return BridgeKey{Quantity: BridgeLayer, Method: InYear, Year: 2013, Layer: layer}
	}
	part := func(cause BridgeCause, kroner float64) string { return fmt.Sprintf("%s %d", cause, kr(kroner)) }
	tests := []struct {
		name   string
		change func(*BusinessCase)
		rules  func(*Organisation)
		to     calc.Quarter
		key    BridgeKey
		want   []string
	}{
		{"nothing", func(*BusinessCase) {}, nil, q2, key(LayerDecided), nil},
		{"gross", func(*BusinessCase) {}, func(o *Organisation) { o.Governance.CountsGross = true }, q2, key(LayerDecided), []string{part(CauseRules, 10_000)}},
		{"another target", func(*BusinessCase) {}, func(o *Organisation) {
			o.Strategy = strategy()
			o.Strategy.Targets[1].Amount = kr(3_000_000)
		}, q2, BridgeKey{Quantity: BridgeTarget}, []string{part(CauseRules, 500_000)}},
		{"stopped", func(bc *BusinessCase) { bc.Phase = PhaseStopped }, nil, q2, key(LayerDecided), []string{part(CauseStopped, -390_000)}},
		{"stopped after the quarter", func(bc *BusinessCase) { bc.Phase, bc.Ended = PhaseStopped, date(2013, 7, 1) }, nil, q2, key(LayerDecided), nil},
		{"stopped after the quarter, seen from the next", func(bc *BusinessCase) { bc.Phase, bc.Ended = PhaseStopped, date(2013, 7, 1) }, nil, q2.Next(), key(LayerDecided), []string{part(CauseQuarter, -390_000)}},
		{"lapsed after the quarter, seen from the next", func(bc *BusinessCase) {
			bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2013, 7, 1)
		}, nil, q2.Next(), key(LayerDecided), []string{part(CauseQuarter, -390_000)}},
		// Live from 1 July: two quarters of six months, the year's 400.000 all in them.
		{"later, the same year", func(bc *BusinessCase) { bc.GoLive = date(2013, 7, 1) }, nil, q2, key(LayerDecided), nil},
		{"moved a year", func(bc *BusinessCase) { bc.Benefits[0].Series[Plan] = series("2014", 400_000, "2015", 400_000) }, nil, q2, key(LayerDecided), []string{part(CauseTiming, -390_000)}},
		{"other prices", func(bc *BusinessCase) {
			bc.PriceLevel.Year = 2014
			bc.Benefits[0].Series[Plan] = series("2013", 408_000, "2014", 408_000)
		}, nil, q2, key(LayerDecided), []string{part(CausePriceLevel, 8_000)}},
		{"not decided any more", func(bc *BusinessCase) { bc.Status = StatusWaiting }, nil, q2, key(LayerPipeline), []string{part(CauseDecision, 390_000)}},
		{"an edited cell", func(bc *BusinessCase) { bc.Benefits[0].Series[Plan] = series("2013", 300_000, "2014", 400_000) }, nil, q2, key(LayerDecided), []string{part(CauseEdited, -100_000)}},
		{"an edited cost", func(bc *BusinessCase) { bc.Costs[2].Amounts = series("2013", 25_000) }, nil, q2, key(LayerDecided), []string{part(CauseEdited, -15_000)}},
		// 80.000 instead of the 100.000 expected of the first quarter, which was over:
		// the rest stays expected, and of the 10.000 the layers bear 80 and 300 of 380.
		{"realised of a quarter that was over", func(bc *BusinessCase) { bc.Benefits[0].Series[Realised] = series("2013K1", 80_000) }, nil, q2,
			key(LayerRealised), []string{part(CauseCorrection, 80_000-2_105.26)}},
		{"realised replaces what was expected", func(bc *BusinessCase) { bc.Benefits[0].Series[Realised] = series("2013K3", 80_000) }, nil, q2.Next(),
			key(LayerRealised), []string{part(CauseRealised, 80_000-2_105.26)}},
		{"seen from the year after", func(*BusinessCase) {}, nil, calc.Quarter{Year: 2014, Q: 1}, BridgeKey{Quantity: BridgeAchieved}, []string{part(CauseQuarter, 10_000)}},
		// −200.000 in 2012, then 390.000 and 400.000: at 5 % 371.428,57 + 362.811,79 − 200.000 = 534.240,36;
		// at 4 % 375.000 + 369.822,49 − 200.000 = 544.822,49.
		{"another rate", func(bc *BusinessCase) { bc.DecisionDate = date(2013, 6, 1) }, nil, q2, BridgeKey{Quantity: BridgeNPV, Case: "A"}, []string{part(CauseRate, 10_582.13)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after := sound(), sound()
			test.change(&after)
			figure, ok := bridgeOf(t, []BusinessCase{before}, []BusinessCase{after}, q2, test.to, test.rules).Figure(test.key)
			var got []string
			for _, one := range figure.Parts {
				got = append(got, fmt.Sprintf("%s %d", one.Cause, one.Amount))
			}
			if diff := cmp.Diff(test.want, got); !ok || diff != "" {
				t.Errorf("%+v (-want +got):\n%s", figure, diff)
			}
		})
	}
}

// A quarter that passes without a report turns what was expected of it into a
// benefit nobody told: each case has its own part of that, by its name.
func TestBridgeFromALaterQuarterTellsTheCases(t *testing.T) {
	first, second := sound(), sound()
	second.ID, second.Number, second.Title = "B", "B", "Another"
	for _, one := range []*BusinessCase{&first, &second} {
		one.Benefits = slices.Clone(one.Benefits)
		one.Benefits[0].Series = maps.Clone(one.Benefits[0].Series)
	}
	first.Benefits[0].Series[Realised] = series("2013K3", 80_000)
	second.Benefits[0].Series[Realised] = series("2013K3", 60_000)
	cases := []BusinessCase{first, second}
	key := BridgeKey{Quantity: BridgeLayer, Method: InYear, Year: 2013, Layer: LayerRealised}
	figure, ok := bridgeOf(t, cases, cases, calc.Quarter{Year: 2013, Q: 2}, calc.Quarter{Year: 2013, Q: 3}, nil).Figure(key)
	got := map[CaseID]calc.Money{}
	for _, one := range figure.Parts {
		if one.Cause != CauseQuarter {
			t.Errorf("%+v: not the quarter's", one)
		}
		got[one.Case] = one.Amount
	}
	// As in "realised replaces what was expected": the 10.000 of running costs are
	// borne by 80 and 300 of 380, and by 60 and 300 of 360.
	want := map[CaseID]calc.Money{first.ID: kr(80_000 - 2_105.26), "B": kr(60_000 - 1_666.67)}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A part names its line, its period, what it was and is, and its cell.
func TestBridgePartLeadsToItsCell(t *testing.T) {
	before, after := sound(), sound()
	after.Benefits[0].Series[Plan] = series("2013", 300_000, "2014", 400_000)
	q2 := calc.Quarter{Year: 2013, Q: 2}
	figure, _ := bridgeOf(t, []BusinessCase{before}, []BusinessCase{after}, q2, q2, nil).Figure(BridgeKey{Quantity: BridgeAchieved})
	period := calc.YearOf(2013)
	want := []BridgePart{{Cause: CauseEdited, Amount: kr(-100_000), Case: "A", Line: &LineRef{Benefit: true, ID: "b1", Label: "Gevinst"},
		Series: Plan, Period: &period, Before: "40000000", After: "30000000", Source: Source{Sheet: "Gevinster", Cell: "2013"}}}
	if diff := cmp.Diff(want, figure.Parts, samePeriods); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A case that came and one that went; a present value of only one end has no parts.
func TestBridgeOfNewAndGoneCases(t *testing.T) {
	gone, fresh := sound(), sound()
	gone.ID, fresh.ID = "væk", "ny"
	fresh.Benefits[0].Series[Plan] = series("2013", 500_000, "2014", 500_000)
	q2 := calc.Quarter{Year: 2013, Q: 2}
	bridge := bridgeOf(t, []BusinessCase{gone}, []BusinessCase{fresh}, q2, q2, nil)
	figure, _ := bridge.Figure(BridgeKey{Quantity: BridgeAchieved})
	undone, stops := figure.Sum(CauseUndone)
	added, _ := figure.Sum(CauseNew)
	if _, stopped := figure.Sum(CauseStopped); stopped || !stops {
		t.Errorf("an undone import is told as stopped: %+v", figure.Parts)
	}
	if undone != kr(-390_000) || added != kr(490_000) || *figure.Difference != kr(100_000) {
		t.Errorf("%+v", figure)
	}
	if figure, ok := bridge.Figure(BridgeKey{Quantity: BridgeNPV, Case: "ny"}); ok {
		t.Errorf("a present value nobody knew before has a bridge: %+v", figure)
	}
}

// A row that adds up to nothing has no sum that could have moved: what changes
// in it is told cell by cell.
func TestBridgeOfARowThatAddsUpToNothing(t *testing.T) {
	before, after := sound(), sound()
	before.Benefits[0].Series[Plan] = series("2013", 300_000, "2014", -300_000)
	after.Benefits[0].Series[Plan] = series("2013", -300_000, "2014", 300_000)
	q2 := calc.Quarter{Year: 2013, Q: 2}
	figure, _ := bridgeOf(t, []BusinessCase{before}, []BusinessCase{after}, q2, q2, nil).Figure(BridgeKey{Quantity: BridgeNPV, Case: "A"})
	if _, moved := figure.Sum(CauseTiming); moved || len(figure.Parts) != 2 {
		t.Errorf("%+v", figure.Parts)
	}
}

// A sum of nothing is a figure to reckon from, and is told not to be one.
func TestBridgeFromNothing(t *testing.T) {
	bc := sound()
	bc.Benefits[0].Series[Realised] = series("2013K1", 80_000)
	q2 := calc.Quarter{Year: 2013, Q: 2}
	bridge := bridgeOf(t, nil, []BusinessCase{bc}, q2, q2, nil)
	for _, quantity := range []BridgeQuantity{BridgeAchieved, BridgeRealised} {
		if figure, _ := bridge.Figure(BridgeKey{Quantity: quantity}); !figure.NothingBefore || figure.NothingAfter || *figure.Difference <= 0 {
			t.Errorf("%+v", figure)
		}
	}
	layer := BridgeKey{Quantity: BridgeLayer, Method: InYear, Year: 2013, Layer: LayerRealised}
	if figure, _ := bridge.Figure(layer); !figure.NothingBefore || figure.NothingAfter {
		t.Errorf("%+v", figure)
	}
	layer.Layer = LayerBudgeted
	if figure, _ := bridge.Figure(layer); !figure.NothingBefore || !figure.NothingAfter {
		t.Errorf("%+v", figure)
	}
	if figure, _ := bridge.Figure(BridgeKey{Quantity: BridgeGap, Method: InYear, Year: 2013}); figure.NothingBefore || figure.NothingAfter {
		t.Errorf("a gap is a figure also where nothing is counted: %+v", figure)
	}
}

// A figure that an earlier program computed otherwise has the difference put on
// the method, and only that.
func TestBridgePutsAnotherProgramOnTheMethod(t *testing.T) {
	org := Organisation{ID: "greve", Strategy: strategy(), Governance: Governance{HeadlineMethod: InYear}}
	q2 := calc.Quarter{Year: 2013, Q: 2}
	from, to := sealed(t, org, []BusinessCase{sound()}, q2), sealed(t, org, []BusinessCase{sound()}, q2.Next())
	var figures snapshotFigures
	if err := json.Unmarshal(from.Figures, &figures); err != nil {
		t.Fatal(err)
	}
	figures.Headline.Achieved += 17
	from.Figures, _ = json.Marshal(figures)
	bridge, err := NewBridge(from, to)
	if err != nil {
		t.Fatal(err)
	}
	for _, figure := range bridge.Figures {
		want := 0
		if figure.Quantity == BridgeAchieved {
			want = 1
		}
		if len(figure.Parts) != want || want == 1 && (figure.Parts[0].Cause != CauseMethod || figure.Parts[0].Amount != -17) {
			t.Errorf("%+v", figure)
		}
	}
}

func TestBridgeGoesForward(t *testing.T) {
	org := Organisation{ID: "greve", Strategy: strategy()}
	q2 := calc.Quarter{Year: 2013, Q: 2}
	if _, err := NewBridge(sealed(t, org, nil, q2.Next()), sealed(t, org, nil, q2)); ErrorCode(err) != CodeInvalid {
		t.Errorf("backwards gives %v", err)
	}
	other := org
	other.ID = "albertslund"
	if _, err := NewBridge(sealed(t, org, nil, q2), sealed(t, other, nil, q2)); ErrorCode(err) != CodeInvalid {
		t.Errorf("between municipalities gives %v", err)
	}
}
