package importers

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// exampleReturn reports one benefit of one case; its figures are made up. The
// second quarter of 2013 was not reported, and the third was 0.
func exampleReturn() template.Return {
	amount := func(period string, kroner calc.Money) portfolio.Amount {
		p, err := calc.ParsePeriod(period)
		if err != nil {
			panic(err)
		}
		return portfolio.Amount{Period: p, Money: kroner * calc.Krone}
	}
	return template.Return{
		Organisation: "Eksempel Kommune", FocusArea: "ESDH", Coordinator: "Mona Eksempel", Unit: "t.kr.",
		From: calc.Quarter{Year: 2013, Q: 1}, To: calc.Quarter{Year: 2014, Q: 4},
		Cases: []template.ReturnCase{{
			Number: "BC01", Title: "Opgradering af ESDH",
			Benefits: []portfolio.Benefit{
				{ID: "G1", Label: "Færre licenser", State: portfolio.BenefitReduced, Series: map[portfolio.Series][]portfolio.Amount{
					portfolio.Realised: {amount("2013K1", 70_500), amount("2013K3", 0)},
					portfolio.Forecast: {amount("2014K1", 80_000)},
					portfolio.Budgeted: {amount("2014", 300_000)},
				}},
				{ID: "G2", Label: "Intet indberettet"},
			},
			Statuses: []portfolio.QuarterlyStatus{{
				CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2013, Q: 1}, Light: portfolio.LightYellow,
				Comment: "-10 dage bagud", DecisionNeeded: "Rådet bedes beslutte", ReportedBy: "Mona Eksempel",
				ReportedAt: time.Date(2013, 4, 12, 0, 0, 0, 0, time.UTC),
			}},
		}},
	}
}

// editedReturn is the example after somebody has worked in it.
func editedReturn(t *testing.T, edit func(*excelize.File) error) []byte {
	t.Helper()
	data, err := template.ReturnBytes(exampleReturn())
	if err != nil {
		t.Fatal(err)
	}
	if edit == nil {
		return data
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if err := edit(book); err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	if err := book.Write(&buffer); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// What was reported becomes reports and statuses; what was not is not 0.
func TestReturnBecomesReportsAndStatuses(t *testing.T) {
	ret := exampleReturn()
	for name, edit := range map[string]func(*excelize.File) error{
		"as written":       nil,
		"sheets renamed":   func(f *excelize.File) error { return f.SetSheetName("Realiseret", "Høstet") },
		"rows inserted":    func(f *excelize.File) error { return f.InsertRows("Realiseret", 6, 2) },
		"columns inserted": func(f *excelize.File) error { return f.InsertCols("Status", "C", 1) },
		"quarter as code":  func(f *excelize.File) error { return f.SetCellStr("Realiseret", "F5", "2013K1") },
		"quarter in words": func(f *excelize.File) error { return f.SetCellStr("Realiseret", "F5", "1. kvartal 2013") },
	} {
		data := editedReturn(t, edit)
		file := readForm(t, data, nil)
		if file.Status != Ready || file.Layout != "raaderum-quarterly-return" {
			t.Errorf("%s: %s %+v %+v", name, file.Status, file.Questions, file.Findings)
			continue
		}
		accepted, findings := file.Acceptance(roundTripOrganisation, portfolio.OriginalFile{SHA256: file.SHA256, Bytes: data}, Accepted{})
		if err := accepted.Check(roundTripOrganisation); err != nil || len(findings) > 0 || len(accepted.Cases) > 0 {
			t.Errorf("%s: %v %+v, %d cases", name, err, findings, len(accepted.Cases))
		}
		series := ret.Cases[0].Benefits[0].Series
		want := []portfolio.BenefitReport{
			{CaseNumber: "BC01", Benefit: "G1", Label: "Færre licenser", Series: portfolio.Realised, Amounts: series[portfolio.Realised], State: portfolio.BenefitReduced},
			{CaseNumber: "BC01", Benefit: "G1", Label: "Færre licenser", Series: portfolio.Forecast, Amounts: series[portfolio.Forecast]},
			{CaseNumber: "BC01", Benefit: "G1", Label: "Færre licenser", Series: portfolio.Budgeted, Amounts: series[portfolio.Budgeted]},
		}
		same := cmp.Options{cmpopts.EquateComparable(calc.Period{}), cmpopts.IgnoreTypes(portfolio.Source{})}
		if diff := cmp.Diff(want, accepted.Reports, same); diff != "" {
			t.Errorf("%s: reports, want (-), got (+):\n%s", name, diff)
		}
		if diff := cmp.Diff(ret.Cases[0].Statuses, accepted.Statuses, same); diff != "" {
			t.Errorf("%s: statuses, want (-), got (+):\n%s", name, diff)
		}
	}
}

func TestReturnFaultsAreFoundAtTheirCells(t *testing.T) {
	set := func(sheet, cell string, value any) func(*excelize.File) error {
		return func(f *excelize.File) error { return f.SetCellValue(sheet, cell, value) }
	}
	for _, c := range []struct {
		name   string
		edit   func(*excelize.File) error
		status Status
		found  string
	}{
		{"no unit", set("Indberetning", "B8", nil), Questions, "unit@Indberetning"},
		{"word for a number", set("Realiseret", "G6", "ikke opgjort"), Ready, "warning not-a-number@Realiseret!G6"},
		{"amount without a case", set("Realiseret", "A6", nil), Errors, "error form-return-unnamed@Realiseret!A6"},
		{"the same benefit twice", func(f *excelize.File) error {
			return firstError(f.SetCellStr("Realiseret", "C7", "G1"), f.SetCellStr("Realiseret", "D7", "Færre licenser"), f.SetCellInt("Realiseret", "F7", 1))
		}, Errors, "error form-return-twice@Realiseret!D7"},
		{"the same quarter twice", set("Realiseret", "G5", "1. kvartal 2013"), Errors, "error form-year-twice@Realiseret!G5"},
		{"unknown state", set("Realiseret", "E6", "Næsten"), Errors, "error form-choice-unknown@Realiseret!E6"},
		{"unknown light", set("Status", "D6", "Lilla"), Errors, "error form-choice-unknown@Status!D6"},
		{"status without a quarter", set("Status", "C6", nil), Errors, "error form-status-unplaced@Status!C6"},
		{"status of a year", set("Status", "C6", "2013"), Errors, "error form-status-unplaced@Status!C6"},
		{"the same status twice", func(f *excelize.File) error {
			return firstError(f.SetCellStr("Status", "A7", "bc01"), f.SetCellStr("Status", "C7", "1. kvartal 2013"))
		}, Errors, "error form-return-twice@Status!C7"},
		{"a newer return", set("Indberetning", "C1", "Råderum indberetning 9"), Errors, "error form-version-unknown@Indberetning!C1"},
		{"heading gone", set("Budget", "D5", "Beløb"), Errors, "error form-table-missing@"},
	} {
		file := readForm(t, editedReturn(t, c.edit), nil)
		var found []string
		for _, finding := range file.Findings {
			found = append(found, string(finding.Severity)+" "+finding.Code+"@"+finding.Cell)
		}
		for _, question := range file.Questions {
			found = append(found, question.Key)
		}
		if file.Status != c.status || !slices.Contains(found, c.found) {
			t.Errorf("%s: %s with %q, want %s with %q", c.name, file.Status, found, c.status, c.found)
		}
	}
}

// Words the organisation does not have are findings, never the nearest thing.
func TestAcceptanceGuessesNothing(t *testing.T) {
	found := func(file File, org portfolio.Organisation) []string {
		_, findings := file.Acceptance(org, portfolio.OriginalFile{SHA256: "x", Bytes: []byte("x")}, Accepted{})
		var all []string
		for _, f := range findings {
			all = append(all, string(f.Severity)+" "+f.Code+"@"+f.Cell)
		}
		return all
	}
	elsewhere := roundTripOrganisation
	elsewhere.Name = "Anden Kommune"
	noAreas := roundTripOrganisation
	noAreas.Strategy.FocusAreas = nil

	form := vectorA()
	form.FocusArea = "ESDH og arkiv"
	unknownArea := readForm(t, templateBytes(t, form), nil)
	free := unknownArea
	free.Layout = "register"
	asked := readForm(t, templateBytes(t, vectorA()), nil)
	asked.Status = Questions
	for _, c := range []struct {
		name string
		got  []string
		want string
	}{
		{"another municipality", found(readForm(t, templateBytes(t, vectorA()), nil), elsewhere), "error acceptance-other-organisation@Stamdata!B6"},
		{"unknown focus area", found(unknownArea, roundTripOrganisation), "error acceptance-focus-area-unknown@Stamdata!B10"},
		{"unknown focus area in a free layout", found(free, roundTripOrganisation), "warning acceptance-focus-area-unknown@Stamdata!B10"},
		{"no focus areas", found(unknownArea, noAreas), "error acceptance-no-focus-areas@Stamdata!B10"},
		{"open questions", found(asked, roundTripOrganisation), "error acceptance-not-ready@"},
		{"all well", found(readForm(t, templateBytes(t, vectorA()), nil), roundTripOrganisation), ""},
	} {
		if c.want == "" && len(c.got) > 0 || c.want != "" && !slices.Contains(c.got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}
