package portfolio

import "time"

// Office (kontor) is who meets an idea before the council does: it presses it for
// principles and guidelines, holds a first meeting, and answers after each of its
// own meetings.
type Office struct {
	Name    string           `json:"name"`
	Meeting *MeetingCalendar `json:"meeting,omitempty"` // nil: not known when it meets
}

// OfficeAnswer (svar) is when an idea is answered at the latest, by the office's
// rhythm: on the day of its next meeting, or, when only the rhythm is known, so
// many days after the idea was sent.
type OfficeAnswer struct {
	Office  string
	By      time.Time
	Days    int  // until By; negative when it is past
	Exactly bool // By is a meeting's day and not only the latest possible
}

// answer is when the office answers what was sent on a day; false when it has no
// rhythm. A meeting on the day itself answers it.
func (o *Office) answer(sent, today time.Time) (OfficeAnswer, bool) {
	if o == nil || o.Meeting == nil || sent.IsZero() {
		return OfficeAnswer{}, false
	}
	sent = dayOf(sent)
	a := OfficeAnswer{Office: o.Name}
	rules := Governance{Meeting: o.Meeting}
	if next := rules.Meetings(sent, sent.AddDate(1, 0, 0)); len(next) > 0 {
		a.By, a.Exactly = next[0].Date, true
	} else if o.Meeting.EveryDays > 0 {
		a.By = sent.AddDate(0, 0, o.Meeting.EveryDays)
	} else {
		return OfficeAnswer{}, false
	}
	a.Days = daysBetween(today, a.By)
	return a, true
}
