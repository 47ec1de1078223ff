-- +goose Up
-- An organisation's links are compared with what the audit log says of them.
CREATE INDEX login_links_home ON login_links (organisation_id);

-- +goose Down
DROP INDEX login_links_home;
