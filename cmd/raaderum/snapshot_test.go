package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/testdata"
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
	want(exitPerson, "ingen organisationer i databasen", "verify", "--database", "sqlite:"+filepath.Join(t.TempDir(), "en-anden.db"))
	want(exitDone, "2013K4 ", "snapshot", "freeze", "2013K4", "--database", url) // the only organisation, by the command line
	want(exitDone, "2014K1 ", "snapshot", "freeze", "2014K1", "--database", url, "--org", "greve", "--by", "u1")
	want(exitDone, "2014K2 ", "snapshot", "freeze", "2014K2", "--database", url, "--org", "greve", "--by", "u1")
	want(exitPerson, "3. kvartal 2014 er ikke slut", "snapshot", "freeze", "2014K3", "--database", url, "--org", "greve", "--by", "u1")
	want(exitPerson, "blev frosset 10. juli 2014", "snapshot", "freeze", "2014K2", "--database", url, "--org", "greve", "--by", "u1")
	want(exitUsage, "2013K2", "snapshot", "freeze", "2014", "--database", url)
	want(exitDone, "Greve Kommune 2014K2: holder", "verify", "--database", url)
	want(exitPerson, "ingen frosne kvartaler", "verify", "2013K1", "--database", url)
	want(exitPerson, "Organisationen findes ikke", "verify", "--database", url, "--org", "grve") // a slip must not look like a check that passed

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

// What is open is told by name, and nothing is frozen while it is where a complete
// quarter was asked for; a quarter that cannot be frozen says why instead.
func TestFreezeTellsWhatIsOpen(t *testing.T) {
	url, command := frozenDatabase(t)
	manifest, _ := testdata.Demo()
	for _, name := range manifest.Organisations[0].Files {
		if code, stdout, stderr := command("import", "--database", url, "--by", "u1", "../../testdata/demo/"+name); code != exitDone {
			t.Fatalf("import of %s: %d %s%s", name, code, stdout, stderr)
		}
	}
	want := func(wantCode int, said string, not string, args ...string) {
		t.Helper()
		code, stdout, stderr := command(append(args, "--database", url)...)
		if all := stdout + stderr; code != wantCode || !strings.Contains(all, said) || not != "" && strings.Contains(all, not) {
			t.Errorf("%v: exit code %d, want %d with %q and without %q:\n%s", args, code, wantCode, said, not, all)
		}
	}
	want(exitPerson, "gevinster har et tal, som ingen har bekræftet\n  ", "", "snapshot", "freeze", "2014K2", "--complete")
	want(exitPerson, "--complete", "", "snapshot", "freeze", "2014K2", "--complete")
	want(exitDone, "ingen frosne kvartaler", "", "verify")
	want(exitPerson, "er ikke slut", "bekræftet", "snapshot", "freeze", "2014K3")
	want(exitDone, "bekræftet", "", "snapshot", "freeze", "2014K1")
	want(exitDone, "2014K1", "ingen frosne", "verify")
	want(exitPerson, "blev frosset", "bekræftet", "snapshot", "freeze", "2014K1", "--complete")
}

// Verifying a database looks at what the frozen quarters stand on: whoever takes
// the triggers away and edits the log, a file or the snapshots is found.
func TestVerifyFindsAChangedTrail(t *testing.T) {
	for _, test := range []struct{ name, change, want string }{
		{"nothing", "", "revisionssporet holder"},
		{"a line of the log", "UPDATE audit_log SET detail = detail || 'x' WHERE sequence = 2", "revisionssporet er ikke, som det blev skrevet, fra linje 2."},
		{"the last line", "DELETE FROM audit_log WHERE sequence = (SELECT MAX(sequence) FROM audit_log)", "revisionssporet er ikke, som det blev skrevet, fra linje "},
		{"a file", "UPDATE files SET bytes = zeroblob(length(bytes))", "er ikke den, der blev indlæst."},
		{"a row", "UPDATE benefits SET label = 'Et andet navn' WHERE rowid = 1", `Greve Kommune: gevinster (benefits), række case_id `},
		{"what the line keeps", "UPDATE audit_log SET written = NULL WHERE action = 'snapshot.freeze'", "har ikke længere de rækker, den skrev."},
		{"a role", "UPDATE memberships SET role = 'admin'", `Greve Kommune: roller (memberships), række user_id u1: role er ikke, som linje 2 i revisionssporet skrev det. Der blev skrevet "analyst"; der står "admin".`},
		{"the strategy", "UPDATE organisations SET strategy = json_set(strategy, '$.targets[0].amountOre', 1)", "regler og strategi (organisations), række id greve: strategy.targets[0].amountOre er ikke, som linje 1 "},
		{"a strategy that cannot be read", "PRAGMA ignore_check_constraints = 1; UPDATE organisations SET strategy = substr(strategy, 1, 50)", "regler og strategi (organisations), række id greve: strategy er ikke, som linje 1 "},
		{"a case", "UPDATE cases SET gone = 1", "sager (cases), række id "},
		{"a case that is not there", "PRAGMA foreign_keys = 0; DELETE FROM cases", "i revisionssporet og er der ikke mere."},
		{"a time of the log", "UPDATE audit_log SET at = 'i går' WHERE sequence = 2", "revisionssporet er ikke, som det blev skrevet, fra linje 2."},
		{"a time of an import", "UPDATE imports SET accepted_at = 'i går'", `accepted_at er ikke, som linje 3 i revisionssporet skrev det. Der blev skrevet "2014-07-10T12:00:00.000000Z"; der står "i går".`},
		{"a time of the snapshot", "UPDATE snapshots SET frozen_at = 'i går'", "Greve Kommune 2014K1: hvem, hvornår, kvartal eller kontrolsum er ændret."},
		{"an import's file", "PRAGMA foreign_keys = 0; UPDATE imports SET sha256 = 'f' || substr(sha256, 2, 62) || 'x'", "men ingen af de gemte filer har den."},
		{"the organisation", "PRAGMA foreign_keys = 0; DELETE FROM organisations", "regler og strategi (organisations), række id greve: blev skrevet med linje 1 i revisionssporet og er der ikke mere."},
		{"nothing, by rows", "", "rækker er, som revisionssporet skrev dem."},
		{"the snapshot", "DELETE FROM snapshots", "Greve Kommune 2014K1: blev frosset "},
	} {
		t.Run(test.name, func(t *testing.T) {
			url, command := frozenDatabase(t)
			if code, stdout, stderr := command("snapshot", "freeze", "2014K1", "--database", url); code != exitDone {
				t.Fatal(stdout, stderr)
			}
			code := exitDone
			if test.change != "" {
				code = exitPerson
				tamper(t, strings.TrimPrefix(url, "sqlite:"), test.change)
			}
			if got, stdout, _ := command("verify", "--database", url); got != code || !strings.Contains(stdout, test.want) {
				t.Errorf("exit code %d, want %d with %q:\n%s", got, code, test.want, stdout)
			}
		})
	}
}

// tamper changes a database as only somebody who has the file can.
func tamper(t *testing.T, file, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, one := range append(dropTriggers(t, db), statement) {
		if _, err := db.ExecContext(t.Context(), one); err != nil {
			t.Fatal(one, err)
		}
	}
}

// dropTriggers are the statements that take a database's triggers away.
func dropTriggers(t *testing.T, db *sql.DB) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT name FROM sqlite_master WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		all = append(all, `DROP TRIGGER "`+name+`"`)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// What earlier programs froze holds, by the command that people run; a byte that
// was changed is found, and a folder without snapshots is no success.
func TestVerifyKeptSnapshots(t *testing.T) {
	_, command := frozenDatabase(t)
	const kept = "../../testdata/snapshots"
	code, stdout, stderr := command("verify", kept)
	if code != exitDone || strings.Count(stdout, ": holder") != 4 { // the folder has four
		t.Errorf("exit code %d:\n%s%s", code, stdout, stderr)
	}
	data, err := os.ReadFile(filepath.Join(kept, "greve-2013K3.json"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if code, _, stderr := command("verify", folder); code != exitUsage || !strings.Contains(stderr, "*.json") {
		t.Errorf("an empty folder: %d %s", code, stderr)
	}
	at := bytes.Index(data, []byte(`"title":"`)) + len(`"title":"`)
	data[at] ^= 1
	if err := os.WriteFile(filepath.Join(folder, "k3.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := command("verify", folder); code != exitPerson || !strings.Contains(stdout, "grundlaget er ikke det, der blev frosset") {
		t.Errorf("a changed byte: %d %s", code, stdout)
	}
}
