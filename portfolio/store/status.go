package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"raaderum/calc"
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
	numbers := map[portfolio.CaseID]string{} // of the cases that are there
	err = t.each(ctx, `SELECT c.id, v.number FROM cases c
		JOIN case_versions v ON v.organisation_id = c.organisation_id AND v.case_id = c.id AND v.version = c.latest_version
		WHERE c.organisation_id = $1 AND NOT c.gone`, []any{org}, func(scan func(...any) error) error {
		var id portfolio.CaseID
		var number string
		err := scan(&id, &number)
		numbers[id] = number
		return err
	})
	if err != nil {
		return nil, err
	}
	names, err := findNames(ctx, t, org)
	if err != nil {
		return nil, err
	}
	imported := map[about]time.Time{}
	query := `SELECT q.case_id, v.number, i.accepted_at, q.quarter, q.light, q.comment, q.decision_needed, q.reported_by, q.reported_at,
			q.sheet, q.cell, q.raw, q.formula, i.id, i.sha256, i.file_name
		FROM quarterly_statuses q
		JOIN imports i ON i.organisation_id = q.organisation_id AND i.id = q.import_id
		JOIN cases c ON c.organisation_id = q.organisation_id AND c.id = q.case_id AND NOT c.gone
		JOIN case_versions v ON v.organisation_id = c.organisation_id AND v.case_id = c.id AND v.version = c.latest_version
		WHERE q.organisation_id = $1 AND ` + ofLiveImport("q") + ` ORDER BY c.ordinal, i.sequence, q.position`
	err = t.each(ctx, query, []any{org}, func(scan func(...any) error) error {
		var one portfolio.QuarterlyStatus
		var quarter string
		var accepted time.Time
		err := scan(&one.Case, &one.CaseNumber, instant{&accepted}, &quarter, &one.Light, &one.Comment, &one.DecisionNeeded, &one.ReportedBy, instant{&one.ReportedAt},
			&one.Source.Sheet, &one.Source.Cell, &one.Source.Raw, &one.Source.Formula, &one.Source.Import, &one.Source.SHA256, &one.Source.File)
		if err != nil {
			return err
		}
		if err := one.Quarter.UnmarshalText([]byte(quarter)); err != nil {
			return err
		}
		key := about{one.Case, quarter}
		imported[key] = accepted
		if i, again := at[key]; again {
			statuses[i] = one
			return nil
		}
		at[key] = len(statuses)
		statuses = append(statuses, one)
		return nil
	})
	if err != nil {
		return nil, err
	}
	// of gives the status of a case and quarter, a new one when nothing was said.
	of := func(id portfolio.CaseID, quarter calc.Quarter) *portfolio.QuarterlyStatus {
		key := about{id, quarter.String()}
		if _, said := at[key]; !said {
			at[key] = len(statuses)
			statuses = append(statuses, portfolio.QuarterlyStatus{Case: id, CaseNumber: numbers[id], Quarter: quarter})
		}
		return &statuses[at[key]]
	}
	reports, err := findStatusReports(ctx, t, org, "")
	if err != nil {
		return nil, err
	}
	for _, report := range reports {
		if _, live := numbers[report.Case]; live {
			layReport(of(report.Case, report.Quarter), report, imported[about{report.Case, report.Quarter.String()}].After(report.At), names[report.By])
		}
	}
	confirmations, err := findConfirmations(ctx, t, org)
	if err != nil {
		return nil, err
	}
	for _, one := range confirmations {
		if _, live := numbers[one.Case]; live {
			status := of(one.Case, one.Quarter)
			status.Confirmations = slices.DeleteFunc(status.Confirmations, func(was portfolio.Confirmation) bool { return was.Benefit == one.Benefit })
			status.Confirmations = append(status.Confirmations, one)
		}
	}
	slices.SortStableFunc(statuses, func(a, b portfolio.QuarterlyStatus) int { return cmp.Compare(a.Quarter.Index(), b.Quarter.Index()) })
	return statuses, err
}

// layReport lays a person's report over what was said before. When a workbook
// came later its words stand; what a workbook cannot say stays the report's.
func layReport(status *portfolio.QuarterlyStatus, report portfolio.StatusReport, workbookIsLater bool, name string) {
	status.Report, status.Deviations = report.Number, report.Deviations
	if !workbookIsLater {
		status.Light, status.Comment, status.DecisionNeeded = report.Light, report.Comment, report.DecisionNeeded
		status.ReportedBy, status.ReportedAt, status.Source = name, report.At, portfolio.Source{}
	}
	if status.Reason = ""; status.Light == report.Light {
		status.Reason = report.Reason
	}
}
