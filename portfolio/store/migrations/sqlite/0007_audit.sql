-- +goose Up
-- Who did what when. Each row's hash covers the row and the hash before it, so a
-- row that was changed or taken out behind the program's back is found.
CREATE TABLE audit_log (
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    sequence        INTEGER NOT NULL CHECK (sequence >= 1),
    at              TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    action          TEXT    NOT NULL CHECK (action <> ''),
    subject         TEXT    NOT NULL,
    detail          TEXT    NOT NULL,
    previous_hash   TEXT    NOT NULL,
    hash            TEXT    NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (organisation_id, sequence)
) STRICT;

-- What has been accepted is never changed: corrections are later rows.
-- +goose StatementBegin
CREATE TRIGGER files_no_update BEFORE UPDATE ON files
BEGIN SELECT RAISE(ABORT, 'files is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER files_no_delete BEFORE DELETE ON files
BEGIN SELECT RAISE(ABORT, 'files is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports
BEGIN SELECT RAISE(ABORT, 'imports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports
BEGIN SELECT RAISE(ABORT, 'imports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_versions_no_update BEFORE UPDATE ON case_versions
BEGIN SELECT RAISE(ABORT, 'case_versions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_versions_no_delete BEFORE DELETE ON case_versions
BEGIN SELECT RAISE(ABORT, 'case_versions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stated_figures_no_update BEFORE UPDATE ON stated_figures
BEGIN SELECT RAISE(ABORT, 'stated_figures is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stated_figures_no_delete BEFORE DELETE ON stated_figures
BEGIN SELECT RAISE(ABORT, 'stated_figures is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cost_lines_no_update BEFORE UPDATE ON cost_lines
BEGIN SELECT RAISE(ABORT, 'cost_lines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cost_lines_no_delete BEFORE DELETE ON cost_lines
BEGIN SELECT RAISE(ABORT, 'cost_lines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cost_amounts_no_update BEFORE UPDATE ON cost_amounts
BEGIN SELECT RAISE(ABORT, 'cost_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cost_amounts_no_delete BEFORE DELETE ON cost_amounts
BEGIN SELECT RAISE(ABORT, 'cost_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefits_no_update BEFORE UPDATE ON benefits
BEGIN SELECT RAISE(ABORT, 'benefits is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefits_no_delete BEFORE DELETE ON benefits
BEGIN SELECT RAISE(ABORT, 'benefits is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefit_amounts_no_update BEFORE UPDATE ON benefit_amounts
BEGIN SELECT RAISE(ABORT, 'benefit_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefit_amounts_no_delete BEFORE DELETE ON benefit_amounts
BEGIN SELECT RAISE(ABORT, 'benefit_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefit_reports_no_update BEFORE UPDATE ON benefit_reports
BEGIN SELECT RAISE(ABORT, 'benefit_reports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER benefit_reports_no_delete BEFORE DELETE ON benefit_reports
BEGIN SELECT RAISE(ABORT, 'benefit_reports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_amounts_no_update BEFORE UPDATE ON report_amounts
BEGIN SELECT RAISE(ABORT, 'report_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_amounts_no_delete BEFORE DELETE ON report_amounts
BEGIN SELECT RAISE(ABORT, 'report_amounts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER quarterly_statuses_no_update BEFORE UPDATE ON quarterly_statuses
BEGIN SELECT RAISE(ABORT, 'quarterly_statuses is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER quarterly_statuses_no_delete BEFORE DELETE ON quarterly_statuses
BEGIN SELECT RAISE(ABORT, 'quarterly_statuses is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER files_no_update;
DROP TRIGGER files_no_delete;
DROP TRIGGER imports_no_update;
DROP TRIGGER imports_no_delete;
DROP TRIGGER case_versions_no_update;
DROP TRIGGER case_versions_no_delete;
DROP TRIGGER stated_figures_no_update;
DROP TRIGGER stated_figures_no_delete;
DROP TRIGGER cost_lines_no_update;
DROP TRIGGER cost_lines_no_delete;
DROP TRIGGER cost_amounts_no_update;
DROP TRIGGER cost_amounts_no_delete;
DROP TRIGGER benefits_no_update;
DROP TRIGGER benefits_no_delete;
DROP TRIGGER benefit_amounts_no_update;
DROP TRIGGER benefit_amounts_no_delete;
DROP TRIGGER benefit_reports_no_update;
DROP TRIGGER benefit_reports_no_delete;
DROP TRIGGER report_amounts_no_update;
DROP TRIGGER report_amounts_no_delete;
DROP TRIGGER quarterly_statuses_no_update;
DROP TRIGGER quarterly_statuses_no_delete;
DROP TRIGGER audit_log_no_update;
DROP TRIGGER audit_log_no_delete;
DROP TABLE audit_log;
