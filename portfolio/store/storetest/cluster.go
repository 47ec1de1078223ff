// Package storetest starts a PostgreSQL for tests: a throw-away cluster that
// answers on a socket in a folder of its own, and on no network.
package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// ErrMissing says that there is no PostgreSQL on this machine, in the words that
// a skipped test is counted by.
var ErrMissing = errors.New("missing component: postgresql (initdb and pg_ctl in PATH or /usr/lib/postgresql/*/bin)")

// Empty is the template of a database without tables.
const Empty = "template1"

// Cluster is a running PostgreSQL.
type Cluster struct {
	socket string
	user   string
	stop   func() error
}

// Create makes a database that is a copy of another one, and gives its URL.
func (c *Cluster) Create(ctx context.Context, name, template string) (url string, err error) {
	admin, err := sql.Open("pgx", c.url("postgres"))
	if err != nil {
		return "", err
	}
	defer admin.Close()
	_, err = admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template)
	return c.url(name), err
}

func (c *Cluster) url(database string) string {
	return fmt.Sprintf("postgres:///%s?host=%s&user=%s", database, c.socket, c.user)
}

// Stop ends the cluster and takes its folder away.
func (c *Cluster) Stop() error { return errors.Join(c.stop(), os.RemoveAll(c.socket)) }

// findPostgres is the folder of the programs.
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

// Start makes a cluster in a temporary folder. PostgreSQL refuses to run as root,
// so root hands the folder to another user and runs it as that. ErrMissing when
// it is not on this machine.
func Start() (*Cluster, error) {
	bin, ok := findPostgres()
	if !ok {
		return nil, ErrMissing
	}
	folder, err := os.MkdirTemp("", "raaderum-pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{socket: folder, user: "raaderum"}
	if err := c.start(bin); err != nil {
		return nil, fmt.Errorf("starting PostgreSQL from %s: %w", bin, errors.Join(err, os.RemoveAll(folder)))
	}
	return c, nil
}

func (c *Cluster) start(bin string) error {
	folder := c.socket
	credential, err := unprivileged(folder)
	if err != nil {
		return err
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
	if err := run("initdb", "-D", data, "-U", c.user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		return err
	}
	options := "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=200 -c unix_socket_directories=" + folder
	c.stop = func() error { return run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop") }
	return run("pg_ctl", "-D", data, "-w", "-l", filepath.Join(folder, "server.log"), "-o", options, "start")
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
	return nil, errors.New("neither the user postgres nor nobody exists")
}
