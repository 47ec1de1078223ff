package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

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
	for _, want := range []string{"Valgt: Grøn, fordi: Aftalen er underskrevet.", "Forsinket idriftsættelse", "Chef A", "4. kvartal 2014", "100,25", "Uforklaret", "Skal fristen rykkes?", "Test analyst"} {
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
	b.post(write, typed).wants(t, http.StatusConflict) // somebody has written meanwhile

	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2")); err != nil {
		t.Fatal(err)
	}
	typed.Set("after", "1")
	locked := b.post(write, typed).wants(t, http.StatusLocked)
	if href, _ := locked.page.Find("main a[href='/greve/corrections']").Attr("href"); href == "" || !strings.Contains(locked.text("main"), "er frosset") {
		t.Errorf("the locked quarter does not say what to do: %.300s", locked.text("main"))
	}
	if frozen := b.get(page).wants(t, http.StatusOK); frozen.page.Find("main form").Length() != 0 || !strings.Contains(frozen.text(".standing"), "Frosset") {
		t.Error("the frozen round can be written in")
	}
	reader := s.as(portfolio.RoleReader)
	if reader.get("/greve/quarters/2014K1/round").wants(t, http.StatusOK).page.Find("main form").Length() != 0 {
		t.Error("a reader is offered forms")
	}
	reader.get("/greve/quarters/2014K1/round/ukendt").wants(t, http.StatusNotFound)
}
