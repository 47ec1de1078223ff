package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raaderum/portfolio"
)

// What is done with --now stands in the log at that time; neither before the last
// line nor in the future can anything be written, but be looked at.
func TestNowIsTyped(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "r.db")
	clock := time.Date(2016, 3, 1, 9, 0, 0, 0, time.UTC)
	at := func(now string, args ...string) (code int, out, errs string) {
		var stdout, stderr bytes.Buffer
		code = run(context.Background(), append(args, "--database", database, "--now", now), environment{
			stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: func() time.Time { return portfolio.InDenmark(clock) },
		})
		return code, stdout.String(), stderr.String()
	}
	if code, _, errs := at("2013-01-02", "organisation", "add", "greve"); code != 0 {
		t.Fatal(errs)
	}
	user := []string{"user", "add", "Maja Eksempel", "--org", "greve", "--role", "analyst"}
	for _, now := range []string{"2013-01-01", "2013-01-02 11:59", "2016-03-01 10:01"} {
		code, _, errs := at(now, user...)
		if code != 1 || !strings.Contains(errs, "--now, kan ikke stå i loggen") {
			t.Errorf("at %s: %d %s", now, code, errs)
		}
	}
	for _, now := range []string{"2013-01-02 12:00", "2013-01-02T13:00:00+01:00", "2016-03-01 10:00"} {
		if code, _, errs := at(now, user...); code != 0 {
			t.Errorf("at %s: %s", now, errs)
		}
	}
	if code, _, errs := at("1999-01-01", "account", "2013K1"); code != 0 {
		t.Errorf("looking at what was: %s", errs)
	}
	if code, _, errs := at("i går", "account", "2013K1"); code != exitUsage || !strings.Contains(errs, "--now") {
		t.Errorf("%d %s", code, errs)
	}
}

// A time that is written is one in Denmark: summer and winter, and noon of a day.
func TestTimeWritten(t *testing.T) {
	for text, want := range map[string]string{
		"2014-05-01": "2014-05-01T10:00:00Z", "2014-12-01": "2014-12-01T11:00:00Z", "2014-05-01 09:00": "2014-05-01T07:00:00Z",
		"2014-05-01T09:00": "2014-05-01T07:00:00Z", "2014-05-01T09:00:00Z": "2014-05-01T09:00:00Z", "2016-02-29": "2016-02-29T11:00:00Z",
		"2015-02-29": "", "1. maj 2014": "", "": "",
	} {
		at, ok := timeWritten(text)
		if got := at.UTC().Format(time.RFC3339); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %s, want %q", text, got, want)
		}
	}
}
