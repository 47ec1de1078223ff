package store

import "testing"

// A row is told from its values only when the first one that was stored is those
// values and nothing else.
func TestWhatTheDatabaseSaysItselfIsReadBack(t *testing.T) {
	const plain = `INSERT INTO deviations (organisation_id, report,
		ore) VALUES ($1, $2, $3)`
	stored := map[string]any{"organisation_id": "greve", "report": int64(1), "ore": nil}
	for _, one := range []struct {
		name   string
		insert string
		args   []any
		stored map[string]any
		told   bool
	}{
		{"its values", plain, []any{"greve", true, nil}, stored, true},
		{"another order", `INSERT INTO deviations (organisation_id, report, ore) VALUES ($1, $3, $2)`, []any{"greve", 1, 1},
			map[string]any{"organisation_id": "greve", "report": int64(1), "ore": int64(1)}, false},
		{"a number of the database's", `INSERT INTO deviations (organisation_id, report, ore) VALUES ($1, (SELECT 1), $2)`, []any{"greve", nil}, stored, false},
		{"a constant", `INSERT INTO deviations (organisation_id, report, ore) VALUES ($1, 1, $2)`, []any{"greve", nil}, stored, false},
		{"a row that may be there", plain + ` ON CONFLICT DO NOTHING`, []any{"greve", 1, nil}, stored, false},
		{"a default", plain, []any{"greve", 1, nil}, map[string]any{"organisation_id": "greve", "report": int64(1), "ore": nil, "owner": ""}, false},
		{"other words", plain, []any{"greve", "1", nil}, stored, false},
		{"a fraction", plain, []any{"greve", 1.0, nil}, stored, false},
		{"bytes", plain, []any{"greve", 1, []byte(nil)}, stored, false},
	} {
		if got := learnInsertion("deviations", one.insert, one.args, one.stored); (got.columns != nil) != one.told || got.table != "deviations" {
			t.Errorf("%s: got %+v, want told %t", one.name, got, one.told)
		}
	}
}
