package report

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// chartRows is how many rows a chart covers.
const chartRows = 22

// Colours of the layers and series, from certain to uncertain: told apart in
// grey as well.
var layerColors = []string{"173F4F", "4F8A9B", "A9C9D1", "E3E7EA"}

var seriesColors = []string{"A9C9D1", "173F4F", "D9A441"}

// axisFont is how axes are lettered: as the site's own are. Left unsaid, the grey
// is too pale to be read in print.
var axisFont = excelize.Font{Color: "444444", Size: 9}

// accountChart stacks the layers of an account and draws the target as a line.
func (w *quarterBook) accountChart(account portfolio.TargetAccount, top, row int) {
	first, last := top+2, top+1+len(account.Years)
	if last < first {
		return
	}
	bars := w.chart(excelize.ColStacked, w.Print.T("pack.account-chart", "method", w.Print.T("method."+string(account.Method))))
	for i, color := range layerColors {
		bars.Series = append(bars.Series, series(w.account, top+1, accountYear, accountFirst+i, first, last, color))
	}
	target := &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{series(w.account, top+1, accountYear, accountTarget, first, last, "A02020")}}
	target.XAxis, target.YAxis = bars.XAxis, bars.YAxis // the axes are of the chart drawn last
	target.Series[0].Line = excelize.LineOptions{Width: 2.25, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"A02020"}}}
	w.book.do(func() error { return w.book.file.AddChart(w.account, relative(1, row), bars, target) })
}

func (w *quarterBook) quarterChart() {
	first, last := viewTop+1, viewTop+len(w.Report.Quarters)
	if !slices.ContainsFunc(w.Report.Quarters, func(one portfolio.QuarterPoint) bool {
		return one.Planned != nil || one.Realised != nil || one.Forecast != nil
	}) {
		w.book.set(w.quarters, 1, last+2, w.Print.T("livebook.no-chart"))
		return
	}
	bars := w.chart(excelize.Col, w.Print.T("quarters.caption"))
	for i, color := range seriesColors {
		bars.Series = append(bars.Series, series(w.quarters, viewTop, 1, quarterFirst+i, first, last, color))
	}
	w.book.do(func() error { return w.book.file.AddChart(w.quarters, relative(1, last+3), bars) })
	lines := w.chart(excelize.Line, w.Print.T("pack.gathered-chart"))
	for i, color := range seriesColors[:gatheredSeries] {
		until := w.gatheredUntil(i)
		if until < first {
			continue
		}
		one := series(w.quarters, viewTop, 1, quarterGathered+i, first, until, color)
		one.Line = excelize.LineOptions{Width: 2.25, Fill: one.Fill}
		lines.Series = append(lines.Series, one)
	}
	if len(lines.Series) > 0 {
		w.book.do(func() error { return w.book.file.AddChart(w.quarters, relative(1, last+3+chartRows), lines) })
	}
}

// gatheredUntil is the last row of a series added up that has something: a line
// ends there, since spreadsheets draw what is empty as 0. Above the first row for a
// series whose first quarter has nothing.
func (w *quarterBook) gatheredUntil(i int) (row int) {
	for at, point := range w.Report.Quarters {
		if []*calc.Money{point.Planned, point.Realised}[i] == nil {
			break
		}
		row = viewTop + 1 + at
	}
	return row
}

func (w *quarterBook) areaChart() {
	first, last := viewTop+1, viewTop+len(w.Report.Areas)
	if !slices.ContainsFunc(w.Report.Areas, func(one portfolio.AreaFigures) bool { return len(one.Layers) > 0 }) {
		w.book.set(w.areas, 1, last+2, w.Print.T("livebook.no-chart"))
		return
	}
	bars := w.chart(excelize.BarStacked, w.Print.T("areas.caption", "year", yearText(w.Report.Headline.Year)))
	for i, color := range layerColors {
		bars.Series = append(bars.Series, series(w.areas, viewTop, areaCode+1, areaFirst+i, first, last, color))
	}
	bars.YAxis.ReverseOrder, bars.XAxis.ReverseOrder = false, true
	w.book.do(func() error { return w.book.file.AddChart(w.areas, relative(1, last+3), bars) })
}

// chart is what all charts have in common.
func (w *quarterBook) chart(kind excelize.ChartType, title string) *excelize.Chart {
	return &excelize.Chart{
		Type:      kind,
		Dimension: excelize.ChartDimension{Width: 980, Height: 400},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Bold: true, Size: 12}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		XAxis:     excelize.ChartAxis{Font: axisFont},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}, Font: axisFont},
		Format:    excelize.GraphicOptions{AltText: title},
	}
}

// series is a column of a table as a series, named by its heading.
func series(sheet string, head, categories, column, first, last int, color string) excelize.ChartSeries {
	stretch := func(x int) string { return absolute(sheet, x, first) + ":" + absolute("", x, last) }
	return excelize.ChartSeries{
		Name: absolute(sheet, column, head), Categories: stretch(categories), Values: stretch(column),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
	}
}
