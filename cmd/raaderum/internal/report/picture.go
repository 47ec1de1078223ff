package report

import (
	"errors"
	"html"
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

// Pictures are the quarter's charts, drawn in the light theme.
func Pictures(p Pack, renderer *charts.Renderer) ([]Picture, error) {
	var own []portfolio.CaseFigures
	for _, figures := range p.Report.Cases {
		if !figures.Case.Origin.Joint() {
			own = append(own, figures)
		}
	}
	target, err1 := charts.TargetAccount(p.Report.Account, p.Print, p.trail().links())
	quarters, err2 := charts.PlannedRealised(p.Report.Quarters, p.Print, p.trail().links())
	areas, err3 := charts.FocusAreaBars(p.Report, p.Print, p.trail().links())
	cases, err4 := charts.PortfolioMap(own, p.Report.Organisation.Governance.PaybackLimit, p.Print, p.trail().links())
	target = p.ofPart(target)
	bridge, err5 := charts.TargetBridge(portfolio.NewTargetBridge(p.Report), p.Print, p.trail().links())
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return nil, err
	}
	var pictures []Picture
	all := []charts.Chart{target, bridge, quarters, areas, cases}
	if p.Filter.Any() {
		all = slices.Delete(all, 1, 2) // the bridge is from the whole's target
	}
	for _, chart := range all {
		svg, err := renderer.SVG(chart, charts.ThemeLight, chart.Width, chart.Height)
		if err != nil && !errors.Is(err, charts.ErrNoBundle) {
			return nil, err
		}
		pictures = append(pictures, Picture{chart, svg})
	}
	return pictures, nil
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
