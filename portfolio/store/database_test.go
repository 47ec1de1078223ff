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
	t.Run("postgresql", func(t *testing.T) { test(t, emptyPostgres(t)) })
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

// emptyPostgres is the URL of a new database in the test run's cluster.
func emptyPostgres(t *testing.T) string {
	t.Helper()
	bin, ok := findPostgres()
	if !ok {
		t.Skip("missing component: postgresql (initdb and pg_ctl in PATH or /usr/lib/postgresql/*/bin)")
	}
	startOnce.Do(func() { running = startCluster(bin) })
	if running.err != nil {
		t.Fatalf("starting PostgreSQL from %s: %v", bin, running.err)
	}
	name := fmt.Sprintf("test_%d", databaseName.Add(1))
	admin, err := sql.Open("pgx", running.url("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return running.url(name)
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
	options := "-c listen_addresses='' -c fsync=off -c max_connections=200 -c unix_socket_directories=" + folder
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
