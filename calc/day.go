package calc

import "time"

// daysFromFirst counts calendar days from the first date, by the dates as
// written and not by the clock, so summer time does not matter. The counts are
// appended to days.
func daysFromFirst(days []int64, dates []time.Time) ([]int64, error) {
	if len(dates) == 0 {
		return days, nil
	}
	first := dayNumber(dates[0])
	for i, date := range dates {
		since := dayNumber(date) - first
		if err := checkDay(date, since, i); err != nil {
			return nil, err
		}
		days = append(days, since)
	}
	return days, nil
}

// checkDay is nil for a date that is filled in and not too far from the first.
func checkDay(date time.Time, since int64, i int) error {
	switch {
	case date.IsZero():
		return &Error{ErrDateMissing, indexed("dates", i)}
	case since > maxDays || since < -maxDays:
		return &Error{ErrDateRange, indexed("dates", i)}
	}
	return nil
}

// dayNumber counts days from 1 January 1970 on the date's own calendar.
func dayNumber(date time.Time) int64 {
	const day = 24 * 60 * 60
	seconds := date.Unix()
	if date.Location() != time.UTC { // whose zone needs no looking up
		_, offset := date.Zone()
		seconds += int64(offset)
	}
	number := seconds / day
	if seconds%day < 0 {
		number--
	}
	return number
}
