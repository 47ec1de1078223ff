package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func newUserCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: env.say("command.user"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newUserAddCommand(env), newUserLinkCommand(env), newUserListCommand(env))
	return cmd
}

func newUserAddCommand(env *environment) *cobra.Command {
	var o operator
	var role string
	var user portfolio.User
	cmd := &cobra.Command{
		Use:   "add " + env.say("argument.name"),
		Short: env.say("command.user.add"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			user.Name = args[0]
			user.ID = portfolio.UserID(uuid.NewString())
			return o.at(cmd, env, func(d desk) error {
				user.Memberships = []portfolio.Membership{{Organisation: d.home.ID, Role: portfolio.Role(role)}}
				if err := d.database.SaveUser(d, user); err != nil {
					return err
				}
				_, err := fmt.Fprintln(env.stdout, user.ID)
				return err
			})
		},
	}
	o.reads(cmd, env)
	cmd.Flags().StringVar(&role, "role", string(portfolio.RoleReader), env.say("flag.role", "roles", roleNames()))
	cmd.Flags().StringVar(&user.Email, "email", "", env.say("flag.email"))
	return cmd
}

func newUserLinkCommand(env *environment) *cobra.Command {
	var url, base string
	var life time.Duration
	cmd := &cobra.Command{
		Use:   "link " + env.say("argument.user"),
		Short: env.say("command.user.link"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				token, err := database.CreateLoginLink(cmd.Context(), portfolio.UserID(args[0]), env.now().Add(life), false)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(env.stdout, strings.TrimSuffix(base, "/")+"/login/"+token)
				return err
			})
		},
	}
	databaseFlag(cmd, env, &url)
	cmd.Flags().StringVar(&base, "public-url", "http://127.0.0.1:8080", env.say("flag.public-url"))
	cmd.Flags().DurationVar(&life, "life", 24*time.Hour, env.say("flag.life"))
	return cmd
}

func newUserListCommand(env *environment) *cobra.Command {
	var o operator
	cmd := &cobra.Command{
		Use:   "list",
		Short: env.say("command.user.list"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.at(cmd, env, func(d desk) error {
				users, err := d.database.Users(d, d.home.ID)
				if err != nil {
					return err
				}
				table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', 0)
				for _, user := range users {
					fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", user.ID, user.Memberships[0].Role, user.Name, user.Email)
				}
				return table.Flush()
			})
		},
	}
	o.reads(cmd, env)
	return cmd
}

func roleNames() string {
	names := make([]string, len(portfolio.Roles))
	for i, role := range portfolio.Roles {
		names[i] = string(role)
	}
	return strings.Join(names, ", ")
}

// withDatabase does one thing with the database and closes it.
func withDatabase(cmd *cobra.Command, env *environment, url string, do func(*store.Store) error) error {
	database, err := store.Open(cmd.Context(), url, env.now)
	if err != nil {
		return err
	}
	env.tellClock(database)
	err = do(database)
	if closed := database.Close(); err == nil {
		err = closed
	}
	return err
}
