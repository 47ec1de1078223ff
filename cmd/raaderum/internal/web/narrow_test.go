package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/portfolio"
)

// Every case of the demo, both organisations' plans, and the papers of plans, fit a
// window of 320 pixels, WCAG's measure of reflow: the words of one case can be longer
// than those of the case that TestEveryPageIsAccessible opens.
func TestEveryCaseFitsANarrowWindow(t *testing.T) {
	s := openDemo(t)
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(320, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitReady(chromedp.CSS("main .answer-sentence")))
	seen := 0
	papers := []string{"/greve/plans/2014/paper", "/greve/plans/2015/paper"}
	for _, org := range []string{"greve", "albertslund"} {
		addresses := []string{"/" + org + "/plans/2014"}
		for _, figures := range s.report(portfolio.OrganisationID(org), "2014K2").Cases {
			about := "/" + org + "/cases/" + string(figures.Case.ID)
			addresses = append(addresses, about, about+"/cover-note")
		}
		for _, address := range append(addresses, papers...) {
			tab.Do(chromedp.Navigate(s.base+address), chromedp.WaitReady(chromedp.CSS("main h1")))
			if found := browsertest.Get(tab, chromedp.Evaluate[string](overflow)); found != "" {
				t.Errorf("%s: %s", address, found)
			}
			seen++
		}
		papers = nil // once
	}
	t.Logf("%d pages at 320 pixels", seen)
}
