package portfolio

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// Easter Sundays from the tables of the Danish almanac (Københavns Universitet)
// and, for 1954 and 1981, which simpler rules get wrong, from Meeus.
func TestEaster(t *testing.T) {
	for _, want := range []string{"1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2038-04-25"} {
		date, _ := time.Parse(time.DateOnly, want)
		if got := easter(date.Year()); !got.Equal(date) {
			t.Errorf("easter of %d is %s, want %s", date.Year(), got.Format(time.DateOnly), want)
		}
	}
}

func TestHolidays(t *testing.T) {
	for day, want := range map[string]Holiday{
		"2014-04-17": MaundyThursday, "2014-04-18": GoodFriday, "2014-04-21": EasterMonday, "2014-05-16": PrayerDay,
		"2014-05-29": AscensionDay, "2014-06-09": WhitMonday, "2014-06-05": ConstitutionDay, "2014-12-24": ChristmasEve,
		"2023-05-05": PrayerDay, "2024-04-26": "", // abolished
		"2014-04-16": "", "2012-02-29": "",
	} {
		date, _ := time.Parse(time.DateOnly, day)
		if got := HolidayOn(date.Add(15 * time.Hour)); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
}

func albertslund(t *testing.T) Organisation {
	t.Helper()
	org, err := LoadProfile("albertslund")
	if err != nil {
		t.Fatal(err)
	}
	return org
}

// The first Thursdays that fall on a holiday from 2012 to 2027, from the domain
// handbook §1.2; every other first Thursday is an ordinary day.
func TestFirstThursdaysOnHolidays(t *testing.T) {
	want := []string{"2012-04-05", "2014-06-05", "2015-01-01", "2015-04-02", "2016-05-05", "2021-04-01", "2023-04-06", "2025-06-05", "2026-01-01", "2026-04-02", "2027-05-06"}
	var got []string
	meetings := albertslund(t).Governance.Meetings(date(2012, 1, 1), date(2027, 12, 31))
	for _, m := range meetings {
		if m.Date.Weekday() != time.Thursday || m.Date.Day() > 7 {
			t.Errorf("%s is no first Thursday", m.Date.Format(time.DateOnly))
		}
		if m.Holiday != "" {
			got = append(got, m.Date.Format(time.DateOnly))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(meetings) != 16*12 {
		t.Errorf("%d meetings, on holidays (-want +got):\n%s", len(meetings), diff)
	}
}

func TestMeetings(t *testing.T) {
	rules := Governance{DeadlineDays: 14, Meeting: &MeetingCalendar{
		Weekday: "thursday", Nth: 1, EveryMonths: 1, Extra: []string{"2026-02-20"},
		Moved: map[string]string{"2026-01-01": "2026-01-08", "2026-03-05": "", "2026-06-04": "2026-05-28"},
	}}
	var got []string
	for _, m := range rules.Meetings(date(2026, 1, 1), date(2026, 5, 31)) {
		got = append(got, m.Date.Format(time.DateOnly)+" by "+m.Deadline.Format(time.DateOnly)+" "+string(m.Holiday))
	}
	want := []string{"2026-01-08 by 2025-12-25 ", "2026-02-05 by 2026-01-22 ", "2026-02-20 by 2026-02-06 ", "2026-04-02 by 2026-03-19 maundy-thursday", "2026-05-07 by 2026-04-23 ", "2026-05-28 by 2026-05-14 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("meetings (-want +got):\n%s", diff)
	}
	// On the day of the deadline papers can be sent; the day after it is too late.
	for today, want := range map[time.Time]time.Time{
		date(2026, 1, 22): date(2026, 2, 5), date(2026, 1, 23): date(2026, 2, 20), date(2026, 1, 22).Add(23*time.Hour - 1): date(2026, 2, 5), date(2026, 1, 22).Add(23 * time.Hour): date(2026, 2, 20), // midnight here
	} {
		if m, ok := rules.NextMeeting(today); !ok || !m.Date.Equal(want) {
			t.Errorf("on %s the next is %v, want %v", today, m.Date, want)
		}
	}
	quarterly := Governance{Meeting: &MeetingCalendar{Weekday: "monday", Nth: 2, EveryMonths: 3}}
	if m := quarterly.Meetings(date(2014, 1, 1), date(2014, 12, 31)); len(m) != 4 || !m[1].Date.Equal(date(2014, 4, 14)) || !m[1].Deadline.IsZero() {
		t.Errorf("quarterly: %+v", m)
	}
	if _, ok := (Governance{}).NextMeeting(date(2014, 1, 1)); ok {
		t.Error("a council nobody knows the meetings of has one")
	}
}

func routed(kroner float64) BusinessCase {
	return BusinessCase{ID: "A", Title: "A", Costs: []CostLine{{ID: "1", Recurrence: OneOff, Amounts: series("2019", kroner)}}}
}

// handedIn is the case with every document of a checklist.
func handedIn(bc BusinessCase, checklist []string) BusinessCase {
	for _, name := range checklist {
		bc.Documents = append(bc.Documents, GateDocument{Name: name, Record: "85.00.00-P23-1-19", Date: date(2019, 3, 1), By: "IT-teknik"})
	}
	return bc
}

// The council wants seven documents: each that is not handed in is missing, and
// a class may have a list of its own.
func TestRoutePapers(t *testing.T) {
	org, today := albertslund(t), date(2019, 3, 15)
	bc := handedIn(routed(50_000), org.Governance.GateChecklist[:3])
	r := RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today)
	if r.Step != StepComplete || !slices.Equal(r.Needs, []RouteNeed{NeedDocuments}) || !slices.Equal(r.MissingPapers(), org.Governance.GateChecklist[3:]) {
		t.Errorf("%s, needs %v, missing %v", r.Step, r.Needs, r.MissingPapers())
	}
	if known := r.Papers[0].Document; known == nil || known.By != "IT-teknik" {
		t.Errorf("the first paper is %+v", known)
	}
	org.Governance.AmountClasses[0].GateChecklist = []string{}
	data, err := WriteProfile(org)
	if err != nil {
		t.Fatal(err)
	}
	if org, err = ReadProfile(org.ID, data); err != nil {
		t.Fatal(err)
	}
	if r := RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today); len(r.Papers) != 0 || r.Step != StepSubmit {
		t.Errorf("a class that wants no document wants %+v", r.Papers)
	}
	org.Governance.AmountClasses[0].GateChecklist = []string{"Forklæde"}
	if r := RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today); !slices.Equal(r.MissingPapers(), []string{"Forklæde"}) {
		t.Errorf("with a list of the class's own %v is missing", r.MissingPapers())
	}
	for number, want := range map[string]bool{"85.00.00-P23-1-19": true, "85.10.09-A26-1-13": true, "2019-0412": false, "": false} {
		if RecordNumberLooksRight(number) != want {
			t.Errorf("%q", number)
		}
	}
}

// Albertslund's classes meet without gap: the seed leaves 499.001–499.999 kr.
// and exactly 500.000 kr. in no class, and the profile's half-open intervals
// give each amount one.
func TestRouteByAmount(t *testing.T) {
	org, today := albertslund(t), date(2019, 3, 15)
	for _, test := range []struct {
		sum      float64
		class    string
		proposal string
		needs    []RouteNeed
	}{
		{0, "Under 100.000 kr.", "", nil},
		{99_999.99, "Under 100.000 kr.", "", nil},
		{100_000, "100.000 til under 500.000 kr.", "2019-04-30", nil},
		{499_500, "100.000 til under 500.000 kr.", "2019-04-30", nil},
		{499_999.99, "100.000 til under 500.000 kr.", "2019-04-30", nil},
		{500_000, "500.000 kr. og derover", "", []RouteNeed{NeedHarvestPlan}},
	} {
		bc := handedIn(routed(test.sum), org.Governance.GateChecklist)
		r := RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today)
		proposal := ""
		if r.Proposal != nil {
			proposal = r.Proposal.Format(time.DateOnly)
		}
		if r.Class == nil || r.Class.Name != test.class || proposal != test.proposal || !slices.Equal(r.Needs, test.needs) {
			t.Errorf("%.2f: %+v, proposal %q, needs %v", test.sum, r.Class, proposal, r.Needs)
		}
		// The first Thursday of April 2019 is the 4th, its deadline 21 March: 6 days.
		if r.Meeting == nil || !r.Meeting.Date.Equal(date(2019, 4, 4)) || r.Days == nil || *r.Days != 6 || len(r.Papers) != 7 {
			t.Errorf("%.2f: meeting %+v, days %v, %d papers", test.sum, r.Meeting, r.Days, len(r.Papers))
		}
	}
	after := routed(200_000)
	if r := RouteOf(org, Evaluate(after, TermsFor(after, today)), date(2019, 4, 30)); r.Proposal == nil || !r.Proposal.Equal(date(2019, 4, 30)) {
		t.Errorf("on the last day: %v", r.Proposal)
	}
	if r := RouteOf(org, Evaluate(after, TermsFor(after, today)), date(2019, 5, 1)); r.Proposal == nil || !r.Proposal.Equal(date(2020, 4, 30)) {
		t.Errorf("after April: %v", r.Proposal)
	}
}

func TestRouteSteps(t *testing.T) {
	org, today := albertslund(t), date(2019, 3, 15)
	for _, test := range []struct {
		status CaseStatus
		phase  Phase
		want   RouteStep
	}{
		{"", "", StepSubmit}, {StatusDraft, PhaseIdea, StepSubmit}, {StatusSubmitted, "", StepAwait}, {StatusWaiting, "", StepAwait},
		{StatusApproved, PhaseExecution, StepCarryOut}, {StatusRunning, "", StepCarryOut}, {StatusRunning, PhaseOperation, StepHarvest},
		{StatusApproved, PhaseRealization, StepHarvest}, {StatusRejected, "", StepClosed}, {StatusApproved, PhaseStopped, StepClosed},
		{StatusRunning, PhaseClosed, StepClosed},
	} {
		bc := handedIn(routed(50_000), org.Governance.GateChecklist)
		bc.Status, bc.Phase = test.status, test.phase
		if r := RouteOf(org, Evaluate(bc, TermsFor(bc, today)), today); r.Step != test.want {
			t.Errorf("%q in %q: %s, want %s", test.status, test.phase, r.Step, test.want)
		}
	}
}

// A payback over the limit demands a dispensation and blocks nothing.
func TestRouteNeeds(t *testing.T) {
	org, today := Organisation{Strategy: strategy()}, date(2013, 3, 1)
	org.Governance.PaybackLimit = new(float64)
	*org.Governance.PaybackLimit = 2
	org.Strategy.Goals = []StrategicGoal{{Number: 1, Text: "Råderum"}}
	org.Strategy.FocusAreas = []FocusArea{{ID: "esdh", Name: "ESDH"}}
	bc := routed(100_000)
	bc.Benefits = []Benefit{{ID: "g", Kind: Cashable, Series: map[Series][]Amount{Plan: series("2020", 10_000)}}}
	figures := Evaluate(bc, TermsFor(bc, today))
	if r := RouteOf(org, figures, today); r.Step != StepComplete || !slices.Equal(r.Needs, []RouteNeed{NeedFocusArea, NeedGoals, NeedOwner, NeedDispensation}) || r.Meeting != nil {
		t.Errorf("%+v", r)
	}
	figures.Case.Dispensation = &Dispensation{Ground: GroundStrategic}
	figures.Case.FocusArea, figures.Case.Goals, figures.Case.Benefits[0].Owner = "esdh", map[int]string{1: "Ja"}, "Leder"
	if r := RouteOf(org, figures, today); r.Step != StepSubmit || len(r.Needs) != 0 {
		t.Errorf("%+v", r)
	}
	unstated := routed(100_000)
	unstated.FocusArea, unstated.Goals = "esdh", map[int]string{1: "Ja"}
	if r := RouteOf(org, Evaluate(unstated, TermsFor(unstated, today)), today); !slices.Equal(r.Needs, []RouteNeed{NeedBenefits}) {
		t.Errorf("a case without benefits is told it lacks %v", r.Needs)
	}
	bare := unstated
	bare.Costs = nil // then its sum is missing, which is asked for first
	if r := RouteOf(org, Evaluate(bare, TermsFor(bare, today)), today); slices.Contains(r.Needs, NeedBenefits) {
		t.Errorf("a case without costs and benefits is told it lacks %v", r.Needs)
	}
	if c := Calculate(org.Governance, unstated, TermsFor(unstated, today)); !slices.ContainsFunc(c.Explanation.Steps, func(s calc.Step) bool {
		return s.Measure == calc.MeasurePayback && s.Why == "benefits-not-stated"
	}) {
		t.Errorf("the payback of unknown benefits is derived: %+v", c.Explanation.Steps)
	}
	for status, over := range map[calc.PaybackStatus]bool{calc.PaybackNever: true, calc.PaybackImmediate: false, calc.PaybackNotApplicable: false, calc.PaybackUndefined: false} {
		if got := OverPaybackLimit(org.Governance, CaseFigures{Evaluation: calc.Evaluation{Payback: calc.Payback{Status: status}}}); got != over {
			t.Errorf("%s: %t", status, got)
		}
	}
}

func TestMeetingRulesAreChecked(t *testing.T) {
	for name, calendar := range map[string]MeetingCalendar{
		"no such day": {Weekday: "torsdag", Nth: 1, EveryMonths: 1}, "the fifth": {Weekday: "thursday", Nth: 5, EveryMonths: 1},
		"never": {Weekday: "thursday", Nth: 1}, "a date that is none": {Extra: []string{"2026-02-30"}},
		"moved from nowhere": {Moved: map[string]string{"snart": "2026-01-01"}}, "moved to nowhere": {Moved: map[string]string{"2026-01-01": "snart"}},
	} {
		if err := checkedCalendar(calendar); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// checkedCalendar is what is wrong with a calendar; nil when nothing is.
func checkedCalendar(calendar MeetingCalendar) error {
	var f faults
	calendar.check(&f, "meeting")
	return errors.Join(f...)
}
