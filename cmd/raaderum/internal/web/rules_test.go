package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// The rules of both municipalities are saved as they stand without a change, so
// that the form loses nothing, and the log has before and after.
func TestRulesFormLosesNothing(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	for _, id := range []portfolio.OrganisationID{"greve", "albertslund"} {
		before, err := s.store.Organisation(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		page := "/" + string(id) + "/rules"
		analyst.post(page, analyst.formOf(t, page, ".entry-form", url.Values{"do": {"save"}})).wants(t, http.StatusOK)
		after, err := s.store.Organisation(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		was, _ := json.Marshal(before.Governance)
		is, _ := json.Marshal(after.Governance)
		if string(was) != string(is) || !reflect.DeepEqual(before.Strategy, after.Strategy) || after.Revision != before.Revision+1 {
			t.Errorf("%s changed:\n%s\n%s", id, was, is)
		}
	}
}

// Rules are typed, previewed, refused at the field that is wrong, and not saved
// over what somebody else did.
func TestRulesAreEdited(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	const page = "/greve/rules"
	form := analyst.formOf(t, page, ".entry-form", url.Values{"class-0": {"Små"}, "below-0": {"500.000"}, "accrues-0": {"unit"},
		"class-1": {"Store"}, "financing-1": {"Budgetforslag"}, "proposals-1": {"04-30"}, "payback": {"3,5"}, "yellow": {"5"}, "red": {"20"},
		"gate": {"Business case\nForklæde"}, "meeting-weekday": {"thursday"}, "meeting-nth": {"1"}, "meeting-months": {"1"},
		"meeting-moved": {"2015-01-01 2015-01-08"}, "deadline": {"14"}, "method": {"in-year"}})
	form.Set("do", "preview")
	shown := analyst.post(page, form).wants(t, http.StatusOK)
	if text := shown.text("#effects"); !strings.Contains(text, "skifter beløbsklasse") || !strings.Contains(text, "ingen klasse → Små") {
		t.Errorf("the preview says %q", text)
	}
	if greve, _ := s.store.Organisation(t.Context(), "greve"); len(greve.Governance.AmountClasses) != 0 {
		t.Fatal("a preview was saved")
	}
	form.Set("do", "save")
	for name, value := range map[string]string{"below-0": "meget", "proposals-1": "ultimo april", "payback": "99", "red": "2", "deadline": "to uger",
		"meeting-nth": "7", "meeting-moved": "2015-01-02 2015-01-08", "council": ""} {
		wrong := url.Values{}
		for field, values := range form {
			wrong[field] = values
		}
		wrong[name] = []string{value}
		field := map[string]string{"red": "yellow", "meeting-nth": "meeting-weekday"}[name]
		if field == "" {
			field = name
		}
		refused := analyst.post(page, wrong).wants(t, http.StatusUnprocessableEntity)
		if refused.text("#"+field+"-wrong") == "" || refused.page.Find("#"+field+"[aria-invalid=true]").Length() != 1 {
			t.Errorf("%s %q is not told at its field: %s", name, value, refused.text("[role=alert]"))
		}
	}
	// 2 April 2015 is Maundy Thursday: Easter Sunday was 5 April 2015.
	saved := analyst.post(page, form).wants(t, http.StatusOK)
	if text := saved.text("main"); !strings.Contains(text, "Flyttet fra 1. januar 2015") || !strings.Contains(text, "2. april 201519. marts 2015Falder på skærtorsdag") {
		t.Errorf("the meetings are not there: %s", text)
	}
	greve, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	rules := greve.Governance
	if len(rules.AmountClasses) != 2 || rules.AmountClasses[1].From != 500_000_00 || rules.AmountClasses[1].Below != nil || *rules.PaybackLimit != 3.5 ||
		rules.Lights.Red != 0.2 || len(rules.GateChecklist) != 2 || rules.Meeting.Moved["2015-01-01"] != "2015-01-08" || rules.DeadlineDays != 14 || rules.HeadlineMethod != portfolio.InYear {
		t.Errorf("got %+v", rules)
	}
	log, err := s.store.AuditLog(t.Context(), "greve")
	if last := log[len(log)-1]; err != nil || last.Action != "organisation.change" || !strings.Contains(last.Detail, `"before"`) || !strings.Contains(last.Detail, "Budgetforslag") {
		t.Errorf("%v %+v", err, last)
	}
	if late := analyst.post(page, form).wants(t, http.StatusConflict); late.page.Find("#class-0").AttrOr("value", "") != "Små" {
		t.Error("what was typed is gone")
	}
	reader := s.as(portfolio.RoleReader)
	if read := reader.get(page).wants(t, http.StatusOK); read.page.Find("main form").Length() != 0 || !strings.Contains(read.text("main"), "Budgetforslag") {
		t.Errorf("a reader reads, and does not write: %s", read.text("main"))
	}
	if text := reader.post(page, form).wants(t, http.StatusForbidden).text("main"); !strings.Contains(text, "økonomimedarbejder") {
		t.Errorf("who may not change the rules is told %q", text)
	}
}

// Who reads the rules sees what is laid down and is told what is not: a class that
// nobody described is none. On paper the form is the same text.
func TestRulesAreRead(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	greve := reader.get("/greve/rules").wants(t, http.StatusOK)
	if text := greve.text("main"); strings.Contains(text, "Klasse 1") || strings.Contains(text, "Ikke oplyst") {
		t.Errorf("rules that do not exist are told: %s", text)
	}
	for section, said := range map[string]string{"classes": "Ikke fastsat.", "limits": "1 % og 10 %", "counting": "Nej"} {
		if text := greve.text("section[aria-labelledby=read-" + section + "]"); !strings.Contains(text, said) {
			t.Errorf("%s says %q", section, text)
		}
	}
	read := s.as(portfolio.RoleAnalyst).get("/albertslund/rules").wants(t, http.StatusOK)
	if read.page.Find(".on-paper form, .on-paper input").Length() != 0 || read.page.Find(".on-paper h3").First().Text() != "Klasse 1" {
		t.Errorf("on paper: %s", read.text(".on-paper"))
	}
}
