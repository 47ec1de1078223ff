package report

import (
	"errors"
	"html"
	"runtime"
	"slices"
	"time"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Picture is a chart on paper: its message, the same in words, its numbers and
// its drawing.
type Picture struct {
	charts.Chart
	SVG []byte // nil when the program was built without its charts
}

// Pictures are the quarter's charts, drawn in the light theme: those of its page,
// and what the council needs beside them.
func Pictures(p Pack, renderer *charts.Renderer) ([]Picture, error) {
	all, err := p.charts()
	if err != nil {
		return nil, err
	}
	beside, err := p.Beside()
	if err != nil {
		return nil, err
	}
	pictures := make([]Picture, 0, len(all)+len(beside))
	for _, chart := range append(all, beside...) {
		svg, err := renderer.PaperSVG(chart)
		if err != nil && !errors.Is(err, charts.ErrNoBundle) {
			return nil, err
		}
		pictures = append(pictures, Picture{chart, svg})
	}
	return pictures, nil
}

// charts are the charts of the quarter's page.
func (p Pack) charts() ([]charts.Chart, error) {
	var own []portfolio.CaseFigures
	for _, figures := range p.Report.Cases {
		if !figures.Case.Origin.Joint() {
			own = append(own, figures)
		}
	}
	links := p.trail().links()
	target, err1 := charts.TargetAccount(p.Report.Account, p.Print, links)
	bridge, err2 := charts.TargetBridge(portfolio.NewTargetBridge(p.Report), p.Print, links)
	quarters, err3 := charts.PlannedRealised(p.Report.Quarters, p.Print, links)
	gathered, err4 := charts.Cumulative(p.Report.Quarters, p.Print, links)
	areas, err5 := charts.FocusAreaBars(p.Report, p.Print, links)
	cases, err6 := charts.PortfolioMap(own, p.Report.Organisation.Governance.PaybackLimit, p.Print, links)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return nil, err
	}
	all := []charts.Chart{p.ofPart(target), bridge, quarters, gathered, areas, cases}
	if p.Filter.Any() {
		all = slices.Delete(all, 1, 2) // the bridge is from the whole's target
	}
	return all, nil
}

// lightQuarters is how many quarters of lights a pack looks back: two years.
const lightQuarters = 8

// Beside are the charts that papers have beside those of the quarter's page: how
// sure the account is, where somebody has assumed something; each focus area on
// one scale; the economy year by year; the lights and how they moved; what the
// joint cases gave; and what the figures lack.
func (p Pack) Beside() ([]charts.Chart, error) {
	lights := p.open.Lights(lightQuarters)
	kept := map[portfolio.CaseID]bool{}
	cases := make([]portfolio.BusinessCase, len(p.Report.Cases))
	for i, figures := range p.Report.Cases {
		cases[i], kept[figures.Case.ID] = figures.Case, true
	}
	lights = lights.Of(func(id portfolio.CaseID) bool { return kept[id] })
	links := p.trail().links()
	var all []charts.Chart
	var failures []error
	put := func(chart charts.Chart, err error) {
		all, failures = append(all, chart), append(failures, err)
	}
	if p.Assumed != nil && !p.Filter.Any() { // the target is the whole's
		chart, err := p.outlook(links)
		if !nothingToDraw(err) {
			put(chart, err)
		}
	}
	put(charts.Multiples(p.Report, p.Print, links))
	put(charts.PortfolioEconomy(p.Report.Cases, p.Print))
	put(charts.LightMatrix(lights, p.Print, links))
	put(charts.LightFlow(lights, p.Print, links))
	if slices.ContainsFunc(cases, func(bc portfolio.BusinessCase) bool { return bc.Origin.Joint() }) {
		put(charts.Joint(portfolio.JointYears(p.Report.Organisation, cases, p.Report.Quarter), p.Report.Quarter, p.Print, links))
	}
	put(charts.DataQuality(p.Report, p.Print, links))
	return all, errors.Join(failures...)
}

// outlook is the account added up with the span of outcomes and the chance of the
// target, under what was assumed, which stands beneath it.
func (p Pack) outlook(links charts.Links) (charts.Chart, error) {
	curve, err := portfolio.NewOutlookCurve(p.Report, *p.Assumed, 0, runtime.GOMAXPROCS(0))
	if err != nil {
		return charts.Chart{}, err
	}
	chart, err := charts.OutlookCurve(curve, p.Print, links)
	chart.Table.Note = p.AssumedText() + " " + chart.Table.Note
	return chart, err
}

// footerText is what stands under each page: whose figures, of when, which of
// them, and how fixed.
func (p Pack) footerText() string {
	return p.Report.Organisation.Name + " · " + p.Print.Quarter(p.Report.Quarter) + " · " + p.Which() + " · " + p.Standing()
}

// pageFooter is a footer for the browser: a text, the date and the page's number.
func pageFooter(says string, at time.Time, print *i18n.Printer) string {
	return `<div style="width:100%;margin:0 15mm;font-family:'IBM Plex Sans',Arial,sans-serif;font-size:10px;color:#444;display:flex;justify-content:space-between;gap:12px">` +
		`<span>` + html.EscapeString(says) + `</span>` +
		`<span style="white-space:nowrap">` + html.EscapeString(print.Date(at)) + ` · <span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`
}
