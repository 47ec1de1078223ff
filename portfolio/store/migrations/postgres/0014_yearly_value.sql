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
    ore             BIGINT NOT NULL,
    growth          DOUBLE PRECISION NOT NULL,
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
);
CREATE TRIGGER yearly_values_no_change BEFORE UPDATE OR DELETE ON yearly_values
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE yearly_values;
