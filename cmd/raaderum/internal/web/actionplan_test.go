package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/calc"
	"raaderum/portfolio"
)

// A year's plan in the demo: proposed without being stored, made within a frame
// that is kept, treated, approved by the executive board only with the holistic
// view, and never changed after; each sum is that of its lines, and each line
// leads to its case.
func TestActionPlan(t *testing.T) {
	s := openDemo(t)
	analyst, board, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleBoard), s.as(portfolio.RoleReader)
	const path = "/greve/plans/2014"

	page := analyst.get(path).wants(t, http.StatusOK)
	if _, err := s.store.Plan(t.Context(), "greve", 2014, 0); portfolio.ErrorCode(err) != portfolio.CodeNotFound {
		t.Fatalf("looking at the plan stored it: %v", err)
	}
	sumOfLines(t, page)
	page.page.Find(".plan-lines th[scope=rowgroup] > div > a").Each(func(i int, a *goquery.Selection) {
		if i%8 == 0 {
			analyst.get(a.AttrOr("href", "")).wants(t, http.StatusOK)
		}
	})
	page.page.Find(".plan-lines tbody td.number a").Each(func(_ int, a *goquery.Selection) {
		if !strings.Contains(a.AttrOr("href", ""), "/greve/cases/") {
			t.Errorf("%s leads to %s", a.Text(), a.AttrOr("href", ""))
		}
	})
	if reader.get(path).wants(t, http.StatusOK).page.Find(".plan-making").Length() != 0 {
		t.Error("a reader is offered to make the plan")
	}

	form := url.Values{"after": {"0"}, "budget-0-0": {"2.500.000"}, "budget-1-0": {"9.000.000"}, "overview": {""},
		"weight-target": {"40"}, "weight-npv": {"30"}, "weight-goals": {"20"}, "weight-robustness": {"10"}}
	wrong := url.Values{"after": {"0"}, "budget-0-0": {"en million"}}
	if reply := analyst.post(path, wrong).wants(t, http.StatusUnprocessableEntity); !strings.Contains(reply.text("[role=alert]"), "en million") {
		t.Errorf("what cannot be read is not named: %s", reply.text("[role=alert]"))
	}
	reader.post(path, form).wants(t, http.StatusForbidden)
	page = analyst.post(path, form).wants(t, http.StatusOK)
	sumOfLines(t, page)
	plan, err := s.store.Plan(t.Context(), "greve", 2014, 0)
	if err != nil || plan.Version != 1 || len(plan.Choices) != 2 {
		t.Fatalf("version %d with %d frames, %v", plan.Version, len(plan.Choices), err)
	}
	if costs := *plan.Years[0].Costs; costs > 2_500_000*calc.Krone {
		t.Errorf("the plan costs %v and may cost 2,5 mio.", costs)
	}
	if rejected := page.page.Find("section[aria-labelledby=rejected] h3 a"); rejected.Length() == 0 {
		t.Error("within 2,5 mio. nothing is out")
	}
	late := maps.Clone(form)
	late.Set("overview", "Mit helhedssyn")
	meanwhile := analyst.post(path, late).wants(t, http.StatusConflict)
	if meanwhile.page.Find("form [name=overview]").Text() != "Mit helhedssyn" || meanwhile.page.Find("input[name=after]").AttrOr("value", "") != "1" {
		t.Errorf("the conflict keeps %q", meanwhile.page.Find("form [name=overview]").Text())
	}

	step := func(status, version string) url.Values {
		return url.Values{"status": {status}, "version": {version}, "body": {"Mødet"}, "decided": {"2014-05-01"}, "text": {"Indstilles."}}
	}
	analyst.post(path+"/status", step("council", "1")).wants(t, http.StatusOK)
	analyst.post(path+"/status", step("approved", "1")).wants(t, http.StatusForbidden)
	if reply := board.post(path+"/status", step("approved", "1")); reply.StatusCode == http.StatusOK || !strings.Contains(reply.text("main"), "Helhedssynet mangler") {
		t.Errorf("approved without the holistic view: %d %s", reply.StatusCode, reply.text("main"))
	}
	form.Set("after", "1")
	form.Set("overview", "Obligatoriske sager først.\nResten efter point.")
	analyst.post(path, form).wants(t, http.StatusOK)
	analyst.post(path+"/status", step("council", "1")).wants(t, http.StatusConflict)
	analyst.post(path+"/status", step("council", "2")).wants(t, http.StatusOK)
	page = board.post(path+"/status", step("approved", "2")).wants(t, http.StatusOK)
	if treatment := page.text("section[aria-labelledby=treatment]"); !strings.Contains(treatment, "godkendt i direktionen af Mødet. Indstilles.") {
		t.Errorf("the decision is not told: %s", treatment)
	}
	analyst.get(path+"?version=1").wants(t, http.StatusOK)
	analyst.get(path+"?version=3").wants(t, http.StatusNotFound)
	analyst.get("/greve/plans/abc").wants(t, http.StatusNotFound)

	// The year after follows the approved plan up, promise by promise.
	next := analyst.get("/greve/plans/2015").wants(t, http.StatusOK)
	stands, err := s.store.StandingPlan(t.Context(), "greve", 2014)
	if err != nil {
		t.Fatal(err)
	}
	in := 0
	for _, line := range stands.Lines {
		if stands.In(line) {
			in++
		}
	}
	if rows := next.page.Find(".plan-promises tbody tr").Length(); rows != in || in == 0 {
		t.Errorf("%d promises are followed up, and the plan had %d", rows, in)
	}
}

// sumOfLines holds the years' costs and contributions against the lines that are in.
func sumOfLines(t *testing.T, page *reply) {
	t.Helper()
	var costs, contribution [4]float64
	amount := func(cell *goquery.Selection) float64 {
		if cell.Find(".missing").Length() > 0 {
			return 0
		}
		return danishNumber(t, cell.Text())
	}
	lines := 0
	page.page.Find(".plan-lines tbody.plan-in").Each(func(_ int, tbody *goquery.Selection) {
		lines++
		rows := tbody.Find("tr:has(td)")
		for y := range 4 {
			costs[y] += amount(rows.Eq(0).Find("td").Eq(y))
			contribution[y] += amount(rows.Eq(2).Find("td").Eq(y))
		}
	})
	if lines == 0 {
		t.Error("no case is in")
	}
	page.page.Find(".plan-years tbody tr").Each(func(y int, tr *goquery.Selection) {
		cells := tr.Find("td")
		if got := amount(cells.Eq(0)); got != costs[y] {
			t.Errorf("year %d costs %v, and its lines %v", y, got, costs[y])
		}
		if got := amount(cells.Eq(3)); got != contribution[y] {
			t.Errorf("year %d contributes %v, and its lines %v", y, got, contribution[y])
		}
	})
}
