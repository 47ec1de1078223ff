package web_test

import (
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A field that is missing or null is refused and named, never taken for 0 or for
// nothing; where a document cannot be read on is counted from 1.
func TestAPIDocumentsAreWhole(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	const greve = "/api/v1/organisations/greve"
	entries := greve + "/cases/x/entries"
	for _, one := range []struct{ path, body, says string }{
		{entries, `{"entries":[{"field":"summary","value":"x"}]}`, "seen: Feltet mangler"},
		{entries, `{"seen":null,"entries":[{"field":"summary","value":"x"}]}`, "seen: Feltet er null"},
		{entries, `{"seen":0,"entries":[{"field":"summary","value":null}]}`, "entries[0].value: Feltet mangler"},
		{entries, `{"seen":0,"entries":[{"field":"summary"}]}`, "entries[0].value: Feltet mangler"},
		{entries, `{"seen":0,"entries":[{"field":"summary","value":"x","reason":null}]}`, "entries[0].reason: Feltet er null"},
		{greve + "/quarters/2014K2/statuses", `{"case":"x","comment":"x"}`, "after: Feltet mangler"},
		{greve + "/quarters/2014K2/statuses", `{"case":"x","comment":null,"after":0}`, "comment: Feltet er null"},
		{greve + "/quarters/2014K2/confirmations", `{"case":"x","benefit":"y","ore":null}`, "ore: Feltet er null"},
		{greve + "/plans/2015", `{"settings":{}}`, "after: Feltet mangler"},
		{greve + "/meetings", ``, "intet dokument"},
		{greve + "/meetings", `{`, "tegn 1"},
		{greve + "/meetings", `{"title":"æøå" "x"}`, "tegn 16"},
		{greve + "/meetings", `[]`, "tegn 1"},
		{greve + "/cases", `{"title":" "}`, "Titel: En sag skal have en titel"},
		{greve + "/cases", `{"title":"a\u0000b"}`, ""},
	} {
		got := b.send(http.MethodPost, one.path, one.body)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, one.says) || strings.Contains(got.body, "tegn 0") || strings.Contains(got.body, "ide!B1") {
			t.Errorf("%s %s: %d %s, want %q", one.path, one.body, got.StatusCode, got.body, one.says)
		}
	}
}

// Addresses of quarters that no figure is about, and of papers that are not made,
// are told calmly.
func TestAddressesOfNothing(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	for _, quarter := range []string{"0000K1", "9999K4", "1989K4"} {
		for _, page := range []string{"", "/account", "/calibration", "/development", "/round", "/organisations", "/pack"} {
			if got := b.get("/greve/quarters/" + quarter + page); got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusUnprocessableEntity || got.text("h1") == "" {
				t.Errorf("%s%s: %d", quarter, page, got.StatusCode)
			}
		}
	}
	for _, path := range []string{"/api/v1/organisations/greve/plans/2015/papers/exe", "/greve/plans/2015/paper/exe", "/api/v1/organisations/greve/cases/x/papers/cover-note/exe"} {
		if got := b.get(path).wants(t, http.StatusNotFound); !strings.Contains(got.body, "pdf eller word, ikke som »exe«") {
			t.Errorf("%s: %.400s", path, got.body)
		}
	}
}
