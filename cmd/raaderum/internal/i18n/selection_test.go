package i18n

import (
	"context"
	"slices"
	"testing"

	"raaderum/calc"
)

// Every reason, kind and status of a selection has words, in every language.
func TestSelectionHasWords(t *testing.T) {
	var keys []string
	for _, reason := range calc.ChoiceReasons {
		keys = append(keys, "selection.reason."+string(reason))
	}
	for _, kind := range calc.LimitKinds {
		keys = append(keys, "selection.limit."+string(kind))
	}
	for _, kind := range calc.PlanLimitKinds {
		keys = append(keys, "selection.resource."+string(kind))
	}
	for _, status := range calc.SelectionStatuses {
		keys = append(keys, "selection.status."+string(status))
	}
	for _, language := range Languages {
		for _, key := range keys {
			if !New(language).Has(key) {
				t.Errorf("%s: no words for %s", language, key)
			}
		}
	}
}

// planned is a small plan within one frame: 90 kroner and 100 hours in 2014 and
// nothing asked of 2015. Network (−10 for 30) carries Portal (90 for 60). Archive
// (50 for 40) and App (30 for 20) are alternatives.
func planned(t *testing.T, budget calc.Money, mandatory bool) calc.Planned {
	t.Helper()
	one := func(value, cost calc.Money) []calc.Start {
		return []calc.Start{{Year: 2014, Value: value * calc.Krone, Costs: []calc.Money{cost * calc.Krone, 0}, Hours: []int64{50, 0}}}
	}
	plan := calc.Plan{
		FirstYear: 2014, Years: 2,
		Proposals: []calc.Proposal{
			{ID: "Portal", Mandatory: mandatory, Starts: one(90, 60)}, {ID: "Network", Starts: one(-10, 30)},
			{ID: "Archive", Starts: one(50, 40)}, {ID: "App", Starts: one(30, 20)},
		},
		Needs:        []calc.Need{{Proposal: "Portal", Needs: "Network"}},
		Alternatives: [][]string{{"Archive", "App"}},
	}
	hours := int64(100)
	frame := calc.Frame{Name: "f", Budgets: []*calc.Money{&budget, nil}, Hours: []*int64{&hours, nil}}
	got, err := plan.Prioritise(context.Background(), []calc.Frame{frame},
		calc.PlanTerms{Reasons: true, Remedies: true, Increments: true, Step: calc.Krone})
	if err != nil {
		t.Fatal(err)
	}
	return got.Frames[0]
}

// By hand: with 90 kroner Portal and Network are chosen, 80, and have used both
// the money and the hours; Archive alone is 50. So it must be worth 30 more and
// an øre, and no room of its own would do, for it needs 50 hours and 40 kroner.
func TestSelectionInWords(t *testing.T) {
	p := planned(t, 90*calc.Krone, false)
	for language, want := range map[string][]string{
		"da": {
			"Bevist: intet andet valg er mere værd.",
			"Network er med, fordi Portal bygger på det.",
			"Archive er ikke med: rammerne giver mere værdi brugt på andre forslag.",
			"Archive kommer med fra 2014, hvis det er 30,01 kr. mere værd.",
			"1 kr. mere til budgettet for 2014 ændrer ikke værdien, når alt vælges om.",
		},
		"en": {
			"Proven: no other choice is worth more.",
			"Network is chosen because Portal rests on it.",
			"Archive is not chosen: the frames give more value spent on other proposals.",
			"Archive is chosen from 2014 if it is worth 30.01 DKK more.",
			"1 DKK more for the budget of 2014 does not change the value when everything is chosen anew.",
		},
	} {
		w := New(language).Selection(p, nil)
		archive := p.Account.Candidates[2]
		got := []string{w.Status(), w.Reason(p.Account.Candidates[1]), w.Reason(archive), w.Remedy(2, archive.Remedies[0]), w.Worth(p.Account.Resources[0])[0]}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", language, got)
		}
		if w.Worth(p.Account.Resources[1]) != nil {
			t.Errorf("%s: a year without a budget is worth %q", language, w.Worth(p.Account.Resources[1]))
		}
	}
}

// By hand: with 60 kroner Archive is chosen (50) and Portal barred, for it
// needs 90 with Network. 30 more make room: the others have no use for them.
func TestBarredAndConflictInWords(t *testing.T) {
	p := planned(t, 60*calc.Krone, false)
	w := New("da").Selection(p, func(id string) string { return "»" + id + "«" })
	portal, app := p.Account.Candidates[0], p.Account.Candidates[3]
	want := "»Portal« kan ikke komme med. Sammen med forslaget kan dette ikke holdes: »Portal« kun sammen med »Network«, startet senest samtidig; budgettet for 2014 højst 60 kr."
	if got := w.Reason(portal); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var remedies []string
	for _, r := range append(portal.Remedies, app.Remedies...) {
		i := 0
		if len(remedies) >= len(portal.Remedies) {
			i = 3
		}
		remedies = append(remedies, w.Remedy(i, r))
	}
	for _, want := range []string{
		"»Portal« kommer med fra 2014, hvis det bruger 30 kr. mindre af budgettet for 2014.",
		"»Portal« kommer med fra 2014, hvis budgettet for 2014 er 30 kr. højere.",
		"»Portal« kommer med fra 2014, hvis dette ikke kræves: »Portal« kun sammen med »Network«, startet senest samtidig.",
		"»App« kommer med fra 2014, hvis det er 20,01 kr. mere værd.",
		"»App« kommer med fra 2014, hvis dette ikke kræves: højst ét af »Archive«, »App«.",
	} {
		if !slices.Contains(remedies, want) {
			t.Errorf("lacks %q: %q", want, remedies)
		}
	}
	if got, want := w.Worth(p.Account.Resources[0])[1], "Den mindste forhøjelse af budgettet for 2014, der giver noget, er 30 kr. Den giver 30 kr."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p = planned(t, 60*calc.Krone, true)
	want = "Der er ingen løsning: disse krav kan ikke holdes på én gang: »Portal« kun sammen med »Network«, startet senest samtidig; »Portal« skal med; budgettet for 2014 højst 60 kr. Det er nok at lempe ét af dem."
	if got := New("da").Selection(p, func(id string) string { return "»" + id + "«" }).Status(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestStandingInWords(t *testing.T) {
	for chosen, want := range map[int]string{0: "Ikke med i nogen ramme", 1: "Med i 1 af 2 rammer", 2: "Med i alle rammer"} {
		if got := New("da").Standing(calc.Standing{Starts: make([]*int, 2), Chosen: chosen}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
