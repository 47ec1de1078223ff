-- +goose Up
-- Files that were sent in a zip file with workbooks and are none: how many, and
-- the names of the first.
ALTER TABLE batches ADD COLUMN left_files TEXT NOT NULL DEFAULT '{"n":0,"names":null}';

-- +goose Down
ALTER TABLE batches DROP COLUMN left_files;
