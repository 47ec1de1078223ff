package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// A register that repeats its numbers asks once, with examples. Who wants to
// answer for each is asked about fifty at a time, and proposals are used for
// those that were seen and no others.
func TestManyDoublesAskOnce(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	var list strings.Builder
	list.WriteString("kr., 2016 p/l\nNr.;Projekt;Investering 2016;Gevinst 2017\n")
	for pair := range 120 {
		fmt.Fprintf(&list, "P%d;Skole %d;%d;5000\nP%d;Havn %d;%d;6000\n", pair, pair, 90000+pair, pair, pair, 80000+pair)
	}
	r := b.upload("/greve/imports/new", file{"register.csv", []byte(list.String())}).wants(t, 200)
	at := r.Request.URL.Path
	if got := r.page.Find(".question").Length(); got != 1 || !strings.HasPrefix(r.text(".question legend"), "120 gange har to sager samme nummer") {
		t.Fatalf("%d questions: %s", got, r.text(".questions"))
	}
	key, _ := r.page.Find(".question input").First().Attr("name")
	options := r.page.Find(".question input").Map(func(_ int, o *goquery.Selection) string { return o.AttrOr("value", "") })
	if strings.Join(options, " ") != "both first last each" {
		t.Fatalf("the options are %v", options)
	}
	r = b.post(at+"/answers", url.Values{"action": {"save"}, key: {"each"}}).wants(t, 200)
	if got := r.page.Find(".question").Length(); got != 50 || !strings.Contains(r.text(".questions"), "Der er 70 spørgsmål mere") {
		t.Errorf("%d questions at once: %s", got, r.text(".questions .note"))
	}
	r = b.post(at+"/answers", url.Values{"action": {"proposed"}}).wants(t, 200)
	if got := r.text("#questions"); got != "70 spørgsmål til dig" {
		t.Errorf("after the proposals that were seen: %q", got)
	}
}
