-- +goose Up
-- An import that was undone stays as it was accepted, so that whoever follows a
-- frozen figure still finds its cell; this row takes it out of all that is read.
CREATE TABLE import_undos (
    organisation_id TEXT        NOT NULL,
    import_id       TEXT        NOT NULL,
    user_id         TEXT        NOT NULL REFERENCES users (id),
    undone_at       TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id)
);
CREATE TRIGGER import_undos_no_change BEFORE UPDATE OR DELETE ON import_undos
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- The same bytes may be accepted again once they were undone: which is checked
-- while the organisation's row is locked.
ALTER TABLE imports DROP CONSTRAINT imports_organisation_id_sha256_key;
CREATE INDEX imports_file ON imports (organisation_id, sha256);

-- A case all of whose versions were undone keeps its name for when it comes back.
ALTER TABLE cases ADD COLUMN gone BOOLEAN NOT NULL DEFAULT FALSE;

-- +goose Down
ALTER TABLE cases DROP COLUMN gone;
DROP INDEX imports_file;
ALTER TABLE imports ADD CONSTRAINT imports_organisation_id_sha256_key UNIQUE (organisation_id, sha256);
DROP TABLE import_undos;
