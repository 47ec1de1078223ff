package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// Whatever is planned, realised and said, the causes and what is unexplained are
// plan − realised, to the øre, and so are the benefits.
func TestCausesAddUpToTheShortfall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bc := sound()
		bc.Benefits[0].Series = map[Series][]Amount{Plan: drawAmounts(t, "plan"), Realised: drawAmounts(t, "realised")}
		second := bc.Benefits[0]
		second.ID, second.Kind = "G9", rapid.SampledFrom([]BenefitKind{Cashable, Disbenefit, ReleasedTime}).Draw(t, "kind")
		second.Series = map[Series][]Amount{Plan: drawAmounts(t, "plan 2"), Realised: drawAmounts(t, "realised 2")}
		bc.Benefits = append(bc.Benefits, second)
		quarter := calc.Quarter{Year: rapid.IntRange(2012, 2015).Draw(t, "year"), Q: rapid.IntRange(1, 4).Draw(t, "quarter")}
		status := QuarterlyStatus{Case: bc.ID, Quarter: quarter}
		for range rapid.IntRange(0, 3).Draw(t, "causes") {
			status.Deviations = append(status.Deviations, Deviation{Cause: DeviationDelayed, Amount: calc.Money(rapid.Int64Range(-1e9, 1e9).Draw(t, "ore")), Owner: "x"})
		}
		report := NewQuarterReport(Organisation{Strategy: strategy()}, []BusinessCase{bc}, []QuarterlyStatus{status}, quarter)
		d := report.Round.CaseNamed(bc.ID).Deviation
		if d == nil {
			return
		}
		sum, planned, realised := d.Unexplained, calc.Money(0), calc.Money(0)
		for _, cause := range d.Causes {
			sum += cause.Amount
		}
		for _, benefit := range d.Benefits {
			planned, realised = planned+benefit.Planned, realised+benefit.Realised
		}
		if sum != d.Planned-d.Realised || sum != d.Shortfall || planned != d.Planned || realised != d.Realised || len(d.Benefits) == 0 {
			t.Fatalf("%+v does not add up", d)
		}
	})
}

// The round by hand: 100.000 planned a quarter. In 2013K2 80.000 came, of which
// 15.000 are explained: 20.000 − 15.000 = 5.000 are not.
func TestStatusRound(t *testing.T) {
	plan := series("2013K1", 100_000, "2013K2", 100_000, "2013K3", 100_000, "2013K4", 100_000, "2014K1", 100_000)
	bc := sound()
	bc.Benefits = bc.Benefits[:1]
	bc.Benefits[0].Kind, bc.Benefits[0].Owner = Cashable, "Chef A"
	bc.Benefits[0].Series = map[Series][]Amount{Plan: plan, Realised: series("2013K1", 100_000, "2013K2", 80_000)}
	round := func(quarter calc.Quarter, status QuarterlyStatus) (StatusRound, CaseFigures) {
		status.Case, status.Quarter = bc.ID, quarter
		report := NewQuarterReport(Organisation{Strategy: strategy()}, []BusinessCase{bc}, []QuarterlyStatus{status}, quarter)
		return report.Round, report.Cases[0]
	}
	k2 := k2of2013
	said := Confirmation{Case: bc.ID, Benefit: bc.Benefits[0].ID, Quarter: k2, Amount: kr(80_000), By: "a", Name: "A", At: date(2013, 7, 3)}
	recovery := k2.Next()
	status := QuarterlyStatus{Light: LightGreen, Reason: "Aftalen er underskrevet", Confirmations: []Confirmation{said},
		Deviations: []Deviation{{Cause: DeviationPrice, Amount: kr(15_000), Owner: "Chef A", Recovery: &recovery}}}
	got, figures := round(k2, status)
	if d := got.Cases[0].Deviation; d == nil || d.Shortfall != kr(20_000) || d.Unexplained != kr(5_000) {
		t.Errorf("the deviation is %+v", d)
	}
	if got.Confirmed != 1 || got.Awaited != 1 || got.Benefits[0].State != RoundConfirmed || got.Stale != 0 {
		t.Errorf("confirmed: %+v", got)
	}
	// 20 of 200 thousand behind to date is 10 %, which is yellow: not above 10 %.
	if figures.Light != LightGreen || figures.LightWhy != LightChosen || figures.Computed != LightYellow || got.Cases[0].Computed != LightYellow {
		t.Errorf("lights %s %s, computed %s", figures.Light, figures.LightWhy, figures.Computed)
	}
	status.Reason = ""
	if _, figures := round(k2, status); figures.Light != LightYellow {
		t.Error("a light without a reason was believed")
	}
	said.Amount++
	status.Confirmations = []Confirmation{said}
	if got, _ := round(k2, status); got.Benefits[0].State != RoundChanged || got.Confirmed != 0 {
		t.Errorf("another amount than confirmed: %+v", got.Benefits[0])
	}
	if got, _ := round(k2, QuarterlyStatus{}); got.Benefits[0].State != RoundUnconfirmed {
		t.Errorf("nobody confirmed: %+v", got.Benefits[0])
	}
	// Freshness over the end of the year: at 2013K3 the figures of K2 are one
	// quarter old, at 2013K4 two, at 2014K1 three.
	for _, test := range []struct {
		quarter calc.Quarter
		stale   int
	}{{calc.Quarter{Year: 2013, Q: 3}, 0}, {calc.Quarter{Year: 2013, Q: 4}, 1}, {calc.Quarter{Year: 2014, Q: 1}, 1}} {
		got, _ := round(test.quarter, QuarterlyStatus{})
		if since, stale := got.StaleSince(bc.ID); got.Stale != test.stale || stale != (test.stale == 1) || stale && since != k2 || got.Benefits[0].State != RoundMissing || got.Cases[0].Deviation != nil {
			t.Errorf("%s: %+v", test.quarter, got)
		}
	}
	bc.Benefits[0].State = BenefitLapsed
	if got, _ := round(calc.Quarter{Year: 2013, Q: 3}, QuarterlyStatus{}); got.Benefits[0].State != RoundEnded || got.Awaited != 0 {
		t.Errorf("lapsed: %+v", got.Benefits[0])
	}
}

func TestStatusReportCheck(t *testing.T) {
	bc := sound()
	bc.Benefits = bc.Benefits[:1]
	bc.Benefits[0].Kind = Cashable
	bc.Benefits[0].Series = map[Series][]Amount{Plan: series("2013K1", 100_000, "2013K2", 100_000), Realised: series("2013K1", 50_000)}
	k1 := calc.Quarter{Year: 2013, Q: 1}
	sound := func() StatusReport {
		return StatusReport{Case: bc.ID, Quarter: k1, Light: LightRed, Deviations: []Deviation{{Cause: DeviationDelayed, Amount: kr(50_000), Owner: "A"}}}
	}
	tests := []struct {
		name   string
		change func(*StatusReport)
		want   []string
	}{
		{"sound", func(*StatusReport) {}, nil},
		{"another light with a reason", func(r *StatusReport) { r.Light, r.Reason = LightGreen, "Det er på vej" }, nil},
		{"another light", func(r *StatusReport) { r.Light = LightGreen }, []string{"status.no-reason"}},
		{"no such light", func(r *StatusReport) { r.Light = LightNone }, []string{"status.bad-light"}},
		{"nothing reported", func(r *StatusReport) { r.Quarter, r.Light = k2of2013, "" }, []string{"status.nothing-reported"}},
		{"everything wrong at once", func(r *StatusReport) {
			r.Deviations = []Deviation{{Recovery: &k1}, {Cause: DeviationOther, Amount: MaxAmount + 1, Owner: "A"}}
		}, []string{"deviation.no-cause", "deviation.no-amount", "deviation.no-owner", "deviation.early-recovery", "amount.implausible"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report := sound()
			test.change(&report)
			var got []string
			if err := report.Check(Organisation{}, bc); err != nil {
				for _, one := range err.(interface{ Unwrap() []error }).Unwrap() { //nolint:errorlint // Check joins what it finds
					got = append(got, one.(*Error).Key)                                                           //nolint:errorlint // the rules are told as they are
					if _, told := one.(*Error).Args["amount"]; got[len(got)-1] == "amount.implausible" && !told { //nolint:errorlint // as above
						t.Errorf("%v does not say which amount", one)
					}
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	bc.Phase = PhaseClosed
	if err := sound().Check(Organisation{}, bc); err == nil {
		t.Error("a closed case was given a light")
	}
}
