package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
	want(exitDone, "Levende tal, ikke frosset", "report", "quarter", "2013K4", "--out", folder)
	frozen := strings.Fields(want(exitDone, "2013K4 ", "snapshot", "freeze", "2013K4"))[1]
	want(exitDone, "Frosset øjebliksbillede "+frozen, "report", "quarter", "2013K4", "--out", folder)
	want(exitDone, "Levende tal, ikke frosset", "report", "quarter", "2013K4", "--out", folder, "--live")

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
