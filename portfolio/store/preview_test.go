package store_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// A preview tells the difference in kroner and stores nothing, and Accept then
// does what it told.
func TestPreview(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		acceptReports(t, s, "k4", report("BC01", "G1", portfolio.Realised, amount("2012K4", 2_00, "G2")))
		before := everything(t, s, greve)

		changed, fresh := digitalPost(), portfolio.BusinessCase{Number: "BC02", Title: "Ny", Costs: []portfolio.CostLine{{Label: "Køb", Amounts: []portfolio.Amount{amount("2013", 7_00, "B2")}}}}
		changed.Benefits[0].Series[portfolio.Plan][1].Money -= 1_000_00
		a := acceptance(greve, file("sag", "v2"), changed, fresh)
		a.Reports = []portfolio.BenefitReport{report("BC01", "G1", portfolio.Realised, amount("2012K4", 3_00, "G2"), amount("2013K1", 4_00, "H2"))}
		preview, err := s.Preview(t.Context(), a)
		must(t, err)
		if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
			t.Fatalf("the preview stored something:\n%s", diff)
		}
		if len(preview.Cases) != 3 {
			t.Fatalf("got %+v, want the new version, the new case, and the reports", preview.Cases)
		}
		version, newCase, reports := preview.Cases[0], preview.Cases[1], preview.Cases[2]
		if len(version.Fields)+len(version.Lines) != 0 || len(version.Amounts) != 1 || version.Benefits != -1_000_00 || version.Amounts[0].Source.Cell != "D8" {
			t.Errorf("the new version changes %+v, want one amount 1.000 kr. lower", version)
		}
		if !newCase.New || newCase.Costs != 7_00 || newCase.Title != "Ny" {
			t.Errorf("the new case is %+v", newCase)
		}
		// 2012K4 from the 2,00 reported before to 3,00, and 2013K1 from nothing to 4,00.
		if len(reports.Amounts) != 2 || reports.Amounts[0].Difference != 1_00 || reports.Amounts[1].Before != nil || reports.Amounts[1].Difference != 4_00 {
			t.Errorf("the reports change %+v", reports.Amounts)
		}
		made := accept(t, s, a)
		preview.Import.ID = made.ID
		if diff := cmp.Diff(made, preview.Import); diff != "" {
			t.Errorf("accepted as told (-accepted +told):\n%s", diff)
		}
	})
}

func TestPreviewTellsWhatIsWrong(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		a := acceptance(greve, file("sag.xlsx", "v1"))
		a.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2013, Q: 1}, Source: portfolio.Source{Sheet: "S", Cell: "A1"}}}
		_, err := s.Preview(t.Context(), a)
		wantError(t, err, portfolio.CodeInvalid, "report.unknown-case", "sag.xlsx S!A1")
	})
}

// A known number with a wholly different title, and a known title without a
// number, are told apart by a person only; and nothing is stored before.
func TestIdentityIsAsked(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("v1", "v1"), digitalPost(), portfolio.BusinessCase{Title: "Uden nummer"}))
		renamed := digitalPost()
		renamed.Title = "Nyt ESDH-system"
		tests := []struct {
			one              portfolio.BusinessCase
			key, asks, other string
			cases, versions  int // after SameCase, and then OtherCase
		}{
			{renamed, "case.same-number", "same-case@bc01", "case.number-taken", 2, 2},
			{portfolio.BusinessCase{Title: "uden NUMMER"}, "case.same-title", "same-case@uden nummer", "", 3, 2},
		}
		for _, test := range tests {
			a := acceptance(greve, file("v2", test.key), test.one)
			before := everything(t, s, greve)
			for _, try := range []func() error{
				func() error { _, err := s.Preview(t.Context(), a); return err },
				func() error { _, err := s.Accept(t.Context(), a); return err },
			} {
				err := try()
				wantError(t, err, portfolio.CodeConflict, test.key, portfolio.Place{File: "v2", Sheet: test.one.Source.Sheet, Cell: test.one.Source.Cell}.String())
				var asked *portfolio.IdentityError
				if !errors.As(err, &asked) || asked.Key != test.asks {
					t.Errorf("asked %+v, want %s", asked, test.asks)
				}
			}
			if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
				t.Errorf("something was stored:\n%s", diff)
			}
			a.Answers = map[string]string{test.asks: portfolio.SameCase}
			if made := accept(t, s, a); made.NewVersions != 1 || made.NewCases != 0 {
				t.Errorf("the same case became %+v", made)
			}
			b := acceptance(greve, file("v3", test.key+"3"), test.one)
			if test.one.Number != "" {
				b.Cases[0].Title = "Helt andet"
			}
			b.Answers = map[string]string{test.asks: portfolio.OtherCase}
			_, err := s.Accept(t.Context(), b)
			if test.other != "" {
				wantError(t, err, portfolio.CodeInvalid, test.other, "v3 Stamdata!B3")
			} else {
				must(t, err)
			}
			cases, err := s.Cases(t.Context(), greve)
			must(t, err)
			if len(cases) != test.cases {
				t.Errorf("%s: %d cases, want %d", test.key, len(cases), test.cases)
			}
		}
	})
}

// A preview tells the net present value before and after: 100 and 50 in costs
// against 200 and 400, all t.kr., at 5 % from 2012 is 100 + (400 − 50,00001)/1,05 =
// 433,333 t.kr.; 100 t.kr. more in 2013 is 95,238 more.
func TestPreviewTellsNPV(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		changed := digitalPost()
		changed.Benefits[0].Series[portfolio.Plan][1].Money += 100_000 * calc.Krone
		preview, err := s.Preview(t.Context(), acceptance(greve, file("sag", "v2"), changed))
		must(t, err)
		before, after := preview.Cases[0].NPVBefore, preview.Cases[0].NPVAfter
		if before == nil || after == nil || math.Abs(before.Value-433_333.32) > 0.01 || math.Abs(after.Value-before.Value-100_000/1.05) > 0.001 {
			t.Errorf("the net present value goes from %+v to %+v", before, after)
		}
	})
}
