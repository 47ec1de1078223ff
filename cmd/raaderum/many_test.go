package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A folder and a zip file of many workbooks are one job: results in the order of
// the names, each with its own outcome, and a second run goes on where the
// first was, storing nothing twice.
func TestImportMany(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	if code, _, errs := commandOf(t, "organisation", "add", "greve", "--database", database); code != exitDone {
		t.Fatal(errs)
	}
	folder := t.TempDir()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	const n = 30
	for i := range n {
		text := fmt.Sprintf("Nr.;Projekt;Prisniveau;Investering 2016 (kr.);Gevinst 2017 (kr.)\nP%d;Alfa %d;2016;1.250;2.000\n", i, i)
		if i == 7 {
			text = "noget helt andet"
		}
		name := fmt.Sprintf("fil%02d.csv", i)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		part, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	zipped := filepath.Join(t.TempDir(), "alle.zip")
	if err := os.WriteFile(zipped, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	type answer struct {
		Files []struct {
			File, Status string
			Cases        []any
			Questions    []struct{ Key string }
			Findings     []struct{ Code, Severity string }
		}
	}
	read := func(args ...string) (a answer, code int, errs string) {
		t.Helper()
		code, out, errs := commandOf(t, append([]string{"import", "--json", "--database", database}, args...)...)
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatalf("%v in %q %s", err, out, errs)
		}
		return a, code, errs
	}
	answers := []string{}
	for i := range n {
		answers = append(answers, "--answer", fmt.Sprintf("price-level@fil%02d=2016-pl", i))
	}
	first, code, errs := read(append(answers, folder)...)
	if code != exitPerson || len(first.Files) != n || !strings.Contains(errs, "30 af 30: fil29.csv") {
		t.Fatalf("exit %d, %d files: %s", code, len(first.Files), errs)
	}
	for i, file := range first.Files {
		if want := fmt.Sprintf("fil%02d.csv", i); file.File != want {
			t.Fatalf("at %d stands %s, want %s", i, file.File, want)
		}
		if ready := file.Status == "ready"; ready == (i == 7) {
			t.Errorf("%s is %s: %+v %+v", file.File, file.Status, file.Questions, file.Findings)
		}
	}
	again, _, _ := read(append(answers, zipped)...)
	for i, file := range again.Files {
		known := len(file.Findings) == 1 && file.Findings[0].Code == "import.already" && file.Findings[0].Severity == "info"
		if known == (i == 7) || known && file.Status != "ready" {
			t.Errorf("the second time %s is %s: %+v", file.File, file.Status, file.Findings)
		}
	}
}

// breaker breaks a run off when it has said something.
type breaker struct {
	bytes.Buffer
	when string
	off  context.CancelFunc
}

func (b *breaker) Write(said []byte) (int, error) {
	if strings.Contains(string(said), b.when) {
		b.off()
	}
	return b.Buffer.Write(said)
}

// A run that is broken off says what it came to: the files it read, and how many
// are stored, which is how many there are.
func TestImportBrokenOff(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	if code, _, errs := commandOf(t, "organisation", "add", "greve", "--database", database); code != exitDone {
		t.Fatal(errs)
	}
	folder := t.TempDir()
	args := []string{"import", "--json", "--database", database, folder}
	for i := range 30 {
		text := fmt.Sprintf("Nr.;Projekt;Prisniveau;Investering 2016 (kr.);Gevinst 2017 (kr.)\nP%d;Alfa %d;2016;1.250;2.000\n", i, i)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("fil%02d.csv", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--answer", fmt.Sprintf("price-level@fil%02d=2016-pl", i))
	}
	ctx, off := context.WithCancel(t.Context())
	defer off()
	errs, out := &breaker{when: "5 af 30", off: off}, &bytes.Buffer{}
	code := run(ctx, args, environment{
		stdin: strings.NewReader(""), stdout: out, stderr: errs,
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2016, 8, 1, 9, 0, 0, 0, time.UTC) },
	})
	var answer struct{ Files []struct{ File string } }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatalf("%v in %q", err, out.String())
	}
	if code != exitPerson || len(answer.Files) != 5 || !strings.Contains(errs.String(), "Afbrudt. 5 af 30 filer blev læst, og 5 blev gemt.") {
		t.Errorf("exit %d, %d files: %s", code, len(answer.Files), errs.String())
	}
	again, rest, _ := commandOf(t, args...)
	if n := strings.Count(rest, "import.already"); again != exitDone || n != 5 {
		t.Errorf("the next run ended with %d and knew %d files", again, n)
	}
}
