package web_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// What the quarter's page is narrowed to goes with it into the pack: its workbook
// has the cases of the page, its account comes to what the account's page of the
// same cases does, every paper's footer names the filter, and the numbers of the
// Word document lead to pages of the same cases.
func TestPackKeepsTheFilter(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	report := s.report("greve", "2014K2")
	area := countingArea(t, report)
	named, _ := report.Organisation.Strategy.FocusArea(area)
	query := "?area=" + string(area)
	page := reader.get("/greve/quarters/2014K2"+query).wants(t, http.StatusOK)
	link := page.page.Find(`.further a[href^="/greve/quarters/2014K2/pack"]`).AttrOr("href", "")
	if link != "/greve/quarters/2014K2/pack"+query {
		t.Fatalf("the page leads to %s", link)
	}
	var shown []string
	page.page.Find("table.cases tbody th").Each(func(_ int, th *goquery.Selection) {
		shown = append(shown, strings.TrimSpace(th.Find("a").First().Text()))
	})
	if len(shown) == 0 || len(shown) == len(report.Cases) {
		t.Fatalf("the page shows %d of %d cases", len(shown), len(report.Cases))
	}
	pack := reader.get(link).wants(t, http.StatusOK)
	which := "Indsatsområde: " + named.Name + " (" + strconv.Itoa(len(shown)) + " af " + strconv.Itoa(len(report.Cases)) + " sager)"
	if text := pack.text("main"); !strings.Contains(text, which) {
		t.Errorf("the page does not say %q: %s", which, text)
	}
	fetch := func(name string) []byte {
		t.Helper()
		at := "/greve/quarters/2014K2/pack/" + name
		button := pack.page.Find(`a[href^="` + at + `"], form[action^="` + at + `"]`)
		to := cmp.Or(button.AttrOr("href", ""), button.AttrOr("action", ""))
		if !strings.HasSuffix(to, query) {
			t.Fatalf("%s is at %s", name, to)
		}
		return []byte(reader.get(to).wants(t, http.StatusOK).body)
	}

	book, err := excelize.OpenReader(bytes.NewReader(fetch("excel")))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	cases, err := book.GetRows("Sager")
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, row := range cases[4:] {
		titles = append(titles, row[2])
	}
	slices.Sort(titles)
	slices.Sort(shown)
	if !slices.Equal(titles, shown) {
		t.Errorf("the workbook has %v, the page %v", titles, shown)
	}
	account, err := book.GetRows("Målregnskab", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, row := range account {
		if len(row) < 8 || len(row[0]) != 4 {
			continue
		}
		if row[1] != "" || row[8] != "" {
			t.Errorf("%s has the whole municipality's target, %s, or gap, %s", row[0], row[1], row[8])
		}
		method := report.Account.Method
		if compared >= len(report.Account.Years) {
			method = report.Other.Method
		}
		compared++
		if row[0] != "2014" {
			continue
		}
		year := reader.get("/greve/quarters/2014K2/account/2014"+query+"&method="+string(method)).wants(t, http.StatusOK)
		if got, want := oreOf(t, row[7], "."), countedOnPage(t, year); got != want {
			t.Errorf("%s: the workbook's achieved of 2014 is %d øre, the page's layers come to %d", method, got, want)
		}
	}
	if compared != len(report.Account.Years)+len(report.Other.Years) {
		t.Errorf("%d years compared", compared)
	}

	word := archived(t, fetch("word"))
	if footer := string(word["word/footer1.xml"]); !strings.Contains(footer, which) {
		t.Errorf("the footer is %s", footer)
	}
	relations := string(word["word/_rels/document.xml.rels"])
	for _, under := range []string{"/account/2014?", "/series/"} {
		if found := strings.Count(relations, under); found == 0 {
			t.Errorf("nothing leads to %s", under)
		}
	}
	for _, one := range strings.Split(relations, `Target="`)[1:] {
		to, _, _ := strings.Cut(one, `"`)
		if (strings.Contains(to, "/account/") || strings.Contains(to, "/series/")) && !strings.Contains(to, "area=") {
			t.Errorf("a sum of some cases leads to %s", to)
		}
	}
	evidence := archived(t, fetch("evidence"))
	if says := string(evidence["LAESMIG.txt"]); !strings.Contains(says, which) {
		t.Errorf("the package says %s", says)
	}
	if _, there := evidence["greve-2014K2-"+string(area)+".xlsx"]; !there {
		t.Errorf("it holds %v", len(evidence))
	}

	reader.get("/greve/quarters/2014K2/pack?area=findes-ikke").wants(t, http.StatusUnprocessableEntity)
}

// The page on paper of some cases says which, has no bridge from a target that is
// everybody's, and its sums lead to pages of the same cases.
func TestPaperOfSomeCases(t *testing.T) {
	s := openDemo(t)
	report := s.report("greve", "2014K2")
	snapshot, _, err := papers.SnapshotOf(t.Context(), s.store, report.Organisation, report.Quarter, now(), true)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := papers.NewPack(snapshot, false, now(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	pack := whole.Narrowed(portfolio.CaseFilter{Area: string(countingArea(t, report))})
	site, pictures, err := s.server.QuarterPaper(t.Context(), pack, "https://raaderum.example.org")
	if err != nil {
		t.Fatal(err)
	}
	html, err := site.Body.Open()
	if err != nil {
		t.Fatal(err)
	}
	page, err := goquery.NewDocumentFromReader(html)
	if err != nil {
		t.Fatal(err)
	}
	if text := page.Find("main").Text(); !strings.Contains(text, pack.Which()) || strings.Contains(text, "som ikke har et mål") || !strings.Contains(text, "De valgte sager giver") {
		t.Errorf("it says %s", text[:min(len(text), 600)])
	}
	sums := 0
	page.Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
		to := a.AttrOr("href", "")
		if strings.Contains(to, "/account/") || strings.Contains(to, "/series/") {
			if sums++; !strings.Contains(to, "area=") {
				t.Errorf("%q leads to %s", strings.TrimSpace(a.Text()), to)
			}
		}
	})
	if sums < 10 {
		t.Errorf("only %d sums lead anywhere", sums)
	}
	for _, picture := range pictures {
		if strings.Contains(picture.ID, "bridge") || strings.Contains(picture.Title, "som ikke har et mål") {
			t.Errorf("%s: %s", picture.ID, picture.Title)
		}
	}
}

// The evidence package comes over the machine interface whole, as a zip with the
// cases' record numbers, is not for strangers, and a paper there is none of is told.
func TestAPIEvidence(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	const at = "/api/v1/organisations/greve/quarters/2014K2/papers/"
	got := reader.get(at+"evidence").wants(t, http.StatusOK)
	if kind := got.Header.Get("Content-Type"); kind != "application/zip" {
		t.Errorf("it is %s", kind)
	}
	snapshot, faults, err := papers.ReadPackage(strings.NewReader(got.body), int64(len(got.body)))
	if err != nil || len(faults) > 0 || len(snapshot.Verify(snapshot.Previous)) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
	members := archived(t, []byte(got.body))
	for name, words := range map[string]string{"LAESMIG.txt": "ESDH-sagsnumre", "README.txt": "record numbers"} {
		says := string(members[name])
		if !strings.Contains(says, words) || !strings.Contains(says, s.report("greve", "2014K2").Cases[0].Case.RecordNumber) {
			t.Errorf("%s says %s", name, says)
		}
	}
	for path, status := range map[string]int{
		at + "powerpoint": http.StatusNotFound, at + "excel?area=ukendt": http.StatusUnprocessableEntity,
		"/api/v1/organisations/albertslund/quarters/2014K2/papers/evidence": http.StatusNotFound,
	} {
		if refused := reader.get(path).wants(t, status); !strings.Contains(refused.Header.Get("Content-Type"), "problem+json") {
			t.Errorf("%s answers with %s", path, refused.Header.Get("Content-Type"))
		}
	}
}

// countingArea is a focus area of which something is decided or realised.
func countingArea(t *testing.T, report portfolio.QuarterReport) portfolio.FocusAreaID {
	t.Helper()
	for _, area := range report.Areas {
		if area.Area != "" && area.Layers[portfolio.LayerRealised]+area.Layers[portfolio.LayerDecided] > 0 {
			return area.Area
		}
	}
	t.Fatal("no area counts")
	return ""
}

// countedOnPage is what the layers that count come to on an account's page, in øre.
func countedOnPage(t *testing.T, page *reply) (sum int64) {
	t.Helper()
	page.page.Find("section").Each(func(_ int, section *goquery.Selection) {
		name := strings.TrimSpace(section.Find("h2").First().Text())
		if name != "Realiseret" && name != "Indarbejdet i budget" && name != "Besluttet, ikke budgetlagt" {
			return
		}
		total := section.Find("tfoot .number").First()
		if total.Length() == 0 {
			t.Fatalf("%s has no total", name)
		}
		sum += oreOf(t, strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(total.Text()), ".", ""), "−", "-"), ",")
	})
	return sum
}

// oreOf is an amount of kroner as øre.
func oreOf(t *testing.T, text, mark string) int64 {
	t.Helper()
	if text == "" {
		return 0
	}
	kroner, err := strconv.ParseFloat(strings.Replace(strings.TrimSuffix(text, " kr."), mark, ".", 1), 64)
	if err != nil {
		t.Fatalf("%q is no amount: %v", text, err)
	}
	if kroner < 0 {
		return int64(kroner*100 - 0.5)
	}
	return int64(kroner*100 + 0.5)
}

// archived are the members of an archive.
func archived(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for _, one := range r.File {
		file, err := one.Open()
		if err != nil {
			t.Fatal(err)
		}
		members[one.Name], err = io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		_ = file.Close()
	}
	return members
}
