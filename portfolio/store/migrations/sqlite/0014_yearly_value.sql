-- +goose Up
-- A target, an efficiency budget or a rise in prices of one year, as it was
-- imported. The latest import's word about a year stands; an import that was
-- undone takes its words with it.
CREATE TABLE yearly_values (
    organisation_id TEXT    NOT NULL,
    import_id       TEXT    NOT NULL,
    position        INTEGER NOT NULL CHECK (position >= 1),
    quantity        TEXT    NOT NULL CHECK (quantity <> ''),
    year            INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    ore             INTEGER NOT NULL,
    growth          REAL NOT NULL,
    price_basis     TEXT    NOT NULL CHECK (price_basis IN ('', 'pl', 'current')),
    price_year      INTEGER NOT NULL CHECK (price_year = 0 OR price_year BETWEEN 1990 AND 2100),
    published       TEXT    NOT NULL,
    publication     TEXT    NOT NULL,
    sheet           TEXT    NOT NULL,
    cell            TEXT    NOT NULL,
    raw             TEXT    NOT NULL,
    formula         TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, import_id, position),
    FOREIGN KEY (organisation_id, import_id) REFERENCES imports (organisation_id, id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER yearly_values_no_update BEFORE UPDATE ON yearly_values
BEGIN SELECT RAISE(ABORT, 'yearly_values is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER yearly_values_no_delete BEFORE DELETE ON yearly_values
BEGIN SELECT RAISE(ABORT, 'yearly_values is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE yearly_values;
