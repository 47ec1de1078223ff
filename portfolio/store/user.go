package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"raaderum/portfolio"
)

// SaveUser stores a user with their memberships, replacing what was known of
// the user before. The first membership's organisation keeps a new account.
func (s *Store) SaveUser(ctx context.Context, user portfolio.User) error {
	if user.ID == "" || strings.TrimSpace(user.Name) == "" || len(user.Memberships) == 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "user.incomplete"}
	}
	if err := user.CheckTexts(); err != nil {
		return err
	}
	for _, membership := range user.Memberships {
		if err := isRole(membership.Role); err != nil {
			return err
		}
	}
	return s.write(ctx, func(t *tx) error {
		for _, membership := range user.Memberships {
			if _, err := findOrganisation(ctx, t, membership.Organisation); err != nil {
				return err
			}
		}
		known, err := formerHomes(ctx, t, user)
		if err != nil {
			return err
		}
		if err := upsertUser(ctx, t, user); err != nil {
			return err
		}
		for _, org := range known {
			if err := record(ctx, t, org, "", "user.rename", string(user.ID), user.Name); err != nil {
				return err
			}
		}
		for _, membership := range user.Memberships {
			if err := record(ctx, t, membership.Organisation, "", "user.save", string(user.ID), string(membership.Role)); err != nil {
				return err
			}
		}
		return recordElsewhere(ctx, t, user)
	})
}

// recordElsewhere tells the organisations that a user left, and the one that keeps
// the account without the user belonging to it.
func recordElsewhere(ctx context.Context, t *tx, user portfolio.User) error {
	for len(t.written) > 0 {
		org, action := t.written[0].organisation(), "user.save"
		left := func(row writtenRow) bool { return row.organisation() == org && row.Table == "memberships" }
		if slices.ContainsFunc(t.written, left) {
			action = "user.leave"
		}
		if err := record(ctx, t, org, "", action, string(user.ID), ""); err != nil {
			return err
		}
	}
	return nil
}

// formerHomes are the organisations that show a user's new name without the user
// belonging to them any more: what they did there is told by name. There are none
// when the name stays as it was.
func formerHomes(ctx context.Context, t *tx, user portfolio.User) (former []portfolio.OrganisationID, err error) {
	var before string
	err = t.QueryRowContext(ctx, `SELECT name FROM users WHERE id = $1`, user.ID).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) || err == nil && before == user.Name {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []portfolio.OrganisationID
	err = t.each(ctx, `SELECT id FROM organisations ORDER BY id`, nil, func(scan func(...any) error) error {
		var org portfolio.OrganisationID
		err := scan(&org)
		all = append(all, org)
		return err
	})
	for _, org := range all {
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(user.Memberships, func(m portfolio.Membership) bool { return m.Organisation == org }) {
			continue
		}
		var acted bool
		err = t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM audit_log WHERE organisation_id = $1 AND user_id = $2)`, org, user.ID).Scan(&acted)
		if acted {
			former = append(former, org)
		}
	}
	return former, err
}

func upsertUser(ctx context.Context, t *tx, user portfolio.User) error {
	var folded any
	if email := portfolio.FoldNumber(user.Email); email != "" {
		folded = email
	}
	// Not with change: an INSERT that gives its row back has SQLite look through every
	// table that knows users.
	changed, err := t.exec(ctx, `INSERT INTO users (organisation_id, id, name, email, email_folded) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, email_folded = excluded.email_folded
			WHERE users.name <> excluded.name OR users.email <> excluded.email`,
		user.Memberships[0].Organisation, user.ID, user.Name, user.Email, folded)
	if err == nil && changed > 0 {
		err = t.carryRows(ctx, "users", `SELECT * FROM users WHERE id = $1`, user.ID)
	}
	if isUniqueViolation(err) {
		return &portfolio.Error{Code: portfolio.CodeConflict, Key: "user.email-taken", Args: map[string]any{"email": user.Email}}
	}
	if err != nil {
		return err
	}
	if _, err := t.change(ctx, "memberships", `DELETE FROM memberships WHERE user_id = $1`, user.ID); err != nil {
		return err
	}
	for _, membership := range user.Memberships {
		if _, err := t.change(ctx, "memberships", `INSERT INTO memberships (organisation_id, user_id, role) VALUES ($1, $2, $3)`,
			membership.Organisation, user.ID, membership.Role); err != nil {
			return err
		}
	}
	return nil
}

// User is one user with every membership.
func (s *Store) User(ctx context.Context, id portfolio.UserID) (user portfolio.User, err error) {
	err = s.read(ctx, func(t *tx) error {
		user, err = findUser(ctx, t, id)
		return err
	})
	return user, err
}

// Users are the members of an organisation, by name in Danish order, each with
// the membership of that organisation only.
func (s *Store) Users(ctx context.Context, org portfolio.OrganisationID) (users []portfolio.User, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT u.id, u.name, u.email, m.role FROM memberships m JOIN users u ON u.id = m.user_id
			WHERE m.organisation_id = $1 ORDER BY u.id`, []any{org}, func(scan func(...any) error) error {
			user := portfolio.User{Memberships: []portfolio.Membership{{Organisation: org}}}
			err := scan(&user.ID, &user.Name, &user.Email, &user.Memberships[0].Role)
			users = append(users, user)
			return err
		})
	})
	danish := collate.New(language.Danish)
	slices.SortStableFunc(users, func(a, b portfolio.User) int { return danish.CompareString(a.Name, b.Name) })
	return users, err
}

// Names are the names of everybody who belongs to an organisation or has done
// something in it, so that what was done is told with a name and not an id.
func (s *Store) Names(ctx context.Context, org portfolio.OrganisationID) (names map[portfolio.UserID]string, err error) {
	err = s.read(ctx, func(t *tx) error {
		names, err = findNames(ctx, t, org)
		return err
	})
	return names, err
}

func findNames(ctx context.Context, t *tx, org portfolio.OrganisationID) (map[portfolio.UserID]string, error) {
	names := map[portfolio.UserID]string{}
	err := t.each(ctx, `SELECT u.id, u.name FROM users u
		WHERE u.id IN (SELECT user_id FROM memberships WHERE organisation_id = $1)
		OR u.id IN (SELECT user_id FROM audit_log WHERE organisation_id = $1)`, []any{org}, func(scan func(...any) error) error {
		var id portfolio.UserID
		var name string
		err := scan(&id, &name)
		names[id] = name
		return err
	})
	return names, err
}

func findUser(ctx context.Context, t *tx, id portfolio.UserID) (portfolio.User, error) {
	user := portfolio.User{ID: id}
	err := t.QueryRowContext(ctx, `SELECT name, email FROM users WHERE id = $1`, id).Scan(&user.Name, &user.Email)
	if errors.Is(err, sql.ErrNoRows) {
		return user, portfolio.NotFound("user", string(id))
	}
	if err != nil {
		return user, err
	}
	// The organisation that keeps the account comes first, as it was given.
	err = t.each(ctx, `SELECT m.organisation_id, m.role FROM memberships m JOIN users u ON u.id = m.user_id
		WHERE m.user_id = $1
		ORDER BY CASE WHEN m.organisation_id = u.organisation_id THEN 0 ELSE 1 END, m.organisation_id`, []any{id},
		func(scan func(...any) error) error {
			var membership portfolio.Membership
			err := scan(&membership.Organisation, &membership.Role)
			user.Memberships = append(user.Memberships, membership)
			return err
		})
	return user, err
}

// requireMember refuses to act for somebody who does not belong to the organisation.
func requireMember(ctx context.Context, t *tx, org portfolio.OrganisationID, id portfolio.UserID) (portfolio.Role, error) {
	var role portfolio.Role
	err := t.QueryRowContext(ctx, `SELECT role FROM memberships WHERE organisation_id = $1 AND user_id = $2`, org, id).Scan(&role)
	if errors.Is(err, sql.ErrNoRows) {
		return "", &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.not-member"}
	}
	return role, err
}
