package portfolio

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// By the calendar: Christmas Eve of 2026 is a Thursday and New Year's Day of 2027
// a Friday; Easter Sunday was 31 March in 2024; 30 April was a Saturday in 2022, a
// Sunday in 2023 and a Tuesday in 2024; 29 February was a Saturday in 2020 and a
// Thursday in 2024.
func TestLastOpenDay(t *testing.T) {
	for _, one := range []struct {
		day    time.Time
		closed Holiday
		open   time.Time
	}{
		{date(2026, 12, 23), "", date(2026, 12, 23)},
		{date(2026, 12, 24), ChristmasEve, date(2026, 12, 23)},
		{date(2026, 12, 26), BoxingDay, date(2026, 12, 23)}, // a Saturday too
		{date(2026, 12, 27), Sunday, date(2026, 12, 23)},
		{date(2027, 1, 1), NewYearsDay, date(2026, 12, 30)},
		{date(2024, 3, 31), EasterSunday, date(2024, 3, 27)},
		{date(2024, 4, 1), EasterMonday, date(2024, 3, 27)},
		{date(2022, 4, 30), Saturday, date(2022, 4, 29)},
		{date(2023, 4, 30), Sunday, date(2023, 4, 28)},
		{date(2024, 4, 30), "", date(2024, 4, 30)},
		{date(2020, 2, 29), Saturday, date(2020, 2, 28)},
		{date(2024, 2, 29), "", date(2024, 2, 29)},
	} {
		if closed, open := ClosedOn(one.day), LastOpen(one.day); closed != one.closed || !open.Equal(one.open) {
			t.Errorf("%s: %q, open %s; want %q, %s", one.day.Format(time.DateOnly), closed, open.Format(time.DateOnly), one.closed, one.open.Format(time.DateOnly))
		}
	}
}

// Whatever the day: the last open day is open, not after it, and every day between
// is closed. No stretch of closed days is longer than ten.
func TestLastOpenIsTheLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := date(rapid.IntRange(1990, 2100).Draw(t, "year"), 1, 1).AddDate(0, 0, rapid.IntRange(0, 365).Draw(t, "day"))
		open := LastOpen(day)
		if ClosedOn(open) != "" || open.After(day) || daysBetween(open, day) > 10 {
			t.Fatalf("%s: %s", day, open)
		}
		for one := open.AddDate(0, 0, 1); !one.After(day); one = one.AddDate(0, 0, 1) {
			if ClosedOn(one) == "" {
				t.Fatalf("%s is open, after %s", one, open)
			}
		}
	})
}

// Albertslund's council meets on 7 January 2027, the first Thursday. Two weeks
// before is Christmas Eve, four days after 20 December: the deadline stays there,
// and the reasons say that the town hall closes the day before. The proposals of
// the middle class were due on 30 April 2022, a Saturday.
func TestADeadlineOnAClosedDayIsMarked(t *testing.T) {
	org := albertslund(t)
	reason := func(r Route, code string) RouteReason {
		at := slices.IndexFunc(r.Reasons, func(one RouteReason) bool { return one.Code == code })
		if at < 0 {
			t.Fatalf("no reason %s among %+v", code, r.Reasons)
		}
		return r.Reasons[at]
	}
	today := date(2026, 12, 20)
	r := RouteOf(org, Evaluate(routed(50_000), TermsFor(routed(50_000), today)), today)
	if !r.Meeting.Date.Equal(date(2027, 1, 7)) || !r.Meeting.Deadline.Equal(date(2026, 12, 24)) || *r.Days != 4 {
		t.Errorf("meeting %s by %s, in %d days", r.Meeting.Date, r.Meeting.Deadline, *r.Days)
	}
	if args := reason(r, "deadline-closed").Args; args["closed"] != ChristmasEve || args["open"] != date(2026, 12, 23) {
		t.Errorf("%+v", args)
	}
	today = date(2022, 4, 1)
	r = RouteOf(org, Evaluate(routed(300_000), TermsFor(routed(300_000), today)), today)
	if args := reason(r, "proposal-closed").Args; args["closed"] != Saturday || args["open"] != date(2022, 4, 29) {
		t.Errorf("%+v", args)
	}
	if slices.ContainsFunc(r.Reasons, func(one RouteReason) bool { return one.Code == "deadline-closed" }) {
		t.Errorf("%s is an open day: %+v", r.Meeting.Deadline, r.Reasons)
	}
}

// Why a meeting is on a holiday: the rule of first Thursdays gives 2 April 2026,
// Maundy Thursday; a meeting moved to 14 May 2026, Ascension Day, was put there.
func TestWhyAMeetingIsOnAHoliday(t *testing.T) {
	org := albertslund(t)
	calendar := *org.Governance.Meeting
	calendar.Moved = map[string]string{"2026-05-07": "2026-05-14"}
	org.Governance.Meeting = &calendar
	for today, want := range map[time.Time]string{date(2026, 3, 15): "holiday", date(2026, 4, 20): "holiday-set"} {
		r := RouteOf(org, Evaluate(routed(50_000), TermsFor(routed(50_000), today)), today)
		if !slices.ContainsFunc(r.Reasons, func(one RouteReason) bool { return one.Code == want }) {
			t.Errorf("%s: %s is a holiday, and the reasons are %+v", today, r.Meeting.Date, r.Reasons)
		}
	}
}

// 29 February is the last day of the month in a year without it.
func TestProposalsByTheEndOfFebruary(t *testing.T) {
	class := AmountClass{ProposalsBy: "02-29"}
	for today, want := range map[time.Time]time.Time{
		date(2026, 3, 1): date(2027, 2, 28), date(2027, 2, 28): date(2027, 2, 28), date(2027, 3, 1): date(2028, 2, 29),
		date(2028, 2, 29): date(2028, 2, 29), time.Date(2028, 2, 29, 23, 30, 0, 0, time.UTC): date(2029, 2, 28), // 1 March here
	} {
		if got, ok := class.nextProposal(today); !ok || !got.Equal(want) {
			t.Errorf("on %s: %s, want %s", today, got, want)
		}
	}
}

// Half-open classes of a municipality's own limits: an øre below is the class
// below, exactly on is the class above, and a sum below all of them is said so
// instead of being called unknown.
func TestBordersOfAmountClasses(t *testing.T) {
	middle, large := kr(75_000), kr(333_333.33)
	org := Organisation{Governance: Governance{AmountClasses: []AmountClass{
		{Name: "Lille", Below: &middle}, {Name: "Mellem", From: middle, Below: &large}, {Name: "Stor", From: large},
	}}}
	for kroner, want := range map[float64]string{0: "Lille", 0.01: "Lille", 74_999.99: "Lille", 75_000: "Mellem", 333_333.32: "Mellem", 333_333.33: "Stor", 1e9: "Stor", -0.01: ""} {
		bc := routed(kroner)
		r := RouteOf(org, Evaluate(bc, TermsFor(bc, date(2019, 3, 15))), date(2019, 3, 15))
		switch {
		case want == "" && (r.Class != nil || r.Reasons[0].Code != "below-classes"):
			t.Errorf("%v kr.: %+v, %+v", kroner, r.Class, r.Reasons)
		case want != "" && (r.Class == nil || r.Class.Name != want):
			t.Errorf("%v kr.: %+v, want %s", kroner, r.Class, want)
		}
	}
}
