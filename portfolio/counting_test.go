package portfolio

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// drawAmounts draws a series over 2012 to 2015: years, quarters, or both.
func drawAmounts(t *rapid.T, label string) []Amount {
	var amounts []Amount
	for year := 2012; year <= 2015; year++ {
		money := func(name string) calc.Money {
			return calc.Money(rapid.Int64Range(-10_000_00, 1_000_000_00).Draw(t, label+name))
		}
		how := rapid.IntRange(0, 3).Draw(t, label+" how")
		if how == 1 || how == 3 {
			amounts = append(amounts, Amount{Period: calc.YearOf(year), Money: money(" year")})
		}
		for q := 1; q <= 4 && how >= 2; q++ {
			if rapid.Bool().Draw(t, label+" has") {
				amounts = append(amounts, Amount{Period: calc.Quarter{Year: year, Q: q}.Period(), Money: money(" quarter")})
			}
		}
	}
	return amounts
}

func drawPortfolio(t *rapid.T) (Organisation, []BusinessCase, calc.Quarter) {
	org := Organisation{Strategy: strategy()}
	org.Governance.CountsOnlyCentral = rapid.Bool().Draw(t, "only central")
	org.Governance.CountsGross = rapid.Bool().Draw(t, "gross")
	var cases []BusinessCase
	for i := range rapid.IntRange(0, 4).Draw(t, "cases") {
		bc := BusinessCase{
			ID:     CaseID(fmt.Sprint("case", i)),
			Origin: rapid.SampledFrom(append([]Origin{""}, Origins...)).Draw(t, "origin"),
			Phase:  rapid.SampledFrom(Phases).Draw(t, "phase"),
			Status: rapid.SampledFrom(append([]CaseStatus{""}, CaseStatuses...)).Draw(t, "status"),
			Costs:  []CostLine{{Recurrence: rapid.SampledFrom(Recurrences).Draw(t, "cost"), Amounts: drawAmounts(t, "cost")}},
		}
		ended := func() time.Time {
			if !rapid.Bool().Draw(t, "ended") {
				return time.Time{}
			}
			return date(rapid.IntRange(2011, 2016).Draw(t, "ended year"), time.Month(rapid.IntRange(1, 12).Draw(t, "ended month")), 12)
		}
		bc.Ended = ended()
		if rapid.Bool().Draw(t, "live") {
			bc.GoLive = date(rapid.IntRange(2011, 2016).Draw(t, "live year"), time.Month(rapid.IntRange(1, 12).Draw(t, "live month")), 1)
		}
		for j := range rapid.IntRange(0, 3).Draw(t, "benefits") {
			benefit := Benefit{
				ID:         BenefitID(fmt.Sprint("b", j)),
				Kind:       rapid.SampledFrom([]BenefitKind{Cashable, Cashable, Revenue, Disbenefit, ReleasedTime, ""}).Draw(t, "kind"),
				AccruesTo:  rapid.SampledFrom([]AccruesTo{"", AccruesCentral, AccruesUnit}).Draw(t, "keeper"),
				Recurrence: rapid.SampledFrom([]Recurrence{Running, Running, OneOff, ""}).Draw(t, "recurrence"),
				State:      rapid.SampledFrom(append([]BenefitState{""}, BenefitStates...)).Draw(t, "state"),
				Series:     map[Series][]Amount{},
				Ended:      ended(),
			}
			for _, series := range AllSeries {
				if rapid.Bool().Draw(t, "series") {
					benefit.Series[series] = drawAmounts(t, string(series))
				}
			}
			bc.Benefits = append(bc.Benefits, benefit)
		}
		cases = append(cases, bc)
	}
	asOf := calc.Quarter{Year: 2012, Q: 1}.Add(rapid.IntRange(0, 15).Draw(t, "as of"))
	return org, cases, asOf
}

// Whatever the portfolio: the parts are the whole. Each layer is the sum of its
// contributions, net and gross; what is counted and what is not are together
// what the benefits give, each quarter once; joint benefits never stand in
// another layer; the areas add up to the account.
func TestAccountAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, asOf := drawPortfolio(t)
		report := NewQuarterReport(org, cases, nil, asOf)
		joint := map[CaseID]bool{}
		for _, bc := range cases {
			joint[bc.ID] = bc.Origin.Joint()
		}
		for _, account := range []TargetAccount{report.Account, report.Other} {
			for _, year := range account.Years {
				net, gross := map[Layer]calc.Money{}, map[Layer]calc.Money{}
				for _, one := range year.Contributions {
					net[one.Layer] += one.Amount
					if one.Why == "" {
						gross[one.Layer] += one.Amount
					}
					if joint[one.Case] != (one.Layer == LayerJoint) {
						t.Fatalf("%s %d: %+v of a case that is joint: %v", account.Method, year.Year, one, joint[one.Case])
					}
				}
				for _, layer := range Layers {
					if net[layer] != year.Layers[layer] || gross[layer] != year.Gross[layer] {
						t.Fatalf("%s %d %s: layer %d of parts %d, gross %d of %d", account.Method, year.Year, layer,
							year.Layers[layer], net[layer], year.Gross[layer], gross[layer])
					}
				}
				achieved := year.Layers[LayerRealised] + year.Layers[LayerBudgeted] + year.Layers[LayerDecided]
				if want := max(0, *year.Target-achieved); *year.Gap != want {
					t.Fatalf("%s %d: gap %d, want %d", account.Method, year.Year, *year.Gap, want)
				}
			}
		}
		inYear := report.Account
		if inYear.Method != InYear {
			inYear = report.Other
		}
		for _, year := range inYear.Years {
			everyQuarterOnce(t, cases, year, asOf)
		}
		var areas, own calc.Money
		for _, area := range report.Areas {
			for _, money := range area.Layers {
				areas += money
			}
		}
		for layer, money := range report.Account.year(asOf.Year).Layers {
			if layer != LayerJoint {
				own += money
			}
		}
		if areas != own {
			t.Fatalf("the areas add up to %d, the account to %d", areas, own)
		}
	})
}

// everyQuarterOnce recomputes a year from the series alone: a reported quarter
// gives what was reported; another gives the larger of the budget and what is
// expected, or the one there is.
func everyQuarterOnce(t *rapid.T, cases []BusinessCase, year TargetYear, asOf calc.Quarter) {
	var want, got calc.Money
	for _, bc := range cases {
		for _, benefit := range bc.Benefits {
			sign := calc.Money(1)
			if benefit.Kind == Disbenefit {
				sign = -1
			}
			line := func(series Series) timeline { return newTimeline(benefit.Series[series], bc.GoLive) }
			plan, forecast, budget, realised := line(Plan), line(Forecast), line(Budgeted), line(Realised)
			for q := 1; q <= 4; q++ {
				quarter := calc.Quarter{Year: year.Year, Q: q}
				if one, ok := realised[quarter]; ok && !asOf.Before(quarter) {
					want += sign * one.Money
					continue
				}
				expected, expects := forecast[quarter]
				if !expects {
					expected, expects = plan[quarter]
				}
				budgeted, inBudget := budget[quarter]
				switch {
				case inBudget && expects:
					want += sign * (budgeted.Money + max(0, expected.Money-max(0, budgeted.Money)))
				case inBudget:
					want += sign * budgeted.Money
				case expects:
					want += sign * expected.Money
				}
			}
		}
	}
	for _, one := range year.Contributions {
		if one.Why == "" {
			got += one.Amount
		}
	}
	for _, one := range year.NotCounted {
		got += one.Amount
	}
	if got != want {
		t.Fatalf("%d: counted and not counted are %d, the series give %d", year.Year, got, want)
	}
}

// The running costs that are deducted are the case's, to the øre, wherever one
// of its benefits counts.
func TestRunningCostsAreDeductedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := calc.Money(rapid.Int64Range(0, 1_000_000_00).Draw(t, "cost"))
		bc := permanent("A", date(2013, 1, 1), nil)
		bc.Costs = []CostLine{{Recurrence: Running, Amounts: []Amount{{Period: calc.YearOf(2013), Money: cost}}}}
		benefit := bc.Benefits[0]
		bc.Benefits = nil
		for i := range rapid.IntRange(1, 5).Draw(t, "benefits") {
			one := benefit
			one.ID = BenefitID(fmt.Sprint(i))
			one.State = rapid.SampledFrom([]BenefitState{BenefitDecided, BenefitEstimated, BenefitBudgeted}).Draw(t, "state")
			one.Series = map[Series][]Amount{Plan: {{Period: calc.YearOf(2013), Money: calc.Money(rapid.Int64Range(1, 1_000_000_00).Draw(t, "plan"))}}}
			bc.Benefits = append(bc.Benefits, one)
		}
		for _, method := range CountMethods {
			year := Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, calc.Quarter{Year: 2012, Q: 4}, method).year(2013)
			var deducted calc.Money
			for _, one := range year.Contributions {
				if one.Why == WhyRunningCost {
					deducted -= one.Amount
				}
			}
			if deducted != cost {
				t.Fatalf("%s: %d deducted of %d", method, deducted, cost)
			}
		}
	})
}
