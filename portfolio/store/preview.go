package store

import (
	"context"
	"slices"

	"raaderum/portfolio"
)

// Preview tells what Accept would do without doing it: everything that stands
// in the way, or what would change in each case, in kroner.
func (s *Store) Preview(ctx context.Context, accepted portfolio.Acceptance) (preview portfolio.ImportPreview, err error) {
	err = s.read(ctx, func(t *tx) error {
		if err := mayAccept(ctx, t, accepted); err != nil {
			return err
		}
		plan, err := resolve(ctx, t, accepted)
		if err != nil {
			return err
		}
		if err := plan.keepsToAreas(ctx, t, accepted); err != nil {
			return err
		}
		if err := plan.keepsLocked(ctx, t, accepted); err != nil {
			return err
		}
		preview.Import = plan.summary(accepted, 0, t.now)
		preview.Import.ID = ""
		preview.Cases, err = plan.changes(ctx, t, accepted.Organisation)
		return err
	})
	if err != nil {
		return portfolio.ImportPreview{}, err
	}
	return preview, nil
}

// changes compares new versions with the latest as they were accepted, and
// reports with what is known now: what was reported stays when a version comes.
func (r resolution) changes(ctx context.Context, t *tx, org portfolio.OrganisationID) ([]portfolio.CaseChanges, error) {
	which := r.touched()
	accepted := newLoader(t, func(table string) string { return ofLatest(table) + which.where(table) }, which.args(org)...)
	if err := accepted.load(ctx); err != nil {
		return nil, err
	}
	before := byID(accepted.cases())
	all := []portfolio.CaseChanges{}
	for _, one := range r.cases {
		if earlier, known := before[one.ID]; known {
			all = append(all, portfolio.Changes(earlier, one.BusinessCase).Valued(earlier, one.BusinessCase, t.now))
		} else {
			all = append(all, portfolio.NewCase(one.BusinessCase).Valued(portfolio.BusinessCase{}, one.BusinessCase, t.now))
		}
	}
	if len(r.reports) == 0 {
		return all, nil
	}
	latest, err := findCases(ctx, t, org, which)
	if err != nil {
		return nil, err
	}
	known := byID(latest)
	for _, one := range r.cases {
		known[one.ID] = withReported(one.BusinessCase, known[one.ID])
	}
	var order []portfolio.CaseID
	reports := map[portfolio.CaseID][]portfolio.BenefitReport{}
	for _, report := range r.reports {
		if reports[report.caseID] == nil {
			order = append(order, report.caseID)
		}
		reports[report.caseID] = append(reports[report.caseID], report.BenefitReport)
	}
	for _, id := range order {
		all = append(all, portfolio.ReportChanges(known[id], reports[id]))
	}
	return all, nil
}

// withReported is a new version as it will be once what was reported before is
// laid under it: for a series and period that it does not state.
func withReported(version, before portfolio.BusinessCase) portfolio.BusinessCase {
	version.Benefits = slices.Clone(version.Benefits)
	for i, benefit := range version.Benefits {
		series := map[portfolio.Series][]portfolio.Amount{}
		for name, amounts := range benefit.Series {
			series[name] = slices.Clone(amounts)
		}
		for _, earlier := range before.Benefits {
			if earlier.ID != benefit.ID {
				continue
			}
			for name, amounts := range earlier.Series {
				for _, amount := range amounts {
					stated := slices.ContainsFunc(series[name], func(a portfolio.Amount) bool { return a.Period == amount.Period })
					if !stated {
						series[name] = append(series[name], amount)
					}
				}
			}
		}
		version.Benefits[i].Series = series
	}
	return version
}

func byID(cases []portfolio.BusinessCase) map[portfolio.CaseID]portfolio.BusinessCase {
	found := map[portfolio.CaseID]portfolio.BusinessCase{}
	for _, one := range cases {
		found[one.ID] = one
	}
	return found
}
