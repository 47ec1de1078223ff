package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"raaderum/portfolio"
)

// DataVersion tells states of an organisation's portfolio apart: it is another
// one after every write that a page or a paper could show, whichever server wrote
// it. It is the newest line of the audit log, number and hash, and not the number
// alone: a database that was put back and written to again has given the same
// number to something else.
//
// What waits and is not accepted (uploads, batches) and who is logged in are not
// part of the portfolio, and need not change it.
//
// Read it before what it is to vouch for: what is read afterwards is of that
// version or a newer one, and never of an older.
func (s *Store) DataVersion(ctx context.Context, org portfolio.OrganisationID) (version string, err error) {
	err = s.read(ctx, func(t *tx) error {
		var sequence int64
		var hash string
		err := t.QueryRowContext(ctx, `SELECT o.audit_sequence, COALESCE(l.hash, '') FROM organisations o
			LEFT JOIN audit_log l ON l.organisation_id = o.id AND l.sequence = o.audit_sequence
			WHERE o.id = $1`, org).Scan(&sequence, &hash)
		if errors.Is(err, sql.ErrNoRows) {
			return portfolio.NotFound("organisation", string(org))
		}
		version = fmt.Sprintf("%d-%s", sequence, hash)
		return err
	})
	return version, err
}
