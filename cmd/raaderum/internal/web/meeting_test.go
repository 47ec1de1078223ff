package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// An item shows what the council saw, what it decided, and later what was
// believed then, from that snapshot, beside what is known now.
func TestMeetings(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const page = "/greve/meetings"
	frozen, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2"))
	if err != nil {
		t.Fatal(err)
	}
	organisation, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	organisation.Governance.Meeting = &portfolio.MeetingCalendar{Extra: []string{"2014-08-28", "2014-09-25"}}
	if err := s.store.SaveOrganisation(t.Context(), organisation); err != nil {
		t.Fatal(err)
	}
	bc := s.report("greve", "2014K2").Cases[0].Case
	typed := func(day string) map[string][]string {
		return map[string][]string{"meeting": {day}, "case": {string(bc.ID)}, "title": {"Skal sagen fortsætte?"}, "recommendation": {"At sagen fortsætter"}}
	}
	wrong := b.post(page, typed("2014-08-27")).wants(t, http.StatusUnprocessableEntity)
	if text := wrong.text("[role=alert]"); !strings.Contains(text, "Det næste møde er 28. august 2014") {
		t.Errorf("a day without a meeting: %q", text)
	}
	item := b.post(page, typed("2014-08-28")).wants(t, http.StatusOK).text("#item-1")
	for _, want := range []string{"At sagen fortsætter", frozen.Hash, "Der er ikke skrevet en beslutning", "Dengang (2. kvartal 2014)", "I dag"} {
		if !strings.Contains(item, want) {
			t.Errorf("the item lacks %q: %q", want, item)
		}
	}
	b.post(page, typed("2014-09-25")).wants(t, http.StatusOK)
	minutes := map[string][]string{"after": {"0"}, "outcome": {"approved-on-conditions"}, "text": {"Fortsætter"}, "conditions": {"Gevinstejer udpeges\n\nNy tidsplan"}}
	b.post(page+"/items/2", minutes).wants(t, http.StatusUnprocessableEntity) // is not held yet
	council := s.as(portfolio.RoleCouncil)
	done := council.post(page+"/items/1", minutes).wants(t, http.StatusOK)
	if text := done.text("#item-1"); !strings.Contains(text, "Godkendt på betingelser: Fortsætter") || done.page.Find("#item-1 li").Length() != 2 || !strings.Contains(text, "Test council") {
		t.Errorf("the decision is %q", text)
	}
	// Whoever writes at the same time sees what was written, keeps their own words,
	// and may then save them; so does whoever forgot something.
	late := url.Values{"after": {"0"}, "outcome": {"rejected"}, "text": {"For dyrt & for sent"}, "conditions": {"Ingen"}}
	refused := council.post(page+"/items/1", late).wants(t, http.StatusConflict)
	if form := refused.page.Find("#item-1 form"); refused.page.Find("#item-1 details[open]").Length() != 1 || form.Find("textarea[name=text]").Text() != "For dyrt & for sent" ||
		form.Find("textarea[name=conditions]").Text() != "Ingen" || form.Find("option[selected]").AttrOr("value", "") != "rejected" || form.Find("input[name=after]").AttrOr("value", "") != "1" ||
		!strings.Contains(refused.text("#item-1 [role=alert]"), "En anden har skrevet") || !strings.Contains(refused.text("#item-1"), "Fortsætter") {
		t.Errorf("the minutes that came too late: %s", refused.text("#item-1"))
	}
	forgot := council.post(page+"/items/1", url.Values{"after": {"1"}, "outcome": {"approved-on-conditions"}, "text": {"Uden betingelser"}}).wants(t, http.StatusUnprocessableEntity)
	if forgot.page.Find("#item-1 textarea[name=text]").Text() != "Uden betingelser" {
		t.Error("what was typed in the minutes is gone")
	}
	then, _ := done.page.Find("#item-1 tbody a").First().Attr("href")
	if believed := council.get(then).wants(t, http.StatusOK); !strings.Contains(believed.text(".standing"), frozen.Hash) {
		t.Error("what was believed is not the frozen case")
	}
	if only := council.get(page + "?case=" + string(bc.ID)); !strings.Contains(only.text(".lead"), bc.Title) || only.page.Find("#item-1").Length() != 1 {
		t.Error("the items of a case cannot be shown by themselves")
	}
	reader := s.as(portfolio.RoleReader)
	if reader.get(page).wants(t, http.StatusOK).page.Find("main form").Length() != 0 {
		t.Error("a reader is offered forms")
	}
	reader.post(page, typed("2014-09-25")).wants(t, http.StatusForbidden)
	reader.post(page, url.Values{}).wants(t, http.StatusForbidden) // the role is asked before what was typed
	reader.post(page+"/items/1", url.Values{}).wants(t, http.StatusForbidden)
}
