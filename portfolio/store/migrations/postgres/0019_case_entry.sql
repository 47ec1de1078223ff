-- +goose Up
-- What people wrote about a case or one of its benefits since it was imported:
-- a field, what it said before and what it says now. The latest stands; what
-- was known of imports when it was written tells whether a version came later.
CREATE TABLE case_entries (
    organisation_id TEXT        NOT NULL,
    sequence        BIGINT      NOT NULL CHECK (sequence >= 1),
    case_id         TEXT        NOT NULL,
    benefit_id      TEXT        NOT NULL,
    field           TEXT        NOT NULL CHECK (field <> ''),
    before_value    TEXT        NOT NULL,
    value           TEXT        NOT NULL,
    reason          TEXT        NOT NULL CHECK (reason <> '' OR before_value = ''),
    user_id         TEXT        NOT NULL REFERENCES users (id),
    entered_at      TIMESTAMPTZ NOT NULL,
    import_sequence BIGINT      NOT NULL CHECK (import_sequence >= 0),
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
);
CREATE INDEX case_entries_case ON case_entries (organisation_id, case_id, sequence);
CREATE TRIGGER case_entries_no_change BEFORE UPDATE OR DELETE ON case_entries
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE case_entries;
