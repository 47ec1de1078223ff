package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func TestChanges(t *testing.T) {
	before := sound()
	before.Goals = map[int]string{1: "ja"}
	after := sound()
	after.Phase, after.Goals = PhaseClosed, map[int]string{2: "også"}
	after.Costs = []CostLine{
		{ID: "c1", Label: "Licens", Category: "licence", Recurrence: OneOff, Amounts: series("2012", 120_000)},
		{ID: "c4", Label: "Udbud", Amounts: series("2012", 5_000)},
	}
	before.Costs = []CostLine{
		{ID: "c1", Label: "Licens", Category: "licence", Recurrence: OneOff, Amounts: series("2012", 100_000, "2013", 7_000)},
		{ID: "c2", Label: "Oplæring", Amounts: series("2012", 100_000)},
	}
	after.Benefits[0].Owner = "En anden"
	after.Benefits[0].Series[Plan] = series("2013", 0, "2014", 400_000)
	got := Changes(before, after)

	licence, training, tender := LineRef{ID: "c1", Label: "Licens"}, LineRef{ID: "c2", Label: "Oplæring"}, LineRef{ID: "c4", Label: "Udbud"}
	benefit := LineRef{Benefit: true, ID: "b1", Label: "Gevinst"}
	cell := func(period string) Source { return Source{Sheet: "Gevinster", Cell: period} }
	year := calc.YearOf
	want := CaseChanges{
		Case: "A", Title: "A",
		Fields: []FieldChange{
			{Field: "phase", Before: "operation", After: "closed"},
			{Field: "goal-1", Before: "ja"}, {Field: "goal-2", After: "også"},
			{Line: &benefit, Field: "owner", Before: "Centerchef", After: "En anden"},
		},
		Lines: []LineChange{{tender, true}, {training, false}},
		Amounts: []AmountChange{
			{licence, Plan, year(2012), moneyOf(100_000), moneyOf(120_000), kr(20_000), cell("2012")},
			{licence, Plan, year(2013), moneyOf(7_000), nil, kr(-7_000), cell("2013")},
			{tender, Plan, year(2012), nil, moneyOf(5_000), kr(5_000), cell("2012")},
			{training, Plan, year(2012), moneyOf(100_000), nil, kr(-100_000), cell("2012")},
			{benefit, Plan, year(2013), moneyOf(400_000), moneyOf(0), kr(-400_000), cell("2013")},
		},
		Costs:    kr(20_000 - 7_000 + 5_000 - 100_000),
		Benefits: kr(-400_000),
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b calc.Period) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	worse := sound()
	worse.Benefits[0].Kind = Disbenefit // what was 800.000 of gain is now as much of loss
	if got := Changes(sound(), worse).Benefits; got != kr(-1_600_000) {
		t.Errorf("a gain that became a loss changes the benefits by %d", got)
	}
	if same := Changes(before, before); same.Any() {
		t.Errorf("a case differs from itself: %+v", same)
	}
}

// The differences of the amounts add up to the difference of the sums, and the
// way back is the same with the other sign.
func TestChangesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := BusinessCase{}, BusinessCase{}
		for _, bc := range []*BusinessCase{&before, &after} {
			for _, id := range []string{"c1", "c2", "c3"} {
				if rapid.Bool().Draw(t, "has cost") {
					bc.Costs = append(bc.Costs, CostLine{ID: id, Amounts: drawAmounts(t, "cost")})
				}
			}
			for _, id := range []BenefitID{"b1", "b2"} {
				if rapid.Bool().Draw(t, "has benefit") {
					bc.Benefits = append(bc.Benefits, Benefit{ID: id, Kind: Cashable, Series: map[Series][]Amount{Plan: drawAmounts(t, "benefit")}})
				}
			}
		}
		there, back := Changes(before, after), Changes(after, before)
		var costs, benefits calc.Money
		for _, change := range there.Amounts {
			if change.Line.Benefit {
				benefits += change.Difference
			} else {
				costs += change.Difference
			}
		}
		if costs != there.Costs || benefits != there.Benefits || back.Costs != -there.Costs || back.Benefits != -there.Benefits {
			t.Fatalf("amounts differ by %d and %d, sums by %d and %d, back by %d and %d", costs, benefits,
				there.Costs, there.Benefits, back.Costs, back.Benefits)
		}
	})
}

func TestReportChanges(t *testing.T) {
	bc := withSeries("A", map[Series][]Amount{Realised: series("2013K1", 80_000, "2013K2", 90_000)})
	got := ReportChanges(bc, []BenefitReport{{Benefit: "b1", Series: Realised, State: BenefitReduced, Amounts: series("2013K2", 95_000, "2013K3", 1_000)}})
	ref := LineRef{Benefit: true, ID: "b1", Label: "Gevinst"}
	want := CaseChanges{Case: "A", Title: "A",
		Fields: []FieldChange{{Line: &ref, Field: "state", Before: "decided", After: "reduced"}},
		Amounts: []AmountChange{
			{ref, Realised, calc.Quarter{Year: 2013, Q: 2}.Period(), moneyOf(90_000), moneyOf(95_000), kr(5_000), Source{Sheet: "Gevinster", Cell: "2013K2"}},
			{ref, Realised, calc.Quarter{Year: 2013, Q: 3}.Period(), nil, moneyOf(1_000), kr(1_000), Source{Sheet: "Gevinster", Cell: "2013K3"}},
		}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b calc.Period) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
