// Package testdata holds examples of what charts are made of, by name, for the
// tests of this program. All of it is made up by hand, with what is easy to get
// wrong: years without a target, a layer or a quarter nobody reported, a gap the
// pipeline more than fills, a case that never pays back or has no rate, costs
// whose lines do not add up, and nothing at all.
package testdata

import (
	"raaderum/calc"
	"raaderum/portfolio"
)

// thousand is an amount in thousands of kroner.
func thousand(t calc.Money) *calc.Money {
	m := t * calc.ThousandKrone
	return &m
}

// layers are amounts in thousands of kroner.
type layers map[portfolio.Layer]calc.Money

func year(y int, target, gap *calc.Money, missing int, in layers) portfolio.TargetYear {
	all := map[portfolio.Layer]calc.Money{}
	for layer, m := range in {
		all[layer] = m * calc.ThousandKrone
	}
	return portfolio.TargetYear{Year: y, Target: target, Gap: gap, Missing: missing, Layers: all}
}

const (
	realised = portfolio.LayerRealised
	budgeted = portfolio.LayerBudgeted
	decided  = portfolio.LayerDecided
	pipeline = portfolio.LayerPipeline
	joint    = portfolio.LayerJoint
)

// TargetAccounts are examples of the target account.
var TargetAccounts = map[string]portfolio.TargetAccount{
	"short": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2014, Q: 2}, Years: []portfolio.TargetYear{
		year(2012, thousand(2500), thousand(400), 0, layers{realised: 1800, budgeted: 300}),
		year(2013, thousand(2500), thousand(0), 0, layers{realised: 2050, budgeted: 550, joint: 300}),
		year(2014, thousand(2500), thousand(610), 3, layers{realised: 620, budgeted: 840, decided: 430, pipeline: 350, joint: 650}),
		year(2015, thousand(2500), thousand(1580), 0, layers{budgeted: 200, decided: 720, pipeline: 1900, joint: 650}),
	}},
	"reached": {Method: portfolio.InYear, AsOf: calc.Quarter{Year: 2013, Q: 4}, Years: []portfolio.TargetYear{
		year(2012, thousand(2000), thousand(100), 0, layers{realised: 1900}),
		year(2013, thousand(2500), thousand(0), 0, layers{realised: 2712}),
	}},
	"on-track": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2014, Q: 1}, Years: []portfolio.TargetYear{
		year(2014, thousand(2500), thousand(0), 0, layers{realised: 1000, decided: 1600}),
	}},
	"no-target": {Method: portfolio.InYear, AsOf: calc.Quarter{Year: 2014, Q: 2}, Years: []portfolio.TargetYear{
		year(2013, nil, nil, 0, layers{}),
		year(2014, nil, nil, 0, layers{realised: 180, budgeted: 96}),
	}},
	"no-figures": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2012, Q: 1}, Years: []portfolio.TargetYear{
		year(2012, thousand(2500), thousand(2500), 1, layers{}),
	}},
	"empty": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2012, Q: 1}, Years: []portfolio.TargetYear{}},
	// A strategy that has years, and neither a target nor a benefit in any of them.
	"bare": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2012, Q: 1}, Years: []portfolio.TargetYear{{Year: 2012}, {Year: 2013}}},
	"ten-years": {Method: portfolio.NewPermanent, AsOf: calc.Quarter{Year: 2021, Q: 4}, Years: []portfolio.TargetYear{
		year(2016, thousand(12000), thousand(0), 0, layers{realised: 12300}),
		year(2017, thousand(12000), thousand(600), 0, layers{realised: 11400}),
		year(2018, thousand(12000), thousand(1000), 0, layers{realised: 10000, budgeted: 1000}),
		year(2019, nil, nil, 0, layers{realised: 7000}),
		year(2020, thousand(15000), thousand(1200), 0, layers{realised: 9000, budgeted: 4800}),
		year(2021, thousand(15000), thousand(2500), 0, layers{realised: 8000, budgeted: 3000, decided: 1500, pipeline: 900, joint: 2100}),
		year(2022, thousand(15000), thousand(7000), 0, layers{budgeted: 3000, decided: 5000, pipeline: 4000, joint: 2100}),
		year(2023, thousand(15000), thousand(13000), 0, layers{decided: 2000, pipeline: 19000}),
		year(2024, thousand(15000), thousand(15000), 0, layers{}),
		year(2025, thousand(15000), thousand(15000), 0, layers{}),
	}},
}

// point is a quarter with amounts in thousands of kroner, of one benefit.
func point(y, q int, planned, realised, forecast *calc.Money, reported, due int) portfolio.QuarterPoint {
	p := portfolio.QuarterPoint{
		Quarter: calc.Quarter{Year: y, Q: q}, Planned: planned, Realised: realised, Forecast: forecast, Reported: reported, Due: due,
		Parts: map[portfolio.Series][]portfolio.Contribution{},
	}
	p.Parts[portfolio.Plan] = part("reported", planned)
	p.Parts[portfolio.Realised] = part("reported", realised)
	return p
}

func part(benefit portfolio.BenefitID, m *calc.Money) []portfolio.Contribution {
	if m == nil {
		return nil
	}
	return []portfolio.Contribution{{Case: "c", Benefit: benefit, Amount: *m}}
}

// partly is a quarter where so much of the plan belongs to benefits that were
// reported; the rest is another benefit's.
func partly(p portfolio.QuarterPoint, ofReported *calc.Money) portfolio.QuarterPoint {
	rest := *p.Planned - *ofReported
	p.Parts[portfolio.Plan] = append(part("reported", ofReported), part("unreported", &rest)...)
	return p
}

// Quarters are examples of planned against realised.
var Quarters = map[string][]portfolio.QuarterPoint{
	"sixteen": {
		point(2012, 1, nil, nil, nil, 0, 1),
		point(2012, 2, thousand(80), thousand(60), nil, 1, 1),
		point(2012, 3, thousand(120), thousand(118), nil, 2, 2),
		point(2012, 4, thousand(150), thousand(140), nil, 2, 2),
		point(2013, 1, thousand(200), nil, nil, 0, 3),
		partly(point(2013, 2, thousand(260), thousand(230), nil, 1, 3), thousand(250)),
		point(2013, 3, thousand(310), thousand(300), nil, 4, 4),
		point(2013, 4, thousand(340), thousand(352), nil, 4, 4),
		partly(point(2014, 1, thousand(380), thousand(300), nil, 3, 5), thousand(310)),
		point(2014, 2, thousand(420), thousand(371), nil, 5, 5),
		point(2014, 3, thousand(450), nil, thousand(414), 0, 6),
		point(2014, 4, thousand(470), nil, thousand(432), 0, 6),
		point(2015, 1, thousand(500), nil, thousand(460), 0, 7),
		point(2015, 2, thousand(520), nil, thousand(478), 0, 7),
		point(2015, 3, thousand(540), nil, thousand(497), 0, 8),
		point(2015, 4, thousand(560), nil, thousand(515), 0, 8),
	},
	"four": {
		point(2013, 1, thousand(200), nil, nil, 0, 3),
		partly(point(2013, 2, thousand(260), thousand(230), nil, 1, 3), thousand(250)),
		point(2013, 3, thousand(310), thousand(300), nil, 4, 4),
		point(2013, 4, thousand(340), thousand(352), nil, 4, 4),
	},
	"stale": {
		point(2014, 1, thousand(200), thousand(180), nil, 2, 2),
		point(2014, 2, thousand(200), thousand(90), nil, 1, 2),
		stale(point(2014, 3, thousand(200), nil, thousand(190), 0, 2), 90),
		stale(point(2014, 4, thousand(200), nil, thousand(100), 0, 2), 100),
	},
	"ahead": {
		point(2013, 1, thousand(50), thousand(61), nil, 2, 2),
	},
	"unreported": {
		point(2013, 1, thousand(50), nil, nil, 0, 2),
		point(2013, 2, thousand(50), nil, nil, 0, 2),
	},
	"unplanned": {
		point(2013, 1, nil, thousand(50), nil, 1, 0),
	},
	"empty": {},
	// Quarters of a strategy that nobody has planned or reported anything for.
	"bare": {point(2013, 1, nil, nil, nil, 0, 0), point(2013, 2, nil, nil, nil, 0, 0)},
}

// stale says that so many thousand kroner of what is expected rest on old figures.
func stale(p portfolio.QuarterPoint, t calc.Money) portfolio.QuarterPoint {
	p.Stale = []portfolio.Contribution{{Case: "a", Benefit: "old", Amount: *thousand(t)}}
	return p
}
