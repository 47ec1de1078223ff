package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// operator is who a command that stores something acts for: an organisation,
// and the user whom the audit log names.
type operator struct {
	organisation string
	by           string
}

func (o *operator) flags(cmd *cobra.Command, env *environment) {
	cmd.Flags().StringVar(&o.organisation, "org", "", env.say("flag.org"))
	cmd.Flags().StringVar(&o.by, "by", "", env.say("flag.by"))
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
func (o operator) user(ctx context.Context, env *environment, database *store.Store, home portfolio.OrganisationID) (portfolio.UserID, error) {
	if o.by != "" {
		return portfolio.UserID(o.by), nil
	}
	user := portfolio.User{
		ID:          portfolio.UserID("command-line:" + string(home)),
		Name:        env.say("user.command-line"),
		Memberships: []portfolio.Membership{{Organisation: home, Role: portfolio.RoleAnalyst}},
	}
	_, err := database.User(ctx, user.ID)
	if portfolio.ErrorCode(err) == portfolio.CodeNotFound {
		err = database.SaveUser(ctx, user)
	}
	return user.ID, err
}
