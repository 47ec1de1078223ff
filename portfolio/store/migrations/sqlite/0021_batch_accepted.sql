-- +goose Up
-- The files of a batch that are to be stored and are not yet: before one is
-- taken it is asked whether another stands before it. Without this the question
-- reads every file of the batch that has been stored already.
CREATE INDEX batch_files_accepted ON batch_files (organisation_id, batch_id, position)
    WHERE accepted_by IS NOT NULL AND progress IN ('waiting', 'working');

-- +goose Down
DROP INDEX batch_files_accepted;
