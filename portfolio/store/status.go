package store

import (
	"cmp"
	"context"
	"slices"

	"raaderum/portfolio"
)

// Statuses are the latest words about each case and quarter, by quarter, then
// in the order the cases came.
func (s *Store) Statuses(ctx context.Context, org portfolio.OrganisationID) (statuses []portfolio.QuarterlyStatus, err error) {
	err = s.read(ctx, func(t *tx) error {
		statuses, err = findStatuses(ctx, t, org)
		return err
	})
	return statuses, err
}

func findStatuses(ctx context.Context, t *tx, org portfolio.OrganisationID) (statuses []portfolio.QuarterlyStatus, err error) {
	type about struct {
		id      portfolio.CaseID
		quarter string
	}
	at := map[about]int{}
	query := `SELECT q.case_id, v.number, q.quarter, q.light, q.comment, q.decision_needed, q.reported_by, q.reported_at,
			q.sheet, q.cell, q.raw, q.formula, i.id, i.sha256, i.file_name
		FROM quarterly_statuses q
		JOIN imports i ON i.organisation_id = q.organisation_id AND i.id = q.import_id
		JOIN cases c ON c.organisation_id = q.organisation_id AND c.id = q.case_id AND NOT c.gone
		JOIN case_versions v ON v.organisation_id = c.organisation_id AND v.case_id = c.id AND v.version = c.latest_version
		WHERE q.organisation_id = $1 AND ` + ofLiveImport("q") + ` ORDER BY c.ordinal, i.sequence, q.position`
	err = t.each(ctx, query, []any{org}, func(scan func(...any) error) error {
		var one portfolio.QuarterlyStatus
		var quarter string
		err := scan(&one.Case, &one.CaseNumber, &quarter, &one.Light, &one.Comment, &one.DecisionNeeded, &one.ReportedBy, instant{&one.ReportedAt},
			&one.Source.Sheet, &one.Source.Cell, &one.Source.Raw, &one.Source.Formula, &one.Source.Import, &one.Source.SHA256, &one.Source.File)
		if err != nil {
			return err
		}
		if err := one.Quarter.UnmarshalText([]byte(quarter)); err != nil {
			return err
		}
		key := about{one.Case, quarter}
		if i, again := at[key]; again {
			statuses[i] = one
			return nil
		}
		at[key] = len(statuses)
		statuses = append(statuses, one)
		return nil
	})
	slices.SortStableFunc(statuses, func(a, b portfolio.QuarterlyStatus) int { return cmp.Compare(a.Quarter.Index(), b.Quarter.Index()) })
	return statuses, err
}
