-- +goose Up
-- Each upload clears away the batches that have expired, of every organisation.
CREATE INDEX batches_expiry ON batches (expires_at);

-- +goose Down
DROP INDEX batches_expiry;
