package portfolio

import "time"

// The days of the weekend, on which municipalities are closed as on a holiday.
const (
	Saturday Holiday = "saturday"
	Sunday   Holiday = "sunday"
)

// ClosedOn (lukkedag) is why municipalities are closed on a day: a holiday, else
// the weekend; "" when they are open.
func ClosedOn(day time.Time) Holiday {
	if holiday := HolidayOn(day); holiday != "" {
		return holiday
	}
	switch dayOf(day).Weekday() {
	case time.Saturday:
		return Saturday
	case time.Sunday:
		return Sunday
	}
	return ""
}

// LastOpen is the last day up to and with a day on which municipalities are open:
// when papers for a deadline on a closed day are in fact handed in. The deadline
// itself is counted in days of the calendar and is not moved.
func LastOpen(day time.Time) time.Time {
	day = dayOf(day)
	for ClosedOn(day) != "" {
		day = day.AddDate(0, 0, -1)
	}
	return day
}
