-- +goose Up
-- Many files that were sent at once, and how far each has come. A batch is
-- worked on from when it is sealed: when all its files have arrived.
CREATE TABLE batches (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id              TEXT NOT NULL CHECK (id <> ''),
    user_id         TEXT NOT NULL REFERENCES users (id),
    name            TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    sealed_at       TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, id)
);

-- A file's bytes are its upload's, until it is decided. Whoever works on it
-- holds a lease: its secret must be shown when the work is handed in, and when
-- its time is over another may begin. With accepted_by it is not only read.
CREATE TABLE batch_files (
    organisation_id TEXT NOT NULL,
    batch_id        TEXT NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    name            TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    size            INTEGER NOT NULL CHECK (size >= 0),
    upload_id       TEXT,
    progress        TEXT NOT NULL CHECK (progress IN ('waiting', 'working', 'cancelled', 'ready', 'questions', 'errors', 'rejected', 'imported', 'discarded')),
    cases           INTEGER NOT NULL DEFAULT 0,
    questions       INTEGER NOT NULL DEFAULT 0,
    findings        INTEGER NOT NULL DEFAULT 0,
    refusal         TEXT NOT NULL,
    accepted_by     TEXT REFERENCES users (id),
    attempts        INTEGER NOT NULL DEFAULT 0,
    lease           TEXT,
    lease_until     TIMESTAMPTZ,
    PRIMARY KEY (organisation_id, batch_id, position),
    FOREIGN KEY (organisation_id, batch_id) REFERENCES batches (organisation_id, id) ON DELETE CASCADE,
    CHECK ((progress = 'working') = (lease IS NOT NULL))
);
CREATE INDEX batch_files_open ON batch_files (position, batch_id) WHERE progress IN ('waiting', 'working');
CREATE INDEX batch_files_upload ON batch_files (organisation_id, upload_id);

-- +goose Down
DROP TABLE batch_files;
DROP TABLE batches;
