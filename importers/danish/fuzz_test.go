package danish

import (
	"math"
	"strconv"
	"testing"
	"time"
)

// A date is a day of the calendar, or as much of one as was written.
func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"31-12-2013", "31. december 2013", "ultimo 2013", "uge 53 2015", "1. halvår 2014", "2. kvt. 13", "forår 2014", "29/2-2013", "2013-12-31T10:00", "00-00-0000"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := ParseDate(text)
		if !ok {
			if d != (Date{}) {
				t.Fatalf("%q is no date and gives %+v", text, d)
			}
			return
		}
		if d.Precision == DayPrecision && d.Year > 0 {
			day := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
			if day.Day() != d.Day || int(day.Month()) != d.Month {
				t.Fatalf("%q is %+v, a day that never was", text, d)
			}
		}
		if d.Year == 0 {
			return
		}
		if first, last := d.Bounds(); last.Before(first) || last.Sub(first) > 366*24*time.Hour {
			t.Fatalf("%q reaches from %s to %s", text, first, last)
		}
	})
}

// A stored number is the float64 it was written from, to the 15 digits Excel means.
func FuzzParseStored(f *testing.F) {
	for _, text := range []string{"1.0049999999999999", "1E-7", "-0", "123456789012345678", "9.9999999999999995E+22", ".5", "1e400", "--1", "+", "1.", "0.000"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := ParseStored(text)
		x, err := strconv.ParseFloat(text, 64)
		if !ok {
			return
		}
		if err != nil {
			t.Fatalf("%q is %s and no number (%v)", text, d, err)
		}
		if got := d.Float(); math.Abs(got-x) > 1e-14*math.Abs(x) && math.Abs(x) > 1e-29 {
			t.Fatalf("%q is read as %v", text, got)
		}
	})
}
