package report_test

import (
	"strings"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The quarter's paper tells the round as it was frozen: who has confirmed, each
// cause with what is left unexplained, and the meetings as they were known then.
func TestRoundAndMeetingsOnPaper(t *testing.T) {
	p := demoPacks(t)["greve"]
	at := -1
	for i, one := range p.Report.Round.Cases {
		if one.Deviation != nil && one.Deviation.Shortfall > 0 {
			at = i
		}
	}
	if at < 0 {
		t.Fatal("no case of the demo falls short")
	}
	deviation := *p.Report.Round.Cases[at].Deviation
	recovery := calc.Quarter{Year: 2014, Q: 4}
	explained := deviation.Shortfall - 12_345
	deviation.Causes = []portfolio.Deviation{{Cause: portfolio.DeviationDelayed, Amount: explained, Owner: "Projektleder Eksempel", Recovery: &recovery, Explanation: "leverandøren"}}
	deviation.Unexplained = 12_345
	p.Report.Round.Cases[at].Deviation = &deviation
	before, after := p.Snapshot.At.Add(-time.Hour), p.Snapshot.At.Add(time.Hour)
	p = p.See([]portfolio.AgendaItem{
		{Number: 1, Meeting: time.Date(2014, 5, 1, 0, 0, 0, 0, time.UTC), Title: "Digital Post", Recommendation: "godkendes", At: before,
			Decisions: []portfolio.CouncilDecision{{Outcome: portfolio.OutcomeConditional, Text: "vi går videre", Conditions: []string{"kontrakten læses"}, At: before},
				{Outcome: portfolio.OutcomeRejected, Text: "fortrudt bagefter", At: after}}},
		{Number: 2, Meeting: time.Date(2014, 5, 1, 0, 0, 0, 0, time.UTC), Title: "Skrevet efter frysningen", At: after},
	})
	html := p.QuarterPaper(t, nil).HTML()
	text := strings.ReplaceAll(html, "\u00a0", " ")
	for _, want := range []string{"gevinster med en plan for 2. kvartal 2014 er bekræftet", "Forsinket idriftsættelse: leverandøren", "Projektleder Eksempel", "4. kvartal 2014",
		p.Print.Money(explained), "Uforklaret", "123,45", "Digital Post", "Godkendt på betingelser: vi går videre", "kontrakten læses"} {
		if !strings.Contains(text, strings.ReplaceAll(want, "\u00a0", " ")) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	for _, unwanted := range []string{"fortrudt bagefter", "Skrevet efter frysningen"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("a frozen quarter tells what was written later: %q", unwanted)
		}
	}
	p.Report.Round = portfolio.StatusRound{Quarter: p.Report.Quarter}
	empty := p.See(nil).QuarterPaper(t, nil).HTML()
	for _, want := range []string{"intet at bekræfte", "Ingen sag afviger", "Intet er sat på en dagsorden"} {
		if !strings.Contains(empty, want) {
			t.Errorf("with nothing there the paper does not say %q", want)
		}
	}
}
