package web

import (
	"cmp"

	"raaderum/portfolio"
)

// benefitCard is a benefit with its parallel series.
type benefitCard struct {
	portfolio.Benefit
	Series lineTable // one line per series that has amounts
	Names  []portfolio.Series
}

// seriesOrder is the series from promise to money in hand.
var seriesOrder = []portfolio.Series{portfolio.Plan, portfolio.Forecast, portfolio.Budgeted, portfolio.Realised}

func newBenefitCard(benefit portfolio.Benefit) benefitCard {
	card := benefitCard{Benefit: benefit}
	for _, series := range seriesOrder {
		card.Series.add(string(series), "", benefit.Series[series])
		card.Names = append(card.Names, series)
	}
	card.Series.ID = benefitAnchor(benefit.ID)
	return card
}

// benefitAnchor is where a benefit stands on its case's page.
func benefitAnchor(id portfolio.BenefitID) string { return "benefit-" + string(id) }

func orUnknown(code string) string { return cmp.Or(code, "unknown") }
