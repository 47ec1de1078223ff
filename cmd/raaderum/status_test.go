package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/testdata"
)

// The command line says, confirms and shows what the web does.
func TestStatusCommands(t *testing.T) {
	url, command := frozenDatabase(t)
	want := func(wantCode int, wantText string, args ...string) string {
		t.Helper()
		code, stdout, stderr := command(append(args, "--database", url)...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
		return stdout
	}
	manifest, _ := testdata.Demo()
	for _, name := range manifest.Organisations[0].Files {
		if code, stdout, stderr := command("import", "--database", url, "--by", "u1", "../../testdata/demo/"+name); code != exitDone {
			t.Fatalf("import of %s: %d %s%s", name, code, stdout, stderr)
		}
	}
	round := want(exitDone, " gevinster med en plan for 2. kvartal 2014 er bekræftet.", "status", "round", "2014K2")
	if !strings.Contains(round, "Indberettet, ikke bekræftet") || !strings.Contains(round, "Uforklaret") {
		t.Errorf("the round is %s", round)
	}
	var document portfolio.StatusRound
	if err := json.Unmarshal([]byte(want(exitDone, "", "status", "round", "2014K2", "--json")), &document); err != nil {
		t.Fatal(err)
	}
	var behind portfolio.RoundCase
	for _, one := range document.Cases {
		if one.Deviation != nil && one.Deviation.Shortfall > 200_00 {
			behind = one
		}
	}
	benefit := behind.Deviation.Benefits[0]
	amount := strconv.FormatFloat(benefit.Realised.Kroner(), 'f', 2, 64)
	amount = strings.Replace(amount, ".", ",", 1)
	want(exitDone, "er bekræftet af Analytiker", "status", "confirm", "2014K2", string(behind.Case), string(benefit.Benefit), amount, "--by", "u1")
	want(exitPerson, "er ikke længere 1", "status", "confirm", "2014K2", string(behind.Case), string(benefit.Benefit), "1", "--by", "u1")
	want(exitDone, "Indberetning nr. 1", "status", "report", "2014K2", string(behind.Case), "--comment", "Sent", "--deviation", "delayed;100,25;Chef A;2014K4;Sen levering", "--by", "u1")
	want(exitPerson, "En anden har indberettet", "status", "report", "2014K2", string(behind.Case), "--comment", "Igen", "--after", "0", "--by", "u1")
	want(exitDone, `"number":2`, "status", "report", "2014K2", string(behind.Case), "--comment", "Igen", "--deviation", "delayed;100,25;Chef A;2014K4;Sen levering", "--json", "--by", "u1")
	told := want(exitDone, "1 af ", "status", "round", "2014K2")
	if !strings.Contains(told, "100,25 kr.  Forsinket idriftsættelse, Chef A, ventes indhentet i 4. kvartal 2014: Sen levering") {
		t.Errorf("the round tells %s", told)
	}
	want(exitPerson, "findes ikke", "status", "report", "2014K2", "BC99", "--comment", "x")
	want(exitUsage, "er ikke en årsag", "status", "report", "2014K2", "BC99", "--deviation", "delayed")
	want(exitUsage, "entydigt beløb", "status", "report", "2014K2", "BC99", "--deviation", "delayed;1,500;A")
	want(exitUsage, "ikke et kvartal", "status", "report", "2014K2", "BC99", "--deviation", "delayed;1;A;snart")
	want(exitPerson, "findes ikke", "status", "confirm", "2014K2", "BC99", "G1", "1")
}

// A meeting from the item to what was believed, on the command line.
func TestMeetingCommands(t *testing.T) {
	url, command := frozenDatabase(t)
	want := func(wantCode int, wantText string, args ...string) {
		t.Helper()
		code, stdout, stderr := command(append(args, "--database", url)...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
	}
	want(exitDone, "2014K1 ", "snapshot", "freeze", "2014K1")
	exported := t.TempDir() + "/k1.json"
	want(exitDone, "", "snapshot", "export", "2014K1", exported)
	id, _ := oneBenefit(t, readSnapshotFile(t, exported))
	want(exitUsage, "ikke en dato", "meeting", "add", "i morgen", "Sag")
	want(exitPerson, "indstilles til", "meeting", "add", "2014-06-26", "Sag")
	want(exitDone, "Rådet så 1. kvartal 2014", "meeting", "add", "2014-06-26", "Sag", "--recommendation", "Godkendes", "--case", id)
	want(exitPerson, "intet punkt med nummer 9", "meeting", "decide", "9", "--outcome", "approved", "--text", "Ja")
	want(exitPerson, "mindst én betingelse", "meeting", "decide", "1", "--outcome", "approved-on-conditions", "--text", "Ja")
	want(exitDone, "Betingelser: Ny plan.", "meeting", "decide", "1", "--outcome", "approved-on-conditions", "--text", "Ja", "--condition", "Ny plan")
	want(exitPerson, "En anden har skrevet", "meeting", "decide", "1", "--outcome", "approved", "--text", "Ja")
	want(exitDone, "Troede vi dengang: nettonutidsværdi", "meeting", "show", "2014-06-26")
	want(exitDone, `"believed":{"npv":`, "meeting", "show", "--case", id, "--json")
	want(exitDone, `{"items":[]}`, "meeting", "show", "2014-06-27", "--json")
}
