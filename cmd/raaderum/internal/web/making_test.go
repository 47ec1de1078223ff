package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	papers "raaderum/cmd/raaderum/internal/report"
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
	for i := 0; page.page.Find("[data-refresh]").Length() == 1; i++ {
		if page.page.Find("progress").Length() != 1 || page.page.Find(".batch-reload a").Length() != 1 || page.page.Find("#cancel button").Length() != 1 {
			t.Fatalf("nothing to follow it by: %s", page.text("main"))
		}
		if i > 600 {
			t.Fatalf("never done: %s", page.text("main"))
		}
		time.Sleep(100 * time.Millisecond)
		page = reader.get(at).wants(t, http.StatusOK)
	}
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
	reader.get(at+"/andet.pdf").wants(t, http.StatusNotFound)
	reader.get("/greve/papers/findes-ikke").wants(t, http.StatusNotFound)
	reader.get(strings.Replace(at, "/greve/", "/albertslund/", 1)).wants(t, http.StatusNotFound)
}

// What is cancelled ends, leaves nothing and says so.
func TestMakingIsCancelled(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	page := reader.post("/greve/quarters/2014K2/pack", nil).wants(t, http.StatusOK)
	at := page.Request.URL.Path
	page = reader.post(at+"/cancel", nil).wants(t, http.StatusOK)
	for i := 0; page.page.Find("[data-refresh]").Length() == 1 && i < 600; i++ {
		time.Sleep(100 * time.Millisecond)
		page = reader.get(at).wants(t, http.StatusOK)
	}
	if text := page.text("main"); !strings.Contains(text, "Stoppet. Intet er dannet.") || page.page.Find("main a[download]").Length() != 0 {
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
		if found := page.page.Find(`.paper-files a[href*="/word"]`); found.Length() != 1 {
			t.Errorf("%s: no Word document", path)
		} else if file := reader.get(found.AttrOr("href", "")).wants(t, http.StatusOK); !strings.HasPrefix(file.body, "PK") {
			t.Errorf("%s: Word begins with %q", path, file.body[:4])
		}
	}
	if len(walked) < 20 {
		t.Errorf("only %d links walked", len(walked))
	}
	reader.get("/greve/plans/2014/paper/powerpoint").wants(t, http.StatusNotFound)
}
