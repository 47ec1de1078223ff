-- +goose Up
-- Where the corrected amount is documented; '' for corrections from before anybody asked.
ALTER TABLE corrections ADD COLUMN source TEXT NOT NULL DEFAULT '';

-- A person stands for what a benefit realised in a quarter. It holds for the amount
-- that was confirmed: another amount is not confirmed.
CREATE TABLE confirmations (
    organisation_id TEXT    NOT NULL,
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    case_id         TEXT    NOT NULL,
    benefit_id      TEXT    NOT NULL CHECK (benefit_id <> ''),
    quarter         TEXT    NOT NULL CHECK (length(quarter) = 6),
    ore             INTEGER NOT NULL,
    note            TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    confirmed_at    TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX confirmations_case ON confirmations (organisation_id, case_id, quarter);
-- +goose StatementBegin
CREATE TRIGGER confirmations_no_update BEFORE UPDATE ON confirmations
BEGIN SELECT RAISE(ABORT, 'confirmations is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER confirmations_no_delete BEFORE DELETE ON confirmations
BEGIN SELECT RAISE(ABORT, 'confirmations is append-only'); END;
-- +goose StatementEnd

-- What was said of a case for a quarter without a workbook. A later word is a new
-- row; the earlier stays.
CREATE TABLE status_reports (
    organisation_id TEXT    NOT NULL,
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    case_id         TEXT    NOT NULL,
    quarter         TEXT    NOT NULL CHECK (length(quarter) = 6),
    light           TEXT    NOT NULL CHECK (light IN ('', 'green', 'yellow', 'red', 'none', 'missing')),
    light_reason    TEXT    NOT NULL,
    comment         TEXT    NOT NULL,
    decision_needed TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    reported_at     TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX status_reports_case ON status_reports (organisation_id, case_id, quarter);
-- +goose StatementBegin
CREATE TRIGGER status_reports_no_update BEFORE UPDATE ON status_reports
BEGIN SELECT RAISE(ABORT, 'status_reports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER status_reports_no_delete BEFORE DELETE ON status_reports
BEGIN SELECT RAISE(ABORT, 'status_reports is append-only'); END;
-- +goose StatementEnd

-- Why realised is not plan, cause by cause in kroner: plan minus realised.
CREATE TABLE deviations (
    organisation_id TEXT    NOT NULL,
    report          INTEGER NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    cause           TEXT    NOT NULL CHECK (cause IN ('delayed', 'reduced', 'lapsed', 'price', 'volume', 'staffing', 'measurement', 'other')),
    ore             INTEGER NOT NULL CHECK (ore <> 0),
    explanation     TEXT    NOT NULL,
    owner           TEXT    NOT NULL CHECK (owner <> ''),
    recovery        TEXT    NOT NULL CHECK (recovery = '' OR length(recovery) = 6),
    PRIMARY KEY (organisation_id, report, position),
    FOREIGN KEY (organisation_id, report) REFERENCES status_reports (organisation_id, sequence)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER deviations_no_update BEFORE UPDATE ON deviations
BEGIN SELECT RAISE(ABORT, 'deviations is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deviations_no_delete BEFORE DELETE ON deviations
BEGIN SELECT RAISE(ABORT, 'deviations is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE deviations;
DROP TABLE status_reports;
DROP TABLE confirmations;
ALTER TABLE corrections DROP COLUMN source;
