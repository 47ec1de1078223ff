package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
)

func TestMigrate(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	migrate := func(url string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(context.Background(), []string{"migrate", "--database", url}, environment{
			stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: systemClock})
		return code, out.String(), errs.String()
	}
	if code, stdout, stderr := migrate(url); code != exitDone || !strings.HasPrefix(stdout, "0001_organisation.sql\n") {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
	if code, stdout, stderr := migrate(url); code != exitDone || stdout != "Databasen er allerede på denne version.\n" {
		t.Errorf("the second time: exit code %d: %s%s", code, stdout, stderr)
	}
	if code, _, stderr := migrate("raaderum.db"); code != exitUsage || !strings.Contains(stderr, "sqlite:STI") {
		t.Errorf("a bad address: exit code %d: %s", code, stderr)
	}
	nowhere := "sqlite:" + filepath.Join(t.TempDir(), "findes-ikke", "raaderum.db")
	if code, _, stderr := migrate(nowhere); code != exitFailed || !strings.Contains(stderr, "Databasen svarer ikke.") {
		t.Errorf("an address where nothing answers: exit code %d: %s", code, stderr)
	}
}
