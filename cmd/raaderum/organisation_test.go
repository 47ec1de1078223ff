package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A municipality's own rules come in as a file: its name is the id, and what
// does not hold together is said with the file and what to mend.
func TestOrganisationFromAFile(t *testing.T) {
	profile, err := os.ReadFile("../../portfolio/profiles/greve.json")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "raaderum.db")
	add := func(name, text string) (int, string, string) {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return commandOf(t, "organisation", "add", file, "--database", database)
	}
	own := strings.Replace(string(profile), "Greve Kommune", "Hjemby Kommune", 1)
	if code, out, errs := add("hjemby.json", own); code != exitDone || out != "hjemby\n" {
		t.Fatalf("exit %d, %q %s", code, out, errs)
	}
	if _, out, _ := commandOf(t, "organisation", "list", "--database", database); !strings.Contains(out, "Hjemby Kommune") {
		t.Errorf("the list is %q", out)
	}
	for _, test := range []struct {
		name, text string
		code       int
		says       string
	}{
		{"felt.json", strings.Replace(own, `"councilName"`, `"rådetsNavn"`, 1), exitPerson, "felt.json: Profilen har et felt, der ikke findes: »rådetsNavn«"},
		{"afbrudt.json", own[:60], exitPerson, "linje 4"},
		{"to.json", own + own, exitPerson, "ikke en profil"},
		{"vaerdi.json", strings.Replace(own, `"fromYear": 2012`, `"fromYear": "tolv"`, 1), exitPerson, "»strategy.fromYear«"},
		{"metode.json", strings.Replace(own, "new-permanent", "ny", 1), exitPerson, "»ny«"},
		{"Høje Sted.json", own, exitUsage, "hjemby.json"},
	} {
		code, _, errs := add(test.name, test.text)
		if code != test.code || !strings.Contains(errs, test.says) {
			t.Errorf("%s: exit %d, %q", test.name, code, errs)
		}
	}
	if code, _, errs := commandOf(t, "organisation", "add", filepath.Join(folder, "findes-ikke.json"), "--database", database); code != exitUsage || !strings.Contains(errs, "findes-ikke.json") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

// A municipality that no line of code knows: made from a file, its coordinators
// and working groups named in the file it is written out as, and taken in again.
// A file that somebody else was faster than is a conflict, and so is one that
// does not know what it was written from.
func TestOrganisationIsChangedThroughAFile(t *testing.T) {
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "raaderum.db")
	command := func(code int, says string, args ...string) string {
		t.Helper()
		got, out, errs := commandOf(t, append(args, "--database", database)...)
		if got != code || !strings.Contains(out+errs, says) {
			t.Fatalf("%v: exit %d, %s%s", args, got, out, errs)
		}
		return out
	}
	write := func(name, text string) string {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	command(exitDone, "tredje", "organisation", "add", write("tredje.json", `{"name": "Tredje Kommune",
		"governance": {"councilName": "It-rådet", "headlineMethod": "in-year", "paybackLimit": 4, "deadlineDays": 10},
		"strategy": {"name": "Digital 2020", "fromYear": 2020, "toYear": 2023, "goals": [{"number": 1, "text": "Råderum"}],
			"focusAreas": [{"id": "skole", "name": "Skole", "crossCutting": false, "coordinator": ""}],
			"targets": [{"year": 2020, "ore": 100000000, "efficiencyBudgetOre": null, "priceLevel": {"basis": "current"}}]}}`))
	shown := command(exitDone, `"revision": 1`, "organisation", "show")
	named := strings.Replace(shown, `"coordinator": ""`, `"coordinator": "Asta Eksempel", "workingGroup": {"taskForce": "Nels Eksempel", "members": ["Olga Eksempel", "Palle Eksempel"]}`, 1)
	command(exitDone, "tredje", "organisation", "change", write("navne.json", named))
	again := command(exitDone, `"revision": 2`, "organisation", "show")
	for _, want := range []string{`"coordinator": "Asta Eksempel"`, `"taskForce": "Nels Eksempel"`, `"Palle Eksempel"`, `"paybackLimit": 4`} {
		if !strings.Contains(again, want) {
			t.Errorf("%s is not in %s", want, again)
		}
	}
	command(exitPerson, "Tredje Kommune", "organisation", "change", write("sen.json", named)) // still of revision 1
	command(exitPerson, "organisation show", "organisation", "change", write("uden.json", strings.Replace(again, `"revision": 2,`, "", 1)))
	command(exitPerson, "Skole", "organisation", "change", write("to.json", strings.Replace(again, `"Palle Eksempel"`, `"Olga Eksempel"`, 1)))
}
