package report_test

import (
	"html"
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// A part without a figure still makes its workbook and its charts: they say that
// there is nothing.
func TestPackOfNoCases(t *testing.T) {
	p := demoPacks(t)["greve"].Narrowed(portfolio.CaseFilter{Class: "findes ikke"})
	if len(p.Report.Cases) != 0 {
		t.Fatalf("%d cases", len(p.Report.Cases))
	}
	if _, err := report.QuarterWorkbook(p); err != nil {
		t.Error(err)
	}
	if _, err := p.Beside(); err != nil {
		t.Error(err)
	}
	if len(p.Changes().HTML()) == 0 {
		t.Error("nothing is said of changes")
	}
}

// A workbook without cases has no chart of nothing and no sheet of headings alone.
func TestWorkbookOfNoCases(t *testing.T) {
	p := demoPacks(t)["greve"]
	snapshot, err := portfolio.Freeze(p.Report.Organisation, nil, nil, p.Report.Quarter, "", clock(), nil)
	if err != nil {
		t.Fatal(err)
	}
	none, err := report.NewPack(snapshot, false, clock(), p.Print)
	if err != nil {
		t.Fatal(err)
	}
	assuming := none
	assuming.Assumed = &portfolio.Uncertainty{}
	if _, err := assuming.Beside(); err != nil {
		t.Errorf("the charts of what is assumed of nothing: %v", err)
	}
	nothing, _ := openQuarterWorkbook(t, assuming)
	if said, err := nothing.GetCellValue("Udfaldsrum", "A9"); err != nil || said != p.Print.T("error.outlook.nothing") {
		t.Errorf("the outlook of nothing says %q, %v", said, err)
	}
	book, data := openQuarterWorkbook(t, none)
	_, members := unpacked(t, data)
	charts := 0
	for name := range members {
		if strings.HasPrefix(name, "xl/charts/chart") {
			charts++
		}
	}
	if charts != 2 { // the target is known, and drawn under both methods
		t.Errorf("%d charts", charts)
	}
	for sheet, cell := range map[string]string{"Sager": "A5", "Bidrag": "A4", "Kvartalsbidrag": "A4", "Linjer": "A4", "År for år": "A4", "Forudsætninger": "A4", "Økonomi pr. år": "A5"} {
		if got, err := book.GetCellValue(sheet, cell); err != nil || got != p.Print.T("livebook.nothing") {
			t.Errorf("%s!%s says %q, %v", sheet, cell, got, err)
		}
	}
}

// A paper of no cases says once of each chart that there is nothing: no picture of
// nothing, no rows of dashes. The target is known and drawn.
func TestPaperOfNoCases(t *testing.T) {
	p := demoPacks(t)["greve"]
	snapshot, err := portfolio.Freeze(p.Report.Organisation, nil, nil, p.Report.Quarter, "", clock(), nil)
	if err != nil {
		t.Fatal(err)
	}
	none, err := report.NewPack(snapshot, false, clock(), p.Print)
	if err != nil {
		t.Fatal(err)
	}
	pictures, err := report.Pictures(none, charts.NewRenderer())
	if err != nil {
		t.Fatal(err)
	}
	page := none.QuarterPaper(t, pictures).HTML()
	drawn := 0
	for _, one := range pictures {
		if n := strings.Count(page, html.EscapeString(one.Title)); n == 0 {
			t.Errorf("%q is not said", one.Title)
		}
		if !one.Blank() {
			drawn++
		}
	}
	if drawn != 1 {
		t.Errorf("%d charts have something to draw, want the target's", drawn)
	}
	if n := strings.Count(page, "<table"); n != 3 { // the target's years, twice, and the terms
		t.Errorf("%d tables", n)
	}
}
