package store_test

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// Every table of the database is one that is never changed, one whose changes are
// followed, or one that says why it is neither: a new table has to choose.
func TestEveryTableIsHeldToOrSaysWhyNot(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		open(t, url, fixedClock)
		db := raw(t, url)
		guarded := slices.DeleteFunc(appendOnlyTables(t, db, url), func(name string) bool { return name == "audit_log" })
		kept := slices.Sorted(slices.Values(store.KeptTables()))
		if diff := cmp.Diff(guarded, kept); diff != "" {
			t.Errorf("the database guards other tables than are carried as never changed (-guarded +carried):\n%s", diff)
		}
		all := slices.Concat(kept, store.ChangingTables(), slices.Collect(maps.Keys(store.PassingTables())))
		slices.Sort(all)
		if diff := cmp.Diff(tables(t, db, url), all); diff != "" {
			t.Errorf("a table is to be held to, followed, or say why not, once (-there +said):\n%s", diff)
		}
		for _, table := range store.ChangingTables() {
			if len(changes[table]) == 0 {
				t.Errorf("%s is followed: say here what is changed in it", table)
			}
		}
	})
}

// changes are what is changed behind the program's back in each table whose rows
// change by design: the column, as it is told, and the value it gets.
var changes = map[string][]struct{ column, set, told, is string }{
	"organisations": {
		{"name", `'En anden'`, "name", `"En anden"`},
		{"revision", `7`, "revision", `7`},
		{"strategy", `JSON(REPLACE(CAST(strategy AS TEXT), '2500000000', '2500000010'))`, "strategy.targets[0].efficiencyBudgetOre", `2500000010`},
		{"strategy", `JSON('[]')`, "strategy", `[]`},
		{"governance", `JSON(REPLACE(CAST(governance AS TEXT), 'It-udviklingsråd', 'Et andet råd'))`, "governance.councilName", `"Et andet råd"`},
	},
	"users":       {{"name", `'En anden'`, "name", `"En anden"`}, {"email", `'anden@example.dk'`, "email", `"anden@example.dk"`}},
	"memberships": {{"role", `'admin'`, "role", `"admin"`}},
	"login_links": {{"reusable", `TRUE`, "reusable", `1`}, {"expires_at", `'2099-01-01T00:00:00.000000Z'`, "expires_at", `"2099-01-01T00:00:00.000000Z"`}},
	"cases": {
		{"latest_version", `99`, "latest_version", `99`}, {"ordinal", `ordinal + 100`, "ordinal", `101`},
		{"gone", `NOT gone`, "gone", `1`}, {"number_folded", `'andet'`, "number_folded", `"andet"`},
	},
	"benefit_overlaps": {
		{"counted_in_benefit_id", `'G9'`, "counted_in_benefit_id", `"G9"`},
		{"linked_at", `'2001-02-03T00:00:00.000000Z'`, "linked_at", `"2001-02-03T00:00:00.000000Z"`},
	},
}

// fillChangingTables has a row in each table whose rows change, each of them of one
// that was written more than once where the program does so.
func fillChangingTables(t *testing.T, s *store.Store) {
	t.Helper()
	twoOrganisations(t, s)
	accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
	pair := likePair(t, s)
	must(t, s.LinkOverlap(t.Context(), greve, analystOf(greve), pair[0], pair[1]))
	must(t, s.UnlinkOverlap(t.Context(), greve, analystOf(greve), pair[0]))
	must(t, s.LinkOverlap(t.Context(), greve, analystOf(greve), pair[0], pair[1]))
	link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.AddDate(0, 0, 1), false)
	must(t, err)
	_, _, err = s.RedeemLoginLink(t.Context(), link)
	must(t, err)
	for range 2 {
		org, err := s.Organisation(t.Context(), greve)
		must(t, err)
		must(t, s.SaveOrganisation(t.Context(), org))
	}
}

// A row that changes by design and was changed past the program is named: the table,
// the row, the column with its place in a document, what the last line about it
// wrote, and what stands there.
func TestARowChangedPastTheProgramIsNamed(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillChangingTables(t, s)
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		if len(check.Faults) > 0 || check.Since != 1 || check.Loose > 0 {
			t.Fatalf("untouched: %+v", check)
		}
		db := past(t, url)
		for table, flips := range changes {
			for _, flip := range flips {
				where := ` WHERE organisation_id = 'greve'`
				if table == "organisations" {
					where = ` WHERE id = 'greve'`
				}
				if table == "cases" {
					where += ` AND ordinal = 1`
				}
				tamper(t, db, `CREATE TABLE kept AS SELECT * FROM `+table)
				tamper(t, db, fmt.Sprintf(`UPDATE %s SET %s = %s%s`, table, flip.column, inDialect(url, table, flip.column, flip.set), where))
				check, err := s.VerifyRows(t.Context(), greve)
				must(t, err)
				if len(check.Faults) != 1 {
					t.Errorf("%s.%s: found %+v", table, flip.column, check.Faults)
				} else if f := check.Faults[0]; f.Kind != portfolio.RowChanged || f.Table != table || f.Row == "" || f.Line == 0 || f.Column != flip.told || f.Is != flip.is || f.Was == f.Is {
					t.Errorf("%s.%s: got %+v, want %s to be told as %s", table, flip.column, f, flip.told, flip.is)
				}
				if others, err := s.VerifyRows(t.Context(), albertslund); err != nil || len(others.Faults) > 0 {
					t.Errorf("%s.%s: Albertslund is told of it: %+v, %v", table, flip.column, others.Faults, err)
				}
				restore(t, db, url, table)
			}
		}
	})
}

// A row that was taken out of a table that changes, and one that nobody wrote.
func TestChangingRowsThatGoAndCome(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillChangingTables(t, s)
		db := past(t, url)
		for table, copied := range map[string]string{
			"memberships":      `INSERT INTO memberships SELECT organisation_id, 'albertslund-analyst', 'admin' FROM memberships WHERE organisation_id = 'greve'`,
			"cases":            `INSERT INTO cases SELECT organisation_id, 'ny', 77, NULL, 1, gone FROM cases WHERE organisation_id = 'greve' AND ordinal = 1`,
			"benefit_overlaps": `INSERT INTO benefit_overlaps SELECT organisation_id, counted_in_case_id, counted_in_benefit_id, case_id, benefit_id, user_id, linked_at FROM benefit_overlaps`,
			"users":            `INSERT INTO users SELECT organisation_id, 'ny', name, 'ny@example.dk', NULL FROM users WHERE organisation_id = 'greve'`,
		} {
			tamper(t, db, `CREATE TABLE kept AS SELECT * FROM `+table)
			tamper(t, db, copied)
			check, err := s.VerifyRows(t.Context(), greve)
			must(t, err)
			if len(check.Faults) != 1 || check.Faults[0].Kind != portfolio.RowAdded || check.Faults[0].Table != table {
				t.Errorf("%s: a row that nobody wrote: %+v", table, check.Faults)
			}
			restore(t, db, url, table)
			gone := texts(t, db, `SELECT CAST(COUNT(*) AS TEXT) FROM `+table+` WHERE organisation_id = 'greve'`)[0]
			tamper(t, db, `CREATE TABLE kept AS SELECT * FROM `+table)
			tamper(t, db, `DELETE FROM `+table+` WHERE organisation_id = 'greve'`)
			check, err = s.VerifyRows(t.Context(), greve)
			must(t, err)
			if fmt.Sprint(len(check.Faults)) != gone || check.Faults[0].Kind != portfolio.RowGone || check.Faults[0].Line == 0 {
				t.Errorf("%s: %s rows are gone: %+v", table, gone, check.Faults)
			}
			restore(t, db, url, table)
		}
		tamper(t, db, `UPDATE organisations SET import_sequence = 40 WHERE id = 'greve'`)
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		want := []portfolio.RowFault{{Kind: portfolio.RowMiscounted, Table: "organisations", Row: "id greve", Column: "import_sequence", Was: "2", Is: "40"}}
		if diff := cmp.Diff(want, check.Faults); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// A text that is no document any more is told as a difference, and whoever verifies
// does not stumble over it, nor over a time that is none. PostgreSQL takes neither.
func TestUnreadableRowsAreNamed(t *testing.T) {
	url := "sqlite:" + t.TempDir() + "/raaderum.db"
	s := open(t, url, fixedClock)
	fillEveryTable(t, s)
	db := past(t, url)
	tamper(t, db, `PRAGMA ignore_check_constraints = 1`)
	for _, one := range []struct{ statement, table, column string }{
		{`UPDATE organisations SET strategy = substr(strategy, 1, 200) WHERE id = 'greve'`, "organisations", "strategy"},
		{`UPDATE import_undos SET undone_at = 'i går'`, "import_undos", "undone_at"},
		{`UPDATE snapshots SET frozen_at = 'i går'`, "snapshots", "frozen_at"},
	} {
		table, _, _ := strings.Cut(strings.TrimPrefix(one.statement, "UPDATE "), " ")
		tamper(t, db, `CREATE TABLE kept AS SELECT * FROM `+table)
		tamper(t, db, one.statement)
		check, err := s.VerifyRows(t.Context(), greve)
		if err != nil || len(check.Faults) != 1 || check.Faults[0].Table != one.table || check.Faults[0].Column != one.column {
			t.Errorf("%s: got %+v, %v", one.statement, check.Faults, err)
		} else if f := check.Faults[0]; len(f.Was) > 300 || len(f.Is) > 300 {
			t.Errorf("%s: told at length: %d and %d bytes", one.statement, len(f.Was), len(f.Is))
		}
		names, err := s.OrganisationNames(t.Context())
		must(t, err)
		if len(names) != 2 || names[0].Name != "Albertslund Kommune" {
			t.Errorf("the organisations are %+v", names)
		}
		if chain, err := s.Snapshots(t.Context(), greve); err != nil || len(chain) != 1 || (table == "snapshots") == (len(chain[0].Verify("")) == 0) {
			t.Errorf("%s: %d frozen quarters, %v", one.statement, len(chain), err)
		}
		if files, err := s.VerifyFiles(t.Context(), greve); err != nil || len(files.Faults) > 0 || files.Files == 0 {
			t.Errorf("%s: %+v, %v", one.statement, files, err)
		}
		restore(t, db, url, table)
	}
	tamper(t, db, `UPDATE audit_log SET at = 'i går' WHERE organisation_id = 'greve' AND sequence = 3`)
	if broken, err := s.VerifyAuditLog(t.Context(), greve); broken != 3 || err != nil {
		t.Errorf("the log breaks at %d, %v; want line 3", broken, err)
	}
}

// A file whose bytes are others, and an import that says another file.
func TestChangedFilesAreNamed(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		said := file("sag", "v1").SHA256
		check, err := s.VerifyFiles(t.Context(), greve)
		must(t, err)
		if diff := cmp.Diff(portfolio.FileCheck{Files: 1}, check); diff != "" {
			t.Fatalf("untouched (-want +got):\n%s", diff)
		}
		db := past(t, url)
		tamper(t, db, `UPDATE files SET bytes = $1, size = 2`, []byte("v2"))
		check, err = s.VerifyFiles(t.Context(), greve)
		must(t, err)
		want := portfolio.FileCheck{Files: 1, Faults: []portfolio.FileFault{{Import: "1", File: "sag", SHA256: said, Found: file("sag", "v2").SHA256}}}
		if diff := cmp.Diff(want, check); diff != "" {
			t.Errorf("other bytes (-want +got):\n%s", diff)
		}
		other := strings.Repeat("a", 64)
		tamper(t, db, `UPDATE imports SET sha256 = $1`, other)
		check, err = s.VerifyFiles(t.Context(), greve)
		must(t, err)
		want.Faults[0].SHA256, want.Faults[0].Found = other, ""
		if diff := cmp.Diff(want, check); diff != "" {
			t.Errorf("another file (-want +got):\n%s", diff)
		}
		if others, err := s.VerifyFiles(t.Context(), albertslund); err != nil || others.Files != 0 {
			t.Errorf("Albertslund has %+v, %v", others, err)
		}
	})
}

// A database from before rows that change were followed gets one line with all of
// them as they stand; what is changed from there on is named. Nobody can hide a
// change by asking for that line again.
func TestOldDatabasesAreFollowedFromTheirNextOpening(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillChangingTables(t, s)
		db := past(t, url)
		old := unhash(t, s, db)
		tamper(t, db, `UPDATE organisations SET followed = FALSE`)
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		if check.Since != 0 || len(check.Faults) > 0 || check.Rows != 0 {
			t.Errorf("before: %+v", check)
		}
		s = open(t, url, fixedClock)
		check, err = s.VerifyRows(t.Context(), greve)
		must(t, err)
		if check.Since != int64(old)+1 || len(check.Faults) > 0 || check.Unhashed != old || check.Rows < 6 {
			t.Errorf("followed: %+v, want it from line %d", check, old+1)
		}
		tamper(t, db, `UPDATE memberships SET role = 'admin' WHERE organisation_id = 'greve'`)
		tamper(t, db, `UPDATE organisations SET followed = FALSE`)
		s = open(t, url, fixedClock)
		check, err = s.VerifyRows(t.Context(), greve)
		must(t, err)
		want := []portfolio.RowFault{{Kind: portfolio.RowChanged, Line: int64(old) + 1, Table: "memberships", Row: "user_id greve-analyst", Column: "role", Was: `"analyst"`, Is: `"admin"`}}
		if diff := cmp.Diff(want, check.Faults); diff != "" || check.Since != int64(old)+1 {
			t.Errorf("since %d (-want +got):\n%s", check.Since, diff)
		}
		if broken, err := s.VerifyAuditLog(t.Context(), greve); broken != 0 || err != nil {
			t.Errorf("the chain breaks at %d, %v", broken, err)
		}
	})
}

// Somebody who leaves an organisation leaves a line there, and no fault.
func TestLeavingAnOrganisationIsALine(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		moved := portfolio.User{ID: analystOf(greve), Name: "Analytiker", Email: "greve@example.dk", Memberships: []portfolio.Membership{{Organisation: albertslund, Role: portfolio.RoleReader}}}
		must(t, s.SaveUser(t.Context(), moved))
		for _, org := range []portfolio.OrganisationID{greve, albertslund} {
			check, err := s.VerifyRows(t.Context(), org)
			must(t, err)
			if len(check.Faults) > 0 || check.Since != 1 {
				t.Errorf("%s: %+v", org, check)
			}
		}
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		if last := log[len(log)-1]; last.Action != "user.leave" || last.Subject != string(moved.ID) {
			t.Errorf("the last line is %+v", last)
		}
	})
}

// past is tampering with foreign keys that nobody minds.
func past(t *testing.T, url string) *sql.DB {
	t.Helper()
	db := tampering(t, url)
	db.SetMaxOpenConns(1)
	if strings.HasPrefix(url, "postgres") {
		tamper(t, db, `SET session_replication_role = replica`)
	} else {
		tamper(t, db, `PRAGMA foreign_keys = 0`)
	}
	return db
}

// restore puts back what CREATE TABLE kept had.
func restore(t *testing.T, db *sql.DB, url, table string) {
	t.Helper()
	if strings.HasPrefix(url, "sqlite") {
		tamper(t, db, `PRAGMA ignore_check_constraints = 1`)
	}
	tamper(t, db, `DELETE FROM `+table)
	tamper(t, db, `INSERT INTO `+table+` SELECT * FROM kept`)
	tamper(t, db, `DROP TABLE kept`)
}

// inDialect is an expression as the database has it: PostgreSQL knows documents and
// truth by type.
func inDialect(url, table, column, expression string) string {
	lite := strings.HasPrefix(url, "sqlite")
	switch {
	case !lite && strings.HasPrefix(expression, "JSON("):
		return `CAST(` + strings.TrimSuffix(strings.TrimPrefix(expression, "JSON("), ")") + ` AS JSONB)`
	case lite && expression == "TRUE":
		return "1"
	case lite && strings.HasPrefix(expression, "NOT "):
		return "1 - " + column
	}
	return expression
}
