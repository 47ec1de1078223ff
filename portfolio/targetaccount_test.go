package portfolio

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

func kr(kroner float64) calc.Money {
	money, err := calc.FromKroner(kroner)
	if err != nil {
		panic(err)
	}
	return money
}

func moneyOf(kroner float64) *calc.Money { m := kr(kroner); return &m }

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// series is a row of amounts: series("2012", 100, "2013K1", 25), in kroner.
func series(pairs ...any) []Amount {
	var amounts []Amount
	for i := 0; i+1 < len(pairs); i += 2 {
		period, err := calc.ParsePeriod(pairs[i].(string))
		if err != nil {
			panic(err)
		}
		var kroner float64
		switch v := pairs[i+1].(type) {
		case int:
			kroner = float64(v)
		case float64:
			kroner = v
		}
		amounts = append(amounts, Amount{Period: period, Money: kr(kroner), Source: Source{Sheet: "Gevinster", Cell: pairs[i].(string)}})
	}
	return amounts
}

// strategy is Greve's: 2,5 mio. kr. a year in 2012 to 2015 of a budget of 25.
func strategy() Strategy {
	s := Strategy{FromYear: 2012, ToYear: 2015, FocusAreas: []FocusArea{{ID: "esdh"}, {ID: "erhverv"}}}
	for year := 2012; year <= 2015; year++ {
		s.Targets = append(s.Targets, Target{Year: year, Amount: kr(2_500_000), EfficiencyBudget: moneyOf(25_000_000)})
	}
	return s
}

// permanent is an approved own case with one permanent cashable benefit.
func permanent(id CaseID, goLive time.Time, plan []Amount) BusinessCase {
	return BusinessCase{
		ID: id, Title: string(id), Origin: Own, Status: StatusApproved, Phase: PhaseOperation, GoLive: goLive,
		Benefits: []Benefit{{ID: "b1", Label: "Gevinst", Kind: Cashable, Recurrence: Running, State: BenefitDecided,
			Series: map[Series][]Amount{Plan: plan}}},
	}
}

// The example of the domain handbook §1.1, where the two readings of "2,5 mio.
// kr. årligt" give opposite verdicts in both years: P1 1,0 mio. from 1.1.2012,
// P2 1,5 from 1.7.2012, P3 0,8 from 1.1.2013.
func TestBothCountingMethodsOnTheHandbooksExample(t *testing.T) {
	org := Organisation{Strategy: strategy()}
	cases := []BusinessCase{
		permanent("P1", date(2012, 1, 1), series("2012", 1_000_000, "2013", 1_000_000)),
		permanent("P2", date(2012, 7, 1), series("2012", 750_000, "2013", 1_500_000)),
		permanent("P3", date(2013, 1, 1), series("2013", 800_000)),
	}
	tests := []struct {
		method  CountMethod
		year    int
		want    float64
		verdict Verdict
	}{
		{NewPermanent, 2012, 2_500_000, VerdictOnTrack},
		{NewPermanent, 2013, 800_000, VerdictShort},
		{InYear, 2012, 1_750_000, VerdictShort},
		{InYear, 2013, 3_300_000, VerdictOnTrack},
	}
	for _, test := range tests {
		account := Account(org, cases, calc.Quarter{Year: test.year, Q: 4}, test.method)
		year := account.year(test.year)
		if year.achieved() != kr(test.want) || year.verdict() != test.verdict {
			t.Errorf("%s %d: achieved %d øre, %s; want %d, %s", test.method, test.year, year.achieved(), year.verdict(), kr(test.want), test.verdict)
		}
		wantGap := max(0, kr(2_500_000)-kr(test.want))
		if *year.Gap != wantGap {
			t.Errorf("%s %d: gap %d, want %d", test.method, test.year, *year.Gap, wantGap)
		}
	}
}

// layers of one year, in whole kroner, for comparing.
func layersOf(year TargetYear) map[Layer]float64 {
	all := map[Layer]float64{}
	for layer, money := range year.Layers {
		all[layer] = money.Kroner()
	}
	return all
}

func reasons(year TargetYear) map[string]float64 {
	all := map[string]float64{}
	for _, one := range year.NotCounted {
		all[one.Why] += one.Amount.Kroner()
	}
	return all
}

// The counting rules, one by one, on a permanent benefit of 400.000 kr. a year
// planned from 1 January 2013, as known at the end of 2. kvartal 2013. Worked
// by hand: a quarter is 100.000.
func TestCountingRules(t *testing.T) {
	base := func() BusinessCase {
		return permanent("A", date(2013, 1, 1), series("2013", 400_000, "2014", 400_000))
	}
	tests := []struct {
		name      string
		rules     Governance
		change    func(*BusinessCase)
		inYear    map[Layer]float64 // 2013
		permanent map[Layer]float64
		inYearNot map[string]float64
		permNot   map[string]float64
	}{
		{
			name:   "nothing reported: all of it decided",
			change: func(*BusinessCase) {},
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
		},
		{
			// K1 90 and K2 100 realised; K3 and K4 to come. Full-year effect
			// 400 × 190/200 = 380 realised, 20 still decided.
			name: "reported quarters are realised, the others decided",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].Series[Realised] = series("2013K1", 90_000, "2013K2", 100_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 190_000, LayerDecided: 200_000},
			permanent: map[Layer]float64{LayerRealised: 380_000, LayerDecided: 20_000},
		},
		{
			name: "figures from after the quarter are not known yet",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].Series[Realised] = series("2013K1", 100_000, "2013K2", 100_000, "2013K3", 55_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 200_000, LayerDecided: 200_000},
			permanent: map[Layer]float64{LayerRealised: 400_000},
		},
		{
			// In the budget 300 a year, 75 a quarter. K1, K2 realised 100 each;
			// K3, K4: 75 budgeted and 25 beyond it decided, each. Full-year:
			// 400 realised covers the budget.
			name: "the budget comes before the decision",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].Series[Realised] = series("2013K1", 100_000, "2013K2", 100_000)
				bc.Benefits[0].Series[Budgeted] = series("2013", 300_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 200_000, LayerBudgeted: 150_000, LayerDecided: 50_000},
			permanent: map[Layer]float64{LayerRealised: 400_000},
		},
		{
			name:      "rule 3: one-off is not new permanent effect",
			change:    func(bc *BusinessCase) { bc.Benefits[0].Recurrence = OneOff },
			inYear:    map[Layer]float64{LayerDecided: 400_000},
			permanent: map[Layer]float64{}, permNot: map[string]float64{WhyOneOff: 400_000},
		},
		{
			// K1 100 stays; K2 was never reported and K3, K4 do not come.
			name: "rule 4: what a lapsed benefit realised stays",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].State = BenefitLapsed
				bc.Benefits[0].Series[Realised] = series("2013K1", 100_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 100_000},
			inYearNot: map[string]float64{WhyLapsed: 300_000},
			permanent: map[Layer]float64{}, permNot: map[string]float64{WhyLapsed: 400_000},
		},
		{
			name:   "rule 5: what is not decided is pipeline",
			change: func(bc *BusinessCase) { bc.Status = StatusSubmitted; bc.Benefits[0].State = BenefitEstimated },
			inYear: map[Layer]float64{LayerPipeline: 400_000}, permanent: map[Layer]float64{LayerPipeline: 400_000},
		},
		{
			// 300 a year in the budget and 100 beyond it: neither was decided.
			name: "rule 5: not even when it is in the budget",
			change: func(bc *BusinessCase) {
				bc.Status = StatusSubmitted
				bc.Benefits[0].Series[Budgeted] = series("2013", 300_000, "2014", 300_000)
			},
			inYear: map[Layer]float64{LayerPipeline: 400_000}, permanent: map[Layer]float64{LayerPipeline: 400_000},
		},
		{
			// K1 100 was realised before the case was dropped, so it had been
			// decided: it stays, and what is left is out, not pipeline.
			name: "rule 5: a case that was dropped had been decided",
			change: func(bc *BusinessCase) {
				bc.Status = StatusDropped
				bc.Benefits[0].Series[Realised] = series("2013K1", 100_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 100_000},
			inYearNot: map[string]float64{WhyCaseDropped: 300_000},
			permanent: map[Layer]float64{}, permNot: map[string]float64{WhyCaseDropped: 400_000},
		},
		{
			name:   "rule 5: an estimated benefit of an approved case is pipeline",
			change: func(bc *BusinessCase) { bc.Benefits[0].State = BenefitEstimated },
			inYear: map[Layer]float64{LayerPipeline: 400_000}, permanent: map[Layer]float64{LayerPipeline: 400_000},
		},
		{
			name: "rule 6: what the unit keeps", rules: Governance{CountsOnlyCentral: true},
			change: func(bc *BusinessCase) { bc.Benefits[0].AccruesTo = AccruesUnit },
			inYear: map[Layer]float64{}, permanent: map[Layer]float64{},
			inYearNot: map[string]float64{WhyKeptByUnit: 400_000}, permNot: map[string]float64{WhyKeptByUnit: 400_000},
		},
		{
			name:   "rule 6: what the unit keeps counts where the municipality does not say so",
			change: func(bc *BusinessCase) { bc.Benefits[0].AccruesTo = AccruesUnit },
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
		},
		{
			// A project sum of 90.000 kr. falls in the class whose unit keeps the gain.
			name: "rule 6: what the unit keeps by the case's class",
			rules: Governance{CountsOnlyCentral: true, AmountClasses: []AmountClass{
				{Name: "under 100.000 kr.", Below: moneyOf(100_000), AccruesTo: AccruesUnit}, {Name: "over", From: kr(100_000)}}},
			change: func(bc *BusinessCase) {
				bc.Costs = []CostLine{{Recurrence: OneOff, Amounts: series("2012", 90_000)}}
			},
			inYear: map[Layer]float64{}, permanent: map[Layer]float64{},
			inYearNot: map[string]float64{WhyKeptByUnit: 400_000}, permNot: map[string]float64{WhyKeptByUnit: 400_000},
		},
		{
			name:   "joint benefits stand apart",
			change: func(bc *BusinessCase) { bc.Origin = JointPublic },
			inYear: map[Layer]float64{LayerJoint: 400_000}, permanent: map[Layer]float64{LayerJoint: 400_000},
		},
		{
			// A is counted in itself and in B, which has as much: once.
			name: "rule 1: an overlapping benefit counts once",
			change: func(bc *BusinessCase) {
				same := bc.Benefits[0]
				same.ID, same.CountedIn = "b2", &BenefitRef{"A", "b1"}
				bc.Benefits = append(bc.Benefits, same)
			},
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
			inYearNot: map[string]float64{WhyOverlaps: 400_000}, permNot: map[string]float64{WhyOverlaps: 400_000},
		},
		{
			name:   "rule 1: what is counted in nothing known counts here",
			change: func(bc *BusinessCase) { bc.Benefits[0].CountedIn = &BenefitRef{"væk", "b1"} },
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
		},
		{
			name:   "a kind that does not count",
			change: func(bc *BusinessCase) { bc.Benefits[0].Kind = ReleasedTime },
			inYear: map[Layer]float64{}, permanent: map[Layer]float64{},
			inYearNot: map[string]float64{"released-time": 400_000}, permNot: map[string]float64{"released-time": 400_000},
		},
		{
			name: "a disbenefit subtracts",
			change: func(bc *BusinessCase) {
				worse := bc.Benefits[0]
				worse.ID, worse.Kind = "b2", Disbenefit
				worse.Series = map[Series][]Amount{Plan: series("2013", 100_000, "2014", 100_000)}
				bc.Benefits = append(bc.Benefits, worse)
			},
			inYear: map[Layer]float64{LayerDecided: 300_000}, permanent: map[Layer]float64{LayerDecided: 300_000},
		},
		{
			// 40.000 of running costs in 2013: shared 190:200 over the layers,
			// 40.000 × 190/390 = 19.487,179… → 19.487,18 and 20.512,82.
			name: "rule 2: net of running costs",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].Series[Realised] = series("2013K1", 90_000, "2013K2", 100_000)
				bc.Costs = []CostLine{{Recurrence: Running, Amounts: series("2013", 40_000, "2014", 60_000)},
					{Recurrence: OneOff, Amounts: series("2012", 500_000)}}
			},
			inYear: map[Layer]float64{LayerRealised: 170_512.82, LayerDecided: 179_487.18},
			// The first full year is 2013: 40.000 shared 380:20.
			permanent: map[Layer]float64{LayerRealised: 342_000, LayerDecided: 18_000},
		},
		{
			name: "rule 2: what is not known to keep running is no running cost",
			change: func(bc *BusinessCase) {
				bc.Costs = []CostLine{{Recurrence: RecurrenceUnknown, Amounts: series("2013", 40_000, "2014", 40_000)}}
			},
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
		},
		{
			// Released time of as much again does not count, and bears no cost.
			name: "rule 2: running costs are borne by what counts",
			change: func(bc *BusinessCase) {
				time := bc.Benefits[0]
				time.ID, time.Kind = "b2", ReleasedTime
				bc.Benefits = append(bc.Benefits, time)
				bc.Costs = []CostLine{{Recurrence: Running, Amounts: series("2013", 40_000)}}
			},
			inYear: map[Layer]float64{LayerDecided: 360_000}, permanent: map[Layer]float64{LayerDecided: 360_000},
			inYearNot: map[string]float64{"released-time": 400_000}, permNot: map[string]float64{"released-time": 400_000},
		},
		{
			name: "rule 2: gross when the municipality says so", rules: Governance{CountsGross: true},
			change: func(bc *BusinessCase) {
				bc.Costs = []CostLine{{Recurrence: Running, Amounts: series("2013", 40_000)}}
			},
			inYear: map[Layer]float64{LayerDecided: 400_000}, permanent: map[Layer]float64{LayerDecided: 400_000},
		},
		{
			// The forecast of a whole year replaces plan and full-year effect.
			name: "the latest forecast replaces the plan",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].State = BenefitReduced
				bc.Benefits[0].Series[Forecast] = series("2013K3", 50_000, "2013K4", 50_000, "2014", 200_000)
			},
			inYear: map[Layer]float64{LayerDecided: 300_000}, permanent: map[Layer]float64{LayerDecided: 200_000},
		},
		{
			// 190 of 200 was reached when the benefit was declared done.
			name: "what a realised benefit did not reach is a shortfall",
			change: func(bc *BusinessCase) {
				bc.Benefits[0].State = BenefitRealised
				bc.Benefits[0].Series[Realised] = series("2013K1", 90_000, "2013K2", 100_000)
			},
			inYear:    map[Layer]float64{LayerRealised: 190_000, LayerDecided: 200_000},
			permanent: map[Layer]float64{LayerRealised: 380_000}, permNot: map[string]float64{WhyShortfall: 20_000},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := base()
			test.change(&bc)
			org := Organisation{Governance: test.rules, Strategy: strategy()}
			asOf := calc.Quarter{Year: 2013, Q: 2}
			for _, view := range []struct {
				method  CountMethod
				layers  map[Layer]float64
				reasons map[string]float64
			}{{InYear, test.inYear, test.inYearNot}, {NewPermanent, test.permanent, test.permNot}} {
				year := Account(org, []BusinessCase{bc}, asOf, view.method).year(2013)
				if diff := cmp.Diff(view.layers, layersOf(year)); diff != "" {
					t.Errorf("%s layers (-want +got):\n%s", view.method, diff)
				}
				want := view.reasons
				if want == nil {
					want = map[string]float64{}
				}
				if diff := cmp.Diff(want, reasons(year)); diff != "" {
					t.Errorf("%s not counted (-want +got):\n%s", view.method, diff)
				}
				if year.Missing != 0 {
					t.Errorf("%s: %d missing, though every benefit has an amount", view.method, year.Missing)
				}
			}
		})
	}
}

// Missing is what would count in the year and has no amount in any layer of it:
// never what another layer counts, and never what the method leaves out.
func TestMissing(t *testing.T) {
	tests := []struct {
		name              string
		change            func(*BusinessCase)
		inYear, permanent map[int]int // by year, those without are 0
	}{
		{"a report is missing, and the plan counts", func(*BusinessCase) {}, nil, nil},
		{"a report is missing, and the budget counts", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Budgeted] = series("2013", 400_000)
		}, nil, nil},
		{"a forecast of 0 is an amount", func(bc *BusinessCase) {
			bc.Benefits[0].Series = map[Series][]Amount{Plan: series("2013", 100_000), Forecast: series("2014", 0, "2015", 0)}
		}, nil, nil},
		{"no amounts, live in 2013", func(bc *BusinessCase) { bc.Benefits[0].Series = nil },
			map[int]int{2013: 1, 2014: 1, 2015: 1}, map[int]int{2013: 1}},
		{"no amounts, and nobody knows when", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.GoLive = nil, time.Time{} }, nil, nil},
		{"a full-year effect and no plan", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.Benefits[0].FullYear = nil, moneyOf(1) },
			map[int]int{2013: 1, 2014: 1, 2015: 1}, map[int]int{2013: 1}},
		{"the plan ends before the strategy", func(bc *BusinessCase) {
			bc.Benefits[0].Series[Plan] = series("2013", 400_000, "2014", 400_000)
		}, map[int]int{2015: 1}, nil},
		{"realised, and nothing says what a whole year gives", func(bc *BusinessCase) {
			bc.Benefits[0].Series = map[Series][]Amount{Realised: series("2013K1", 100_000)}
		}, map[int]int{2014: 1, 2015: 1}, map[int]int{2013: 1}},
		{"a one-off comes once and never counts as permanent", func(bc *BusinessCase) {
			bc.Benefits[0].Series, bc.Benefits[0].Recurrence = nil, OneOff
		}, map[int]int{2013: 1}, nil},
		{"undecided", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.Status = nil, StatusSubmitted }, nil, nil},
		{"joint", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.Origin = nil, JointPublic }, nil, nil},
		{"released time", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.Benefits[0].Kind = nil, ReleasedTime }, nil, nil},
		{"lapsed", func(bc *BusinessCase) { bc.Benefits[0].Series, bc.Benefits[0].State = nil, BenefitLapsed }, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bc := permanent("A", date(2013, 1, 1), series("2013", 400_000, "2014", 400_000, "2015", 400_000))
			test.change(&bc)
			for method, want := range map[CountMethod]map[int]int{InYear: test.inYear, NewPermanent: test.permanent} {
				for _, year := range Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, calc.Quarter{Year: 2013, Q: 2}, method).Years {
					if year.Missing != want[year.Year] {
						t.Errorf("%s %d: %d missing, want %d", method, year.Year, year.Missing, want[year.Year])
					}
				}
			}
		})
	}
}

// Rule 4: what lapses or is stopped is corrected from the quarter it happened in.
// By hand: 400.000 kr. a year from 1.1.2013, nothing reported, ended on 12 May
// 2013. As of the first quarter it counts as before; from the second it does not.
// Without a day it has ended whatever the quarter. A case nobody had decided was
// never decided, and one without a state of its own is not known to have been.
func TestWhatEndsIsCorrectedFromItsQuarter(t *testing.T) {
	k1 := calc.Quarter{Year: 2013, Q: 1}
	layers := func(bc BusinessCase, asOf calc.Quarter) map[Layer]calc.Money {
		for _, year := range Account(Organisation{Strategy: strategy()}, []BusinessCase{bc}, asOf, InYear).Years {
			if year.Year == 2013 {
				return year.Layers
			}
		}
		return nil
	}
	lapse := func(bc *BusinessCase) { bc.Benefits[0].State, bc.Benefits[0].Ended = BenefitLapsed, date(2013, 5, 12) }
	stop := func(bc *BusinessCase) { bc.Status, bc.Ended = StatusDropped, date(2013, 5, 12) }
	for name, one := range map[string]struct {
		change func(*BusinessCase)
		asOf   calc.Quarter
		want   map[Layer]calc.Money
	}{
		"lapsed, before it":       {lapse, k1, map[Layer]calc.Money{LayerDecided: kr(400_000)}},
		"lapsed, in its quarter":  {lapse, k1.Next(), map[Layer]calc.Money{}},
		"lapsed, without a day":   {func(bc *BusinessCase) { bc.Benefits[0].State = BenefitLapsed }, k1, map[Layer]calc.Money{}},
		"stopped, before it":      {stop, k1, map[Layer]calc.Money{LayerDecided: kr(400_000)}},
		"stopped, in its quarter": {stop, k1.Next(), map[Layer]calc.Money{}},
		"stopped, never decided": {func(bc *BusinessCase) {
			stop(bc)
			bc.Benefits[0].State = ""
		}, k1, map[Layer]calc.Money{LayerPipeline: kr(400_000)}},
	} {
		bc := permanent("A", date(2013, 1, 1), series("2013", 400_000, "2014", 400_000))
		one.change(&bc)
		if diff := cmp.Diff(one.want, layers(bc, one.asOf)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
