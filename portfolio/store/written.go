package store

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"raaderum/portfolio"
)

// writtenRow is a row as the database had it when it was written, in the same
// words whichever database it is: truth is 1 and 0, times are UTC, documents have
// their keys in order, and bytes are named by their SHA-256.
type writtenRow struct {
	Table string         `json:"table"`
	Row   map[string]any `json:"row"`
	Gone  bool           `json:"gone,omitempty"` // the row was taken out
}

var errUnrecorded = errors.New("store: rows were written that no line of the audit log carries")

// organisation is whose row it is, and so whose audit log carries it.
func (w writtenRow) organisation() portfolio.OrganisationID {
	id, _ := w.Row[organisationColumn(w.Table)].(string)
	return portfolio.OrganisationID(id)
}

// storedRow reads the row that rows stands at.
func storedRow(rows *sql.Rows) (map[string]any, error) {
	columns, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	if err := rows.Scan(to...); err != nil {
		return nil, err
	}
	row := make(map[string]any, len(columns))
	for i, column := range columns {
		if row[column.Name()], err = storedValue(column.DatabaseTypeName(), values[i]); err != nil {
			return nil, err
		}
	}
	return row, nil
}

// storedValue is a value in the words of writtenRow.
func storedValue(kind string, value any) (any, error) {
	switch v := value.(type) {
	case bool:
		return truth(v), nil
	case time.Time:
		if kind == "DATE" {
			return v.Format(time.DateOnly), nil
		}
		return v.UTC().Format(moment), nil
	case []byte:
		if kind != "JSONB" {
			sum := sha256.Sum256(v)
			return "sha256:" + hex.EncodeToString(sum[:]), nil
		}
		return orderedDocument(v)
	case string:
		if kind == "JSONB" {
			return orderedDocument([]byte(v))
		}
	}
	return value, nil
}

// truth is 1 and 0, as SQLite has it.
func truth(v bool) int64 {
	if v {
		return 1
	}
	return 0
}

// orderedDocument is a JSON text with its keys in order and no more space than
// it needs, as SQLite has it stored.
func orderedDocument(text []byte) (string, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	return document(value)
}

// packers are used again: each takes most of a megabyte, and a line may be one row.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// takeWritten gives the organisation's rows that were written since the line before:
// the hash of their text, and the text packed, nil when there are none.
func (t *tx) takeWritten(org portfolio.OrganisationID) (hash string, packed []byte, err error) {
	var text strings.Builder
	var others []writtenRow
	lines := json.NewEncoder(&text)
	for _, row := range t.written {
		if row.organisation() != org {
			others = append(others, row)
		} else if err := lines.Encode(row); err != nil {
			return "", nil, err
		}
	}
	t.written = others
	sum := sha256.Sum256([]byte(text.String()))
	hash = hex.EncodeToString(sum[:])
	if text.Len() == 0 {
		return hash, nil, nil
	}
	var pack bytes.Buffer
	zip := packers.Get().(*gzip.Writer)
	defer packers.Put(zip)
	zip.Reset(&pack)
	if _, err := io.WriteString(zip, text.String()); err != nil {
		return "", nil, err
	}
	err = zip.Close()
	return hash, pack.Bytes(), err
}

// unpackWritten gives back the rows of a line, and whether they are those that
// its hash is of.
func unpackWritten(packed []byte, hash string) (rows []writtenRow, intact bool) {
	var text []byte
	if packed != nil {
		zip, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, false
		}
		if text, err = io.ReadAll(zip); err != nil {
			return nil, false
		}
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != hash {
		return nil, false
	}
	lines := json.NewDecoder(bytes.NewReader(text))
	lines.UseNumber()
	for lines.More() {
		var row writtenRow
		if lines.Decode(&row) != nil {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, true
}
