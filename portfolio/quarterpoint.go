package portfolio

import "raaderum/calc"

// QuarterPoints are planned against realised for each quarter of the strategy:
// the municipality's own decided benefits of the kinds that count, gross, one-off
// ones included. Planned is the plan as decided, so a lapsed benefit stays in it.
// Realised is what was reported of quarters up to asOf. Forecast is what quarters
// without a report are expected to give, where somebody has made a forecast: a
// benefit without one enters as planned, one that has ended not at all.
func QuarterPoints(org Organisation, cases []BusinessCase, asOf calc.Quarter) []QuarterPoint {
	return quarterPoints(org, newClaims(org, cases, asOf), asOf)
}

func quarterPoints(org Organisation, claims []claim, asOf calc.Quarter) []QuarterPoint {
	var points []QuarterPoint
	for _, year := range accountYears(org.Strategy, claims, asOf) {
		for q := 1; q <= 4; q++ {
			points = append(points, newQuarterPoint(claims, calc.Quarter{Year: year, Q: q}))
		}
	}
	return points
}

// inPoints tells whether a benefit belongs in the quarter points.
func (c claim) inPoints() bool { return c.why == "" && c.decided && !c.bc.Origin.Joint() }

func newQuarterPoint(claims []claim, quarter calc.Quarter) QuarterPoint {
	point := QuarterPoint{Quarter: quarter, Parts: map[Series][]Contribution{}}
	var forecasts, stale []Contribution
	forecast := false
	for _, c := range claims {
		if !c.inPoints() {
			continue
		}
		if plan, ok := c.plan.at(quarter); ok {
			point.add(&point.Planned, Plan, c.contribution(plan, LayerDecided))
			if plan.Money != 0 {
				point.Due++
			}
		}
		if realised, ok := c.realised.at(quarter); ok {
			point.add(&point.Realised, Realised, c.contribution(realised, LayerRealised))
			point.Reported++
			continue
		}
		if expected, ok := c.expected(quarter); ok && c.end() == "" {
			_, stated := c.forecast.at(quarter)
			forecast = forecast || stated
			forecasts = append(forecasts, c.contribution(expected, LayerDecided))
			if c.stale() {
				stale = append(stale, c.contribution(expected, LayerDecided))
			}
		}
	}
	if forecast {
		for _, one := range forecasts {
			point.add(&point.Forecast, Forecast, one)
		}
		point.Stale = stale
	}
	return point
}

func (c claim) contribution(p part, layer Layer) Contribution {
	return Contribution{Case: c.bc.ID, Benefit: c.benefit.ID, Layer: layer, Amount: c.sign * p.Money, Sources: p.Sources}
}

// add puts a part into one of the point's sums.
func (p *QuarterPoint) add(sum **calc.Money, series Series, one Contribution) {
	if *sum == nil {
		*sum = new(calc.Money)
	}
	**sum += one.Amount
	p.Parts[series] = append(p.Parts[series], one)
}

// Compared are planned and realised of those benefits alone where both are
// known, so that the one can be held up against the other: a plan nobody
// reported on says nothing of what was realised. Known is false where no
// benefit has both.
func (p QuarterPoint) Compared() (planned, realised calc.Money, known bool) {
	reported := map[BenefitRef]calc.Money{}
	for _, one := range p.Parts[Realised] {
		reported[BenefitRef{one.Case, one.Benefit}] += one.Amount
	}
	for _, one := range p.Parts[Plan] {
		if amount, has := reported[BenefitRef{one.Case, one.Benefit}]; has {
			planned, realised, known = planned+one.Amount, realised+amount, true
		}
	}
	return planned, realised, known
}
