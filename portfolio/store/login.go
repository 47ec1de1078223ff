package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"

	"raaderum/portfolio"
)

// SessionLength is how long a login lasts.
const SessionLength = 12 * time.Hour

// newToken is 256 random bits, and the hash that is stored in its place.
func newToken() (token, hash string, err error) {
	var bits [32]byte
	if _, err := rand.Read(bits[:]); err != nil {
		return "", "", err
	}
	token = base64.RawURLEncoding.EncodeToString(bits[:])
	return token, hashToken(token), nil
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// CreateLoginLink makes a token that logs a user in until it expires: once, or
// as often as it is used when it is reusable.
func (s *Store) CreateLoginLink(ctx context.Context, id portfolio.UserID, expires time.Time, reusable bool) (string, error) {
	token, hash, err := newToken()
	if err != nil {
		return "", err
	}
	return token, s.write(ctx, func(t *tx) error {
		home, err := findHome(ctx, t, id)
		if err != nil {
			return err
		}
		_, err = t.change(ctx, "login_links", `INSERT INTO login_links (organisation_id, token_hash, user_id, created_at, expires_at, reusable)
			VALUES ($1, $2, $3, $4, $5, $6)`, home, hash, id, stamp(t.now), stamp(expires), reusable)
		if err != nil {
			return err
		}
		return record(ctx, t, home, "", "login-link.create", string(id), stamp(expires).(string))
	})
}

// findHome is the organisation that keeps a user's account.
func findHome(ctx context.Context, t *tx, id portfolio.UserID) (home portfolio.OrganisationID, err error) {
	err = t.QueryRowContext(ctx, `SELECT organisation_id FROM users WHERE id = $1`, id).Scan(&home)
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("user", string(id))
	}
	return home, err
}

// RedeemLoginLink turns a link's token into a session. A link that is unknown,
// expired or used up is told apart from nothing else: the answer is the same.
func (s *Store) RedeemLoginLink(ctx context.Context, token string) (session string, user portfolio.User, err error) {
	session, sessionHash, err := newToken()
	if err != nil {
		return "", user, err
	}
	err = s.write(ctx, func(t *tx) error {
		link, err := findLink(ctx, t, hashToken(token))
		if err != nil {
			return err
		}
		if _, err := t.change(ctx, "login_links", `UPDATE login_links SET used_at = $2 WHERE token_hash = $1`, link.hash, stamp(t.now)); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM sessions WHERE expires_at <= $1`, stamp(t.now)); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT INTO sessions (organisation_id, token_hash, user_id, created_at, expires_at)
			VALUES ($1, $2, $3, $4, $5)`, link.home, sessionHash, link.user, stamp(t.now), stamp(t.now.Add(SessionLength))); err != nil {
			return err
		}
		if user, err = findUser(ctx, t, link.user); err != nil {
			return err
		}
		return record(ctx, t, link.home, link.user, "login", string(link.user), "")
	})
	if err != nil {
		return "", portfolio.User{}, err
	}
	return session, user, nil
}

type loginLink struct {
	home portfolio.OrganisationID
	hash string
	user portfolio.UserID
}

func findLink(ctx context.Context, t *tx, hash string) (link loginLink, err error) {
	var expires, used time.Time
	var reusable bool
	err = t.QueryRowContext(ctx, `SELECT organisation_id, token_hash, user_id, expires_at, reusable, used_at
		FROM login_links WHERE token_hash = $1`, hash).
		Scan(&link.home, &link.hash, &link.user, instant{&expires}, &reusable, instant{&used})
	spent := !used.IsZero() && !reusable
	if errors.Is(err, sql.ErrNoRows) || err == nil && (!same(link.hash, hash) || spent || !t.now.Before(expires)) {
		err = &portfolio.Error{Code: portfolio.CodeNoSession, Key: "login-link.invalid"}
	}
	return link, err
}

// same compares in constant time; the index found the row, this decides.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// Session is the user a session token belongs to, while it lasts.
func (s *Store) Session(ctx context.Context, token string) (user portfolio.User, err error) {
	hash := hashToken(token)
	err = s.read(ctx, func(t *tx) error {
		var stored string
		var id portfolio.UserID
		var expires time.Time
		err := t.QueryRowContext(ctx, `SELECT token_hash, user_id, expires_at FROM sessions WHERE token_hash = $1`, hash).
			Scan(&stored, &id, instant{&expires})
		if errors.Is(err, sql.ErrNoRows) || err == nil && (!same(stored, hash) || !t.now.Before(expires)) {
			return &portfolio.Error{Code: portfolio.CodeNoSession, Key: "session.expired"}
		}
		if err != nil {
			return err
		}
		user, err = findUser(ctx, t, id)
		return err
	})
	return user, err
}

// EndSession logs a user out. A session that is gone already is no error.
func (s *Store) EndSession(ctx context.Context, token string) error {
	return s.write(ctx, func(t *tx) error {
		var home portfolio.OrganisationID
		var id portfolio.UserID
		err := t.QueryRowContext(ctx, `DELETE FROM sessions WHERE token_hash = $1 RETURNING organisation_id, user_id`,
			hashToken(token)).Scan(&home, &id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return record(ctx, t, home, id, "logout", string(id), "")
	})
}
