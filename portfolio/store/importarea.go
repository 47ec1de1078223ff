package store

import (
	"context"
	"errors"

	"raaderum/portfolio"
)

// keepsToAreas refuses a coordinator what belongs to the focus areas of others,
// each at its place: the cases of the file as they would be and as they are, the
// cases it reports about, and figures that are the whole organisation's.
func (r resolution) keepsToAreas(ctx context.Context, t *tx, accepted portfolio.Acceptance) error {
	role, err := requireMember(ctx, t, accepted.Organisation, accepted.By)
	if err != nil || role != portfolio.RoleCoordinator {
		return err
	}
	org, name, err := reporter(ctx, t, accepted.Organisation, accepted.By)
	if err != nil {
		return err
	}
	found, err := findCases(ctx, t, accepted.Organisation, r.touched())
	if err != nil {
		return err
	}
	known, refused := byID(found), map[portfolio.CaseID]bool{}
	var errs []error
	check := func(bc portfolio.BusinessCase, at portfolio.Source) {
		var problem *portfolio.Error
		if errors.As(org.MayImport(bc, name, role), &problem) && !refused[bc.ID] {
			refused[bc.ID] = true
			problem.Place = portfolio.Place{File: accepted.File.Name, Sheet: at.Sheet, Cell: at.Cell}
			errs = append(errs, problem)
		}
	}
	for _, one := range r.cases {
		earlier, again := known[one.ID]
		if again {
			check(earlier, one.Source)
		}
		if !again || one.FocusArea != "" {
			check(one.BusinessCase, one.Source)
		}
	}
	for _, report := range r.reports {
		if earlier, ok := known[report.caseID]; ok {
			check(earlier, sourceOf(report.Amounts))
		}
	}
	for _, status := range r.statuses {
		if earlier, ok := known[status.Case]; ok {
			check(earlier, status.Source)
		}
	}
	if len(accepted.Yearly) > 0 {
		errs = append(errs, &portfolio.Error{Code: portfolio.CodeForbidden, Key: "import.not-area", Place: portfolio.Place{File: accepted.File.Name}})
	}
	return errors.Join(errs...)
}

// sourceOf is where the first of some amounts stands.
func sourceOf(amounts []portfolio.Amount) portfolio.Source {
	if len(amounts) == 0 {
		return portfolio.Source{}
	}
	return amounts[0].Source
}
