-- +goose Up
-- A case is a name that lasts; what is known of it stands in its versions,
-- which never change. number_folded is the case's number with the letters
-- folded the Danish way, which SQL cannot; NULL when the case has no number.
CREATE TABLE cases (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    id              TEXT    NOT NULL CHECK (id <> ''),
    ordinal         INTEGER NOT NULL CHECK (ordinal >= 1),
    number_folded   TEXT,
    latest_version  INTEGER NOT NULL CHECK (latest_version >= 1),
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, number_folded),
    UNIQUE (organisation_id, ordinal)
);

CREATE TABLE case_versions (
    organisation_id     TEXT    NOT NULL,
    case_id             TEXT    NOT NULL,
    version             INTEGER NOT NULL CHECK (version >= 1),
    import_id           TEXT    NOT NULL,
    number              TEXT    NOT NULL,
    title               TEXT    NOT NULL CHECK (title <> ''),
    summary             TEXT    NOT NULL,
    focus_area          TEXT    NOT NULL,
    origin              TEXT    NOT NULL CHECK (origin IN
        ('', 'own', 'joint-municipal', 'joint-public', 'cross-municipal')),
    obligatory          BOOLEAN NOT NULL,
    phase               TEXT    NOT NULL CHECK (phase IN
        ('', 'idea', 'analysis', 'procurement', 'execution', 'realization', 'operation', 'closed', 'stopped')),
    status              TEXT    NOT NULL CHECK (status IN
        ('', 'draft', 'submitted', 'approved', 'rejected', 'waiting', 'running', 'dropped')),
    decision_date       DATE,
    go_live             DATE,
    price_basis         TEXT    NOT NULL CHECK (price_basis IN ('', 'pl', 'current')),
    price_year          INTEGER NOT NULL CHECK (price_year = 0 OR price_year BETWEEN 1990 AND 2100),
    project_owner       TEXT    NOT NULL,
    system_owner        TEXT    NOT NULL,
    record_number       TEXT    NOT NULL,
    goals               JSONB   NOT NULL,
    dispensation_ground TEXT    CHECK (dispensation_ground IN ('strategic', 'development', 'efficiency', 'other')),
    dispensation_reason TEXT    NOT NULL DEFAULT '',
    dispensation_by     TEXT    NOT NULL DEFAULT '',
    dispensation_date   DATE,
    sheet               TEXT    NOT NULL,
    cell                TEXT    NOT NULL,
    raw                 TEXT    NOT NULL,
    formula             TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, case_id, version),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id)
);
CREATE INDEX case_versions_import ON case_versions (organisation_id, import_id);

-- What the workbook itself says the figures are; never mixed with computed ones.
CREATE TABLE stated_figures (
    organisation_id TEXT             NOT NULL,
    case_id         TEXT             NOT NULL,
    version         INTEGER          NOT NULL,
    figure          TEXT             NOT NULL CHECK (figure IN ('payback', 'npv', 'irr')),
    value           DOUBLE PRECISION NOT NULL,
    sheet           TEXT             NOT NULL,
    cell            TEXT             NOT NULL,
    raw             TEXT             NOT NULL,
    formula         TEXT             NOT NULL,
    PRIMARY KEY (organisation_id, case_id, version, figure),
    FOREIGN KEY (organisation_id, case_id, version) REFERENCES case_versions (organisation_id, case_id, version)
);

CREATE TABLE cost_lines (
    organisation_id TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    id              TEXT    NOT NULL CHECK (id <> ''),
    position        INTEGER NOT NULL CHECK (position >= 1),
    label           TEXT    NOT NULL,
    category        TEXT    NOT NULL,
    recurrence      TEXT    NOT NULL CHECK (recurrence IN ('', 'one-off', 'running')),
    PRIMARY KEY (organisation_id, case_id, version, id),
    UNIQUE (organisation_id, case_id, version, position),
    FOREIGN KEY (organisation_id, case_id, version) REFERENCES case_versions (organisation_id, case_id, version)
);

CREATE TABLE cost_amounts (
    organisation_id TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    line_id         TEXT    NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    period          TEXT    NOT NULL CHECK (period <> ''),
    ore             BIGINT  NOT NULL,
    sheet           TEXT    NOT NULL,
    cell            TEXT    NOT NULL,
    raw             TEXT    NOT NULL,
    formula         TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, case_id, version, line_id, position),
    UNIQUE (organisation_id, case_id, version, line_id, period),
    FOREIGN KEY (organisation_id, case_id, version, line_id) REFERENCES cost_lines (organisation_id, case_id, version, id)
);

CREATE TABLE benefits (
    organisation_id TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    id              TEXT    NOT NULL CHECK (id <> ''),
    position        INTEGER NOT NULL CHECK (position >= 1),
    label           TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('', 'cashable', 'revenue', 'cost-avoidance',
        'released-time', 'other-public', 'societal', 'qualitative', 'disbenefit')),
    owner           TEXT    NOT NULL,
    accrues_to      TEXT    NOT NULL CHECK (accrues_to IN ('', 'central', 'unit')),
    recurrence      TEXT    NOT NULL CHECK (recurrence IN ('', 'one-off', 'running')),
    state           TEXT    NOT NULL CHECK (state IN ('', 'identified', 'estimated', 'decided', 'budgeted',
        'realised', 'delayed', 'reduced', 'lapsed')),
    full_year_ore   BIGINT,
    baseline        BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, case_id, version, id),
    UNIQUE (organisation_id, case_id, version, position),
    FOREIGN KEY (organisation_id, case_id, version) REFERENCES case_versions (organisation_id, case_id, version)
);

CREATE TABLE benefit_amounts (
    organisation_id TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    benefit_id      TEXT    NOT NULL,
    series          TEXT    NOT NULL CHECK (series IN ('plan', 'forecast', 'budgeted', 'realised')),
    position        INTEGER NOT NULL CHECK (position >= 1),
    period          TEXT    NOT NULL CHECK (period <> ''),
    ore             BIGINT  NOT NULL,
    sheet           TEXT    NOT NULL,
    cell            TEXT    NOT NULL,
    raw             TEXT    NOT NULL,
    formula         TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, case_id, version, benefit_id, series, position),
    UNIQUE (organisation_id, case_id, version, benefit_id, series, period),
    FOREIGN KEY (organisation_id, case_id, version, benefit_id) REFERENCES benefits (organisation_id, case_id, version, id)
);

-- +goose Down
DROP TABLE benefit_amounts;
DROP TABLE benefits;
DROP TABLE cost_amounts;
DROP TABLE cost_lines;
DROP TABLE stated_figures;
DROP TABLE case_versions;
DROP TABLE cases;
