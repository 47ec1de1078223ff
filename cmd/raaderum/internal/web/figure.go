package web

import (
	"errors"
	"sync"

	"github.com/a-h/templ"

	"raaderum/calc"
	"raaderum/charts"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// figure is a chart with everything that stands beside it: a title that says
// the message, a summary that is read first, the drawing the server made and the
// browser makes interactive, and the same numbers as a table.
type figure struct {
	ID      string
	Title   string
	Summary string
	Drawing string          // "" when the program was built without its charts
	Table   templ.Component // the table twin
	Note    string
	Basis   string // the address of what it is computed of, where its numbers have none of their own
}

// shortTable is how many rows a table may have to be kept on one page when it is printed.
const shortTable = 10

// drawn makes a figure of a chart. A program that was built without its charts
// still shows the numbers and says what is missing.
func (s *Server) drawn(page Page, chart charts.Chart, table templ.Component) (figure, error) {
	f := figure{ID: chart.ID, Title: chart.Title, Summary: chart.Summary, Note: chart.Table.Note, Table: table}
	if page.Paper && chart.Blank() { // its title says that there is nothing; a frame and rows of dashes add no word to it
		f.Table = nil
		return f, nil
	}
	draw := s.renderer.HTML
	if page.Paper {
		draw = s.renderer.PaperHTML
	}
	var err error
	if f.Drawing, err = draw(chart); errors.Is(err, charts.ErrNoBundle) {
		f.Note, err = page.T("chart.no-bundle"), nil
	}
	return f, err
}

// drawnAll makes figures of charts at the same time, each with its own table.
func (s *Server) drawnAll(page Page, all ...charts.Chart) ([]figure, error) {
	figures, failures := make([]figure, len(all)), make([]error, len(all))
	var drawings sync.WaitGroup
	for i, chart := range all {
		drawings.Go(func() { figures[i], failures[i] = s.drawn(page, chart, chartTable(page, chart.Table)) })
	}
	drawings.Wait()
	return figures, errors.Join(failures...)
}

// links say where a click on a chart of a report leads.
func (p Page) links(report portfolio.QuarterReport) charts.Links {
	return charts.Links{
		Case:    func(id portfolio.CaseID) string { return p.caseURL(id, report.Quarter) },
		Year:    func(year int) string { return p.accountURL(report, year, "", report.Account.Method) },
		Quarter: func(at calc.Quarter) string { return p.seriesURL(report, at, portfolio.Realised) },
		Area: func(area portfolio.FocusAreaID) string {
			return p.areaURL(report, "", area)
		},
	}
}

// quarterFigures are the charts of the quarter page.
type quarterFigures struct {
	Target   figure // the account, year by year
	Bridge   figure // from the year's target to what is realised
	Quarters figure // planned against realised
	Gathered figure // the same, added up
	Areas    figure // only its message: the page draws the areas in their table
	Map      figure // payback against net present value
}

// newQuarterFigures draws the charts at the same time: a cold drawing takes a
// tenth of a second, and the reader waits for the slowest only.
func (s *Server) newQuarterFigures(page Page, report portfolio.QuarterReport) (figures quarterFigures, err error) {
	links := page.links(report)
	target, err1 := charts.TargetAccount(report.Account, page.Print, links)
	quarters, err2 := charts.PlannedRealised(report.Quarters, page.Print, links)
	cases, err3 := charts.PortfolioMap(ownCases(report.Cases), report.Organisation.Governance.PaybackLimit, page.Print, links)
	areas, err4 := charts.FocusAreaBars(report, page.Print, links)
	bridge, err5 := charts.TargetBridge(portfolio.NewTargetBridge(report), page.Print, links)
	gathered, err6 := charts.Cumulative(report.Quarters, page.Print, links)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return figures, err
	}
	if report.Headline.Verdict == portfolio.VerdictPart { // the target is the whole's
		target.Title = papers.HeadlineText(page.Print, report)
	}
	figures.Areas = figure{ID: areas.ID, Title: areas.Title, Summary: areas.Summary, Note: areas.Table.Note}

	var drawings sync.WaitGroup
	var failures [5]error
	drawings.Go(func() {
		figures.Target, failures[0] = s.drawn(page, target, targetTable(page, report, report.Account))
	})
	drawings.Go(func() {
		figures.Quarters, failures[1] = s.drawn(page, quarters, quarterTable(page, report))
	})
	drawings.Go(func() {
		figures.Map, failures[2] = s.drawn(page, cases, chartTable(page, cases.Table))
	})
	if !page.Part.Any() { // it begins at the target
		drawings.Go(func() {
			figures.Bridge, failures[3] = s.drawn(page, bridge, chartTable(page, bridge.Table))
		})
	}
	drawings.Go(func() {
		figures.Gathered, failures[4] = s.drawn(page, gathered, chartTable(page, gathered.Table))
	})
	drawings.Wait()
	return figures, errors.Join(failures[:]...)
}

// jointFigure is the joint cases' benefits beside the target.
func (s *Server) jointFigure(page Page, report portfolio.QuarterReport) (figure, error) {
	cases := make([]portfolio.BusinessCase, len(report.Cases))
	for i, figures := range report.Cases {
		cases[i] = figures.Case
	}
	chart, err := charts.Joint(portfolio.JointYears(report.Organisation, cases, report.Quarter), report.Quarter, page.Print, page.links(report))
	if err != nil {
		return figure{}, err
	}
	return s.drawn(page, chart, chartTable(page, chart.Table))
}

func ownCases(all []portfolio.CaseFigures) []portfolio.CaseFigures {
	var own []portfolio.CaseFigures
	for _, figures := range all {
		if !figures.Case.Origin.Joint() {
			own = append(own, figures)
		}
	}
	return own
}

// economyFigure is the chart of a case's economy; the yearly table under it is
// its table twin.
func (s *Server) economyFigure(page Page, figures portfolio.CaseFigures) (figure, error) {
	if len(figures.Table) == 0 {
		return figure{Title: page.T("case.economy")}, nil
	}
	chart, err := charts.CaseEconomy(figures, page.Print)
	if err != nil {
		return figure{}, err
	}
	return s.drawn(page, chart, nil)
}
