package portfolio

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

func paysBack(status calc.PaybackStatus, years float64) CaseFigures {
	return CaseFigures{Evaluation: calc.Evaluation{Payback: calc.Payback{Status: status, Years: years}}}
}

// The middle payback period by hand: of 1, 2 and 6 years it is 2; of 1, 2, 3 and 6
// the mean of 2 and 3; a case that never pays back is longer than 6 years, so of 1,
// 6 and never it is 6, and of 1 and never there is none.
func TestMedianPayback(t *testing.T) {
	years := func(all ...float64) (cases []CaseFigures) {
		for _, one := range all {
			cases = append(cases, paysBack(calc.PaybackValue, one))
		}
		return cases
	}
	never, at, none := paysBack(calc.PaybackNever, 0), paysBack(calc.PaybackImmediate, 0), paysBack(calc.PaybackUndefined, 0)
	joint, over := paysBack(calc.PaybackValue, 50), paysBack(calc.PaybackValue, 50)
	joint.Case.Origin, over.Case.Phase = JointPublic, PhaseStopped
	for name, one := range map[string]struct {
		cases []CaseFigures
		want  MedianPayback
	}{
		"of three":             {years(6, 1, 2), MedianPayback{calc.PaybackValue, 2, 3, 0}},
		"of four":              {years(6, 1, 3, 2), MedianPayback{calc.PaybackValue, 2.5, 4, 0}},
		"never is longest":     {append(years(1, 6), never), MedianPayback{calc.PaybackValue, 6, 3, 0}},
		"half never":           {append(years(1), never), MedianPayback{calc.PaybackNever, 0, 2, 0}},
		"half at once":         {append(years(3), at), MedianPayback{calc.PaybackValue, 1.5, 2, 0}},
		"at once":              {append(years(3), at, at), MedianPayback{calc.PaybackImmediate, 0, 3, 0}},
		"without":              {append(years(3), none), MedianPayback{calc.PaybackValue, 3, 1, 1}},
		"joint and over apart": {append(years(3), joint, over), MedianPayback{calc.PaybackValue, 3, 1, 0}},
		"none":                 {nil, MedianPayback{Status: calc.PaybackUndefined}},
	} {
		if got := newMedianPayback(one.cases); got != one.want {
			t.Errorf("%s: %+v, want %+v", name, got, one.want)
		}
	}
}

// What organisations differ in is said, and only that.
func TestSideBySideSaysWhatDiffers(t *testing.T) {
	q := calc.Quarter{Year: 2014, Q: 2}
	fixed := func(year int) PriceLevel { return PriceLevel{Basis: PricesFixed, Year: year} }
	org := func(id OrganisationID, change func(*Organisation, *BusinessCase)) QuarterReport {
		home := Organisation{ID: id, Strategy: Strategy{FromYear: 2014, ToYear: 2014, Targets: []Target{{Year: 2014, Amount: 100 * calc.Krone, PriceLevel: fixed(2014)}}}}
		bc := quarterly("a", Own, map[int]calc.Money{1: 10, 2: 10})
		bc.PriceLevel = fixed(2014)
		change(&home, &bc)
		return NewQuarterReport(home, []BusinessCase{bc}, nil, q)
	}
	same := org("a", func(*Organisation, *BusinessCase) {})
	for name, one := range map[string]struct {
		other QuarterReport
		want  []SideDifference
	}{
		"nothing":  {same, nil},
		"targets":  {org("b", func(o *Organisation, _ *BusinessCase) { o.Strategy.Targets = nil }), []SideDifference{SideTargets}},
		"prices":   {org("b", func(_ *Organisation, bc *BusinessCase) { bc.PriceLevel = fixed(2012) }), []SideDifference{SidePrices}},
		"unknown":  {org("b", func(_ *Organisation, bc *BusinessCase) { bc.PriceLevel = PriceLevel{} }), []SideDifference{SidePrices}},
		"gross":    {org("b", func(o *Organisation, _ *BusinessCase) { o.Governance.CountsGross = true }), []SideDifference{SideGross}},
		"central":  {org("b", func(o *Organisation, _ *BusinessCase) { o.Governance.CountsOnlyCentral = true }), []SideDifference{SideCentral}},
		"headline": {org("b", func(o *Organisation, _ *BusinessCase) { o.Governance.HeadlineMethod = InYear }), []SideDifference{SideHeadline}},
	} {
		if got := NewSideBySide([]QuarterReport{same, one.other}, NewPermanent).Differences; !slices.Equal(got, one.want) {
			t.Errorf("%s: %v, want %v", name, got, one.want)
		}
	}
	// Prices that nobody has stated are not the same prices.
	unknown := org("u", func(o *Organisation, bc *BusinessCase) { bc.PriceLevel, o.Strategy.Targets = PriceLevel{}, nil })
	if got := NewSideBySide([]QuarterReport{unknown, unknown}, NewPermanent).Differences; !slices.Equal(got, []SideDifference{SidePrices}) {
		t.Errorf("prices that nobody stated: %v", got)
	}
	// Two that agree with an organisation without amounts can differ from each other.
	empty := NewQuarterReport(Organisation{ID: "e", Strategy: same.Organisation.Strategy}, nil, nil, q)
	empty.Organisation.Strategy.Targets = nil
	other := org("b", func(_ *Organisation, bc *BusinessCase) { bc.PriceLevel = fixed(2012) })
	if got := NewSideBySide([]QuarterReport{empty, same, other}, NewPermanent).Differences; !slices.Contains(got, SidePrices) {
		t.Errorf("prices that differ are not said beside an empty organisation: %v", got)
	}
}

// Each side is its organisation's own account, whatever stands beside it: the
// layers add up to what is achieved, what is achieved and the gap to the target
// where there is a gap, and the others change nothing of it.
func TestSidesAreTheAccounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		method := rapid.SampledFrom([]CountMethod{NewPermanent, InYear}).Draw(t, "method")
		var reports []QuarterReport
		for i := range rapid.IntRange(1, 4).Draw(t, "organisations") {
			reported := map[int]calc.Money{}
			for q := 1; q <= 4; q++ {
				if rapid.Bool().Draw(t, "reported") {
					reported[q] = calc.Money(rapid.IntRange(-50, 200).Draw(t, "kroner"))
				}
			}
			home := Organisation{ID: OrganisationID(rune('a' + i))}
			if rapid.Bool().Draw(t, "target") {
				home.Strategy.Targets = []Target{{Year: 2014, Amount: calc.Money(rapid.IntRange(1, 500).Draw(t, "target kroner")) * calc.Krone}}
			}
			reports = append(reports, NewQuarterReport(home, []BusinessCase{quarterly("x", rapid.SampledFrom([]Origin{Own, JointPublic}).Draw(t, "origin"), reported)}, nil, calc.Quarter{Year: 2014, Q: 3}))
		}
		together := NewSideBySide(reports, method)
		for i, side := range together.Organisations {
			year := reports[i].by(method).year(2014)
			var sum calc.Money
			for _, layer := range []Layer{LayerRealised, LayerBudgeted, LayerDecided} {
				sum += year.Layers[layer]
			}
			if (side.Achieved != nil) != year.Counts() || side.Achieved != nil && *side.Achieved != sum {
				t.Fatalf("achieved is %v, and the layers add up to %d", side.Achieved, sum)
			}
			if gap := side.Year.Gap; side.Achieved != nil && gap != nil && *gap > 0 && *side.Achieved+*gap != *side.Year.Target {
				t.Fatalf("%d and the gap %d are not the target %d", *side.Achieved, *gap, *side.Year.Target)
			}
			if (side.OfTarget != nil) != (side.Achieved != nil && side.Year.Target != nil) {
				t.Fatalf("a share of %v is %v", side.Year.Target, side.OfTarget)
			}
			if side.Cases+side.Joint != len(reports[i].Cases) {
				t.Fatalf("%d and %d cases of %d", side.Cases, side.Joint, len(reports[i].Cases))
			}
			alone := NewSideBySide(reports[i:i+1], method).Organisations[0]
			if alone.Payback != side.Payback || (alone.OfPlanned == nil) != (side.OfPlanned == nil) {
				t.Fatalf("alone it is %+v, and %+v beside others", alone, side)
			}
		}
	})
}
