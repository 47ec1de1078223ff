package browsertest_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/charts/testdata"
	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/i18n"
)

// Charts in a real browser, under a policy as strict as a policy can be:
// nothing inline, nothing from elsewhere.
const policy = "default-src 'self'"

const builtFiles = "../web/static"

// chartPage serves a page with two charts and what the build made for it.
func chartPage(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(builtFiles, "charts.js")); err != nil {
		t.Skip("missing component: front end, run make build")
	}
	words := i18n.New("da")
	links := charts.Links{
		Year:    func(year int) string { return fmt.Sprintf("#year-%d", year) },
		Quarter: func(q calc.Quarter) string { return "#" + q.String() },
	}
	account, err := charts.TargetAccount(testdata.TargetAccounts["short"], words, links)
	if err != nil {
		t.Fatal(err)
	}
	quarters, err := charts.PlannedRealised(testdata.Quarters["four"], words, links)
	if err != nil {
		t.Fatal(err)
	}
	renderer := charts.NewRenderer()
	var body strings.Builder
	for _, c := range []charts.Chart{account, quarters} {
		html, err := renderer.HTML(c)
		if errors.Is(err, charts.ErrNoBundle) {
			t.Skip("missing component: front end, run make build")
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&body, "<h2>%s</h2>%s", c.Title, html)
	}
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir(builtFiles))))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="da"><title>Diagrammer</title><link rel="icon" href="/static/charts.css">`+
			`<link rel="stylesheet" href="/static/charts.css"><script src="/static/charts.js" defer></script>`+
			`<main><h1>Diagrammer</h1>%s</main></html>`, body.String())
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func ready(selector string) browsertest.Step { return chromedp.WaitReady(chromedp.CSS(selector)) }
func shown(selector string) browsertest.Step { return chromedp.WaitVisible(chromedp.CSS(selector)) }

// The server's drawing is there before any script, in the page's colours of
// the reader's scheme, and ECharts is not fetched until somebody wants it.
func TestChartsBeforeAnybodyComes(t *testing.T) {
	address := chartPage(t)
	for _, scheme := range []struct{ name, realised string }{
		{"light", "rgb(8, 48, 107)"},   // #08306b of charts/palette.json
		{"dark", "rgb(166, 209, 255)"}, // #a6d1ff
	} {
		t.Run(scheme.name, func(t *testing.T) {
			tab := browsertest.Open(t, address)
			tab.Do(browsertest.Size(1000, 1100), browsertest.Scheme(scheme.name), chromedp.Navigate(address), shown(".chart-wide svg"))
			fill := browsertest.Get(tab, chromedp.Evaluate[string](
				`getComputedStyle(document.querySelector('.chart-wide path[fill*="realised"]')).fill`))
			if fill != scheme.realised {
				t.Errorf("realised is filled with %s, want %s", fill, scheme.realised)
			}
			if tab.Has(".chart-live") || tab.Has(`script[src*="echarts"]`) {
				t.Error("ECharts was fetched before anybody came")
			}
			for _, violation := range tab.Axe() {
				t.Error(violation)
			}
			tab.Picture("charts-" + scheme.name)
		})
	}
}

// Coming with the keyboard brings the chart to life; arrows go from point to
// point and say each, also one that is missing; Enter leads where it leads.
func TestChartTravel(t *testing.T) {
	address := chartPage(t)
	tab := browsertest.Open(t, address)
	const chart = `[data-chart="planned-realised"]`
	said := func() string {
		return browsertest.Get(tab, chromedp.Evaluate[string](`document.querySelector('`+chart+` [aria-live]').textContent`))
	}
	tab.Do(browsertest.Size(1000, 1100), chromedp.Navigate(address), ready(chart+"[tabindex]"),
		chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), ready(chart+" .chart-live svg text"), chromedp.KeyEvent(kb.ArrowRight))
	if got, want := said(), "1. kvartal 2013, Planlagt: 200.000\u00a0kr."; got != want {
		t.Errorf("first said %q, want %q", got, want)
	}
	tab.Do(chromedp.KeyEvent(kb.ArrowRight))
	if got, want := said(), "1. kvartal 2013, Realiseret: ikke opgjort"; got != want {
		t.Errorf("then said %q, want %q", got, want)
	}
	tab.Do(chromedp.KeyEvent(kb.ArrowRight), shown(chart+" .chart-tip"))
	if got, want := tab.Text(chart+" .chart-tip"), "2. kvartal 2013, Planlagt: 260.000 kr."; got != want {
		t.Errorf("the tip says %q, want %q", got, want)
	}
	tab.Picture("charts-travel")
	for _, violation := range tab.Axe() {
		t.Error(violation)
	}
	tab.Do(chromedp.KeyEvent(kb.Enter))
	if got := browsertest.Get(tab, chromedp.Location()); !strings.HasSuffix(got, "#2013K2") {
		t.Errorf("Enter led to %s", got)
	}
}

// The pointer brings a chart to life too, a click leads on, and in a narrow
// window the narrow drawing is used, live or not.
func TestChartPointer(t *testing.T) {
	address := chartPage(t)
	tab := browsertest.Open(t, address)
	tab.Do(browsertest.Size(360, 900), chromedp.Navigate(address), shown(".chart-narrow svg"))
	if browsertest.Get(tab, chromedp.Evaluate[bool](`getComputedStyle(document.querySelector(".chart-wide")).display !== "none"`)) {
		t.Error("a narrow window shows the wide drawing")
	}
	overflow := browsertest.Get(tab, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`))
	if overflow > 0 {
		t.Errorf("the page is %v pixels wider than the window", overflow)
	}
	move := func(x, y float64) browsertest.Step {
		return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y)
	}
	tab.Do(ready("[data-chart][tabindex]"), move(150, 300), ready(".chart-live svg text"))
	bar := browsertest.Get(tab, chromedp.Evaluate[struct{ X, Y float64 }](`(() => {
		const box = document.querySelector('.chart-live svg path[fill="#08306b"][stroke]').getBoundingClientRect();
		return {X: box.x + box.width / 2, Y: box.y + box.height / 2};
	})()`))
	tab.Do(move(bar.X-2, bar.Y-2), move(bar.X, bar.Y), shown(".chart-tip"))
	if got := tab.Text(".chart-tip"); !strings.Contains(got, "Realiseret:") {
		t.Errorf("the tip says %q", got)
	}
	tab.Picture("charts-narrow")
	tab.Do(chromedp.MouseClickXY(bar.X, bar.Y), chromedp.Sleep(100*time.Millisecond))
	if got := browsertest.Get(tab, chromedp.Location()); !strings.Contains(got, "#year-201") {
		t.Errorf("a click led to %s", got)
	}
}

// On paper the server's drawings stand, also for a chart that is live.
func TestChartsOnPaper(t *testing.T) {
	address := chartPage(t)
	tab := browsertest.Open(t, address)
	tab.Do(chromedp.Navigate(address), ready("[data-chart][tabindex]"),
		chromedp.KeyEvent(kb.Tab), ready(".chart-live svg text"))
	paper := tab.Paper()
	if folder := os.Getenv("RAADERUM_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "charts.pdf"), paper, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(paper) < 10_000 {
		t.Errorf("the paper is %d bytes", len(paper))
	}
}
