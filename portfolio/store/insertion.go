package store

import (
	"context"
	"database/sql/driver"
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// insertion is the INSERT of a row that is never changed, as a transaction knows
// it once it has run.
type insertion struct {
	table string
	// columns are the row's, in the order of $1, $2 …; nil when the database says
	// something itself, such as a number, and the row has to be read back.
	columns []string
}

var (
	insertedTable = regexp.MustCompile(`^INSERT INTO (\w+)`)
	insertedPlain = regexp.MustCompile(`^INSERT INTO \w+ \(([^()]+)\)\s+VALUES \(([^()]+)\)$`)
)

// keep inserts a row that is never changed, or that begins as it is given, and has
// the next line of the audit log carry it. It gives the row as it is stored; nil when it was there already.
//
// An import inserts thousands of rows with the same words, and reading each of them
// back costs as much as storing it. So a transaction reads the first one back; when
// that is the values that were given and nothing else, the later ones are told from
// theirs.
func (t *tx) keep(ctx context.Context, insert string, args ...any) (map[string]any, error) {
	known, again := t.insertions[insert]
	if again {
		if row, ok := known.tell(args); ok {
			if _, err := t.exec(ctx, insert, args...); err != nil {
				return nil, err
			}
			t.written = append(t.written, writtenRow{Table: known.table, Row: row})
			return row, nil
		}
	}
	table := insertedTable.FindStringSubmatch(insert)[1]
	row, err := t.keepReading(ctx, table, insert, args)
	if err != nil || again {
		return row, err
	}
	if t.insertions == nil {
		t.insertions = map[string]insertion{}
	}
	t.insertions[insert] = learnInsertion(table, insert, args, row)
	return row, nil
}

// keepReading inserts a row and reads back what was stored.
func (t *tx) keepReading(ctx context.Context, table, insert string, args []any) (row map[string]any, err error) {
	if err := readable(args); err != nil {
		return nil, err
	}
	run, err := t.statement(ctx, insert+" RETURNING *")
	if err != nil {
		return nil, err
	}
	rows, err := run.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		if row, err = storedRow(rows); err != nil {
			return nil, err
		}
		t.written = append(t.written, writtenRow{Table: table, Row: row})
	}
	return row, rows.Err()
}

// keepNumbered is keep, and reads the number that the row was given.
func (t *tx) keepNumbered(ctx context.Context, number *int64, column, insert string, args ...any) error {
	row, err := t.keep(ctx, insert, args...)
	if err == nil {
		*number, _ = row[column].(int64)
	}
	return err
}

// learnInsertion finds out whether the rows of an insert can be told: its values
// are $1, $2 … and the row that was stored is those, column by column.
func learnInsertion(table, insert string, args []any, stored map[string]any) insertion {
	known := insertion{table: table}
	parts := insertedPlain.FindStringSubmatch(insert)
	if parts == nil {
		return known
	}
	columns, values := listed(parts[1]), listed(parts[2])
	if len(columns) != len(args) || len(values) != len(args) {
		return known
	}
	for i, value := range values {
		if value != "$"+strconv.Itoa(i+1) {
			return known
		}
	}
	plain := insertion{table, columns}
	if told, ok := plain.tell(args); !ok || !maps.Equal(told, stored) {
		return known
	}
	return plain
}

func listed(text string) []string {
	parts := strings.Split(text, ",")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return parts
}

// tell gives the row that the values make, in the words of writtenRow. Only texts,
// whole numbers, truth and nothing are sure to be stored as they are given: SQLite
// stores -0.0 as 0.0, and a row with any other kind of value is read back.
func (n insertion) tell(args []any) (row map[string]any, ok bool) {
	if n.columns == nil {
		return nil, false
	}
	row = make(map[string]any, len(args))
	for i, arg := range args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return nil, false
		}
		switch v := value.(type) {
		case nil, string, int64:
			row[n.columns[i]] = v
		case bool:
			row[n.columns[i]] = truth(v)
		default:
			return nil, false
		}
	}
	return row, true
}
