package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// Many people change the same thing at the same time, on two servers, each having
// seen it as it was: one does, and the others are told what happened in words of
// their own. What only adds something new is done by all of them.
func TestOneOfManyWriters(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		servers := []*store.Store{s, open(t, url, fixedClock)}
		id := k4Known(t, s)
		pair := likePair(t, s)
		undone := accept(t, s, acceptance(greve, file("fortryd", "fortryd"), digitalPost()))
		direktion := board(t, s)
		ctx, by := t.Context(), analystOf(greve)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		home, err := s.Organisation(ctx, greve)
		must(t, err)
		plan := planOf(t, s, greve, "Set under ét.")
		item := portfolio.AgendaItem{Meeting: time.Date(2014, 6, 26, 0, 0, 0, 0, time.UTC), Title: "x", Recommendation: "x"}
		staged, err := s.StageUpload(ctx, greve, by, "venter.xlsx", []byte("venter"))
		must(t, err)
		const all = ""
		for _, noun := range []struct {
			name     string
			conflict string // what all but one are told; all: everybody is done
			write    func(s *store.Store, i int) error
		}{
			{"an organisation's rules", "organisation.changed", func(s *store.Store, i int) error {
				changed := home
				changed.Governance.CouncilName = fmt.Sprintf("Råd %d", i)
				return s.ChangeOrganisation(ctx, by, changed)
			}},
			{"a case's facts", "entry.meanwhile", func(s *store.Store, i int) error {
				_, err := s.Enter(ctx, greve, by, id, 0, []portfolio.Entry{{Field: "summary", Value: fmt.Sprintf("Resumé %d", i), Reason: "x"}})
				return err
			}},
			{"a status", "status.conflict", func(s *store.Store, i int) error {
				_, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4, Comment: fmt.Sprint(i)}, 0)
				return err
			}},
			{"a confirmation", all, func(s *store.Store, i int) error {
				_, err := s.Confirm(ctx, greve, by, portfolio.Confirmation{Case: id, Benefit: "G1", Quarter: k4, Amount: 100_00, Note: fmt.Sprint(i)})
				return err
			}},
			{"a judgment", "overlap.meanwhile", func(s *store.Store, i int) error {
				one := portfolio.OverlapJudgment{Benefit: pair[1], Other: pair[0], Same: true, Reason: fmt.Sprint(i)}
				if i%2 == 1 { // the same two, the other way around
					one.Benefit, one.Other = one.Other, one.Benefit
				}
				return s.JudgeOverlap(ctx, greve, by, one, 0)
			}},
			{"an undo", "import.already-undone", func(s *store.Store, _ int) error {
				_, err := s.Undo(ctx, greve, by, undone.ID)
				return err
			}},
			{"a frozen quarter", "snapshot.exists", func(s *store.Store, _ int) error {
				_, err := s.Freeze(ctx, greve, by, k4)
				return err
			}},
			{"an item on the agenda", all, func(s *store.Store, _ int) error {
				_, err := s.AddAgendaItem(ctx, greve, by, item)
				return err
			}},
			{"the minutes", "agenda.conflict", func(s *store.Store, i int) error {
				_, err := s.Decide(ctx, greve, by, 1, portfolio.CouncilDecision{Outcome: portfolio.OutcomeNoted, Text: fmt.Sprint(i)}, 0)
				return err
			}},
			{"a plan", "plan.conflict", func(s *store.Store, _ int) error {
				_, err := s.AddPlan(ctx, by, plan, 0)
				return err
			}},
			{"what was decided of a plan", "plan.out-of-order", func(s *store.Store, _ int) error {
				_, err := s.DecidePlan(ctx, greve, by, 2014, 1, stepTo(portfolio.PlanCouncil))
				return err
			}},
			{"a plan's approval", "plan.out-of-order", func(s *store.Store, _ int) error {
				_, err := s.DecidePlan(ctx, greve, direktion, 2014, 1, stepTo(portfolio.PlanApproved))
				return err
			}},
			{"a correction", "correction.meanwhile", func(s *store.Store, i int) error {
				_, err := s.Correct(ctx, greve, by, portfolio.Correction{Case: id, Benefit: "G1", Quarter: k4, Amount: calc.Money(200_00 + i), Reason: "x", Source: "x"}, 0)
				return err
			}},
			{"answers to a staged file", "upload.answered-meanwhile", func(s *store.Store, i int) error {
				return s.SaveUploadAnswers(ctx, greve, staged, portfolio.Upload{}.Revision(), map[string]string{"unit@Ark1": fmt.Sprint(i)})
			}},
			{"a staged file", all, func(s *store.Store, i int) error {
				_, err := s.StageUpload(ctx, greve, by, "x", fmt.Appendf(nil, "fil %d", i))
				return err
			}},
		} {
			const writers = 6
			var wait sync.WaitGroup
			errs := make([]error, writers)
			for i := range errs {
				wait.Go(func() { errs[i] = noun.write(servers[i%len(servers)], i) })
			}
			wait.Wait()
			done := 0
			for _, err := range errs {
				if err == nil {
					done++
				} else if key := errorKey(err); key != noun.conflict || portfolio.ErrorCode(err) != portfolio.CodeConflict {
					t.Errorf("%s: somebody was told %v, want the conflict %q", noun.name, err, noun.conflict)
				}
			}
			if want := map[bool]int{true: writers, false: 1}[noun.conflict == all]; done != want {
				t.Errorf("%s: %d of %d did it, want %d", noun.name, done, writers, want)
			}
		}
		if bad, err := s.VerifyAuditLog(ctx, greve); bad != 0 || err != nil {
			t.Errorf("the audit log breaks at %d, %v", bad, err)
		}
	})
}

// Somebody who has seen what would be frozen freezes that, and nothing else that
// became known meanwhile.
func TestFreezeAsSeen(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		ctx, by, k4 := t.Context(), analystOf(greve), calc.Quarter{Year: 2013, Q: 4}
		seen := func() string {
			t.Helper()
			home, err := s.Organisation(ctx, greve)
			must(t, err)
			cases, err := s.Cases(ctx, greve)
			must(t, err)
			statuses, err := s.Statuses(ctx, greve)
			must(t, err)
			hash, err := portfolio.InputsHash(home, cases, statuses)
			must(t, err)
			return hash
		}
		before := seen()
		_, err := s.Confirm(ctx, greve, by, portfolio.Confirmation{Case: id, Benefit: "G1", Quarter: k4, Amount: 100_00})
		must(t, err)
		_, err = s.FreezeAsSeen(ctx, greve, by, k4, before)
		wantError(t, err, portfolio.CodeConflict, "snapshot.changed", "")
		if chain, err := s.Snapshots(ctx, greve); err != nil || len(chain) != 0 {
			t.Errorf("frozen: %d, %v", len(chain), err)
		}
		_, err = s.FreezeAsSeen(ctx, greve, "reader", k4, seen())
		wantError(t, err, portfolio.CodeForbidden, "user.may-not-freeze", "")
		frozen, err := s.FreezeAsSeen(ctx, greve, by, k4, seen())
		must(t, err)
		if frozen.InputsHash != seen() || frozen.Sequence != 1 {
			t.Errorf("frozen %+v", frozen.InputsHash)
		}
		_, err = s.FreezeAsSeen(ctx, greve, by, k4, frozen.InputsHash)
		wantError(t, err, portfolio.CodeConflict, "snapshot.exists", "")
	})
}

// A database that answers is ready; one that was closed is not.
func TestReady(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), url, fixedClock)
		must(t, err)
		must(t, s.Ready(t.Context()))
		must(t, s.Close())
		wantError(t, s.Ready(t.Context()), portfolio.CodeInvalid, "database.unreachable", "")
	})
}

// errorKey is the key of an error's words.
func errorKey(err error) string {
	var known *portfolio.Error
	if errors.As(err, &known) {
		return known.Key
	}
	return ""
}
