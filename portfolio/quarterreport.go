package portfolio

import "raaderum/calc"

// NewQuarterReport computes everything the council sees of a quarter, from the
// cases and statuses as they are known: nothing later than the quarter counts
// as realised.
func NewQuarterReport(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus, quarter calc.Quarter) QuarterReport {
	return newQuarterReport(calc.RateSets(), org, cases, statuses, quarter)
}

// newQuarterReport is the report under the vintages of rates in sets.
func newQuarterReport(sets []calc.RateSet, org Organisation, cases []BusinessCase, statuses []QuarterlyStatus, quarter calc.Quarter) QuarterReport {
	claims := newClaims(org, cases, quarter)
	method, other := methods(org.Governance)
	report := QuarterReport{
		Organisation: org,
		Quarter:      quarter,
		Account:      newAccount(org, claims, quarter, method),
		Other:        newAccount(org, claims, quarter, other),
		Quarters:     quarterPoints(org, claims, quarter),
		Unreported:   unreported(claims, quarter),
	}
	report.Counting, report.Beside = newReporting(claims, quarter)
	report.Prices = newPriceMix(org.Strategy, claims, quarter.Year)
	report.Latest = NewestReported(cases, statuses)
	report.Headline = newHeadline(report.Account, report.Other)
	report.Areas = areaFigures(org.Strategy, cases, report.Account.year(quarter.Year))
	report.Cases = caseFigures(sets, org, cases, claims, statuses, quarter)
	report.Round = newStatusRound(report, claims)
	return report
}

// NewestReported is the newest quarter that anything was realised or reported
// for; the zero quarter when nothing was.
func NewestReported(cases []BusinessCase, statuses []QuarterlyStatus) calc.Quarter {
	var newest calc.Quarter
	see := func(quarter calc.Quarter) {
		if newest.Before(quarter) {
			newest = quarter
		}
	}
	for _, status := range statuses {
		see(status.Quarter)
	}
	for _, bc := range cases {
		for _, benefit := range bc.Benefits {
			for _, amount := range benefit.Series[Realised] {
				if quarter, ok := amount.Period.Quarter(); ok {
					see(quarter)
				}
			}
		}
	}
	return newest
}

// methods are the headline method and the other one.
func methods(rules Governance) (headline, other CountMethod) {
	if rules.HeadlineMethod == InYear {
		return InYear, NewPermanent
	}
	return NewPermanent, InYear
}

// unreported are the benefits with a figure due for the quarter itself.
func unreported(claims []claim, quarter calc.Quarter) []BenefitRef {
	var missing []BenefitRef
	for _, c := range claims {
		if c.awaited(quarter) {
			missing = append(missing, BenefitRef{c.bc.ID, c.benefit.ID})
		}
	}
	return missing
}

// areaFigures share a year's own layers out on the focus areas.
func areaFigures(strategy Strategy, cases []BusinessCase, year TargetYear) []AreaFigures {
	var areas []AreaFigures
	at := map[FocusAreaID]int{}
	see := func(id FocusAreaID) int {
		if _, ok := at[id]; !ok {
			at[id] = len(areas)
			areas = append(areas, AreaFigures{Area: id, Layers: map[Layer]calc.Money{}})
		}
		return at[id]
	}
	for _, area := range strategy.FocusAreas {
		see(area.ID)
	}
	of := map[CaseID]FocusAreaID{}
	for _, bc := range cases {
		id := bc.FocusArea
		if _, known := strategy.FocusArea(id); !known {
			id = ""
		}
		of[bc.ID] = id
		areas[see(id)].Cases++ // cases without an area come in last
	}
	for _, one := range year.Contributions {
		if one.Layer != LayerJoint {
			areas[at[of[one.Case]]].Layers[one.Layer] += one.Amount
		}
	}
	return areas
}

func caseFigures(sets []calc.RateSet, org Organisation, cases []BusinessCase, claims []claim, statuses []QuarterlyStatus, quarter calc.Quarter) []CaseFigures {
	own := map[CaseID][]claim{}
	for _, group := range byCase(claims) {
		own[group[0].bc.ID] = group
	}
	said := map[CaseID]*QuarterlyStatus{}
	for i := range statuses {
		if statuses[i].Quarter == quarter {
			said[statuses[i].Case] = &statuses[i]
		}
	}
	twice := countedTwice(cases)
	all := make([]CaseFigures, 0, len(cases))
	for _, bc := range cases {
		figures := Evaluate(bc, termsAmong(sets, bc, quarter.End()))
		figures.Status = said[bc.ID]
		figures.Light, figures.LightWhy = computeLight(org.Governance.lightLimits(), bc, own[bc.ID], quarter, figures.Status)
		figures.choose()
		figures.Findings = append(CaseFindings(org, figures), twice[bc.ID]...)
		all = append(all, figures)
	}
	return all
}

// choose lets the light that a person chose with a reason stand instead of the
// computed one, which is kept beside it. A case without a light gets none.
func (f *CaseFigures) choose() {
	f.Computed, f.ComputedWhy = f.Light, f.LightWhy
	f.Light, f.LightWhy = standing(f.Light, f.LightWhy, f.Status)
}

// standing is the light that stands: the computed one, or another that a person
// chose with a reason.
func standing(light TrafficLight, why string, said *QuarterlyStatus) (TrafficLight, string) {
	if said != nil && said.Light != "" && said.Light != light && said.Reason != "" && light != LightNone {
		return said.Light, LightChosen
	}
	return light, why
}
