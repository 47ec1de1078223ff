-- +goose Up
-- A staged upload is not portfolio data: it waits for the user's answers, and
-- is gone when it has been accepted, discarded or forgotten.
CREATE TABLE uploads (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id              TEXT NOT NULL CHECK (id <> ''),
    user_id         TEXT NOT NULL REFERENCES users (id),
    name            TEXT NOT NULL,
    sha256          TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes           BLOB NOT NULL,
    answers         TEXT NOT NULL CHECK (json_valid(answers)),
    created_at      TEXT NOT NULL,
    expires_at      TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id)
) STRICT;
CREATE INDEX uploads_expiry ON uploads (expires_at);

-- +goose Down
DROP TABLE uploads;
