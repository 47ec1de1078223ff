package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
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

// VerifyRows compares every row that is never changed with what the audit log's
// line about it carries, and names those that differ, are gone, or that no line
// wrote. Lines from before rows were carried are counted: while there are any, a
// row without a line may be theirs, and is counted too.
func (s *Store) VerifyRows(ctx context.Context, org portfolio.OrganisationID) (check portfolio.RowCheck, err error) {
	err = s.read(ctx, func(t *tx) error {
		known, err := readRecorded(ctx, t, org, &check)
		if err != nil {
			return err
		}
		for _, table := range keptTables {
			if err := table.verify(ctx, t, org, known[table.name], &check); err != nil {
				return err
			}
		}
		return nil
	})
	return check, err
}

// readRecorded reads what the lines carry, and tells of lines that were damaged.
func readRecorded(ctx context.Context, t *tx, org portfolio.OrganisationID, check *portfolio.RowCheck) (rowsOfLines, error) {
	names := map[string]keptTable{}
	known := rowsOfLines{}
	for _, table := range keptTables {
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
				if table, ok := names[one.Table]; ok {
					known[one.Table][table.rowName(one.Row)] = recordedRow{line, one.Row}
				}
			}
			return nil
		})
	return known, err
}

// verify compares a table's rows with those that were recorded.
func (k keptTable) verify(ctx context.Context, t *tx, org portfolio.OrganisationID, known map[string]recordedRow, check *portfolio.RowCheck) error {
	rows, err := t.QueryContext(ctx, `SELECT * FROM `+k.name+` WHERE organisation_id = $1`, org)
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
		name := k.rowName(row)
		written, ok := known[name]
		delete(known, name)
		switch fault := written.compare(row); {
		case !ok && check.Unhashed > 0:
			check.Loose++
		case !ok:
			faults = append(faults, portfolio.RowFault{Kind: portfolio.RowAdded, Table: k.name, Row: name})
		case fault != nil:
			fault.Table, fault.Row = k.name, name
			faults = append(faults, *fault)
		default:
			check.Rows++
		}
	}
	for name, gone := range known {
		faults = append(faults, portfolio.RowFault{Kind: portfolio.RowGone, Line: gone.line, Table: k.name, Row: name})
	}
	slices.SortFunc(faults, func(a, b portfolio.RowFault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Row, b.Row))
	})
	check.Faults = append(check.Faults, faults...)
	return rows.Err()
}

// compare gives the first column that is not as it was written, nil when all are.
func (r recordedRow) compare(now map[string]any) *portfolio.RowFault {
	for _, column := range slices.Sorted(maps.Keys(r.row)) {
		if was, is := valueText(r.row[column]), valueText(now[column]); was != is {
			return &portfolio.RowFault{Kind: portfolio.RowChanged, Line: r.line, Column: column, Was: was, Is: is}
		}
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
