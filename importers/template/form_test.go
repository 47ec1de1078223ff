package template

import (
	"bytes"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// exampleForm is a filled-in case for tests; its figures are made up.
func exampleForm() Form {
	rate := 0.04
	years := func(kroner ...int64) []portfolio.Amount {
		var amounts []portfolio.Amount
		for t, k := range kroner {
			amounts = append(amounts, portfolio.Amount{Period: calc.YearOf(2013 + t), Money: calc.Money(k) * calc.Krone})
		}
		return amounts
	}
	full := 300_000 * calc.Krone
	return Form{
		Organisation: "Eksempel Kommune",
		FocusAreas:   []string{"ESDH", "Børn og Unge", "Teknik og Miljø"},
		FocusArea:    "ESDH",
		Goals: []portfolio.StrategicGoal{
			{Number: 1, Text: "At skabe økonomisk råderum."}, {Number: 2, Text: "At udvikle den kommunale service."},
		},
		Unit: "kr.", BaseYear: 2013, Years: 8, Rate: &rate, Example: true,
		Risks: []Risk{{"Medarbejderne fortsætter med papir", "medium", "high", "Undervisning og opfølgning i hver enhed hver måned det første år", "Centerchef"}},
		Case: portfolio.BusinessCase{
			Number: "BC01", Title: "Opgradering af ESDH", Summary: "Systemet løftes til en ny version med digital post og bedre søgning. Sagsbehandlerne sparer tid, og to gamle systemer lukkes.",
			Origin: portfolio.Own, Phase: portfolio.PhaseExecution, Status: portfolio.StatusApproved,
			DecisionDate: time.Date(2013, 3, 14, 0, 0, 0, 0, time.UTC), GoLive: time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC),
			PriceLevel:   portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2013},
			ProjectOwner: "Center for Økonomi & It", SystemOwner: "Byrådssekretariatet", RecordNumber: "85.00.00-P23-1-13",
			Goals: map[int]string{1: "Færre licenser og mindre papir.", 2: "=Borgerne kan følge deres sag.", 3: "Bedre værktøj."},
			Costs: []portfolio.CostLine{
				{ID: "U1", Label: "Opgradering og licenser", Category: "licence", Recurrence: portfolio.OneOff, Amounts: years(800_000)},
				{ID: "U2", Label: "Undervisning af 600 medarbejdere i den nye arbejdsgang", Category: "training", Recurrence: portfolio.OneOff, Amounts: years(200_000)},
			},
			Benefits: []portfolio.Benefit{{
				ID: "G1", Label: "Lukning af to gamle systemer", Kind: portfolio.Cashable, Owner: "Chef for digitalisering",
				AccruesTo: portfolio.AccruesCentral, Recurrence: portfolio.Running, State: portfolio.BenefitDecided, FullYear: &full, Baseline: true,
				Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: years(0, 300_000, 300_000, 300_000, 300_000, 300_000)[1:]},
			}},
		},
	}
}

func TestSameFormSameBytes(t *testing.T) {
	first, err := Bytes(exampleForm())
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := Bytes(exampleForm())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same form gave other bytes")
		}
	}
}

// A form the template has no room for is refused, not written without a part.
func TestFormThatWouldLoseSomethingIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*Form){
		"a quarter": func(f *Form) {
			f.Case.Costs[0].Amounts[0].Period = calc.Quarter{Year: 2013, Q: 1}.Period()
		},
		"a year before":    func(f *Form) { f.Case.Costs[0].Amounts[0].Period = calc.YearOf(2012) },
		"a year after":     func(f *Form) { f.Case.Costs[0].Amounts[0].Period = calc.YearOf(2021) },
		"a year twice":     func(f *Form) { f.Case.Costs[0].Amounts = append(f.Case.Costs[0].Amounts, f.Case.Costs[0].Amounts...) },
		"no base year":     func(f *Form) { f.BaseYear = 0 },
		"an unknown unit":  func(f *Form) { f.Unit = "dollars" },
		"an unknown phase": func(f *Form) { f.Case.Phase = "half-way" },
		"an unknown kind":  func(f *Form) { f.Case.Benefits[0].Kind = "nice" },
		"a fourth goal":    func(f *Form) { f.Case.Goals[4] = "mere" },
		"too many years":   func(f *Form) { f.Years = 41 },
	} {
		form := exampleForm()
		spoil(&form)
		if _, err := Bytes(form); err == nil {
			t.Errorf("%s: written", name)
		}
	}
	if _, err := Bytes(Form{}); err != nil {
		t.Errorf("an empty template: %v", err)
	}
}
