package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newCaseReportCommand writes a case's papers: the business case, the council's
// page about it and the workbook that computes it.
func newCaseReportCommand(env *environment) *cobra.Command {
	var o paperFlags
	var quarter string
	cmd := &cobra.Command{
		Use:   "case " + env.say("argument.case"),
		Short: env.say("command.report.case"),
		Long:  env.say("command.report.case.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var at calc.Quarter
			if quarter != "" {
				var err error
				if at, err = quarterArg(cmd, quarter); err != nil {
					return err
				}
			}
			return o.with(cmd, env, func(ctx context.Context, database *store.Store, home portfolio.Organisation) error {
				return o.writeCase(ctx, env, database, home, args[0], at)
			})
		},
	}
	o.flags(cmd, env)
	cmd.Flags().StringVar(&quarter, "quarter", "", env.say("flag.paper-quarter"))
	return cmd
}

// writeCase writes the papers of a case, named by its number or id, as seen from
// a quarter, or the newest that anything was reported for.
func (o paperFlags) writeCase(ctx context.Context, env *environment, database *store.Store, home portfolio.Organisation, name string, at calc.Quarter) error {
	cases, err := database.Cases(ctx, home.ID)
	if err != nil {
		return err
	}
	statuses, err := database.Statuses(ctx, home.ID)
	if err != nil {
		return err
	}
	if at.IsZero() {
		at = portfolio.NewestReported(cases, statuses)
	}
	if at.IsZero() {
		at = calc.QuarterOf(env.now()).Add(-1)
	}
	i := slices.IndexFunc(cases, func(bc portfolio.BusinessCase) bool {
		return string(bc.ID) == name || bc.Number != "" && strings.EqualFold(bc.Number, name)
	})
	if i < 0 {
		return portfolio.NotFound("case", name)
	}
	print := i18n.New(env.language)
	pack, err := papers.NewCasePack(portfolio.NewQuarterReport(home, cases, statuses, at), cases[i].ID, charts.NewRenderer(), env.now(), print)
	if err != nil {
		return err
	}
	files, missing, err := pack.Paper().Write(ctx, o.origin())
	if err != nil {
		return err
	}
	note, _, err := pack.CoverNote().Write(ctx, o.origin()) // what is missing is the same
	if err != nil {
		return err
	}
	files = append(files, note...)
	calculation := portfolio.Calculate(home.Governance, cases[i], pack.Figures.Terms)
	if calculation.Why == "" {
		book, err := papers.CalculationWorkbook(print, cases[i], calculation, env.now())
		if err != nil {
			return err
		}
		files = append(files, papers.File{Name: strings.TrimSuffix(files[0].Name, files[0].Ending()) + ".xlsx", Write: func(w io.Writer) error { _, err := w.Write(book); return err }})
	}
	return o.put(env, files, missing)
}
