-- +goose Up
CREATE TABLE files (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    sha256          TEXT    NOT NULL CHECK (length(sha256) = 64),
    size            INTEGER NOT NULL CHECK (size > 0 AND size = length(bytes)),
    bytes           BLOB    NOT NULL,
    stored_at       TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, sha256)
) STRICT;

-- The same bytes are accepted once. The name belongs to the import: the same
-- file may have been called something else elsewhere.
CREATE TABLE imports (
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
    UNIQUE (organisation_id, sha256),
    FOREIGN KEY (organisation_id, sha256) REFERENCES files (organisation_id, sha256)
) STRICT;

-- +goose Down
DROP TABLE imports;
DROP TABLE files;
