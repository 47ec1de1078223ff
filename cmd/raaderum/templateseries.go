package main

import (
	"io"

	"github.com/spf13/cobra"

	"raaderum/importers/template"
)

// newSeriesCommand writes the empty list of yearly targets, budgets and price
// indices: of the strategy's years for --profile, else this year and four more.
func newSeriesCommand(env *environment) *cobra.Command {
	var profile string
	cmd := &cobra.Command{
		Use:   "series " + env.say("argument.template-file"),
		Short: env.say("command.template-series"),
		Long:  env.say("command.template-series.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, from := "", env.now().Year()
			to := from + 4
			if profile != "" {
				organisation, err := profileNamed(cmd, profile)
				if err != nil {
					return err
				}
				name, from, to = organisation.Name, organisation.Strategy.FromYear, organisation.Strategy.ToYear
			}
			return writeNew(cmd, args[0], func(w io.Writer) error { return template.WriteYearly(w, name, from, to) })
		},
	}
	cmd.Flags().StringVar(&profile, "profile", "", env.say("flag.template-profile"))
	return cmd
}
