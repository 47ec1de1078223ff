-- +goose Up
-- Another realised amount for a quarter that is frozen: what was frozen stays,
-- and this line is told in the quarter that was open when it was written.
CREATE TABLE corrections (
    organisation_id TEXT    NOT NULL,
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    case_id         TEXT    NOT NULL,
    benefit_id      TEXT    NOT NULL CHECK (benefit_id <> ''),
    quarter         TEXT    NOT NULL CHECK (length(quarter) = 6),
    before_ore      INTEGER,
    ore             INTEGER NOT NULL,
    reason          TEXT    NOT NULL CHECK (reason <> ''),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    corrected_at    TEXT    NOT NULL,
    shown           TEXT    NOT NULL CHECK (length(shown) = 6),
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE corrections;
