package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
)

// notPages are the routes that answer with something else than a page of their
// own, and why.
var notPages = map[string]string{
	"/":                                     "leads to the user's organisation",
	"/:org/":                                "leads to the latest quarter",
	"/:org/quarters":                        "leads to the chosen quarter",
	"/:org/organisations":                   "leads to the latest quarter",
	"/:org/plans":                           "leads to the latest plan",
	"/:org/plans/:year/paper/:format":       "a file",
	"/:org/cases/:case/calculation.xlsx":    "a file",
	"/:org/files/:sha256":                   "a file",
	"/:org/papers/:making/:file":            "a file",
	"/:org/quarters/:quarter/pack/:paper":   "a file",
	"/:org/quarters/:quarter/returns/:area": "a file",
	"/:org/imports/:import/mapping":         "a file",
	"/:org/uploads/:upload/mapping":         "a file",
	"/:org/template.xlsx":                   "a file",
	"/:org/uploads/:upload/receipt":         "a file",
	"/hjaelp/eksempler/:file":               "a file",
	"/static/:checksum/*":                   "style, script and fonts",
	"/icon.svg":                             "a picture",
	"/favicon.ico":                          "a picture",
	"/healthz":                              "for machines",
	"/readyz":                               "for machines",
	"/metrics":                              "for machines",
	"/:org/cases/:case/:paper<regex(business-case|cover-note)>/:format": "a file",
}

// everyPage gives addresses of pages by the route that answers them, with all
// that has to be there first: uploads, batches, papers, a meeting, a frozen quarter.
func everyPage(t *testing.T, s *site) map[string][]string {
	t.Helper()
	analyst, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader)
	at := func(r *reply) string { return r.Request.URL.Path }
	begin := func() *reply {
		return reader.post("/greve/quarters/2014K2/pack", nil).wants(t, http.StatusOK)
	}
	made := at(s.made(reader, begin()))
	t.Cleanup(web.HoldPrinting()) // those to come are under way until the test ends
	underWay := at(begin())

	accepted := analyst.upload("/greve/imports/new", file{"første.xlsx", filledTemplate(t)}).wants(t, http.StatusOK)
	done := at(analyst.post(at(accepted)+"/accept", nil).wants(t, http.StatusOK))
	ready := analyst.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).wants(t, http.StatusOK)
	questions := analyst.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, http.StatusOK)
	several := at(analyst.upload("/greve/imports/new", file{"a.csv", []byte("x")}, file{"b.xlsx", loose(t)}, file{"c.xlsx", filledTemplate(t)}).wants(t, http.StatusOK))
	s.settled(several)
	history := analyst.get("/greve/imports").wants(t, http.StatusOK).page
	imported, _ := history.Find(`main a[href$="/undo"]`).First().Attr("href")
	imported = strings.TrimSuffix(imported, "/undo")
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2013K4")); err != nil {
		t.Fatal(err)
	}
	report := s.report("greve", "2014K2")
	bc := report.Cases[0].Case
	about := "/greve/cases/" + string(bc.ID)
	cell, _ := analyst.get(about).wants(t, http.StatusOK).page.Find(`main a[href*="/cells/"]`).First().Attr("href")
	uploadCell, _ := ready.page.Find("table.preview td a.cell").First().Attr("href")
	idea := analyst.begin(t, "greve", "Ny app")
	written := url.Values{"name": {"Licens"}, "recurrence": {"one-off"}, "category": {"licence"}, "year-2014": {"40.000"}, "source": {"tilbud"}}
	typed, _ := analyst.post(idea+"/cost", analyst.formOf(t, idea+"/cost", ".entry-form", written)).wants(t, http.StatusOK).
		page.Find("table:has(#costs) a.amount").First().Attr("href")
	for name, address := range map[string]string{"what somebody typed": typed, "an accepted import": done, "an import": imported, "a cell": cell, "a cell of an upload": uploadCell} {
		if address == "" {
			t.Fatalf("nothing leads to %s", name)
		}
	}
	const quarter = "/greve/quarters/2014K2"
	return map[string][]string{
		"/login":         {"/login"},
		"/login/:token":  {"/login/" + s.link(portfolio.RoleReader, true)},
		"/accessibility": {"/accessibility"},
		"/hjaelp":        {"/hjaelp"},
		"/hjaelp/:page":  {"/hjaelp/spoergsmaal"}, // TestHelpIsAccessible has them all

		"/:org/quarters/:quarter":                      {quarter, "/greve/quarters/2013K4", "/greve/quarters/2012K1", quarter + "?compare=2013K4&area=esdh", quarter + "?sign=budget", "/albertslund/quarters/2014K2"},
		"/:org/quarters/:quarter/account":              {quarter + "/account"},
		"/:org/quarters/:quarter/account/:year":        {quarter + "/account/2014"},
		"/:org/quarters/:quarter/account/:year/:layer": {quarter + "/account/2014/realised"},
		"/:org/quarters/:quarter/series/:at/:series":   {quarter + "/series/2014K1/realised"},
		"/:org/quarters/:quarter/outlook":              {quarter + "/outlook", quarter + "/outlook?decided-low=60&decided-chance=80&year=2014&draw=7"},
		"/:org/quarters/:quarter/development":          {quarter + "/development"},
		"/:org/quarters/:quarter/calibration":          {quarter + "/calibration"},
		"/:org/quarters/:quarter/pipeline":             {quarter + "/pipeline"},
		"/:org/quarters/:quarter/bridge/:from":         {quarter + "/bridge/2013K4"},
		"/:org/quarters/:quarter/organisations":        {quarter + "/organisations", quarter + "/organisations?method=in-year", "/albertslund/quarters/2013K4/organisations"},
		"/:org/quarters/:quarter/pack":                 {quarter + "/pack"},
		"/:org/quarters/:quarter/returns":              {quarter + "/returns"},
		"/:org/quarters/:quarter/round":                {quarter + "/round"},
		"/:org/quarters/:quarter/round/:case":          {quarter + "/round/" + string(bc.ID)},
		"/:org/quarters/:quarter/freeze":               {quarter + "/freeze", "/greve/quarters/2013K4/freeze"},

		"/:org/papers/:making":                {made, underWay},
		"/:org/meetings":                      {"/greve/meetings"},
		"/:org/strategy":                      {"/greve/strategy"},
		"/:org/corrections":                   {"/greve/corrections"},
		"/:org/overlaps":                      {"/greve/overlaps"},
		"/:org/plans/:year":                   {"/greve/plans/2014"},
		"/:org/plans/:year/paper":             {"/greve/plans/2014/paper"},
		"/:org/cases":                         {"/greve/cases"},
		"/:org/cases/new":                     {"/greve/cases/new"},
		"/:org/cases/:case":                   {about},
		"/:org/cases/:case/calculation":       {about + "/calculation"},
		"/:org/cases/:case/facts":             {about + "/facts"},
		"/:org/cases/:case/test":              {about + "/test"},
		"/:org/cases/:case/documents":         {about + "/documents"},
		"/:org/cases/:case/dispensation":      {about + "/dispensation"},
		"/:org/cases/:case/time":              {about + "/time"},
		"/:org/cases/:case/commitments":       {about + "/commitments"},
		"/:org/cases/:case/recommendation":    {about + "/recommendation"},
		"/:org/cases/:case/cost":              {about + "/cost"},
		"/:org/cases/:case/promise":           {about + "/promise"},
		"/:org/entries/:entry":                {typed},
		"/:org/systems":                       {"/greve/systems"},
		"/:org/rules":                         {"/greve/rules", "/albertslund/rules"},
		"/:org/cases/:case/benefits/:benefit": {about + "/benefits/" + url.PathEscape(string(bc.Benefits[0].ID))},
		"/:org/cases/:case/:paper<regex(business-case|cover-note)>": {about + "/business-case", about + "/cover-note"},

		"/:org/imports":                            {"/greve/imports"},
		"/:org/imports/new":                        {"/greve/imports/new"},
		"/:org/imports/:import/undo":               {imported + "/undo"},
		"/:org/batches/:batch":                     {several},
		"/:org/uploads/:upload":                    {at(questions), at(ready)},
		"/:org/uploads/:upload/changes":            {at(ready) + "/changes"},
		"/:org/uploads/:upload/cells/:sheet/:cell": {uploadCell},
		"/:org/files/:sha256/cells/:sheet/:cell":   {cell},
	}
}

// Every route that answers GET is a page of the walk, or is named with the reason
// why it is none; and every address of the walk is answered by its route.
func everyRouteIsWalked(t *testing.T, s *site, pages map[string][]string) {
	t.Helper()
	known := map[string]bool{}
	for _, route := range s.server.Addresses() {
		known[route] = true
		_, page := pages[route]
		if reason := notPages[route]; page == (reason != "") {
			t.Errorf("%s is a page of the walk: %v, and is none because %q", route, page, reason)
		}
	}
	for route := range notPages {
		if !known[route] {
			t.Errorf("%s is left out and does not exist", route)
		}
	}
	for route, addresses := range pages {
		if !known[route] {
			t.Errorf("%s is walked and does not exist", route)
		}
		for _, address := range addresses {
			path, _, _ := strings.Cut(address, "?")
			if plain, err := url.PathUnescape(path); err != nil || !fiber.RoutePatternMatch(plain, route) {
				t.Errorf("%s is no address of %s", address, route)
			}
		}
	}
}

// overflow names what reaches beyond the window, except in what may be scrolled
// by itself; drawings are cut at their own edge.
const overflow = `(() => {
	const width = document.documentElement.clientWidth, found = [];
	const seen = new Set();
	for (const e of document.querySelectorAll("[id]")) {
		if (seen.has(e.id)) found.push("two of id " + e.id);
		seen.add(e.id);
	}
	for (const e of document.querySelectorAll("main a[href^='#']")) {
		const id = decodeURIComponent(e.getAttribute("href").slice(1));
		if (id && !seen.has(id)) found.push("nothing has the id of " + e.getAttribute("href"));
	}
	if (document.documentElement.scrollWidth > width) found.push("the page is " + document.documentElement.scrollWidth + " wide");
	for (const e of document.querySelectorAll("main *")) {
		if (e.getBoundingClientRect().right > width + 1 && !e.closest(".table-scroll, .sr-only, svg")) found.push(e.tagName + "." + e.className);
	}
	return found.slice(0, 5).join(", ");
})()`

// lookRules are the rules of axe-core that another width or color can break on a page
// that holds the rest.
var lookRules = []string{"color-contrast", "link-in-text-block", "scrollable-region-focusable", "css-orientation-lock", "label-content-name-mismatch"}

// Each page of each route in both languages, light and dark, wide and at 320
// pixels, WCAG's measure of reflow: axe-core finds nothing, nothing reaches beyond
// the window, and the browser complains of nothing. One browser and one login do it
// all, and a page is opened once in each language: the wide one is asked every rule
// in Danish, the narrow one in English, and the other look what looks can change.
func TestEveryPageIsAccessible(t *testing.T) {
	s := openDemo(t)
	pages := everyPage(t, s)
	everyRouteIsWalked(t, s, pages)
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Scheme("light"), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitReady(chromedp.CSS("main .answer-sentence")))
	type look struct {
		scheme string
		width  int64
	}
	seen := 0
	for _, language := range []struct {
		name  string
		looks []look
	}{{"da", []look{{"light", 1440}, {"dark", 320}}}, {"en", []look{{"light", 390}, {"dark", 1440}}}} {
		if language.name != "da" {
			tab.Do(browsertest.Size(1440, 900), chromedp.Click(chromedp.CSS("form.language button")), chromedp.WaitReady(chromedp.CSS("html[lang="+language.name+"]")))
		}
		for route, addresses := range pages {
			for _, address := range addresses {
				tab.Do(chromedp.Navigate(s.base+address), chromedp.WaitReady(chromedp.CSS("main h1")))
				for i, look := range language.looks {
					tab.Do(browsertest.Size(look.width, 900), browsertest.Scheme(look.scheme))
					if found := browsertest.Get(tab, chromedp.Evaluate[string](overflow)); found != "" {
						t.Errorf("%s at %d, %s: beyond the window: %s", address, look.width, language.name, found)
					}
					var rules []string // all
					if i > 0 {
						rules = lookRules
					}
					for _, violation := range tab.Axe(rules...) {
						t.Errorf("%s (%s), %s, %s at %d: %s", address, route, language.name, look.scheme, look.width, violation)
					}
					seen++
				}
			}
		}
	}
	// Who came by no page's address is told so.
	tab.Expect(1)
	tab.Do(chromedp.Navigate(s.base + "/greve/nowhere"))
	for _, violation := range tab.Axe() {
		t.Errorf("a page that is not there: %s", violation)
	}
	t.Logf("%d routes, %d looks at pages", len(pages), seen)
}
