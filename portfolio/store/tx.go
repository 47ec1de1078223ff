package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"

	"raaderum/portfolio"
)

// tx is one transaction with its one time, the rows that the next line of the
// audit log is to carry, and the statements it has run.
type tx struct {
	*sql.Tx
	dialect    dialect
	now        time.Time
	latest     time.Time // that may be written, where the time was typed; else zero
	written    []writtenRow
	insertions map[string]insertion
	statements map[string]*sql.Stmt
}

// write runs a user's action as one transaction: all of it or nothing.
func (s *Store) write(ctx context.Context, action func(*tx) error) error {
	return s.transact(ctx, s.writer, nil, action)
}

// read runs questions on one snapshot of the database.
func (s *Store) read(ctx context.Context, questions func(*tx) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.dialect == postgres {
		options.Isolation = sql.LevelRepeatableRead
	}
	return s.transact(ctx, s.reader, options, questions)
}

func (s *Store) transact(ctx context.Context, db *sql.DB, options *sql.TxOptions, run func(*tx) error) error {
	begun, err := db.BeginTx(ctx, options)
	if err != nil {
		return databaseError(err)
	}
	defer begun.Rollback() // nothing is left to roll back after Commit
	one := &tx{Tx: begun, dialect: s.dialect, now: s.now().UTC().Truncate(time.Microsecond)}
	if s.real != nil {
		one.latest = s.real().UTC()
	}
	if err := run(one); err != nil {
		return databaseError(err)
	}
	if len(one.written) > 0 {
		return databaseError(errUnrecorded)
	}
	return databaseError(begun.Commit())
}

// databaseError passes on what a person can be told, and turns the rest into
// an internal error, or into a conflict when somebody else came first.
func databaseError(err error) error {
	var known *portfolio.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case isUniqueViolation(err):
		return &portfolio.Error{Code: portfolio.CodeConflict, Key: "database.conflict", Err: err}
	case isUnreadableText(err):
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "text.unreadable", Err: err}
	}
	return &portfolio.Error{Code: portfolio.CodeInternal, Key: "internal", Err: err}
}

// isUniqueViolation: SQLSTATE 23505, SQLITE_CONSTRAINT_PRIMARYKEY and _UNIQUE.
func isUniqueViolation(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	var lite *sqlitedriver.Error
	return errors.As(err, &lite) && (lite.Code() == 1555 || lite.Code() == 2067)
}

// isUnreadableText: a text that is not UTF-8 or has the character no. 0, which
// PostgreSQL has no place for. SQLSTATE 22021 and 22P05.
func isUnreadableText(err error) bool {
	var pg *pgconn.PgError
	return errors.Is(err, errUnreadableText) || errors.As(err, &pg) && (pg.Code == "22021" || pg.Code == "22P05")
}

var errUnreadableText = errors.New("store: a text that PostgreSQL has no place for")

// readable keeps SQLite from what PostgreSQL refuses.
func readable(args []any) error {
	for _, arg := range args {
		value := reflect.ValueOf(arg)
		if value.Kind() == reflect.String && (strings.ContainsRune(value.String(), 0) || !utf8.ValidString(value.String())) {
			return errUnreadableText
		}
	}
	return nil
}

// moment is how a time is written: fixed width, UTC, so that texts sort as
// times do in SQLite, and PostgreSQL reads it as a timestamptz.
const moment = "2006-01-02T15:04:05.000000Z"

// stamp writes a time; the zero time is NULL.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(moment)
}

// day writes a date; the zero time is NULL.
func day(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(time.DateOnly)
}

// instant reads a time or a date from either database; NULL is the zero time.
type instant struct{ to *time.Time }

// Scan implements sql.Scanner.
func (i instant) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*i.to = time.Time{}
		return nil
	case time.Time:
		*i.to = v.UTC()
		return nil
	case string:
		for _, layout := range []string{moment, time.DateOnly} {
			if t, err := time.Parse(layout, v); err == nil {
				*i.to = t
				return nil
			}
		}
	}
	return fmt.Errorf("store: %v is not a time", value)
}

// readableInstant reads a time of a row that has a hash over it: one that cannot be
// read is the zero time, and the hash tells that the row is not as it was written.
type readableInstant struct{ to *time.Time }

// Scan implements sql.Scanner.
func (r readableInstant) Scan(value any) error {
	if instant(r).Scan(value) != nil {
		*r.to = time.Time{}
	}
	return nil
}

// document writes a value as JSON text; scanned into one, it reads it.
func document(value any) (string, error) {
	text, err := json.Marshal(value)
	return string(text), err
}

// documentOf reads JSON text or bytes into a value.
type documentOf struct{ to any }

// Scan implements sql.Scanner.
func (d documentOf) Scan(value any) error {
	switch v := value.(type) {
	case string:
		return json.Unmarshal([]byte(v), d.to)
	case []byte:
		return json.Unmarshal(v, d.to)
	}
	return fmt.Errorf("store: %T is not a document", value)
}

// queueUp lets whoever acts in the same organisation finish first, and makes those
// who come later wait: what is read from here on stays as it is until the action
// is done. The audit log counts up the same row, so nobody waits who would not.
func (t *tx) queueUp(ctx context.Context, org portfolio.OrganisationID) error {
	_, err := t.exec(ctx, `UPDATE organisations SET audit_sequence = audit_sequence WHERE id = $1`, org)
	return err
}

// each runs a query and reads its rows one by one.
func (t *tx) each(ctx context.Context, query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := t.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// exec runs a statement and gives the number of rows it touched.
func (t *tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := readable(args); err != nil {
		return 0, err
	}
	run, err := t.statement(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := run.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
