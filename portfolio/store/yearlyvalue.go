package store

import (
	"context"
	"time"

	"raaderum/portfolio"
)

func insertYearly(ctx context.Context, t *tx, made portfolio.Import, values []portfolio.YearlyValue) error {
	for i, value := range values {
		published := ""
		if !value.Published.IsZero() {
			published = value.Published.Format(time.DateOnly)
		}
		_, err := t.keep(ctx, `INSERT INTO yearly_values (organisation_id, import_id, position, quantity, year, ore, growth,
				price_basis, price_year, published, publication, sheet, cell, raw, formula)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
			made.Organisation, made.ID, i+1, value.Quantity, value.Year, value.Money, value.Growth,
			value.PriceLevel.Basis, value.PriceLevel.Year, published, value.Publication,
			value.Source.Sheet, value.Source.Cell, value.Source.Raw, value.Source.Formula)
		if err != nil {
			return err
		}
	}
	return nil
}

// findYearly are the values of imports that count, the oldest first.
func findYearly(ctx context.Context, t *tx, org portfolio.OrganisationID) (values []portfolio.YearlyValue, err error) {
	query := `SELECT y.quantity, y.year, y.ore, y.growth, y.price_basis, y.price_year, y.published, y.publication,
			y.sheet, y.cell, y.raw, y.formula, i.id, i.sha256, i.file_name
		FROM yearly_values y
		JOIN imports i ON i.organisation_id = y.organisation_id AND i.id = y.import_id
		WHERE y.organisation_id = $1 AND ` + ofLiveImport("y") + ` ORDER BY i.sequence, y.position`
	err = t.each(ctx, query, []any{org}, func(scan func(...any) error) error {
		var one portfolio.YearlyValue
		var published string
		err := scan(&one.Quantity, &one.Year, &one.Money, &one.Growth, &one.PriceLevel.Basis, &one.PriceLevel.Year, &published, &one.Publication,
			&one.Source.Sheet, &one.Source.Cell, &one.Source.Raw, &one.Source.Formula, &one.Source.Import, &one.Source.SHA256, &one.Source.File)
		if err == nil && published != "" {
			one.Published, err = time.Parse(time.DateOnly, published)
		}
		values = append(values, one)
		return err
	})
	return values, err
}
