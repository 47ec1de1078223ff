package store_test

import (
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
