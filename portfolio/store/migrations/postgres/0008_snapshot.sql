-- +goose Up
-- A frozen quarter: its inputs and figures as canonical JSON, byte for byte, which
-- is why they are no JSON columns. Each hash covers the one before.
CREATE TABLE snapshots (
    organisation_id TEXT        NOT NULL REFERENCES organisations (id),
    sequence        BIGINT      NOT NULL CHECK (sequence >= 1),
    quarter         TEXT        NOT NULL CHECK (length(quarter) = 6),
    frozen_at       TIMESTAMPTZ NOT NULL,
    user_id         TEXT        NOT NULL REFERENCES users (id),
    method          TEXT        NOT NULL,
    inputs          BYTEA       NOT NULL,
    figures         BYTEA       NOT NULL,
    inputs_hash     TEXT        NOT NULL CHECK (length(inputs_hash) = 64),
    figures_hash    TEXT        NOT NULL CHECK (length(figures_hash) = 64),
    previous_hash   TEXT        NOT NULL,
    hash            TEXT        NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (organisation_id, sequence),
    UNIQUE (organisation_id, quarter)
);
CREATE TRIGGER snapshots_no_change BEFORE UPDATE OR DELETE ON snapshots
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE snapshots;
