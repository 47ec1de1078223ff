package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	papers "raaderum/cmd/raaderum/internal/report"
)

// reportDone is the exit code of a pack: without a browser it lacks a paper.
func reportDone() int {
	if papers.HasBrowser() {
		return exitDone
	}
	return exitPerson
}

func TestReportQuarter(t *testing.T) {
	url, command := frozenDatabase(t)
	folder := filepath.Join(t.TempDir(), "pakke")
	want := func(wantCode int, wantText string, args ...string) string {
		t.Helper()
		code, stdout, stderr := command(append(args, "--database", url)...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
		return stdout
	}
	want(reportDone(), "Levende tal, ikke frosset", "report", "quarter", "2013K4", "--out", folder)
	frozen := strings.Fields(want(exitDone, "2013K4 ", "snapshot", "freeze", "2013K4"))[1]
	want(reportDone(), "Frosset øjebliksbillede "+frozen, "report", "quarter", "2013K4", "--out", folder)
	want(reportDone(), "Levende tal, ikke frosset", "report", "quarter", "2013K4", "--out", folder, "--live")

	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if all := strings.Join(names, " "); !strings.Contains(all, "greve-2013K4.xlsx") || strings.Contains(all, ".raaderum-") {
		t.Errorf("the folder holds %v", names)
	}

	want(reportDone(), "greve-2013K4-own.xlsx", "report", "quarter", "2013K4", "--out", folder, "--origin", "own")
	want(exitPerson, "»findes-ikke« findes ikke", "report", "quarter", "2013K4", "--out", folder, "--area", "findes-ikke")
	want(exitUsage, "2013", "report", "quarter", "2013", "--out", folder)
	want(exitUsage, "ftp://", "report", "quarter", "2013K4", "--out", folder, "--public-url", "ftp://example.org")
	want(exitPerson, "", "report", "quarter", "2013K4", "--out", folder, "--org", "findes-ikke")
	want(exitUsage, "greve-2013K4.xlsx", "report", "quarter", "2013K4", "--out", filepath.Join(folder, "greve-2013K4.xlsx"))
}

// An evidence package is verified by itself, with no database: each file, each
// figure and, where the package of the quarter before is named, that it follows it.
func TestVerifyEvidence(t *testing.T) {
	url, command := frozenDatabase(t)
	folder := t.TempDir()
	for _, quarter := range []string{"2013K4", "2014K1"} {
		for _, args := range [][]string{{"snapshot", "freeze", quarter}, {"report", "quarter", quarter, "--out", folder}} {
			if code, stdout, stderr := command(append(args, "--database", url)...); code != exitDone && code != reportDone() {
				t.Fatalf("%v: %d %s%s", args, code, stdout, stderr)
			}
		}
	}
	first, second := filepath.Join(folder, "greve-2013K4.zip"), filepath.Join(folder, "greve-2014K1.zip")
	said := func(want int, args ...string) string {
		t.Helper()
		code, stdout, stderr := command(append([]string{"verify"}, args...)...)
		if code != want {
			t.Errorf("verify %v: %d, want %d: %s%s", args, code, want, stdout, stderr)
		}
		return stdout + stderr
	}
	if text := said(exitDone, first, second); strings.Count(text, "alle filer er, som de blev pakket") != 2 || strings.Count(text, ": holder") != 2 {
		t.Errorf("whole: %s", text)
	}
	data, err := os.ReadFile(second)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range r.File {
		if !strings.HasPrefix(file.Name, "workbooks/") {
			continue
		}
		at, err := file.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		data[at+int64(file.CompressedSize64)/2] ^= 1
		changed := filepath.Join(folder, "ændret.zip")
		if err := os.WriteFile(changed, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if text := said(exitPerson, changed); !strings.Contains(text, file.Name+" er ikke den, der blev pakket") ||
			strings.Contains(text, ": holder") || !strings.Contains(text, "tallene holder, men pakken er ikke") {
			t.Errorf("one byte of %s: %s", file.Name, text)
		}
	}
	said(exitUsage, filepath.Join(folder, "greve-2014K1.xlsx"))
}

// A case's papers say in their footer whether their figures are frozen: those of a
// frozen quarter are, also when the case changed since, unless live ones are asked
// for or no quarter is named.
func TestReportCaseStanding(t *testing.T) {
	url, command := frozenDatabase(t)
	code, stdout, stderr := command("snapshot", "freeze", "2014K2", "--database", url)
	if code != exitDone {
		t.Fatalf("freeze: %d %s%s", code, stdout, stderr)
	}
	hash := strings.Fields(stdout)[1]
	changed := vectorA()
	changed[6][2] = 310000
	if code, stdout, stderr := command("import", "--database", url, "--org", "greve", "--by", "u1", "--answer", "same-case@digital post=same", workbookOf(t, changed)); code != exitDone {
		t.Fatalf("import: %d %s%s", code, stdout, stderr)
	}
	code, stdout, stderr = command("case", "list", "--database", url, "--json")
	if code != exitDone {
		t.Fatalf("list: %d %s%s", code, stdout, stderr)
	}
	id := regexp.MustCompile(`"id":\s*"([^"]+)"`).FindStringSubmatch(stdout)
	if id == nil {
		t.Fatal("no case in " + stdout)
	}
	for _, one := range []struct {
		args         []string
		footer, gain string
	}{
		{[]string{"--quarter", "2014K2"}, "Frosset øjebliksbillede " + hash, "300.000"},
		{[]string{"--quarter", "2014K2", "--live"}, "levende tal", "310.000"},
		{nil, "levende tal", "310.000"},
	} {
		folder := t.TempDir()
		code, stdout, stderr := command(append([]string{"report", "case", id[1], "--database", url, "--out", folder}, one.args...)...)
		if code != reportDone() {
			t.Fatalf("%v: %d %s%s", one.args, code, stdout, stderr)
		}
		files, err := filepath.Glob(filepath.Join(folder, "*.docx"))
		if err != nil || len(files) != 2 {
			t.Fatalf("%v: %v, %v", one.args, files, err)
		}
		for _, file := range files {
			footer, body := wordParts(t, file)
			if !strings.Contains(footer, one.footer) || !strings.Contains(body, one.gain) && strings.Contains(filepath.Base(file), "business") {
				t.Errorf("%v, %s: the footer says %s", one.args, filepath.Base(file), footer)
			}
		}
	}
}

// wordParts are the XML of a Word document's footer and body.
func wordParts(t *testing.T, path string) (footer, body string) {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	read := func(name string) string {
		data, err := fs.ReadFile(archive, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	return read("word/footer1.xml"), read("word/document.xml")
}

// The PDF is tagged, has an outline, its fonts and the words of the page, and
// names municipality, quarter and standing on each sheet.
func TestReportQuarterPDF(t *testing.T) {
	if !papers.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	poppler := func(program string, args ...string) string {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("missing component: poppler (" + program + ") is not installed")
		}
		said, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", program, err, said)
		}
		return strings.Join(strings.Fields(string(said)), " ")
	}
	url, command := frozenDatabase(t)
	var twice [2][]byte
	for i := range twice {
		folder := t.TempDir()
		code, stdout, stderr := command("report", "quarter", "2014K2", "--database", url, "--out", folder, "--public-url", "https://raaderum.example.org")
		if code != exitDone {
			t.Fatalf("%d %s%s", code, stdout, stderr)
		}
		var err error
		if twice[i], err = os.ReadFile(filepath.Join(folder, "greve-2014K2.pdf")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(twice[0], twice[1]) {
		at := 0
		for at < min(len(twice[0]), len(twice[1])) && twice[0][at] == twice[1][at] {
			at++
		}
		t.Errorf("the same figures and clock give other bytes from %d on: %q", at, twice[0][max(0, at-80):min(len(twice[0]), at+80)])
	}
	path := filepath.Join(t.TempDir(), "k.pdf")
	if err := os.WriteFile(path, twice[0], 0o600); err != nil {
		t.Fatal(err)
	}
	info := poppler("pdfinfo", path)
	for _, want := range []string{"Tagged: yes", "A4", "JavaScript: no", "Jul 10"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is not in %s", want, info)
		}
	}
	text := poppler("pdftotext", "-layout", path, "-")
	pages := strings.Count(string(mustRun(t, "pdftotext", "-layout", path, "-")), "\f")
	for want, least := range map[string]int{"Det kan ikke siges endnu": 1, "Greve Kommune · 2. kvartal 2014 · alle sager · Levende tal, ikke frosset": pages, "10. juli 2014 · 1/": 1} {
		if strings.Count(text, want) < least {
			t.Errorf("%q is there %d times, want %d:\n%s", want, strings.Count(text, want), least, text)
		}
	}
	for line := range strings.Lines(string(mustRun(t, "pdffonts", path))) {
		if fields := strings.Fields(line); len(fields) > 6 && fields[len(fields)-5] != "yes" && fields[0] != "name" && !strings.HasPrefix(line, "---") {
			t.Errorf("a font is not embedded: %s", line)
		}
	}
	if !bytes.Contains(twice[0], []byte("/Outlines")) || !bytes.Contains(twice[0], []byte("https://raaderum.example.org/greve/")) {
		t.Error("no outline, or no link to the server")
	}
}

func mustRun(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A report that is stopped says so, and leaves no half-made paper behind.
func TestAStoppedReportLeavesNothing(t *testing.T) {
	url, folder := manyCases(t, 10), t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	var out, errs bytes.Buffer
	env := environment{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time { stop(); return manyNow() }}
	code := run(ctx, []string{"report", "quarter", manyQuarter.String(), "--database", url, "--out", folder}, env)
	if said := errs.String(); code != exitFailed || said != "Afbrudt. Intet er gemt halvt.\n" {
		t.Errorf("%d, %q", code, said)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}
