package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// withSource fills in what the store adds to each source of a case.
func withSource(one portfolio.BusinessCase, made portfolio.Import) portfolio.BusinessCase {
	fill := func(s *portfolio.Source) {
		s.SHA256, s.File, s.Import = made.SHA256, made.File, string(made.ID)
	}
	fill(&one.Source)
	fill(&one.Stated.Payback.Source)
	for i := range one.Costs {
		for j := range one.Costs[i].Amounts {
			fill(&one.Costs[i].Amounts[j].Source)
		}
	}
	for i := range one.Benefits {
		fill(&one.Benefits[i].FullYearSource)
		for _, amounts := range one.Benefits[i].Series {
			for j := range amounts {
				fill(&amounts[j].Source)
			}
		}
	}
	return one
}

func TestCaseComesBackAsItWasAccepted(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		made := accept(t, s, acceptance(greve, file("sag.xlsx", "bytes"), digitalPost()))

		want := withSource(digitalPost(), made)
		want.Organisation, want.Version, want.Costs[0].ID = greve, 1, "c1"
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		if len(cases) != 1 || cases[0].ID == "" {
			t.Fatalf("got %d cases, want one with an id", len(cases))
		}
		want.ID = cases[0].ID
		if diff := cmp.Diff(want, cases[0], comparePeriods); diff != "" {
			t.Errorf("Cases (-want +got):\n%s", diff)
		}
		one, err := s.Case(t.Context(), greve, want.ID)
		must(t, err)
		if diff := cmp.Diff(want, one, comparePeriods); diff != "" {
			t.Errorf("Case (-want +got):\n%s", diff)
		}
	})
}
