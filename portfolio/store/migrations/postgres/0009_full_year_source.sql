-- +goose Up
-- The cell of a stated full-year effect, as every amount has one.
ALTER TABLE benefits ADD COLUMN full_year_sheet TEXT NOT NULL DEFAULT '';
ALTER TABLE benefits ADD COLUMN full_year_cell TEXT NOT NULL DEFAULT '';
ALTER TABLE benefits ADD COLUMN full_year_raw TEXT NOT NULL DEFAULT '';
ALTER TABLE benefits ADD COLUMN full_year_formula TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE benefits DROP COLUMN full_year_formula;
ALTER TABLE benefits DROP COLUMN full_year_raw;
ALTER TABLE benefits DROP COLUMN full_year_cell;
ALTER TABLE benefits DROP COLUMN full_year_sheet;
