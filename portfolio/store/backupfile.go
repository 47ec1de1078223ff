package store

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"raaderum/portfolio"
)

// What a backup may be, so that a file that is none, or was made to do harm, takes
// neither memory nor time. Rows of figures pack to a tenth, at most to a fiftieth.
const (
	longestManifest = 1 << 20
	mostPacked      = 200       // times its own size a file may be unpacked …
	freelyUnpacked  = 512 << 20 // … beyond this
)

// backupFile is a backup that is read, and says of itself what fits with its parts.
type backupFile struct {
	manifest BackupManifest
	hash     string // of the manifest, which has those of all tables
	parts    map[string]*zip.File
}

// CheckBackup reads a backup from end to end and tells what it says of itself, or
// what is wrong with it: whatever has another hash, size or number of rows than the
// manifest says is refused, with its name.
func CheckBackup(ctx context.Context, file io.ReaderAt, size int64) (BackupManifest, error) {
	backup, err := openBackup(file, size)
	if err != nil {
		return BackupManifest{}, err
	}
	return backup.manifest, backup.check(ctx)
}

// openBackup reads the manifest, and refuses a file with other parts than it names.
func openBackup(file io.ReaderAt, size int64) (*backupFile, error) {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		var begins [4]byte
		if _, short := file.ReadAt(begins[:], 0); short == nil && string(begins[:]) == "PK\x03\x04" {
			return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "backup.broken-off", Err: err}
		}
		return nil, notABackup(err)
	}
	backup := &backupFile{parts: map[string]*zip.File{}}
	unpacked := uint64(0)
	for _, part := range archive.File {
		if backup.parts[part.Name] != nil || len(backup.parts) > len(backedTables) {
			return nil, notABackup(fmt.Errorf("part %q", part.Name))
		}
		backup.parts[part.Name] = part
		if unpacked += part.UncompressedSize64; unpacked > freelyUnpacked && unpacked/mostPacked > uint64(size) || part.UncompressedSize64 > 1<<50 {
			return nil, &portfolio.Error{Code: portfolio.CodeTooLarge, Key: "backup.bomb"}
		}
	}
	manifest := backup.parts[backupManifest]
	if manifest == nil {
		return nil, notABackup(errors.New("no manifest"))
	}
	if err := backup.readManifest(manifest); err != nil {
		return nil, err
	}
	return backup, backup.complete()
}

func notABackup(cause error) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "backup.foreign", Err: cause}
}

func damaged(part string, cause error) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "backup.damaged", Args: map[string]any{"part": part}, Err: cause}
}

func (b *backupFile) readManifest(part *zip.File) error {
	stream, err := part.Open()
	if err != nil {
		return damaged(backupManifest, err)
	}
	defer stream.Close()
	text, err := io.ReadAll(io.LimitReader(stream, longestManifest+1))
	if err == nil && len(text) > longestManifest {
		err = errors.New("longer than a manifest")
	}
	if err == nil {
		err = json.Unmarshal(text, &b.manifest)
	}
	if err != nil {
		return damaged(backupManifest, err)
	}
	sum := sha256.Sum256(text)
	b.hash = hex.EncodeToString(sum[:])
	if b.manifest.Format > backupFormat {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "backup.newer", Args: map[string]any{"program": b.manifest.Program}}
	}
	if b.manifest.Format != backupFormat || len(b.manifest.Steps) == 0 {
		return notABackup(errors.New("no format that there has been"))
	}
	return nil
}

// complete holds the parts to the manifest: each table once, each in the file, and
// nothing else.
func (b *backupFile) complete() error {
	named := map[string]bool{}
	for _, table := range b.manifest.Tables {
		name := fmt.Sprintf(backupRows, table.Name)
		part := b.parts[name]
		known := slices.ContainsFunc(backedTables, func(known backedTable) bool { return known.name == table.Name })
		switch {
		case !known || named[name] || len(table.Columns) == 0:
			return damaged(backupManifest, fmt.Errorf("table %q", table.Name))
		case part == nil:
			return damaged(name, errors.New("is not there"))
		case table.Bytes < 0 || part.UncompressedSize64 != uint64(table.Bytes):
			return damaged(name, fmt.Errorf("%d bytes, the manifest says %d", part.UncompressedSize64, table.Bytes))
		}
		named[name] = true
	}
	for name := range b.parts {
		if name != backupManifest && !named[name] {
			return damaged(backupManifest, fmt.Errorf("does not name %q", name))
		}
	}
	return nil
}

// check reads every row of every table.
func (b *backupFile) check(ctx context.Context) error {
	for _, table := range b.manifest.Tables {
		if err := b.each(ctx, table, func(int64, []any) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// each reads the rows of a table one by one, and tells at the end whether they were
// those that the manifest says: what was done with them has to be undone when not.
func (b *backupFile) each(ctx context.Context, table BackupTable, row func(line int64, values []any) error) error {
	name := fmt.Sprintf(backupRows, table.Name)
	stream, err := b.parts[name].Open()
	if err != nil {
		return damaged(name, err)
	}
	defer stream.Close()
	sum := sha256.New()
	lines := bufio.NewScanner(io.TeeReader(stream, sum)) // archive/zip gives no more than the size it says
	lines.Buffer(make([]byte, 0, 64<<10), longestBackupLine)
	count := int64(0)
	for lines.Scan() {
		if err := ctx.Err(); err != nil {
			return err
		}
		count++
		values, err := backedRow(lines.Bytes(), len(table.Columns))
		if err != nil {
			return damaged(name, fmt.Errorf("line %d: %w", count, err))
		}
		if err := row(count, values); err != nil {
			return err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return &portfolio.Error{Code: portfolio.CodeTooLarge, Key: "backup.row-too-large",
			Args: map[string]any{"table": table.Name, "row": count + 1, "limit": longestBackupLine >> 20}}
	case err != nil:
		return damaged(name, err)
	case count != table.Rows:
		return damaged(name, fmt.Errorf("%d rows, the manifest says %d", count, table.Rows))
	case hex.EncodeToString(sum.Sum(nil)) != table.SHA256:
		return damaged(name, errors.New("another hash"))
	}
	return nil
}

// backedRow reads a line: a list of so many texts, numbers and nothings.
func backedRow(line []byte, columns int) (values []any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than a row")
	}
	if len(values) != columns {
		return nil, fmt.Errorf("%d values, want %d", len(values), columns)
	}
	for _, value := range values {
		switch value.(type) {
		case nil, string, json.Number:
		default:
			return nil, fmt.Errorf("a %T", value)
		}
	}
	return values, nil
}
