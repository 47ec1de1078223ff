package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// lockedGreve has Digital post with 100 kr. realised in 2013K4 and that quarter frozen.
func lockedGreve(t *testing.T, s *store.Store) (frozen portfolio.Snapshot, id portfolio.CaseID) {
	t.Helper()
	twoOrganisations(t, s)
	accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
	acceptReports(t, s, "K4", report("BC01", "G1", portfolio.Realised, amount("2013K4", 100_00, "G2")))
	frozen, err := s.Freeze(t.Context(), greve, analystOf(greve), calc.Quarter{Year: 2013, Q: 4})
	must(t, err)
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	return frozen, cases[0].ID
}

// A return that changes a frozen quarter is refused at each of its cells, in the
// preview too; one that says the same again is not.
func TestFrozenQuarterRefusesReports(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		lockedGreve(t, s)
		later := acceptance(greve, file("retur", "retur"))
		later.Reports = []portfolio.BenefitReport{report("BC01", "G1", portfolio.Realised,
			amount("2013K3", 70_00, "F2"), amount("2013K4", 80_00, "G2"), amount("2014K1", 90_00, "H2"))}
		later.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2013, Q: 4}, Light: portfolio.LightRed, Source: portfolio.Source{Sheet: "Økonomi", Cell: "B2"}}}
		_, accepted := s.Accept(t.Context(), later)
		_, previewed := s.Preview(t.Context(), later)
		for _, err := range []error{accepted, previewed} {
			var joined interface{ Unwrap() []error }
			if !errors.As(err, &joined) || len(joined.Unwrap()) != 3 {
				t.Fatalf("got %v, want three refusals", err)
			}
			wantError(t, joined.Unwrap()[0], portfolio.CodeLocked, "quarter.locked", "retur Økonomi!F2")
			wantError(t, joined.Unwrap()[1], portfolio.CodeLocked, "quarter.locked", "retur Økonomi!G2")
			wantError(t, joined.Unwrap()[2], portfolio.CodeLocked, "quarter.locked-status", "retur Økonomi!B2")
		}
		acceptReports(t, s, "samme igen", report("BC01", "G1", portfolio.Realised, amount("2013K4", 100_00, "G9"), amount("2014K1", 90_00, "H2")))
		if got := realised(t, s); got["2013K4"] != 100_00 || got["2014K1"] != 90_00 {
			t.Errorf("realised %v", got)
		}
	})
}

// A new version of a case may not change what it realised in a frozen quarter;
// what was reported apart stays when it says nothing of it.
func TestFrozenQuarterRefusesAVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		lockedGreve(t, s)
		changed := digitalPost()
		changed.Benefits[0].Series[portfolio.Realised] = []portfolio.Amount{amount("2012K3", 5_00, "F8")}
		_, err := s.Accept(t.Context(), acceptance(greve, file("ny", "v2"), changed))
		wantError(t, err, portfolio.CodeLocked, "quarter.locked", "ny Økonomi!F8")
		same := digitalPost()
		same.Benefits[0].Series[portfolio.Plan] = []portfolio.Amount{amount("2013", 300_000*calc.Krone, "D8")}
		accept(t, s, acceptance(greve, file("ny igen", "v3"), same))
		fresh := digitalPost()
		fresh.Number, fresh.Title = "BC77", "En sag, ingen kendte"
		accept(t, s, acceptance(greve, file("sen", "sen"), fresh))
	})
}

// What was frozen stays; the corrected amount counts from now on, the line says
// who, when and why, and the next snapshot's bridge calls it a correction.
func TestCorrectionIsALaterLine(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		frozen, id := lockedGreve(t, s)
		k4 := calc.Quarter{Year: 2013, Q: 4}
		before := calc.Money(100_00)
		want := portfolio.Correction{Number: 1, Source: "bilag 4711", Case: id, Benefit: "G1", Quarter: k4, Before: &before, Amount: 80_00, Reason: "Porto var talt to gange",
			By: analystOf(greve), At: now, Shown: k4.Next()}
		made, err := s.Correct(t.Context(), greve, analystOf(greve), portfolio.Correction{Case: id, Benefit: "G1", Quarter: k4, Amount: 80_00, Reason: want.Reason, Source: "bilag 4711"}, store.AnySeen)
		must(t, err)
		all, err := s.Corrections(t.Context(), greve)
		must(t, err)
		if diff := cmp.Diff([]portfolio.Correction{want}, all); diff != "" || made.Difference() == nil || *made.Difference() != -20_00 {
			t.Errorf("(-want +got):\n%s%+v", diff, made)
		}
		if got := realised(t, s); got["2013K4"] != 80_00 || got["2012K3"] != -5_00 {
			t.Errorf("realised %v", got)
		}
		// The amount leads to its correction, and the log tells both amounts.
		found, err := s.Cases(t.Context(), greve)
		must(t, err)
		for _, one := range found[0].Benefits[0].Series[portfolio.Realised] {
			if quarter, ok := one.Period.Quarter(); ok && quarter == k4 && one.Source != (portfolio.Source{Correction: 1}) {
				t.Errorf("the corrected amount is from %+v", one.Source)
			}
		}
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		if last := log[len(log)-1]; last.Action != "correction.add" || last.Detail != "10000 -> 8000: Porto var talt to gange [bilag 4711]" {
			t.Errorf("the log says %+v", last)
		}
		// The coordinator's workbook may say what was frozen or what is right, and nothing else.
		acceptReports(t, s, "det frosne", report("BC01", "G1", portfolio.Realised, amount("2013K4", 100_00, "G2")))
		acceptReports(t, s, "det rettede", report("BC01", "G1", portfolio.Realised, amount("2013K4", 80_00, "G2")))
		if got := realised(t, s); got["2013K4"] != 80_00 {
			t.Errorf("after the returns: %v", got)
		}
		again, err := s.Snapshot(t.Context(), greve, k4)
		must(t, err)
		if again.Hash != frozen.Hash || len(again.Verify("")) != 0 {
			t.Error("the frozen quarter moved")
		}
		second, err := s.Freeze(t.Context(), greve, analystOf(greve), k4.Next())
		must(t, err)
		bridge, err := portfolio.NewBridge(again, second)
		must(t, err)
		figure, _ := bridge.Figure(portfolio.BridgeKey{Quantity: portfolio.BridgeLayer, Method: portfolio.InYear, Year: 2013, Layer: portfolio.LayerJoint})
		sum, any := figure.Sum(portfolio.CauseCorrection)
		if !any {
			t.Errorf("the bridge knows no correction: %+v, %d", figure, sum)
		}
	})
}

func TestCorrectionRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		_, id := lockedGreve(t, s)
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "koordinator", Name: "K", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleCoordinator}}}))
		k4 := calc.Quarter{Year: 2013, Q: 4}
		sound := portfolio.Correction{Case: id, Benefit: "G1", Quarter: k4, Amount: 80_00, Reason: "fejl"}
		correct := func(by portfolio.UserID, change func(*portfolio.Correction)) error {
			one := sound
			change(&one)
			_, err := s.Correct(t.Context(), greve, by, one, store.AnySeen)
			return err
		}
		analyst := analystOf(greve)
		wantError(t, correct("koordinator", func(*portfolio.Correction) {}), portfolio.CodeForbidden, "user.may-not-correct", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Quarter = k4.Next() }), portfolio.CodeInvalid, "correction.not-locked", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Reason = " " }), portfolio.CodeInvalid, "correction.no-reason", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Amount = 100_00 }), portfolio.CodeInvalid, "correction.same", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Amount = portfolio.MaxAmount + 1 }), portfolio.CodeInvalid, "amount.implausible", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Case = "ukendt" }), portfolio.CodeNotFound, "case.not-found", "")
		wantError(t, correct(analyst, func(c *portfolio.Correction) { c.Benefit = "G9" }), portfolio.CodeNotFound, "benefit.not-found", "")
		if all, err := s.Corrections(t.Context(), greve); err != nil || len(all) != 0 {
			t.Errorf("stored %v, %v", all, err)
		}
	})
}
