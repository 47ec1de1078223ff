package web_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
)

// The pack is made in the background: its page says how far it is without
// JavaScript, ends with the files, and is another organisation's secret.
func TestPackIsMadeInTheBackground(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	page := reader.post("/greve/quarters/2014K2/pack", nil).wants(t, http.StatusOK)
	at := page.Request.URL.Path
	if !strings.HasPrefix(at, "/greve/papers/") {
		t.Fatalf("it leads to %s", at)
	}
	page = s.made(reader, page)
	want := map[string]string{".xlsx": "PK\x03\x04", ".docx": "PK\x03\x04", ".zip": "PK\x03\x04"}
	if papers.HasBrowser() {
		want[".pdf"] = "%PDF-"
	} else if !strings.Contains(page.text("main"), "Chromium") {
		t.Error("nothing says that Chromium is missing")
	}
	for ending, begins := range want {
		link := page.page.Find(`a[href$="` + ending + `"]`)
		if link.Length() != 1 {
			t.Errorf("%d links to %s: %s", link.Length(), ending, page.text("main"))
			continue
		}
		file := reader.get(link.AttrOr("href", "")).wants(t, http.StatusOK)
		if !strings.HasPrefix(file.body, begins) || !strings.Contains(file.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %q, %d bytes", ending, file.Header.Get("Content-Disposition"), len(file.body))
		}
	}
	for name, begins := range want { // and each on its own, from the pack's page
		page := reader.get("/greve/quarters/2014K2/pack").wants(t, http.StatusOK)
		named := map[string]string{".pdf": "/pdf", ".docx": "/word", ".zip": "/evidence"}[name]
		if named == "" {
			continue // the workbook comes at once
		}
		if file := s.ordered(reader, page, "pack"+named); !strings.HasPrefix(file.body, begins) {
			t.Errorf("%s alone begins with %q", name, file.body[:min(8, len(file.body))])
		}
	}
	reader.get(at+"/andet.pdf").wants(t, http.StatusNotFound)
	reader.get("/greve/papers/findes-ikke").wants(t, http.StatusNotFound)
	reader.get(strings.Replace(at, "/greve/", "/albertslund/", 1)).wants(t, http.StatusNotFound)
}

// made is the page of papers when they are no longer under way. Until then it
// must show how far they are and how to stop them.
func (s *site) made(reader *browser, page *reply) *reply {
	s.t.Helper()
	at := page.Request.URL.Path
	for i := 0; page.page.Find("[data-refresh]").Length() == 1; i++ {
		if page.page.Find("progress").Length() != 1 || page.page.Find(".batch-reload a").Length() != 1 || page.page.Find("#cancel button").Length() != 1 {
			s.t.Fatalf("nothing to follow it by: %s", page.text("main"))
		}
		if i > 600 {
			s.t.Fatalf("never done: %s", page.text("main"))
		}
		time.Sleep(100 * time.Millisecond)
		page = reader.get(at).wants(s.t, http.StatusOK)
	}
	return page
}

// ordered is a file that a page's button has made in the background: of the form
// whose address has some words.
func (s *site) ordered(reader *browser, page *reply, words string) *reply {
	s.t.Helper()
	form := page.page.Find(`form[method="post"][action*="` + words + `"]`)
	if form.Length() != 1 || form.Find("button").Length() != 1 {
		s.t.Fatalf("%d buttons for %s: %s", form.Length(), words, page.text("main"))
	}
	made := s.made(reader, reader.post(form.AttrOr("action", ""), nil).wants(s.t, http.StatusOK))
	link := made.page.Find("#making-standing ul a")
	if link.Length() != 1 {
		s.t.Fatalf("%d files of %s: %s", link.Length(), words, made.text("main"))
	}
	file := reader.get(link.AttrOr("href", "")).wants(s.t, http.StatusOK)
	if !strings.Contains(file.Header.Get("Content-Disposition"), "attachment") {
		s.t.Errorf("%s is %q", words, file.Header.Get("Content-Disposition"))
	}
	return file
}

// A paper that is asked for alone waits its turn, can be stopped and asked for
// anew; its link is none that a browser would save an answer of errors under.
func TestPaperOfACaseIsMadeInTheBackground(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	id := s.report("greve", "2014K2").Cases[0].Case.ID
	address := "/greve/cases/" + string(id) + "/cover-note?quarter=2014K2"
	page := reader.get(address).wants(t, http.StatusOK)
	if n := page.page.Find("main a[download]").Length(); n != 0 {
		t.Errorf("%d links save whatever comes", n)
	}
	letGo := web.HoldPrinting()
	waits := reader.post("/greve/cases/"+string(id)+"/cover-note/word?quarter=2014K2", nil).wants(t, http.StatusOK)
	if text := waits.text("main"); !strings.Contains(text, "Venter på") || waits.page.Find("progress, #cancel button").Length() != 2 {
		t.Errorf("it waits: %s", text)
	}
	if back := waits.page.Find("p.back a").AttrOr("href", ""); back != address {
		t.Errorf("it leads back to %s, want %s", back, address)
	}
	stopped := s.made(reader, reader.post(waits.Request.URL.Path+"/cancel", nil).wants(t, http.StatusOK))
	again := stopped.page.Find("#again")
	if !strings.Contains(stopped.text("main"), "Stoppet.") || again.Length() != 1 {
		t.Errorf("stopped: %s", stopped.text("main"))
	}
	letGo()
	if file := s.ordered(reader, stopped, "cover-note/word"); !strings.HasPrefix(file.body, "PK\x03\x04") {
		t.Errorf("asked for anew it begins with %q", file.body[:min(8, len(file.body))])
	}
}

// While another paper is printed, whoever wants one in a single request is told to
// come back, in words and to programs.
func TestBusyPrinter(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	id := s.report("greve", "2014K2").Cases[0].Case.ID
	defer web.ShortPrinterWait()()
	defer web.HoldPrinting()()
	for _, path := range []string{"/greve/cases/" + string(id) + "/cover-note/word", "/greve/quarters/2014K2/pack/word", "/greve/plans/2014/paper/word"} {
		answer := reader.get(path).wants(t, http.StatusServiceUnavailable)
		if text := answer.text("main"); !strings.Contains(text, "Der er for travlt lige nu") || !strings.Contains(text, "prøv igen") || strings.Contains(text, "Programmet fejlede") {
			t.Errorf("%s says %s", path, text)
		}
		if answer.Header.Get("Retry-After") == "" || answer.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %v", path, answer.Header)
		}
	}
}

// A request whose time is gone, before its paper is printed or before anything, is
// told to come back too: nothing failed.
func TestRequestOutOfTime(t *testing.T) {
	defer web.HoldPrinting()()
	gone, end := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer end()
	if _, err := web.TakePrinter(gone); portfolio.ErrorCode(err) != portfolio.CodeBusy {
		t.Errorf("waiting for the printer: %v", err)
	}
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	defer web.NoRequestTime()()
	answer := reader.get("/greve/quarters/2014K2/pack/pdf").wants(t, http.StatusServiceUnavailable)
	if text := answer.text("main"); !strings.Contains(text, "Der er for travlt lige nu") || answer.Header.Get("Retry-After") == "" {
		t.Errorf("%v, %s", answer.Header, text)
	}
}

// What is cancelled ends, leaves nothing and says so.
func TestMakingIsCancelled(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	page := reader.post("/greve/quarters/2014K2/pack", nil).wants(t, http.StatusOK)
	at := page.Request.URL.Path
	page = reader.post(at+"/cancel", nil).wants(t, http.StatusOK)
	page = s.made(reader, page)
	if text := page.text("main"); !strings.Contains(text, "Stoppet. Intet er dannet.") || page.page.Find("#making-standing ul a").Length() != 0 {
		t.Errorf("cancelled, it says %s", text)
	}
}

// A plan and a case are papers on the site as well, and every link of each
// leads to a page.
func TestPapersOnTheSite(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	report := s.report("greve", "2014K2")
	bc := report.Cases[0].Case.ID
	walked := map[string]bool{}
	for path, words := range map[string]string{
		"/greve/plans/2014/paper":                                      "Samlet økonomi i budgetåret og tre overslagsår",
		"/greve/cases/" + string(bc) + "/business-case?quarter=2014K2": "Kildefiler",
		"/greve/cases/" + string(bc) + "/cover-note?quarter=2014K2":    "Indstilling",
	} {
		page := reader.get(path).wants(t, http.StatusOK)
		if text := page.text("article.paper"); !strings.Contains(text, words) {
			t.Errorf("%s does not say %q", path, words)
		}
		page.page.Find("article.paper td.number a").Each(func(_ int, a *goquery.Selection) {
			to := a.AttrOr("href", "")
			if len(walked) < 40 && !walked[to] && to[0] == '/' {
				walked[to] = true
				reader.get(to).wants(t, http.StatusOK)
			}
		})
		if file := s.ordered(reader, page, "/word"); !strings.HasPrefix(file.body, "PK") {
			t.Errorf("%s: Word begins with %q", path, file.body[:4])
		}
	}
	if len(walked) < 20 {
		t.Errorf("only %d links walked", len(walked))
	}
	reader.get("/greve/plans/2014/paper/powerpoint").wants(t, http.StatusNotFound)
}

// A case's paper of a frozen quarter has the frozen figures and their hash, as
// the same paper made of the snapshot alone; what is known now is another paper,
// and each leads to its own files.
func TestFrozenCaseOnPaper(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	k2 := quarterOf(t, "2014K2")
	frozen, err := s.store.Freeze(t.Context(), "greve", "analyst", k2)
	if err != nil {
		t.Fatal(err)
	}
	id := s.report("greve", "2014K2").Cases[0].Case.ID
	if _, err := s.store.Enter(t.Context(), "greve", "analyst", id, 0, []portfolio.Entry{{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Opdaget efter frysningen"}}); err != nil {
		t.Fatal(err)
	}
	pack, err := papers.NewPack(frozen, true, now(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	paper, err := pack.Case(id, charts.NewRenderer())
	if err != nil {
		t.Fatal(err)
	}
	at := "/greve/cases/" + string(id) + "/business-case"
	for path, isFrozen := range map[string]bool{at + "?quarter=2014K2": true, at + "?quarter=2014K2&figures=live": false, at: false} {
		page := reader.get(path).wants(t, http.StatusOK)
		if strings.Contains(page.body, paper.Paper().HTML()) != isFrozen || strings.Contains(page.text("article.paper"), "Opdaget efter frysningen") == isFrozen {
			t.Errorf("%s: that it is the paper of the snapshot is not %v", path, isFrozen)
		}
		if href := page.page.Find(`.paper-files form[action*="/word"]`).AttrOr("action", ""); strings.Contains(href, "figures=live") == isFrozen || !strings.Contains(href, "quarter=2014K2") {
			t.Errorf("%s leads to %s", path, href)
		}
		if !strings.Contains(page.text(".standing"), frozen.Hash) {
			t.Errorf("%s does not name the snapshot", path)
		}
	}
	if footer := paper.Paper().Footer; !strings.Contains(footer, "Frosset øjebliksbillede "+frozen.Hash) {
		t.Errorf("the footer says %s", footer)
	}
}

// A snapshot that was changed after it was frozen is not said to vouch for its
// figures.
func TestChangedSnapshotOnPaper(t *testing.T) {
	s := openDemo(t)
	frozen, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2"))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := papers.NewPack(frozen, true, now(), i18n.New("da"))
	if err != nil || strings.Contains(whole.Standing(), "men ") {
		t.Errorf("%s, %v", whole.Standing(), err)
	}
	frozen.Inputs = bytes.Replace(frozen.Inputs, []byte(`"title":"`), []byte(`"title":"Ændret: `), 1)
	changed, err := papers.NewPack(frozen, true, now(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	if says := changed.Standing(); !strings.Contains(says, frozen.Hash+" · men 1 tal eller 1 del er ikke, som det blev frosset") {
		t.Errorf("it says %s", says)
	}
}
