package store_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// clock is a time that a test can move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// onBothWithClock is onBoth with a store whose time the test moves.
func onBothWithClock(t *testing.T, test func(t *testing.T, s *store.Store, c *clock, url string)) {
	t.Helper()
	onBothURLs(t, func(t *testing.T, url string) {
		c := &clock{now}
		s := open(t, url, c.now)
		twoOrganisations(t, s)
		test(t, s, c, url)
	})
}

func TestLoginLinkWorksOnce(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.Add(time.Hour), false)
		must(t, err)
		token, user, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		want := portfolio.User{ID: analystOf(greve), Name: "Analytiker", Email: "greve@example.dk",
			Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleAnalyst}}}
		if diff := cmp.Diff(want, user); diff != "" {
			t.Errorf("redeemed (-want +got):\n%s", diff)
		}
		user, err = s.Session(t.Context(), token)
		must(t, err)
		if diff := cmp.Diff(want, user); diff != "" {
			t.Errorf("session (-want +got):\n%s", diff)
		}
		_, _, err = s.RedeemLoginLink(t.Context(), link)
		wantError(t, err, portfolio.CodeNoSession, "login-link.invalid", "")
		_, err = s.Session(t.Context(), link)
		wantError(t, err, portfolio.CodeNoSession, "session.expired", "")
	})
}

func TestReusableLinkWorksUntilItExpires(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.Add(time.Hour), true)
		must(t, err)
		first, _, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		second, _, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		if first == second {
			t.Error("two logins share a session")
		}
		c.at = now.Add(time.Hour)
		_, _, err = s.RedeemLoginLink(t.Context(), link)
		wantError(t, err, portfolio.CodeNoSession, "login-link.invalid", "")
	})
}

func TestSessionEnds(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.Add(time.Hour), true)
		must(t, err)
		byLogout, _, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		byTime, _, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		must(t, s.EndSession(t.Context(), byLogout))
		must(t, s.EndSession(t.Context(), byLogout))
		_, err = s.Session(t.Context(), byLogout)
		wantError(t, err, portfolio.CodeNoSession, "session.expired", "")
		c.at = now.Add(store.SessionLength - time.Second)
		_, err = s.Session(t.Context(), byTime)
		must(t, err)
		c.at = now.Add(store.SessionLength)
		_, err = s.Session(t.Context(), byTime)
		wantError(t, err, portfolio.CodeNoSession, "session.expired", "")
	})
}

// Who reads the database cannot log in: no token stands in it.
func TestTokensAreNotStored(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, _ *clock, url string) {
		link, err := s.CreateLoginLink(t.Context(), analystOf(greve), now.Add(time.Hour), true)
		must(t, err)
		session, _, err := s.RedeemLoginLink(t.Context(), link)
		must(t, err)
		db := raw(t, url)
		stored := append(texts(t, db, `SELECT token_hash FROM login_links`), texts(t, db, `SELECT token_hash FROM sessions`)...)
		stored = append(stored, texts(t, db, `SELECT action || subject || detail FROM audit_log`)...)
		for _, text := range stored {
			if strings.Contains(text, link) || strings.Contains(text, session) {
				t.Errorf("a token is stored: %s", text)
			}
		}
		if len(link) < 43 || len(session) < 43 { // 256 bits in base64
			t.Errorf("tokens of %d and %d characters", len(link), len(session))
		}
	})
}

func TestUsers(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, _ *clock, _ string) {
		both := portfolio.User{ID: "åse", Name: "Åse", Email: "aase@example.dk", Memberships: []portfolio.Membership{
			{Organisation: albertslund, Role: portfolio.RoleAuditor}, {Organisation: greve, Role: portfolio.RoleReader}}}
		must(t, s.SaveUser(t.Context(), both))
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "zoe", Name: "Zoe", Memberships: both.Memberships[1:]}))
		users, err := s.Users(t.Context(), greve)
		must(t, err)
		var names []string
		for _, user := range users {
			names = append(names, user.Name+" "+string(user.Memberships[0].Role))
		}
		// å is the last letter of the Danish alphabet.
		if diff := cmp.Diff([]string{"Analytiker analyst", "Zoe reader", "Åse reader"}, names); diff != "" {
			t.Errorf("Users (-want +got):\n%s", diff)
		}
		got, err := s.User(t.Context(), "åse")
		must(t, err)
		if diff := cmp.Diff(both, got); diff != "" {
			t.Errorf("User (-want +got):\n%s", diff)
		}
		both.Memberships = both.Memberships[1:]
		must(t, s.SaveUser(t.Context(), both))
		if users, _ := s.Users(t.Context(), albertslund); len(users) != 1 {
			t.Errorf("a membership that was taken away is still there: %+v", users)
		}
		for key, user := range map[string]portfolio.User{
			"user.incomplete":        {ID: "x", Name: "X"},
			"user.bad-role":          {ID: "x", Name: "X", Memberships: []portfolio.Membership{{Organisation: greve, Role: "konge"}}},
			"organisation.not-found": {ID: "x", Name: "X", Memberships: []portfolio.Membership{{Organisation: "ingen", Role: portfolio.RoleReader}}},
			"user.email-taken":       {ID: "x", Name: "X", Email: "AASE@example.dk", Memberships: both.Memberships},
		} {
			code := map[string]portfolio.Code{"organisation.not-found": portfolio.CodeNotFound, "user.email-taken": portfolio.CodeConflict}[key]
			if code == "" {
				code = portfolio.CodeInvalid
			}
			wantError(t, s.SaveUser(t.Context(), user), code, key, "")
		}
		_, err = s.User(t.Context(), "x")
		wantError(t, err, portfolio.CodeNotFound, "user.not-found", "")
		_, err = s.CreateLoginLink(t.Context(), "x", now, true)
		wantError(t, err, portfolio.CodeNotFound, "user.not-found", "")
	})
}

func TestOrganisations(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, _ *clock, _ string) {
		all, err := s.Organisations(t.Context())
		must(t, err)
		if len(all) != 2 || all[0].ID != albertslund || all[1].Revision != 1 {
			t.Fatalf("got %+v", all)
		}
		edited, other := all[1], all[1]
		edited.Name = "Greve"
		must(t, s.SaveOrganisation(t.Context(), edited))
		wantError(t, s.SaveOrganisation(t.Context(), other), portfolio.CodeConflict, "organisation.changed", "")
		got, err := s.Organisation(t.Context(), greve)
		must(t, err)
		edited.Revision = 2
		if diff := cmp.Diff(edited, got); diff != "" {
			t.Errorf("Organisation (-want +got):\n%s", diff)
		}
		wantError(t, s.SaveOrganisation(t.Context(), portfolio.Organisation{ID: greve, Name: "x"}), portfolio.CodeConflict, "organisation.exists", "")
		wantError(t, s.SaveOrganisation(t.Context(), portfolio.Organisation{ID: "ingen", Name: "x", Revision: 3}), portfolio.CodeNotFound, "organisation.not-found", "")
	})
}

func TestUploadWaitsAndExpires(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		stage := func(name string) string {
			id, err := s.StageUpload(t.Context(), greve, analystOf(greve), name, []byte(name))
			must(t, err)
			return id
		}
		id := stage("sag.xlsx")
		must(t, s.SaveUploadAnswers(t.Context(), greve, id, portfolio.Upload{}.Revision(), map[string]string{"unit@Ark1": "t.kr."}))
		got, err := s.Upload(t.Context(), greve, id)
		must(t, err)
		want := portfolio.Upload{ID: id, Organisation: greve, By: analystOf(greve), At: now, Expires: now.Add(store.UploadLife),
			File: file("sag.xlsx", "sag.xlsx"), Answers: map[string]string{"unit@Ark1": "t.kr."}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Upload (-want +got):\n%s", diff)
		}
		if imports, err := s.Imports(t.Context(), greve); err != nil || len(imports) != 0 {
			t.Errorf("staging stored %d imports, %v", len(imports), err)
		}
		gone := stage("væk.xlsx")
		must(t, s.DiscardUpload(t.Context(), greve, gone))
		_, err = s.Upload(t.Context(), greve, gone)
		wantError(t, err, portfolio.CodeNotFound, "upload.not-found", "")
		c.at = now.Add(store.UploadLife)
		_, err = s.Upload(t.Context(), greve, id)
		wantError(t, err, portfolio.CodeNotFound, "upload.not-found", "")
		wantError(t, s.SaveUploadAnswers(t.Context(), greve, id, portfolio.Upload{}.Revision(), nil), portfolio.CodeNotFound, "upload.not-found", "")
		wantError(t, s.DiscardUpload(t.Context(), greve, id), portfolio.CodeNotFound, "upload.not-found", "")
		_, err = s.StageUpload(t.Context(), greve, analystOf(greve), "tom.xlsx", nil)
		wantError(t, err, portfolio.CodeInvalid, "file.empty", "tom.xlsx")
	})
}

// A file on disk is still there when the program starts again.
func TestFileOutlivesTheProgram(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")
	first, err := store.Open(t.Context(), url, fixedClock)
	must(t, err)
	twoOrganisations(t, first)
	accept(t, first, acceptance(greve, file("sag", "v1"), digitalPost()))
	must(t, first.Close())
	second := open(t, url, fixedClock)
	if cases, err := second.Cases(t.Context(), greve); err != nil || len(cases) != 1 {
		t.Errorf("got %d cases, %v", len(cases), err)
	}
}
