package portfolio

import (
	"strings"
	"testing"

	"raaderum/calc"
)

func TestProfilesHoldTogether(t *testing.T) {
	names := Profiles()
	if len(names) < 2 {
		t.Fatalf("only %d profiles: %v", len(names), names)
	}
	for _, name := range names {
		org, err := LoadProfile(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if org.ID != OrganisationID(name) || org.Name == "" || org.Example {
			t.Errorf("%s: loaded as %q %q, example %v", name, org.ID, org.Name, org.Example)
		}
	}
}

// The expected values are the words of Greve's Digitaliseringsstrategi
// 2012-2015: 2,5 mio. kr. a year, about 10 % of the efficiency budget, three
// goals, five cross-cutting and seven professional focus areas.
func TestGreveProfile(t *testing.T) {
	org, err := LoadProfile("greve")
	if err != nil {
		t.Fatal(err)
	}
	strategy := org.Strategy
	crossCutting := 0
	for _, area := range strategy.FocusAreas {
		if area.CrossCutting {
			crossCutting++
		}
	}
	if len(strategy.FocusAreas) != 12 || crossCutting != 5 || len(strategy.Goals) != 3 {
		t.Errorf("%d focus areas, %d cross-cutting, %d goals; want 12, 5, 3",
			len(strategy.FocusAreas), crossCutting, len(strategy.Goals))
	}
	for year := 2012; year <= 2015; year++ {
		target, ok := strategy.TargetFor(year)
		if !ok || target.Amount != 2_500_000*calc.Krone || *target.EfficiencyBudget != 25*calc.MillionKrone {
			t.Errorf("target of %d is %+v, %v", year, target, ok)
		}
	}
}

// The classes are half-open: the text of Albertslund's project model leaves
// 499.001 to 500.000 kr. in no class, and the profile closes that gap.
func TestAlbertslundClassesAreHalfOpen(t *testing.T) {
	org, err := LoadProfile("albertslund")
	if err != nil {
		t.Fatal(err)
	}
	classOf := func(amount calc.Money) string {
		name := ""
		for _, class := range org.Governance.AmountClasses {
			if amount >= class.From && (class.Below == nil || amount < *class.Below) {
				name += class.Name
			}
		}
		return name
	}
	for amount, want := range map[calc.Money]string{
		0:                               "Under 100.000 kr.",
		99_999*calc.Krone + 99:          "Under 100.000 kr.",
		100_000 * calc.Krone:            "100.000 til under 500.000 kr.",
		499_500 * calc.Krone:            "100.000 til under 500.000 kr.",
		500_000 * calc.Krone:            "500.000 kr. og derover",
		92_000_000_000_000 * calc.Krone: "500.000 kr. og derover",
	} {
		if got := classOf(amount); got != want {
			t.Errorf("%d øre is in %q, want %q", amount, got, want)
		}
	}
	if org.Governance.DeadlineDays != 14 || len(org.Governance.GateChecklist) != 7 {
		t.Errorf("deadline %d days, %d gates; want 14, 7", org.Governance.DeadlineDays, len(org.Governance.GateChecklist))
	}
}

func TestProfileWithAFaultIsRefused(t *testing.T) {
	const rest = `"headlineMethod":"in-year"`
	for name, fault := range map[string]string{
		"misspelt field": `{"name":"K","governance":{"councilName":"R","paybackLimitt":3,` + rest + `},"strategy":{}}`,
		"no council":     `{"name":"K","governance":{` + rest + `},"strategy":{}}`,
		"gap": `{"name":"K","governance":{"councilName":"R",` + rest + `,"amountClasses":[
			{"name":"a","fromOre":0,"belowOre":10},{"name":"b","fromOre":11,"belowOre":null}]},"strategy":{}}`,
		"two targets": `{"name":"K","governance":{"councilName":"R",` + rest + `},"strategy":{"fromYear":2012,"toYear":2013,
			"targets":[{"year":2012,"ore":1},{"year":2012,"ore":2}]}}`,
	} {
		if _, err := ReadProfile("k", []byte(fault)); err == nil {
			t.Errorf("%s: accepted", name)
		} else if !strings.Contains(err.Error(), "k.json") {
			t.Errorf("%s: %v does not say which profile", name, err)
		}
	}
	if _, err := LoadProfile("../profile"); ErrorCode(err) != CodeNotFound {
		t.Errorf("an unknown name gives %v", err)
	}
}
