package web

import (
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers"
	"raaderum/portfolio"
)

// yearlyPreview is a value of one year as it would be stored.
type yearlyPreview struct {
	What, Year, Value, Terms string
	Cell                     cellView
}

// yearlyPreviews are the targets, budgets and indices of a list, in its order.
func yearlyPreviews(print *i18n.Printer, values []importers.YearlyValue, cell func(string) cellView) []yearlyPreview {
	var all []yearlyPreview
	for _, value := range values {
		one := yearlyPreview{What: print.T("yearly." + string(value.Quantity)), Year: yearText(value.Year), Cell: cell(value.Cell)}
		if _, index := value.Quantity.Index(); index {
			one.Value = print.Percent(value.Growth, 2)
			one.Terms = print.T("yearly.published", "date", value.Published, "source", value.Publication)
		} else {
			one.Value, one.Terms = print.KronerOf(value.Money.Kroner()), priceText(print, value.PriceLevel)
			if value.Money%100 != 0 {
				one.Value = print.Money(value.Money) + i18n.NoBreak + print.T("unit.kroner") // to the øre, as it is stored
			}
		}
		all = append(all, one)
	}
	return all
}

// targetCell is the cell a year's target was imported from; "" when it is the
// strategy's own.
func (p Page) targetCell(report portfolio.QuarterReport, year int) string {
	target, _ := report.Organisation.Strategy.TargetFor(year)
	return p.CellURL(target.Source)
}
