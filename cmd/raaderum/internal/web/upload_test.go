package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// workbook is our own template filled in with one case of Greve's: 100 t.kr.
// in 2013, then a benefit of 60 t.kr. a year.
func filledTemplate(t *testing.T, change ...func(*template.Form)) []byte {
	t.Helper()
	greve, err := portfolio.LoadProfile("greve")
	if err != nil {
		t.Fatal(err)
	}
	year := func(year int, money calc.Money) portfolio.Amount {
		return portfolio.Amount{Period: calc.YearOf(year), Money: money}
	}
	rate := 0.05
	form := template.Form{
		Organisation: greve.Name, Goals: greve.Strategy.Goals, FocusArea: greve.Strategy.FocusAreas[0].Name,
		Unit: "t.kr.", BaseYear: 2013, Years: 5, Rate: &rate,
		Case: portfolio.BusinessCase{
			Number: "T01", Title: "Prøvesag", Origin: portfolio.Own, Phase: portfolio.PhaseExecution, Status: portfolio.StatusRunning,
			PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2013}, ProjectOwner: "Fagchef",
			Goals: map[int]string{1: "Sparer porto", 2: "Hurtigere svar", 3: "Mindre papir"},
			Costs: []portfolio.CostLine{{ID: "U1", Label: "Indkøb", Recurrence: portfolio.OneOff, Category: "licence",
				Amounts: []portfolio.Amount{year(2013, 100*calc.ThousandKrone)}}},
			Benefits: []portfolio.Benefit{{ID: "G1", Label: "Sparet porto", Kind: portfolio.Cashable, Owner: "Borgerservice",
				Recurrence: portfolio.Running, State: portfolio.BenefitDecided, AccruesTo: portfolio.AccruesCentral,
				Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: {
					year(2014, 60*calc.ThousandKrone), year(2015, 60*calc.ThousandKrone), year(2016, 60*calc.ThousandKrone),
				}}}},
		},
	}
	for _, area := range greve.Strategy.FocusAreas {
		form.FocusAreas = append(form.FocusAreas, area.Name)
	}
	for _, f := range change {
		f(&form)
	}
	data, err := template.Bytes(form)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestUploadToSourceCell walks from a file on somebody's disk to its cell:
// upload, preview, accept, history, source cell, original file.
func TestUploadToSourceCell(t *testing.T) {
	s := open(t)
	data := filledTemplate(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"prøve sag.xlsx", data}).wants(t, 200)
	if got := r.text(".upload-status"); got != "Klar" {
		t.Fatalf("status %q\n%s", got, r.text("main"))
	}
	upload := r.Request.URL.Path
	if cases, err := s.store.Cases(t.Context(), "greve"); err != nil || len(cases) != 0 {
		t.Fatalf("%d cases are stored before anybody accepted, %v", len(cases), err)
	}
	if got := r.text(".case-preview h3"); got != "Prøvesag" {
		t.Errorf("title %q", got)
	}
	for _, want := range []string{"100.000", "60.000", "180.000"} { // 3 · 60 t.kr. is 180 t.kr.
		if !strings.Contains(r.text("table.preview"), want) {
			t.Errorf("no %s in the preview: %s", want, r.text("table.preview"))
		}
	}
	amount := r.page.Find("table.preview td a.cell").First()
	cellPage, _ := amount.Attr("href")
	if got := b.get(cellPage).wants(t, 200); got.text("#raw") != "100" || got.text("td mark") != "100" {
		t.Errorf("%s shows %q and marks %q", cellPage, got.text("#raw"), got.text("td mark"))
	}

	r = b.post(upload+"/accept", nil).wants(t, 200)
	if r.Request.URL.Path != "/greve/imports" || !strings.Contains(r.text("tbody tr"), "prøve sag.xlsx") || !strings.Contains(r.text("tbody tr"), "Test analyst") {
		t.Fatalf("at %s: %s", r.Request.URL.Path, r.text("main"))
	}
	b.get(upload).wants(t, 404) // it waits no longer

	cases, err := s.store.Cases(t.Context(), "greve")
	if err != nil || len(cases) != 1 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	source := cases[0].Benefits[0].Series[portfolio.Plan][0].Source
	at := "/greve/files/" + source.SHA256 + "/cells/" + url.PathEscape(source.Sheet) + "/" + source.Cell
	council := s.as(portfolio.RoleCouncil)
	r = council.get(at).wants(t, 200)
	if r.text("#raw") != "60" || r.text("td mark") != "60" || !strings.Contains(r.text(".source-facts"), "Test analyst, 1. september 2014") {
		t.Errorf("%s: raw %q, facts %s", at, r.text("#raw"), r.text(".source-facts"))
	}
	if !strings.Contains(r.text("table.sheet"), "Sparet porto") {
		t.Errorf("the row's own text is not in the region: %s", r.text("table.sheet"))
	}
	keepsToPolicy(t, at, r)

	download, _ := r.page.Find(".source-facts a[download]").Attr("href")
	original := council.get(download).wants(t, 200)
	sum := sha256.Sum256(data)
	if got := sha256.Sum256([]byte(original.body)); got != sum || source.SHA256 != hex.EncodeToString(sum[:]) {
		t.Error("the original is not what was uploaded")
	}
	if got := original.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment;") || !strings.Contains(got, "pr%C3%B8ve%20sag.xlsx") {
		t.Errorf("disposition %q", got)
	}

	// What belongs to one organisation is not found in another.
	b.get(strings.Replace(at, "/greve/", "/albertslund/", 1)).wants(t, 404)
	b.get(strings.Replace(download, "/greve/", "/albertslund/", 1)).wants(t, 404)
}

func TestSecondUploadSaysWhatChanges(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)})
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 200)
	changed := filledTemplate(t, func(f *template.Form) { f.Case.Costs[0].Amounts[0].Money = 250 * calc.ThousandKrone })
	r = b.upload("/greve/imports/new", file{"sag v2.xlsx", changed}).wants(t, 200)
	if got := r.text(".known-case"); !strings.Contains(got, "version 1") || !strings.Contains(got, "100.000 kr. → 250.000 kr.") || !strings.Contains(got, "180.000 kr. → 180.000 kr.") {
		t.Errorf("%s", got)
	}
	if cases, _ := s.store.Cases(t.Context(), "greve"); cases[0].Version != 1 {
		t.Errorf("version %d before anybody accepted", cases[0].Version)
	}
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 200)
	if cases, _ := s.store.Cases(t.Context(), "greve"); len(cases) != 1 || cases[0].Version != 2 {
		t.Errorf("%d cases, version %d", len(cases), cases[0].Version)
	}
}

// loose is a workbook that does not say what it counts in: one benefit over
// three years on a sheet of its own.
func loose(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for ref, value := range map[string]any{
		"A1": "Gevinster ved digital post", "A3": "Gevinst", "B3": 2014, "C3": 2015, "D3": 2016,
		"A4": "Mindre porto", "B4": 600, "C4": 750, "D4": 750,
		"A5": "Færre timer", "B5": 300, "C5": 320, "D5": 320,
	} {
		if err := book.SetCellValue("Sheet1", ref, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestQuestionsAreAskedAndNeverAnsweredForTheUser holds the house rule: nothing
// is chosen beforehand, a proposal is used only when the user says so, and what
// is open is not stored.
func TestQuestionsAreAskedAndNeverAnsweredForTheUser(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, 200)
	upload := r.Request.URL.Path
	if got := r.text(".upload-status"); got != "Har spørgsmål" {
		t.Fatalf("status %q: %s", got, r.text("main"))
	}
	if n := r.page.Find("input[checked]").Length(); n != 0 {
		t.Errorf("%d answers are chosen beforehand", n)
	}
	unit := r.page.Find(`input[name^="answer:unit@"]`)
	if unit.Length() != 3 || r.page.Find(".question .evidence a.cell").Length() == 0 {
		t.Fatalf("no question about the unit with its cells: %s", r.text(".questions"))
	}
	evidence, _ := r.page.Find(".question .evidence a.cell").First().Attr("href")
	b.get(evidence).wants(t, 200)
	if r.page.Find("#accept").Length() != 0 {
		t.Error("accepting is offered while questions are open")
	}
	b.post(upload+"/accept", nil).wants(t, 422)
	if cases, _ := s.store.Cases(t.Context(), "greve"); len(cases) != 0 {
		t.Fatalf("%d cases stored", len(cases))
	}

	// An answer of the user's own, and none at all to the rest.
	name, _ := unit.First().Attr("name")
	r = b.post(upload+"/answers", url.Values{name: {"t.kr."}, "action": {"save"}}).wants(t, 200)
	if got := r.text(".answered"); !strings.Contains(got, "t.kr.") || !strings.Contains(got, "Hvilken enhed er det?") || strings.Contains(got, "unit@") {
		t.Errorf("the answer is not shown beside its question: %s", got)
	}
	if !strings.Contains(r.text("table.preview"), "600.000") {
		t.Errorf("the answer does not count: %s", r.text("table.preview"))
	}
	if r.page.Find(`input[name^="answer:unit@"]`).Length() != 0 {
		t.Error("the question is asked again")
	}
	// Starting over forgets it.
	r = b.post(upload+"/answers", url.Values{"action": {"restart"}}).wants(t, 200)
	if r.page.Find(`input[name^="answer:unit@"]`).Length() != 3 {
		t.Error("the question did not come back")
	}
	// An answer that is none of the options is no answer.
	r = b.post(upload+"/answers", url.Values{name: {"dollars"}, "action": {"save"}}).wants(t, 200)
	if r.page.Find(`input[name^="answer:unit@"]`).Length() != 3 || strings.Contains(r.text(".answered"), "dollars") {
		t.Error("an impossible answer was taken")
	}
}

func TestAWorkbookOfAnotherOrganisation(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/albertslund/imports/new", file{"greves.xlsx", filledTemplate(t)}).wants(t, 200)
	if got := r.text(".upload-status"); got != "Skal rettes" || r.page.Find(".finding-error a.cell").Length() == 0 || r.page.Find("#accept").Length() != 0 {
		t.Errorf("status %q: %s", got, r.text("main"))
	}
	b.post(r.Request.URL.Path+"/accept", nil).wants(t, 422)
	if cases, _ := s.store.Cases(t.Context(), "albertslund"); len(cases) != 0 {
		t.Errorf("%d cases stored", len(cases))
	}
}

func TestTemplateToFillIn(t *testing.T) {
	s := open(t)
	r := s.as(portfolio.RoleReader).get("/greve/template.xlsx").wants(t, 200)
	book, err := excelize.OpenReader(strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if sheets := book.GetSheetList(); !slices.Contains(sheets, "Stamdata") || !slices.Contains(sheets, "Gevinster") {
		t.Errorf("sheets %v", sheets)
	}
}

func TestDiscardedUploadLeavesNothing(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleCoordinator)
	r := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).wants(t, 200)
	b.post(r.Request.URL.Path+"/discard", nil).wants(t, 200)
	b.get(r.Request.URL.Path).wants(t, 404)
	if all, err := s.store.Imports(t.Context(), "greve"); err != nil || len(all) != 0 {
		t.Errorf("%d imports, %v", len(all), err)
	}
}

func TestUploadsStayInTheirOrganisation(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"sag.xlsx", filledTemplate(t)}).wants(t, 200)
	foreign := strings.Replace(r.Request.URL.Path, "/greve/", "/albertslund/", 1)
	b.get(foreign).wants(t, 404)
	b.post(foreign+"/accept", nil).wants(t, 404)
	b.post(foreign+"/discard", nil).wants(t, 404)
	s.as(portfolio.RoleCouncil).post(r.Request.URL.Path+"/accept", nil).wants(t, 403)
}

// TestOnlySomeMayImport walks every page and button of an analyst's upload as
// roles that may not: each is refused where it stands, by the same words, and
// the upload is as it was.
func TestOnlySomeMayImport(t *testing.T) {
	s := open(t)
	analyst := s.as(portfolio.RoleAnalyst)
	upload := analyst.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, 200).Request.URL.Path
	question, _ := analyst.get(upload).page.Find(`input[name^="answer:unit@"]`).First().Attr("name")
	cell := upload + "/cells/Sheet1/B4"
	analyst.get(cell).wants(t, 200)
	for _, role := range portfolio.Roles {
		if role.MayImport() {
			continue
		}
		b := s.as(role)
		replies := []*reply{
			b.get("/greve/imports/new"), b.upload("/greve/imports/new", file{"anden.xlsx", filledTemplate(t)}),
			b.get("/greve/batches/x"), b.post("/greve/batches/x/accept", nil), b.post("/greve/imports/cells", url.Values{"cells": {"a\tb"}}), b.get(upload), b.get(cell),
			b.post(upload+"/answers", url.Values{question: {"t.kr."}, "action": {"save"}}),
			b.post(upload+"/accept", nil), b.post(upload+"/discard", nil),
		}
		for _, r := range replies {
			if r.wants(t, 403); !strings.Contains(r.text("main"), "giver ikke adgang til at indlæse regneark") {
				t.Errorf("%s: %s %s says %s", role, r.Request.Method, r.Request.URL.Path, r.text("main"))
			}
		}
	}
	if r := analyst.get(upload).wants(t, 200); r.page.Find(".answered").Length() != 0 {
		t.Errorf("somebody answered: %s", r.text(".answered"))
	}
}

// TestBadFiles sends what people send by mistake and what others send on
// purpose. Each gets a sentence; nothing is kept and the server lives on.
func TestBadFiles(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	for name, data := range map[string][]byte{
		"tekst.xlsx":    []byte("dette er ikke et regneark"),
		"tom.xlsx":      nil,
		"krypteret.xls": append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4096)...),
		"afbrudt.xlsx":  filledTemplate(t)[:3000],
		"billede.png":   []byte("\x89PNG\r\n\x1a\n0000"),
	} {
		r := b.upload("/greve/imports/new", file{name, data}).wants(t, 422)
		if said := r.text(".receipt .alert"); len(said) < 20 || strings.Contains(said, "[") {
			t.Errorf("%s: said %q", name, said)
		}
		if r.text(".receipt h2") != name || r.page.Find(".receipt a").Length() != 0 {
			t.Errorf("%s: %s", name, r.text(".receipts"))
		}
	}
	if r := b.post("/greve/imports/new", nil).wants(t, 422); r.text("#files-error") == "" {
		t.Error("no files, and nothing said")
	}
	b.get("/healthz").wants(t, 200)
}

// TestFileNames keeps a name that a browser sent from being anything but a name.
func TestFileNames(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{`C:\fakepath\<b>sag</b>` + "\u202e.xlsx", filledTemplate(t)}).wants(t, 200)
	if got := r.text("h1"); got != "b>.xlsx" && got != "<b>sag</b>.xlsx" {
		t.Errorf("the file is called %q", got)
	}
	if r.page.Find("h1 b").Length() != 0 {
		t.Error("the name is markup")
	}
}

// TestOneUploadLimit: the number on the page is the one that is held to.
func TestOneUploadLimit(t *testing.T) {
	s := open(t, func(c *web.Config) { c.UploadBytes, c.UploadFiles = 3<<20, 2 })
	b := s.as(portfolio.RoleAnalyst)
	if got := b.get("/greve/imports/new").text("#files-hint"); !strings.Contains(got, "3 MB") || !strings.Contains(got, "op til 2 regneark") {
		t.Errorf("the hint says %q", got)
	}
	r := b.upload("/greve/imports/new", file{"stor.csv", make([]byte, 5<<20)}).wants(t, 413)
	if got := r.text("main"); !strings.Contains(got, "Send højst 3 MB ad gangen, eller del det i flere filer. Grænsen er indstillingen limit-upload.") {
		t.Errorf("the refusal says %q", got)
	}
	r = b.upload("/greve/imports/new", file{"a.csv", []byte("a")}, file{"b.csv", []byte("b")}, file{"c.csv", []byte("c")}).wants(t, 422)
	if got := r.text("#files-error"); !strings.Contains(got, "Send højst 2 filer ad gangen. Grænsen er indstillingen limit-files.") {
		t.Errorf("the refusal says %q", got)
	}
	english := i18n.New("en")
	for key, want := range map[string]string{
		"problem.413.detail": "3 MB at a time, or split it into several files. The limit is the setting limit-upload.",
		"upload.too-many":    "Send at most 2 files at a time. The limit is the setting limit-files.",
	} {
		if got := english.T(key, "megabytes", 3, "n", 2); !strings.Contains(got, want) {
			t.Errorf("in English the refusal says %q, want %q", got, want)
		}
	}
}

// TestDatesOfACell are written as people write them here.
func TestDatesOfACell(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for ref, value := range map[string]any{"A1": "Gevinst", "B1": 2014, "A2": "Porto", "B2": 600, "A4": "Dato", "B4": time.Date(2014, 9, 1, 0, 0, 0, 0, time.UTC)} {
		if err := book.SetCellValue("Sheet1", ref, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	upload := b.upload("/greve/imports/new", file{"dato.xlsx", out.Bytes()}).wants(t, 200).Request.URL.Path
	if got := b.get(upload+"/cells/Sheet1/B4").wants(t, 200).text("td mark"); got != "1. september 2014" {
		t.Errorf("the date is %q", got)
	}
}

// Two amounts of one line in one year are both shown, each with its cell.
func TestPreviewShowsEveryAmountOfAYear(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	list := "Projekt;Type;Post;År;Beløb i kr. 2016-p/l\nNy portal;Udgift;Licens;2016;100000\nNy portal;Udgift;Licens;2016;50000\nNy portal;Gevinst;Tid;2017;420000\n"
	r := b.upload("/greve/imports/new", file{"liste.csv", []byte(list)}).wants(t, 200)
	row := r.page.Find("table.preview tbody tr").First()
	var got []string
	row.Find("td").First().Find(".amount, .cell").Each(func(_ int, one *goquery.Selection) { got = append(got, strings.TrimSpace(one.Text())) })
	if want := []string{"100.000", "E2", "50.000", "E3"}; !slices.Equal(got, want) {
		t.Errorf("2016 shows %q, want %q", got, want)
	}
	if sum := strings.TrimSpace(row.Find("td").Last().Text()); sum != "150.000" { // 100,000 + 50,000
		t.Errorf("sum %q", sum)
	}
}
