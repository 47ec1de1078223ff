package store_test

import (
	"database/sql"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

var large = flag.Bool("large", false, "explain the queries on 98 organisations × 500 cases × 40 quarters (minutes)")

// country is how much the plans are made on: as many organisations as there are
// municipalities, each with cases, and quarters of figures for each.
type country struct{ organisations, cases, quarters int }

// fill puts a country into an empty database with one statement a table. Both
// databases read the same SQL.
func (c country) fill(t *testing.T, db *sql.DB, bytes string) (rows int) {
	t.Helper()
	series := fmt.Sprintf(`WITH RECURSIVE o(o) AS (SELECT 1 UNION ALL SELECT o + 1 FROM o WHERE o < %d),
		c(c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM c WHERE c < %d),
		q(q) AS (SELECT 1 UNION ALL SELECT q + 1 FROM q WHERE q < %d) `, c.organisations, c.cases, c.quarters)
	const quarter, sum, at = `(2005 + (q - 1) / 4) || 'K' || (1 + (q - 1) % 4)`, `'00000000000000000000000000000000000000000000000000000000000' || (10000 + o)`, `'2014-01-01T00:00:00.000000Z'`
	for _, into := range []struct{ table, columns, values, from string }{
		{"organisations", "id, name, example, governance, strategy, revision", `'o' || o, 'Kommune ' || o, false, '{}', '{}', 1`, "o"},
		{"users", "organisation_id, id, name, email", `'o' || o, 'u' || o, 'Bruger', ''`, "o"},
		{"memberships", "organisation_id, user_id, role", `'o' || o, 'u' || o, 'analyst'`, "o"},
		{"files", "organisation_id, sha256, size, bytes, stored_at", `'o' || o, ` + sum + `, 1, CAST('x' AS ` + bytes + `), ` + at, "o"},
		{"imports", "organisation_id, id, sequence, sha256, file_name, layout, user_id, accepted_at, answers, new_cases, new_versions, reports, statuses, amounts",
			`'o' || o, 'i', 1, ` + sum + `, 'fil.xlsx', 'template', 'u' || o, ` + at + `, '{}', 1, 1, 1, 1, 1`, "o"},
		{"cases", "organisation_id, id, ordinal, number_folded, latest_version", `'o' || o, 'c' || c, c + 0, 'bc' || c, 1`, "o CROSS JOIN c"},
		{"case_versions", "organisation_id, case_id, version, import_id, number, title, summary, focus_area, origin, obligatory, phase, status, price_basis, price_year, project_owner, system_owner, record_number, goals, sheet, cell, raw, formula",
			`'o' || o, 'c' || c, 1, 'i', 'BC' || c, 'Sag ' || c, '', '', 'own', false, 'operation', 'approved', 'pl', 2014, '', '', '', '{}', 'Ark', 'A1', '', ''`, "o CROSS JOIN c"},
		{"stated_figures", "organisation_id, case_id, version, figure, value, sheet, cell, raw, formula", `'o' || o, 'c' || c, 1, 'npv', 1, 'Ark', 'A1', '', ''`, "o CROSS JOIN c"},
		{"cost_lines", "organisation_id, case_id, version, id, position, label, category, recurrence", `'o' || o, 'c' || c, 1, 'l', 1, 'Licens', '', 'running'`, "o CROSS JOIN c"},
		{"cost_amounts", "organisation_id, case_id, version, line_id, position, period, ore, sheet, cell, raw, formula",
			`'o' || o, 'c' || c, 1, 'l', q, ` + quarter + `, 1000, 'Ark', 'A1', '', ''`, "o CROSS JOIN c CROSS JOIN q"},
		{"benefits", "organisation_id, case_id, version, id, position, label, kind, owner, accrues_to, recurrence, state, baseline", `'o' || o, 'c' || c, 1, 'b', 1, 'Gevinst', 'cashable', '', '', 'running', 'decided', false`, "o CROSS JOIN c"},
		{"benefit_amounts", "organisation_id, case_id, version, benefit_id, series, position, period, ore, sheet, cell, raw, formula",
			`'o' || o, 'c' || c, 1, 'b', 'plan', q, ` + quarter + `, 1000, 'Ark', 'A1', '', ''`, "o CROSS JOIN c CROSS JOIN q"},
		{"benefit_reports", "organisation_id, import_id, position, case_id, benefit_id, series, state", `'o' || o, 'i', c, 'c' || c, 'b', 'realised', ''`, "o CROSS JOIN c"},
		{"report_amounts", "organisation_id, import_id, report, position, period, ore, sheet, cell, raw, formula",
			`'o' || o, 'i', c, q, ` + quarter + `, 900, 'Ark', 'A1', '', ''`, "o CROSS JOIN c CROSS JOIN q"},
		{"quarterly_statuses", "organisation_id, import_id, position, case_id, quarter, light, comment, decision_needed, reported_by, sheet, cell, raw, formula",
			`'o' || o, 'i', (c - 1) * 1000 + q, 'c' || c, ` + quarter + `, 'green', '', '', '', 'Ark', 'A1', '', ''`, "o CROSS JOIN c CROSS JOIN q"},
		{"confirmations", "organisation_id, sequence, case_id, benefit_id, quarter, ore, note, user_id, confirmed_at",
			`'o' || o, (c - 1) * 1000 + q, 'c' || c, 'b', ` + quarter + `, 900, '', 'u' || o, ` + at, "o CROSS JOIN c CROSS JOIN q"},
		{"status_reports", "organisation_id, sequence, case_id, quarter, light, light_reason, comment, decision_needed, user_id, reported_at",
			`'o' || o, (c - 1) * 1000 + q, 'c' || c, ` + quarter + `, 'green', '', '', '', 'u' || o, ` + at, "o CROSS JOIN c CROSS JOIN q"},
	} {
		done, err := db.ExecContext(t.Context(), "INSERT INTO "+into.table+" ("+into.columns+") "+series+"SELECT "+into.values+" FROM "+into.from)
		if err != nil {
			t.Fatalf("%s: %v", into.table, err)
		}
		n, err := done.RowsAffected()
		must(t, err)
		rows += int(n)
	}
	return rows
}

// scanned is a table, by its name or the name a query gives it, that a plan
// reads from end to end.
var scanned = regexp.MustCompile(`^(?:->\s*)?(?:SCAN|(?:Parallel )?Seq Scan on) (\w+)`)

// small tables may be read whole: they have a row for each organisation or user.
var small = []string{"organisations", "users", "memberships"}

// grown tables have a row for each case or more, so here they are large enough
// for PostgreSQL to have a choice.
var grown = []string{"cases", "case_versions", "stated_figures", "cost_lines", "cost_amounts", "benefits", "benefit_amounts",
	"benefit_reports", "report_amounts", "quarterly_statuses", "confirmations", "status_reports"}

// The questions behind every page and command are answered through an index, on
// as many organisations as there are municipalities: no query reads a table that
// grows with the cases from end to end, on either database, and every other table
// but the small ones has an index for what is asked of it.
func TestHotQueriesUseAnIndex(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		size := country{98, 20, 8}
		if *large {
			size = country{98, 500, 40}
		}
		began := time.Now() //nolint:forbidigo // only shown, and only on the large country
		dsn, lite := strings.CutPrefix(url, "sqlite:")
		bytes := map[bool]string{true: "BLOB", false: "BYTEA"}[lite]
		rows := size.fill(t, store.Writer(s), bytes)
		if lite {
			dsn = "file:" + dsn + "?_pragma=query_only(1)"
		} else if _, err := store.Writer(s).ExecContext(t.Context(), "ANALYZE"); err != nil { // as its own daemon does
			t.Fatal(err)
		}
		asked := map[string][]any{}
		store.RecordReads(s, dsn, func(query string, args []any) { asked[query] = args })
		filled := time.Since(began)
		ask(t, s)
		if len(asked) < 15 {
			t.Fatalf("only %d queries were seen", len(asked))
		}
		for query, args := range asked {
			for _, read := range readsWhole(t, s, query, args) {
				t.Error(read)
			}
		}
		if len(readsWhole(t, s, `SELECT c.id FROM cases c WHERE c.latest_version = $1`, []any{7})) == 0 {
			t.Error("a query without an index is not seen")
		}
		if *large {
			t.Logf("%d rows filled in %s, %d queries, asked in %s", rows, filled.Round(time.Second), len(asked), (time.Since(began) - filled).Round(time.Millisecond))
		}
	})
}

// readsWhole are the tables that a query reads from end to end, each with the
// plan that says so: of its own choice, and where it only does so without an index.
func readsWhole(t *testing.T, s *store.Store, query string, args []any) (found []string) {
	t.Helper()
	for _, reluctant := range []bool{false, true} {
		plan, err := store.Explain(t.Context(), s, reluctant, query, args)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		for _, line := range plan {
			table := scanned.FindStringSubmatch(line)
			if table == nil || slices.Contains(small, table[1]) || table[1] == "CONSTANT" {
				continue
			}
			if reluctant || slices.Contains(grown, table[1]) {
				found = append(found, fmt.Sprintf("reads all of %s:\n%s\n%s", table[1], query, strings.Join(plan, "\n")))
			}
		}
	}
	return found
}

// ask puts the questions that pages and commands put.
func ask(t *testing.T, s *store.Store) {
	t.Helper()
	const org = portfolio.OrganisationID("o49")
	ctx := t.Context()
	check := func(_ any, err error) {
		t.Helper()
		if portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			must(t, err)
		}
	}
	cases, err := s.Cases(ctx, org)
	must(t, err)
	if len(cases) == 0 || len(cases[0].Benefits[0].Series[portfolio.Realised]) == 0 {
		t.Fatal("the country has no figures")
	}
	check(s.Organisation(ctx, org))
	check(s.Case(ctx, org, cases[0].ID))
	check(s.Statuses(ctx, org))
	check(s.Imports(ctx, org))
	check(s.Snapshots(ctx, org))
	check(s.Snapshot(ctx, org, calc.Quarter{Year: 2014, Q: 2}))
	check(s.Corrections(ctx, org))
	check(s.Plan(ctx, org, 2014, 0))
	check(s.StandingPlan(ctx, org, 2014))
	check(s.Users(ctx, org))
	check(s.User(ctx, "u49"))
	check(s.AuditLog(ctx, org))
	check(s.Batches(ctx, org))
	_, err = s.Session(ctx, "en anden")
	if portfolio.ErrorCode(err) != portfolio.CodeNoSession {
		must(t, err)
	}
}
