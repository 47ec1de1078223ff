package store_test

import (
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// likePair adds a second case with the same benefit and gives both.
func likePair(t *testing.T, s *store.Store) (pair [2]portfolio.BenefitRef) {
	t.Helper()
	other := digitalPost()
	other.Number, other.Title = "BC02", "Den samme gevinst"
	accept(t, s, acceptance(greve, file("tvilling", "tvilling"), other))
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	return [2]portfolio.BenefitRef{{Case: cases[0].ID, Benefit: "G1"}, {Case: cases[1].ID, Benefit: "G1"}}
}

// Two benefits look alike until somebody says that they are the same, which
// counts one of them in the other, or that they are not.
func TestJudgeOverlap(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		pair := likePair(t, s)
		judge := func(same bool, reason string) error {
			return s.JudgeOverlap(t.Context(), greve, analystOf(greve), portfolio.OverlapJudgment{Benefit: pair[1], Other: pair[0], Same: same, Reason: reason}, store.AnySeen)
		}
		likeness := func() (portfolio.Likeness, [2]portfolio.Benefit) {
			cases, err := s.Cases(t.Context(), greve)
			must(t, err)
			judgments, err := s.Judgments(t.Context(), greve)
			must(t, err)
			all := portfolio.Likenesses(cases, judgments)
			if len(all) != 1 {
				t.Fatalf("%+v", all)
			}
			return all[0], [2]portfolio.Benefit{cases[0].Benefits[0], cases[1].Benefits[0]}
		}
		if one, _ := likeness(); one.Judgment != nil || one.Score != 1 {
			t.Errorf("%+v", one)
		}
		wantError(t, judge(true, " "), portfolio.CodeInvalid, "overlap.no-reason", "")
		must(t, judge(true, "samme porto"))
		one, benefits := likeness()
		if one.Judgment == nil || !one.Judgment.Same || one.Judgment.Reason != "samme porto" || benefits[1].CountedIn == nil || *benefits[1].CountedIn != pair[0] {
			t.Errorf("%+v, %+v", one.Judgment, benefits)
		}
		must(t, judge(false, "hver sit center"))
		one, benefits = likeness()
		if one.Judgment.Same || benefits[1].CountedIn != nil || len(benefits[0].NotSame) != 1 || benefits[0].NotSame[0] != pair[1] || len(benefits[1].NotSame) != 1 {
			t.Errorf("%+v, %+v", one.Judgment, benefits)
		}
		all, err := s.Judgments(t.Context(), greve)
		if err != nil || len(all) != 2 || all[1].Sequence != 2 || all[1].By != analystOf(greve) || !all[1].At.Equal(now) {
			t.Errorf("%+v, %v", all, err)
		}
		wantError(t, s.JudgeOverlap(t.Context(), greve, analystOf(greve), portfolio.OverlapJudgment{Benefit: pair[0], Other: pair[0], Same: true, Reason: "x"}, store.AnySeen), portfolio.CodeInvalid, "overlap.chain", "")
	})
}
