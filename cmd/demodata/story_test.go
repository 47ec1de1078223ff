package main

import (
	"testing"

	"raaderum/calc"
	"raaderum/portfolio"
)

// asKnown is the portfolio as it is known when every return has been read.
func (m municipality) asKnown(t testing.TB) (portfolio.Organisation, []portfolio.BusinessCase, []portfolio.QuarterlyStatus) {
	t.Helper()
	org, err := portfolio.LoadProfile(m.profile)
	if err != nil {
		t.Fatal(err)
	}
	var cases []portfolio.BusinessCase
	var statuses []portfolio.QuarterlyStatus
	for _, p := range m.projects {
		c := p.form(org, m.prices).Case
		c.ID, c.FocusArea = portfolio.CaseID(p.number), portfolio.FocusAreaID(p.area)
		returned := p.returned("")
		for i, b := range returned.Benefits {
			c.Benefits[i].State = b.State
			for series, amounts := range b.Series {
				if len(amounts) > 0 {
					c.Benefits[i].Series[series] = amounts
				}
			}
		}
		for _, status := range returned.Statuses {
			status.Case = c.ID
			statuses = append(statuses, status)
		}
		cases = append(cases, c)
	}
	return org, cases, statuses
}

// The story of the demo, by the portfolio's own rules: the two ways of counting
// give opposite verdicts in every year.
func TestTheStoryOfGreve(t *testing.T) {
	org, cases, statuses := greve().asKnown(t)
	for _, c := range []struct {
		quarter        string
		verdict, other portfolio.Verdict
	}{
		{"2012K4", portfolio.VerdictReached, portfolio.VerdictShort},
		{"2013K4", portfolio.VerdictShort, portfolio.VerdictReached},
		{"2014K2", portfolio.VerdictShort, portfolio.VerdictReached},
	} {
		q, err := calc.ParseQuarter(c.quarter)
		if err != nil {
			t.Fatal(err)
		}
		report := portfolio.NewQuarterReport(org, cases, statuses, q)
		if report.Headline.Verdict != c.verdict || report.Headline.OtherView != c.other {
			t.Errorf("%s: %s by the headline method and %s by the other, want %s and %s", c.quarter, report.Headline.Verdict, report.Headline.OtherView, c.verdict, c.other)
		}
	}
}

// What the demo must hold to show what the program can.
func TestTheDemoHasOneOfEach(t *testing.T) {
	org, cases, statuses := greve().asKnown(t)
	report := portfolio.NewQuarterReport(org, cases, statuses, calc.Quarter{Year: 2014, Q: 2})
	seen := map[string]int{}
	for _, f := range report.Cases {
		seen["origin "+string(f.Case.Origin)]++
		seen["phase "+string(f.Case.Phase)]++
		seen["area "+string(f.Case.FocusArea)]++
		seen["payback "+string(f.Evaluation.Payback.Status)]++
		seen["light "+string(f.Light)]++
		seen["why "+f.LightWhy]++
		if f.Case.Obligatory {
			seen["obligatory"]++
		}
		if f.Case.Dispensation != nil {
			seen["dispensation"]++
		}
		for _, cost := range f.Case.Costs {
			seen["cost "+cost.Category]++
		}
		for _, b := range f.Case.Benefits {
			seen["kind "+string(b.Kind)]++
			seen["state "+string(b.State)]++
		}
	}
	for _, year := range report.Account.Years {
		for _, one := range year.NotCounted {
			seen["not counted "+one.Why]++
		}
		seen["missing"] += year.Missing
	}
	want := []string{"obligatory", "dispensation", "missing", "cost decommissioning", "payback value", "payback never",
		"why behind-plan", "state delayed", "why stopped", "why closed", "why no-report", "why report-missing",
		"not counted released-time", "not counted one-off", "not counted kept-by-unit", "not counted lapsed"}
	for _, origin := range portfolio.Origins {
		want = append(want, "origin "+string(origin))
	}
	for _, phase := range portfolio.Phases {
		want = append(want, "phase "+string(phase))
	}
	for _, light := range portfolio.Lights {
		want = append(want, "light "+string(light))
	}
	for _, area := range org.Strategy.FocusAreas {
		want = append(want, "area "+string(area.ID))
	}
	for _, what := range want {
		if seen[what] == 0 {
			t.Errorf("the demo has no %s", what)
		}
	}
}

// Albertslund's cases lie where its amount classes meet: the class is decided
// by the sum of the case's costs.
func TestAlbertslundHasEveryClass(t *testing.T) {
	org, cases, _ := albertslund().asKnown(t)
	classes := map[string]int{}
	for _, c := range cases {
		var sum calc.Money
		for _, line := range c.Costs {
			for _, amount := range line.Amounts {
				sum += amount.Money
			}
		}
		for _, class := range org.Governance.AmountClasses {
			if sum >= class.From && (class.Below == nil || sum < *class.Below) {
				classes[class.Name]++
			}
		}
		t.Logf("%s costs %.2f kr.", c.Number, sum.Kroner())
	}
	for _, class := range org.Governance.AmountClasses {
		if classes[class.Name] != 2 {
			t.Errorf("%d cases in %q, want 2", classes[class.Name], class.Name)
		}
	}
}
