package store

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"raaderum/portfolio"
)

// backupFormat is the version of the file: how its parts are laid out, not which
// tables there are.
const backupFormat = 1

// The parts of a backup: what it has, and a file of rows for each table.
const (
	backupManifest = "raaderum-backup.json"
	backupRows     = "tables/%s.jsonl"
)

// longestBackupLine is the longest row there may be, as text: 384 MB of bytes and
// what is beside them. The largest upload is 200 MB unless the operator says otherwise.
const longestBackupLine = 512 << 20

// BackupManifest is what a backup says of itself. It is the last part of the file,
// so a file that was broken off has none.
type BackupManifest struct {
	Format   int           `json:"format"`
	Program  string        `json:"program"`  // the version that wrote it
	Database string        `json:"database"` // sqlite or postgres
	Taken    time.Time     `json:"taken"`
	Schema   int64         `json:"schema"` // the last of the steps
	Steps    []int64       `json:"steps"`  // the migrations that made the tables
	Tables   []BackupTable `json:"tables"`
	LeftOut  []string      `json:"leftOut"` // tables of the database that are not here
}

// BackupTable is one table of a backup: a JSON list a line for each row, its values
// in the order of the columns, in the same words whichever database it was: truth is
// 1 and 0, times are UTC, documents are text, bytes are base64.
type BackupTable struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Binary  []string `json:"binary,omitempty"` // the columns with bytes
	Rows    int64    `json:"rows"`
	Bytes   int64    `json:"bytes"`  // of the lines, unpacked
	SHA256  string   `json:"sha256"` // of the lines
}

// Rows is how many rows there are in all tables.
func (m BackupManifest) Rows() (n int64) {
	for _, table := range m.Tables {
		n += table.Rows
	}
	return n
}

// Backup writes everything in the database at url to a file, as it is at one moment;
// who works in it goes on working. It changes nothing, and takes the tables as they
// are: a database that a newer program is about to migrate can be backed up first.
// What it needs in memory is the largest row. Sessions and login links are left out.
func Backup(ctx context.Context, url string, to io.Writer, program string, now func() time.Time) (manifest BackupManifest, err error) {
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok && path != "" {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) { // to open it would make it
			return manifest, &portfolio.Error{Code: portfolio.CodeNotFound, Key: "backup.no-database", Args: map[string]any{"database": path}}
		}
	}
	s, err := connect(url, now)
	if err != nil {
		return manifest, err
	}
	defer s.Close()
	if err := s.reach(ctx); err != nil {
		return manifest, err
	}
	known, err := s.stepsKnown()
	if err != nil {
		return manifest, databaseError(err)
	}
	err = s.read(ctx, func(t *tx) error {
		manifest, err = t.backUp(ctx, to, known, program)
		return err
	})
	return manifest, err
}

// backUp writes the file, table by table and the manifest last.
func (t *tx) backUp(ctx context.Context, to io.Writer, known []int64, program string) (BackupManifest, error) {
	manifest := BackupManifest{Format: backupFormat, Program: program, Database: string(t.dialect), Taken: t.now}
	there, err := t.tablesThere(ctx)
	if err != nil {
		return manifest, err
	}
	if manifest.Steps, err = t.stepsTaken(ctx); err != nil {
		return manifest, err
	}
	if !slices.Contains(there, "organisations") || len(manifest.Steps) == 0 {
		return manifest, &portfolio.Error{Code: portfolio.CodeNotFound, Key: "backup.no-tables"}
	}
	if len(beyond(manifest.Steps, known)) > 0 {
		return manifest, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "database.newer"}
	}
	manifest.Schema = slices.Max(manifest.Steps)
	file := zip.NewWriter(to)
	for _, table := range backedTables {
		if !slices.Contains(there, table.name) { // made by a step that is yet to come
			continue
		}
		told, err := t.backUpTable(ctx, file, table)
		if err != nil {
			return manifest, fmt.Errorf("%s: %w", table.name, err)
		}
		manifest.Tables = append(manifest.Tables, told)
	}
	for _, name := range there {
		if _, left := unbackedTables[name]; left {
			manifest.LeftOut = append(manifest.LeftOut, name)
		}
	}
	if err := writeManifest(file, manifest); err != nil {
		return manifest, err
	}
	return manifest, file.Close()
}

func writeManifest(file *zip.Writer, manifest BackupManifest) error {
	part, err := file.CreateHeader(&zip.FileHeader{Name: backupManifest, Method: zip.Deflate, Modified: manifest.Taken})
	if err != nil {
		return err
	}
	text := json.NewEncoder(part)
	text.SetIndent("", "  ")
	return text.Encode(manifest)
}

// backUpTable writes the rows of a table as they come from the database.
func (t *tx) backUpTable(ctx context.Context, file *zip.Writer, table backedTable) (told BackupTable, err error) {
	columns, err := t.columnsOf(ctx, table.name)
	if err != nil {
		return told, err
	}
	told.Name = table.name
	for _, column := range columns {
		told.Columns = append(told.Columns, column.name)
		if column.isBytes() {
			told.Binary = append(told.Binary, column.name)
		}
	}
	part, err := file.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf(backupRows, table.name), Method: zip.Deflate, Modified: t.now})
	if err != nil {
		return told, err
	}
	sum := tally{hash: sha256.New()}
	lines := json.NewEncoder(io.MultiWriter(part, &sum))
	lines.SetEscapeHTML(false)
	rows, err := t.QueryContext(ctx, table.rowsOf(t.dialect, columns))
	if err != nil {
		return told, err
	}
	defer rows.Close()
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	for ; rows.Next(); told.Rows++ {
		if err := rows.Scan(to...); err != nil {
			return told, err
		}
		for i, column := range columns {
			if values[i], err = backedValue(column.kind, values[i]); err != nil {
				return told, fmt.Errorf("%s: %w", column.name, err)
			}
		}
		if err := lines.Encode(values); err != nil {
			return told, err
		}
		if sum.last > longestBackupLine {
			return told, &portfolio.Error{Code: portfolio.CodeTooLarge, Key: "backup.row-too-large",
				Args: map[string]any{"table": table.name, "row": told.Rows + 1, "limit": longestBackupLine >> 20}}
		}
	}
	told.Bytes, told.SHA256 = sum.bytes, hex.EncodeToString(sum.hash.Sum(nil))
	return told, rows.Err()
}

// backedValue is a value in the words of a backup, which are those of writtenRow but
// for bytes, which are there themselves.
func backedValue(kind string, value any) (any, error) {
	switch v := value.(type) {
	case []byte:
		if kind != "JSONB" {
			return v, nil
		}
	case string:
		if !utf8.ValidString(v) { // JSON would have another text in its place
			return nil, errUnreadableText
		}
	}
	return storedValue(kind, value)
}

// tally counts and hashes what is written.
type tally struct {
	hash  hash.Hash
	bytes int64
	last  int // the length of the last line: the encoder writes each at once
}

func (t *tally) Write(p []byte) (int, error) {
	t.last = len(p)
	t.bytes += int64(len(p))
	return t.hash.Write(p)
}
