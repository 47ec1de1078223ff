package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
)

// Record makes a store tell every statement it reads and writes with, and gives
// the connections it had, which tell nothing and are the caller's to close. The
// names are how its driver calls the database for reading and for writing.
func Record(s *Store, reads, writes string, saw func(statement string, args []any)) (plain *sql.DB, err error) {
	plain = s.writer
	if s.reader != s.writer {
		err = s.reader.Close()
	}
	s.reader = sql.OpenDB(recorder{plain.Driver(), reads, saw})
	s.writer = s.reader
	if s.dialect == sqlite {
		s.writer = sql.OpenDB(recorder{plain.Driver(), writes, saw})
		s.writer.SetMaxOpenConns(1)
	}
	return plain, err
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

func (c recorded) tell(statement string, args []driver.NamedValue) {
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = arg.Value
	}
	c.saw(statement, values)
}

func (c recorded) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.tell(query, args)
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (c recorded) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.tell(query, args)
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

// Explain is the plan of a statement, a line for each step; it is not run.
// Reluctant asks PostgreSQL to read a table from end to end only where no index
// will do; SQLite plans without looking at sizes.
func Explain(ctx context.Context, s *Store, plain *sql.DB, reluctant bool, statement string, args []any) ([]string, error) {
	conn, err := plain.Conn(ctx)
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
	rows, err := conn.QueryContext(ctx, prefix+statement, args...)
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

// ChangingTables are the tables whose rows change and are followed, and PassingTables
// those that no line of the audit log carries.
func ChangingTables() (names []string) {
	for _, table := range auditedTables {
		if table.changes {
			names = append(names, table.name)
		}
	}
	return names
}

// KeptTables are the tables whose rows are never changed and are carried.
func KeptTables() (names []string) {
	for _, table := range auditedTables {
		if !table.changes {
			names = append(names, table.name)
		}
	}
	return names
}

// PassingTables are the tables that no line carries, with the reason.
func PassingTables() map[string]string { return passingTables }

// BackedTables are the tables of a backup, and UnbackedTables those that are left out,
// with the reason.
func BackedTables() (names []string) {
	for _, table := range backedTables {
		names = append(names, table.name)
	}
	return names
}

// UnbackedTables are the tables that a backup leaves out, with the reason.
func UnbackedTables() map[string]string { return unbackedTables }

// MigrateTo makes the tables as they were after a step.
func MigrateTo(ctx context.Context, url string, step int64) error {
	s, err := connect(url, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	provider, err := s.provider(s.writer)
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, step)
	return err
}
