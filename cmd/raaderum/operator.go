package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// operator is whom a command works for: a database, an organisation in it, and
// for a command that stores something the user whom the audit log names.
type operator struct {
	url          string
	organisation string
	by           string
	asJSON       bool
}

// reads gives a command the flags to find an organisation.
func (o *operator) reads(cmd *cobra.Command, env *environment) {
	databaseFlag(cmd, env, &o.url)
	cmd.Flags().StringVar(&o.organisation, "org", "", env.say("flag.org"))
}

// writes gives a command the flags to find an organisation and who acts in it.
func (o *operator) writes(cmd *cobra.Command, env *environment) {
	o.reads(cmd, env)
	cmd.Flags().StringVar(&o.by, "by", "", env.say("flag.by"))
}

// json gives a command the flag to answer as the machine interface does.
func (o *operator) json(cmd *cobra.Command, env *environment) {
	cmd.Flags().BoolVar(&o.asJSON, "json", false, env.say("flag.json"))
}

// desk is where a command works: an open database, and the organisation.
type desk struct {
	context.Context
	env      *environment
	database *store.Store
	home     portfolio.Organisation
	by       portfolio.UserID // who acts; "" where nobody does
}

// at opens the database, finds the organisation and does something there.
func (o operator) at(cmd *cobra.Command, env *environment, do func(desk) error) error {
	return withDatabase(cmd, env, o.url, func(database *store.Store) error {
		d := desk{Context: cmd.Context(), env: env, database: database}
		var err error
		if d.home, err = o.home(d, cmd, database); err != nil {
			return err
		}
		return do(d)
	})
}

// acting is at for a command that stores something.
func (o operator) acting(cmd *cobra.Command, env *environment, do func(desk) error) error {
	return o.at(cmd, env, func(d desk) (err error) {
		if d.by, err = o.user(d); err != nil {
			return err
		}
		return do(d)
	})
}

// role is what whoever acts is in the organisation; CodeForbidden when they do not
// belong to it.
func (d desk) role() (portfolio.Role, error) {
	user, err := d.database.User(d, d.by)
	if err != nil && portfolio.ErrorCode(err) != portfolio.CodeNotFound {
		return "", err
	}
	for _, membership := range user.Memberships {
		if membership.Organisation == d.home.ID {
			return membership.Role, nil
		}
	}
	return "", &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.not-member"}
}

// onQuarter is a command whose first argument is a quarter; the rest come as more.
func onQuarter(do func(cmd *cobra.Command, quarter calc.Quarter, more []string) error) func(*cobra.Command, []string) error {
	return onFirst(quarterArg, do)
}

// onYear is a command whose first argument is a year.
func onYear(do func(cmd *cobra.Command, year int, more []string) error) func(*cobra.Command, []string) error {
	return onFirst(yearArg, do)
}

func onFirst[T any](read func(*cobra.Command, string) (T, error), do func(*cobra.Command, T, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		first, err := read(cmd, args[0])
		if err != nil {
			return err
		}
		return do(cmd, first, args[1:])
	}
}

// home is the organisation: the one that was named, or the only one there is.
func (o operator) home(ctx context.Context, cmd *cobra.Command, database *store.Store) (portfolio.Organisation, error) {
	if o.organisation != "" {
		return database.Organisation(ctx, portfolio.OrganisationID(o.organisation))
	}
	all, err := database.Organisations(ctx)
	if err != nil {
		return portfolio.Organisation{}, err
	}
	switch len(all) {
	case 0:
		return portfolio.Organisation{}, &usageError{key: "no-organisation", command: cmd.CommandPath()}
	case 1:
		return all[0], nil
	}
	var ids []string
	for _, organisation := range all {
		ids = append(ids, string(organisation.ID))
	}
	return portfolio.Organisation{}, &usageError{key: "which-organisation", args: map[string]any{"organisations": strings.Join(ids, ", ")}, command: cmd.CommandPath()}
}

// user is the user who was named, or else the organisation's command line:
// a user nobody can log in as, so that the log still says how it was done.
func (o operator) user(d desk) (portfolio.UserID, error) {
	if o.by != "" {
		return portfolio.UserID(o.by), nil
	}
	user := portfolio.User{
		ID:          portfolio.UserID("command-line:" + string(d.home.ID)),
		Name:        d.env.say("user.command-line"),
		Memberships: []portfolio.Membership{{Organisation: d.home.ID, Role: portfolio.RoleAnalyst}},
	}
	_, err := d.database.User(d, user.ID)
	if portfolio.ErrorCode(err) == portfolio.CodeNotFound {
		err = d.database.SaveUser(d, user)
	}
	return user.ID, err
}
