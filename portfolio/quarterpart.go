package portfolio

import (
	"slices"

	"raaderum/calc"
)

// Of is the part of a quarter that comes from some cases. Its amounts are the
// whole's own: the parts of any division of the cases add up to the whole, to the
// øre. Targets, gaps and the efficiency budget belong to the whole municipality,
// so a part has none, and its verdict is VerdictPart.
func (r QuarterReport) Of(keep func(BusinessCase) bool) QuarterReport {
	kept := map[CaseID]bool{}
	all := make([]BusinessCase, len(r.Cases))
	part := r
	part.Cases = nil
	for i, figures := range r.Cases {
		all[i] = figures.Case
		if keep(figures.Case) {
			kept[figures.Case.ID] = true
			part.Cases = append(part.Cases, figures)
		}
	}
	has := func(id CaseID) bool { return kept[id] }
	// Which of two benefits is counted is settled among all cases.
	claims := slices.DeleteFunc(newClaims(r.Organisation, all, r.Quarter), func(c claim) bool { return !has(c.bc.ID) })
	part.Account.Years, part.Other.Years = partOfYears(r.Account.Years, has), partOfYears(r.Other.Years, has)
	part.Headline = newHeadline(part.Account, part.Other)
	part.Headline.Verdict, part.Headline.OtherView = VerdictPart, VerdictPart
	part.Quarters = make([]QuarterPoint, len(r.Quarters))
	for i, whole := range r.Quarters {
		part.Quarters[i] = whole.of(has)
	}
	part.Areas = nil
	for _, area := range areaFigures(r.Organisation.Strategy, part.cases(), part.Account.year(r.Quarter.Year)) {
		if area.Cases > 0 {
			part.Areas = append(part.Areas, area)
		}
	}
	part.Unreported = unreported(claims, r.Quarter)
	part.Counting, part.Beside = newReporting(claims, r.Quarter)
	part.Prices = newPriceMix(r.Organisation.Strategy, claims, r.Quarter.Year)
	part.Round = newStatusRound(part, claims)
	return part
}

func (r QuarterReport) cases() []BusinessCase {
	cases := make([]BusinessCase, len(r.Cases))
	for i, figures := range r.Cases {
		cases[i] = figures.Case
	}
	return cases
}

// of is the part of a quarter's point that comes from some cases.
func (p QuarterPoint) of(keep func(CaseID) bool) QuarterPoint {
	part := QuarterPoint{Quarter: p.Quarter, Parts: map[Series][]Contribution{}}
	sums := map[Series]**calc.Money{Plan: &part.Planned, Realised: &part.Realised, Forecast: &part.Forecast}
	for series, parts := range p.Parts {
		for _, one := range parts {
			if !keep(one.Case) {
				continue
			}
			part.add(sums[series], series, one)
			switch {
			case series == Realised:
				part.Reported++
			case series == Plan && one.Amount != 0:
				part.Due++
			}
		}
	}
	return part
}
