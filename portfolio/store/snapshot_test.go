package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// A frozen quarter stays as it was frozen, whatever is accepted later, and comes
// back byte for byte.
func TestFreeze(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		first, second := calc.Quarter{Year: 2014, Q: 1}, calc.Quarter{Year: 2014, Q: 2}
		frozen, err := s.Freeze(t.Context(), greve, analystOf(greve), first)
		must(t, err)
		acceptReports(t, s, "sent", report("BC01", "G1", portfolio.Realised, amount("2014K2", 9_00, "G2")))
		_, err = s.Freeze(t.Context(), greve, analystOf(greve), second)
		must(t, err)
		stored, err := s.Snapshot(t.Context(), greve, first)
		must(t, err)
		if diff := cmp.Diff(frozen, stored); diff != "" {
			t.Errorf("Snapshot (-frozen +stored):\n%s", diff)
		}
		chain, err := s.Snapshots(t.Context(), greve)
		must(t, err)
		if len(chain) != 2 || chain[1].Previous != frozen.Hash || !chain[0].At.Equal(now) || chain[0].By != analystOf(greve) {
			t.Errorf("the chain is %+v", chain)
		}
		if faults := portfolio.VerifyChain(chain); len(faults) != 0 {
			t.Errorf("faults %v", faults)
		}
		if !strings.Contains(string(chain[1].Inputs), `"rå G2"`) || strings.Contains(string(chain[0].Inputs), `"rå G2"`) {
			t.Error("the later report is not in the second snapshot only")
		}
	})
}

func TestFreezeRefuses(t *testing.T) {
	onBothWithClock(t, func(t *testing.T, s *store.Store, c *clock, _ string) {
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "læser", Name: "Læser", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}}))
		quarter := calc.Quarter{Year: 2014, Q: 2}
		freeze := func(by portfolio.UserID, q calc.Quarter) error {
			_, err := s.Freeze(t.Context(), greve, by, q)
			return err
		}
		wantError(t, freeze("læser", quarter), portfolio.CodeForbidden, "user.may-not-freeze", "")
		// The last second of the quarter in Denmark, which is two hours before UTC, and
		// the first after it.
		c.at = time.Date(2014, 6, 30, 21, 59, 59, 0, time.UTC)
		wantError(t, freeze(analystOf(greve), quarter), portfolio.CodeInvalid, "snapshot.too-early", "")
		wantError(t, freeze(analystOf(greve), calc.Quarter{Year: 1899, Q: 1}), portfolio.CodeInvalid, "period.implausible", "")
		c.at = time.Date(2014, 6, 30, 22, 0, 0, 0, time.UTC)
		must(t, freeze(analystOf(greve), quarter))
		wantError(t, freeze(analystOf(greve), quarter), portfolio.CodeConflict, "snapshot.exists", "")
		wantError(t, freeze(analystOf(greve), quarter.Add(-1)), portfolio.CodeLocked, "snapshot.out-of-order", "")
		_, err := s.Snapshot(t.Context(), greve, quarter.Add(-1))
		wantError(t, err, portfolio.CodeNotFound, "snapshot.not-found", "")
	})
}
