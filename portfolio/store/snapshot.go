package store

import (
	"context"
	"database/sql"
	"errors"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Freeze seals a quarter that is over as it is known now, after the snapshot
// before. A quarter is frozen once, and quarters are frozen in their order.
func (s *Store) Freeze(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, quarter calc.Quarter) (portfolio.Snapshot, error) {
	return s.FreezeAsSeen(ctx, org, by, quarter, "")
}

// FreezeAsSeen is Freeze for somebody who has seen what would be frozen: seen is
// the hash of it, portfolio.InputsHash. When something else is known by now it
// is a conflict. "" freezes whatever is known.
func (s *Store) FreezeAsSeen(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, quarter calc.Quarter, seen string) (frozen portfolio.Snapshot, err error) {
	err = s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		previous, err := mayFreeze(ctx, t, org, by, quarter)
		if err != nil {
			return err
		}
		rules, err := findOrganisation(ctx, t, org)
		if err != nil {
			return err
		}
		cases, err := findCases(ctx, t, org, everyCase)
		if err != nil {
			return err
		}
		statuses, err := findStatuses(ctx, t, org)
		if err != nil {
			return err
		}
		if frozen, err = portfolio.Freeze(rules, cases, statuses, quarter, by, t.now, previous); err != nil {
			return err
		}
		if seen != "" && seen != frozen.InputsHash {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "snapshot.changed", Args: map[string]any{"quarter": quarter}}
		}
		if err := insertSnapshot(ctx, t, frozen); err != nil {
			return err
		}
		return record(ctx, t, org, by, "snapshot.freeze", quarter.String(), frozen.Hash)
	})
	if err != nil {
		return portfolio.Snapshot{}, err
	}
	return frozen, nil
}

// mayFreeze gives the snapshot to freeze after, nil for the first.
func mayFreeze(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, quarter calc.Quarter) (*portfolio.Snapshot, error) {
	role, err := requireMember(ctx, t, org, by)
	if err != nil {
		return nil, err
	}
	if !role.MayFreeze() {
		return nil, &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-freeze"}
	}
	previous, err := scanSnapshot(t.QueryRowContext(ctx, snapshotColumns+` WHERE organisation_id = $1 ORDER BY sequence DESC LIMIT 1`, org).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, portfolio.CheckFreeze(quarter, nil, t.now)
	}
	if err != nil {
		return nil, err
	}
	return &previous, portfolio.CheckFreeze(quarter, &previous, t.now)
}

func insertSnapshot(ctx context.Context, t *tx, s portfolio.Snapshot) error {
	_, err := t.keep(ctx, `INSERT INTO snapshots (organisation_id, sequence, quarter, frozen_at, user_id, method, inputs, figures,
			inputs_hash, figures_hash, previous_hash, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		s.Organisation, s.Sequence, s.Quarter.String(), stamp(s.At), s.By, s.Method, []byte(s.Inputs), []byte(s.Figures),
		s.InputsHash, s.FiguresHash, s.Previous, s.Hash)
	return err
}

const snapshotColumns = `SELECT organisation_id, sequence, quarter, frozen_at, user_id, method, inputs, figures,
	inputs_hash, figures_hash, previous_hash, hash FROM snapshots`

// Snapshots are an organisation's frozen quarters, the first first: the chain.
func (s *Store) Snapshots(ctx context.Context, org portfolio.OrganisationID) (chain []portfolio.Snapshot, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, snapshotColumns+` WHERE organisation_id = $1 ORDER BY sequence`, []any{org}, func(scan func(...any) error) error {
			one, err := scanSnapshot(scan)
			chain = append(chain, one)
			return err
		})
	})
	return chain, err
}

// Snapshot is one frozen quarter.
func (s *Store) Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (one portfolio.Snapshot, err error) {
	err = s.read(ctx, func(t *tx) error {
		one, err = scanSnapshot(t.QueryRowContext(ctx, snapshotColumns+` WHERE organisation_id = $1 AND quarter = $2`, org, quarter.String()).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			err = &portfolio.Error{Code: portfolio.CodeNotFound, Key: "snapshot.not-found", Args: map[string]any{"quarter": quarter}}
		}
		return err
	})
	return one, err
}

func scanSnapshot(scan func(...any) error) (s portfolio.Snapshot, err error) {
	var quarter string
	var inputs, figures []byte
	if err := scan(&s.Organisation, &s.Sequence, &quarter, readableInstant{&s.At}, &s.By, &s.Method, &inputs, &figures,
		&s.InputsHash, &s.FiguresHash, &s.Previous, &s.Hash); err != nil {
		return s, err
	}
	s.Inputs, s.Figures = inputs, figures
	if err := s.Quarter.UnmarshalText([]byte(quarter)); err != nil {
		s.Quarter = calc.Quarter{} // not the one that was sealed, as whoever verifies is told
	}
	return s, nil
}
