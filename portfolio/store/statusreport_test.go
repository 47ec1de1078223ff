package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// k4Known has Digital post with 100 kr. realised in 2013K4, not frozen.
func k4Known(t *testing.T, s *store.Store) portfolio.CaseID {
	t.Helper()
	twoOrganisations(t, s)
	accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
	acceptReports(t, s, "K4", report("BC01", "G1", portfolio.Realised, amount("2013K4", 100_00, "G2")))
	for _, role := range []portfolio.Role{portfolio.RoleOwner, portfolio.RoleReader} {
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: portfolio.UserID(role), Name: "Navn " + string(role), Memberships: []portfolio.Membership{{Organisation: greve, Role: role}}}))
	}
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	return cases[0].ID
}

func statusOf(t *testing.T, s *store.Store, quarter calc.Quarter) portfolio.QuarterlyStatus {
	t.Helper()
	all, err := s.Statuses(t.Context(), greve)
	must(t, err)
	for _, one := range all {
		if one.Quarter == quarter {
			return one
		}
	}
	return portfolio.QuarterlyStatus{}
}

// A report stands with its causes, the next one instead of it, a workbook that
// comes later for what workbooks can say, and none after the freeze.
func TestStatusReport(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		recovery := k4.Next()
		said := portfolio.StatusReport{Case: id, Quarter: k4, Light: portfolio.LightRed, Reason: "Leverandøren er gået konkurs", Comment: "Vi leder efter en ny", DecisionNeeded: "Skal sagen stoppes?",
			Deviations: []portfolio.Deviation{{Cause: portfolio.DeviationDelayed, Amount: 12_34, Explanation: "ny aftale", Owner: "Chef A", Recovery: &recovery}, {Cause: portfolio.DeviationPrice, Amount: -5, Owner: "Chef B"}}}
		made, err := s.ReportStatus(t.Context(), greve, analystOf(greve), said, 0)
		must(t, err)
		names, err := s.Names(t.Context(), greve)
		must(t, err)
		want := portfolio.QuarterlyStatus{Case: id, CaseNumber: "BC01", Quarter: k4, Light: portfolio.LightRed, Comment: said.Comment, DecisionNeeded: said.DecisionNeeded,
			ReportedBy: names[analystOf(greve)], ReportedAt: now, Reason: said.Reason, Report: 1, Deviations: said.Deviations}
		if diff := cmp.Diff(want, statusOf(t, s, k4)); diff != "" || made.Number != 1 {
			t.Errorf("(-want +got):\n%s", diff)
		}
		_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), said, 0)
		wantError(t, err, portfolio.CodeConflict, "status.conflict", "")
		unborn := portfolio.StatusReport{Case: id, Quarter: calc.QuarterOf(now).Next(), Comment: "spådom"}
		_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), unborn, 0)
		wantError(t, err, portfolio.CodeInvalid, "quarter.not-begun", "")
		said.Comment, said.Deviations = "Fundet", said.Deviations[:1]
		_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), said, made.Number)
		must(t, err)
		if got := statusOf(t, s, k4); got.Comment != "Fundet" || len(got.Deviations) != 1 || got.Report != 2 {
			t.Errorf("the next report: %+v", got)
		}
		_, err = s.ReportStatus(t.Context(), greve, "reader", said, 2)
		wantError(t, err, portfolio.CodeForbidden, "status.forbidden", "")
		said.Case = "ukendt"
		_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), said, 0)
		wantError(t, err, portfolio.CodeNotFound, "case.not-found", "")
		said.Case = id
		frozen, err := s.Freeze(t.Context(), greve, analystOf(greve), k4)
		must(t, err)
		_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), said, 2)
		wantError(t, err, portfolio.CodeLocked, "quarter.locked-status", "")
		shown, err := frozen.Report()
		must(t, err)
		if d := shown.Round.CaseNamed(id).Deviation; d == nil || len(d.Causes) != 1 || d.Causes[0].Amount != 12_34 || len(frozen.Verify("")) != 0 {
			t.Errorf("the frozen quarter holds %+v", d)
		}
	})
}

// A confirmation holds for the amount it was given for, by those who may.
func TestConfirmation(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		one := portfolio.Confirmation{Case: id, Benefit: "G1", Quarter: k4, Amount: 100_00, Note: "efter regnskabet"}
		made, err := s.Confirm(t.Context(), greve, analystOf(greve), one)
		must(t, err)
		if got := statusOf(t, s, k4).Confirmations; len(got) != 1 || got[0] != made || made.Name == "" || made.At != now {
			t.Errorf("got %+v, want %+v", got, made)
		}
		again := one
		again.Note = "igen"
		_, err = s.Confirm(t.Context(), greve, analystOf(greve), again)
		must(t, err)
		if got := statusOf(t, s, k4).Confirmations; len(got) != 1 || got[0].Note != "igen" {
			t.Errorf("the last stands: %+v", got)
		}
		refused := func(by portfolio.UserID, code portfolio.Code, key string, change func(*portfolio.Confirmation)) {
			t.Helper()
			wrong := one
			change(&wrong)
			_, err := s.Confirm(t.Context(), greve, by, wrong)
			wantError(t, err, code, key, "")
		}
		refused("reader", portfolio.CodeForbidden, "confirmation.forbidden", func(*portfolio.Confirmation) {})
		refused("owner", portfolio.CodeForbidden, "confirmation.not-owner", func(*portfolio.Confirmation) {})
		refused(analystOf(greve), portfolio.CodeConflict, "confirmation.changed", func(c *portfolio.Confirmation) { c.Amount++ })
		refused(analystOf(greve), portfolio.CodeInvalid, "confirmation.nothing-reported", func(c *portfolio.Confirmation) { c.Quarter = k4.Next().Next() })
		refused(analystOf(greve), portfolio.CodeNotFound, "benefit.not-found", func(c *portfolio.Confirmation) { c.Benefit = "G99" })
		_, err = s.Freeze(t.Context(), greve, analystOf(greve), k4)
		must(t, err)
		refused(analystOf(greve), portfolio.CodeLocked, "quarter.locked-status", func(*portfolio.Confirmation) {})
	})
}
