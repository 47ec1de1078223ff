-- +goose NO TRANSACTION
-- +goose Up
-- An import that was undone stays as it was accepted, so that whoever follows a
-- frozen figure still finds its cell; this row takes it out of all that is read.
--
-- The same bytes may be accepted again once they were undone: which is checked
-- while the organisation's row is locked. SQLite cannot drop a UNIQUE, so the
-- table is made anew, as its manual says: with foreign keys off, which is not
-- possible inside a transaction.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE import_undos (
    organisation_id TEXT NOT NULL,
    import_id       TEXT NOT NULL,
    user_id         TEXT NOT NULL REFERENCES users (id),
    undone_at       TEXT NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER import_undos_no_update BEFORE UPDATE ON import_undos
BEGIN SELECT RAISE(ABORT, 'import_undos is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER import_undos_no_delete BEFORE DELETE ON import_undos
BEGIN SELECT RAISE(ABORT, 'import_undos is append-only'); END;
-- +goose StatementEnd

CREATE TABLE imports_again (
    organisation_id TEXT    NOT NULL,
    id              TEXT    NOT NULL CHECK (id <> ''),
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    sha256          TEXT    NOT NULL,
    file_name       TEXT    NOT NULL,
    layout          TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    accepted_at     TEXT    NOT NULL,
    answers         TEXT    NOT NULL CHECK (json_valid(answers)),
    new_cases       INTEGER NOT NULL CHECK (new_cases >= 0),
    new_versions    INTEGER NOT NULL CHECK (new_versions >= 0),
    reports         INTEGER NOT NULL CHECK (reports >= 0),
    statuses        INTEGER NOT NULL CHECK (statuses >= 0),
    amounts         INTEGER NOT NULL CHECK (amounts >= 0),
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, sequence),
    FOREIGN KEY (organisation_id, sha256) REFERENCES files (organisation_id, sha256)
) STRICT;
INSERT INTO imports_again SELECT organisation_id, id, sequence, sha256, file_name, layout, user_id, accepted_at,
    answers, new_cases, new_versions, reports, statuses, amounts FROM imports;
DROP TABLE imports;
ALTER TABLE imports_again RENAME TO imports;
CREATE INDEX imports_file ON imports (organisation_id, sha256);
-- +goose StatementBegin
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports
BEGIN SELECT RAISE(ABORT, 'imports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports
BEGIN SELECT RAISE(ABORT, 'imports is append-only'); END;
-- +goose StatementEnd

-- A case all of whose versions were undone keeps its name for when it comes back.
ALTER TABLE cases ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1));
COMMIT;
PRAGMA foreign_keys = ON;

-- +goose Down
BEGIN IMMEDIATE;
ALTER TABLE cases DROP COLUMN gone;
DROP INDEX imports_file;
CREATE UNIQUE INDEX imports_file ON imports (organisation_id, sha256);
DROP TABLE import_undos;
COMMIT;
