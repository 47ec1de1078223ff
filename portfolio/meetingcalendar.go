package portfolio

import (
	"cmp"
	"slices"
	"time"
)

// MeetingCalendar (mødekalender) is when a council meets: as a rule, the nth
// weekday of every so many months, and what is decided otherwise for single
// dates. A rule's date on a holiday is not moved by itself, since nobody has
// said where to; it is marked, and Moved says it when somebody has.
type MeetingCalendar struct {
	Weekday     string            `json:"weekday,omitempty"`     // "thursday"; "" when only Extra is known
	Nth         int               `json:"nth,omitempty"`         // 1 to 4
	EveryMonths int               `json:"everyMonths,omitempty"` // 1 monthly, 3 quarterly, from January
	EveryDays   int               `json:"everyDays,omitempty"`   // instead of a weekday: 14 every other week, counted from First
	First       string            `json:"first,omitempty"`       // "2019-01-10": any one of the meetings every so many days; "" when none is known
	Moved       map[string]string `json:"moved,omitempty"`       // "2026-01-01": "2026-01-08"; "" is cancelled
	Extra       []string          `json:"extra,omitempty"`       // meetings outside the rule
}

// Meeting (møde) is one meeting of the council.
type Meeting struct {
	Date     time.Time
	Planned  time.Time // what the rule says; zero for one outside it. Another day than Date: it was moved
	Holiday  Holiday   // of Date: it must be moved; "" for none
	Deadline time.Time // the last day for papers; zero when the profile has none
}

// Meetings are the meetings from one day to another, both included, in order.
func (g Governance) Meetings(from, to time.Time) []Meeting {
	calendar := g.Meeting
	if calendar == nil {
		return nil
	}
	from, to = dayOf(from), dayOf(to)
	var all []Meeting
	add := func(date, planned time.Time) {
		if date.Before(from) || date.After(to) {
			return
		}
		m := Meeting{Date: date, Planned: planned, Holiday: HolidayOn(date)}
		if g.DeadlineDays > 0 {
			m.Deadline = date.AddDate(0, 0, -g.DeadlineDays)
		}
		all = append(all, m)
	}
	for _, planned := range calendar.planned(monthOf(from), to) {
		if _, moved := calendar.Moved[planned.Format(time.DateOnly)]; !moved {
			add(planned, planned)
		}
	}
	for was, moved := range calendar.Moved { // from anywhere, into the span
		planned, err1 := time.Parse(time.DateOnly, was)
		date, err2 := time.Parse(time.DateOnly, moved)
		if err1 == nil && err2 == nil && slices.ContainsFunc(calendar.planned(planned, planned), planned.Equal) {
			add(date, planned)
		}
	}
	for _, extra := range calendar.Extra {
		if date, err := time.Parse(time.DateOnly, extra); err == nil {
			add(date, time.Time{})
		}
	}
	slices.SortFunc(all, func(a, b Meeting) int { return cmp.Or(a.Date.Compare(b.Date), a.Planned.Compare(b.Planned)) })
	return all
}

// NextMeeting is the first meeting whose papers can still be sent on a day;
// false when none is known within a year.
func (g Governance) NextMeeting(today time.Time) (Meeting, bool) {
	today = dayOf(today)
	for _, m := range g.Meetings(today, today.AddDate(1, 0, 0)) {
		if m.Deadline.IsZero() || !m.Deadline.Before(today) {
			return m, true
		}
	}
	return Meeting{}, false
}

// planned are the rule's dates from one day to another.
func (c MeetingCalendar) planned(from, to time.Time) (dates []time.Time) {
	if c.EveryDays > 0 {
		first, err := time.Parse(time.DateOnly, c.First)
		if err != nil {
			return nil
		}
		since := daysBetween(first, from)
		behind := ((since % c.EveryDays) + c.EveryDays) % c.EveryDays
		for day := from.AddDate(0, 0, (c.EveryDays-behind)%c.EveryDays); !day.After(to); day = day.AddDate(0, 0, c.EveryDays) {
			dates = append(dates, day)
		}
		return dates
	}
	for month := monthOf(from); !month.After(to); month = month.AddDate(0, 1, 0) {
		if day, ok := c.in(month); ok {
			dates = append(dates, day)
		}
	}
	return dates
}

// in is the rule's date in a month; false when the council does not meet in it.
func (c MeetingCalendar) in(month time.Time) (time.Time, bool) {
	weekday, ok := weekdays[c.Weekday]
	if !ok || c.EveryMonths < 1 || (int(month.Month())-1)%c.EveryMonths != 0 {
		return time.Time{}, false
	}
	first := (int(weekday) - int(month.Weekday()) + 7) % 7
	return month.AddDate(0, 0, first+7*(c.Nth-1)), true
}

func monthOf(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC) }

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday,
}
