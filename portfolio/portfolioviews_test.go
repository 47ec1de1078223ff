package portfolio

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// quarterly is a benefit that plans 100 kroner a quarter and reported some.
func quarterly(id CaseID, origin Origin, reported map[int]calc.Money) BusinessCase {
	b := Benefit{ID: "b", Kind: Cashable, Recurrence: Running, AccruesTo: AccruesCentral, State: BenefitDecided, Series: map[Series][]Amount{}}
	for q := 1; q <= 4; q++ {
		at := calc.Quarter{Year: 2014, Q: q}.Period()
		b.Series[Plan] = append(b.Series[Plan], Amount{Period: at, Money: 100 * calc.Krone})
		if money, some := reported[q]; some {
			b.Series[Realised] = append(b.Series[Realised], Amount{Period: at, Money: money * calc.Krone})
		}
	}
	return BusinessCase{ID: id, Number: string(id), Origin: origin, Status: StatusApproved, Phase: PhaseRealization,
		DecisionDate: time.Date(2013, 6, 1, 0, 0, 0, 0, time.UTC), Benefits: []Benefit{b}}
}

// A light in the history is the one the quarter's own report has. A chosen one
// stands when it has a reason, and the figures' beside it; without a reason it
// stands beside.
func TestLightHistory(t *testing.T) {
	cases := []BusinessCase{quarterly("full", Own, map[int]calc.Money{1: 100, 2: 100}), quarterly("half", Own, map[int]calc.Money{1: 100, 2: 40}), quarterly("silent", Own, nil)}
	cases = append(cases, quarterly("told", Own, nil))
	statuses := []QuarterlyStatus{{Case: "half", Quarter: calc.Quarter{Year: 2014, Q: 2}, Light: LightYellow},
		{Case: "told", Quarter: calc.Quarter{Year: 2014, Q: 2}, Light: LightYellow, Reason: "leverandøren er forsinket"}}
	last := calc.Quarter{Year: 2014, Q: 2}
	history := NewLightHistory(Organisation{}, cases, statuses, last, 3)
	// In 2013 nothing is due, so it has nothing to tell.
	if len(history.Quarters) != 2 || history.Quarters[0] != last.Add(-1) || history.Quarters[1] != last {
		t.Fatalf("quarters %v", history.Quarters)
	}
	for q, quarter := range history.Quarters {
		report := NewQuarterReport(Organisation{}, cases, statuses, quarter)
		for i, row := range history.Rows {
			if got, want := row.Lights[q].Light, report.Cases[i].Light; got != want {
				t.Errorf("%s in %v: %s, and the report says %s", row.Case, quarter, got, want)
			}
		}
	}
	// Of 200 planned, 140 came: 30 % behind, over the red limit of 10 %.
	if at := history.Rows[1].Lights[1]; at.Light != LightRed || at.Chosen != LightYellow {
		t.Errorf("half: %+v", at)
	}
	if at := history.Rows[2].Lights[1]; at.Light != LightMissing {
		t.Errorf("silent: %+v", at)
	}
	if at := history.Rows[3].Lights[1]; at != (LightAt{LightYellow, LightChosen, LightMissing, LightYellow}) || !at.Unreported() {
		t.Errorf("told: %+v", at)
	}
}

// A history begins with the strategy, and with the first quarter in which a case
// had a light or lacked its report; its last quarter is there whatever it tells.
func TestLightHistoryBegins(t *testing.T) {
	silent := []BusinessCase{quarterly("silent", Own, nil)} // due from the first quarter of 2014
	at := func(year, q int) calc.Quarter { return calc.Quarter{Year: year, Q: q} }
	for _, test := range []struct {
		from  int // of the strategy
		cases []BusinessCase
		last  calc.Quarter
		first calc.Quarter
	}{
		{0, silent, at(2014, 3), at(2014, 1)},
		{2012, silent, at(2014, 3), at(2014, 1)},
		{2015, silent, at(2015, 2), at(2015, 1)},
		{2012, silent, at(2013, 2), at(2013, 2)},
		{2012, nil, at(2013, 2), at(2013, 2)},
	} {
		history := NewLightHistory(Organisation{Strategy: Strategy{FromYear: test.from}}, test.cases, nil, test.last, 8)
		if history.Quarters[0] != test.first || history.Quarters[len(history.Quarters)-1] != test.last {
			t.Errorf("strategy from %d, as of %v: %v, want from %v", test.from, test.last, history.Quarters, test.first)
		}
		for _, row := range history.Rows {
			if len(row.Lights) != len(history.Quarters) {
				t.Errorf("%d lights in %d quarters", len(row.Lights), len(history.Quarters))
			}
		}
	}
	undue := NewLightHistory(Organisation{}, silent, nil, at(2013, 4), 2).Rows[0].Lights[0]
	if undue != (LightAt{Light: LightNotDue, Why: LightNothingDue, Computed: LightNotDue}) || undue.Unreported() {
		t.Errorf("nothing due: %+v", undue)
	}
}

// Joint cases alone are in it, and what nobody reported is not 0.
func TestJointYears(t *testing.T) {
	cases := []BusinessCase{quarterly("own", Own, map[int]calc.Money{1: 1}), quarterly("joint", JointPublic, map[int]calc.Money{1: 90}), quarterly("silent", JointMunicipal, nil)}
	years := JointYears(Organisation{}, cases, calc.Quarter{Year: 2014, Q: 2})
	if len(years) != 1 || years[0].Year != 2014 {
		t.Fatalf("%+v", years)
	}
	// 8 quarters of 100 promised; the one lacks its second quarter and the other both.
	if *years[0].Promised != 800*calc.Krone || *years[0].Harvested != 90*calc.Krone || years[0].Missing != 2 {
		t.Errorf("promised %v, harvested %v, %d missing", *years[0].Promised, *years[0].Harvested, years[0].Missing)
	}
	if silent := JointYears(Organisation{}, cases[2:], calc.Quarter{Year: 2014, Q: 2}); silent[0].Harvested != nil {
		t.Errorf("nobody reported, and %v is harvested", *silent[0].Harvested)
	}
}

// Every case moves once; one that is gone and one that is new have an end each.
func TestPhaseMoves(t *testing.T) {
	org := Organisation{ID: "x"}
	freeze := func(quarter calc.Quarter, cases ...BusinessCase) Snapshot {
		s, err := Live(org, cases, nil, quarter, time.Date(2014, 7, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	in := func(id CaseID, phase Phase, status CaseStatus) BusinessCase {
		return BusinessCase{ID: id, Phase: phase, Status: status}
	}
	moves, err := PhaseMoves(
		freeze(calc.Quarter{Year: 2014, Q: 1}, in("a", PhaseAnalysis, ""), in("b", PhaseExecution, StatusApproved), in("c", PhaseOperation, StatusApproved), in("d", "", "")),
		freeze(calc.Quarter{Year: 2014, Q: 2}, in("a", PhaseExecution, StatusApproved), in("b", PhaseExecution, StatusDropped), in("d", "", ""), in("e", PhaseIdea, "")))
	if err != nil {
		t.Fatal(err)
	}
	got := map[[2]Phase]int{}
	for _, move := range moves {
		got[[2]Phase{move.From, move.To}] += len(move.Cases)
	}
	want := map[[2]Phase]int{{"", PhaseIdea}: 1, {PhaseAnalysis, PhaseExecution}: 1, {PhaseExecution, PhaseStopped}: 1, {PhaseOperation, ""}: 1, {PhaseUnknown, PhaseUnknown}: 1}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for key, n := range want {
		if got[key] != n {
			t.Errorf("%v: %d cases, want %d", key, got[key], n)
		}
	}
}

// The last year of the curve is the strategy's whole: the account's years added
// up, with the quantiles of the forecast's total, of the same numbers drawn.
func TestOutlookCurveEndsInTheTotal(t *testing.T) {
	org, cases := Organisation{ID: "x", Strategy: Strategy{FromYear: 2013, ToYear: 2015}}, []BusinessCase{quarterly("a", Own, map[int]calc.Money{1: 80}), quarterly("b", Own, nil)}
	org.Governance.HeadlineMethod = InYear
	report := NewQuarterReport(org, cases, nil, calc.Quarter{Year: 2014, Q: 1})
	u := Uncertainty{Layers: map[Layer]LayerUncertainty{LayerDecided: {Low: 0.5, High: 1.2, Probability: 0.8}}}
	curve, err := NewOutlookCurve(report, u, 500, 1)
	if err != nil {
		t.Fatal(err)
	}
	outlook, err := NewOutlook(report, u, 500, 1)
	if err != nil {
		t.Fatal(err)
	}
	last := curve.Years[len(curve.Years)-1]
	if total := outlook.Total; last.P10 != total.P10.Value || last.P50 != total.P50.Value || last.P90 != total.P90.Value {
		t.Errorf("the curve ends with %v %v %v, and the total is %v %v %v", last.P10, last.P50, last.P90, total.P10.Value, total.P50.Value, total.P90.Value)
	}
	var sum calc.Money
	for _, year := range report.Account.Years {
		sum += year.Layers[LayerRealised] + year.Layers[LayerBudgeted] + year.Layers[LayerDecided]
	}
	if last.Account != sum || last.P90 == last.P10 {
		t.Errorf("account %v, want %v; range %v to %v", last.Account, sum, last.P10, last.P90)
	}
}

// The frontier never falls, spends no more than it may, and at the end is
// everything that gives something.
func TestFrontierNeverFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var plan ActionPlan
		var gains calc.Money
		for i := range rapid.IntRange(1, 12).Draw(t, "cases") {
			at := i
			cost, gain := calc.Money(rapid.IntRange(0, 1000).Draw(t, "cost")), calc.Money(rapid.IntRange(-200, 1000).Draw(t, "gain"))
			line := PlanLine{Case: CaseID(rune('a' + i)), Candidate: &at, Group: PlanNew, Costs: []*calc.Money{&cost, nil}, Contribution: []*calc.Money{nil, &gain}}
			if rapid.IntRange(0, 3).Draw(t, "must") == 0 {
				line.Group = PlanContinued
				gains += gain
			} else {
				gains += max(0, gain)
			}
			plan.Lines = append(plan.Lines, line)
		}
		plan.Choices = []PlanChoice{{}}
		frontier, err := NewFrontier(context.Background(), plan, 5)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range frontier.Points {
			if p.Costs > p.Budget || !p.Proven {
				t.Fatalf("%+v", p)
			}
			if i > 0 && (p.Benefit < frontier.Points[i-1].Benefit || p.Budget < frontier.Points[i-1].Budget) {
				t.Fatalf("falls from %+v to %+v", frontier.Points[i-1], p)
			}
		}
		if last := frontier.Points[len(frontier.Points)-1]; last.Budget != frontier.All || last.Benefit != gains {
			t.Fatalf("the end is %+v, want %d", last, gains)
		}
	})
}

// A history of some cases has their rows through the same quarters; its last
// quarters, and one beside the last, are those it has.
func TestPartsOfALightHistory(t *testing.T) {
	quarters := []calc.Quarter{{Year: 2013, Q: 1}, {Year: 2013, Q: 2}, {Year: 2013, Q: 3}}
	history := LightHistory{Quarters: quarters, Rows: []LightRow{
		{Case: "A", Lights: []LightAt{{Light: LightGreen}, {Light: LightYellow}, {Light: LightRed}}},
		{Case: "B", Lights: []LightAt{{Light: LightRed}, {Light: LightRed}, {Light: LightGreen}}},
	}}
	lights := func(h LightHistory) (text string) {
		for _, row := range h.Rows {
			text += string(row.Case)
			for _, at := range row.Lights {
				text += "|" + string(at.Light)
			}
			text += "; "
		}
		return text
	}
	for _, test := range []struct {
		part LightHistory
		n    int
		want string
	}{
		{history.Of(func(id CaseID) bool { return id == "B" }), 3, "B|red|red|green; "},
		{history.Last(2), 2, "A|yellow|red; B|red|green; "},
		{history.Last(9), 3, "A|green|yellow|red; B|red|red|green; "},
		{history.Between(quarters[0]), 2, "A|green|red; B|red|green; "},
		{history.Between(calc.Quarter{Year: 2012, Q: 4}), 1, "A|red; B|green; "},
	} {
		if got := lights(test.part); got != test.want || len(test.part.Quarters) != test.n {
			t.Errorf("%q over %v, want %q over %d", got, test.part.Quarters, test.want, test.n)
		}
	}
	if got := lights(history); got != "A|green|yellow|red; B|red|red|green; " {
		t.Errorf("the history itself is now %q", got)
	}
}
