package machine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
}

// Records are what a Trail is read from.
type Records interface {
	AuditLog(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.AuditEntry, error)
	VerifyAuditLog(ctx context.Context, org portfolio.OrganisationID) (int64, error)
	VerifyRows(ctx context.Context, org portfolio.OrganisationID) (portfolio.RowCheck, error)
	Imports(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Import, error)
	OriginalFile(ctx context.Context, org portfolio.OrganisationID, sha256 string) (portfolio.OriginalFile, error)
}

// TrailOf verifies what the frozen quarters stand on: the audit log's chain, that
// every row that is never changed is as the log wrote it, that every quarter it
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
	trail.Rows, trail.Unhashed, trail.Loose = rows.Rows, rows.Unhashed, rows.Loose
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
	imports, err := records.Imports(ctx, org.ID)
	if err != nil {
		return trail, err
	}
	for _, one := range imports {
		file, err := records.OriginalFile(ctx, org.ID, one.SHA256)
		if err != nil {
			return trail, err
		}
		if sum := sha256.Sum256(file.Bytes); hex.EncodeToString(sum[:]) != one.SHA256 {
			trail.Faults = append(trail.Faults, print.T("verify.file", "name", org.Name, "file", one.File, "import", string(one.ID)))
		}
	}
	trail.Holds, trail.Lines, trail.Files = len(trail.Faults) == 0, len(log), len(imports)
	return trail, nil
}
