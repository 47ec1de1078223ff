package store

import (
	"context"

	"raaderum/portfolio"
)

// insert writes a resolution as rows that belong to an import.
func (r resolution) insert(ctx context.Context, t *tx, made portfolio.Import) error {
	for _, one := range r.cases {
		if err := insertCase(ctx, t, one, made.ID); err != nil {
			return err
		}
	}
	for i, report := range r.reports {
		if err := insertReport(ctx, t, report, made, i+1); err != nil {
			return err
		}
	}
	for i, status := range r.statuses {
		if err := insertStatus(ctx, t, status, made, i+1); err != nil {
			return err
		}
	}
	return nil
}

func insertCase(ctx context.Context, t *tx, one resolvedCase, by portfolio.ImportID) error {
	var err error
	if one.ordinal > 0 {
		var number any
		if folded := portfolio.FoldNumber(one.Number); folded != "" {
			number = folded
		}
		_, err = t.keep(ctx, `INSERT INTO cases (organisation_id, id, ordinal, number_folded, latest_version, gone) VALUES ($1, $2, $3, $4, $5, $6)`,
			one.Organisation, one.ID, one.ordinal, number, 1, false)
	} else {
		_, err = t.change(ctx, "cases", `UPDATE cases SET latest_version = $3, gone = $4 WHERE organisation_id = $1 AND id = $2`,
			one.Organisation, one.ID, one.Version, false)
	}
	if err != nil {
		return err
	}
	if err := insertVersion(ctx, t, one.BusinessCase, by); err != nil {
		return err
	}
	if err := insertStated(ctx, t, one.BusinessCase); err != nil {
		return err
	}
	for i, line := range one.Costs {
		if err := insertCost(ctx, t, one.BusinessCase, line, i+1); err != nil {
			return err
		}
	}
	for i, benefit := range one.Benefits {
		if err := insertBenefit(ctx, t, one.BusinessCase, benefit, i+1); err != nil {
			return err
		}
	}
	return nil
}

func insertVersion(ctx context.Context, t *tx, one portfolio.BusinessCase, by portfolio.ImportID) error {
	if one.Goals == nil {
		one.Goals = map[int]string{}
	}
	goals, err := document(one.Goals)
	if err != nil {
		return err
	}
	var ground any
	dispensation := portfolio.Dispensation{}
	if one.Dispensation != nil {
		dispensation = *one.Dispensation
		ground = string(dispensation.Ground)
	}
	_, err = t.keep(ctx, `INSERT INTO case_versions (organisation_id, case_id, version, import_id, number, title, summary,
			focus_area, origin, obligatory, phase, status, decision_date, go_live, price_basis, price_year,
			project_owner, system_owner, record_number, goals,
			dispensation_ground, dispensation_reason, dispensation_by, dispensation_date, sheet, cell, raw, formula)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
		one.Organisation, one.ID, one.Version, by, one.Number, one.Title, one.Summary,
		one.FocusArea, one.Origin, one.Obligatory, one.Phase, one.Status, day(one.DecisionDate), day(one.GoLive),
		one.PriceLevel.Basis, one.PriceLevel.Year, one.ProjectOwner, one.SystemOwner, one.RecordNumber, goals,
		ground, dispensation.Reason, dispensation.By, day(dispensation.Date),
		one.Source.Sheet, one.Source.Cell, one.Source.Raw, one.Source.Formula)
	return err
}

func insertStated(ctx context.Context, t *tx, one portfolio.BusinessCase) error {
	stated := []struct {
		name   string
		figure *portfolio.StatedFigure
	}{{"payback", one.Stated.Payback}, {"npv", one.Stated.NPV}, {"irr", one.Stated.IRR}}
	for _, s := range stated {
		if s.figure == nil {
			continue
		}
		at := s.figure.Source
		_, err := t.keep(ctx, `INSERT INTO stated_figures (organisation_id, case_id, version, figure, value, sheet, cell, raw, formula)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			one.Organisation, one.ID, one.Version, s.name, s.figure.Value, at.Sheet, at.Cell, at.Raw, at.Formula)
		if err != nil {
			return err
		}
	}
	return nil
}

func insertCost(ctx context.Context, t *tx, one portfolio.BusinessCase, line portfolio.CostLine, position int) error {
	_, err := t.keep(ctx, `INSERT INTO cost_lines (organisation_id, case_id, version, id, position, label, category, recurrence)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		one.Organisation, one.ID, one.Version, line.ID, position, line.Label, line.Category, line.Recurrence)
	if err != nil {
		return err
	}
	for i, amount := range line.Amounts {
		_, err := t.keep(ctx, `INSERT INTO cost_amounts (organisation_id, case_id, version, line_id, position, period, ore, sheet, cell, raw, formula)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			one.Organisation, one.ID, one.Version, line.ID, i+1, amount.Period.String(), int64(amount.Money),
			amount.Source.Sheet, amount.Source.Cell, amount.Source.Raw, amount.Source.Formula)
		if err != nil {
			return err
		}
	}
	return nil
}

func insertBenefit(ctx context.Context, t *tx, one portfolio.BusinessCase, benefit portfolio.Benefit, position int) error {
	var fullYear any
	if benefit.FullYear != nil {
		fullYear = int64(*benefit.FullYear)
	}
	_, err := t.keep(ctx, `INSERT INTO benefits (organisation_id, case_id, version, id, position, label, kind, owner, accrues_to,
			recurrence, state, full_year_ore, baseline, full_year_sheet, full_year_cell, full_year_raw, full_year_formula)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		one.Organisation, one.ID, one.Version, benefit.ID, position, benefit.Label, benefit.Kind, benefit.Owner, benefit.AccruesTo,
		benefit.Recurrence, benefit.State, fullYear, benefit.Baseline,
		benefit.FullYearSource.Sheet, benefit.FullYearSource.Cell, benefit.FullYearSource.Raw, benefit.FullYearSource.Formula)
	if err != nil {
		return err
	}
	for _, series := range portfolio.AllSeries {
		for i, amount := range benefit.Series[series] {
			_, err := t.keep(ctx, `INSERT INTO benefit_amounts (organisation_id, case_id, version, benefit_id, series, position, period, ore, sheet, cell, raw, formula)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
				one.Organisation, one.ID, one.Version, benefit.ID, series, i+1, amount.Period.String(), int64(amount.Money),
				amount.Source.Sheet, amount.Source.Cell, amount.Source.Raw, amount.Source.Formula)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func insertReport(ctx context.Context, t *tx, report resolvedReport, made portfolio.Import, position int) error {
	_, err := t.keep(ctx, `INSERT INTO benefit_reports (organisation_id, import_id, position, case_id, benefit_id, series, state)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		made.Organisation, made.ID, position, report.caseID, report.Benefit, report.Series, report.State)
	if err != nil {
		return err
	}
	for i, amount := range report.Amounts {
		_, err := t.keep(ctx, `INSERT INTO report_amounts (organisation_id, import_id, report, position, period, ore, sheet, cell, raw, formula)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			made.Organisation, made.ID, position, i+1, amount.Period.String(), int64(amount.Money),
			amount.Source.Sheet, amount.Source.Cell, amount.Source.Raw, amount.Source.Formula)
		if err != nil {
			return err
		}
	}
	return nil
}

func insertStatus(ctx context.Context, t *tx, status portfolio.QuarterlyStatus, made portfolio.Import, position int) error {
	_, err := t.keep(ctx, `INSERT INTO quarterly_statuses (organisation_id, import_id, position, case_id, quarter, light,
			comment, decision_needed, reported_by, reported_at, sheet, cell, raw, formula)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		made.Organisation, made.ID, position, status.Case, status.Quarter.String(), status.Light,
		status.Comment, status.DecisionNeeded, status.ReportedBy, stamp(status.ReportedAt),
		status.Source.Sheet, status.Source.Cell, status.Source.Raw, status.Source.Formula)
	return err
}
