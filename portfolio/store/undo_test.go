package store_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// standing is all that can be read of a portfolio, but the log of what was done
// to it: cases, their versions, statuses, and the imports that count.
type standing struct {
	Cases    []portfolio.BusinessCase
	Versions [][]portfolio.BusinessCase
	Statuses []portfolio.QuarterlyStatus
	Imports  []portfolio.Import
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func standingOf(t fataler, tt *testing.T, s *store.Store) (all standing) {
	t.Helper()
	var errs [3]error
	all.Cases, errs[0] = s.Cases(tt.Context(), greve)
	all.Statuses, errs[1] = s.Statuses(tt.Context(), greve)
	all.Imports, errs[2] = s.Imports(tt.Context(), greve)
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	all.Imports = slices.DeleteFunc(all.Imports, func(one portfolio.Import) bool { return one.Undone != nil })
	if len(all.Imports) == 0 {
		all.Imports = nil
	}
	for _, one := range all.Cases {
		versions, err := s.CaseVersions(tt.Context(), greve, one.ID)
		if err != nil {
			t.Fatal(err)
		}
		all.Versions = append(all.Versions, versions)
	}
	return all
}

// drawn draws an acceptance: new cases and new versions, benefits that come and
// go, reports and statuses about what is known.
func drawn(t *rapid.T, known []portfolio.BusinessCase, step int) portfolio.Acceptance {
	a := acceptance(greve, file(fmt.Sprintf("fil%d.xlsx", step), strconv.Itoa(step)))
	numbers := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"BC01", "bc 02", "BC03", "BC04"}), 0, 3, portfolio.FoldNumber).Draw(t, "numbers")
	for _, number := range numbers {
		one := digitalPost()
		one.Number = number
		one.Title = "Digital post " + rapid.SampledFrom([]string{"", "i skolen", "i hele kommunen"}).Draw(t, "title")
		one.Costs[0].Amounts[0].Money = calc.Money(rapid.Int64Range(0, 1_000_000_00).Draw(t, "cost"))
		one.Benefits[0].Series[portfolio.Plan][0].Money = calc.Money(rapid.Int64Range(-1_000_00, 1_000_000_00).Draw(t, "gain"))
		if rapid.Bool().Draw(t, "second benefit") {
			one.Benefits = append(one.Benefits, portfolio.Benefit{ID: "G2", Label: "Mindre tid", Kind: portfolio.ReleasedTime,
				Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: {amount("2013", 7_00, "D9")}}})
		}
		a.Cases = append(a.Cases, one)
	}
	if rapid.Bool().Draw(t, "unnumbered") {
		a.Cases = append(a.Cases, portfolio.BusinessCase{Title: fmt.Sprintf("Sag %d uden nummer", step)})
	}
	for _, one := range known {
		if one.Number == "" {
			continue
		}
		for _, benefit := range one.Benefits {
			if rapid.IntRange(0, 2).Draw(t, "report") == 0 {
				series := rapid.SampledFrom([]portfolio.Series{portfolio.Forecast, portfolio.Realised}).Draw(t, "series")
				r := report(one.Number, benefit.ID, series, amount("2013K1", calc.Money(rapid.Int64Range(-9_00, 9_00).Draw(t, "reported")), "F8"))
				r.State = rapid.SampledFrom([]portfolio.BenefitState{"", portfolio.BenefitRealised}).Draw(t, "state")
				a.Reports = append(a.Reports, r)
			}
		}
		if rapid.IntRange(0, 2).Draw(t, "status") == 0 {
			a.Statuses = append(a.Statuses, portfolio.QuarterlyStatus{CaseNumber: one.Number, Quarter: calc.Quarter{Year: 2013, Q: rapid.IntRange(1, 2).Draw(t, "q")},
				Light: rapid.SampledFrom([]portfolio.TrafficLight{portfolio.LightGreen, portfolio.LightRed}).Draw(t, "light")})
		}
	}
	return a
}

// Whatever was accepted before, accepting one more and undoing it leaves
// everything as it was; and so does undoing all, the last first.
func TestUndoRestoresTheStateBefore(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		step, rounds := 0, 0
		rapid.Check(t, func(rt *rapid.T) {
			if rounds++; rounds > 25 && strings.HasPrefix(url, "postgres") {
				return // it is the same code; what differs are the types and the plans
			}
			var stack []standing
			var made []portfolio.ImportID
			empty := standingOf(rt, t, s)
			for range rapid.IntRange(1, 6).Draw(rt, "imports") {
				step++
				before := standingOf(rt, t, s)
				accepted, err := s.Accept(t.Context(), drawn(rt, before.Cases, step))
				if err != nil {
					continue // nothing drawn, or a version without a reported benefit
				}
				stack, made = append(stack, before), append(made, accepted.ID)
			}
			for i := len(made) - 1; i >= 0; i-- {
				preview, err := s.PreviewUndo(t.Context(), greve, analystOf(greve), made[i])
				if err != nil {
					rt.Fatal(err)
				}
				done, err := s.Undo(t.Context(), greve, analystOf(greve), made[i])
				if err != nil {
					rt.Fatal(err)
				}
				done.Import.Undone = nil
				if diff := cmp.Diff(preview, done, comparePeriods); diff != "" {
					rt.Fatalf("done otherwise than told (-told +done):\n%s", diff)
				}
				if len(done.Kept)+len(done.Blocking) != 0 {
					rt.Fatalf("nothing came later, but it names %+v", done)
				}
				if diff := cmp.Diff(stack[i], standingOf(rt, t, s), comparePeriods); diff != "" {
					rt.Fatalf("after the undo of import %s (-before +after):\n%s", made[i], diff)
				}
			}
			if diff := cmp.Diff(empty, standingOf(rt, t, s), comparePeriods); diff != "" {
				rt.Fatalf("after all undos (-before +after):\n%s", diff)
			}
		})
		if bad, err := s.VerifyAuditLog(t.Context(), greve); bad != 0 || err != nil {
			t.Errorf("the audit log breaks at %d, %v", bad, err)
		}
		if step < 50 {
			t.Errorf("only %d acceptances were drawn", step)
		}
	})
}

// What came later stays and is named: a newer version, a frozen quarter, and
// figures about a benefit that another import brought too.
func TestUndoKeepsLaterEdits(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		first := accept(t, s, acceptance(greve, file("v1.xlsx", "v1"), digitalPost()))
		changed := digitalPost()
		changed.Title = "Digital post 2"
		second := accept(t, s, acceptance(greve, file("v2.xlsx", "v2"), changed))
		acceptReports(t, s, "k4", report("BC01", "G1", portfolio.Realised, amount("2012K4", 2_00, "G2")))
		_, err := s.Freeze(t.Context(), greve, analystOf(greve), calc.Quarter{Year: 2014, Q: 1})
		must(t, err)
		before, err := s.Cases(t.Context(), greve)
		must(t, err)

		done, err := s.Undo(t.Context(), greve, analystOf(greve), first.ID)
		must(t, err)
		if len(done.Gone)+len(done.Restored)+len(done.Blocking) != 0 {
			t.Errorf("undoing an older version changes %+v", done)
		}
		about := portfolio.LaterEdit{Case: before[0].ID, Number: "BC01", Title: "Digital post 2"}
		version, reports := about, about
		version.Kind, version.Import, version.File = portfolio.LaterVersion, second.ID, "v2.xlsx"
		reports.Kind, reports.Import, reports.File = portfolio.LaterReports, "3", "k4"
		want := []portfolio.LaterEdit{version, reports, {Kind: portfolio.LaterFreeze, Quarter: calc.Quarter{Year: 2014, Q: 1}}}
		if diff := cmp.Diff(want, done.Kept); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		after, err := s.Cases(t.Context(), greve)
		must(t, err)
		if diff := cmp.Diff(before, after, comparePeriods); diff != "" {
			t.Errorf("the newest version changed:\n%s", diff)
		}
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		last := log[len(log)-1]
		if last.Action != "import.undo" || last.Subject != "1" || last.Detail != "v1.xlsx "+first.SHA256+`; kept: version 2 "BC01", reports 3 "BC01", freeze 2014K1` {
			t.Errorf("the audit log says %+v", last)
		}
		// The file is still there for whoever follows the frozen quarter.
		_, err = s.OriginalFile(t.Context(), greve, first.SHA256)
		must(t, err)
		_, err = s.Undo(t.Context(), greve, analystOf(greve), first.ID)
		wantError(t, err, portfolio.CodeConflict, "import.already-undone", "")
	})
}

// Reported money must not vanish: the import it stands on is not undone before
// the reports are, and then is.
func TestUndoThatReportsStandOn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		first := accept(t, s, acceptance(greve, file("v1.xlsx", "v1"), digitalPost()))
		k4 := acceptReports(t, s, "k4.xlsx", report("BC01", "G1", portfolio.Realised, amount("2012K4", 2_00, "G2")))
		before := everything(t, s, greve)
		_, err := s.Undo(t.Context(), greve, analystOf(greve), first.ID)
		e := wantError(t, err, portfolio.CodeConflict, "import.undo-blocked", "")
		if e.Args["later"] != "2 (k4.xlsx)" {
			t.Errorf("it names %v, want the reports' import", e.Args["later"])
		}
		if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
			t.Errorf("the refused undo changed something:\n%s", diff)
		}
		for _, id := range []portfolio.ImportID{k4.ID, first.ID} {
			if _, err := s.Undo(t.Context(), greve, analystOf(greve), id); err != nil {
				t.Fatal(err)
			}
		}
		if all := standingOf(t, t, s); len(all.Cases)+len(all.Imports) != 0 {
			t.Errorf("left is %+v", all)
		}
	})
}

// A frozen quarter's figures and status are not taken back by undoing the import
// that brought them, nor by undoing the case; a later quarter's are.
func TestUndoKeepsLockedQuarters(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		first := accept(t, s, acceptance(greve, file("v1.xlsx", "v1"), digitalPost()))
		k1 := acceptReports(t, s, "k1.xlsx", report("BC01", "G1", portfolio.Realised, amount("2014K1", 2_00, "G2")))
		word := acceptance(greve, file("status.xlsx", "status"))
		word.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2014, Q: 1}, Light: portfolio.LightRed}}
		status := accept(t, s, word)
		_, err := s.Freeze(t.Context(), greve, analystOf(greve), calc.Quarter{Year: 2014, Q: 1})
		must(t, err)
		later := acceptReports(t, s, "k2.xlsx", report("BC01", "G1", portfolio.Realised, amount("2014K2", 3_00, "H2")))
		_, err = s.Undo(t.Context(), greve, analystOf(greve), later.ID)
		must(t, err)

		before := everything(t, s, greve)
		for id, key := range map[portfolio.ImportID]string{
			k1.ID: "quarter.locked-undo", status.ID: "quarter.locked-undo-status", first.ID: "quarter.locked-undo",
		} {
			_, err := s.PreviewUndo(t.Context(), greve, analystOf(greve), id)
			wantError(t, err, portfolio.CodeLocked, key, "")
			_, err = s.Undo(t.Context(), greve, analystOf(greve), id)
			e := wantError(t, err, portfolio.CodeLocked, key, "")
			quarter := calc.Quarter{Year: 2014, Q: 1}
			if id == first.ID {
				quarter = calc.Quarter{Year: 2012, Q: 3} // the workbook's own first figure
			}
			if e.Args["number"] != "BC01" || e.Args["quarter"] != quarter || e.Args["next"] != (calc.Quarter{Year: 2014, Q: 2}) {
				t.Errorf("import %s: the error names %v", id, e.Args)
			}
		}
		if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
			t.Errorf("the refused undo changed something:\n%s", diff)
		}
	})
}

// The same bytes may be accepted again after an undo, and the case is the same
// one as before: its number gives it back its id.
func TestUndoneFileMayComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		f := file("sag.xlsx", "v1")
		first := accept(t, s, acceptance(greve, f, digitalPost()))
		before, err := s.Cases(t.Context(), greve)
		must(t, err)
		_, err = s.Undo(t.Context(), greve, analystOf(greve), first.ID)
		must(t, err)
		again := accept(t, s, acceptance(greve, f, digitalPost()))
		if again.ID == first.ID || again.NewCases != 1 || again.NewVersions != 0 {
			t.Errorf("accepted again as %+v, want an import of its own with a new case", again)
		}
		after, err := s.Cases(t.Context(), greve)
		must(t, err)
		if len(after) != 1 || after[0].ID != before[0].ID || after[0].Version != 2 {
			t.Errorf("the case is %s in version %d, want %s in version 2: version 1 was given out", after[0].ID, after[0].Version, before[0].ID)
		}
		_, err = s.Accept(t.Context(), acceptance(greve, f, digitalPost()))
		wantError(t, err, portfolio.CodeConflict, "import.already", "sag.xlsx")
	})
}

// A benefit that counted in one that was undone counts for itself again.
func TestUndoLeavesNoBenefitUncounted(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("a", "a"), digitalPost()))
		other := digitalPost()
		other.Number = "BC02"
		second := accept(t, s, acceptance(greve, file("b", "b"), other))
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		must(t, s.LinkOverlap(t.Context(), greve, analystOf(greve), portfolio.BenefitRef{Case: cases[0].ID, Benefit: "G1"}, portfolio.BenefitRef{Case: cases[1].ID, Benefit: "G1"}))
		done, err := s.Undo(t.Context(), greve, analystOf(greve), second.ID)
		must(t, err)
		if len(done.Kept) != 1 || done.Kept[0].Kind != portfolio.LaterOverlap {
			t.Errorf("kept %+v, want the link", done.Kept)
		}
		cases, err = s.Cases(t.Context(), greve)
		must(t, err)
		if len(cases) != 1 || cases[0].Benefits[0].CountedIn != nil {
			t.Errorf("got %+v, want the benefit counted for itself", cases)
		}
	})
}

func TestOnlyThoseWhoMayImportUndo(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "rådet", Name: "Rådet", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleCouncil}}}))
		made := accept(t, s, acceptance(greve, file("a", "a"), digitalPost()))
		_, err := s.Undo(t.Context(), greve, "rådet", made.ID)
		wantError(t, err, portfolio.CodeForbidden, "user.may-not-import", "")
		_, err = s.Undo(t.Context(), greve, analystOf(greve), "77")
		wantError(t, err, portfolio.CodeNotFound, "import.not-found", "")
	})
}
