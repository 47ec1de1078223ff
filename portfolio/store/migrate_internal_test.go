package store

import (
	"strings"
	"testing"
	"time"
)

// The step that makes the table of imports anew keeps its rows, what points at
// them, and the rule that they must point at something.
func TestUndoStepKeepsImports(t *testing.T) {
	ctx := t.Context()
	s, err := connect("sqlite:"+t.TempDir()+"/raaderum.db", func() time.Time { return time.Date(2014, 7, 1, 0, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.reach(ctx); err != nil {
		t.Fatal(err)
	}
	steps, err := s.provider(s.writer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := steps.UpTo(ctx, 10); err != nil {
		t.Fatal(err)
	}
	hash := strings.Repeat("a", 64)
	for _, statement := range []string{
		`INSERT INTO organisations (id, name, example, governance, strategy, revision) VALUES ('o', 'O', 0, '{}', '{}', 1)`,
		`INSERT INTO users (organisation_id, id, name, email) VALUES ('o', 'u', 'U', '')`,
		`INSERT INTO files VALUES ('o', '` + hash + `', 1, X'00', '2014-01-01')`,
		`INSERT INTO imports VALUES ('o', '1', 1, '` + hash + `', 'f', 'l', 'u', '2014-01-01', '{"k":"v"}', 1, 0, 0, 0, 0)`,
		`INSERT INTO cases (organisation_id, id, ordinal, latest_version) VALUES ('o', 'c', 1, 1)`,
		`INSERT INTO quarterly_statuses VALUES ('o', '1', 1, 'c', '2014K1', '', '', '', '', NULL, '', '', '', '')`,
	} {
		if _, err := s.writer.ExecContext(ctx, statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if _, err := steps.UpTo(ctx, 11); err != nil {
		t.Fatal(err)
	}
	var answers string
	if err := s.writer.QueryRowContext(ctx, `SELECT answers FROM imports WHERE organisation_id = 'o' AND id = '1'`).Scan(&answers); err != nil || answers != `{"k":"v"}` {
		t.Errorf("the import came out as %q, %v", answers, err)
	}
	var dangling int
	if err := s.writer.QueryRowContext(ctx, `SELECT COUNT(*) FROM pragma_foreign_key_check`).Scan(&dangling); err != nil || dangling != 0 {
		t.Errorf("%d rows point at nothing, %v", dangling, err)
	}
	for _, statement := range []string{
		`INSERT INTO quarterly_statuses VALUES ('o', '2', 1, 'c', '2014K1', '', '', '', '', NULL, '', '', '', '')`,
		`DELETE FROM imports`,
	} {
		if _, err := s.writer.ExecContext(ctx, statement); err == nil {
			t.Errorf("%s: was allowed", statement)
		}
	}
}
