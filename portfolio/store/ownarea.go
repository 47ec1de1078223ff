package store

import (
	"context"
	"errors"

	"raaderum/portfolio"
)

// keepsToArea refuses a coordinator to write about cases of the focus areas of
// others: each case as it is, and as it would be. Others than coordinators are
// asked for their role elsewhere.
func keepsToArea(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, cases ...portfolio.BusinessCase) error {
	role, err := requireMember(ctx, t, org, by)
	if err != nil || role != portfolio.RoleCoordinator {
		return err
	}
	home, name, err := reporter(ctx, t, org, by)
	if err != nil {
		return err
	}
	for _, bc := range cases {
		if err := home.MayWrite(bc, name, role); err != nil {
			return err
		}
	}
	return nil
}

// keepsCountingToArea refuses a coordinator to change how a benefit of the areas
// of others is counted: that of the benefit that is to be counted elsewhere, and
// of each that is so now and no longer will be. Where nothing is counted in
// another way it is enough that one of the two is theirs.
func keepsCountingToArea(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, judgment portfolio.OverlapJudgment) error {
	moved := map[portfolio.CaseID]bool{}
	if judgment.Same {
		moved[judgment.Benefit.Case] = true
	}
	for _, pair := range [][2]portfolio.BenefitRef{{judgment.Benefit, judgment.Other}, {judgment.Other, judgment.Benefit}} {
		var linked bool
		err := t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM benefit_overlaps WHERE organisation_id = $1 AND case_id = $2 AND benefit_id = $3
			AND counted_in_case_id = $4 AND counted_in_benefit_id = $5)`, org, pair[0].Case, pair[0].Benefit, pair[1].Case, pair[1].Benefit).Scan(&linked)
		if err != nil {
			return err
		}
		if linked {
			moved[pair[0].Case] = true
		}
	}
	found, err := findCases(ctx, t, org, caseSetOf([]portfolio.CaseID{judgment.Benefit.Case, judgment.Other.Case}))
	if err != nil {
		return err
	}
	var errs []error
	for _, bc := range found {
		if len(moved) == 0 || moved[bc.ID] {
			errs = append(errs, keepsToArea(ctx, t, org, by, bc))
		}
	}
	if len(moved) == 0 && len(errs) > 1 && (errs[0] == nil || errs[1] == nil) {
		return nil
	}
	return errors.Join(errs...)
}

// keepsToAreas refuses a coordinator to undo an import that speaks of cases of
// the areas of others, or of figures that are the whole organisation's.
func (u *undoing) keepsToAreas(by portfolio.UserID) func(context.Context) error {
	return func(ctx context.Context) error {
		role, err := requireMember(ctx, u.tx, u.org, by)
		if err != nil || role != portfolio.RoleCoordinator {
			return err
		}
		var yearly bool
		err = u.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM yearly_values WHERE organisation_id = $1 AND import_id = $2)`, u.org, u.made.ID).Scan(&yearly)
		if err != nil {
			return err
		}
		if yearly {
			return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "area.whole-organisation"}
		}
		for _, id := range u.touched {
			if err := keepsToArea(ctx, u.tx, u.org, by, u.before[id]); err != nil {
				return err
			}
		}
		return nil
	}
}
