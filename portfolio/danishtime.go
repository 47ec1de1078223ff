package portfolio

import (
	"time"
	_ "time/tzdata" // a server without the time zones still knows when it is midnight here
)

// denmark (dansk tid) is the time zone of every municipality: its days, quarters
// and years begin at midnight there, wherever the server stands.
var denmark = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		panic(err) // it is embedded
	}
	return zone
}()

// InDenmark is a moment as clocks in Denmark show it. A day, which is midnight in
// UTC, is the same day there.
func InDenmark(t time.Time) time.Time { return t.In(denmark) }

// Today is the day of a moment in Denmark, as days are kept: midnight in UTC.
func Today(now time.Time) time.Time { return dayOf(now) }
