package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"raaderum/portfolio"
)

// Accept stores what a user accepts of a file, all of it or nothing: the file
// itself, its cases, the reports about known benefits and the quarterly
// statuses. Everything that stands in the way is told at once, each with its
// place. Bytes that were accepted before are a conflict that names the import.
func (s *Store) Accept(ctx context.Context, accepted portfolio.Acceptance) (result portfolio.Import, err error) {
	err = s.write(ctx, func(t *tx) error {
		result, _, err = acceptIn(ctx, t, accepted)
		return err
	})
	if err != nil {
		return portfolio.Import{}, err
	}
	return result, nil
}

// acceptIn is Accept within a transaction, with what was resolved.
func acceptIn(ctx context.Context, t *tx, accepted portfolio.Acceptance) (result portfolio.Import, plan resolution, err error) {
	sequence, err := nextImport(ctx, t, accepted.Organisation)
	if err != nil {
		return result, plan, err
	}
	if err := mayAccept(ctx, t, accepted); err != nil {
		return result, plan, err
	}
	if plan, err = resolve(ctx, t, accepted); err != nil {
		return result, plan, err
	}
	if err := plan.keepsToAreas(ctx, t, accepted); err != nil {
		return result, plan, err
	}
	if err := plan.keepsLocked(ctx, t, accepted); err != nil {
		return result, plan, err
	}
	result = plan.summary(accepted, sequence, t.now)
	if err := insertImport(ctx, t, accepted.File, result, sequence); err != nil {
		return result, plan, err
	}
	if err := plan.insert(ctx, t, result); err != nil {
		return result, plan, err
	}
	if err := insertYearly(ctx, t, result, accepted.Yearly); err != nil {
		return result, plan, err
	}
	return result, plan, record(ctx, t, result.Organisation, result.By, "import.accept", string(result.ID), result.File+" "+result.SHA256)
}

// nextImport counts up the organisation's imports. It comes first in the
// transaction: whoever accepts at the same time in the same organisation waits.
func nextImport(ctx context.Context, t *tx, org portfolio.OrganisationID) (sequence int64, err error) {
	err = t.QueryRowContext(ctx, `UPDATE organisations SET import_sequence = import_sequence + 1
		WHERE id = $1 RETURNING import_sequence`, org).Scan(&sequence)
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("organisation", string(org))
	}
	return sequence, err
}

func mayAccept(ctx context.Context, t *tx, accepted portfolio.Acceptance) error {
	role, err := requireMember(ctx, t, accepted.Organisation, accepted.By)
	if err != nil {
		return err
	}
	if !role.MayImport() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-import"}
	}
	org, err := findOrganisation(ctx, t, accepted.Organisation)
	if err != nil {
		return err
	}
	if err := accepted.Check(org); err != nil {
		return err
	}
	if hashBytes(accepted.File.Bytes) != accepted.File.SHA256 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "file.changed", Place: portfolio.Place{File: accepted.File.Name}}
	}
	earlier, err := findImportOf(ctx, t, accepted.Organisation, accepted.File.SHA256)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return earlier.Already(accepted.File.Name)
}

func insertImport(ctx context.Context, t *tx, file portfolio.OriginalFile, made portfolio.Import, sequence int64) error {
	_, err := t.keep(ctx, `INSERT INTO files (organisation_id, sha256, size, bytes, stored_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organisation_id, sha256) DO NOTHING`, made.Organisation, file.SHA256, len(file.Bytes), file.Bytes, stamp(t.now))
	if err != nil {
		return err
	}
	answers, err := document(made.Answers)
	if err != nil {
		return err
	}
	_, err = t.keep(ctx, `INSERT INTO imports (organisation_id, id, sequence, sha256, file_name, layout, user_id, accepted_at,
			answers, new_cases, new_versions, reports, statuses, amounts)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		made.Organisation, made.ID, sequence, made.SHA256, made.File, made.Layout, made.By, stamp(made.At),
		answers, made.NewCases, made.NewVersions, made.Reports, made.Statuses, made.Amounts)
	return err
}

const importColumns = `SELECT i.organisation_id, i.id, i.user_id, i.accepted_at, i.file_name, i.sha256, i.layout, i.answers,
	i.new_cases, i.new_versions, i.reports, i.statuses, i.amounts, u.user_id, u.undone_at
	FROM imports i LEFT JOIN import_undos u ON u.organisation_id = i.organisation_id AND u.import_id = i.id`

// Imports are an organisation's imports, the latest first.
func (s *Store) Imports(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.Import, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, importColumns+` WHERE i.organisation_id = $1 ORDER BY i.sequence DESC`, []any{org},
			func(scan func(...any) error) error {
				one, err := scanImport(scan)
				all = append(all, one)
				return err
			})
	})
	return all, err
}

// Import is one import of an organisation.
func (s *Store) Import(ctx context.Context, org portfolio.OrganisationID, id portfolio.ImportID) (one portfolio.Import, err error) {
	err = s.read(ctx, func(t *tx) error {
		one, err = findImport(ctx, t, org, id)
		return err
	})
	return one, err
}

func findImport(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.ImportID) (portfolio.Import, error) {
	one, err := scanImport(t.QueryRowContext(ctx, importColumns+` WHERE i.organisation_id = $1 AND i.id = $2`, org, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("import", string(id))
	}
	return one, err
}

// OriginalFile is a file as it was accepted, under the name it had then.
func (s *Store) OriginalFile(ctx context.Context, org portfolio.OrganisationID, sha256 string) (file portfolio.OriginalFile, err error) {
	file.SHA256 = sha256
	err = s.read(ctx, func(t *tx) error {
		err := t.QueryRowContext(ctx, `SELECT i.file_name, f.bytes FROM files f
			JOIN imports i ON i.organisation_id = f.organisation_id AND i.sha256 = f.sha256
			WHERE f.organisation_id = $1 AND f.sha256 = $2 ORDER BY i.sequence DESC LIMIT 1`, org, sha256).Scan(&file.Name, &file.Bytes)
		if errors.Is(err, sql.ErrNoRows) {
			err = portfolio.NotFound("file", sha256)
		}
		return err
	})
	return file, err
}

// findImportOf is the import of a file that counts; one that was undone does not.
func findImportOf(ctx context.Context, t *tx, org portfolio.OrganisationID, sha256 string) (portfolio.Import, error) {
	return scanImport(t.QueryRowContext(ctx, importColumns+` WHERE i.organisation_id = $1 AND i.sha256 = $2 AND u.import_id IS NULL`, org, sha256).Scan)
}

func scanImport(scan func(...any) error) (one portfolio.Import, err error) {
	var by *portfolio.UserID
	var undo portfolio.Undo
	err = scan(&one.Organisation, &one.ID, &one.By, instant{&one.At}, &one.File, &one.SHA256, &one.Layout, documentOf{&one.Answers},
		&one.NewCases, &one.NewVersions, &one.Reports, &one.Statuses, &one.Amounts, &by, instant{&undo.At})
	if by != nil {
		undo.By = *by
		one.Undone = &undo
	}
	return one, err
}

func importID(sequence int64) portfolio.ImportID {
	return portfolio.ImportID(strconv.FormatInt(sequence, 10))
}
