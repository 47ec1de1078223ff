package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// An item keeps the frozen quarter the council saw, and its decisions with their
// conditions; a correction of the minutes is a later line.
func TestAgenda(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		frozen, id := lockedGreve(t, s)
		meeting := time.Date(2014, 6, 26, 0, 0, 0, 0, time.UTC) // the tests' now is 1 July
		item := portfolio.AgendaItem{Meeting: meeting, Case: id, Title: "Digital post", Recommendation: "At sagen godkendes"}
		made, err := s.AddAgendaItem(t.Context(), greve, analystOf(greve), item)
		must(t, err)
		if made.Snapshot != frozen.Hash || made.Quarter != frozen.Quarter || made.Number != 1 {
			t.Errorf("the council saw %+v", made)
		}
		wrong := item
		wrong.Quarter = calc.Quarter{Year: 2014, Q: 1}
		_, err = s.AddAgendaItem(t.Context(), greve, analystOf(greve), wrong)
		wantError(t, err, portfolio.CodeNotFound, "snapshot.not-found", "")
		wrong = item
		wrong.Case = "ukendt"
		_, err = s.AddAgendaItem(t.Context(), greve, analystOf(greve), wrong)
		if portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			t.Errorf("an unknown case: %v", err)
		}
		decision := portfolio.CouncilDecision{Outcome: portfolio.OutcomeConditional, Text: "Godkendt", Conditions: []string{"Gevinstejer udpeges", "Kontrakt gennemgås"}}
		decided, err := s.Decide(t.Context(), greve, analystOf(greve), made.Number, decision, 0)
		must(t, err)
		_, err = s.Decide(t.Context(), greve, analystOf(greve), made.Number, decision, 0)
		wantError(t, err, portfolio.CodeConflict, "agenda.conflict", "")
		corrected, err := s.Decide(t.Context(), greve, analystOf(greve), made.Number, portfolio.CouncilDecision{Outcome: portfolio.OutcomePostponed, Text: "Udsat"}, decided.Standing().Number)
		must(t, err)
		_, err = s.Decide(t.Context(), greve, analystOf(greve), 9, decision, 0)
		wantError(t, err, portfolio.CodeNotFound, "agenda.not-found", "")
		all, err := s.Agenda(t.Context(), greve)
		must(t, err)
		if diff := cmp.Diff([]portfolio.AgendaItem{corrected}, all); diff != "" || len(all[0].Decisions) != 2 || all[0].Standing().Outcome != portfolio.OutcomePostponed {
			t.Errorf("(-made +read):\n%s", diff)
		}
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "læser", Name: "L", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}}))
		_, err = s.AddAgendaItem(t.Context(), greve, "læser", item)
		wantError(t, err, portfolio.CodeForbidden, "agenda.forbidden", "")
	})
}
