package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// A quarter with all its charts, before anybody touches it, is at most 200 KB
// as it is sent: the page, its styles, its script and its typeface.
func TestQuarterPageWeight(t *testing.T) {
	const limit = 200 << 10
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	page := council.get("/greve/quarters/2014K2").wants(t, http.StatusOK)
	if page.page.Find("figure svg").Length() == 0 {
		t.Skip("missing component: the front end; make build draws the charts")
	}
	sent := func(path string) *reply {
		request := council.request(http.MethodGet, path, nil)
		request.Header.Set("Accept-Encoding", "br") // asked for by hand, it is not unpacked
		return council.do(request).wants(t, http.StatusOK)
	}
	weight := map[string]int{"page": len(sent("/greve/quarters/2014K2").body)}
	font := regexp.MustCompile(`url\("?(fonts/[^")]+)"?\)`)
	page.page.Find("link[rel=stylesheet], script[src]").Each(func(_ int, e *goquery.Selection) {
		address := e.AttrOr("href", e.AttrOr("src", ""))
		weight[address] = len(sent(address).body)
		for _, found := range font.FindAllStringSubmatch(council.get(address).body, -1) {
			base, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			at := base.JoinPath("..", found[1]).Path
			weight[at] = len(sent(at).body)
		}
	})
	total := 0
	for _, bytes := range weight {
		total += bytes
	}
	t.Logf("%d bytes in all: %v", total, weight)
	if total > limit || len(weight) < 4 {
		t.Errorf("%d bytes in %d parts, the limit is %d bytes", total, len(weight), limit)
	}
}
