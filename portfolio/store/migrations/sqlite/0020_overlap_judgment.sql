-- +goose Up
-- What people said of two benefits that look alike: that they are the same
-- money, or that they are not, and why. The latest about a pair stands; whether
-- one is counted in the other is in benefit_overlaps.
CREATE TABLE overlap_judgments (
    organisation_id  TEXT    NOT NULL,
    sequence         INTEGER NOT NULL CHECK (sequence >= 1),
    case_id          TEXT    NOT NULL,
    benefit_id       TEXT    NOT NULL CHECK (benefit_id <> ''),
    other_case_id    TEXT    NOT NULL,
    other_benefit_id TEXT    NOT NULL CHECK (other_benefit_id <> ''),
    same             INTEGER NOT NULL CHECK (same IN (0, 1)),
    reason           TEXT    NOT NULL CHECK (reason <> ''),
    user_id          TEXT    NOT NULL REFERENCES users (id),
    judged_at        TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id),
    FOREIGN KEY (organisation_id, other_case_id) REFERENCES cases (organisation_id, id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER overlap_judgments_no_update BEFORE UPDATE ON overlap_judgments
BEGIN SELECT RAISE(ABORT, 'overlap_judgments is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER overlap_judgments_no_delete BEFORE DELETE ON overlap_judgments
BEGIN SELECT RAISE(ABORT, 'overlap_judgments is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE overlap_judgments;
