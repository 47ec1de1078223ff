package store_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// Every text that people write has a limit, counted in letters, and takes no
// character that nobody sees; the field is named, and nothing is stored. What fills
// its limit is stored.
func TestTextsHaveALimit(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		ctx, by := t.Context(), analystOf(greve)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		pair := likePair(t, s)
		type write struct {
			field string
			line  bool
			do    func(text string) error
		}
		var seen int64
		writes := []write{
			{"comment", false, func(text string) error {
				made, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4, Comment: text}, seen)
				if err == nil {
					seen = made.Number
				}
				return err
			}},
			{"decisionNeeded", false, func(text string) error {
				made, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4, DecisionNeeded: text}, seen)
				if err == nil {
					seen = made.Number
				}
				return err
			}},
			{"title", true, func(text string) error {
				_, err := s.AddAgendaItem(ctx, greve, by, portfolio.AgendaItem{Meeting: now, Title: text, Recommendation: "x"})
				return err
			}},
			{"recommendation", false, func(text string) error {
				_, err := s.AddAgendaItem(ctx, greve, by, portfolio.AgendaItem{Meeting: now, Title: "x", Recommendation: text})
				return err
			}},
			{"reason", false, func(text string) error {
				return s.JudgeOverlap(ctx, greve, by, portfolio.OverlapJudgment{Benefit: pair[0], Other: pair[1], Reason: text}, store.AnySeen)
			}},
			{"summary", false, func(text string) error {
				_, err := s.Enter(ctx, greve, by, id, store.AnySeen, []portfolio.Entry{{Field: "summary", Value: text, Reason: "x"}})
				return err
			}},
			{"project-owner", true, func(text string) error {
				_, err := s.Enter(ctx, greve, by, id, store.AnySeen, []portfolio.Entry{{Field: "project-owner", Value: text, Reason: "x"}})
				return err
			}},
			{"name", true, func(text string) error {
				return s.SaveUser(ctx, portfolio.User{ID: "u", Name: text, Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}})
			}},
		}
		for _, one := range writes {
			most := portfolio.MaxText
			if one.line {
				most = portfolio.MaxLine
			}
			before := everything(t, s, greve)
			wantError(t, one.do(strings.Repeat("æ", most+1)), portfolio.CodeInvalid, "text.too-long", one.field)
			wantError(t, one.do("a\u0007b"), portfolio.CodeInvalid, "text.unseen", one.field)
			wantError(t, one.do("a\u202eb"), portfolio.CodeInvalid, "text.unseen", one.field)
			wantError(t, one.do("a\x00b"), portfolio.CodeInvalid, "text.unseen", one.field)
			wantError(t, one.do(" \u200b\u00ad\u3164"), portfolio.CodeInvalid, "text.unseen", one.field)
			if err := one.do("første linje\nanden"); one.line {
				wantError(t, err, portfolio.CodeInvalid, "text.unseen", one.field)
				if after := everything(t, s, greve); len(after.Log) != len(before.Log) {
					t.Errorf("%s: what was refused left a line", one.field)
				}
			} else {
				must(t, err)
			}
			must(t, one.do(strings.Repeat("æ", most)))
		}
	})
}

// What is written as JSON is looked into: there, what nobody sees is written out.
func TestTextsInsideADocument(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		do := func(text string) error {
			value, err := json.Marshal(portfolio.Idea{Answers: map[portfolio.IdeaQuestion]string{"who": "Pia\u00ad Jensen"}, Mail: text})
			must(t, err)
			_, err = s.Enter(t.Context(), greve, analystOf(greve), id, store.AnySeen, []portfolio.Entry{{Field: portfolio.EntryIdea, Value: string(value), Reason: "x"}})
			return err
		}
		for _, text := range []string{"a\x00b", "a\u0007b", "a\u202eb", "\u200b"} {
			wantError(t, do(text), portfolio.CodeInvalid, "text.unseen", "idea")
		}
		must(t, do("Hvem: Pia\nHvad: \tNyt\u200bsystem"))
	})
}

// A status that says nothing is none, and no status is about a quarter that the
// strategy has not; what was said may be taken back.
func TestStatusSaysSomethingOfAQuarterOfTheStrategy(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		ctx, by := t.Context(), analystOf(greve)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		_, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4, Comment: " \n"}, 0)
		wantError(t, err, portfolio.CodeInvalid, "status.empty", "")
		made, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4, Comment: "Som ventet"}, 0)
		must(t, err)
		_, err = s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: k4}, made.Number)
		must(t, err)
		_, err = s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: id, Quarter: calc.Quarter{Year: 2011, Q: 4}, Comment: "x"}, 0)
		wantError(t, err, portfolio.CodeInvalid, "status.outside-strategy", "quarter")
	})
}

// An account's administrator gives roles in their own organisation, and no login as
// somebody who belongs to another as well.
func TestMembersBelongToTheirOrganisation(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		twoOrganisations(t, s)
		must(t, s.SaveUser(ctx, portfolio.User{ID: "admin", Name: "Admin", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleAdmin}}}))
		must(t, s.SaveUser(ctx, portfolio.User{ID: "both", Name: "Begge", Memberships: []portfolio.Membership{
			{Organisation: greve, Role: portfolio.RoleReader}, {Organisation: albertslund, Role: portfolio.RoleBoard}}}))
		_, err := s.LinkMember(ctx, greve, "admin", "both", now.Add(time.Hour))
		wantError(t, err, portfolio.CodeForbidden, "user.elsewhere", "")
		_, err = s.LinkMember(ctx, greve, "admin", analystOf(albertslund), now.Add(time.Hour))
		wantError(t, err, portfolio.CodeNotFound, "user.not-found", "")
		wantError(t, s.ChangeRole(ctx, greve, "admin", analystOf(albertslund), portfolio.RoleAnalyst, portfolio.RoleReader), portfolio.CodeNotFound, "user.not-found", "")
		wantError(t, s.ChangeRole(ctx, greve, "admin", "admin", portfolio.RoleAdmin, ""), portfolio.CodeConflict, "user.last-admin", "")
		must(t, s.ChangeRole(ctx, greve, "admin", "both", portfolio.RoleReader, ""))
		left, err := s.User(ctx, "both")
		must(t, err)
		if len(left.Memberships) != 1 || left.Memberships[0].Organisation != albertslund {
			t.Errorf("left with %+v", left.Memberships)
		}
		wantError(t, s.AddMember(ctx, greve, "admin", portfolio.User{ID: "both", Name: "X", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleAdmin}}}),
			portfolio.CodeConflict, "database.conflict", "")
		token, err := s.LinkMember(ctx, greve, "admin", analystOf(greve), now.Add(time.Hour))
		must(t, err)
		if _, user, err := s.RedeemLoginLink(ctx, token); err != nil || user.ID != analystOf(greve) {
			t.Errorf("logged in as %s, %v", user.ID, err)
		}
		for _, org := range []portfolio.OrganisationID{greve, albertslund} {
			if check, err := s.VerifyRows(ctx, org); err != nil || len(check.Faults) > 0 {
				t.Errorf("%s: %+v, %v", org, check.Faults, err)
			}
		}
	})
}
