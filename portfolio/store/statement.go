package store

import (
	"context"
	"database/sql"
)

// statement is SQL that can be run with values, parsed or not.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
}

// unparsed is a statement that is parsed each time it is run.
type unparsed struct {
	in  *sql.Tx
	sql string
}

func (u unparsed) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	return u.in.ExecContext(ctx, u.sql, args...)
}

func (u unparsed) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	return u.in.QueryContext(ctx, u.sql, args...)
}

// statement gives SQL to run. SQLite parses what a transaction runs a second time
// once and for all, until the transaction ends; PostgreSQL's driver sees to it itself.
func (t *tx) statement(ctx context.Context, query string) (statement, error) {
	known, again := t.statements[query]
	switch {
	case known != nil:
		return known, nil
	case t.dialect != sqlite:
		return unparsed{t.Tx, query}, nil
	case !again:
		if t.statements == nil {
			t.statements = map[string]*sql.Stmt{}
		}
		t.statements[query] = nil
		return unparsed{t.Tx, query}, nil
	}
	parsed, err := t.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	t.statements[query] = parsed
	return parsed, nil
}
