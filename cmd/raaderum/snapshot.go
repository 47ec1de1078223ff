package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func newSnapshotCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "snapshot",
		Short: env.say("command.snapshot"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newFreezeCommand(env), newExportSnapshotCommand(env), newBridgeCommand(env), newCorrectCommand(env), newCorrectionsCommand(env))
	return cmd
}

// newExportSnapshotCommand writes a frozen quarter to a file of its own, which
// can be verified without the database.
func newExportSnapshotCommand(env *environment) *cobra.Command {
	var who operator
	cmd := &cobra.Command{
		Use:   "export " + env.say("argument.quarter") + " " + env.say("argument.snapshot-file"),
		Short: env.say("command.snapshot.export"),
		Args:  exactArgs(2),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, more []string) error {
			return who.at(cmd, env, func(d desk) error {
				snapshot, err := d.database.Snapshot(d, d.home.ID, quarter)
				if err != nil {
					return err
				}
				data, err := json.Marshal(snapshot)
				if err != nil {
					return err
				}
				if err := os.WriteFile(more[0], append(data, '\n'), 0o600); err != nil {
					return &usageError{key: "file-unwritable", args: map[string]any{"file": more[0]}, err: err}
				}
				return nil
			})
		}),
	}
	who.reads(cmd, env)
	return cmd
}

func quarterArg(cmd *cobra.Command, text string) (calc.Quarter, error) {
	quarter, err := calc.ParseQuarter(text)
	if err != nil {
		return quarter, &usageError{key: "quarter", args: map[string]any{"quarter": text}, command: cmd.CommandPath()}
	}
	return quarter, nil
}

// newVerifyCommand recomputes frozen quarters with this program and names every
// difference: all of the database's, the named quarters of an organisation, or
// files that were exported.
func newVerifyCommand(env *environment) *cobra.Command {
	var url, org string
	cmd := &cobra.Command{
		Use:   "verify [" + env.say("argument.snapshots") + "]",
		Short: env.say("command.verify"),
		Long:  env.say("command.verify.long"),
		RunE: func(cmd *cobra.Command, args []string) error {
			run := &verifyRun{env: env, quarters: map[calc.Quarter]bool{}}
			for _, arg := range args {
				if quarter, err := calc.ParseQuarter(arg); err == nil {
					run.quarters[quarter] = true
				} else if err := run.files(arg); err != nil {
					return err
				}
			}
			if err := run.chain(); err != nil {
				return err
			}
			if len(args) > 0 && len(run.quarters) == 0 {
				return run.done()
			}
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				if err := run.database(cmd.Context(), database, portfolio.OrganisationID(org)); err != nil {
					return err
				}
				return run.done()
			})
		},
	}
	databaseFlag(cmd, env, &url)
	cmd.Flags().StringVar(&org, "org", "", env.say("flag.org"))
	return cmd
}

// verifyRun counts what was verified, and remembers whether anything differed.
type verifyRun struct {
	env      *environment
	quarters map[calc.Quarter]bool // which to verify; all when empty
	given    []givenSnapshot
	verified int
	differed bool
}

// givenSnapshot is a frozen quarter from a file.
type givenSnapshot struct {
	name     string
	snapshot portfolio.Snapshot
	repacked bool // other files of its package are not as they were
}

// files verifies an exported snapshot, or all in a folder.
func (run *verifyRun) files(name string) error {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return run.file(name)
	}
	if _, err := os.Stat(filepath.Join(name, "SHA256SUMS")); err == nil { // an unpacked evidence package
		return run.file(filepath.Join(name, "snapshot.json"))
	}
	found, err := filepath.Glob(filepath.Join(name, "*.json"))
	if err != nil || len(found) == 0 {
		return &usageError{key: "file-unreadable", args: map[string]any{"file": filepath.Join(name, "*.json")}, err: err}
	}
	for _, one := range found {
		if err := run.file(one); err != nil {
			return err
		}
	}
	return nil
}

// evidence reads an evidence package and names each file that is not as it was
// packed.
func (run *verifyRun) evidence(name string) error {
	file, err := os.Open(name) //nolint:gosec // the file the user named
	if err != nil {
		return &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	snapshot, faults, err := papers.ReadPackage(file, info.Size())
	if err != nil {
		return &usageError{key: "not-a-package", args: map[string]any{"file": name}, err: err}
	}
	for _, fault := range faults {
		run.differed = true
		if _, err := fmt.Fprintf(run.env.stdout, "%s: %s\n", name, run.env.say("verify.package-"+fault.Kind, "file", fault.File)); err != nil {
			return err
		}
	}
	if len(faults) == 0 {
		if _, err := fmt.Fprintf(run.env.stdout, "%s: %s\n", name, run.env.say("verify.package-holds")); err != nil {
			return err
		}
	}
	if snapshot.Hash != "" { // else it is among what is named
		run.given = append(run.given, givenSnapshot{name, snapshot, len(faults) > 0})
	}
	return nil
}

// chain verifies the frozen quarters from files. One whose earlier quarter is
// among them must follow it; else what came before is taken at its word.
func (run *verifyRun) chain() error {
	for _, one := range run.given {
		before := one.snapshot.Previous
		for _, other := range run.given {
			if other.snapshot.Organisation == one.snapshot.Organisation && other.snapshot.Sequence == one.snapshot.Sequence-1 {
				before = other.snapshot.Hash
			}
		}
		faults := one.snapshot.Verify(before)
		if one.repacked && len(faults) == 0 {
			run.verified++
			if _, err := fmt.Fprintf(run.env.stdout, "%s: %s\n", one.name, run.env.say("verify.package-figures")); err != nil {
				return err
			}
			continue
		}
		if err := run.tell(one.name, faults); err != nil {
			return err
		}
	}
	return nil
}

// file reads one exported snapshot, or an evidence package.
func (run *verifyRun) file(name string) error {
	if strings.EqualFold(filepath.Ext(name), papers.FormatEvidence) {
		return run.evidence(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	var snapshot portfolio.Snapshot
	if err := json.Unmarshal(data, &snapshot); err != nil {
		return &usageError{key: "not-a-snapshot", args: map[string]any{"file": name}, err: err}
	}
	run.given = append(run.given, givenSnapshot{name: name, snapshot: snapshot})
	return nil
}

// database verifies chains, which are whole or not: a quarter in the middle is
// verified with those before it.
func (run *verifyRun) database(ctx context.Context, database *store.Store, only portfolio.OrganisationID) error {
	organisations, err := database.OrganisationNames(ctx)
	if err != nil {
		return err
	}
	if only != "" {
		organisations = slices.DeleteFunc(organisations, func(one portfolio.Organisation) bool { return one.ID != only })
		if len(organisations) == 0 {
			_, err := database.Organisation(ctx, only)
			return err
		}
	}
	if len(organisations) == 0 { // the address of another database must not look like a check that passed
		return &portfolio.Error{Code: portfolio.CodeNotFound, Key: "verify.no-organisations"}
	}
	for _, org := range organisations {
		chain, err := database.Snapshots(ctx, org.ID)
		if err != nil {
			return err
		}
		faults := portfolio.VerifyChain(chain)
		for _, snapshot := range chain {
			if len(run.quarters) > 0 && !run.quarters[snapshot.Quarter] {
				continue
			}
			if err := run.tell(org.Name+" "+snapshot.Quarter.String(), faults[snapshot.Quarter]); err != nil {
				return err
			}
		}
		if len(run.quarters) > 0 {
			continue
		}
		if err := run.trail(ctx, database, org, chain); err != nil {
			return err
		}
	}
	return nil
}

func (run *verifyRun) tell(name string, faults []portfolio.SnapshotFault) error {
	run.verified++
	if len(faults) == 0 {
		_, err := fmt.Fprintln(run.env.stdout, run.env.say("verify.holds", "name", name))
		return err
	}
	run.differed = true
	for _, fault := range faults {
		text := run.env.say("verify."+fault.Part, "path", fault.Path, "frozen", fault.Frozen, "now", fault.Now)
		if _, err := fmt.Fprintf(run.env.stdout, "%s: %s\n", name, text); err != nil {
			return err
		}
	}
	return nil
}

// done says when nothing was there to verify: a check of nothing must not look
// like one that passed.
func (run *verifyRun) done() error {
	if run.differed {
		return errNeedsPerson
	}
	if run.verified == 0 {
		if _, err := fmt.Fprintln(run.env.stdout, run.env.say("verify.nothing")); err != nil {
			return err
		}
		if len(run.quarters) > 0 {
			return errNeedsPerson
		}
	}
	return nil
}
