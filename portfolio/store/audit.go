package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"raaderum/portfolio"
)

// record adds a user's action to the organisation's audit log, chained to the
// row before by its hash. An empty user is the program itself.
func record(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, action, subject, detail string) error {
	var sequence int64
	err := t.QueryRowContext(ctx, `UPDATE organisations SET audit_sequence = audit_sequence + 1
		WHERE id = $1 RETURNING audit_sequence`, org).Scan(&sequence)
	if err != nil {
		return err
	}
	row := portfolio.AuditEntry{Organisation: org, Sequence: sequence, At: t.now, By: by, Action: action, Subject: subject, Detail: detail}
	if sequence > 1 {
		var last time.Time
		err = t.QueryRowContext(ctx, `SELECT hash, at FROM audit_log WHERE organisation_id = $1 AND sequence = $2`,
			org, sequence-1).Scan(&row.Previous, readableInstant{&last})
		if err == nil {
			err = t.mayStandAfter(last)
		}
		if err != nil {
			return err
		}
	}
	var packed []byte
	if row.Written, packed, err = t.takeWritten(org); err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO audit_log
		(organisation_id, sequence, at, user_id, action, subject, detail, previous_hash, hash, written_hash, written)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		org, sequence, stamp(row.At), by, action, subject, detail, row.Previous, auditHash(row), row.Written, packed)
	return err
}

// mayStandAfter refuses a time that somebody typed when the log would not be in
// order with it, or would tell of the future.
func (t *tx) mayStandAfter(last time.Time) error {
	if t.latest.IsZero() || !t.now.Before(last) && !t.now.After(t.latest) {
		return nil
	}
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "audit.typed-time", Args: map[string]any{"now": t.now, "from": last, "to": t.latest}, Place: portfolio.Place{Field: "now"}}
}

// auditHash is the SHA-256 of everything in the row but the hash itself. Lines
// from before rows were carried have no hash of them.
func auditHash(row portfolio.AuditEntry) string {
	said := []string{
		string(row.Organisation), fmt.Sprint(row.Sequence), row.At.UTC().Format(moment), string(row.By),
		row.Action, row.Subject, row.Detail, row.Previous,
	}
	if row.Written != "" {
		said = append(said, row.Written)
	}
	text, _ := json.Marshal(said) // strings always marshal
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// AuditLog is everything that was done in an organisation, oldest first. A time that
// somebody made unreadable is the zero time: the line is then not as it was written.
func (s *Store) AuditLog(ctx context.Context, org portfolio.OrganisationID) (log []portfolio.AuditEntry, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT organisation_id, sequence, at, user_id, action, subject, detail, previous_hash, hash, written_hash
			FROM audit_log WHERE organisation_id = $1 ORDER BY sequence`, []any{org}, func(scan func(...any) error) error {
			var row portfolio.AuditEntry
			err := scan(&row.Organisation, &row.Sequence, readableInstant{&row.At}, &row.By, &row.Action, &row.Subject, &row.Detail, &row.Previous, &row.Hash, &row.Written)
			log = append(log, row)
			return err
		})
	})
	return log, err
}

// VerifyAuditLog recomputes the chain and gives the sequence number of the first
// row that is not as it was written, 0 when all are. A row that is missing at the
// end is found too: the organisation knows how many there are.
func (s *Store) VerifyAuditLog(ctx context.Context, org portfolio.OrganisationID) (int64, error) {
	log, err := s.AuditLog(ctx, org)
	if err != nil {
		return 0, err
	}
	var written int64
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT audit_sequence FROM organisations WHERE id = $1`, []any{org}, func(scan func(...any) error) error { return scan(&written) })
	})
	previous := ""
	for i, row := range log {
		if row.Sequence != int64(i+1) || row.Previous != previous || row.Hash != auditHash(row) {
			return int64(i + 1), err
		}
		previous = row.Hash
	}
	if int64(len(log)) < written {
		return int64(len(log)) + 1, err
	}
	return 0, err
}
