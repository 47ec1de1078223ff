package store

import (
	"context"
	"slices"
	"strings"
)

// backedTable is a table that a backup has, with the columns that put its rows in
// order within their organisation.
type backedTable struct {
	name string
	key  []string
}

// backedTables are the tables of a backup. Those that others refer to come first:
// in this order they can be filled again.
var backedTables = orderedTables(
	"organisations", "users", "memberships",
	"files", "imports", "import_undos",
	"cases", "case_versions", "stated_figures", "cost_lines", "cost_amounts", "benefits", "benefit_amounts", "benefit_overlaps",
	"benefit_reports", "report_amounts", "quarterly_statuses", "yearly_values",
	"snapshots", "corrections", "confirmations", "status_reports", "deviations",
	"action_plans", "action_plan_steps", "agenda_items", "council_decisions", "case_entries", "overlap_judgments",
	"uploads", "batches", "batch_files", "audit_log",
)

// unbackedTables are left out of a backup, and why.
var unbackedTables = map[string]string{
	"sessions":    "who was logged in then is not to be logged in now",
	"login_links": "a link that has been used since would work once more; whoever needs one gets a new one",
}

// passingKeys put the rows in order of the tables that no line of the audit log carries.
var passingKeys = map[string][]string{
	"uploads":     {"id"},
	"batches":     {"id"},
	"batch_files": {"batch_id", "position"},
	"audit_log":   {"sequence"},
}

func orderedTables(names ...string) (tables []backedTable) {
	for _, name := range names {
		key := passingKeys[name]
		if audited, ok := tableNamed(name); ok {
			key = audited.key
		}
		tables = append(tables, backedTable{name, key})
	}
	return tables
}

// backedColumn is a column as this database has it.
type backedColumn struct{ name, kind string }

// isBytes: the column has bytes and no text.
func (c backedColumn) isBytes() bool { return c.kind == "BLOB" || c.kind == "BYTEA" }

// columnsOf are a table's columns in this database, in their own order.
func (t *tx) columnsOf(ctx context.Context, table string) (columns []backedColumn, err error) {
	rows, err := t.QueryContext(ctx, `SELECT * FROM `+table+` LIMIT 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	for _, one := range types {
		columns = append(columns, backedColumn{one.Name(), one.DatabaseTypeName()})
	}
	return columns, rows.Err()
}

// rowsOf asks for all rows of the table. SQLite's driver tells bytes that are none
// from nothing only when they come as a text.
func (b backedTable) rowsOf(of dialect, columns []backedColumn) string {
	var said []string
	for _, column := range columns {
		name := column.name
		if of == sqlite && column.isBytes() {
			name = `CASE WHEN length(` + name + `) = 0 THEN '' ELSE ` + name + ` END`
		}
		said = append(said, name)
	}
	order := b.key
	if column := organisationColumn(b.name); !slices.Contains(order, column) {
		order = append([]string{column}, order...)
	}
	return `SELECT ` + strings.Join(said, ", ") + ` FROM ` + b.name + ` ORDER BY ` + strings.Join(order, ", ")
}

// tablesThere are the names of the database's tables; none in a new one.
func (t *tx) tablesThere(ctx context.Context) (names []string, err error) {
	query := `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`
	if t.dialect == postgres {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name`
	}
	err = t.each(ctx, query, nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	})
	return names, err
}

// stepsTaken are the numbers of the migrations that made the database's tables; none
// in a new one.
func (t *tx) stepsTaken(ctx context.Context) (steps []int64, err error) {
	there, err := t.tablesThere(ctx)
	if err != nil || !slices.Contains(there, "goose_db_version") {
		return nil, err
	}
	err = t.each(ctx, `SELECT DISTINCT version_id FROM goose_db_version WHERE version_id > 0 AND is_applied ORDER BY version_id`, nil,
		func(scan func(...any) error) error {
			var step int64
			err := scan(&step)
			steps = append(steps, step)
			return err
		})
	return steps, err
}

// stepsKnown are the numbers of the migrations that this program has.
func (s *Store) stepsKnown() (steps []int64, err error) {
	provider, err := s.provider(s.writer)
	if err != nil {
		return nil, err
	}
	for _, source := range provider.ListSources() {
		steps = append(steps, source.Version)
	}
	return steps, nil
}

// beyond are the steps that are not among others.
func beyond(steps, others []int64) (more []int64) {
	for _, step := range steps {
		if !slices.Contains(others, step) {
			more = append(more, step)
		}
	}
	return more
}
