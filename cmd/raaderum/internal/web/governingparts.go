package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Targets are the targets of the strategy's years, imported ones as well.
func (v governingView) Targets() (all []portfolio.Target) {
	for year := v.Organisation.Strategy.FromYear; year <= v.Organisation.Strategy.ToYear; year++ {
		if target, known := v.Organisation.Strategy.TargetFor(year); known {
			all = append(all, target)
		}
	}
	return all
}

// commitments are those of a kind, each focus area's together in the strategy's
// order, those of the whole strategy first.
func (v governingView) commitments(kind portfolio.CommitmentKind) []portfolio.CommitmentStanding {
	all := slices.DeleteFunc(slices.Clone(v.Commitments), func(one portfolio.CommitmentStanding) bool { return one.Kind != kind })
	rank := func(id portfolio.FocusAreaID) int {
		return slices.IndexFunc(v.Organisation.Strategy.FocusAreas, func(area portfolio.FocusArea) bool { return area.ID == id })
	}
	slices.SortStableFunc(all, func(a, b portfolio.CommitmentStanding) int { return rank(a.FocusArea) - rank(b.FocusArea) })
	return all
}

// commitmentNotes are what is known of a commitment beside its text.
func commitmentNotes(page Page, one portfolio.Commitment) (notes []string) {
	if one.Measure != "" {
		notes = append(notes, page.T("commitment.measure", "measure", one.Measure))
	}
	if day, err := time.Parse(time.DateOnly, one.From); err == nil {
		notes = append(notes, page.T("commitment.from", "date", day))
	}
	if one.Source != "" {
		notes = append(notes, page.T("commitment.source", "source", one.Source))
	}
	return notes
}

// targetForm is one year's target as it is typed.
type targetForm struct{ Year, Target, Budget, Basis, PriceYear string }

func targetFields(page Page, strategy portfolio.Strategy, year int) targetForm {
	form := targetForm{Year: yearText(year)}
	target, known := strategy.TargetFor(year)
	if !known {
		return form
	}
	form.Target, form.Basis = typedMoney(page, target.Amount), string(target.PriceLevel.Basis)
	if target.EfficiencyBudget != nil {
		form.Budget = typedMoney(page, *target.EfficiencyBudget)
	}
	if target.PriceLevel.Year != 0 {
		form.PriceYear = strconv.Itoa(target.PriceLevel.Year)
	}
	return form
}

// typedMoney is an amount as people type it: the øre only where there are any.
func typedMoney(page Page, money calc.Money) string {
	return strings.TrimSuffix(page.Print.Money(money), page.T("entry.whole-kroner"))
}
