package main

import (
	"encoding/json"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Between two frozen quarters, and from one of them to now; and what is refused.
func TestBridgeSaysWhy(t *testing.T) {
	url, command := frozenDatabase(t)
	want := func(wantCode int, wantText string, args ...string) string {
		t.Helper()
		code, stdout, stderr := command(args...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
		return stdout
	}
	want(exitDone, "2013K4 ", "snapshot", "freeze", "2013K4", "--database", url)
	want(exitDone, "2014K1 ", "snapshot", "freeze", "2014K1", "--database", url)
	want(exitDone, "1. kvartal 2014, frosset (", "snapshot", "bridge", "2013K4", "2014K1", "--database", url)
	want(exitPerson, "frosset", "snapshot", "bridge", "2013K3", "--database", url)
	want(exitPerson, "ligger før", "snapshot", "bridge", "2014K1", "2013K4", "--database", url)
	want(exitUsage, "2013K9", "snapshot", "bridge", "2013K9", "--database", url)
	want(exitUsage, "", "snapshot", "bridge", "--database", url)
	text := want(exitDone, "som det kendes nu, kr.", "snapshot", "bridge", "2014K1", "--database", url)
	if !strings.Contains(text, "Intet tal er ændret") {
		t.Errorf("a bridge to the same figures says %s", text)
	}

	var bridge portfolio.Bridge
	if err := json.Unmarshal([]byte(want(exitDone, "", "snapshot", "bridge", "2013K4", "2014K1", "--json", "--database", url)), &bridge); err != nil {
		t.Fatal(err)
	}
	if len(bridge.From.Hash) != 64 || len(bridge.Figures) == 0 || len(bridge.Cases) != 1 {
		t.Errorf("%+v", bridge)
	}
}
