package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"raaderum/portfolio/store"
)

// newMigrateCommand brings a database up to date without starting a server: for
// those who want to do it themselves, before the new version is let in.
func newMigrateCommand(env *environment) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: env.say("command.migrate"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			steps, err := store.Migrate(cmd.Context(), url, env.now)
			if err != nil {
				return err
			}
			for _, step := range steps {
				fmt.Fprintln(env.stdout, step)
			}
			if len(steps) == 0 {
				fmt.Fprintln(env.stdout, env.say("migrate.nothing"))
			}
			return nil
		},
	}
	databaseFlag(cmd, env, &url)
	return cmd
}
