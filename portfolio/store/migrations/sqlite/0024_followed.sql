-- +goose Up
-- Whether the audit log follows the organisation's rows that change by design, such
-- as roles and rules: its lines carry them as they were left. For organisations from
-- before, the program writes a first line with all of them.
ALTER TABLE organisations ADD COLUMN followed INTEGER NOT NULL DEFAULT 0 CHECK (followed IN (0, 1));

-- +goose Down
ALTER TABLE organisations DROP COLUMN followed;
