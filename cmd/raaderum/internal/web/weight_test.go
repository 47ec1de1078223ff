package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

var writeWeights = flag.Bool("weights", false, "write docs/pages.md anew")

// dashboards are the pages with charts, by what the reader knows them as.
func dashboards(s *site) [][2]string {
	const quarter = "/greve/quarters/2014K2"
	about := "/greve/cases/" + string(s.report("greve", "2014K2").Cases[0].Case.ID)
	return [][2]string{
		{"the quarter", quarter}, {"the quarter beside an earlier one", quarter + "?compare=2013K4"},
		{"the target account", quarter + "/account"}, {"a year of the account", quarter + "/account/2014"},
		{"the outlook", quarter + "/outlook"}, {"the development", quarter + "/development"},
		{"experience", quarter + "/calibration"}, {"from idea to benefit", quarter + "/pipeline"},
		{"organisations side by side", quarter + "/organisations"}, {"the bridge between quarters", quarter + "/bridge/2013K4"}, {"the status round", quarter + "/round"},
		{"the action plan", "/greve/plans/2014"}, {"the cases", "/greve/cases"},
		{"a focus area", quarter + "?area=esdh"}, {"a case", about}, {"a case's calculation", about + "/calculation"},
	}
}

var fontUsed = regexp.MustCompile(`url\("?(fonts/[^")]+)"?\)`)

// Every dashboard page, before anybody touches it, is at most 200 KB as it is
// sent: the page, its styles, its script and its typeface. docs/pages.md says
// how much, and is not out of date by more than a twentieth.
func TestDashboardPagesWeigh(t *testing.T) {
	const limit = 200 << 10
	s := openDemo(t)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2013K4")); err != nil { // the bridge begins there
		t.Fatal(err)
	}
	analyst := s.as(portfolio.RoleAnalyst)
	parts := map[string]int{} // what pages share
	sent := func(path string) int {
		if bytes, known := parts[path]; known {
			return bytes
		}
		request := analyst.request(http.MethodGet, path, nil)
		request.Header.Set("Accept-Encoding", "br") // asked for by hand, it is not unpacked
		parts[path] = len(analyst.do(request).wants(t, http.StatusOK).body)
		return parts[path]
	}
	said := weightsSaid(t)
	var lines []string
	for _, one := range dashboards(s) {
		name, address := one[0], one[1]
		page := analyst.get(address).wants(t, http.StatusOK)
		if address == "/greve/quarters/2014K2" && page.page.Find("figure svg").Length() == 0 {
			t.Skip("missing component: front end, run make build")
		}
		own, shared := sent(address), 0
		page.page.Find("link[rel=stylesheet], script[src]").Each(func(_ int, e *goquery.Selection) {
			part := e.AttrOr("href", e.AttrOr("src", ""))
			shared += sent(part)
			if !strings.Contains(part, ".css") {
				return
			}
			for _, found := range fontUsed.FindAllStringSubmatch(analyst.get(part).body, -1) {
				base, err := url.Parse(part)
				if err != nil {
					t.Fatal(err)
				}
				shared += sent(base.JoinPath("..", found[1]).Path)
			}
		})
		if own+shared > limit {
			t.Errorf("%s (%s): %d bytes, the limit is %d", name, address, own+shared, limit)
		}
		if was := said[name]; !*writeWeights && (own+shared)*20 > was*21 || was*20 > (own+shared)*21 && !*writeWeights {
			t.Errorf("%s weighs %d bytes, docs/pages.md says %d; -weights writes it anew", name, own+shared, was)
		}
		lines = append(lines, fmt.Sprintf("| %s | %d | %d | %d | %d |", name, own, shared, own+shared, page.page.Find("figure svg").Length()))
	}
	if *writeWeights {
		writeWeightPage(t, lines)
	}
}

var weightPage = filepath.Join("..", "..", "..", "..", "docs", "pages.md")

// weightsSaid are the weights docs/pages.md says, by page.
func weightsSaid(t *testing.T) map[string]int {
	t.Helper()
	data, err := os.ReadFile(weightPage)
	if err != nil && !*writeWeights {
		t.Fatal(err)
	}
	said := map[string]int{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "|")
		if len(cells) < 6 {
			continue
		}
		if bytes, err := strconv.Atoi(strings.TrimSpace(cells[4])); err == nil {
			said[strings.TrimSpace(cells[1])] = bytes
		}
	}
	return said
}

func writeWeightPage(t *testing.T, lines []string) {
	t.Helper()
	page := `# What the pages weigh

Written by ` + "`go test ./cmd/raaderum/internal/web -run TestDashboardPagesWeigh -weights`" + `, and held by the same test: a page
may weigh 200 KB (204,800 bytes) before anybody touches it, as it is sent (Brotli): the page itself with its charts drawn,
and its styles, script and typeface, which a browser fetches once for all pages. ECharts comes when somebody points at a
chart or goes to it with the keyboard. The figures are of the demo.

| Page | itself, bytes | styles, script, typeface | in all | drawings |
|---|---:|---:|---:|---:|
` + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(weightPage, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
}
