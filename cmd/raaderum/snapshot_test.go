package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// frozenDatabase has Greve with one analyst, "u1", and a case from vector A.
func frozenDatabase(t *testing.T) (url string, command func(args ...string) (int, string, string)) {
	t.Helper()
	now := func() time.Time { return time.Date(2014, 7, 10, 12, 0, 0, 0, time.UTC) }
	url = "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	database, err := store.Open(t.Context(), url, now)
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	greve, err := portfolio.LoadProfile("greve")
	if err != nil {
		t.Fatal(err)
	}
	if err := database.SaveOrganisation(t.Context(), greve); err != nil {
		t.Fatal(err)
	}
	user := portfolio.User{ID: "u1", Name: "Analytiker", Memberships: []portfolio.Membership{{Organisation: greve.ID, Role: portfolio.RoleAnalyst}}}
	if err := database.SaveUser(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	command = func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(context.Background(), args, environment{stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
			getenv: func(string) string { return "" }, now: now})
		return code, out.String(), errs.String()
	}
	if code, stdout, stderr := command("import", "--database", url, "--org", "greve", "--by", "u1", workbookOf(t, vectorA())); code != exitDone {
		t.Fatalf("import: %d %s%s", code, stdout, stderr)
	}
	return url, command
}

func TestFreezeExportAndVerify(t *testing.T) {
	url, command := frozenDatabase(t)
	want := func(wantCode int, wantText string, args ...string) {
		t.Helper()
		code, stdout, stderr := command(args...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s%s", args, code, wantCode, wantText, stdout, stderr)
		}
	}
	want(exitDone, "ingen frosne kvartaler", "verify", "--database", url)
	want(exitDone, "2013K4 ", "snapshot", "freeze", "2013K4", "--database", url) // the only organisation, by the command line
	want(exitDone, "2014K1 ", "snapshot", "freeze", "2014K1", "--database", url, "--org", "greve", "--by", "u1")
	want(exitDone, "2014K2 ", "snapshot", "freeze", "2014K2", "--database", url, "--org", "greve", "--by", "u1")
	want(exitPerson, "3. kvartal 2014 er ikke slut", "snapshot", "freeze", "2014K3", "--database", url, "--org", "greve", "--by", "u1")
	want(exitPerson, "blev frosset 10. juli 2014", "snapshot", "freeze", "2014K2", "--database", url, "--org", "greve", "--by", "u1")
	want(exitUsage, "2013K2", "snapshot", "freeze", "2014", "--database", url)
	want(exitDone, "Greve Kommune 2014K2: holder", "verify", "--database", url)
	want(exitPerson, "ingen frosne kvartaler", "verify", "2013K1", "--database", url)

	exported := filepath.Join(t.TempDir(), "kvartal.json")
	want(exitDone, "", "snapshot", "export", "2014K2", exported, "--database", url, "--org", "greve")
	want(exitDone, "holder", "verify", exported)
	data, err := os.ReadFile(exported)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(`"ore":100000000`), []byte(`"ore":100000001`), 1)
	if bytes.Equal(changed, data) {
		t.Fatalf("nothing was changed in %s", data)
	}
	if err := os.WriteFile(exported, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	want(exitPerson, "grundlaget er ikke det, der blev frosset", "verify", exported)
	want(exitPerson, "cases[0].figures.npv", "verify", exported)
	if err := os.WriteFile(exported, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	want(exitUsage, "ikke et frosset kvartal", "verify", exported)
	want(exitUsage, "kan ikke læses", "verify", exported+".væk")
}
