-- +goose Up
-- Whether the audit log follows the organisation's rows that change by design, such
-- as roles and rules: its lines carry them as they were left. For organisations from
-- before, the program writes a first line with all of them.
ALTER TABLE organisations ADD COLUMN followed BOOLEAN NOT NULL DEFAULT FALSE;

-- +goose Down
ALTER TABLE organisations DROP COLUMN followed;
