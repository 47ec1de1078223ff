package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newOrganisationCompareCommand sets all organisations of a database side by side
// in a quarter.
func newOrganisationCompareCommand(env *environment) *cobra.Command {
	var who operator
	var method string
	var live bool
	cmd := &cobra.Command{
		Use:   "compare " + env.say("argument.quarter"),
		Short: env.say("command.organisation.compare"),
		Long:  env.say("command.organisation.compare.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			counted := portfolio.CountMethod(method)
			if counted != portfolio.NewPermanent && counted != portfolio.InYear {
				return &usageError{key: "flag-value", args: map[string]any{"flag": "--method", "value": method}, command: cmd.CommandPath()}
			}
			return withDatabase(cmd, env, who.url, func(database *store.Store) error {
				side, err := sideBySide(cmd, env, database, quarter, counted, live)
				if err != nil {
					return err
				}
				if who.asJSON {
					encoder := machine.NewEncoder(env.stdout)
					encoder.SetIndent("", "  ")
					return encoder.Encode(side)
				}
				return printSides(env, side)
			})
		}),
	}
	databaseFlag(cmd, env, &who.url)
	who.json(cmd, env)
	cmd.Flags().StringVar(&method, "method", string(portfolio.NewPermanent), env.say("flag.account-method"))
	cmd.Flags().BoolVar(&live, "live", false, env.say("flag.live"))
	return cmd
}

// sideBySide is the quarter of every organisation, as it was frozen where it was.
func sideBySide(cmd *cobra.Command, env *environment, database *store.Store, quarter calc.Quarter, method portfolio.CountMethod, live bool) (portfolio.SideBySide, error) {
	organisations, err := database.Organisations(cmd.Context())
	if err != nil {
		return portfolio.SideBySide{}, err
	}
	if len(organisations) == 0 {
		return portfolio.SideBySide{}, &usageError{key: "no-organisation", command: cmd.CommandPath()}
	}
	var reports []portfolio.QuarterReport
	for _, one := range organisations {
		snapshot, frozen, err := papers.SnapshotOf(cmd.Context(), database, one, quarter, env.now(), live)
		if err != nil {
			return portfolio.SideBySide{}, err
		}
		pack, err := papers.NewPack(snapshot, frozen, env.now(), i18n.New(env.language))
		if err != nil {
			return portfolio.SideBySide{}, err
		}
		reports = append(reports, pack.Report)
	}
	return portfolio.NewSideBySide(reports, method), nil
}

// printSides writes a line for each organisation, and what keeps them from being
// compared as they stand.
func printSides(env *environment, side portfolio.SideBySide) error {
	print := i18n.New(env.language)
	fmt.Fprintf(env.stdout, "%s (%s)\n\n", print.T("side.title", "quarter", side.Quarter), print.T("method."+string(side.Method)))
	table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', 0)
	head := []string{print.T("side.head"), print.T("side.target"), print.T("side.term-achieved"), print.T("side.gap"), print.T("side.of-target"),
		print.T("side.cases"), print.T("side.of-planned"), print.T("side.freshness")}
	fmt.Fprintln(table, strings.Join(head, "\t"))
	amount := func(m *calc.Money) string {
		if m == nil {
			return "–"
		}
		return print.Money(*m)
	}
	share := func(x *float64) string {
		if x == nil {
			return "–"
		}
		return print.Percent(*x, 0)
	}
	for _, one := range side.Organisations {
		reported := print.T("side.freshness-none")
		if one.Due > 0 {
			reported = print.T("side.freshness-of", "reported", one.Reported, "due", one.Due)
		}
		row := []string{one.Name, amount(one.Year.Target), amount(one.Achieved), amount(one.Year.Gap), share(one.OfTarget),
			print.Number(float64(one.Cases), 0), share(one.OfPlanned), reported}
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	lines := []string{print.T("side.compares")}
	if len(side.Differences) > 0 {
		lines = []string{print.T("side.differs-title") + ":"}
		for _, code := range side.Differences {
			lines = append(lines, "  "+print.T("side.differs-"+string(code), "year", fmt.Sprint(side.Quarter.Year), "method", print.T("method."+string(side.Method))))
		}
	}
	_, err := fmt.Fprintf(env.stdout, "\n%s\n", strings.Join(lines, "\n"))
	return err
}
