package store

import (
	"context"
	"fmt"

	"raaderum/portfolio"
)

// Enter stores what somebody wrote about a case, all of it or nothing. seen is
// the last entry about the case that the writer knew of, 0 when there was none:
// when somebody else wrote meanwhile, it is a conflict. AnySeen writes whatever
// was written before.
func (s *Store) Enter(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.CaseID, seen int64, entries []portfolio.Entry) (done []portfolio.Entry, err error) {
	err = s.write(ctx, func(t *tx) error {
		if err := mayLink(ctx, t, org, by); err != nil {
			return err
		}
		done, err = enter(ctx, t, org, by, id, seen, entries)
		return err
	})
	return done, err
}

// AnySeen is what Enter takes from somebody who did not look first.
const AnySeen int64 = -1

// enter lays entries over a case as it is and stores them.
func enter(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.CaseID, seen int64, entries []portfolio.Entry) ([]portfolio.Entry, error) {
	home, err := findOrganisation(ctx, t, org)
	if err != nil {
		return nil, err
	}
	found, err := findCases(ctx, t, org, caseSet{id})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, portfolio.NotFound("case", string(id))
	}
	if err := keepsToArea(ctx, t, org, by, found[0]); err != nil {
		return nil, err
	}
	if err := unchangedSince(ctx, t, org, id, seen); err != nil {
		return nil, err
	}
	changed, done, err := portfolio.Enter(home, found[0], entries)
	if err != nil {
		return nil, err
	}
	if err := keepsToArea(ctx, t, org, by, changed); err != nil {
		return nil, err
	}
	var sequence, imports int64
	err = t.QueryRowContext(ctx, `SELECT (SELECT COALESCE(MAX(sequence), 0) FROM case_entries WHERE organisation_id = $1),
		(SELECT COALESCE(MAX(sequence), 0) FROM imports WHERE organisation_id = $1)`, org).Scan(&sequence, &imports)
	if err != nil {
		return nil, err
	}
	for i := range done {
		done[i].Sequence, done[i].By, done[i].At = sequence+int64(i)+1, by, t.now
		if err := insertEntry(ctx, t, org, done[i], imports); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// unchangedSince refuses to write over what the writer has not seen.
func unchangedSince(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.CaseID, seen int64) error {
	if seen == AnySeen {
		return nil
	}
	var last int64
	err := t.QueryRowContext(ctx, `SELECT COALESCE(MAX(sequence), 0) FROM case_entries WHERE organisation_id = $1 AND case_id = $2`, org, id).Scan(&last)
	if err == nil && last != seen {
		err = &portfolio.Error{Code: portfolio.CodeConflict, Key: "entry.meanwhile", Args: map[string]any{"seen": seen, "last": last}}
	}
	return err
}

func insertEntry(ctx context.Context, t *tx, org portfolio.OrganisationID, entry portfolio.Entry, imports int64) error {
	if entry.Field == portfolio.EntryNumber {
		if err := giveNumber(ctx, t, org, entry); err != nil {
			return err
		}
	}
	_, err := t.keep(ctx, `INSERT INTO case_entries (organisation_id, sequence, case_id, benefit_id, field, before_value, value, reason, user_id, entered_at, import_sequence)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		org, entry.Sequence, entry.Case, entry.Benefit, entry.Field, entry.Before, entry.Value, entry.Reason, entry.By, stamp(entry.At), imports)
	if err != nil {
		return err
	}
	detail, err := document(map[string]string{"field": string(entry.Field), "before": entry.Before, "after": entry.Value, "reason": entry.Reason})
	if err != nil {
		return err
	}
	subject := string(entry.Case)
	if entry.Benefit != "" {
		subject = refText(portfolio.BenefitRef{Case: entry.Case, Benefit: entry.Benefit})
	}
	return record(ctx, t, org, entry.By, "case.enter", subject, detail)
}

// giveNumber lets workbooks find the case by its number from now on.
func giveNumber(ctx context.Context, t *tx, org portfolio.OrganisationID, entry portfolio.Entry) error {
	taken := &portfolio.Error{Code: portfolio.CodeInvalid, Key: "entry.number-taken", Args: map[string]any{"number": entry.Value}, Place: portfolio.Place{Field: string(entry.Field)}}
	folded := portfolio.FoldNumber(entry.Value)
	var others int
	err := t.QueryRowContext(ctx, `SELECT COUNT(*) FROM cases WHERE organisation_id = $1 AND number_folded = $2`, org, folded).Scan(&others)
	if err != nil {
		return err
	}
	if others > 0 {
		return taken
	}
	_, err = t.change(ctx, "cases", `UPDATE cases SET number_folded = $3 WHERE organisation_id = $1 AND id = $2`, org, entry.Case, folded)
	return err
}

// BeginCase accepts a case that somebody wrote instead of a workbook, with what
// was written about it, all of it or nothing.
func (s *Store) BeginCase(ctx context.Context, accepted portfolio.Acceptance, entries []portfolio.Entry) (id portfolio.CaseID, err error) {
	err = s.write(ctx, func(t *tx) error {
		_, plan, err := acceptIn(ctx, t, accepted)
		if err != nil {
			return err
		}
		if len(plan.cases) != 1 || plan.cases[0].ordinal == 0 && !plan.cases[0].back {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "case.number-taken", Args: map[string]any{"number": accepted.Cases[0].Number}}
		}
		id = plan.cases[0].ID
		_, err = enter(ctx, t, accepted.Organisation, accepted.By, id, AnySeen, entries)
		return err
	})
	return id, err
}

// Entries are what people wrote about a case, or about all for "", in the order
// it was written.
func (s *Store) Entries(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) (all []portfolio.Entry, err error) {
	err = s.read(ctx, func(t *tx) error {
		found, err := findEntries(ctx, t, org, id)
		for _, one := range found {
			all = append(all, one.Entry)
		}
		return err
	})
	return all, err
}

// storedEntry is an entry with the last import there was when it was written.
type storedEntry struct {
	portfolio.Entry
	imports int64
}

func findEntries(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.CaseID) (all []storedEntry, err error) {
	query := `SELECT sequence, case_id, benefit_id, field, before_value, value, reason, user_id, entered_at, import_sequence
		FROM case_entries WHERE organisation_id = $1`
	args := []any{org}
	if id != "" {
		query += ` AND case_id = $2`
		args = append(args, id)
	}
	err = t.each(ctx, query+` ORDER BY sequence`, args, func(scan func(...any) error) error {
		var one storedEntry
		err := scan(&one.Sequence, &one.Case, &one.Benefit, &one.Field, &one.Before, &one.Value, &one.Reason, &one.By, instant{&one.At}, &one.imports)
		all = append(all, one)
		return err
	})
	return all, err
}

// addBenefits brings in the benefits that no workbook has.
func (l *loader) addBenefits(entries []storedEntry) {
	latest := l.latest()
	for _, entry := range entries {
		one := latest[entry.Case]
		if one == nil || entry.Field != portfolio.EntryAdded {
			continue
		}
		if _, known := one.benefits[entry.Benefit]; known {
			continue
		}
		one.benefits[entry.Benefit] = len(one.Benefits)
		one.Benefits = append(one.Benefits, portfolio.Benefit{ID: entry.Benefit, Label: entry.Value, State: portfolio.BenefitIdentified,
			Series: map[portfolio.Series][]portfolio.Amount{}})
	}
}

// overlayEntries lays what people wrote over the versions.
func (l *loader) overlayEntries(entries []storedEntry) {
	of := map[portfolio.CaseID][]storedEntry{}
	for _, entry := range entries {
		of[entry.Case] = append(of[entry.Case], entry)
	}
	for id, one := range l.latest() {
		laid := make([]portfolio.LaidEntry, 0, len(of[id]))
		for _, entry := range of[id] {
			since := one.sequence
			if entry.Field == portfolio.EntryState {
				since = max(since, one.stateFrom[entry.Benefit])
			}
			laid = append(laid, portfolio.LaidEntry{Entry: entry.Entry, Newer: entry.imports >= since})
		}
		one.Overlay(laid)
	}
}

// addedBenefits are the labels of benefits that no workbook has, by case, for
// finding what a report speaks of.
func addedBenefits(ctx context.Context, t *tx, org portfolio.OrganisationID) (map[portfolio.CaseID][]portfolio.Benefit, error) {
	added := map[portfolio.CaseID][]portfolio.Benefit{}
	err := t.each(ctx, `SELECT e.case_id, e.benefit_id, e.value FROM case_entries e WHERE e.organisation_id = $1 AND e.field = 'added'
		AND e.sequence = (SELECT MAX(last.sequence) FROM case_entries last WHERE last.organisation_id = e.organisation_id
			AND last.case_id = e.case_id AND last.benefit_id = e.benefit_id AND last.field = 'added') ORDER BY e.sequence`, []any{org},
		func(scan func(...any) error) error {
			var id portfolio.CaseID
			var benefit portfolio.Benefit
			err := scan(&id, &benefit.ID, &benefit.Label)
			added[id] = append(added[id], benefit)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("benefits that were added: %w", err)
	}
	return added, nil
}
