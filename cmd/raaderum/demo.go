package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"raaderum/importers"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/testdata"
)

// demoLinkLife is how long the demo's links work: longer than any demo.
const demoLinkLife = 365 * 24 * time.Hour

// demoImporter is the user in whose name the demo's workbooks are accepted.
const demoImporter = portfolio.UserID(portfolio.RoleAnalyst)

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
	manifest, files := testdata.Demo()
	var organisations []portfolio.OrganisationID
	for _, one := range manifest.Organisations {
		id, err := addDemoOrganisation(ctx, database, one)
		if err != nil {
			return err
		}
		organisations = append(organisations, id)
	}
	var links []string
	for _, role := range portfolio.Roles {
		link, err := demoLink(ctx, env, database, base, role, organisations)
		if err != nil {
			return err
		}
		links = append(links, fmt.Sprintf("%s %s", role, link))
	}
	for _, one := range manifest.Organisations {
		for _, name := range one.Files {
			if err := importDemoFile(ctx, env, database, portfolio.OrganisationID(one.Profile), files, name); err != nil {
				return err
			}
		}
	}
	for _, link := range links {
		if _, err := fmt.Fprintln(env.stdout, link); err != nil {
			return err
		}
	}
	return nil
}

// addDemoOrganisation stores a municipality with its own rules, made-up
// coordinators, and the mark that its figures are made up.
func addDemoOrganisation(ctx context.Context, database *store.Store, one testdata.Organisation) (portfolio.OrganisationID, error) {
	organisation, err := portfolio.LoadProfile(one.Profile)
	if err != nil {
		return "", err
	}
	organisation.Example = true
	for i := range organisation.Strategy.FocusAreas {
		area := &organisation.Strategy.FocusAreas[i]
		area.Coordinator = one.Coordinators[string(area.ID)]
	}
	return organisation.ID, database.SaveOrganisation(ctx, organisation)
}

// demoNames are the demo's users. The family name says that nobody is meant. The
// owner is called what the demo's workbooks call the owner of some benefits, who
// confirms those and no others.
var demoNames = map[portfolio.Role]string{
	portfolio.RoleAnalyst:     "Maja Eksempel",
	portfolio.RoleCoordinator: "Asta Eksempel",
	portfolio.RoleOwner:       "Leder af Borgerservice",
	portfolio.RoleCouncil:     "Olga Eksempel",
	portfolio.RoleBoard:       "Palle Eksempel",
	portfolio.RoleReader:      "Rosa Eksempel",
	portfolio.RoleAuditor:     "Svend Eksempel",
	portfolio.RoleAdmin:       "Tove Eksempel",
}

// demoLink makes the demo's user for a role.
func demoLink(ctx context.Context, env *environment, database *store.Store, base string, role portfolio.Role, organisations []portfolio.OrganisationID) (string, error) {
	user := portfolio.User{
		ID:    portfolio.UserID(role),
		Name:  demoNames[role],
		Email: string(role) + "@example.org",
	}
	for _, id := range organisations {
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

// importDemoFile takes a workbook the way any other goes: importer, rules,
// store. One that does not go through is a fault of the program.
func importDemoFile(ctx context.Context, env *environment, database *store.Store, id portfolio.OrganisationID, files fs.FS, name string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	organisation, err := database.Organisation(ctx, id)
	if err != nil {
		return err
	}
	file := importers.Import(ctx, path.Base(name), data, importers.Options{Now: env.now()})
	original := portfolio.OriginalFile{SHA256: file.SHA256, Name: file.File, Bytes: data}
	accepted, findings := file.Acceptance(organisation, original, importers.Accepted{By: demoImporter, At: env.now()})
	for _, finding := range append(file.Findings, findings...) {
		if finding.Severity == portfolio.SeverityError {
			return fmt.Errorf("demo: %s is %s: %s at %s %v", name, file.Status, finding.Code, finding.Cell, finding.Args)
		}
	}
	if file.Status != importers.Ready {
		return fmt.Errorf("demo: %s is %s: %v", name, file.Status, file.Questions)
	}
	if _, err := database.Accept(ctx, accepted); err != nil {
		return fmt.Errorf("demo: %s: %w", name, err)
	}
	return nil
}
