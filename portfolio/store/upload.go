package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"github.com/google/uuid"

	"raaderum/portfolio"
)

// UploadLife is how long a staged upload waits for its answers.
const UploadLife = 7 * 24 * time.Hour

// StageUpload keeps a file while its questions are answered. Uploads that have
// expired are cleared away on the same occasion.
func (s *Store) StageUpload(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, name string, data []byte) (string, error) {
	if len(data) == 0 {
		return "", &portfolio.Error{Code: portfolio.CodeInvalid, Key: "file.empty", Place: portfolio.Place{File: name}}
	}
	id := uuid.NewString()
	return id, s.write(ctx, func(t *tx) error {
		if _, err := requireMember(ctx, t, org, by); err != nil {
			return err
		}
		if err := clearExpired(ctx, t); err != nil {
			return err
		}
		err := insertUpload(ctx, t, portfolio.Upload{ID: id, Organisation: org, By: by, At: t.now, Expires: t.now.Add(UploadLife),
			File: portfolio.OriginalFile{Name: name, SHA256: hashBytes(data), Bytes: data}})
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "upload.stage", id, name)
	})
}

func insertUpload(ctx context.Context, t *tx, upload portfolio.Upload) error {
	_, err := t.exec(ctx, `INSERT INTO uploads
		(organisation_id, id, user_id, name, sha256, bytes, answers, created_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, $8)`,
		upload.Organisation, upload.ID, upload.By, upload.File.Name, upload.File.SHA256, upload.File.Bytes, stamp(upload.At), stamp(upload.Expires))
	return err
}

// Upload is a staged upload with its bytes and the answers so far.
func (s *Store) Upload(ctx context.Context, org portfolio.OrganisationID, id string) (upload portfolio.Upload, err error) {
	err = s.read(ctx, func(t *tx) error {
		upload, err = findUpload(ctx, t, org, id)
		return err
	})
	return upload, err
}

// Uploads are the staged uploads that wait for somebody, newest first, without
// their bytes. Those of a batch are the batch's.
func (s *Store) Uploads(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.Upload, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT u.id, u.user_id, u.name, u.sha256, u.answers, u.created_at, u.expires_at FROM uploads u
			WHERE u.organisation_id = $1 AND u.expires_at > $2 AND NOT EXISTS (SELECT 1 FROM batch_files f
				WHERE f.organisation_id = u.organisation_id AND f.upload_id = u.id)
			ORDER BY u.created_at DESC, u.id`, []any{org, stamp(t.now)}, func(scan func(...any) error) error {
			one := portfolio.Upload{Organisation: org}
			err := scan(&one.ID, &one.By, &one.File.Name, &one.File.SHA256, documentOf{&one.Answers}, instant{&one.At}, instant{&one.Expires})
			all = append(all, one)
			return err
		})
	})
	return all, err
}

// SaveUploadAnswers replaces the answers of a staged upload. seen is the revision
// of the answers that the writer knew of: others by now are a conflict, and
// nothing is stored.
func (s *Store) SaveUploadAnswers(ctx context.Context, org portfolio.OrganisationID, id, seen string, answers map[string]string) error {
	if answers == nil {
		answers = map[string]string{}
	}
	text, err := document(answers)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		known := portfolio.Upload{}
		err := t.QueryRowContext(ctx, `SELECT answers FROM uploads WHERE organisation_id = $1 AND id = $2 AND expires_at > $3`, org, id, stamp(t.now)).
			Scan(documentOf{&known.Answers})
		if errors.Is(err, sql.ErrNoRows) {
			return portfolio.NotFound("upload", id)
		}
		if err != nil {
			return err
		}
		if known.Revision() != seen {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "upload.answered-meanwhile"}
		}
		if _, err := t.exec(ctx, `UPDATE uploads SET answers = $3 WHERE organisation_id = $1 AND id = $2`, org, id, text); err != nil {
			return err
		}
		return readAgain(ctx, t, org, id)
	})
}

// DiscardUpload forgets a staged upload.
func (s *Store) DiscardUpload(ctx context.Context, org portfolio.OrganisationID, id string) error {
	return s.write(ctx, func(t *tx) error {
		upload, err := findUpload(ctx, t, org, id)
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM uploads WHERE organisation_id = $1 AND id = $2`, org, id); err != nil {
			return err
		}
		if err := leaveBatch(ctx, t, org, id); err != nil {
			return err
		}
		return record(ctx, t, org, upload.By, "upload.discard", id, upload.File.Name)
	})
}

func findUpload(ctx context.Context, t *tx, org portfolio.OrganisationID, id string) (portfolio.Upload, error) {
	upload := portfolio.Upload{ID: id, Organisation: org}
	err := t.QueryRowContext(ctx, `SELECT user_id, name, sha256, bytes, answers, created_at, expires_at FROM uploads
		WHERE organisation_id = $1 AND id = $2 AND expires_at > $3`, org, id, stamp(t.now)).
		Scan(&upload.By, &upload.File.Name, &upload.File.SHA256, &upload.File.Bytes, documentOf{&upload.Answers},
			instant{&upload.At}, instant{&upload.Expires})
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("upload", id)
	}
	return upload, err
}

func hashBytes(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
