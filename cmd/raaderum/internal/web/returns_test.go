package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// A coordinator fetches the return of an area, fills in what was realised and
// brings it back: the figure is in the portfolio, with its cell.
func TestReturnGoesOutAndComesBack(t *testing.T) {
	s := open(t)
	analyst := s.as(portfolio.RoleAnalyst)
	ready := analyst.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).wants(t, http.StatusOK)
	analyst.post(ready.Request.URL.Path+"/accept", nil).wants(t, http.StatusOK)

	stored, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	name(t, s, stored[0].FocusArea, "Test coordinator")
	b := s.as(portfolio.RoleCoordinator)
	page := b.get("/greve/quarters/2014K2/returns").wants(t, http.StatusOK).page
	link := page.Find("td a[download]")
	if link.Length() != 1 {
		t.Fatalf("%d returns offered: %s", link.Length(), page.Find("main").Text())
	}
	address, _ := link.Attr("href")
	workbook := b.get(address).wants(t, http.StatusOK)
	if name := workbook.Header.Get("Content-Disposition"); !strings.Contains(name, "2014K2.xlsx") {
		t.Errorf("named %q", name)
	}
	f, err := excelize.OpenReader(strings.NewReader(workbook.body))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// Row 6 is the first benefit; G is the second quarter, after number, case,
	// id, benefit and state.
	heading, _ := f.GetCellValue("Realiseret", "G5")
	label, _ := f.GetCellValue("Realiseret", "D6")
	if heading != "2. kvt. 2014" || label == "" {
		t.Fatalf("G5 is %q, D6 is %q", heading, label)
	}
	if unit, _ := f.GetCellValue("Indberetning", "B8"); unit != "t.kr." && unit != "kr." {
		t.Fatalf("unit %q", unit)
	}
	if err := f.SetCellValue("Realiseret", "G6", 75); err != nil {
		t.Fatal(err)
	}
	var filled bytes.Buffer
	if err := f.Write(&filled); err != nil {
		t.Fatal(err)
	}
	back := b.upload("/greve/imports/new", file{"indberetning.xlsx", filled.Bytes()}).wants(t, http.StatusOK)
	if note := back.text(".known-case"); note != "" {
		t.Errorf("a return makes no new version of the case, and takes no plan away: %s", note)
	}
	b.post(back.Request.URL.Path+"/accept", nil).wants(t, http.StatusOK)

	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil || len(cases) != 1 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	var found *portfolio.Amount
	for _, benefit := range cases[0].Benefits {
		for i, amount := range benefit.Series[portfolio.Realised] {
			if amount.Period == (calc.Quarter{Year: 2014, Q: 2}).Period() {
				found = &benefit.Series[portfolio.Realised][i]
			}
		}
	}
	if found == nil || found.Source.Sheet != "Realiseret" || found.Source.Cell != "G6" || found.Source.File != "indberetning.xlsx" || found.Source.Raw != "75" {
		t.Fatalf("%+v", found)
	}
}

// Readers do not report, and an area without cases has no return.
func TestReturnsAreForAreasWithCases(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleReader)
	b.get("/greve/quarters/2014K2/returns").wants(t, http.StatusOK)
	b.get("/greve/quarters/2014K2/returns/esdh").wants(t, http.StatusNotFound)
	b.get("/greve/quarters/nonsens/returns").wants(t, http.StatusNotFound)
}
