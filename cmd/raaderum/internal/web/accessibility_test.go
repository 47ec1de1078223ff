package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
)

// TestPagesAreAccessible opens each kind of page in a real browser, wide,
// narrow (320 pixels is WCAG's measure of reflow) and dark, and asks axe-core
// about it. The browser itself fails the test on a console error, a broken
// content policy or a request that leaves the machine.
func TestPagesAreAccessible(t *testing.T) {
	s := open(t, func(c *web.Config) { c.OpenLinks = true })
	tab := browsertest.Open(t, s.base)
	b := s.as(portfolio.RoleAnalyst)
	questions := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, 200)
	ready := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).wants(t, 200)
	cell, _ := ready.page.Find("table.preview td a.cell").First().Attr("href")
	several := b.upload("/greve/imports/new", file{"a.csv", []byte("x")}, file{"b.xlsx", loose(t)}, file{"c.xlsx", filledTemplate(t)}).wants(t, 200).Request.URL.Path
	s.settled(several)
	b.post(b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).Request.URL.Path+"/accept", nil).wants(t, 200)

	tab.Do(chromedp.Navigate(s.base + "/login/" + s.link(portfolio.RoleAnalyst, true)))
	tab.Expect(3) // the page that is not found, three times
	for _, page := range []struct{ name, path string }{
		{"the history", "/greve/imports"},
		{"the upload form", "/greve/imports/new"},
		{"an upload with questions", questions.Request.URL.Path},
		{"an upload that is ready", ready.Request.URL.Path},
		{"a batch", several},
		{"a source cell", cell},
		{"the statement", "/accessibility"},
		{"a page that is not there", "/greve/nowhere"},
		{"login", "/login"},
	} {
		for _, look := range []struct {
			name  string
			width int64
		}{{"light", 1200}, {"light", 320}, {"dark", 1200}} {
			tab.Do(browsertest.Size(look.width, 900), browsertest.Scheme(look.name), chromedp.Navigate(s.base+page.path))
			for _, violation := range tab.Axe() {
				t.Errorf("%s, %s at %d: %s", page.name, look.name, look.width, violation)
			}
			if browsertest.Get(tab, chromedp.Evaluate[bool]("document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
				t.Errorf("%s is wider than a window of %d pixels", page.name, look.width)
			}
		}
	}
}
