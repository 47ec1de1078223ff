-- +goose Up
-- A user's organisation_id is the one that keeps the account; what the user may
-- do in each organisation stands in memberships.
CREATE TABLE users (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id              TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name            TEXT NOT NULL CHECK (name <> ''),
    email           TEXT NOT NULL,
    email_folded    TEXT UNIQUE,
    UNIQUE (organisation_id, id)
);

CREATE TABLE memberships (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    user_id         TEXT NOT NULL REFERENCES users (id),
    role            TEXT NOT NULL CHECK (role IN
        ('analyst', 'coordinator', 'owner', 'council', 'board', 'reader', 'auditor', 'admin')),
    PRIMARY KEY (organisation_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);

-- Only the SHA-256 of a token is stored: who reads the database cannot log in.
CREATE TABLE login_links (
    organisation_id TEXT        NOT NULL,
    token_hash      TEXT        NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
    user_id         TEXT        NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    reusable        BOOLEAN     NOT NULL,
    used_at         TIMESTAMPTZ,
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id)
);

CREATE TABLE sessions (
    organisation_id TEXT        NOT NULL,
    token_hash      TEXT        NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
    user_id         TEXT        NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id)
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- +goose Down
DROP TABLE sessions;
DROP TABLE login_links;
DROP TABLE memberships;
DROP TABLE users;
