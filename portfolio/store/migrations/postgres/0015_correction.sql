-- +goose Up
-- Another realised amount for a quarter that is frozen: what was frozen stays,
-- and this line is told in the quarter that was open when it was written.
CREATE TABLE corrections (
    organisation_id TEXT        NOT NULL,
    sequence        BIGINT      NOT NULL CHECK (sequence >= 1),
    case_id         TEXT        NOT NULL,
    benefit_id      TEXT        NOT NULL CHECK (benefit_id <> ''),
    quarter         TEXT        NOT NULL CHECK (length(quarter) = 6),
    before_ore      BIGINT,
    ore             BIGINT      NOT NULL,
    reason          TEXT        NOT NULL CHECK (reason <> ''),
    user_id         TEXT        NOT NULL REFERENCES users (id),
    corrected_at    TIMESTAMPTZ NOT NULL,
    shown           TEXT        NOT NULL CHECK (length(shown) = 6),
    PRIMARY KEY (organisation_id, sequence),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
);
CREATE TRIGGER corrections_no_change BEFORE UPDATE OR DELETE ON corrections
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TABLE corrections;
