package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// planOf makes the 2014 plan of an organisation's cases, with the holistic view.
func planOf(t *testing.T, s *store.Store, org portfolio.OrganisationID, overview string) portfolio.ActionPlan {
	t.Helper()
	home, err := s.Organisation(t.Context(), org)
	must(t, err)
	cases, err := s.Cases(t.Context(), org)
	must(t, err)
	full := calc.MillionKrone
	settings := portfolio.PlanSettings{Overview: overview, Criteria: []portfolio.PlanCriterion{{Measure: portfolio.MeasureNPV, Weight: 1, Full: &full}}}
	plan, err := portfolio.NewActionPlan(t.Context(), home, cases, nil, 2014, settings, calc.Quarter{Year: 2014, Q: 2})
	must(t, err)
	return plan
}

func stepTo(status portfolio.PlanStatus) portfolio.PlanStep {
	return portfolio.PlanStep{Status: status, Decided: time.Date(2014, 6, 5, 0, 0, 0, 0, time.UTC), Body: "Mødet", Text: "Indstilles."}
}

// board makes Greve's executive board.
func board(t *testing.T, s *store.Store) portfolio.UserID {
	t.Helper()
	must(t, s.SaveUser(t.Context(), portfolio.User{ID: "direktion", Name: "Direktionen", Email: "direktion@example.dk",
		Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleBoard}}}))
	return "direktion"
}

// A plan comes back as it was made, goes step by step to the end, and every step
// is in the audit log; the plan that stands is the one that was approved.
func TestAPlanIsKeptAndDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag.xlsx", "greves"), digitalPost()))
		ctx, by := t.Context(), analystOf(greve)
		direktion := board(t, s)
		made, err := s.AddPlan(ctx, by, planOf(t, s, greve, "Set under ét."), 0)
		must(t, err)
		kept, err := s.Plan(ctx, greve, 2014, 0)
		must(t, err)
		if diff := cmp.Diff(made, kept, comparePeriods); diff != "" {
			t.Errorf("it came back changed (-made +kept):\n%s", diff)
		}
		_, err = s.DecidePlan(ctx, greve, by, 2014, 1, stepTo(portfolio.PlanApproved))
		wantError(t, err, portfolio.CodeForbidden, "plan.forbidden", "")
		_, err = s.DecidePlan(ctx, greve, direktion, 2014, 1, stepTo(portfolio.PlanApproved))
		wantError(t, err, portfolio.CodeConflict, "plan.out-of-order", "")
		_, err = s.StandingPlan(ctx, greve, 2014)
		wantError(t, err, portfolio.CodeNotFound, "plan.not-found", "")
		for _, one := range []struct {
			to portfolio.PlanStatus
			by portfolio.UserID
		}{{portfolio.PlanCouncil, by}, {portfolio.PlanApproved, direktion}, {portfolio.PlanPresented, by}} {
			plan, err := s.DecidePlan(ctx, greve, one.by, 2014, 1, stepTo(one.to))
			must(t, err)
			if plan.Status() != one.to {
				t.Errorf("it is %s, want %s", plan.Status(), one.to)
			}
		}
		later, err := s.AddPlan(ctx, by, planOf(t, s, greve, "Anderledes."), 1)
		must(t, err)
		if later.Version != 2 || later.Status() != portfolio.PlanDraft {
			t.Errorf("version %d is %s", later.Version, later.Status())
		}
		stands, err := s.StandingPlan(ctx, greve, 2014)
		must(t, err)
		if stands.Version != 1 || stands.Settings.Overview != "Set under ét." || len(stands.Steps) != 3 || stands.Steps[1].By != direktion {
			t.Errorf("what stands is %+v", stands.Steps)
		}
		log, err := s.AuditLog(ctx, greve)
		must(t, err)
		var actions []string
		for _, row := range log {
			if row.Subject == "2014/1" || row.Subject == "2014/2" {
				actions = append(actions, row.Action)
			}
		}
		if diff := cmp.Diff([]string{"plan.make", "plan.council", "plan.approved", "plan.presented", "plan.make"}, actions); diff != "" {
			t.Errorf("the log (-want +got):\n%s", diff)
		}
		if broken, err := s.VerifyAuditLog(ctx, greve); broken != 0 || err != nil {
			t.Errorf("the log breaks at %d, %v", broken, err)
		}
	})
}

// Without the holistic view a plan is not approved, and whoever saw an older
// version is told instead of winning.
func TestAPlanThatMayNotBeApproved(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		ctx, by := t.Context(), analystOf(greve)
		direktion := board(t, s)
		_, err := s.AddPlan(ctx, by, planOf(t, s, greve, ""), 0)
		must(t, err)
		_, err = s.DecidePlan(ctx, greve, by, 2014, 1, stepTo(portfolio.PlanCouncil))
		must(t, err)
		_, err = s.DecidePlan(ctx, greve, direktion, 2014, 1, stepTo(portfolio.PlanApproved))
		wantError(t, err, portfolio.CodeInvalid, "plan.overview-missing", "overview")
		_, err = s.AddPlan(ctx, by, planOf(t, s, greve, "x"), 0)
		wantError(t, err, portfolio.CodeConflict, "plan.conflict", "")
		_, err = s.AddPlan(ctx, direktion, planOf(t, s, greve, "x"), 1)
		wantError(t, err, portfolio.CodeForbidden, "plan.forbidden", "")
		_, err = s.AddPlan(ctx, by, planOf(t, s, greve, "x"), 1)
		must(t, err)
		_, err = s.DecidePlan(ctx, greve, by, 2014, 1, stepTo(portfolio.PlanCouncil))
		wantError(t, err, portfolio.CodeConflict, "plan.conflict", "")
	})
}

// Of many who make a plan at the same time, one does.
func TestPlansAreMadeOneAtATime(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		plan := planOf(t, s, greve, "x")
		var all sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			all.Go(func() { _, errs[i] = s.AddPlan(t.Context(), analystOf(greve), plan, 0) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			switch portfolio.ErrorCode(err) {
			case "":
				won++
			case portfolio.CodeConflict:
			default:
				t.Errorf("%v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d plans were made, want 1", won)
		}
	})
}

// What was made stays, whatever is tried.
func TestPlansNeverChange(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		_, err := s.AddPlan(t.Context(), analystOf(greve), planOf(t, s, greve, "x"), 0)
		must(t, err)
		_, err = s.DecidePlan(t.Context(), greve, analystOf(greve), 2014, 1, stepTo(portfolio.PlanCouncil))
		must(t, err)
		db := raw(t, url)
		for _, change := range []string{
			`UPDATE action_plans SET year = 2015`, `DELETE FROM action_plans`,
			`UPDATE action_plan_steps SET body = 'x'`, `DELETE FROM action_plan_steps`,
		} {
			if _, err := db.ExecContext(t.Context(), change); err == nil {
				t.Errorf("%s was done", change)
			}
		}
	})
}
