package portfolio

import (
	"time"

	"raaderum/calc"
)

// YearlyQuantity is what a YearlyValue states.
type YearlyQuantity string

// The quantities. The three indices are calc's categories of prices.
const (
	YearlyTarget         YearlyQuantity = "target"
	YearlyBudget         YearlyQuantity = "efficiency-budget"
	YearlyWages          YearlyQuantity = "index-wages"
	YearlyOtherOperating YearlyQuantity = "index-other-operating"
	YearlyCapitalWorks   YearlyQuantity = "index-capital-works"
)

// yearlyIndices are the quantities that are a rise in prices.
var yearlyIndices = map[YearlyQuantity]calc.Category{
	YearlyWages: calc.Wages, YearlyOtherOperating: calc.OtherOperating, YearlyCapitalWorks: calc.CapitalWorks,
}

// Index is the category of prices whose rise the quantity is; false for amounts.
func (q YearlyQuantity) Index() (calc.Category, bool) {
	category, ok := yearlyIndices[q]
	return category, ok
}

// YearlyValue (årstal) is one imported value of one year: a target, the whole
// efficiency budget, or the rise in prices and wages (P/L) on the year before.
type YearlyValue struct {
	Quantity    YearlyQuantity `json:"quantity"`
	Year        int            `json:"year"`
	Money       calc.Money     `json:"ore"`    // of targets and budgets
	Growth      float64        `json:"growth"` // of indices, a fraction
	PriceLevel  PriceLevel     `json:"priceLevel"`
	Published   time.Time      `json:"published,omitzero"` // of indices: the estimate's date
	Publication string         `json:"publication"`        // of indices: where it was published
	Source      Source         `json:"source,omitzero"`
}

// targetIn is a year's target with what was imported about it: an imported
// value stands before the strategy's own, the latest before the earlier.
func (s Strategy) targetIn(year int) (Target, bool) {
	target, known := Target{Year: year}, false
	for _, own := range s.Targets {
		if own.Year == year {
			target, known = own, true
			break
		}
	}
	for _, value := range s.Imported {
		if value.Year != year {
			continue
		}
		switch value.Quantity {
		case YearlyTarget:
			target.Amount, target.PriceLevel, target.Source, known = value.Money, value.PriceLevel, value.Source, true
		case YearlyBudget:
			budget := value.Money
			target.EfficiencyBudget, target.BudgetSource = &budget, value.Source
		}
	}
	return target, known
}

// Indices are the imported series of prices and wages, each published estimate
// by itself, in the order they came. A later value for the same year of the
// same estimate stands.
func (s Strategy) Indices() []calc.IndexSeries {
	var all []calc.IndexSeries
	for _, value := range s.Imported {
		category, ok := value.Quantity.Index()
		if !ok {
			continue
		}
		at := -1
		for i := range all {
			if all[i].Category == category && all[i].Published.Equal(value.Published) && all[i].Source == value.Publication {
				at = i
			}
		}
		if at < 0 {
			all = append(all, calc.IndexSeries{Category: category, Published: value.Published, Source: value.Publication, Growth: map[int]float64{}})
			at = len(all) - 1
		}
		all[at].Growth[value.Year] = value.Growth
	}
	return all
}
