-- +goose Up
-- Benefits that are the same money as another one, which alone is counted. A
-- person's judgement, which may be taken back; the audit log keeps both.
CREATE TABLE benefit_overlaps (
    organisation_id       TEXT        NOT NULL,
    case_id               TEXT        NOT NULL,
    benefit_id            TEXT        NOT NULL,
    counted_in_case_id    TEXT        NOT NULL,
    counted_in_benefit_id TEXT        NOT NULL,
    user_id               TEXT        NOT NULL REFERENCES users (id),
    linked_at             TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, case_id, benefit_id),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id),
    FOREIGN KEY (organisation_id, counted_in_case_id) REFERENCES cases (organisation_id, id)
);

-- +goose Down
DROP TABLE benefit_overlaps;
