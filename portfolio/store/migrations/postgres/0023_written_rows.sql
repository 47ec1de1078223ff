-- +goose Up
-- The rows that a line of the audit log wrote, as they were written: packed JSON,
-- and its SHA-256, which the line's own hash covers. '' on lines from before.
ALTER TABLE audit_log ADD COLUMN written_hash TEXT NOT NULL DEFAULT '' CHECK (length(written_hash) IN (0, 64));
ALTER TABLE audit_log ADD COLUMN written BYTEA;

-- +goose Down
ALTER TABLE audit_log DROP COLUMN written;
ALTER TABLE audit_log DROP COLUMN written_hash;
