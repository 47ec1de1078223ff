package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Who answers for a focus area is typed, stored with who and what in the log, and
// read by everybody; only who may govern can change it, and nobody's change is lost.
func TestWorkingGroupsAreEdited(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	page := analyst.get("/greve/strategy").wants(t, http.StatusOK)
	form := url.Values{"revision": {page.page.Find("input[name=revision]").AttrOr("value", "")},
		"coordinator-esdh": {" Asta Eksempel "}, "task-force-esdh": {"Nels Eksempel"}, "members-esdh": {"Olga Eksempel\n\nPalle Eksempel\n"}}
	analyst.post("/greve/strategy", form).wants(t, http.StatusOK)
	greve, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	area, _ := greve.Strategy.FocusArea("esdh")
	if area.Coordinator != "Asta Eksempel" || area.WorkingGroup == nil || area.WorkingGroup.TaskForce != "Nels Eksempel" || len(area.WorkingGroup.Members) != 2 {
		t.Errorf("%+v %+v", area, area.WorkingGroup)
	}
	if other, _ := greve.Strategy.FocusArea("erhverv"); other.WorkingGroup != nil {
		t.Errorf("a group of nobody: %+v", other.WorkingGroup)
	}
	log, err := s.store.AuditLog(t.Context(), "greve")
	if err != nil || log[len(log)-1].Action != "organisation.change" || log[len(log)-1].By != portfolio.UserID(portfolio.RoleAnalyst) {
		t.Errorf("%v %+v", err, log[len(log)-1])
	}
	analyst.post("/greve/strategy", form).wants(t, http.StatusConflict) // of the revision before
	form.Set("revision", "2")
	form.Set("members-esdh", "Olga Eksempel\nOlga Eksempel")
	if twice := analyst.post("/greve/strategy", form).wants(t, http.StatusUnprocessableEntity); twice.text("[role=alert]") == "" || twice.text("#members-esdh") == "" {
		t.Error("what was typed is gone, or nothing is said")
	}
	form.Set("appointed-esdh", "en tirsdag")
	if all := analyst.post("/greve/strategy", form).wants(t, http.StatusUnprocessableEntity); all.page.Find("[role=alert] p").Length() != 2 || strings.Contains(all.text("[role=alert]"), "focusAreas") {
		t.Errorf("two things are wrong, and it says %q", all.text("[role=alert]"))
	}
	council := s.as(portfolio.RoleCouncil)
	if text := council.get("/greve/strategy").wants(t, http.StatusOK); text.page.Find("main form").Length() != 0 || text.text("main table") == "" {
		t.Error("the council reads, and does not write")
	}
	council.post("/greve/strategy", form).wants(t, http.StatusForbidden)
	analyst.get("/albertslund/strategy").wants(t, http.StatusOK)
}
