-- +goose Up
-- import_sequence and audit_sequence are counted up inside the transaction that
-- uses them, which also lets two writers of one organisation queue up.
CREATE TABLE organisations (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    name            TEXT    NOT NULL CHECK (name <> ''),
    example         BOOLEAN NOT NULL,
    governance      JSONB   NOT NULL,
    strategy        JSONB   NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    import_sequence BIGINT  NOT NULL DEFAULT 0 CHECK (import_sequence >= 0),
    audit_sequence  BIGINT  NOT NULL DEFAULT 0 CHECK (audit_sequence >= 0)
);

-- +goose Down
DROP TABLE organisations;
