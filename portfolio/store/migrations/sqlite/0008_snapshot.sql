-- +goose Up
-- A frozen quarter: its inputs and figures as canonical JSON, byte for byte, which
-- is why they are no JSON columns. Each hash covers the one before.
CREATE TABLE snapshots (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    quarter         TEXT    NOT NULL CHECK (length(quarter) = 6),
    frozen_at       TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    method          TEXT    NOT NULL,
    inputs          BLOB    NOT NULL,
    figures         BLOB    NOT NULL,
    inputs_hash     TEXT    NOT NULL CHECK (length(inputs_hash) = 64),
    figures_hash    TEXT    NOT NULL CHECK (length(figures_hash) = 64),
    previous_hash   TEXT    NOT NULL,
    hash            TEXT    NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (organisation_id, sequence),
    UNIQUE (organisation_id, quarter)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots
BEGIN SELECT RAISE(ABORT, 'snapshots is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshots_no_delete BEFORE DELETE ON snapshots
BEGIN SELECT RAISE(ABORT, 'snapshots is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE snapshots;
