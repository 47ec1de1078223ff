package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The way through on the command line: import, preview of a new version cell by
// cell, import, undo; and the file may come again.
func TestImportPreviewUndo(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	in := func(args ...string) (int, string, string) {
		t.Helper()
		return commandOf(t, append(args, "--database", database)...)
	}
	if code, _, errs := in("organisation", "add", "greve"); code != exitDone {
		t.Fatal(errs)
	}
	list := func(name, gain string) string {
		t.Helper()
		path := filepath.Join(t.TempDir(), name)
		text := "Nr.;Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nP1;Alfa;1.250;" + gain + "\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first, second := list("liste.csv", "2.000"), list("liste2.csv", "3.000")
	answer := []string{"--answer", "price-level@liste=2016-pl", "--answer", "price-level@liste2=2016-pl"}
	if code, out, errs := in(append([]string{"import", first}, answer...)...); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	code, out, errs := in(append([]string{"import", "--preview", second}, answer...)...)
	for _, want := range []string{"2.000,00 → 3.000,00 (+1.000,00) liste2!D2", "Nettonutidsværdi"} {
		if code != exitDone || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q in %s%s", code, want, out, errs)
		}
	}
	if code, out, errs := in(append([]string{"import", second}, answer...)...); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if code, out, _ := in("import", "undo", "--dry-run", "2"); code != exitDone || !strings.Contains(out, "3.000,00 → 2.000,00 (−1.000,00)") {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, out, errs := in("import", "undo", "2"); code != exitDone || !strings.Contains(out, "er fortrudt") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if code, _, errs := in("import", "undo", "2"); code != exitPerson || !strings.Contains(errs, "blev fortrudt") {
		t.Errorf("twice: exit %d: %s", code, errs)
	}
	if code, out, errs := in(append([]string{"import", second}, answer...)...); code != exitDone {
		t.Errorf("again: exit %d: %s%s", code, out, errs)
	}
	if code, out, _ := in(append([]string{"import", second}, answer...)...); code != exitPerson || !strings.Contains(out, "allerede indlæst som nr. 3") {
		t.Errorf("the same bytes: exit %d: %s", code, out)
	}
}

// A mapping that was saved answers for the next file of its kind, whatever that
// is called.
func TestImportSavesMapping(t *testing.T) {
	text := "Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nAlfa;1.250,50;2.000\n"
	folder := t.TempDir()
	for _, name := range []string{"liste.csv", "næste.csv"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mapping := filepath.Join(folder, "skema.json")
	code, out, errs := importRunOf(t, "--dry-run", "--answer", "price-level@liste=2016-pl", "--save-map", mapping, filepath.Join(folder, "liste.csv"))
	if code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	saved, err := os.ReadFile(mapping)
	if err != nil || !strings.Contains(string(saved), `"price-level@liste": "2016-pl"`) || !strings.Contains(string(saved), "B1 investering #### (kr.)") {
		t.Errorf("%s, %v", saved, err)
	}
	if code, out, errs := importRunOf(t, "--dry-run", "--map", mapping, filepath.Join(folder, "næste.csv")); code != exitDone {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if code, _, _ := importRunOf(t, "--dry-run", filepath.Join(folder, "næste.csv")); code != exitPerson {
		t.Errorf("without the mapping: exit %d", code)
	}
}
