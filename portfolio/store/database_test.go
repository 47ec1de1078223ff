package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"raaderum/portfolio/store"
)

// now is the time in all tests; nothing here may depend on the real one.
var now = time.Date(2014, 7, 1, 9, 30, 0, 0, time.UTC)

func fixedClock() time.Time { return now }

// onBoth runs a test on both databases, each time in an empty one of its own.
func onBoth(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	onBothURLs(t, func(t *testing.T, url string) { test(t, open(t, url, fixedClock)) })
}

func onBothURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "raaderum.db")) })
	t.Run("postgresql", func(t *testing.T) { test(t, newPostgres(t, migrated)) })
}

// onBothEmptyURLs is onBothURLs with databases that have no tables yet.
func onBothEmptyURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "raaderum.db")) })
	t.Run("postgresql", func(t *testing.T) { test(t, newPostgres(t, "template1")) })
}

func open(t *testing.T, url string, clock func() time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestMain(m *testing.M) {
	code := m.Run()
	if running.stop != nil {
		running.stop()
	}
	os.Exit(code)
}

// cluster is a throw-away PostgreSQL that answers on a socket in a folder of
// its own and on no network.
type cluster struct {
	socket string
	user   string
	stop   func()
	err    error
}

var (
	running      cluster
	startOnce    sync.Once
	databaseName atomic.Int64
)

// migrated is a database with all tables, made once and copied for each test.
const migrated = "migrated"

// newPostgres is the URL of a new database in the test run's cluster.
func newPostgres(t *testing.T, template string) string {
	t.Helper()
	bin, ok := findPostgres()
	if !ok {
		t.Skip("missing component: postgresql (initdb and pg_ctl in PATH or /usr/lib/postgresql/*/bin)")
	}
	startOnce.Do(func() {
		if running = startCluster(bin); running.err == nil {
			running.err = running.prepare(t.Context())
		}
	})
	if running.err != nil {
		t.Fatalf("starting PostgreSQL from %s: %v", bin, running.err)
	}
	name := fmt.Sprintf("test_%d", databaseName.Add(1))
	if err := running.create(t.Context(), name, template); err != nil {
		t.Fatal(err)
	}
	return running.url(name)
}

// prepare makes the database that the tests' own are copies of.
func (c cluster) prepare(ctx context.Context) error {
	if err := c.create(ctx, migrated, "template1"); err != nil {
		return err
	}
	_, err := store.Migrate(ctx, c.url(migrated), fixedClock)
	return err
}

func (c cluster) create(ctx context.Context, name, template string) error {
	admin, err := sql.Open("pgx", c.url("postgres"))
	if err != nil {
		return err
	}
	defer admin.Close()
	_, err = admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template)
	return err
}

func (c cluster) url(database string) string {
	return fmt.Sprintf("postgres:///%s?host=%s&user=%s", database, c.socket, c.user)
}

func findPostgres() (string, bool) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real), true
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", false
	}
	sort.Strings(found)
	return filepath.Dir(found[len(found)-1]), true
}

// startCluster makes a cluster in a temporary folder. PostgreSQL refuses to run
// as root, so root hands the folder to another user and runs it as that.
func startCluster(bin string) cluster {
	folder, err := os.MkdirTemp("", "raaderum-pg")
	if err != nil {
		return cluster{err: err}
	}
	c := cluster{socket: folder, user: "raaderum", stop: func() { os.RemoveAll(folder) }}
	credential, err := unprivileged(folder)
	if err != nil {
		c.err = err
		return c
	}
	data := filepath.Join(folder, "data")
	run := func(program string, args ...string) error {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		command := exec.CommandContext(ctx, filepath.Join(bin, program), args...)
		command.Dir = folder
		command.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "HOME=" + folder, "LC_ALL=C"}
		command.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
		log, err := os.Create(filepath.Join(folder, program+".log"))
		if err != nil {
			return err
		}
		defer log.Close()
		command.Stdout, command.Stderr = log, log // a file: pg_ctl's server outlives it and would hold a pipe open
		if err := command.Run(); err != nil {
			text, _ := os.ReadFile(log.Name())
			return fmt.Errorf("%s: %w\n%s", program, err, text)
		}
		return nil
	}
	if c.err = run("initdb", "-D", data, "-U", c.user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); c.err != nil {
		return c
	}
	options := "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=200 -c unix_socket_directories=" + folder
	if c.err = run("pg_ctl", "-D", data, "-w", "-l", filepath.Join(folder, "server.log"), "-o", options, "start"); c.err != nil {
		return c
	}
	c.stop = func() {
		if err := run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.RemoveAll(folder)
	}
	return c
}

// unprivileged is whom to run PostgreSQL as: nil for oneself.
func unprivileged(folder string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		if err := os.Chown(folder, uid, gid); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, fmt.Errorf("neither the user postgres nor nobody exists")
}
