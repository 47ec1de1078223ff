-- +goose Up
-- What people wrote about a case or one of its benefits since it was imported:
-- a field, what it said before and what it says now. The latest stands; what
-- was known of imports when it was written tells whether a version came later.
CREATE TABLE case_entries (
    organisation_id TEXT    NOT NULL,
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    case_id         TEXT    NOT NULL,
    benefit_id      TEXT    NOT NULL,
    field           TEXT    NOT NULL CHECK (field <> ''),
    before_value    TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    reason          TEXT    NOT NULL CHECK (reason <> '' OR before_value = ''),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    entered_at      TEXT    NOT NULL,
    import_sequence INTEGER NOT NULL CHECK (import_sequence >= 0),
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX case_entries_case ON case_entries (organisation_id, case_id, sequence);
-- +goose StatementBegin
CREATE TRIGGER case_entries_no_update BEFORE UPDATE ON case_entries
BEGIN SELECT RAISE(ABORT, 'case_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_entries_no_delete BEFORE DELETE ON case_entries
BEGIN SELECT RAISE(ABORT, 'case_entries is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE case_entries;
