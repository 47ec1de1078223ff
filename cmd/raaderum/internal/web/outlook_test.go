package web_test

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// The page with the uncertainty: nothing is assumed for the reader, the answer
// without chance stands first, and a number that was drawn leads to its draw,
// whose lines add up to it.
func TestOutlook(t *testing.T) {
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	const path = "/greve/quarters/2014K2/outlook"
	answer := council.get("/greve/quarters/2014K2").wants(t, http.StatusOK).text(".answer-sentence")

	t.Run("NothingIsAssumed", func(t *testing.T) {
		page := council.get(path).wants(t, http.StatusOK)
		if plain := page.text("section[aria-labelledby=plain] .lead"); plain != answer || answer == "" {
			t.Errorf("the page says %q, and the quarter %q", plain, answer)
		}
		page.page.Find(".outlook-form input").Each(func(_ int, input *goquery.Selection) {
			if value := input.AttrOr("value", ""); value != "" {
				t.Errorf("%s is filled in with %q", input.AttrOr("name", ""), value)
			}
		})
		if page.page.Find(".outlook-years").Length() != 0 {
			t.Error("something is drawn before anything is assumed")
		}
	})

	t.Run("ADrawAddsUp", func(t *testing.T) {
		page := council.get(path+"?decided-low=60&decided-high=110&decided-chance=85%25&pipeline-chance=30&together=40").wants(t, http.StatusOK)
		var links []string
		var values []float64
		page.page.Find(".outlook-years tbody a[href*=draw]").Each(func(_ int, a *goquery.Selection) {
			links, values = append(links, a.AttrOr("href", "")), append(values, danishNumber(t, a.Text()))
		})
		if len(links) != 12 {
			t.Fatalf("%d quantiles lead to a draw, want three for each of four years", len(links))
		}
		for i, link := range links {
			drawn := council.get(link).wants(t, http.StatusOK)
			sum := 0.0
			drawn.page.Find(".draw-lines tbody tr").Each(func(_ int, tr *goquery.Selection) {
				sum += danishNumber(t, tr.Find("td").Last().Text())
			})
			total := danishNumber(t, drawn.page.Find(".draw-lines tfoot td").Last().Text())
			// Lines are shown to the øre, quantiles to the krone.
			if lines := drawn.page.Find(".draw-lines tbody tr").Length(); math.Abs(sum-total) > 0.005*float64(lines+1) {
				t.Errorf("%s: the lines add up to %.2f, and the total is %.2f", link, sum, total)
			}
			if math.Abs(total-values[i]) > 0.51 {
				t.Errorf("%s: the draw comes to %.2f, and the quantile is %.0f", link, total, values[i])
			}
		}
		if again := council.get(path+"?decided-low=60&decided-high=110&decided-chance=85%25&pipeline-chance=30&together=40").wants(t, http.StatusOK); again.text(".outlook-years") != page.text(".outlook-years") {
			t.Error("the same assumptions gave other numbers")
		}
	})

	t.Run("WhatCannotBeIsRefused", func(t *testing.T) {
		for _, query := range []string{"decided-low=abc", "decided-low=120", "decided-high=80", "pipeline-chance=140", "together=-1", "decided-low=NaN", "decided-high=1e400"} {
			page := council.get(path+"?"+query).wants(t, http.StatusUnprocessableEntity)
			name, _, _ := strings.Cut(query, "=")
			if page.page.Find("#"+name+"-wrong").Length() != 1 || page.page.Find("#"+name+"[aria-invalid=true]").Length() != 1 {
				t.Errorf("%s: the field does not say what is wrong", query)
			}
			if page.text("section[aria-labelledby=plain] .lead") != answer {
				t.Errorf("%s: the answer is gone", query)
			}
		}
		if none := council.get(path+"?decided-chance=50&year=2014&draw=99999999").wants(t, http.StatusOK); none.page.Find("[role=status]").Length() != 1 {
			t.Error("a draw that was not made is passed over in silence")
		}
		council.get(path+"?decided-chance=50&method=bogus").wants(t, http.StatusUnprocessableEntity)
		council.get("/albertslund/quarters/2014K2/outlook").wants(t, http.StatusNotFound)
	})
}
