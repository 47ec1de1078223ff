package portfolio

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// Denmark is an hour before UTC in winter and two in summer, from the last Sunday
// of March to the last of October (lov om sommertid; Directive 2000/84/EC): in
// 2024 31 March and 27 October.
func TestTheDayBeginsAtDanishMidnight(t *testing.T) {
	for moment, want := range map[string]time.Time{
		"2018-12-31T22:59:59Z":      date(2018, 12, 31),
		"2018-12-31T23:00:00Z":      date(2019, 1, 1),
		"2019-06-30T21:59:59Z":      date(2019, 6, 30),
		"2019-06-30T22:00:00Z":      date(2019, 7, 1),
		"2024-02-28T23:30:00Z":      date(2024, 2, 29), // a leap year
		"2023-02-28T23:30:00Z":      date(2023, 3, 1),
		"2024-03-30T22:59:59Z":      date(2024, 3, 30), // the night the clocks go forward
		"2024-03-30T23:00:00Z":      date(2024, 3, 31),
		"2024-03-31T21:59:59Z":      date(2024, 3, 31),
		"2024-03-31T22:00:00Z":      date(2024, 4, 1),
		"2024-10-26T22:00:00Z":      date(2024, 10, 27), // a day of 25 hours
		"2024-10-27T22:59:59Z":      date(2024, 10, 27),
		"2024-10-27T23:00:00Z":      date(2024, 10, 28),
		"2018-12-31T15:00:00-08:00": date(2019, 1, 1),   // the same moment in California
		"2019-01-01T08:00:00+09:00": date(2019, 1, 1),   // and in Japan
		"2019-01-01T07:59:59+09:00": date(2018, 12, 31), // where it has been the year for hours
	} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := Today(at); !got.Equal(want) {
			t.Errorf("%s is %s, want %s", moment, got.Format(time.DateOnly), want.Format(time.DateOnly))
		}
		if quarter := calc.QuarterOf(InDenmark(at)); quarter != calc.QuarterOf(want) {
			t.Errorf("%s is in %s, want %s", moment, quarter, calc.QuarterOf(want))
		}
	}
}

// A day that is kept as midnight in UTC is the same day, and a moment is the same
// day whatever zone its clock shows.
func TestDaysStayTheirDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1990, 2100).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		if got := Today(day); !got.Equal(day) {
			t.Fatalf("%s became %s", day, got)
		}
		moment := day.Add(time.Duration(rapid.Int64Range(0, int64(24*time.Hour)).Draw(t, "time")))
		zone := time.FixedZone("somewhere", rapid.IntRange(-12*3600, 14*3600).Draw(t, "zone"))
		if here, there := Today(moment), Today(moment.In(zone)); !here.Equal(there) {
			t.Fatalf("%s is %s, and %s is %s", moment, here, moment.In(zone), there)
		}
	})
}

// The first quarter of 2019 is over at midnight after 31 March: 22:00 UTC.
func TestAQuarterIsFrozenFromDanishMidnight(t *testing.T) {
	quarter := calc.Quarter{Year: 2019, Q: 1}
	over := time.Date(2019, 3, 31, 22, 0, 0, 0, time.UTC)
	if err := CheckFreeze(quarter, nil, over); err != nil {
		t.Errorf("at midnight: %v", err)
	}
	if err := CheckFreeze(quarter, nil, over.Add(-time.Second)); refusal(err) != "snapshot.too-early" {
		t.Errorf("a second before midnight: %v", err)
	}
}
