package main

import (
	"context"
	"fmt"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// trail tells whether what the frozen quarters stand on is as it was written.
func (run *verifyRun) trail(ctx context.Context, database *store.Store, org portfolio.Organisation, chain []portfolio.Snapshot) error {
	trail, err := machine.TrailOf(ctx, database, org, chain, i18n.New(run.env.language))
	if err != nil {
		return err
	}
	said := trail.Faults
	if trail.Holds {
		said = []string{run.env.say("verify.trail-holds", "name", org.Name, "lines", trail.Lines, "files", trail.Files),
			run.env.say("verify.rows-hold", "name", org.Name, "rows", trail.Rows)}
	} else {
		run.differed = true
	}
	if trail.Unhashed > 0 {
		said = append(said, run.env.say("verify.rows-unhashed", "name", org.Name, "lines", trail.Unhashed, "rows", trail.Loose))
	}
	if trail.Since > 1 {
		said = append(said, run.env.say("verify.rows-since", "name", org.Name, "line", trail.Since))
	}
	for _, line := range said {
		if _, err := fmt.Fprintln(run.env.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
