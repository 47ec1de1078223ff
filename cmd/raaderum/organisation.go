package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	cmd.AddCommand(newOrganisationAddCommand(env), newOrganisationListCommand(env), newOrganisationShowCommand(env), newOrganisationChangeCommand(env), newOrganisationCompareCommand(env))
	return cmd
}

func newOrganisationAddCommand(env *environment) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "add " + env.say("argument.profile"),
		Short: env.say("command.organisation.add", "profiles", strings.Join(portfolio.Profiles(), ", ")),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			organisation, err := profileNamed(cmd, args[0])
			if err != nil {
				return err
			}
			organisation.Revision = 0 // a file that was written from another database begins anew here
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

// profileNamed is one of the profiles the program knows, or a file's own. The
// file's name is the organisation's id, and stands in the address of its pages.
func profileNamed(cmd *cobra.Command, name string) (portfolio.Organisation, error) {
	id, isFile := strings.CutSuffix(filepath.Base(name), ".json")
	if !isFile {
		return portfolio.LoadProfile(name)
	}
	if strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || id == "" {
		return portfolio.Organisation{}, &usageError{key: "profile-name", args: map[string]any{"file": name}, command: cmd.CommandPath()}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return portfolio.Organisation{}, &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	organisation, err := portfolio.ReadProfile(portfolio.OrganisationID(id), data)
	var wrong *portfolio.Error
	if errors.As(err, &wrong) {
		wrong.Place.File = name
	}
	return organisation, err
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

// newOrganisationShowCommand writes an organisation's rules and strategy as a
// profile file, to be edited and given to `organisation change`.
func newOrganisationShowCommand(env *environment) *cobra.Command {
	var who operator
	cmd := &cobra.Command{
		Use:   "show",
		Short: env.say("command.organisation.show"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return who.at(cmd, env, func(d desk) error {
				data, err := portfolio.WriteProfile(d.home)
				if err != nil {
					return err
				}
				_, err = env.stdout.Write(data)
				return err
			})
		},
	}
	who.reads(cmd, env)
	return cmd
}

// newOrganisationChangeCommand takes an edited profile file in. The file knows
// which state it was written from, so nobody else's change is lost.
func newOrganisationChangeCommand(env *environment) *cobra.Command {
	var who operator
	cmd := &cobra.Command{
		Use:   "change " + env.say("argument.profile"),
		Short: env.say("command.organisation.change"),
		Long:  env.say("command.organisation.change.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[0])
			if err != nil {
				return &usageError{key: "file-unreadable", args: map[string]any{"file": args[0]}, err: err}
			}
			return who.at(cmd, env, func(d desk) error {
				changed, err := portfolio.ReadProfile(d.home.ID, data)
				if err != nil {
					return portfolio.InFile(err, args[0])
				}
				if changed.Revision == 0 {
					return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "profile.no-revision", Place: portfolio.Place{File: args[0]}}
				}
				changed.Example = d.home.Example
				by, err := who.user(d)
				if err != nil {
					return err
				}
				if err := d.database.ChangeOrganisation(d, by, changed); err != nil {
					return err
				}
				_, err = fmt.Fprintln(env.stdout, d.home.ID)
				return err
			})
		},
	}
	who.writes(cmd, env)
	return cmd
}
