package report

import (
	"errors"
	"html"

	"raaderum/charts"
	"raaderum/portfolio"
)

// Picture is a chart on paper: its message, the same in words, its numbers and
// its drawing.
type Picture struct {
	charts.Chart
	SVG []byte // nil when the program was built without its charts
}

// Pictures are the quarter's charts, drawn in the light theme.
func Pictures(p Pack, renderer *charts.Renderer) ([]Picture, error) {
	var own []portfolio.CaseFigures
	for _, figures := range p.Report.Cases {
		if !figures.Case.Origin.Joint() {
			own = append(own, figures)
		}
	}
	target, err1 := charts.TargetAccount(p.Report.Account, p.Print, charts.Links{})
	quarters, err2 := charts.PlannedRealised(p.Report.Quarters, p.Print, charts.Links{})
	areas, err3 := charts.FocusAreaBars(p.Report, p.Print, charts.Links{})
	cases, err4 := charts.PortfolioMap(own, p.Report.Organisation.Governance.PaybackLimit, p.Print, charts.Links{})
	bridge, err5 := charts.TargetBridge(portfolio.NewTargetBridge(p.Report), p.Print, charts.Links{})
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return nil, err
	}
	var pictures []Picture
	for _, chart := range []charts.Chart{target, bridge, quarters, areas, cases} {
		svg, err := renderer.SVG(chart, charts.ThemeLight, chart.Width, chart.Height)
		if err != nil && !errors.Is(err, charts.ErrNoBundle) {
			return nil, err
		}
		pictures = append(pictures, Picture{chart, svg})
	}
	return pictures, nil
}

// footer is what stands under each page: whose figures, of when, and how fixed.
func (p Pack) footer() string {
	return `<div style="width:100%;margin:0 15mm;font-family:'IBM Plex Sans',Arial,sans-serif;font-size:10px;color:#444;display:flex;justify-content:space-between;gap:12px">` +
		`<span>` + html.EscapeString(p.Report.Organisation.Name+" · "+p.Print.Quarter(p.Report.Quarter)+" · "+p.Standing()) + `</span>` +
		`<span style="white-space:nowrap">` + html.EscapeString(p.Print.Date(p.At)) + ` · <span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`
}
