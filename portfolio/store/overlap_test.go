package store_test

import (
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func TestOverlaps(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		other := digitalPost()
		other.Number, other.Title = "BC02", "Den samme gevinst"
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost(), other))
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		a, b := portfolio.BenefitRef{Case: cases[0].ID, Benefit: "G1"}, portfolio.BenefitRef{Case: cases[1].ID, Benefit: "G1"}
		link := func(from, to portfolio.BenefitRef) error {
			return s.LinkOverlap(t.Context(), greve, analystOf(greve), from, to)
		}
		countedIn := func() (of [2]*portfolio.BenefitRef) {
			cases, err := s.Cases(t.Context(), greve)
			must(t, err)
			return [2]*portfolio.BenefitRef{cases[0].Benefits[0].CountedIn, cases[1].Benefits[0].CountedIn}
		}
		must(t, link(b, a))
		if got := countedIn(); got[0] != nil || got[1] == nil || *got[1] != a {
			t.Errorf("got %v, want the second counted in the first", got)
		}
		// It outlives a new version of the case.
		other.Title = "Den samme gevinst under nyt navn"
		accept(t, s, acceptance(greve, file("sag", "v2"), other))
		if got := countedIn(); got[1] == nil {
			t.Error("the new version forgot the overlap")
		}
		wantError(t, link(a, b), portfolio.CodeInvalid, "overlap.chain", "")
		wantError(t, link(a, a), portfolio.CodeInvalid, "overlap.chain", "")
		wantError(t, link(a, portfolio.BenefitRef{Case: a.Case, Benefit: "G9"}), portfolio.CodeNotFound, "benefit.not-found", "")
		must(t, s.UnlinkOverlap(t.Context(), greve, analystOf(greve), b))
		if got := countedIn(); got[1] != nil {
			t.Error("still linked")
		}
		wantError(t, s.UnlinkOverlap(t.Context(), greve, analystOf(greve), b), portfolio.CodeNotFound, "overlap.not-found", "")
		must(t, link(a, b))
	})
}
