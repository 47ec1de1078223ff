package store_test

import (
	"errors"
	"testing"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// A coordinator brings in what belongs to their own focus areas, and nothing
// else: neither a new case of another area, nor a version or a report of one, nor
// the organisation's own figures. Each is refused at its place, before and at
// acceptance, and nothing is stored.
func TestCoordinatorsImportForTheirOwnAreas(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		home, err := s.Organisation(t.Context(), greve)
		must(t, err)
		mine := portfolio.FocusArea{ID: "esdh", Name: "ESDH", Coordinator: "Asta Eksempel"}
		other := portfolio.FocusArea{ID: "folkeskole", Name: "Folkeskolen", Coordinator: "En Anden"}
		home.Strategy.FocusAreas = []portfolio.FocusArea{mine, other}
		must(t, s.SaveOrganisation(t.Context(), home))
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "asta", Name: "asta eksempel", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleCoordinator}}}))
		theirs := digitalPost()
		theirs.FocusArea, theirs.Source = other.ID, portfolio.Source{Sheet: "Stamdata", Cell: "B3"}
		accept(t, s, acceptance(greve, file("fremmed", "v1"), theirs))
		by := func(name string, cases ...portfolio.BusinessCase) portfolio.Acceptance {
			a := acceptance(greve, file(name, name), cases...)
			a.By = "asta"
			return a
		}
		own := portfolio.BusinessCase{Number: "BC02", Title: "Egen", FocusArea: mine.ID}
		foreign, without, moved := own, own, theirs
		foreign.FocusArea, foreign.Source = other.ID, portfolio.Source{Sheet: "Stamdata", Cell: "B3"}
		without.FocusArea = ""
		moved.FocusArea = mine.ID
		reported, yearly := by("melding"), by("serie", own)
		reported.Reports = []portfolio.BenefitReport{report("BC01", "G1", portfolio.Realised, amount("2012K4", 3_00, "G2"))}
		yearly.Yearly = []portfolio.YearlyValue{target(2014, 2_500_000, "B2")}
		said := by("status")
		said.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2014, Q: 1}, Light: portfolio.LightRed, Source: portfolio.Source{Sheet: "Status", Cell: "D4"}},
			{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2014, Q: 2}, Light: portfolio.LightRed, Source: portfolio.Source{Sheet: "Status", Cell: "D5"}}}
		accept(t, s, acceptance(greve, file("kendt", "kendt"), portfolio.BusinessCase{Number: "BC03", Title: "Kendt", FocusArea: mine.ID}))
		away := portfolio.BusinessCase{Number: "BC03", Title: "Kendt", FocusArea: other.ID, Source: portfolio.Source{Sheet: "Stamdata", Cell: "B9"}}
		before := everything(t, s, greve)
		for name, test := range map[string]struct {
			a       portfolio.Acceptance
			key, at string
		}{
			"a case of another area":         {by("ny", foreign), "import.not-coordinator", "ny Stamdata!B3"},
			"a case without an area":         {by("uden", without), "import.no-area", "uden"},
			"a case taken from another area": {by("flyttet", moved), "import.not-coordinator", "flyttet Stamdata!B3"},
			"the organisation's own figures": {yearly, "import.not-area", "serie"},
			"statuses of another area, once": {said, "import.not-coordinator", "status Status!D4"},
			"a case given to another area":   {by("givet", away), "import.not-coordinator", "givet Stamdata!B9"},
			"figures of another area":        {reported, "import.not-coordinator", "melding Økonomi!G2"},
		} {
			_, err := s.Preview(t.Context(), test.a)
			wantError(t, err, portfolio.CodeForbidden, test.key, test.at)
			var joined interface{ Unwrap() []error }
			if errors.As(err, &joined) && len(joined.Unwrap()) != 1 {
				t.Errorf("%s: told %d times: %v", name, len(joined.Unwrap()), err)
			}
			_, err = s.Accept(t.Context(), test.a)
			if wantError(t, err, portfolio.CodeForbidden, test.key, test.at); t.Failed() {
				t.Fatal(name)
			}
		}
		if after := everything(t, s, greve); len(after.Cases) != len(before.Cases) || len(after.Imports) != len(before.Imports) {
			t.Errorf("%d cases and %d imports after the refusals", len(after.Cases), len(after.Imports))
		}
		_, err = s.Accept(t.Context(), by("egen", own))
		must(t, err)
	})
}
