package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// The first screen says what has changed and what awaits a decision; another
// quarter to compare with, and what the cases are narrowed to, stand in the
// address; what cannot be answered is told.
func TestDashboard(t *testing.T) {
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	const quarter = "/greve/quarters/2014K2"
	t.Run("CompareWithAnEarlierQuarter", func(t *testing.T) {
		page := council.get(quarter+"?compare=2013K4").wants(t, http.StatusOK)
		earlier, later := s.report("greve", "2013K4"), s.report("greve", "2014K2")
		c := portfolio.Compare(earlier, later, later.Account.Method)
		tables := page.page.Find("table.compared")
		if tables.Length() != 2 { // 2014, and 2013 as both saw it
			t.Fatalf("%d tables of years", tables.Length())
		}
		for i, one := range c.Years[0].Figures {
			cell := tables.First().Find("tbody tr").Eq(i).Find("td").Eq(2)
			got, ok := ore(cell.Find(".difference").Text())
			if ok != (one.Difference != nil) || ok && got != int64(*one.Difference) {
				t.Errorf("%s %s differs by %q", one.Quantity, one.Layer, cell.Text())
			}
		}
		if text := page.text(".changes"); !strings.Contains(text, "Siden 4. kvartal 2013") || !strings.Contains(text, "ikke frosset") {
			t.Errorf("the first screen says %q", text)
		}
		walked := 0
		page.page.Find("table.compared a.amount").Each(func(i int, a *goquery.Selection) {
			if walked < 6 {
				council.get(a.AttrOr("href", "")).wants(t, http.StatusOK)
				walked++
			}
		})
		page = council.get(quarter+"?compare=2013K4&area=esdh").wants(t, http.StatusOK)
		if word := page.page.Find("a.filter-word"); word.Length() != 1 || !strings.Contains(word.Text(), "ESDH") || strings.Contains(word.AttrOr("href", ""), "area=") || !strings.Contains(word.AttrOr("href", ""), "compare=2013K4") {
			t.Errorf("the filter's word is %q", word.Text())
		}
		if next := page.page.Find("a[rel=prev]").AttrOr("href", ""); !strings.Contains(next, "area=esdh") {
			t.Errorf("the filter is lost on the way to %q", next)
		}
	})
	t.Run("TheFirstLineSaysWhatChangedAndWhatIsAsked", func(t *testing.T) {
		page := council.get(quarter).wants(t, http.StatusOK)
		links := page.page.Find(".answer .glance a")
		if links.Length() != 2 {
			t.Fatalf("%d links", links.Length())
		}
		links.Each(func(_ int, a *goquery.Selection) {
			if title := page.page.Find("h2" + a.AttrOr("href", "")); title.Length() != 1 || title.Text() != a.Text() {
				t.Errorf("%q leads to %q", a.Text(), title.Text())
			}
		})
	})
	t.Run("AListThatNamesSomeSaysHowManyMore", func(t *testing.T) {
		page := council.get("/greve/quarters/2014K2").wants(t, http.StatusOK)
		changes := portfolio.Compare(s.report("greve", "2014K1"), s.report("greve", "2014K2"), s.report("greve", "2014K2").Account.Method)
		turned := 0
		for _, one := range changes.Cases {
			if one.LightBefore != one.LightAfter {
				turned++
			}
		}
		list := page.page.Find(".changes-cases").Last().Find("li")
		if list.Length() != 4 || turned <= 3 {
			t.Fatalf("%d lines for %d cases whose light changed", list.Length(), turned)
		}
		more := list.Last()
		if want := fmt.Sprintf("og %d mere", turned-3); strings.TrimSpace(more.Text()) != want || more.Find("a").AttrOr("href", "") != "#compared" {
			t.Errorf("the last line says %q, want %q and the way to all", more.Text(), want)
		}
	})
	t.Run("WhatCannotBeAnsweredIsTold", func(t *testing.T) {
		for query, want := range map[string]string{
			"compare=2015K1": "ligger ikke før", "compare=x": "er ikke et kvartal",
			"area=nowhere": "»nowhere« findes ikke", "phase=later": "»later« findes ikke",
		} {
			if text := council.get(quarter+"?"+query).wants(t, http.StatusUnprocessableEntity).text("[role=alert]"); !strings.Contains(text, want) {
				t.Errorf("%s: the page says %q", query, text)
			}
		}
		if text := council.get("/greve/quarters/2012K1").text(".changes"); !strings.Contains(text, "Intet er indberettet for 4. kvartal 2011") {
			t.Errorf("before the first report the page says %q", text)
		}
	})
	t.Run("PhasesLeadToTheirParts", func(t *testing.T) {
		page := council.get(quarter+"/pipeline").wants(t, http.StatusOK)
		if steps := page.page.Find("table.steps tbody tr").Length(); steps != len(s.report("greve", "2014K2").Cases) {
			t.Errorf("%d cases have a next step", steps)
		}
		walked := 0
		page.page.Find("table.phases a.amount[href*='/account/2014']").Each(func(_ int, a *goquery.Selection) {
			shown, _ := ore(a.Text())
			parts := council.get(a.AttrOr("href", "")).wants(t, http.StatusOK)
			var total int64
			parts.page.Find("section").Each(func(_ int, section *goquery.Selection) {
				name := section.Find("h2").Text()
				if !strings.Contains(a.AttrOr("href", ""), "/account/2014?") || !strings.Contains(name, "Forventet, ikke besluttet") && !strings.Contains(name, "æll") {
					amount, _ := ore(section.Find("tfoot .amount").Text())
					total += amount
				}
			})
			walked++
			if total != shown {
				t.Errorf("%s shows %d, and its parts are %d", a.AttrOr("href", ""), shown, total)
			}
		})
		if walked == 0 {
			t.Error("no sum leads to its parts")
		}
		council.get("/albertslund/quarters/2014K2/pipeline").wants(t, http.StatusNotFound)
	})
}
