-- +goose Up
-- A version of a year's action plan as it was made, and what was decided about
-- it since. Neither changes: what is to be different is a new version, or a
-- later step.
CREATE TABLE action_plans (
    organisation_id TEXT        NOT NULL REFERENCES organisations (id),
    year            INTEGER     NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    version         INTEGER     NOT NULL CHECK (version >= 1),
    made_at         TIMESTAMPTZ NOT NULL,
    user_id         TEXT        NOT NULL REFERENCES users (id),
    content         BYTEA       NOT NULL,
    content_hash    TEXT        NOT NULL CHECK (length(content_hash) = 64),
    PRIMARY KEY (organisation_id, year, version)
);
CREATE TABLE action_plan_steps (
    organisation_id TEXT        NOT NULL,
    year            INTEGER     NOT NULL,
    version         INTEGER     NOT NULL,
    plan_status     TEXT        NOT NULL CHECK (plan_status IN ('council', 'approved', 'presented')),
    at              TIMESTAMPTZ NOT NULL,
    user_id         TEXT        NOT NULL REFERENCES users (id),
    decided         DATE        NOT NULL,
    body            TEXT        NOT NULL CHECK (body <> ''),
    decision        TEXT        NOT NULL CHECK (decision <> ''),
    PRIMARY KEY (organisation_id, year, version, plan_status),
    FOREIGN KEY (organisation_id, year, version) REFERENCES action_plans (organisation_id, year, version)
);
CREATE TRIGGER action_plans_no_change BEFORE UPDATE OR DELETE ON action_plans
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER action_plan_steps_no_change BEFORE UPDATE OR DELETE ON action_plan_steps
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE action_plan_steps;
DROP TABLE action_plans;
