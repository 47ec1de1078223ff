-- +goose Up
-- What people said of two benefits that look alike: that they are the same
-- money, or that they are not, and why. The latest about a pair stands; whether
-- one is counted in the other is in benefit_overlaps.
CREATE TABLE overlap_judgments (
    organisation_id  TEXT        NOT NULL,
    sequence         BIGINT      NOT NULL CHECK (sequence >= 1),
    case_id          TEXT        NOT NULL,
    benefit_id       TEXT        NOT NULL CHECK (benefit_id <> ''),
    other_case_id    TEXT        NOT NULL,
    other_benefit_id TEXT        NOT NULL CHECK (other_benefit_id <> ''),
    same             BOOLEAN     NOT NULL,
    reason           TEXT        NOT NULL CHECK (reason <> ''),
    user_id          TEXT        NOT NULL REFERENCES users (id),
    judged_at        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id),
    FOREIGN KEY (organisation_id, other_case_id) REFERENCES cases (organisation_id, id)
);
CREATE TRIGGER overlap_judgments_no_change BEFORE UPDATE OR DELETE ON overlap_judgments
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE overlap_judgments;
