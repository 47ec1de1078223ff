package machine

import (
	"context"
	"slices"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Trail is whether what the frozen quarters stand on is as it was written.
type Trail struct {
	Holds  bool     `json:"holds"`
	Faults []string `json:"faults"`
	Lines  int      `json:"lines"` // of the audit log
	Files  int      `json:"files"` // imported
	Rows   int      `json:"rows"`  // as the audit log wrote them
	// Lines from before lines carried a hash of their rows, and rows that no line
	// can be held to because of them.
	Unhashed int `json:"linesWithoutHash"`
	Loose    int `json:"rowsWithoutHash"`
	// The first line that carries the rows that change by design.
	Since int64 `json:"changingRowsSinceLine"`
}

// Records are what a Trail is read from.
type Records interface {
	AuditLog(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.AuditEntry, error)
	VerifyAuditLog(ctx context.Context, org portfolio.OrganisationID) (int64, error)
	VerifyRows(ctx context.Context, org portfolio.OrganisationID) (portfolio.RowCheck, error)
	VerifyFiles(ctx context.Context, org portfolio.OrganisationID) (portfolio.FileCheck, error)
}

// TrailOf verifies what the frozen quarters stand on: the audit log's chain, that
// every row is as the log last wrote it, that every quarter it
// says was frozen is in the chain of snapshots, and that each imported file is the
// one that was imported.
func TrailOf(ctx context.Context, records Records, org portfolio.Organisation, chain []portfolio.Snapshot, print *i18n.Printer) (Trail, error) {
	trail := Trail{Faults: []string{}}
	log, err := records.AuditLog(ctx, org.ID)
	if err != nil {
		return trail, err
	}
	broken, err := records.VerifyAuditLog(ctx, org.ID)
	if err != nil {
		return trail, err
	}
	if broken > 0 {
		trail.Faults = append(trail.Faults, print.T("verify.audit", "name", org.Name, "line", broken))
	}
	rows, err := records.VerifyRows(ctx, org.ID)
	if err != nil {
		return trail, err
	}
	trail.Rows, trail.Unhashed, trail.Loose, trail.Since = rows.Rows, rows.Unhashed, rows.Loose, rows.Since
	for _, fault := range rows.Faults {
		trail.Faults = append(trail.Faults, print.T("verify.row-"+string(fault.Kind), "name", org.Name, "what", print.T("verify.table."+fault.Table),
			"table", fault.Table, "row", fault.Row, "line", fault.Line, "column", fault.Column, "was", fault.Was, "is", fault.Is))
	}
	for _, entry := range log {
		kept := func(s portfolio.Snapshot) bool { return s.Quarter.String() == entry.Subject && s.Hash == entry.Detail }
		if entry.Action == "snapshot.freeze" && !slices.ContainsFunc(chain, kept) {
			trail.Faults = append(trail.Faults, print.T("verify.gone", "name", org.Name, "quarter", entry.Subject, "date", entry.At))
		}
	}
	files, err := records.VerifyFiles(ctx, org.ID)
	if err != nil {
		return trail, err
	}
	for _, fault := range files.Faults {
		key := "verify.file"
		if fault.Found == "" {
			key = "verify.file-gone"
		}
		trail.Faults = append(trail.Faults, print.T(key, "name", org.Name, "file", fault.File, "import", string(fault.Import), "sha256", fault.SHA256))
	}
	trail.Holds, trail.Lines, trail.Files = len(trail.Faults) == 0, len(log), files.Files
	return trail, nil
}
