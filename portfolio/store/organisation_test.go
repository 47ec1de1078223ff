package store_test

import (
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// Rules and strategy are changed by who may, once for each state that was read,
// and the log says who and what before and after.
func TestChangeOrganisation(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		org, err := s.Organisation(t.Context(), greve)
		must(t, err)
		area := &org.Strategy.FocusAreas[0]
		area.Coordinator = "Asta Eksempel"
		area.WorkingGroup = &portfolio.WorkingGroup{TaskForce: "Nels Eksempel", Members: []string{"Olga Eksempel"}}
		must(t, s.ChangeOrganisation(t.Context(), analystOf(greve), org))
		wantError(t, s.ChangeOrganisation(t.Context(), analystOf(greve), org), portfolio.CodeConflict, "organisation.changed", "")
		changed, err := s.Organisation(t.Context(), greve)
		must(t, err)
		if got := changed.Strategy.FocusAreas[0]; got.Coordinator != "Asta Eksempel" || got.WorkingGroup.TaskForce != "Nels Eksempel" || changed.Revision != org.Revision+1 {
			t.Errorf("%+v %+v", got, changed.Revision)
		}
		changed.Governance.HeadlineMethod = "gæt"
		wantError(t, s.ChangeOrganisation(t.Context(), analystOf(greve), changed), portfolio.CodeInvalid, "profile.headline-method", "governance.headlineMethod")
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		last := log[len(log)-1]
		before, after, _ := strings.Cut(last.Detail, `"before"`)
		if last.Action != "organisation.change" || last.By != analystOf(greve) || !strings.Contains(before, "Asta Eksempel") || strings.Contains(after, "Asta Eksempel") {
			t.Errorf("%+v", last)
		}
	})
}
