package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A quarter is frozen after it was shown what it will hold and lack: not while
// something is open and nobody said so, not with other figures than were shown,
// not twice, and not by whoever may not.
func TestFreezePage(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const page = "/greve/quarters/2014K2/freeze"
	if b.get("/greve/quarters/2014K2").page.Find("a[href='"+page+"']").Length() == 0 || b.get("/greve/quarters/2014K2/round").page.Find("a[href='"+page+"']").Length() == 0 {
		t.Error("neither the quarter nor the round leads to the page")
	}
	asked := b.get(page).wants(t, http.StatusOK)
	seen, _ := asked.page.Find("input[name=seen]").Attr("value")
	report := s.report("greve", "2014K2")
	if open := report.Round.Unfinished(nil); len(open.Unconfirmed) == 0 || asked.page.Find("#lacks ~ ul li").Length() != len(open.Unreported)+len(open.Unconfirmed)+len(open.Unexplained) {
		t.Errorf("the page names %d open things of %+v", asked.page.Find("#lacks ~ ul li").Length(), open)
	}
	refused := b.post(page, url.Values{"seen": {seen}}).wants(t, http.StatusUnprocessableEntity)
	if text := refused.text("[role=alert]"); !strings.Contains(text, "er ikke frosset. Noget mangler") {
		t.Errorf("refused with %q", text)
	}
	yes := url.Values{"seen": {seen}, "anyway": {"yes"}}
	s.as(portfolio.RoleCoordinator).post(page, yes).wants(t, http.StatusForbidden)
	s.as(portfolio.RoleReader).get(page).wants(t, http.StatusForbidden)
	b.post(page, url.Values{"anyway": {"yes"}}).wants(t, http.StatusBadRequest)
	b.post("/greve/quarters/2014K3/freeze", yes).wants(t, http.StatusUnprocessableEntity) // is not over
	b.get("/greve/quarters/2014K5/freeze").wants(t, http.StatusNotFound)

	// Somebody confirms meanwhile: what was shown is no longer what there is.
	form := url.Values{}
	round := b.get("/greve/quarters/2014K2/round")
	for _, name := range []string{"benefit", "ore"} {
		value, _ := round.page.Find("form[action$='/confirm'] input[name=" + name + "]").First().Attr("value")
		form.Set(name, value)
	}
	b.post("/greve/quarters/2014K2/round/confirm", form).wants(t, http.StatusOK)
	changed := b.post(page, yes).wants(t, http.StatusConflict)
	if text := changed.text("[role=alert]"); !strings.Contains(text, "Intet er frosset") {
		t.Errorf("the conflict says %q", text)
	}
	if chain, err := s.store.Snapshots(t.Context(), "greve"); err != nil || len(chain) != 0 {
		t.Fatalf("after what was refused: %d frozen, %v", len(chain), err)
	}
	seen, _ = changed.page.Find("input[name=seen]").Attr("value")
	yes.Set("seen", seen)
	done := b.post(page, yes).wants(t, http.StatusOK)
	frozen, err := s.store.Snapshot(t.Context(), "greve", quarterOf(t, "2014K2"))
	if err != nil || frozen.InputsHash != seen || !strings.Contains(done.text(".standing"), frozen.Hash) {
		t.Errorf("frozen with %s, seen %s: %v", frozen.InputsHash, seen, err)
	}
	if again := b.post(page, yes).wants(t, http.StatusConflict); again.page.Find("form[action$='/freeze']").Length() != 0 || !strings.Contains(again.text("[role=alert]"), "blev frosset") {
		t.Error("a frozen quarter is offered again")
	}
	b.post("/greve/quarters/2014K1/freeze", yes).wants(t, http.StatusLocked) // before the last
	if chain, _ := s.store.Snapshots(t.Context(), "greve"); len(chain) != 1 {
		t.Errorf("%d are frozen", len(chain))
	}
}

// A case shows when the council met about it and what it decided.
func TestCaseShowsItsMeetings(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	bc := s.report("greve", "2014K2").Cases[0].Case
	page := "/greve/cases/" + string(bc.ID)
	if text := b.get(page).wants(t, http.StatusOK).text("#agenda"); !strings.Contains(text, "har ikke været på rådets dagsorden") || !strings.Contains(text, "Sæt sagen på dagsordenen") {
		t.Errorf("before: %q", text)
	}
	organisation, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	organisation.Governance.Meeting = &portfolio.MeetingCalendar{Extra: []string{"2014-08-28"}}
	if err := s.store.SaveOrganisation(t.Context(), organisation); err != nil {
		t.Fatal(err)
	}
	b.post("/greve/meetings", url.Values{"meeting": {"2014-08-28"}, "case": {string(bc.ID)}, "title": {"<script>alert(1)</script>"}, "recommendation": {"\"><img src=x onerror=alert(1)>"}}).wants(t, http.StatusOK)
	decided := b.post("/greve/meetings/items/1", url.Values{"after": {"0"}, "outcome": {"approved-on-conditions"}, "text": {"Ja"}, "conditions": {"<b>Ny plan</b>"}}).wants(t, http.StatusOK)
	if decided.page.Find("main script, main img, main li b").Length() != 0 || !strings.Contains(decided.text("#item-1"), "<b>Ny plan</b>") {
		t.Error("what was typed became HTML")
	}
	after := b.get(page).wants(t, http.StatusOK)
	if text := after.text("#agenda"); !strings.Contains(text, "28. august 2014: <script>alert(1)</script>") || !strings.Contains(text, "Godkendt på betingelser: Ja 1 betingelse.") || after.page.Find("#agenda script").Length() != 0 {
		t.Errorf("after: %q", text)
	}
	link, _ := after.page.Find("#agenda a").First().Attr("href")
	if !strings.Contains(b.get(link).wants(t, http.StatusOK).text("#item-1"), "Ny plan") {
		t.Errorf("%s does not show the item", link)
	}
}

// What cannot be is refused with words, and nothing of it is kept.
func TestNonsenseIsRefused(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	one := s.report("greve", "2014K2").Round.Cases[0].Case
	round := "/greve/quarters/2014K2/round/" + string(one)
	for _, amount := range []string{"1e99", "-0", "NaN", "Inf", "0x10", "99999999999999999999", "12,345", "2.000.000.000.000"} {
		reply := b.post(round, url.Values{"after": {"0"}, "cause-0": {"delayed"}, "owner-0": {"A"}, "amount-0": {amount}}).wants(t, http.StatusUnprocessableEntity)
		if text := reply.text("[role=alert]"); text == "" || strings.Contains(text, "deviation") {
			t.Errorf("%s: %q", amount, text)
		}
	}
	for day, want := range map[string]string{"2014-02-31": "er ikke en dato", "31-02-2014": "er ikke en dato", "": "er ikke en dato", "0001-01-01": "kan ikke passe", "9999-12-31": "kan ikke passe"} {
		reply := b.post("/greve/meetings", url.Values{"meeting": {day}, "title": {"x"}, "recommendation": {"x"}}).wants(t, http.StatusUnprocessableEntity)
		if text := reply.text("[role=alert]"); !strings.Contains(text, want) {
			t.Errorf("%s: %q", day, text)
		}
	}
	for _, quarter := range []string{"2013K5", "2013K0", "K2", "99999K1"} {
		for _, page := range []string{"/round", "/freeze", "/round/" + string(one)} {
			b.get("/greve/quarters/"+quarter+page).wants(t, http.StatusNotFound)
		}
	}
	agenda, err := s.store.Agenda(t.Context(), "greve")
	statuses, err2 := s.store.Statuses(t.Context(), "greve")
	if err != nil || err2 != nil || len(agenda) != 0 {
		t.Errorf("kept %d items: %v %v", len(agenda), err, err2)
	}
	for _, status := range statuses {
		if status.Report != 0 {
			t.Errorf("kept %+v", status)
		}
	}
}
