package portfolio

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// A council that meets the first Thursday of each month. 1 January 2026 and
// Maundy Thursday 2 April 2026 are holidays; 29 February 2024 is a Thursday and
// the fifth of its month, and 1 February its first (domain.md §1.2 and calendar).
func TestAgendaByTheCalendar(t *testing.T) {
	rules := Governance{Meeting: &MeetingCalendar{Weekday: "thursday", Nth: 1, EveryMonths: 1,
		Moved: map[string]string{"2027-05-06": "2027-05-13", "2025-12-04": "2026-01-08"}}}
	tests := []struct {
		day  time.Time
		want string
	}{
		{date(2024, 2, 1), ""},
		{date(2024, 2, 29), "agenda.no-meeting"},
		{date(2026, 1, 1), "agenda.holiday"},
		{date(2026, 4, 2), "agenda.holiday"},
		{date(2027, 5, 6), "agenda.no-meeting"}, // moved away from Ascension Day
		{date(2027, 5, 13), ""},
		{date(2026, 1, 8), ""}, // moved over the end of the year
		{date(2025, 12, 4), "agenda.no-meeting"},
	}
	for _, test := range tests {
		err := AgendaItem{Meeting: test.day, Title: "x", Recommendation: "y"}.Check(rules)
		if got := keys(err); len(got) != 0 && test.want == "" || test.want != "" && (len(got) != 1 || got[0] != test.want) {
			t.Errorf("%s: %v, want %q", test.day.Format(time.DateOnly), got, test.want)
		}
	}
	if diff := cmp.Diff([]string{"agenda.no-title", "agenda.no-recommendation"}, keys(AgendaItem{Meeting: date(2024, 3, 5)}.Check(Governance{}))); diff != "" {
		t.Error(diff)
	}
	held := AgendaItem{Meeting: date(2024, 12, 31)}
	if diff := cmp.Diff([]string{"agenda.not-held"}, keys(CouncilDecision{Outcome: OutcomeNoted, Text: "x"}.Check(held, date(2024, 12, 30)))); diff != "" {
		t.Error(diff)
	}
	if err := (CouncilDecision{Outcome: OutcomeNoted, Text: "x"}).Check(held, date(2024, 12, 31).Add(time.Minute)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"agenda.conditions"}, keys(CouncilDecision{Outcome: OutcomeConditional, Text: "x"}.Check(held, date(2025, 1, 1)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"agenda.no-outcome", "agenda.no-text", "agenda.conditions"}, keys(CouncilDecision{Conditions: []string{"c"}}.Check(held, date(2025, 1, 1)))); diff != "" {
		t.Error(diff)
	}
}

func keys(err error) (all []string) {
	if err == nil {
		return nil
	}
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() { //nolint:errorlint // Check joins what it finds
		all = append(all, one.(*Error).Key) //nolint:errorlint // the rules are told as they are
	}
	return all
}

// A quarter's papers tell its own meetings, the last day of the quarter as well as
// the first, and of a frozen quarter only what was written when it was frozen.
func TestAgendaIn(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	item := func(number int64, meeting, written string, decided ...string) AgendaItem {
		one := AgendaItem{Number: number, Meeting: day(meeting), At: day(written)}
		for _, at := range decided {
			one.Decisions = append(one.Decisions, CouncilDecision{Text: at, At: day(at)})
		}
		return one
	}
	all := []AgendaItem{
		item(1, "2014-06-30", "2014-06-01", "2014-06-30", "2014-08-01"), item(2, "2014-04-01", "2014-03-01"),
		item(3, "2014-03-31", "2014-03-01"), item(4, "2014-07-01", "2014-06-01"), item(5, "2014-05-01", "2014-08-01"),
	}
	quarter := calc.Quarter{Year: 2014, Q: 2}
	then := AgendaIn(all, quarter, day("2014-07-15"))
	if len(then) != 2 || then[0].Number != 2 || then[1].Number != 1 || then[1].Standing().Text != "2014-06-30" {
		t.Errorf("as known in July: %+v", then)
	}
	now := AgendaIn(all, quarter, day("2014-09-01"))
	if len(now) != 3 || now[1].Number != 5 || now[2].Standing().Text != "2014-08-01" || len(all[0].Decisions) != 2 {
		t.Errorf("as known in September: %+v", now)
	}
}
