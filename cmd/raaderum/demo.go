package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// The organisations of the demo, the first being everybody's. Their rules are
// the two municipalities' own; their figures are made up and marked so.
var demoOrganisations = []portfolio.OrganisationID{"greve", "albertslund"}

// demoLinkLife is how long the demo's links work: longer than any demo.
const demoLinkLife = 365 * 24 * time.Hour

func temporaryDatabase() (url string, remove func(), err error) {
	folder, err := os.MkdirTemp("", "raaderum-demo-")
	if err != nil {
		return "", nil, err
	}
	return "sqlite:" + filepath.Join(folder, "demo.db"), func() { os.RemoveAll(folder) }, nil
}

// showDemo fills an empty database through the front door, workbook by
// workbook, and prints one login link for each role.
func showDemo(ctx context.Context, env *environment, database *store.Store, base string) error {
	for _, id := range demoOrganisations {
		organisation, err := portfolio.LoadProfile(string(id))
		if err != nil {
			return err
		}
		organisation.Example = true
		if err := database.SaveOrganisation(ctx, organisation); err != nil {
			return err
		}
	}
	var links []string
	for _, role := range portfolio.Roles {
		link, err := demoLink(ctx, env, database, base, role)
		if err != nil {
			return err
		}
		links = append(links, fmt.Sprintf("%s %s", role, link))
	}
	for _, link := range links {
		if _, err := fmt.Fprintln(env.stdout, link); err != nil {
			return err
		}
	}
	return nil
}

// demoLink makes the demo's user for a role. The names say that nobody is meant.
func demoLink(ctx context.Context, env *environment, database *store.Store, base string, role portfolio.Role) (string, error) {
	user := portfolio.User{
		ID:    portfolio.UserID(role),
		Name:  env.say("demo.user", "role", env.say("role."+string(role))),
		Email: string(role) + "@example.org",
	}
	for _, id := range demoOrganisations {
		user.Memberships = append(user.Memberships, portfolio.Membership{Organisation: id, Role: role})
	}
	if err := database.SaveUser(ctx, user); err != nil {
		return "", err
	}
	token, err := database.CreateLoginLink(ctx, user.ID, env.now().Add(demoLinkLife), true)
	if err != nil {
		return "", err
	}
	return base + "/login/" + token, nil
}
