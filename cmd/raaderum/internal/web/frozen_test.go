package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"raaderum/portfolio"
)

// A frozen quarter's page goes on showing what was frozen, in its sums, its
// chart, its account and its cases, when something else becomes known; the
// switch shows that, and says what has moved.
func TestFrozenQuarterShowsFrozenFigures(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const org, page = portfolio.OrganisationID("greve"), "/greve/quarters/2014K2"
	k2 := quarterOf(t, "2014K2")
	before := b.get(page)
	if before.page.Find(".standing").Length() != 0 || !strings.Contains(before.text(".live-note"), "ikke frosset") {
		t.Error("a quarter that is not frozen says it is")
	}
	known := map[string]string{}
	for _, name := range []string{"calibration", "account"} {
		known[name] = b.get("/api/v1/organisations/"+string(org)+"/quarters/2014K2/"+name).wants(t, http.StatusOK).body
	}
	frozen, err := s.store.Freeze(t.Context(), org, "analyst", k2)
	if err != nil {
		t.Fatal(err)
	}
	report := s.report(org, "2014K2")
	var ref portfolio.Contribution
	for _, point := range report.Quarters {
		if point.Quarter == k2 {
			ref = point.Parts[portfolio.Realised][0]
		}
	}
	// 300.000 kr. more were realised in the quarter than anybody knew.
	figures, _ := caseOf(report, ref.Case)
	was := portfolio.RealisedIn(benefitOf(figures.Case, ref.Benefit).Series[portfolio.Realised], figures.Case.GoLive, k2)
	if was == nil {
		t.Fatal("the demo realised nothing of the benefit in the quarter")
	}
	if _, err := s.store.Correct(t.Context(), org, "analyst", portfolio.Correction{Case: ref.Case, Benefit: ref.Benefit, Quarter: k2, Amount: *was + 300_000_00, Reason: "Bilag fundet"}, 0); err != nil {
		t.Fatal(err)
	}

	shown := b.get(page).wants(t, http.StatusOK)
	if shown.page.Find(".live-note").Length() != 0 {
		t.Error("a frozen quarter says that it is not")
	}
	promised := func(path string) string { return b.get(path).wants(t, http.StatusOK).text(".calibration tbody") }
	if promised(page+"/calibration") == promised(page+"/calibration?figures=live") {
		t.Error("the calibration of what was frozen is that of what is known now")
	}
	// The machine interface answers as the pages do.
	for _, name := range []string{"calibration", "account"} {
		at := "/api/v1/organisations/" + string(org) + "/quarters/2014K2/" + name
		was, now := b.get(at).wants(t, http.StatusOK).body, b.get(at+"?live=1").wants(t, http.StatusOK).body
		if !strings.Contains(was, frozen.Hash) || !strings.Contains(now, `"frozen":null`) {
			t.Errorf("%s: frozen %.80s, live %.80s", name, was, now)
		}
		if diff := cmp.Diff(figuresIn(t, known[name]), figuresIn(t, was)); diff != "" {
			t.Errorf("%s is not what was frozen: %s", name, diff)
		}
		if cmp.Equal(figuresIn(t, was), figuresIn(t, now)) {
			t.Errorf("%s of what was frozen is that of what is known now", name)
		}
	}
	standing := shown.text(".standing")
	if !strings.Contains(standing, frozen.Hash) || !strings.Contains(standing, "Frosset 1. september 2014.") || strings.Contains(standing, "ikke, som") {
		t.Errorf("the page says %q", standing)
	}
	for _, part := range []string{".answer", ".section table", "svg", "table.cases"} {
		if shown.text(part) != before.text(part) {
			t.Errorf("%s is not what was frozen: %.200q, was %.200q", part, shown.text(part), before.text(part))
		}
	}
	href, _ := shown.page.Find(".standing a").First().Attr("href")
	if href != page+"?figures=live" {
		t.Fatalf("the switch leads to %q", href)
	}
	live := b.get(href).wants(t, http.StatusOK)
	if text := live.text(".standing"); !strings.Contains(text, "Som vi ved i dag.") || !strings.Contains(text, "altså 300.000 kr. ") && !strings.Contains(text, "Overskriftens tal er det samme") {
		t.Errorf("the live page says %q", text)
	}
	if live.text(".answer") == before.text(".answer") && live.text(".section table") == before.text(".section table") {
		t.Error("the live figures did not move")
	}
	if back, _ := live.page.Find(".standing a").First().Attr("href"); back != page {
		t.Errorf("the way back is %q", back)
	}

	// What lies under the figures is of the same kind, frozen and live.
	for _, path := range []string{page + "/account/2014", page + "/series/2014K2/realised", page + "/outlook", page + "/development", page + "/calibration", "/greve/cases/" + string(ref.Case) + "?quarter=2014K2", "/greve/cases/" + string(ref.Case) + "/calculation?quarter=2014K2"} {
		below := b.get(path).wants(t, http.StatusOK)
		if !strings.Contains(below.text(".standing"), frozen.Hash) || below.page.Find(".standing-live").Length() != 0 {
			t.Errorf("%s does not say it is frozen", path)
		}
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		also := b.get(path+join+"figures=live").wants(t, http.StatusOK)
		if also.page.Find(".standing-live").Length() != 1 {
			t.Errorf("%s cannot be seen live", path)
		}
		if back, _ := also.page.Find(".back a").First().Attr("href"); !strings.Contains(back, "figures=live") {
			t.Errorf("the way back from the live %s is %q", path, back)
		}
	}
	if list := b.get("/greve/cases"); list.page.Find(".standing-live").Length() != 1 {
		t.Error("the list of cases does not say that it is live")
	}
	if pack := b.get(page + "/pack"); !strings.Contains(pack.text(".standing"), frozen.Hash) {
		t.Error("the papers do not say they are frozen")
	}
}

// figuresIn are the figures of a machine answer, without what it says they are.
func figuresIn(t *testing.T, body string) map[string]any {
	t.Helper()
	var figures map[string]any
	if err := json.Unmarshal([]byte(body), &figures); err != nil {
		t.Fatal(err)
	}
	delete(figures, "frozen")
	return figures
}

// A case that came after the freeze is shown as it is known now, and says so.
func TestCaseAfterTheFreeze(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2")); err != nil {
		t.Fatal(err)
	}
	s.accept(t, "sen.xlsx", portfolio.BusinessCase{Number: "X1", Title: "En sen sag"})
	var id portfolio.CaseID
	for _, figures := range s.report("greve", "2014K2").Cases {
		if figures.Case.Number == "X1" {
			id = figures.Case.ID
		}
	}
	page := b.get("/greve/cases/"+string(id)+"?quarter=2014K2").wants(t, http.StatusOK)
	if text := page.text(".standing"); !strings.Contains(text, "Sagen var ikke med, da 2. kvartal 2014 blev frosset.") {
		t.Errorf("it says %q", text)
	}
}

func benefitOf(bc portfolio.BusinessCase, id portfolio.BenefitID) portfolio.Benefit {
	for _, benefit := range bc.Benefits {
		if benefit.ID == id {
			return benefit
		}
	}
	return portfolio.Benefit{}
}

// accept stores cases of Greve as if they came in a workbook.
func (s *site) accept(t *testing.T, name string, cases ...portfolio.BusinessCase) {
	t.Helper()
	for i := range cases {
		cases[i].Organisation = "greve"
	}
	hash := sha256.Sum256([]byte(name))
	_, err := s.store.Accept(t.Context(), portfolio.Acceptance{Organisation: "greve", By: "analyst", At: now(), Cases: cases,
		File: portfolio.OriginalFile{SHA256: hex.EncodeToString(hash[:]), Name: name, Bytes: []byte(name)}})
	if err != nil {
		t.Fatal(err)
	}
}

// Whoever looks at live figures of a frozen quarter goes on doing so when they
// narrow, compare or choose years.
func TestFormsKeepLiveFigures(t *testing.T) {
	s := openDemo(t)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2")); err != nil {
		t.Fatal(err)
	}
	council := s.as(portfolio.RoleCouncil)
	for _, page := range []string{"", "/account", "/account?compare=2014K1", "/outlook"} {
		address := "/greve/quarters/2014K2" + page
		separator := "?"
		if strings.Contains(address, "?") {
			separator = "&"
		}
		for query, want := range map[string]int{"": 0, separator + "figures=live": 1} {
			forms := council.get(address+query).wants(t, http.StatusOK).page.Find("main form[method=get]:not(.picker-form)")
			if forms.Length() == 0 {
				t.Errorf("%s has no form", address+query)
			}
			forms.Each(func(_ int, form *goquery.Selection) {
				if n := form.Find("input[name=figures][value=live]").Length(); n != want {
					t.Errorf("%s: the form to %s keeps live figures %d times", address+query, form.AttrOr("action", ""), n)
				}
			})
		}
	}
}
