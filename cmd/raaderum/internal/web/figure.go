package web

import (
	"errors"

	"github.com/a-h/templ"

	"raaderum/calc"
	"raaderum/charts"
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
}

// drawn makes a figure of a chart. A program that was built without its charts
// still shows the numbers and says what is missing.
func (s *Server) drawn(page Page, chart charts.Chart, table templ.Component) (figure, error) {
	f := figure{ID: chart.ID, Title: chart.Title, Summary: chart.Summary, Note: chart.Table.Note, Table: table}
	var err error
	if f.Drawing, err = s.renderer.HTML(chart); errors.Is(err, charts.ErrNoBundle) {
		f.Note, err = page.T("chart.no-bundle"), nil
	}
	return f, err
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
	Quarters figure // planned against realised
	Areas    figure // only its message: the page draws the areas in their table
	Map      figure // payback against net present value
}

func (s *Server) newQuarterFigures(page Page, report portfolio.QuarterReport) (figures quarterFigures, err error) {
	links := page.links(report)
	own := ownCases(report.Cases)
	for _, one := range []struct {
		to    *figure
		chart func() (charts.Chart, error)
		table templ.Component
	}{
		{&figures.Target, func() (charts.Chart, error) { return charts.TargetAccount(report.Account, page.Print, links) },
			targetTable(page, report, report.Account)},
		{&figures.Quarters, func() (charts.Chart, error) { return charts.PlannedRealised(report.Quarters, page.Print, links) },
			quarterTable(page, report)},
		{&figures.Map, func() (charts.Chart, error) {
			return charts.PortfolioMap(own, report.Organisation.Governance.PaybackLimit, page.Print, links)
		}, nil},
	} {
		chart, err := one.chart()
		if err != nil {
			return figures, err
		}
		table := one.table
		if table == nil {
			table = chartTable(page, chart.Table)
		}
		if *one.to, err = s.drawn(page, chart, table); err != nil {
			return figures, err
		}
	}
	areas, err := charts.FocusAreaBars(report, page.Print, links)
	figures.Areas = figure{ID: areas.ID, Title: areas.Title, Summary: areas.Summary, Note: areas.Table.Note}
	return figures, err
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
