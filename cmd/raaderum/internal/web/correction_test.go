package web_test

import (
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A correction is written in a form, told with a name and a source, and the
// amount leads to it. What is wrong with one is said and nothing is lost.
func TestCorrectionForm(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const page = "/greve/corrections"
	if text := b.get(page).wants(t, http.StatusOK).text("main"); !strings.Contains(text, "Intet kvartal er frosset") {
		t.Errorf("before anything is frozen: %.300s", text)
	}
	k2 := quarterOf(t, "2014K2")
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", k2); err != nil {
		t.Fatal(err)
	}
	report := s.report("greve", "2014K2")
	var ref portfolio.Contribution
	for _, point := range report.Quarters {
		if point.Quarter == k2 {
			ref = point.Parts[portfolio.Realised][0]
		}
	}
	value := string(ref.Case) + "/" + string(ref.Benefit)
	if b.get(page+"?quarter=2014K2&benefit="+value).page.Find("option[selected]").Length() != 2 {
		t.Error("the form is not filled in from the address")
	}
	typed := func(amount, source, reason string) map[string][]string {
		return map[string][]string{"quarter": {"2014K2"}, "benefit": {value}, "amount": {amount}, "source": {source}, "reason": {reason}, "seen": {"0"}}
	}
	for _, wrong := range []struct{ amount, source, reason, says string }{
		{"1,500", "bilag", "x", "entydigt beløb"},
		{"1.000.000,005", "bilag", "x", "højst to decimaler"},
		{"100.000", "", "x", "hvor det rigtige beløb står"},
		{"100.000", "bilag", "", "skal have en årsag"},
	} {
		reply := b.post(page, typed(wrong.amount, wrong.source, wrong.reason)).wants(t, http.StatusUnprocessableEntity)
		if kept, _ := reply.page.Find("#amount").Attr("value"); !strings.Contains(reply.text("[role=alert]"), wrong.says) || kept != wrong.amount {
			t.Errorf("%+v: says %q, keeps %q", wrong, reply.text("[role=alert]"), kept)
		}
	}
	done := b.post(page, typed("123.456,78", "Bilag 4711", "Talt to gange")).wants(t, http.StatusOK)
	line := done.text("table.corrections tbody")
	for _, want := range []string{"123.456,78", "Kilde: Bilag 4711", "Talt to gange", "Test analyst", "Rettelse nr. 1", "vises i 3. kvartal 2014"} {
		if !strings.Contains(line, want) {
			t.Errorf("the line lacks %q: %q", want, line)
		}
	}
	live := b.get("/greve/cases/" + string(ref.Case) + "?quarter=2014K2&figures=live")
	if live.page.Find("a[href='/greve/corrections#correction-1']").Length() == 0 {
		t.Error("the corrected amount does not lead to its correction")
	}
	if next := b.get("/greve/quarters/2014K3").text("table.corrections tbody"); !strings.Contains(next, "Test analyst") {
		t.Errorf("the next quarter tells %q", next)
	}
	reader := s.as(portfolio.RoleReader)
	if reader.get(page).wants(t, http.StatusOK).page.Find("main form").Length() != 0 {
		t.Error("a reader is offered the form")
	}
	reader.post(page, typed("5", "x", "x")).wants(t, http.StatusForbidden)
}
