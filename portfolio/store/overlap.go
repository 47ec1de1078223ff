package store

import (
	"context"

	"raaderum/portfolio"
)

// LinkOverlap says that a benefit is the same money as another, in which alone
// it is counted from now on. The other must be counted itself, and nothing may
// be counted in the first: a benefit is at most one step from where it counts.
func (s *Store) LinkOverlap(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, benefit, countedIn portfolio.BenefitRef) error {
	return s.write(ctx, func(t *tx) error {
		if err := mayLink(ctx, t, org, by); err != nil {
			return err
		}
		if err := keepsCountingToArea(ctx, t, org, by, portfolio.OverlapJudgment{Benefit: benefit, Other: countedIn, Same: true}); err != nil {
			return err
		}
		if err := link(ctx, t, org, by, benefit, countedIn); err != nil {
			return err
		}
		return record(ctx, t, org, by, "overlap.link", refText(benefit), refText(countedIn))
	})
}

// link writes an overlap of two benefits that are both there.
func link(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, benefit, countedIn portfolio.BenefitRef) error {
	if err := knowsBenefits(ctx, t, org, benefit, countedIn); err != nil {
		return err
	}
	var chained int
	err := t.QueryRowContext(ctx, `SELECT COUNT(*) FROM benefit_overlaps WHERE organisation_id = $1
		AND (case_id = $2 AND benefit_id = $3 OR counted_in_case_id = $4 AND counted_in_benefit_id = $5)`,
		org, countedIn.Case, countedIn.Benefit, benefit.Case, benefit.Benefit).Scan(&chained)
	if err != nil {
		return err
	}
	if chained > 0 || benefit == countedIn {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "overlap.chain"}
	}
	_, err = t.change(ctx, "benefit_overlaps", `INSERT INTO benefit_overlaps (organisation_id, case_id, benefit_id, counted_in_case_id, counted_in_benefit_id, user_id, linked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (organisation_id, case_id, benefit_id) DO UPDATE SET counted_in_case_id = excluded.counted_in_case_id,
			counted_in_benefit_id = excluded.counted_in_benefit_id, user_id = excluded.user_id, linked_at = excluded.linked_at`,
		org, benefit.Case, benefit.Benefit, countedIn.Case, countedIn.Benefit, by, stamp(t.now))
	return err
}

// knowsBenefits tells whether the organisation has the benefits.
func knowsBenefits(ctx context.Context, t *tx, org portfolio.OrganisationID, refs ...portfolio.BenefitRef) error {
	known, err := findDirectory(ctx, t, org)
	if err != nil {
		return err
	}
	var cases []portfolio.CaseID
	for _, ref := range refs {
		cases = append(cases, ref.Case)
	}
	if err := known.findLines(ctx, t, caseSetOf(cases)); err != nil {
		return err
	}
	for _, ref := range refs {
		if one := known.byID[ref.Case]; one == nil || !one.benefit(ref.Benefit) {
			return portfolio.NotFound("benefit", string(ref.Benefit))
		}
	}
	return nil
}

// UnlinkOverlap counts a benefit for itself again.
func (s *Store) UnlinkOverlap(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, benefit portfolio.BenefitRef) error {
	return s.write(ctx, func(t *tx) error {
		if err := mayLink(ctx, t, org, by); err != nil {
			return err
		}
		found, err := findCases(ctx, t, org, caseSet{benefit.Case})
		if err != nil {
			return err
		}
		if err := keepsToArea(ctx, t, org, by, found...); err != nil {
			return err
		}
		gone, err := t.change(ctx, "benefit_overlaps", `DELETE FROM benefit_overlaps WHERE organisation_id = $1 AND case_id = $2 AND benefit_id = $3`, org, benefit.Case, benefit.Benefit)
		if err != nil {
			return err
		}
		if gone == 0 {
			return portfolio.NotFound("overlap", string(benefit.Benefit))
		}
		return record(ctx, t, org, by, "overlap.unlink", refText(benefit), "")
	})
}

// mayLink locks the organisation, so that two links cannot make a circle
// between them, and asks for a role that may write about cases.
func mayLink(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID) error {
	return inTurn(ctx, t, org, by, "user.may-not-write")
}

// inTurn locks the organisation and asks for a role that may bring something in;
// refusal is what another is told.
func inTurn(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, refusal string) error {
	if err := t.queueUp(ctx, org); err != nil {
		return err
	}
	role, err := requireMember(ctx, t, org, by)
	if err == nil && !role.MayImport() {
		err = &portfolio.Error{Code: portfolio.CodeForbidden, Key: refusal}
	}
	return err
}

func refText(ref portfolio.BenefitRef) string { return string(ref.Case) + "/" + string(ref.Benefit) }

// overlayOverlaps tells the loaded benefits where they are counted instead. One
// whose other benefit is not there any more is counted for itself.
func (l *loader) overlayOverlaps(ctx context.Context, where string) error {
	latest := l.latest()
	query := `SELECT o.case_id, o.benefit_id, o.counted_in_case_id, o.counted_in_benefit_id FROM benefit_overlaps o
		JOIN cases c ON c.organisation_id = o.organisation_id AND c.id = o.counted_in_case_id AND NOT c.gone
` + where + ` AND (EXISTS (SELECT 1 FROM benefits b WHERE b.organisation_id = c.organisation_id AND b.case_id = c.id
			AND b.version = c.latest_version AND b.id = o.counted_in_benefit_id)
		OR EXISTS (SELECT 1 FROM case_entries e WHERE e.organisation_id = c.organisation_id AND e.case_id = c.id
			AND e.benefit_id = o.counted_in_benefit_id AND e.field = 'added'))`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var benefit, countedIn portfolio.BenefitRef
		if err := scan(&benefit.Case, &benefit.Benefit, &countedIn.Case, &countedIn.Benefit); err != nil {
			return err
		}
		one := latest[benefit.Case]
		if one == nil {
			return nil
		}
		if i, ok := one.benefits[benefit.Benefit]; ok {
			one.Benefits[i].CountedIn = &countedIn
		}
		return nil
	})
}
