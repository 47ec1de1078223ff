package store_test

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// flips is a value to change in each table that is never changed, and how the
// column then differs. '…' in an expression stands for its old value.
var flips = map[string]struct{ column, to string }{
	"files": {"stored_at", "'2001-02-03T00:00:00.000000Z'"}, "imports": {"amounts", "amounts + 1"},
	"import_undos": {"undone_at", "'2001-02-03T00:00:00.000000Z'"}, "case_versions": {"goals", `'{"1":"noget andet"}'`},
	"stated_figures": {"value", "value + 0.5"}, "cost_lines": {"label", "label || '!'"},
	"cost_amounts": {"ore", "ore + 1"}, "benefits": {"baseline", "NOT baseline"},
	"benefit_amounts": {"ore", "ore - 1"}, "benefit_reports": {"state", "'lapsed'"},
	"report_amounts": {"ore", "ore * 10"}, "quarterly_statuses": {"light", "'red'"},
	"yearly_values": {"ore", "ore + 1"}, "snapshots": {"frozen_at", "'2001-02-03T00:00:00.000000Z'"},
	"corrections": {"before_ore", "NULL"}, "confirmations": {"ore", "ore + 1"},
	"status_reports": {"comment", "'noget andet'"}, "deviations": {"ore", "ore + 1"},
	"action_plans": {"made_at", "'2001-02-03T00:00:00.000000Z'"}, "action_plan_steps": {"decided", "'2001-02-03'"},
	"agenda_items": {"recommendation", "'noget andet'"}, "council_decisions": {"outcome", "'rejected'"},
	"case_entries": {"value", "'En anden'"}, "overlap_judgments": {"same", "NOT same"},
}

// tampering opens the database beside the program with nothing to guard it.
func tampering(t *testing.T, url string) *sql.DB {
	t.Helper()
	db := raw(t, url)
	query := `SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'`
	if strings.HasPrefix(url, "postgres") {
		query = `SELECT DISTINCT 'DROP TRIGGER ' || trigger_name || ' ON ' || event_object_table FROM information_schema.triggers`
	}
	for _, statement := range texts(t, db, query) {
		tamper(t, db, statement)
	}
	return db
}

func tamper(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// Whoever takes the guards away and changes a row of any table is found out: the
// table, the row, the column, what was written there and what stands there.
func TestAChangedRowIsNamed(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillEveryTable(t, s)
		untouched, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		if untouched.Rows < len(flips) || untouched.Unhashed+untouched.Loose+len(untouched.Faults) > 0 {
			t.Fatalf("untouched: %+v", untouched)
		}
		guarded := appendOnlyTables(t, raw(t, url), url)
		db := tampering(t, url)
		for _, table := range guarded {
			if table == "audit_log" {
				continue // a chain of its own
			}
			flip, ok := flips[table]
			if !ok {
				t.Errorf("%s is append-only: say here what is changed in it", table)
				continue
			}
			count := texts(t, db, `SELECT CAST(COUNT(*) AS TEXT) FROM `+table)[0]
			old := table + "_kept"
			tamper(t, db, `CREATE TABLE `+old+` AS SELECT * FROM `+table)
			to := flip.to
			if table == "benefits" && strings.HasPrefix(url, "sqlite") {
				to = "1 - " + flip.column
			}
			tamper(t, db, fmt.Sprintf(`UPDATE %s SET %s = %s`, table, flip.column, to))
			check, err := s.VerifyRows(t.Context(), greve)
			must(t, err)
			if fmt.Sprint(len(check.Faults)) != count || check.Rows != untouched.Rows-len(check.Faults) {
				t.Errorf("%s: %s rows were changed, %d found: %+v", table, count, len(check.Faults), check.Faults)
			}
			for _, fault := range check.Faults {
				if fault.Kind != portfolio.RowChanged || fault.Table != table || fault.Column != flip.column || fault.Row == "" || fault.Line == 0 || fault.Was == fault.Is {
					t.Errorf("%s: got %+v", table, fault)
				}
			}
			tamper(t, db, fmt.Sprintf(`UPDATE %s SET %s = (SELECT k.%[2]s FROM %s k WHERE %s)`, table, flip.column, old, sameRow(t, db, url, table)))
			if check, err = s.VerifyRows(t.Context(), greve); err != nil || len(check.Faults) > 0 {
				t.Fatalf("%s put back: %+v, %v", table, check.Faults, err)
			}
		}
	})
}

// sameRow says that a row and its copy k have the same primary key.
func sameRow(t *testing.T, db *sql.DB, url, table string) string {
	t.Helper()
	query := `SELECT name FROM pragma_table_info('` + table + `') WHERE pk > 0`
	if strings.HasPrefix(url, "postgres") {
		query = `SELECT column_name FROM information_schema.key_column_usage WHERE table_name = '` + table + `' AND constraint_name = '` + table + `_pkey'`
	}
	var same []string
	for _, column := range texts(t, db, query) {
		same = append(same, fmt.Sprintf("k.%s = %s.%[1]s", column, table))
	}
	return strings.Join(same, " AND ")
}

// A row that is gone, one that nobody wrote, and a line whose rows were changed
// are found as well.
func TestRowsThatGoAndComeAreNamed(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillEveryTable(t, s)
		db := tampering(t, url)
		tamper(t, db, `DELETE FROM deviations`)
		tamper(t, db, `INSERT INTO confirmations SELECT organisation_id, sequence + 1, case_id, benefit_id, quarter, ore, note, user_id, confirmed_at FROM confirmations`)
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		for i := range check.Faults {
			check.Faults[i].Line = min(check.Faults[i].Line, 1) // whether there is one
		}
		want := []portfolio.RowFault{
			{Kind: portfolio.RowAdded, Table: "confirmations", Row: "sequence 2"},
			{Kind: portfolio.RowGone, Line: 1, Table: "deviations", Row: "report 1, position 1"},
		}
		if diff := cmp.Diff(want, check.Faults); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		// The account of what was written cannot be changed with the row: the hash
		// of it is in the chain.
		tamper(t, db, `UPDATE audit_log SET written = NULL WHERE action = 'status.report'`)
		line := texts(t, db, `SELECT CAST(sequence AS TEXT) FROM audit_log WHERE action = 'status.report'`)[0]
		check, err = s.VerifyRows(t.Context(), greve)
		must(t, err)
		if first := check.Faults[0]; first.Kind != portfolio.RowsDamaged || fmt.Sprint(first.Line) != line {
			t.Errorf("got %+v, want line %s damaged", first, line)
		}
		if broken, err := s.VerifyAuditLog(t.Context(), greve); broken != 0 || err != nil {
			t.Fatalf("the chain breaks at %d, %v before anybody touched it", broken, err)
		}
		tamper(t, db, `UPDATE audit_log SET written_hash = '' WHERE action = 'status.report'`)
		if broken, err := s.VerifyAuditLog(t.Context(), greve); fmt.Sprint(broken) != line || err != nil {
			t.Errorf("a line without its hash: broken at %d, %v; want %s", broken, err, line)
		}
	})
}

// Lines from before rows were carried verify as they did, and are counted; what
// is written since is held to its line.
func TestLinesFromBeforeRowsWereCarried(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillEveryTable(t, s)
		full, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		db := tampering(t, url)
		lines := unhash(t, s, db)
		if broken, err := s.VerifyAuditLog(t.Context(), greve); broken != 0 || err != nil {
			t.Errorf("the old chain breaks at %d, %v", broken, err)
		}
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		if want := (portfolio.RowCheck{Unhashed: lines, Loose: full.Rows}); !cmp.Equal(want, check) {
			t.Errorf("got %+v, want %+v", check, want)
		}
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		entries, err := s.Entries(t.Context(), greve, "")
		must(t, err)
		seen := entries[slices.IndexFunc(entries, func(e portfolio.Entry) bool { return e.Case == cases[0].ID })].Sequence
		_, err = s.Enter(t.Context(), greve, analystOf(greve), cases[0].ID, seen, []portfolio.Entry{{Field: "project-owner", Value: "Direktør", Reason: "x"}})
		must(t, err)
		tamper(t, db, `UPDATE case_entries SET value = 'En anden'`)
		check, err = s.VerifyRows(t.Context(), greve)
		must(t, err)
		want := []portfolio.RowFault{{Kind: portfolio.RowChanged, Line: int64(lines) + 1, Table: "case_entries", Row: "sequence 2", Column: "value", Was: `"Direktør"`, Is: `"En anden"`}}
		if diff := cmp.Diff(want, check.Faults); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if broken, err := s.VerifyAuditLog(t.Context(), greve); broken != 0 || err != nil {
			t.Errorf("the chain breaks at %d, %v", broken, err)
		}
	})
}

// unhash makes Greve's audit log one from before lines carried rows, and gives its
// number of lines.
func unhash(t *testing.T, s *store.Store, db *sql.DB) int {
	t.Helper()
	log, err := s.AuditLog(t.Context(), greve)
	must(t, err)
	previous := ""
	for _, one := range log {
		// The hash as version 0023 of the tables found it: eight texts.
		text, err := json.Marshal([]string{string(one.Organisation), fmt.Sprint(one.Sequence), one.At.UTC().Format("2006-01-02T15:04:05.000000Z"),
			string(one.By), one.Action, one.Subject, one.Detail, previous})
		must(t, err)
		sum := sha256.Sum256(text)
		hash := hex.EncodeToString(sum[:])
		tamper(t, db, `UPDATE audit_log SET written_hash = '', written = NULL, previous_hash = $1, hash = $2 WHERE organisation_id = 'greve' AND sequence = $3`,
			previous, hash, one.Sequence)
		previous = hash
	}
	return len(log)
}

// A time, a date, truth, a document and bytes are told in the same words on both
// databases, so that a line says the same wherever it is verified.
func TestBothDatabasesCarryTheSameRows(t *testing.T) {
	var hashes [][]string
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillEveryTable(t, s)
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		var one []string
		for _, line := range log {
			one = append(one, line.Action+" "+line.Written)
		}
		hashes = append(hashes, one)
	})
	if len(hashes) == 2 {
		if diff := cmp.Diff(hashes[0], hashes[1]); diff != "" {
			t.Errorf("(-sqlite +postgresql):\n%s", diff)
		}
	}
}
