package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func newOrganisationCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "organisation",
		Short: env.say("command.organisation"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newOrganisationAddCommand(env), newOrganisationListCommand(env))
	return cmd
}

func newOrganisationAddCommand(env *environment) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "add " + env.say("argument.profile"),
		Short: env.say("command.organisation.add", "profiles", strings.Join(portfolio.Profiles(), ", ")),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			organisation, err := portfolio.LoadProfile(args[0])
			if err != nil {
				return err
			}
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				if err := database.SaveOrganisation(cmd.Context(), organisation); err != nil {
					return err
				}
				_, err := fmt.Fprintln(env.stdout, organisation.ID)
				return err
			})
		},
	}
	databaseFlag(cmd, env, &url)
	return cmd
}

func newOrganisationListCommand(env *environment) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "list",
		Short: env.say("command.organisation.list"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				all, err := database.Organisations(cmd.Context())
				if err != nil {
					return err
				}
				table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', 0)
				for _, organisation := range all {
					fmt.Fprintf(table, "%s\t%s\n", organisation.ID, organisation.Name)
				}
				return table.Flush()
			})
		},
	}
	databaseFlag(cmd, env, &url)
	return cmd
}
