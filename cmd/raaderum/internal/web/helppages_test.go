package web_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/docs"
	"raaderum/importers/example"
	"raaderum/portfolio"
)

// wordsWith are what follows a prefix in the keys of the Danish catalogue.
func wordsWith(t *testing.T, prefix string) []string {
	t.Helper()
	var rest []string
	rooms, _ := filepath.Glob("../i18n/catalog/da/*.json")
	for _, room := range rooms {
		data, err := os.ReadFile(room)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatalf("%s: %v", room, err)
		}
		for key := range words {
			if after, ok := strings.CutPrefix(key, prefix); ok {
				rest = append(rest, after)
			}
		}
	}
	slices.Sort(rest)
	return rest
}

// Every question the program can ask is explained, once, and says how to
// answer.
func TestEveryQuestionIsExplained(t *testing.T) {
	page, err := docs.Import.ReadFile("import/spoergsmaal.md")
	if err != nil {
		t.Fatal(err)
	}
	var explained []string
	for _, m := range regexp.MustCompile(`(?m)^### .+ \{#([a-z0-9-]+)\}$`).FindAllStringSubmatch(string(page), -1) {
		explained = append(explained, m[1])
	}
	slices.Sort(explained)
	asked := wordsWith(t, "question.")
	if !slices.Equal(explained, asked) {
		t.Errorf("explained %v\nasked     %v", explained, asked)
	}
	for _, section := range strings.Split(string(page), "\n### ")[1:] {
		if !strings.Contains(section, "\n**Svar:** ") {
			t.Errorf("%.40q does not say how to answer", section)
		}
	}
	t.Logf("%d questions", len(asked))
}

// Every layout that has a name has a page with a picture of an example.
func TestEveryLayoutHasAPage(t *testing.T) {
	layouts := wordsWith(t, "layout-name.")
	if len(layouts) < 10 {
		t.Fatalf("layouts %v", layouts)
	}
	s := open(t)
	for _, layout := range layouts {
		name := example.PageOf(layout)
		if name == "" {
			t.Errorf("no page explains %s", layout)
			continue
		}
		document := s.browser().get("/hjaelp/"+name).wants(t, http.StatusOK).page
		picture := document.Find("span.sheet-picture")
		if label, _ := picture.Attr("aria-label"); picture.Find("svg").Length() == 0 || len(label) < 20 {
			t.Errorf("%s has no picture, or it is not told of: %q", name, label)
		}
		if code := document.Find("article code").First().Text(); code != layout {
			t.Errorf("%s explains %s", name, code)
		}
	}
	for _, e := range example.All() {
		if !slices.Contains(layouts, e.Layout) {
			t.Errorf("%s has no name", e.Layout)
		}
	}
}

// Whoever begins at the first page comes to every page, and no link leads
// nowhere.
func TestEveryHelpLinkLeadsSomewhere(t *testing.T) {
	files, _ := filepath.Glob("../../../../docs/[iu]*/*.md")
	if len(files) < 25 {
		t.Fatalf("%d pages are kept", len(files))
	}
	s := open(t)
	pages := map[string]*goquery.Document{}
	var visit func(address string) *goquery.Document
	links := 0
	visit = func(address string) *goquery.Document {
		if page, ok := pages[address]; ok {
			return page
		}
		page := s.browser().get(address).wants(t, http.StatusOK).page
		pages[address] = page
		page.Find("article.help a, nav.help-path a, nav.help-order a").Each(func(_ int, a *goquery.Selection) {
			links++
			target, _ := a.Attr("href")
			path, anchor, _ := strings.Cut(target, "#")
			if strings.HasPrefix(path, "/hjaelp/eksempler/") {
				if reply := s.browser().get(path).wants(t, http.StatusOK); reply.Header.Get("Content-Disposition") == "" {
					t.Errorf("%s is not a file", path)
				}
				return
			}
			to := page
			if path != "" {
				if !strings.HasPrefix(path, "/hjaelp") {
					t.Errorf("%s on %s leads out of the help", target, address)
					return
				}
				to = visit(path)
			}
			if anchor != "" && to.Find(`[id="`+anchor+`"]`).Length() != 1 {
				t.Errorf("%s on %s leads nowhere", target, address)
			}
		})
		if page.Find("h1").Length() != 1 || page.Find("article script, article [style], article img").Length() > 0 {
			t.Errorf("%s has no title, or what its policy forbids", address)
		}
		return page
	}
	visit("/hjaelp")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if address := "/hjaelp/" + name; name != "README" && pages[address] == nil {
			t.Errorf("no link leads to %s", address)
		}
	}
	s.browser().get("/hjaelp/eksempler/findes-ikke.xlsx").wants(t, http.StatusNotFound)
	t.Logf("%d pages, %d links", len(pages), links)
}

// The form, the layout and each question of an upload lead to their help, and
// who reads English is told that it is Danish.
func TestUploadLeadsToHelp(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	if form := b.get("/greve/imports/new").wants(t, http.StatusOK).page; form.Find(`a[href="/hjaelp"]`).Length() != 1 {
		t.Error("the form does not lead to the help")
	}
	upload := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, http.StatusOK).page
	if upload.Find(`dl.facts a[href="/hjaelp/ark-pr-sag"]`).Length() != 1 {
		t.Error("the layout does not lead to its page")
	}
	questions := upload.Find(".question")
	links := upload.Find(`.question a[href^="/hjaelp/spoergsmaal#"]`)
	if questions.Length() == 0 || links.Length() != questions.Length() {
		t.Errorf("%d links for %d questions", links.Length(), questions.Length())
	}
	if text := b.get("/hjaelp/register").wants(t, http.StatusOK).page.Text(); strings.Contains(text, "in Danish only") {
		t.Error("who reads Danish is told that the help is Danish")
	}
	b.post("/language", map[string][]string{"language": {"en"}})
	if text := b.get("/hjaelp/register").wants(t, http.StatusOK).page.Text(); !strings.Contains(text, "in Danish only") {
		t.Error("who reads English is not told that the help is Danish")
	}
}

// The example comes as the page shows it.
func TestExampleIsSent(t *testing.T) {
	s := open(t)
	for _, e := range example.All() {
		reply := s.browser().get("/hjaelp/eksempler/"+e.File).wants(t, http.StatusOK)
		kind := "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		if strings.HasSuffix(e.File, ".csv") {
			kind = "text/csv; charset=utf-8"
		}
		if got := reply.Header.Get("Content-Type"); got != kind {
			t.Errorf("%s: %s", e.File, got)
		}
	}
}

// Every page of help, on a wide light screen and a narrow dark one.
func TestHelpIsAccessible(t *testing.T) {
	s := open(t)
	tab := browsertest.Open(t, s.base)
	files, _ := filepath.Glob("../../../../docs/[iu]*/*.md")
	for _, look := range []struct {
		name  string
		width int64
	}{{"light", 1280}, {"dark", 390}} {
		tab.Do(browsertest.Size(look.width, 900), browsertest.Scheme(look.name))
		for _, file := range files {
			address := "/hjaelp/" + strings.TrimSuffix(filepath.Base(file), ".md")
			tab.Do(chromedp.Navigate(s.base + address))
			for _, violation := range tab.Axe() {
				t.Errorf("%s, %s at %d: %s", address, look.name, look.width, violation)
			}
			if browsertest.Get(tab, chromedp.Evaluate[bool]("document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
				t.Errorf("%s is wider than a window of %d pixels", address, look.width)
			}
		}
	}
	t.Logf("%d pages, two looks", len(files))
}
