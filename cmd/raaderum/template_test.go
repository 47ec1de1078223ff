package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The template that the command writes is recognised by the importer, which
// asks for what nobody has filled in, and names the cell to fill it in.
func TestTemplateCommandWritesWhatImportReads(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sag.xlsx")
	if got := command(t, nil, "template", name, "--profile", "greve"); got.code != exitDone || got.stdout+got.stderr != "" {
		t.Fatalf("exit %d, stdout %q, stderr %q", got.code, got.stdout, got.stderr)
	}
	got := command(t, nil, "import", "--dry-run", "--json", name)
	if got.code != exitPerson {
		t.Errorf("an empty template imports with exit %d", got.code)
	}
	for _, want := range []string{`"raaderum-template"`, `"unit@Stamdata"`, `"price-level@Stamdata"`, `"form-title-missing"`, `Greve Kommune`} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("no %s in %s", want, got.stdout)
		}
	}
}

// A municipality of one's own has its template too, without code.
func TestTemplateOfAProfileFile(t *testing.T) {
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "raaderum.db")
	command(t, nil, "organisation", "add", "greve", "--database", database)
	shown := command(t, nil, "organisation", "show", "--database", database)
	profile := filepath.Join(folder, "hjemby.json")
	if err := os.WriteFile(profile, []byte(strings.ReplaceAll(shown.stdout, "Greve Kommune", "Hjemby Kommune")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"template", folder + "/sag.xlsx"}, {"template", "series", folder + "/aar.xlsx"}} {
		if got := command(t, nil, append(args, "--profile", profile)...); got.code != exitDone || got.stdout+got.stderr != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := command(t, nil, "import", "--dry-run", "--json", folder+"/sag.xlsx"); !strings.Contains(got.stdout, "Hjemby Kommune") {
		t.Errorf("the template is not Hjemby's: %s", got.stdout)
	}
	if got := command(t, nil, "template", "-", "--profile", folder+"/borte.json"); got.code != exitUsage || got.stdout != "" {
		t.Errorf("a file that is not there: exit %d, %d bytes", got.code, len(got.stdout))
	}
}

// Somebody's filled-in template must survive the same command run twice.
func TestTemplateCommandOverwritesNothing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sag.xlsx")
	if err := os.WriteFile(name, []byte("mit arbejde"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := command(t, nil, "template", name)
	if got.code != exitUsage || !strings.Contains(got.stderr, "findes allerede") {
		t.Errorf("exit %d, stderr %q", got.code, got.stderr)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "mit arbejde" {
		t.Errorf("the file is now %q (%v)", data, err)
	}
	if got := command(t, nil, "template", filepath.Join(name, "ingen", "sag.xlsx")); got.code != exitUsage {
		t.Errorf("an impossible path: exit %d", got.code)
	}
	if got := command(t, nil, "template", "-", "--profile", "nowhere"); got.code != exitPerson || got.stdout != "" {
		t.Errorf("an unknown profile: exit %d, %d bytes", got.code, len(got.stdout))
	}
}

func TestTemplateToStandardOutput(t *testing.T) {
	if got := command(t, nil, "template", "-", "--protect"); got.code != exitDone || !strings.HasPrefix(got.stdout, "PK") {
		t.Errorf("exit %d, %d bytes", got.code, len(got.stdout))
	}
}

// The template is .xlsx; Excel would refuse it under another ending.
func TestTemplateIsOnlyXLSX(t *testing.T) {
	for _, name := range []string{"sag.xls", "sag.xlsm", "sag"} {
		file := filepath.Join(t.TempDir(), name)
		code, _, errs := commandOf(t, "template", file)
		if _, err := os.Stat(file); code != exitUsage || !strings.Contains(errs, ".xlsx") || err == nil {
			t.Errorf("%s: exit %d, %q, %v", name, code, errs, err)
		}
	}
}
