-- +goose Up
-- A version of a year's action plan as it was made, and what was decided about
-- it since. Neither changes: what is to be different is a new version, or a
-- later step.
CREATE TABLE action_plans (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    year            INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    version         INTEGER NOT NULL CHECK (version >= 1),
    made_at         TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    content         BLOB    NOT NULL,
    content_hash    TEXT    NOT NULL CHECK (length(content_hash) = 64),
    PRIMARY KEY (organisation_id, year, version)
) STRICT;
CREATE TABLE action_plan_steps (
    organisation_id TEXT    NOT NULL,
    year            INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    plan_status     TEXT    NOT NULL CHECK (plan_status IN ('council', 'approved', 'presented')),
    at              TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    decided         TEXT    NOT NULL,
    body            TEXT    NOT NULL CHECK (body <> ''),
    decision        TEXT    NOT NULL CHECK (decision <> ''),
    PRIMARY KEY (organisation_id, year, version, plan_status),
    FOREIGN KEY (organisation_id, year, version) REFERENCES action_plans (organisation_id, year, version)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER action_plans_no_update BEFORE UPDATE ON action_plans
BEGIN SELECT RAISE(ABORT, 'action_plans is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER action_plans_no_delete BEFORE DELETE ON action_plans
BEGIN SELECT RAISE(ABORT, 'action_plans is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER action_plan_steps_no_update BEFORE UPDATE ON action_plan_steps
BEGIN SELECT RAISE(ABORT, 'action_plan_steps is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER action_plan_steps_no_delete BEFORE DELETE ON action_plan_steps
BEGIN SELECT RAISE(ABORT, 'action_plan_steps is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE action_plan_steps;
DROP TABLE action_plans;
