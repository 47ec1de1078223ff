package report_test

import (
	"context"
	"io/fs"
	"path"
	"sync"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/importers"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/testdata"
)

// clock is the tests' time: two months after the demo's last quarter.
func clock() time.Time { return time.Date(2014, 9, 1, 9, 0, 0, 0, time.UTC) }

// demoSnapshots are the demo's quarters, through the importer and the store as
// any other figures, with the workbooks behind them.
var demoSnapshots = sync.OnceValues(func() (map[portfolio.OrganisationID]demoQuarter, error) {
	ctx := context.Background()
	database, err := store.Open(ctx, "sqlite::memory:", clock)
	if err != nil {
		return nil, err
	}
	defer database.Close()
	manifest, files := testdata.Demo()
	all := map[portfolio.OrganisationID]demoQuarter{}
	user := portfolio.User{ID: "analyst", Name: "Maja Eksempel", Email: "maja@example.org"}
	for _, one := range manifest.Organisations {
		user.Memberships = append(user.Memberships, portfolio.Membership{Organisation: portfolio.OrganisationID(one.Profile), Role: portfolio.RoleAnalyst})
	}
	for i, one := range manifest.Organisations {
		organisation, err := portfolio.LoadProfile(one.Profile)
		if err != nil {
			return nil, err
		}
		organisation.Example = true
		if err := database.SaveOrganisation(ctx, organisation); err != nil {
			return nil, err
		}
		if i == len(manifest.Organisations)-1 {
			if err := database.SaveUser(ctx, user); err != nil {
				return nil, err
			}
		}
	}
	for _, one := range manifest.Organisations {
		quarter := demoQuarter{files: map[string]portfolio.OriginalFile{}}
		id := portfolio.OrganisationID(one.Profile)
		organisation, err := database.Organisation(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, name := range one.Files {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			file := importers.Import(ctx, path.Base(name), data, importers.Options{Now: clock()})
			original := portfolio.OriginalFile{SHA256: file.SHA256, Name: file.File, Bytes: data}
			quarter.files[original.SHA256] = original
			accepted, _ := file.Acceptance(organisation, original, importers.Accepted{By: "analyst", At: clock()})
			if _, err := database.Accept(ctx, accepted); err != nil {
				return nil, err
			}
		}
		cases, err := database.Cases(ctx, id)
		if err != nil {
			return nil, err
		}
		statuses, err := database.Statuses(ctx, id)
		if err != nil {
			return nil, err
		}
		at, err := calc.ParseQuarter(one.Quarter)
		if err != nil {
			return nil, err
		}
		if organisation, err = database.Organisation(ctx, id); err != nil {
			return nil, err
		}
		if quarter.Snapshot, err = portfolio.Freeze(organisation, cases, statuses, at, "analyst", clock(), nil); err != nil {
			return nil, err
		}
		all[id] = quarter
	}
	return all, nil
})

type demoQuarter struct {
	portfolio.Snapshot
	files map[string]portfolio.OriginalFile
}

func demoPacks(t *testing.T) map[portfolio.OrganisationID]report.Pack {
	t.Helper()
	all, err := demoSnapshots()
	if err != nil {
		t.Fatal(err)
	}
	packs := map[portfolio.OrganisationID]report.Pack{}
	for id, quarter := range all {
		p, err := report.NewPack(quarter.Snapshot, true, clock(), i18n.New("da"))
		if err != nil {
			t.Fatal(err)
		}
		p.Cell = func(source portfolio.Source) string { return "https://raaderum.example.org/" + source.Cell }
		packs[id] = p
	}
	if len(packs) != 2 {
		t.Fatalf("%d organisations", len(packs))
	}
	return packs
}
