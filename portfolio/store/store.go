package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"raaderum/portfolio"
)

// dialect is which of the two databases is used.
type dialect string

const (
	sqlite   dialect = "sqlite"
	postgres dialect = "postgres"
)

// Store is the portfolio's memory. It is safe for concurrent use.
type Store struct {
	dialect dialect
	reader  *sql.DB
	writer  *sql.DB // SQLite: one connection, so writers queue up; PostgreSQL: the reader
	now     func() time.Time
	real    func() time.Time // the clock, where now is a time that somebody typed; else nil
}

// TypedClock says that the clock the store was opened with is a time somebody
// typed, and which is the real one: what is written then may stand neither
// before the last line of the audit log nor in the future.
func (s *Store) TypedClock(clock func() time.Time) { s.real = clock }

// memories numbers the in-memory databases of the process, so that each Open
// gets its own.
var memories atomic.Int64

// Open opens the database at url, and brings its tables up to date:
// "sqlite:PATH", "sqlite::memory:" (its own, gone at Close) or "postgres://…".
// now is the only clock: it is read once per transaction.
func Open(ctx context.Context, url string, now func() time.Time) (*Store, error) {
	s, err := connect(url, now)
	if err != nil {
		return nil, err
	}
	if err := s.reach(ctx); err != nil {
		s.Close()
		return nil, err
	}
	if _, err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func connect(url string, now func() time.Time) (*Store, error) {
	path, isSQLite := strings.CutPrefix(url, "sqlite:")
	switch {
	case isSQLite && path != "":
		return connectSQLite(path, now)
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		return connectPostgres(url, now)
	}
	return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "database.bad-url"}
}

func connectSQLite(path string, now func() time.Time) (*Store, error) {
	name := "file:" + (&url.URL{Path: path}).EscapedPath()
	terms := "_pragma=foreign_keys(1)&_pragma=busy_timeout(10000)"
	if path == ":memory:" {
		// A name that begins with a slash is shared by the connections of this
		// process, with the locks of a real file.
		name = fmt.Sprintf("file:/raaderum-%d", memories.Add(1))
		terms += "&vfs=memdb"
	} else {
		terms += "&_pragma=journal_mode(wal)&_pragma=synchronous(normal)"
	}
	writer, err := sql.Open("sqlite", name+"?"+terms+"&_txlock=immediate")
	if err != nil {
		return nil, databaseError(err)
	}
	writer.SetMaxOpenConns(1)
	writer.SetMaxIdleConns(1)
	reader, err := sql.Open("sqlite", name+"?"+terms+"&_pragma=query_only(1)")
	if err != nil {
		writer.Close()
		return nil, databaseError(err)
	}
	reader.SetMaxOpenConns(8)
	reader.SetMaxIdleConns(8)
	return &Store{dialect: sqlite, reader: reader, writer: writer, now: now}, nil
}

func connectPostgres(url string, now func() time.Time) (*Store, error) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, databaseError(err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &Store{dialect: postgres, reader: db, writer: db, now: now}, nil
}

// reach makes sure that somebody answers. The writer goes first: it creates the
// SQLite file, and keeps an in-memory database alive.
func (s *Store) reach(ctx context.Context) error {
	for _, db := range []*sql.DB{s.writer, s.reader} {
		if err := db.PingContext(ctx); err != nil {
			return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "database.unreachable", Err: err}
		}
	}
	return nil
}

// Ready tells whether the database answers, for a server's readiness check.
func (s *Store) Ready(ctx context.Context) error { return s.reach(ctx) }

// Close lets go of the database.
func (s *Store) Close() error {
	err := s.reader.Close()
	if s.writer != s.reader {
		if writerErr := s.writer.Close(); err == nil {
			err = writerErr
		}
	}
	return err
}
