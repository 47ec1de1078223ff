package web_test

import (
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// TestLayoutIsRememberedAndProposed: what was answered to a layout is proposed
// for the next workbook of it, used only when the user says so, and can be kept
// as a file and given back.
func TestLayoutIsRememberedAndProposed(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	data := func(gain string) file {
		return file{"liste " + gain + ".csv", []byte("Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nAlfa;1.250,50;" + gain + "\n")}
	}
	r := b.upload("/greve/imports/new", data("2.000")).wants(t, 200)
	upload := r.Request.URL.Path
	if r.page.Find("#use-earlier").Length() != 0 {
		t.Error("an answer is proposed before there is any")
	}
	name, _ := r.page.Find(`.questions input[type="text"]`).First().Attr("name")
	b.post(upload+"/answers", url.Values{name: {"2016-pl"}, "action": {"save"}}).wants(t, 200)
	mapping := b.get(upload+"/mapping").wants(t, 200)
	if !strings.Contains(mapping.body, `"2016-pl"`) || !strings.Contains(mapping.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the mapping is %s", mapping.body)
	}
	b.post(upload+"/accept", nil).wants(t, 200)

	r = b.upload("/greve/imports/new", data("3.000")).wants(t, 200)
	upload = r.Request.URL.Path
	if got := r.text("#earlier"); got != "Opstillingen er set før" || r.text(".upload-status") != "Har spørgsmål" {
		t.Fatalf("not proposed: %s", r.text("main"))
	}
	keepsToPolicy(t, upload, r)
	r = b.post(upload+"/mapping", url.Values{"import": {"1"}}).wants(t, 200)
	if !strings.Contains(r.text(".answered"), "2016-pl") {
		t.Errorf("the answer was not used: %s", r.text("main"))
	}
	b.post(upload+"/answers", url.Values{"action": {"restart"}}).wants(t, 200)
	if got := b.get("/greve/imports/1/mapping").wants(t, 200); got.body != mapping.body {
		t.Errorf("the import's mapping is %s, and was %s", got.body, mapping.body)
	}
	b.post(upload+"/mapping", url.Values{"import": {"77"}}).wants(t, 404)
	b.post(upload+"/mapping", nil).wants(t, 422)
}
