package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"raaderum/portfolio"
)

// AddMember makes an account for somebody new in an organisation, with the role of
// the user's one membership. Only an administrator of it may.
func (s *Store) AddMember(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, user portfolio.User) error {
	if user.ID == "" || strings.TrimSpace(user.Name) == "" || len(user.Memberships) != 1 || user.Memberships[0].Organisation != org {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "user.incomplete"}
	}
	role := user.Memberships[0].Role
	if err := isRole(role); err != nil {
		return err
	}
	if err := user.CheckTexts(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if err := mayAdminister(ctx, t, org, by); err != nil {
			return err
		}
		if _, err := findUser(ctx, t, user.ID); portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return errors.Join(err, &portfolio.Error{Code: portfolio.CodeConflict, Key: "database.conflict"})
		}
		if err := upsertUser(ctx, t, user); err != nil {
			return err
		}
		return record(ctx, t, org, by, "user.save", string(user.ID), string(role))
	})
}

// ChangeRole gives a member another role, or takes the membership away with "".
// before is the role that was known: another by now is a conflict. The last
// administrator stays one.
func (s *Store) ChangeRole(ctx context.Context, org portfolio.OrganisationID, by, id portfolio.UserID, before, role portfolio.Role) error {
	if role != "" {
		if err := isRole(role); err != nil {
			return err
		}
	}
	return s.write(ctx, func(t *tx) error {
		if err := mayAdminister(ctx, t, org, by); err != nil {
			return err
		}
		has, err := requireMember(ctx, t, org, id)
		if portfolio.ErrorCode(err) == portfolio.CodeForbidden {
			return portfolio.NotFound("user", string(id))
		}
		if err != nil {
			return err
		}
		if has != before {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "user.role-meanwhile", Args: map[string]any{"role": string(has)}}
		}
		if has == portfolio.RoleAdmin && role != portfolio.RoleAdmin {
			var others int
			err := t.QueryRowContext(ctx, `SELECT COUNT(*) FROM memberships WHERE organisation_id = $1 AND role = $2 AND user_id <> $3`, org, portfolio.RoleAdmin, id).Scan(&others)
			if err != nil {
				return err
			}
			if others == 0 {
				return &portfolio.Error{Code: portfolio.CodeConflict, Key: "user.last-admin"}
			}
		}
		if role == "" {
			if _, err := t.change(ctx, "memberships", `DELETE FROM memberships WHERE organisation_id = $1 AND user_id = $2`, org, id); err != nil {
				return err
			}
			return record(ctx, t, org, by, "user.leave", string(id), string(before))
		}
		if _, err := t.change(ctx, "memberships", `UPDATE memberships SET role = $3 WHERE organisation_id = $1 AND user_id = $2`, org, id, role); err != nil {
			return err
		}
		detail, err := document(map[string]portfolio.Role{"before": before, "after": role})
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "user.role", string(id), detail)
	})
}

// LinkMember makes a login link for a member, which works once. Who belongs to other
// organisations too gets theirs from whoever runs the server: an administrator of
// one must not log in as somebody of another.
func (s *Store) LinkMember(ctx context.Context, org portfolio.OrganisationID, by, id portfolio.UserID, expires time.Time) (string, error) {
	token, hash, err := newToken()
	if err != nil {
		return "", err
	}
	err = s.write(ctx, func(t *tx) error {
		if err := mayAdminister(ctx, t, org, by); err != nil {
			return err
		}
		user, err := findUser(ctx, t, id)
		if err != nil {
			return err
		}
		here := func(m portfolio.Membership) bool { return m.Organisation == org }
		if !slices.ContainsFunc(user.Memberships, here) {
			return portfolio.NotFound("user", string(id))
		}
		home, err := findHome(ctx, t, id)
		if err != nil {
			return err
		}
		if home != org || len(user.Memberships) > 1 {
			return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.elsewhere"}
		}
		_, err = t.change(ctx, "login_links", `INSERT INTO login_links (organisation_id, token_hash, user_id, created_at, expires_at, reusable)
			VALUES ($1, $2, $3, $4, $5, $6)`, org, hash, id, stamp(t.now), stamp(expires), false)
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, "login-link.create", string(id), expires.UTC().Format(moment))
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// mayAdminister locks the organisation, so that two administrators cannot leave it
// at the same time, and asks for the role.
func mayAdminister(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID) error {
	if err := t.queueUp(ctx, org); err != nil {
		return err
	}
	role, err := requireMember(ctx, t, org, by)
	if err == nil && !role.MayAdminister() {
		err = &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-administer"}
	}
	return err
}

func isRole(role portfolio.Role) error {
	if slices.Contains(portfolio.Roles, role) {
		return nil
	}
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "user.bad-role", Args: map[string]any{"role": string(role)}}
}
