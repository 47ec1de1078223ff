package store

import (
	"context"

	"raaderum/portfolio"
)

// followAll begins to follow the rows that change in the organisations that are from
// before the audit log carried such rows: a line of its own carries them all as they
// stand, and from there on every change is told.
func (s *Store) followAll(ctx context.Context) error {
	var unfollowed []portfolio.OrganisationID
	err := s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT id FROM organisations WHERE NOT followed ORDER BY id`, nil, func(scan func(...any) error) error {
			var org portfolio.OrganisationID
			err := scan(&org)
			unfollowed = append(unfollowed, org)
			return err
		})
	})
	for _, org := range unfollowed {
		if err == nil {
			err = s.write(ctx, func(t *tx) error { return follow(ctx, t, org) })
		}
	}
	return err
}

// follow writes the line, unless another server was first or the log says that the
// rows were followed already: then a line would hide what was changed since.
func follow(ctx context.Context, t *tx, org portfolio.OrganisationID) error {
	if err := t.queueUp(ctx, org); err != nil {
		return err
	}
	begun, err := t.exec(ctx, `UPDATE organisations SET followed = $2 WHERE id = $1 AND NOT followed`, org, true)
	if err != nil || begun == 0 {
		return err
	}
	var check portfolio.RowCheck
	if _, err := readRecorded(ctx, t, org, &check); err != nil || check.Since > 0 {
		return err
	}
	for _, table := range auditedTables {
		if !table.changes {
			continue
		}
		if err := t.carryRows(ctx, table.name, table.rowsOf(), org); err != nil {
			return err
		}
	}
	return record(ctx, t, org, "", "audit.follow", string(org), "")
}
