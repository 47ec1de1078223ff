package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raaderum/portfolio/store"
	"raaderum/testdata"
)

// demoDatabase is the demo's first municipality with its workbooks and a frozen quarter.
func demoDatabase(t *testing.T) (url string) {
	t.Helper()
	url, command := frozenDatabase(t)
	manifest, _ := testdata.Demo()
	if code, _, errs := command("import", "--database", url, "--by", "u1", "../../testdata/demo/"+manifest.Organisations[0].Files[0]); code != exitDone {
		t.Fatalf("import: %d %s", code, errs)
	}
	if code, _, errs := command("snapshot", "freeze", "2014K1", "--database", url); code != exitDone {
		t.Fatalf("freeze: %d %s", code, errs)
	}
	return url
}

// From the command line: a file that only its owner may read, put into another
// database, which holds; and what stands in the way is told with what to do.
func TestBackupAndRestoreCommands(t *testing.T) {
	url := demoDatabase(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "nat.raaderum")
	code, out, errs := commandOf(t, "backup", file, "--database", url)
	if code != exitDone || !strings.Contains(out, "som databasen var 2016-08-01 11:00") || !strings.Contains(out, "SHA-256: ") || !strings.Contains(out, "personers navne") || errs != "" {
		t.Fatalf("backup: %d %s%s", code, out, errs)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	wantAlone(t, file)

	into := "sqlite:" + filepath.Join(folder, "ny.db")
	code, out, errs = commandOf(t, "restore", file, "--database", into)
	if code != exitDone || errs != "" || !strings.Contains(out, "er lagt ind") || !strings.Contains(out, "revisionssporet holder") || !strings.Contains(out, "2014K1") {
		t.Fatalf("restore: %d %s%s", code, out, errs)
	}
	if code, out, errs := commandOf(t, "verify", "--database", into); code != exitDone {
		t.Errorf("verify: %d %s%s", code, out, errs)
	}
	if code, _, errs := commandOf(t, "restore", file, "--database", into); code != exitPerson || !strings.Contains(errs, "Databasen er ikke tom: Greve Kommune.") {
		t.Errorf("a second time: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "backup", file, "--database", url); code != exitUsage || !strings.Contains(errs, "--force") {
		t.Errorf("over a file: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "backup", file, "--database", into, "--force"); code != exitDone {
		t.Errorf("over a file with --force: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "backup", folder, "--database", into, "--force"); code != exitUsage || !strings.Contains(errs, "kan ikke skrives") {
		t.Errorf("over a folder: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "backup", filepath.Join(folder, "findes", "ikke"), "--database", url); code != exitUsage || !strings.Contains(errs, "kan ikke skrives") {
		t.Errorf("into no folder: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "backup", filepath.Join(folder, "x"), "--database", "sqlite:"+filepath.Join(folder, "ingen.db")); code != exitPerson || !strings.Contains(errs, "Der er ingen database i") {
		t.Errorf("of nothing: %d %s", code, errs)
	}
	if code, _, errs := commandOf(t, "restore", folder, "--database", "sqlite:"+filepath.Join(folder, "x.db")); code != exitUsage || !strings.Contains(errs, "kan ikke læses") {
		t.Errorf("of a folder: %d %s", code, errs)
	}
}

// A byte that was changed is told with the file and the part, and nothing is stored.
func TestRestoreCommandNamesWhatWasChanged(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "nat.raaderum")
	if code, _, errs := commandOf(t, "backup", file, "--database", demoDatabase(t)); code != exitDone {
		t.Fatal(errs)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := commandOf(t, "restore", file, "--database", "sqlite:"+filepath.Join(folder, "ny.db"))
	if code != exitPerson || out != "" || !strings.HasPrefix(errs, file+": Filen er ikke, som den blev skrevet: tables/") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	wantAlone(t, file)
}

// A restored database in which something differs is told so, with the exit code for it.
func TestRestoreCommandTellsWhatDiffers(t *testing.T) {
	url := demoDatabase(t)
	path := strings.TrimPrefix(url, "sqlite:")
	tamper(t, path, `UPDATE files SET bytes = zeroblob(size)`)
	folder := t.TempDir()
	file := filepath.Join(folder, "nat.raaderum")
	if code, _, errs := commandOf(t, "backup", file, "--database", url); code != exitDone {
		t.Fatal(errs)
	}
	code, out, errs := commandOf(t, "restore", file, "--database", "sqlite:"+filepath.Join(folder, "ny.db"))
	if code != exitPerson || !strings.Contains(out, "er lagt ind") || !strings.Contains(out, "ikke den, der blev indlæst") {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

// A backup that is stopped, or whose disk is full, leaves what was there and nothing else.
func TestBackupThatIsStoppedLeavesNothing(t *testing.T) {
	url := demoDatabase(t)
	file := filepath.Join(t.TempDir(), "nat.raaderum")
	for _, after := range []int{0, 1, 2, 3} {
		if err := os.WriteFile(file, []byte("i går"), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var out, errs bytes.Buffer
		env := environment{stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time {
			stop() // in the middle of it: the time is taken when the reading begins
			return systemClock()
		}}
		if after > 0 {
			ctx, stop = context.WithTimeout(t.Context(), time.Duration(after)*5*time.Millisecond)
			env.now = systemClock
		}
		code := run(ctx, []string{"backup", file, "--force", "--database", url}, env)
		stop()
		if after == 0 && code != exitFailed {
			t.Errorf("stopped at once: %d %s%s", code, &out, &errs)
		}
		if data, err := os.ReadFile(file); err != nil || code != exitDone && string(data) != "i går" {
			t.Errorf("the file that was there is %q, %v", data, err)
		}
		wantAlone(t, file)
	}
	if _, err := store.Backup(t.Context(), url, backupWriter{nil, file}, release, systemClock); err == nil || report(err, &environment{stderr: &bytes.Buffer{}, language: "da"}) != exitUsage {
		t.Errorf("a file that cannot be written: %v", err)
	}
}

// wantAlone: nothing was left beside a file.
func wantAlone(t *testing.T, file string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left beside it: %v, %v", left, err)
	}
}
