package main

import (
	"context"

	"github.com/spf13/cobra"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newPlanReportCommand writes a year's action plan on paper.
func newPlanReportCommand(env *environment) *cobra.Command {
	var o paperFlags
	var version int
	cmd := &cobra.Command{
		Use:   "action-plan " + env.say("argument.year"),
		Short: env.say("command.report.action-plan"),
		Long:  env.say("command.report.action-plan.long"),
		Args:  exactArgs(1),
		RunE: onYear(func(cmd *cobra.Command, year int, _ []string) error {
			return o.with(cmd, env, func(ctx context.Context, database *store.Store, home portfolio.Organisation) error {
				pack, err := papers.PlanPackOf(ctx, database, home, year, version, charts.NewRenderer(), env.now(), i18n.New(env.language))
				if err != nil {
					return err
				}
				files, missing, err := pack.Paper().Write(ctx, o.origin())
				if err != nil {
					return err
				}
				return o.put(env, files, missing)
			})
		}),
	}
	o.flags(cmd, env)
	cmd.Flags().IntVar(&version, "version", 0, env.say("flag.plan-paper-version"))
	return cmd
}
