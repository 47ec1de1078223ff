package web_test

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/importers"
	"raaderum/portfolio"
)

const priceList = `Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde
P/L løn;2012;1,8;%;;01-06-2014;Eksempel
P/L løn;2013;2,0;%;;01-06-2014;Eksempel
P/L løn;2014;2,14;%;;01-06-2014;Eksempel
P/L løn;2015;1,5;%;;01-06-2014;Eksempel
P/L løn;2016;1,5;%;;01-06-2014;Eksempel
P/L løn;2017;1,5;%;;01-06-2014;Eksempel
P/L løn;2018;1,5;%;;01-06-2014;Eksempel
P/L løn;2019;1,5;%;;01-06-2014;Eksempel
P/L løn;2020;1,5;%;;01-06-2014;Eksempel
`

// store what the list says, as an analyst who accepts it.
func (s *site) acceptList(t *testing.T, org portfolio.OrganisationID, text string) {
	t.Helper()
	home, err := s.store.Organisation(t.Context(), org)
	if err != nil {
		t.Fatal(err)
	}
	file := importers.Import(t.Context(), "pl.csv", []byte(text), importers.Options{Now: now()})
	accepted, findings := file.Acceptance(home, portfolio.OriginalFile{SHA256: file.SHA256, Name: "pl.csv", Bytes: []byte(text)},
		importers.Accepted{By: portfolio.UserID(portfolio.RoleAnalyst), At: now()})
	if file.Status != importers.Ready {
		t.Fatalf("%s %v %v", file.Status, file.Findings, findings)
	}
	if _, err := s.store.Accept(t.Context(), accepted); err != nil {
		t.Fatal(err)
	}
}

// Every figure of the account leads to the benefits in it, and they add up to
// it: for each year, area and quarter, as stated and in one price level.
func TestAccountBookAddsUp(t *testing.T) {
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	const path = "/greve/quarters/2014K2/account"
	plain := council.get(path).wants(t, http.StatusOK)
	if text := plain.text("#prices"); !strings.Contains(text, "ikke indlæst en p/l-række") || plain.page.Find("#book-index").Length() != 0 {
		t.Errorf("without a series: %q", text)
	}
	council.get(path+"?prices=2014").wants(t, http.StatusUnprocessableEntity)
	s.acceptList(t, "greve", priceList)
	if text := council.get(path).wants(t, http.StatusOK).text("#prices"); !strings.Contains(text, "Vælg en p/l-række") {
		t.Errorf("with a series that nobody has chosen: %q", text)
	}
	for _, query := range []string{"?method=in-year", "?method=in-year&prices=2014&index=wages%3A2014-06-01", "?method=new-permanent&prices=2014"} {
		page := council.get(path+query).wants(t, http.StatusOK)
		for _, table := range []string{".book-years", ".book-areas", ".book-quarters", ".book-joint"} {
			seen := 0
			page.page.Find(table + " tbody a.amount").Each(func(i int, a *goquery.Selection) {
				if i%7 != 0 { // a sample: each figure is a page
					return
				}
				seen++
				opened := council.get(a.AttrOr("href", "")).wants(t, http.StatusOK)
				sum := 0.0
				layers := opened.page.Find(".contributions tfoot tr")
				layers.Each(func(_ int, tr *goquery.Selection) {
					if heading := tr.Closest("section").Find("h2").Text(); table != ".book-areas" || !strings.Contains(heading, "orvente") && !strings.Contains(heading, "ælles") {
						sum += danishNumber(t, tr.Find("td.number").Text())
					}
				})
				if figure := danishNumber(t, a.Text()); math.Abs(sum-figure) > 0.001 {
					t.Errorf("%s %s: the page says %v, and its benefits are %v", query, a.AttrOr("href", ""), figure, sum)
				}
			})
			if seen == 0 {
				t.Errorf("%s: no figure in %s", query, table)
			}
		}
	}
	priced := council.get(path+"?method=in-year&prices=2015&index=wages%3A2014-06-01").wants(t, http.StatusOK)
	// 2.500.000 · 1,0214 · 1,015 = 2.591.802,50 of 2013 in 2015 prices.
	if text := priced.text(".book-years"); !strings.Contains(text, "2.591.802,50") {
		t.Errorf("the target of 2013 in 2015 prices: %s", text)
	}
	if text := priced.text(".book-factors"); !strings.Contains(text, "1,036721") {
		t.Errorf("factors: %s", text)
	}
	council.get(path+"?prices=2015&index=wages%3A1999-01-01").wants(t, http.StatusUnprocessableEntity)
	council.get("/albertslund/quarters/2014K2/account").wants(t, http.StatusNotFound)
}
