package web_test

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
)

// overflow names what reaches beyond the window, except in what may be scrolled
// by itself; drawings are cut at their own edge.
const overflow = `(() => {
	const width = document.documentElement.clientWidth, found = [];
	if (document.documentElement.scrollWidth > width) found.push("the page is " + document.documentElement.scrollWidth + " wide");
	for (const e of document.querySelectorAll("main *")) {
		if (e.getBoundingClientRect().right > width + 1 && !e.closest(".table-scroll, .sr-only, svg")) found.push(e.tagName + "." + e.className);
	}
	return found.slice(0, 5).join(", ");
})()`

// Each page in both languages, light and dark, wide and at 320 pixels: axe-core
// finds nothing, nothing reaches beyond the window, and the browser complains
// of nothing.
func TestCouncilPagesAreAccessible(t *testing.T) {
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	report := s.report("greve", "2014K2")
	paths := []string{
		"/greve/quarters/2014K2", "/greve/quarters/2014K2/account/2014", "/greve/quarters/2014K2/series/2014K1/realised",
		"/greve/quarters/2014K2/outlook?decided-low=60&decided-chance=80&year=2014&draw=7",
		"/greve/plans/2014", "/greve/cases", "/greve/cases/" + string(report.Cases[0].Case.ID), "/greve/cases/" + string(report.Cases[0].Case.ID) + "/calculation", "/accessibility",
		"/greve/quarters/2014K2/pack", "/greve/plans/2014/paper", "/greve/cases/" + string(report.Cases[0].Case.ID) + "/business-case", "/greve/cases/" + string(report.Cases[0].Case.ID) + "/cover-note",
	}
	reader := s.as(portfolio.RoleReader)
	begin := func() *reply {
		return reader.post("/greve/quarters/2014K2/pack", nil).wants(t, http.StatusOK)
	}
	made := s.made(reader, begin())
	t.Cleanup(web.HoldPrinting())
	paths = append(paths, made.Request.URL.Path, begin().Request.URL.Path)
	accessible(t, s, paths)
}

// The pages of the portfolio's own work, where people write as well as read.
func TestPortfolioPagesAreAccessible(t *testing.T) {
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	accessible(t, s, []string{
		"/greve/quarters/2014K2/calibration", "/greve/quarters/2014K2/account", "/greve/quarters/2014K2/round",
		"/greve/strategy", "/greve/meetings", "/greve/cases/new", "/greve/overlaps", "/greve/corrections",
	})
}

// accessible opens pages as a narrow and a wide reader does, light and dark, in
// both languages: axe finds nothing, and nothing is beyond the window.
func accessible(t *testing.T, s *site, paths []string) {
	t.Helper()
	for _, look := range []struct {
		name, language, scheme string
		width, height          int64
	}{
		{"wide-da", "da", "light", 1440, 900},
		{"narrow-da-dark", "da", "dark", 320, 800},
		{"wide-en-dark", "en", "dark", 1440, 900},
		{"narrow-en", "en", "light", 390, 844},
	} {
		t.Run(look.name, func(t *testing.T) {
			tab := browsertest.Open(t, s.base)
			tab.Do(browsertest.Size(look.width, look.height), browsertest.Scheme(look.scheme),
				chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)))
			if look.language != "da" {
				tab.Do(chromedp.Click(chromedp.CSS("form.language button")), chromedp.WaitReady(chromedp.CSS("html[lang="+look.language+"]")))
			}
			for _, path := range paths {
				tab.Do(chromedp.Navigate(s.base+path), chromedp.WaitReady(chromedp.CSS("main h1")))
				tab.Picture(strings.ReplaceAll(strings.Trim(path, "/"), "/", "-") + "-" + look.name)
				if found := browsertest.Get(tab, chromedp.Evaluate[string](overflow)); found != "" {
					t.Errorf("%s: beyond the window: %s", path, found)
				}
				for _, violation := range tab.Axe() {
					t.Errorf("%s: %s", path, violation)
				}
			}
		})
	}
}

// On paper there is no navigation, what is folded away is shown, and the pages
// have numbers.
func TestQuarterOnPaper(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("missing component: poppler (pdftotext)")
	}
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleCouncil, true)),
		chromedp.Navigate(s.base+"/greve/quarters/2014K2"), chromedp.WaitReady(chromedp.CSS("main h1")))
	file := filepath.Join(t.TempDir(), "quarter.pdf")
	if err := os.WriteFile(file, tab.Paper(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	for _, want := range []string{"2. kvartal 2014", "Eksempeldata", "Planlagt, forventet og realiseret gevinst pr. kvartal", "Sådan er tallene beregnet"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	for _, unwanted := range []string{"Importhistorik", "Log ud", "Vis tallene som tabel", "Diagrammet i ord"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("the paper says %q", unwanted)
		}
	}
	pages := bytes.Count(out, []byte("\f"))
	if last := strings.Fields(string(out)); pages < 2 || len(last) == 0 || !strings.Contains(text, "1 / ") && !strings.Contains(text, "1/") {
		t.Errorf("%d pages without numbers", pages)
	}
}
