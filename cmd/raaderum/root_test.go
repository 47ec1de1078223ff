package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// outcome is what one command line came to.
type outcome struct {
	code           int
	stdout, stderr string
}

// command runs one command line with the given environment variables.
func command(t *testing.T, variables map[string]string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, environment{
		stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr,
		getenv: func(name string) string { return variables[name] },
		now:    func() time.Time { return time.Date(2014, 8, 1, 9, 0, 0, 0, time.UTC) },
	})
	return outcome{code, stdout.String(), stderr.String()}
}

func TestWrongUse(t *testing.T) {
	for _, c := range []struct {
		args string
		says string // on standard error
	}{
		{"", "Skriv, hvad der skal gøres."},
		{"verson", "Mente du »version«?"},
		{"imports", "findes ikke"},
		{"version now", "»now«"},
		{"version --nope", "»--nope« findes ikke"},
		{"version -q", "»-q« findes ikke"},
		{"version --lang", "mangler en værdi"},
		{"version --lang tlh", "»tlh«"},
		{"serve --demo=maybe", "»maybe«"},
		{"serve --log-level loud", "»loud«"},
		{"serve --addr nowhere", "»nowhere«"},
		{"serve --demo --addr 0.0.0.0:0", "kun på denne maskine"},
		{"serve --demo --database sqlite:x.db", "Fjern --database"},
		{"serve --public-url ftp://x --addr 127.0.0.1:0", "»ftp://x«"},
		{"user", "Skriv, hvad der skal gøres."},
		{"user link", "mangler et argument"},
		{"version --lang en --nope", `There is no flag "--nope"`},
		{"--lang=en verson", `Did you mean "version"?`},
	} {
		got := command(t, nil, strings.Fields(c.args)...)
		if got.code != exitUsage || !strings.Contains(got.stderr, c.says) || got.stdout != "" {
			t.Errorf("%q: exit %d, stdout %q, stderr %q", c.args, got.code, got.stdout, got.stderr)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"--help", "Kommandoer:"},
		{"help serve", "[RAADERUM_DATABASE_URL]"},
		{"serve -h", "--addr adresse"},
		{"--lang en serve --help", "Usage:"},
		{"user --help", "Lav et login-link"},
	} {
		got := command(t, nil, strings.Fields(c.args)...)
		if got.code != exitDone || !strings.Contains(got.stdout, c.says) || strings.Contains(got.stdout, "[command.") || strings.Contains(got.stdout, "[flag.") {
			t.Errorf("%q: exit %d\n%s%s", c.args, got.code, got.stdout, got.stderr)
		}
	}
}

func TestVariablesStandInForFlags(t *testing.T) {
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "a.db")
	secret := filepath.Join(folder, "url")
	if err := os.WriteFile(secret, []byte(database+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	variable := map[string]string{"RAADERUM_DATABASE_URL": database}
	fromFile := map[string]string{"RAADERUM_DATABASE_URL_FILE": secret}
	if got := command(t, variable, "organisation", "add", "greve"); got.code != exitDone || got.stdout != "greve\n" {
		t.Fatalf("%+v", got)
	}
	if got := command(t, fromFile, "organisation", "list"); got.stdout != "greve  Greve Kommune\n" {
		t.Errorf("the file was not read: %+v", got)
	}
	other := "sqlite:" + filepath.Join(folder, "b.db")
	if got := command(t, variable, "organisation", "list", "--database", other); got.stdout != "" {
		t.Errorf("the flag does not win: %+v", got)
	}
	if got := command(t, map[string]string{"RAADERUM_DATABASE_URL_FILE": secret + "x"}, "organisation", "list"); got.code != exitUsage ||
		!strings.Contains(got.stderr, "RAADERUM_DATABASE_URL_FILE") || strings.Contains(got.stderr, secret) {
		t.Errorf("%+v", got)
	}
	if got := command(t, map[string]string{"RAADERUM_LANG": "en"}, "verson"); !strings.Contains(got.stderr, "Did you mean") {
		t.Errorf("%+v", got)
	}
	if got := command(t, map[string]string{"RAADERUM_DEMO": "maybe"}, "serve"); got.code != exitUsage || !strings.Contains(got.stderr, "RAADERUM_DEMO") {
		t.Errorf("%+v", got)
	}
}

func TestUsers(t *testing.T) {
	database := map[string]string{"RAADERUM_DATABASE_URL": "sqlite:" + filepath.Join(t.TempDir(), "a.db")}
	if got := command(t, database, "user", "add", "Test Person", "--org", "greve"); got.code != exitPerson || !strings.Contains(got.stderr, "Organisationen findes ikke") {
		t.Errorf("a user in an organisation that does not exist: %+v", got)
	}
	command(t, database, "organisation", "add", "greve")
	if got := command(t, database, "organisation", "add", "greve"); got.code != exitPerson || got.stderr == "" {
		t.Errorf("the same organisation twice: %+v", got)
	}
	if got := command(t, database, "user", "add", "Test Person", "--org", "greve", "--role", "king"); got.code != exitPerson || !strings.Contains(got.stderr, "king") {
		t.Errorf("a role that does not exist: %+v", got)
	}
	added := command(t, database, "user", "add", "Test Person", "--org", "greve", "--role", "analyst", "--email", "test@example.org")
	id := strings.TrimSpace(added.stdout)
	if added.code != exitDone || len(id) != 36 {
		t.Fatalf("%+v", added)
	}
	if got := command(t, database, "user", "list", "--org", "greve"); !strings.Contains(got.stdout, id+"  analyst  Test Person  test@example.org") {
		t.Errorf("%+v", got)
	}
	if got := command(t, database, "user", "add", "Den eneste kommune"); got.code != exitDone {
		t.Errorf("a user in the only organisation there is: %+v", got)
	}
	if got := command(t, database, "user", "list"); !strings.Contains(got.stdout, "Den eneste kommune") {
		t.Errorf("the users of the only organisation there is: %+v", got)
	}
	command(t, database, "organisation", "add", "albertslund")
	if got := command(t, database, "user", "add", "Hvor"); got.code != exitUsage || !strings.Contains(got.stderr, "albertslund") {
		t.Errorf("a user in one of two organisations: %+v", got)
	}
	link := command(t, database, "user", "link", id, "--public-url", "https://raaderum.example/")
	if link.code != exitDone || !strings.HasPrefix(link.stdout, "https://raaderum.example/login/") {
		t.Errorf("%+v", link)
	}
	if got := command(t, database, "user", "link", "nobody"); got.code != exitPerson {
		t.Errorf("a link for nobody: %+v", got)
	}
}

func TestAFailingProgramSaysLittle(t *testing.T) {
	got := command(t, nil, "organisation", "list", "--database", "sqlite:"+t.TempDir()) // a folder is no database
	if got.code == exitDone || got.stdout != "" {
		t.Fatalf("%+v", got)
	}
	if first, _, _ := strings.Cut(got.stderr, "\n"); strings.Contains(first, "[error.") {
		t.Errorf("no words: %q", got.stderr)
	}
}

func TestShutdownIsCalm(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	ready := make(chan string, 1)
	done := make(chan int, 1)
	var stderr bytes.Buffer
	go func() {
		done <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--database", "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "--log-level", "warn"}, environment{
			stdin: strings.NewReader(""), stdout: &lineWriter{want: "ready ", found: ready}, stderr: &stderr,
			getenv: func(string) string { return "" }, now: time.Now,
		})
	}()
	select {
	case <-ready:
	case code := <-done:
		t.Fatalf("ended with %d: %s", code, stderr.String())
	}
	stop()
	if code := <-done; code != exitDone {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
}

// lineWriter tells the first line that begins with what is wanted.
type lineWriter struct {
	text  bytes.Buffer
	want  string
	found chan string
}

func (w *lineWriter) Write(p []byte) (int, error) {
	w.text.Write(p)
	for line := range strings.Lines(string(p)) {
		if rest, ok := strings.CutPrefix(line, w.want); ok {
			w.found <- strings.TrimSpace(rest)
		}
	}
	return len(p), nil
}

// The clock shows Danish time, whatever zone the machine is set to.
func TestTheClockIsDanish(t *testing.T) {
	if zone := systemClock().Location().String(); zone != "Europe/Copenhagen" {
		t.Errorf("the clock is in %s", zone)
	}
}
