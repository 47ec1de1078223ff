package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// An idea begins in the browser: the mail is read into the form, what it does
// not answer is missing on the case's page, and the file it was sent as is one
// click away.
func TestIdea(t *testing.T) {
	s := open(t)
	analyst, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader)
	reader.get("/albertslund/cases/new").wants(t, http.StatusNotFound)
	s.as(portfolio.RoleReader).get("/greve/cases/new").wants(t, http.StatusForbidden)
	const path = "/albertslund/cases/new"
	form := url.Values{"do": {"read"}, "mail": {"Hvem: Lederen\r\nHvad - en app\r\nHvor meget?\r\n"}, "title": {"Booking"}, "why": {"køen er lang"}}
	page := analyst.post(path, form).wants(t, http.StatusOK)
	if who := page.page.Find("textarea[name=who]").Text(); who != "Lederen" || page.page.Find("textarea[name=why]").Text() != "køen er lang" || page.text("textarea[name=when]") != "" {
		t.Errorf("read %q: %s", who, page.text("[role=status]"))
	}
	form = url.Values{"do": {"begin"}, "mail": {"Hvem: Lederen"}, "who": {"Lederen"}, "what": {"en app"}, "origin": {"own"}}
	if wrong := analyst.post(path, form).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "skal have en titel") || wrong.page.Find("textarea[name=what]").Text() != "en app" {
		t.Errorf("without a title: %s", wrong.text("[role=alert]"))
	}
	form.Set("title", "Booking")
	begun := analyst.post(path, form).wants(t, http.StatusOK)
	idea := begun.text("#idea")
	if !strings.Contains(idea, "Lederen") || begun.page.Find("#idea .missing").Length() != 4 || !strings.Contains(begun.text("main"), "Idé") || begun.page.Find("#route .papers li strong").Length() != 7 {
		t.Errorf("the case's page: %s, %d missing, %d papers", idea, begun.page.Find("#idea .missing").Length(), begun.page.Find("#route .papers li strong").Length())
	}
	cell := begun.page.Find("#idea a.cell").AttrOr("href", "")
	if source := analyst.get(cell).wants(t, http.StatusOK); !strings.Contains(source.text("main"), "Hvem: Lederen") && !strings.Contains(source.text("main"), "Lederen") {
		t.Errorf("the source is not there: %s", source.text("main"))
	}
	analyst.post(path, form).wants(t, http.StatusConflict)
}

// Each form about a case stores what was typed as entries with a reason, keeps
// what was typed when something is wrong, and refuses to write over what was
// not seen.
func TestEntryForms(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	bc := cases[0]
	at := "/greve/cases/" + string(bc.ID)
	if s.as(portfolio.RoleReader).get(at).wants(t, http.StatusOK).page.Find(".entry-links").Length() != 0 {
		t.Error("a reader is offered to write")
	}
	s.as(portfolio.RoleReader).get(at+"/facts").wants(t, http.StatusForbidden)
	analyst.get(at+"/benefits/ukendt").wants(t, http.StatusNotFound)

	// filled is a form as it is shown, with changes.
	filled := func(path string, changes url.Values) url.Values {
		t.Helper()
		page := analyst.get(path).wants(t, http.StatusOK).page
		form := url.Values{}
		for _, input := range page.Find(".entry-form input, .entry-form textarea").EachIter() {
			value, isInput := input.Attr("value")
			if !isInput {
				value = input.Text()
			}
			form.Set(input.AttrOr("name", ""), value)
		}
		for _, field := range page.Find(".entry-form select").EachIter() {
			form.Set(field.AttrOr("name", ""), field.Find("option[selected]").AttrOr("value", ""))
		}
		for name, value := range changes {
			form[name] = value
		}
		return form
	}
	nothing := analyst.post(at+"/facts", filled(at+"/facts", nil)).wants(t, http.StatusUnprocessableEntity)
	if !strings.Contains(nothing.text("[role=alert]"), "intet at gemme") {
		t.Errorf("nothing typed: %s", nothing.text("[role=alert]"))
	}
	facts := filled(at+"/facts", url.Values{"title": {"Et nyt navn"}, "system-owner": {"Lederen af skranken"}})
	wrong := analyst.post(at+"/facts", facts).wants(t, http.StatusUnprocessableEntity)
	if !strings.Contains(wrong.text("[role=alert]"), "Skriv, hvorfor »Titel« ændres") || wrong.page.Find("#title").AttrOr("value", "") != "Et nyt navn" {
		t.Errorf("without a reason: %s", wrong.text("[role=alert]"))
	}
	facts.Set("reason", "hedder sådan nu")
	page := analyst.post(at+"/facts", facts).wants(t, http.StatusOK)
	if page.text("h1") != "Et nyt navn" || !strings.Contains(page.text("#written"), "hedder sådan nu") || !strings.Contains(page.text("#written"), bc.Title) {
		t.Errorf("%s: %s", page.text("h1"), page.text("#written"))
	}
	if again := analyst.post(at+"/facts", facts).wants(t, http.StatusConflict); !strings.Contains(again.text("[role=alert]"), "En anden har skrevet") {
		t.Errorf("over what was not seen: %s", again.text("[role=alert]"))
	}

	page = analyst.post(at+"/test", filled(at+"/test", url.Values{"thing": {"other"}, "work": {"yes"}, "reason": {"gennemgået"}})).wants(t, http.StatusOK)
	if !strings.Contains(page.text("#project-test"), "Digitaliseringsprojekt") || !strings.Contains(page.text("#project-test"), "den måde, vi arbejder på") {
		t.Errorf("the test: %s", page.text("#project-test"))
	}
	incomplete := filled(at+"/dispensation", url.Values{"ground": {"strategic"}, "why": {"lovkrav"}, "by": {""}, "reason": {"x"}})
	if wrong := analyst.post(at+"/dispensation", incomplete).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "begrundelse, hvem der gav den, og en dato") {
		t.Errorf("half a dispensation: %s", wrong.text("[role=alert]"))
	}
	page = analyst.post(at+"/dispensation", filled(at+"/dispensation", url.Values{"ground": {"strategic"}, "why": {"lovkrav"}, "by": {"Rådet"}, "date": {"2014-03-06"}, "reason": {"x"}})).wants(t, http.StatusOK)
	if !strings.Contains(page.text("#written"), "lovkrav") {
		t.Errorf("the dispensation: %s", page.text("#written"))
	}

	saving := url.Values{"name": {"Frigjort tid"}, "times": {"12.000"}, "minutes": {"6"}, "share": {"0,8"}, "fte-hours": {"1924"}, "hour-rate": {"350"}, "source-times": {"tælling"},
		"source-minutes": {"måling"}, "source-share": {"leverandør"}, "source-fte-hours": {"årsværk"}, "from": {"2014-07"}, "through": {"2016"}}
	if wrong := analyst.post(at+"/time", filled(at+"/time", saving)).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "mangler en kilde") || wrong.page.Find("#times").AttrOr("value", "") != "12.000" {
		t.Errorf("without a source: %s", wrong.text("[role=alert]"))
	}
	saving.Set("source-hour-rate", "løn")
	page = analyst.post(at+"/time", filled(at+"/time", saving)).wants(t, http.StatusOK)
	if basis := page.text("#benefit-h1"); !strings.Contains(basis, "336.000,00 kr.") || !strings.Contains(basis, "leverandør") || !strings.Contains(basis, "Frigjort tid: tæller ikke som budgetgevinst") || page.page.Find("#basis-h1 tbody tr").Length() != 5 {
		t.Errorf("the basis: %s", basis)
	}
	// Computed again with half the share: by hand 168.000 kr.
	again := at + "/time?benefit=h1"
	page = analyst.post(again, filled(again, url.Values{"share": {"0,4"}, "reason": {"målt igen"}})).wants(t, http.StatusOK)
	if basis := page.text("#benefit-h1"); !strings.Contains(basis, "168.000,00 kr.") {
		t.Errorf("computed again: %s", basis)
	}
	benefit := at + "/benefits/h1"
	page = analyst.post(benefit, filled(benefit, url.Values{"owner": {"Lederen"}, "state": {"estimated"}, "account": {"5.22"}, "baseline-value": {"1.200"}, "baseline-unit": {"timer"},
		"baseline-date": {"2014-01-31"}, "baseline-method": {"tidsmåling"}, "reason": {"ny"}})).wants(t, http.StatusOK)
	if card := page.text("#benefit-h1"); !strings.Contains(card, "Estimeret") || !strings.Contains(card, "1.200 timer") || !strings.Contains(card, "Lederen") {
		t.Errorf("the benefit: %s", card)
	}
	if offered := analyst.get(benefit).wants(t, http.StatusOK).page.Find("#state option[value=budgeted]").Length(); offered != 0 {
		t.Error("budgeted is offered to what is only estimated")
	}

	live := filled(at+"/facts", url.Values{"go-live": {"2031-01-01"}, "reason": {"forsinket"}})
	page = analyst.post(at+"/facts", live).wants(t, http.StatusOK)
	if !bc.GoLive.IsZero() && !strings.Contains(page.text("main"), "Idriftsættelsen er flyttet fra") {
		t.Error("the page does not say that the expectation moved")
	}
}

// Benefits that may be the same money are shown with why, on their cases' pages
// too, and judged with a reason.
func TestOverlaps(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	before := analyst.get("/greve/overlaps").wants(t, http.StatusOK).page.Find("main article").Length()
	var refs []portfolio.BenefitRef
	for _, bc := range cases[:2] {
		if _, err := s.store.Enter(t.Context(), "greve", "analyst", bc.ID, 0, []portfolio.Entry{{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Licens til postsystem"},
			{Benefit: portfolio.NewBenefit, Field: "licence", Value: "Postsystem 4"}}); err != nil {
			t.Fatal(err)
		}
		refs = append(refs, portfolio.BenefitRef{Case: bc.ID, Benefit: "h1"})
	}
	page := analyst.get("/greve/overlaps").wants(t, http.StatusOK)
	if page.page.Find("main article").Length() != before+1 || !strings.Contains(page.text("main article"), "Licens: »Postsystem 4« i begge") {
		t.Fatalf("%s", page.text("main"))
	}
	if warned := analyst.get("/greve/cases/"+string(cases[1].ID)).wants(t, http.StatusOK).text("#likeness"); !strings.Contains(warned, "Postsystem 4") {
		t.Errorf("the case's page does not warn: %s", warned)
	}
	form := url.Values{"benefit": {string(refs[0].Case) + "/h1"}, "other": {string(refs[1].Case) + "/h1"}, "reason": {"samme kontrakt"}, "do": {"same-first"}, "seen": {"0"}}
	s.as(portfolio.RoleReader).post("/greve/overlaps", form).wants(t, http.StatusForbidden)
	page = analyst.post("/greve/overlaps", form).wants(t, http.StatusOK)
	if !strings.Contains(page.text("main"), "samme kontrakt") {
		t.Errorf("the judgment is not told: %s", page.text("main"))
	}
	judged, err := s.store.Case(t.Context(), "greve", refs[1].Case)
	if err != nil {
		t.Fatal(err)
	}
	last := judged.Benefits[len(judged.Benefits)-1]
	if last.CountedIn == nil || *last.CountedIn != refs[0] {
		t.Errorf("counted in %v, want the first", last.CountedIn)
	}
}
