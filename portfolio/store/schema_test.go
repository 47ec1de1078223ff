package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// raw opens the database beside the store, to see what the store would not show.
func raw(t *testing.T, url string) *sql.DB {
	t.Helper()
	driver, name := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, name = "sqlite", "file:"+path+"?_pragma=foreign_keys(1)&_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, name)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// tables lists the tables of the program, whichever database it is.
func tables(t *testing.T, db *sql.DB, url string) []string {
	t.Helper()
	query := `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	if strings.HasPrefix(url, "postgres") {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`
	}
	names := texts(t, db, query)
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "goose_db_version" })
}

func texts(t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.Query(query, args...)
	must(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		must(t, rows.Scan(&text))
		all = append(all, text)
	}
	must(t, rows.Err())
	return all
}

// Every row of every table says which organisation it belongs to.
func TestEveryTableNamesItsOrganisation(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		open(t, url, fixedClock)
		db := raw(t, url)
		names := tables(t, db, url)
		if len(names) < 18 {
			t.Fatalf("found only %v", names)
		}
		for _, name := range names {
			query := `SELECT name FROM pragma_table_info('` + name + `') WHERE "notnull" = 1`
			if strings.HasPrefix(url, "postgres") {
				query = `SELECT column_name FROM information_schema.columns WHERE table_name = '` + name + `' AND is_nullable = 'NO'`
			}
			column := "organisation_id"
			if name == "organisations" {
				column = "id"
			}
			if !slices.Contains(texts(t, db, query), column) {
				t.Errorf("%s has no %s that is NOT NULL", name, column)
			}
		}
	})
}

// The migrations of the two databases are the same steps with the same tables
// and columns.
func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	var columns [2]map[string][]string
	for i, folder := range []string{"migrations/sqlite", "migrations/postgres"} {
		entries, err := os.ReadDir(folder)
		must(t, err)
		columns[i] = map[string][]string{}
		for _, entry := range entries {
			text, err := os.ReadFile(folder + "/" + entry.Name())
			must(t, err)
			for _, table := range regexp.MustCompile(`(?ms)^CREATE TABLE (\w+) \(\n(.*?)^\)`).FindAllStringSubmatch(string(text), -1) {
				for _, column := range regexp.MustCompile(`(?m)^    ([a-z0-9_]+) `).FindAllStringSubmatch(table[2], -1) {
					key := entry.Name() + " " + table[1]
					if strings.HasSuffix(table[1], "_again") {
						continue // SQLite makes a table anew where PostgreSQL alters it
					}
					columns[i][key] = append(columns[i][key], column[1])
				}
			}
		}
	}
	if len(columns[0]) < 18 {
		t.Fatalf("read only %d tables", len(columns[0]))
	}
	if diff := cmp.Diff(columns[0], columns[1]); diff != "" {
		t.Errorf("SQLite and PostgreSQL differ (-sqlite +postgres):\n%s", diff)
	}
}

// The CHECK constraints know exactly the words that the domain knows.
func TestConstraintsKnowTheDomainsWords(t *testing.T) {
	wanted := map[string][]string{
		"role": words(portfolio.Roles), "origin": optional(portfolio.Origins), "phase": optional(portfolio.Phases),
		"status": optional(portfolio.CaseStatuses), "price_basis": optional(portfolio.PriceBases),
		"dispensation_ground": words(portfolio.Grounds), "kind": optional(portfolio.BenefitKinds),
		"accrues_to": optional(portfolio.Accruals), "recurrence": optional(portfolio.Recurrences),
		"state": optional(portfolio.BenefitStates), "series": words(portfolio.AllSeries), "light": optional(portfolio.Lights),
		"plan_status": words(portfolio.PlanStatuses[1:]),
		"progress":    words(portfolio.BatchProgresses),
		"cause":       words(portfolio.DeviationCauses),
		"outcome":     words(portfolio.CouncilOutcomes),
	}
	check := regexp.MustCompile(`CHECK \((\w+) IN\s*\(([^)]*'[^)]*)\)\)`)
	for _, dialect := range []string{"sqlite", "postgres"} {
		found := map[string]int{}
		entries, err := os.ReadDir("migrations/" + dialect)
		must(t, err)
		for _, entry := range entries {
			text, err := os.ReadFile("migrations/" + dialect + "/" + entry.Name())
			must(t, err)
			for _, match := range check.FindAllStringSubmatch(string(text), -1) {
				var got []string
				for _, word := range strings.Split(match[2], ",") {
					got = append(got, strings.Trim(strings.TrimSpace(word), "'"))
				}
				if want, ok := wanted[match[1]]; ok {
					found[match[1]]++
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s %s: %s (-domain +database):\n%s", dialect, entry.Name(), match[1], diff)
					}
				}
			}
		}
		for column := range wanted {
			if found[column] == 0 {
				t.Errorf("%s: no CHECK for %s was found", dialect, column)
			}
		}
	}
}

func words[T ~string](values []T) []string {
	var all []string
	for _, value := range values {
		all = append(all, string(value))
	}
	return all
}

func optional[T ~string](values []T) []string { return append([]string{""}, words(values)...) }

// What was accepted cannot be changed or taken out, not even past the program.
func TestAcceptedRowsAreAppendOnly(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		fillEveryTable(t, open(t, url, fixedClock))
		db := raw(t, url)
		guarded := appendOnlyTables(t, db, url)
		if len(guarded) < 25 {
			t.Fatalf("found only %v", guarded)
		}
		for _, table := range guarded {
			if texts(t, db, `SELECT CAST(COUNT(*) AS TEXT) FROM `+table)[0] == "0" {
				t.Fatalf("%s is empty: nothing is tested", table)
			}
			for _, statement := range []string{`UPDATE ` + table + ` SET organisation_id = organisation_id`, `DELETE FROM ` + table} {
				if _, err := db.Exec(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("%s: got %v, want it refused", statement, err)
				}
			}
		}
	})
}

// appendOnlyTables are the tables that the database itself guards.
func appendOnlyTables(t *testing.T, db *sql.DB, url string) []string {
	t.Helper()
	query := `SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger'`
	if strings.HasPrefix(url, "postgres") {
		query = `SELECT DISTINCT event_object_table FROM information_schema.triggers`
	}
	names := texts(t, db, query)
	slices.Sort(names)
	return names
}

// fillEveryTable does everything there is to do in Greve.
func fillEveryTable(t *testing.T, s *store.Store) {
	t.Helper()
	twoOrganisations(t, s)
	accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
	a := acceptance(greve, file("k4", "k4"))
	a.Reports = []portfolio.BenefitReport{report("BC01", "G1", portfolio.Realised, amount("2012K4", 2_00, "G2"), amount("2013K4", 3_00, "G3"))}
	a.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2012, Q: 4}}}
	accept(t, s, a)
	accept(t, s, yearly("mål.xlsx", "mål", target(2013, 2_500_000, "B2")))
	writeRound(t, s)
	_, err := s.Freeze(t.Context(), greve, analystOf(greve), calc.Quarter{Year: 2014, Q: 1})
	must(t, err)
	writeAfterFreeze(t, s)
	pair := likePair(t, s)
	must(t, s.JudgeOverlap(t.Context(), greve, analystOf(greve), portfolio.OverlapJudgment{Benefit: pair[0], Other: pair[1], Reason: "x"}, store.AnySeen))
	_, err = s.Enter(t.Context(), greve, analystOf(greve), pair[0].Case, 0, []portfolio.Entry{{Field: "project-owner", Value: "Chef", Reason: "x"}})
	must(t, err)
	_, err = s.AddPlan(t.Context(), analystOf(greve), planOf(t, s, greve, "Set under ét."), 0)
	must(t, err)
	_, err = s.DecidePlan(t.Context(), greve, analystOf(greve), 2014, 1, stepTo(portfolio.PlanCouncil))
	must(t, err)
	made := accept(t, s, acceptance(greve, file("sag2", "v2"), digitalPost()))
	_, err = s.Undo(t.Context(), greve, analystOf(greve), made.ID)
	must(t, err)
}

// writeRound reports and confirms Digital post in 2013K4.
func writeRound(t *testing.T, s *store.Store) {
	t.Helper()
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	k4 := calc.Quarter{Year: 2013, Q: 4}
	_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), portfolio.StatusReport{Case: cases[0].ID, Quarter: k4,
		Deviations: []portfolio.Deviation{{Cause: portfolio.DeviationDelayed, Amount: 1, Owner: "Chef"}}}, 0)
	must(t, err)
	_, err = s.Confirm(t.Context(), greve, analystOf(greve), portfolio.Confirmation{Case: cases[0].ID, Benefit: "G1", Quarter: k4, Amount: 3_00})
	must(t, err)
}

// writeAfterFreeze corrects a frozen quarter and decides about an item.
func writeAfterFreeze(t *testing.T, s *store.Store) {
	t.Helper()
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	_, err = s.Correct(t.Context(), greve, analystOf(greve), portfolio.Correction{Case: cases[0].ID, Benefit: "G1", Quarter: calc.Quarter{Year: 2013, Q: 4}, Amount: 4_00, Reason: "x", Source: "x"}, store.AnySeen)
	must(t, err)
	item, err := s.AddAgendaItem(t.Context(), greve, analystOf(greve), portfolio.AgendaItem{Meeting: time.Date(2014, 6, 26, 0, 0, 0, 0, time.UTC), Title: "x", Recommendation: "x"})
	must(t, err)
	_, err = s.Decide(t.Context(), greve, analystOf(greve), item.Number, portfolio.CouncilDecision{Outcome: portfolio.OutcomeNoted, Text: "x"}, 0)
	must(t, err)
}

// A row that is changed behind the program's back is found.
func TestAuditLogFindsTampering(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		last := log[len(log)-1]
		if last.Action != "import.accept" || last.By != analystOf(greve) || !last.At.Equal(now) || last.Subject != "1" {
			t.Errorf("the last entry is %+v, want the accepted import", last)
		}
		if bad, err := s.VerifyAuditLog(t.Context(), greve); bad != 0 || err != nil {
			t.Fatalf("untouched, it breaks at %d, %v", bad, err)
		}
		db := raw(t, url)
		drop := `DROP TRIGGER audit_log_no_update`
		if strings.HasPrefix(url, "postgres") {
			drop = `DROP TRIGGER audit_log_no_change ON audit_log`
		}
		for _, statement := range []string{drop, `UPDATE audit_log SET user_id = 'en anden' WHERE organisation_id = 'greve' AND sequence = 2`} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		if bad, err := s.VerifyAuditLog(t.Context(), greve); bad != 2 || err != nil {
			t.Errorf("found %d, %v; want entry 2", bad, err)
		}
	})
}

func TestMigrateSaysWhatItDid(t *testing.T) {
	onBothEmptyURLs(t, func(t *testing.T, url string) {
		steps, err := store.Migrate(t.Context(), url, fixedClock)
		must(t, err)
		if len(steps) < 7 || steps[0] != "0001_organisation.sql" {
			t.Errorf("an empty database took %v", steps)
		}
		if steps, err = store.Migrate(t.Context(), url, fixedClock); err != nil || len(steps) != 0 {
			t.Errorf("the second time took %v, %v; want nothing", steps, err)
		}
		insert := `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`
		if _, err := raw(t, url).Exec(insert); err != nil {
			t.Fatal(err)
		}
		_, err = store.Open(t.Context(), url, fixedClock)
		wantError(t, err, portfolio.CodeInvalid, "database.newer", "")
	})
}

func TestOpenTellsWhatIsWrong(t *testing.T) {
	for url, key := range map[string]string{
		"":                         "database.bad-url",
		"raaderum.db":              "database.bad-url",
		"sqlite:":                  "database.bad-url",
		"mysql://localhost":        "database.bad-url",
		"sqlite:" + t.TempDir():    "database.unreachable",
		"sqlite:/findes/ikke/x.db": "database.unreachable",
		"postgres://127.0.0.1:1/x?connect_timeout=2": "database.unreachable",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		_, err := store.Open(ctx, url, fixedClock)
		cancel()
		wantError(t, err, portfolio.CodeInvalid, key, "")
	}
}

// The in-memory database is one's own, and shared by its connections.
func TestInMemory(t *testing.T) {
	a, b := open(t, "sqlite::memory:", fixedClock), open(t, "sqlite::memory:", fixedClock)
	twoOrganisations(t, a)
	accept(t, a, acceptance(greve, file("sag", "v1"), digitalPost()))
	if cases, err := a.Cases(t.Context(), greve); err != nil || len(cases) != 1 {
		t.Errorf("got %d cases, %v", len(cases), err)
	}
	if all, err := b.Organisations(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("the other one sees %d organisations, %v", len(all), err)
	}
}

// A path with characters that mean something in a URL is a path.
func TestOddPath(t *testing.T) {
	path := fmt.Sprintf("%s/år 100%%?&#.db", t.TempDir())
	open(t, "sqlite:"+path, fixedClock)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
