package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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

	want(exitUsage, "2013", "report", "quarter", "2013", "--out", folder)
	want(exitUsage, "ftp://", "report", "quarter", "2013K4", "--out", folder, "--public-url", "ftp://example.org")
	want(exitPerson, "", "report", "quarter", "2013K4", "--out", folder, "--org", "findes-ikke")
	want(exitUsage, "greve-2013K4.xlsx", "report", "quarter", "2013K4", "--out", filepath.Join(folder, "greve-2013K4.xlsx"))
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
