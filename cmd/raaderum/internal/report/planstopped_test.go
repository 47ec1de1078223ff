package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// tables are a paper's tables by their captions, each with its rows.
func tables(t *testing.T, paper report.Paper) map[string][][]string {
	t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(paper.HTML()))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][][]string{}
	page.Find("table").Each(func(_ int, table *goquery.Selection) {
		var rows [][]string
		table.Find("tr").Each(func(_ int, row *goquery.Selection) {
			rows = append(rows, row.Find("th, td").Map(func(_ int, cell *goquery.Selection) string { return strings.Join(strings.Fields(cell.Text()), " ") }))
		})
		all[table.Find("caption").Text()] = rows
	})
	return all
}

// rowsOf are the rows of a case in the tables whose caption has a word.
func rowsOf(all map[string][][]string, caption, number string) (rows [][]string) {
	for name, table := range all {
		for _, row := range table {
			if strings.Contains(name, caption) && strings.HasPrefix(row[0], number) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// The demo's stopped cases stand by themselves with what lapsed: of GR-2013-08 by
// hand, in thousands, 60 + 60 + 61 + 61 to run it from 2014 on and 4 × 350 of
// benefits; of GR-2013-09 the 640 of 2014. They are in no
// economy, joint table, schedule or list of priorities.
func TestStoppedCasesStandByThemselves(t *testing.T) {
	plan := demoPlan(t, demoPacks(t)["greve"], 2014)
	all := tables(t, plan.Paper())
	for _, number := range []string{"GR-2013-08", "GR-2013-09"} {
		stopped := rowsOf(all, "stoppede projekter", number)
		if len(stopped) != 1 || !strings.Contains(stopped[0][1], "stoppet") {
			t.Fatalf("%s is not among the stopped: %q", number, stopped)
		}
		for name := range all {
			if !strings.Contains(name, "stoppede projekter") && !strings.HasPrefix(name, "Filer") && len(rowsOf(map[string][][]string{name: all[name]}, "", number)) > 0 {
				t.Errorf("%s is in %q", number, name)
			}
		}
	}
	row, other := rowsOf(all, "stoppede projekter", "GR-2013-08")[0], rowsOf(all, "stoppede projekter", "GR-2013-09")[0]
	if !strings.Contains(row[1], "Skrivetid") || row[3] != "242.000" || row[4] != "1.400.000" || other[3] != "640.000" {
		t.Errorf("%q and %q", row, other)
	}
	for _, line := range plan.Plan.Lines {
		if line.Lapsed != nil && line.Group == portfolio.PlanStopped && plan.Plan.In(line) {
			t.Errorf("%s is in the proposal", line.Number)
		}
	}
}

// Wherever the plan prints a payback it prints the word that the case's own page
// has for it; – is for nothing.
func TestPlanSaysWhyThereIsNoPayback(t *testing.T) {
	p := demoPacks(t)["greve"]
	plan := demoPlan(t, p, 2014)
	for _, kept := range []bool{true, false} {
		if !kept { // as plans were before the reason was kept
			for i := range plan.Plan.Lines {
				plan.Plan.Lines[i].PaybackStatus = ""
			}
		}
		all, words := tables(t, plan.Paper()), map[string]int{}
		for _, figures := range p.Report.Cases {
			if figures.Case.Over() {
				continue
			}
			rows := rowsOf(all, ": økonomi 2014", figures.Case.Number)
			if len(rows) != 1 {
				t.Fatalf("%s has %d rows", figures.Case.Number, len(rows))
			}
			want := strings.Join(strings.Fields(p.Print.Payback(figures.Evaluation.Payback)), " ")
			if rows[0][7] != want {
				t.Errorf("%s: %q, want %q", figures.Case.Number, rows[0][7], want)
			}
			words[want]++
		}
		if words["aldrig inden for horisonten"] < 2 {
			t.Errorf("the demo shows nothing: %v", words)
		}
	}
}

// A date that a field has moved stands beside the one that was promised; one that
// stands in the report's words alone is not read out of them: the words stand beside
// the date. Nothing that is planned is called in operation.
func TestPlanAndNoteTellAMovedDate(t *testing.T) {
	p := demoPacks(t)["greve"]
	i := slices.IndexFunc(p.Report.Cases, func(f portfolio.CaseFigures) bool { return f.Case.Number == "GR-2014-03" })
	plan := demoPlan(t, p, 2014)
	at := slices.IndexFunc(plan.Plan.Lines, func(l portfolio.PlanLine) bool { return l.Number == "GR-2014-03" })
	line := &plan.Plan.Lines[at]
	line.News = portfolio.NewPlanNews(p.Report.Cases[i], p.Report.Quarter)
	const words = "»Idriftsættelsen er flyttet fra 1. juli til 1. oktober 2014.«"
	row := rowsOf(tables(t, plan.Paper()), "tidsplan 2014", "GR-2014-03")[0]
	if row[3] != "planlagt i drift 1. juli" || row[4] != "planlagt i drift" || row[5] != "Gult lys. Gevinst forsinket. "+words {
		t.Errorf("by words alone: %q", row)
	}
	pack := report.CasePack{Report: p.Report, Figures: p.Report.Cases[i], At: clock(), Print: p.Print}
	for name, paper := range map[string]report.Paper{"cover note": pack.CoverNote(), "business case": pack.Paper()} {
		html := strings.ReplaceAll(paper.HTML(), "\u00a0", " ")
		for _, want := range []string{"Idriftsættelse", "planlagt 1. juli 2014", "Meldt for 2. kvartal 2014: Gult lys. Gevinst forsinket. " + words} {
			if !strings.Contains(html, want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
		if strings.Contains(html, "Idriftsat") || strings.Contains(html, "1. oktober 2014<") {
			t.Errorf("%s: a date is guessed, or the case is called live", name)
		}
	}
	moved := p.Report.Cases[i]
	moved.Case.PlannedGoLive, moved.Case.GoLive = moved.Case.GoLive, calc.Quarter{Year: 2014, Q: 3}.End().AddDate(0, 0, 1)
	line.Planned, line.GoLive = moved.Case.PlannedGoLive, moved.Case.GoLive
	row = rowsOf(tables(t, plan.Paper()), "tidsplan 2014", "GR-2014-03")[0]
	if row[3] != "planlagt i drift 1. juli" || row[4] != "nu forventet i drift 1. oktober" {
		t.Errorf("by a field: %q", row)
	}
	pack.Figures = moved
	if html := strings.ReplaceAll(pack.CoverNote().HTML(), "\u00a0", " "); !strings.Contains(html, "planlagt 1. juli 2014, nu forventet 1. oktober 2014") {
		t.Error("the cover note has not both dates")
	}
	road, err := charts.Roadmap(plan.Plan, p.Report.Organisation.Strategy, p.Print, charts.Links{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.ReplaceAll(road.Summary, "\u00a0", " "), "planlagt 1. juli 2014, nu forventet 1. oktober 2014; meldt for 2. kvartal 2014: Idriftsættelsen er flyttet") {
		t.Errorf("the roadmap: %s", road.Summary)
	}
}

// The papers of a stopped case say that it is, what lapsed, and whose the figures are.
func TestPapersOfAStoppedCaseSaySo(t *testing.T) {
	p := demoPacks(t)["greve"]
	i := slices.IndexFunc(p.Report.Cases, func(f portfolio.CaseFigures) bool { return f.Case.Number == "GR-2013-08" })
	pack := report.CasePack{Report: p.Report, Figures: p.Report.Cases[i], At: clock(), Print: p.Print}
	for name, paper := range map[string]report.Paper{"cover note": pack.CoverNote(), "business case": pack.Paper()} {
		html := strings.ReplaceAll(paper.HTML(), "\u00a0", " ")
		for _, want := range []string{p.Report.Cases[i].Case.Summary, "Sagen er stoppet.", "Bortfaldet: Skrivetid.", "den besluttede business cases; de kommer ikke."} {
			if !strings.Contains(html, want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
	}
}
