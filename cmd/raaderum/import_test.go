package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// importRunOf runs `raaderum import` in a folder of its own.
func importRunOf(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	return commandOf(t, append([]string{"import"}, args...)...)
}

func writeCSV(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "liste.csv")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A register without price level: one question, exit code 1; answered on the
// command line or by a mapping file it is ready, exit code 0.
func TestImportAsksAndIsAnswered(t *testing.T) {
	name := writeCSV(t, "Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nAlfa;1.250,50;2.000\n")
	code, out, _ := importRunOf(t, "--dry-run", "--json", name)
	var document struct {
		Files []struct {
			File, Status, SHA256 string
			Questions            []struct{ Key, Why string }
			Cases                []struct {
				Lines []struct {
					Kind    string
					Amounts []struct {
						Period, Cell, Raw string
						Ore               int64
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &document); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	file := document.Files[0]
	if code != exitPerson || file.Status != "questions" || len(file.Questions) != 1 || file.File != "liste.csv" {
		t.Fatalf("exit %d, %+v", code, file)
	}
	if q := file.Questions[0]; !strings.HasPrefix(q.Key, "price-level@") || strings.HasPrefix(q.Why, "[") {
		t.Errorf("question %+v", q)
	}
	if a := file.Cases[0].Lines[0].Amounts[0]; a.Ore != 125050 || a.Period != "2016" || a.Raw != "1.250,50" || !strings.HasSuffix(a.Cell, "!B2") {
		t.Errorf("amount %+v", a)
	}
	answer := file.Questions[0].Key + "=2016-pl"
	if code, out, errs := importRunOf(t, "--dry-run", "--json", "--answer", answer, name); code != exitDone {
		t.Errorf("answered: exit %d, %s%s", code, out, errs)
	}
	mapping := filepath.Join(t.TempDir(), "svar.json")
	if err := os.WriteFile(mapping, []byte(`{"answers":{"`+file.Questions[0].Key+`":"2016-pl"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := importRunOf(t, "--dry-run", "--map", mapping, name); code != exitDone || !strings.Contains(out, "klar") {
		t.Errorf("mapped: exit %d, %s%s", code, out, errs)
	}
}

func TestImportSaysWhatIsWrong(t *testing.T) {
	name := writeCSV(t, "Projekt;2016\nAlfa;1\n")
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--dry-run", "findes-ikke.xlsx"}, exitUsage, "findes-ikke.xlsx"},
		{[]string{"--dry-run", "--answer", "uden lighedstegn", name}, exitUsage, "uden lighedstegn"},
		{[]string{"--dry-run", "--map", name, name}, exitUsage, "liste.csv"},
		{[]string{"--database", "sqlite:" + t.TempDir() + "/empty.db", name}, exitUsage, "raaderum organisation add"},
		{[]string{"--dry-run"}, exitUsage, ""},
	} {
		code, _, errs := importRunOf(t, test.args...)
		if code != test.code || !strings.Contains(errs, test.says) {
			t.Errorf("%v: exit %d, %q", test.args, code, errs)
		}
	}
}

// Errors go to standard error with file, sheet and cell, whatever form the
// answer has; a file that is no workbook has no cell.
func TestImportErrorsGoToStandardError(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "sag.xlsx")
	if err := os.WriteFile(bad, []byte("ikke et regneark"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"import", "--dry-run"}, {"import", "--dry-run", "--json"}, {"evaluate"}, {"evaluate", "--json"}} {
		code, out, errs := commandOf(t, append(args, bad)...)
		if code != exitPerson || !strings.HasPrefix(errs, "sag.xlsx: Filen er ikke et regneark.") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
		if strings.Contains(out, "! :") || !strings.Contains(out, "Filen er ikke et regneark.") {
			t.Errorf("%v: answer %q", args, out)
		}
	}
	cell := writeCSV(t, "Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nAlfa;#DIV/0!;2.000\n")
	for _, args := range [][]string{{"import", "--dry-run"}, {"evaluate", "--json"}} {
		code, _, errs := commandOf(t, append(args, cell)...)
		if code != exitPerson || !strings.HasPrefix(errs, "liste.csv ") || !strings.Contains(errs, "!B2: ") {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

// A file that is not there is named, and the others are answered all the same.
func TestImportAnswersTheFilesThatAreThere(t *testing.T) {
	good := "../../testdata/demo/greve/gr-2012-01-fjernprint.xlsx"
	for _, args := range [][]string{{"import", "--dry-run", "--json"}, {"evaluate", "--json"}} {
		code, out, errs := commandOf(t, append(args, "findes-ikke.xlsx", good)...)
		if code != exitUsage || errs != "Filen findes-ikke.xlsx kan ikke læses.\n" || !strings.Contains(out, `"file":"gr-2012-01-fjernprint.xlsx"`) {
			t.Errorf("%v: exit %d, %q, %.300s", args, code, errs, out)
		}
	}
}

// A file that is stored already is refused with its place in the answer, and
// the files beside it are stored all the same.
func TestImportGoesOnAfterAFileItHas(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	code, _, errs := commandOf(t, "organisation", "add", "greve", "--database", database)
	if code != exitDone {
		t.Fatal(errs)
	}
	known := "../../testdata/demo/greve/gr-2012-01-fjernprint.xlsx"
	if code, _, errs := importRunOf(t, "--database", database, known); code != exitDone {
		t.Fatal(errs)
	}
	code, out, errs := importRunOf(t, "--json", "--database", database, known, "../../testdata/demo/greve/gr-2012-03-servere.xlsx")
	if code != exitPerson || !strings.HasPrefix(errs, "gr-2012-01-fjernprint.xlsx: ") || strings.Count(errs, "\n") != 1 {
		t.Errorf("exit %d, %s", code, errs)
	}
	for _, want := range []string{`"status":"errors"`, `"code":"import.already"`, "allerede indlæst", `"status":"ready"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the answer lacks %s:\n%.1500s", want, out)
		}
	}
}

func commandOf(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, environment{
		stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2016, 8, 1, 9, 0, 0, 0, time.UTC) },
	})
	return code, out.String(), errs.String()
}
