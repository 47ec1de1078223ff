package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// The plan's page has the stopped cases by themselves, with what lapsed, and none of
// them among the projects; it tells what was reported of a late one beside its date,
// and whether its figures still move.
func TestPlanPageTellsStoppedAndLateCases(t *testing.T) {
	s := openDemo(t)
	plain := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	page := s.as(portfolio.RoleAnalyst).get("/greve/plans/2014").wants(t, http.StatusOK).page
	stopped := plain(page.Find("section:has(#stopped)").Text())
	for _, want := range []string{"GR-2013-08", "Skrivetid", "1.400.000", "GR-2013-09", "640.000", "ikke med i planens tal"} {
		if !strings.Contains(stopped, want) {
			t.Errorf("%q is not among the stopped: %s", want, stopped)
		}
	}
	projects := plain(page.Find("section:has(#projects)").Text())
	for _, not := range []string{"GR-2013-08", "GR-2013-09", "Drift fra"} {
		if strings.Contains(projects, not) {
			t.Errorf("%q is among the projects", not)
		}
	}
	for _, want := range []string{"Idriftsættelse planlagt 1. juli 2014", "Meldt for 2. kvartal 2014: Gult lys. Gevinst forsinket. »Idriftsættelsen er flyttet fra 1. juli til 1. oktober 2014.«"} {
		if !strings.Contains(projects, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if head := plain(page.Find(".page-head").Text()); !strings.Contains(head, "Levende tal") {
		t.Errorf("the head does not say that the figures are live: %s", head)
	}
	paper := s.as(portfolio.RoleAnalyst).get("/greve/plans/2014/paper").wants(t, http.StatusOK).page
	if facts := plain(paper.Find(".paper-facts").First().Text()); !strings.Contains(facts, "Levende tal") {
		t.Errorf("nor does the paper: %s", facts)
	}
	paper.Find(`article a[href^="#"]`).Each(func(_ int, a *goquery.Selection) {
		if to, _ := a.Attr("href"); paper.Find(to).Length() != 1 {
			t.Errorf("%s (%s) leads to %d places", to, a.Text(), paper.Find(to).Length())
		}
	})
	case03, _ := page.Find(`section:has(#projects) a:contains("GR-2014-03")`).Attr("href")
	basis := plain(s.as(portfolio.RoleAnalyst).get(case03).wants(t, http.StatusOK).page.Find("section:has(#basis-title) dl").First().Text())
	if strings.Contains(basis, "Idriftsat") || !strings.Contains(basis, "planlagt 1. juli 2014 Meldt for 2. kvartal 2014: »Idriftsættelsen er flyttet") {
		t.Errorf("the case's page: %s", basis)
	}
}
