package portfolio

import (
	"slices"
	"strings"
	"testing"
)

// "ØS-Digitalisering holder møde hver 14. dag, og du får svar umiddelbart efter."
// From a known meeting on 10 January 2019 the next after the 11th is the 24th;
// when no meeting is known, the answer is there 14 days after the mail.
func TestOfficeAnswers(t *testing.T) {
	org := albertslund(t)
	idea := BusinessCase{ID: "A", Title: "A", Phase: PhaseIdea, Idea: &Idea{}, IdeaReceived: date(2019, 1, 11)}
	today := date(2019, 1, 20)
	route := RouteOf(org, Evaluate(idea, TermsFor(idea, today)), today)
	if a := route.Answer; a == nil || !a.By.Equal(date(2019, 1, 25)) || a.Exactly || a.Days != 5 || route.Needs[0] != NeedFirstMeeting {
		t.Errorf("by the rhythm alone: %+v, needs %v", route.Answer, route.Needs)
	}
	org.Governance.Office.Meeting.First = "2019-01-10"
	if a := RouteOf(org, Evaluate(idea, TermsFor(idea, today)), today).Answer; a == nil || !a.By.Equal(date(2019, 1, 24)) || !a.Exactly {
		t.Errorf("by the calendar: %+v", a)
	}
	idea.FirstMeeting = date(2019, 1, 18)
	if route := RouteOf(org, Evaluate(idea, TermsFor(idea, today)), today); route.Answer != nil || slices.Contains(route.Needs, NeedFirstMeeting) {
		t.Errorf("after the meeting: %+v", route)
	}
}

// Every 14 days is every 14 days: over year ends and leap days, before the day it
// is counted from as after it. Seven meetings in the first quarter of 2020 from
// Thursday 2 January, 29 February between them.
func TestMeetingsEveryFortnight(t *testing.T) {
	rules := Governance{Meeting: &MeetingCalendar{EveryDays: 14, First: "2021-01-14", Moved: map[string]string{"2020-01-16": "2020-01-17"}}}
	var got []string
	for _, m := range rules.Meetings(date(2020, 1, 1), date(2020, 3, 31)) {
		got = append(got, m.Date.Format("01-02"))
	}
	// Counted back from 14 January 2021 by 14 days: 366+13 = 379 = 27·14 + 1, so 2 January 2020.
	if want := []string{"01-02", "01-17", "01-30", "02-13", "02-27", "03-12", "03-26"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	none := Governance{Meeting: &MeetingCalendar{EveryDays: 14}}
	if m := none.Meetings(date(2020, 1, 1), date(2020, 12, 31)); m != nil {
		t.Errorf("of a rhythm alone no day is known: %v", m)
	}
}

// "Når de alle er godkendt udfylder du Beslutningsguiden": the guide waits for the
// first three, and one that is older than an approval rests on less than it says.
func TestDecisionGuideComesAfterTheFirstThree(t *testing.T) {
	org, today := albertslund(t), date(2019, 3, 15)
	list := org.Governance.GateChecklist
	document := func(i int, day string) Entry {
		return Entry{Field: DocumentField(list[i]), Value: `{"name":"` + list[i] + `","record":"85.00.00-P23-1-19","date":"` + day + `T00:00:00Z","by":"IT"}`, Reason: "r"}
	}
	bc := BusinessCase{ID: "A", Title: "A", Costs: routed(200_000).Costs}
	_, _, err := Enter(org, bc, []Entry{document(0, "2019-03-01"), document(3, "2019-03-10")})
	if !hasKey(err, "document.too-early") || !strings.Contains(err.Error(), "document.too-early") {
		t.Fatalf("a guide before contract and agreement: %v", err)
	}
	done, _, err := Enter(org, bc, []Entry{document(0, "2019-03-01"), document(1, "2019-03-02"), document(2, "2019-03-09"), document(3, "2019-03-10")})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Enter(org, done, []Entry{document(3, "2019-03-05")}); !hasKey(err, "document.too-early") {
		t.Errorf("a guide that is older than the agreement: %v", err)
	}
	route := func(bc BusinessCase) Route { return RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today) }
	if missing := route(done).MissingPapers(); !slices.Equal(missing, list[4:]) {
		t.Errorf("missing %v", missing)
	}
	// The contract is changed afterwards: the guide must be filled in again.
	again, _, err := Enter(org, done, []Entry{document(1, "2019-03-14")})
	if err != nil {
		t.Fatal(err)
	}
	if r := route(again); !slices.Contains(r.MissingPapers(), list[3]) || !slices.Equal(r.Papers[3].Waits, list[1:2]) {
		t.Errorf("%v waits for %v", r.MissingPapers(), r.Papers[3].Waits)
	}
	if r := route(bc); !slices.Equal(r.Papers[3].Waits, list[:3]) {
		t.Errorf("with nothing handed in the guide waits for %v", r.Papers[3].Waits)
	}
}

func TestProfilesOfficeIsChecked(t *testing.T) {
	for key, change := range map[string]func(*Organisation){
		"profile.gate-unknown": func(o *Organisation) { o.Governance.GateAfter = map[string][]string{"Findes ikke": {"Forklæde"}} },
		"profile.gate-circle": func(o *Organisation) {
			o.Governance.GateAfter = map[string][]string{"Forklæde": {"Business case"}, "Business case": {"Forklæde"}}
		},
		"profile.office":          func(o *Organisation) { o.Governance.Office.Name = " " },
		"profile.meeting-days":    func(o *Organisation) { o.Governance.Meeting.EveryDays = 14 },
		"profile.meeting-date":    func(o *Organisation) { o.Governance.Office.Meeting.First = "2019-02-29" },
		"profile.system":          func(o *Organisation) { o.Governance.Systems = []System{{Name: "SBSYS"}, {Name: "sbsys "}} },
		"profile.commitment":      func(o *Organisation) { o.Strategy.Commitments[0].Text = "" },
		"profile.commitment-kind": func(o *Organisation) { o.Strategy.Commitments[0].Kind = "ønske" },
		"profile.commitment-area": func(o *Organisation) { o.Strategy.Commitments[0].FocusArea = "findes-ikke" },
		"profile.commitment-source": func(o *Organisation) {
			o.Strategy.Commitments[0].Kind, o.Strategy.Commitments[0].Source = Obligatory, ""
		},
		"profile.target-prices": func(o *Organisation) {
			o.Strategy.Targets = []Target{{Year: 2019, PriceLevel: PriceLevel{Basis: PricesFixed}}}
		},
		"profile.target-amount": func(o *Organisation) { o.Strategy.Targets = []Target{{Year: 2019, Amount: -1}} },
	} {
		org := albertslund(t)
		change(&org)
		if err := org.Check(); !hasKey(err, key) {
			t.Errorf("%s: %v", key, err)
		}
	}
}
