package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// The page of the pack leads to each paper, and each comes as a download of its
// kind; a quarter or paper that is not there is not found.
func TestPack(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	if link := reader.get("/greve/quarters/2014K2").wants(t, http.StatusOK).page.Find(`a[href="/greve/quarters/2014K2/pack"]`); link.Length() != 1 {
		t.Errorf("the quarter leads %d times to its pack", link.Length())
	}
	page := reader.get("/greve/quarters/2014K2/pack").wants(t, http.StatusOK)
	if text := page.text("main"); !strings.Contains(text, "Levende tal, ikke frosset") {
		t.Errorf("the page does not say what the figures are: %s", text)
	}
	papersThere := map[string]string{"excel": "PK\x03\x04", "word": "PK\x03\x04", "evidence": "PK\x03\x04"}
	if papers.HasBrowser() {
		papersThere["pdf"] = "%PDF-"
	} else if !strings.Contains(page.text("main"), "Chromium") {
		t.Error("the page does not say that Chromium is missing")
	}
	for name, begins := range papersThere {
		address := "/greve/quarters/2014K2/pack/" + name
		if page.page.Find(`a[href="`+address+`"], form[action="`+address+`"]`).Length() != 1 {
			t.Errorf("no link to %s", address)
		}
		paper := reader.get(address).wants(t, http.StatusOK)
		if !strings.HasPrefix(paper.body, begins) || !strings.Contains(paper.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %q, %d bytes, begins with %q", name, paper.Header.Get("Content-Disposition"), len(paper.body), paper.body[:min(8, len(paper.body))])
		}
		if name != "excel" {
			continue
		}
		book, err := excelize.OpenReader(bytes.NewReader([]byte(paper.body)))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		if formula, err := book.GetCellFormula("Bidrag", "K4"); err != nil || !strings.Contains(formula, s.base+"/greve/files/") {
			t.Errorf("the source leads by %q, %v", formula, err)
		}
	}
	reader.get("/greve/quarters/2014K2/pack/powerpoint").wants(t, http.StatusNotFound)
	reader.get("/greve/quarters/2014/pack").wants(t, http.StatusNotFound)
}
