package store

import (
	"context"
	"encoding/json"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// ReportStatus writes what a person says of a case for a quarter that is not
// frozen. After is the number of the last report they had seen, 0 for none:
// another one is a conflict, and nothing is stored.
func (s *Store) ReportStatus(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, report portfolio.StatusReport, after int64) (made portfolio.StatusReport, err error) {
	err = s.write(ctx, func(t *tx) error {
		role, bc, err := openRound(ctx, t, org, by, report.Case, report.Quarter)
		if err != nil {
			return err
		}
		rules, name, err := reporter(ctx, t, org, by)
		if err != nil {
			return err
		}
		if err := rules.MayReport(bc, name, role); err != nil {
			return err
		}
		if err := report.Check(rules, bc); err != nil {
			return err
		}
		if err := rules.InStrategy(report.Quarter); err != nil {
			return err
		}
		var before portfolio.StatusReport
		earlier, err := findStatusReports(ctx, t, org, report.Case)
		if err != nil {
			return err
		}
		for _, one := range earlier {
			if one.Quarter == report.Quarter {
				before = one
			}
		}
		if before.Number != after {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "status.conflict", Args: map[string]any{"quarter": report.Quarter, "number": bc.Number}}
		}
		if report.Empty() && before.Number == 0 { // what was said may be taken back
			return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "status.empty", Args: map[string]any{"quarter": report.Quarter, "number": bc.Number}}
		}
		report.By, report.At = by, t.now
		if err := insertStatusReport(ctx, t, org, &report); err != nil {
			return err
		}
		made = report
		detail, err := json.Marshal(map[string]any{"before": before, "after": report})
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "status.report", string(report.Case)+" "+report.Quarter.String(), string(detail))
	})
	if err != nil {
		return portfolio.StatusReport{}, err
	}
	return made, nil
}

// openRound lets a member act on a case of a quarter that is not frozen. Whoever
// freezes or reports at the same time waits here.
func openRound(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.CaseID, quarter calc.Quarter) (role portfolio.Role, bc portfolio.BusinessCase, err error) {
	if err := t.queueUp(ctx, org); err != nil {
		return role, bc, err
	}
	if role, err = requireMember(ctx, t, org, by); err != nil {
		return role, bc, err
	}
	found, err := findCases(ctx, t, org, caseSet{id})
	if err != nil {
		return role, bc, err
	}
	if len(found) == 0 || id == "" {
		return role, bc, portfolio.NotFound("case", string(id))
	}
	if begins := quarter.Add(-1).End().AddDate(0, 0, 1); portfolio.Today(t.now).Before(begins) {
		return role, bc, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "quarter.not-begun", Args: map[string]any{"quarter": quarter, "begins": begins}}
	}
	locked, err := lastLocked(ctx, t, org)
	if err != nil {
		return role, bc, err
	}
	if !locked.Before(quarter) {
		return role, bc, &portfolio.Error{Code: portfolio.CodeLocked, Key: "quarter.locked-status", Args: map[string]any{"quarter": quarter, "next": locked.Next(), "number": found[0].Number}}
	}
	return role, found[0], nil
}

// reporter is the organisation's rules and the name of whoever reports by them.
func reporter(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID) (rules portfolio.Organisation, name string, err error) {
	if rules, err = findOrganisation(ctx, t, org); err != nil {
		return rules, "", err
	}
	err = t.QueryRowContext(ctx, `SELECT name FROM users WHERE id = $1`, by).Scan(&name)
	return rules, name, err
}

func insertStatusReport(ctx context.Context, t *tx, org portfolio.OrganisationID, report *portfolio.StatusReport) error {
	err := t.keepNumbered(ctx, &report.Number, "sequence", `INSERT INTO status_reports (organisation_id, sequence, case_id, quarter, light, light_reason, comment, decision_needed, user_id, reported_at)
		VALUES ($1, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM status_reports WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)`,
		org, report.Case, report.Quarter.String(), report.Light, report.Reason, report.Comment, report.DecisionNeeded, report.By, stamp(report.At))
	if err != nil {
		return err
	}
	for i, one := range report.Deviations {
		recovery := ""
		if one.Recovery != nil {
			recovery = one.Recovery.String()
		}
		_, err := t.keep(ctx, `INSERT INTO deviations (organisation_id, report, position, cause, ore, explanation, owner, recovery) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			org, report.Number, i+1, one.Cause, int64(one.Amount), one.Explanation, one.Owner, recovery)
		if err != nil {
			return err
		}
	}
	return nil
}

// findStatusReports are those of one case, or of all for "", oldest first.
func findStatusReports(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.CaseID) (all []portfolio.StatusReport, err error) {
	at := map[int64]int{}
	err = t.each(ctx, `SELECT sequence, case_id, quarter, light, light_reason, comment, decision_needed, user_id, reported_at
		FROM status_reports WHERE organisation_id = $1 AND ($2 = '' OR case_id = $2) ORDER BY sequence`, []any{org, string(id)}, func(scan func(...any) error) error {
		var one portfolio.StatusReport
		var quarter string
		if err := scan(&one.Number, &one.Case, &quarter, &one.Light, &one.Reason, &one.Comment, &one.DecisionNeeded, &one.By, instant{&one.At}); err != nil {
			return err
		}
		at[one.Number] = len(all)
		all = append(all, one)
		return all[len(all)-1].Quarter.UnmarshalText([]byte(quarter))
	})
	if err != nil {
		return nil, err
	}
	err = t.each(ctx, `SELECT d.report, d.cause, d.ore, d.explanation, d.owner, d.recovery FROM deviations d
		JOIN status_reports r ON r.organisation_id = d.organisation_id AND r.sequence = d.report
		WHERE d.organisation_id = $1 AND ($2 = '' OR r.case_id = $2) ORDER BY d.report, d.position`, []any{org, string(id)}, func(scan func(...any) error) error {
		var one portfolio.Deviation
		var report, ore int64
		var recovery string
		if err := scan(&report, &one.Cause, &ore, &one.Explanation, &one.Owner, &recovery); err != nil {
			return err
		}
		one.Amount = calc.Money(ore)
		if recovery != "" {
			one.Recovery = new(calc.Quarter)
			if err := one.Recovery.UnmarshalText([]byte(recovery)); err != nil {
				return err
			}
		}
		all[at[report]].Deviations = append(all[at[report]].Deviations, one)
		return nil
	})
	return all, err
}

// Confirm writes that somebody stands for what a benefit realised in a quarter.
// The amount is what they saw: another one by now is a conflict.
func (s *Store) Confirm(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, one portfolio.Confirmation) (portfolio.Confirmation, error) {
	err := s.write(ctx, func(t *tx) error {
		role, bc, err := openRound(ctx, t, org, by, one.Case, one.Quarter)
		if err != nil {
			return err
		}
		rules, name, err := reporter(ctx, t, org, by)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(bc.Benefits, func(b portfolio.Benefit) bool { return b.ID == one.Benefit })
		if at < 0 {
			return portfolio.NotFound("benefit", string(one.Benefit))
		}
		if err := rules.MayConfirm(bc, bc.Benefits[at], name, role); err != nil {
			return err
		}
		if err := one.Check(bc, bc.Benefits[at]); err != nil {
			return err
		}
		one.Name, one.By, one.At = name, by, t.now
		_, err = t.keep(ctx, `INSERT INTO confirmations (organisation_id, sequence, case_id, benefit_id, quarter, ore, note, user_id, confirmed_at)
			VALUES ($1, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM confirmations WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7, $8)`,
			org, one.Case, one.Benefit, one.Quarter.String(), int64(one.Amount), one.Note, by, stamp(one.At))
		if err != nil {
			return err
		}
		detail, err := json.Marshal(one)
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "benefit.confirm", refText(portfolio.BenefitRef{Case: one.Case, Benefit: one.Benefit})+" "+one.Quarter.String(), string(detail))
	})
	if err != nil {
		return portfolio.Confirmation{}, err
	}
	return one, nil
}

// findConfirmations are the confirmations, oldest first, with names.
func findConfirmations(ctx context.Context, t *tx, org portfolio.OrganisationID) (all []portfolio.Confirmation, err error) {
	err = t.each(ctx, `SELECT c.case_id, c.benefit_id, c.quarter, c.ore, c.note, c.user_id, u.name, c.confirmed_at
		FROM confirmations c JOIN users u ON u.id = c.user_id WHERE c.organisation_id = $1 ORDER BY c.sequence`, []any{org}, func(scan func(...any) error) error {
		var one portfolio.Confirmation
		var quarter string
		var ore int64
		if err := scan(&one.Case, &one.Benefit, &quarter, &ore, &one.Note, &one.By, &one.Name, instant{&one.At}); err != nil {
			return err
		}
		one.Amount = calc.Money(ore)
		all = append(all, one)
		return all[len(all)-1].Quarter.UnmarshalText([]byte(quarter))
	})
	return all, err
}
