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

	"raaderum/docs"
	"raaderum/portfolio"
)

// Every finding the program can tell of is explained on the help page, once,
// and the page explains no other: who adds a finding writes what it means.
func TestEveryFindingIsExplained(t *testing.T) {
	page, err := docs.Import.ReadFile("import/fund.md")
	if err != nil {
		t.Fatal(err)
	}
	var explained []string
	for _, m := range regexp.MustCompile(`(?m)^### .+ \{#([a-z0-9-]+)\}$`).FindAllStringSubmatch(string(page), -1) {
		explained = append(explained, m[1])
	}
	if len(explained) < 100 {
		t.Fatalf("%d findings explained", len(explained))
	}
	var told []string
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
			if code, ok := strings.CutPrefix(key, "finding."); ok {
				told = append(told, code)
			}
		}
	}
	for _, code := range told {
		if !slices.Contains(explained, code) {
			t.Errorf("docs/import/fund.md does not explain %q: write a heading »… {#%s}« with what it means and what to do", code, code)
		}
	}
	for i, code := range explained {
		if !slices.Contains(told, code) {
			t.Errorf("docs/import/fund.md explains %q, which nothing tells of", code)
		}
		if slices.Contains(explained[:i], code) {
			t.Errorf("docs/import/fund.md explains %q twice", code)
		}
	}
	for _, section := range strings.Split(string(page), "\n### ")[1:] {
		if !strings.Contains(section, "\n**Gør:** ") {
			t.Errorf("%.40q does not say what to do", section)
		}
	}
}

// The page is open to whoever has a link to it, has the anchors findings link
// to, and nothing that the policy of the pages forbids.
func TestHelpPage(t *testing.T) {
	s := open(t)
	document := s.browser().get("/hjaelp/fund").wants(t, http.StatusOK).page
	if title := document.Find("h1").Text(); title != "Hvad fundene betyder" {
		t.Errorf("title %q", title)
	}
	if document.Find("h1").Length() != 1 || document.Find("h3#formula-stale").Length() != 1 || document.Find(".help-contents a").Length() < 5 {
		t.Error("a heading, an anchor or the contents are missing")
	}
	document.Find(".help-contents a").Each(func(_ int, a *goquery.Selection) {
		if target, _ := a.Attr("href"); document.Find(`[id="`+strings.TrimPrefix(target, "#")+`"]`).Length() != 1 {
			t.Errorf("%s leads nowhere", target)
		}
	})
	if document.Find("article.help script, article.help [style], article.help iframe").Length() > 0 {
		t.Error("the page has what its policy forbids")
	}
	s.browser().get("/hjaelp/findes-ikke").wants(t, http.StatusNotFound)
}

// A finding of an upload leads to where it is explained.
func TestFindingsLeadToTheirExplanation(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	upload := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, http.StatusOK)
	links := upload.page.Find("li.finding a.help-link")
	if links.Length() == 0 || links.Length() != upload.page.Find("li.finding").Length() {
		t.Fatalf("%d links for %d findings", links.Length(), upload.page.Find("li.finding").Length())
	}
	help := b.get("/hjaelp/fund").wants(t, http.StatusOK).page
	links.Each(func(_ int, a *goquery.Selection) {
		address, _ := a.Attr("href")
		_, anchor, _ := strings.Cut(address, "#")
		if help.Find(`h3[id="`+anchor+`"]`).Length() != 1 {
			t.Errorf("%s leads nowhere", address)
		}
	})
}
