package store_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

var writes = regexp.MustCompile(`^(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)`)

// Every method that writes anything a page could show gives the organisation a
// new version, and none that only reads does: all methods are asked, and what
// they write is seen where it is sent to the database.
func TestEveryWriteIsANewVersion(t *testing.T) {
	// What waits to be accepted, and who is logged in, is no part of the portfolio.
	apart := []string{"uploads", "batches", "batch_files", "login_links", "sessions"}
	undone := []string{"Preview", "PreviewUndo"} // try a write, and take it back
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		path, lite := strings.CutPrefix(url, "sqlite:")
		country{98, 3, 8}.fill(t, store.Writer(s), lite)
		reading, writing := url, url
		if lite {
			reading, writing = "file:"+path+"?_pragma=query_only(1)", "file:"+path+"?_pragma=foreign_keys(1)&_txlock=immediate"
		}
		var written []string
		plain, err := store.Record(s, reading, writing, func(statement string, _ []any) {
			if strings.Contains(statement, "SET audit_sequence = audit_sequence WHERE") {
				return // waits for others, and changes nothing
			}
			if table := writes.FindStringSubmatch(statement); table != nil && !slices.Contains(apart, table[1]) {
				written = append(written, table[1])
			}
		})
		must(t, err)
		defer plain.Close()
		const org = portfolio.OrganisationID("o149")
		before, err := s.DataVersion(t.Context(), org)
		must(t, err)
		raised := 0
		written = nil
		askAll(t, s, func(method string) {
			version, err := s.DataVersion(t.Context(), org)
			must(t, err)
			elsewhere := method == "SaveOrganisation" // a new one
			wrote := len(written) > 0 && !slices.Contains(undone, method) && !elsewhere
			switch {
			case wrote && version == before:
				t.Errorf("%s wrote to %v, and the version is the same", method, written)
			case len(written) == 0 && version != before:
				t.Errorf("%s wrote nothing, and the version is another", method)
			case wrote:
				raised++
			}
			before, written = version, nil
		})
		if raised < 20 {
			t.Errorf("only %d methods wrote anything", raised)
		}
	})
}

// What another process wrote is another version, too; and so is the new name of
// somebody who has left, and whose doings are told by name.
func TestVersionSeesOthers(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s, other := open(t, url, fixedClock), open(t, url, fixedClock)
		twoOrganisations(t, s)
		version := func() string {
			version, err := s.DataVersion(t.Context(), greve)
			must(t, err)
			return version
		}
		before := version()
		accept(t, other, acceptance(greve, file("sag.xlsx", "greves"), digitalPost()))
		if version() == before {
			t.Error("another process's import is not seen")
		}
		leaves := portfolio.User{ID: analystOf(greve), Name: "Nyt navn", Memberships: []portfolio.Membership{{Organisation: albertslund, Role: portfolio.RoleReader}}}
		before = version()
		must(t, s.SaveUser(t.Context(), leaves))
		if version() == before {
			t.Error("the new name of somebody who acted here is not seen")
		}
		before = version()
		must(t, s.SaveUser(t.Context(), leaves))
		if version() != before {
			t.Error("the same name again is a new version")
		}
		_, err := s.DataVersion(t.Context(), "ingen")
		wantError(t, err, portfolio.CodeNotFound, "organisation.not-found", "")
	})
}
