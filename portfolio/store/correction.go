package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Correct writes another realised amount for a quarter that is frozen. The case,
// the benefit, the quarter, the amount and the reason are the caller's; the rest
// is found here. seen is the last correction that the writer knew of, 0 for none:
// a later one of the same amount is a conflict. AnySeen corrects whatever was
// corrected before.
func (s *Store) Correct(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, correction portfolio.Correction, seen int64) (made portfolio.Correction, err error) {
	err = s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		role, err := requireMember(ctx, t, org, by)
		if err != nil {
			return err
		}
		if !role.MayFreeze() {
			return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-correct"}
		}
		made, err = completeCorrection(ctx, t, org, by, correction)
		if err != nil {
			return err
		}
		if err := uncorrectedSince(ctx, t, org, made, seen); err != nil {
			return err
		}
		var before any
		if made.Before != nil {
			before = int64(*made.Before)
		}
		err = t.keepNumbered(ctx, &made.Number, "sequence", `INSERT INTO corrections (organisation_id, sequence, case_id, benefit_id, quarter, before_ore, ore, reason, source, user_id, corrected_at, shown)
			VALUES ($1, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM corrections WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			org, made.Case, made.Benefit, made.Quarter.String(), before, int64(made.Amount), made.Reason, made.Source, made.By, stamp(made.At), made.Shown.String())
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "correction.add", refText(portfolio.BenefitRef{Case: made.Case, Benefit: made.Benefit})+" "+made.Quarter.String(), correctionDetail(made))
	})
	if err != nil {
		return portfolio.Correction{}, err
	}
	return made, nil
}

// uncorrectedSince refuses to correct an amount over a correction of it that the
// writer has not seen.
func uncorrectedSince(ctx context.Context, t *tx, org portfolio.OrganisationID, made portfolio.Correction, seen int64) error {
	if seen == AnySeen {
		return nil
	}
	var last int64
	err := t.QueryRowContext(ctx, `SELECT COALESCE(MAX(sequence), 0) FROM corrections
		WHERE organisation_id = $1 AND case_id = $2 AND benefit_id = $3 AND quarter = $4`, org, made.Case, made.Benefit, made.Quarter.String()).Scan(&last)
	if err == nil && last > seen && made.Before != nil {
		err = &portfolio.Error{Code: portfolio.CodeConflict, Key: "correction.meanwhile", Args: map[string]any{"last": last, "amount": *made.Before, "quarter": made.Quarter}}
	}
	return err
}

// correctionDetail is what the audit log says of a correction: the amounts
// before and after in øre, why, and where it is documented.
func correctionDetail(made portfolio.Correction) string {
	before := "-"
	if made.Before != nil {
		before = fmt.Sprint(int64(*made.Before))
	}
	return fmt.Sprintf("%s -> %d: %s [%s]", before, int64(made.Amount), made.Reason, made.Source)
}

// completeCorrection finds what the amount is now and where the line is shown,
// and checks the whole.
func completeCorrection(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, correction portfolio.Correction) (portfolio.Correction, error) {
	locked, err := lastLocked(ctx, t, org)
	if err != nil {
		return correction, err
	}
	found, err := findCases(ctx, t, org, caseSet{correction.Case})
	if err != nil {
		return correction, err
	}
	if len(found) == 0 {
		return correction, portfolio.NotFound("case", string(correction.Case))
	}
	at := slices.IndexFunc(found[0].Benefits, func(b portfolio.Benefit) bool { return b.ID == correction.Benefit })
	if at < 0 {
		return correction, portfolio.NotFound("benefit", string(correction.Benefit))
	}
	correction.Before = portfolio.RealisedIn(found[0].Benefits[at].Series[portfolio.Realised], found[0].GoLive, correction.Quarter)
	correction.By, correction.At, correction.Shown = by, t.now, locked.Next()
	return correction, correction.Check(locked)
}

// Corrections are an organisation's corrections in the order they were written.
func (s *Store) Corrections(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.Correction, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err = findCorrections(ctx, t, org, "")
		return err
	})
	return all, err
}

// findCorrections are those of one case, or of all for "".
func findCorrections(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.CaseID) (all []portfolio.Correction, err error) {
	query := `SELECT sequence, case_id, benefit_id, quarter, before_ore, ore, reason, source, user_id, corrected_at, shown
		FROM corrections WHERE organisation_id = $1 AND ($2 = '' OR case_id = $2) ORDER BY sequence`
	err = t.each(ctx, query, []any{org, string(id)}, func(scan func(...any) error) error {
		var one portfolio.Correction
		var quarter, shown string
		var ore int64
		if err := scan(&one.Number, &one.Case, &one.Benefit, &quarter, &one.Before, &ore, &one.Reason, &one.Source, &one.By, instant{&one.At}, &shown); err != nil {
			return err
		}
		one.Amount = calc.Money(ore)
		all = append(all, one)
		last := &all[len(all)-1]
		return errors.Join(last.Quarter.UnmarshalText([]byte(quarter)), last.Shown.UnmarshalText([]byte(shown)))
	})
	return all, err
}

// applyCorrections lays the corrections over what was imported: theirs is the
// last word about a frozen quarter.
func applyCorrections(cases []portfolio.BusinessCase, corrections []portfolio.Correction) {
	for _, one := range corrections {
		at := slices.IndexFunc(cases, func(bc portfolio.BusinessCase) bool { return bc.ID == one.Case })
		if at < 0 {
			continue // a case that was undone
		}
		for i, benefit := range cases[at].Benefits {
			if benefit.ID == one.Benefit {
				series := cases[at].Benefits[i].Series
				series[portfolio.Realised] = portfolio.Corrected(series[portfolio.Realised], cases[at].GoLive, one.Quarter, one.Amount, portfolio.Source{Correction: one.Number})
			}
		}
	}
}

// lastLocked is the last frozen quarter: it and all before it are locked. The
// zero quarter is before all others.
func lastLocked(ctx context.Context, t *tx, org portfolio.OrganisationID) (quarter calc.Quarter, err error) {
	var text string
	err = t.QueryRowContext(ctx, `SELECT quarter FROM snapshots WHERE organisation_id = $1 ORDER BY sequence DESC LIMIT 1`, org).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return quarter, nil
	}
	if err != nil {
		return quarter, err
	}
	return quarter, quarter.UnmarshalText([]byte(text))
}
