package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// wantError checks an error's code, key and place, which is what a person is told.
func wantError(t *testing.T, err error, code portfolio.Code, key, place string) *portfolio.Error {
	t.Helper()
	var e *portfolio.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an error %s", err, key)
	}
	if e.Code != code || e.Key != key || e.Place.String() != place {
		t.Fatalf("got %s %s at %q, want %s %s at %q", e.Code, e.Key, e.Place, code, key, place)
	}
	return e
}

func TestAcceptGivesSummaryAndKeepsTheFile(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		f := file("sag.xlsx", "bytes of a workbook")
		made := accept(t, s, acceptance(greve, f, digitalPost()))
		want := portfolio.Import{ID: "1", Organisation: greve, By: analystOf(greve), At: now, File: "sag.xlsx", SHA256: f.SHA256,
			Layout: "template", Answers: map[string]string{"unit@Økonomi": "kr."}, NewCases: 1, Amounts: 5}
		if diff := cmp.Diff(want, made); diff != "" {
			t.Errorf("Accept (-want +got):\n%s", diff)
		}
		stored, err := s.Import(t.Context(), greve, made.ID)
		must(t, err)
		if diff := cmp.Diff(want, stored); diff != "" {
			t.Errorf("Import (-want +got):\n%s", diff)
		}
		original, err := s.OriginalFile(t.Context(), greve, f.SHA256)
		must(t, err)
		if diff := cmp.Diff(f, original); diff != "" {
			t.Errorf("OriginalFile (-want +got):\n%s", diff)
		}
		second := accept(t, s, acceptance(greve, file("ny.xlsx", "other bytes"), portfolio.BusinessCase{Title: "Uden nummer"}))
		all, err := s.Imports(t.Context(), greve)
		must(t, err)
		if diff := cmp.Diff([]portfolio.Import{second, made}, all); diff != "" {
			t.Errorf("Imports, latest first (-want +got):\n%s", diff)
		}
	})
}

func TestSameBytesAreAcceptedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("første.xlsx", "same"), digitalPost()))
		_, err := s.Accept(t.Context(), acceptance(greve, file("anden.xlsx", "same"), digitalPost()))
		e := wantError(t, err, portfolio.CodeConflict, "import.already", "anden.xlsx")
		if diff := cmp.Diff(map[string]any{"id": "1", "file": "første.xlsx", "date": now}, e.Args); diff != "" {
			t.Errorf("the conflict names the earlier import (-want +got):\n%s", diff)
		}
		// Another organisation has its own files.
		accept(t, s, acceptance(albertslund, file("anden.xlsx", "same"), portfolio.BusinessCase{Title: "Deres"}))
	})
}

// A known number, however it is written, is a new version of the same case; the
// versions before stay as they were.
func TestKnownNumberIsANewVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("v1.xlsx", "v1"), digitalPost()))
		changed := digitalPost()
		changed.Number, changed.Title = " bc01", "Digital post 2"
		changed.Costs = append([]portfolio.CostLine{{Label: "Oplæring", Recurrence: portfolio.OneOff}}, changed.Costs...)
		made := accept(t, s, acceptance(greve, file("v2.xlsx", "v2"), changed))
		if made.NewCases != 0 || made.NewVersions != 1 {
			t.Errorf("got %d new cases and %d new versions, want 0 and 1", made.NewCases, made.NewVersions)
		}
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		if len(cases) != 1 || cases[0].Version != 2 || cases[0].Title != "Digital post 2" {
			t.Fatalf("got %+v, want one case in version 2", cases)
		}
		// "Licenser" keeps the id it had, though another line now comes first.
		if ids := []string{cases[0].Costs[0].ID, cases[0].Costs[1].ID}; ids[0] != "c2" || ids[1] != "c1" {
			t.Errorf("cost lines are %v, want c2 (new) and c1 (as before)", ids)
		}
		versions, err := s.CaseVersions(t.Context(), greve, cases[0].ID)
		must(t, err)
		if len(versions) != 2 || versions[0].Version != 2 || versions[1].Title != "Digital post" || versions[1].Source.File != "v1.xlsx" {
			t.Errorf("got versions %+v, want 2 and 1 as accepted", versions)
		}
	})
}

func report(number string, benefit portfolio.BenefitID, series portfolio.Series, amounts ...portfolio.Amount) portfolio.BenefitReport {
	return portfolio.BenefitReport{CaseNumber: number, Benefit: benefit, Series: series, Amounts: amounts}
}

func acceptReports(t *testing.T, s *store.Store, name string, reports ...portfolio.BenefitReport) portfolio.Import {
	t.Helper()
	a := acceptance(greve, file(name, name))
	a.Reports = reports
	return accept(t, s, a)
}

func realised(t *testing.T, s *store.Store) map[string]calc.Money {
	t.Helper()
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	all := map[string]calc.Money{}
	for _, amount := range cases[0].Benefits[0].Series[portfolio.Realised] {
		all[amount.Period.String()] = amount.Money
	}
	return all
}

// For a series and period the latest word stands: a report over the version it
// came after, a version over the reports before it.
func TestLatestReportStands(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost())) // says 2012K3: −5,00 kr.
		acceptReports(t, s, "k4", report("bc01", "G1", portfolio.Realised, amount("2012K3", 1_00, "F2"), amount("2012K4", 2_00, "G2")))
		byLabel := report("BC01", "", portfolio.Realised, amount("2012K4", 3_00, "G2"), amount("2013K1", 4_00, "H2"))
		byLabel.Label, byLabel.State = "mindre PORTO", portfolio.BenefitRealised
		made := acceptReports(t, s, "k1", byLabel)
		if diff := cmp.Diff(map[string]calc.Money{"2012K3": 1_00, "2012K4": 3_00, "2013K1": 4_00}, realised(t, s)); diff != "" {
			t.Errorf("after two reports (-want +got):\n%s", diff)
		}
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		benefit := cases[0].Benefits[0]
		if benefit.State != portfolio.BenefitRealised {
			t.Errorf("state %s, want the reported one", benefit.State)
		}
		want := portfolio.Source{SHA256: made.SHA256, File: "k1", Sheet: "Økonomi", Cell: "H2", Raw: "rå H2", Import: string(made.ID)}
		if got := benefit.Series[portfolio.Realised][2].Source; got != want {
			t.Errorf("source %+v, want the report's cell %+v", got, want)
		}
		// The new version says 2012K3 −5,00 and decided again; the other figures stay.
		accept(t, s, acceptance(greve, file("sag", "v2"), digitalPost()))
		if diff := cmp.Diff(map[string]calc.Money{"2012K3": -5_00, "2012K4": 3_00, "2013K1": 4_00}, realised(t, s)); diff != "" {
			t.Errorf("after a new version (-want +got):\n%s", diff)
		}
		cases, err = s.Cases(t.Context(), greve)
		must(t, err)
		if state := cases[0].Benefits[0].State; state != portfolio.BenefitDecided {
			t.Errorf("state %s, want the new version's", state)
		}
	})
}

func TestLatestStatusStands(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		quarter := calc.Quarter{Year: 2013, Q: 2}
		for i, light := range []portfolio.TrafficLight{portfolio.LightGreen, portfolio.LightRed} {
			a := acceptance(greve, file("status", fmt.Sprint(i)))
			a.Statuses = []portfolio.QuarterlyStatus{
				{CaseNumber: "BC01", Quarter: quarter, Light: light, Comment: "ord", DecisionNeeded: "penge", ReportedBy: "NN",
					ReportedAt: time.Date(2013, 7, 2, 0, 0, 0, 0, time.UTC), Source: portfolio.Source{Sheet: "Status", Cell: "B2", Raw: "x"}}}
			accept(t, s, a)
		}
		statuses, err := s.Statuses(t.Context(), greve)
		must(t, err)
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		want := []portfolio.QuarterlyStatus{{Case: cases[0].ID, CaseNumber: "BC01", Quarter: quarter, Light: portfolio.LightRed, Comment: "ord",
			DecisionNeeded: "penge", ReportedBy: "NN", ReportedAt: time.Date(2013, 7, 2, 0, 0, 0, 0, time.UTC),
			Source: portfolio.Source{Sheet: "Status", Cell: "B2", Raw: "x", Import: "3", File: "status", SHA256: file("", "1").SHA256}}}
		if diff := cmp.Diff(want, statuses); diff != "" {
			t.Errorf("Statuses (-want +got):\n%s", diff)
		}
	})
}

// Whatever is wrong with one part, nothing of the acceptance is stored.
func TestAcceptIsAllOrNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		acceptReports(t, s, "k4", report("BC01", "G1", portfolio.Realised, amount("2012K4", 2_00, "G2")))
		twoAlike := digitalPost()
		twoAlike.Number, twoAlike.Benefits = "BC02", []portfolio.Benefit{{Label: "Ens"}, {Label: "Ens"}}
		accept(t, s, acceptance(greve, file("sag2", "v2"), twoAlike))
		before := everything(t, s, greve)

		untitled := digitalPost()
		untitled.Number, untitled.Title = "BC09", " "
		without := digitalPost()
		without.Benefits = []portfolio.Benefit{{ID: "G2", Label: "En anden"}}
		elsewhere := digitalPost()
		elsewhere.Number, elsewhere.FocusArea = "BC09", "findes-ikke"
		twice := digitalPost()
		twice.Number = "BC09"
		twice.Costs[0].Amounts = append(twice.Costs[0].Amounts, amount("2012", 1, "E5"))
		huge := digitalPost()
		huge.Number = "BC09"
		huge.Costs[0].Amounts = []portfolio.Amount{amount("2012", portfolio.MaxAmount+1, "C5")}
		fresh := digitalPost()
		fresh.Number = "BC09"
		ambiguous := report("BC02", "", portfolio.Realised, amount("2012K4", 2_00, "G2"))
		ambiguous.Label = "ens"
		tests := []struct {
			key, place string
			cases      []portfolio.BusinessCase
			reports    []portfolio.BenefitReport
		}{
			{"acceptance.nothing", "fil.xlsx", nil, nil},
			{"case.title-missing", "fil.xlsx Stamdata!B3", []portfolio.BusinessCase{fresh, untitled}, nil},
			{"case.number-twice", "fil.xlsx Stamdata!B3", []portfolio.BusinessCase{fresh, fresh}, nil},
			{"case.reported-benefit-missing", "fil.xlsx Stamdata", []portfolio.BusinessCase{without}, nil},
			{"focus-area.unknown", "fil.xlsx Stamdata!B3", []portfolio.BusinessCase{elsewhere}, nil},
			{"amount.period-twice", "fil.xlsx Økonomi!E5", []portfolio.BusinessCase{twice}, nil},
			{"amount.implausible", "fil.xlsx Økonomi!C5", []portfolio.BusinessCase{huge}, nil},
			{"report.unknown-case", "fil.xlsx Økonomi!K7", []portfolio.BusinessCase{fresh}, []portfolio.BenefitReport{
				report("BC77", "G1", portfolio.Realised, amount("2013K1", 1, "K7"))}},
			{"report.unknown-benefit", "fil.xlsx Økonomi!K7", []portfolio.BusinessCase{fresh}, []portfolio.BenefitReport{
				report("BC01", "G7", portfolio.Realised, amount("2013K1", 1, "K7"))}},
			{"report.ambiguous-benefit", "fil.xlsx Økonomi!G2", []portfolio.BusinessCase{fresh}, []portfolio.BenefitReport{ambiguous}},
		}
		for _, test := range tests {
			t.Run(test.key, func(t *testing.T) {
				a := acceptance(greve, file("fil.xlsx", test.key), test.cases...)
				a.Reports = test.reports
				_, err := s.Accept(t.Context(), a)
				wantError(t, err, portfolio.CodeInvalid, test.key, test.place)
				if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
					t.Errorf("something was stored (-before +after):\n%s", diff)
				}
			})
		}
		t.Run("bytes that are not the hash's", func(t *testing.T) {
			a := acceptance(greve, file("fil.xlsx", "x"), fresh)
			a.File.Bytes = []byte("y")
			_, err := s.Accept(t.Context(), a)
			wantError(t, err, portfolio.CodeInvalid, "file.changed", "fil.xlsx")
		})
	})
}

// All that is wrong is told at once.
func TestAcceptTellsEverything(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		a := acceptance(greve, file("fil.xlsx", "x"))
		a.Reports = []portfolio.BenefitReport{
			report("X1", "G", portfolio.Realised, amount("2013K1", 1, "A1")), report("X2", "G", portfolio.Realised, amount("2013K1", 1, "A2"))}
		_, err := s.Accept(t.Context(), a)
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok || len(joined.Unwrap()) != 2 {
			t.Errorf("got %v, want both unknown cases", err)
		}
	})
}

func TestOnlyMembersWhoMayImportDo(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "rådet", Name: "Rådet", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleCouncil}}}))
		a := acceptance(greve, file("fil.xlsx", "x"), digitalPost())
		a.By = "rådet"
		_, err := s.Accept(t.Context(), a)
		wantError(t, err, portfolio.CodeForbidden, "user.may-not-import", "")
		a.By = analystOf(albertslund)
		_, err = s.Accept(t.Context(), a)
		wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
	})
}

// Many users accept at once, some of them the same file: each file is stored
// once, every case once, and versions are counted without a gap.
func TestAcceptConcurrently(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		other := open(t, url, fixedClock) // a second server beside the first
		twoOrganisations(t, s)
		const files, attempts = 8, 3
		outcomes := make([]error, files*attempts)
		var wait sync.WaitGroup
		for i := range outcomes {
			wait.Go(func() {
				f := file("sag.xlsx", fmt.Sprint(i%files))
				from := []*store.Store{s, other}[i%2]
				_, outcomes[i] = from.Accept(t.Context(), acceptance(greve, f, digitalPost()))
			})
		}
		wait.Wait()
		accepted := 0
		for _, err := range outcomes {
			if err == nil {
				accepted++
			} else {
				wantError(t, err, portfolio.CodeConflict, "import.already", "sag.xlsx")
			}
		}
		if accepted != files {
			t.Errorf("%d were accepted, want one for each of the %d files", accepted, files)
		}
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		versions, err := s.CaseVersions(t.Context(), greve, cases[0].ID)
		must(t, err)
		for i, version := range versions {
			if want := files - i; version.Version != want || len(cases) != 1 {
				t.Errorf("version %d stands at place %d, want %d, of one case", version.Version, i, want)
			}
		}
		if bad, err := s.VerifyAuditLog(t.Context(), greve); bad != 0 || err != nil {
			t.Errorf("the audit log breaks at %d, %v", bad, err)
		}
	})
}
