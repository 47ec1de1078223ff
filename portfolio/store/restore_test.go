package store_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// smallBackup is a backup of two organisations with nothing in them but their rules,
// users and an upload.
func smallBackup(t *testing.T) []byte {
	t.Helper()
	url := newDatabase(t, "sqlite")
	s := open(t, url, fixedClock)
	twoOrganisations(t, s)
	_, err := s.StageUpload(t.Context(), greve, analystOf(greve), "sag.xlsx", []byte("bytes"))
	must(t, err)
	backup, _ := backUp(t, url)
	return backup
}

// restoreInto puts a backup into a new SQLite database, and gives its URL.
func restoreInto(t *testing.T, backup []byte) (url string, err error) {
	t.Helper()
	url = newDatabase(t, "sqlite")
	_, err = store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
	return url, err
}

// wantNothing: the file of the database was not even made.
func wantNothing(t *testing.T, url string) {
	t.Helper()
	if _, err := os.Stat(strings.TrimPrefix(url, "sqlite:")); err == nil {
		t.Error("the database was touched")
	}
}

// part is one part of a backup, unpacked.
type part struct{ name, text string }

func unpack(t *testing.T, backup []byte) (parts []part) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(backup), int64(len(backup)))
	must(t, err)
	for _, one := range archive.File {
		stream, err := one.Open()
		must(t, err)
		text, err := io.ReadAll(stream)
		must(t, err)
		parts = append(parts, part{one.Name, string(text)})
	}
	return parts
}

func pack(t *testing.T, parts []part) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, one := range parts {
		into, err := archive.Create(one.name)
		must(t, err)
		_, err = io.WriteString(into, one.text)
		must(t, err)
	}
	must(t, archive.Close())
	return file.Bytes()
}

// forge changes the rows of a table and everything that the file says of them, as
// somebody who knows the format would, so that only the rows themselves can tell.
func forge(t *testing.T, backup []byte, table string, change func(rows string, told *store.BackupTable) string) []byte {
	t.Helper()
	parts := unpack(t, backup)
	var manifest store.BackupManifest
	must(t, json.Unmarshal([]byte(parts[len(parts)-1].text), &manifest))
	for i := range manifest.Tables {
		told := &manifest.Tables[i]
		if told.Name != table {
			continue
		}
		text := change(parts[i].text, told)
		sum := sha256.Sum256([]byte(text))
		told.Rows, told.Bytes, told.SHA256 = int64(strings.Count(text, "\n")), int64(len(text)), hex.EncodeToString(sum[:])
		parts[i] = part{"tables/" + told.Name + ".jsonl", text}
	}
	return pack(t, remake(t, parts, manifest))
}

// remake puts a manifest in the place of the one there is.
func remake(t *testing.T, parts []part, manifest store.BackupManifest) []part {
	t.Helper()
	text, err := json.Marshal(manifest)
	must(t, err)
	parts[len(parts)-1].text = string(text)
	return parts
}

// Whichever byte is changed, the file is refused before the database is touched, or
// what comes out is what was written: a zip has bytes that nobody reads.
func TestRestoreNamesAFlippedByte(t *testing.T) {
	backup := smallBackup(t)
	want := unpack(t, backup)
	refused := map[string]int{}
	for at := 0; at < len(backup); at += 11 {
		changed := bytes.Clone(backup)
		changed[at] ^= 0x10
		_, err := store.CheckBackup(t.Context(), bytes.NewReader(changed), int64(len(changed)))
		if err == nil {
			if got := unpack(t, changed); !cmp.Equal(want, got, cmp.AllowUnexported(part{})) {
				t.Fatalf("byte %d: another file is taken", at)
			}
			continue
		}
		if portfolio.ErrorCode(err) == portfolio.CodeInternal {
			t.Fatalf("byte %d: %v", at, err)
		}
		refused[refusal(t, err).Key]++
	}
	if refused["backup.damaged"] < len(backup)/11/2 {
		t.Errorf("of %d bytes: %v", len(backup), refused)
	}
	archive, err := zip.NewReader(bytes.NewReader(backup), int64(len(backup)))
	must(t, err)
	for _, one := range archive.File {
		begins, err := one.DataOffset()
		must(t, err)
		if one.UncompressedSize64 == 0 {
			continue
		}
		changed := bytes.Clone(backup)
		changed[begins+int64(one.CompressedSize64)/2] ^= 1
		url, err := restoreInto(t, changed)
		wantError(t, err, portfolio.CodeInvalid, "backup.damaged", "")
		if named := refusal(t, err).Args["part"]; named != one.Name {
			t.Errorf("%s was changed, and %v was named", one.Name, named)
		}
		wantNothing(t, url)
	}
}

func refusal(t *testing.T, err error) (known *portfolio.Error) {
	t.Helper()
	if !errors.As(err, &known) {
		t.Fatalf("%v is nothing that a person can be told", err)
	}
	return known
}

// A backup that was cut off anywhere is refused.
func TestRestoreRefusesTheTruncated(t *testing.T) {
	backup := smallBackup(t)
	for _, length := range []int{5, 100, len(backup) / 2, len(backup) - 100, len(backup) - 1} {
		url, err := restoreInto(t, backup[:length])
		wantError(t, err, portfolio.CodeInvalid, "backup.broken-off", "")
		wantNothing(t, url)
	}
}

// What is no backup, or was made to do harm, is refused; the database is not touched.
func TestRestoreRefusesTheHostile(t *testing.T) {
	backup := smallBackup(t)
	parts := unpack(t, backup)
	var manifest store.BackupManifest
	must(t, json.Unmarshal([]byte(parts[len(parts)-1].text), &manifest))
	with := func(change func(*store.BackupManifest)) []byte {
		other := manifest
		other.Tables = append([]store.BackupTable(nil), manifest.Tables...)
		change(&other)
		return pack(t, remake(t, append([]part(nil), parts...), other))
	}
	bomb := strings.Repeat("[null]\n", 90<<20)
	for name, one := range map[string]struct {
		file []byte
		key  string
	}{
		"nothing":           {nil, "backup.foreign"},
		"a text":            {[]byte("Kære alle"), "backup.foreign"},
		"another zip":       {pack(t, []part{{"word/document.xml", "<w/>"}}), "backup.foreign"},
		"no format":         {with(func(m *store.BackupManifest) { m.Format = 0 }), "backup.foreign"},
		"a later format":    {with(func(m *store.BackupManifest) { m.Format = 2 }), "backup.newer"},
		"a later schema":    {with(func(m *store.BackupManifest) { m.Steps = append([]int64{9999}, m.Steps...) }), "backup.newer"},
		"an unknown table":  {with(func(m *store.BackupManifest) { m.Tables[0].Name = "sqlite_master; DROP TABLE x" }), "backup.damaged"},
		"a session":         {with(func(m *store.BackupManifest) { m.Tables[0].Name = "sessions" }), "backup.damaged"},
		"a table twice":     {with(func(m *store.BackupManifest) { m.Tables[1] = m.Tables[0] }), "backup.damaged"},
		"more rows":         {with(func(m *store.BackupManifest) { m.Tables[0].Rows++ }), "backup.damaged"},
		"another hash":      {with(func(m *store.BackupManifest) { m.Tables[0].SHA256 = strings.Repeat("0", 64) }), "backup.damaged"},
		"another size":      {with(func(m *store.BackupManifest) { m.Tables[0].Bytes-- }), "backup.damaged"},
		"a part too many":   {pack(t, append([]part{{"../../etc/passwd", "x"}}, parts...)), "backup.foreign"},
		"a part unnamed":    {with(func(m *store.BackupManifest) { m.Tables = m.Tables[1:] }), "backup.damaged"},
		"a part twice":      {pack(t, append(append([]part(nil), parts[0]), parts...)), "backup.foreign"},
		"a part too few":    {pack(t, parts[1:]), "backup.damaged"},
		"a long manifest":   {pack(t, []part{{"raaderum-backup.json", strings.Repeat(" ", 2<<20)}}), "backup.damaged"},
		"no JSON":           {forge(t, backup, "users", func(string, *store.BackupTable) string { return "DROP TABLE users;\n" }), "backup.damaged"},
		"a list in a row":   {forge(t, backup, "users", func(string, *store.BackupTable) string { return "[[],1,2,3,4]\n" }), "backup.damaged"},
		"too few values":    {forge(t, backup, "users", func(string, *store.BackupTable) string { return "[1]\n" }), "backup.damaged"},
		"two rows a line":   {forge(t, backup, "users", func(string, *store.BackupTable) string { return "[1,2,3,4,5][1,2,3,4,5]\n" }), "backup.damaged"},
		"a bomb":            {forge(t, backup, "users", func(string, *store.BackupTable) string { return bomb }), "backup.bomb"},
		"a bomb of nesting": {forge(t, backup, "users", func(string, *store.BackupTable) string { return strings.Repeat("[", 1<<20) + "\n" }), "backup.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			url, err := restoreInto(t, one.file)
			code := portfolio.CodeInvalid
			if one.key == "backup.bomb" {
				code = portfolio.CodeTooLarge
			}
			wantError(t, err, code, one.key, "")
			if one.key != "backup.newer" {
				wantNothing(t, url)
			}
		})
	}
}

// Rows that fit with everything the file says of them and that the program would never
// have stored are refused by the database, and nothing of the others is stored.
func TestRestoreRefusesRowsThatBreakRules(t *testing.T) {
	backup := smallBackup(t)
	for name, one := range map[string]struct {
		table, key string
		change     func(rows string, told *store.BackupTable) string
	}{
		"a role there is not": {"memberships", "restore.row", func(rows string, _ *store.BackupTable) string {
			return strings.Replace(rows, "analyst\"]", "keeper\"]", 1)
		}},
		"nobody's upload": {"uploads", "restore.row", func(rows string, _ *store.BackupTable) string {
			return strings.Replace(rows, "greve-analyst", "ingen", 1)
		}},
		"a text for a number": {"uploads", "restore.row", func(rows string, _ *store.BackupTable) string { return strings.Replace(rows, `"greve"`, `12`, 1) }},
		"no base64":           {"uploads", "restore.row", func(rows string, _ *store.BackupTable) string { return strings.Replace(rows, `"Ynl0ZXM="`, `"*"`, 1) }},
		"a character no. 0": {"uploads", "restore.row", func(rows string, _ *store.BackupTable) string {
			return strings.Replace(rows, `sag.xlsx`, `sag\u0000`, 1)
		}},
		"the same row twice": {"users", "restore.row", func(rows string, _ *store.BackupTable) string { return rows + rows }},
		"an unknown column":  {"users", "backup.damaged", func(rows string, told *store.BackupTable) string { told.Columns[1] = "id) --"; return rows }},
		"a column too few": {"memberships", "backup.damaged", func(rows string, told *store.BackupTable) string {
			told.Columns = told.Columns[:2]
			return strings.ReplaceAll(rows, `,"analyst"`, ``)
		}},
		"bytes that are text": {"uploads", "backup.damaged", func(rows string, told *store.BackupTable) string { told.Binary = nil; return rows }},
	} {
		t.Run(name, func(t *testing.T) {
			changed := forge(t, backup, one.table, one.change)
			if bytes.Equal(changed, pack(t, unpack(t, backup))) {
				t.Fatal("nothing was changed: nothing is tested")
			}
			for _, kind := range []string{"sqlite", "postgresql"} {
				t.Run(kind, func(t *testing.T) {
					url := newDatabase(t, kind)
					_, err := store.Restore(t.Context(), url, bytes.NewReader(changed), int64(len(changed)), fixedClock)
					wantError(t, err, portfolio.CodeInvalid, one.key, "")
					for name, rows := range contents(t, url) {
						if len(rows) > 0 {
							t.Errorf("%s has %d rows", name, len(rows))
						}
					}
					_, err = store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
					must(t, err) // what was refused stands in nobody's way
				})
			}
		})
	}
}

// A database that somebody uses is left alone, and one whose tables are there and
// empty is as good as a new one.
func TestRestoreWantsAnEmptyDatabase(t *testing.T) {
	backup := smallBackup(t)
	onBothURLs(t, func(t *testing.T, url string) {
		open(t, url, fixedClock)
		_, err := store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
		must(t, err)
		before := contents(t, url)
		_, err = store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
		wantError(t, err, portfolio.CodeConflict, "restore.not-empty", "")
		if diff := cmp.Diff(before, contents(t, url)); diff != "" {
			t.Errorf("it was changed:\n%s", diff)
		}
	})
}

// A backup of tables that lack the last steps is filled into such tables and then
// brought up to date, as the database itself would have been; and tables that have
// come further do not take it.
func TestRestoreOfAnOlderSchema(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgresql"} {
		t.Run(kind, func(t *testing.T) {
			url := newDatabase(t, kind)
			must(t, store.MigrateTo(t.Context(), url, 14))
			db := raw(t, url)
			for _, statement := range []string{
				`INSERT INTO organisations (id, name, example, governance, strategy, revision, audit_sequence) VALUES ('greve', 'Greve', false, '{}', '{}', 1, 0)`,
				`INSERT INTO users (organisation_id, id, name, email) VALUES ('greve', 'u', 'U', '')`,
				`INSERT INTO batches (organisation_id, id, user_id, name, created_at, expires_at) VALUES ('greve', 'b', 'u', 'alle.zip', '2014-01-01T00:00:00.000000Z', '2014-02-01T00:00:00.000000Z')`,
			} {
				_, err := db.Exec(statement)
				must(t, err)
			}
			before := contents(t, url)
			backup, manifest := backUp(t, url)
			if manifest.Schema != 14 || len(manifest.Tables) != len(before)-len(store.UnbackedTables()) {
				t.Errorf("schema %d with %d tables", manifest.Schema, len(manifest.Tables))
			}
			if diff := cmp.Diff(before, contents(t, url)); diff != "" {
				t.Errorf("to back it up changed it:\n%s", diff)
			}
			into := newDatabase(t, kind)
			_, err := store.Restore(t.Context(), into, bytes.NewReader(backup), int64(len(backup)), fixedClock)
			must(t, err)
			_, err = store.Migrate(t.Context(), url, fixedClock)
			must(t, err)
			want, got := contents(t, url), contents(t, into)
			if len(got["audit_log"]) != len(want["audit_log"])+1 {
				t.Errorf("the audit log has %d lines, where it stood %d", len(got["audit_log"]), len(want["audit_log"]))
			}
			for _, told := range []map[string][]string{want, got} {
				delete(told, "audit_log")
				told["organisations"][0] = strings.Replace(told["organisations"][0], "audit_sequence=2", "audit_sequence=1", 1)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("restored is otherwise than migrated where it stood:\n%s", diff)
			}
			later := newDatabase(t, kind)
			open(t, later, fixedClock)
			_, err = store.Restore(t.Context(), later, bytes.NewReader(backup), int64(len(backup)), fixedClock)
			wantError(t, err, portfolio.CodeConflict, "restore.newer-tables", "")
		})
	}
}

// A link that was not used when the backup was taken does not work after it was put
// back, and the log tells that it is gone.
func TestRestoreLetsNobodyIn(t *testing.T) {
	url := newDatabase(t, "sqlite")
	s := open(t, url, fixedClock)
	twoOrganisations(t, s)
	link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.AddDate(1, 0, 0), true)
	must(t, err)
	session, _, err := s.RedeemLoginLink(t.Context(), link)
	must(t, err)
	backup, _ := backUp(t, url)
	into, err := restoreInto(t, backup)
	must(t, err)
	restored := open(t, into, fixedClock)
	if _, _, err := restored.RedeemLoginLink(t.Context(), link); err == nil {
		t.Error("the link works")
	}
	if _, err := restored.Session(t.Context(), session); err == nil {
		t.Error("the session goes on")
	}
	holds(t, into)
	log, err := restored.AuditLog(t.Context(), greve)
	must(t, err)
	if last := log[len(log)-1]; last.Action != "database.restore" || last.Subject != "2014-07-01T09:30:00.000000Z" || len(last.Detail) != 64 || last.By != "" {
		t.Errorf("the last line is %+v", last)
	}
	link, err = restored.CreateLoginLink(t.Context(), analystOf(greve), now.AddDate(1, 0, 0), false)
	must(t, err)
	if _, _, err := restored.RedeemLoginLink(t.Context(), link); err != nil {
		t.Errorf("a new link: %v", err)
	}
}

// Whatever the bytes, reading them ends with an error that a person can be told, or
// with a backup.
func FuzzCheckBackup(f *testing.F) {
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	rows := `["greve","Greve",0,"{}","{}",1,0,0,0]` + "\n"
	sum := sha256.Sum256([]byte(rows))
	for _, one := range []part{{"tables/organisations.jsonl", rows}, {"raaderum-backup.json", fmt.Sprintf(
		`{"format":1,"steps":[1],"tables":[{"name":"organisations","columns":["a","b","c","d","e","f","g","h","i"],"rows":1,"bytes":%d,"sha256":"%x"}]}`, len(rows), sum)}} {
		into, err := archive.Create(one.name)
		if err == nil {
			_, err = io.WriteString(into, one.text)
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		f.Fatal(err)
	}
	if _, err := store.CheckBackup(f.Context(), bytes.NewReader(file.Bytes()), int64(file.Len())); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := store.CheckBackup(t.Context(), bytes.NewReader(data), int64(len(data)))
		if err != nil && portfolio.ErrorCode(err) == portfolio.CodeInternal {
			t.Errorf("an internal error: %v", err)
		}
	})
}

// A path is refused as any other command refuses it.
func TestRestoreNowhere(t *testing.T) {
	backup := smallBackup(t)
	for url, key := range map[string]string{"raaderum.db": "database.bad-url", "sqlite:" + filepath.Join(t.TempDir(), "findes", "ikke.db"): "database.unreachable"} {
		_, err := store.Restore(t.Context(), url, bytes.NewReader(backup), int64(len(backup)), fixedClock)
		wantError(t, err, portfolio.CodeInvalid, key, "")
	}
}
