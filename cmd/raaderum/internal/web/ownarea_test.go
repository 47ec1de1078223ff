package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A coordinator writes about the cases of their own focus areas: every form about
// another's case, and every way of the machine interface to write about it, is
// refused with the coordinator it belongs to, and the page of the case offers none.
func TestCoordinatorsWriteAboutTheirOwnAreas(t *testing.T) {
	s := openDemo(t)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	var own, other portfolio.BusinessCase
	for _, bc := range cases {
		switch {
		case bc.FocusArea == "" || len(bc.Benefits) == 0 || len(bc.Costs) == 0:
		case own.ID == "":
			own = bc
		case bc.FocusArea != own.FocusArea:
			other = bc
		}
	}
	name(t, s, own.FocusArea, "Test coordinator")
	b := s.as(portfolio.RoleCoordinator)
	before, err := s.store.AuditLog(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	const belongs = "som Ingen Her er projektkoordinator for"
	at := func(bc portfolio.BusinessCase, form string) string {
		return "/greve/cases/" + string(bc.ID) + "/" + form
	}
	forms := func(bc portfolio.BusinessCase) []string {
		benefit := url.PathEscape(string(bc.Benefits[0].ID))
		return []string{"facts", "test", "documents", "dispensation", "time", "benefits/" + benefit, "commitments", "recommendation", "cost", "promise"}
	}
	for _, form := range forms(other) {
		if text := b.get(at(other, form)).wants(t, http.StatusForbidden).text("main"); !strings.Contains(text, belongs) {
			t.Errorf("%s says %q", form, text)
		}
		b.post(at(other, form), url.Values{"seen": {"0"}, "summary": {"Nyt"}, "reason": {"x"}}).wants(t, http.StatusForbidden)
	}
	for _, form := range forms(own) {
		b.get(at(own, form)).wants(t, http.StatusOK)
	}
	if shown := b.get("/greve/cases/"+string(other.ID)).wants(t, http.StatusOK); shown.page.Find("#written .entry-links, .benefit .entry-links").Length() > 0 ||
		!strings.Contains(shown.text("#written"), "ikke er projektkoordinator for") {
		t.Errorf("the page of another's case says %q", shown.text("#written"))
	}
	if shown := b.get("/greve/cases/"+string(own.ID)).wants(t, http.StatusOK); shown.page.Find("#written .entry-links").Length() == 0 {
		t.Error("the page of one's own case offers no form")
	}
	for route, body := range map[string]string{
		"/cases/" + string(other.ID) + "/entries": `{"seen":0,"entries":[{"field":"summary","value":"Nyt","reason":"x"}]}`,
		"/overlaps": fmt.Sprintf(`{"benefit":{"case":%q,"benefit":%q},"other":{"case":%q,"benefit":%q},"same":true,"reason":"x","seen":0}`,
			other.ID, other.Benefits[0].ID, own.ID, own.Benefits[0].ID),
		"/quarters/2014K2/statuses":                 fmt.Sprintf(`{"case":%q,"comment":"x","after":0}`, other.ID),
		"/imports/" + other.Source.Import + "/undo": `{}`,
	} {
		if answer := b.send(http.MethodPost, "/api/v1/organisations/greve"+route, body); answer.StatusCode != http.StatusForbidden || !strings.Contains(answer.body, "Ingen Her") {
			t.Errorf("%s: %d %s", route, answer.StatusCode, answer.body)
		}
	}
	after, err := s.store.AuditLog(t.Context(), "greve")
	if err != nil || len(after) != len(before) {
		t.Errorf("the log has %+v, %v", after[len(before):], err)
	}
	b.post(at(own, "facts"), url.Values{"seen": {"0"}, "summary": {"Nyt"}, "reason": {"x"}}).wants(t, http.StatusOK)
}
