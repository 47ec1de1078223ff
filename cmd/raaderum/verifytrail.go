package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// trail verifies what the frozen quarters stand on: the audit log's chain, that
// every quarter it says was frozen is there, and that each imported file is the
// one that was imported.
func (run *verifyRun) trail(ctx context.Context, database *store.Store, org portfolio.Organisation, chain []portfolio.Snapshot) error {
	log, err := database.AuditLog(ctx, org.ID)
	if err != nil {
		return err
	}
	broken, err := database.VerifyAuditLog(ctx, org.ID)
	if err != nil {
		return err
	}
	var faults []string
	if broken > 0 {
		faults = append(faults, run.env.say("verify.audit", "name", org.Name, "line", broken))
	}
	for _, entry := range log {
		kept := func(s portfolio.Snapshot) bool { return s.Quarter.String() == entry.Subject && s.Hash == entry.Detail }
		if entry.Action == "snapshot.freeze" && !slices.ContainsFunc(chain, kept) {
			faults = append(faults, run.env.say("verify.gone", "name", org.Name, "quarter", entry.Subject, "date", entry.At))
		}
	}
	imports, err := database.Imports(ctx, org.ID)
	if err != nil {
		return err
	}
	for _, one := range imports {
		file, err := database.OriginalFile(ctx, org.ID, one.SHA256)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(file.Bytes); hex.EncodeToString(sum[:]) != one.SHA256 {
			faults = append(faults, run.env.say("verify.file", "name", org.Name, "file", one.File, "import", string(one.ID)))
		}
	}
	if len(faults) == 0 {
		faults = []string{run.env.say("verify.trail-holds", "name", org.Name, "lines", len(log), "files", len(imports))}
	} else {
		run.differed = true
	}
	for _, line := range faults {
		if _, err := fmt.Fprintln(run.env.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
