package report

import (
	"context"
	"errors"
	"time"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// plans is what a plan's paper needs of the store.
type plans interface {
	portfolio.PlanSource
	Plan(ctx context.Context, org portfolio.OrganisationID, year, version int) (portfolio.ActionPlan, error)
	CaseVersions(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) ([]portfolio.BusinessCase, error)
}

// PlanPackOf is a version of a year's plan with its cases as they were then, the
// latest for version 0. Where none has been stored it is the proposal that can
// be made now.
func PlanPackOf(ctx context.Context, store plans, org portfolio.Organisation, year, version int, renderer *charts.Renderer, now time.Time, print *i18n.Printer) (PlanPack, error) {
	pack := PlanPack{Organisation: org, At: now, Print: print}
	var err error
	pack.Plan, err = store.Plan(ctx, org.ID, year, version)
	if portfolio.ErrorCode(err) == portfolio.CodeNotFound && version == 0 {
		pack.Plan, err = portfolio.MakePlan(ctx, store, org, year, portfolio.PlanSettings{}, now)
	}
	if err != nil {
		return pack, err
	}
	if pack.Cases, err = casesOf(ctx, store, pack.Plan); err != nil {
		return pack, err
	}
	return pack.Drawn(renderer)
}

// Drawn is the pack with its roadmap, where the proposal has a case.
func (p PlanPack) Drawn(renderer *charts.Renderer) (PlanPack, error) {
	links := trail{org: p.Organisation.ID, at: p.Plan.AsOf}.links()
	chart, err := charts.Roadmap(p.Plan, p.Organisation.Strategy, p.Print, links)
	if err != nil || len(chart.Table.Rows) == 0 {
		return p, err
	}
	svg, err := renderer.PaperSVG(chart)
	if err != nil && !errors.Is(err, charts.ErrNoBundle) {
		return p, err
	}
	p.Roadmap = &Picture{chart, svg}
	return p, nil
}

// casesOf are a plan's cases in the versions it was made of. Most are still the
// newest; the others are looked up one by one.
func casesOf(ctx context.Context, store plans, plan portfolio.ActionPlan) (map[portfolio.CaseID]portfolio.BusinessCase, error) {
	newest, err := store.Cases(ctx, plan.Organisation)
	if err != nil {
		return nil, err
	}
	cases := map[portfolio.CaseID]portfolio.BusinessCase{}
	for _, bc := range newest {
		cases[bc.ID] = bc
	}
	of := map[portfolio.CaseID]portfolio.BusinessCase{}
	for _, line := range plan.Lines {
		if bc, known := cases[line.Case]; known && bc.Version == line.CaseVersion {
			of[line.Case] = bc
			continue
		}
		versions, err := store.CaseVersions(ctx, plan.Organisation, line.Case)
		if err != nil {
			return nil, err
		}
		for _, bc := range versions {
			if bc.Version == line.CaseVersion {
				of[line.Case] = bc
			}
		}
	}
	return of, nil
}
