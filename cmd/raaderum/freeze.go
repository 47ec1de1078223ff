package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// newFreezeCommand seals a quarter as it is known now. What is open is told. It
// is frozen all the same, as scripts rely on, unless they ask for a complete one.
func newFreezeCommand(env *environment) *cobra.Command {
	var who operator
	var complete bool
	cmd := &cobra.Command{
		Use:   "freeze " + env.say("argument.quarter"),
		Short: env.say("command.snapshot.freeze"),
		Long:  env.say("command.snapshot.freeze.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			return who.acting(cmd, env, func(d desk) error {
				seen, open, err := d.seal(quarter)
				if err != nil {
					return err
				}
				for _, line := range open {
					fmt.Fprintln(env.stderr, line)
				}
				if len(open) > 0 && complete {
					fmt.Fprintln(env.stderr, env.say("freeze.open-command", "quarter", quarter))
					return errNeedsPerson
				}
				frozen, err := d.database.FreezeAsSeen(d, d.home.ID, d.by, quarter, seen)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(env.stdout, frozen.Quarter, frozen.Hash)
				return err
			})
		}),
	}
	who.writes(cmd, env)
	cmd.Flags().BoolVar(&complete, "complete", false, env.say("flag.freeze-complete"))
	return cmd
}

// seal is what a quarter would be frozen with: the hash of it, and a line for
// everything that is open. It is an error when the quarter cannot be frozen, or not
// by whoever asks.
func (d desk) seal(quarter calc.Quarter) (seen string, open []string, err error) {
	role, err := d.role()
	if err != nil {
		return "", nil, err
	}
	if !role.MayFreeze() {
		return "", nil, &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-freeze"}
	}
	cases, err := d.database.Cases(d, d.home.ID)
	if err != nil {
		return "", nil, err
	}
	statuses, err := d.database.Statuses(d, d.home.ID)
	if err != nil {
		return "", nil, err
	}
	chain, err := d.database.Snapshots(d, d.home.ID)
	if err != nil {
		return "", nil, err
	}
	batches, err := d.database.Batches(d, d.home.ID)
	if err != nil {
		return "", nil, err
	}
	var previous *portfolio.Snapshot
	if n := len(chain); n > 0 {
		previous = &chain[n-1]
	}
	if err := portfolio.CheckFreeze(quarter, previous, d.env.now()); err != nil {
		return "", nil, err
	}
	report := portfolio.NewQuarterReport(d.home, cases, statuses, quarter)
	seen, err = portfolio.InputsHash(d.home, cases, statuses)
	return seen, openLines(i18n.New(d.env.language), report, report.Round.Unfinished(previous), portfolio.Waiting(batches)), err
}

// openLines is what is open, each kind with its things by name.
func openLines(print *i18n.Printer, report portfolio.QuarterReport, open portfolio.Unfinished, waiting []portfolio.Batch) (lines []string) {
	cases := map[portfolio.CaseID]portfolio.BusinessCase{}
	for _, figures := range report.Cases {
		cases[figures.Case.ID] = figures.Case
	}
	name := func(id portfolio.CaseID) string { return strings.TrimSpace(cases[id].Number + " " + cases[id].Title) }
	benefits := func(key string, all []portfolio.RoundBenefit) {
		if len(all) > 0 {
			lines = append(lines, print.N(key, len(all)))
		}
		for _, one := range all {
			label := ""
			for _, benefit := range cases[one.Case].Benefits {
				if benefit.ID == one.Benefit {
					label = benefit.Label
				}
			}
			lines = append(lines, "  "+print.T("freeze.benefit", "case", name(one.Case), "benefit", label, "owner", cmp.Or(one.Owner, print.T("round.no-owner"))))
		}
	}
	benefits("freeze.unreported", open.Unreported)
	benefits("freeze.unconfirmed", open.Unconfirmed)
	if len(open.Unexplained) > 0 {
		lines = append(lines, print.N("freeze.unexplained", len(open.Unexplained)))
	}
	for _, one := range open.Unexplained {
		lines = append(lines, "  "+print.T("freeze.unexplained-case", "case", name(one.Case), "amount", one.Deviation.Unexplained))
	}
	if len(open.Skipped) > 0 {
		lines = append(lines, print.N("freeze.skipped", len(open.Skipped)))
	}
	for _, quarter := range open.Skipped {
		lines = append(lines, "  "+print.Quarter(quarter))
	}
	if len(waiting) > 0 {
		lines = append(lines, print.N("freeze.waiting", len(waiting)))
	}
	for _, batch := range waiting {
		lines = append(lines, "  "+batch.Name)
	}
	return lines
}
