package web_test

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/calc"
	"raaderum/portfolio"
)

// TestCase walks the case pages of the demo. The tests only read, so they share
// one site.
func TestCase(t *testing.T) {
	s := openDemo(t)
	t.Run("EveryAmountLeadsToItsCell", func(t *testing.T) { everyAmountLeadsToItsCell(t, s) })
	t.Run("CaseFiguresInWords", func(t *testing.T) { caseFiguresInWords(t, s) })
	t.Run("StatedBesideComputed", func(t *testing.T) { statedBesideComputed(t, s) })
	t.Run("TheWayToADecision", func(t *testing.T) { theWayToADecision(t, s) })
	t.Run("CaseBelongsToItsOrganisation", func(t *testing.T) { caseBelongsToItsOrganisation(t, s) })
}

// Every amount of every case leads to the cell it was read from, and the cell
// holds that amount in the workbook's own unit. This walks all of Albertslund
// and, since a cell page costs a reading of its workbook, some of Greve.
func everyAmountLeadsToItsCell(t *testing.T, s *site) {
	analyst := s.as(portfolio.RoleAnalyst)
	walked := 0
	for _, test := range []struct {
		org   portfolio.OrganisationID
		cases int
	}{{"albertslund", math.MaxInt}, {"greve", 2}} {
		report := s.report(test.org, "2014K2")
		for i, figures := range report.Cases {
			if i >= test.cases {
				break
			}
			page := analyst.get("/"+string(test.org)+"/cases/"+string(figures.Case.ID)).wants(t, http.StatusOK)
			page.page.Find("table.lines a.amount, table.series a.amount").Each(func(_ int, a *goquery.Selection) {
				walked++
				shown, ok := ore(a.Text())
				if !ok {
					t.Fatalf("%s: %q is no amount", figures.Case.Title, a.Text())
				}
				cell := analyst.get(a.AttrOr("href", "")).wants(t, http.StatusOK)
				raw, ok := ore(strings.ReplaceAll(cell.text("#raw"), ".", ","))
				if !ok {
					t.Errorf("%s: the cell holds %q", a.AttrOr("href", ""), cell.text("#raw"))
				}
				if raw != shown && raw*1000 != shown && raw*1_000_000 != shown && -raw != shown && -raw*1000 != shown {
					t.Errorf("%s: the page says %q, the cell %q", a.AttrOr("href", ""), a.Text(), cell.text("#raw"))
				}
			})
			page.page.Find("table.lines tbody td, table.series tbody td").Each(func(_ int, td *goquery.Selection) {
				if td.Find("a.amount").Length() == 0 && td.Find(".missing").Length() == 0 {
					t.Errorf("%s: %q has neither a cell nor a dash", figures.Case.Title, td.Text())
				}
			})
		}
	}
	if walked < 100 {
		t.Errorf("only %d amounts were walked", walked)
	}
	t.Logf("%d amounts walked", walked)
}

// The figures of a case are those of the calculator, and what does not exist
// is said in words.
func caseFiguresInWords(t *testing.T, s *site) {
	council := s.as(portfolio.RoleCouncil)
	words := map[calc.PaybackStatus]string{
		calc.PaybackNever: "aldrig inden for horisonten", calc.PaybackImmediate: "straks", calc.PaybackValue: "år",
	}
	seen := map[calc.PaybackStatus]bool{}
	for _, figures := range s.report("greve", "2014K2").Cases {
		status := figures.Evaluation.Payback.Status
		if seen[status] {
			continue
		}
		seen[status] = true
		page := council.get("/greve/cases/"+string(figures.Case.ID)+"?quarter=2014K2").wants(t, http.StatusOK)
		if got := page.text(".case-figures > div:nth-child(2) .key-figure"); !strings.HasSuffix(got, words[status]) {
			t.Errorf("%s: payback is %s, and the page says %q", figures.Case.Title, status, got)
		}
		if page.page.Find(".case-figures .key-figure").FilterFunction(func(_ int, f *goquery.Selection) bool {
			return strings.TrimSpace(f.Text()) == ""
		}).Length() > 0 {
			t.Errorf("%s: a figure is blank", figures.Case.Title)
		}
		// The net present value is the foot of the discounted column.
		npv, _ := ore(page.text(".case-figures > div:nth-child(1) .key-figure"))
		foot, _ := ore(page.page.Find("table.years tfoot td").Eq(4).Text())
		if npv != foot {
			t.Errorf("%s: the net present value is %d øre, the table's foot %d", figures.Case.Title, npv, foot)
		}
		for _, want := range []string{"Fortegn", "Kalkulationsrente", "Prisniveau", "Basisår"} {
			if !strings.Contains(page.text(".terms"), want) {
				t.Errorf("%s: the terms do not say %s", figures.Case.Title, want)
			}
		}
		if note := page.text("#economy .note"); !strings.Contains(note, "Det er ikke nul") {
			t.Errorf("%s: the dash is not explained", figures.Case.Title)
		}
	}
	for status := range words {
		if !seen[status] {
			t.Errorf("the demo has no case whose payback is %s", status)
		}
	}
}

// What the workbook states stands beside what is computed, with its cell.
func statedBesideComputed(t *testing.T, s *site) {
	council := s.as(portfolio.RoleCouncil)
	for _, figures := range s.report("greve", "2014K2").Cases {
		stated := figures.Case.Stated.NPV
		if stated == nil {
			continue
		}
		page := council.get("/greve/cases/"+string(figures.Case.ID)).wants(t, http.StatusOK)
		row := page.page.Find("table.stated tbody tr").First()
		shown, ok := ore(row.Find("td").Eq(0).Text())
		if want := int64(math.Round(stated.Value)) * 100; !ok || shown != want {
			t.Errorf("%s: stated %d øre, want %d", figures.Case.Title, shown, want)
		}
		if href := row.Find("a.cell").AttrOr("href", ""); !strings.HasSuffix(href, "/"+stated.Source.Cell) {
			t.Errorf("%s: the stated figure leads to %q, want %s", figures.Case.Title, href, stated.Source.Cell)
		}
		return
	}
	t.Error("no case of the demo states a net present value")
}

func caseBelongsToItsOrganisation(t *testing.T, s *site) {
	analyst := s.as(portfolio.RoleAnalyst) // who belongs to both
	foreign := string(s.report("albertslund", "2014K2").Cases[0].Case.ID)
	analyst.get("/albertslund/cases/"+foreign).wants(t, http.StatusOK)
	analyst.get("/greve/cases/"+foreign).wants(t, http.StatusNotFound)
	analyst.get("/greve/cases/nowhere").wants(t, http.StatusNotFound)
	s.as(portfolio.RoleCouncil).get("/albertslund/cases/"+foreign).wants(t, http.StatusNotFound)
}

// Each case says its next step, and Albertslund's, which has amount classes, the
// class with the council's next meeting that can be reached.
func theWayToADecision(t *testing.T, s *site) {
	analyst := s.as(portfolio.RoleAnalyst)
	classes := map[string]bool{}
	for _, figures := range s.report("albertslund", "2014K2").Cases {
		route := analyst.get("/albertslund/cases/"+string(figures.Case.ID)).wants(t, http.StatusOK).page.Find("#route")
		if route.Find(".lead").Text() == "" || route.Find("details li").Length() == 0 {
			t.Errorf("%s: no next step, or no reason for it", figures.Case.Title)
		}
		classes[route.Find("dd").First().Text()] = true
	}
	if len(classes) < 2 {
		t.Errorf("the cases fall in %v", classes)
	}
}
