package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"raaderum/portfolio"
)

// recordedRow is a row with the line of the audit log that wrote it.
type recordedRow struct {
	line int64
	row  map[string]any
}

// rowsOfLines are the rows that the audit log says were written, by table and name.
type rowsOfLines map[string]map[string]recordedRow

// VerifyRows compares every row of the audited tables with what the last line of the
// audit log about it carries, and names those that differ, are gone, or that no line
// wrote. Lines from before rows were carried are counted: while there are any, a
// row that is never changed and has no line may be theirs, and is counted too. Rows
// that change are followed from the line that check.Since names.
func (s *Store) VerifyRows(ctx context.Context, org portfolio.OrganisationID) (check portfolio.RowCheck, err error) {
	err = s.read(ctx, func(t *tx) error {
		known, err := readRecorded(ctx, t, org, &check)
		if err != nil {
			return err
		}
		for _, table := range auditedTables {
			if err := table.verify(ctx, t, org, known[table.name], &check); err != nil {
				return err
			}
		}
		return verifyCounter(ctx, t, org, &check)
	})
	return check, err
}

// verifyCounter holds the number of imports that the organisation counts up to the
// last import there is: no line carries it.
func verifyCounter(ctx context.Context, t *tx, org portfolio.OrganisationID, check *portfolio.RowCheck) error {
	var counted, last int64
	err := t.QueryRowContext(ctx, `SELECT o.import_sequence, (SELECT COALESCE(MAX(i.sequence), 0) FROM imports i WHERE i.organisation_id = o.id)
		FROM organisations o WHERE o.id = $1`, org).Scan(&counted, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // the row is told to be gone
	}
	if err == nil && counted != last {
		check.Faults = append(check.Faults, portfolio.RowFault{Kind: portfolio.RowMiscounted, Table: "organisations", Row: "id " + string(org),
			Column: "import_sequence", Was: strconv.FormatInt(last, 10), Is: strconv.FormatInt(counted, 10)})
	}
	return err
}

// readRecorded reads what the lines carry, and tells of lines that were damaged.
func readRecorded(ctx context.Context, t *tx, org portfolio.OrganisationID, check *portfolio.RowCheck) (rowsOfLines, error) {
	names := map[string]auditedTable{}
	known := rowsOfLines{}
	for _, table := range auditedTables {
		names[table.name], known[table.name] = table, map[string]recordedRow{}
	}
	err := t.each(ctx, `SELECT sequence, written_hash, written FROM audit_log WHERE organisation_id = $1 ORDER BY sequence`, []any{org},
		func(scan func(...any) error) error {
			var line int64
			var hash string
			var packed []byte
			if err := scan(&line, &hash, &packed); err != nil {
				return err
			}
			if hash == "" {
				check.Unhashed++
				return nil
			}
			rows, intact := unpackWritten(packed, hash)
			if !intact {
				check.Faults = append(check.Faults, portfolio.RowFault{Kind: portfolio.RowsDamaged, Line: line})
			}
			for _, one := range rows {
				table, ok := names[one.Table]
				switch {
				case !ok:
				case one.Gone:
					delete(known[one.Table], table.rowName(one.Row))
				default:
					known[one.Table][table.rowName(one.Row)] = recordedRow{line, one.Row}
				}
				if one.Table == "organisations" && check.Since == 0 {
					check.Since = line
				}
			}
			return nil
		})
	return known, err
}

// verify compares a table's rows with those that were recorded.
func (a auditedTable) verify(ctx context.Context, t *tx, org portfolio.OrganisationID, known map[string]recordedRow, check *portfolio.RowCheck) error {
	rows, err := t.QueryContext(ctx, a.rowsOf(), org)
	if err != nil {
		return err
	}
	defer rows.Close()
	var faults []portfolio.RowFault
	for rows.Next() {
		row, err := storedRow(rows)
		if err != nil {
			return err
		}
		row = a.carried(row)
		name := a.rowName(row)
		written, ok := known[name]
		delete(known, name)
		switch fault := written.compare(a, row); {
		case !ok && (a.changes && check.Since == 0 || !a.changes && check.Unhashed > 0):
			check.Loose++
		case !ok:
			faults = append(faults, portfolio.RowFault{Kind: portfolio.RowAdded, Table: a.name, Row: name})
		case fault != nil:
			fault.Table, fault.Row = a.name, name
			faults = append(faults, *fault)
		default:
			check.Rows++
		}
	}
	for name, gone := range known {
		faults = append(faults, portfolio.RowFault{Kind: portfolio.RowGone, Line: gone.line, Table: a.name, Row: name})
	}
	slices.SortFunc(faults, func(a, b portfolio.RowFault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Row, b.Row))
	})
	check.Faults = append(check.Faults, faults...)
	return rows.Err()
}

// compare gives the first column that is not as it was written, nil when all are.
func (r recordedRow) compare(table auditedTable, now map[string]any) *portfolio.RowFault {
	for _, column := range slices.Sorted(maps.Keys(r.row)) {
		was, is := valueText(r.row[column]), valueText(now[column])
		if was == is {
			continue
		}
		fault := &portfolio.RowFault{Kind: portfolio.RowChanged, Line: r.line, Column: column}
		if slices.Contains(table.documents, column) {
			fault.Column, was, is = partedDocuments(column, r.row[column], now[column])
		}
		fault.Was, fault.Is = partedTexts(was, is)
		return fault
	}
	return nil
}

// valueText is a value as JSON has it, which tells a text from a number and from
// nothing.
func valueText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}
