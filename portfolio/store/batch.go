package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"raaderum/portfolio"
)

// BeginBatch makes an empty batch, to be filled and then sealed; left are files
// that came with it and are no workbooks.
func (s *Store) BeginBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, name string, left portfolio.LeftFiles) (portfolio.BatchID, error) {
	id := portfolio.BatchID(uuid.NewString())
	return id, s.write(ctx, func(t *tx) error {
		if _, err := requireMember(ctx, t, org, by); err != nil {
			return err
		}
		if err := clearExpired(ctx, t); err != nil {
			return err
		}
		files, err := document(left)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO batches (organisation_id, id, user_id, name, created_at, expires_at, left_files) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			org, id, by, name, stamp(t.now), stamp(t.now.Add(UploadLife)), files)
		return err
	})
}

// clearExpired forgets uploads and batches whose time is over.
func clearExpired(ctx context.Context, t *tx) error {
	for _, table := range []string{"uploads", "batches"} {
		if _, err := t.exec(ctx, `DELETE FROM `+table+` WHERE expires_at <= $1`, stamp(t.now)); err != nil {
			return err
		}
	}
	return nil
}

// AddToBatch puts a file into a batch that is not sealed: its bytes as an upload
// that waits to be read. A file whose bytes could not be had comes with the
// reason instead.
func (s *Store) AddToBatch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID, file portfolio.BatchFile, data []byte) error {
	return s.write(ctx, func(t *tx) error {
		batch, err := findBatch(ctx, t, org, id)
		if err == nil && batch.Whole {
			err = &portfolio.Error{Code: portfolio.CodeConflict, Key: "database.conflict"}
		}
		if err != nil {
			return err
		}
		if len(data) == 0 && file.Result.Refusal == nil {
			file.Result.Refusal = &portfolio.BatchRefusal{Key: "error.file.empty"}
		}
		var upload *string
		progress, hash := portfolio.BatchRejected, ""
		if file.Result.Refusal == nil {
			progress, hash = portfolio.BatchWaiting, hashBytes(data)
			made := uuid.NewString()
			upload = &made
			if err := insertUpload(ctx, t, portfolio.Upload{ID: made, Organisation: org, By: batch.By, At: batch.At, Expires: batch.Expires,
				File: portfolio.OriginalFile{Name: file.Name, SHA256: hash, Bytes: data}}); err != nil {
				return err
			}
		}
		refusal, err := document(file.Result.Refusal)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO batch_files (organisation_id, batch_id, position, name, sha256, size, upload_id, progress, refusal)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, org, id, file.Position, file.Name, hash, len(data), upload, progress, refusal)
		return err
	})
}

// SealBatch says that all files of a batch have arrived: work on it begins.
func (s *Store) SealBatch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID) error {
	return s.write(ctx, func(t *tx) error {
		batch, err := findBatch(ctx, t, org, id)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE batches SET sealed_at = $3 WHERE organisation_id = $1 AND id = $2`, org, id, stamp(t.now)); err != nil {
			return err
		}
		return record(ctx, t, org, batch.By, "batch.begin", string(id), batch.Name)
	})
}

// Batch is a batch with its files as they are now.
func (s *Store) Batch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID) (batch portfolio.Batch, err error) {
	err = s.read(ctx, func(t *tx) error {
		if batch, err = findBatch(ctx, t, org, id); err != nil {
			return err
		}
		batch.Files, err = batchFiles(ctx, t, org, id)
		return err
	})
	return batch, err
}

// Batches are an organisation's batches that have not expired, newest first.
func (s *Store) Batches(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.Batch, err error) {
	err = s.read(ctx, func(t *tx) error {
		err := t.each(ctx, `SELECT id, user_id, name, created_at, expires_at, sealed_at IS NOT NULL FROM batches
			WHERE organisation_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id`,
			[]any{org, stamp(t.now)}, func(scan func(...any) error) error {
				one := portfolio.Batch{Organisation: org}
				err := scan(&one.ID, &one.By, &one.Name, instant{&one.At}, instant{&one.Expires}, &one.Whole)
				all = append(all, one)
				return err
			})
		for i := range all {
			if err == nil {
				all[i].Files, err = batchFiles(ctx, t, org, all[i].ID)
			}
		}
		return err
	})
	return all, err
}

// CancelBatch takes what nobody has finished out of the work. Who is working on
// a file has lost the lease, and what comes of it is thrown away.
func (s *Store) CancelBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error {
	return s.steerBatch(ctx, org, by, id, "batch.cancel", `UPDATE batch_files SET progress = 'cancelled', accepted_by = NULL, lease = NULL, lease_until = NULL
		WHERE organisation_id = $1 AND batch_id = $2 AND progress IN ('waiting', 'working')`)
}

// ResumeBatch takes up what was cancelled. Of a batch whose files did not all
// arrive it takes those that did.
func (s *Store) ResumeBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error {
	return s.write(ctx, func(t *tx) error {
		batch, err := mayBatch(ctx, t, org, by, id)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE batches SET sealed_at = COALESCE(sealed_at, $3) WHERE organisation_id = $1 AND id = $2`, org, id, stamp(t.now)); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE batch_files SET progress = 'waiting', attempts = 0
			WHERE organisation_id = $1 AND batch_id = $2 AND progress = 'cancelled'`, org, id); err != nil {
			return err
		}
		return record(ctx, t, org, by, "batch.resume", string(id), batch.Name)
	})
}

// DiscardBatch forgets a batch and every file of it that waits for somebody.
// What has been imported stays, and whoever works on a file has lost the lease.
func (s *Store) DiscardBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error {
	return s.write(ctx, func(t *tx) error {
		batch, err := mayBatch(ctx, t, org, by, id)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM uploads WHERE organisation_id = $1 AND id IN (
			SELECT f.upload_id FROM batch_files f WHERE f.organisation_id = $1 AND f.batch_id = $2)`, org, id); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM batches WHERE organisation_id = $1 AND id = $2`, org, id); err != nil {
			return err
		}
		return record(ctx, t, org, by, "batch.discard", string(id), batch.Name)
	})
}

// AcceptBatch says that every file that is ready is to be stored. That is done
// one after the other, in the order of the files.
func (s *Store) AcceptBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error {
	return s.steerBatch(ctx, org, by, id, "batch.accept", `UPDATE batch_files SET progress = 'waiting', attempts = 0, accepted_by = $3
		WHERE organisation_id = $1 AND batch_id = $2 AND progress = 'ready'`, by)
}

func (s *Store) steerBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID, action, update string, more ...any) error {
	return s.write(ctx, func(t *tx) error {
		batch, err := mayBatch(ctx, t, org, by, id)
		if err == nil && !batch.Whole {
			err = portfolio.NotFound("batch", string(id))
		}
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, update, append([]any{org, id}, more...)...); err != nil {
			return err
		}
		return record(ctx, t, org, by, action, string(id), batch.Name)
	})
}

// mayBatch is a batch for somebody who may decide about it.
func mayBatch(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) (portfolio.Batch, error) {
	batch, err := findBatch(ctx, t, org, id)
	if err != nil {
		return batch, err
	}
	role, err := requireMember(ctx, t, org, by)
	if err == nil && !role.MayImport() {
		err = &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-import"}
	}
	return batch, err
}

func findBatch(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.BatchID) (batch portfolio.Batch, err error) {
	batch = portfolio.Batch{ID: id, Organisation: org}
	err = t.QueryRowContext(ctx, `SELECT user_id, name, created_at, expires_at, sealed_at IS NOT NULL, left_files FROM batches
		WHERE organisation_id = $1 AND id = $2 AND expires_at > $3`, org, id, stamp(t.now)).
		Scan(&batch.By, &batch.Name, instant{&batch.At}, instant{&batch.Expires}, &batch.Whole, documentOf{&batch.Left})
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("batch", string(id))
	}
	return batch, err
}

// batchFiles are a batch's files, each held against what has happened outside of
// the batch: its bytes were imported, or its upload is no longer there.
func batchFiles(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.BatchID) (files []portfolio.BatchFile, err error) {
	err = t.each(ctx, `SELECT f.position, f.name, f.sha256, f.size, f.progress, f.cases, f.questions, f.findings, f.refusal,
			f.accepted_by IS NOT NULL, COALESCE(u.id, ''), COALESCE((SELECT MAX(i.sequence) FROM imports i
				LEFT JOIN import_undos n ON n.organisation_id = i.organisation_id AND n.import_id = i.id
				WHERE i.organisation_id = f.organisation_id AND i.sha256 = f.sha256 AND n.import_id IS NULL), 0)
		FROM batch_files f
		LEFT JOIN uploads u ON u.organisation_id = f.organisation_id AND u.id = f.upload_id AND u.expires_at > $3
		WHERE f.organisation_id = $1 AND f.batch_id = $2 ORDER BY f.position`, []any{org, id, stamp(t.now)}, func(scan func(...any) error) error {
		var one portfolio.BatchFile
		var imported int64
		err := scan(&one.Position, &one.Name, &one.SHA256, &one.Size, &one.Progress, &one.Result.Cases, &one.Result.Questions, &one.Result.Findings,
			documentOf{&one.Result.Refusal}, &one.Accepted, &one.Upload, &imported)
		if imported > 0 {
			one.Import = importID(imported)
		}
		one.Progress = asOfNow(one)
		files = append(files, one)
		return err
	})
	return files, err
}

// asOfNow is how far a file has come, seen with what happened outside of its batch.
func asOfNow(file portfolio.BatchFile) portfolio.BatchProgress {
	switch {
	case file.Progress == portfolio.BatchWorking:
		return file.Progress
	case file.Import != "":
		return portfolio.BatchImported
	case file.Upload == "" && file.Progress != portfolio.BatchRejected:
		return portfolio.BatchDiscarded
	}
	return file.Progress
}
