-- +goose Up
-- What was put before the council at a meeting, with the frozen quarter it saw.
CREATE TABLE agenda_items (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    number          INTEGER NOT NULL CHECK (number >= 1),
    meeting         TEXT    NOT NULL,
    case_id         TEXT,
    title           TEXT    NOT NULL CHECK (title <> ''),
    recommendation  TEXT    NOT NULL CHECK (recommendation <> ''),
    quarter         TEXT    NOT NULL CHECK (quarter = '' OR length(quarter) = 6),
    snapshot_hash   TEXT    NOT NULL CHECK (snapshot_hash = '' OR length(snapshot_hash) = 64),
    user_id         TEXT    NOT NULL REFERENCES users (id),
    added_at        TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, case_id) REFERENCES cases (organisation_id, id)
) STRICT;
CREATE INDEX agenda_items_meeting ON agenda_items (organisation_id, meeting);
-- What the council decided. A later row about the same item corrects the minutes;
-- the earlier stays.
CREATE TABLE council_decisions (
    organisation_id TEXT    NOT NULL,
    number          INTEGER NOT NULL CHECK (number >= 1),
    item            INTEGER NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('approved', 'approved-on-conditions', 'rejected', 'postponed', 'noted')),
    decision        TEXT    NOT NULL CHECK (decision <> ''),
    conditions      TEXT    NOT NULL,
    user_id         TEXT    NOT NULL REFERENCES users (id),
    decided_at      TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, item) REFERENCES agenda_items (organisation_id, number)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER agenda_items_no_update BEFORE UPDATE ON agenda_items
BEGIN SELECT RAISE(ABORT, 'agenda_items is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_items_no_delete BEFORE DELETE ON agenda_items
BEGIN SELECT RAISE(ABORT, 'agenda_items is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER council_decisions_no_update BEFORE UPDATE ON council_decisions
BEGIN SELECT RAISE(ABORT, 'council_decisions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER council_decisions_no_delete BEFORE DELETE ON council_decisions
BEGIN SELECT RAISE(ABORT, 'council_decisions is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE council_decisions;
DROP TABLE agenda_items;
