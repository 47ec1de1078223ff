package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
)

// RecordReads makes a store tell every query it reads with. dsn is how its
// driver names the database.
func RecordReads(s *Store, dsn string, saw func(query string, args []any)) {
	s.reader = sql.OpenDB(recorder{s.reader.Driver(), dsn, saw})
}

// Writer is the database itself.
func Writer(s *Store) *sql.DB { return s.writer }

// recorder opens connections that tell what they are asked.
type recorder struct {
	driver driver.Driver
	dsn    string
	saw    func(string, []any)
}

func (r recorder) Driver() driver.Driver { return r.driver }

func (r recorder) Connect(context.Context) (driver.Conn, error) {
	conn, err := r.driver.Open(r.dsn)
	return recorded{conn, r.saw}, err
}

// recorded is a connection of either driver; both can all of this.
type recorded struct {
	driver.Conn
	saw func(string, []any)
}

func (c recorded) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = arg.Value
	}
	c.saw(query, values)
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (c recorded) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (c recorded) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, options)
}

func (c recorded) CheckNamedValue(value *driver.NamedValue) error {
	if checker, ok := c.Conn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(value)
	}
	return driver.ErrSkip
}

// Explain is the plan of a query, a line for each step. Reluctant asks PostgreSQL
// to read a table from end to end only where no index will do; SQLite plans
// without looking at sizes.
func Explain(ctx context.Context, s *Store, reluctant bool, query string, args []any) ([]string, error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	prefix := "EXPLAIN "
	if s.dialect == sqlite {
		prefix = "EXPLAIN QUERY PLAN "
	} else if reluctant {
		if _, err := conn.ExecContext(ctx, "SET enable_seqscan = off"); err != nil {
			return nil, err
		}
		defer conn.ExecContext(ctx, "RESET enable_seqscan")
	}
	rows, err := conn.QueryContext(ctx, prefix+query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var line string
		var ignored any
		to := []any{&line}
		if s.dialect == sqlite {
			to = []any{&ignored, &ignored, &ignored, &line}
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		plan = append(plan, strings.TrimSpace(line))
	}
	return plan, rows.Err()
}
