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
