package main

import (
	"time"

	"github.com/spf13/cobra"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// writtenTimes are the ways to write a time; without an hour it is noon, so that
// no zone makes it another day.
var writtenTimes = []struct {
	layout string
	later  time.Duration
}{{time.DateOnly, 12 * time.Hour}, {"2006-01-02 15:04", 0}, {"2006-01-02T15:04", 0}, {time.RFC3339, 0}}

// timeWritten is the time in Denmark that somebody wrote.
func timeWritten(text string) (at time.Time, ok bool) {
	for _, form := range writtenTimes {
		if at, err := time.ParseInLocation(form.layout, text, portfolio.InDenmark(time.Time{}).Location()); err == nil {
			return portfolio.InDenmark(at.Add(form.later)), true
		}
	}
	return time.Time{}, false
}

// setClock has the command live at the time that was typed. From there the clock
// goes on, so that a server's sessions grow old.
func (env *environment) setClock(cmd *cobra.Command, typed string) error {
	if typed == "" {
		return nil
	}
	at, ok := timeWritten(typed)
	if !ok {
		return &usageError{key: "flag-value", args: map[string]any{"flag": "--now", "value": typed}, command: cmd.CommandPath()}
	}
	clock := env.now
	away := at.Sub(clock())
	env.now, env.clock = func() time.Time { return clock().Add(away) }, clock
	return nil
}

// tellClock lets a database know that its clock was typed.
func (env *environment) tellClock(database *store.Store) {
	if env.clock != nil {
		database.TypedClock(env.clock)
	}
}

// realNow is the real clock: when a backup was taken and put back are facts, whatever
// time somebody typed.
func (env *environment) realNow() func() time.Time {
	if env.clock != nil {
		return env.clock
	}
	return env.now
}
