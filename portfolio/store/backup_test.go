package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/portfolio/store/storetest"
)

// Each way that a backup can go: from one database into an empty one of either kind,
// and back again. Every row of every table is what it was, but for the line that says
// so and the number it has; nobody is logged in and no link works; and everything that
// can be verified holds.
func TestBackupAndRestore(t *testing.T) {
	for _, way := range [][]string{{"sqlite", "sqlite"}, {"postgresql", "postgresql"}, {"sqlite", "postgresql", "sqlite"}, {"postgresql", "sqlite", "postgresql"}} {
		t.Run(strings.Join(way, "→"), func(t *testing.T) {
			url := newDatabase(t, way[0])
			s := open(t, url, fixedClock)
			fillEveryTable(t, s)
			fillPassingTables(t, s)
			_, err := raw(t, url).Exec(`UPDATE uploads SET bytes = $1 WHERE name = 'tom.xlsx'`, []byte{}) // which the store refuses
			must(t, err)
			want := contents(t, url)
			for _, name := range store.BackedTables() {
				if len(want[name]) == 0 {
					t.Fatalf("%s is empty: nothing is tested", name)
				}
			}
			for name := range store.UnbackedTables() {
				if len(want[name]) == 0 {
					t.Fatalf("%s is empty: nothing is tested", name)
				}
				want[name] = nil
			}
			for _, kind := range way[1:] {
				backup, manifest := backUp(t, url)
				url = newDatabase(t, kind)
				told, err := store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
				must(t, err)
				if diff := cmp.Diff(manifest, told); diff != "" {
					t.Errorf("restored is told otherwise than backed up:\n%s", diff)
				}
				got := contents(t, url)
				tellOrganisations(t, got, want)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("into %s (-backed up +restored):\n%s", kind, diff)
				}
				holds(t, url)
				guards(t, url)
				want = contents(t, url)
			}
		})
	}
}

// tellOrganisations takes out of what was restored the line that tells of it, and
// has the organisations count on from it: what is left is to be what it was.
func tellOrganisations(t *testing.T, got, want map[string][]string) {
	t.Helper()
	var told int
	got["audit_log"] = slices.DeleteFunc(got["audit_log"], func(row string) bool {
		is := strings.Contains(row, "action=database.restore ") && slices.Index(want["audit_log"], row) < 0
		if is {
			told++
		}
		return is
	})
	if told != len(want["organisations"]) {
		t.Errorf("%d lines tell of %d organisations' restoring", told, len(want["organisations"]))
	}
	want["audit_log"] = append([]string(nil), want["audit_log"]...)
	for i, row := range got["organisations"] {
		var before, after int
		_, err := fmt.Sscanf(fieldOf(want["organisations"][i], "audit_sequence"), "%d", &before)
		must(t, err)
		_, err = fmt.Sscanf(fieldOf(row, "audit_sequence"), "%d", &after)
		must(t, err)
		if after != before+1 {
			t.Errorf("the audit log counted from %d to %d", before, after)
		}
		got["organisations"][i] = strings.Replace(row, fmt.Sprintf("audit_sequence=%d ", after), fmt.Sprintf("audit_sequence=%d ", before), 1)
	}
}

func fieldOf(row, column string) string {
	_, rest, _ := strings.Cut(row, column+"=")
	value, _, _ := strings.Cut(rest, " ")
	return value
}

// newDatabase is the URL of a database that is not there yet, or has no tables.
func newDatabase(t *testing.T, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	}
	return newPostgres(t, storetest.Empty)
}

func backUp(t *testing.T, url string) ([]byte, store.BackupManifest) {
	t.Helper()
	var file bytes.Buffer
	manifest, err := store.Backup(t.Context(), url, &file, "0.0.0", fixedClock)
	must(t, err)
	read, err := store.CheckBackup(t.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()))
	must(t, err)
	if diff := cmp.Diff(manifest, read); diff != "" {
		t.Errorf("the file says otherwise of itself (-written +read):\n%s", diff)
	}
	return file.Bytes(), manifest
}

// fillPassingTables puts rows in what fillEveryTable leaves out: what waits, what is
// counted in another, who is logged in, and texts and bytes that are hard to write.
func fillPassingTables(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	cases, err := s.Cases(ctx, greve)
	must(t, err)
	must(t, s.LinkOverlap(ctx, greve, analystOf(greve), portfolio.BenefitRef{Case: cases[1].ID, Benefit: "G1"}, portfolio.BenefitRef{Case: cases[0].ID, Benefit: "G1"}))
	upload, err := s.StageUpload(ctx, greve, analystOf(greve), "blåbærgrød <&> \"x\"\u2028 – 🫐.xlsx", []byte{0, 1, 0xff, '\n', '"'})
	must(t, err)
	must(t, s.SaveUploadAnswers(ctx, greve, upload, portfolio.Upload{}.Revision(), map[string]string{"unit@Økonomi": "t.kr. <1>"}))
	_, err = s.StageUpload(ctx, greve, analystOf(greve), "tom.xlsx", []byte("x"))
	must(t, err)
	batch, err := s.BeginBatch(ctx, greve, analystOf(greve), "alle.zip", portfolio.LeftFiles{})
	must(t, err)
	must(t, s.AddToBatch(ctx, greve, batch, portfolio.BatchFile{Position: 1, Name: "en"}, []byte("en")))
	must(t, s.AddToBatch(ctx, greve, batch, portfolio.BatchFile{Position: 2, Name: "tom"}, nil))
	for range 2 { // one is used and one is not
		link, err := s.CreateLoginLink(ctx, analystOf(greve), now.Add(time.Hour), false)
		must(t, err)
		if _, _, err := s.RedeemLoginLink(ctx, link); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.CreateLoginLink(ctx, analystOf(albertslund), now.Add(time.Hour), true)
	must(t, err)
}

// contents are all rows of all tables as texts, read without the store.
func contents(t *testing.T, url string) map[string][]string {
	t.Helper()
	db := raw(t, url)
	all := map[string][]string{}
	for _, name := range tables(t, db, url) {
		all[name] = rowTexts(t, db, name)
	}
	return all
}

func rowTexts(t *testing.T, db *sql.DB, table string) (texts []string) {
	t.Helper()
	types := columnTypes(t, db, table)
	var columns []string
	for _, one := range types {
		column := one.Name()
		if one.DatabaseTypeName() == "BLOB" { // the driver says the same of no bytes as of nothing
			column = `CASE WHEN length(` + column + `) = 0 THEN 'x' ELSE ` + column + ` END`
		}
		columns = append(columns, column)
	}
	rows, err := db.Query(`SELECT ` + strings.Join(columns, ", ") + ` FROM ` + table)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		values, to := make([]any, len(types)), make([]any, len(types))
		for i := range values {
			to[i] = &values[i]
		}
		must(t, rows.Scan(to...))
		var parts []string
		for i, one := range types {
			parts = append(parts, one.Name()+"="+plainText(one.DatabaseTypeName(), values[i])+" ")
		}
		slices.Sort(parts) // a later step may put its columns in another place
		texts = append(texts, strings.Join(parts, ""))
	}
	must(t, rows.Err())
	slices.Sort(texts)
	return texts
}

func columnTypes(t *testing.T, db *sql.DB, table string) []*sql.ColumnType {
	t.Helper()
	rows, err := db.Query(`SELECT * FROM ` + table + ` LIMIT 0`)
	must(t, err)
	defer rows.Close()
	types, err := rows.ColumnTypes()
	must(t, err)
	must(t, rows.Err())
	return types
}

// plainText is a value in words that are the same on both databases.
func plainText(kind string, value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return "1"
		}
		return "0"
	case time.Time:
		if kind == "DATE" {
			return v.Format("2006-01-02")
		}
		return v.UTC().Format("2006-01-02T15:04:05.000000Z")
	case []byte:
		if kind != "JSONB" {
			return "x" + hex.EncodeToString(v)
		}
		return plainText("JSONB", string(v))
	case string:
		var document any
		if strings.HasPrefix(v, "{") && json.Unmarshal([]byte(v), &document) == nil {
			ordered, _ := json.Marshal(document)
			return string(ordered)
		}
	}
	return fmt.Sprint(value)
}

// guards: what was accepted cannot be taken out of a database that was restored.
func guards(t *testing.T, url string) {
	t.Helper()
	db := raw(t, url)
	for _, table := range appendOnlyTables(t, db, url) {
		if _, err := db.Exec(`DELETE FROM ` + table); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s can be emptied: %v", table, err)
		}
	}
}

// holds verifies all that `raaderum verify` does.
func holds(t *testing.T, url string) {
	t.Helper()
	s := open(t, url, fixedClock)
	for _, org := range []portfolio.OrganisationID{greve, albertslund} {
		if bad, err := s.VerifyAuditLog(t.Context(), org); bad != 0 || err != nil {
			t.Errorf("%s: the audit log breaks at %d, %v", org, bad, err)
		}
		if check, err := s.VerifyRows(t.Context(), org); err != nil || len(check.Faults) > 0 || check.Loose > 0 || check.Rows == 0 {
			t.Errorf("%s: %+v, %v", org, check, err)
		}
		if check, err := s.VerifyFiles(t.Context(), org); err != nil || len(check.Faults) > 0 {
			t.Errorf("%s: %+v, %v", org, check, err)
		}
		chain, err := s.Snapshots(t.Context(), org)
		must(t, err)
		for quarter, faults := range portfolio.VerifyChain(chain) {
			if len(faults) > 0 {
				t.Errorf("%s %v: %v", org, quarter, faults)
			}
		}
	}
}

// A table is in a backup, or is left out with a reason: a migration that makes one has
// to say which.
func TestBackupKnowsEveryTable(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		open(t, url, fixedClock)
		known := store.BackedTables()
		for name, reason := range store.UnbackedTables() {
			if known = append(known, name); reason == "" {
				t.Errorf("%s is left out without a reason", name)
			}
		}
		slices.Sort(known)
		if diff := cmp.Diff(tables(t, raw(t, url), url), known); diff != "" {
			t.Errorf("backedTables or unbackedTables in backuptable.go must name it (-database +known):\n%s", diff)
		}
	})
}

// The same rows give the same file.
func TestBackupIsDeterministic(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		fillEveryTable(t, s)
		fillPassingTables(t, s)
		first, _ := backUp(t, url)
		if again, _ := backUp(t, url); !bytes.Equal(first, again) {
			t.Error("the second backup is another")
		}
	})
}

// Somebody writes all the while, and what is backed up is one moment: the audit log
// has the line of every row and of no other, and reaches as far as the organisation
// counts. Every backup restores and holds.
func TestBackupWhileSomebodyWrites(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		ctx, stop := context.WithCancel(t.Context())
		var writing sync.WaitGroup
		writing.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				one := digitalPost()
				one.Number, one.Title = fmt.Sprintf("BC%d", i), fmt.Sprintf("Sag %d", i)
				if _, err := s.Accept(t.Context(), acceptance(greve, file("sag", fmt.Sprintf("v%d", i)), one)); err != nil {
					t.Errorf("the writer was stopped: %v", err)
					return
				}
			}
		})
		var sizes []int64
		for range 4 {
			var file bytes.Buffer
			manifest, err := store.Backup(t.Context(), url, pausing{&file}, "0.0.0", fixedClock)
			must(t, err)
			sizes = append(sizes, manifest.Rows())
			into := newDatabase(t, "sqlite")
			_, err = store.Restore(t.Context(), into, bytes.NewReader(file.Bytes()), int64(file.Len()), fixedClock)
			must(t, err)
			holds(t, into)
		}
		stop()
		writing.Wait()
		if sizes[0] == sizes[len(sizes)-1] {
			t.Error("nothing was written meanwhile: nothing is tested")
		}
	})
}

// pausing takes its time, so that others write between two tables.
type pausing struct{ to *bytes.Buffer }

func (p pausing) Write(b []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return p.to.Write(b)
}

// What is not there cannot be backed up, and is not made by asking.
func TestBackupOfNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findes-ikke.db")
	_, err := store.Backup(t.Context(), "sqlite:"+path, &bytes.Buffer{}, "0.0.0", fixedClock)
	wantError(t, err, portfolio.CodeNotFound, "backup.no-database", "")
	if matches, _ := filepath.Glob(path + "*"); len(matches) > 0 {
		t.Errorf("it made %v", matches)
	}
	onBothEmptyURLs(t, func(t *testing.T, url string) {
		must(t, raw(t, url).Ping())
		_, err := raw(t, url).Exec(`CREATE TABLE andet (n INTEGER)`)
		must(t, err)
		_, err = store.Backup(t.Context(), url, &bytes.Buffer{}, "0.0.0", fixedClock)
		wantError(t, err, portfolio.CodeNotFound, "backup.no-tables", "")
	})
	_, err = store.Backup(t.Context(), "mysql://x", &bytes.Buffer{}, "0.0.0", fixedClock)
	wantError(t, err, portfolio.CodeInvalid, "database.bad-url", "")
}

// A backup that is stopped ends with the reason.
func TestBackupIsStopped(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		fillEveryTable(t, open(t, url, fixedClock))
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, err := store.Backup(ctx, url, &bytes.Buffer{}, "0.0.0", fixedClock); err == nil {
			t.Error("it went on")
		}
	})
}
