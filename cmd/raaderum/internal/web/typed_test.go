package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// begin is an idea that somebody wrote, so that no workbook states anything of it.
func (b *browser) begin(t *testing.T, org, title string) (path string) {
	t.Helper()
	page := b.post("/"+org+"/cases/new", url.Values{"do": {"begin"}, "title": {title}, "origin": {"own"}, "what": {"en app"}}).wants(t, http.StatusOK)
	return page.Request.URL.Path
}

// formOf is a form as it is shown, with changes.
func (b *browser) formOf(t *testing.T, path, form string, changes url.Values) url.Values {
	t.Helper()
	page := b.get(path).wants(t, http.StatusOK).page.Find(form)
	values := url.Values{}
	for _, input := range page.Find("input, textarea").EachIter() {
		value, isInput := input.Attr("value")
		if !isInput {
			value = input.Text()
		}
		values.Set(input.AttrOr("name", ""), value)
	}
	for _, field := range page.Find("select").EachIter() {
		values.Set(field.AttrOr("name", ""), field.Find("option[selected]").AttrOr("value", ""))
	}
	for name, value := range changes {
		values[name] = value
	}
	return values
}

// Amounts of a case without a workbook are typed year by year with a source. The
// case counts with them, and each leads to who typed it, when, and from what, as
// an amount of a workbook leads to its cell.
func TestAmountsAreTyped(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	at := analyst.begin(t, "greve", "Selvbetjening af nøgler")
	wrong := analyst.post(at+"/cost", analyst.formOf(t, at+"/cost", ".entry-form", url.Values{"name": {"Licens"}, "year-2014": {"førti"}, "source": {"tilbud"}})).wants(t, http.StatusUnprocessableEntity)
	if !strings.Contains(wrong.text("[role=alert]"), "førti") || wrong.page.Find("#name").AttrOr("value", "") != "Licens" {
		t.Errorf("what was typed is gone, or nothing is said: %s", wrong.text("[role=alert]"))
	}
	unsaid := analyst.post(at+"/cost", analyst.formOf(t, at+"/cost", ".entry-form", url.Values{"name": {"Licens"}, "year-2014": {"40.000"}})).wants(t, http.StatusUnprocessableEntity)
	for _, want := range []string{"engangsudgift eller løbende", "mangler en kilde"} {
		if !strings.Contains(unsaid.text("[role=alert]"), want) {
			t.Errorf("not said at once: %q in %s", want, unsaid.text("[role=alert]"))
		}
	}
	form := analyst.formOf(t, at+"/cost", ".entry-form", url.Values{"name": {"Licens"}, "recurrence": {"one-off"}, "category": {"licence"}, "year-2014": {"40.000"}, "year-2015": {"12,5 t.kr."}, "source": {"tilbud af 3. marts"}})
	page := analyst.post(at+"/cost", form).wants(t, http.StatusOK)
	if text := page.text("table:has(#costs)"); !strings.Contains(text, "40.000") || !strings.Contains(text, "12.500") || !strings.Contains(text, "Licens") {
		t.Errorf("the costs: %s", text)
	}
	analyst.post(at+"/cost", form).wants(t, http.StatusConflict) // by a page that has not seen it
	// The amount leads to who typed it.
	link := page.page.Find("table:has(#costs) a.amount").First()
	typed := analyst.get(link.AttrOr("href", "")).wants(t, http.StatusOK)
	for _, want := range []string{"Test analyst", "1. september 2014", "tilbud af 3. marts", "40.000,00"} {
		if !strings.Contains(typed.text("main"), want) {
			t.Errorf("the entry does not say %q: %s", want, typed.text("main"))
		}
	}
	// Changed, both are told; the amount leads to the later.
	line := at + "/cost?line=k1"
	form = analyst.formOf(t, line, ".entry-form", url.Values{"year-2014": {"45.000"}, "source": {"kontrakten"}})
	analyst.post(line, form).wants(t, http.StatusUnprocessableEntity) // why?
	form.Set("reason", "kontrakten blev dyrere")
	page = analyst.post(line, form).wants(t, http.StatusOK)
	typed = analyst.get(page.page.Find("table:has(#costs) a.amount").First().AttrOr("href", "")).wants(t, http.StatusOK)
	if text := typed.text("main table"); !strings.Contains(text, "45.000,00") || !strings.Contains(text, "40.000,00") || !strings.Contains(text, "kontrakten blev dyrere") {
		t.Errorf("the history: %s", text)
	}
	unnamed := analyst.post(at+"/promise", analyst.formOf(t, at+"/promise", ".entry-form", url.Values{"benefit-kind": {"cashable"}, "year-2015": {"60000"}, "source": {"skøn"}})).wants(t, http.StatusUnprocessableEntity)
	if n := unnamed.page.Find("[role=alert] li").Length(); n != 1 || !strings.Contains(unnamed.text("[role=alert]"), "skal have et navn") {
		t.Errorf("%d: %s", n, unnamed.text("[role=alert]"))
	}
	// A benefit with a plan of its own.
	promise := analyst.formOf(t, at+"/promise", ".entry-form", url.Values{"name": {"Færre nøgler"}, "benefit-kind": {"cashable"}, "recurrence": {"running"}, "year-2015": {"60000"}, "source": {"nøgleregnskab 2013"}})
	page = analyst.post(at+"/promise", promise).wants(t, http.StatusOK)
	if text := page.text("table:has(#promised)"); !strings.Contains(text, "60.000") {
		t.Errorf("the benefits: %s", text)
	}
	// Price level.
	facts := analyst.formOf(t, at+"/facts", ".entry-form", url.Values{"price-basis": {"pl"}, "price-year": {"tyve"}})
	analyst.post(at+"/facts", facts).wants(t, http.StatusUnprocessableEntity)
	facts.Set("price-year", "2014")
	facts.Set("holistic-view", "Hænger sammen med adgangskontrollen")
	page = analyst.post(at+"/facts", facts).wants(t, http.StatusOK)
	if text := page.text("main"); !strings.Contains(text, "2014-priser") && !strings.Contains(text, "2014 p/l") || !strings.Contains(text, "adgangskontrollen") {
		t.Errorf("the facts: %s", text)
	}
	s.as(portfolio.RoleReader).get(at+"/cost").wants(t, http.StatusForbidden)
	s.as(portfolio.RoleReader).get("/greve/entries/1").wants(t, http.StatusOK)
	analyst.get("/greve/entries/9999").wants(t, http.StatusNotFound)
	analyst.get("/albertslund/entries/1").wants(t, http.StatusNotFound)
	// What a workbook states is not typed over.
	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	read := "/greve/cases/" + string(cases[0].ID)
	over := analyst.post(read+"/cost", analyst.formOf(t, read+"/cost", ".entry-form", url.Values{"name": {"Mere"}, "recurrence": {"one-off"}, "year-2014": {"1"}, "source": {"skøn"}, "reason": {"r"}})).wants(t, http.StatusUnprocessableEntity)
	if !strings.Contains(over.text("[role=alert]"), "læst fra et regneark") {
		t.Errorf("typed over a cell: %s", over.text("[role=alert]"))
	}
}

// The strategy is data: targets with price level, what it wants of its cases, and
// networks are changed on its page, and a case's answer is told there.
func TestStrategyIsEdited(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	page := analyst.get("/greve/strategy").wants(t, http.StatusOK)
	if n := page.page.Find("#commitments-intention .commitments > li").Length(); n != 6 {
		t.Errorf("%d intentions", n)
	}
	if !strings.Contains(page.text("#commitments-obligatory"), "Ingen sag svarer") || !strings.Contains(page.text("#networks-part"), "LEAN-netværket") {
		t.Errorf("obligatory %s, networks %s", page.text("#commitments-obligatory"), page.text("#networks-part"))
	}
	revision := func() string {
		return analyst.get("/greve/strategy").page.Find("input[name=revision]").First().AttrOr("value", "")
	}
	at := analyst.begin(t, "greve", "Papirløs byggesag")
	analyst.post(at+"/commitments", analyst.formOf(t, at+"/commitments", ".entry-form", url.Values{"commitment:groen-it": {"Ingen tegninger på papir"}})).wants(t, http.StatusOK)
	if text := analyst.get("/greve/strategy").text("#commitment-groen-it"); !strings.Contains(text, "Papirløs byggesag") {
		t.Errorf("the answer is not told: %s", text)
	}
	if text := analyst.get(at).text("main"); !strings.Contains(text, "Ingen tegninger på papir") {
		t.Error("the case does not tell its answer")
	}
	// Added, without a source, is refused; with one it stands.
	add := url.Values{"part": {"commitment"}, "revision": {revision()}, "kind": {"obligatory"}, "text": {"Digital selvbetjening, bølge 3"}}
	if wrong := analyst.post("/greve/strategy", add).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "hvor det er besluttet") {
		t.Errorf("%s", wrong.text("[role=alert]"))
	}
	add.Set("source", "Økonomiaftalen for 2014")
	add.Set("from", "2014-12-01")
	if text := analyst.post("/greve/strategy", add).wants(t, http.StatusOK).text("#commitments-obligatory"); !strings.Contains(text, "bølge 3") || !strings.Contains(text, "Økonomiaftalen for 2014") || !strings.Contains(text, "1. december 2014") {
		t.Errorf("%s", text)
	}
	// Targets with a price level.
	form := analyst.formOf(t, "/greve/strategy", "#targets form", url.Values{"target-2014": {"2,6 mio. kr."}, "basis-2014": {"pl"}, "price-year-2014": {"2012"}})
	analyst.post("/greve/strategy", form).wants(t, http.StatusOK)
	greve, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	target, _ := greve.Strategy.TargetFor(2014)
	if target.Amount != 260_000_000 || target.PriceLevel != (portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2012}) || *target.EfficiencyBudget != 2_500_000_000 {
		t.Errorf("%+v", target)
	}
	if one, ok := greve.Strategy.Commitment("h1"); !ok || one.From != "2014-12-01" {
		t.Errorf("%+v", one)
	}
	form = analyst.formOf(t, "/greve/strategy", "#targets form", url.Values{"target-2015": {"meget"}})
	analyst.post("/greve/strategy", form).wants(t, http.StatusUnprocessableEntity)
	// Who appointed a coordinator, and when.
	form = analyst.formOf(t, "/greve/strategy", ".plan-form:has(#coordinator-esdh)", url.Values{"coordinator-esdh": {"Asta Eksempel"}, "appointed-by-esdh": {"It-udviklingsrådet"}, "appointed-esdh": {"2012-03-01"}})
	if text := analyst.post("/greve/strategy", form).wants(t, http.StatusOK).text("main table"); !strings.Contains(text, "udpeget af It-udviklingsrådet den 1. marts 2012") {
		t.Errorf("%s", text)
	}
	analyst.post("/greve/strategy", url.Values{"part": {"alt"}, "revision": {revision()}}).wants(t, http.StatusNotFound)
}

// The systems with their owners are one list, of what is written there and what
// cases say.
func TestSystems(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	add := analyst.formOf(t, "/greve/systems", "form:has(#name-new)", url.Values{"name": {"SBSYS"}, "unit": {"Sekretariatet"}})
	page := analyst.post("/greve/systems", add).wants(t, http.StatusOK)
	if !strings.Contains(page.text("main"), "1 system har ingen ejer") && !strings.Contains(page.text("main"), "systemer har ingen ejer") {
		t.Errorf("no word of the missing owner: %s", page.text("main"))
	}
	at := analyst.begin(t, "greve", "Bedre søgning")
	facts := analyst.formOf(t, at+"/facts", ".entry-form", url.Values{"system": {"sbsys"}, "system-owner": {"Jura"}})
	analyst.post(at+"/facts", facts).wants(t, http.StatusOK)
	row := analyst.get("/greve/systems").wants(t, http.StatusOK).text("main tr:has(th:contains(SBSYS))")
	if !strings.Contains(row, "Bedre søgning") || !strings.Contains(row, "sagerne siger også Jura") {
		t.Errorf("%s", row)
	}
	change := analyst.formOf(t, "/greve/systems", "form:has(#name-0)", url.Values{"owner": {"Direktør for intern service"}})
	if text := analyst.post("/greve/systems", change).wants(t, http.StatusOK).text("main table"); !strings.Contains(text, "Direktør for intern service") {
		t.Errorf("%s", text)
	}
	again := analyst.formOf(t, "/greve/systems", "form:has(#name-new)", url.Values{"name": {"SbSys"}})
	if wrong := analyst.post("/greve/systems", again).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "kun står der én gang") {
		t.Errorf("%s", wrong.text("[role=alert]"))
	}
	council := s.as(portfolio.RoleCouncil)
	if council.get("/greve/systems").wants(t, http.StatusOK).page.Find("main form").Length() != 0 {
		t.Error("the council reads, and does not write")
	}
	council.post("/greve/systems", add).wants(t, http.StatusForbidden)
}

// An idea in Albertslund is answered by the office that meets every 14 days; the
// decision guide waits for the first three documents.
func TestOfficeAndGuideOnTheCasesPage(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	at := analyst.begin(t, "albertslund", "Booking")
	page := analyst.get(at).wants(t, http.StatusOK)
	if text := page.text("#route"); !strings.Contains(text, "Svar fra ØS-Digitalisering") || !strings.Contains(text, "senest 15. september 2014") || !strings.Contains(text, "om 14 dage") || !strings.Contains(text, "et indledende møde") {
		t.Errorf("%s", text)
	}
	if text := page.text("#route .papers li:nth-child(4)"); !strings.Contains(text, "venter på: Teknisk beskrivelse") {
		t.Errorf("%s", text)
	}
	early := analyst.formOf(t, at+"/documents", ".entry-form", url.Values{"record-d": {"1"}, "date-d": {"2014-08-01"}, "by-d": {"Lederen"}})
	if wrong := analyst.post(at+"/documents", early).wants(t, http.StatusUnprocessableEntity); !strings.Contains(wrong.text("[role=alert]"), "udfyldes først, når dette er godkendt") {
		t.Errorf("%s", wrong.text("[role=alert]"))
	}
	analyst.post(at+"/facts", analyst.formOf(t, at+"/facts", ".entry-form", url.Values{"first-meeting": {"2014-08-25"}})).wants(t, http.StatusOK)
	if text := analyst.get(at).text("#route"); strings.Contains(text, "Svar fra") || strings.Contains(text, "indledende møde") {
		t.Errorf("after the meeting: %s", text)
	}
	analyst.post(at+"/recommendation", analyst.formOf(t, at+"/recommendation", ".entry-form", url.Values{"advice": {"carry-out"}})).wants(t, http.StatusUnprocessableEntity)
	said := analyst.post(at+"/recommendation", analyst.formOf(t, at+"/recommendation", ".entry-form", url.Values{"advice": {"carry-out"}, "text": {"Det letter borgernes hverdag."}, "by": {"Arbejdsgruppen"}, "date": {"2014-08-26"}})).wants(t, http.StatusOK)
	if text := said.text("main"); !strings.Contains(text, "Sagen bør gennemføres. Det letter borgernes hverdag.") || !strings.Contains(text, "Arbejdsgruppen, 26. august 2014") {
		t.Errorf("%s", text)
	}
}
