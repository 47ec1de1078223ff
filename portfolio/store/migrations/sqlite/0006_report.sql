-- +goose Up
-- A report belongs to the benefit, not to a version of its case: it stays when
-- a new version comes. For a series and period the latest import's word stands.
CREATE TABLE benefit_reports (
    organisation_id TEXT    NOT NULL,
    import_id       TEXT    NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    case_id         TEXT    NOT NULL,
    benefit_id      TEXT    NOT NULL CHECK (benefit_id <> ''),
    series          TEXT    NOT NULL CHECK (series IN ('plan', 'forecast', 'budgeted', 'realised')),
    state           TEXT    NOT NULL CHECK (state IN ('', 'identified', 'estimated', 'decided', 'budgeted',
        'realised', 'delayed', 'reduced', 'lapsed')),
    PRIMARY KEY (organisation_id, import_id, position),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX benefit_reports_case ON benefit_reports (organisation_id, case_id);

CREATE TABLE report_amounts (
    organisation_id TEXT    NOT NULL,
    import_id       TEXT    NOT NULL,
    report          INTEGER NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    period          TEXT    NOT NULL CHECK (period <> ''),
    ore             INTEGER NOT NULL,
    sheet           TEXT    NOT NULL,
    cell            TEXT    NOT NULL,
    raw             TEXT    NOT NULL,
    formula         TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, import_id, report, position),
    UNIQUE (organisation_id, import_id, report, period),
    FOREIGN KEY (organisation_id, import_id, report) REFERENCES benefit_reports (organisation_id, import_id, position)
) STRICT;

-- A later word about the same quarter is a new row; the earlier stays.
CREATE TABLE quarterly_statuses (
    organisation_id TEXT    NOT NULL,
    import_id       TEXT    NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    case_id         TEXT    NOT NULL,
    quarter         TEXT    NOT NULL CHECK (length(quarter) = 6),
    light           TEXT    NOT NULL CHECK (light IN ('', 'green', 'yellow', 'red', 'none', 'missing')),
    comment         TEXT    NOT NULL,
    decision_needed TEXT    NOT NULL,
    reported_by     TEXT    NOT NULL,
    reported_at     TEXT,
    sheet           TEXT    NOT NULL,
    cell            TEXT    NOT NULL,
    raw             TEXT    NOT NULL,
    formula         TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, import_id, position),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX quarterly_statuses_case ON quarterly_statuses (organisation_id, case_id, quarter);

-- +goose Down
DROP TABLE quarterly_statuses;
DROP TABLE report_amounts;
DROP TABLE benefit_reports;
