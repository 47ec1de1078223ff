package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// The round by hand: who has confirmed is counted, a cause leaves the rest
// unexplained, the chosen light stands with its reason, and a frozen quarter
// says what to do instead.
func TestStatusRoundPages(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const page = "/greve/quarters/2014K2/round"
	report := s.report("greve", "2014K2")
	var one portfolio.RoundCase
	for _, each := range report.Round.Cases {
		if each.Deviation != nil && each.Deviation.Shortfall > 200_00 && each.Computed != portfolio.LightGreen {
			one = each
		}
	}
	if one.Case == "" {
		t.Fatal("no case of the demo is behind its plan")
	}
	before := b.get(page).wants(t, http.StatusOK)
	if want := "0 af " + strconv.Itoa(report.Round.Awaited) + " gevinster"; !strings.Contains(before.text(".lead"), want) {
		t.Errorf("the round says %q, want %q", before.text(".lead"), want)
	}
	awaited := 0
	before.page.Find("table.round caption").Each(func(_ int, caption *goquery.Selection) {
		said := regexp.MustCompile(`(\d+) bekræftet`).FindStringSubmatch(caption.Text())
		n, err := strconv.Atoi(said[1])
		if err != nil {
			t.Error(err)
		}
		awaited += n
	})
	if awaited != report.Round.Awaited {
		t.Errorf("the owners are to confirm %d benefits, the round %d", awaited, report.Round.Awaited)
	}
	if before.page.Find("form[action$='/confirm']").Length() == 0 {
		t.Fatal("nothing can be confirmed")
	}
	form := url.Values{}
	for _, name := range []string{"benefit", "ore"} {
		value, _ := before.page.Find("form[action$='/confirm'] input[name=" + name + "]").First().Attr("value")
		form.Set(name, value)
	}
	after := b.post(page+"/confirm", form).wants(t, http.StatusOK)
	if text := after.text(".lead"); !strings.HasPrefix(text, "1 af ") || !strings.Contains(after.text("table.round"), "bekræftet af Test analyst, 1. september 2014") {
		t.Errorf("after: %q", text)
	}
	form.Set("ore", "1")
	b.post(page+"/confirm", form).wants(t, http.StatusConflict)

	write := page + "/" + string(one.Case)
	typed := url.Values{"after": {"0"}, "light": {"green"}, "reason": {""}, "comment": {"Ny aftale"}, "decision": {"Skal fristen rykkes?"},
		"cause-0": {"delayed"}, "amount-0": {"100,25"}, "owner-0": {""}, "recovery-0": {"2014K4"}, "explanation-0": {"Sen levering"}}
	wrong := b.post(write, typed).wants(t, http.StatusUnprocessableEntity)
	if text := wrong.text("[role=alert]"); !strings.Contains(text, "Skriv hvorfor") || !strings.Contains(text, "hvem der gør noget ved den") {
		t.Errorf("both errors are not said: %q", text)
	}
	if kept, _ := wrong.page.Find("#amount-0").Attr("value"); kept != "100,25" {
		t.Errorf("the form keeps %q", kept)
	}
	typed.Set("reason", "Aftalen er underskrevet")
	typed.Set("owner-0", "Chef A")
	done := b.post(write, typed).wants(t, http.StatusOK)
	text := done.text("#case-" + string(one.Case))
	print := strings.NewReplacer("\u00a0", " ")
	for _, want := range []string{"Valgt: Grøn. Begrundelse: Aftalen er underskrevet.", "Forsinket idriftsættelse", "Chef A", "4. kvartal 2014", "100,25", "Uforklaret", "Skal fristen rykkes?", "Test analyst"} {
		if !strings.Contains(print.Replace(text), want) {
			t.Errorf("the case lacks %q: %q", want, text)
		}
	}
	again := s.report("greve", "2014K2").Round.CaseNamed(one.Case).Deviation
	if again.Unexplained != one.Deviation.Shortfall-100_25 || again.Shortfall != one.Deviation.Shortfall {
		t.Errorf("unexplained %d of %d", again.Unexplained, again.Shortfall)
	}
	if quarter := b.get("/greve/quarters/2014K2").text(".ask-list"); !strings.Contains(quarter, "Skal fristen rykkes?") {
		t.Errorf("the council is not asked: %q", quarter)
	}
	late := maps.Clone(typed)
	late.Set("comment", "Mit eget ord")
	told := b.post(write, late).wants(t, http.StatusConflict) // somebody has written meanwhile
	if told.page.Find("textarea[name=comment]").Text() != "Mit eget ord" || !strings.Contains(told.text("main"), typed.Get("comment")) || told.page.Find("input[name=after]").AttrOr("value", "") == late.Get("after") {
		t.Errorf("the conflict keeps %q and tells %s", told.page.Find("textarea[name=comment]").Text(), told.text("main"))
	}

	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2")); err != nil {
		t.Fatal(err)
	}
	typed.Set("after", "1")
	locked := b.post(write, typed).wants(t, http.StatusLocked)
	if href, _ := locked.page.Find("main a[href='/greve/corrections']").Attr("href"); href == "" || !strings.Contains(locked.text("main"), "er frosset") {
		t.Errorf("the locked quarter does not say what to do: %.300s", locked.text("main"))
	}
	if frozen := b.get(page).wants(t, http.StatusOK); frozen.page.Find("main form[method=post]").Length() != 0 || !strings.Contains(frozen.text(".standing"), "Frosset") {
		t.Error("the frozen round can be written in")
	}
	reader := s.as(portfolio.RoleReader)
	if reader.get("/greve/quarters/2014K1/round").wants(t, http.StatusOK).page.Find("main form[method=post]").Length() != 0 {
		t.Error("a reader is offered forms")
	}
	reader.get("/greve/quarters/2014K1/round/ukendt").wants(t, http.StatusNotFound)
}

// A coordinator reports and confirms for the focus areas that name them, and for
// no others; nobody of another organisation does.
func TestRoundIsForThoseWhoAnswer(t *testing.T) {
	s := openDemo(t)
	report := s.report("greve", "2014K2")
	var own portfolio.RoundBenefit
	for _, one := range report.Round.Benefits {
		if figures := versionOf(report, one.Case); one.Realised != nil && figures.FocusArea != "" {
			own = one
		}
	}
	if own.Case == "" {
		t.Fatal("no benefit of the demo has an area and a figure")
	}
	area := versionOf(report, own.Case).FocusArea
	b := s.as(portfolio.RoleCoordinator)
	const page = "/greve/quarters/2014K2/round"
	form := url.Values{"benefit": {string(own.Case) + "/" + string(own.Benefit)}, "ore": {strconv.FormatInt(int64(*own.Realised), 10)}}
	said := url.Values{"after": {"0"}, "comment": {"Set igennem"}}
	for _, refuse := range []struct{ coordinator, want string }{{"", "har ingen projektkoordinator"}, {"En Anden", "som En Anden er projektkoordinator for"}} {
		name(t, s, area, refuse.coordinator)
		if text := b.post(page+"/confirm", form).wants(t, http.StatusForbidden).text("main"); !strings.Contains(text, refuse.want) {
			t.Errorf("confirming for %q says %q", refuse.coordinator, text)
		}
		if text := b.post(page+"/"+string(own.Case), said).wants(t, http.StatusForbidden).text("main"); !strings.Contains(text, refuse.want) {
			t.Errorf("reporting for %q says %q", refuse.coordinator, text)
		}
		if shown := b.get(page+"/"+string(own.Case)).wants(t, http.StatusOK); shown.page.Find("main form[method=post]").Length() != 0 || !strings.Contains(shown.text("main"), refuse.want) {
			t.Errorf("the form is offered to a coordinator of another area than %q", refuse.coordinator)
		}
	}
	name(t, s, area, " test COORDINATOR ")
	shown := b.get(page).wants(t, http.StatusOK)
	may := 0
	for _, one := range s.report("greve", "2014K2").Round.Benefits {
		if one.Realised != nil && versionOf(report, one.Case).FocusArea == area {
			may++
		}
	}
	if got := shown.page.Find("form[action$='/confirm']").Length(); got != may {
		t.Errorf("the round offers %d confirmations, want the %d of the area", got, may)
	}
	b.post(page+"/confirm", form).wants(t, http.StatusOK)
	b.post(page+"/"+string(own.Case), said).wants(t, http.StatusOK)
	for _, role := range []portfolio.Role{portfolio.RoleReader, portfolio.RoleAuditor, portfolio.RoleBoard, portfolio.RoleCouncil} {
		other := s.as(role)
		other.post(page+"/confirm", form).wants(t, http.StatusForbidden)
		other.post(page+"/"+string(own.Case), said).wants(t, http.StatusForbidden)
	}
	owner := s.as(portfolio.RoleOwner)
	owner.post(page+"/confirm", form).wants(t, http.StatusForbidden)
	albertslund := strings.Replace(page, "greve", "albertslund", 1)
	if got := b.post(albertslund+"/confirm", form).StatusCode; got != http.StatusNotFound && got != http.StatusForbidden {
		t.Errorf("another organisation answers %d", got)
	}
	analyst := s.as(portfolio.RoleAnalyst) // belongs to both, and the case to one
	analyst.post(albertslund+"/confirm", form).wants(t, http.StatusNotFound)
	analyst.post(albertslund+"/"+string(own.Case), said).wants(t, http.StatusNotFound)
}

func versionOf(report portfolio.QuarterReport, id portfolio.CaseID) portfolio.BusinessCase {
	for _, figures := range report.Cases {
		if figures.Case.ID == id {
			return figures.Case
		}
	}
	return portfolio.BusinessCase{}
}

// name names the coordinator of a focus area of Greve.
func name(t *testing.T, s *site, id portfolio.FocusAreaID, coordinator string) {
	t.Helper()
	organisation, err := s.store.Organisation(t.Context(), "greve")
	if err != nil {
		t.Fatal(err)
	}
	for i := range organisation.Strategy.FocusAreas {
		area := &organisation.Strategy.FocusAreas[i]
		if area.Coordinator = "Ingen Her"; area.ID == id {
			area.Coordinator = coordinator
		}
	}
	if err := s.store.SaveOrganisation(t.Context(), organisation); err != nil {
		t.Fatal(err)
	}
}

// A quarter that nothing is planned for says so, instead of leaving headings bare.
func TestRoundOfNothing(t *testing.T) {
	s := open(t)
	text := s.as(portfolio.RoleReader).get("/greve/quarters/2012K1/round").wants(t, http.StatusOK).text("main")
	for _, want := range []string{"intet at bekræfte", "Ingen sag har en plan for kvartalet"} {
		if !strings.Contains(text, want) {
			t.Errorf("the round does not say %q: %s", want, text)
		}
	}
}
