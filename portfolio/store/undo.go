package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Undo takes an import back: what is read afterwards is what was read before
// it, and what came later stays. An import that later reports stand on, or a figure of a
// frozen quarter, is not taken back; the error names them.
func (s *Store) Undo(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.ImportID) (done portfolio.UndoPreview, err error) {
	err = s.write(ctx, func(t *tx) error {
		if done, err = undo(ctx, t, org, by, id); err != nil {
			return err
		}
		if len(done.Blocking) > 0 {
			return blocked(done)
		}
		return record(ctx, t, org, by, "import.undo", string(id), done.Import.File+" "+done.Import.SHA256+keptText(done.Kept))
	})
	if err != nil {
		return portfolio.UndoPreview{}, err
	}
	return done, nil
}

// errPreviewed takes a preview's work back.
var errPreviewed = errors.New("store: previewed")

// PreviewUndo tells what Undo would do, by doing it in a transaction that is
// rolled back.
func (s *Store) PreviewUndo(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.ImportID) (preview portfolio.UndoPreview, err error) {
	err = s.write(ctx, func(t *tx) error {
		if preview, err = undo(ctx, t, org, by, id); err != nil {
			return err
		}
		return errPreviewed
	})
	if errors.Is(err, errPreviewed) {
		preview.Import.Undone = nil
		return preview, nil
	}
	return portfolio.UndoPreview{}, err
}

// undoing is one undo under way.
type undoing struct {
	*tx
	org     portfolio.OrganisationID
	made    portfolio.Import
	touched []portfolio.CaseID // that the import speaks of, in their order
	before  map[portfolio.CaseID]portfolio.BusinessCase
	after   map[portfolio.CaseID]portfolio.BusinessCase
	said    []portfolio.QuarterlyStatus // before
}

func undo(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.ImportID) (done portfolio.UndoPreview, err error) {
	u := &undoing{tx: t, org: org}
	if err := inTurn(ctx, t, org, by, "user.may-not-import"); err != nil {
		return done, err
	}
	if u.made, err = findImport(ctx, t, org, id); err != nil {
		return done, err
	}
	if u.made.Undone != nil {
		return done, &portfolio.Error{Code: portfolio.CodeConflict, Key: "import.already-undone",
			Args: map[string]any{"id": string(id), "date": u.made.Undone.At}}
	}
	for _, step := range []func(context.Context) error{u.findTouched, u.loadBefore, u.keepsToAreas(by), u.takeBack(by), u.loadAfter, u.keepsLocked} {
		if err := step(ctx); err != nil {
			return done, err
		}
	}
	u.made.Undone = &portfolio.Undo{By: by, At: t.now}
	done.Import = u.made
	done.Gone, done.Restored = u.changes()
	done.Kept, done.Blocking, err = u.laterEdits(ctx)
	return done, err
}

func (u *undoing) findTouched(ctx context.Context) error {
	query := `SELECT c.id FROM cases c WHERE c.organisation_id = $1 AND c.id IN (
			SELECT case_id FROM case_versions WHERE organisation_id = $1 AND import_id = $2
			UNION SELECT case_id FROM benefit_reports WHERE organisation_id = $1 AND import_id = $2
			UNION SELECT case_id FROM quarterly_statuses WHERE organisation_id = $1 AND import_id = $2)
		ORDER BY c.ordinal`
	return u.each(ctx, query, []any{u.org, u.made.ID}, func(scan func(...any) error) error {
		var id portfolio.CaseID
		err := scan(&id)
		u.touched = append(u.touched, id)
		return err
	})
}

// loadBefore and loadAfter read the cases that the import speaks of, and no others:
// they are all that an undo tells of.
func (u *undoing) loadBefore(ctx context.Context) error {
	cases, err := findCases(ctx, u.tx, u.org, caseSetOf(u.touched))
	if err != nil {
		return err
	}
	u.before = byID(cases)
	u.said, err = findStatuses(ctx, u.tx, u.org)
	return err
}

func (u *undoing) loadAfter(ctx context.Context) error {
	cases, err := findCases(ctx, u.tx, u.org, caseSetOf(u.touched))
	u.after = byID(cases)
	return err
}

// takeBack marks the import as undone and lets its cases fall back to the
// latest version that still counts.
func (u *undoing) takeBack(by portfolio.UserID) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := u.keep(ctx, `INSERT INTO import_undos (organisation_id, import_id, user_id, undone_at) VALUES ($1, $2, $3, $4)`,
			u.org, u.made.ID, by, stamp(u.now))
		if err != nil {
			return err
		}
		for _, id := range u.touched {
			var latest *int
			err := u.QueryRowContext(ctx, `SELECT MAX(v.version) FROM case_versions v
				WHERE v.organisation_id = $1 AND v.case_id = $2 AND `+ofLiveImport("v"), u.org, id).Scan(&latest)
			if err != nil {
				return err
			}
			if latest == nil {
				_, err = u.change(ctx, "cases", `UPDATE cases SET gone = $3 WHERE organisation_id = $1 AND id = $2`, u.org, id, true)
			} else {
				_, err = u.change(ctx, "cases", `UPDATE cases SET latest_version = $3 WHERE organisation_id = $1 AND id = $2`, u.org, id, *latest)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// changes are the cases that leave and those that differ afterwards.
func (u *undoing) changes() (gone, restored []portfolio.CaseChanges) {
	for _, id := range u.touched {
		was, now := u.before[id], u.after[id]
		if now.ID == "" {
			leaving := portfolio.NewCase(was)
			leaving.New, leaving.Costs, leaving.Benefits = false, -leaving.Costs, -leaving.Benefits
			gone = append(gone, leaving.Valued(was, now, u.now))
		} else if changes := portfolio.Changes(was, now); changes.Any() {
			restored = append(restored, changes.Valued(was, now, u.now))
		}
	}
	return gone, restored
}

// laterEdits are what other imports and people did about the same cases: what
// stays, and what would have nothing left to stand on.
func (u *undoing) laterEdits(ctx context.Context) (kept, blocking []portfolio.LaterEdit, err error) {
	for _, id := range u.touched {
		for _, step := range []func(context.Context, portfolio.CaseID) (kept, blocking []portfolio.LaterEdit, err error){
			u.laterVersions, u.reports, u.statuses, u.overlaps, u.entries,
		} {
			stays, blocks, err := step(ctx, id)
			if err != nil {
				return nil, nil, err
			}
			kept, blocking = append(kept, stays...), append(blocking, blocks...)
		}
	}
	frozen, err := u.frozen(ctx)
	return append(kept, frozen...), blocking, err
}

// edit is a later edit of a case as it is known now.
func (u *undoing) edit(kind portfolio.LaterEditKind, id portfolio.CaseID) portfolio.LaterEdit {
	one := u.before[id]
	return portfolio.LaterEdit{Kind: kind, Case: id, Number: one.Number, Title: one.Title}
}

func (u *undoing) laterVersions(ctx context.Context, id portfolio.CaseID) (kept, _ []portfolio.LaterEdit, err error) {
	query := `SELECT i.id, i.file_name FROM case_versions v
		JOIN imports i ON i.organisation_id = v.organisation_id AND i.id = v.import_id
		WHERE v.organisation_id = $1 AND v.case_id = $2 AND ` + ofLiveImport("v") + `
			AND i.sequence > (SELECT sequence FROM imports WHERE organisation_id = $1 AND id = $3) ORDER BY i.sequence`
	err = u.each(ctx, query, []any{u.org, id, u.made.ID}, func(scan func(...any) error) error {
		edit := u.edit(portfolio.LaterVersion, id)
		err := scan(&edit.Import, &edit.File)
		kept = append(kept, edit)
		return err
	})
	return kept, nil, err
}

// reports that other imports brought: those of a benefit that is still there
// stay, the others block.
func (u *undoing) reports(ctx context.Context, id portfolio.CaseID) (kept, blocking []portfolio.LaterEdit, err error) {
	query := `SELECT i.id, i.file_name, r.benefit_id, i.sequence > (SELECT sequence FROM imports WHERE organisation_id = $1 AND id = $3)
		FROM benefit_reports r
		JOIN imports i ON i.organisation_id = r.organisation_id AND i.id = r.import_id
		WHERE r.organisation_id = $1 AND r.case_id = $2 AND ` + ofLiveImport("r") + ` ORDER BY i.sequence, r.position`
	err = u.each(ctx, query, []any{u.org, id, u.made.ID}, func(scan func(...any) error) error {
		edit := u.edit(portfolio.LaterReports, id)
		var benefit portfolio.BenefitID
		var later bool
		if err := scan(&edit.Import, &edit.File, &benefit, &later); err != nil {
			return err
		}
		has := func(b portfolio.Benefit) bool { return b.ID == benefit }
		switch {
		case slices.ContainsFunc(u.before[id].Benefits, has) && !slices.ContainsFunc(u.after[id].Benefits, has):
			blocking = addEdit(blocking, edit)
		case later:
			kept = addEdit(kept, edit)
		}
		return nil
	})
	return kept, blocking, err
}

func (u *undoing) statuses(ctx context.Context, id portfolio.CaseID) (kept, blocking []portfolio.LaterEdit, err error) {
	query := `SELECT i.id, i.file_name, i.sequence > (SELECT sequence FROM imports WHERE organisation_id = $1 AND id = $3)
		FROM quarterly_statuses q
		JOIN imports i ON i.organisation_id = q.organisation_id AND i.id = q.import_id
		WHERE q.organisation_id = $1 AND q.case_id = $2 AND ` + ofLiveImport("q") + ` ORDER BY i.sequence, q.position`
	err = u.each(ctx, query, []any{u.org, id, u.made.ID}, func(scan func(...any) error) error {
		edit := u.edit(portfolio.LaterStatuses, id)
		var later bool
		if err := scan(&edit.Import, &edit.File, &later); err != nil {
			return err
		}
		switch {
		case u.after[id].ID == "":
			blocking = addEdit(blocking, edit)
		case later:
			kept = addEdit(kept, edit)
		}
		return nil
	})
	return kept, blocking, err
}

// overlaps that were linked since: they rest while one of their benefits is away.
func (u *undoing) overlaps(ctx context.Context, id portfolio.CaseID) (kept, _ []portfolio.LaterEdit, err error) {
	query := `SELECT benefit_id FROM benefit_overlaps
		WHERE organisation_id = $1 AND (case_id = $2 OR counted_in_case_id = $2) AND linked_at >= $3 ORDER BY case_id, benefit_id`
	err = u.each(ctx, query, []any{u.org, id, stamp(u.made.At)}, func(scan func(...any) error) error {
		var benefit portfolio.BenefitID
		err := scan(&benefit)
		kept = addEdit(kept, u.edit(portfolio.LaterOverlap, id))
		return err
	})
	return kept, nil, err
}

// entries that people wrote since: they rest while the case is away. What began
// a case goes with it.
func (u *undoing) entries(ctx context.Context, id portfolio.CaseID) (kept, _ []portfolio.LaterEdit, err error) {
	query := `SELECT sequence FROM case_entries WHERE organisation_id = $1 AND case_id = $2 AND entered_at >= $3 AND field <> 'idea' ORDER BY sequence`
	err = u.each(ctx, query, []any{u.org, id, stamp(u.made.At)}, func(scan func(...any) error) error {
		var sequence int64
		err := scan(&sequence)
		kept = addEdit(kept, u.edit(portfolio.LaterEntry, id))
		return err
	})
	return kept, nil, err
}

// frozen are the quarters that were frozen since: they keep what they hold.
func (u *undoing) frozen(ctx context.Context) (kept []portfolio.LaterEdit, err error) {
	query := `SELECT quarter FROM snapshots WHERE organisation_id = $1 AND frozen_at >= $2 ORDER BY sequence`
	err = u.each(ctx, query, []any{u.org, stamp(u.made.At)}, func(scan func(...any) error) error {
		var text string
		if err := scan(&text); err != nil {
			return err
		}
		var quarter calc.Quarter
		err := quarter.UnmarshalText([]byte(text))
		kept = append(kept, portfolio.LaterEdit{Kind: portfolio.LaterFreeze, Quarter: quarter})
		return err
	})
	return kept, err
}

// addEdit adds an edit once.
func addEdit(edits []portfolio.LaterEdit, edit portfolio.LaterEdit) []portfolio.LaterEdit {
	if slices.Contains(edits, edit) {
		return edits
	}
	return append(edits, edit)
}

// blocked says which imports have to be undone first.
func blocked(preview portfolio.UndoPreview) error {
	var first []string
	for _, edit := range preview.Blocking {
		name := string(edit.Import) + " (" + edit.File + ")"
		if !slices.Contains(first, name) {
			first = append(first, name)
		}
	}
	return &portfolio.Error{Code: portfolio.CodeConflict, Key: "import.undo-blocked",
		Args: map[string]any{"id": string(preview.Import.ID), "later": strings.Join(first, ", ")}}
}

// keptText is the later edits as the audit log keeps them.
func keptText(kept []portfolio.LaterEdit) string {
	if len(kept) == 0 {
		return ""
	}
	words := make([]string, len(kept))
	for i, edit := range kept {
		words[i] = string(edit.Kind)
		switch {
		case edit.Kind == portfolio.LaterFreeze:
			words[i] += " " + edit.Quarter.String()
		case edit.Import != "":
			words[i] += " " + string(edit.Import)
		}
		if edit.Number != "" {
			words[i] += " " + strconv.Quote(edit.Number)
		}
	}
	return "; kept: " + strings.Join(words, ", ")
}
