package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"raaderum/portfolio"
)

// figureText is an amount, a share or a duration as both languages write them.
var figureText = regexp.MustCompile(`\d{1,3}(?:[.,]\d{3})+|\d[.,]\d|\d[\s\x{a0}]?(?:%|kr\.|mio|DKK|år\b|years?\b)`)

// ownText is what an element says itself, without what is inside it.
func ownText(e *goquery.Selection) string {
	var text strings.Builder
	for n := e.Nodes[0].FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// untraced are the figures of a page that nothing leads on from. A figure is traced
// when it is a link; when its row of a table has one, since a difference, a share
// or a light is computed of what stands beside it; when it is the foot of a table
// whose every row is traced, or a row of one whose foot is; when its part of the page
// says what it is computed of, in its heading or in a link of the class basis; when
// it stands in a sentence about a part whose figures are traced; when it is a step
// beside its formula. Conditions and what people wrote are no figures of ours.
func untraced(page *goquery.Document) (lost []string) {
	const led, sentence = "a[href], .formula", "tr a[href], .basis, dd a[href], a.amount"
	page.Find("main *").Each(func(_ int, e *goquery.Selection) {
		text := recordNumber.ReplaceAllString(ownText(e), "")
		if !figureText.MatchString(text) || e.Closest("a[href], svg, script, option, textarea, legend, .terms, .paper-facts, .conditions, .pairs, .under, .hint").Length() > 0 {
			return
		}
		row, part := e.Closest("tr"), e.Closest("section, article, main")
		table, figure := row.Closest("table"), e.Closest("figure")
		traced := part.Find("h2 a[href], h3 a[href], .basis").Length() > 0
		switch {
		case e.Closest("thead").Length() > 0, traced && part.Not("main").Length() > 0, row.Find(led).Length() > 0:
			return
		case figure.Find(".basis").Length() > 0:
			return
		case row.Closest("tfoot").Length() > 0:
			rows := table.Find("tbody tr")
			if rows.Length() > 0 && rows.Length() == rows.Has(led).Length() {
				return
			}
		case row.Length() > 0:
			if table.Find("tfoot").Find(led).Length() > 0 {
				return
			}
		case e.Closest("dl.key-figures").Length() > 0:
			if e.Closest("dd").Find("a[href]").Length() > 0 {
				return
			}
		case e.Closest("li").Find("a[href]").Length() > 0, part.Find(sentence).Length() > 0:
			return
		}
		lost = append(lost, text+" <"+goquery.NodeName(e)+" "+e.AttrOr("class", "")+"> in "+goquery.NodeName(part)+"."+part.AttrOr("class", "")+" "+table.AttrOr("class", ""))
	})
	return lost
}

// printed are addresses of what the browser prints or draws.
var printed = regexp.MustCompile(`/(pdf|word|evidence)(\?|$)`)

// recordNumber is the number of a record: digits that are no figure.
var recordNumber = regexp.MustCompile(`\d\d\.\d\d\.\d\d-\S+`)

// noFigures are the pages that show no figures of the organisation's own, or none
// that are stored, and why.
var noFigures = map[string]string{
	"/hjaelp/:page":                            "what texts and numbers may look like",
	"/accessibility":                           "no figures of ours",
	"/:org/uploads/:upload":                    "what a file says before anybody accepted it, beside its own cells",
	"/:org/uploads/:upload/cells/:sheet/:cell": "the cell itself",
	"/:org/files/:sha256/cells/:sheet/:cell":   "the cell itself: where traces end",
	"/:org/uploads/:upload/changes":            "the same",
	"/:org/rules":                              "the rules themselves",
	"/:org/strategy":                           "the rules themselves: a target stands beside its source",
	"/:org/imports/:import/undo":               "what would change, case by case, when an import is taken back",
	"/:org/entries/:entry":                     "what was typed, by whom and from where: where traces of typed amounts end",
	"/:org/corrections":                        "how to write an amount; corrections name their cells",
}

// Every figure on every page leads on, in both languages, and every address that a
// page leads to is answered: the walk goes by the routes, as the one of axe does.
func TestEveryFigureOnEveryPageHasATrace(t *testing.T) {
	s := openDemo(t)
	pages := everyPage(t, s)
	analyst := s.as(portfolio.RoleAnalyst)
	followed := map[string]bool{}
	figures := 0
	for _, language := range []string{"da", "en"} {
		analyst.post("/language", map[string][]string{"language": {language}})
		for route, addresses := range pages {
			for _, address := range addresses {
				page := analyst.get(address)
				if noFigures[route] != "" {
					continue
				}
				lost := untraced(page.page)
				slices.Sort(lost)
				for _, one := range slices.Compact(lost) {
					t.Errorf("%s (%s), %s: %s", address, route, language, one)
				}
				page.page.Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
					to, _, _ := strings.Cut(a.AttrOr("href", ""), "#")
					if figureText.MatchString(a.Text()) {
						figures++
					}
					if printed.MatchString(to) { // waits for the browser, which everyPage holds: TestPapersOnTheSite
						return
					}
					if to == "" || followed[to] || to[0] != '/' && to[0] != '?' {
						return
					}
					followed[to] = true
					if to[0] == '?' {
						to = page.Request.URL.Path + to
					}
					if answer := analyst.get(to); answer.StatusCode >= http.StatusBadRequest {
						t.Errorf("%s leads to %s: %d", address, to, answer.StatusCode)
					}
				})
			}
		}
	}
	if figures < 2000 {
		t.Errorf("only %d figures that lead on", figures)
	}
	t.Logf("%d figures lead on, %d addresses followed", figures, len(followed))
}
