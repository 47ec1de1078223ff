package store_test

import (
	"database/sql"
	"fmt"
	"testing"
)

// country is how much the plans are made on: as many organisations as there are
// municipalities, each with cases, and quarters of figures for each.
type country struct{ organisations, cases, quarters int }

// rows are what one statement puts into a table.
type rows struct{ table, columns, values, from string }

// Each organisation, each of its cases, each quarter of each. Keys are written so
// that they sort in the order they are made: each index grows at its end.
const (
	eachOrganisation = "o"
	eachCase         = "o CROSS JOIN c"
	eachQuarter      = "o CROSS JOIN c CROSS JOIN q"

	anOrganisation, aCase, aUser = `'o' || (100 + o)`, `'c' || (10000 + c)`, `'u' || (100 + o)`
	aQuarter                     = `(2005 + (q - 1) / 4) || 'K' || (1 + (q - 1) % 4)`
	aSequence                    = `(c - 1) * 1000 + q`
	aTime                        = `'2014-01-01T00:00:00.000000Z'`
	aSum                         = `'00000000000000000000000000000000000000000000000000000000000' || (10000 + o)`
)

// contents are what a country holds. Both databases read the same SQL but for
// the name of bytes.
func (c country) contents(bytes string) []rows {
	return []rows{
		{"organisations", "id, name, example, governance, strategy, revision, import_sequence, audit_sequence",
			anOrganisation + fmt.Sprintf(`, 'Kommune ' || o, false, '{}', '{}', 1, 1, %d`, (c.cases-1)*1000+c.quarters), eachOrganisation},
		{"users", "organisation_id, id, name, email", anOrganisation + `, ` + aUser + `, 'Bruger', ''`, eachOrganisation},
		{"memberships", "organisation_id, user_id, role", anOrganisation + `, ` + aUser + `, 'analyst'`, eachOrganisation},
		{"files", "organisation_id, sha256, size, bytes, stored_at", anOrganisation + `, ` + aSum + `, 1, CAST('x' AS ` + bytes + `), ` + aTime, eachOrganisation},
		{"imports", "organisation_id, id, sequence, sha256, file_name, layout, user_id, accepted_at, answers, new_cases, new_versions, reports, statuses, amounts",
			anOrganisation + `, '1', 1, ` + aSum + `, 'fil.xlsx', 'template', ` + aUser + `, ` + aTime + `, '{}', 1, 1, 1, 1, 1`, eachOrganisation},
		{"cases", "organisation_id, id, ordinal, number_folded, latest_version", anOrganisation + `, ` + aCase + `, c + 0, 'bc' || (10000 + c), 1`, eachCase},
		{"case_versions", "organisation_id, case_id, version, import_id, number, title, summary, focus_area, origin, obligatory, phase, status, price_basis, price_year, project_owner, system_owner, record_number, goals, sheet, cell, raw, formula",
			anOrganisation + `, ` + aCase + `, 1, '1', 'BC' || (10000 + c), 'Sag ' || c, '', '', 'own', false, 'operation', 'approved', 'pl', 2014, '', '', '', '{}', 'Ark', 'A1', '', ''`, eachCase},
		{"stated_figures", "organisation_id, case_id, version, figure, value, sheet, cell, raw, formula", anOrganisation + `, ` + aCase + `, 1, 'npv', 1, 'Ark', 'A1', '', ''`, eachCase},
		{"cost_lines", "organisation_id, case_id, version, id, position, label, category, recurrence", anOrganisation + `, ` + aCase + `, 1, 'l', 1, 'Licens', '', 'running'`, eachCase},
		{"cost_amounts", "organisation_id, case_id, version, line_id, position, period, ore, sheet, cell, raw, formula",
			anOrganisation + `, ` + aCase + `, 1, 'l', q, ` + aQuarter + `, 1000, 'Ark', 'A1', '', ''`, eachQuarter},
		{"benefits", "organisation_id, case_id, version, id, position, label, kind, owner, accrues_to, recurrence, state, baseline",
			anOrganisation + `, ` + aCase + `, 1, 'b', 1, 'Gevinst ' || c, 'cashable', '', '', 'running', 'decided', false`, eachCase},
		{"benefit_amounts", "organisation_id, case_id, version, benefit_id, series, position, period, ore, sheet, cell, raw, formula",
			anOrganisation + `, ` + aCase + `, 1, 'b', 'plan', q, ` + aQuarter + `, 1000, 'Ark', 'A1', '', ''`, eachQuarter},
		{"benefit_reports", "organisation_id, import_id, position, case_id, benefit_id, series, state", anOrganisation + `, '1', c, ` + aCase + `, 'b', 'realised', ''`, eachCase},
		{"report_amounts", "organisation_id, import_id, report, position, period, ore, sheet, cell, raw, formula",
			anOrganisation + `, '1', c, q, ` + aQuarter + `, 900, 'Ark', 'A1', '', ''`, eachQuarter},
		{"quarterly_statuses", "organisation_id, import_id, position, case_id, quarter, light, comment, decision_needed, reported_by, sheet, cell, raw, formula",
			anOrganisation + `, '1', ` + aSequence + `, ` + aCase + `, ` + aQuarter + `, 'green', '', '', '', 'Ark', 'A1', '', ''`, eachQuarter},
		{"confirmations", "organisation_id, sequence, case_id, benefit_id, quarter, ore, note, user_id, confirmed_at",
			anOrganisation + `, ` + aSequence + `, ` + aCase + `, 'b', ` + aQuarter + `, 900, '', ` + aUser + `, ` + aTime, eachQuarter},
		{"status_reports", "organisation_id, sequence, case_id, quarter, light, light_reason, comment, decision_needed, user_id, reported_at",
			anOrganisation + `, ` + aSequence + `, ` + aCase + `, ` + aQuarter + `, 'green', '', '', '', ` + aUser + `, ` + aTime, eachQuarter},
		{"deviations", "organisation_id, report, position, cause, ore, explanation, owner, recovery",
			anOrganisation + `, ` + aSequence + `, 1, 'delayed', 100, '', 'Chef', ''`, eachQuarter},
		{"case_entries", "organisation_id, sequence, case_id, benefit_id, field, before_value, value, reason, user_id, entered_at, import_sequence",
			anOrganisation + `, ` + aSequence + `, ` + aCase + `, '', 'summary', '', 'Resumé ' || q, '', ` + aUser + `, ` + aTime + `, 1`, eachQuarter},
		{"audit_log", "organisation_id, sequence, at, user_id, action, subject, detail, previous_hash, hash",
			anOrganisation + `, ` + aSequence + `, ` + aTime + `, ` + aUser + `, 'case.enter', ` + aCase + `, '', '', '0000000000000000000000000000000000000000000000000000000000000000'`, eachQuarter},
	}
}

// fill puts the country into an empty database, a statement a table. What the
// tables refer to is there, so it is not looked up row by row.
func (c country) fill(t *testing.T, db *sql.DB, lite bool) (n int64) {
	t.Helper()
	conn, err := db.Conn(t.Context())
	must(t, err)
	defer conn.Close()
	exec := func(statement string) int64 {
		t.Helper()
		done, err := conn.ExecContext(t.Context(), statement)
		if err != nil {
			t.Fatalf("%.60s: %v", statement, err)
		}
		rows, err := done.RowsAffected()
		must(t, err)
		return rows
	}
	bytes, before, after := "BYTEA", []string{"SET session_replication_role = replica"}, []string{"RESET session_replication_role", "ANALYZE"} // as its own daemon does
	if lite {
		bytes = "BLOB"
		before = []string{"PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"}
		after = []string{"PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -2000"}
	}
	for _, statement := range before {
		exec(statement)
	}
	series := fmt.Sprintf(`WITH RECURSIVE o(o) AS (SELECT 1 UNION ALL SELECT o + 1 FROM o WHERE o < %d),
		c(c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM c WHERE c < %d),
		q(q) AS (SELECT 1 UNION ALL SELECT q + 1 FROM q WHERE q < %d) `, c.organisations, c.cases, c.quarters)
	for _, into := range c.contents(bytes) {
		n += exec("INSERT INTO " + into.table + " (" + into.columns + ") " + series + "SELECT " + into.values + " FROM " + into.from)
	}
	for _, statement := range after {
		exec(statement)
	}
	return n
}
