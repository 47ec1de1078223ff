package web_test

import (
	"context"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers"
	"raaderum/portfolio"
	"raaderum/testdata"
)

// demo are the demo's workbooks, read once for all tests: what a user would accept.
var demo = sync.OnceValues(func() (map[portfolio.OrganisationID][]portfolio.Acceptance, error) {
	manifest, files := testdata.Demo()
	all := map[portfolio.OrganisationID][]portfolio.Acceptance{}
	for _, one := range manifest.Organisations {
		organisation, err := portfolio.LoadProfile(one.Profile)
		if err != nil {
			return nil, err
		}
		for _, name := range one.Files {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			file := importers.Import(context.Background(), path.Base(name), data, importers.Options{Now: now()})
			original := portfolio.OriginalFile{SHA256: file.SHA256, Name: file.File, Bytes: data}
			accepted, _ := file.Acceptance(organisation, original, importers.Accepted{By: "analyst", At: now()})
			all[organisation.ID] = append(all[organisation.ID], accepted)
		}
	}
	return all, nil
})

// openDemo is a site with the demo's figures.
func openDemo(t *testing.T, change ...func(*web.Config)) *site {
	t.Helper()
	s := open(t, change...)
	fillDemo(t, s)
	return s
}

// fillDemo accepts the demo's workbooks.
func fillDemo(t *testing.T, s *site) {
	t.Helper()
	all, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range all {
		for _, accepted := range files {
			if _, err := s.store.Accept(t.Context(), accepted); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// report computes a quarter's report from the site's own store, to hold what
// the pages say against.
func (s *site) report(org portfolio.OrganisationID, quarter string) portfolio.QuarterReport {
	s.t.Helper()
	organisation, err := s.store.Organisation(s.t.Context(), org)
	if err != nil {
		s.t.Fatal(err)
	}
	cases, err := s.store.Cases(s.t.Context(), org)
	if err != nil {
		s.t.Fatal(err)
	}
	statuses, err := s.store.Statuses(s.t.Context(), org)
	if err != nil {
		s.t.Fatal(err)
	}
	return portfolio.NewQuarterReport(organisation, cases, statuses, quarterOf(s.t, quarter))
}

// ore reads an amount as a Danish page writes it, in øre; false for one that
// is not there.
func ore(text string) (int64, bool) {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '.', ' ', '\u00a0', '+':
			return -1
		case ',':
			return '.'
		case '\u2212':
			return '-'
		}
		return r
	}, text)
	number, unit := text, int64(100)
	if rest, millions := strings.CutSuffix(text, "miokr"); millions {
		number, unit = rest, 100_000_000
	} else if rest, kroner := strings.CutSuffix(text, "kr"); kroner {
		number = rest
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, false
	}
	sign := 1.0
	if f < 0 {
		sign = -1
	}
	return int64(f*float64(unit) + sign*0.5), true
}
