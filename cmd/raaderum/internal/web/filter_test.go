package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// A quarter narrowed to some cases answers for those from the first line on: it says
// which they are and how many of all, its sums are theirs to the øre and lead to
// pages of the same cases, the whole's target and gap are not theirs, and one link
// leads back to the whole.
func TestQuarterAnswersForTheChosenCases(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const at = "/greve/quarters/2014K2"
	whole := b.get(at).wants(t, http.StatusOK)
	if whole.page.Find(".part").Length() != 0 {
		t.Error("the whole says it is a part")
	}
	area := countingArea(t, s.report("greve", "2014K2"))
	named, _ := s.report("greve", "2014K2").Organisation.Strategy.FocusArea(area)
	to := at + "?area=" + string(area)
	page := b.get(to+"&compare=2013K4").wants(t, http.StatusOK)
	if said := page.text("main > .part"); !strings.Contains(said, "Indsatsområde: "+named.Name+" (") || !strings.Contains(said, " af 25 sager)") {
		t.Errorf("it says %q", said)
	}
	if back := page.page.Find(".part a").AttrOr("href", ""); back != at+"?compare=2013K4" {
		t.Errorf("the whole is at %q", back)
	}
	if page.page.Find("main").Children().IndexOfSelection(page.page.Find(".part")) > page.page.Find("main").Children().IndexOfSelection(page.page.Find(".answer")) {
		t.Error("which cases it is of is said after the answer")
	}
	answer := page.text(".answer")
	if answer == whole.text(".answer") || strings.Contains(answer, "Mangler") || !strings.Contains(answer, "De valgte sager") {
		t.Errorf("the answer is %q", answer)
	}
	// What the account's page of the same cases comes to.
	account := b.get(at+"/account/2014?area="+string(area)).wants(t, http.StatusOK)
	if got, want := page.page.Find(".key-figure").First().AttrOr("href", ""), at+"/account/2014?area="+string(area); got != want {
		t.Errorf("the sum leads to %s", got)
	}
	layers := s.report("greve", "2014K2").Of(func(bc portfolio.BusinessCase) bool { return bc.FocusArea == area })
	if got, want := countedOnPage(t, account), int64(layers.Headline.Achieved); got != want {
		t.Errorf("the account's page of the area comes to %d, the part to %d", got, want)
	}
	if sum := strings.Join(strings.Fields(i18n.New("da").ShortMoney(layers.Headline.Achieved)), " "); !strings.Contains(answer, sum) {
		t.Errorf("the answer does not say %s", sum)
	}
	sums := 0
	page.page.Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
		if to := a.AttrOr("href", ""); strings.Contains(to, "/account/") || strings.Contains(to, "/series/") {
			if sums++; !strings.Contains(to, "area="+string(area)) {
				t.Errorf("%q leads to %s", strings.TrimSpace(a.Text()), to)
			}
		}
	})
	if sums < 10 {
		t.Errorf("only %d sums lead anywhere", sums)
	}
	for _, gone := range []string{`[data-chart="target-bridge"]`, ".areas"} {
		if page.page.Find(gone).Length() != 0 {
			t.Errorf("%s of the whole is shown", gone)
		}
	}
	page.page.Find("table.compared th[scope=row]").Each(func(_ int, th *goquery.Selection) {
		if name := th.Text(); name == "Mål" || name == "Mangler" {
			t.Errorf("%s is compared, and is the whole's", name)
		}
	})
}
