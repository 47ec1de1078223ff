package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// demoPlan is an organisation's plan of the demo's cases, with two frames.
func demoPlan(t *testing.T, p report.Pack, year int) report.PlanPack {
	t.Helper()
	cases := map[portfolio.CaseID]portfolio.BusinessCase{}
	var all []portfolio.BusinessCase
	for _, figures := range p.Report.Cases {
		cases[figures.Case.ID], all = figures.Case, append(all, figures.Case)
	}
	frame := 3_200_000 * calc.Krone
	settings := portfolio.PlanSettings{Frames: []portfolio.PlanFrame{{Name: "A", Budgets: []*calc.Money{&frame, nil, nil, nil}}, {Name: "B"}}, Overview: "Set under ét.",
		Criteria: []portfolio.PlanCriterion{{Measure: portfolio.MeasureNPV, Weight: 60, Full: &frame}, {Measure: portfolio.MeasureTarget, Weight: 40, Full: &frame}}}
	previous, err := portfolio.NewActionPlan(t.Context(), p.Report.Organisation, all, nil, year-1, settings, p.Report.Quarter)
	if err != nil {
		t.Fatal(err)
	}
	previous.Version = 1
	plan, err := portfolio.NewActionPlan(t.Context(), p.Report.Organisation, all, &previous, year, settings, p.Report.Quarter)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := report.PlanPack{Organisation: p.Report.Organisation, Plan: plan, Cases: cases, At: clock(), Print: p.Print}.Drawn(charts.NewRenderer())
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// demoPapers are all papers of the demo in a language.
func demoPapers(t *testing.T, language string) (all []report.Paper) {
	t.Helper()
	for _, p := range demoPacks(t) {
		p.Print = i18n.New(language)
		renderer := charts.NewRenderer()
		pictures, err := report.Pictures(p, renderer)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p.QuarterPaper(t, pictures), demoPlan(t, p, 2014).Paper(), demoPlan(t, p, 2015).Paper())
		for _, figures := range p.Report.Cases {
			pack := report.CasePack{Report: p.Report, Figures: figures, At: clock(), Print: p.Print}
			all = append(all, pack.Paper(), pack.CoverNote())
		}
	}
	return all
}

// Every number in every table of every paper leads to where it comes from, in
// both languages, and nothing is without its words.
func TestEveryNumberOnPaperHasATrace(t *testing.T) {
	for _, language := range i18n.Languages {
		papers, numbers := demoPapers(t, language), 0
		for _, paper := range papers {
			for _, lost := range paper.Untraced() {
				t.Errorf("%s, %s: %s leads nowhere", language, paper.Title, lost)
			}
			numbers += paper.Numbers()
			if missing := regexp.MustCompile(`\[[a-z-]+\.[a-z.-]+\]`).FindString(paper.HTML()); missing != "" {
				t.Errorf("%s, %s: no words for %s", language, paper.Title, missing)
			}
		}
		if len(papers) < 60 || numbers < 3000 {
			t.Errorf("%s: only %d papers with %d numbers", language, len(papers), numbers)
		}
		t.Logf("%s: %d papers, %d numbers", language, len(papers), numbers)
	}
}

// One-off, running and other costs are together what the plan says of each case.
func TestPlanCostsAddUp(t *testing.T) {
	for id, p := range demoPacks(t) {
		sums, want := demoPlan(t, p, 2014).Costs()
		for i := range sums {
			if sums[i] != want[i] {
				t.Errorf("%s, line %d: %v øre by recurrence, %v in the plan", id, i, sums[i], want[i])
			}
		}
	}
}

// longestCase is a case that fills everything a case can fill, and lacks what can
// be lacked beside it.
func longestCase(t *testing.T, p report.Pack) (portfolio.QuarterReport, portfolio.CaseID) {
	t.Helper()
	long := strings.Repeat("sammenhængende digitaliseringsstrategi ", 60)
	var flow []any
	for year := 2014; year < 2054; year++ {
		flow = append(flow, strconv.Itoa(year), 123_456_789.12)
	}
	bc := portfolio.BusinessCase{ID: "lang", Number: "GR-2014-99", Title: long, Summary: long, ProjectOwner: long, SystemOwner: long,
		RecordNumber: "85.00.00-P23-1-19", Goals: map[int]string{1: long, 2: long}}
	for i := range 12 {
		bc.Costs = append(bc.Costs, portfolio.CostLine{ID: strconv.Itoa(i), Label: long, Recurrence: portfolio.OneOff, Amounts: amounts(t, flow...)})
		b := benefit(strconv.Itoa(i), portfolio.Cashable, amounts(t, flow[2:]...))
		if b.Label = long; i > 0 {
			b.Owner = long
		}
		bc.Benefits = append(bc.Benefits, b)
	}
	org := p.Report.Organisation
	org.Example = true
	org.Governance = demoPacks(t)["albertslund"].Report.Organisation.Governance // classes, meetings and a checklist
	limit := 3.0
	org.Governance.PaybackLimit = &limit
	status := portfolio.QuarterlyStatus{Case: bc.ID, Quarter: p.Report.Quarter, DecisionNeeded: long, Comment: long}
	return portfolio.NewQuarterReport(org, []portfolio.BusinessCase{bc}, []portfolio.QuarterlyStatus{status}, p.Report.Quarter), bc.ID
}

// The cover note is one page, printed and in Word, in both languages, of the
// longest case that can be under the longest rules, also stopped, and of the longest of the demo
// that is set larger.
func TestCoverNoteIsOnePage(t *testing.T) {
	if !report.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	for _, language := range i18n.Languages {
		hard, longest := longestCase(t, demoPacks(t)["greve"])
		pack, err := report.NewCasePack(hard, longest, charts.NewRenderer(), clock(), i18n.New(language))
		if err != nil {
			t.Fatal(err)
		}
		note, larger := pack.CoverNote(), longestRoomy(t, language)
		if note.Roomy {
			t.Error("the longest note has no room to be set larger")
		}
		onePage(t, language, note)
		stopped := pack // has more to say of what happened
		stopped.Figures.Case.Phase, stopped.Figures.Case.Ended = portfolio.PhaseStopped, clock()
		onePage(t, language, stopped.CoverNote())
		onePage(t, language, larger)
	}
}

// longestRoomy is the demo's longest note that is set larger.
func longestRoomy(t *testing.T, language string) (longest report.Paper) {
	t.Helper()
	size := 0
	for _, p := range demoPacks(t) {
		p.Print = i18n.New(language)
		for _, figures := range p.Report.Cases {
			note := report.CasePack{Report: p.Report, Figures: figures, At: clock(), Print: p.Print}.CoverNote()
			if n := note.NoteLines(); note.Roomy && n > size {
				longest, size = note, n
			}
		}
	}
	if size == 0 {
		t.Fatal("no note of the demo is set larger")
	}
	return longest
}

// onePage writes a note as PDF and as Word, and counts its pages.
func onePage(t *testing.T, language string, note report.Paper) {
	t.Helper()
	if lost := note.Untraced(); len(lost) > 0 {
		t.Errorf("untraced: %v", lost)
	}
	files, _, err := note.Write(t.Context(), "https://raaderum.example.org")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := saved(t, "note"+file.Ending(), bytesOf(t, file))
		if file.Ending() == report.FormatWord {
			path = filepath.Join(converted(t, "pdf", path), "note.pdf")
		}
		if n := pages(t, path); n != 1 {
			t.Errorf("%s: the cover note as %s has %d pages", language, file.Ending(), n)
		}
		if folder := os.Getenv("RAADERUM_PICTURES"); folder != "" {
			_ = exec.CommandContext(t.Context(), "pdftoppm", "-r", "80", "-png", path, filepath.Join(folder, "note-"+language+file.Ending())).Run()
		}
	}
}

func bytesOf(t *testing.T, file report.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// poppler runs one of poppler's programs.
func poppler(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skip("missing component: poppler (" + program + ") is not installed")
	}
	said, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(said)
}

func pages(t *testing.T, path string) int {
	t.Helper()
	found := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(poppler(t, "pdfinfo", path))
	if found == nil {
		t.Fatal("no number of pages")
	}
	n, _ := strconv.Atoi(found[1])
	return n
}

// The plan in Word opens in LibreOffice with everything it says, its parts are
// XML that holds together, and the same plan gives the same bytes.
func TestPlanDocument(t *testing.T) {
	p := demoPacks(t)["greve"]
	plan := demoPlan(t, p, 2015)
	word, err := plan.Paper().Word("https://raaderum.example.org")
	if err != nil {
		t.Fatal(err)
	}
	again, err := plan.Paper().Word("https://raaderum.example.org")
	if err != nil || !bytes.Equal(word, again) {
		t.Errorf("other bytes the second time, %v", err)
	}
	_, members := unpacked(t, word)
	for name, part := range members {
		for decoder := xml.NewDecoder(bytes.NewReader(part)); ; {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if links := strings.Count(string(members["word/_rels/document.xml.rels"]), "TargetMode=\"External\""); links < 20 {
		t.Errorf("only %d links", links)
	}
	text := strings.Join(strings.Fields(poppler(t, "pdftotext", filepath.Join(converted(t, "pdf", saved(t, "plan.docx", word)), "plan.pdf"), "-")), " ")
	for _, want := range []string{
		"Handleplan 2015", "Godkendelsesspor", "Køreplan pr. indsatsområde", "Bidrag til strategiens mål", "Opfølgning på handleplanen for 2014", "10 % af effektiviseringsbudgettet",
		"Prioriteringsliste", "Sag for sag i hver ramme", "Samlet økonomi i budgetåret og tre overslagsår", "Fælleskommunale og fællesoffentlige tiltag", "Ressourcetræk", "Risici", "Metode", "Datagrundlag",
		"faste priser, 2012 p/l", "Gevinstvisning", fmt.Sprintf("%d. kvartal 2015", 4),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the plan", want)
		}
	}
}
