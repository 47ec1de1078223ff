package portfolio

import (
	"context"
	"time"

	"raaderum/calc"
)

// PlanSource is what a plan is made of.
type PlanSource interface {
	Cases(ctx context.Context, org OrganisationID) ([]BusinessCase, error)
	Statuses(ctx context.Context, org OrganisationID) ([]QuarterlyStatus, error)
	StandingPlan(ctx context.Context, org OrganisationID, year int) (ActionPlan, error)
}

// MakePlan makes a year's plan of everything that is known now: as of the newest
// quarter anything was reported for, and with the approved plan of the year
// before followed up.
func MakePlan(ctx context.Context, source PlanSource, org Organisation, year int, settings PlanSettings, now time.Time) (ActionPlan, error) {
	cases, err := source.Cases(ctx, org.ID)
	if err != nil {
		return ActionPlan{}, err
	}
	statuses, err := source.Statuses(ctx, org.ID)
	if err != nil {
		return ActionPlan{}, err
	}
	asOf := NewestReported(cases, statuses)
	if asOf.IsZero() {
		asOf = calc.QuarterOf(now).Add(-1)
	}
	var previous *ActionPlan
	switch before, err := source.StandingPlan(ctx, org.ID, year-1); {
	case err == nil:
		previous = &before
	case ErrorCode(err) != CodeNotFound:
		return ActionPlan{}, err
	}
	plan, err := NewActionPlan(ctx, org, cases, previous, year, settings, asOf)
	plan.hear(org, cases, statuses)
	return plan, err
}
