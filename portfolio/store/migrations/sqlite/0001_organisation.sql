-- +goose Up
-- import_sequence and audit_sequence are counted up inside the transaction that
-- uses them, which also lets two writers of one organisation queue up.
CREATE TABLE organisations (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    name            TEXT    NOT NULL CHECK (name <> ''),
    example         INTEGER NOT NULL CHECK (example IN (0, 1)),
    governance      TEXT    NOT NULL CHECK (json_valid(governance)),
    strategy        TEXT    NOT NULL CHECK (json_valid(strategy)),
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    import_sequence INTEGER NOT NULL DEFAULT 0 CHECK (import_sequence >= 0),
    audit_sequence  INTEGER NOT NULL DEFAULT 0 CHECK (audit_sequence >= 0)
) STRICT;

-- +goose Down
DROP TABLE organisations;
