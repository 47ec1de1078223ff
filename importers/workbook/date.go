package workbook

import (
	"math"
	"strings"
	"time"
)

// isDateFormat tells whether a number format shows a point in time. Only the
// first section counts; quoted and escaped characters and brackets do not. A
// format with digits is a number's, but for fractions of a second. An elapsed
// time ([h]:mm) is a duration, not a date.
func isDateFormat(code string) bool {
	date := false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			closing := strings.IndexByte(code[i+1:], '"')
			if closing < 0 {
				return date
			}
			i += closing + 1
		case '\\', '_', '*':
			i++
		case '[':
			closing := strings.IndexByte(code[i:], ']')
			if closing < 0 {
				return false
			}
			if strings.Trim(code[i+1:i+closing], "hmsHMS") == "" {
				return false
			}
			i += closing
		case ';':
			return date
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S', 'e', 'E':
			date = true
		case 'g', 'G': // an era, unless it is General
			if len(code) >= i+7 && strings.EqualFold(code[i:i+7], "general") {
				return false
			}
		case '#', '?', '@', '%':
			return false
		case '0':
			if !date {
				return false
			}
		}
	}
	return date
}

// Serials of the last day Excel knows, 9999-12-31.
const (
	endOf1900 = 2958466
	endOf1904 = 2957004
)

// dateOf is the time a serial means; false outside Excel's calendar. In the
// 1900 system day 60 is 29 February 1900, which never was, and days before it
// count from 31 December 1899 (Excel keeps this error of Lotus 1-2-3). In the
// 1904 system day 0 is 1 January 1904.
func dateOf(serial float64, date1904 bool) (time.Time, bool) {
	first, end := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC), float64(endOf1900)
	switch {
	case date1904:
		first, end = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC), endOf1904
	case serial >= 60 && serial < 61:
		return time.Time{}, false
	case serial < 60:
		first = first.AddDate(0, 0, 1)
	}
	if !(serial >= 0 && serial < end) {
		return time.Time{}, false
	}
	days, part := math.Modf(serial)
	seconds := math.Round(part * 86400)
	return first.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second), true
}

// serialOf is the serial of a time, the inverse of dateOf.
func serialOf(t time.Time, date1904 bool) float64 {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if t.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) {
		first = first.AddDate(0, 0, 1)
	}
	return float64(t.Unix()-first.Unix()) / 86400 // a Duration holds 292 years only
}

// isoForms are the ways ISO 29500 lets a date cell (t="d") be written.
var isoForms = []string{
	"2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05",
}

// parseISO reads the text of an ISO date cell; its time zone is not part of
// the calendar day meant.
func parseISO(text string) (time.Time, bool) {
	for _, form := range isoForms {
		if t, err := time.Parse(form, text); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC), true
		}
	}
	return time.Time{}, false
}
