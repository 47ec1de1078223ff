package report_test

import (
	"testing"

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
