package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"

	"raaderum/portfolio"
)

// batchAttempts is how often work on a file may begin without coming to an end
// before the file is given up: it may be the file that ends whoever reads it.
const batchAttempts = 3

// ClaimBatchFile takes the next file that waits, of any organisation, so that
// nobody else works on it for the time of the lease; false when none waits.
// Batches take turns. Files that are to be stored are taken one after the other
// within a batch, since a later one may build on an earlier.
func (s *Store) ClaimBatchFile(ctx context.Context, lease time.Duration) (claim portfolio.BatchClaim, found bool, err error) {
	for {
		if waiting, err := s.anyBatchFile(ctx); err != nil || !waiting {
			return portfolio.BatchClaim{}, false, err
		}
		again := false
		err := s.write(ctx, func(t *tx) error {
			claim, found, again, err = claimNext(ctx, t, s.dialect, lease)
			return err
		})
		if err != nil || !again {
			return claim, found && err == nil, err
		}
	}
}

// openFiles are the files somebody may begin on; $1 is now.
const openFiles = ` FROM batch_files f JOIN batches b ON b.organisation_id = f.organisation_id AND b.id = f.batch_id
	WHERE b.sealed_at IS NOT NULL AND f.progress IN ('waiting', 'working') AND (f.progress = 'waiting' OR f.lease_until <= $1)
	AND (f.accepted_by IS NULL OR NOT EXISTS (SELECT 1 FROM batch_files e WHERE e.organisation_id = f.organisation_id AND e.batch_id = f.batch_id
		AND e.position < f.position AND e.accepted_by IS NOT NULL AND e.progress IN ('waiting', 'working')))`

// anyBatchFile looks without taking a lock: mostly there is nothing to do.
func (s *Store) anyBatchFile(ctx context.Context) (found bool, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1`+openFiles+`)`, stamp(t.now)).Scan(&found)
	})
	return found, err
}

// claimNext takes one file. With again there was one that is not to be worked
// on: its bytes are gone, or it has been tried too often.
func claimNext(ctx context.Context, t *tx, kind dialect, lease time.Duration) (claim portfolio.BatchClaim, found, again bool, err error) {
	lock := ""
	if kind == postgres {
		lock = ` FOR UPDATE OF f SKIP LOCKED` // SQLite has one writer at a time
	}
	var upload, accept *string
	attempts := 0
	err = t.QueryRowContext(ctx, `SELECT f.organisation_id, f.batch_id, f.position, f.upload_id, f.accepted_by, f.attempts`+openFiles+
		` ORDER BY f.position, f.batch_id LIMIT 1`+lock, stamp(t.now)).
		Scan(&claim.Organisation, &claim.Batch, &claim.Position, &upload, &accept, &attempts)
	if errors.Is(err, sql.ErrNoRows) {
		return claim, false, false, nil
	}
	if err != nil {
		return claim, false, false, err
	}
	if upload != nil {
		claim.Upload, err = findUpload(ctx, t, claim.Organisation, *upload)
	}
	switch {
	case upload == nil || portfolio.ErrorCode(err) == portfolio.CodeNotFound:
		return claim, false, true, settleFile(ctx, t, claim, portfolio.BatchDiscarded, portfolio.BatchResult{})
	case err != nil:
		return claim, false, false, err
	case attempts >= batchAttempts:
		refusal := &portfolio.BatchRefusal{Key: "batch.gave-up", Args: map[string]any{"n": attempts}}
		return claim, false, true, settleFile(ctx, t, claim, portfolio.BatchRejected, portfolio.BatchResult{Refusal: refusal})
	}
	claim.Lease = uuid.NewString()
	if accept != nil {
		claim.Accept = portfolio.UserID(*accept)
	}
	_, err = t.exec(ctx, `UPDATE batch_files SET progress = 'working', lease = $4, lease_until = $5, attempts = attempts + 1
		WHERE organisation_id = $1 AND batch_id = $2 AND position = $3`,
		claim.Organisation, claim.Batch, claim.Position, claim.Lease, stamp(t.now.Add(lease)))
	return claim, true, false, err
}

// FinishBatchFile hands in what came of a file. False, and nothing is changed,
// when the lease was lost: somebody cancelled, answered or took over meanwhile.
func (s *Store) FinishBatchFile(ctx context.Context, claim portfolio.BatchClaim, progress portfolio.BatchProgress, result portfolio.BatchResult) (held bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		if held, err = stillHolds(ctx, t, claim); err != nil || !held {
			return err
		}
		return settleFile(ctx, t, claim, progress, result)
	})
	return held && err == nil, err
}

// stillHolds tells whether a claim's lease is its own, for the rest of the
// transaction: its row is written.
func stillHolds(ctx context.Context, t *tx, claim portfolio.BatchClaim) (bool, error) {
	changed, err := t.exec(ctx, `UPDATE batch_files SET attempts = 0
		WHERE organisation_id = $1 AND batch_id = $2 AND position = $3 AND lease = $4`, claim.Organisation, claim.Batch, claim.Position, claim.Lease)
	return err == nil && changed == 1, err
}

// StoreBatchFile is Accept for a file of a batch, handed in with it: who has lost
// the lease stores nothing, and what is stored is never still open.
func (s *Store) StoreBatchFile(ctx context.Context, claim portfolio.BatchClaim, accepted portfolio.Acceptance, result portfolio.BatchResult) (held bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		if held, err = stillHolds(ctx, t, claim); err != nil || !held {
			return err
		}
		if _, _, err := acceptIn(ctx, t, accepted); err != nil {
			return err
		}
		return settleFile(ctx, t, claim, portfolio.BatchImported, result)
	})
	return held && err == nil, err
}

// HoldsBatchFile tells whether a claim's lease is its own: nobody has cancelled,
// answered, discarded or taken over meanwhile.
func (s *Store) HoldsBatchFile(ctx context.Context, claim portfolio.BatchClaim) (held bool, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM batch_files
			WHERE organisation_id = $1 AND batch_id = $2 AND position = $3 AND lease = $4)`,
			claim.Organisation, claim.Batch, claim.Position, claim.Lease).Scan(&held)
	})
	return held, err
}

// ReleaseBatchFile gives a file back unread. It counts as an attempt when the
// work failed, and not when it was only broken off.
func (s *Store) ReleaseBatchFile(ctx context.Context, claim portfolio.BatchClaim, failed bool) error {
	back := 1
	if failed {
		back = 0
	}
	return s.write(ctx, func(t *tx) error {
		_, err := t.exec(ctx, `UPDATE batch_files SET progress = 'waiting', lease = NULL, lease_until = NULL, attempts = attempts - $5
			WHERE organisation_id = $1 AND batch_id = $2 AND position = $3 AND lease = $4`,
			claim.Organisation, claim.Batch, claim.Position, claim.Lease, back)
		return err
	})
}

// settleFile writes what came of a file. What is rejected or imported waits for
// nobody any longer, so its upload goes.
func settleFile(ctx context.Context, t *tx, claim portfolio.BatchClaim, progress portfolio.BatchProgress, result portfolio.BatchResult) error {
	refusal, err := document(result.Refusal)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `UPDATE batch_files SET progress = $4, cases = $5, questions = $6, findings = $7, refusal = $8,
			accepted_by = NULL, lease = NULL, lease_until = NULL
		WHERE organisation_id = $1 AND batch_id = $2 AND position = $3`,
		claim.Organisation, claim.Batch, claim.Position, progress, result.Cases, result.Questions, result.Findings, refusal)
	if err == nil && (progress == portfolio.BatchRejected || progress == portfolio.BatchImported) {
		_, err = t.exec(ctx, `DELETE FROM uploads WHERE organisation_id = $1 AND id = $2`, claim.Organisation, claim.Upload.ID)
	}
	return err
}

// readAgain lets a file of a batch wait to be read again, since its answers
// have changed. Whoever works on it with the old ones loses the lease.
func readAgain(ctx context.Context, t *tx, org portfolio.OrganisationID, upload string) error {
	_, err := t.exec(ctx, `UPDATE batch_files SET progress = 'waiting', attempts = 0, accepted_by = NULL, lease = NULL, lease_until = NULL
		WHERE organisation_id = $1 AND upload_id = $2 AND progress NOT IN ('rejected', 'imported', 'discarded')`, org, upload)
	return err
}

// leaveBatch marks a file of a batch whose upload is discarded.
func leaveBatch(ctx context.Context, t *tx, org portfolio.OrganisationID, upload string) error {
	_, err := t.exec(ctx, `UPDATE batch_files SET progress = 'discarded', accepted_by = NULL, lease = NULL, lease_until = NULL
		WHERE organisation_id = $1 AND upload_id = $2`, org, upload)
	return err
}
