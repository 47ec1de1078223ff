package web_test

import (
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Cells from the clipboard go the way of a file: read, asked about, stored as
// an original, and followed to their cell.
func TestPastedCells(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	cells := "Nr.\tProjekt\tPrisniveau\tInvestering 2016 (kr.)\tGevinst 2017 (kr.)\t\t\r\n" +
		"P1\t\"Ny\nportal\"\t2016\t1.250,00\t2\u00a0000\t\t\r\n" +
		"P2\t\"Sikker\" post\t2016\t3.000\t4.000\t\t\r\n"
	r := b.post("/greve/imports/cells", url.Values{"cells": {cells}}).wants(t, 200)
	if got := r.text("h1"); got != "udklip-2014-09-01-090000.tsv" {
		t.Fatalf("the file is %q", got)
	}
	upload := r.Request.URL.Path
	if got := r.text(".upload-status"); got != "Klar" {
		t.Errorf("the status is %q: %s", got, r.text("main"))
	}
	// Costs 1.250 and 3.000, benefits 2.000 and 4.000, as they stand above.
	for _, want := range []string{"Ny portal", "\"Sikker\" post", "1.250", "2.000", "3.000", "4.000"} {
		if !strings.Contains(r.text("#content"), want) {
			t.Errorf("no %s in %s", want, r.text("#content"))
		}
	}
	if r.page.Find("#accept").Length() != 1 {
		t.Fatalf("not ready: %s", r.text("main"))
	}
	b.post(upload+"/accept", nil).wants(t, 200)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil || len(cases) != 2 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	source := cases[0].Costs[0].Amounts[0].Source
	if source.Cell != "D2" {
		t.Errorf("the amount is from %+v", source)
	}
	if got := b.get("/greve/files/"+source.SHA256).wants(t, 200); got.body != cells {
		t.Errorf("the original is %q", got.body)
	}
	if r := b.post("/greve/imports/cells", url.Values{"cells": {" \r\n"}}).wants(t, 422); r.text("#cells-error") == "" || r.page.Find("#files-error").Length() != 0 {
		t.Error("nothing was pasted, and nothing said")
	}
}
