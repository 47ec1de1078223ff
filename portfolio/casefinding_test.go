package portfolio

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func codes(findings []CaseFinding) []string {
	var all []string
	for _, finding := range findings {
		all = append(all, string(finding.Severity)+" "+finding.Code)
	}
	slices.Sort(all)
	return all
}

// sound is a case that breaks no rule.
func sound() BusinessCase {
	bc := permanent("A", date(2013, 1, 1), series("2013", 400_000, "2014", 400_000))
	bc.PriceLevel = PriceLevel{Basis: PricesFixed, Year: 2013}
	bc.DecisionDate = date(2012, 6, 1)
	bc.Costs = []CostLine{
		{Label: "Licens", Category: "licence", Recurrence: OneOff, Amounts: series("2012", 100_000)},
		{Label: "Oplæring", Category: "training", Recurrence: OneOff, Amounts: series("2012", 100_000)},
		{Label: "Drift", Category: "licence", Recurrence: Running, Amounts: series("2013", 10_000)},
	}
	bc.Benefits[0].Owner, bc.Benefits[0].Baseline = "Centerchef", true
	return bc
}

func TestCaseFindings(t *testing.T) {
	limit := 0.5
	tests := []struct {
		name   string
		org    Organisation
		change func(*BusinessCase)
		want   []string
	}{
		{"a sound case", Organisation{}, func(*BusinessCase) {}, nil},
		{"E1", Organisation{}, func(bc *BusinessCase) { bc.PriceLevel = PriceLevel{} }, []string{"error price-level-missing"}},
		{"E6", Organisation{}, func(bc *BusinessCase) { bc.PriceLevel = PriceLevel{Basis: PricesCurrent} }, []string{"error nominal-flows-real-rate"}},
		{"E7", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits = append(bc.Benefits, Benefit{Label: "Tom", Kind: Cashable, Owner: "N"})
		}, []string{"error benefit-without-profile"}},
		{"E8", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013", 400_000, "2013K1", 1, "2013K2", 1, "2013K3", 1, "2013K4", 300_000, "2014", 400_000)
		}, []string{"error year-and-parts-differ"}},
		{"W1", Organisation{}, func(bc *BusinessCase) { bc.Benefits[0].Owner = "" }, []string{"warning no-owner"}},
		{"W2", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Baseline = false
			bc.Benefits[0].Series[Realised] = series("2013K1", 1)
		}, []string{"warning no-baseline"}},
		{"W3", Organisation{}, func(bc *BusinessCase) { bc.Costs = bc.Costs[:2] }, []string{"warning no-running-cost"}},
		{"W4", Organisation{}, func(bc *BusinessCase) { bc.Costs[1].Category = "hardware" }, []string{"warning no-organisational-cost"}},
		// 200.000 is paid back by 2013's 390.000 after 0,51 years.
		{"W5", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(*BusinessCase) {}, []string{"warning payback-over-limit"}},
		{"W5 with a dispensation", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(bc *BusinessCase) {
			bc.Dispensation = &Dispensation{Ground: GroundStrategic}
		}, nil},
		{"W6", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013", 1, "2014", 1)
		}, []string{"warning payback-never"}},
		{"W5 and W6 cannot be judged without benefits", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(bc *BusinessCase) {
			bc.Benefits = nil
		}, []string{"warning benefits-not-stated"}},
		{"W5 and W6 cannot be judged without their amounts", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(bc *BusinessCase) {
			bc.Benefits[0].Series = nil
		}, []string{"error benefit-without-profile", "warning benefits-not-stated"}},
		{"W5 and W6 cannot be judged by what gets worse", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(bc *BusinessCase) {
			worse := bc.Benefits[0]
			worse.ID, worse.Label, worse.Kind = "b2", "Ekstra porto", Disbenefit
			bc.Benefits[0].Series = nil
			bc.Benefits = append(bc.Benefits, worse)
		}, []string{"error benefit-without-profile", "warning benefits-not-stated"}},
		{"W5 and W6 ask nothing of a case nobody has said a figure of", Organisation{Governance: Governance{PaybackLimit: &limit}}, func(bc *BusinessCase) {
			bc.Costs, bc.Benefits = nil, nil
		}, nil},
		{"W6 of what comes to others alone", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Kind = Societal
		}, []string{"warning payback-never"}},
		{"W7", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013", 400_000)
		}, []string{"warning horizon-short"}},
		{"W8", Organisation{}, func(bc *BusinessCase) { bc.Benefits[0].Kind = ReleasedTime }, []string{"warning released-time-in-kroner"}},
		{"W8 taken out of the budget", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits[0].Kind = ReleasedTime
			bc.Benefits[0].Series[Budgeted] = series("2013", 400_000)
		}, nil},
		{"W9", Organisation{}, func(bc *BusinessCase) { bc.GoLive = date(2014, 1, 1) }, []string{"warning benefit-before-go-live"}},
		{"W9 not when the year is under way", Organisation{}, func(bc *BusinessCase) { bc.GoLive = date(2013, 11, 1) }, nil},
		{"W10", Organisation{}, func(bc *BusinessCase) { bc.Costs[0].Amounts = series("2012", 110_001) }, []string{"warning largest-item"}},
		{"W12 payback", Organisation{}, func(bc *BusinessCase) { bc.Stated.Payback = &StatedFigure{Value: 1.1} }, []string{"warning stated-payback-differs"}},
		{"W12 payback near enough", Organisation{}, func(bc *BusinessCase) { bc.Stated.Payback = &StatedFigure{Value: 1} }, nil},
		{"W12 NPV", Organisation{}, func(bc *BusinessCase) { bc.Stated.NPV = &StatedFigure{Value: 1} }, []string{"warning stated-npv-differs"}},
		{"W18", Organisation{}, func(bc *BusinessCase) {
			bc.Costs = append(bc.Costs, CostLine{Label: "Nedlukning", Amounts: series("2015", 110_000)})
		}, []string{"warning several-sign-changes"}},
		{"W20", Organisation{}, func(bc *BusinessCase) { bc.Summary = "Borger 010180-1234 klagede" }, []string{"warning personal-data"}},
		{"W20 not a case number", Organisation{}, func(bc *BusinessCase) { bc.Summary = "Se 85.00.00-P23-1-19 og 12345678901" }, nil},
		{"I2", Organisation{}, func(bc *BusinessCase) {
			bc.Benefits = []Benefit{{Label: "Tilfredshed", Kind: Qualitative, Owner: "N"}}
		}, []string{"info only-qualitative", "warning payback-never"}},
		{"goals", Organisation{Strategy: Strategy{Goals: []StrategicGoal{{1, "Råderum"}, {2, "Service"}}}}, func(bc *BusinessCase) {
			bc.Goals = map[int]string{1: "ja"}
		}, []string{"warning goal-missing"}},
		{"origin and kind", Organisation{}, func(bc *BusinessCase) { bc.Origin = ""; bc.Benefits[0].Kind = "" }, []string{"warning benefit-kind-unknown", "warning origin-unknown"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := sound()
			test.change(&bc)
			figures := Evaluate(bc, TermsFor(bc, date(2014, 6, 30)))
			if diff := cmp.Diff(test.want, codes(CaseFindings(test.org, figures))); diff != "" {
				t.Errorf("(-want +got):\n%s\n%+v", diff, figures.Evaluation)
			}
		})
	}
}

// W14 is told about both cases, W16 when a rate was chosen, I1 when a chosen
// light has no reason.
func TestFindingsBetweenCasesAndReports(t *testing.T) {
	a, b := sound(), sound()
	b.ID, b.Number, b.Benefits[0].Label = "B", "BC02", "GEVINST "
	statuses := []QuarterlyStatus{{Case: "A", Quarter: k2of2013, Light: LightGreen}}
	report := NewQuarterReport(Organisation{}, []BusinessCase{a, b}, statuses, k2of2013)
	if diff := cmp.Diff([]string{"info light-differs", "warning counted-twice"}, codes(report.Cases[0].Findings)); diff != "" {
		t.Errorf("A (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"warning counted-twice"}, codes(report.Cases[1].Findings)); diff != "" {
		t.Errorf("B (-want +got):\n%s", diff)
	}
	b.Benefits[0].CountedIn = &BenefitRef{"A", "b1"}
	if linked := NewQuarterReport(Organisation{}, []BusinessCase{a, b}, nil, k2of2013); len(linked.Cases[0].Findings)+len(linked.Cases[1].Findings) != 0 {
		t.Errorf("linked, and still found: %v, %v", linked.Cases[0].Findings, linked.Cases[1].Findings)
	}
	terms := TermsFor(a, date(2014, 6, 30))
	terms.RateSet = "fm-2021"
	if diff := cmp.Diff([]string{"warning rate-vintage"}, codes(CaseFindings(Organisation{}, Evaluate(a, terms)))); diff != "" {
		t.Errorf("another vintage (-want +got):\n%s", diff)
	}
}
