package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A frozen quarter is corrected by a line, and stays as it was frozen.
func TestCorrectAFrozenQuarter(t *testing.T) {
	url, command := frozenDatabase(t)
	want := func(wantCode int, wantText string, args ...string) string {
		t.Helper()
		code, stdout, stderr := command(append(args, "--database", url)...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
		return stdout
	}
	want(exitDone, "2014K1 ", "snapshot", "freeze", "2014K1")
	file := t.TempDir() + "/k1.json"
	want(exitDone, "", "snapshot", "export", "2014K1", file)
	number, benefit := oneBenefit(t, readSnapshotFile(t, file))
	want(exitPerson, "skal have en årsag", "snapshot", "correct", "2014K1", number, benefit, "80.000,50")
	want(exitDone, "hvor intet var indberettet", "snapshot", "correct", "2014K1", number, benefit, "80.000,50", "--reason", "Porto var glemt")
	want(exitPerson, "intet at rette", "snapshot", "correct", "2014K1", number, benefit, "80000,50", "--reason", "igen")
	want(exitPerson, "findes ikke", "snapshot", "correct", "2014K1", "BC99", benefit, "1", "--reason", "x")
	want(exitPerson, "findes ikke", "snapshot", "correct", "2014K1", number, "ukendt", "1", "--reason", "x")
	want(exitUsage, "entydigt beløb", "snapshot", "correct", "2014K1", number, benefit, "1,500", "--reason", "x")
	want(exitPerson, "2. kvartal 2014 er ikke frosset", "snapshot", "correct", "2014K2", number, benefit, "1", "--reason", "x")
	want(exitDone, `"source":"Bilag 4711"`, "snapshot", "correct", "2014K1", number, benefit, "81000", "--reason", "Igen", "--source", "Bilag 4711", "--json")
	want(exitDone, "81.000,00 kr. (999,50 kr.). Igen [Bilag 4711] Kommandolinje", "snapshot", "corrections")
	want(exitDone, `{"corrections":[{"number":1,`, "snapshot", "corrections", "--json")
	want(exitDone, "holder", "verify")
}

// oneBenefit is the id of the first case with a benefit, and the benefit's.
func oneBenefit(t *testing.T, s portfolio.Snapshot) (caseID, benefit string) {
	t.Helper()
	report, err := s.Report()
	if err != nil {
		t.Fatal(err)
	}
	for _, figures := range report.Cases {
		for _, one := range figures.Case.Benefits {
			return string(figures.Case.ID), string(one.ID)
		}
	}
	t.Fatal("no benefit")
	return "", ""
}

func readSnapshotFile(t *testing.T, name string) (s portfolio.Snapshot) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	return s
}
