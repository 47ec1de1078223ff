package testdata

import (
	"fmt"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Strategy is a strategy with three focus areas.
var Strategy = portfolio.Strategy{FocusAreas: []portfolio.FocusArea{
	{ID: "post", Name: "Digital post"}, {ID: "school", Name: "Børn, unge og skole"}, {ID: "ecm", Name: "ESDH og journalisering"},
}}

var areaIDs = []portfolio.FocusAreaID{"post", "school", "ecm"}

// LightHistories are lights of so many cases over quarters.
var LightHistories = map[string]portfolio.LightHistory{
	"five":       lightHistory(5, 4),
	"twohundred": lightHistory(200, 8),
	"one":        lightHistory(2, 1),
	"undue":      mostlyUndue(),
	"empty":      {},
}

// lightHistory turns the lights in a fixed way: case i has light (i·7 + q·q) mod 5
// in quarter q.
func lightHistory(cases, quarters int) portfolio.LightHistory {
	all := []portfolio.TrafficLight{portfolio.LightGreen, portfolio.LightGreen, portfolio.LightYellow, portfolio.LightRed, portfolio.LightMissing}
	h := portfolio.LightHistory{}
	for q := range quarters {
		h.Quarters = append(h.Quarters, calc.Quarter{Year: 2014, Q: 2}.Add(q-quarters+1))
	}
	for i := range cases {
		row := portfolio.LightRow{Case: caseID(i), Number: fmt.Sprintf("BC%02d", i+1), Title: "Selvbetjening på borgerområdet", Area: areaIDs[i%3]}
		for q := range quarters {
			row.Lights = append(row.Lights, portfolio.LightAt{Light: all[(i*7+q*q)%5]})
		}
		h.Rows = append(h.Rows, row)
	}
	if cases == 5 { // chosen without a reason, and with one while no figures are reported
		h.Rows[0].Lights[quarters-1].Chosen = portfolio.LightYellow
		h.Rows[1].Lights[quarters-1] = portfolio.LightAt{Light: portfolio.LightYellow, Why: portfolio.LightChosen, Computed: portfolio.LightMissing, Chosen: portfolio.LightYellow}
		h.Rows[4].Over = true
	}
	return h
}

// mostlyUndue is 55 cases over four quarters of which few are judged: 50 with
// nothing due, one of them reported green before; two yellow, one of them lit in
// the last quarter; one red, one green, and one that lacks its report.
func mostlyUndue() portfolio.LightHistory {
	h := portfolio.LightHistory{}
	for q := range 4 {
		h.Quarters = append(h.Quarters, calc.Quarter{Year: 2019, Q: q + 1})
	}
	const undue, missing = portfolio.LightNotDue, portfolio.LightMissing
	const green, yellow, red = portfolio.LightGreen, portfolio.LightYellow, portfolio.LightRed
	judged := map[int][4]portfolio.TrafficLight{
		10: {undue, green, green, undue}, 20: {green, green, yellow, yellow}, 30: {undue, undue, missing, yellow},
		40: {green, yellow, yellow, red}, 50: {green, green, green, green}, 54: {undue, undue, undue, missing},
	}
	for i := range 55 {
		row := portfolio.LightRow{Case: caseID(i), Number: fmt.Sprintf("BC%02d", i+1), Title: "Selvbetjening på borgerområdet", Area: areaIDs[i%3]}
		for q := range 4 {
			light := undue
			if one, some := judged[i]; some {
				light = one[q]
			}
			row.Lights = append(row.Lights, portfolio.LightAt{Light: light, Computed: light})
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func caseID(i int) portfolio.CaseID { return portfolio.CaseID(fmt.Sprintf("c%03d", i)) }

// PhaseMoves are moves between phases.
var PhaseMoves = map[string][]portfolio.PhaseMove{
	"five": {{From: "", To: portfolio.PhaseIdea, Cases: ids(0, 1)}, {From: portfolio.PhaseAnalysis, To: portfolio.PhaseExecution, Cases: ids(1, 2)},
		{From: portfolio.PhaseExecution, To: portfolio.PhaseExecution, Cases: ids(2, 4)}, {From: portfolio.PhaseExecution, To: portfolio.PhaseStopped, Cases: ids(4, 5)}},
	"twohundred": {{From: portfolio.PhaseIdea, To: portfolio.PhaseIdea, Cases: ids(0, 40)}, {From: portfolio.PhaseIdea, To: portfolio.PhaseAnalysis, Cases: ids(40, 65)},
		{From: portfolio.PhaseAnalysis, To: portfolio.PhaseExecution, Cases: ids(65, 100)}, {From: portfolio.PhaseExecution, To: portfolio.PhaseExecution, Cases: ids(100, 150)},
		{From: portfolio.PhaseExecution, To: portfolio.PhaseAnalysis, Cases: ids(150, 152)}, {From: portfolio.PhaseExecution, To: portfolio.PhaseOperation, Cases: ids(152, 190)},
		{From: portfolio.PhaseUnknown, To: portfolio.PhaseUnknown, Cases: ids(190, 199)}, {From: portfolio.PhaseOperation, To: "", Cases: ids(199, 200)}},
	"empty": nil,
}

func ids(from, to int) (all []portfolio.CaseID) {
	for i := from; i < to; i++ {
		all = append(all, caseID(i))
	}
	return all
}

// Curves are target accounts added up, with their range.
var Curves = map[string]portfolio.OutlookCurve{
	"four": {Draws: 10000, Years: []portfolio.CurveYear{
		curveYear(2012, 2500, 2100, 2100, 2100, 2100, 2100, 0), curveYear(2013, 5000, 4700, 4650, 4650, 4650, 4650, 0),
		curveYear(2014, 7500, 6590, 5270, 6010, 6400, 6720, 0), curveYear(2015, 10000, 9510, 5270, 8400, 9210, 10150, 0.147)}},
	"no-target": {Draws: 1000, Years: []portfolio.CurveYear{{Year: 2014, Account: *thousand(400), P10: 250_000, P50: 380_000, P90: 520_000}}},
	"empty":     {},
}

// curveYear is a year in thousands.
func curveYear(y int, target, account, realised calc.Money, p10, p50, p90 float64, chance float64) portfolio.CurveYear {
	return portfolio.CurveYear{Year: y, Target: thousand(target), Account: *thousand(account), Realised: thousand(realised),
		P10: p10 * 1000, P50: p50 * 1000, P90: p90 * 1000, Chance: &chance}
}

// Margins are switching values.
var Margins = map[string]calc.Margins{
	"holds":  {BenefitFall: calc.Figure{Value: 0.34}, CostRise: calc.Figure{Value: 0.515}, Delay: calc.Figure{Value: 2.4}, RateRise: calc.Figure{Value: 0.091}},
	"weak":   {BenefitFall: calc.Figure{Value: 0.08}, CostRise: calc.Figure{Value: 0.087}, Delay: calc.Figure{Value: 0.6}, RateRise: calc.Figure{Value: 0.011}},
	"failed": failed(calc.ReasonAlreadyFails),
	"part":   {BenefitFall: calc.Figure{Value: 0.3}, CostRise: calc.Figure{Value: 0.43}, Delay: calc.Figure{Why: calc.ReasonAlwaysHolds}, RateRise: calc.Figure{Value: 0.02}},
}

func failed(why calc.Reason) calc.Margins {
	none := calc.Figure{Why: why}
	return calc.Margins{BenefitFall: none, CostRise: none, Delay: none, RateRise: none}
}

// Calibrations are experiences.
var Calibrations = map[string]portfolio.Calibration{
	"twelve": calibration(12, portfolio.UpliftSuggested),
	"three":  calibration(3, portfolio.UpliftTooFew),
	"large":  calibration(200, portfolio.UpliftSuggested),
	"empty":  {Rule: portfolio.CalibrationRule{Minimum: 10, Coverage: 0.95}},
}

// calibration has benefits that gave 40 %, 47 %, … of 100,000 kroner, up to 124 %
// and over again, the last of them 250 %.
func calibration(n int, why portfolio.UpliftWhy) portfolio.Calibration {
	c := portfolio.Calibration{Rule: portfolio.CalibrationRule{Minimum: 10, Coverage: 0.95}}
	groups := make([]portfolio.CalibrationGroup, 3)
	for i := range n {
		share := 0.40 + 0.07*float64(i%13)
		if i == n-1 {
			share = 2.5
		}
		realised := calc.Money(share * 100_000 * 100)
		b := portfolio.CalibratedBenefit{BenefitRef: portfolio.BenefitRef{Case: caseID(i), Benefit: "b"}, Area: areaIDs[i%3], Promised: *thousand(100), Realised: realised, Share: share, Quarters: 4}
		c.Whole.Benefits = append(c.Whole.Benefits, b)
		groups[i%3].Key = string(b.Area)
		groups[i%3].Benefits = append(groups[i%3].Benefits, b)
	}
	fill := func(g *portfolio.CalibrationGroup) {
		promised, realised := calc.Money(0), calc.Money(0)
		for _, b := range g.Benefits {
			promised, realised = promised+b.Promised, realised+b.Realised
		}
		share := float64(realised) / float64(promised)
		g.Promised, g.Realised, g.Share = &promised, &realised, &share
		g.Interval = &portfolio.CalibrationInterval{Median: 0.75, Needed: 6}
		if len(g.Benefits) >= 6 {
			low, high := 0.54, 0.96
			g.Interval.Low, g.Interval.High = &low, &high
		}
	}
	fill(&c.Whole)
	c.Whole.Why = why
	if why == portfolio.UpliftSuggested {
		uplift := 0.25
		c.Whole.Uplift = &uplift
	}
	for i := range groups {
		fill(&groups[i])
	}
	c.Areas = groups
	return c
}

// JointYears are what joint cases gave.
var JointYears = map[string][]portfolio.JointYear{
	"three": {{Year: 2013, Promised: thousand(300), Harvested: thousand(240)}, {Year: 2014, Promised: thousand(450), Harvested: thousand(110), Missing: 2}, {Year: 2015, Promised: thousand(600)}},
	"empty": {{Year: 2014}},
}

// Qualities are reports with findings.
var Qualities = map[string]portfolio.QuarterReport{
	"five": quality(5), "twohundred": quality(200), "clean": {Cases: []portfolio.CaseFigures{{Case: portfolio.BusinessCase{ID: "a"}}}}, "empty": {},
}

// quality gives every second case no owner, every third no baseline, every fifth
// no price level, and the first no report since the end of 2013.
func quality(n int) portfolio.QuarterReport {
	var r portfolio.QuarterReport
	for i := range n {
		f := portfolio.CaseFigures{Case: portfolio.BusinessCase{ID: caseID(i), Number: fmt.Sprintf("BC%02d", i+1)}}
		for _, rule := range []struct {
			every int
			code  string
		}{{2, portfolio.FindingNoOwner}, {3, portfolio.FindingNoBaseline}, {5, portfolio.FindingNoPriceLevel}} {
			if i%rule.every == 0 {
				f.Findings = append(f.Findings, portfolio.CaseFinding{Code: rule.code}, portfolio.CaseFinding{Code: rule.code})
			}
		}
		r.Cases = append(r.Cases, f)
	}
	r.Unreported = []portfolio.BenefitRef{{Case: caseID(0), Benefit: "b"}}
	r.Round.Benefits = []portfolio.RoundBenefit{{Case: caseID(0), Benefit: "b", Newest: &calc.Quarter{Year: 2013, Q: 4}, Stale: true}}
	return r
}

// Plans are action plans with their proposals.
var Plans = map[string]portfolio.ActionPlan{"five": plan(5), "twohundred": plan(200), "empty": {Year: 2014, Choices: []portfolio.PlanChoice{{}}}}

func plan(n int) portfolio.ActionPlan {
	p := portfolio.ActionPlan{Year: 2014, Choices: []portfolio.PlanChoice{{Chosen: make([]int, n)}}}
	for i := range n {
		at := i
		line := portfolio.PlanLine{Case: caseID(i), Number: fmt.Sprintf("BC%02d", i+1), Title: "Selvbetjening på borgerområdet", Area: areaIDs[i*3/n],
			Group: portfolio.PlanGroups[i%3], Candidate: &at, Costs: make([]*calc.Money, portfolio.PlanYears),
			GoLive: time.Date(2014+i%5, time.Month(1+i*5%12), 1, 0, 0, 0, 0, time.UTC)}
		line.Costs[i%2] = thousand(100)
		if i%5 == 3 {
			line.GoLive = time.Time{}
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

// Frontiers are the best choices by budget.
var Frontiers = map[string]portfolio.Frontier{
	"six": {Must: *thousand(200), All: *thousand(1200), Proposal: &portfolio.FrontierPoint{Budget: *thousand(700), Costs: *thousand(700), Benefit: *thousand(900), Cases: 6, Proven: true},
		Points: []portfolio.FrontierPoint{frontierPoint(200, 150, 2), frontierPoint(400, 620, 4), frontierPoint(600, 900, 5), frontierPoint(800, 1080, 7), frontierPoint(1000, 1170, 9), frontierPoint(1200, 1200, 12)}},
	"one":   {Must: *thousand(200), All: *thousand(200), Points: []portfolio.FrontierPoint{frontierPoint(200, 150, 2)}},
	"empty": {},
}

func frontierPoint(budget, benefit calc.Money, cases int) portfolio.FrontierPoint {
	p := portfolio.FrontierPoint{Budget: *thousand(budget), Costs: *thousand(budget), Benefit: *thousand(benefit), Cases: cases, Proven: cases != 9}
	for i := range cases - 2 { // two must be in
		p.Ranked = append(p.Ranked, caseID(i))
	}
	return p
}

// AreaYears are reports with areas over the years.
var AreaYears = map[string]portfolio.QuarterReport{"three": areaYears(3, 1), "twelve": areaYears(12, 17), "bare": areaYears(1, 1), "empty": {}}

// areaYears gives area i in year y realised 10·(i+y) thousand, and the first two
// areas something decided and undecided.
func areaYears(areas, perArea int) portfolio.QuarterReport {
	r := portfolio.QuarterReport{Account: portfolio.TargetAccount{Method: portfolio.NewPermanent}}
	for i := range areas {
		id := portfolio.FocusAreaID(fmt.Sprintf("a%02d", i))
		r.Organisation.Strategy.FocusAreas = append(r.Organisation.Strategy.FocusAreas, portfolio.FocusArea{ID: id, Name: []string{"Digital post og borgerbetjening", "Børn, unge og skole", "ESDH"}[i%3]})
		r.Areas = append(r.Areas, portfolio.AreaFigures{Area: id, Cases: perArea})
		r.Cases = append(r.Cases, portfolio.CaseFigures{Case: portfolio.BusinessCase{ID: caseID(i), FocusArea: id}})
	}
	for y := range 4 {
		year := portfolio.TargetYear{Year: 2012 + y}
		for i := range areas - 1 { // the last has nothing
			if y < 3 {
				year.Contributions = append(year.Contributions, portfolio.Contribution{Case: caseID(i), Layer: portfolio.LayerRealised, Amount: *thousand(calc.Money(10 * (i + y)))})
			}
			if i < 2 {
				year.Contributions = append(year.Contributions, portfolio.Contribution{Case: caseID(i), Layer: portfolio.LayerDecided, Amount: *thousand(40)},
					portfolio.Contribution{Case: caseID(i), Layer: portfolio.LayerPipeline, Amount: *thousand(25)})
			}
		}
		r.Account.Years = append(r.Account.Years, year)
	}
	return r
}
