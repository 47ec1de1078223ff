package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Two people have a case's facts open. The one who comes last is told what the
// other wrote and keeps what they typed; a field they did not touch says what the
// other wrote in it, so that storing again does not take it back.
func TestFactsWrittenMeanwhile(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	at := "/greve/cases/" + string(cases[0].ID) + "/facts"
	form := b.get(at).wants(t, http.StatusOK).form(".entry-form")
	first, second := form, url.Values{}
	for name, value := range form {
		second[name] = value
	}
	first.Set("project-owner", "Centerchefen")
	first.Set("reason", "kontrakten")
	second.Set("summary", "Et nyt resumé")
	second.Set("reason", "mødet")
	b.post(at, first).wants(t, http.StatusOK)
	told := b.post(at, second).wants(t, http.StatusConflict)
	if theirs := told.text("section[aria-labelledby=theirs]"); !strings.Contains(theirs, "Centerchefen") || !strings.Contains(theirs, "kontrakten") || !strings.Contains(theirs, "Test analyst") {
		t.Errorf("what the other wrote is not told: %q", theirs)
	}
	again := told.form(".entry-form")
	if again.Get("summary") != "Et nyt resumé" || again.Get("project-owner") != "Centerchefen" || again.Get("reason") != "mødet" {
		t.Errorf("the form says %q, %q, %q", again.Get("summary"), again.Get("project-owner"), again.Get("reason"))
	}
	b.post(at, again).wants(t, http.StatusOK)
	bc, err := s.store.Case(t.Context(), "greve", cases[0].ID)
	if err != nil || bc.ProjectOwner != "Centerchefen" || bc.Summary != "Et nyt resumé" {
		t.Errorf("stored %q and %q, %v", bc.ProjectOwner, bc.Summary, err)
	}
}

// A decision about a plan that another version has taken the place of is not
// written, and what was typed stands in the form for the new one.
func TestPlanDecidedMeanwhile(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const path = "/greve/plans/2014"
	making := url.Values{"after": {"0"}, "overview": {"Set under ét"}, "weight-target": {"40"}, "weight-goals": {"60"}}
	b.post(path, making).wants(t, http.StatusOK)
	making.Set("after", "1")
	b.post(path, making).wants(t, http.StatusOK)
	step := url.Values{"status": {"council"}, "version": {"1"}, "body": {"Rådet"}, "decided": {"2014-05-01"}, "text": {"Indstilles som fremlagt."}}
	told := b.post(path+"/status", step).wants(t, http.StatusConflict)
	if alert := told.text("[role=alert]"); !strings.Contains(alert, "version 2") {
		t.Errorf("the conflict says %q", alert)
	}
	form := told.form("form[action$='/status']")
	if form.Get("text") != "Indstilles som fremlagt." || form.Get("body") != "Rådet" || form.Get("decided") != "2014-05-01" || form.Get("version") != "2" {
		t.Errorf("the form keeps %v", form)
	}
	form.Set("text", "")
	if wrong := b.post(path+"/status", form).wants(t, http.StatusUnprocessableEntity); wrong.form("form[action$='/status']").Get("body") != "Rådet" {
		t.Error("what was typed is lost when a word is missing")
	}
	form.Set("text", "Indstilles som fremlagt.")
	b.post(path+"/status", form).wants(t, http.StatusOK)
	// The same decision again: there is no form for it any more, and the words are still told.
	if text := b.post(path+"/status", form).wants(t, http.StatusConflict).text("section[aria-labelledby=treatment]"); !strings.Contains(text, "er ikke gemt") || strings.Count(text, "Indstilles som fremlagt.") != 2 {
		t.Errorf("what was typed is lost: %q", text)
	}
}

// A note to a confirmation is stored with it, and kept when the amount is another
// by now.
func TestConfirmedMeanwhile(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const page = "/greve/quarters/2014K2/round"
	form := b.get(page).wants(t, http.StatusOK).form("form[action$='/confirm']")
	ore := form.Get("ore")
	form.Set("ore", "1")
	form.Set("note", "Afstemt med regnskabet")
	told := b.post(page+"/confirm", form).wants(t, http.StatusConflict)
	again := told.form("form[action$='/confirm']")
	if again.Get("note") != "Afstemt med regnskabet" || again.Get("ore") != ore || told.text("[role=alert]") == "" {
		t.Errorf("the form keeps %v and says %q", again, told.text("[role=alert]"))
	}
	if done := b.post(page+"/confirm", again).wants(t, http.StatusOK); !strings.Contains(done.text("table.round"), "Afstemt med regnskabet") {
		t.Error("the note is not shown")
	}
}

// Of two who correct the same amount, the second is told what it is by now and
// keeps what was typed; a correction of another amount is in nobody's way.
func TestCorrectedMeanwhile(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	k2 := quarterOf(t, "2014K2")
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", k2); err != nil {
		t.Fatal(err)
	}
	var refs []portfolio.Contribution
	for _, point := range s.report("greve", "2014K2").Quarters {
		if point.Quarter == k2 {
			refs = point.Parts[portfolio.Realised]
		}
	}
	const page = "/greve/corrections"
	form := b.get(page).wants(t, http.StatusOK).form("form[action$='/corrections']")
	correct := func(ref portfolio.Contribution, amount string) url.Values {
		sent := url.Values{"seen": form["seen"], "quarter": {"2014K2"}, "benefit": {string(ref.Case) + "/" + string(ref.Benefit)}, "amount": {amount}, "source": {"bilag"}, "reason": {"Talt to gange"}}
		return sent
	}
	b.post(page, correct(refs[0], "111,11")).wants(t, http.StatusOK)
	b.post(page, correct(refs[1], "222,22")).wants(t, http.StatusOK)
	told := b.post(page, correct(refs[0], "333,33")).wants(t, http.StatusConflict)
	again := told.form("form[action$='/corrections']")
	if alert := told.text("[role=alert]"); !strings.Contains(alert, "111,11") || again.Get("amount") != "333,33" || again.Get("reason") != "Talt to gange" || again.Get("seen") != "2" {
		t.Errorf("says %q and keeps %v", alert, again)
	}
	again.Set("quarter", "2014K2")
	again.Set("benefit", correct(refs[0], "")["benefit"][0])
	b.post(page, again).wants(t, http.StatusOK)
	none := correct(refs[0], "5")
	none.Del("seen")
	b.post(page, none).wants(t, http.StatusBadRequest)
}

// Two who judge the same pair: the second sees what the first said, and keeps
// the reason that was typed.
func TestJudgedMeanwhile(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	for _, bc := range cases[:2] {
		_, err := s.store.Enter(t.Context(), "greve", "analyst", bc.ID, 0, []portfolio.Entry{{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Licens"}, {Benefit: portfolio.NewBenefit, Field: "licence", Value: "Nova 1"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	shown := b.get("/greve/overlaps").wants(t, http.StatusOK).form("form[action$='/overlaps']")
	shown.Set("do", "different")
	shown.Set("reason", "Hver sit center")
	b.post("/greve/overlaps", shown).wants(t, http.StatusOK)
	shown.Set("do", "same-first")
	shown.Set("reason", "Samme faktura")
	told := b.post("/greve/overlaps", shown).wants(t, http.StatusConflict)
	again := told.form("form[action$='/overlaps']")
	if text := told.text("main"); !strings.Contains(told.text("[role=alert]"), "vurdering nr. 1") || !strings.Contains(text, "Hver sit center") || again.Get("reason") != "Samme faktura" || again.Get("seen") != "1" {
		t.Errorf("says %q and keeps %v", told.text("[role=alert]"), again)
	}
	again.Set("do", "same-first")
	b.post("/greve/overlaps", again).wants(t, http.StatusOK)
	again.Set("reason", " ")
	again.Set("seen", strconv.Itoa(2))
	again.Set("do", "different")
	b.post("/greve/overlaps", again).wants(t, http.StatusUnprocessableEntity)
}

// Two who answer questions about the same file: the second's answers are not
// mixed into the first's, nothing is accepted that was not seen, and an answer to
// what is still open stands where it was given.
func TestAnsweredMeanwhile(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"liste.csv", []byte("Nr.;Projekt;Investering 2016;Gevinst 2017\nP1;Alfa;1.250,50;2.000\n")}).wants(t, http.StatusOK)
	upload := r.Request.URL.Path
	seen := r.page.Find("main input[name=seen]").First().AttrOr("value", "")
	const unit, level = "answer:unit@liste", "answer:price-level@liste"
	if r.page.Find("input[name='"+unit+"']").Length() == 0 || r.page.Find("input[name='"+level+"']").Length() == 0 || seen == "" {
		t.Fatalf("seen %q: %s", seen, r.text(".questions"))
	}
	b.post(upload+"/answers", url.Values{"seen": {seen}, unit: {"t.kr."}, "action": {"save"}}).wants(t, http.StatusOK)
	told := b.post(upload+"/answers", url.Values{"seen": {seen}, unit: {"kr."}, level: {"2016-pl"}, "action": {"save"}}).wants(t, http.StatusConflict)
	if alert := told.text("[role=alert]"); !strings.Contains(alert, "En anden har svaret") || !strings.Contains(told.text(".answered"), "t.kr.") {
		t.Errorf("the conflict says %q beside %q", alert, told.text(".answered"))
	}
	if kept := told.page.Find("input[name='" + level + "'][checked], input[type=text][name='" + level + "']"); kept.Length() != 1 || kept.AttrOr("value", "") != "2016-pl" {
		t.Errorf("%d answers are kept: %q", kept.Length(), kept.AttrOr("value", ""))
	}
	b.post(upload+"/accept", url.Values{"seen": {seen}}).wants(t, http.StatusConflict)
	b.post(upload+"/mapping", url.Values{"seen": {seen}, "import": {"77"}}).wants(t, http.StatusNotFound)
	b.post(upload+"/answers", url.Values{"action": {"restart"}}).wants(t, http.StatusOK)
}
