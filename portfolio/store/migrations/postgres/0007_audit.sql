-- +goose Up
-- Who did what when. Each row's hash covers the row and the hash before it, so a
-- row that was changed or taken out behind the program's back is found.
CREATE TABLE audit_log (
    organisation_id TEXT        NOT NULL REFERENCES organisations (id),
    sequence        BIGINT      NOT NULL CHECK (sequence >= 1),
    at              TIMESTAMPTZ NOT NULL,
    user_id         TEXT        NOT NULL,
    action          TEXT        NOT NULL CHECK (action <> ''),
    subject         TEXT        NOT NULL,
    detail          TEXT        NOT NULL,
    previous_hash   TEXT        NOT NULL,
    hash            TEXT        NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (organisation_id, sequence)
);

-- What has been accepted is never changed: corrections are later rows.
-- +goose StatementBegin
CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END;
$$;
-- +goose StatementEnd
CREATE TRIGGER files_no_change BEFORE UPDATE OR DELETE ON files
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER imports_no_change BEFORE UPDATE OR DELETE ON imports
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER case_versions_no_change BEFORE UPDATE OR DELETE ON case_versions
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER stated_figures_no_change BEFORE UPDATE OR DELETE ON stated_figures
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER cost_lines_no_change BEFORE UPDATE OR DELETE ON cost_lines
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER cost_amounts_no_change BEFORE UPDATE OR DELETE ON cost_amounts
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER benefits_no_change BEFORE UPDATE OR DELETE ON benefits
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER benefit_amounts_no_change BEFORE UPDATE OR DELETE ON benefit_amounts
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER benefit_reports_no_change BEFORE UPDATE OR DELETE ON benefit_reports
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER report_amounts_no_change BEFORE UPDATE OR DELETE ON report_amounts
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER quarterly_statuses_no_change BEFORE UPDATE OR DELETE ON quarterly_statuses
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- +goose Down
DROP TRIGGER files_no_change ON files;
DROP TRIGGER imports_no_change ON imports;
DROP TRIGGER case_versions_no_change ON case_versions;
DROP TRIGGER stated_figures_no_change ON stated_figures;
DROP TRIGGER cost_lines_no_change ON cost_lines;
DROP TRIGGER cost_amounts_no_change ON cost_amounts;
DROP TRIGGER benefits_no_change ON benefits;
DROP TRIGGER benefit_amounts_no_change ON benefit_amounts;
DROP TRIGGER benefit_reports_no_change ON benefit_reports;
DROP TRIGGER report_amounts_no_change ON report_amounts;
DROP TRIGGER quarterly_statuses_no_change ON quarterly_statuses;
DROP TRIGGER audit_log_no_change ON audit_log;
DROP FUNCTION forbid_change();
DROP TABLE audit_log;
