package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// TestReimportShowsTheDifferenceAndIsUndone walks: import, re-import with one
// cell changed, the difference cell by cell and in net present value, accept,
// undo with its confirmation, and the portfolio is what it was.
func TestReimportShowsTheDifferenceAndIsUndone(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)})
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 200)
	before, _ := s.store.Cases(t.Context(), "greve")

	changed := filledTemplate(t, func(f *template.Form) { f.Case.Costs[0].Amounts[0].Money = 250 * calc.ThousandKrone })
	r = b.upload("/greve/imports/new", file{"sag v2.xlsx", changed}).wants(t, 200)
	upload := r.Request.URL.Path
	r = b.get(upload+"/changes").wants(t, 200)
	// 60 t.kr. in each of 2014–2016 at 4 % is 166.505 kr.; minus 100 and minus 250 t.kr. in 2013.
	for _, want := range []string{"+150.000", "66.505 → −83.495 kr.", "(−150.000 kr.)", "100.000", "250.000"} {
		if !strings.Contains(r.text("main"), want) {
			t.Errorf("no %q in %s", want, r.text("main"))
		}
	}
	if rows := r.page.Find(".case-changes tbody tr"); rows.Length() != 3 {
		t.Errorf("%d rows differ, want the amount and the two figures the template states: %s", rows.Length(), rows.Text())
	}
	cell, _ := r.page.Find(".case-changes a.cell").First().Attr("href")
	if got := b.get(cell).wants(t, 200); got.text("td mark") != "250" {
		t.Errorf("%s marks %q", cell, got.text("td mark"))
	}
	keepsToPolicy(t, upload+"/changes", r)
	b.post(upload+"/accept", nil).wants(t, 200)

	// The same bytes once more are recognised before anybody can accept.
	r = b.upload("/greve/imports/new", file{"kopi.xlsx", changed}).wants(t, 200)
	if !strings.Contains(r.text(".finding-list"), "allerede indlæst som nr. 2") || r.page.Find("#accept").Length() != 0 {
		t.Errorf("the same bytes: %s", r.text("main"))
	}

	r = b.get("/greve/imports").wants(t, 200)
	link, _ := r.page.Find("#import-2 a[href$=undo]").Attr("href")
	r = b.get(link).wants(t, 200)
	if !strings.Contains(r.text("main"), "1 sag går tilbage til versionen før") || !strings.Contains(r.text("main"), "−83.495 → 66.505 kr.") {
		t.Errorf("the confirmation says %s", r.text("main"))
	}
	keepsToPolicy(t, link, r)
	r = b.post(link, nil).wants(t, 200)
	if !strings.Contains(r.text("#import-2"), "Fortrudt 1. september 2014 af Test analyst") || r.page.Find("#import-2 a[href$=undo]").Length() != 0 {
		t.Errorf("the history says %s", r.text("#import-2"))
	}
	after, _ := s.store.Cases(t.Context(), "greve")
	if len(after) != 1 || after[0].Version != before[0].Version || after[0].Costs[0].Amounts[0] != before[0].Costs[0].Amounts[0] {
		t.Errorf("after the undo: %+v", after)
	}
	b.post(link, nil).wants(t, 409)
	s.as(portfolio.RoleCouncil).get(link).wants(t, 403)
}

// TestKnownNumberWithAnotherTitleIsAsked: a number that is known by a wholly
// different title is a question that must be answered before accepting.
func TestKnownNumberWithAnotherTitleIsAsked(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)})
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 200)
	other := filledTemplate(t, func(f *template.Form) { f.Case.Title = "Nyt bookingsystem" })
	r = b.upload("/greve/imports/new", file{"andet.xlsx", other}).wants(t, 200)
	upload := r.Request.URL.Path
	if got := r.text(".upload-status"); got != "Har spørgsmål" || !strings.Contains(r.text(".questions"), "Prøvesag") {
		t.Fatalf("%s: %s", got, r.text("main"))
	}
	b.post(upload+"/accept", nil).wants(t, 422)
	r = b.post(upload+"/answers", url.Values{"answer:same-case@t01": {"other"}, "action": {"save"}}).wants(t, 200)
	if !strings.Contains(r.text(".finding-list"), "tilhører allerede") {
		t.Errorf("another case with the same number: %s", r.text("main"))
	}
	b.post(upload+"/answers", url.Values{"action": {"restart"}}).wants(t, 200)
	r = b.post(upload+"/answers", url.Values{"answer:same-case@t01": {"same"}, "action": {"save"}}).wants(t, 200)
	if got := r.text("main"); strings.Contains(got, "same-case@") || !strings.Contains(got, "Er »Nyt bookingsystem« en sag, som porteføljen allerede har?") {
		t.Errorf("the answer stands beside %s", got)
	}
	b.post(upload+"/accept", nil).wants(t, 200)
	cases, _ := s.store.Cases(t.Context(), "greve")
	if len(cases) != 1 || cases[0].Version != 2 || cases[0].Title != "Nyt bookingsystem" {
		t.Errorf("%+v", cases)
	}
}

// TestWorkbookComesBackWithReceipt: a file that has questions is given back
// with them as comments, and with a receipt sheet; its values are untouched.
func TestWorkbookComesBackWithReceipt(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, 200)
	link, _ := r.page.Find("a[href$=receipt]").Attr("href")
	r = b.get(link).wants(t, 200)
	if got := r.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment;") || !strings.Contains(got, "%28kvittering%29.xlsx") && !strings.Contains(got, "(kvittering).xlsx") {
		t.Errorf("disposition %q", got)
	}
	book, err := excelize.OpenReader(strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	comments, err := book.GetComments("Sheet1")
	if err != nil || len(comments) == 0 {
		t.Errorf("%d comments, %v", len(comments), err)
	}
	if value, _ := book.GetCellValue("Sheet1", "C4"); value != "750" {
		t.Errorf("C4 is %q", value)
	}
	rows, err := book.GetRows("Kvittering")
	if err != nil || len(rows) < 9 || rows[0][0] != "Råderum" || !strings.Contains(strings.Join(rows[8], " "), "Spørgsmål") {
		t.Errorf("the receipt says %q, %v", rows, err)
	}
	s.as(portfolio.RoleCouncil).get(link).wants(t, 403)
}

// The pages on the way through, narrow and dark and wide and light: axe-core
// finds nothing, and nothing reaches beyond the window.
func TestIntakePagesAreAccessible(t *testing.T) {
	s := open(t, func(c *web.Config) { c.OpenLinks = true })
	b := s.as(portfolio.RoleAnalyst)
	list := func(gain string) file {
		return file{"liste " + gain + ".csv", []byte("Nr.;Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nP1;Alfa;1.250,50;" + gain + "\n")}
	}
	upload := b.upload("/greve/imports/new", list("2.000")).wants(t, 200).Request.URL.Path
	b.post(upload+"/answers", url.Values{"action": {"proposed"}, "answer:price-level@liste 2.000": {"2016-pl"}}).wants(t, 200)
	b.post(upload+"/accept", nil).wants(t, 200)
	asking := b.upload("/greve/imports/new", list("3.000")).wants(t, 200).Request.URL.Path
	ready := b.upload("/greve/imports/new", list("4.000")).wants(t, 200).Request.URL.Path
	b.post(ready+"/mapping", url.Values{"import": {"1"}}).wants(t, 200)
	for _, look := range []struct {
		scheme        string
		width, height int64
	}{{"dark", 390, 844}, {"light", 1440, 900}} {
		tab := browsertest.Open(t, s.base)
		tab.Do(browsertest.Size(look.width, look.height), browsertest.Scheme(look.scheme), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)))
		for _, path := range []string{"/greve/imports/new", asking, ready, ready + "/changes", "/greve/imports", "/greve/imports/1/undo"} {
			tab.Do(chromedp.Navigate(s.base+path), chromedp.WaitReady(chromedp.CSS("main h1")))
			if found := browsertest.Get(tab, chromedp.Evaluate[string](overflow)); found != "" {
				t.Errorf("%s at %d: beyond the window: %s", path, look.width, found)
			}
			for _, violation := range tab.Axe() {
				t.Errorf("%s at %d: %s", path, look.width, violation)
			}
		}
	}
}

// TestKnownFileAsksNothing: the same bytes once more are told at once, before
// anybody answers questions in vain.
func TestKnownFileAsksNothing(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	data := loose(t)
	upload := b.upload("/greve/imports/new", file{"løs.xlsx", data}).wants(t, 200).Request.URL.Path
	b.post(upload+"/answers", url.Values{"action": {"proposed"}}).wants(t, 200)
	b.post(upload+"/accept", nil).wants(t, 200)

	r := b.upload("/greve/imports/new", file{"løs igen.xlsx", data}).wants(t, 200)
	if got := r.text("main"); !strings.Contains(got, "allerede indlæst som nr. 1") || r.page.Find(".questions, #accept").Length() != 0 {
		t.Errorf("the same bytes: %s", got)
	}
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 409)
}

// TestFrozenImportSaysWhyItStays: an import whose figures stand in frozen
// quarters has a page that says so and leads to corrections, and is not undone.
func TestFrozenImportSaysWhyItStays(t *testing.T) {
	s := openDemo(t)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", calc.Quarter{Year: 2014, Q: 2}); err != nil {
		t.Fatal(err)
	}
	b := s.as(portfolio.RoleAnalyst)
	r := b.get("/greve/imports/36/undo").wants(t, 200)
	if got := r.text("main"); !strings.Contains(got, "Kan ikke fortrydes") || !strings.Contains(got, "er frosset") || r.page.Find("#undo").Length() != 0 {
		t.Errorf("the page says %s", got)
	}
	b.get(r.page.Find("main a[href$=corrections]").AttrOr("href", "none")).wants(t, 200)
	b.post("/greve/imports/36/undo", nil).wants(t, 423)
}
