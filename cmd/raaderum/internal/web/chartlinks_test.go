package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// Where a point of a chart leads is there: a place on the page stands on it, and
// another page answers.
func TestChartPointsLeadSomewhere(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	first := "/greve/cases/" + string(s.report("greve", "2014K2").Cases[0].Case.ID)
	places, answered := 0, map[string]bool{}
	for _, path := range []string{
		"/greve/quarters/2014K2", "/greve/quarters/2014K2/development", "/greve/plans/2014", first + "/calculation",
	} {
		page := analyst.get(path).wants(t, http.StatusOK).page
		blocks := page.Find("[data-chart] script[type='application/json']")
		if blocks.Length() == 0 {
			t.Skip("missing component: the front end; make build draws the charts")
		}
		blocks.Each(func(_ int, block *goquery.Selection) {
			for _, link := range linksOf(t, block.Text()) {
				if id, here := strings.CutPrefix(link, "#"); here {
					if page.Find("[id='"+id+"']").Length() != 1 {
						t.Errorf("%s: a point leads to %s, which is not there", path, link)
					}
					places++
				} else if !answered[link] {
					answered[link] = true
					if strings.HasPrefix(link, "?") {
						link = path + link
					}
					analyst.get(link).wants(t, http.StatusOK)
				}
			}
		})
	}
	t.Logf("%d places and %d pages", places, len(answered))
	if places < 10 || len(answered) < 10 {
		t.Errorf("only %d places and %d pages", places, len(answered))
	}
}

// linksOf are the links of a chart's points.
func linksOf(t *testing.T, block string) (links []string) {
	t.Helper()
	var data any
	if err := json.Unmarshal([]byte(block), &data); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			if link, is := value["link"].(string); is && link != "" {
				links = append(links, link)
			}
			for _, part := range value {
				walk(part)
			}
		case []any:
			for _, part := range value {
				walk(part)
			}
		}
	}
	walk(data)
	return links
}
