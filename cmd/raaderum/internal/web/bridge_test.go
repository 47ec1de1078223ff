package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A quarter that is frozen says so with its hash, the next one says what has
// changed and tells the correction, and the causes lead to their cells.
func TestBridgePage(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	k1, k2 := quarterOf(t, "2014K1"), quarterOf(t, "2014K2")
	org := portfolio.OrganisationID("greve")
	if b.get("/greve/quarters/2014K2").page.Find("a[href*='/bridge/']").Length() != 0 {
		t.Error("a bridge is offered before anything is frozen")
	}
	b.get("/greve/quarters/2014K2/bridge/2014K1").wants(t, http.StatusNotFound)
	frozen, err := s.store.Freeze(t.Context(), org, "analyst", k1)
	if err != nil {
		t.Fatal(err)
	}
	report := s.report(org, "2014K1")
	ref := report.Quarters[0].Parts[portfolio.Realised][0]
	made, err := s.store.Correct(t.Context(), org, "analyst", portfolio.Correction{Case: ref.Case, Benefit: ref.Benefit, Quarter: report.Quarters[0].Quarter, Amount: ref.Amount + 12_300, Reason: "Talt to gange"}, 0)
	if err != nil {
		t.Fatal(err)
	}

	quarter := b.get("/greve/quarters/2014K1")
	if !strings.Contains(quarter.text("main"), frozen.Hash) || quarter.page.Find("table.corrections").Length() != 0 {
		t.Error("the frozen quarter lacks its hash, or tells the correction")
	}
	next := b.get("/greve/quarters/2014K2")
	if line := next.text("table.corrections tbody"); made.Shown != k2 || !strings.Contains(line, "Talt to gange") || !strings.Contains(line, "123") {
		t.Errorf("the correction is told as %q", line)
	}
	href, _ := next.page.Find("a[href*='/bridge/2014K1']").Attr("href")
	bridge := b.get(href)
	bridge.wants(t, http.StatusOK)
	if text := bridge.text("main"); !strings.Contains(text, "Hvad har ændret sig siden 1. kvartal 2014?") || !strings.Contains(text, "Set fra et senere kvartal") {
		t.Errorf("the bridge says %.300s", text)
	}
	figures, _ := caseOf(report, ref.Case)
	data := []byte("retur")
	sum := sha256.Sum256(data)
	period := quarterOf(t, "2014K3").Period()
	_, err = s.store.Accept(t.Context(), portfolio.Acceptance{Organisation: org, By: "analyst", At: now(), File: portfolio.OriginalFile{SHA256: hex.EncodeToString(sum[:]), Name: "retur.xlsx", Bytes: data},
		Reports: []portfolio.BenefitReport{{CaseNumber: figures.Case.Number, Benefit: ref.Benefit, Series: portfolio.Realised,
			Amounts: []portfolio.Amount{{Period: period, Money: 4_567_00, Source: portfolio.Source{Sheet: "Ark1", Cell: "C7"}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	third := b.get("/greve/quarters/2014K3/bridge/2014K1")
	cell, found := third.page.Find("table.bridge a.cell").First().Attr("href")
	if !found || !strings.HasSuffix(cell, "/cells/Ark1/C7") || !strings.Contains(third.text("main"), "Realiseret i stedet for forventet") {
		t.Errorf("the report leads to %q", cell)
	}
	since := b.get("/greve/quarters/2014K1/bridge/2014K1")
	if text := since.text("main"); !strings.Contains(text, "Rettelse af et kvartal, der var slut") || !strings.Contains(text, "123") {
		t.Errorf("since it was frozen: %.300s", text)
	}
	b.get("/greve/quarters/2013K4/bridge/2014K1").wants(t, http.StatusUnprocessableEntity)
	b.get("/greve/quarters/2014K2/bridge/x").wants(t, http.StatusNotFound)
	s.as(portfolio.RoleReader).get("/albertslund/quarters/2014K2/bridge/2014K1").wants(t, http.StatusNotFound)
}

func caseOf(report portfolio.QuarterReport, id portfolio.CaseID) (portfolio.CaseFigures, bool) {
	for _, figures := range report.Cases {
		if figures.Case.ID == id {
			return figures, true
		}
	}
	return portfolio.CaseFigures{}, false
}
