package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"

	"raaderum/portfolio"
)

// Restore puts a backup into the empty database at url: all of it or nothing. The
// file is checked from end to end before the database is touched. The tables are made
// as they were when the backup was taken, filled in one transaction, and then brought
// up to date as they would have been where they stood. Each organisation's audit log
// gets a line that tells of it, and that no login link is there any longer.
func Restore(ctx context.Context, url string, file io.ReaderAt, size int64, now func() time.Time) (manifest BackupManifest, err error) {
	backup, err := openBackup(file, size)
	if err != nil {
		return manifest, err
	}
	if err := backup.check(ctx); err != nil {
		return manifest, err
	}
	s, err := connect(url, now)
	if err != nil {
		return manifest, err
	}
	defer s.Close()
	known, err := s.stepsKnown()
	if err != nil {
		return manifest, databaseError(err)
	}
	if err := s.makeTables(ctx, backup.manifest, known); err != nil {
		return manifest, err
	}
	tell := func(t *tx) error { return t.tellRestored(ctx, backup) }
	older := len(beyond(known, backup.manifest.Steps)) > 0
	err = s.write(ctx, func(t *tx) error {
		if err := t.load(ctx, backup); err != nil || older {
			return err
		}
		return tell(t)
	})
	if err != nil || !older {
		return backup.manifest, err
	}
	if _, err := s.migrate(ctx); err != nil {
		return manifest, err
	}
	return backup.manifest, s.write(ctx, tell)
}

// makeTables takes the steps that the backup's tables were made by, in a database
// that has taken none, or some of the same.
func (s *Store) makeTables(ctx context.Context, manifest BackupManifest, known []int64) error {
	if len(beyond(manifest.Steps, known)) > 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "backup.newer", Args: map[string]any{"program": manifest.Program}}
	}
	if err := s.reach(ctx); err != nil {
		return err
	}
	var taken []int64
	err := s.read(ctx, func(t *tx) (err error) {
		if err := t.empty(ctx); err != nil {
			return err
		}
		taken, err = t.stepsTaken(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if len(beyond(taken, manifest.Steps)) > 0 {
		return &portfolio.Error{Code: portfolio.CodeConflict, Key: "restore.newer-tables"}
	}
	provider, err := s.provider(s.writer)
	if err != nil {
		return databaseError(err)
	}
	for _, step := range beyond(slices.Sorted(slices.Values(manifest.Steps)), taken) {
		if _, err := provider.ApplyVersion(ctx, step, true); err != nil {
			return databaseError(err)
		}
	}
	return nil
}

// empty refuses a database that somebody has begun to use. Every row belongs to an
// organisation, so without one there is none.
func (t *tx) empty(ctx context.Context) error {
	there, err := t.tablesThere(ctx)
	if err != nil || !slices.Contains(there, "organisations") {
		return err
	}
	var names []string
	err = t.each(ctx, `SELECT name FROM organisations ORDER BY name LIMIT 3`, nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	})
	if err == nil && len(names) > 0 {
		err = &portfolio.Error{Code: portfolio.CodeConflict, Key: "restore.not-empty", Args: map[string]any{"organisations": strings.Join(names, ", ")}}
	}
	return err
}

// load fills the tables.
func (t *tx) load(ctx context.Context, backup *backupFile) error {
	if t.dialect == postgres { // SQLite has one writer
		if _, err := t.exec(ctx, `LOCK TABLE organisations IN SHARE ROW EXCLUSIVE MODE`); err != nil {
			return err
		}
	}
	if err := t.empty(ctx); err != nil {
		return err
	}
	there, err := t.tablesThere(ctx)
	if err != nil {
		return err
	}
	for _, table := range backedTables {
		at := slices.IndexFunc(backup.manifest.Tables, func(one BackupTable) bool { return one.Name == table.name })
		if exists := slices.Contains(there, table.name); exists != (at >= 0) {
			return damaged(backupManifest, fmt.Errorf("%s: in the database %t, in the backup %t", table.name, exists, at >= 0))
		} else if !exists {
			continue
		}
		if err := t.loadTable(ctx, backup, backup.manifest.Tables[at]); err != nil {
			return err
		}
	}
	return nil
}

// loadTable fills a table that has the columns the backup says, and no others.
func (t *tx) loadTable(ctx context.Context, backup *backupFile, table BackupTable) error {
	columns, err := t.columnsOf(ctx, table.Name)
	if err != nil {
		return err
	}
	here := map[string]backedColumn{}
	for _, column := range columns {
		here[column.name] = column
	}
	var names, places []string
	var kinds []string
	for i, name := range table.Columns {
		column, known := here[name]
		if !known || column.isBytes() != slices.Contains(table.Binary, name) {
			return damaged(backupManifest, fmt.Errorf("column %q of %s", name, table.Name))
		}
		delete(here, name)
		names, places, kinds = append(names, column.name), append(places, "$"+strconv.Itoa(i+1)), append(kinds, column.kind)
	}
	if len(here) > 0 {
		return damaged(backupManifest, fmt.Errorf("%s lacks %v", table.Name, slices.Sorted(maps.Keys(here))))
	}
	insert := `INSERT INTO ` + table.Name + ` (` + strings.Join(names, ", ") + `) VALUES (` + strings.Join(places, ", ") + `)`
	return backup.each(ctx, table, func(line int64, values []any) error {
		for i, value := range values {
			if values[i], err = givenValue(kinds[i], value); err != nil {
				return refusedRow(table.Name, line, fmt.Errorf("%s: %w", names[i], err))
			}
		}
		_, err := t.exec(ctx, insert, values...)
		if breaksRule(err) {
			return refusedRow(table.Name, line, err)
		}
		return err
	})
}

// refusedRow: the file is as it was written, and yet the row is none that the program
// would have stored.
func refusedRow(table string, line int64, cause error) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "restore.row", Args: map[string]any{"table": table, "row": line}, Err: cause}
}

// breaksRule tells a row that the database refuses from a database that fails:
// SQLSTATE classes 22 and 23, SQLITE_TOOBIG, _CONSTRAINT and _MISMATCH.
func breaksRule(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "22") || strings.HasPrefix(pg.Code, "23")
	}
	var lite *sqlitedriver.Error
	if errors.As(err, &lite) {
		return slices.Contains([]int{18, 19, 20}, lite.Code()&0xff)
	}
	return errors.Is(err, errUnreadableText)
}

var errOtherKind = errors.New("store: a value of another kind than the column's")

// givenValue is a value of a backup as this database wants it.
func givenValue(kind string, value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		switch kind {
		case "TEXT", "TIMESTAMPTZ", "DATE", "JSONB":
			return v, nil
		case "BLOB", "BYTEA":
			return base64.StdEncoding.DecodeString(v)
		}
	case json.Number:
		switch kind {
		case "INTEGER", "INT8":
			return v.Int64()
		case "INT4":
			n, err := v.Int64()
			if err == nil && n != int64(int32(n)) {
				err = errOtherKind
			}
			return n, err
		case "BOOL":
			n, err := v.Int64()
			if err == nil && n != 0 && n != 1 {
				err = errOtherKind
			}
			return n == 1, err
		case "REAL", "FLOAT8":
			f, err := v.Float64()
			if err == nil && math.IsInf(f, 0) {
				err = errOtherKind
			}
			return f, err
		}
	}
	return nil, errOtherKind
}

// tellRestored leaves a line in each organisation's audit log: from which moment the
// database was put back, and the hash of the backup's manifest. It carries the login
// links that the log knows of as gone, since a backup has none.
func (t *tx) tellRestored(ctx context.Context, backup *backupFile) error {
	var organisations []portfolio.OrganisationID
	err := t.each(ctx, `SELECT id FROM organisations ORDER BY id`, nil, func(scan func(...any) error) error {
		var org portfolio.OrganisationID
		err := scan(&org)
		organisations = append(organisations, org)
		return err
	})
	if err != nil {
		return err
	}
	for _, org := range organisations {
		var check portfolio.RowCheck
		known, err := readRecorded(ctx, t, org, &check)
		if err != nil {
			return err
		}
		links := known["login_links"]
		for _, name := range slices.Sorted(maps.Keys(links)) {
			t.written = append(t.written, writtenRow{Table: "login_links", Row: links[name].row, Gone: true})
		}
		if err := record(ctx, t, org, "", "database.restore", backup.manifest.Taken.UTC().Format(moment), backup.hash); err != nil {
			return err
		}
	}
	return nil
}
