package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// auditedTable is a table whose rows the audit log carries, with the columns that
// name a row within its organisation.
type auditedTable struct {
	name string
	key  []string
	// changes: a row may be written again or taken out, and the last line about it
	// says what stands there. A row of the others stays as it was written.
	changes   bool
	apart     []string // columns that are counted up beside the lines
	documents []string // columns with JSON
}

// auditedTables are the tables that the program can be held to. A row of those that
// are never changed is written with keep, one of the others with change.
var auditedTables = []auditedTable{
	{name: "organisations", key: []string{"id"}, changes: true,
		apart:     []string{"import_sequence", "audit_sequence", "followed"},
		documents: []string{"governance", "strategy"}},
	{name: "users", key: []string{"id"}, changes: true},
	{name: "login_links", key: []string{"token_hash"}, changes: true},
	{name: "memberships", key: []string{"user_id"}, changes: true},
	{name: "cases", key: []string{"id"}, changes: true},
	{name: "benefit_overlaps", key: []string{"case_id", "benefit_id"}, changes: true},

	{name: "files", key: []string{"sha256"}},
	{name: "imports", key: []string{"id"}},
	{name: "import_undos", key: []string{"import_id"}},
	{name: "case_versions", key: []string{"case_id", "version"}},
	{name: "stated_figures", key: []string{"case_id", "version", "figure"}},
	{name: "cost_lines", key: []string{"case_id", "version", "id"}},
	{name: "cost_amounts", key: []string{"case_id", "version", "line_id", "position"}},
	{name: "benefits", key: []string{"case_id", "version", "id"}},
	{name: "benefit_amounts", key: []string{"case_id", "version", "benefit_id", "series", "position"}},
	{name: "benefit_reports", key: []string{"import_id", "position"}},
	{name: "report_amounts", key: []string{"import_id", "report", "position"}},
	{name: "quarterly_statuses", key: []string{"import_id", "position"}},
	{name: "yearly_values", key: []string{"import_id", "position"}},
	{name: "snapshots", key: []string{"sequence"}},
	{name: "corrections", key: []string{"sequence"}},
	{name: "confirmations", key: []string{"sequence"}},
	{name: "status_reports", key: []string{"sequence"}},
	{name: "deviations", key: []string{"report", "position"}},
	{name: "action_plans", key: []string{"year", "version"}},
	{name: "action_plan_steps", key: []string{"year", "version", "plan_status"}},
	{name: "agenda_items", key: []string{"number"}},
	{name: "council_decisions", key: []string{"number"}},
	{name: "case_entries", key: []string{"sequence"}},
	{name: "overlap_judgments", key: []string{"sequence"}},
}

// passingTables are those that no line carries, and why.
var passingTables = map[string]string{
	"audit_log":   "its lines are a chain of their own",
	"uploads":     "a file that waits for its answers, until it is accepted or forgotten",
	"batches":     "many files that wait, until they are accepted or forgotten",
	"batch_files": "how far each of them has come",
	"sessions":    "last some hours; each begins with a line, \"login\"",
}

// tableNamed is an audited table by its name.
func tableNamed(name string) (table auditedTable, ok bool) {
	for _, table := range auditedTables {
		if table.name == name {
			return table, true
		}
	}
	return table, false
}

// organisationColumn is the column that says whose a row is.
func organisationColumn(table string) string {
	if table == "organisations" {
		return "id"
	}
	return "organisation_id"
}

// rowsOf asks for the table's rows of an organisation, $1.
func (a auditedTable) rowsOf() string {
	return `SELECT * FROM ` + a.name + ` WHERE ` + organisationColumn(a.name) + ` = $1`
}

// rowName is how a row of the table is told from the others of its organisation.
func (a auditedTable) rowName(row map[string]any) string {
	parts := make([]string, len(a.key))
	for i, column := range a.key {
		parts[i] = column + " " + fmt.Sprint(row[column])
	}
	return strings.Join(parts, ", ")
}

// carried is a row as a line carries it: without what is counted beside the lines,
// and with documents in the same words on both databases.
func (a auditedTable) carried(row map[string]any) map[string]any {
	for _, column := range a.apart {
		delete(row, column)
	}
	for _, column := range a.documents {
		if text, ok := row[column].(string); ok {
			if ordered, err := orderedDocument([]byte(text)); err == nil { // else it is told as the text it is
				row[column] = ordered
			}
		}
	}
	return row
}

// change writes or takes out rows of a table whose rows change, has the next line of
// the audit log carry them as they are now, and gives their number.
func (t *tx) change(ctx context.Context, name, statement string, args ...any) (int, error) {
	if err := readable(args); err != nil {
		return 0, err
	}
	run, err := t.statement(ctx, statement+" RETURNING *")
	if err != nil {
		return 0, err
	}
	rows, err := run.QueryContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	return t.carry(rows, name, strings.HasPrefix(statement, "DELETE"))
}

// carryRows has the next line carry the rows of a table that a query finds.
func (t *tx) carryRows(ctx context.Context, name, query string, args ...any) error {
	rows, err := t.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	_, err = t.carry(rows, name, false)
	return err
}

// carry has the next line of the audit log carry rows of a table whose rows change.
func (t *tx) carry(rows *sql.Rows, name string, gone bool) (count int, err error) {
	table, _ := tableNamed(name)
	for rows.Next() {
		row, err := storedRow(rows)
		if err != nil {
			return count, err
		}
		t.written = append(t.written, writtenRow{name, table.carried(row), gone})
		count++
	}
	return count, rows.Err()
}
