package web_test

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// danishNumber reads a number as the pages write it.
func danishNumber(t *testing.T, text string) float64 {
	t.Helper()
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r == ',':
			return '.'
		case r == '−', r == '-':
			return '-'
		}
		return -1
	}, text)
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		t.Fatalf("%q is no number", text)
	}
	return f
}

// The page with the way to the figures: what stands in the yearly table adds up
// to the NPV of the steps, which is the case's own and that of its cell among the
// conventions. The tolerance is the rounding of the amounts shown, half an øre
// for each of them.
func TestCalculation(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	checked := 0
	for _, figures := range s.report("greve", "2014K2").Cases {
		npv := figures.Evaluation.NPV
		if !npv.Exists() {
			continue
		}
		checked++
		page := analyst.get("/greve/cases/"+string(figures.Case.ID)+"/calculation?quarter=2014K2").wants(t, http.StatusOK)
		sum, rows := 0.0, 0
		page.page.Find("section[aria-labelledby=steps] tbody tr").Each(func(_ int, tr *goquery.Selection) {
			rows++
			sum += danishNumber(t, tr.Find("td").Eq(5).Text()) - danishNumber(t, tr.Find("td").Eq(2).Text())
		})
		if math.Abs(sum-npv.Value) > 0.01*float64(rows) {
			t.Errorf("%s: the table adds up to %.2f, and the NPV is %.2f", figures.Case.Title, sum, npv.Value)
		}
		if steps := danishNumber(t, page.page.Find("table.steps tbody tr").Eq(2).Find("td").First().Text()); math.Abs(steps-npv.Value) > 0.006 {
			t.Errorf("%s: the steps give %.2f, and the NPV is %.2f", figures.Case.Title, steps, npv.Value)
		}
		own := page.page.Find("section[aria-labelledby=lens] td.own").Contents().First().Text()
		if math.Abs(danishNumber(t, own)-npv.Value) > 0.51 {
			t.Errorf("%s: the conventions have %q for the case's own, and the NPV is %.2f", figures.Case.Title, own, npv.Value)
		}
		if links := page.page.Find("section[aria-labelledby=lens] a.cell").Length(); figures.Case.Stated.NPV != nil && links == 0 {
			t.Errorf("%s states an NPV, and the page does not lead to its cell", figures.Case.Title)
		}
	}
	if checked < 20 {
		t.Errorf("only %d cases have an NPV", checked)
	}
	first := s.report("greve", "2014K2").Cases[0].Case
	book := analyst.get("/greve/cases/"+string(first.ID)+"/calculation.xlsx?quarter=2014K2").wants(t, http.StatusOK)
	if !strings.HasPrefix(book.body, "PK") {
		t.Error("the workbook is none")
	}
	foreign := s.report("albertslund", "2014K2").Cases[0].Case.ID
	s.as(portfolio.RoleCouncil).get("/greve/cases/"+string(foreign)+"/calculation").wants(t, http.StatusNotFound)
}
